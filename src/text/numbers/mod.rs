//! Numbers, dates, times and amounts of a text as French and English write them.
//!
//! [`quantities`] finds them with their values, so that `1 234,5` and `1,234.5` compare equal;
//! [`Quantity::rewritten`] writes another value in the place of one, in its own style. Only what
//! is read with certainty has a value; other marks with digits in them (`G7`, `A/72/315`) are
//! literals, compared letter by letter, and so are addresses, file names and codes.

mod amounts;
mod calendar;
mod clock;
mod figures;
mod literals;
mod rewriting;
mod scan;
mod shared;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::ops::Range;

pub use amounts::{Currency, Figure};
pub use calendar::Date;
pub use clock::Time;
pub use scan::quantities;
pub use vocabulary::number_words;

/// How a language writes numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convention {
    /// `1 234,5`, `45 %`, `14 h 30`, `3 octobre 2023`.
    French,
    /// `1,234.5`, `45%`, `2:30 p.m.`, `3 October 2023` or `October 3, 2023`.
    English,
}

impl Convention {
    /// Returns the convention of a language by its primary subtag; `None` for one that is not
    /// known here.
    pub fn of_language(primary: &str) -> Option<Self> {
        match primary {
            "fr" => Some(Convention::French),
            "en" => Some(Convention::English),
            _ => None,
        }
    }
}

/// A byte range of a text and what it becomes.
pub type Edit = (Range<usize>, String);

/// A number, date, time, amount or mark with digits, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Byte range in the text it was found in.
    pub range: Range<usize>,
    /// What it says.
    pub value: Value,
}

/// What a quantity says, with the places of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A date or a part of one.
    Date(Date),
    /// A time of the day.
    Time(Time),
    /// A number, perhaps with a scale word, a currency or a unit.
    Figure(Figure),
    /// Something that both languages write letter by letter: `G7`, `2.1.3`, a telephone number,
    /// a web address, a file name, a code, a placeholder.
    Literal(String),
}

impl Quantity {
    /// Tells whether two quantities say the same, however they are written.
    pub fn says_the_same(&self, other: &Quantity) -> bool {
        match (&self.value, &other.value) {
            (Value::Date(a), Value::Date(b)) => a.same_day(b),
            (Value::Time(a), Value::Time(b)) => a.same_time(b),
            (Value::Figure(a), Value::Figure(b)) => a.same_amount(b),
            (Value::Literal(a), Value::Literal(b)) => a == b,
            _ => false,
        }
    }

    /// Tells whether this quantity of a sentence is what `other` is in its translation: the same
    /// value, though a percent sign or a unit may be said elsewhere.
    pub fn answers(&self, other: &Quantity) -> bool {
        match (&self.value, &other.value) {
            (Value::Figure(a), Value::Figure(b)) => a.same_number(b),
            _ => self.says_the_same(other),
        }
    }

    /// Returns this quantity with the scale word and the currency that the next one lends it: the
    /// `5` of `5 à 7 millions d’euros` is an amount.
    #[must_use]
    pub fn with_loan(&self) -> Quantity {
        let value = match &self.value {
            Value::Figure(figure) => Value::Figure(figure.with_loan()),
            value => value.clone(),
        };
        let range = self.range.clone();
        Quantity { range, value }
    }

    /// Returns the edits of `text` that make this quantity say what `new` says where it said
    /// what `old` says; `None` where that cannot be written with certainty.
    ///
    /// `old` and `new` come from texts of another language; `self` stands in `text`. The style of
    /// `self` is kept. Each edit is a byte range of `text` and what it becomes; edits are in
    /// order and do not overlap.
    pub fn rewritten(
        &self,
        text: &str,
        convention: Convention,
        old: &Quantity,
        new: &Quantity,
    ) -> Option<Vec<Edit>> {
        match (&self.value, &old.value, &new.value) {
            (Value::Date(here), Value::Date(old), Value::Date(new)) => {
                here.rewritten(text, convention, old, new)
            }
            (Value::Time(here), Value::Time(_), Value::Time(new)) => {
                Some(vec![(self.range.clone(), here.written_like(new)?)])
            }
            (Value::Figure(here), Value::Figure(old), Value::Figure(new)) => {
                let rewriting = rewriting::Rewriting {
                    text,
                    convention,
                    here,
                    old,
                    new,
                };
                rewriting.edits()
            }
            (Value::Literal(_), Value::Literal(_), Value::Literal(new)) => {
                // What is said in another kind of space stays in it.
                let written = &text[self.range.clone()];
                let space = written.chars().find(|c| c.is_whitespace()).unwrap_or(' ');
                let new = new.replace(' ', space.encode_utf8(&mut [0; 4]));
                Some(vec![(self.range.clone(), new)])
            }
            _ => None,
        }
    }
}
