//! What can go wrong with a memory.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::messages::{Explain, Message, explained_error};

/// Why a memory cannot be opened, read or changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum MemoryError {
    /// There is no file at this place.
    Missing(PathBuf),
    /// The file is something else.
    NotAMemory(PathBuf),
    /// A later version of the program wrote it.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// The folder or file cannot be written or opened.
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Somebody created the memory while this change was being made.
    CreatedMeanwhile(PathBuf),
    /// There is no change set of this number.
    NoSuchChange(i64),
    /// A file of SQLite's lies beside the name of a new memory, left by another one.
    Leftover(PathBuf),
    /// There is no unit of this number in force.
    NoSuchUnit(i64),
    /// There is nothing to undo.
    NothingToUndo,
    /// The change set has been taken back already.
    AlreadyUndone {
        /// Its number.
        change: i64,
        /// The change set that took it back.
        by: i64,
    },
    /// Later change sets touched the same units.
    LaterChanges {
        /// The change set to undo.
        change: i64,
        /// The later ones, ascending.
        later: Vec<i64>,
        /// Units touched, ascending; at most ten.
        units: Vec<i64>,
    },
    /// What the change set would bring back has been stored anew since.
    Replaced(i64),
    /// Something stored cannot be understood.
    Damaged(String),
    /// SQLite refused.
    Sqlite(rusqlite::Error),
}

impl Explain for MemoryError {
    fn explain(&self) -> Message {
        let about = |id, path: &PathBuf| Message::new(id).with("path", path.display().to_string());
        match self {
            MemoryError::Missing(path) => about("memory-missing", path),
            MemoryError::NotAMemory(path) => about("memory-not-a-memory", path),
            MemoryError::CreatedMeanwhile(path) => about("memory-created-meanwhile", path),
            MemoryError::Leftover(path) => about("memory-leftover", path),
            MemoryError::NoSuchUnit(unit) => {
                Message::new("memory-no-such-unit").with("unit", unit.to_string())
            }
            MemoryError::Newer { path, found, known } => about("memory-newer", path)
                .with("found", found.to_string())
                .with("known", known.to_string()),
            MemoryError::CannotOpen { path, reason } => {
                about("memory-cannot-open", path).with("reason", reason.as_str())
            }
            MemoryError::NoSuchChange(change) => {
                Message::new("memory-no-such-change").with("change", change.to_string())
            }
            MemoryError::NothingToUndo => Message::new("memory-nothing-to-undo"),
            MemoryError::AlreadyUndone { change, by } => Message::new("memory-already-undone")
                .with("change", change.to_string())
                .with("by", by.to_string()),
            MemoryError::LaterChanges {
                change,
                later,
                units,
            } => Message::new("memory-later-changes")
                .with("change", change.to_string())
                .with("later", list(later))
                .with("units", list(units)),
            MemoryError::Replaced(change) => {
                Message::new("memory-replaced").with("change", change.to_string())
            }
            MemoryError::Damaged(what) => {
                Message::new("memory-damaged").with("what", what.as_str())
            }
            MemoryError::Sqlite(error) => explain_sqlite(error),
        }
    }
}

fn list(numbers: &[i64]) -> String {
    if numbers.is_empty() {
        return "–".to_owned();
    }
    numbers
        .iter()
        .map(i64::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn explain_sqlite(error: &rusqlite::Error) -> Message {
    let id = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "memory-busy",
        Some(ErrorCode::DiskFull) => "memory-disk-full",
        Some(ErrorCode::ReadOnly) => "memory-read-only",
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "memory-corrupt",
        _ => "memory-sqlite",
    };
    Message::new(id).with("reason", error.to_string())
}

explained_error!(MemoryError);

impl From<rusqlite::Error> for MemoryError {
    fn from(error: rusqlite::Error) -> Self {
        MemoryError::Sqlite(error)
    }
}

impl From<serde_json::Error> for MemoryError {
    fn from(error: serde_json::Error) -> Self {
        MemoryError::Damaged(error.to_string())
    }
}
