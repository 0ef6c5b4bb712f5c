//! What a change set altered: the values before, so that they can be put back.
//!
//! An entry is one row and the columns that were altered, or rows in a line whose `removed` held
//! the same: half a million units that come and go together are one entry.

use rusqlite::types::Value;
use rusqlite::{Connection, params};
use serde_json::{Map, Value as Json, json};

use super::{Change, MemoryError};

/// Tables whose rows a change set makes and removes. Documents and segments are not among them:
/// they stay as long as beads in force use them (`settle.rs`). Nor are texts: they are their unit.
pub(super) const MADE: [&str; 5] = ["alignment", "bead", "unit", "import", "segmentation_rule"];

/// Tables whose rows the journal may alter.
const JOURNALED: [&str; 8] = [
    "alignment",
    "bead",
    "unit",
    "tuv",
    "import",
    "segmentation_rule",
    "document",
    "segment",
];

/// Numbers of rows from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    pub(super) first: i64,
    pub(super) last: i64,
}

impl Run {
    /// Joins ascending numbers to runs.
    pub(super) fn of(rows: impl IntoIterator<Item = i64>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for row in rows {
            match runs.last_mut() {
                Some(run) if run.last + 1 >= row => run.last = run.last.max(row),
                _ => runs.push(Run {
                    first: row,
                    last: row,
                }),
            }
        }
        runs
    }

    /// Sorts runs and joins those that meet.
    pub(super) fn merged(mut runs: Vec<Run>) -> Vec<Run> {
        runs.sort_unstable();
        let mut merged: Vec<Run> = Vec::with_capacity(runs.len());
        for run in runs {
            match merged.last_mut() {
                Some(last) if last.last + 1 >= run.first => last.last = last.last.max(run.last),
                _ => merged.push(run),
            }
        }
        merged
    }

    /// Returns what a run has in common with ascending runs that do not meet.
    pub(super) fn common(self, others: &[Run]) -> impl Iterator<Item = Run> {
        let from = others.partition_point(|other| other.last < self.first);
        others[from..]
            .iter()
            .take_while(move |other| other.first <= self.last)
            .map(move |other| Run {
                first: other.first.max(self.first),
                last: other.last.min(self.last),
            })
    }
}

impl Change<'_> {
    /// Takes a row out of force.
    pub(super) fn remove(&mut self, entity: &str, row: i64) -> Result<(), MemoryError> {
        self.alter(entity, row, &[("removed", Value::Integer(self.id))])
    }

    /// Takes rows out of force; their numbers ascend.
    pub(super) fn remove_all(
        &mut self,
        entity: &str,
        rows: impl IntoIterator<Item = i64>,
    ) -> Result<(), MemoryError> {
        for run in Run::of(rows) {
            self.set_removed(entity, run, Some(self.id))?;
        }
        Ok(())
    }

    /// Alters columns of a row and journals what they held.
    pub(super) fn alter(
        &mut self,
        entity: &str,
        row: i64,
        columns: &[(&str, Value)],
    ) -> Result<(), MemoryError> {
        let entity = journaled(entity)?;
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
        let run = Run {
            first: row,
            last: row,
        };
        self.journal(entity, run, &before)
    }

    /// Puts rows in a line out of force, or in force again, and journals what they held.
    fn set_removed(
        &mut self,
        entity: &str,
        run: Run,
        removed: Option<i64>,
    ) -> Result<(), MemoryError> {
        let entity = journaled(entity)?;
        let held = self.held(entity, run)?;
        self.transaction
            .prepare_cached(&format!(
                "UPDATE {entity} SET removed = ?3 WHERE id BETWEEN ?1 AND ?2"
            ))?
            .execute(params![run.first, run.last, removed])?;
        for (run, removed) in held {
            let before = Map::from_iter([("removed".to_owned(), json!(removed))]);
            self.journal(entity, run, &before)?;
        }
        Ok(())
    }

    /// Returns what rows in a line hold in `removed`, as runs that hold the same.
    fn held(&self, entity: &str, run: Run) -> Result<Vec<(Run, Option<i64>)>, MemoryError> {
        let mut statement = self.transaction.prepare_cached(&format!(
            "SELECT id, removed FROM {entity} WHERE id BETWEEN ?1 AND ?2 ORDER BY id"
        ))?;
        let mut rows = statement.query([run.first, run.last])?;
        let mut held: Vec<(Run, Option<i64>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, removed) = (row.get(0)?, row.get(1)?);
            match held.last_mut() {
                Some((run, same)) if run.last + 1 == id && *same == removed => run.last = id,
                _ => held.push((
                    Run {
                        first: id,
                        last: id,
                    },
                    removed,
                )),
            }
        }
        Ok(held)
    }

    fn journal(
        &mut self,
        entity: &str,
        run: Run,
        before: &Map<String, Json>,
    ) -> Result<(), MemoryError> {
        let last = (run.last > run.first).then_some(run.last);
        self.transaction
            .prepare_cached(
                "INSERT INTO journal (change, ord, entity, row, last, before)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                self.id,
                self.journaled,
                entity,
                run.first,
                last,
                serde_json::to_string(before)?
            ])?;
        self.journaled += 1;
        self.touched = true;
        Ok(())
    }

    /// Takes out of force what a change set made.
    pub(super) fn remove_what_was_made_by(&mut self, target: i64) -> Result<(), MemoryError> {
        for entity in MADE {
            let rows: Vec<i64> = self
                .transaction
                .prepare(&format!(
                    "SELECT id FROM {entity} WHERE change = ?1 AND removed IS NULL ORDER BY id"
                ))?
                .query_map([target], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            self.remove_all(entity, rows)?;
        }
        Ok(())
    }

    /// Gives the rows that a change set altered the values they had before it. Whether documents
    /// and segments are in force follows a rule of its own.
    pub(super) fn restore_what_was_altered_by(&mut self, target: i64) -> Result<(), MemoryError> {
        let entries: Vec<(String, i64, Option<i64>, String)> = self
            .transaction
            .prepare(
                "SELECT entity, row, last, before FROM journal WHERE change = ?1 ORDER BY ord DESC",
            )?
            .query_map([target], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })?
            .collect::<Result<_, _>>()?;
        for (entity, row, last, before) in entries {
            let before: Map<String, Json> = serde_json::from_str(&before)?;
            if let Some(last) = last {
                let run = Run { first: row, last };
                self.set_removed(&entity, run, before.get("removed").and_then(Json::as_i64))?;
                continue;
            }
            let follows = matches!(&*entity, "document" | "segment");
            let columns: Vec<(&str, Value)> = before
                .iter()
                .filter(|(column, _)| !(follows && *column == "removed"))
                .map(|(column, value)| (column.as_str(), from_json(value)))
                .collect();
            if !columns.is_empty() {
                self.alter(&entity, row, &columns)?;
            }
        }
        Ok(())
    }
}

/// Returns the rows of a table that a change set made or altered, as ascending runs.
pub(super) fn touched_by(
    connection: &Connection,
    entity: &str,
    change: i64,
) -> Result<Vec<Run>, MemoryError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT id FROM {entity} WHERE change = ?1 ORDER BY id"
    ))?;
    let made = statement.query_map([change], |row| row.get(0))?;
    let mut runs = Run::of(made.collect::<Result<Vec<i64>, _>>()?);
    runs.extend(altered_by(connection, entity, change)?);
    Ok(Run::merged(runs))
}

/// Returns the rows of a table that a change set altered, as ascending runs.
pub(super) fn altered_by(
    connection: &Connection,
    entity: &str,
    change: i64,
) -> Result<Vec<Run>, MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT row, coalesce(last, row) FROM journal WHERE change = ?1 AND entity = ?2",
    )?;
    let altered = statement.query_map(params![change, entity], |row| {
        Ok(Run {
            first: row.get(0)?,
            last: row.get(1)?,
        })
    })?;
    Ok(Run::merged(altered.collect::<Result<_, _>>()?))
}

/// Returns the name of a table that the journal may alter.
fn journaled(entity: &str) -> Result<&'static str, MemoryError> {
    JOURNALED
        .into_iter()
        .find(|table| *table == entity)
        .ok_or_else(|| MemoryError::Damaged(format!("journal of `{entity}`")))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn run(first: i64, last: i64) -> Run {
        Run { first, last }
    }

    #[test]
    fn numbers_in_a_line_are_one_run() {
        assert_eq!(
            Run::of([1, 2, 3, 5, 7, 8]),
            [run(1, 3), run(5, 5), run(7, 8)]
        );
        assert_eq!(
            Run::merged(vec![run(5, 9), run(1, 3), run(4, 4), run(6, 7)]),
            [run(1, 9)]
        );
    }

    #[test]
    fn what_runs_have_in_common_is_found() {
        let others = [run(1, 3), run(5, 5), run(8, 20)];
        let common: Vec<Run> = run(3, 9).common(&others).collect();
        assert_eq!(common, [run(3, 3), run(5, 5), run(8, 9)]);
        assert_eq!(run(6, 7).common(&others).count(), 0);
    }
}
