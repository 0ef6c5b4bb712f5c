//! Broken files, and what is kept of them.

use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use crate::exchange::{Diagnostics, ExchangeError, ReadOptions, ReadUnit, open};

struct Kept {
    units: Vec<ReadUnit>,
    diagnostics: Diagnostics,
}

fn read(bytes: &[u8], recover: bool) -> Result<Kept, ExchangeError> {
    let options = ReadOptions {
        recover,
        ..ReadOptions::default()
    };
    let mut opened = open("a.tmx", bytes, &options)?;
    let mut units = Vec::new();
    while let Some(unit) = opened.units.next_unit()? {
        units.push(unit);
    }
    let diagnostics = opened.units.diagnostics().clone();
    Ok(Kept { units, diagnostics })
}

impl Kept {
    fn texts(&self) -> Vec<String> {
        let variants = self.units.iter().flat_map(|u| &u.unit.variants);
        variants
            .filter_map(|tuv| Some(tuv.content.as_ref()?.canonical()))
            .collect()
    }

    /// Returns the findings as `line:column id`.
    fn findings(&self) -> Vec<String> {
        let found = self.diagnostics.kept().iter();
        found
            .map(|d| format!("{}:{} {}", d.line, d.column, d.message.id()))
            .collect()
    }
}

const HEAD: &str = "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header creationtool=\"t\" \
    creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" \
    datatype=\"plaintext\"/><body>\n";

const TAIL: &str = "</body></tmx>";

fn unit(text: &str) -> String {
    format!("<tu><tuv xml:lang=\"en\"><seg>{text}</seg></tuv></tu>\n")
}

/// Returns a file of three units, the second with this text.
fn three(text: &str) -> String {
    format!("{HEAD}{}{}{}{TAIL}", unit("one"), unit(text), unit("three"))
}

#[test]
fn what_was_meant_is_kept_and_said() {
    for (text, kept, finding) in [
        ("a\u{b}b", "ab", "4:30 tmx-fixed-character"),
        ("a&#x0B;b", "ab", "4:30 tmx-fixed-character"),
        (
            "a&#xD83D;&#xDE00;b",
            "a\u{1f600}b",
            "4:30 tmx-fixed-surrogates",
        ),
        ("1&nbsp;250", "1\u{a0}250", "4:30 tmx-fixed-entity"),
        ("R & D", "R &amp; D", "4:31 tmx-fixed-ampersand"),
        ("a < b", "a &lt; b", "4:31 tmx-fixed-angle"),
        ("a <Enter> b", "a &lt;Enter&gt; b", "4:31 tmx-fixed-angle"),
        ("<ph x=1/>", "<ph x=\"1\"></ph>", "4:33 tmx-fixed-quotes"),
        (
            "<ph x='1' x='2'/>",
            "<ph x=\"1\"></ph>",
            "4:39 tmx-fixed-twice",
        ),
    ] {
        let file = three(text);
        assert!(read(file.as_bytes(), false).is_err(), "{text}");
        let found = read(file.as_bytes(), true).unwrap();
        assert_eq!(found.texts(), ["one", kept, "three"], "{text}");
        assert_eq!(found.findings(), [finding], "{text}");
        assert_eq!(found.diagnostics.kept()[0].unit, Some(2));
        let counts = (
            found.diagnostics.units_repaired,
            found.diagnostics.units_lost,
        );
        assert_eq!(counts, (1, 0), "{text}");
    }
}

#[test]
fn a_mistake_that_nobody_can_repair_costs_one_unit() {
    for text in [
        "a</bpt>",
        "<bpt i='1'>a",
        "<!-- a",
        "<![CDATA[a",
        "a</seg></tuv></tuv>",
    ] {
        let file = three(text);
        assert!(read(file.as_bytes(), false).is_err(), "{text}");
        let found = read(file.as_bytes(), true).unwrap();
        assert_eq!(found.texts(), ["one", "three"], "{text}");
        let lost = &found.diagnostics.kept()[0];
        assert_eq!(
            (lost.message.id(), lost.unit),
            ("tmx-unit-lost", Some(2)),
            "{text}"
        );
        assert_eq!(lost.line, 4, "{text}");
        let counts = (
            found.diagnostics.units_repaired,
            found.diagnostics.units_lost,
        );
        assert_eq!(counts, (0, 1), "{text}");
        assert_eq!(found.units[1].ordinal, 3, "{text}");
    }
}

#[test]
fn a_unit_in_a_comment_or_a_section_is_none() {
    let gone = unit("gone");
    for (start, end) in [("<!-- ", " -->"), ("<![CDATA[", "]]>")] {
        let between = format!("{start}{gone}{gone}{end}");
        // As text of a document's body it is a mistake of TMX; a comment is none.
        let file = three(&format!(
            "R & D</seg></tuv></tu>{between}<tu><tuv xml:lang='en'><seg>two"
        ));
        let found = read(file.as_bytes(), true).unwrap();
        assert_eq!(
            found.texts(),
            ["one", "R &amp; D", "two", "three"],
            "{file}"
        );
    }
}

#[test]
fn a_comment_without_an_end_costs_one_unit() {
    for start in ["<!-- ", "<![CDATA["] {
        let after = format!("{}<!-- {} -->{}", unit("four"), unit("gone"), unit("five"));
        for after in [&after, ""] {
            let file = three(&format!("a {start} b")).replace(TAIL, after) + TAIL;
            let found = read(file.as_bytes(), true).unwrap();
            let texts = found.texts();
            let whole = if after.is_empty() { 2 } else { 4 };
            assert_eq!(texts, ["one", "three", "four", "five"][..whole], "{file}");
            assert_eq!(found.diagnostics.units_lost, 1, "{file}");
        }
    }
}

#[test]
fn what_stands_around_the_document_is_passed_over() {
    let whole = three("two");
    for (file, finding) in [
        (format!("\n {whole}"), "1:1 tmx-skipped-before"),
        (format!("From: me\n\n{whole}"), "1:1 tmx-skipped-before"),
        (format!("\u{feff}\u{feff}{whole}"), "1:1 tmx-skipped-before"),
        (format!("{whole}\0\0\0"), "6:14 tmx-fixed-character"),
        (format!("{whole}\n-- \nme"), "6:14 tmx-skipped"),
        (whole.replace(TAIL, ""), "6:1 tmx-recovered"),
        (whole.replace("</tmx>", ""), "6:8 tmx-recovered"),
    ] {
        assert!(read(file.as_bytes(), false).is_err(), "{file}");
        let found = read(file.as_bytes(), true).unwrap();
        assert_eq!(found.texts(), ["one", "two", "three"], "{file}");
        assert_eq!(found.findings(), [finding], "{file}");
        let counts = (
            found.diagnostics.units_repaired,
            found.diagnostics.units_lost,
        );
        assert_eq!(counts, (0, 0), "{file}");
    }
}

#[test]
fn every_cut_keeps_the_units_before_it() {
    let whole = three("two");
    let ends: Vec<usize> = whole
        .match_indices("</tu>")
        .map(|(at, end)| at + end.len())
        .collect();
    for cut in HEAD.len()..whole.len() {
        let found = read(&whole.as_bytes()[..cut], true).unwrap();
        let complete = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(found.units.len(), complete, "cut at {cut}");
        let begun = whole[..cut].matches("<tu>").count();
        assert_eq!(
            found.diagnostics.units_lost,
            (begun - complete) as u64,
            "cut at {cut}"
        );
        assert!(found.diagnostics.total() > 0, "cut at {cut}");
    }
}

#[test]
fn bytes_of_another_encoding_are_guessed_at() {
    let mut file = three("caf? cr?me").into_bytes();
    for byte in &mut file[HEAD.len()..] {
        if *byte == b'?' {
            *byte = 0xE9;
        }
    }
    assert!(read(&file, false).is_err());
    let found = read(&file, true).unwrap();
    assert_eq!(found.texts(), ["one", "café créme", "three"]);
    assert_eq!(found.findings(), ["4:32 tmx-fixed-bytes"]);
    assert_eq!(found.diagnostics.units_repaired, 1);
    let odd = three("é").replace("?>", " encoding='klingon'?>");
    let found = read(odd.as_bytes(), true).unwrap();
    assert_eq!(found.texts(), ["one", "é", "three"]);
    assert_eq!(found.findings(), ["1:1 tmx-encoding-unknown"]);
}

#[test]
fn a_broken_header_costs_the_header_only() {
    let file = three("two").replace("datatype=", "=datatype");
    let found = read(file.as_bytes(), true).unwrap();
    assert_eq!(found.texts(), ["one", "two", "three"]);
    assert!(
        found.findings()[0].ends_with("tmx-header-lost"),
        "{:?}",
        found.findings()
    );
}

#[test]
fn entities_that_are_refused_for_safety_are_refused_all_the_same() {
    let file = three("&x;").replace(
        "<tmx",
        "<!DOCTYPE tmx [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<tmx",
    );
    assert!(read(file.as_bytes(), true).is_err());
    for other in [
        "<map version='1.10'/>",
        "<html><p>",
        "hello",
        "",
        "<xliff>&</xliff>",
    ] {
        assert!(read(other.as_bytes(), true).is_err(), "{other}");
    }
}

#[test]
fn many_mistakes_cost_no_more_than_their_number() {
    let broken = format!("{}{}", unit("a & b"), unit("<bpt i=\"1>"));
    let file = format!("{HEAD}{}{TAIL}", broken.repeat(20_000));
    let found = read(file.as_bytes(), true).unwrap();
    assert_eq!(found.units.len(), 20_000);
    assert_eq!(found.diagnostics.units_lost, 20_000);
    assert_eq!(found.diagnostics.units_repaired, 20_000);
}

#[test]
fn the_suite_is_recovered_as_it_expects() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/tmx");
    let Ok(text) = std::fs::read_to_string(folder.join("expected.json")) else {
        assert!(std::env::var_os("ENFACE_NO_SKIP").is_none(), "no suite");
        println!("skipped: the TMX suite is not there");
        return;
    };
    for entry in serde_json::from_str::<Vec<Value>>(&text).unwrap() {
        let file = entry["file"].as_str().unwrap();
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let (strict, found) = (read(&bytes, false), read(&bytes, true));
        match entry["outcome"].as_str().unwrap() {
            "recover" => {
                assert!(strict.is_err(), "{file}");
                let found = found.unwrap_or_else(|error| panic!("{file}: {error}"));
                let expected = entry["tu_expected"].as_u64().unwrap();
                assert!(found.units.len() as u64 >= expected, "{file}");
                assert!(found.diagnostics.total() > 0, "{file}");
            }
            "reject" => assert!(strict.is_err() && found.is_err(), "{file}"),
            _ => {
                let strict = strict.unwrap_or_else(|error| panic!("{file}: {error}"));
                assert_same(&strict, &found.unwrap());
            }
        }
    }
}

/// Says that a file which is read strictly is read in the same way with recovery.
fn assert_same(strict: &Kept, found: &Kept) {
    assert_eq!(strict.units, found.units);
    assert_eq!(strict.diagnostics, found.diagnostics);
    assert_eq!(
        found.diagnostics.units_lost + found.diagnostics.units_repaired,
        0
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_read_strictly_is_read_alike_with_recovery(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, 0..16_usize), 0..3),
    ) {
        let mut bytes = three("<bpt i='1'>&lt;b></bpt>é &#233;<ept i='1'/><!-- c --><![CDATA[d]]>").into_bytes();
        let inserts = ["", "<", ">", "&", "\"", "'", "</tu>", "<tu>", "<!--", "-->", "\0", "&nbsp;", "]]>", "</seg>", "<x>", "\u{feff}"];
        for (place, cut, insert) in edits {
            let at = place.index(bytes.len());
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, inserts[insert].bytes());
        }
        let found = read(&bytes, true);
        if let Ok(strict) = read(&bytes, false) {
            assert_same(&strict, &found.unwrap());
        } else if let Ok(found) = found {
            prop_assert!(found.diagnostics.total() > 0, "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
