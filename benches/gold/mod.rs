//! The development gold of alignments, as the benches read it: `NAME.fr`, `NAME.en` with a
//! sentence a line and an empty line between paragraphs, `NAME.gold` with a bead a line.
#![allow(dead_code, missing_docs)]

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use enface::alignment::{Bead, Sentence};
use enface::model::BlockKind;

/// Sentence numbers of both sides.
pub(crate) type Link = (Vec<usize>, Vec<usize>);

/// Sentences, each with the number of its paragraph.
pub(crate) type Text = Vec<(String, u32)>;

/// Two documents and the beads that are right.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) french: Text,
    pub(crate) english: Text,
    pub(crate) gold: BTreeSet<Link>,
}

/// Returns the folder of the gold: the first argument that is one, else the one beside the
/// project.
pub(crate) fn folder() -> PathBuf {
    let typed = std::env::args().skip(1).map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/alignment");
    typed
        .into_iter()
        .find(|path| path.is_dir())
        .unwrap_or(beside)
}

/// Reads all documents of a folder, in the order of their names.
pub(crate) fn read(folder: &Path) -> Vec<Document> {
    let Ok(files) = std::fs::read_dir(folder) else {
        println!("no gold in {}", folder.display());
        return Vec::new();
    };
    let names: BTreeSet<String> = files
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".gold").map(str::to_owned))
        .collect();
    let file = |name: &str, ending: &str| {
        let path = folder.join(format!("{name}.{ending}"));
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    names
        .into_iter()
        .map(|name| Document {
            french: text(&file(&name, "fr")),
            english: text(&file(&name, "en")),
            gold: links(&file(&name, "gold")),
            name,
        })
        .collect()
}

fn text(file: &str) -> Text {
    let mut paragraph = 0;
    let mut sentences = Vec::new();
    for line in file.lines() {
        if line.trim().is_empty() {
            paragraph += 1;
        } else {
            sentences.push((line.trim().to_owned(), paragraph));
        }
    }
    sentences
}

fn links(file: &str) -> BTreeSet<Link> {
    let numbers = |side: &str| -> Vec<usize> {
        side.split(',')
            .filter_map(|n| n.trim().parse().ok())
            .collect()
    };
    let mut found = BTreeSet::new();
    for line in file.lines() {
        let Some((left, right)) = line.split('\t').next().unwrap_or("").split_once(':') else {
            continue;
        };
        let (ours, theirs) = (numbers(left), numbers(right));
        if ours.is_empty() || theirs.is_empty() {
            found.extend(ours.into_iter().map(|i| (vec![i], Vec::new())));
            found.extend(theirs.into_iter().map(|j| (Vec::new(), vec![j])));
        } else {
            found.insert((ours, theirs));
        }
    }
    found
}

/// Returns the sentences of a text, with its paragraphs or without.
pub(crate) fn sentences(text: &Text, paragraphs: bool) -> Vec<Sentence<'_>> {
    text.iter()
        .map(|(text, paragraph)| Sentence {
            text,
            block: if paragraphs { *paragraph } else { 0 },
            kind: BlockKind::Paragraph,
        })
        .collect()
}

pub(crate) fn link(bead: &Bead) -> Link {
    let numbers = |range: &Range<usize>| range.clone().collect();
    (numbers(&bead.source), numbers(&bead.target))
}

impl Document {
    /// Returns the set: `inst`, `omit20.lit`.
    pub(crate) fn set(&self) -> &str {
        self.name.split('-').next().unwrap_or(&self.name)
    }

    /// Tells whether text is missing or badly cut on purpose.
    pub(crate) fn is_damaged(&self) -> bool {
        self.set().contains('.')
    }

    /// Returns the name of the document it was made from.
    pub(crate) fn origin(&self) -> &str {
        match self.name.split_once('.') {
            Some((_, origin)) if self.is_damaged() => origin,
            _ => &self.name,
        }
    }
}
