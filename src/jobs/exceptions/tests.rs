//! Cancelling, and languages that share a memory; the rest is in `tests/cli/exceptions.rs`.

use super::*;
use crate::jobs::Cancel;
use crate::jobs::align::{self, AlignRequest};
use crate::jobs::lexicon::Sources;

fn file(name: &str, text: &str) -> InputFile {
    InputFile {
        name: name.into(),
        bytes: text.into(),
    }
}

fn stamp() -> Stamp {
    Stamp {
        at: "20260105T000000Z".into(),
        author: None,
    }
}

/// Makes a memory with two pairs of documents that an exception after « délibn. » cuts otherwise.
fn memory(folder: &tempfile::TempDir) -> Memory {
    let mut memory = Memory::open_to_write(&folder.path().join("m.db")).unwrap();
    for name in ["a", "b"] {
        let french =
            format!("La ville {name} publie la délibn. Morel en juin. Elle a coûté 230 euros.");
        let english =
            format!("The city {name} publishes the Morel decision in June. It cost 230 euros.");
        let request = AlignRequest {
            from: "fr-CA".parse().ok(),
            to: "en".parse().ok(),
            force: true,
            ..AlignRequest::default()
        };
        let (source, target) = (
            file(&format!("{name}.fr"), &french),
            file(&format!("{name}.en"), &english),
        );
        let aligned = align::align(
            &source,
            &target,
            &request,
            None,
            &Sources::default(),
            &Cancel::new(),
        )
        .unwrap();
        align::add(&mut memory, &aligned, &stamp(), &Cancel::new()).unwrap();
    }
    memory
}

const ADD: Edit<'_> = Edit::Add {
    text: "délibn.",
    language: None,
};

#[test]
fn whoever_stops_it_at_any_step_keeps_the_memory_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = memory(&folder);
    let before = (memory.stats().unwrap(), memory.history().unwrap());
    let mut stopped = 0;
    for step in 0.. {
        let cancel = Cancel::new();
        let mut steps = 0;
        let mut progress = |_, _| {
            if steps == step {
                cancel.cancel();
            }
            steps += 1;
        };
        let mut watch = Watch {
            cancel: &cancel,
            progress: &mut progress,
        };
        match edit(&mut memory, ADD, false, &stamp(), &mut watch) {
            Err(JobError::Cancelled) => {
                assert_eq!((memory.stats().unwrap(), memory.history().unwrap()), before);
                assert!(memory.own_rules().unwrap().is_empty());
                stopped += 1;
            }
            Ok(report) => {
                assert_eq!((report.recut.documents, report.recut.alignments), (2, 2));
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    // Four documents in two languages are looked at, then cut, then two pairs are aligned.
    assert_eq!(stopped, 4 + 4 + 4 + 2);
}

#[test]
fn a_rule_that_the_engine_cannot_hold_stores_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = memory(&folder);
    let xml = Srx::of_groups(&[(
        "fr.*".into(),
        "x".into(),
        vec![Rule {
            why: String::new(),
            id: "x:1".into(),
            breaks: false,
            before: "(".into(),
            after: String::new(),
        }],
    )])
    .to_xml();
    let mut watch = Watch {
        cancel: &Cancel::new(),
        progress: &mut |_, _| {},
    };
    let file = file("x.srx", &xml);
    match edit(
        &mut memory,
        Edit::Import(&file),
        false,
        &stamp(),
        &mut watch,
    ) {
        Err(JobError::RuleFile(name, RuleError::Pattern { rule, .. })) => {
            assert_eq!((name.as_str(), rule.as_str()), ("x.srx", "x:1"));
        }
        other => panic!("{other:?}"),
    }
    assert!(memory.own_rules().unwrap().is_empty());
}

#[test]
fn a_region_s_documents_are_of_its_language() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = memory(&folder);
    let mut watch = Watch {
        cancel: &Cancel::new(),
        progress: &mut |_, _| {},
    };
    let report = edit(&mut memory, ADD, true, &stamp(), &mut watch).unwrap();
    let fr: LangTag = "fr".parse().unwrap();
    assert_eq!(report.added[0].languages, language_pattern(&fr));
    assert_eq!(report.recut.documents, 2);
    let belgian: LangTag = "fr-BE".parse().unwrap();
    let add = Edit::Add {
        text: "délibn.",
        language: Some(&belgian),
    };
    let report = edit(&mut memory, add, true, &stamp(), &mut watch).unwrap();
    assert_eq!((report.added.len(), report.recut.documents), (1, 0));
}
