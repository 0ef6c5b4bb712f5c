//! An index of any state, or none, gives the same answers.

use std::collections::BTreeMap;
use std::fs;

use proptest::prelude::*;

use super::*;
use crate::matching::concordance::{Matcher, Options, Search, TextQuery};
use crate::memory::tests::{imported, new_memory, stamp, tag};
use crate::memory::{ChangeKind, LanguagePair};
use crate::model::{InlineContent, LangTag, TranslationUnit, Tuv};

fn unit(texts: &[(&str, &str)]) -> TranslationUnit {
    let variants = texts.iter();
    TranslationUnit {
        variants: variants
            .map(|(lang, text)| Tuv::plain(&tag(lang), text))
            .collect(),
        ..TranslationUnit::default()
    }
}

fn opened(memory: &Memory) -> Option<FullText> {
    FullText::open_for::<MemoryError>(memory, 0, &mut |_, _| Ok(())).unwrap()
}

/// What a search finds: unit, language, hits.
type Hits = Vec<(i64, String, Vec<(usize, usize)>)>;

struct Asked {
    search: Search,
    language: Option<LangTag>,
    target: Option<Search>,
    options: Options,
}

impl Asked {
    fn words(query: &str) -> Self {
        Asked {
            search: Search::Words(TextQuery::parse(query).unwrap()),
            language: None,
            target: None,
            options: Options::default(),
        }
    }

    /// Returns the hits, and whether the index served; how many units were looked at.
    fn ask(&self, memory: &Memory, index: Option<&FullText>) -> (Hits, bool, usize) {
        let wanted = Wanted {
            search: &self.search,
            language: self.language.as_ref(),
            target: self.target.as_ref(),
            options: self.options,
        };
        let mut matchers: BTreeMap<String, (Matcher, Option<Matcher>)> = BTreeMap::new();
        let (mut hits, mut looked) = (Vec::new(), 0);
        let served = memory
            .candidates::<MemoryError>(index, &wanted, 0, &mut |unit| {
                looked += 1;
                for side in &unit.texts {
                    let asked = self.language.as_ref();
                    if asked.is_some_and(|asked| asked.fit(&side.language).is_none()) {
                        continue;
                    }
                    for language in unit.texts.iter().map(|side| side.language.primary()) {
                        matchers.entry(language.to_owned()).or_insert_with(|| {
                            let new = |search| Matcher::new(search, self.options, language);
                            (new(&self.search), self.target.as_ref().map(new))
                        });
                    }
                    let beside = self.target.is_none()
                        || unit.texts.iter().any(|other| {
                            let target = &matchers[other.language.primary()].1;
                            !other.language.same_language(&side.language)
                                && target.as_ref().unwrap().hits(&other.text).is_some()
                        });
                    if let Some(found) = matchers[side.language.primary()].0.hits(&side.text)
                        && beside
                    {
                        hits.push((unit.unit, side.language.to_string(), found));
                    }
                }
                Ok(true)
            })
            .unwrap();
        (hits, served, looked)
    }

    fn units(&self, memory: &Memory, index: Option<&FullText>) -> Vec<i64> {
        self.ask(memory, index)
            .0
            .into_iter()
            .map(|hit| hit.0)
            .collect()
    }
}

fn small(folder: &tempfile::TempDir) -> Memory {
    let mut memory = new_memory(folder);
    let units = [
        unit(&[
            ("fr", "Le port ouvre en mai."),
            ("en", "The harbour opens in May."),
        ]),
        unit(&[
            ("fr", "L’aide de 12 000 alliés"),
            ("en", "The aid of 12,000 allies"),
        ]),
        unit(&[
            ("fr", "Rien"),
            ("fr-CA", "Le port ferme"),
            ("en", "The port closes"),
        ]),
    ];
    imported(&mut memory, &units);
    memory
}

#[test]
fn words_are_found_by_language_and_only_their_units_are_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let memory = small(&folder);
    let index = opened(&memory).unwrap();
    for (query, units) in [
        ("port", vec![1, 3, 3]),
        ("LE PORT", vec![1, 3]),
        ("12000 allies", vec![2]),
        ("l'aid*", vec![2]),
        ("aid* AND alli*", vec![2, 2]),
        ("NEAR(port mai, 2)", vec![1]),
        ("port -ouvre", vec![3, 3]),
        ("quai", vec![]),
    ] {
        let (hits, served, looked) = Asked::words(query).ask(&memory, Some(&index));
        assert!(served);
        assert_eq!(
            hits.iter().map(|hit| hit.0).collect::<Vec<_>>(),
            units,
            "{query}"
        );
        assert!(looked < 3, "{query}: {looked}");
    }
    let asked = Asked {
        language: Some(tag("fr")),
        target: Some(Search::Words(TextQuery::parse("clos*").unwrap())),
        ..Asked::words("port")
    };
    assert_eq!(asked.ask(&memory, Some(&index)).2, 1);
    assert_eq!(asked.units(&memory, Some(&index)), [3]);
    let asked = Asked {
        options: Options {
            inflected: true,
            ..Options::default()
        },
        ..Asked::words("ally")
    };
    let (hits, _, looked) = asked.ask(&memory, Some(&index));
    assert_eq!((hits.len(), looked), (1, 1));
}

#[test]
fn a_small_memory_needs_none_and_a_cancelled_one_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let memory = small(&folder);
    let path = memory.full_text_path();
    assert!(
        FullText::open::<MemoryError>(&memory, &mut |_, _| Ok(()))
            .unwrap()
            .is_none()
    );
    let many: Vec<_> = (0..1500)
        .map(|n| unit(&[("fr", &format!("Un {n}")), ("en", "A")]))
        .collect();
    let mut memory = memory;
    imported(&mut memory, &many);
    let stop = |_, _| Err(MemoryError::NothingToUndo);
    assert!(FullText::open_for(&memory, 0, &mut { stop }).is_err());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert!(
        !path.exists()
            && left.iter().all(|file| {
                let name = file.as_ref().unwrap().file_name();
                name.to_string_lossy().starts_with("m.db")
            }),
        "{left:?}"
    );
}

#[test]
fn a_stale_index_takes_in_what_was_touched_or_it_is_looked_at_besides() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = small(&folder);
    let old = opened(&memory).unwrap();
    old.connection
        .pragma_update(None, "query_only", true)
        .unwrap();
    memory
        .change(ChangeKind::Edit, "", &stamp(), |change| {
            change.edit_text(1, 0, &InlineContent::from_text("Le quai ouvre"))
        })
        .unwrap();
    imported(
        &mut memory,
        &[unit(&[("fr", "Un quai, un port"), ("en", "A quay")])],
    );
    // It cannot be written, and is of use all the same.
    assert!(matches!(
        old.bring_up_to_date::<MemoryError>(&memory, &mut |_, _| Ok(())),
        Ok(true)
    ));
    let state = old.state().unwrap();
    assert_eq!(Asked::words("quai").ask(&memory, Some(&old)).0.len(), 2);
    assert_eq!(Asked::words("port").units(&memory, Some(&old)), [3, 3, 4]);

    let new = opened(&memory).unwrap();
    assert_ne!(new.state().unwrap(), state);
    assert_eq!(new.state().unwrap(), memory.generation().unwrap());
    let (hits, served, looked) = Asked::words("quai").ask(&memory, Some(&new));
    assert_eq!((hits.len(), served, looked), (2, true, 2));
    assert_eq!(Asked::words("port").ask(&memory, Some(&new)).2, 2);
}

#[test]
fn the_index_of_another_memory_or_a_damaged_one_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let memory = small(&folder);
    drop(opened(&memory));
    let path = memory.full_text_path();
    let expected = Asked::words("port").units(&memory, None);
    let other = tempfile::tempdir().unwrap();
    let mut strange = new_memory(&other);
    imported(&mut strange, &[unit(&[("fr", "port"), ("en", "port")])]);
    drop(opened(&strange));
    let whole = fs::read(&path).unwrap();
    let mut damaged = vec![
        fs::read(strange.full_text_path()).unwrap(),
        b"no database at all".to_vec(),
        Vec::new(),
        whole[..whole.len() / 2].to_vec(),
    ];
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at..]
            .iter_mut()
            .take(64)
            .for_each(|byte| *byte = !*byte);
        damaged.push(bytes);
    }
    for (number, bytes) in damaged.iter().enumerate() {
        fs::write(&path, bytes).unwrap();
        let index = opened(&memory);
        let (hits, ..) = Asked::words("port").ask(&memory, index.as_ref());
        let units: Vec<i64> = hits.iter().map(|hit| hit.0).collect();
        if number < 4 {
            assert_eq!(units, expected, "{number}");
        }
        // A hit may be hidden, never invented.
        assert!(units.iter().all(|unit| expected.contains(unit)), "{number}");
    }
    fs::write(&path, "something else").unwrap();
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(opened(&memory).is_none());
    assert_eq!(Asked::words("port").units(&memory, None), expected);
}

#[test]
fn two_at_once_do_not_break_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = small(&folder);
    let path = memory.path().to_owned();
    for round in 0..4_i64 {
        imported(
            &mut memory,
            &[unit(&[
                ("fr", &format!("Le port {round}")),
                ("en", "A port"),
            ])],
        );
        if round == 2 {
            fs::remove_file(memory.full_text_path()).unwrap();
        }
        let searching = || {
            let memory = Memory::open_to_read(&path).unwrap();
            let index = opened(&memory);
            assert!(index.is_some());
            Asked::words("\"le port\"")
                .units(&memory, index.as_ref())
                .len()
        };
        let found = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(searching)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect::<Vec<_>>()
        });
        assert_eq!(found, [3 + usize::try_from(round).unwrap(); 4]);
    }
    // The memory is read by what reads it otherwise, too.
    let pair = LanguagePair {
        from: tag("fr"),
        to: tag("en"),
    };
    let mut pairs = 0;
    memory
        .pairs(pair)
        .each(|_| {
            pairs += 1;
            Ok::<_, MemoryError>(())
        })
        .unwrap();
    assert!(pairs >= 6);
}

/// What may happen to a memory.
#[derive(Debug, Clone)]
enum Step {
    Import(Vec<(String, String)>),
    Edit(i64, usize, String),
    Delete(i64),
    Undo(i64),
    /// The index is brought up to date.
    Index,
    /// The index goes away.
    Lose,
}

fn text() -> impl Strategy<Value = String> {
    "([aà]|b[a-b]|l’|Le |l'aide|12 000|12|é|E|, | |-|\\.|\u{202f}|œ|日本){1,8}"
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => proptest::collection::vec((text(), text()), 1..5).prop_map(Step::Import),
        3 => (1_i64..12, 0_usize..2, text()).prop_map(|(u, v, t)| Step::Edit(u, v, t)),
        1 => (1_i64..12).prop_map(Step::Delete),
        1 => (1_i64..8).prop_map(Step::Undo),
        2 => Just(Step::Index),
        1 => Just(Step::Lose),
    ]
}

fn query() -> impl Strategy<Value = String> {
    "(\"?(a|b|ba|l'|le|aide|12|12 000|e|oe|日)[*]?( (a|b|e))?\"?( AND | OR | -| )?){1,4}|NEAR\\((a|b|le) (e|a*), [0-3]\\)"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn index_and_scan_find_the_same_after_any_changes(
        steps in proptest::collection::vec(step(), 1..14),
        queries in proptest::collection::vec(query(), 12),
        inflected: bool,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut memory = small(&folder);
        let mut index = opened(&memory);
        for step in steps {
            match step {
                Step::Import(texts) => {
                    let units: Vec<_> = (texts.iter())
                        .map(|(fr, en)| unit(&[("fr", fr), ("en-CA", en)]))
                        .collect();
                    imported(&mut memory, &units);
                }
                // What cannot be done changes nothing.
                Step::Edit(unit, variant, text) => {
                    let _ = memory.change(ChangeKind::Edit, "", &stamp(), |change| {
                        change.edit_text(unit, variant, &InlineContent::from_text(&text))
                    });
                }
                Step::Delete(unit) => {
                    let _ = memory.change(ChangeKind::Deletion, "", &stamp(), |change| {
                        change.delete_units(&[unit])
                    });
                }
                Step::Undo(change) => {
                    let _ = memory.undo(Some(change), &stamp());
                }
                Step::Index => index = opened(&memory),
                Step::Lose => {
                    index = None;
                    let _ = fs::remove_file(memory.full_text_path());
                }
            }
            for query in &queries {
                let Ok(read) = TextQuery::parse(query) else {
                    continue;
                };
                let asked = Asked {
                    search: Search::Words(read),
                    language: None,
                    target: None,
                    options: Options { inflected, ..Options::default() },
                };
                let scanned = asked.ask(&memory, None).0;
                prop_assert_eq!(&asked.ask(&memory, index.as_ref()).0, &scanned, "{}", query);
                let beside = Asked {
                    language: Some(tag("fr")),
                    target: Some(asked.search.clone()),
                    ..asked
                };
                let scanned = beside.ask(&memory, None).0;
                prop_assert_eq!(&beside.ask(&memory, index.as_ref()).0, &scanned, "{}", query);
            }
        }
    }
}
