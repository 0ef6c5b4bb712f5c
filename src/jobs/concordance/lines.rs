//! Hits one a line, sorted by their context or date.

use super::{Concordance, ConcordanceHit, Found};
use crate::jobs::{Cancel, JobError};
use crate::matching::concordance::{KwicLine, KwicOrder};

/// Sorted are the first so many lines.
const SORTED: usize = 20_000;

/// How lines are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By memory and unit number.
    #[default]
    None,
    /// By the words before the hit, from the nearest on.
    Left,
    /// By the words after the hit, from the nearest on.
    Right,
    /// The newest unit first; those without a date last.
    Date,
}

/// One hit, alone on its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its text; only this hit is in it, and only its translation marked.
    pub hit: ConcordanceHit,
}

/// Some of the lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// In the order that was asked for.
    pub lines: Vec<Line>,
    /// Whether there are more behind them.
    pub more: bool,
    /// Whether there are more lines than were sorted; how many those were.
    pub sorted: Option<usize>,
}

/// By what a line is sorted.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Words(Vec<String>),
    Date(std::cmp::Reverse<Option<String>>),
}

impl Line {
    /// Returns the parts of the line.
    pub fn parts(&self) -> Option<KwicLine<'_>> {
        let found = &self.hit.found;
        Some(KwicLine::new(&found.row.text, *found.hits.first()?))
    }
}

impl Concordance<'_> {
    /// Returns lines after the first `offset`, at most `limit`, in an order. Where that is another
    /// than the memory's, the first twenty thousand lines are sorted.
    ///
    /// # Errors
    /// As [`walk`](Self::walk).
    pub fn lines(
        &mut self,
        order: Order,
        (offset, limit): (usize, usize),
        cancel: &Cancel,
    ) -> Result<Lines, JobError> {
        let shown = offset.saturating_add(limit);
        let most = if order == Order::None { shown } else { SORTED };
        let memories = self.memories;
        let (mut all, mut over) = (Vec::new(), false);
        self.walk(cancel, &mut |found| {
            for hit in &found.hits {
                if all.len() == most {
                    over = true;
                    return Ok(false);
                }
                let one = Found {
                    hits: vec![*hit],
                    ..found.clone()
                };
                let line = KwicLine::new(&one.row.text, *hit);
                let key = match order {
                    Order::None => Key::Words(Vec::new()),
                    Order::Left => Key::Words(line.key(KwicOrder::Left)),
                    Order::Right => Key::Words(line.key(KwicOrder::Right)),
                    Order::Date => {
                        let origin = memories[found.memory].origin(found.row.unit)?;
                        Key::Date(std::cmp::Reverse(origin.date))
                    }
                };
                all.push((key, one));
            }
            Ok(true)
        })?;
        // Equal ones stay in the order of the memory.
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        let more = over || all.len() > shown;
        let lines = all.into_iter().skip(offset).take(limit);
        let lines = lines.map(|(_, found)| {
            Ok::<_, JobError>(Line {
                hit: self.hit(found, cancel)?,
            })
        });
        Ok(Lines {
            lines: lines.collect::<Result<_, _>>()?,
            more,
            sorted: (over && order != Order::None).then_some(most),
        })
    }
}
