//! Stored documents cut again by other rules, and their alignments made again.
//!
//! What a document's blocks say is stored whole, so no file is needed. A document keeps its cut where
//! a person has reviewed a bead of it, or where its sentences came one a line.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::link;
use super::own_rules::OwnRules;
use super::read::{Prepared, came_as_lines, cut};
use super::{Cancel, JobError};
use crate::alignment::AlignOptions;
use crate::lexicon::Lexicon;
use crate::memory::{Change, SegmentRecord, StoredDocument};
use crate::model::LangTag;
use crate::segmentation::Segmenter;

/// Sentences that lie otherwise than before, between two places where both cuts agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCut {
    /// Name of the document.
    pub document: String,
    /// Its language.
    pub language: LangTag,
    /// Ordinal of the block, from 0.
    pub block: usize,
    /// The sentences as they were.
    pub before: Vec<String>,
    /// The sentences as they are now.
    pub after: Vec<String>,
}

/// What other rules did to the stored documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recut {
    /// Where the cut differs, by document and place.
    pub places: Vec<NewCut>,
    /// Documents cut again.
    pub documents: usize,
    /// Alignments made again.
    pub alignments: usize,
    /// Units that took the place of others.
    pub units_added: u64,
    /// Units whose sentences are no longer what they were.
    pub units_removed: u64,
    /// Names of the documents that would be cut otherwise and keep their cut, since a person has
    /// reviewed beads of them.
    pub frozen: Vec<String>,
}

/// Who may stop the work, and who is told how far it is: what is done, of how much.
pub struct Watch<'a> {
    /// The wish to stop.
    pub cancel: &'a Cancel,
    /// Is told how many documents or alignments are done, and of how many.
    pub progress: &'a mut dyn FnMut(u64, u64),
}

/// A document whose cut differs.
pub(super) struct Differing {
    id: i64,
    old: Vec<SegmentRecord>,
    new: Prepared,
}

/// Cuts the documents again for which the rules changed, and aligns again what they are part of.
///
/// # Errors
/// When a rule cannot be used, the memory fails, or somebody asked to stop.
pub(super) fn recut(
    change: &mut Change<'_>,
    before: &OwnRules,
    after: &OwnRules,
    watch: &mut Watch<'_>,
) -> Result<Recut, JobError> {
    let mut recut = Recut::default();
    let mut cut_again = BTreeMap::new();
    for differing in differing(change, before, after, None, watch)? {
        if change.is_reviewed(differing.id)? {
            recut.frozen.push(differing.new.document.name);
            continue;
        }
        recut.documents += 1;
        recut.places.extend(differing.places());
        cut_again.insert(differing.id, differing.new);
    }
    let mut alignments = BTreeSet::new();
    for document in cut_again.keys() {
        alignments.extend(change.alignments_of(*document)?);
    }
    for (done, (source, target)) in alignments.iter().enumerate() {
        watch.cancel.check()?;
        (watch.progress)(done as u64, alignments.len() as u64);
        let side = |document: &i64| match cut_again.get(document) {
            Some(new) => Ok(new.clone()),
            None => change.document(*document).map(Prepared::from),
        };
        let (source, target) = (side(source)?, side(target)?);
        // Without what the memory teaches: learning may take long, and here the memory is locked.
        let [from, to] = [&source, &target].map(|side| side.document.language.primary());
        let lexicon = Lexicon::core(from, to);
        let aligned = link(
            source,
            target,
            &lexicon,
            &AlignOptions::default(),
            None,
            watch.cancel,
        )?;
        recut.units_added += aligned.store(change)?;
    }
    watch.cancel.check()?;
    recut.alignments = alignments.len();
    recut.units_removed = change.units_removed()?;
    Ok(recut)
}

/// Returns the documents, of one language or of all, that the rules now cut otherwise.
pub(super) fn differing(
    change: &Change<'_>,
    before: &OwnRules,
    after: &OwnRules,
    language: Option<&LangTag>,
    watch: &mut Watch<'_>,
) -> Result<Vec<Differing>, JobError> {
    let mut segmenters: BTreeMap<LangTag, Option<Segmenter>> = BTreeMap::new();
    let documents = change.documents()?;
    let mut found = Vec::new();
    for (done, (id, tag)) in documents.iter().enumerate() {
        watch.cancel.check()?;
        (watch.progress)(done as u64, documents.len() as u64);
        if language.is_some_and(|language| !language.same_language(tag)) {
            continue;
        }
        if !segmenters.contains_key(tag) {
            let changed = before.for_language(tag)? != after.for_language(tag)?;
            let segmenter = changed.then(|| after.segmenter(tag)).transpose()?;
            segmenters.insert(tag.clone(), segmenter);
        }
        let Some(segmenter) = &segmenters[tag] else {
            continue;
        };
        let StoredDocument { document, segments } = change.document(*id)?;
        if came_as_lines(&segments) {
            continue;
        }
        let new = cut(&document.blocks, segmenter);
        if new.len() != segments.len() || new.iter().zip(&segments).any(|(a, b)| !same_place(a, b))
        {
            found.push(Differing {
                id: *id,
                old: segments,
                new: Prepared {
                    document,
                    segments: new,
                    detected: None,
                },
            });
        }
    }
    Ok(found)
}

impl Differing {
    fn places(&self) -> Vec<NewCut> {
        let document = &self.new.document;
        let texts = |segments: &[SegmentRecord]| {
            let text =
                |s: &SegmentRecord| document.blocks[s.block].text[s.range.clone()].to_owned();
            segments.iter().map(text).collect::<Vec<String>>()
        };
        let place = |(old, new): (Range<usize>, Range<usize>)| {
            let (old, new) = (&self.old[old], &self.new.segments[new]);
            NewCut {
                document: document.name.clone(),
                language: document.language.clone(),
                block: old.first().or(new.first()).map_or(0, |s| s.block),
                before: texts(old),
                after: texts(new),
            }
        };
        let apart = apart(&self.old, &self.new.segments);
        apart.into_iter().map(place).collect()
    }
}

/// Returns the stretches of two cuts of one document between which they agree.
fn apart(old: &[SegmentRecord], new: &[SegmentRecord]) -> Vec<(Range<usize>, Range<usize>)> {
    // Where the last of a stretch ends; `None` while it is empty.
    let end = |segments: &[SegmentRecord]| segments.last().map(|s| (s.block, s.range.end));
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if let (Some(a), Some(b)) = (old.get(i), new.get(j))
            && same_place(a, b)
        {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (first, second) = (i, j);
        // The side that is behind takes one more, until both end at one place.
        loop {
            let (ours, theirs) = (end(&old[first..i]), end(&new[second..j]));
            if ours == theirs && ours.is_some() {
                break;
            }
            if i < old.len() && (ours <= theirs || j == new.len()) {
                i += 1;
            } else if j < new.len() {
                j += 1;
            } else {
                break;
            }
        }
        found.push((first..i, second..j));
    }
    found
}

fn same_place(a: &SegmentRecord, b: &SegmentRecord) -> bool {
    (a.block, &a.range) == (b.block, &b.range)
}

impl From<StoredDocument> for Prepared {
    fn from(stored: StoredDocument) -> Self {
        Prepared {
            document: stored.document,
            segments: stored.segments,
            detected: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cut of one block: where its sentences end, one after the other.
    fn ends(block: usize, ends: &[usize]) -> Vec<SegmentRecord> {
        let starts = std::iter::once(0).chain(ends.iter().map(|end| end + 1));
        let ranges = starts.zip(ends).map(|(start, end)| start..*end);
        let segment = |range| SegmentRecord {
            block,
            range,
            rule: None,
        };
        ranges.map(segment).collect()
    }

    #[test]
    fn only_what_lies_between_two_agreements_is_shown() {
        let old = [ends(0, &[5, 10, 20, 30]), ends(1, &[7])].concat();
        let new = [ends(0, &[5, 20, 25, 30]), ends(1, &[7])].concat();
        assert_eq!(apart(&old, &new), [(1..3, 1..2), (3..4, 2..4)]);
        assert_eq!(apart(&old, &old), []);
        assert_eq!(apart(&new, &old), [(1..2, 1..3), (2..4, 3..4)]);
    }

    #[test]
    fn cuts_that_never_agree_are_one_stretch() {
        assert_eq!(apart(&ends(0, &[3, 6]), &ends(0, &[4, 9])), [(0..2, 0..2)]);
        assert_eq!(apart(&[], &ends(0, &[4])), [(0..0, 0..1)]);
    }
}
