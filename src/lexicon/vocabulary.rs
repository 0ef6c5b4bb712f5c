//! The core vocabulary of French and English: words that everybody's texts share.
//!
//! A short release teaches an aligner few words of its own. These lists give it the common ones:
//! some six thousand families of forms, written for this program, a line each, French forms, a
//! tab, English forms. Every form of one side may translate every form of the other. The rare
//! words of a text, its names and numbers, need no list: they look alike.

use std::sync::OnceLock;

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

/// The lists, ready to be asked: made once, in some milliseconds.
static LISTED: OnceLock<[Listed; 2]> = OnceLock::new();

/// Returns what the lists know of a French and an English vocabulary, by the numbers of their keys,
/// sorted. Every key stands once in its vocabulary.
///
/// O((|french| + |english|) · log) once the lists have been read.
pub(super) fn known(french: &[&str], english: &[&str]) -> Vec<Known> {
    let [french_list, english_list] = LISTED.get_or_init(read_lists);
    let (french, english) = (numbered(french), numbered(english));
    let mut back: Vec<(u32, f32)> = Vec::new();
    let mut translations = Vec::new();
    for &(key, number) in &english {
        english_list.translations(key, french_list, &mut translations);
        if !translations.is_empty() {
            back.push((number, WEIGHT / translations.len() as f32));
        }
    }
    back.sort_unstable_by_key(|entry| entry.0);
    let mut found = Vec::new();
    for &(key, source) in &french {
        french_list.translations(key, english_list, &mut translations);
        let forth = WEIGHT / translations.len().max(1) as f32;
        for translation in &translations {
            let from = english.partition_point(|entry| entry.0 < *translation);
            let same = english[from..].iter().take_while(|e| e.0 == *translation);
            found.extend(same.map(|&(_, target)| Known {
                source,
                target,
                forth,
                back: weight(&back, target),
            }));
        }
    }
    found.sort_unstable_by_key(|known| (known.source, known.target));
    found
}

/// One language of the lists.
struct Listed {
    /// Packed keys with the families that have them, sorted, each once.
    families: Vec<(u64, u32)>,
    /// The packed keys of all families, one family after the other.
    keys: Vec<u64>,
    /// Where each family's keys begin, and where the last ones end.
    starts: Vec<u32>,
}

impl Listed {
    fn new() -> Self {
        Listed {
            families: Vec::new(),
            keys: Vec::new(),
            starts: vec![0],
        }
    }

    fn add(&mut self, forms: &str) {
        let family = self.starts.len() as u32 - 1;
        for key in forms.split(' ').map(key) {
            self.keys.push(key);
            self.families.push((key, family));
        }
        self.starts.push(self.keys.len() as u32);
    }

    /// Returns the keys that the families of a key have on their other side, sorted, each once.
    fn translations(&self, key: u64, other: &Listed, found: &mut Vec<u64>) {
        found.clear();
        let from = self.families.partition_point(|entry| entry.0 < key);
        for &(_, family) in self.families[from..].iter().take_while(|e| e.0 == key) {
            let family = family as usize;
            let keys = other.starts[family] as usize..other.starts[family + 1] as usize;
            found.extend_from_slice(&other.keys[keys]);
        }
        found.sort_unstable();
        found.dedup();
    }
}

fn read_lists() -> [Listed; 2] {
    let mut sides = [Listed::new(), Listed::new()];
    for (french, english) in LISTS.into_iter().flat_map(families) {
        sides[0].add(french);
        sides[1].add(english);
    }
    for side in &mut sides {
        side.families.sort_unstable();
        side.families.dedup();
    }
    sides
}

/// Returns the packed keys of a vocabulary with their numbers, sorted; others are in no list.
fn numbered(keys: &[&str]) -> Vec<(u64, u32)> {
    let numbered = keys.iter().zip(0..);
    let mut sorted: Vec<(u64, u32)> = numbered
        .filter_map(|(key, number)| Some((packed(key)?, number)))
        .collect();
    sorted.sort_unstable();
    sorted
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

    /// What the lists know of two words, read line by line.
    fn read_plainly(french: &str, english: &str) -> Option<(f32, f32)> {
        let (mut together, mut forth, mut back) = (false, Vec::new(), Vec::new());
        for (left, right) in LISTS.into_iter().flat_map(families) {
            let keys = |side: &str| -> Vec<u64> { side.split(' ').map(key).collect() };
            let (left, right) = (keys(left), keys(right));
            let (ours, theirs) = (left.contains(&key(french)), right.contains(&key(english)));
            together |= ours && theirs;
            if ours {
                forth.extend(&right);
            }
            if theirs {
                back.extend(&left);
            }
        }
        let share = |mut keys: Vec<u64>| {
            keys.sort_unstable();
            keys.dedup();
            WEIGHT / keys.len() as f32
        };
        together.then(|| (share(forth), share(back)))
    }

    #[test]
    fn the_index_says_what_the_lists_say() {
        let french = ["eleve", "regle", "faire", "mot", "aine", "londre", "de"];
        let english = ["pupil", "rule", "make", "word", "of", "from", "london"];
        let found = known(&french, &english);
        let mut plainly = Vec::new();
        for (source, a) in (0..).zip(french) {
            for (target, b) in (0..).zip(english) {
                if let Some((forth, back)) = read_plainly(a, b) {
                    plainly.push(Known {
                        source,
                        target,
                        forth,
                        back,
                    });
                }
            }
        }
        assert!(plainly.len() > 5);
        assert_eq!(found, plainly);
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
