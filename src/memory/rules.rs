//! A person's own segmentation rules: kept in order, the newest asked first.
//!
//! What a rule means is not known here; its patterns are text.

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::{Change, Memory, MemoryError};

/// A rule of the memory's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRecord {
    /// Pattern that fits the language tags it is for.
    pub languages: String,
    /// Its name.
    pub name: String,
    /// Whether it cuts or forbids to cut.
    pub breaks: bool,
    /// Pattern of the text before the place.
    pub before: String,
    /// Pattern of the text after the place.
    pub after: String,
    /// The text after which it never cuts, where it came from one.
    pub typed: Option<String>,
}

impl RuleRecord {
    /// Tells whether two rules say the same of the same languages, whatever they are called.
    pub fn says_the_same(&self, other: &RuleRecord) -> bool {
        (self.breaks, &self.languages, &self.before, &self.after)
            == (other.breaks, &other.languages, &other.before, &other.after)
    }
}

impl Memory {
    /// Returns the rules in force in the order in which they are asked.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_rules(&self) -> Result<Vec<RuleRecord>, MemoryError> {
        Ok(without_ids(rules(self.connection())?))
    }
}

impl Change<'_> {
    /// Returns the rules in force in the order in which they are asked.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn own_rules(&self) -> Result<Vec<RuleRecord>, MemoryError> {
        Ok(without_ids(rules(self.transaction)?))
    }

    /// Puts rules, in their order, before those that are there. Those that are there already move
    /// along, or stay where all of them are there and in that order. Returns the new ones.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn put_rules_in_front(
        &mut self,
        records: &[RuleRecord],
    ) -> Result<Vec<RuleRecord>, MemoryError> {
        let mut wanted: Vec<&RuleRecord> = Vec::with_capacity(records.len());
        for record in records {
            // Of two that say the same, the first decides.
            if !wanted.iter().any(|earlier| earlier.says_the_same(record)) {
                wanted.push(record);
            }
        }
        let stored = rules(self.transaction)?;
        let known = stored.iter().map(|(_, rule)| rule);
        let known: Vec<&RuleRecord> = known
            .filter(|rule| wanted.iter().any(|record| record.says_the_same(rule)))
            .collect();
        let mut pairs = known.iter().zip(&wanted);
        if known.len() == wanted.len() && pairs.all(|(rule, record)| rule.says_the_same(record)) {
            return Ok(Vec::new());
        }
        let lowest: i64 = self.transaction.query_row(
            "SELECT coalesce(min(ord), 0) FROM segmentation_rule",
            [],
            |row| row.get(0),
        )?;
        let mut new = Vec::new();
        for (ord, record) in (lowest - wanted.len() as i64..).zip(wanted) {
            let known = stored.iter().find(|(_, rule)| rule.says_the_same(record));
            if let Some((id, _)) = known {
                self.alter("segmentation_rule", *id, &[("ord", Value::Integer(ord))])?;
            } else {
                self.insert_rule(ord, record)?;
                new.push(record.clone());
            }
        }
        Ok(new)
    }

    /// Takes a rule out of force.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn remove_rule(&mut self, record: &RuleRecord) -> Result<(), MemoryError> {
        for (id, rule) in rules(self.transaction)? {
            if rule.says_the_same(record) {
                self.remove("segmentation_rule", id)?;
            }
        }
        Ok(())
    }

    fn insert_rule(&mut self, ord: i64, record: &RuleRecord) -> Result<(), MemoryError> {
        self.transaction
            .prepare_cached(
                "INSERT INTO segmentation_rule
                     (change, ord, languages, name, breaks, before, after, typed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                self.id,
                ord,
                record.languages,
                record.name,
                record.breaks,
                record.before,
                record.after,
                record.typed
            ])?;
        self.touch();
        Ok(())
    }
}

/// Returns the rules in force in order, each with its id.
fn rules(connection: &Connection) -> Result<Vec<(i64, RuleRecord)>, MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, languages, name, breaks, before, after, typed
         FROM segmentation_rule WHERE removed IS NULL ORDER BY ord",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get(0)?,
            RuleRecord {
                languages: row.get(1)?,
                name: row.get(2)?,
                breaks: row.get(3)?,
                before: row.get(4)?,
                after: row.get(5)?,
                typed: row.get(6)?,
            },
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn without_ids(rules: Vec<(i64, RuleRecord)>) -> Vec<RuleRecord> {
    rules.into_iter().map(|(_, rule)| rule).collect()
}
