//! Taking a change set back: a new one that removes what it made and restores what it altered.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::changes::{insert_change, undone_by, units_moved};
use super::journal::{MADE, Run, altered_by, touched_by};
use super::{Change, ChangeKind, Memory, MemoryError, Stamp};

/// How many units a refusal names.
const NAMED: usize = 10;

/// What an undo did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The change set that was taken back.
    pub undone: i64,
    /// The new change set that did it.
    pub change: i64,
    /// Units no longer in force.
    pub units_removed: u64,
    /// Units in force again.
    pub units_restored: u64,
}

impl Memory {
    /// Takes a change set back by making a new one; without a number, the newest that is in force
    /// and no undo itself.
    ///
    /// # Errors
    /// When there is no such change set, it is taken back already, or later ones in force touched
    /// the same rows; nothing is changed then.
    pub fn undo(&mut self, number: Option<i64>, stamp: &Stamp) -> Result<Undone, MemoryError> {
        self.commit_safely(true)?;
        let transaction = self
            .connection_mut()
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (target, subject) = find_target(&transaction, number)?;
        refuse_later_changes(&transaction, target)?;
        let id = insert_change(
            &transaction,
            ChangeKind::Undo,
            &subject,
            stamp,
            Some(target),
        )?;
        let mut change = Change {
            transaction: &transaction,
            id,
            journaled: 0,
            touched: false,
            languages: BTreeSet::new(),
        };
        change.remove_what_was_made_by(target)?;
        change
            .restore_what_was_altered_by(target)
            .map_err(|error| clash(error, target))?;
        change
            .settle_documents()
            .map_err(|error| clash(error, target))?;
        let (units_removed, units_restored) = units_moved(&transaction, id)?;
        transaction.commit()?;
        Ok(Undone {
            undone: target,
            change: id,
            units_removed,
            units_restored,
        })
    }
}

fn find_target(connection: &Connection, number: Option<i64>) -> Result<(i64, String), MemoryError> {
    let undone = undone_by(connection)?;
    let Some(number) = number else {
        let mut statement = connection
            .prepare("SELECT id, subject FROM change_set WHERE undoes IS NULL ORDER BY id DESC")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            if !undone.iter().any(|(of, _)| *of == id) {
                return Ok((id, row.get(1)?));
            }
        }
        return Err(MemoryError::NothingToUndo);
    };
    if let Some((_, by)) = undone.iter().find(|(of, _)| *of == number) {
        return Err(MemoryError::AlreadyUndone {
            change: number,
            by: *by,
        });
    }
    connection
        .query_row(
            "SELECT subject FROM change_set WHERE id = ?1",
            [number],
            |row| row.get(0),
        )
        .optional()?
        .map(|subject| (number, subject))
        .ok_or(MemoryError::NoSuchChange(number))
}

/// Refuses when a later change set in force altered a row that the target made or altered.
fn refuse_later_changes(connection: &Connection, target: i64) -> Result<(), MemoryError> {
    let undone = undone_by(connection)?;
    let cancelled = |change: i64| undone.iter().any(|(of, by)| *of == change || *by == change);
    let mut statement = connection
        .prepare("SELECT DISTINCT change FROM journal WHERE change > ?1 ORDER BY change")?;
    let changes = statement.query_map([target], |row| row.get(0))?;
    let changes: Vec<i64> = changes.collect::<Result<_, _>>()?;
    let mut later = BTreeSet::new();
    let mut units = BTreeSet::new();
    for entity in MADE {
        let touched = touched_by(connection, entity, target)?;
        for change in changes.iter().copied().filter(|change| !cancelled(*change)) {
            for altered in altered_by(connection, entity, change)? {
                for common in altered.common(&touched) {
                    later.insert(change);
                    name_units(connection, entity, common, &mut units)?;
                }
            }
        }
    }
    later.extend(built_on_a_new_cut_of(connection, target)?);
    if later.is_empty() {
        return Ok(());
    }
    Err(MemoryError::LaterChanges {
        change: target,
        later: later.into_iter().collect(),
        units: units.into_iter().take(NAMED).collect(),
    })
}

/// Adds the units among some rows, until there are enough to name. A bead is its unit.
fn name_units(
    connection: &Connection,
    entity: &str,
    rows: Run,
    units: &mut BTreeSet<i64>,
) -> Result<(), MemoryError> {
    let query = match entity {
        "unit" => "SELECT id FROM unit WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3",
        "bead" => "SELECT id FROM unit WHERE bead BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3",
        _ => return Ok(()),
    };
    if units.len() < NAMED {
        let mut statement = connection.prepare_cached(query)?;
        let found = statement.query_map(params![rows.first, rows.last, NAMED], |row| row.get(0))?;
        units.extend(found.collect::<Result<Vec<i64>, _>>()?);
    }
    Ok(())
}

/// Returns the later change sets whose beads use segments with which the target replaced others:
/// without them these beads would hang in the air.
fn built_on_a_new_cut_of(connection: &Connection, target: i64) -> rusqlite::Result<Vec<i64>> {
    let mut statement = connection.prepare(
        "SELECT DISTINCT bead.change
         FROM segment AS made JOIN bead_segment AS bs ON bs.segment = made.id
                              JOIN bead ON bead.id = bs.bead
         WHERE made.change = ?1 AND bead.change > ?1 AND bead.removed IS NULL
           AND made.document IN (SELECT old.document
                                 FROM journal JOIN segment AS old ON old.id = journal.row
                                 WHERE journal.change = ?1 AND journal.entity = 'segment')",
    )?;
    let changes = statement.query_map([target], |row| row.get(0))?;
    changes.collect()
}

/// Rows brought back may stand where newer ones stand now: the same documents aligned again.
fn clash(error: MemoryError, target: i64) -> MemoryError {
    match &error {
        MemoryError::Sqlite(e)
            if e.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) =>
        {
            MemoryError::Replaced(target)
        }
        _ => error,
    }
}
