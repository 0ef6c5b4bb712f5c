//! Files nobody here wrote, files made to break things, and what becomes of them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::*;
use crate::exchange::{
    Diagnostic, ExchangeError, Foreign, ReadOptions, ReadUnit, Refusal, WriteUnits, Written, open,
};
use crate::model::{Annotation, Attributes, InlineContent, Piece, TranslationUnit, Tuv};

/// A file read to its end.
struct Whole {
    header: TmxHeader,
    units: Vec<ReadUnit>,
    diagnostics: Vec<Diagnostic>,
}

fn read(bytes: &[u8]) -> Result<Whole, ExchangeError> {
    // By the door that everybody uses, which unpacks.
    let opened = open("file.tmx", bytes, &ReadOptions::default())?;
    let mut reader = opened.units;
    let mut units = Vec::new();
    while let Some(unit) = reader.next_unit()? {
        units.push(unit);
    }
    Ok(Whole {
        header: reader.header().cloned().unwrap_or_default(),
        diagnostics: reader.diagnostics().kept().to_vec(),
        units,
    })
}

fn write(header: &TmxHeader, units: &[ReadUnit]) -> (Vec<u8>, Written) {
    let mut out = Vec::new();
    let mut writer = Box::new(Writer::new(&mut out, header).unwrap());
    for read in units {
        writer.unit(&read.unit).unwrap();
    }
    let written = writer.finish().unwrap();
    (out, written)
}

fn valid_presets() -> impl Iterator<Item = Preset> {
    let mut presets = Preset::ALL.into_iter();
    assert_eq!(presets.next_back(), Some(Preset::Verbatim));
    presets
}

fn write_for<'u>(
    preset: Preset,
    header: &TmxHeader,
    units: impl Iterator<Item = &'u TranslationUnit> + Clone,
) -> Vec<u8> {
    let mut fields = Fields::default();
    units.clone().for_each(|unit| fields.see(unit));
    let style = Style {
        preset,
        fields,
        ..Style::default()
    };
    let mut out = Vec::new();
    let mut writer: Box<dyn WriteUnits + '_> = match preset {
        Preset::Verbatim => Box::new(VerbatimWriter::new(&mut out, header)),
        _ => Box::new(Writer::styled(&mut out, header, style).unwrap()),
    };
    for unit in units {
        writer.unit(unit).unwrap();
    }
    writer.finish().unwrap();
    out
}

/// Returns a file with this body.
fn tmx(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header creationtool=\"t\" \
         creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" \
         srclang=\"en\" datatype=\"plaintext\"/><body>{body}</body></tmx>"
    )
}

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/tmx")
}

/// Returns the entries of the suite; none, and says so, where it is not there.
fn suite() -> Vec<Value> {
    let Ok(text) = std::fs::read_to_string(shared().join("expected.json")) else {
        assert!(std::env::var_os("ENFACE_NO_SKIP").is_none(), "no suite");
        println!("skipped: the TMX suite is not there");
        return Vec::new();
    };
    serde_json::from_str(&text).unwrap()
}

fn bytes_of(entry: &Value) -> Vec<u8> {
    std::fs::read(shared().join(entry["file"].as_str().unwrap())).unwrap()
}

fn loads(entry: &Value) -> bool {
    matches!(
        entry["outcome"].as_str().unwrap(),
        "ok" | "warn" | "ok-or-warn"
    )
}

/// Serialises as `shared/gold/tmx/README.md` says: attributes sorted by local name.
fn judged(content: &InlineContent) -> String {
    let escape = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let mut out = String::new();
    let mut open = Vec::new();
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => out.push_str(&escape(text)),
            Piece::Open { name, attributes } => {
                let mut sorted: Vec<_> = attributes.iter().collect();
                sorted.sort_by_key(|(n, _)| n.rsplit(':').next().unwrap().to_owned());
                write!(out, "<{name}").unwrap();
                for (n, v) in sorted {
                    write!(out, " {n}=\"{}\"", escape(v)).unwrap();
                }
                out.push('>');
                open.push(name.clone());
            }
            Piece::Close => write!(out, "</{}>", open.pop().unwrap()).unwrap(),
        }
    }
    out
}

fn hash(texts: &[String]) -> String {
    let digest = Sha256::digest(texts.join("\n").as_bytes());
    digest
        .iter()
        .take(16)
        .fold(String::new(), |hex, b| hex + &format!("{b:02x}"))
}

/// Compares what was read with what an independent reader found.
fn compare(entry: &Value, whole: &Whole) {
    let file = entry["file"].as_str().unwrap();
    let variants: Vec<&Tuv> = whole.units.iter().flat_map(|u| &u.unit.variants).collect();
    assert_eq!(entry["tu"], whole.units.len(), "{file}: tu");
    assert_eq!(entry["tuv"], variants.len(), "{file}: tuv");
    for (language, count) in entry["langs"].as_object().into_iter().flatten() {
        let found = variants
            .iter()
            .filter(|t| t.language_as_written().unwrap_or_default() == language)
            .count();
        assert_eq!(*count, found, "{file}: {language}");
    }
    let annotations = || {
        let units = whole.units.iter().flat_map(|u| &u.unit.annotations);
        let inner = variants.iter().flat_map(|t| &t.annotations);
        whole.header.annotations.iter().chain(units).chain(inner)
    };
    for name in ["prop", "note", "ude"] {
        let found = annotations().filter(|a| a.name == name).count();
        assert_eq!(entry[name], found, "{file}: {name}");
    }
    let contents: Vec<&InlineContent> =
        variants.iter().filter_map(|t| t.content.as_ref()).collect();
    assert_eq!(entry["seg"], contents.len(), "{file}: seg");
    let segs: Vec<String> = contents.iter().map(|c| judged(c)).collect();
    assert_eq!(entry["seg_sha256"], hash(&segs), "{file}: {segs:?}");
    if file.ends_with("xliff_tags_in_seg.tmx") {
        // The independent reader drops the text inside elements it does not know; we keep it.
        return;
    }
    let plain: Vec<String> = contents
        .iter()
        .map(|c| {
            c.plain()
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
        })
        .collect();
    let bare: Vec<String> = contents.iter().map(|c| c.plain().into_owned()).collect();
    let expected = entry["plain_sha256"].as_str().unwrap();
    assert!(
        expected == hash(&plain) || expected == hash(&bare),
        "{file}: plain"
    );
}

#[test]
fn every_file_of_the_suite_is_read_as_expected() {
    for entry in suite().iter().filter(|e| loads(e)) {
        let file = entry["file"].as_str().unwrap();
        let whole = read(&bytes_of(entry)).unwrap_or_else(|e| panic!("{file}: {e}"));
        compare(entry, &whole);
        match entry["outcome"].as_str().unwrap() {
            "ok" => assert_eq!(whole.diagnostics, [], "{file}"),
            "warn" => assert!(!whole.diagnostics.is_empty(), "{file}"),
            _ => {}
        }
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    for entry in suite().iter().filter(|e| !loads(e)) {
        let file = entry["file"].as_str().unwrap();
        let error = read(&bytes_of(entry))
            .err()
            .unwrap_or_else(|| panic!("{file} was read"));
        if entry["outcome"] == "recover" {
            let at = error
                .location()
                .unwrap_or_else(|| panic!("{file}: {error}"));
            assert!(at.line > 1, "{file}: {at:?}");
        }
        println!("{file}: {error}");
    }
}

#[test]
fn a_valid_file_loses_nothing_on_its_way_through() {
    for entry in suite().iter().filter(|e| loads(e)) {
        let file = entry["file"].as_str().unwrap();
        let first = read(&bytes_of(entry)).unwrap();
        let (out, written) = write(&first.header, &first.units);
        check_validity(file, &out);
        let second = read(&out).unwrap();
        if entry["dtd_valid"] == true {
            assert_eq!(written.skipped + written.variants_skipped, 0, "{file}");
            compare(entry, &second);
        }
        if entry["dtd_valid"] == true && entry["version"] == "1.4" {
            let units = |whole: &Whole| {
                whole
                    .units
                    .iter()
                    .map(|u| u.unit.clone())
                    .collect::<Vec<_>>()
            };
            assert_eq!(units(&first), units(&second), "{file}");
            assert_eq!(
                without_layout(&first.header),
                without_layout(&second.header),
                "{file}"
            );
        }
        assert_eq!(
            write(&second.header, &second.units).0,
            out,
            "{file}: written twice"
        );
    }
}

#[test]
fn verbatim_gives_back_every_file_as_it_was_read() {
    for entry in suite().iter().filter(|e| loads(e)) {
        let file = entry["file"].as_str().unwrap();
        let first = read(&bytes_of(entry)).unwrap();
        let units = || first.units.iter().map(|read| &read.unit);
        let out = write_for(Preset::Verbatim, &first.header, units());
        let second = read(&out).unwrap();
        compare(entry, &second);
        assert_eq!(first.header, second.header, "{file}");
        assert!(
            units().eq(second.units.iter().map(|read| &read.unit)),
            "{file}"
        );
    }
}

#[test]
fn verbatim_keeps_what_no_valid_file_has() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <tmx xmlns=\"http://www.lisa.org/tmx14\" version=\"1.4b\" made=\"by hand\">\n  \
        <header srclang=\"fr\" git=\"1\">\n    <x:y xmlns:x=\"u\"><z></z></x:y>\n    \
        <note>n</note>\n  </header>\n  <body>\n    \
        <tu>\n    </tu>\n    \
        <tu a=\"b&#9;c\">\n      <tuv lang=\"FR_ca\">\n        <prop>p <b>q</b></prop>\n        \
        <seg>a<g id=\"1\">b</g></seg>\n        <note>after</note>\n        <seg>two</seg>\n      \
        </tuv>\n      <note>between</note>\n      <tuv>\n      </tuv>\n    </tu>\n    \
        <tu><tuv xml:lang=\"fr\" lang=\"de\"> stray <seg></seg></tuv> more &amp; more <note></note></tu>\n  \
        </body>\n</tmx>\n";
    let whole = read(text.as_bytes()).unwrap();
    let units = whole.units.iter().map(|read| &read.unit);
    let out = write_for(Preset::Verbatim, &whole.header, units);
    assert_eq!(String::from_utf8(out).unwrap(), text);
}

/// Returns a header without the white space between the maps of an encoding, which means nothing.
fn without_layout(header: &TmxHeader) -> TmxHeader {
    let mut header = header.clone();
    for ude in header.annotations.iter_mut().filter(|a| a.name == "ude") {
        let layout = |s: &str| s.trim_start_matches([' ', '\n', '\t']).is_empty();
        let mut maps = InlineContent::default();
        for piece in ude.content.pieces() {
            match piece {
                Piece::Text(text) if layout(text) => {}
                Piece::Text(text) => maps.push_text(text),
                Piece::Open { name, attributes } => maps.open(name.as_str(), attributes.clone()),
                Piece::Close => maps.close(),
            }
        }
        ude.content = maps;
    }
    header
}

/// Asks xmllint whether a file is valid, where xmllint is there.
fn check_validity(name: &str, bytes: &[u8]) {
    let names = |dtd: &str| {
        bytes
            .windows(dtd.len())
            .any(|found| found == dtd.as_bytes())
    };
    let dtd = if names("tmx11.dtd") {
        "tmx11.dtd"
    } else {
        "tmx14.dtd"
    };
    let (dtd, beside) = (shared().join("dtd").join(dtd), dtd);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.tmx");
    std::fs::write(&path, bytes).unwrap();
    // The file names its DTD by this name; xmllint warns where it is not beside it.
    let beside = std::fs::copy(&dtd, folder.path().join(beside)).is_ok();
    let lint = Command::new("xmllint")
        .args(["--huge", "--noout", "--nonet", "--dtdvalid"])
        .args([&dtd, &path])
        .output();
    match lint {
        Ok(lint) if beside => {
            let said = String::from_utf8_lossy(&lint.stderr);
            let text = String::from_utf8_lossy(bytes);
            assert!(
                lint.status.success() && said.is_empty(),
                "{name}: {said}\n{text:.3000}"
            );
        }
        _ => {
            assert!(
                std::env::var_os("ENFACE_NO_SKIP").is_none(),
                "no xmllint or no DTD"
            );
            println!("skipped: xmllint or the DTD is not there");
        }
    }
}

#[test]
fn other_files_are_called_what_they_are() {
    let other = |text: &str| match read(text.as_bytes()) {
        Err(ExchangeError::Other(foreign)) => foreign,
        other => panic!("{text}: {:?}", other.err()),
    };
    assert_eq!(other("<map version=\"1.10\"/>"), Foreign::GameMap);
    assert_eq!(other("<!DOCTYPE html><p>a<br>"), Foreign::Html);
    assert_eq!(other("<html lang=\"fr\">"), Foreign::Html);
    assert_eq!(
        other("<xliff version=\"1.2\"/>"),
        Foreign::Xml("xliff".into())
    );
    assert_eq!(other("hello"), Foreign::NotXml);
    assert!(matches!(read(b""), Err(ExchangeError::Empty)));
}

/// Returns why a file is refused, and the line and column.
fn refused(text: &str) -> (Refusal, u64, u64) {
    match read(text.as_bytes()) {
        Err(ExchangeError::Refused { at, refusal }) => (refusal, at.line, at.column),
        other => panic!("{text}: {:?}", other.err()),
    }
}

#[test]
fn what_is_not_well_formed_is_refused_at_its_place() {
    let cases = [
        (
            "<tmx>\n <body>é &nbsp;",
            Refusal::UnknownEntity("nbsp".into()),
            2,
            10,
        ),
        ("<tmx>\né\u{b}", Refusal::Character(11), 2, 2),
        ("<tmx>\n<a b='&#x1;'/>", Refusal::Character(1), 2, 1),
        ("<tmx>\n R & D", Refusal::Bare('&'), 2, 4),
        ("<tmx>a < b</tmx>", Refusal::Bare('<'), 1, 8),
        ("<tmx></tmx>\n<tmx></tmx>", Refusal::Outside, 2, 1),
        ("<tmx></tmx> rest", Refusal::Outside, 1, 12),
        (" <?xml version='1.0'?><tmx/>", Refusal::Outside, 1, 2),
        ("<tmx a='1' a='2'/>", Refusal::Twice("a".into()), 1, 1),
        (
            "<tmx><body></tmx>",
            Refusal::WrongEnd {
                expected: "body".into(),
                found: "tmx".into(),
            },
            1,
            12,
        ),
        ("<tmx><body>", Refusal::CutShort, 1, 12),
    ];
    for (text, refusal, line, column) in cases {
        assert_eq!(refused(text), (refusal, line, column), "{text}");
    }
}

#[test]
fn foreign_files_and_bombs_do_not_come_in() {
    let foreign = "<!DOCTYPE tmx [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n";
    let body = tmx("<tu><tuv xml:lang=\"en\"><seg>&x;</seg></tuv></tu>");
    let body = body.split_once('\n').unwrap().1;
    assert_eq!(
        refused(&format!("{foreign}{body}")).0,
        Refusal::UnsafeEntity("x".into())
    );
    let mut bomb = String::from("<!DOCTYPE tmx [<!ENTITY x0 \"ha\">");
    for n in 1..30 {
        write!(bomb, "<!ENTITY x{n} \"&x{0};&x{0};\">", n - 1).unwrap();
    }
    let bomb = format!("{bomb}]>\n{}", body.replace("&x;", "&x29;"));
    assert_eq!(refused(&bomb).0, Refusal::UnsafeEntity("x29".into()));
    let harmless = format!("<!DOCTYPE tmx [<!ENTITY x \"&#233;\">]>\n{body}");
    let whole = read(harmless.as_bytes()).unwrap();
    assert_eq!(
        whole.units[0].unit.variants[0].content,
        Some(InlineContent::from_text("é"))
    );
}

#[test]
fn very_long_very_deep_and_very_many_are_read_and_written() {
    let long = "mot ".repeat(300_000);
    let deep = format!("{}x{}", "<hi>".repeat(100_000), "</hi>".repeat(100_000));
    let mut body = String::new();
    for seg in [&long, &deep] {
        write!(body, "<tu><tuv xml:lang=\"fr\"><seg>{seg}</seg></tuv></tu>").unwrap();
    }
    body.push_str("<tu>");
    for n in 0..60 {
        write!(body, "<tuv xml:lang=\"en-x-l{n}\"><seg>{n}</seg></tuv>").unwrap();
    }
    body.push_str("</tu>");
    let first = read(tmx(&body).as_bytes()).unwrap();
    assert_eq!(first.diagnostics, []);
    assert_eq!(first.units[2].unit.variants.len(), 60);
    let (out, _) = write(&first.header, &first.units);
    let units = |whole: Whole| whole.units.into_iter().map(|u| u.unit).collect::<Vec<_>>();
    assert!(units(read(&out).unwrap()) == units(first));
}

#[test]
fn odd_names_are_read_with_a_warning() {
    let text = "<t:tmx xmlns:t='http://www.lisa.org/tmx14' version='1.4b'><t:body><t:TU>\
                <t:tuv lang='fr'><t:seg>a<t:ph>b</t:ph></t:seg></t:tuv></t:TU></t:body></t:tmx>";
    let whole = read(text.as_bytes()).unwrap();
    let tuv = &whole.units[0].unit.variants[0];
    assert_eq!(tuv.content.as_ref().unwrap().canonical(), "a<ph>b</ph>");
    let ids: Vec<_> = whole.diagnostics.iter().map(|d| d.message.id()).collect();
    assert_eq!(
        ids,
        ["tmx-names", "tmx-version", "tmx-namespace", "tmx-no-header"]
    );
}

/// A small file with something of everything.
const SAMPLE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx [<!ENTITY e \"é\">]>\n\
    <!-- c --><tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" \
    segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\">\
    <note>n</note></header><body><tu tuid=\"1\"><prop type=\"x\">p</prop><tuv xml:lang=\"fr\">\
    <seg>&e;t&#233; <![CDATA[<]]><bpt i=\"1\"/>a<ept i=\"1\"/></seg></tuv></tu></body></tmx>";

#[test]
fn a_file_cut_anywhere_is_refused_and_never_read_as_whole() {
    assert_eq!(read(SAMPLE.as_bytes()).unwrap().units.len(), 1);
    for end in 0..SAMPLE.len() {
        assert!(read(&SAMPLE.as_bytes()[..end]).is_err(), "cut at {end}");
    }
}

fn any_content() -> impl Strategy<Value = InlineContent> {
    let name = prop::sample::select(vec![
        "bpt", "ept", "it", "ph", "hi", "ut", "sub", "g", "seg",
    ]);
    let step = prop_oneof![
        any::<String>().prop_map(Some),
        Just(None),
        name.prop_map(|n| Some(format!("\0{n}"))),
    ];
    (prop::collection::vec(step, 0..12), any_attributes()).prop_map(|(steps, attributes)| {
        let mut content = InlineContent::default();
        let mut depth = 0;
        for step in steps {
            match step {
                Some(text) => match text.strip_prefix('\0') {
                    Some(name) => {
                        content.open(name, attributes.clone());
                        depth += 1;
                    }
                    None => content.push_text(&text),
                },
                None if depth > 0 => {
                    content.close();
                    depth -= 1;
                }
                None => {}
            }
        }
        (0..depth).for_each(|_| content.close());
        content
    })
}

fn any_attributes() -> impl Strategy<Value = Attributes> {
    let name = prop::sample::select(vec![
        "xml:lang", "lang", "type", "i", "x", "pos", "segtype", "tuid", "wrong", "xmlns:a",
        "srclang",
    ]);
    let value = prop_oneof![
        any::<String>(),
        Just("fr-CA".to_owned()),
        Just("begin".to_owned())
    ];
    prop::collection::btree_map(name, value, 0..4).prop_map(|map| map.into_iter().collect())
}

fn any_annotation() -> impl Strategy<Value = Annotation> {
    let name = prop::sample::select(vec!["note", "prop", "ude", "#text", "foreign", "seg"]);
    (name, any_attributes(), any_content()).prop_map(|(name, attributes, content)| Annotation {
        place: 0,
        name: name.to_owned(),
        attributes,
        content,
    })
}

fn any_unit() -> impl Strategy<Value = TranslationUnit> {
    let annotations = || prop::collection::vec(any_annotation(), 0..3);
    let content = prop::option::of(any_content());
    let tuv = (any_attributes(), annotations(), content).prop_map(
        |(attributes, annotations, content)| Tuv {
            attributes,
            annotations,
            content,
            ..Tuv::default()
        },
    );
    (
        any_attributes(),
        annotations(),
        prop::collection::vec(tuv, 0..4),
    )
        .prop_map(|(attributes, annotations, variants)| TranslationUnit {
            attributes,
            annotations,
            variants,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_units_hold_the_file_is_valid(
        units in prop::collection::vec(any_unit(), 0..6),
        attributes in any_attributes(),
        annotations in prop::collection::vec(any_annotation(), 0..3),
    ) {
        let header = TmxHeader { root: attributes.clone(), attributes, annotations };
        let mut out = Vec::new();
        let mut writer = Box::new(Writer::new(&mut out, &header).unwrap());
        for unit in &units {
            writer.unit(unit).unwrap();
        }
        let written = writer.finish().unwrap();
        prop_assert_eq!(written.units + written.skipped, units.len() as u64);
        check_validity("any units", &out);
        for preset in valid_presets() {
            let out = write_for(preset, &header, units.iter());
            check_validity(preset.name(), &out);
            prop_assert_eq!(read(&out).unwrap().units.len() as u64, written.units);
        }
        let back = read(&out).unwrap();
        prop_assert_eq!(back.units.len() as u64, written.units);
        let again = write(&back.header, &back.units).0;
        prop_assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(out).unwrap());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        at in 0..SAMPLE.len(),
    ) {
        let mut mixed = SAMPLE.as_bytes().to_vec();
        let end = (at + bytes.len()).min(mixed.len());
        mixed.splice(at..end, bytes.iter().copied());
        drop(read(&mixed));
        drop(read(&bytes));
    }
}
