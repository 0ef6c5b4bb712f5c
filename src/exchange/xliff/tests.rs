//! XLIFF as different tools write it, and what comes back after writing.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::exchange::trial::{Whole, damaged, damages, read, texts, write};
use crate::exchange::{ExchangeError, Foreign, Target};
use crate::model::{
    Annotation, BeadState, CONFIDENCE_PROPERTY, DOCUMENT_PROPERTY, InlineContent, STATE_PROPERTY,
    TranslationUnit, Tuv,
};

fn whole(xliff: &str) -> Whole {
    read("a.xlf", xliff.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

/// Returns a file with these `trans-unit` elements.
fn file(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\" \
         xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" xmlns:sdl=\"urn:s\" xmlns:mq=\"urn:m\">\
         <file original=\"a.docx\" source-language=\"fr\" target-language=\"en-CA\" \
         datatype=\"x\"><header><skl><internal-file>QUJD</internal-file></skl></header>\n<body>\
         {units}</body></file></xliff>"
    )
}

/// Returns the canonical texts of the only unit.
fn only(units: &str) -> Vec<String> {
    let found = whole(&file(units));
    assert_eq!(found.units.len(), 1);
    texts(&found.units[0])
        .into_iter()
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn what_is_said_of_many_segments_is_kept_once() {
    let count = 500;
    let mut said = String::new();
    let mut text = String::new();
    let mut turned = String::new();
    for n in 0..count {
        let _ = write!(said, "<note>n{n}</note>");
        let _ = write!(text, "<mrk mtype='seg' mid='{n}'>s{n}</mrk>");
        let back = count - 1 - n;
        let _ = write!(turned, "<mrk mtype='seg' mid='{back}'>t{back}</mrk>");
    }
    let found = whole(&file(&format!(
        "<trans-unit id='1' maxwidth='9'><source>x</source><seg-source>{text}</seg-source>\
         <target state='final'>{turned}</target>{said}</trans-unit>"
    )));
    assert_eq!(found.units.len(), count);
    let notes =
        |unit: &TranslationUnit| unit.annotations.iter().filter(|a| a.name == "note").count();
    assert_eq!(notes(&found.units[0]), count);
    assert_eq!(found.units.iter().map(notes).sum::<usize>(), count);
    for (n, unit) in found.units.iter().enumerate() {
        let pair: Vec<String> = texts(unit).into_iter().map(|(_, text)| text).collect();
        assert_eq!(pair, [format!("s{n}"), format!("t{n}")]);
        assert_eq!(unit.property("x-context").as_deref(), Some("1"));
        assert_eq!(unit.property(STATE_PROPERTY).as_deref(), Some("accepted"));
    }
}

#[test]
fn a_unit_keeps_what_the_file_says_of_it() {
    let found = whole(&file(
        "<group id='g'><trans-unit id='7' resname='title' approved='yes' maxwidth='20'>\
         <source>Oui &amp; non</source><target state='translated'>Yes &amp; no</target>\
         <context-group><context context-type='sourcefile'>a.c</context></context-group>\
         <note from='dev'>Short!</note></trans-unit></group>",
    ));
    let unit = &found.units[0];
    let of = |language: &str, text: &str| (language.to_owned(), text.to_owned());
    assert_eq!(
        texts(unit),
        [of("fr", "Oui &amp; non"), of("en-CA", "Yes &amp; no")]
    );
    for (kind, value) in [
        (DOCUMENT_PROPERTY, "a.docx"),
        ("x-context", "7"),
        ("x-resname", "title"),
        (STATE_PROPERTY, "accepted"),
        ("x-state", "translated"),
        ("x-sourcefile", "a.c"),
        ("x-xliff-maxwidth", "20"),
    ] {
        assert_eq!(unit.property(kind).as_deref(), Some(value), "{kind}");
    }
    let note = unit.annotations.iter().find(|a| a.name == "note").unwrap();
    assert_eq!(note.content.plain(), "Short!");
    assert_eq!(found.noticed(), Vec::<&str>::new());
}

#[test]
fn codes_become_those_of_tmx() {
    let texts = only(
        "<trans-unit id='1'><source>a <g id='1' ctype='bold'>b <x id='p2'/></g> \
         <bx id='3' rid='9'/>c<ex id='4' rid='9'/></source>\
         <target>A <ph id='p2' ctype='x-lb'>[br]</ph><it id='1' pos='close'>&lt;/b></it> \
         <ex id='4' rid='9'/><mrk mtype='term'>C</mrk></target></trans-unit>",
    );
    assert_eq!(
        texts,
        [
            "a <bpt i=\"1\" x=\"1\" type=\"bold\"></bpt>b <ph x=\"2\" id=\"p2\"></ph>\
             <ept i=\"1\"></ept> <bpt i=\"2\" x=\"3\"></bpt>c<ept i=\"2\"></ept>",
            "A <ph x=\"2\" type=\"x-lb\" id=\"p2\">[br]</ph><it pos=\"end\" x=\"1\">&lt;/b&gt;</it> \
             <it pos=\"end\" x=\"4\" rid=\"9\"></it>C",
        ]
    );
}

#[test]
fn segments_of_a_unit_are_units() {
    let found = whole(&file(
        "<trans-unit id='t'><source><g id='0'>Un. Deux. Trois.</g></source>\
         <seg-source><g id='0'><mrk mtype='seg' mid='1'>Un.</mrk> <mrk mtype='seg' mid='2'>\
         Deux<mrk mtype='x-sdl-deleted'>!</mrk>.</mrk> <mrk mtype='seg' mid='3'>Trois.</mrk></g>\
         </seg-source><target><g id='0'><mrk mtype='seg' mid='2'>Two.</mrk> \
         <mrk mtype='seg' mid='1'>One.</mrk> <mrk mtype='seg' mid='9'>More.</mrk></g></target>\
         <sdl:seg-defs><sdl:seg id='1' conf='Translated' percent='80'><sdl:value key='k'>v\
         </sdl:value></sdl:seg><sdl:seg id='2' conf='Draft'/></sdl:seg-defs></trans-unit>",
    ));
    let plain: Vec<Vec<String>> = found
        .texts()
        .into_iter()
        .map(|unit| unit.into_iter().map(|(_, text)| text).collect())
        .collect();
    assert_eq!(
        plain,
        [
            vec!["Un.", "One."],
            vec!["Deux.", "Two."],
            vec!["Trois."],
            vec!["More."]
        ]
    );
    let reviewed = |n: usize| found.units[n].stated_review().0;
    assert_eq!(reviewed(0), BeadState::Accepted);
    assert_eq!(reviewed(1), BeadState::Unreviewed);
    assert_eq!(found.units[0].property("x-mid").as_deref(), Some("1"));
    assert_eq!(
        found.units[0].property("x-sdl-percent").as_deref(),
        Some("80")
    );
    assert_eq!(found.noticed(), ["xliff-deleted-text"]);
}

#[test]
fn alternatives_with_a_source_are_unreviewed_units() {
    let found = whole(&file(
        "<trans-unit id='1' mq:status='ManuallyConfirmed'><source>Oui.</source>\
         <target>Yes.</target><alt-trans match-quality='80'><source>Oui !</source>\
         <target>Yes!</target></alt-trans><alt-trans><target>Yeah.</target></alt-trans>\
         </trans-unit><trans-unit id='2'><source>Non.</source><target/></trans-unit>",
    ));
    assert_eq!(found.units.len(), 3);
    assert_eq!(found.units[0].stated_review().0, BeadState::Accepted);
    assert_eq!(
        found.units[0].property("x-alt-trans").as_deref(),
        Some("Yeah.")
    );
    assert_eq!(found.units[1].stated_review().0, BeadState::Unreviewed);
    assert_eq!(
        found.units[1].property("x-match-quality").as_deref(),
        Some("80")
    );
    assert_eq!(found.units[2].variants.len(), 1);
}

#[test]
fn files_of_several_languages_name_them() {
    let text = "<xlf:xliff version='1.2' xmlns:xlf='urn:x'><xlf:file original='a' \
        source-language='fr' target-language='en'><xlf:body><xlf:trans-unit id='1'>\
        <xlf:source>Oui</xlf:source><xlf:target xml:lang='en-GB'>Yes</xlf:target>\
        </xlf:trans-unit></xlf:body></xlf:file><xlf:file original='b' source-language='de'>\
        <xlf:body><xlf:bin-unit/><xlf:trans-unit id='1'><xlf:source>Ja</xlf:source>\
        <xlf:target>?</xlf:target></xlf:trans-unit></xlf:body></xlf:file></xlf:xliff>";
    let found = whole(text);
    let languages: Vec<Vec<String>> = found
        .texts()
        .into_iter()
        .map(|unit| unit.into_iter().map(|(language, _)| language).collect())
        .collect();
    assert_eq!(languages, [["fr", "en-GB"], ["de", "-"]]);
    assert_eq!(found.units[0].attributes.get("srclang"), None);
    assert_eq!(found.units[1].attributes.get("srclang"), Some("de"));
    assert_eq!(found.noticed(), ["xliff-left-out", "xliff-no-language"]);
}

#[test]
fn the_core_of_xliff_2_is_read() {
    let found = whole(
        "<xliff version='2.1' srcLang='fr' trgLang='en' xmlns='urn:2'><file id='f1'><unit id='u' \
         name='n'><notes><note>Hm.</note></notes><originalData><data id='d1'>&lt;b></data>\
         <data id='d2'>&lt;/b></data></originalData><segment id='s1' state='final'><source>Un \
         <pc id='1' dataRefStart='d1' dataRefEnd='d2'>mot<cp hex='0001'/></pc></source><target>\
         One <sc id='2'/>word<ec startRef='2'/></target></segment><ignorable><source> </source>\
         </ignorable><segment id='s2'><source>Deux</source></segment></unit></file></xliff>",
    );
    assert_eq!(found.units.len(), 2);
    assert_eq!(
        found.texts()[0],
        [
            (
                "fr".to_owned(),
                "Un <bpt i=\"1\" x=\"1\">&lt;b&gt;</bpt>mot\u{1}<ept i=\"1\">&lt;/b&gt;</ept>"
                    .to_owned()
            ),
            (
                "en".to_owned(),
                "One <bpt i=\"1\" x=\"2\"></bpt>word<ept i=\"1\"></ept>".to_owned()
            ),
        ]
    );
    assert_eq!(found.units[0].stated_review().0, BeadState::Accepted);
    assert_eq!(found.units[1].property("x-mid").as_deref(), Some("s2"));
    // The notes of all segments stand once, with the first.
    let notes = |n: usize| found.units[n].annotations.iter().any(|a| a.name == "note");
    assert_eq!([notes(0), notes(1)], [true, false]);
}

#[test]
fn what_is_no_xliff_is_refused_with_its_place() {
    let cut = file("<trans-unit id='1'>\n<source>Oui");
    let cut = &cut[..cut.find("Oui").unwrap() + 3];
    let error = read("a.xlf", cut.as_bytes()).err().unwrap();
    assert_eq!(
        error.location().map(|at| (at.line, at.unit)),
        Some((4, Some(1)))
    );
    let error = read("a.xlf", b"<tmx version='1.4'/>").err().unwrap();
    assert!(matches!(error, ExchangeError::Other(Foreign::Xml(root)) if root == "tmx"));
    let outside = file("<trans-unit id='1'><source>&x;</source></trans-unit>").replace(
        "<xliff",
        "<!DOCTYPE xliff [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><xliff",
    );
    assert!(read("a.xlf", outside.as_bytes()).is_err());
    let mut deep = String::new();
    for _ in 0..20_000 {
        deep.push_str("<g id='1'>");
    }
    for _ in 0..20_000 {
        deep.push_str("</g>");
    }
    let mut text = String::new();
    write!(
        text,
        "<trans-unit id='1'><source>a{deep}</source></trans-unit>"
    )
    .unwrap();
    assert_eq!(whole(&file(&text)).units.len(), 1);
}

/// A unit with everything that can be written, from canonical texts.
fn unit(source: &str, target: &str, state: BeadState) -> TranslationUnit {
    let text = |language, canonical: &str| {
        Tuv::of(
            Some(language),
            InlineContent::from_canonical(canonical).unwrap(),
        )
    };
    let annotations = vec![
        Annotation::property(DOCUMENT_PROPERTY, "a & b.docx"),
        Annotation::property(STATE_PROPERTY, state.name()),
        Annotation::property(CONFIDENCE_PROPERTY, "0.913"),
        Annotation::note("Hm <hm>"),
    ];
    TranslationUnit::of_parts(annotations, vec![text("fr", source), text("en", target)])
}

#[test]
fn what_is_written_is_read_back_with_its_codes() {
    for (source, target) in [
        ("  Oui &amp; non\n", "\tYes "),
        (
            "a <bpt i=\"1\" x=\"1\" type=\"bold\"></bpt>b<ept i=\"1\"></ept>",
            "<bpt i=\"1\" x=\"1\" type=\"bold\">&lt;b&gt;</bpt>B<ept i=\"1\">&lt;/b&gt;</ept>",
        ),
        (
            "<bpt i=\"1\" x=\"1\"></bpt><bpt i=\"2\" x=\"2\"></bpt>x<ept i=\"1\"></ept>y\
             <ept i=\"2\"></ept>",
            "<hi type=\"x\">a<ph x=\"1\" type=\"lb\"></ph></hi><ph x=\"2\" assoc=\"p\">z\
             <sub type=\"link\">t</sub></ph>",
        ),
        (
            "<it pos=\"end\" x=\"4\">n</it>a",
            "<it pos=\"begin\" x=\"4\" type=\"ulined\"></it>b",
        ),
    ] {
        let units = [unit(source, target, BeadState::Edited)];
        let (bytes, written) = write(Target::Xliff, &units);
        assert_eq!((written.units, written.skipped), (1, 0));
        let text = String::from_utf8(bytes).unwrap();
        let back = whole(&text);
        let found: Vec<String> = back.texts()[0]
            .iter()
            .map(|(_, text)| text.clone())
            .collect();
        assert_eq!(found, [source, target], "{text}");
        assert_eq!(back.units[0].stated_review(), units[0].stated_review());
        assert_eq!(
            back.units[0].property(DOCUMENT_PROPERTY).as_deref(),
            Some("a & b.docx")
        );
        let notes = back.units[0]
            .annotations
            .iter()
            .filter(|a| a.name == "note");
        assert_eq!(notes.count(), 1);
    }
}

#[test]
fn one_file_element_for_each_run_of_a_document() {
    let mut units = [
        unit("a", "b", BeadState::Accepted),
        unit("c", "d", BeadState::Unreviewed),
        TranslationUnit::pair(
            (&"fr-CA".parse().unwrap(), "e"),
            (&"en".parse().unwrap(), ""),
        ),
        TranslationUnit::pair((&"de".parse().unwrap(), "e"), (&"en".parse().unwrap(), "f")),
    ];
    units[2].variants.swap(0, 1);
    let (bytes, written) = write(Target::Xliff, &units);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!((written.units, written.skipped), (3, 1));
    assert_eq!(text.matches("<file ").count(), 2);
    assert_eq!(text.matches("<target").count(), 2);
    assert!(text.contains("state=\"final\"") && text.contains("approved=\"yes\""));
    assert!(
        text.contains("<source xml:lang=\"fr-CA\">e</source>"),
        "{text}"
    );
    assert!(
        write(Target::Xliff, &[])
            .0
            .ends_with(b"</file>\n</xliff>\n")
    );
}

proptest! {
    #[test]
    fn any_damage_is_an_answer(damages in damages()) {
        let sample = file(
            "<group><trans-unit id='1'><source>a <g id='1'>b<x id='2'/></g></source><seg-source>\
             <mrk mtype='seg' mid='1'>a <bx id='3'/></mrk></seg-source><target state='new'>\
             <mrk mtype='seg' mid='1'>A <ex id='3'/></mrk></target><alt-trans><source>x</source>\
             <target>y</target></alt-trans><note>n</note></trans-unit></group>",
        );
        let bytes = damaged(sample.as_bytes(), &damages);
        if let Ok(found) = read("a.xlf", &bytes) {
            let (bytes, _) = write(Target::Xliff, &found.units);
            prop_assert!(read("a.xlf", &bytes).is_ok(), "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
