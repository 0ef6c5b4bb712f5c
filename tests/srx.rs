//! Our rules as other programs read them: written out, run from the file, run by a program in Java.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use support::{Enface, files_in, installed, project, read, shared, skip};

/// The libraries that the program in Java wants, of the Debian packages libsegment-java,
/// libjaxb-api-java and libcommons-logging-java.
const LIBRARIES: [&str; 3] = [
    "/usr/share/java/segment.jar",
    "/usr/share/java/jaxb-api.jar",
    "/usr/share/java/commons-logging.jar",
];

/// Of a thousand texts, so many may be cut otherwise by the file than by the program: those in
/// which `beyond_srx` has its say.
const BEYOND_SRX: usize = 10;

/// The languages and the folders of the measuring data that hold their texts.
const LANGUAGES: [&str; 2] = ["fr", "en"];

/// Sentences of each text, without white space.
type Cuts = Vec<Vec<String>>;

#[test]
fn the_written_rules_cut_as_the_built_in_ones_do() {
    let Some(gold) = shared("gold/segmentation") else {
        return;
    };
    let folder = TempDir::new().expect("a temporary folder can be made");
    let rules = written_rules(folder.path());
    for language in LANGUAGES {
        let texts = texts(&gold.join(language));
        let built_in = cut(folder.path(), &texts, language, None);
        let by_file = cut(folder.path(), &texts, language, Some(&rules));
        let differing = differing(&texts, &built_in, &by_file);
        let allowed = texts.len() * BEYOND_SRX / 1000;
        assert!(differing.len() <= allowed, "{language}: {differing:#?}");
    }
}

#[test]
fn a_program_in_java_cuts_by_the_written_rules_as_we_do() {
    let (Some(gold), Some(libraries)) = (shared("gold/segmentation"), libraries()) else {
        return;
    };
    let folder = TempDir::new().expect("a temporary folder can be made");
    let rules = written_rules(folder.path());
    for language in LANGUAGES {
        let texts = texts(&gold.join(language));
        let ours = cut(folder.path(), &texts, language, Some(&rules));
        let theirs = cut_in_java(&libraries, &rules, &texts, language);
        let differing = differing(&texts, &ours, &theirs);
        assert!(differing.is_empty(), "{language}: {differing:#?}");
    }
}

#[test]
fn a_program_in_java_tells_other_rules_from_ours() {
    let Some(libraries) = libraries() else {
        return;
    };
    let folder = TempDir::new().expect("a temporary folder can be made");
    let rules = folder.path().join("semicolon.srx");
    let xml = r#"<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/>
        <body><languagerules><languagerule languagerulename="x">
        <rule break="yes"><beforebreak>;</beforebreak><afterbreak>\s</afterbreak></rule>
        </languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules></body></srx>"#;
    std::fs::write(&rules, xml).expect("the rules can be written");
    let texts = vec!["Un. Deux ; trois".to_owned()];
    let theirs = cut_in_java(&libraries, &rules, &texts, "fr");
    assert_eq!(theirs, [["Un.Deux;", "trois"]]);
    assert_eq!(cut(folder.path(), &texts, "fr", Some(&rules)), theirs);
}

/// Has the program write its rules.
fn written_rules(folder: &Path) -> PathBuf {
    let path = folder.join("ours.srx");
    let arguments = ["segment", "--export-srx", "-o"];
    Enface::new().args(arguments).arg(&path).run();
    path
}

/// Returns the lines of the texts of a folder, each once, without those that other programs split
/// into several lines, or that a plain text is not read back as.
fn texts(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for file in files_in(folder, "jsonl") {
        for line in String::from_utf8(read(&file))
            .expect("gold is UTF-8")
            .lines()
        {
            let case: Value = serde_json::from_str(line).expect("gold is JSON");
            let text = case["text"].as_str().expect("a case has a text");
            let plain = |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}');
            let lines = text
                .lines()
                .map(|line| line.split(' ').filter(|w| !w.is_empty()));
            let lines = lines.map(|words| words.collect::<Vec<_>>().join(" "));
            texts.extend(lines.filter(|line| !line.is_empty() && line.chars().all(plain)));
        }
    }
    texts.sort();
    texts.dedup();
    texts
}

/// Cuts texts with the program, by the built-in rules or by a file.
fn cut(folder: &Path, texts: &[String], language: &str, rules: Option<&Path>) -> Cuts {
    let input = folder.join("texts.txt");
    std::fs::write(&input, texts.join("\n")).expect("the texts can be written");
    let mut run = Enface::new().args(["segment", "--json", "--wrap", "keep", "--lang", language]);
    if let Some(rules) = rules {
        run = run.args(["--dialect", "icu", "--srx"]).arg(rules);
    }
    let mut cuts: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for line in run.arg(&input).run().stdout.lines() {
        let line: Value = serde_json::from_str(line).expect("the output is JSON");
        let block = line["block"].as_u64().expect("a sentence has a block");
        let text = line["text"].as_str().expect("a sentence has a text");
        cuts.entry(block).or_default().push(without_space(text));
    }
    assert_eq!(cuts.len(), texts.len(), "a text is a block");
    cuts.into_values().collect()
}

/// Cuts texts with the program in Java.
fn cut_in_java(libraries: &str, rules: &Path, texts: &[String], language: &str) -> Cuts {
    let mut child = Command::new("java")
        .args(["-cp", libraries])
        .args([&project("tests/srx/Cut.java"), rules])
        .arg(language)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("java runs");
    let mut pipe = child.stdin.take().expect("standard input was asked for");
    let input = texts.join("\0");
    let writer = std::thread::spawn(move || pipe.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("java ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    writer.join().expect("no panic").expect("java reads all");
    let output = String::from_utf8(output.stdout).expect("java writes UTF-8");
    let texts = output.split_terminator('\0');
    let sentences = texts.map(|text| text.split_terminator('\u{1f}').map(without_space));
    let some = |sentence: &String| !sentence.is_empty();
    sentences.map(|all| all.filter(some).collect()).collect()
}

/// Returns the class path of the program in Java; skips the test where it cannot run.
fn libraries() -> Option<String> {
    installed("javac")?;
    if let Some(missing) = LIBRARIES.iter().find(|jar| !Path::new(jar).exists()) {
        skip(&format!("{missing} is not installed"));
        return None;
    }
    Some(LIBRARIES.join(":"))
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Returns what is cut in two ways, for people.
fn differing(texts: &[String], a: &Cuts, b: &Cuts) -> Vec<String> {
    assert_eq!((a.len(), b.len()), (texts.len(), texts.len()));
    let mut differing = Vec::new();
    for (text, (a, b)) in texts.iter().zip(a.iter().zip(b)) {
        if a != b {
            let mut said = String::new();
            let _ = write!(said, "{text}\n  {a:?}\n  {b:?}");
            differing.push(said);
        }
    }
    differing
}
