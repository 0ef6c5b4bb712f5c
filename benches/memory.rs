//! Times a big import, the same import again, its export and its undo, each beside a plain loop that
//! does the least that could be done: `cargo bench --bench memory [-- UNITS]`.
//!
//! The floor of an import reads the file with bare quick-xml, inserts the same columns with
//! prepared statements in one transaction and builds the same indexes afterwards. The floor of an
//! export is a cursor over the same tables and a write of the same elements. Both are meant to be
//! easy to see through, not clever. Texts are those of the measuring data beside the checkout
//! where it is there, else invented ones. Wall and CPU time (of all threads), peak memory.
#![allow(missing_docs, clippy::print_stdout)]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use enface::exchange::Target;
use enface::exchange::tmx::Preset;
use enface::jobs::Cancel;
use enface::jobs::export::{ExportRequest, export};
use enface::jobs::import::{ImportRequest, import};
use enface::memory::{Memory, Stamp, UnitFilter};
use quick_xml::Reader;
use quick_xml::events::Event;
use rusqlite::{Connection, params};

/// How many units, unless the command line says.
const UNITS: usize = 100_000;

/// The schema, as the memory itself makes it.
const SCHEMA: [&str; 4] = [
    include_str!("../src/memory/migrations/0001_start.sql"),
    include_str!("../src/memory/migrations/0002_own_rules.sql"),
    include_str!("../src/memory/migrations/0003_whole_rows.sql"),
    include_str!("../src/memory/migrations/0004_seals.sql"),
];

/// The argument with which this program runs itself to write the file: what that takes is not to be
/// counted with the rest.
const WRITE: &str = "--write";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == WRITE) {
        let units = arguments[at + 2].parse().expect("a number of units");
        write_tmx(Path::new(&arguments[at + 1]), units);
        return;
    }
    let units = std::env::args()
        .find_map(|a| a.parse().ok())
        .unwrap_or(UNITS);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let tmx = folder.path().join("many.tmx");
    let written = Command::new(std::env::current_exe().expect("this program is somewhere"))
        .arg(WRITE)
        .arg(&tmx)
        .arg(units.to_string())
        .status();
    assert!(written.is_ok_and(|status| status.success()), "no file");
    let bytes = std::fs::metadata(&tmx).expect("it was written").len();
    println!("{units} units, {:.1} MB", bytes as f64 / 1e6);

    let bare = measure(|| bare_pass(&tmx));
    bare.say("bare quick-xml pass", None);
    let plain = folder.path().join("plain.db");
    let floor = measure(|| floor_import(&tmx, &plain));
    floor.say("import, floor", None);
    let path = folder.path().join("m.db");
    let ours = measure(|| {
        let mut memory = Memory::open_to_write(&path).expect("it can be made");
        assert_eq!(one_import(&mut memory, &tmx), units as u64);
    });
    ours.say("import", Some(&floor));
    let mut memory = Memory::open_to_write(&path).expect("it is there");
    let again = measure(|| assert_eq!(one_import(&mut memory, &tmx), 0));
    again.say("the same import again", Some(&ours));

    let out = folder.path().join("out.tmx");
    let floor = measure(|| floor_export(&path, &out));
    floor.say("export, floor", None);
    let ours = measure(|| {
        let file = BufWriter::new(File::create(&out).expect("it can be made"));
        let request = ExportRequest {
            target: Target::Tmx,
            preset: Preset::Generic,
            from: None,
            to: None,
            regions: Vec::new(),
            empty: false,
        };
        let filter = UnitFilter::default();
        export(
            &memory,
            &filter,
            &request,
            file,
            &Cancel::new(),
            &mut |_| {},
        )
        .expect("it can be written");
    });
    ours.say("export", Some(&floor));
    let undo = measure(|| assert!(memory.undo(None, &stamp()).is_ok()));
    undo.say("undo", None);
    let redo = measure(|| assert!(memory.undo(Some(2), &stamp()).is_ok()));
    redo.say("undo of the undo", None);
}

fn stamp() -> Stamp {
    Stamp {
        at: "20240101T000000Z".into(),
        author: None,
    }
}

/// Imports a file and returns how many units were new.
fn one_import(memory: &mut Memory, tmx: &Path) -> u64 {
    let file = File::open(tmx).expect("it is there");
    let request = ImportRequest::default();
    let cancel = Cancel::new();
    import(
        memory,
        "many.tmx",
        file,
        &request,
        &stamp(),
        &cancel,
        &mut |_| {},
    )
    .expect("it can be imported")
    .units_added
}

/// What something took.
struct Measured {
    wall: f64,
    cpu: f64,
    peak: Option<u64>,
}

impl Measured {
    fn say(&self, name: &str, floor: Option<&Measured>) {
        let peak = self
            .peak
            .map_or_else(String::new, |kib| format!("{:>5} MiB", kib / 1024));
        let ratio = floor.map_or_else(String::new, |floor| {
            format!(
                "{:>6.2} x wall {:>5.2} x CPU",
                self.wall / floor.wall,
                self.cpu / floor.cpu
            )
        });
        println!(
            "{name:<24}{:>8.2} s{:>8.2} s CPU {peak}{ratio}",
            self.wall, self.cpu
        );
    }
}

fn measure(work: impl FnOnce()) -> Measured {
    // Forgets the peak so far; without that right the peak is that of the whole run.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (start, cpu) = (Instant::now(), cpu_seconds());
    work();
    Measured {
        wall: start.elapsed().as_secs_f64(),
        cpu: cpu_seconds() - cpu,
        peak: status("VmHWM:"),
    }
}

/// Returns the CPU time of this process, all threads together; nothing where nobody tells.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = |n: usize| fields.split_whitespace().nth(n)?.parse::<f64>().ok();
    // User and system time in ticks of a hundredth.
    (ticks(11).unwrap_or(0.0) + ticks(12).unwrap_or(0.0)) / 100.0
}

fn status(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Reads every event of a file and looks at none.
fn bare_pass(tmx: &Path) {
    let file = BufReader::with_capacity(1 << 20, File::open(tmx).expect("it is there"));
    let mut reader = Reader::from_reader(file);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader
            .read_event_into(&mut buffer)
            .expect("it is well-formed")
        {
            Event::Eof => return,
            event => drop(std::hint::black_box(event)),
        }
    }
}

/// The least that an import must do.
fn floor_import(tmx: &Path, path: &Path) {
    let mut connection = Connection::open(path).expect("it can be made");
    connection
        .execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF")
        .expect("SQLite knows them");
    let transaction = connection.transaction().expect("nobody else writes");
    for migration in SCHEMA {
        transaction.execute_batch(migration).expect("it is SQL");
    }
    let indexes: Vec<(String, String)> = {
        let mut statement = transaction
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('unit', 'tuv') AND sql IS NOT NULL")
            .expect("it is SQL");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.and_then(Iterator::collect).expect("they are listed")
    };
    for (name, _) in &indexes {
        transaction
            .execute_batch(&format!("DROP INDEX {name}"))
            .expect("it is there");
    }
    transaction
        .execute_batch(
            "INSERT INTO change_set (kind, subject, at) VALUES ('import', 'many.tmx', '');
             INSERT INTO import (change, name, format) VALUES (1, 'many.tmx', 'tmx')",
        )
        .expect("it is SQL");
    insert_all(&transaction, tmx);
    for (_, sql) in &indexes {
        transaction.execute_batch(sql).expect("it is SQL");
    }
    transaction.commit().expect("there is room");
}

/// Takes each unit out of the events and inserts its rows.
fn insert_all(connection: &Connection, tmx: &Path) {
    let mut unit = connection
        .prepare(
            "INSERT INTO unit (change, import, ord, state, source_language, attributes,
                               annotations, digest, term)
             VALUES (1, 1, ?1, 'accepted', 'fr', ?2, ?3, ?4, 0)",
        )
        .expect("it is SQL");
    let mut tuv = connection
        .prepare(
            "INSERT INTO tuv (unit, place, language, content, content_place) VALUES (?1, ?2, ?3, ?4, 0)",
        )
        .expect("it is SQL");
    let file = BufReader::with_capacity(1 << 20, File::open(tmx).expect("it is there"));
    let mut reader = Reader::from_reader(file);
    let mut buffer = Vec::new();
    let (mut ord, mut id) = (0_i64, 0);
    let (mut attributes, mut property, mut language, mut text) =
        (String::new(), String::new(), String::new(), String::new());
    let mut texts: Vec<(String, String)> = Vec::new();
    loop {
        buffer.clear();
        match reader
            .read_event_into(&mut buffer)
            .expect("it is well-formed")
        {
            Event::Eof => return,
            Event::Start(tag) => {
                text.clear();
                match tag.name().as_ref() {
                    "tu" => {
                        attributes.clear();
                        attributes.push('{');
                        for attribute in tag.attributes().flatten() {
                            let comma = if attributes.len() > 1 { "," } else { "" };
                            let key: &str = attribute.key.as_ref();
                            let _ = write!(attributes, "{comma}\"{key}\":\"{}\"", attribute.value);
                        }
                        attributes.push('}');
                    }
                    "tuv" => {
                        language.clear();
                        for attribute in tag.attributes().flatten() {
                            language.push_str(&attribute.value);
                        }
                    }
                    _ => {}
                }
            }
            Event::Text(raw) => text.push_str(&raw),
            Event::GeneralRef(name) => {
                let _ = write!(text, "&{};", &*name);
            }
            Event::End(tag) => match tag.name().as_ref() {
                "prop" => {
                    property.clear();
                    let _ = write!(
                        property,
                        "[[0,\"prop\",{{\"type\":\"x-origin\"}},\"{text}\"]]"
                    );
                }
                "seg" => texts.push((language.clone(), text.clone())),
                "tu" => {
                    let mut all = attributes.clone();
                    for (language, text) in &texts {
                        all.push_str(language);
                        all.push_str(text);
                    }
                    let digest = xxhash_rust::xxh3::xxh3_64(all.as_bytes()).cast_signed();
                    unit.execute(params![ord, attributes, property, digest])
                        .expect("there is room");
                    id += 1;
                    for (place, (language, text)) in texts.drain(..).enumerate() {
                        tuv.execute(params![id, place as i64 + 1, language, text])
                            .expect("there is room");
                    }
                    ord += 1;
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// The least that an export must do.
fn floor_export(path: &Path, out: &Path) {
    let connection = Connection::open(path).expect("it is there");
    let mut statement = connection
        .prepare(
            "SELECT unit.id, unit.attributes, unit.annotations, tuv.language, tuv.content
             FROM unit JOIN tuv ON tuv.unit = unit.id WHERE unit.import = 1 AND unit.removed IS NULL
             ORDER BY unit.ord, tuv.place",
        )
        .expect("it is SQL");
    let mut rows = statement.query([]).expect("it is SQL");
    let mut out = BufWriter::with_capacity(1 << 20, File::create(out).expect("it can be made"));
    let mut write = |text: &str| out.write_all(text.as_bytes()).expect("there is room");
    write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><body>\n");
    let mut current = 0_i64;
    let text = |value: rusqlite::types::ValueRef<'_>| -> String {
        value
            .as_str_or_null()
            .ok()
            .flatten()
            .unwrap_or_default()
            .to_owned()
    };
    while let Some(row) = rows.next().expect("it can be read") {
        let unit: i64 = row.get(0).expect("a number");
        if unit != current {
            if current > 0 {
                write("</tu>\n");
            }
            current = unit;
            write("<tu ");
            write(&text(row.get_ref(1).expect("a column")));
            write(">\n<prop type=\"x-origin\">");
            write(&text(row.get_ref(2).expect("a column")));
            write("</prop>\n");
        }
        write("<tuv xml:lang=\"");
        write(&text(row.get_ref(3).expect("a column")));
        write("\"><seg>");
        write(&text(row.get_ref(4).expect("a column")));
        write("</seg></tuv>\n");
    }
    write("</tu>\n</body></tmx>\n");
}

/// Writes a file of so many units; past the end of the texts it goes round again with a number.
fn write_tmx(path: &Path, units: usize) {
    let mut out = BufWriter::new(File::create(path).expect("it can be made"));
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let pairs = pairs();
    let mut write = |text: &str| out.write_all(text.as_bytes()).expect("there is room");
    write(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header creationtool=\"bench\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"none\" adminlang=\"en\" srclang=\"fr\" datatype=\"plaintext\"/><body>\n",
    );
    for (n, (french, english)) in (0..units).zip(pairs.iter().cycle()) {
        let round = match n / pairs.len() {
            0 => String::new(),
            round => format!(" ({round})"),
        };
        write(&format!(
            "<tu tuid=\"{n}\" creationdate=\"20240101T{:06}Z\" creationid=\"bench\"><prop type=\"x-origin\">round {}</prop><tuv xml:lang=\"fr-CA\"><seg>{}{round}</seg></tuv><tuv xml:lang=\"en-CA\"><seg>{}{round}</seg></tuv></tu>\n",
            n % 240_000,
            n / 1_000,
            escape(french),
            escape(english),
        ));
    }
    write("</body></tmx>\n");
}

/// Returns pairs of texts, French and English.
fn pairs() -> Vec<(String, String)> {
    let shared =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/memory-large-fr-en.tsv.gz");
    let Ok(file) = File::open(shared) else {
        return (0..50_000)
            .map(|n| {
                (
                    format!("Le comité du port {n} a examiné lundi le budget de la rade et reporté sa décision."),
                    format!("Harbour committee {n} examined the roadstead budget on Monday and postponed its decision."),
                )
            })
            .collect();
    };
    let lines = BufReader::new(flate2::read::GzDecoder::new(file)).lines();
    lines
        .map_while(Result::ok)
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some((fields.next()?.to_owned(), fields.next()?.to_owned()))
        })
        .collect()
}
