//! A query of words as FTS5 is asked it: never less than the query finds.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::matching::concordance::{Node, Options, Phrase, QueryWord, Search, search_stem};
use crate::model::LangTag;
use crate::text::{Distinguish, Stems};

/// More ways to write a phrase are not written out; its words are asked for apart then.
const VARIANTS: usize = 48;
/// More words of a phrase are not asked for.
const LONGEST: usize = 48;
/// More languages are not told apart by asking; the index is passed over then.
const LANGUAGES: usize = 40;

/// What units must hold to be candidates.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'q> {
    /// What a text must answer.
    pub search: &'q Search,
    /// The language of that text, where it was asked for.
    pub language: Option<&'q LangTag>,
    /// What a text in another language must answer.
    pub target: Option<&'q Search>,
    /// How words are compared.
    pub options: Options,
}

impl Wanted<'_> {
    /// Returns the expression for an index of texts in some languages, named by their primary
    /// subtags; `None` where the index cannot help.
    pub(super) fn expression(
        &self,
        index: &Connection,
        languages: &BTreeSet<String>,
    ) -> rusqlite::Result<Option<String>> {
        if languages.len() > LANGUAGES {
            return Ok(None);
        }
        let is_asked = |primary: &&String| {
            self.language
                .is_none_or(|asked| asked.primary() == primary.as_str())
        };
        let own: Vec<&String> = languages.iter().filter(is_asked).collect();
        let all: Vec<&String> = languages.iter().collect();
        let mut parts = Vec::new();
        for (search, languages) in [(Some(self.search), own), (self.target, all)] {
            let Some(Search::Words(query)) = search else {
                continue;
            };
            let mut each = Vec::new();
            for primary in languages {
                let asked = Asked {
                    index,
                    primary,
                    stems: self.options.inflected.then(|| Stems::of_language(primary)),
                };
                each.push(asked.node(&query.root)?);
            }
            if each.is_empty() {
                // No text is in the language: a word that cannot be there.
                each.push("\"\u{e000}\"".to_owned());
            }
            parts.push(joined(each, " OR "));
        }
        Ok((!parts.is_empty()).then(|| joined(parts, " AND ")))
    }
}

/// A query in one language.
struct Asked<'i> {
    index: &'i Connection,
    primary: &'i str,
    /// Where words with the same stem are the same.
    stems: Option<Stems>,
}

impl Asked<'_> {
    /// What must not be there is not asked: a unit may have two texts in a language.
    fn node(&self, node: &Node) -> rusqlite::Result<String> {
        let all = |nodes: &[Node], operator: &str| {
            let parts: Result<Vec<_>, _> = nodes.iter().map(|node| self.node(node)).collect();
            Ok::<_, rusqlite::Error>(joined(parts?, operator))
        };
        match node {
            Node::Phrase(phrase) => self.phrase(phrase),
            Node::And(wanted, _) => all(wanted, " AND "),
            Node::Or(nodes) => all(nodes, " OR "),
            Node::Near(phrases, within) => self.near(phrases, *within),
        }
    }

    fn near(&self, phrases: &[Phrase], within: usize) -> rusqlite::Result<String> {
        let single = |phrase: &Phrase| phrase.words.len() == 1 && self.stems.is_none();
        let parts: Result<Vec<_>, _> = phrases.iter().map(|phrase| self.phrase(phrase)).collect();
        let parts = parts?;
        Ok(if phrases.iter().all(single) {
            format!("NEAR({}, {within})", parts.join(" "))
        } else {
            joined(parts, " AND ")
        })
    }

    fn phrase(&self, phrase: &Phrase) -> rusqlite::Result<String> {
        let words = &phrase.words[..phrase.words.len().min(LONGEST)];
        let mut forms = Vec::with_capacity(words.len());
        for word in words {
            forms.push(self.forms(word)?);
        }
        let variants = forms
            .iter()
            .try_fold(1_usize, |n, forms| n.checked_mul(forms.len()));
        if variants.is_some_and(|n| n <= VARIANTS) {
            let mut all = vec![Vec::new()];
            for forms in &forms {
                let longer = |begun: &Vec<String>, form: &String| {
                    let mut begun = begun.clone();
                    begun.push(form.clone());
                    begun
                };
                all = (all.iter())
                    .flat_map(|begun| forms.iter().map(move |form| longer(begun, form)))
                    .collect();
            }
            let each = all.iter().map(|forms| side_by_side(words, forms));
            return Ok(joined(each.collect(), " OR "));
        }
        let each = words.iter().zip(&forms).map(|(word, forms)| {
            let each = forms.iter();
            let each = each
                .map(|form| side_by_side(std::slice::from_ref(word), std::slice::from_ref(form)));
            joined(each.collect(), " OR ")
        });
        Ok(joined(each.collect(), " AND "))
    }

    /// Returns the keys of a word: itself, and where stems are compared all words with its stem.
    fn forms(&self, word: &QueryWord) -> rusqlite::Result<Vec<String>> {
        let keyed = |form: &str| {
            let mut text = String::new();
            key(&mut text, self.primary, form);
            text
        };
        let Some(stems) = self.stems.as_ref().filter(|_| !word.prefix) else {
            return Ok(vec![keyed(&word.form)]);
        };
        let stem = search_stem(stems, &word.text, Distinguish::default());
        let mut forms = BTreeSet::from([word.form.clone(), stem.clone()]);
        let mut statement = self
            .index
            .prepare_cached("SELECT word FROM form WHERE stem = ?1")?;
        let found = statement.query_map([stem_key(self.primary, &stem)], |row| row.get(0))?;
        for form in found {
            forms.insert(form?);
        }
        Ok(forms.iter().map(|form| keyed(form)).collect())
    }
}

/// Returns the words of a phrase as FTS5 reads one. It knows a prefix only at the end of a phrase: one
/// before it ends the phrase.
fn side_by_side(words: &[QueryWord], forms: &[String]) -> String {
    let mut parts = Vec::new();
    let mut begun: Vec<&str> = Vec::new();
    for (word, form) in words.iter().zip(forms) {
        begun.push(form);
        if word.prefix {
            parts.push(format!("\"{}\" *", begun.join(" ")));
            begun.clear();
        }
    }
    if !begun.is_empty() {
        parts.push(format!("\"{}\"", begun.join(" ")));
    }
    joined(parts, " AND ")
}

fn joined(mut parts: Vec<String>, operator: &str) -> String {
    if parts.len() == 1 {
        return parts.remove(0);
    }
    format!("({})", parts.join(operator))
}

/// Writes a word as the index knows it: with its language before it, and so that FTS5 cuts it nowhere.
/// What is neither a letter nor a digit of ASCII becomes a character for private use.
pub(super) fn key(out: &mut String, primary: &str, form: &str) {
    out.push_str(primary);
    out.push('\u{e000}');
    for c in form.chars() {
        out.push(match c {
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => {
                char::from_u32(0xe000 + u32::from(c)).unwrap_or(c)
            }
            c => c,
        });
    }
}

/// Returns a stem as the table of forms knows it.
pub(super) fn stem_key(primary: &str, stem: &str) -> String {
    let mut text = String::new();
    key(&mut text, primary, stem);
    text
}
