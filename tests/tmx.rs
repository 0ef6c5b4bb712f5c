//! Every file in `tmx/` is valid, and a real client reads each of its entries; each preset writes
//! what its golden file has.
//!
//! The golden files are of one memory, of the files `made.*` beside them: codes that are nested,
//! overlap and lack what they need, attributes and languages that are missing or wrong, characters
//! that XML forbids, an alignment. `ENFACE_BLESS=1` writes them anew; read the difference before you
//! keep it.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use tempfile::TempDir;

use support::omegat::{Entry, Project, read_by_omegat};
use support::{Enface, files_in, installed, project, read, shared};

/// What `export --preset` can be given.
const PRESETS: [&str; 7] = [
    "generic", "omegat", "trados", "memoq", "level1", "tmx11", "verbatim",
];

const FRENCH_TO_ENGLISH: Project = Project {
    source: "FR",
    target: "EN",
    cuts_sentences: true,
};

/// A TMX with what a careless writer gets wrong: characters to escape, quotes, no-break spaces.
const BY_HAND: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="hand" creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en" srclang="fr" datatype="plaintext"/>
  <body>
    <tu>
      <prop type="x-note">not an entry</prop>
      <tuv xml:lang="fr"><seg>« Oui »&#160;: 3 &lt; 4 &amp; 5.</seg></tuv>
      <tuv xml:lang="en"><seg>“Yes”: 3 &lt; 4 &amp; 5.</seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="fr"><seg>L’été | finit.</seg></tuv>
      <tuv xml:lang="en"><seg>Summer | ends.</seg></tuv>
    </tu>
  </body>
</tmx>
"#;

#[test]
fn every_tmx_is_valid() {
    let Some(dtd) = shared("gold/tmx/dtd") else {
        return;
    };
    let Some(xmllint) = installed("xmllint") else {
        return;
    };
    let of_presets = |edition: bool| {
        let presets = PRESETS.into_iter();
        let valid = presets.filter(move |p| *p != "verbatim" && (*p == "tmx11") == edition);
        valid.map(|preset| project("tests/golden/tmx").join(format!("{preset}.tmx")))
    };
    let newer: Vec<PathBuf> = our_files().into_iter().chain(of_presets(false)).collect();
    for (definition, files) in [
        ("tmx14.dtd", newer),
        ("tmx11.dtd", of_presets(true).collect()),
    ] {
        let output = Command::new(xmllint)
            .args(["--noout", "--nonet", "--dtdvalid"])
            .arg(dtd.join(definition))
            .args(files)
            .output()
            .expect("xmllint runs");
        // It may warn that the DTD a file names is not beside it; only the exit code tells validity.
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}

#[test]
fn each_preset_is_as_it_was_agreed() {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let memory = folder.path().join("m.db");
    let made = |name: &str| project("tests/golden/tmx").join(name).display().to_string();
    let run = |arguments: &[&str]| {
        let stamp = ["--date", "2026-11-24", "--user", "enface"];
        let run = Enface::new().memory(&memory).args(arguments);
        run.args(stamp).run();
    };
    run(&["import", &made("made.tmx")]);
    run(&["import", &made("made.tsv")]);
    run(&["align", "--add", &made("made.fr.txt"), &made("made.en.txt")]);
    for preset in PRESETS {
        let found = folder.path().join(format!("{preset}.tmx"));
        let only: &[&str] = match preset {
            "verbatim" => &["--import", "1"],
            _ => &[],
        };
        Enface::new()
            .memory(&memory)
            .args(["export", "--preset", preset, "-o"])
            .arg(&found)
            .args(only)
            .run();
        let golden = project("tests/golden/tmx").join(format!("{preset}.tmx"));
        if std::env::var_os("ENFACE_BLESS").is_some() {
            fs::copy(&found, &golden).expect("the golden file can be written");
        }
        assert!(
            read(&golden) == read(&found),
            "{preset}.tmx differs; found:\n{}",
            String::from_utf8_lossy(&read(&found))
        );
    }
}

#[test]
fn omegat_reads_every_entry_of_every_tmx() {
    let Some(omegat) = installed("omegat") else {
        return;
    };
    let files = our_files();
    let listed = read_by_omegat(omegat, FRENCH_TO_ENGLISH, &files);
    for file in &files {
        let name = name_of(file);
        let expected = entries_of(&read(file));
        assert!(!expected.is_empty(), "{name} has no entry");
        assert_eq!(listed.get(&name), Some(&expected), "{name}");
    }
}

#[test]
fn omegat_tells_a_good_file_from_a_broken_one() {
    let Some(omegat) = installed("omegat") else {
        return;
    };
    let folder = TempDir::new().expect("a temporary folder can be made");
    let (good, broken) = (
        folder.path().join("good.tmx"),
        folder.path().join("broken.tmx"),
    );
    fs::write(&good, BY_HAND).expect("it can be written to");
    fs::write(&broken, BY_HAND.replace("&amp;", "&")).expect("it can be written to");
    let listed = read_by_omegat(omegat, FRENCH_TO_ENGLISH, &[good, broken]);
    let expected = [
        ("« Oui »\u{a0}: 3 < 4 & 5.", "“Yes”: 3 < 4 & 5."),
        ("L’été | finit.", "Summer | ends."),
    ];
    let expected = expected.map(|(french, english)| (french.to_owned(), english.to_owned()));
    assert_eq!(entries_of(BY_HAND.as_bytes()), expected);
    assert_eq!(listed["good.tmx"], expected);
    assert_ne!(
        listed.get("broken.tmx").map(Vec::as_slice),
        Some(&expected[..])
    );
}

/// Returns the files in `tmx/`; there must be some.
fn our_files() -> Vec<PathBuf> {
    let files = files_in(&project("tmx"), "tmx");
    assert!(!files.is_empty(), "there is no TMX in tmx/");
    files
}

/// Returns the French and English texts of a TMX, read without the program's own reader.
fn entries_of(tmx: &[u8]) -> Vec<Entry> {
    let mut reader = Reader::from_reader(tmx);
    let mut entries = Vec::new();
    let (mut entry, mut french, mut in_seg) = (Entry::default(), false, false);
    loop {
        match reader.read_event().expect("our TMX is well-formed") {
            Event::Eof => return entries,
            Event::Start(tag) => match tag.name().as_ref() {
                "tuv" => {
                    let language = tag.try_get_attribute("xml:lang").ok().flatten();
                    let language = language.expect("our variants say their language").value;
                    french = language.to_ascii_lowercase().starts_with("fr");
                }
                "seg" => in_seg = true,
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "seg" => in_seg = false,
                "tu" => entries.push(std::mem::take(&mut entry)),
                _ => {}
            },
            Event::Text(text) if in_seg => {
                side(&mut entry, french).push_str(&text.xml10_content());
            }
            Event::GeneralRef(name) if in_seg => {
                let reference = format!("&{};", name.xml10_content());
                let text = unescape(&reference).expect("our TMX has only XML's own references");
                side(&mut entry, french).push_str(&text);
            }
            _ => {}
        }
    }
}

fn side(entry: &mut Entry, french: bool) -> &mut String {
    if french { &mut entry.0 } else { &mut entry.1 }
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().expect("a file has a name");
    name.to_string_lossy().into_owned()
}
