//! The units that may answer a search, in the order of their numbers: from the index, from what was
//! touched since it was made, or all of them.

use std::collections::BTreeSet;

use rusqlite::{CachedStatement, params};

use super::expression::Wanted;
use super::{Fit, FullText, Trouble};
use crate::memory::{Memory, MemoryError};
use crate::model::LangTag;

/// A text of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitText {
    /// Its language.
    pub language: LangTag,
    /// The reader's text.
    pub text: String,
}

/// A unit in force with its texts in known languages, none empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitTexts {
    /// Its number.
    pub unit: i64,
    /// In the order of the unit.
    pub texts: Vec<UnitText>,
}

/// The texts in force of a run of units. What is in force: as lookups see it.
const TEXTS: &str = "
    SELECT unit.id, tuv.language, coalesce(tuv.plain, tuv.content)
    FROM unit JOIN tuv ON tuv.unit = unit.id LEFT JOIN bead ON bead.id = unit.bead
    WHERE unit.id BETWEEN ?1 AND ?2
      AND unit.removed IS NULL AND unit.term = 0 AND tuv.language IS NOT NULL
      AND coalesce(tuv.plain, tuv.content, '') <> ''
      AND coalesce(bead.state, unit.state) <> 'left-out'
    ORDER BY unit.id, tuv.place";

/// Candidates of an index after a unit.
const MATCHES: &str = "
    SELECT rowid FROM word WHERE word MATCH ?1 AND rowid > ?2 ORDER BY rowid";

impl Memory {
    /// Gives the units after a number that may answer a search, in the order of their numbers:
    /// with an index those that it names and those it does not know yet, else every one. Stops when
    /// `each` answers `false`.
    ///
    /// The answer is the same whether there is an index, of which state it is, and whether it fails
    /// midway, as long as whoever asks looks at the texts again. Returns whether the index served
    /// to the end; one that did not is best not asked again.
    ///
    /// # Errors
    /// When the memory cannot be read, or what `each` returns.
    pub fn candidates<E: From<MemoryError>>(
        &self,
        index: Option<&FullText>,
        wanted: &Wanted<'_>,
        after: i64,
        each: &mut dyn FnMut(&UnitTexts) -> Result<bool, E>,
    ) -> Result<bool, E> {
        let mut walk = Walk {
            memory: self,
            each,
            last: after,
            stopped: false,
        };
        let Some(index) = index else {
            walk.scan(i64::MAX)?;
            return Ok(true);
        };
        match index.walk(wanted, &mut walk) {
            Ok(served) => Ok(served),
            Err(Trouble::Stop(error)) => Err(error),
            Err(Trouble::Index) => {
                // What is left is looked at without it.
                walk.scan(i64::MAX)?;
                Ok(false)
            }
        }
    }

    /// Returns how many units an index names for a search, counting no further than `most`;
    /// `None` where it cannot say. That is how many answer, where a query asks only for words
    /// ([`Node::is_plain`](crate::matching::concordance::Node::is_plain)) and nothing was touched
    /// since.
    ///
    /// # Errors
    /// When the memory cannot be read.
    pub fn candidate_count(
        &self,
        index: &FullText,
        wanted: &Wanted<'_>,
        most: u64,
    ) -> Result<Option<u64>, MemoryError> {
        match index.count(self, wanted, most) {
            Ok(count) => Ok(count),
            Err(Trouble::Index) => Ok(None),
            Err(Trouble::Stop(error)) => Err(error),
        }
    }

    /// Returns the primary subtags of the languages that texts were ever stored in.
    fn primaries(&self) -> Result<BTreeSet<String>, MemoryError> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT tag FROM language")?;
        let tags = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut primaries = BTreeSet::new();
        for tag in tags {
            if let Ok(tag) = tag?.parse::<LangTag>() {
                primaries.insert(tag.primary().to_owned());
            }
        }
        Ok(primaries)
    }
}

/// A way through the units, in the order of their numbers.
struct Walk<'w, E> {
    memory: &'w Memory,
    each: &'w mut dyn FnMut(&UnitTexts) -> Result<bool, E>,
    /// The last unit that was looked at.
    last: i64,
    stopped: bool,
}

impl<E: From<MemoryError>> Walk<'_, E> {
    /// Looks at every unit up to a number.
    fn scan(&mut self, to: i64) -> Result<(), E> {
        if self.stopped || to <= self.last {
            return Ok(());
        }
        let mut failed = None;
        let run = (self.last.saturating_add(1), to);
        let (each, last) = (&mut self.each, &mut self.last);
        let mut stopped = false;
        let read = each_unit_in(self.memory, run, |unit| {
            *last = unit.unit;
            match each(&unit) {
                Ok(true) => return true,
                Ok(false) => stopped = true,
                Err(error) => failed = Some(error),
            }
            false
        });
        self.stopped = stopped;
        if let Some(error) = failed {
            return Err(error);
        }
        if !stopped {
            self.last = to;
        }
        Ok(read?)
    }

    /// Looks at one unit, if it is in force.
    fn one(&mut self, unit: i64, texts: &mut Reader<'_>) -> Result<(), E> {
        let (each, mut stopped, mut failed) = (&mut self.each, false, None);
        texts.read((unit, unit), |unit| {
            match each(&unit) {
                Ok(more) => stopped = !more,
                Err(error) => failed = Some(error),
            }
            true
        })?;
        self.last = unit;
        self.stopped = stopped;
        failed.map_or(Ok(()), Err)
    }
}

impl FullText {
    /// Walks through what the index names and what it does not know. Returns `false` where it is of
    /// no use to this memory any more; everything was looked at all the same.
    fn walk<E: From<MemoryError>>(
        &self,
        wanted: &Wanted<'_>,
        walk: &mut Walk<'_, E>,
    ) -> Result<bool, Trouble<E>> {
        let failed = |error: MemoryError| Trouble::Stop(E::from(error));
        // The index first: whatever state it is of, the memory read after it was in it before.
        let _index = self.connection.unchecked_transaction()?;
        self.state()?;
        let _moment = walk.memory.snapshot().map_err(failed)?;
        let fit = self.fit(walk.memory);
        let touched = match fit {
            Ok(Fit::Fresh) => Vec::new(),
            Ok(Fit::Stale(touched)) => touched,
            Ok(Fit::Foreign) | Err(Trouble::Index) => {
                walk.scan(i64::MAX).map_err(Trouble::Stop)?;
                return Ok(false);
            }
            Err(Trouble::Stop(error)) => return Err(failed(error)),
        };
        let languages = walk.memory.primaries().map_err(failed)?;
        let Some(expression) = wanted.expression(&self.connection, &languages)? else {
            walk.scan(i64::MAX).map_err(Trouble::Stop)?;
            return Ok(true);
        };
        let mut statement = self.connection.prepare_cached(MATCHES)?;
        let mut rows = statement.query(params![expression, walk.last])?;
        let mut texts = Reader::new(walk.memory).map_err(failed)?;
        let begin = walk.last;
        let mut touched = touched.iter().filter(|(_, last)| *last > begin).peekable();
        loop {
            let next: Option<i64> = match rows.next()? {
                Some(row) => Some(row.get(0)?),
                None => None,
            };
            // What was touched before it is looked at itself, and what the index says of it is old.
            while let Some((first, last)) =
                touched.next_if(|(first, _)| next.is_none_or(|next| *first <= next))
            {
                walk.last = walk.last.max(first - 1);
                walk.scan(*last).map_err(Trouble::Stop)?;
            }
            let Some(next) = next else {
                break;
            };
            if next > walk.last && !walk.stopped {
                walk.one(next, &mut texts).map_err(Trouble::Stop)?;
            }
            if walk.stopped {
                break;
            }
        }
        Ok(true)
    }

    fn count(
        &self,
        memory: &Memory,
        wanted: &Wanted<'_>,
        most: u64,
    ) -> Result<Option<u64>, Trouble<MemoryError>> {
        let languages = memory.primaries().map_err(Trouble::Stop)?;
        let Some(expression) = wanted.expression(&self.connection, &languages)? else {
            return Ok(None);
        };
        let mut statement = self.connection.prepare_cached(MATCHES)?;
        let mut rows = statement.query(params![expression, 0])?;
        let mut count = 0;
        while count < most && rows.next()?.is_some() {
            count += 1;
        }
        Ok(Some(count))
    }
}

/// Reads texts of units.
struct Reader<'m> {
    statement: CachedStatement<'m>,
}

impl<'m> Reader<'m> {
    fn new(memory: &'m Memory) -> Result<Self, MemoryError> {
        let statement = memory.connection().prepare_cached(TEXTS)?;
        Ok(Reader { statement })
    }

    /// Gives the units of a run of numbers, in order, as long as `each` answers `true`.
    fn read(
        &mut self,
        (first, last): (i64, i64),
        mut each: impl FnMut(UnitTexts) -> bool,
    ) -> Result<(), MemoryError> {
        let mut rows = self.statement.query([first, last])?;
        let mut current: Option<UnitTexts> = None;
        while let Some(row) = rows.next()? {
            let unit: i64 = row.get(0)?;
            if current.as_ref().is_none_or(|current| current.unit != unit) {
                if let Some(done) = current.take()
                    && !each(done)
                {
                    return Ok(());
                }
                let texts = Vec::with_capacity(2);
                current = Some(UnitTexts { unit, texts });
            }
            let language = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            if let (Some(current), Ok(language)) = (&mut current, language.parse()) {
                let text = row.get(2)?;
                current.texts.push(UnitText { language, text });
            }
        }
        if let Some(unit) = current {
            each(unit);
        }
        Ok(())
    }
}

/// Gives the units in force of a run of numbers, in order, as long as `each` answers `true`.
pub(super) fn each_unit_in(
    memory: &Memory,
    run: (i64, i64),
    each: impl FnMut(UnitTexts) -> bool,
) -> Result<(), MemoryError> {
    Reader::new(memory)?.read(run, each)
}
