//! Real memories that change at random: the index must say what reading every unit says.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::*;
use crate::jobs::lookup::{Direction, Lookup, Settings};
use crate::matching::{Answer, Query};
use crate::memory::{ChangeKind, ImportHeader, MemoryError, Stamp, UnitImport, UnitRows};
use crate::model::{InlineContent, TranslationUnit, Tuv};

static CANCEL: Cancel = Cancel::new();

const SOURCES: [&str; 8] = [
    "Le conseil se réunit demain à Port-Éloi.",
    "Le conseil se réunit le 3 mai à Port-Éloi.",
    "Le conseil se réunit le 4 mai à Port-Éloi.",
    "Les conseils se réunissent demain à Port-Éloi.",
    "La séance est levée.",
    "la séance est levée",
    "Port-Éloi",
    "Le comité siège sans relâche depuis trois jours.",
];

fn stamp() -> Stamp {
    Stamp {
        at: "20240102T030405Z".into(),
        author: None,
    }
}

fn unit(source: usize, target: usize, region: bool) -> TranslationUnit {
    let tag = |text: &str| text.parse().unwrap();
    let mut variants = vec![
        Tuv::plain(&tag("fr"), SOURCES[source]),
        Tuv::plain(&tag("en"), ["One.", "Two.", "On 3 May."][target]),
    ];
    if region {
        variants.push(Tuv::plain(
            &tag("fr-CA"),
            SOURCES[(source + 1) % SOURCES.len()],
        ));
    }
    for (place, variant) in variants.iter_mut().enumerate() {
        variant.place = place as u32;
    }
    TranslationUnit {
        variants,
        ..TranslationUnit::default()
    }
}

/// What happens to a memory.
#[derive(Debug, Clone)]
enum Step {
    Import(Vec<(usize, usize, bool)>),
    Edit(usize, usize),
    Delete(usize),
    Undo,
    /// All queries are asked, by index and by reading everything.
    Ask,
    /// Files beside the memory go away, or are something else.
    Lose(bool),
    Spoil(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let units = prop::collection::vec(
        (0..SOURCES.len(), 0_usize..3, prop::bool::weighted(0.2)),
        1..6,
    );
    prop_oneof![
        3 => units.prop_map(Step::Import),
        2 => (0_usize..20, 0..SOURCES.len()).prop_map(|(unit, text)| Step::Edit(unit, text)),
        2 => (0_usize..20).prop_map(Step::Delete),
        2 => Just(Step::Undo),
        3 => Just(Step::Ask),
        1 => any::<bool>().prop_map(Step::Lose),
        1 => any::<bool>().prop_map(Step::Spoil),
    ]
}

fn ask(path: &Path, from: &str, query: &str, exhaustive: bool) -> Vec<Answer> {
    let memories = [Memory::open_to_read(path).unwrap()];
    let (from, to) = (from.parse().unwrap(), "en".parse().unwrap());
    let wish = Direction {
        from: Some(&from),
        to: Some(&to),
    };
    let settings = |threshold| Settings {
        threshold,
        limit: 3,
        memory_penalties: vec![0],
        exhaustive,
        help: true,
    };
    [50, 70, 85]
        .into_iter()
        .filter_map(|threshold| {
            let lookup = Lookup::open(&memories, wish, settings(threshold), &CANCEL).ok()?;
            Some(lookup.ask(&Query::new(query)).unwrap().0)
        })
        .collect()
}

fn index_file(path: &Path, recent: bool) -> PathBuf {
    let ending = if recent { "-recent" } else { "" };
    PathBuf::from(format!("{}.index-fr-en{ending}", path.display()))
}

fn units_in_force(memory: &Memory) -> Vec<i64> {
    let mut units = Vec::new();
    memory
        .units(&crate::memory::UnitFilter::default(), |unit, _| {
            units.push(unit);
            Ok::<_, MemoryError>(())
        })
        .unwrap();
    units
}

fn change<T>(
    memory: &mut Memory,
    kind: ChangeKind,
    work: impl FnOnce(&mut crate::memory::Change<'_>) -> Result<T, MemoryError>,
) {
    memory.change(kind, "", &stamp(), work).unwrap();
}

fn carry_out(path: &Path, step: &Step) {
    match step {
        Step::Ask => {
            for from in ["fr", "fr-CA"] {
                for query in SOURCES {
                    let by_index = ask(path, from, query, false);
                    assert_eq!(by_index, ask(path, from, query, true), "{from}: {query}");
                }
            }
        }
        Step::Lose(recent) => drop(fs::remove_file(index_file(path, *recent))),
        Step::Spoil(recent) => {
            let file = index_file(path, *recent);
            if let Ok(mut bytes) = fs::read(&file) {
                // As when the disk was full, or another program's file has this name.
                bytes.truncate(bytes.len() / 2);
                fs::remove_file(&file).unwrap();
                fs::write(&file, bytes).unwrap();
            }
        }
        Step::Import(units) => {
            let mut memory = Memory::open_to_write(path).unwrap();
            change(&mut memory, ChangeKind::Import, |change| {
                let header = ImportHeader {
                    name: "a.tmx".into(),
                    format: "tmx".into(),
                    ..Default::default()
                };
                let mut import = UnitImport::new(change, header)?;
                for (source, target, region) in units {
                    import.add(&UnitRows::of(&unit(*source, *target, *region))?)?;
                }
                import.finish()
            });
        }
        Step::Edit(number, text) => {
            let mut memory = Memory::open_to_write(path).unwrap();
            let units = units_in_force(&memory);
            if let Some(unit) = units.get(number % units.len().max(1)) {
                let content = InlineContent::from_text(SOURCES[*text]);
                change(&mut memory, ChangeKind::Edit, |change| {
                    change.edit_text(*unit, 0, &content)
                });
            }
        }
        Step::Delete(number) => {
            let mut memory = Memory::open_to_write(path).unwrap();
            let units = units_in_force(&memory);
            if let Some(unit) = units.get(number % units.len().max(1)) {
                change(&mut memory, ChangeKind::Deletion, |change| {
                    change.delete_units(&[*unit])
                });
            }
        }
        Step::Undo => {
            let mut memory = Memory::open_to_write(path).unwrap();
            // What later changes stand on cannot be undone, and that is right.
            let _ = memory.undo(None, &stamp());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_index_is_right_whatever_happens_to_the_memory_and_to_its_files(
        steps in prop::collection::vec(step(), 1..24),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("m.db");
        carry_out(&path, &Step::Import(vec![(0, 0, false), (1, 1, true), (4, 2, false)]));
        for step in &steps {
            carry_out(&path, step);
        }
        carry_out(&path, &Step::Ask);
    }
}

/// Units of which none equals another.
fn some_units(numbers: std::ops::Range<usize>) -> Step {
    let unit = |n: usize| (n % SOURCES.len(), n / SOURCES.len(), false);
    Step::Import(numbers.map(unit).collect())
}

#[test]
fn few_changes_stay_in_memory_more_get_a_file_and_many_make_the_index_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.db");
    let written = |recent| {
        fs::metadata(index_file(&path, recent))
            .ok()
            .map(|m| m.len())
    };
    carry_out(&path, &some_units(0..8));
    assert_eq!(written(false), None, "an import makes no index");
    carry_out(&path, &Step::Ask);
    let first = written(false);
    assert!(first.is_some());
    carry_out(&path, &some_units(8..10));
    carry_out(&path, &Step::Ask);
    assert_eq!((written(false), written(true)), (first, None));
    carry_out(&path, &some_units(10..14));
    carry_out(&path, &Step::Ask);
    assert_eq!(written(false), first);
    assert!(written(true).is_some());
    carry_out(&path, &some_units(14..20));
    carry_out(&path, &Step::Ask);
    assert!(written(false) > first);
    assert_eq!(written(true), None);
}

#[test]
fn an_index_that_says_other_things_than_the_memory_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("m.db"), folder.path().join("o.db"));
    carry_out(&path, &some_units(0..3));
    carry_out(&path, &Step::Ask);
    carry_out(
        &other,
        &Step::Import(vec![(7, 1, false), (6, 1, false), (5, 1, false)]),
    );
    carry_out(&other, &Step::Ask);
    // The head says that it is of this memory, the rest is of another one.
    let head = fs::read(index_file(&path, false)).unwrap();
    let mut bytes = fs::read(index_file(&other, false)).unwrap();
    let length = 8 + 4 * 8 + 8;
    bytes[..length].copy_from_slice(&head[..length]);
    fs::remove_file(index_file(&path, false)).unwrap();
    fs::write(index_file(&path, false), bytes).unwrap();
    // Asked for what the strange index has.
    let strange = ask(&path, "fr", SOURCES[7], false);
    assert_eq!(strange, ask(&path, "fr", SOURCES[7], true));
    carry_out(&path, &Step::Ask);
}
