//! The adapted target with other words too, where it is sure what they become.
//!
//! A name that both languages write alike, a name or a plain word of which the lexicon knows one
//! translation, a term of a term base: nothing else is certain enough. Where one change of the
//! sentence cannot be made there is no proposal, for half a one reads like a whole one.

use std::ops::Range;

use super::Match;
use super::changes::WordChange;
use super::help::TermPair;
use crate::lexicon::Lexicon;
use crate::text::{WordKind, words};

/// What was changed in the target: what stood there, what stands now.
pub(super) type Proposed = Vec<(String, String)>;

/// Most changes of one sentence: with more of them it is another sentence.
const MOST: usize = 3;

/// Returns the proposal and what it changes in the adapted target; `None` where nothing can be
/// said, or nothing but numbers differs.
pub(super) fn propose(
    found: &Match,
    query: &str,
    changes: &[WordChange],
    to: &str,
    lexicon: &Lexicon,
    terms: &[TermPair<'_>],
) -> Option<(String, Proposed)> {
    let adapted = found.adapted.as_deref()?;
    if changes.is_empty() || changes.len() > MOST {
        return None;
    }
    let translation = Translation {
        source: &found.pair.source,
        query,
        target: adapted,
        to,
        lexicon,
        terms,
    };
    let mut edits = Vec::new();
    for change in changes {
        edits.push(translation.edit(change)?);
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let apart = edits.windows(2).all(|two| two[0].0.end <= two[1].0.start);
    if !apart {
        return None;
    }
    let mut text = String::with_capacity(adapted.len());
    let mut proposed = Vec::with_capacity(edits.len());
    let mut at = 0;
    for (range, written) in edits {
        text.push_str(&adapted[at..range.start]);
        text.push_str(&written);
        at = range.end;
        proposed.push((adapted[range].to_owned(), written));
    }
    text.push_str(&adapted[at..]);
    (text != adapted).then_some((text, proposed))
}

/// One sentence pair whose words are exchanged.
struct Translation<'p> {
    source: &'p str,
    query: &'p str,
    target: &'p str,
    to: &'p str,
    lexicon: &'p Lexicon,
    terms: &'p [TermPair<'p>],
}

impl Translation<'_> {
    /// Returns the edit of the target that answers a change of the source.
    fn edit(&self, change: &WordChange) -> Option<(Range<usize>, String)> {
        let old = &self.source[change.old.clone()];
        let new = &self.query[change.new.clone()];
        if old.is_empty() || new.is_empty() {
            return None;
        }
        // What stands twice in the source cannot be told apart in the target.
        only_place(self.source, old)?;
        if let Some(edit) = self.by_term(old, new) {
            return Some(edit);
        }
        let names = is_name(self.source, &change.old) && is_name(self.query, &change.new);
        let place = match self.lexicon.sole_translation(old) {
            Some(known) => only_place_of_any_case(self.target, &known, names)?,
            // Only a name is the same word in both languages.
            None if names => only_place(self.target, old)?,
            None => return None,
        };
        let written = match self.lexicon.sole_translation(new) {
            Some(known) if names => capitalised(&known),
            Some(known) => known,
            None if names && !self.lexicon.knows(new) && surely_alike(new) => new.to_owned(),
            None => return None,
        };
        if names {
            self.joined(place, written)
        } else {
            self.plain(place, old, new, written)
        }
    }

    /// Returns the edit where both words are terms, in the forms they have here.
    fn by_term(&self, old: &str, new: &str) -> Option<(Range<usize>, String)> {
        let translation = |word: &str| {
            let mut known = self.terms.iter().filter(|(source, _)| *source == word);
            let (_, target) = known.next()?;
            known.all(|(_, other)| other == target).then_some(*target)
        };
        let (from, to) = (translation(old)?, translation(new)?);
        let place = only_place(self.target, from)?;
        self.plain(place, old, new, to.to_owned())
    }

    /// Exchanges a common word. Only English words need no agreement with those around them but
    /// their number and the article.
    fn plain(
        &self,
        place: Range<usize>,
        old: &str,
        new: &str,
        written: String,
    ) -> Option<(Range<usize>, String)> {
        let plural = |word: &str| word.ends_with(['s', 'x']);
        let vowel = |word: &str| {
            let first = word.chars().next();
            first.is_some_and(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u'))
        };
        let there = &self.target[place.clone()];
        let before = word_before(self.target, place.start);
        let article = matches!(before, "a" | "an" | "A" | "An");
        let fits = self.to == "en"
            && plural(old) == plural(new)
            && plural(there) == plural(&written)
            && old.starts_with(char::is_lowercase) == new.starts_with(char::is_lowercase)
            && !(article && (vowel(there) != vowel(&written) || doubtful_start(&written)));
        fits.then_some((place, written))
    }

    /// Exchanges a name with what a French target puts before it: `de`, `d’`. After an article
    /// nothing is certain, for the new name may have another gender or none.
    fn joined(&self, place: Range<usize>, written: String) -> Option<(Range<usize>, String)> {
        if self.to != "fr" {
            return (self.to == "en").then_some((place, written));
        }
        let before = &self.target[..place.start];
        let de = ["de ", "d’", "d'"].into_iter().find(|de| {
            let rest = before.strip_suffix(de);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
        if let Some(de) = de {
            let joint = match written.chars().next()? {
                'A' | 'E' | 'I' | 'O' | 'U' | 'É' | 'È' | 'Î' | 'Â' => "d’",
                'H' | 'Y' => return None,
                _ => "de ",
            };
            let straight = de == "d'";
            let joint = if straight {
                joint.replace('’', "'")
            } else {
                joint.to_owned()
            };
            return Some((place.start - de.len()..place.end, joint + &written));
        }
        let word = word_before(self.target, place.start).to_lowercase();
        let elided = before.ends_with(['’', '\'']);
        (!elided && !ARTICLES.contains(&word.as_str())).then_some((place, written))
    }
}

/// French words after which a name has a gender, or a preposition of its own.
const ARTICLES: [&str; 14] = [
    "le", "la", "les", "l’", "l'", "au", "aux", "du", "des", "en", "un", "une", "cette", "ce",
];

/// Tells whether words are written as a name: each begins with a capital, the first of them not
/// only because a sentence begins; and no abbreviation, for those are translated.
fn is_name(text: &str, range: &Range<usize>) -> bool {
    let inside = &text[range.clone()];
    let named = |word: &str| {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        first && letters.next().is_some_and(char::is_lowercase)
    };
    let found = words(inside);
    let all = found
        .iter()
        .all(|word| word.kind == WordKind::Word && named(&inside[word.range.clone()]));
    let before = text[..range.start].trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '«' | '“' | '"' | '(' | '’' | '\'' | '—' | '–' | '-')
    });
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', ':', '…']);
    // `M. Okafor`: a title is no end of a sentence.
    let title = ["M.", "MM.", "Mr.", "Mrs.", "Ms.", "Dr.", "St."];
    let titled = title.iter().any(|title| before.ends_with(title));
    all && !found.is_empty() && (!opens || titled || found.len() > 1)
}

/// Tells whether a name looks like one that no language puts in other letters: place names ending
/// so are French or English forms.
fn surely_alike(name: &str) -> bool {
    const FORMS: [&str; 11] = [
        "ie", "gne", "que", "aine", "ande", "ique", "ois", "ais", "land", "any", "ish",
    ];
    !FORMS.iter().any(|form| name.ends_with(form))
}

/// Tells whether nobody can say by its first letter alone whether a word takes `a` or `an`.
fn doubtful_start(word: &str) -> bool {
    let start: String = word.chars().take(2).flat_map(char::to_lowercase).collect();
    matches!(
        start.as_str(),
        "ho" | "he" | "eu" | "on" | "un" | "us" | "ut" | "ur"
    )
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// Returns the letters before a place, without the spaces between.
fn word_before(text: &str, at: usize) -> &str {
    let before = text[..at].trim_end();
    let word = before.trim_end_matches(char::is_alphabetic);
    &before[word.len()..]
}

/// Returns where words stand, if they stand once, as whole words.
fn only_place(text: &str, words: &str) -> Option<Range<usize>> {
    let mut places = text.match_indices(words).filter(|(start, _)| {
        let end = start + words.len();
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        let cut = words.ends_with(['’', '\'']);
        !text[..*start].ends_with(inside) && (cut || !text[end..].starts_with(inside))
    });
    let (start, _) = places.next()?;
    places
        .next()
        .is_none()
        .then_some(start..start + words.len())
}

/// Returns where a word of the lexicon stands: with a capital where it is a name, else as it is.
fn only_place_of_any_case(text: &str, word: &str, name: bool) -> Option<Range<usize>> {
    if name {
        only_place(text, &capitalised(word))
    } else {
        only_place(text, word)
    }
}
