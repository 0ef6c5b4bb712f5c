//! Dictionaries as their callers read them: both kinds, both directions, and what is refused.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use crate::messages::{Explain, Ui};

fn tag(text: &str) -> LangTag {
    text.parse().unwrap()
}

fn pairs(dictionary: &Dictionary) -> Vec<(&str, &str, f32)> {
    let pairs = dictionary.pairs.iter();
    pairs
        .map(|((a, b), w)| (a.as_str(), b.as_str(), *w))
        .collect()
}

/// Writes a number as an index does.
fn base_64(mut number: usize) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::new();
    loop {
        written.insert(0, digits[number % 64].into());
        number /= 64;
        if number == 0 {
            return written;
        }
    }
}

/// Makes index and text of entries.
fn dictd(entries: &[(&str, &str)]) -> (String, String) {
    let (mut index, mut text) = (String::new(), String::new());
    for (headword, entry) in entries {
        let (place, length) = (base_64(text.len()), base_64(entry.len()));
        let _ = writeln!(index, "{headword}\t{place}\t{length}");
        text += entry;
    }
    (index, text)
}

fn sample() -> (String, String) {
    dictd(&[
        (
            "00databaseshort",
            "00databaseshort\n     French-English FreeDict Dictionary\n",
        ),
        (
            "chat",
            "chat /ʃa/ <n, masc>\n1. cat, tomcat\n2. pussy cat\n",
        ),
        ("courir", "courir /kuʀiʀ/ <v>\nto run\n"),
        ("chats", "chats\ncats\n"),
    ])
}

const EXPECTED: [(&str, &str, f32); 4] = [
    ("chat", "cat", 2.0),
    ("chat", "tomcat", 2.0),
    ("chats", "cats", 2.0),
    ("courir", "run", 2.0),
];

#[test]
fn a_table_has_pairs_and_perhaps_weights_and_languages() {
    let table = "\u{feff}fr\ten\r\n# animals\n\nun chat\ta cat\nchien\tdog\t0.5\n\
                 chat\tcat\t1\nmise en œuvre\timplementation\t\n";
    let dictionary = Dictionary::from_table(table.as_bytes()).unwrap();
    assert_eq!(
        pairs(&dictionary),
        [("chat", "cat", 2.0), ("chien", "dog", 0.5)]
    );
    assert_eq!(dictionary.languages(), Some(&(tag("fr"), tag("en"))));
    assert_eq!((dictionary.len(), dictionary.passed_over()), (2, 1));
}

#[test]
fn words_that_look_like_tags_are_no_header() {
    let dictionary = Dictionary::from_table(b"chat\tcat\nfr\ten\n").unwrap();
    assert_eq!(dictionary.languages(), None);
    assert_eq!(dictionary.len(), 2);
}

#[test]
fn the_direction_is_turned_where_it_must_be() {
    let dictionary = Dictionary::from_table(b"fr\ten\nchat\tcat\n").unwrap();
    let forth = dictionary.lexicon(&tag("fr-CA"), &tag("en")).unwrap();
    assert_eq!(forth, Lexicon::from_pairs([("chat", "cat", 2.0)]));
    let back = dictionary.lexicon(&tag("en-GB"), &tag("fr")).unwrap();
    assert_eq!(back, forth.turned());
    assert_eq!(dictionary.lexicon(&tag("fr"), &tag("de")), None);
    let silent = Dictionary::from_table(b"chat\tcat\n").unwrap();
    assert_eq!(
        silent
            .lexicon(&tag("fr"), &tag("de"))
            .unwrap()
            .pairs()
            .len(),
        1
    );
}

#[test]
fn tables_are_refused_with_the_line() {
    use DictionaryError::{NoPair, NoPairs, NotUtf8, TooManyFields, Weight};
    let weight = |line, value: &str| Weight {
        line,
        value: value.into(),
    };
    for (table, error) in [
        (&b"chat\tcat\nchien\n"[..], NoPair(2)),
        (b"chat\t\n", NoPair(1)),
        (b"chat\tcat\tx\n", weight(1, "x")),
        (b"chat\tcat\t0\n", weight(1, "0")),
        (b"chat\tcat\tinf\n", weight(1, "inf")),
        (b"\nchat\tcat\t1\t2\n", TooManyFields(2)),
        (b"chat\tcat\n\xe9t\xe9\tsummer\n", NotUtf8(2)),
        (b"", NoPairs(0)),
        (b"fr\ten\nmake war\tguerroyer\n", NoPairs(1)),
    ] {
        let found = Dictionary::from_table(table).unwrap_err();
        assert_eq!(found, error);
        for ui in [Ui::En, Ui::Fr] {
            assert!(
                !found.explain().in_language(ui).starts_with("dictionary-"),
                "{found:?}"
            );
        }
    }
}

#[test]
fn a_dictionary_for_dictd_is_read_plain_and_compressed() {
    let (index, text) = sample();
    let plain = Dictionary::from_dictd(index.as_bytes(), text.as_bytes(), "words").unwrap();
    assert_eq!(pairs(&plain), EXPECTED);
    assert_eq!(plain.languages(), Some(&(tag("fr"), tag("en"))));
    assert_eq!(plain.passed_over(), 1);

    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    let compressed = encoder.finish().unwrap();
    let read = Dictionary::from_dictd(index.as_bytes(), &compressed, "words").unwrap();
    assert_eq!(read, plain);
    let damaged = &compressed[..compressed.len() / 2];
    let error = Dictionary::from_dictd(index.as_bytes(), damaged, "words").unwrap_err();
    assert_eq!(error, DictionaryError::Compression);
    assert!(error.is_in_text());
}

#[test]
fn the_name_of_the_files_tells_the_languages_where_nothing_else_does() {
    let (index, text) = dictd(&[("cat", "cat\nchat\n")]);
    let read = |name| Dictionary::from_dictd(index.as_bytes(), text.as_bytes(), name).unwrap();
    let languages = (tag("en"), tag("fr"));
    assert_eq!(read("d/freedict-eng-fra").languages(), Some(&languages));
    assert_eq!(read("d/words").languages(), None);
}

#[test]
fn an_index_is_refused_with_the_line() {
    use DictionaryError::{IndexNumber, NoIndexLine, OutOfText};
    let text = "chat\ncat\n";
    let number = |line, value: &str| IndexNumber {
        line,
        value: value.into(),
    };
    for (index, error) in [
        ("chat\tA\tJ\nchat\tA\n", NoIndexLine(2)),
        ("chat\tA\tJ\n\nchat\tA\tK\n", OutOfText { line: 3, size: 9 }),
        ("chat\t////////////////\tJ\n", number(1, "////////////////")),
        (
            "chat\t//////////\t//////////\n",
            OutOfText { line: 1, size: 9 },
        ),
        ("chat\tA\t-1\n", number(1, "-1")),
        ("chat\t\tJ\n", number(1, "")),
    ] {
        let found = Dictionary::from_dictd(index.as_bytes(), text.as_bytes(), "words");
        assert_eq!(found.unwrap_err(), error, "{index}");
    }
}

proptest! {
    #[test]
    fn no_table_panics(bytes: Vec<u8>, text in "[a-zé\t\n #.,0-9]{0,80}") {
        let _ = Dictionary::from_table(&bytes);
        let _ = Dictionary::from_table(text.as_bytes());
    }

    #[test]
    fn no_index_and_no_text_panic(
        bytes: Vec<u8>,
        index in "([a-zé0-9 ]{0,8}\t[A-H+/é]{0,2}\t[A-H+/]{0,2}\n){0,8}",
        text in "[a-zé/<>(){}0-9.,;:\" \n|-]{0,200}",
    ) {
        let _ = Dictionary::from_dictd(&bytes, &bytes, "");
        let _ = Dictionary::from_dictd(index.as_bytes(), &bytes, "a-fra-");
        let _ = Dictionary::from_dictd(index.as_bytes(), text.as_bytes(), "x");
        let whole = format!("{}\tA\t{}\n", "mot", base_64(text.len()));
        let _ = Dictionary::from_dictd(whole.as_bytes(), text.as_bytes(), "x");
    }

    #[test]
    fn no_change_to_a_dictionary_panics(at in 0_usize..400, byte: u8) {
        let (index, text) = sample();
        let (mut index, mut text) = (index.into_bytes(), text.into_bytes());
        let (i, t) = (at % index.len(), at % text.len());
        index[i] = byte;
        let _ = Dictionary::from_dictd(&index, &text, "x");
        text[t] = byte;
        let _ = Dictionary::from_dictd(sample().0.as_bytes(), &text, "x");
    }
}
