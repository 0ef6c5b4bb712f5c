//! What differs between a stored sentence and a new one, word by word.

use crate::text::{Word, word_class, words};

/// A stretch of text on one side, or on both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiffPart {
    /// In both, to the letter.
    Same(String),
    /// Only in the stored sentence.
    Gone(String),
    /// Only in the new sentence.
    New(String),
}

impl DiffPart {
    /// Returns the stable sign: `=`, `-` or `+`.
    pub fn sign(&self) -> &'static str {
        match self {
            DiffPart::Same(_) => "=",
            DiffPart::Gone(_) => "-",
            DiffPart::New(_) => "+",
        }
    }

    /// Returns the text of the stretch.
    pub fn text(&self) -> &str {
        match self {
            DiffPart::Same(text) | DiffPart::Gone(text) | DiffPart::New(text) => text,
        }
    }
}

/// Compares a stored sentence with a new one.
///
/// Same and gone parts joined are the stored sentence, same and new parts joined the new one, byte
/// for byte. Words are compared as the score does, so the parts are those the score counts; what
/// lies between two words (spaces, punctuation) is compared after them, and words of one class
/// that are written otherwise (`Le`, `le`; `45`, `60`) differ. Time O(n·m) in words.
pub fn diff(stored: &str, new: &str) -> Vec<DiffPart> {
    let (old_words, new_words) = (words(stored), words(new));
    let classes = |text: &str, words: &[Word]| -> Vec<String> {
        words.iter().map(|word| word_class(text, word)).collect()
    };
    let steps = steps(&classes(stored, &old_words), &classes(new, &new_words));
    let mut parts = Parts::default();
    let (mut old_at, mut new_at) = (0, 0);
    let mut gaps = Gaps {
        stored,
        new,
        old_at: &mut old_at,
        new_at: &mut new_at,
    };
    for step in steps {
        match step {
            Step::Pair(i, j) => {
                let (old, other) = (&old_words[i].range, &new_words[j].range);
                gaps.push(&mut parts, old.start, other.start);
                parts.pair(&stored[old.clone()], &new[other.clone()]);
                gaps.skip(old.end, other.end);
            }
            Step::Gone(i) => {
                let old = &old_words[i].range;
                parts.gone(&stored[*gaps.old_at..old.end]);
                *gaps.old_at = old.end;
            }
            Step::New(j) => {
                let other = &new_words[j].range;
                parts.new_text(&new[*gaps.new_at..other.end]);
                *gaps.new_at = other.end;
            }
        }
    }
    gaps.push(&mut parts, stored.len(), new.len());
    parts.list
}

/// What has been passed over between words on both sides.
struct Gaps<'a> {
    stored: &'a str,
    new: &'a str,
    old_at: &'a mut usize,
    new_at: &'a mut usize,
}

impl Gaps<'_> {
    /// Compares what lies before the next words.
    fn push(&mut self, parts: &mut Parts, old_end: usize, new_end: usize) {
        parts.pair(
            &self.stored[*self.old_at..old_end],
            &self.new[*self.new_at..new_end],
        );
        self.skip(old_end, new_end);
    }

    fn skip(&mut self, old_end: usize, new_end: usize) {
        *self.old_at = old_end;
        *self.new_at = new_end;
    }
}

/// Collects parts; neighbours of one sign become one.
#[derive(Default)]
struct Parts {
    list: Vec<DiffPart>,
}

impl Parts {
    fn pair(&mut self, old: &str, new: &str) {
        if old == new {
            self.same(old);
        } else {
            self.gone(old);
            self.new_text(new);
        }
    }

    fn same(&mut self, text: &str) {
        match self.list.last_mut() {
            _ if text.is_empty() => {}
            Some(DiffPart::Same(last)) => last.push_str(text),
            _ => self.list.push(DiffPart::Same(text.to_owned())),
        }
    }

    fn gone(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        // A replacement reads best as old, then new: put this before new text at the end.
        let tail =
            self.list.len() - usize::from(matches!(self.list.last(), Some(DiffPart::New(_))));
        match self.list[..tail].last_mut() {
            Some(DiffPart::Gone(last)) => last.push_str(text),
            _ => self.list.insert(tail, DiffPart::Gone(text.to_owned())),
        }
    }

    fn new_text(&mut self, text: &str) {
        match self.list.last_mut() {
            _ if text.is_empty() => {}
            Some(DiffPart::New(last)) => last.push_str(text),
            _ => self.list.push(DiffPart::New(text.to_owned())),
        }
    }
}

/// A step of the cheapest way from the stored words to the new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Two words stand for each other, equal or not.
    Pair(usize, usize),
    Gone(usize),
    New(usize),
}

/// Returns the cheapest way, by Levenshtein's recurrence read backwards. Of equally cheap ways,
/// the one that pairs words last is taken.
fn steps(old: &[String], new: &[String]) -> Vec<Step> {
    let width = new.len() + 1;
    let mut cost = vec![0_u32; (old.len() + 1) * width];
    for i in 0..=old.len() {
        for j in 0..=new.len() {
            cost[i * width + j] = match (i, j) {
                (0, _) => j as u32,
                (_, 0) => i as u32,
                _ => {
                    let pair = cost[(i - 1) * width + j - 1] + u32::from(old[i - 1] != new[j - 1]);
                    pair.min(cost[(i - 1) * width + j] + 1)
                        .min(cost[i * width + j - 1] + 1)
                }
            };
        }
    }
    let (mut i, mut j) = (old.len(), new.len());
    let mut steps = Vec::with_capacity(i.max(j));
    while i > 0 || j > 0 {
        let here = cost[i * width + j];
        if i > 0
            && j > 0
            && here == cost[(i - 1) * width + j - 1] + u32::from(old[i - 1] != new[j - 1])
        {
            i -= 1;
            j -= 1;
            steps.push(Step::Pair(i, j));
        } else if i > 0 && here == cost[(i - 1) * width + j] + 1 {
            i -= 1;
            steps.push(Step::Gone(i));
        } else {
            j -= 1;
            steps.push(Step::New(j));
        }
    }
    steps.reverse();
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(stored: &str, new: &str) -> String {
        diff(stored, new)
            .iter()
            .map(|p| format!("{}{}", p.sign(), p.text()))
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn words_are_the_units() {
        assert_eq!(
            shown(
                "Le pont a livré 1 250 tonnes.",
                "Le pont a livré 2 480 tonnes."
            ),
            "=Le pont a livré |-1 250|+2 480|= tonnes."
        );
        assert_eq!(shown("Oui, merci.", "Oui merci."), "=Oui|-, |+ |=merci.");
        assert_eq!(shown("a b c", "a c"), "=a|- b|= c");
    }

    proptest! {
        #[test]
        fn both_sides_can_be_read_back(stored in "[a-c1, .’]{0,24}", new in "[a-c1, .’]{0,24}") {
            let parts = diff(&stored, &new);
            let side = |skip: &str| -> String {
                parts.iter().filter(|p| p.sign() != skip).map(DiffPart::text).collect()
            };
            prop_assert_eq!(side("+"), stored);
            prop_assert_eq!(side("-"), new);
        }
    }
}
