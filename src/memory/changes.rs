//! Change sets: every alteration has a number, and can be taken back.
//!
//! Rows are never deleted. A change set that makes a row stands in the row's `change`; one that
//! ends it stands in `removed`. What it altered in rows that were there before is in `journal` as
//! the values before. To undo a change set is to make a new one that removes what it made and
//! restores what it altered; so an undo can be undone like anything else.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::{Map, Value as Json, json};

use super::{Memory, MemoryError};

/// Tables whose rows a change set makes and removes. Documents and segments are not among them:
/// they stay as long as beads in force use them (`settle.rs`).
const MADE: [&str; 5] = ["alignment", "bead", "unit", "import", "segmentation_rule"];

/// Tables whose rows the journal may alter.
const JOURNALED: [&str; 7] = [
    "alignment",
    "bead",
    "unit",
    "import",
    "segmentation_rule",
    "document",
    "segment",
];

/// What sort of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Units of a file came in.
    Import,
    /// Two documents were aligned.
    Alignment,
    /// A person's own segmentation rules came or went, and documents were cut again.
    Segmentation,
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
    /// `import`, `alignment`, `segmentation`, `undo`.
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
    /// Units it took out of force, or brought back.
    pub units_altered: u64,
}

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

/// A change set being made, inside its transaction.
#[derive(Debug)]
pub struct Change<'a> {
    pub(super) transaction: &'a Transaction<'a>,
    /// Number of the change set.
    pub(super) id: i64,
    journaled: i64,
    touched: bool,
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
                    (SELECT count(*) FROM journal WHERE journal.change = change_set.id
                                                    AND entity = 'unit'),
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
                units_altered: row.get(7)?,
                import: row.get(8)?,
            })
        })?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// Takes a change set back by making a new one; without a number, the newest that is in force
    /// and no undo itself.
    ///
    /// # Errors
    /// When there is no such change set, it is taken back already, or later ones in force touched
    /// the same rows; nothing is changed then.
    pub fn undo(&mut self, number: Option<i64>, stamp: &Stamp) -> Result<Undone, MemoryError> {
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

impl Change<'_> {
    /// Returns the number of the change set.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Notes that a row was made or altered, so that the change set is kept.
    pub(super) fn touch(&mut self) {
        self.touched = true;
    }

    /// Takes a row out of force.
    pub(super) fn remove(&mut self, entity: &str, row: i64) -> Result<(), MemoryError> {
        self.alter(entity, row, &[("removed", Value::Integer(self.id))])
    }

    /// Returns how many units that stood before have been taken out of force so far.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn units_removed(&self) -> Result<u64, MemoryError> {
        Ok(units_moved(self.transaction, self.id)?.0)
    }

    /// Alters columns of a row and journals what they held.
    pub(super) fn alter(
        &mut self,
        entity: &str,
        row: i64,
        columns: &[(&str, Value)],
    ) -> Result<(), MemoryError> {
        let Some(entity) = JOURNALED.into_iter().find(|table| *table == entity) else {
            return Err(MemoryError::Damaged(format!("journal of `{entity}`")));
        };
        let mut before = Map::new();
        for (column, value) in columns {
            let old: Value = self
                .transaction
                .prepare_cached(&format!("SELECT {column} FROM {entity} WHERE id = ?1"))?
                .query_row([row], |r| r.get(0))?;
            before.insert((*column).to_owned(), to_json(&old));
            self.transaction
                .prepare_cached(&format!("UPDATE {entity} SET {column} = ?2 WHERE id = ?1"))?
                .execute(params![row, value])?;
        }
        self.transaction
            .prepare_cached(
                "INSERT INTO journal (change, ord, entity, row, before) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![self.id, self.journaled, entity, row, Json::Object(before).to_string()])?;
        self.journaled += 1;
        self.touched = true;
        Ok(())
    }

    /// Takes out of force what a change set made.
    fn remove_what_was_made_by(&mut self, target: i64) -> Result<(), MemoryError> {
        for entity in MADE {
            let rows: Vec<i64> = self
                .transaction
                .prepare(&format!(
                    "SELECT id FROM {entity} WHERE change = ?1 AND removed IS NULL ORDER BY id"
                ))?
                .query_map([target], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for row in &rows {
                self.remove(entity, *row)?;
            }
        }
        Ok(())
    }

    /// Gives the rows that a change set altered the values they had before it. Whether documents
    /// and segments are in force follows a rule of its own.
    fn restore_what_was_altered_by(&mut self, target: i64) -> Result<(), MemoryError> {
        let rows: Vec<(String, i64, String)> = self
            .transaction
            .prepare("SELECT entity, row, before FROM journal WHERE change = ?1 ORDER BY ord DESC")?
            .query_map([target], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        for (entity, row, before) in rows {
            let before: Map<String, Json> = serde_json::from_str(&before)?;
            for (column, value) in &before {
                if column == "removed" && matches!(&*entity, "document" | "segment") {
                    continue;
                }
                self.alter(&entity, row, &[(column.as_str(), from_json(value))])?;
            }
        }
        Ok(())
    }
}

fn insert_change(
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
        ChangeKind::Undo => "undo",
    };
    connection.execute(
        "INSERT INTO change_set (kind, subject, at, author, undoes) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![kind, subject, stamp.at, stamp.author, undoes],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Returns (change set, the undo in force that took it back), newest undo first.
fn undone_by(connection: &Connection) -> rusqlite::Result<Vec<(i64, i64)>> {
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
    let mut later = BTreeSet::new();
    let mut units = BTreeSet::new();
    for entity in MADE {
        // A bead is its unit.
        let unit = match entity {
            "unit" => "j.row",
            "bead" => "(SELECT id FROM unit WHERE unit.bead = j.row)",
            _ => "NULL",
        };
        let mut statement = connection.prepare(&format!(
            "SELECT DISTINCT j.change, {unit} FROM journal AS j
             WHERE j.entity = '{entity}' AND j.change > ?1
               AND (EXISTS (SELECT 1 FROM {entity} AS e WHERE e.id = j.row AND e.change = ?1)
                 OR EXISTS (SELECT 1 FROM journal AS k WHERE k.change = ?1
                              AND k.entity = j.entity AND k.row = j.row))
             ORDER BY 1, 2"
        ))?;
        let mut rows = statement.query([target])?;
        while let Some(row) = rows.next()? {
            let change = row.get(0)?;
            if cancelled(change) {
                continue;
            }
            later.insert(change);
            if units.len() < 10 {
                units.extend(row.get::<_, Option<i64>>(1)?);
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
        units: units.into_iter().collect(),
    })
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

/// Returns how many units a change set took out of force, and how many it brought back.
fn units_moved(connection: &Connection, change: i64) -> rusqlite::Result<(u64, u64)> {
    connection.query_row(
        "SELECT count(*) FILTER (WHERE unit.removed IS NOT NULL),
                count(*) FILTER (WHERE unit.removed IS NULL)
         FROM (SELECT DISTINCT row FROM journal WHERE change = ?1 AND entity = 'unit') AS moved
              JOIN unit ON unit.id = moved.row",
        [change],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Integer(number) => json!(number),
        Value::Real(number) => json!(number),
        Value::Text(text) => json!(text),
    }
}

fn from_json(value: &Json) -> Value {
    match value {
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Real(number.as_f64().unwrap_or_default()),
        },
        Json::String(text) => Value::Text(text.clone()),
        _ => Value::Null,
    }
}
