//! The full-text index beside a memory: which units hold which words, in which language.
//!
//! `<memory>.fulltext` is a SQLite file with one FTS5 row a unit. It is made at the first search
//! ([`build`]), checked against the memory by the number and the seal of the last change set, and
//! brought up to date with the units that were touched since. What it answers are candidates
//! ([`candidates`]): the texts themselves are read from the memory and looked at again, so that a
//! damaged index can hide a hit and never invent one. Where none can be had, the texts are scanned:
//! the same answer, later.

mod build;
mod candidates;
mod expression;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};
use tempfile::TempPath;

use super::{Generation, Memory, MemoryError};

pub use candidates::{UnitText, UnitTexts};
pub use expression::Wanted;

/// How the file says what it is.
const APPLICATION_ID: i64 = 0x656e_6674;
/// Of the tables, and of the rules by which texts become words; another one is as good as no file.
const VERSION: i64 = 1;
/// A memory with fewer units is scanned before an index could be opened.
const WORTHWHILE: i64 = 2000;
/// How long a reader waits for whoever brings the index up to date.
const PATIENCE: Duration = Duration::from_secs(10);

/// The tables. The words of a unit's texts stand in one row, each with its language before it; the
/// number of the row is the unit's.
const TABLES: &str = "
    CREATE TABLE state (change INTEGER NOT NULL, seal INTEGER NOT NULL) STRICT;
    CREATE VIRTUAL TABLE word USING fts5 (
        words, content='', contentless_delete=1, tokenize='ascii', prefix='6');
    CREATE TABLE form (
        stem TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (stem, word)) STRICT, WITHOUT ROWID;";

/// An open full-text index.
#[derive(Debug)]
pub struct FullText {
    connection: Connection,
}

/// Why work with an index stopped.
enum Trouble<E> {
    /// The index is of no use.
    Index,
    /// The memory cannot be read, or whoever asked said so.
    Stop(E),
}

impl<E> From<rusqlite::Error> for Trouble<E> {
    fn from(_: rusqlite::Error) -> Self {
        Trouble::Index
    }
}

/// What an index is to a memory.
enum Fit {
    /// Of its present state.
    Fresh,
    /// Of an earlier state: runs of units touched since.
    Stale(Vec<(i64, i64)>),
    /// Of another memory, or of a state that this one never had.
    Foreign,
}

impl FullText {
    /// Opens the index of a memory: the kept one, brought up to date as far as that can be
    /// done, else a new one. `None` where the memory is small or none can be had; the texts are
    /// scanned then.
    ///
    /// `watch` is told how many units were read, and of how many; what it fails with stops the work, and
    /// nothing is left of it. Costs nothing where the index is fresh, else what was changed; where
    /// there is none, half a minute for a million units.
    ///
    /// # Errors
    /// When the memory cannot be read, or what `watch` returns.
    pub fn open<E: From<MemoryError>>(
        memory: &Memory,
        watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
    ) -> Result<Option<Self>, E> {
        Self::open_for(memory, WORTHWHILE, watch)
    }

    /// Does that for a memory of at least so many units.
    fn open_for<E: From<MemoryError>>(
        memory: &Memory,
        worthwhile: i64,
        watch: &mut dyn FnMut(u64, u64) -> Result<(), E>,
    ) -> Result<Option<Self>, E> {
        if memory.last_unit()? < worthwhile {
            return Ok(None);
        }
        let path = memory.full_text_path();
        if let Some(kept) = Self::open_kept(&path) {
            match kept.bring_up_to_date(memory, watch) {
                Ok(true) => return Ok(Some(kept)),
                Ok(false) | Err(Trouble::Index) => {}
                Err(Trouble::Stop(error)) => return Err(error),
            }
        }
        match build::build(memory, &path, watch) {
            Ok(()) => Ok(Self::open_kept(&path)),
            Err(Trouble::Index) => Ok(None),
            Err(Trouble::Stop(error)) => Err(error),
        }
    }

    /// Deletes an index that failed; where that cannot be done, it is passed over again.
    pub fn discard(self, memory: &Memory) {
        drop(self);
        let _ = fs::remove_file(memory.full_text_path());
    }

    /// Opens the file if it is an index of ours.
    fn open_kept(path: &Path) -> Option<Self> {
        if !path.is_file() {
            return None;
        }
        // What cannot be written is opened for reading.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).ok()?;
        connection.busy_timeout(PATIENCE).ok()?;
        let pragma = |name: &str| {
            connection
                .query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0))
                .ok()
        };
        let ours =
            pragma("application_id")? == APPLICATION_ID && pragma("user_version")? == VERSION;
        let kept = FullText { connection };
        // A file that is of no use is found out here, not in the middle of an answer.
        (ours && kept.state().is_ok()).then_some(kept)
    }

    /// Returns the state of the memory that the index is of.
    fn state(&self) -> rusqlite::Result<Generation> {
        self.connection
            .prepare_cached("SELECT change, seal FROM state")?
            .query_row([], |row| {
                Ok(Generation {
                    change: row.get(0)?,
                    seal: row.get(1)?,
                })
            })
    }

    /// Compares the index with the memory as it is now.
    fn fit(&self, memory: &Memory) -> Result<Fit, Trouble<MemoryError>> {
        let state = self.state()?;
        if memory.generation().map_err(Trouble::Stop)? == state {
            return Ok(Fit::Fresh);
        }
        if !memory.descends_from(state).map_err(Trouble::Stop)? {
            return Ok(Fit::Foreign);
        }
        let touched = memory.touched_since(state.change);
        Ok(Fit::Stale(touched.map_err(Trouble::Stop)?))
    }
}

impl Memory {
    /// Returns the number of the last unit that was ever made; 0 before the first.
    fn last_unit(&self) -> Result<i64, MemoryError> {
        let last: Option<i64> = self
            .connection()
            .prepare_cached("SELECT max(id) FROM unit")?
            .query_row([], |row| row.get(0))
            .optional()?
            .flatten();
        Ok(last.unwrap_or(0))
    }

    /// Returns a unit in force, whole, as it is exported; `None` if there is none of this number.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unit(&self, unit: i64) -> Result<Option<crate::model::TranslationUnit>, MemoryError> {
        super::units::read_unit(self.connection(), unit)
    }

    fn full_text_path(&self) -> PathBuf {
        let mut name = OsString::from(self.path());
        name.push(".fulltext");
        name.into()
    }
}

/// Gives a finished file its name. Whoever is writing to the one it replaces is waited for: SQLite would
/// take that one's journal for the journal of this one.
fn put_in_place(aside: TempPath, path: &Path) -> std::io::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let old = Connection::open_with_flags(path, flags).and_then(|old| {
        old.busy_timeout(PATIENCE)?;
        old.execute_batch("BEGIN EXCLUSIVE")?;
        Ok(old)
    });
    if old.is_err() {
        // A file that is no database, or none: a journal beside it belongs to nobody.
        let mut journal = path.as_os_str().to_owned();
        journal.push("-journal");
        if let Err(error) = fs::remove_file(journal)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(error);
        }
    }
    let placed = aside.persist(path).map_err(|error| error.error);
    drop(old);
    placed
}
