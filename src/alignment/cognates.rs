//! Words that look alike in both languages, and numbers, marks and names.
//!
//! The first knowledge the aligner has of words. Each pair gets a pseudo-count, from which the
//! first table of translations is made and which training keeps as a prior: words that look
//! alike translate each other until the document shows otherwise.

use std::collections::BTreeMap;

use super::side::Side;
use crate::lexicon::{Lexicon, TokenKind, name_likeness, stem_likeness};

/// Token of the source, token of the target, likeness from 0 to 1.
pub(super) type Link = (u32, u32, f32);

/// Pseudo-count of a pair of likeness 1.
const STRENGTH: f32 = 2.0;
/// Words that begin alike and are compared with each other, of each side.
const CROWD: usize = 64;

/// Returns the pairs of tokens that look alike, sorted, each once.
///
/// Words meet only those that begin with the same four letters, names those with the same first
/// letter, and of either at most [`CROWD`] of a side: linear in the vocabularies.
pub(super) fn links(source: &Side, target: &Side) -> Vec<Link> {
    let mut links = identical(source, target);
    let stem = |side: &Side, id: u32| initial(side, id, 4, |kind| kind != TokenKind::Mark);
    links.extend(meet(source, target, &stem, &stem_likeness));
    let name = |side: &Side, id: u32| initial(side, id, 1, |kind| kind == TokenKind::Name);
    links.extend(meet(source, target, &name, &name_likeness));
    // The best reason for a pair first, and only that one.
    links.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    links.dedup_by_key(|link| (link.0, link.1));
    links
}

/// Pseudo-counts of translation in both directions, from likeness and from the lexicon.
#[derive(Debug, Default)]
pub(super) struct Priors {
    /// (source token, target token, pseudo-count), sorted.
    pub forth: Vec<(u32, u32, f32)>,
    /// (target token, source token, pseudo-count), sorted.
    pub back: Vec<(u32, u32, f32)>,
}

impl Priors {
    /// Returns the pseudo-counts: likeness squared, shared among the words that look like the
    /// same one, and the weights of the lexicon.
    pub(super) fn new(links: &[Link], lexicon: &Lexicon, source: &Side, target: &Side) -> Self {
        let known = lexicon.known(&source.keys(), &target.keys());
        let forth = links.iter().copied();
        let back = links.iter().map(|&(a, b, likeness)| (b, a, likeness));
        let known_forth = known.iter().map(|k| (k.source, k.target, k.forth));
        let known_back = known.iter().map(|k| (k.target, k.source, k.back));
        Priors {
            forth: summed(shared(forth.collect()).chain(known_forth)),
            back: summed(shared(back.collect()).chain(known_back)),
        }
    }
}

/// Makes pseudo-counts of likeness.
fn shared(links: Vec<Link>) -> impl Iterator<Item = (u32, u32, f32)> {
    let mut totals: BTreeMap<u32, f32> = BTreeMap::new();
    for &(a, _, likeness) in &links {
        *totals.entry(a).or_default() += likeness;
    }
    links.into_iter().map(move |(a, b, likeness)| {
        let shared = likeness * likeness * likeness / totals[&a];
        (a, b, STRENGTH * shared)
    })
}

/// Sorts pairs and adds up those that are equal.
fn summed(pairs: impl Iterator<Item = (u32, u32, f32)>) -> Vec<(u32, u32, f32)> {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    pairs.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        if same {
            kept.2 += next.2;
        }
        same
    });
    pairs
}

/// Pairs of one key: numbers, marks, and words of three letters or more.
fn identical(source: &Side, target: &Side) -> Vec<Link> {
    let mut links = Vec::new();
    for (id, entry) in source.vocabulary.iter().enumerate() {
        let word = matches!(entry.kind, TokenKind::Word | TokenKind::Name);
        if word && entry.form.chars().nth(2).is_none() {
            continue;
        }
        if let Some(other) = target.find(&entry.key) {
            links.push((id as u32, other, 1.0));
        }
    }
    links
}

/// Returns the first letters of a token that is of the right kind and long enough.
fn initial(
    side: &Side,
    id: u32,
    letters: usize,
    fits: impl Fn(TokenKind) -> bool,
) -> Option<String> {
    let entry = &side.vocabulary[id as usize];
    let is_word = fits(entry.kind) && entry.kind != TokenKind::Number;
    let mut chars = entry.form.chars();
    let head: String = chars.by_ref().take(letters).collect();
    (is_word && head.chars().count() == letters).then_some(head)
}

/// Compares the tokens of both sides that fall under the same heading.
fn meet(
    source: &Side,
    target: &Side,
    heading: &impl Fn(&Side, u32) -> Option<String>,
    likeness: &impl Fn(&str, &str) -> Option<f32>,
) -> Vec<Link> {
    let mut groups: BTreeMap<String, (Vec<u32>, Vec<u32>)> = BTreeMap::new();
    for id in 0..source.vocabulary.len() as u32 {
        if let Some(key) = heading(source, id) {
            groups.entry(key).or_default().0.push(id);
        }
    }
    for id in 0..target.vocabulary.len() as u32 {
        if let Some(key) = heading(target, id)
            && let Some(group) = groups.get_mut(&key)
        {
            group.1.push(id);
        }
    }
    let mut links = Vec::new();
    for (ours, theirs) in groups.values() {
        for &a in ours.iter().take(CROWD) {
            for &b in theirs.iter().take(CROWD) {
                let (x, y) = (
                    &source.vocabulary[a as usize],
                    &target.vocabulary[b as usize],
                );
                if let Some(likeness) = likeness(&x.form, &y.form) {
                    links.push((a, b, likeness));
                }
            }
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::Sentence;
    use crate::lexicon::{LIKE_NAME, LIKE_STEM};
    use crate::model::BlockKind;

    fn side(text: &str) -> Side {
        Side::read(&[Sentence {
            text,
            block: 0,
            kind: BlockKind::Paragraph,
        }])
    }

    fn like(french: &str, english: &str) -> Option<f32> {
        let (a, b) = (side(&format!("À {french}")), side(&format!("In {english}")));
        let pair = (a.vocabulary.len() as u32 - 1, b.vocabulary.len() as u32 - 1);
        let links = links(&a, &b);
        links.iter().find(|l| (l.0, l.1) == pair).map(|l| l.2)
    }

    #[test]
    fn names_find_each_other_in_either_spelling() {
        assert_eq!(like("Zelensky", "Zelenskyy"), Some(1.0)); // one stem
        assert_eq!(like("Kiev", "Kyiv"), Some(LIKE_NAME));
        assert_eq!(like("Kyïv", "Kyiv"), Some(1.0));
        assert_eq!(like("Moscou", "Moscow"), Some(LIKE_STEM));
        assert_eq!(like("Pologne", "Portugal"), None);
    }

    #[test]
    fn numbers_and_stems_are_links_and_strangers_are_not() {
        assert_eq!(like("1\u{a0}250", "1,250"), Some(1.0));
        assert_eq!(like("adoption", "adopted"), Some(LIKE_STEM));
        assert_eq!(like("maison", "house"), None);
    }

    #[test]
    fn likeness_is_shared_among_those_who_claim_it() {
        let (a, b) = (side("x adoptant"), side("y adopted adopters"));
        let links = links(&a, &b);
        let priors = Priors::new(&links, &Lexicon::default(), &a, &b);
        let total: f32 = priors.forth.iter().map(|p| p.2).sum();
        assert!(total <= STRENGTH * LIKE_STEM * LIKE_STEM + 1e-6);
    }
}
