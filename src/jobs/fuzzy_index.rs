//! The fuzzy index of a memory in one direction: kept, brought up to date, or made anew.
//!
//! Three layers, each of the units that changed since the one before: all units, in a file beside
//! the memory; those changed since, in a second file once they are more than some; and the last
//! few, in memory. So a new unit is found at once, and the big index is made anew only when a good
//! part of the memory has changed. Whether a file was there, right, or could be written changes the
//! time and nothing else.

use super::lexicon::Progress;
use super::{Cancel, JobError};
use crate::matching::{FuzzyIndex, IndexBuilder, IndexPart};
use crate::memory::{Generation, IndexKind, LanguagePair, Memory};

/// So many changed units are kept in memory; more are written to a file.
const FEW: i64 = if cfg!(test) { 3 } else { 1024 };
/// So many are written to a file of their own, or, if that is more, one in this part of all;
/// beyond, everything is made anew.
const MANY: i64 = if cfg!(test) { 10 } else { 16_384 };
const PART: i64 = 8;

/// The state before the first change set.
const BEGINNING: Generation = Generation { change: 0, seal: 0 };

/// The index of one memory in one direction.
#[derive(Debug, Default)]
pub(super) struct MemoryIndex {
    whole: Option<Layer>,
    recent: Option<Layer>,
    last: Option<Layer>,
    /// What the kept files say was found to be wrong.
    mistrusted: bool,
}

/// The units that changed between two states.
#[derive(Debug)]
struct Layer {
    index: FuzzyIndex,
    since: Generation,
    until: Generation,
    /// Units that changed later.
    outdated: Vec<(i64, i64)>,
}

/// What an index is made from, and who watches.
pub(super) struct Making<'m> {
    pub(super) memory: &'m Memory,
    pub(super) languages: &'m LanguagePair,
    pub(super) progress: Option<&'m Progress>,
    pub(super) cancel: &'m Cancel,
}

impl MemoryIndex {
    /// Returns the layers, as parts of an index of the memory of a number.
    pub(super) fn parts(&self, memory: usize) -> impl Iterator<Item = IndexPart<'_>> {
        let layers = [&self.whole, &self.recent, &self.last];
        layers.into_iter().flatten().map(move |layer| IndexPart {
            index: &layer.index,
            memory,
            outdated: &layer.outdated,
        })
    }

    /// Makes the index that of the memory's present state.
    ///
    /// Costs what changed since it last was; to be called while the memory is held at one moment.
    ///
    /// # Errors
    /// When the memory cannot be read, has too many units, or somebody asked to stop.
    pub(super) fn update(&mut self, making: &Making<'_>) -> Result<(), JobError> {
        let memory = making.memory;
        let now = memory.generation()?;
        if self.until() == Some(now) {
            return Ok(());
        }
        self.last = None;
        let whole = match self.whole.take() {
            Some(whole) if memory.descends_from(whole.until)? => Some(whole),
            _ => self.kept(making, IndexKind::Whole),
        };
        let whole = match whole {
            Some(whole) => {
                let touched = memory.touched_since(whole.until.change)?;
                let limit = MANY.max(whole.index.len() as i64 / PART);
                (count(&touched) <= limit).then_some((whole, touched))
            }
            None => None,
        };
        let Some((mut whole, touched)) = whole else {
            self.recent = None;
            memory.forget_index(making.languages, IndexKind::Recent);
            self.whole = Some(making.layer(IndexKind::Whole, BEGINNING, now, None)?);
            self.mistrusted = false;
            return Ok(());
        };
        let since = whole.until;
        whole.outdated.clone_from(&touched);
        self.whole = Some(whole);
        self.update_recent(making, since, now, &touched)
    }

    /// Brings the layers of the units that changed since a state up to now.
    fn update_recent(
        &mut self,
        making: &Making<'_>,
        since: Generation,
        now: Generation,
        touched: &[(i64, i64)],
    ) -> Result<(), JobError> {
        let memory = making.memory;
        let fits = |layer: &Layer| layer.since == since;
        let recent = match self.recent.take().filter(fits) {
            Some(recent) if memory.descends_from(recent.until)? => Some(recent),
            _ if count(touched) > FEW => self.kept(making, IndexKind::Recent).filter(fits),
            _ => None,
        };
        let (recent, left) = match recent {
            Some(mut recent) => {
                let left = memory.touched_since(recent.until.change)?;
                recent.outdated.clone_from(&left);
                (Some(recent), left)
            }
            None => (None, touched.to_vec()),
        };
        if count(&left) > FEW {
            self.recent = Some(making.layer(IndexKind::Recent, since, now, Some(touched))?);
            return Ok(());
        }
        self.recent = recent;
        let index = making.index(Some(&left))?;
        self.last = Some(Layer {
            index: index_of(index)?,
            since,
            until: now,
            outdated: Vec::new(),
        });
        Ok(())
    }

    /// Forgets everything, the files too: they say other things than the memory.
    pub(super) fn distrust(&mut self, making: &Making<'_>) {
        *self = MemoryIndex {
            mistrusted: true,
            ..MemoryIndex::default()
        };
        for kind in [IndexKind::Whole, IndexKind::Recent] {
            making.memory.forget_index(making.languages, kind);
        }
    }

    fn until(&self) -> Option<Generation> {
        let layers = [&self.last, &self.recent, &self.whole];
        layers.into_iter().flatten().next().map(|layer| layer.until)
    }

    fn kept(&self, making: &Making<'_>, kind: IndexKind) -> Option<Layer> {
        if self.mistrusted {
            return None;
        }
        let kept = making.memory.kept_index(making.languages, kind)?;
        Some(Layer {
            index: FuzzyIndex::from_bytes(kept.content)?,
            since: kept.since,
            until: kept.until,
            outdated: Vec::new(),
        })
    }
}

impl Making<'_> {
    /// Makes a layer and keeps it beside the memory.
    fn layer(
        &self,
        kind: IndexKind,
        since: Generation,
        until: Generation,
        units: Option<&[(i64, i64)]>,
    ) -> Result<Layer, JobError> {
        let bytes = self.index(units)?;
        self.memory
            .keep_index(self.languages, kind, (since, until), &bytes);
        Ok(Layer {
            index: index_of(bytes)?,
            since,
            until,
            outdated: Vec::new(),
        })
    }

    /// Makes an index of some units, or of all.
    fn index(&self, units: Option<&[(i64, i64)]>) -> Result<Vec<u8>, JobError> {
        let mut builder = IndexBuilder::new(self.languages.from.primary());
        let of = match units {
            Some(units) => count(units).unsigned_abs(),
            None => self.memory.unit_count()?,
        };
        // Whatever region is asked for later, all texts of both languages are in it.
        let languages = LanguagePair {
            from: self.languages.from.general(),
            to: self.languages.to.general(),
        };
        let reader = self.memory.pairs(languages);
        let all = [(i64::MIN, i64::MAX)];
        for run in units.unwrap_or(&all) {
            reader.each_of(*run, |read| {
                builder
                    .push(&read.pair, read.languages, read.several)
                    .map_err(|_| JobError::TooManyUnits)?;
                if builder.len().is_multiple_of(1000) {
                    self.cancel.check()?;
                    if let (Some(progress), true) = (self.progress, of > 10_000) {
                        progress((builder.len() as u64).min(of), of);
                    }
                }
                Ok::<_, JobError>(())
            })?;
        }
        let bytes = builder.finish().map_err(|_| JobError::TooManyUnits)?;
        if let (Some(progress), true) = (self.progress, of > 10_000) {
            progress(of, of);
        }
        Ok(bytes)
    }
}

fn count(runs: &[(i64, i64)]) -> i64 {
    runs.iter().map(|(first, last)| last - first + 1).sum()
}

fn index_of(bytes: Vec<u8>) -> Result<FuzzyIndex, JobError> {
    FuzzyIndex::from_bytes(bytes).ok_or(JobError::TooManyUnits)
}

#[cfg(test)]
mod tests;
