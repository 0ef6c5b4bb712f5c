//! OmegaT as a reader: what it holds after it has loaded a project.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use super::read;

/// Source and target text of a unit.
pub(crate) type Entry = (String, String);

/// What a project says of itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Project {
    /// Source language.
    pub(crate) source: &'static str,
    /// Target language.
    pub(crate) target: &'static str,
    /// Whether paragraphs, of memories too, are cut into sentences.
    pub(crate) cuts_sentences: bool,
}

/// The settings of a project, every folder where OmegaT expects it.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>SOURCE</source_lang>
    <target_lang>TARGET</target_lang>
    <sentence_seg>CUTS</sentence_seg>
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

/// Writes what OmegaT found to translate: file and text, each ended by U+001F.
const DUMP_SOURCES: &str = r#"
if (eventType.toString() == "LOAD") {
  new File(System.getenv("ENFACE_DUMP")).withWriter("UTF-8") { out ->
    project.getAllEntries().each { entry ->
      [entry.key.file, entry.srcText].each { out << it << "\u001f" }
    }
  }
}
"#;

/// Lets OmegaT load a project that has the files as its reference memories; returns what it holds
/// of each, by the file's name, in order.
pub(crate) fn read_by_omegat(
    omegat: &str,
    project: Project,
    files: &[PathBuf],
) -> BTreeMap<String, Vec<Entry>> {
    let mut listed: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in load(omegat, project, "tm", files, DUMP).chunks_exact(3) {
        let of_file = listed.entry(entry[0].clone()).or_default();
        of_file.push((entry[1].clone(), entry[2].clone()));
    }
    listed
}

/// Lets OmegaT load files as what is to be translated; returns the texts of each, in order.
pub(crate) fn sources_in_omegat(
    omegat: &str,
    project: Project,
    files: &[PathBuf],
) -> BTreeMap<String, Vec<String>> {
    let mut listed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in load(omegat, project, "source", files, DUMP_SOURCES).chunks_exact(2) {
        listed
            .entry(entry[0].clone())
            .or_default()
            .push(entry[1].clone());
    }
    listed
}

/// Loads a project with the files in one of its folders, and returns the fields that a script
/// writes.
fn load(
    omegat: &str,
    project: Project,
    part: &str,
    files: &[PathBuf],
    script: &str,
) -> Vec<String> {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let place = |name: &str| folder.path().join(name);
    let write = |name: &str, content: &[u8]| {
        let path = place(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
        fs::write(path, content).expect("it can be written to");
    };
    let settings = SETTINGS
        .replace("SOURCE", project.source)
        .replace("TARGET", project.target)
        .replace("CUTS", &project.cuts_sentences.to_string());
    write("project/omegat.project", settings.as_bytes());
    for part in ["source", "target", "tm", "omegat", "glossary", "dictionary"] {
        fs::create_dir_all(place("project").join(part)).expect("it can be made");
    }
    if part == "tm" {
        write("project/source/text.txt", b"Oui.\n");
    }
    for file in files {
        let name = file.file_name().expect("a file has a name");
        let place = format!("project/{part}/{}", name.to_string_lossy());
        write(&place, &read(file));
    }
    write("dump.groovy", script.as_bytes());
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
    dump.split_terminator('\u{1f}').map(str::to_owned).collect()
}
