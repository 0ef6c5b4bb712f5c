//! The core vocabulary of French and English: words that everybody's texts share.
//!
//! A short release teaches an aligner few words of its own. These lists give it the common ones:
//! some six thousand families of forms, written for this program, a line each, French forms, a
//! tab, English forms. Every form of one side may translate every form of the other. The rare
//! words of a text, its names and numbers, need no list: they look alike.

use super::Known;
use super::tokens::{STEM, cut, fold_word};

/// The lists, by subject.
const LISTS: [&str; 6] = [
    include_str!("vocabulary/grammar.tsv"),
    include_str!("vocabulary/verbs.tsv"),
    include_str!("vocabulary/nouns.tsv"),
    include_str!("vocabulary/qualities.tsv"),
    include_str!("vocabulary/institutions.tsv"),
    include_str!("vocabulary/technology.tsv"),
];

/// Pseudo-count that a word's translations share: the list says which they are, not how often each
/// is meant. Fitted on the development gold.
const WEIGHT: f32 = 3.3;

/// Returns what the lists know of a French and an English vocabulary, by the numbers of their keys,
/// sorted.
///
/// Linear in the lists, a millisecond or two.
pub(super) fn known(french: &[&str], english: &[&str]) -> Vec<Known> {
    let (french, english) = (Words::new(french), Words::new(english));
    let mut pairs = Vec::new();
    // For each token of the texts, the translations that the lists give it, in the text or not.
    let (mut forth, mut back) = (Meanings::default(), Meanings::default());
    let (mut left, mut right) = (Side::default(), Side::default());
    for (ours, theirs) in LISTS.into_iter().flat_map(families) {
        left.read(ours, &french);
        right.read(theirs, &english);
        forth.add(&left.tokens, &right.keys);
        back.add(&right.tokens, &left.keys);
        for &source in &left.tokens {
            pairs.extend(right.tokens.iter().map(|&target| (source, target)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let (forth, back) = (forth.weights(), back.weights());
    let known = |(source, target)| Known {
        source,
        target,
        forth: weight(&forth, source),
        back: weight(&back, target),
    };
    pairs.into_iter().map(known).collect()
}

/// Returns the one form that the lists give for a word, whichever of the two languages comes first;
/// `None` where they give none or several, or know the word in several families.
///
/// The word must stand in the lists as it is, but for capitals; other forms of its family are not
/// taken for it. Linear in the lists.
pub(super) fn sole_translation(word: &str, from_french: bool) -> Option<&'static str> {
    let word = Some(word.to_lowercase()).filter(|word| is_form(word))?;
    let mut found = translations(&word, from_french);
    let (ours, theirs) = found.next()?;
    let alone = found.next().is_none() && !ours.contains(' ') && !theirs.contains(' ');
    alone.then_some(theirs)
}

/// Tells whether the lists have a word in any family, as it is but for capitals.
pub(super) fn knows(word: &str, from_french: bool) -> bool {
    translations(&word.to_lowercase(), from_french)
        .next()
        .is_some()
}

fn is_form(word: &str) -> bool {
    !word.is_empty() && !word.contains([' ', '\t', '\n'])
}

/// Returns the families that have a form, its own side first.
fn translations(
    form: &str,
    from_french: bool,
) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
    let places = LISTS.into_iter().flat_map(move |list| {
        let places = list.match_indices(form);
        places.map(move |(at, _)| (list, at))
    });
    places.filter_map(move |(list, at)| {
        let end = at + form.len();
        let start = list[..at].rfind('\n').map_or(0, |mark| mark + 1);
        let stop = list[end..].find('\n').map_or(list.len(), |mark| end + mark);
        let whole = |c: Option<char>| c.is_none_or(|c| matches!(c, ' ' | '\t' | '\n'));
        if !whole(list[..at].chars().next_back()) || !whole(list[end..].chars().next()) {
            return None;
        }
        let (french, english) = list[start..stop].split_once('\t')?;
        let in_french = at < start + french.len();
        let sides = if from_french {
            (french, english)
        } else {
            (english, french)
        };
        (in_french == from_french).then_some(sides)
    })
}

/// Returns the two sides of every family of a list.
fn families(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split('\n').filter_map(|line| line.split_once('\t'))
}

/// The key of a word of the lists as a number; no key is longer than eight bytes.
fn packed(key: &str) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes.get_mut(..key.len())?.copy_from_slice(key.as_bytes());
    Some(u64::from_le_bytes(bytes))
}

/// Returns the packed key of a form.
fn key(form: &str) -> u64 {
    // Most forms are plain, and then nothing has to be folded.
    let bytes = form.as_bytes();
    let head = &bytes[..bytes.len().min(STEM)];
    if bytes.is_ascii() {
        let plain = head.iter().rev();
        return plain.fold(0, |key, &byte| key << 8 | u64::from(byte));
    }
    packed(cut(&fold_word(form))).unwrap_or(0)
}

/// A vocabulary by its packed keys.
struct Words {
    /// Key and number of the token, sorted.
    sorted: Vec<(u64, u32)>,
    /// A bit for each key's hash: most forms of the lists stand in no text, and end here.
    seen: [u64; 256],
}

impl Words {
    fn new(keys: &[&str]) -> Self {
        let numbered = keys.iter().zip(0..);
        let mut sorted: Vec<(u64, u32)> = numbered
            .filter_map(|(key, number)| Some((packed(key)?, number)))
            .collect();
        sorted.sort_unstable();
        let mut seen = [0; 256];
        for &(key, _) in &sorted {
            let (word, bit) = place(key);
            seen[word] |= bit;
        }
        Words { sorted, seen }
    }

    fn find(&self, key: u64) -> Option<u32> {
        let (word, bit) = place(key);
        if self.seen[word] & bit == 0 {
            return None;
        }
        let at = self.sorted.binary_search_by_key(&key, |entry| entry.0);
        at.ok().map(|at| self.sorted[at].1)
    }
}

/// Returns where the bit of a key is: its word and its mask.
fn place(key: u64) -> (usize, u64) {
    let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 50;
    ((hash >> 6) as usize, 1 << (hash & 63))
}

/// One side of a family.
#[derive(Default)]
struct Side {
    keys: Vec<u64>,
    /// Those tokens of the text that are among them.
    tokens: Vec<u32>,
}

impl Side {
    fn read(&mut self, forms: &str, words: &Words) {
        self.keys.clear();
        self.keys.extend(forms.split(' ').map(key));
        self.tokens.clear();
        self.tokens
            .extend(self.keys.iter().filter_map(|&key| words.find(key)));
    }
}

/// Tokens, each with a translation.
#[derive(Default)]
struct Meanings(Vec<(u32, u64)>);

impl Meanings {
    fn add(&mut self, tokens: &[u32], translations: &[u64]) {
        for &token in tokens {
            self.0.extend(translations.iter().map(|&key| (token, key)));
        }
    }

    /// Returns each token once, sorted, with the part of [`WEIGHT`] that one translation has.
    fn weights(mut self) -> Vec<(u32, f32)> {
        self.0.sort_unstable();
        self.0.dedup();
        let tokens = self.0.chunk_by(|a, b| a.0 == b.0);
        tokens
            .map(|run| (run[0].0, WEIGHT / run.len() as f32))
            .collect()
    }
}

fn weight(weights: &[(u32, f32)], token: u32) -> f32 {
    let at = weights.binary_search_by_key(&token, |entry| entry.0);
    at.map_or(0.0, |at| weights[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks words up as if each were all of its text.
    fn pair(french: &str, english: &str) -> Option<f32> {
        let folded = [fold_word(french), fold_word(english)];
        let found = known(&[cut(&folded[0])], &[cut(&folded[1])]);
        found.first().map(|known| known.forth)
    }

    #[test]
    fn common_words_are_known_in_their_forms() {
        for (french, english) in [
            ("était", "was"),
            ("chevaux", "horse"),
            ("règlement", "regulation"),
            ("Londres", "London"),
            ("aujourd'hui", "yesterday"),
        ] {
            let known = pair(french, english).is_some();
            assert_eq!(known, english != "yesterday", "{french} {english}");
        }
    }

    #[test]
    fn a_word_with_one_translation_is_told_from_others() {
        assert_eq!(sole_translation("Varsovie", true), Some("warsaw"));
        assert_eq!(sole_translation("warsaw", false), Some("varsovie"));
        assert_eq!(sole_translation("faire", true), None);
        assert_eq!(sole_translation("warsaw", true), None);
        assert_eq!(sole_translation("a b", true), None);
        assert!(knows("faire", true) && !knows("Marchetti", true));
    }

    #[test]
    fn the_weight_is_shared_among_the_translations() {
        assert!(pair("alinéa", "paragraph").unwrap() < WEIGHT);
        assert!(pair("et", "and").unwrap() > pair("faire", "make").unwrap());
    }

    #[test]
    fn plain_forms_have_the_same_key_as_others() {
        for form in ["a", "chat", "ministre", "wonderful"] {
            assert_eq!(Some(key(form)), packed(cut(form)));
        }
        assert_eq!(key("élève"), key("eleve"));
    }

    #[test]
    fn every_line_is_a_family_of_single_words() {
        for line in LISTS.into_iter().flat_map(str::lines) {
            if line.starts_with("# ") {
                continue;
            }
            let (left, right) = line.split_once('\t').expect(line);
            for form in left.split(' ').chain(right.split(' ')) {
                let word = !form.is_empty() && form.chars().all(char::is_lowercase);
                assert!(word, "{line}");
            }
        }
    }
}
