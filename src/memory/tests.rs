//! The store as its callers see it: what is stored comes back, and everything can be undone.

use super::*;
use crate::model::{
    Annotation, Attributes, Block, BlockKind, Confidence, InlineContent, LangTag, Place,
    TranslationUnit, Tuv,
};

pub(super) fn tag(text: &str) -> LangTag {
    text.parse().unwrap()
}

pub(super) fn stamp() -> Stamp {
    Stamp {
        at: "20231003T141500Z".into(),
        author: Some("ada".into()),
    }
}

pub(super) fn new_memory(folder: &tempfile::TempDir) -> Memory {
    Memory::open_to_write(&folder.path().join("m.db")).unwrap()
}

fn document(
    name: &str,
    language: &str,
    sentences: &[&str],
) -> (DocumentRecord, Vec<SegmentRecord>) {
    let text = sentences.join(" ");
    let block = Block {
        kind: BlockKind::Paragraph,
        place: Place {
            line: 1,
            path: String::new(),
        },
        text: text.clone(),
    };
    let mut segments = Vec::new();
    let mut at = 0;
    for sentence in sentences {
        segments.push(SegmentRecord {
            block: 0,
            range: at..at + sentence.len(),
            rule: None,
        });
        at += sentence.len() + 1;
    }
    let record = DocumentRecord {
        name: name.into(),
        format: "text".into(),
        encoding: "UTF-8".into(),
        language: tag(language),
        fingerprint: text,
        blocks: vec![block],
    };
    (record, segments)
}

fn bead(source: &[&str], target: &[&str], at: (usize, usize), confidence: u32) -> BeadRecord {
    BeadRecord {
        source: at.0..at.0 + source.len(),
        target: at.1..at.1 + target.len(),
        source_text: source.join(" "),
        target_text: target.join(" "),
        confidence: Confidence::from_thousandths(confidence),
        doubts: Vec::new(),
    }
}

const FR: [&str; 3] = ["Un.", "Deux & trois.", "Quatre."];
const EN: [&str; 2] = ["One.", "Two & three."];

/// Stores the sample alignment, with a confidence for its first bead.
pub(super) fn align(memory: &mut Memory, confidence: u32) -> Option<i64> {
    let (source, source_segments) = document("a.fr.txt", "fr", &FR);
    let (target, target_segments) = document("a.en.txt", "en", &EN);
    let beads = [
        bead(&FR[..1], &EN[..1], (0, 0), confidence),
        bead(&FR[1..2], &EN[1..], (1, 1), 900),
        bead(&FR[2..], &[], (2, 2), 800),
    ];
    memory
        .change(
            ChangeKind::Alignment,
            "a.fr.txt a.en.txt",
            &stamp(),
            |change| {
                change.store_alignment(
                    (&source, &source_segments),
                    (&target, &target_segments),
                    &beads,
                )
            },
        )
        .map(|(id, _): (_, u64)| id)
        .map_err(|e: MemoryError| e)
        .unwrap()
}

pub(super) fn imported(memory: &mut Memory, units: &[TranslationUnit]) -> (Option<i64>, u64, u64) {
    let header = ImportHeader {
        name: "a.tmx".into(),
        format: "tmx".into(),
        ..Default::default()
    };
    let (id, (added, known)) = memory
        .change(ChangeKind::Import, "a.tmx", &stamp(), |change| {
            let mut import = UnitImport::new(change, header)?;
            for unit in units {
                import.add(&UnitRows::of(unit)?)?;
            }
            Ok::<_, MemoryError>((import.added, import.known))
        })
        .unwrap();
    (id, added, known)
}

fn all_units(memory: &Memory) -> Vec<TranslationUnit> {
    let mut units = Vec::new();
    memory
        .units(&UnitFilter::default(), |_, unit| {
            units.push(unit);
            Ok::<_, MemoryError>(())
        })
        .unwrap();
    units
}

fn pairs(memory: &Memory) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let languages = LanguagePair {
        from: tag("fr"),
        to: tag("en"),
    };
    memory
        .pairs(languages)
        .each(|read| {
            pairs.push((read.pair.source, read.pair.target));
            Ok::<_, MemoryError>(())
        })
        .unwrap();
    pairs
}

fn rich_unit() -> TranslationUnit {
    let mut content = InlineContent::from_text("Le ");
    content.open("bpt", [("i", "1")].into_iter().collect());
    content.push_text("<b>");
    content.close();
    content.push_text("gras & co");
    let note = |place, value: &str| Annotation {
        place,
        name: "note".into(),
        attributes: Attributes::new(),
        content: InlineContent::from_text(value),
    };
    let mut second = Tuv::plain(&tag("en-GB"), "The bold & co");
    second.place = 2;
    TranslationUnit {
        attributes: [("tuid", "7"), ("creationdate", "not a date")]
            .into_iter()
            .collect(),
        annotations: vec![note(1, "between")],
        variants: vec![
            Tuv {
                place: 0,
                attributes: [("xml:lang", "FR_ca"), ("x", "1")].into_iter().collect(),
                annotations: vec![note(0, "first")],
                content_place: 1,
                content: Some(content),
            },
            second,
        ],
    }
}

#[test]
fn an_alignment_is_units_with_origin_and_neighbours() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    assert_eq!(align(&mut memory, 960), Some(1));
    assert_eq!(
        pairs(&memory),
        [
            ("Un.".to_owned(), "One.".to_owned()),
            ("Deux & trois.".to_owned(), "Two & three.".to_owned())
        ]
    );
    let reader = memory.pairs(LanguagePair {
        from: tag("fr"),
        to: tag("en"),
    });
    let mut second = None;
    reader
        .each(|read| {
            second = Some(read.pair);
            Ok::<_, MemoryError>(())
        })
        .unwrap();
    let details = reader.details(&second.unwrap()).unwrap();
    assert_eq!(details.previous, Some(Some("Un.".to_owned())));
    assert_eq!(details.next, Some(Some("Quatre.".to_owned())));
    assert_eq!(details.origin.document.as_deref(), Some("a.fr.txt"));
    assert_eq!(details.origin.author.as_deref(), Some("ada"));
    let stats = memory.stats().unwrap();
    assert_eq!((stats.units, stats.documents, stats.alignments), (2, 2, 1));
    assert_eq!(stats.pairs.get("fr>en"), Some(&2));
}

#[test]
fn aligning_again_changes_nothing_or_only_what_differs() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align(&mut memory, 960);
    assert_eq!(align(&mut memory, 960), None);
    assert_eq!(memory.history().unwrap().len(), 1);
    let before = all_units(&memory);
    assert_eq!(align(&mut memory, 970), Some(2));
    let stats = memory.stats().unwrap();
    assert_eq!((stats.units, stats.documents, stats.alignments), (2, 2, 1));
    // The bead links the same sentences: it is the same unit, thought of otherwise.
    let confidence = "SELECT confidence FROM bead WHERE id = 1 AND removed IS NULL";
    let confidence = |memory: &Memory| -> i64 {
        let row = memory
            .connection()
            .query_row(confidence, [], |row| row.get(0));
        row.unwrap()
    };
    assert_eq!(confidence(&memory), 970);
    let change = &memory.history().unwrap()[1];
    assert_eq!((change.units_added, change.units_altered), (0, 0));
    memory.undo(Some(2), &stamp()).unwrap();
    assert_eq!(confidence(&memory), 960);
    assert_eq!(all_units(&memory), before);
}

#[test]
fn reviewed_beads_are_pins_and_stay() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align(&mut memory, 960);
    let (source, _) = document("a.fr.txt", "fr", &FR);
    let (target, _) = document("a.en.txt", "en", &EN);
    assert_eq!(memory.reviewed_beads(&source, &target).unwrap(), []);
    assert_eq!(memory.frozen_segments(&source).unwrap(), None);
    memory
        .connection()
        .execute("UPDATE bead SET state = 'accepted' WHERE id = 1", [])
        .unwrap();
    let pins = memory.reviewed_beads(&source, &target).unwrap();
    assert_eq!(pins, [(0..1, 0..1)]);
    let frozen = memory.frozen_segments(&source).unwrap();
    assert_eq!(frozen.map(|segments| segments.len()), Some(3));
    // Another confidence does not touch what a person has said.
    assert_eq!(align(&mut memory, 500), None);
}

#[test]
fn an_import_keeps_everything_and_knows_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    let one_sided = TranslationUnit {
        variants: vec![Tuv::plain(&tag("fr"), "Seul.")],
        ..Default::default()
    };
    let units = [rich_unit(), one_sided.clone(), one_sided];
    assert_eq!(imported(&mut memory, &units), (Some(1), 3, 0));
    assert_eq!(all_units(&memory), units);
    assert_eq!(imported(&mut memory, &units), (None, 0, 3));
    assert_eq!(
        pairs(&memory),
        [("Le gras & co".to_owned(), "The bold & co".to_owned())]
    );
    let stats = memory.stats().unwrap();
    assert_eq!(
        (stats.units, stats.usable, stats.reviewed, stats.changes),
        (3, 1, 3, 1)
    );
}

#[test]
fn undo_takes_back_an_import_and_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    imported(&mut memory, &[rich_unit()]);
    let undone = memory.undo(None, &stamp()).unwrap();
    assert_eq!(
        (undone.undone, undone.units_removed, undone.units_restored),
        (1, 1, 0)
    );
    assert_eq!(all_units(&memory), []);
    assert!(matches!(
        memory.undo(None, &stamp()),
        Err(MemoryError::NothingToUndo)
    ));
    assert!(matches!(
        memory.undo(Some(1), &stamp()),
        Err(MemoryError::AlreadyUndone { change: 1, by: 2 })
    ));
    let redone = memory.undo(Some(2), &stamp()).unwrap();
    assert_eq!((redone.units_removed, redone.units_restored), (0, 1));
    assert_eq!(all_units(&memory), [rich_unit()]);
    // Now change set 1 is in force again and can be undone once more.
    assert_eq!(memory.undo(Some(1), &stamp()).unwrap().units_removed, 1);
    // A unit that is not in force is not known.
    assert_eq!(imported(&mut memory, &[rich_unit()]).1, 1);
}

#[test]
fn undo_of_a_replaced_alignment_is_refused_until_the_later_one_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align(&mut memory, 960);
    align(&mut memory, 970);
    let before = all_units(&memory);
    match memory.undo(Some(1), &stamp()) {
        Err(MemoryError::LaterChanges {
            change: 1,
            later,
            units,
        }) => {
            assert_eq!(later, [2]);
            assert_eq!(units, [1]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(all_units(&memory), before);
    memory.undo(Some(2), &stamp()).unwrap();
    memory.undo(Some(1), &stamp()).unwrap();
    let stats = memory.stats().unwrap();
    assert_eq!(
        (
            stats.units,
            stats.documents,
            stats.alignments,
            stats.changes
        ),
        (0, 0, 0, 4)
    );
}

#[test]
fn what_has_been_stored_anew_is_not_brought_back_twice() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align(&mut memory, 960);
    memory.undo(None, &stamp()).unwrap();
    align(&mut memory, 960);
    assert!(matches!(
        memory.undo(Some(2), &stamp()),
        Err(MemoryError::Replaced(2))
    ));
    assert_eq!(memory.stats().unwrap().units, 2);
}

/// Aligns two named documents, each text one segment.
fn align_pair(memory: &mut Memory, names: (&str, &str), cut: &[&str]) -> Option<i64> {
    let (source, source_segments) = document(names.0, "fr", &FR);
    let source = DocumentRecord {
        fingerprint: names.0.into(),
        ..source
    };
    let (target, target_segments) = document(names.1, "en", cut);
    let target = DocumentRecord {
        fingerprint: names.1.into(),
        ..target
    };
    let beads: Vec<BeadRecord> = (0..FR.len())
        .map(|n| match cut.get(n) {
            Some(text) => bead(&FR[n..=n], &[text], (n, n), 900),
            None => bead(&FR[n..=n], &[], (n, cut.len()), 900),
        })
        .collect();
    let (source, target) = ((&source, &*source_segments), (&target, &*target_segments));
    let (id, _) = memory
        .change(ChangeKind::Alignment, names.1, &stamp(), |change| {
            change.store_alignment(source, target, &beads)
        })
        .map_err(|e: MemoryError| e)
        .unwrap();
    id
}

/// Nothing in force may point at anything out of force.
fn assert_sound(memory: &Memory) {
    for query in [
        "SELECT count(*) FROM alignment AS a JOIN document AS d ON d.id IN (a.source, a.target)
         WHERE a.removed IS NULL AND d.removed IS NOT NULL",
        "SELECT count(*) FROM bead AS b JOIN alignment AS a ON a.id = b.alignment
         WHERE b.removed IS NULL AND a.removed IS NOT NULL",
        "SELECT count(*) FROM unit AS u JOIN bead AS b ON b.id = u.bead
         WHERE u.removed IS NULL AND b.removed IS NOT NULL",
        "SELECT count(*) FROM segment AS s JOIN document AS d ON d.id = s.document
         WHERE s.removed IS NULL AND d.removed IS NOT NULL",
        "SELECT count(*) FROM bead AS b JOIN bead_segment AS bs ON bs.bead = b.id
             JOIN segment AS s ON s.id = bs.segment
         WHERE b.removed IS NULL AND s.removed IS NOT NULL",
    ] {
        let wrong: i64 = memory
            .connection()
            .query_row(query, [], |row| row.get(0))
            .unwrap();
        assert_eq!(wrong, 0, "{query}");
    }
}

#[test]
fn a_document_that_two_alignments_share_comes_back_with_either() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align_pair(&mut memory, ("a.fr", "b.en"), &EN);
    align_pair(&mut memory, ("a.fr", "c.en"), &EN);
    assert_eq!(memory.undo(None, &stamp()).unwrap().undone, 2);
    assert_eq!(memory.undo(None, &stamp()).unwrap().undone, 1);
    assert_sound(&memory);
    memory.undo(Some(3), &stamp()).unwrap();
    assert_sound(&memory);
    assert_eq!(memory.stats().unwrap().units, 2);
    assert_eq!(memory.stats().unwrap().documents, 2);
    assert_eq!(align_pair(&mut memory, ("a.fr", "c.en"), &EN), None);
}

#[test]
fn a_new_cut_of_a_document_can_be_undone_and_redone() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align_pair(&mut memory, ("a.fr", "b.en"), &EN);
    align_pair(&mut memory, ("a.fr", "b.en"), &["One. Two & three."]);
    assert_eq!(memory.stats().unwrap().units, 1);
    assert_sound(&memory);
    memory.undo(None, &stamp()).unwrap();
    assert_sound(&memory);
    assert_eq!(memory.stats().unwrap().units, 2);
    memory.undo(Some(3), &stamp()).unwrap();
    assert_sound(&memory);
    assert_eq!(memory.stats().unwrap().units, 1);
}

#[test]
fn what_a_person_left_out_or_found_one_sided_is_pinned() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align(&mut memory, 960);
    let set =
        "UPDATE bead SET state = CASE id WHEN 2 THEN 'left-out' ELSE 'accepted' END WHERE id > 1";
    memory.connection().execute(set, []).unwrap();
    let (source, _) = document("a.fr.txt", "fr", &FR);
    let (target, _) = document("a.en.txt", "en", &EN);
    let pins = memory.reviewed_beads(&source, &target).unwrap();
    assert_eq!(pins, [(1..2, 1..2), (2..3, 2..2)]);
    assert_eq!(align(&mut memory, 960), None);
}

#[test]
fn texts_at_a_milestone_are_as_they_were_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align(&mut memory, 960);
    let change = |memory: &mut Memory, columns: &[(&str, rusqlite::types::Value)]| {
        let kind = ChangeKind::Alignment;
        let done: Result<_, MemoryError> = memory.change(kind, "review", &stamp(), |change| {
            change.alter("bead", 1, columns)
        });
        done.unwrap().0.unwrap()
    };
    change(&mut memory, &[("confidence", 400.into())]);
    change(&mut memory, &[("confidence", 700.into())]);
    change(&mut memory, &[("state", "accepted".to_owned().into())]);
    let last = change(&mut memory, &[("state", "left-out".to_owned().into())]);
    let (fr, en) = (tag("fr-CA"), tag("en"));
    let weights = |change| {
        let milestone = Milestone {
            change,
            units: 2,
            fingerprint: 0,
        };
        let mut found = Vec::new();
        let each = |pair: TextPair| -> Result<(), MemoryError> {
            found.push((pair.texts[0].clone(), (pair.weight * 1000.0).round() as u32));
            Ok(())
        };
        memory.texts_at(&milestone, [&fr, &en], each).unwrap();
        found
    };
    let two = |weight| [(FR[0].to_owned(), weight), (FR[1].to_owned(), 900)];
    assert_eq!(weights(1), two(960));
    assert_eq!(weights(2), two(0)[1..]);
    assert_eq!(weights(3), two(700));
    assert_eq!(weights(4), two(1000));
    assert_eq!(weights(last), two(0)[1..]);
    assert_eq!(weights(0), []);
}

#[test]
fn a_failed_change_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    let failed: Result<(Option<i64>, ()), MemoryError> =
        memory.change(ChangeKind::Import, "a.tmx", &stamp(), |change| {
            let mut import = UnitImport::new(change, ImportHeader::default())?;
            import.add(&UnitRows::of(&rich_unit())?)?;
            Err(MemoryError::Damaged("on purpose".into()))
        });
    assert!(failed.is_err());
    drop(memory);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn nothing_is_left_beside_a_memory_that_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    imported(&mut memory, &[rich_unit()]);
    drop(memory);
    let memory = Memory::open_to_read(&folder.path().join("m.db")).unwrap();
    assert_eq!(memory.stats().unwrap().units, 1);
    assert!(memory.connection().execute("DELETE FROM unit", []).is_err());
    drop(memory);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_region_falls_back_in_lookups() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    imported(&mut memory, &[rich_unit()]);
    let read = |from: &str| {
        let mut found = Vec::new();
        let languages = LanguagePair {
            from: tag(from),
            to: tag("en"),
        };
        memory
            .pairs(languages)
            .each(|read| {
                found.push(read.pair.other_region);
                Ok::<_, MemoryError>(())
            })
            .unwrap();
        found
    };
    assert_eq!(read("fr"), [false]);
    assert_eq!(read("fr-CA"), [false]);
    assert_eq!(read("fr-BE"), [true]);
    assert_eq!(read("de"), [false; 0]);
}

fn rule(text: &str, breaks: bool) -> RuleRecord {
    RuleRecord {
        languages: "fr".into(),
        name: format!("own:{text}"),
        breaks,
        before: text.into(),
        after: String::new(),
        typed: None,
    }
}

/// Puts rules in front and returns the change set and how many were new.
fn put(memory: &mut Memory, rules: &[RuleRecord]) -> (Option<i64>, usize) {
    let put = |change: &mut Change<'_>| change.put_rules_in_front(rules);
    let (change, new) = memory
        .change(ChangeKind::Segmentation, "rules", &stamp(), put)
        .map_err(|e: MemoryError| e)
        .unwrap();
    (change, new.len())
}

fn rule_names(memory: &Memory) -> String {
    let names = memory.own_rules().unwrap().into_iter();
    names.map(|rule| rule.before).collect()
}

#[test]
fn rules_that_come_in_stand_in_front_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|text| rule(text, false));
    assert_eq!(put(&mut memory, &[a.clone(), b.clone()]), (Some(1), 2));
    assert_eq!(put(&mut memory, std::slice::from_ref(&c)), (Some(2), 1));
    assert_eq!(rule_names(&memory), "cab");
    // All there, in this order: nothing changes, whatever stands between or in front.
    assert_eq!(put(&mut memory, &[a.clone(), b.clone()]), (None, 0));
    assert_eq!(
        put(&mut memory, &[c.clone(), b.clone(), b.clone()]),
        (None, 0)
    );
    // Another order, or one more: those that are there move along.
    assert_eq!(put(&mut memory, &[b.clone(), a.clone()]), (Some(3), 0));
    assert_eq!(rule_names(&memory), "bac");
    assert_eq!(put(&mut memory, &[d, c]), (Some(4), 1));
    assert_eq!(rule_names(&memory), "dcba");
    for (change, names) in [(4, "bac"), (3, "cab"), (2, "ab"), (1, "")] {
        memory.undo(Some(change), &stamp()).unwrap();
        assert_eq!(rule_names(&memory), names);
    }
    memory.undo(Some(8), &stamp()).unwrap();
    assert_eq!(rule_names(&memory), "ab");
    // What says something else is another rule.
    assert_eq!(put(&mut memory, &[rule("a", true)]).1, 1);
}

#[test]
fn a_rule_that_was_removed_and_added_again_is_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    put(&mut memory, &[rule("a", false)]);
    let remove = |change: &mut Change<'_>| change.remove_rule(&rule("a", false));
    memory
        .change(ChangeKind::Segmentation, "rules", &stamp(), remove)
        .map_err(|e: MemoryError| e)
        .unwrap();
    assert_eq!(rule_names(&memory), "");
    put(&mut memory, &[rule("a", false)]);
    assert!(matches!(
        memory.undo(Some(2), &stamp()),
        Err(MemoryError::Replaced(2))
    ));
    assert_eq!(rule_names(&memory), "a");
    match memory.undo(Some(1), &stamp()) {
        Err(error @ MemoryError::LaterChanges { .. }) => {
            assert!(error.to_string().contains("(2; units –)"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sentence_that_is_cut_as_before_keeps_its_bead_and_unit() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = new_memory(&folder);
    align_pair(&mut memory, ("a.fr", "b.en"), &EN);
    memory
        .change(ChangeKind::Segmentation, "cut", &stamp(), |change| {
            let stored = change.document(1)?;
            assert_eq!(stored.document.blocks.len(), 1);
            let joined = SegmentRecord {
                range: stored.segments[1].range.start..stored.segments[2].range.end,
                ..stored.segments[1].clone()
            };
            let cut = [stored.segments[0].clone(), joined];
            let target = change.document(2)?;
            let beads = [
                bead(&FR[..1], &EN[..1], (0, 0), 700),
                bead(&["Deux & trois. Quatre."], &EN[1..], (1, 1), 900),
            ];
            let (source, target) = (
                (&stored.document, &cut[..]),
                (&target.document, &*target.segments),
            );
            change.store_alignment(source, target, &beads)?;
            assert_eq!(change.units_removed()?, 1);
            assert_eq!(change.alignments_of(1)?, [(1, 2)]);
            Ok::<_, MemoryError>(())
        })
        .unwrap();
    assert_sound(&memory);
    let units = "SELECT group_concat(id) FROM unit WHERE removed IS NULL";
    let units: String = memory
        .connection()
        .query_row(units, [], |row| row.get(0))
        .unwrap();
    assert_eq!(units, "1,3");
    memory.undo(None, &stamp()).unwrap();
    assert_sound(&memory);
    assert_eq!(
        pairs(&memory).len(),
        2,
        "the two units of before are there again"
    );
}
