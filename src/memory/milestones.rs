//! Milestones: the states of a memory from which things are derived that cost time.
//!
//! What is learnt from a memory's units should follow its content, and not every change of it.
//! Walking the change sets in order and counting the units that have text in two languages, a
//! milestone is a change set after which that count differs by a quarter or more from the count at
//! the milestone before; the first one is where there are 300. So the same change sets always
//! give the same milestones, and a growing memory has few. Whether a unit is in force after a
//! change set is read from the unit as it now stands: what was taken out and brought back counts as
//! never gone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rusqlite::{Row, params};

use super::{Memory, MemoryError};
use crate::model::{BeadState, LangTag};
use crate::text::fingerprint;

/// Fewer units teach too little.
const FEWEST: i64 = 300;
/// The part of the units that must have come or gone: one in so many.
const PART: i64 = 4;

/// The state of a memory from which something is derived for two languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Milestone {
    /// Number of the change set.
    pub change: i64,
    /// Units with text in both languages then.
    pub units: u64,
    /// Tells this state from that of another memory.
    pub fingerprint: u64,
}

/// A unit's texts in two languages.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPair {
    /// The reader's texts, in the order of the languages asked for.
    pub texts: [String; 2],
    /// How sure it is that they say the same, from 0 to 1.
    pub weight: f32,
}

/// Units that have text in both languages, `?1` and `?3` or the regions of `?2` and `?4`.
const WITH_BOTH: &str = "
    unit.term = 0 AND EXISTS (SELECT 1 FROM tuv WHERE tuv.unit = unit.id AND coalesce(tuv.plain, tuv.content, '') <> ''
                                AND (tuv.language = ?1 OR tuv.language LIKE ?2))
    AND EXISTS (SELECT 1 FROM tuv WHERE tuv.unit = unit.id AND coalesce(tuv.plain, tuv.content, '') <> ''
                                    AND (tuv.language = ?3 OR tuv.language LIKE ?4))";

impl Memory {
    /// Returns the last milestone for two languages, whatever their regions; `None` where there is
    /// none, or too little was in force then.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn milestone(&self, languages: [&LangTag; 2]) -> Result<Option<Milestone>, MemoryError> {
        let mut statement = self.connection().prepare(&format!(
            "SELECT change, removed, count(*) FROM unit WHERE {WITH_BOTH} GROUP BY 1, 2"
        ))?;
        let [a, b] = languages.map(LangTag::primary);
        let mut rows = statement.query(params![a, format!("{a}-%"), b, format!("{b}-%")])?;
        let mut steps: BTreeMap<i64, i64> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let count: i64 = row.get(2)?;
            *steps.entry(row.get(0)?).or_default() += count;
            if let Some(removed) = row.get(1)? {
                *steps.entry(removed).or_default() -= count;
            }
        }
        let Some((change, units)) = last_milestone(steps) else {
            return Ok(None);
        };
        Ok(Some(Milestone {
            change,
            units: units.unsigned_abs(),
            fingerprint: self.fingerprint_at(change)?,
        }))
    }

    /// Gives the texts in two languages of the units in force at a milestone, by unit number, but
    /// of those a person had left out and of beads that were probably wrong. Of several texts in a
    /// language the first is taken. All of it is as it was then, whatever was reviewed since.
    ///
    /// # Errors
    /// When the store cannot be read, or what `each` returns.
    pub fn texts_at<E: From<MemoryError>>(
        &self,
        milestone: &Milestone,
        languages: [&LangTag; 2],
        mut each: impl FnMut(TextPair) -> Result<(), E>,
    ) -> Result<(), E> {
        let store = |error: rusqlite::Error| E::from(MemoryError::from(error));
        let mut statement = self.connection().prepare(TEXTS).map_err(store)?;
        let [a, b] = languages.map(LangTag::primary);
        let asked = params![a, format!("{a}-%"), b, format!("{b}-%"), milestone.change];
        let mut rows = statement.query(asked).map_err(store)?;
        let mut current: Option<(i64, f32, [Option<String>; 2])> = None;
        loop {
            let row = rows.next().map_err(store)?;
            let next: Option<i64> = row.map(|row| row.get(0)).transpose().map_err(store)?;
            if next != current.as_ref().map(|unit| unit.0)
                && let Some((_, weight, [Some(one), Some(other)])) = current.take()
                && weight > 0.0
            {
                let texts = [one, other];
                each(TextPair { texts, weight })?;
            }
            let (Some(row), Some(unit)) = (row, next) else {
                return Ok(());
            };
            if current.as_ref().is_none_or(|current| current.0 != unit) {
                current = Some((unit, weight(row).map_err(store)?, [None, None]));
            }
            if let Some((_, _, texts)) = &mut current {
                let side: usize = row.get(3).map_err(store)?;
                let text = &mut texts[side.min(1)];
                if text.is_none() {
                    *text = Some(row.get(4).map_err(store)?);
                }
            }
        }
    }

    /// Returns a fingerprint of the change sets up to one, of the documents they brought and the
    /// units in force after it.
    fn fingerprint_at(&self, change: i64) -> Result<u64, MemoryError> {
        let mut all = String::new();
        for query in [
            "SELECT json_array(id, kind, subject, at, author, undoes) FROM change_set
             WHERE id <= ?1 ORDER BY id",
            "SELECT json_array(id, name, language, fingerprint) FROM document
             WHERE change <= ?1 ORDER BY id",
            // The halves of a digest: a sum of whole ones would overflow.
            "SELECT json_array(count(*), sum(id), sum(change), sum(bead),
                               sum(digest & 4294967295), sum((digest >> 32) & 4294967295))
             FROM unit WHERE change <= ?1 AND (removed IS NULL OR removed > ?1)",
        ] {
            let mut statement = self.connection().prepare(query)?;
            let mut rows = statement.query([change])?;
            while let Some(row) = rows.next()? {
                let line: String = row.get(0)?;
                let _ = writeln!(all, "{line}");
            }
        }
        Ok(fingerprint(all.as_bytes()))
    }
}

/// The texts at `?5`: unit, state, confidence, side, text. What the journal says was changed later
/// in a bead or unit is taken back.
const TEXTS: &str = "
    SELECT unit.id,
           coalesce((SELECT before ->> '$.state' FROM journal
                     WHERE entity = iif(unit.bead IS NULL, 'unit', 'bead')
                       AND row = coalesce(unit.bead, unit.id)
                       AND journal.change > ?5 AND before ->> '$.state' IS NOT NULL
                     ORDER BY journal.change, ord LIMIT 1), bead.state, unit.state),
           coalesce((SELECT before ->> '$.confidence' FROM journal
                     WHERE entity = iif(unit.bead IS NULL, 'unit', 'bead')
                       AND row = coalesce(unit.bead, unit.id)
                       AND journal.change > ?5 AND before ->> '$.confidence' IS NOT NULL
                     ORDER BY journal.change, ord LIMIT 1), bead.confidence, unit.confidence),
           NOT (tuv.language = ?1 OR tuv.language LIKE ?2),
           coalesce((SELECT coalesce(before ->> '$.plain', before ->> '$.content') FROM journal
                     WHERE entity = 'tuv' AND row = tuv.id AND journal.change > ?5
                       AND before ->> '$.content' IS NOT NULL
                     ORDER BY journal.change, ord LIMIT 1), tuv.plain, tuv.content)
    FROM unit JOIN tuv ON tuv.unit = unit.id LEFT JOIN bead ON bead.id = unit.bead
    WHERE unit.term = 0 AND unit.change <= ?5 AND (unit.removed IS NULL OR unit.removed > ?5)
      AND (tuv.language = ?1 OR tuv.language LIKE ?2 OR tuv.language = ?3 OR tuv.language LIKE ?4)
      AND coalesce(tuv.plain, tuv.content, '') <> ''
    ORDER BY unit.id, tuv.place";

/// Returns how much a unit counts: what a person has reviewed fully, a bead by its confidence
/// where it is probably right, else not at all.
fn weight(row: &Row<'_>) -> rusqlite::Result<f32> {
    let state: String = row.get(1)?;
    let confidence: Option<i64> = row.get(2)?;
    let state = BeadState::from_name(&state).unwrap_or(BeadState::Unreviewed);
    Ok(match (state, confidence) {
        (BeadState::LeftOut, _) => 0.0,
        (BeadState::Unreviewed, Some(confidence)) if confidence <= 500 => 0.0,
        (BeadState::Unreviewed, Some(confidence)) => confidence.min(1000) as f32 / 1000.0,
        _ => 1.0,
    })
}

/// Returns the last milestone and its count, of what each change set added; `None` where nothing
/// can be learnt there.
fn last_milestone(steps: impl IntoIterator<Item = (i64, i64)>) -> Option<(i64, i64)> {
    let (mut last, mut count) = ((0, 0), 0);
    for (change, step) in steps {
        count += step;
        let (_, before) = last;
        let is_milestone = if before < FEWEST {
            count >= FEWEST
        } else {
            PART * (count - before).abs() >= before
        };
        if is_milestone {
            last = (change, count);
        }
    }
    (last.1 >= FEWEST).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_milestone_is_a_quarter_away_from_the_one_before() {
        let last = |steps: &[(i64, i64)]| last_milestone(steps.iter().copied());
        assert_eq!(last(&[]), None);
        assert_eq!(last(&[(1, 299)]), None);
        assert_eq!(last(&[(1, 299), (3, 1)]), Some((3, 300)));
        assert_eq!(last(&[(1, 400), (2, 99)]), Some((1, 400)));
        assert_eq!(last(&[(1, 400), (2, 99), (5, 1)]), Some((5, 500)));
        assert_eq!(last(&[(1, 400), (2, -99)]), Some((1, 400)));
        assert_eq!(last(&[(1, 400), (2, -100)]), Some((2, 300)));
        // Too little is left: nothing is derived, until there is enough again.
        assert_eq!(last(&[(1, 400), (2, -200)]), None);
        assert_eq!(last(&[(1, 400), (2, -200), (3, 110)]), Some((3, 310)));
        assert_eq!(last(&[(1, 400), (2, -400), (3, 400)]), Some((3, 400)));
    }
}
