//! Keeps the walls of the house: who may use whom, what has its home where, what no file may do.
//!
//! The rules are the tables at the top; `docs/ARCHITECTURE.md` says why. The test reads the
//! sources as text: comments and test modules are taken out, then paths are looked for. That is
//! not a compiler, but a wall that is walked through by accident is noticed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may use, from the ground up. A file directly in `src` is a room.
const ROOMS: [(&str, &[&str]); 15] = [
    ("text", &[]),
    ("messages", &[]),
    ("model", &["text"]),
    ("lexicon", &["model", "text"]),
    ("documents", &["model", "text"]),
    ("segmentation", &["model", "text"]),
    ("alignment", &["lexicon", "model", "text"]),
    ("matching", &["lexicon", "model", "text"]),
    ("terms", &["model", "text"]),
    ("memory", &["matching", "terms", "model", "text"]),
    ("exchange", &["documents", "model", "text"]),
    ("jobs", BELOW_JOBS),
    ("cli", BELOW_CLI),
    ("main", &["cli"]),
    ("lib", &[]),
];

const BELOW_JOBS: &[&str] = &[
    "exchange",
    "memory",
    "matching",
    "terms",
    "alignment",
    "segmentation",
    "documents",
    "lexicon",
    "model",
    "text",
];

const BELOW_CLI: &[&str] = &[
    "jobs",
    "exchange",
    "memory",
    "matching",
    "terms",
    "alignment",
    "segmentation",
    "documents",
    "lexicon",
    "model",
    "text",
];

/// The room that everybody may use: errors of every room are messages.
const FOR_EVERYONE: &str = "messages";

/// Each package of `Cargo.toml` and the rooms that use it; every one of them does.
const HOMES: [(&str, &[&str]); 37] = [
    ("anstream", &["cli"]),
    ("anstyle", &["cli"]),
    ("calamine", &["exchange"]),
    ("chardetng", &["documents"]),
    ("clap", &["cli"]),
    ("ctrlc", &["cli"]),
    ("encoding_rs", &["documents", "exchange"]),
    ("etcetera", &["cli"]),
    ("fancy_regex", &["segmentation"]),
    ("flate2", &["exchange", "lexicon"]),
    ("fluent_bundle", &["messages"]),
    ("html5ever", &["documents"]),
    ("indicatif", &["cli"]),
    ("jiff", &["cli"]),
    ("libm", &["alignment", "terms"]),
    ("memmap2", &["memory"]),
    ("pulldown_cmark", &["documents"]),
    ("quick_xml", &["exchange", "segmentation"]),
    ("regex", &["jobs", "matching", "segmentation"]),
    ("regex_automata", &["segmentation"]),
    ("regex_syntax", &["segmentation"]),
    ("rusqlite", &["memory"]),
    ("rust_stemmers", &["text"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("serde", &["cli", "jobs", "memory", "model"]),
    ("serde_json", &["cli", "memory"]),
    ("strsim", &["lexicon", "matching"]),
    ("tempfile", &["cli", "memory"]),
    ("textwrap", &["cli"]),
    ("unic_langid", &["messages"]),
    ("unicode_normalization", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("unicode_width", &["cli"]),
    ("ureq", &["cli"]),
    ("whatlang", &["text"]),
    ("xxhash_rust", &["text"]),
    ("zip", &["exchange"]),
];

/// What no room but those named may contain, and why.
const FORBIDDEN: [(&[&str], &[&str], &str); 6] = [
    (
        &["println!", "print!", "eprintln!", "eprint!", "dbg!"],
        &[],
        "goes past `anstream` to the terminal",
    ),
    (
        &[
            "io::stdin",
            "io::stdout",
            "io::stderr",
            "std::env",
            "Instant::now",
        ],
        &["cli"],
        "belongs to the terminal; take it as an argument",
    ),
    (
        &["SystemTime::now", "Timestamp::now", "Zoned::now"],
        &["cli"],
        "reads the clock; take the time as an argument",
    ),
    (
        &["std::fs", "File::open", "File::create"],
        &["cli", "memory"],
        "touches files; take `Read`, `Write` or bytes",
    ),
    (
        &["std::process"],
        &["cli", "main"],
        "starts or ends a process",
    ),
    (
        &["async fn", "std::{"],
        &[],
        "has no place here, or hides what is used of `std`",
    ),
];

/// What only the memory says: the beginnings of statements, in capitals as we write them.
const SQL: [&str; 8] = [
    "SELECT ",
    "INSERT INTO ",
    "INSERT OR ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "PRAGMA ",
];

/// A file of this many lines is past any excuse; `TABLES` have one.
const TOO_LONG: usize = 700;

/// Files that are mostly a table and may be longer.
const TABLES: [&str; 0] = [];

/// Names that say nothing.
const DRAWERS: [&str; 7] = [
    "common", "helper", "helpers", "misc", "util", "utils", "tools",
];

#[test]
fn rooms_use_only_what_lies_below_them() {
    no_complaints(sources().iter().flat_map(uses_of_other_rooms));
}

#[test]
fn the_table_of_rooms_is_the_list_of_rooms() {
    let there: BTreeSet<String> = sources().into_iter().map(|source| source.room).collect();
    let listed: BTreeSet<String> = ROOMS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(there, listed);
}

#[test]
fn packages_stay_at_home() {
    let sources = sources();
    no_complaints(sources.iter().flat_map(uses_of_strange_packages));
    let unused = HOMES.iter().flat_map(|(package, homes)| {
        let uses = |home: &str| sources.iter().any(|s| s.room == home && s.uses(package));
        let idle = homes.iter().filter(move |home| !uses(home));
        idle.map(move |home| format!("{home} is a home of {package} and does not use it"))
    });
    no_complaints(unused);
}

#[test]
fn every_package_has_a_home() {
    let manifest = read(&project("Cargo.toml"));
    let section = manifest
        .split("[dependencies]\n")
        .nth(1)
        .expect("there are dependencies");
    let section = section.split("\n[").next().expect("a section has an end");
    let names = section.lines().filter_map(|line| line.split_once(" = "));
    let there: BTreeSet<String> = names.map(|(name, _)| name.replace('-', "_")).collect();
    let listed: BTreeSet<String> = HOMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(there, listed);
}

#[test]
fn only_cli_touches_the_world_and_only_memory_speaks_sql() {
    no_complaints(sources().iter().flat_map(forbidden_words));
    let schemas = files_below(&project("src"), "sql");
    let strays = schemas
        .iter()
        .filter(|path| !path.starts_with(project("src/memory/migrations")));
    no_complaints(strays.map(|path| format!("{} is not among the migrations", path.display())));
}

#[test]
fn every_file_is_well_kept() {
    let all = ["src", "tests", "benches"].map(|folder| files_below(&project(folder), "rs"));
    no_complaints(
        all.iter()
            .flatten()
            .flat_map(|path| bad_habits(path, &read(path))),
    );
}

#[test]
fn every_folder_of_the_sources_has_a_door() {
    let files = files_below(&project("src"), "rs");
    let folders: BTreeSet<&Path> = files.iter().filter_map(|path| path.parent()).collect();
    let without_door = folders.into_iter().filter(|folder| {
        // `srx/tests.rs` belongs to `srx.rs`.
        *folder != project("src")
            && !folder.join("mod.rs").exists()
            && !folder.with_extension("rs").exists()
    });
    no_complaints(without_door.map(|folder| format!("{} has no mod.rs", folder.display())));
}

#[test]
fn a_planted_violation_is_found() {
    let complaints = |room: &str, path: &str, code: &str| {
        let source = Source::new(room, path, code);
        let checks = [
            uses_of_other_rooms,
            uses_of_strange_packages,
            forbidden_words,
        ];
        checks.iter().flat_map(|check| check(&source)).count()
    };
    let bad = [
        ("text", "text/a.rs", "use crate::model::LangTag;\n"),
        (
            "model",
            "model/a.rs",
            "use crate::{\n    text::{words, Word},\n    memory,\n};\n",
        ),
        (
            "matching",
            "matching/a.rs",
            "fn f() -> super::super::memory::Memory {}\n",
        ),
        (
            "matching",
            "matching/mod.rs",
            "use super::memory::Memory;\n",
        ),
        ("jobs", "jobs/a.rs", "fn f() { crate::cli::run(); }\n"),
        ("main", "main.rs", "use enface::memory::Memory;\n"),
        ("matching", "matching/a.rs", "use rusqlite::Connection;\n"),
        (
            "jobs",
            "jobs/a.rs",
            "fn f() { clap::Command::new(\"\"); }\n",
        ),
        (
            "jobs",
            "jobs/a.rs",
            "const Q: &str = \"SELECT id FROM unit\";\n",
        ),
        ("text", "text/a.rs", "fn f() { println!(\"here\"); }\n"),
        ("jobs", "jobs/a.rs", "use std::fs;\n"),
        ("jobs", "jobs/a.rs", "use std::{fs, io};\n"),
        (
            "jobs",
            "jobs/a.rs",
            "#[cfg(test)]\nmod tests;\nuse crate::cli;\n",
        ),
        (
            "jobs",
            "jobs/a.rs",
            "#[cfg(test)]\nuse std::{\n    fs,\n};\nuse crate::cli;\n",
        ),
        (
            "jobs",
            "jobs/a.rs",
            "#[cfg(test)]\nmod tests {\n}\nuse crate::cli;\n",
        ),
    ];
    for (room, path, code) in bad {
        assert_eq!(complaints(room, path, code), 1, "{code}");
    }
    let good = [
        (
            "model",
            "model/a.rs",
            "use crate::text::words;\nuse super::LangTag;\n",
        ),
        (
            "alignment",
            "alignment/a/b.rs",
            "use super::super::bead::Bead;\n",
        ),
        ("cli", "cli/a.rs", "use clap::Parser;\n"),
        (
            "text",
            "text/a.rs",
            "// use crate::memory;\n/// Not `println!`.\n",
        ),
        (
            "text",
            "text/a.rs",
            "fn f() { let near_clap = my_clap::x; }\n",
        ),
        (
            "text",
            "text/a.rs",
            "#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n",
        ),
        (
            "text",
            "text/a.rs",
            "#[cfg(test)]\nfn f(\n) {\n    dbg!(1);\n}\n",
        ),
        ("text", "text/tests.rs", "use std::fs;\n"),
    ];
    for (room, path, code) in good {
        assert_eq!(complaints(room, path, code), 0, "{code}");
    }
    let habits = |path: &str, text: &str| bad_habits(Path::new(path), text).len();
    assert_eq!(habits("text/util.rs", "use x;\n"), 2);
    assert_eq!(
        habits("text/a.rs", &"//! A long story.\n".repeat(TOO_LONG + 1)),
        1
    );
    assert_eq!(habits("text/a.rs", "//! Says what it is.\n"), 0);
}

/// A file of the program, without its comments and tests.
struct Source {
    room: String,
    path: String,
    code: String,
}

impl Source {
    fn new(room: &str, path: &str, text: &str) -> Self {
        let is_test = path.ends_with("tests.rs") || path.contains("/tests/");
        let code = if is_test {
            String::new()
        } else {
            without_tests(&without_comments(text))
        };
        Source {
            room: room.to_owned(),
            path: path.to_owned(),
            code,
        }
    }

    /// Tells whether a package is named at the beginning of a path.
    fn uses(&self, package: &str) -> bool {
        let imported = format!("use {package};");
        self.code.contains(&imported) || !after(&self.code, &format!("{package}::")).is_empty()
    }

    /// Returns the first names after `crate::`, and after as many `super::` as lead out of the room.
    fn rooms_named(&self) -> BTreeSet<String> {
        let is_door = self.path.ends_with("/mod.rs");
        let ways_up = self.path.matches('/').count() + usize::from(!is_door);
        let out = "super::".repeat(ways_up);
        let roots = [String::from("crate::"), String::from("enface::"), out];
        let paths = roots.iter().filter(|root| !root.is_empty());
        let rests = paths.flat_map(|root| after(&self.code, root));
        rests
            .flat_map(first_names)
            .filter(|name| name != "super")
            .collect()
    }
}

/// Returns all sources of the program.
fn sources() -> Vec<Source> {
    let root = project("src");
    let files = files_below(&root, "rs");
    let source = |path: &PathBuf| {
        let inside = path.strip_prefix(&root).expect("it lies below the root");
        let place = inside.to_string_lossy().replace('\\', "/");
        let room = place.split('/').next().expect("a path has a first part");
        Source::new(room.trim_end_matches(".rs"), &place, &read(path))
    };
    files.iter().map(source).collect()
}

fn uses_of_other_rooms(source: &Source) -> Vec<String> {
    let allowed = ROOMS.iter().find(|(room, _)| *room == source.room);
    let allowed = allowed.map_or(&[][..], |(_, allowed)| allowed);
    let may_use =
        |name: &str| name == source.room || name == FOR_EVERYONE || allowed.contains(&name);
    let is_room = |name: &str| ROOMS.iter().any(|(room, _)| *room == name);
    let named = source.rooms_named().into_iter();
    named
        .filter(|name| is_room(name) && !may_use(name))
        .map(|name| format!("{}: {} may not use {name}", source.path, source.room))
        .collect()
}

fn uses_of_strange_packages(source: &Source) -> Vec<String> {
    let strange = HOMES
        .iter()
        .filter(|(package, homes)| !homes.contains(&source.room.as_str()) && source.uses(package));
    strange
        .map(|(package, homes)| {
            format!(
                "{}: the home of {package} is {}",
                source.path,
                homes.join(", ")
            )
        })
        .collect()
}

fn forbidden_words(source: &Source) -> Vec<String> {
    let (room, path) = (source.room.as_str(), &source.path);
    let mut complaints = Vec::new();
    for (words, allowed, why) in FORBIDDEN {
        let words = words
            .iter()
            .filter(|word| !after(&source.code, word).is_empty());
        if !allowed.contains(&room) {
            complaints.extend(words.map(|word| format!("{path}: `{word}` {why}")));
        }
    }
    let says = |word: &&str| source.code.contains(&format!("\"{word}"));
    let sql = SQL.into_iter().filter(|_| room != "memory").filter(says);
    complaints.extend(sql.map(|word| format!("{path}: `{word}` is for the memory to say")));
    complaints
}

/// Complains about the name, the first line and the length of a file.
fn bad_habits(path: &Path, text: &str) -> Vec<String> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let place = path.display();
    let is_tests = name == "tests" || path.starts_with(project("tests"));
    let is_table = TABLES.iter().any(|table| path.ends_with(table));
    let lines = text.lines().count();
    let mut complaints = Vec::new();
    if !text.starts_with("//!") {
        complaints.push(format!("{place} does not begin with `//!` and what it is"));
    }
    if DRAWERS.contains(&name.as_ref()) {
        complaints.push(format!("{place}: a drawer; name it after what it holds"));
    }
    if lines > TOO_LONG && !is_tests && !is_table {
        complaints.push(format!("{place} has {lines} lines; make it two files"));
    }
    complaints
}

/// Returns what follows each occurrence of `start` that is not the end of a longer path or name.
fn after<'a>(code: &'a str, start: &str) -> Vec<&'a str> {
    let begins = |at: usize| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            || (code[..at].ends_with("::") && !start.ends_with("::"))
    };
    let found = code.match_indices(start).filter(|(at, _)| begins(*at));
    found.map(|(at, _)| &code[at + start.len()..]).collect()
}

/// Returns the first name of each path in `name::…` or `{name::…, name, …}`.
fn first_names(rest: &str) -> Vec<String> {
    let name = |path: &str| {
        let path = path.trim_start();
        let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
        path[..end.unwrap_or(path.len())].to_owned()
    };
    let Some(group) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let (mut names, mut depth) = (vec![name(group)], 1);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => names.push(name(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn without_comments(text: &str) -> String {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    code.map(|line| line.split(" // ").next().unwrap_or(line))
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// Takes out each item under `#[cfg(test)]`, up to the line that closes it; the layout is rustfmt's.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        let indent = |line: &str| line.len() - line.trim_start().len();
        let depth = indent(line);
        let ends = |line: &str| {
            indent(line) == depth && (line[depth..].starts_with('}') || line.ends_with([';', '}']))
        };
        let _closing = lines.by_ref().find(|line| ends(line));
    }
    kept
}

/// Returns the files with an ending in a folder and below, in order; none where there is no folder.
fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("a folder can be listed to its end").path();
        if path.is_dir() {
            files.extend(files_below(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn project(place: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(place)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn no_complaints(complaints: impl Iterator<Item = String>) {
    let complaints: Vec<String> = complaints.collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
