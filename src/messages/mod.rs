//! Words for people, in French and English, from one catalogue.
//!
//! A [`Message`] names an entry of the catalogue in `en/` and `fr/` and carries its values; the language is
//! chosen where it is shown. Errors of every room are messages, so that the same mistake reads
//! the same in every command. The catalogue is in Fluent, so plurals and order are each
//! language's own.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The catalogue in English: one file a room.
const ENGLISH: [&str; 12] = [
    include_str!("en/documents.ftl"),
    include_str!("en/segmentation.ftl"),
    include_str!("en/lexicon.ftl"),
    include_str!("en/alignment.ftl"),
    include_str!("en/matching.ftl"),
    include_str!("en/memory.ftl"),
    include_str!("en/exchange.ftl"),
    include_str!("en/jobs.ftl"),
    include_str!("en/cli.ftl"),
    include_str!("en/terms.ftl"),
    include_str!("en/upkeep.ftl"),
    include_str!("en/concordance.ftl"),
];

/// The catalogue in French, entry for entry.
const FRENCH: [&str; 12] = [
    include_str!("fr/documents.ftl"),
    include_str!("fr/segmentation.ftl"),
    include_str!("fr/lexicon.ftl"),
    include_str!("fr/alignment.ftl"),
    include_str!("fr/matching.ftl"),
    include_str!("fr/memory.ftl"),
    include_str!("fr/exchange.ftl"),
    include_str!("fr/jobs.ftl"),
    include_str!("fr/cli.ftl"),
    include_str!("fr/terms.ftl"),
    include_str!("fr/upkeep.ftl"),
    include_str!("fr/concordance.ftl"),
];

/// A language the program speaks to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ui {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

/// Something to say to a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    id: Cow<'static, str>,
    values: Vec<(&'static str, Value)>,
}

/// A value inside a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Characters, shown as they are.
    Text(String),
    /// A count; chooses the plural.
    Count(u64),
    /// Another message, in the language of the one around it.
    Message(Box<Message>),
}

/// What has something to say to a person: every error of the program.
pub trait Explain {
    /// Returns what happened, where, and what to do about it.
    fn explain(&self) -> Message;
}

impl Message {
    /// Returns the message of an entry.
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Message {
            id: id.into(),
            values: Vec::new(),
        }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Returns the entry's name, stable, for scripts.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the sentence in a language.
    pub fn in_language(&self, ui: Ui) -> String {
        let bundle = catalogue(ui);
        let Some(pattern) = bundle.get_message(&self.id).and_then(|m| m.value()) else {
            return self.id.clone().into_owned();
        };
        let mut args = FluentArgs::new();
        for (name, value) in &self.values {
            args.set(
                *name,
                match value {
                    Value::Text(text) => FluentValue::from(text.as_str()),
                    Value::Count(count) => FluentValue::from(*count as f64),
                    Value::Message(inner) => FluentValue::from(inner.in_language(ui)),
                },
            );
        }
        let mut problems = Vec::new();
        bundle
            .format_pattern(pattern, Some(&args), &mut problems)
            .into_owned()
    }
}

/// Returns an entry without values in a language.
pub fn say(ui: Ui, id: impl Into<Cow<'static, str>>) -> String {
    Message::new(id).in_language(ui)
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Ui::En))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Value::Message(Box::new(message))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

macro_rules! count {
    ($($t:ty),*) => { $(impl From<$t> for Value {
        fn from(count: $t) -> Self {
            Value::Count(count as u64)
        }
    })* };
}
count!(usize, u64);

/// Makes a type that explains itself an error of the standard library.
macro_rules! explained_error {
    ($error:ty) => {
        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&$crate::messages::Explain::explain(self), f)
            }
        }

        impl std::error::Error for $error {}
    };
}
pub(crate) use explained_error;

fn catalogue(ui: Ui) -> &'static FluentBundle<FluentResource> {
    static EN: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    static FR: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    let (cell, source, tag) = match ui {
        Ui::En => (&EN, ENGLISH.concat(), "en"),
        Ui::Fr => (&FR, FRENCH.concat(), "fr"),
    };
    cell.get_or_init(|| {
        // A mistake in the catalogue costs the entry, never the program; the tests find it.
        let resource = match FluentResource::try_new(source) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        let mut bundle = FluentBundle::new_concurrent(vec![
            tag.parse::<LanguageIdentifier>().unwrap_or_default(),
        ]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        bundle
    })
}

#[cfg(test)]
mod tests;
