//! Catalogues as people write them, and what `msgfmt` may say of ours is in `tests/clients.rs`.

use proptest::prelude::*;

use crate::exchange::trial::{damaged, damages, read, read_with, tag, texts, write};
use crate::exchange::{ExchangeError, ReadOptions, Target};
use crate::model::{Annotation, BeadState, DOCUMENT_PROPERTY, STATE_PROPERTY, TranslationUnit};

const SAMPLE: &str = r#"# A title.
msgid ""
msgstr ""
"Language: fr_CA.UTF-8\n"
"X-Source-Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"

# Of a translator.
#. Of a developer.
#: src/a.c:12 src/b.c:3
#, fuzzy, c-format
#| msgid "Old %s"
msgctxt "menu"
msgid "New %s\t\"x\"\n"
msgstr ""
"Nouveau %s\t"
"\"x\"\n"

msgid "One file"
msgid_plural "%d files"
msgstr[0] "Un fichier"
msgstr[1] "%d fichiers"

msgid "Later"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Parti"
"#;

fn pairs(found: &crate::exchange::trial::Whole) -> Vec<Vec<String>> {
    let plain = |unit: &TranslationUnit| texts(unit).into_iter().map(|(_, text)| text).collect();
    found.units.iter().map(plain).collect()
}

#[test]
fn only_the_header_names_the_encoding() {
    let found = read(
        "a.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; \"\n\
         \"charset=UTF-8\\n\"\n\n# charset=nonsense\nmsgid \"<meta charset=latin1>\"\n\
         msgstr \"é\\351à\"\n"
            .as_bytes(),
    )
    .unwrap();
    assert_eq!(pairs(&found)[0][1], "ééà");
    let text = "# charset=nonsense\nmsgid \"charset=none\"\nmsgstr \"é\"\n";
    assert_eq!(pairs(&read("a.po", text.as_bytes()).unwrap())[0][1], "é");
    let latin = b"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n\
        msgid \"a\"\nmsgstr \"\xE9\"\n";
    assert_eq!(pairs(&read("a.po", latin).unwrap())[0][1], "é");
}

#[test]
fn equal_messages_are_numbered_on() {
    let one = TranslationUnit::pair((&tag("fr"), "Oui"), (&tag("en"), "Yes"));
    let (bytes, written) = write(Target::Po, &vec![one; 20_000]);
    assert_eq!(written.units, 20_000);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("msgctxt \"(2)\"") && text.contains("msgctxt \"(20000)\""));
    assert_eq!(text.matches("msgctxt").count(), 19_999);
}

#[test]
fn entries_are_units_with_what_stands_around_them() {
    let found = read("a.po", SAMPLE.as_bytes()).unwrap();
    assert_eq!(
        pairs(&found),
        [
            vec!["New %s\t\"x\"\n", "Nouveau %s\t\"x\"\n"],
            vec!["One file", "Un fichier"],
            vec!["%d files", "%d fichiers"],
            vec!["Later"],
            vec!["Gone", "Parti"],
        ]
    );
    let unit = &found.units[0];
    assert_eq!(unit.stated_review().0, BeadState::Unreviewed);
    assert_eq!(found.units[1].stated_review().0, BeadState::Accepted);
    for (kind, value) in [
        ("x-context", "menu"),
        ("x-po-reference", "src/a.c:12"),
        ("x-po-flags", "fuzzy, c-format"),
        ("x-po-previous", "msgid \"Old %s\""),
    ] {
        assert_eq!(unit.property(kind).as_deref(), Some(value), "{kind}");
    }
    let notes: Vec<_> = unit
        .annotations
        .iter()
        .filter(|a| a.name == "note")
        .collect();
    assert_eq!(notes.len(), 2);
    assert_eq!(unit.variants[1].language(), Some(tag("fr-CA")));
    assert_eq!(found.units[2].property("x-po-plural").as_deref(), Some("1"));
    assert_eq!(
        found.units[4].property("x-po-obsolete").as_deref(),
        Some("yes")
    );
    assert_eq!(found.noticed(), Vec::<&str>::new());
}

#[test]
fn languages_and_encoding_are_as_the_header_or_the_caller_says() {
    let latin = b"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\
        msgid \"Summer\"\nmsgstr \"\xC9t\xE9\"\n";
    let found = read("a.po", latin).unwrap();
    assert_eq!(pairs(&found), [["Summer", "Été"]]);
    assert_eq!(found.noticed(), ["po-source-language", "po-no-language"]);
    let options = ReadOptions {
        from: Some(tag("de")),
        to: Some(tag("fr")),
        ..ReadOptions::default()
    };
    let found = read_with("a.po", latin, &options).unwrap();
    assert_eq!(found.noticed(), Vec::<&str>::new());
    assert_eq!(found.texts()[0][0].0, "de");
    let unknown = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=KLINGON\\n\"\n";
    let error = read("a.po", unknown.as_bytes()).err().unwrap();
    assert_eq!(error.location().map(|at| at.line), Some(2));
}

#[test]
fn mistakes_have_their_place() {
    for (text, id, line, column) in [
        ("msgid \"a\nmsgstr \"b\"\n", "po-quote", 1, 7),
        ("msgid \"a\" x\nmsgstr \"b\"\n", "po-quote", 1, 10),
        ("msgid \"é\\q\"\nmsgstr \"b\"\n", "po-escape", 1, 9),
        ("msgid \"a\"\nmsgid \"b\"\n", "po-order", 2, 1),
        ("  \"a\"\n", "po-order", 1, 3),
        ("msgid \"a\"\nmsgstr[0] \"b\"\n", "po-order", 2, 1),
        ("hello\n", "po-line", 1, 1),
        ("\nmsgid \"a\"\n", "po-incomplete", 2, 1),
        ("msgid \"a\"\n# b\nmsgstr \"c\"\n", "po-incomplete", 2, 1),
    ] {
        let error = read("a.po", text.as_bytes())
            .err()
            .unwrap_or_else(|| panic!("{text}"));
        let ExchangeError::Refused { at, refusal } = &error else {
            panic!("{text}: {error}");
        };
        assert_eq!(format!("{refusal:?}"), format!("Told({id:?})"), "{text}");
        assert_eq!((at.line, at.column), (line, column), "{text}");
        assert!(error.to_string().starts_with("Line "), "{error}");
    }
}

#[test]
fn what_is_written_is_read_back() {
    let source: Vec<TranslationUnit> = read("a.po", SAMPLE.as_bytes()).unwrap().units;
    // From English into French, as the sample is.
    let header = crate::exchange::tmx::TmxHeader::own("en");
    let start = crate::exchange::FileStart {
        header: &header,
        languages: Some([tag("en"), tag("fr-CA")]),
    };
    let mut out = Vec::new();
    let mut writer = crate::exchange::create(Target::Po, &mut out, &start).unwrap();
    for unit in &source {
        writer.unit(unit).unwrap();
    }
    assert_eq!(writer.finish().unwrap().units, 5);
    let text = String::from_utf8(out).unwrap();
    assert!(text.contains("msgid_plural \"%d files\""), "{text}");
    assert!(text.contains("#, fuzzy, c-format\n"), "{text}");
    let mut back = read("a.po", text.as_bytes()).unwrap().units;
    // What the message was before its change is not written.
    let mut expected = source.clone();
    for unit in expected.iter_mut().chain(&mut back) {
        unit.annotations
            .retain(|a| a.attributes.get("type") != Some("x-po-previous"));
        *unit = TranslationUnit::of_parts(unit.annotations.clone(), unit.variants.clone());
    }
    assert_eq!(back, expected);
}

#[test]
fn what_msgfmt_refuses_is_made_right() {
    let unit = |source: &str, target: &str, properties: &[(&str, &str)]| {
        let mut unit = TranslationUnit::pair((&tag("fr"), source), (&tag("en"), target));
        unit.annotations = properties
            .iter()
            .map(|(k, v)| Annotation::property(k, v))
            .collect();
        unit
    };
    let (bytes, written) = write(
        Target::Po,
        &[
            unit("a", "b\n", &[(DOCUMENT_PROPERTY, "mon texte.docx")]),
            unit("a", "c", &[(STATE_PROPERTY, "unreviewed")]),
            unit("\n%s\n", "%d", &[("x-po-flags", "c-format, no-wrap")]),
            unit("", "d", &[]),
        ],
    );
    assert_eq!((written.units, written.skipped), (3, 1));
    let text = String::from_utf8(bytes).unwrap();
    let body = text.split_once("\n\n").unwrap().1;
    assert_eq!(
        body,
        "#: \u{2068}mon texte.docx\u{2069}\nmsgid \"a\"\nmsgstr \"b\"\n\n#, fuzzy\n\
         msgctxt \"(2)\"\nmsgid \"a\"\nmsgstr \"c\"\n\n#, no-wrap\nmsgid \"\"\n\"\\n\"\n\"%s\\n\"\n\
         msgstr \"\"\n\"\\n\"\n\"%d\\n\"\n"
    );
}

proptest! {
    #[test]
    fn any_damage_is_an_answer(damages in damages()) {
        let bytes = damaged(SAMPLE.as_bytes(), &damages);
        if let Ok(found) = read("a.po", &bytes) {
            let (bytes, _) = write(Target::Po, &found.units);
            prop_assert!(read("a.po", &bytes).is_ok());
        }
    }
}
