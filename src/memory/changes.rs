//! Change sets: every alteration has a number, and can be taken back.
//!
//! Rows are never deleted. A change set that makes a row stands in the row's `change`; one that
//! ends it stands in `removed`. What it altered in rows that were there before is in `journal` as
//! the values before. To undo a change set is to make a new one that removes what it made and
//! restores what it altered; so an undo can be undone like anything else.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::journal::{Run, altered_by};
use super::{Memory, MemoryError};

/// What sort of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Units of a file came in.
    Import,
    /// Two documents were aligned.
    Alignment,
    /// A person's own segmentation rules came or went, and documents were cut again.
    Segmentation,
    /// Texts of units were edited, one or many.
    Edit,
    /// Units were deleted.
    Deletion,
    /// Equal units were merged.
    Dedupe,
    /// An earlier change set was taken back.
    Undo,
}

/// When and by whom; written into the change set and into new units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Coordinated universal time as TMX writes it: `20231003T141500Z`.
    pub at: String,
    /// Name of the user, if known.
    pub author: Option<String>,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRecord {
    /// Number of the change set.
    pub id: i64,
    /// `import`, `alignment`, `segmentation`, `edit`, `deletion`, `dedupe`, `undo`.
    pub kind: String,
    /// What it was about: names of files, of rules.
    pub subject: String,
    /// When.
    pub at: String,
    /// By whom.
    pub author: Option<String>,
    /// The change set it took back.
    pub undoes: Option<i64>,
    /// The change set that took it back and is itself in force.
    pub undone_by: Option<i64>,
    /// Number of the import it brought, for `export --import`.
    pub import: Option<i64>,
    /// Units it made.
    pub units_added: u64,
    /// Units it took out of force, brought back or edited.
    pub units_altered: u64,
}

/// A change set being made, inside its transaction.
#[derive(Debug)]
pub struct Change<'a> {
    pub(super) transaction: &'a Transaction<'a>,
    /// Number of the change set.
    pub(super) id: i64,
    pub(super) journaled: i64,
    pub(super) touched: bool,
    /// The languages that are noted already.
    pub(super) languages: BTreeSet<String>,
}

impl Memory {
    /// Makes one change set in one transaction.
    ///
    /// When `work` fails, or alters nothing, the memory stays as it was; then the number is
    /// `None`. A new memory appears under its name with its first change.
    ///
    /// # Errors
    /// What `work` returns, or the store's own errors.
    pub fn change<T, E: From<MemoryError>>(
        &mut self,
        kind: ChangeKind,
        subject: &str,
        stamp: &Stamp,
        work: impl FnOnce(&mut Change<'_>) -> Result<T, E>,
    ) -> Result<(Option<i64>, T), E> {
        let store = |error: rusqlite::Error| E::from(MemoryError::from(error));
        // An import can be made again from its file; what a person did cannot.
        self.commit_safely(kind != ChangeKind::Import)
            .map_err(store)?;
        let transaction = self
            .connection_mut()
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(store)?;
        let id = insert_change(&transaction, kind, subject, stamp, None).map_err(store)?;
        let mut change = Change {
            transaction: &transaction,
            id,
            journaled: 0,
            touched: false,
            languages: BTreeSet::new(),
        };
        let result = work(&mut change)?;
        let touched = change.touched;
        if !touched {
            transaction.rollback().map_err(store)?;
            return Ok((None, result));
        }
        transaction.commit().map_err(store)?;
        self.publish().map_err(E::from)?;
        Ok((Some(id), result))
    }

    /// Returns all change sets, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn history(&self) -> Result<Vec<ChangeRecord>, MemoryError> {
        let connection = self.connection();
        let undone = undone_by(connection)?;
        let mut statement = connection.prepare(
            "SELECT id, kind, subject, at, author, undoes,
                    (SELECT count(*) FROM unit WHERE unit.change = change_set.id),
                    (SELECT min(import.id) FROM import WHERE import.change = change_set.id)
             FROM change_set ORDER BY id",
        )?;
        let records = statement.query_map([], |row| {
            let id: i64 = row.get(0)?;
            Ok(ChangeRecord {
                id,
                kind: row.get(1)?,
                subject: row.get(2)?,
                at: row.get(3)?,
                author: row.get(4)?,
                undoes: row.get(5)?,
                undone_by: undone.iter().find(|(of, _)| *of == id).map(|(_, by)| *by),
                units_added: row.get(6)?,
                units_altered: 0,
                import: row.get(7)?,
            })
        })?;
        let mut records: Vec<ChangeRecord> = records.collect::<Result<_, _>>()?;
        for record in &mut records {
            record.units_altered = units_altered(connection, record.id)?;
        }
        Ok(records)
    }
}

impl Change<'_> {
    /// Returns the number of the change set.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Notes that there is, or was, text in a language.
    pub(super) fn note_language(&mut self, tag: &str) -> Result<(), MemoryError> {
        if !self.languages.contains(tag) {
            self.transaction
                .prepare_cached("INSERT INTO language (tag) VALUES (?1) ON CONFLICT DO NOTHING")?
                .execute([tag])?;
            self.languages.insert(tag.to_owned());
        }
        Ok(())
    }

    /// Notes that a row was made or altered, so that the change set is kept.
    pub(super) fn touch(&mut self) {
        self.touched = true;
    }

    /// Returns how many units that stood before have been taken out of force so far.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn units_removed(&self) -> Result<u64, MemoryError> {
        Ok(units_moved(self.transaction, self.id)?.0)
    }
}

pub(super) fn insert_change(
    connection: &Connection,
    kind: ChangeKind,
    subject: &str,
    stamp: &Stamp,
    undoes: Option<i64>,
) -> rusqlite::Result<i64> {
    let kind = match kind {
        ChangeKind::Import => "import",
        ChangeKind::Alignment => "alignment",
        ChangeKind::Segmentation => "segmentation",
        ChangeKind::Edit => "edit",
        ChangeKind::Deletion => "deletion",
        ChangeKind::Dedupe => "dedupe",
        ChangeKind::Undo => "undo",
    };
    connection.execute(
        "INSERT INTO change_set (kind, subject, at, author, undoes, seal)
         VALUES (?1, ?2, ?3, ?4, ?5, random())",
        params![kind, subject, stamp.at, stamp.author, undoes],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Returns (change set, the undo in force that took it back), newest undo first.
pub(super) fn undone_by(connection: &Connection) -> rusqlite::Result<Vec<(i64, i64)>> {
    let mut statement = connection
        .prepare("SELECT id, undoes FROM change_set WHERE undoes IS NOT NULL ORDER BY id DESC")?;
    let undos = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut undone: Vec<(i64, i64)> = Vec::new();
    for undo in undos {
        let (by, of): (i64, i64) = undo?;
        // An undo that was itself taken back by a later one takes nothing back.
        if !undone.iter().any(|(taken_back, _)| *taken_back == by) {
            undone.push((of, by));
        }
    }
    Ok(undone)
}

/// Returns how many units a change set altered: in themselves, or in what a person said of their
/// bead.
fn units_altered(connection: &Connection, change: i64) -> Result<u64, MemoryError> {
    let mut runs = altered_by(connection, "unit", change)?;
    let mut statement = connection.prepare_cached(
        "SELECT unit.id FROM journal JOIN unit ON unit.bead = journal.row
         WHERE journal.change = ?1 AND entity = 'bead'
           AND json_type(before, '$.state') IS NOT NULL",
    )?;
    let beads = statement.query_map([change], |row| row.get(0))?;
    for unit in beads {
        let unit = unit?;
        runs.push(Run {
            first: unit,
            last: unit,
        });
    }
    let merged = Run::merged(runs);
    Ok(merged
        .iter()
        .map(|run| (run.last - run.first + 1).unsigned_abs())
        .sum())
}

/// Returns how many units a change set took out of force, and how many it brought back.
pub(super) fn units_moved(connection: &Connection, change: i64) -> Result<(u64, u64), MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT row, coalesce(last, row) FROM journal
         WHERE change = ?1 AND entity = 'unit' AND json_type(before, '$.removed') IS NOT NULL",
    )?;
    let runs = statement.query_map([change], |row| {
        Ok(Run {
            first: row.get(0)?,
            last: row.get(1)?,
        })
    })?;
    let mut count = connection.prepare_cached(
        "SELECT count(removed), count(*) - count(removed) FROM unit WHERE id BETWEEN ?1 AND ?2",
    )?;
    let (mut out, mut back) = (0, 0);
    for run in Run::merged(runs.collect::<Result<_, _>>()?) {
        let (removed, restored): (u64, u64) =
            count.query_row([run.first, run.last], |row| Ok((row.get(0)?, row.get(1)?)))?;
        out += removed;
        back += restored;
    }
    Ok((out, back))
}
