//! Learning from a memory: the rule, and that the file beside it changes nothing but the time.

use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::jobs::import::{ImportRequest, import};
use crate::memory::Stamp;

/// Words of both languages, each pair its own.
const WORDS: [(&str, &str); 6] = [
    ("maison", "house"),
    ("fleur", "flower"),
    ("navire", "ship"),
    ("rue", "street"),
    ("pain", "bread"),
    ("cheval", "horse"),
];

struct Scene {
    folder: TempDir,
    memory: Memory,
    languages: [LangTag; 2],
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::open_to_write(&folder.path().join("m.db")).unwrap();
        let languages = ["en", "fr"].map(|tag| tag.parse().unwrap());
        Scene {
            folder,
            memory,
            languages,
        }
    }

    /// Imports numbered units, none like another.
    fn import(&mut self, header: &str, numbers: std::ops::Range<usize>) {
        let mut table = format!("{header}\n");
        for n in numbers {
            let ((one, house), (two, flower)) = (WORDS[n % 6], WORDS[n / 6 % 6]);
            let (fr, en) = (
                format!("La {one} et la {two} {n}."),
                format!("The {house} and the {flower} {n}."),
            );
            let line = if header.starts_with("fr") {
                format!("{fr}\t{en}\n")
            } else {
                format!("{en}\t{fr}\n")
            };
            table.push_str(&line);
        }
        let (request, stamp) = (ImportRequest::default(), stamp());
        let cancel = Cancel::new();
        let input = table.as_bytes();
        let memory = &mut self.memory;
        import(
            memory,
            "u.tsv",
            input,
            &request,
            &stamp,
            &cancel,
            &mut |_| {},
        )
        .unwrap();
    }

    fn milestone(&self) -> Option<(i64, u64)> {
        let [en, fr] = &self.languages;
        let milestone = self.memory.milestone([en, fr]).unwrap();
        milestone.map(|milestone| (milestone.change, milestone.units))
    }

    /// Returns what a new process would know of two texts with this memory.
    fn lexicon(&self, from: (&str, &str), to: (&str, &str)) -> Lexicon {
        lexicon(Some(&self.memory), from, to)
    }

    /// Tells whether the memory teaches anything of two texts.
    fn teaches(&self, from: (&str, &str), to: (&str, &str)) -> bool {
        self.lexicon(from, to) != lexicon(None, from, to)
    }

    fn houses(&self) -> Lexicon {
        self.lexicon(FRENCH, ENGLISH)
    }

    fn kept(&self) -> PathBuf {
        self.folder.path().join("m.db.lexicon-en-fr")
    }
}

/// Damages a file.
type Harm = fn(&mut Vec<u8>);

const FRENCH: (&str, &str) = ("fr", "la maison, la fleur");
const ENGLISH: (&str, &str) = ("en", "the house, the flower");

/// Returns what is known of two texts, each with its language.
fn lexicon(memory: Option<&Memory>, from: (&str, &str), to: (&str, &str)) -> Lexicon {
    let (a, b): (LangTag, LangTag) = (from.0.parse().unwrap(), to.0.parse().unwrap());
    let texts = |text| std::iter::once(text);
    let (source, target) = ((&a, texts(from.1)), (&b, texts(to.1)));
    let sources = Sources::default();
    sources
        .lexicon(memory, source, target, &Cancel::new())
        .unwrap()
}

fn stamp() -> Stamp {
    Stamp {
        at: "20260102T000000Z".into(),
        author: None,
    }
}

fn weights(lexicon: &Lexicon, source: &str, target: &str) -> Option<(f32, f32)> {
    let mut pairs = lexicon.pairs().iter();
    let pair = pairs.find(|pair| pair.source == source && pair.target == target)?;
    Some((pair.forth, pair.back))
}

#[test]
fn units_of_either_direction_and_any_region_teach() {
    let mut scene = Scene::new();
    scene.import("fr-CA\ten-GB", 0..150);
    assert!(!scene.teaches(FRENCH, ENGLISH));
    scene.import("en\tfr", 150..300);
    let lexicon = scene.houses();
    let (forth, back) = weights(&lexicon, "maison", "house").unwrap();
    assert!(
        forth > MEMORY_WEIGHT / 2.0 && back > MEMORY_WEIGHT / 2.0,
        "{lexicon:?}"
    );
    let turned = scene.lexicon(
        ("en-US", "the house, the flower"),
        ("fr", "la maison, la fleur"),
    );
    assert_eq!(turned, lexicon.turned());
    let other = scene.lexicon(("fr", "la maison"), ("de", "das Haus"));
    assert!(other.is_empty());
    assert!(!scene.folder.path().join("m.db.lexicon-de-fr").exists());
}

#[test]
fn the_lexicon_follows_the_milestones() {
    let mut scene = Scene::new();
    scene.import("fr\ten", 0..320);
    assert_eq!(scene.milestone(), Some((1, 320)));
    let first = scene.houses();
    let bytes = std::fs::read(scene.kept()).unwrap();
    scene.import("fr\ten", 320..390);
    assert_eq!(scene.milestone(), Some((1, 320)));
    assert_eq!(scene.houses(), first);
    scene.import("fr\ten", 390..400);
    assert_eq!(scene.milestone(), Some((3, 400)));
    assert_ne!(scene.houses(), first);
    assert_ne!(std::fs::read(scene.kept()).unwrap(), bytes);

    // Ten fewer than at the last milestone.
    scene.memory.undo(None, &stamp()).unwrap();
    assert_eq!(scene.milestone(), Some((3, 400)));
    // A fifth fewer, then nothing, and then the first units again.
    scene.memory.undo(Some(2), &stamp()).unwrap();
    assert_eq!(scene.milestone(), Some((3, 400)));
    scene.memory.undo(Some(1), &stamp()).unwrap();
    assert_eq!(scene.milestone(), None);
    assert!(!scene.teaches(FRENCH, ENGLISH));
    assert!(!scene.kept().exists());
    scene.memory.undo(Some(6), &stamp()).unwrap();
    assert!(scene.milestone().is_some());
    assert!(scene.teaches(FRENCH, ENGLISH));
}

#[test]
fn the_file_beside_the_memory_changes_nothing_but_the_time() {
    let mut scene = Scene::new();
    scene.import("fr\ten", 0..330);
    let lexicon = scene.houses();
    let bytes = std::fs::read(scene.kept()).unwrap();
    let damage: [Harm; 5] = [
        |bytes| bytes.truncate(100),
        |bytes| bytes.clear(),
        |bytes| bytes[60] ^= 4,
        |bytes| bytes.extend(b"more"),
        |bytes| bytes.fill(0xff),
    ];
    for harm in damage {
        let mut harmed = bytes.clone();
        harm(&mut harmed);
        std::fs::write(scene.kept(), harmed).unwrap();
        assert_eq!(scene.houses(), lexicon);
        assert_eq!(std::fs::read(scene.kept()).unwrap(), bytes);
    }
    std::fs::remove_file(scene.kept()).unwrap();
    assert_eq!(scene.houses(), lexicon);
    assert_eq!(std::fs::read(scene.kept()).unwrap(), bytes);

    // Where it cannot be kept, it serves all the same.
    std::fs::remove_file(scene.kept()).unwrap();
    std::fs::create_dir(scene.kept()).unwrap();
    assert_eq!(scene.houses(), lexicon);
    assert!(scene.kept().is_dir());
    let names = std::fs::read_dir(scene.folder.path()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|name| name.starts_with(".enface")).count(), 0);

    // The same units from the same change sets teach the same; only the seals of these differ.
    let mut other = Scene::new();
    other.import("fr\ten", 0..330);
    assert_eq!(other.houses(), lexicon);
    let taught = |file: &[u8]| file[16..file.len() - 8].to_vec();
    let others = std::fs::read(other.kept()).unwrap();
    assert_eq!(taught(&others), taught(&bytes));
}

#[test]
fn a_lexicon_of_another_memory_under_the_same_name_is_not_believed() {
    let (mut scene, mut other) = (Scene::new(), Scene::new());
    scene.import("fr\ten", 0..330);
    other.import("fr\ten", 1000..1330);
    let (ours, theirs) = (scene.houses(), other.houses());
    assert_ne!(ours, theirs);
    std::fs::copy(scene.kept(), other.kept()).unwrap();
    assert_eq!(other.houses(), theirs);
}

#[test]
fn who_stops_the_learning_leaves_nothing() {
    let mut scene = Scene::new();
    scene.import("fr\ten", 0..330);
    let cancel = Cancel::new();
    cancel.cancel();
    let [en, fr] = &scene.languages;
    let result = Sources::default().gather(Some(&scene.memory), fr, en, &cancel);
    assert!(matches!(result, Err(JobError::Cancelled)));
    assert!(!scene.kept().exists());
}

#[test]
fn what_was_gathered_stays_for_the_batch_and_dictionaries_add_to_it() {
    let mut scene = Scene::new();
    scene.import("fr\ten", 0..330);
    let learnt = scene.houses();
    let dictionary = Dictionary::from_table(b"en\tfr\nhouse\tmaison\n").unwrap();
    let sources = Sources::new(vec![("d.tsv".to_owned(), dictionary)]);
    let lexicon = |memory: Option<&Memory>| {
        let (fr, en): (LangTag, LangTag) = ("fr".parse().unwrap(), "en".parse().unwrap());
        let source = (&fr, ["la maison, la fleur"].into_iter());
        let target = (&en, ["the house, the flower"].into_iter());
        sources
            .lexicon(memory, source, target, &Cancel::new())
            .unwrap()
    };
    let both = lexicon(Some(&scene.memory));
    assert_eq!(
        both,
        Lexicon::from_pairs([("maison", "house", 2.0)]).plus(learnt)
    );
    scene.import("fr\ten", 330..600);
    assert_eq!(lexicon(Some(&scene.memory)), both);

    let [en, _] = &scene.languages;
    let german = "de".parse().unwrap();
    let error = sources
        .gather(None, &german, en, &Cancel::new())
        .unwrap_err();
    let message = error.to_string();
    assert!(message.contains("d.tsv") && message.contains("en>fr") && message.contains("de>en"));
}
