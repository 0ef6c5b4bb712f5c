//! Every file in `tmx/` is valid, and a real client reads each of its entries.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use tempfile::TempDir;

use support::{files_in, installed, project, read, shared};

/// French and English of a unit.
type Entry = (String, String);

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
    let Some(dtd) = shared("gold/tmx/dtd/tmx14.dtd") else {
        return;
    };
    let Some(xmllint) = installed("xmllint") else {
        return;
    };
    let output = Command::new(xmllint)
        .args(["--noout", "--nonet", "--dtdvalid"])
        .arg(dtd)
        .args(our_files())
        .output()
        .expect("xmllint runs");
    // It may warn that the DTD a file names is not beside it; only the exit code tells validity.
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

#[test]
fn omegat_reads_every_entry_of_every_tmx() {
    let Some(omegat) = installed("omegat") else {
        return;
    };
    let files = our_files();
    let listed = read_by_omegat(omegat, &files);
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
    let listed = read_by_omegat(omegat, &[good, broken]);
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

/// The settings of a project from French into English, every folder where OmegaT expects it.
const PROJECT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>FR</source_lang>
    <target_lang>EN</target_lang>
    <sentence_seg>true</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"#;

/// Writes what OmegaT holds after loading: file, French, English, each ended by U+001F.
///
/// Into a file, because what Java prints depends on the locale.
const DUMP: &str = r#"
if (eventType.toString() == "LOAD") {
  new File(System.getenv("ENFACE_DUMP")).withWriter("UTF-8") { out ->
    project.getTransMemories().each { path, memory ->
      memory.getEntries().each { entry ->
        [new File(path).name, entry.source, entry.translation].each { out << it << "\u001f" }
      }
    }
  }
}
"#;

/// Lets OmegaT load a project that has the files as its reference memories; returns what it holds
/// of each, by the file's name, in order.
fn read_by_omegat(omegat: &str, files: &[PathBuf]) -> BTreeMap<String, Vec<Entry>> {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let place = |name: &str| folder.path().join(name);
    let write = |name: &str, content: &[u8]| {
        let path = place(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
        fs::write(path, content).expect("it can be written to");
    };
    write("project/omegat.project", PROJECT.as_bytes());
    write("project/source/text.txt", b"Oui.\n");
    for part in ["target", "omegat", "glossary", "dictionary"] {
        fs::create_dir_all(place("project").join(part)).expect("it can be made");
    }
    for file in files {
        write(&format!("project/tm/{}", name_of(file)), &read(file));
    }
    write("dump.groovy", DUMP.as_bytes());
    let option = |name: &str, value: &str| format!("--{name}={}", place(value).display());
    let output = Command::new(omegat)
        .arg(place("project"))
        .args(["--mode=console-translate", "--no-team"])
        .arg(option("config-dir", "settings"))
        .arg(option("script", "dump.groovy"))
        .env("ENFACE_DUMP", place("dump"))
        .env("HOME", folder.path())
        .env("JAVA_TOOL_OPTIONS", "-Xmx1g -Djava.awt.headless=true")
        .output()
        .expect("OmegaT runs");
    let said = [output.stdout, output.stderr].concat();
    let dump = fs::read_to_string(place("dump")).unwrap_or_else(|error| {
        let said = String::from_utf8_lossy(&said);
        panic!("OmegaT listed nothing ({error}):\n{said}")
    });
    let mut listed: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let fields: Vec<&str> = dump.split_terminator('\u{1f}').collect();
    for entry in fields.chunks_exact(3) {
        let of_file = listed.entry(entry[0].to_owned()).or_default();
        of_file.push((entry[1].to_owned(), entry[2].to_owned()));
    }
    listed
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().expect("a file has a name");
    name.to_string_lossy().into_owned()
}
