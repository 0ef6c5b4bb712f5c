//! Makes an index of all texts, and brings one up to date with those that were touched since.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};

use super::candidates::{UnitTexts, each_unit_in};
use super::expression::{key, stem_key};
use super::{APPLICATION_ID, Fit, FullText, TABLES, Trouble, VERSION, put_in_place};
use crate::matching::concordance::{search_stem, search_words};
use crate::memory::derived;
use crate::memory::{Generation, Memory, MemoryError};
use crate::text::{Distinguish, Stems};

/// How many units pass between two looks at the progress.
const STEP: u64 = 1000;
/// As many touched units are always brought up to date rather than all read again.
const FEW: i64 = 20_000;

/// Builds the index aside and gives it its name.
pub(super) fn build<E: From<MemoryError>>(
    memory: &Memory,
    path: &Path,
    watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
) -> Result<(), Trouble<E>> {
    let aside = derived::aside(path, memory.path())
        .map_err(|_| Trouble::Index)?
        .into_temp_path();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(&aside, flags)?;
    // Nobody needs this file if anything goes wrong before it has its name.
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    connection.execute_batch(TABLES)?;
    let moment = memory.snapshot().map_err(|e| Trouble::Stop(e.into()))?;
    let last = memory.last_unit().map_err(|e| Trouble::Stop(e.into()))?;
    let generation = memory.generation().map_err(|e| Trouble::Stop(e.into()))?;
    let transaction = connection.transaction()?;
    // Words are gathered in memory up to so many bytes: few parts to put together at the end.
    set(&transaction, "hashsize", 64 << 20)?;
    let mut words = Words::new(&transaction);
    words.add(memory, (1, last), &mut Count::new(watch, last))?;
    words.finish()?;
    drop(moment);
    transaction.execute("INSERT INTO word (word) VALUES ('optimize')", [])?;
    set(&transaction, "hashsize", 1 << 20)?;
    transaction.execute(
        "INSERT INTO state VALUES (?1, ?2)",
        params![generation.change, generation.seal],
    )?;
    transaction.commit()?;
    connection.close().map_err(|_| Trouble::Index)?;
    put_in_place(aside, path).map_err(|_| Trouble::Index)
}

fn set(connection: &Connection, name: &str, value: i64) -> rusqlite::Result<()> {
    let query = "INSERT INTO word (word, rank) VALUES (?1, ?2)";
    connection.execute(query, params![name, value]).map(drop)
}

impl FullText {
    /// Brings the index up to date, where it can be written. Tells whether it is of use: of the
    /// memory's present state, or of an earlier one from which little was touched since.
    pub(super) fn bring_up_to_date<E: From<MemoryError>>(
        &self,
        memory: &Memory,
        watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
    ) -> Result<bool, Trouble<E>> {
        let stop = |trouble| match trouble {
            Trouble::Index => Trouble::Index,
            Trouble::Stop(error) => Trouble::Stop(E::from(error)),
        };
        let touched = match self.fit(memory).map_err(stop)? {
            Fit::Fresh => return Ok(true),
            Fit::Foreign => return Ok(false),
            Fit::Stale(touched) => touched,
        };
        let last = memory.last_unit().map_err(|e| Trouble::Stop(e.into()))?;
        let count: i64 = touched.iter().map(|(first, last)| last - first + 1).sum();
        if count > FEW.max(last / 4) {
            return Ok(false);
        }
        // Where others hold it, or it cannot be written, what was touched is searched besides.
        if self.connection.execute_batch("BEGIN IMMEDIATE").is_err() {
            return Ok(true);
        }
        let result = self.update(memory, watch);
        if result.is_ok() && self.connection.execute_batch("COMMIT").is_ok() {
            return Ok(true);
        }
        // Nothing of it stays; the index is of the state that it was of.
        let rolled_back = self.connection.execute_batch("ROLLBACK").is_ok();
        match result {
            Err(Trouble::Stop(error)) => Err(Trouble::Stop(error)),
            _ if rolled_back || self.connection.is_autocommit() => Ok(self.is_whole()),
            _ => Err(Trouble::Index),
        }
    }

    /// Tells whether what SQLite and FTS5 know of their own file holds.
    fn is_whole(&self) -> bool {
        let check = self
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        check.is_ok_and(|said| said == "ok")
    }

    /// Puts what was touched since the state of the index into it, inside a transaction.
    fn update<E: From<MemoryError>>(
        &self,
        memory: &Memory,
        watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
    ) -> Result<(), Trouble<E>> {
        let failed = |error: MemoryError| Trouble::Stop(E::from(error));
        // After the lock: what the index is of by now, the memory was before.
        let _moment = memory.snapshot().map_err(failed)?;
        let touched = match self.fit(memory) {
            Ok(Fit::Fresh) => return Ok(()),
            Ok(Fit::Foreign) | Err(Trouble::Index) => return Err(Trouble::Index),
            Ok(Fit::Stale(touched)) => touched,
            Err(Trouble::Stop(error)) => return Err(failed(error)),
        };
        let Generation { change, seal } = memory.generation().map_err(failed)?;
        let count = touched.iter().map(|(first, last)| last - first + 1).sum();
        let mut count = Count::new(watch, count);
        let mut words = Words::new(&self.connection);
        for run in touched {
            let query = "DELETE FROM word WHERE rowid BETWEEN ?1 AND ?2";
            self.connection.execute(query, [run.0, run.1])?;
            words.add(memory, run, &mut count)?;
        }
        words.finish()?;
        let query = "UPDATE state SET change = ?1, seal = ?2";
        self.connection.execute(query, params![change, seal])?;
        Ok(())
    }
}

/// Tells of the progress now and then.
struct Count<'w, E> {
    watch: &'w mut dyn FnMut(u64, u64) -> Result<(), E>,
    done: u64,
    of: u64,
}

impl<'w, E> Count<'w, E> {
    fn new(watch: &'w mut dyn FnMut(u64, u64) -> Result<(), E>, of: i64) -> Self {
        Count {
            watch,
            done: 0,
            of: u64::try_from(of).unwrap_or(0),
        }
    }

    fn one(&mut self) -> Result<(), E> {
        self.done += 1;
        if self.done.is_multiple_of(STEP) {
            (self.watch)(self.done.min(self.of), self.of)?;
        }
        Ok(())
    }
}

/// Puts the words of texts into an index.
struct Words<'c> {
    connection: &'c Connection,
    /// By language: its stemmer, and the words whose stem is noted.
    languages: BTreeMap<String, (Stems, BTreeSet<String>)>,
    /// Pairs of stem and word that are not stored yet.
    forms: Vec<(String, String)>,
    row: String,
}

impl<'c> Words<'c> {
    fn new(connection: &'c Connection) -> Self {
        Words {
            connection,
            languages: BTreeMap::new(),
            forms: Vec::new(),
            row: String::new(),
        }
    }

    /// Adds the units of a run of numbers.
    fn add<E: From<MemoryError>>(
        &mut self,
        memory: &Memory,
        run: (i64, i64),
        count: &mut Count<'_, E>,
    ) -> Result<(), Trouble<E>> {
        let mut insert = self
            .connection
            .prepare_cached("INSERT INTO word (rowid, words) VALUES (?1, ?2)")?;
        let mut trouble = None;
        let read = each_unit_in(memory, run, |unit| {
            self.take(&unit);
            let stored = insert.execute(params![unit.unit, self.row]);
            let went_on = match stored {
                Ok(_) => count.one().map_err(Trouble::Stop),
                Err(error) => Err(error.into()),
            };
            trouble = went_on.err();
            trouble.is_none()
        });
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        read.map_err(|error| Trouble::Stop(E::from(error)))
    }

    /// Makes the row of a unit, and notes which of its words have another stem than themselves.
    fn take(&mut self, unit: &UnitTexts) {
        self.row.clear();
        for side in &unit.texts {
            let primary = side.language.primary();
            if !self.languages.contains_key(primary) {
                let new = (Stems::of_language(primary), BTreeSet::new());
                self.languages.insert(primary.to_owned(), new);
            }
            let Some((stems, seen)) = self.languages.get_mut(primary) else {
                continue;
            };
            for word in search_words(&side.text) {
                if !self.row.is_empty() {
                    self.row.push(' ');
                }
                key(&mut self.row, primary, &word.form);
                let written = &side.text[word.range];
                // Accents make a stem: each way of writing a word counts.
                if seen.contains(written) {
                    continue;
                }
                seen.insert(written.to_owned());
                let stem = search_stem(stems, written, Distinguish::default());
                if stem != word.form {
                    self.forms.push((stem_key(primary, &stem), word.form));
                }
            }
        }
    }

    fn finish(mut self) -> rusqlite::Result<()> {
        let mut insert = self
            .connection
            .prepare_cached("INSERT OR IGNORE INTO form VALUES (?1, ?2)")?;
        self.forms.sort_unstable();
        self.forms.dedup();
        for (stem, word) in &self.forms {
            insert.execute([stem, word])?;
        }
        Ok(())
    }
}
