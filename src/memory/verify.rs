//! Whether a memory is sound, and a copy of it while others use it.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::open::{flush, flush_folder, refuse_leftovers};
use super::rows::{UnitRows, read_annotations, read_attributes, read_tuv, text};
use super::{Memory, MemoryError};
use crate::messages::Message;
use crate::model::{InlineContent, TranslationUnit};

/// Pages that a copy moves at a time: 16 MiB.
const PAGES: i32 = 4_096;

/// How many findings of one kind are told one by one.
const TOLD: usize = 20;

/// What belongs to a row that is not there. Foreign keys are checked by SQLite itself; these are
/// the bonds that no key can say.
const ORPHANS: [(&str, &str); 5] = [
    (
        "verify-unit-without-texts",
        "SELECT unit.id FROM unit LEFT JOIN tuv ON tuv.unit = unit.id
         WHERE unit.bead IS NOT NULL AND tuv.id IS NULL",
    ),
    (
        "verify-unit-without-bead",
        "SELECT unit.id FROM unit JOIN bead ON bead.id = unit.bead
         WHERE unit.removed IS NULL AND bead.removed IS NOT NULL",
    ),
    (
        "verify-unit-without-import",
        "SELECT unit.id FROM unit JOIN import ON import.id = unit.import
         WHERE unit.removed IS NULL AND import.removed IS NOT NULL",
    ),
    (
        "verify-bead-without-alignment",
        "SELECT bead.id FROM bead JOIN alignment ON alignment.id = bead.alignment
         WHERE bead.removed IS NULL AND alignment.removed IS NOT NULL",
    ),
    (
        "verify-change-missing",
        "SELECT change FROM journal WHERE change NOT IN (SELECT id FROM change_set)
         UNION SELECT removed FROM unit
               WHERE removed IS NOT NULL AND removed NOT IN (SELECT id FROM change_set)",
    ),
];

impl Memory {
    /// Checks the whole memory and returns what is wrong: nothing, where it is sound. Reads
    /// everything: the file's structure as SQLite sees it, rows that belong to rows that are not
    /// there, every stored text, and that what is derived from a text still follows from it.
    ///
    /// `tick` is told the number of units read now and then.
    ///
    /// # Errors
    /// When the file cannot be read at all, or what `tick` returns.
    pub fn verify<E: From<MemoryError>>(
        &self,
        tick: &mut dyn FnMut(u64) -> Result<(), E>,
    ) -> Result<Vec<Message>, E> {
        let connection = self.connection();
        let mut found = structure(connection)?;
        for (id, query) in ORPHANS {
            orphans(connection, id, query, &mut found)?;
        }
        units(connection, &mut found, tick)?;
        Ok(found)
    }

    /// Copies the memory into a file, whole, while others may read and write it. The copy appears
    /// when it is complete.
    ///
    /// # Errors
    /// When the file cannot be written or the memory cannot be read, or what `tick` returns, which
    /// is told now and then how many of how many pages are copied.
    pub fn backup<E: From<MemoryError>>(
        &self,
        path: &Path,
        tick: &mut dyn FnMut(u64, u64) -> Result<(), E>,
    ) -> Result<(), E> {
        let cannot = |error: std::io::Error| {
            E::from(MemoryError::CannotOpen {
                path: path.to_owned(),
                reason: error.to_string(),
            })
        };
        refuse_leftovers(path)?;
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        let aside = tempfile::Builder::new()
            .prefix(".enface-backup-")
            .suffix(".db")
            .make_in(folder.unwrap_or(Path::new(".")), |aside| {
                std::fs::File::create_new(aside)
            })
            .map_err(cannot)?
            .into_temp_path();
        self.copy_to(&aside, tick)?;
        flush(&aside, path)?;
        aside.persist(path).map_err(|error| cannot(error.error))?;
        flush_folder(path);
        Ok(())
    }

    fn copy_to<E: From<MemoryError>>(
        &self,
        aside: &Path,
        tick: &mut dyn FnMut(u64, u64) -> Result<(), E>,
    ) -> Result<(), E> {
        let store = |error: rusqlite::Error| E::from(MemoryError::from(error));
        let mut copy =
            Connection::open_with_flags(aside, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(store)?;
        {
            let backup = Backup::new(self.connection(), &mut copy).map_err(store)?;
            loop {
                let step = backup.step(PAGES).map_err(store)?;
                let progress = backup.progress();
                let total = u64::try_from(progress.pagecount).unwrap_or(0);
                let left = u64::try_from(progress.remaining).unwrap_or(0);
                tick(total.saturating_sub(left), total)?;
                match step {
                    StepResult::Done => break,
                    StepResult::More => {}
                    // Somebody writes; it will not take long.
                    _ => std::thread::sleep(std::time::Duration::from_millis(10)),
                }
            }
        }
        copy.close().map_err(|(_, error)| store(error))
    }
}

/// Returns what SQLite finds wrong with the file.
fn structure(connection: &Connection) -> Result<Vec<Message>, MemoryError> {
    let mut found = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let reason: String = row.get(0)?;
        if reason != "ok" {
            found.push(Message::new("verify-structure").with("reason", reason));
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if found.len() >= TOLD {
            break;
        }
        let message = Message::new("verify-orphan")
            .with("table", row.get::<_, String>(0)?)
            .with(
                "row",
                row.get::<_, Option<i64>>(1)?.unwrap_or(0).to_string(),
            )
            .with("parent", row.get::<_, String>(2)?);
        found.push(message);
    }
    Ok(found)
}

fn orphans(
    connection: &Connection,
    id: &'static str,
    query: &str,
    found: &mut Vec<Message>,
) -> Result<(), MemoryError> {
    let mut statement = connection.prepare(&format!("{query} LIMIT {TOLD}"))?;
    let rows = statement.query_map([], |row| row.get::<_, i64>(0))?;
    for row in rows {
        found.push(Message::new(id).with("row", row?.to_string()));
    }
    Ok(())
}

/// Reads every unit, in force or not, and checks what follows from its texts.
fn units<E: From<MemoryError>>(
    connection: &Connection,
    found: &mut Vec<Message>,
    tick: &mut dyn FnMut(u64) -> Result<(), E>,
) -> Result<(), E> {
    let store = |error: rusqlite::Error| E::from(MemoryError::from(error));
    let mut statement = connection
        .prepare("SELECT id, attributes, annotations, digest FROM unit ORDER BY id")
        .map_err(store)?;
    let mut rows = statement.query([]).map_err(store)?;
    let (mut read, mut told) = (0, 0);
    while let Some(row) = rows.next().map_err(store)? {
        read += 1;
        if read % 1_024 == 0 {
            tick(read)?;
        }
        let id: i64 = row.get(0).map_err(store)?;
        let problem = match one_unit(connection, id, row) {
            Ok(None) => continue,
            Ok(Some(problem)) => problem,
            Err(MemoryError::Sqlite(error)) => return Err(store(error)),
            Err(_) => "verify-unit-damaged",
        };
        told += 1;
        if told <= TOLD {
            found.push(Message::new(problem).with("row", id.to_string()));
        }
    }
    Ok(())
}

/// Returns what is wrong with a unit.
fn one_unit(
    connection: &Connection,
    id: i64,
    row: &rusqlite::Row<'_>,
) -> Result<Option<&'static str>, MemoryError> {
    let mut unit = TranslationUnit {
        attributes: read_attributes(text(row, 1)?)?,
        annotations: read_annotations(text(row, 2)?)?,
        variants: Vec::new(),
    };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {} FROM tuv WHERE unit = ?1 ORDER BY place",
        super::rows::TUV_COLUMNS
    ))?;
    let mut texts = statement.query([id])?;
    while let Some(row) = texts.next()? {
        let tuv = read_tuv(row, 0)?;
        let content = tuv.content.as_ref();
        let plain = content.map(InlineContent::plain);
        let stored = text(row, 6)?.or(text(row, 4)?);
        if plain.as_deref() != stored {
            return Ok(Some("verify-text-differs"));
        }
        unit.variants.push(tuv);
    }
    let digest: Option<i64> = row.get(3)?;
    let differs =
        digest.is_some_and(|digest| UnitRows::of(&unit).map_or(true, |rows| rows.digest != digest));
    Ok(differs.then_some("verify-digest-differs"))
}
