//! What became of one unit: when it came, what was edited, when it went and came back.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value as Json};

use super::{Memory, MemoryError};

/// One thing that a change set did to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitEvent {
    /// Number of the change set.
    pub change: i64,
    /// What sort of change set: `import`, `edit`…
    pub kind: String,
    /// When.
    pub at: String,
    /// By whom.
    pub author: Option<String>,
    /// What it did.
    pub what: UnitWhat,
}

/// What a change set can do to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitWhat {
    /// Made it.
    Made,
    /// Took it out of force.
    Removed,
    /// Brought it back.
    Restored,
    /// Gave a text other words.
    Text {
        /// Language of the text.
        language: String,
        /// The reader's text before.
        before: String,
        /// And after.
        after: String,
    },
    /// Gave it another state of review.
    State {
        /// The state before.
        before: String,
        /// And after.
        after: String,
    },
    /// Gave it notes and properties of a unit that was merged into it.
    Annotations,
}

/// An entry of the journal about one row.
struct Entry {
    change: i64,
    before: Map<String, Json>,
}

impl Memory {
    /// Returns what became of a unit, oldest first.
    ///
    /// # Errors
    /// When there never was such a unit, or the store cannot be read.
    pub fn unit_history(&self, unit: i64) -> Result<Vec<UnitEvent>, MemoryError> {
        let connection = self.connection();
        let found: Option<(i64, Option<i64>, Option<String>)> = connection
            .query_row(
                "SELECT unit.change, unit.bead, coalesce(bead.state, unit.state)
                 FROM unit LEFT JOIN bead ON bead.id = unit.bead WHERE unit.id = ?1",
                [unit],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let Some((made, bead, state)) = found else {
            return Err(MemoryError::NoSuchUnit(unit));
        };
        let mut all = vec![(made, UnitWhat::Made)];
        let own = entries(connection, "unit", unit)?;
        for entry in &own {
            match entry.before.get("removed") {
                Some(Json::Null) => all.push((entry.change, UnitWhat::Removed)),
                Some(_) => all.push((entry.change, UnitWhat::Restored)),
                None if entry.before.contains_key("annotations")
                    && !entry.before.contains_key("state") =>
                {
                    all.push((entry.change, UnitWhat::Annotations));
                }
                None => {}
            }
        }
        let reviewed = match bead {
            Some(bead) => entries(connection, "bead", bead)?,
            None => own,
        };
        for (change, before, after) in steps(&reviewed, "state", state.as_deref()) {
            all.push((change, UnitWhat::State { before, after }));
        }
        texts(connection, unit, &mut all)?;
        all.sort_by_key(|(change, _)| *change);
        all.into_iter()
            .map(|(change, what)| event(connection, change, what))
            .collect()
    }
}

/// Adds the edits of a unit's texts.
fn texts(
    connection: &Connection,
    unit: i64,
    all: &mut Vec<(i64, UnitWhat)>,
) -> Result<(), MemoryError> {
    let mut statement = connection.prepare(
        "SELECT id, coalesce(language, ''), coalesce(plain, content, '') FROM tuv
         WHERE unit = ?1 ORDER BY place",
    )?;
    let mut rows = statement.query([unit])?;
    while let Some(row) = rows.next()? {
        let language: String = row.get(1)?;
        let now: String = row.get(2)?;
        let mut entries = entries(connection, "tuv", row.get(0)?)?;
        for entry in &mut entries {
            // The reader's text, where it was something else than the content.
            if let Some(plain @ Json::String(_)) = entry.before.remove("plain") {
                entry.before.insert("content".to_owned(), plain);
            }
        }
        for (change, before, after) in steps(&entries, "content", Some(&now)) {
            let language = language.clone();
            all.push((
                change,
                UnitWhat::Text {
                    language,
                    before,
                    after,
                },
            ));
        }
    }
    Ok(())
}

/// Returns the changes of a column: change set, value before, value after; `now` is today's.
fn steps(entries: &[Entry], column: &str, now: Option<&str>) -> Vec<(i64, String, String)> {
    let held: Vec<(i64, &str)> = entries
        .iter()
        .filter_map(|entry| Some((entry.change, entry.before.get(column)?.as_str()?)))
        .collect();
    let after = held.iter().skip(1).map(|(_, before)| *before).chain(now);
    held.iter()
        .zip(after)
        .filter(|((_, before), after)| before != after)
        .map(|((change, before), after)| (*change, (*before).to_owned(), after.to_owned()))
        .collect()
}

/// Returns the journal's entries about a row, in the order they were made.
fn entries(connection: &Connection, entity: &str, row: i64) -> Result<Vec<Entry>, MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT change, before FROM (
             SELECT change, ord, before FROM journal
             WHERE entity = ?1 AND row = ?2 AND last IS NULL
             UNION ALL
             SELECT change, ord, before FROM journal
             WHERE entity = ?1 AND last IS NOT NULL AND ?2 BETWEEN row AND last)
         ORDER BY change, ord",
    )?;
    let mut rows = statement.query(params![entity, row])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let before: String = row.get(1)?;
        entries.push(Entry {
            change: row.get(0)?,
            before: serde_json::from_str(&before)?,
        });
    }
    Ok(entries)
}

fn event(connection: &Connection, change: i64, what: UnitWhat) -> Result<UnitEvent, MemoryError> {
    let mut statement =
        connection.prepare_cached("SELECT kind, at, author FROM change_set WHERE id = ?1")?;
    Ok(statement.query_row([change], |row| {
        Ok(UnitEvent {
            change,
            kind: row.get(0)?,
            at: row.get(1)?,
            author: row.get(2)?,
            what,
        })
    })?)
}
