//! The schema's versions: `user_version` counts the migrations that were run.

use rusqlite::{Connection, TransactionBehavior, params};

use super::MemoryError;
use super::rows::UnitRows;
use super::units::read_unit;

/// `application_id` of a memory: the letters `enfc`.
pub(super) const APPLICATION_ID: i64 = 0x656e_6663;

/// The migrations in order; number n leads from version n to version n + 1.
const MIGRATIONS: [&str; 5] = [
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_own_rules.sql"),
    include_str!("migrations/0003_whole_rows.sql"),
    include_str!("migrations/0004_seals.sql"),
    include_str!("migrations/0005_terms.sql"),
];

/// The newest schema version this program knows.
pub(super) const NEWEST: i64 = MIGRATIONS.len() as i64;

/// Returns the schema version of an open file; 0 for a new one.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Returns the application id of an open file.
pub(super) fn application_id(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "application_id", |row| row.get(0))
}

/// The version since which the digest of a unit is that of its rows.
const WHOLE_ROWS: i64 = 3;

/// Gives every imported unit the digest that it would get today.
fn renew_digests(connection: &Connection) -> Result<(), MemoryError> {
    let mut statement =
        connection.prepare("SELECT id FROM unit WHERE digest IS NOT NULL ORDER BY id")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    for id in ids.collect::<Result<Vec<i64>, _>>()? {
        let unit = read_unit(connection, id)?.ok_or(MemoryError::NoSuchUnit(id))?;
        connection
            .prepare_cached("UPDATE unit SET digest = ?2 WHERE id = ?1")?
            .execute(params![id, UnitRows::of(&unit)?.digest])?;
    }
    Ok(())
}

/// Runs the migrations that are missing, all of them or none.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), MemoryError> {
    // A table that others refer to is made anew; inside a transaction this cannot be said.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&transaction)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    if from == 0 {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.execute(
            "INSERT INTO setting (name, value) VALUES ('identity', lower(hex(randomblob(16))))",
            [],
        )?;
    }
    if (1..WHOLE_ROWS).contains(&from) {
        renew_digests(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", NEWEST)?;
    transaction.commit()?;
    Ok(())
}
