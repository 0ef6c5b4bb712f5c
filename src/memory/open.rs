//! Opening a memory, and bringing a new one into being whole.
//!
//! A new memory is written aside and appears under its name with its first change, so that a
//! failed or cancelled first import leaves no file behind.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use tempfile::TempPath;

use super::MemoryError;
use super::schema::{self, APPLICATION_ID, NEWEST};

/// Cache of whoever writes, in KiB: the indexes of a million units fit.
const WRITING: i64 = 65_536;
/// Cache of whoever reads, in KiB: units are read one after the other, most of them once.
const READING: i64 = 12_288;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open translation memory.
#[derive(Debug)]
pub struct Memory {
    /// `None` only while the file moves to its name.
    connection: Option<Connection>,
    path: PathBuf,
    /// Where a new memory is written until its first change is complete.
    aside: Option<TempPath>,
}

impl Memory {
    /// Opens an existing memory for reading; other processes may write at the same time.
    ///
    /// A memory on a read-only medium can be read as well.
    ///
    /// # Errors
    /// When the file is missing, is no memory, or is of a newer version.
    pub fn open_to_read(path: &Path) -> Result<Self, MemoryError> {
        if !path.exists() {
            return Err(MemoryError::Missing(path.to_owned()));
        }
        // With the right to write, or the last reader could not clear SQLite's own files away; where
        // the file cannot be written, SQLite opens it for reading.
        let mut connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let mut version = check(&connection, path);
        if matches!(&version, Err(MemoryError::Sqlite(e)) if needs_a_lock_file(e)) {
            // A memory in WAL mode on a medium that takes no lock files.
            connection = Connection::open_with_flags(
                immutable_uri(path),
                OpenFlags::SQLITE_OPEN_READ_ONLY
                    | OpenFlags::SQLITE_OPEN_NO_MUTEX
                    | OpenFlags::SQLITE_OPEN_URI,
            )?;
            version = check(&connection, path);
        }
        if version? < NEWEST {
            drop(connection);
            return Self::open_to_write(path);
        }
        tune(&connection, READING)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Memory {
            connection: Some(connection),
            path: path.to_owned(),
            aside: None,
        })
    }

    /// Opens a memory for reading and writing; a missing one is created with its first change.
    ///
    /// # Errors
    /// When the folder cannot be written, or the file is no memory or of a newer version.
    pub fn open_to_write(path: &Path) -> Result<Self, MemoryError> {
        if !path.exists() {
            return Self::create_aside(path);
        }
        let mut connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if check(&connection, path)? < NEWEST {
            schema::migrate(&mut connection)?;
        }
        prepare_to_write(&connection)?;
        Ok(Memory {
            connection: Some(connection),
            path: path.to_owned(),
            aside: None,
        })
    }

    fn create_aside(path: &Path) -> Result<Self, MemoryError> {
        if let Err(leftover) = refuse_leftovers(path) {
            // Where the memory is there by now, the file is that of a program that writes to it.
            return if path.exists() {
                Self::open_to_write(path)
            } else {
                Err(leftover)
            };
        }
        let cannot = |error: std::io::Error| MemoryError::CannotOpen {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        // With the rights of any new file, and with errors that do not name this one, which nobody
        // has heard of.
        let aside = tempfile::Builder::new()
            .prefix(".enface-new-")
            .suffix(".db")
            .make_in(folder.unwrap_or(Path::new(".")), |aside| {
                File::create_new(aside)
            })
            .map_err(cannot)?
            .into_temp_path();
        let mut connection = open_as(&aside, path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::migrate(&mut connection)?;
        tune(&connection, WRITING)?;
        // Nobody needs this file if anything goes wrong before it has its name.
        connection.pragma_update(None, "journal_mode", "MEMORY")?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        Ok(Memory {
            connection: Some(connection),
            path: path.to_owned(),
            aside: Some(aside),
        })
    }

    /// Returns the place of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn connection(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("a memory is closed only while it moves to its name")
    }

    /// Says how safe the next commits are, as [`safely`] does. A new memory is made safe when it
    /// gets its name.
    pub(super) fn commit_safely(&self, outlive_power: bool) -> rusqlite::Result<()> {
        match self.aside {
            Some(_) => Ok(()),
            None => safely(self.connection(), outlive_power),
        }
    }

    pub(super) fn connection_mut(&mut self) -> &mut Connection {
        self.connection
            .as_mut()
            .expect("a memory is closed only while it moves to its name")
    }

    /// Lets a new memory appear under its name. Does nothing for one that stood there before.
    pub(super) fn publish(&mut self) -> Result<(), MemoryError> {
        let Some(aside) = self.aside.take() else {
            return Ok(());
        };
        let ready = refuse_leftovers(&self.path).and_then(|()| flush(&aside, &self.path));
        if let Err(error) = ready {
            self.aside = Some(aside);
            return Err(match error {
                MemoryError::Leftover(_) if self.path.exists() => {
                    MemoryError::CreatedMeanwhile(self.path.clone())
                }
                error => error,
            });
        }
        if let Some(connection) = self.connection.take() {
            connection.close().map_err(|(_, error)| error)?;
        }
        if let Err(error) = aside.persist_noclobber(&self.path) {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
            self.connection = Some(open_as(&error.path, &self.path, flags)?);
            // It stays until this memory is put away; what is written to it appears nowhere.
            self.aside = Some(error.path);
            return Err(if error.error.kind() == std::io::ErrorKind::AlreadyExists {
                MemoryError::CreatedMeanwhile(self.path.clone())
            } else {
                MemoryError::CannotOpen {
                    path: self.path.clone(),
                    reason: error.error.to_string(),
                }
            });
        }
        flush_folder(&self.path);
        let connection = open(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        prepare_to_write(&connection)?;
        self.connection = Some(connection);
        Ok(())
    }
}

/// Refuses a name beside which SQLite's own files of another memory lie: they would be taken for
/// those of the new one, and their texts with them.
pub(super) fn refuse_leftovers(path: &Path) -> Result<(), MemoryError> {
    for ending in ["-wal", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        if std::fs::metadata(&name).is_ok_and(|file| file.len() > 0) {
            return Err(MemoryError::Leftover(name.into()));
        }
    }
    Ok(())
}

/// Brings a file to the disk; `name` is how people know it.
pub(super) fn flush(file: &Path, name: &Path) -> Result<(), MemoryError> {
    let synced = File::open(file).and_then(|file| file.sync_all());
    synced.map_err(|error| MemoryError::CannotOpen {
        path: name.to_owned(),
        reason: error.to_string(),
    })
}

/// Brings the name of a new file to the disk, where the system can do that.
pub(super) fn flush_folder(file: &Path) {
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, MemoryError> {
    open_as(path, path, flags)
}

/// Opens a file that people know by another name.
fn open_as(path: &Path, name: &Path, flags: OpenFlags) -> Result<Connection, MemoryError> {
    let cannot = |error: rusqlite::Error| {
        let reason = error.to_string();
        // SQLite's words end with the path.
        let path = format!(": {}", path.display());
        MemoryError::CannotOpen {
            path: name.to_owned(),
            reason: reason.strip_suffix(&path).unwrap_or(&reason).to_owned(),
        }
    };
    if path.is_dir() {
        return Err(MemoryError::NotAMemory(name.to_owned()));
    }
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(cannot)?;
    connection.busy_timeout(PATIENCE)?;
    // Or SQLite plans a query anew when a value in it differs: for each of half a million units.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Returns the schema version of a memory, or says what the file is instead.
fn check(connection: &Connection, path: &Path) -> Result<i64, MemoryError> {
    let other = || MemoryError::NotAMemory(path.to_owned());
    let id = schema::application_id(connection).map_err(|error| {
        if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) {
            other()
        } else {
            error.into()
        }
    })?;
    let found = schema::version(connection)?;
    if id != APPLICATION_ID || found == 0 {
        return Err(other());
    }
    if found > NEWEST {
        return Err(MemoryError::Newer {
            path: path.to_owned(),
            found,
            known: NEWEST,
        });
    }
    Ok(found)
}

/// Not before [`check`]: these settings read the file, whatever it is.
fn tune(connection: &Connection, cache: i64) -> rusqlite::Result<()> {
    connection.pragma_update(None, "foreign_keys", true)?;
    // Below zero it is KiB, not pages.
    connection.pragma_update(None, "cache_size", -cache)
}

fn prepare_to_write(connection: &Connection) -> rusqlite::Result<()> {
    tune(connection, WRITING)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    safely(connection, false)
}

/// Says how safe the next commits are. A killed process never loses one. A power cut may lose the
/// last ones, never the file, unless each is to `outlive_power`.
pub(super) fn safely(connection: &Connection, outlive_power: bool) -> rusqlite::Result<()> {
    let level = if outlive_power { "FULL" } else { "NORMAL" };
    connection.pragma_update(None, "synchronous", level)
}

fn needs_a_lock_file(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    )
}

/// Returns the `file:` address under which SQLite opens a file as unchanging.
fn immutable_uri(path: &Path) -> OsString {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_') {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02x}");
        }
    }
    uri.push_str("?immutable=1");
    uri.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_memory_appears_only_with_its_first_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.db");
        let memory = Memory::open_to_write(&path).unwrap();
        assert!(!path.exists());
        drop(memory);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);

        let mut memory = Memory::open_to_write(&path).unwrap();
        memory.publish().unwrap();
        assert!(path.exists());
        assert_eq!(check(memory.connection(), &path).unwrap(), NEWEST);
    }

    #[test]
    fn other_files_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.db");
        std::fs::write(
            &path,
            "this is no database, it only lies where one should be",
        )
        .unwrap();
        assert!(matches!(
            Memory::open_to_read(&path),
            Err(MemoryError::NotAMemory(_))
        ));
        assert!(matches!(
            Memory::open_to_write(&path),
            Err(MemoryError::NotAMemory(_))
        ));

        let path = folder.path().join("other.db");
        Connection::open(&path)
            .unwrap()
            .execute_batch("CREATE TABLE t (x)")
            .unwrap();
        assert!(matches!(
            Memory::open_to_read(&path),
            Err(MemoryError::NotAMemory(_))
        ));
        assert!(matches!(
            Memory::open_to_read(folder.path()),
            Err(MemoryError::NotAMemory(_))
        ));
    }

    #[test]
    fn a_newer_memory_is_refused_with_its_version() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.db");
        let mut memory = Memory::open_to_write(&path).unwrap();
        memory.publish().unwrap();
        memory
            .connection()
            .pragma_update(None, "user_version", 99)
            .unwrap();
        drop(memory);
        assert!(matches!(
            Memory::open_to_write(&path),
            Err(MemoryError::Newer { found: 99, .. })
        ));
    }
}
