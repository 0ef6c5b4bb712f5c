//! Memories of Trados Studio (`.sdltm`), read only: databases of SQLite, as it happens.
//!
//! The schema is that of Studio 2009 to 2024; only what all of them have is needed, the rest is
//! read where it is there.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row, params};

use super::MemoryError;

/// How many rows are held at once.
const ROWS: usize = 256;

/// A memory of Trados Studio, open for reading.
#[derive(Debug)]
pub struct Sdltm {
    connection: Connection,
    /// What every version of the table has, and what this one has of the rest.
    columns: String,
    /// Tables with values of fields that are there.
    fields: Vec<&'static str>,
    /// Number of the last unit that was read.
    last: i64,
    ready: VecDeque<SdltmRow>,
}

/// A unit as it is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SdltmRow {
    /// Its number.
    pub id: i64,
    /// Languages of source and target, as the memory names them.
    pub languages: [String; 2],
    /// Source and target in the XML of Trados Studio.
    pub segments: [String; 2],
    /// When it was made, changed and last used, as written: `2024-03-01 10:20:30`.
    pub dates: [Option<String>; 3],
    /// Who made, changed and last used it.
    pub people: [Option<String>; 3],
    /// How often it was used.
    pub uses: Option<i64>,
    /// Fields with the type that Trados Studio has for them, in their order: name, type, value.
    pub fields: Vec<(String, i64, String)>,
}

/// Tables of values by the kind of field, each read as field, number of the unit, value.
const FIELDS: [(&str, &str); 4] = [
    ("string_attributes", "v.value"),
    ("date_attributes", "v.value"),
    ("numeric_attributes", "v.value"),
    ("picklist_attributes", "p.value"),
];

impl Sdltm {
    /// Opens a file. Nothing is written, not even beside it.
    ///
    /// # Errors
    /// When there is no file, or it is no memory of Trados Studio.
    pub fn open(path: &Path) -> Result<Self, MemoryError> {
        if !path.exists() {
            return Err(MemoryError::Missing(path.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        let columns = columns_of(&connection, "translation_units")?;
        let has = |name: &str| columns.iter().any(|column| column == name);
        if ![
            "id",
            "translation_memory_id",
            "source_segment",
            "target_segment",
        ]
        .iter()
        .all(|name| has(name))
        {
            return Err(MemoryError::NotAMemory(path.to_owned()));
        }
        let optional = [
            "creation_date",
            "change_date",
            "last_used_date",
            "creation_user",
            "change_user",
            "last_used_user",
            "usage_counter",
        ];
        let optional = optional.map(|name| {
            if has(name) {
                format!("u.{name}")
            } else {
                "NULL".into()
            }
        });
        let mut fields = Vec::new();
        for (table, _) in FIELDS {
            if !columns_of(&connection, table)?.is_empty() {
                fields.push(table);
            }
        }
        Ok(Sdltm {
            connection,
            columns: optional.join(", "),
            fields,
            last: i64::MIN,
            ready: VecDeque::new(),
        })
    }

    /// Reads the next unit, in the order of their numbers. Values of another type than usual are
    /// read as text, those that are missing are passed over.
    ///
    /// # Errors
    /// When the database is damaged.
    pub fn next_row(&mut self) -> Result<Option<SdltmRow>, MemoryError> {
        if self.ready.is_empty() {
            self.read_more()?;
        }
        Ok(self.ready.pop_front())
    }

    fn read_more(&mut self) -> Result<(), MemoryError> {
        let mut rows: Vec<SdltmRow> = {
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT u.id, m.source_language, m.target_language,
                        u.source_segment, u.target_segment, {}
                 FROM translation_units u
                 LEFT JOIN translation_memories m ON m.id = u.translation_memory_id
                 WHERE u.id > ?1 ORDER BY u.id LIMIT ?2",
                self.columns
            ))?;
            let found = statement.query_map(params![self.last, ROWS], row)?;
            found.collect::<Result<_, _>>()?
        };
        let Some((first, last)) = rows.first().zip(rows.last()).map(|(f, l)| (f.id, l.id)) else {
            return Ok(());
        };
        self.last = last;
        let mut fields: BTreeMap<i64, Vec<(String, i64, String)>> = BTreeMap::new();
        for (table, value) in FIELDS {
            if !self.fields.contains(&table) {
                continue;
            }
            let join = if table == "picklist_attributes" {
                "JOIN picklist_values p ON p.id = v.picklist_value_id
                 JOIN attributes a ON a.id = p.attribute_id"
            } else {
                "JOIN attributes a ON a.id = v.attribute_id"
            };
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT v.translation_unit_id, a.name, a.type, CAST({value} AS TEXT)
                 FROM {table} v {join}
                 WHERE v.translation_unit_id BETWEEN ?1 AND ?2
                 ORDER BY v.translation_unit_id, a.id, 4"
            ))?;
            let found = statement.query_map(params![first, last], |row| {
                Ok((
                    number(row, 0)?,
                    text(row, 1)?,
                    number(row, 2)?,
                    text(row, 3)?,
                ))
            })?;
            for field in found {
                if let (Some(unit), Some(name), kind, Some(value)) = field? {
                    let field = (name, kind.unwrap_or_default(), value);
                    fields.entry(unit).or_default().push(field);
                }
            }
        }
        for row in &mut rows {
            row.fields = fields.remove(&row.id).unwrap_or_default();
        }
        self.ready.extend(rows);
        Ok(())
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<SdltmRow> {
    let some = |at: usize| text(row, at).map(Option::unwrap_or_default);
    Ok(SdltmRow {
        id: row.get(0)?,
        languages: [some(1)?, some(2)?],
        segments: [some(3)?, some(4)?],
        dates: [text(row, 5)?, text(row, 6)?, text(row, 7)?],
        people: [text(row, 8)?, text(row, 9)?, text(row, 10)?],
        uses: number(row, 11)?,
        fields: Vec::new(),
    })
}

/// Returns a value as text, whatever its type: SQLite lets any stand in any column.
fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(at)? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
    })
}

/// Returns a value as a number; `None` where it is none.
fn number(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<i64>> {
    Ok(text(row, at)?.and_then(|text| text.trim().parse().ok()))
}

/// Returns the names of a table's columns; none where there is no such table.
fn columns_of(connection: &Connection, table: &str) -> Result<Vec<String>, MemoryError> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_order_with_their_fields() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a.sdltm");
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, name TEXT,
                     source_language TEXT, target_language TEXT);
                 CREATE TABLE translation_units (id INTEGER PRIMARY KEY,
                     translation_memory_id INT, source_hash INTEGER, source_segment TEXT,
                     target_segment TEXT, creation_date DATETIME, creation_user TEXT,
                     usage_counter INT);
                 CREATE TABLE attributes (id INTEGER PRIMARY KEY, name TEXT, type INT, tm_id INT);
                 CREATE TABLE string_attributes (translation_unit_id INT, attribute_id INT,
                     value TEXT);
                 INSERT INTO translation_memories VALUES (1, 'm', 'fr-CA', 'en-CA');
                 INSERT INTO attributes VALUES (7, 'Client', 1, 1);",
            )
            .unwrap();
        for id in (1..=600).rev() {
            connection
                .execute(
                    "INSERT INTO translation_units VALUES (?1, 1, 0, '<s/>', '<t/>',
                     '2024-03-01 10:20:30', 'me', 3)",
                    [id],
                )
                .unwrap();
        }
        connection
            .execute_batch(
                "INSERT INTO string_attributes VALUES (300, 7, 'B'), (300, 7, 'A'), (300, 7, NULL);
                 UPDATE translation_units SET creation_user = 12, usage_counter = 'often',
                     creation_date = NULL, target_segment = NULL WHERE id = 2;",
            )
            .unwrap();
        drop(connection);
        let mut sdltm = Sdltm::open(&path).unwrap();
        let mut rows = Vec::new();
        while let Some(row) = sdltm.next_row().unwrap() {
            rows.push(row);
        }
        assert_eq!(rows.len(), 600);
        assert!(rows.windows(2).all(|pair| pair[0].id < pair[1].id));
        let fields: Vec<&str> = rows[299].fields.iter().map(|f| f.2.as_str()).collect();
        assert_eq!(fields, ["A", "B"]);
        assert_eq!(rows[1].people[0].as_deref(), Some("12"));
        assert_eq!((rows[1].uses, &rows[1].dates[0]), (None, &None));
        assert_eq!(rows[1].segments[1], "");
        assert_eq!(rows[0].languages, ["fr-CA", "en-CA"]);
        assert_eq!(rows[0].dates[0].as_deref(), Some("2024-03-01 10:20:30"));
        assert_eq!((rows[0].dates[1].clone(), rows[0].uses), (None, Some(3)));
        std::fs::write(folder.path().join("b.sdltm"), b"no database, none at all").unwrap();
        assert!(Sdltm::open(&folder.path().join("b.sdltm")).is_err());
        assert!(Sdltm::open(&folder.path().join("c.sdltm")).is_err());
    }
}
