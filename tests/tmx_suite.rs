//! The suite of TMX files beside the checkout, in through the program and out again: nothing is
//! lost, every export is valid, and a real client reads each of its entries.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use support::omegat::{Entry, Project, read_by_omegat};
use support::tmx_facts::{Facts, Variant, facts_of};
use support::{Enface, installed, read, shared};

/// Presets whose files are valid, each with its document type definition.
const VALID: [(&str, &str); 6] = [
    ("generic", "tmx14.dtd"),
    ("omegat", "tmx14.dtd"),
    ("trados", "tmx14.dtd"),
    ("memoq", "tmx14.dtd"),
    ("level1", "tmx14.dtd"),
    ("tmx11", "tmx11.dtd"),
];

/// Presets that OmegaT is asked to read.
const FOR_OMEGAT: [&str; 4] = ["generic", "omegat", "level1", "tmx11"];

/// The suite, each file that comes in with a memory of its own.
struct Suite {
    folder: TempDir,
    /// What is expected of a file, and its memory.
    files: Vec<(Value, PathBuf)>,
    /// A memory that all files went into.
    all: PathBuf,
}

impl Suite {
    /// Imports every file that can be imported; `None` where the suite is missing.
    fn new() -> Option<Self> {
        let place = shared("gold/tmx")?;
        let expected =
            String::from_utf8(read(&place.join("expected.json"))).expect("JSON is UTF-8");
        let expected: Vec<Value> = serde_json::from_str(&expected).expect("it is JSON");
        let folder = TempDir::new().expect("a temporary folder can be made");
        let all = folder.path().join("all.db");
        let mut files = Vec::new();
        for (number, entry) in expected.into_iter().enumerate() {
            if !loads(&entry) {
                continue;
            }
            let file = place.join(entry["file"].as_str().expect("an entry names its file"));
            let memory = folder.path().join(format!("{number}.db"));
            for memory in [&memory, &all] {
                Enface::new()
                    .memory(memory)
                    .args(["import", "--date", "2026-11-24"])
                    .arg(&file)
                    .run();
            }
            files.push((entry, memory));
        }
        assert!(files.len() > 20, "the suite has files that come in");
        Some(Suite { folder, files, all })
    }

    /// Writes what a memory holds, and returns the file.
    fn export(&self, memory: &Path, preset: &str) -> PathBuf {
        let name = memory.file_stem().expect("a file has a name");
        let name = format!("{}-{preset}.tmx", name.to_string_lossy());
        let out = self.folder.path().join(name);
        Enface::new()
            .memory(memory)
            .args(["export", "--preset", preset, "-o"])
            .arg(&out)
            .run();
        out
    }

    fn memories(&self) -> impl Iterator<Item = &PathBuf> {
        self.files
            .iter()
            .map(|(_, memory)| memory)
            .chain([&self.all])
    }
}

/// Tells whether a file should come in, as the suite says it.
fn loads(entry: &Value) -> bool {
    let packed = |name: &str| matches!(name.rsplit('.').next(), Some("gz" | "zip"));
    matches!(
        entry["outcome"].as_str(),
        Some("ok" | "warn" | "ok-or-warn")
    ) && !packed(entry["file"].as_str().unwrap_or_default())
}

#[test]
fn nothing_is_lost_on_the_way_through_the_memory() {
    let Some(suite) = Suite::new() else {
        return;
    };
    for (entry, memory) in &suite.files {
        let mut presets = vec!["verbatim"];
        if entry["dtd_valid"] == true {
            presets.push("generic");
        }
        for preset in presets {
            let facts = facts_of(&read(&suite.export(memory, preset)));
            compare(entry, &facts, preset);
        }
    }
}

/// Compares a file with what an independent reader found in the one that it comes from.
fn compare(entry: &Value, facts: &Facts, preset: &str) {
    let what = format!("{} {preset}", entry["file"]);
    assert_eq!(entry["seg_sha256"], facts.segments, "{what}");
    for name in ["tu", "tuv", "seg", "prop", "note", "ude"] {
        let found = facts.counts.get(name).copied().unwrap_or_default();
        assert_eq!(entry[name], found, "{what}: {name}");
    }
    for (language, count) in &facts.languages {
        assert_eq!(entry["langs"][language], *count, "{what}: {language}");
    }
    let expected = entry["langs"].as_object().map_or(0, serde_json::Map::len);
    assert_eq!(expected, facts.languages.len(), "{what}");
}

#[test]
fn every_preset_is_valid_whatever_came_in() {
    let (Some(suite), Some(dtd), Some(xmllint)) =
        (Suite::new(), shared("gold/tmx/dtd"), installed("xmllint"))
    else {
        return;
    };
    for definition in ["tmx11.dtd", "tmx14.dtd"] {
        let presets = VALID.iter().filter(|(_, own)| *own == definition);
        let files: Vec<PathBuf> = presets
            .flat_map(|(preset, _)| suite.memories().map(|memory| suite.export(memory, preset)))
            .collect();
        let output = Command::new(xmllint)
            .args(["--noout", "--nonet", "--huge", "--dtdvalid"])
            .arg(dtd.join(definition))
            .args(&files)
            .output()
            .expect("xmllint runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{definition}: {said}");
    }
}

#[test]
fn omegat_reads_every_entry_of_every_export() {
    let (Some(suite), Some(omegat)) = (Suite::new(), installed("omegat")) else {
        return;
    };
    let project = Project {
        source: "EN",
        target: "FR",
        // It would cut paragraphs of memories as well, by rules of its own.
        cuts_sentences: false,
    };
    let files: Vec<PathBuf> = FOR_OMEGAT
        .iter()
        .flat_map(|preset| suite.memories().map(|memory| suite.export(memory, preset)))
        .collect();
    let listed = read_by_omegat(omegat, project, &files);
    let mut entries = 0;
    for file in &files {
        let name = file
            .file_name()
            .expect("a file has a name")
            .to_string_lossy();
        let units = facts_of(&read(file)).units;
        let expected: Vec<Entry> = units
            .iter()
            .flat_map(|unit| taken_by_omegat(unit))
            .collect();
        entries += expected.len();
        let found = listed.get(name.as_ref()).map_or(&[][..], Vec::as_slice);
        assert_eq!(found, expected, "{name}");
    }
    assert!(entries > 1000, "only {entries} entries were compared");
}

/// Returns the entries that OmegaT 3.6 makes of a unit by its own rules, in a project from English
/// into French, without regions.
///
/// A language is what stands before the first character that is no letter, digit or `_`. Of several
/// variants, the last without region counts, else the last. A unit without the source language is
/// passed over; where the target language is missing, every other text is one.
fn taken_by_omegat(unit: &[Variant]) -> Vec<Entry> {
    let parts = |variant: &Variant| -> Vec<String> {
        let tag = variant.language.to_ascii_lowercase();
        let parts = tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        parts.map(str::to_owned).collect()
    };
    let best = |language: &str| {
        let of_language = unit.iter().filter(|variant| parts(variant)[0] == language);
        let found: Vec<&Variant> = of_language.collect();
        let bare = found.iter().rfind(|variant| parts(variant).len() == 1);
        bare.or(found.last()).copied()
    };
    let Some(source) = best("en") else {
        return Vec::new();
    };
    let text = |variant: &Variant| variant.text.clone().unwrap_or_default();
    match best("fr") {
        Some(target) => vec![(text(source), text(target))],
        None => unit
            .iter()
            .filter(|variant| !std::ptr::eq(*variant, source))
            .map(|variant| (text(source), text(variant)))
            .collect(),
    }
}

#[test]
fn an_undone_import_leaves_the_other_as_it_was() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let memory = folder.path().join("m.db");
    let file = |name: &str, texts: [&str; 2]| {
        let path = folder.path().join(name);
        let [french, english] = texts;
        let text = format!(
            "<tmx version=\"1.4\" by=\"{name}\"><header/><body><tu odd=\"1\"><tuv lang=\"fr\">\
             <seg>{french}</seg><note>after</note></tuv><tuv lang=\"en\"><seg>{english}</seg></tuv>\
             </tu></body></tmx>"
        );
        fs::write(&path, text).expect("it can be written to");
        path
    };
    let run = |arguments: &[&str]| Enface::new().memory(&memory).args(arguments).run();
    let import = |path: &Path| run(&["import", &path.display().to_string()]);
    let export = |preset: &str| run(&["export", "--preset", preset, "-o", "-"]).stdout;

    import(&file("one.tmx", ["Le quai.", "The quay."]));
    let before = ["verbatim", "generic"].map(export);
    import(&file("two.tmx", ["Le phare.", "The lighthouse."]));
    let refused = Enface::new()
        .memory(&memory)
        .args(["export", "--preset", "verbatim", "-o", "-"])
        .exits(2)
        .run();
    assert!(
        refused.stderr.contains("--import (1, 2)"),
        "{}",
        refused.stderr
    );
    let alone = run(&["export", "--preset", "verbatim", "--import", "1", "-o", "-"]).stdout;
    assert_eq!(alone, before[0]);
    assert!(export("generic").contains("The lighthouse."));
    run(&["undo", "2"]);
    assert_eq!(["verbatim", "generic"].map(export), before);
}
