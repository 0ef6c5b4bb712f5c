//! Times the alignment of invented documents of several lengths: `cargo bench --bench align`.
#![allow(missing_docs, clippy::print_stdout)]

use std::time::Instant;

use enface::alignment::{AlignOptions, Sentence, align};
use enface::lexicon::Lexicon;
use enface::model::BlockKind;

/// Invented words, French and English, two by two.
const WORDS: [(&str, &str); 12] = [
    ("réunion", "meeting"),
    ("ministre", "minister"),
    ("soutien", "support"),
    ("pays", "country"),
    ("accord", "agreement"),
    ("sécurité", "security"),
    ("aide", "aid"),
    ("frontière", "border"),
    ("séance", "session"),
    ("budget", "budget"),
    ("énergie", "energy"),
    ("port", "harbour"),
];

/// Writes a document and its translation, a twentieth of which is missing.
fn documents(sentences: usize) -> (Vec<String>, Vec<String>) {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    };
    let (mut french, mut english) = (Vec::new(), Vec::new());
    for _ in 0..sentences {
        let words: Vec<usize> = (0..5 + next() % 20).map(|_| next() as usize % 12).collect();
        let number = next() % 5000;
        let side = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
            let words: Vec<&str> = words.iter().map(|&at| pick(&WORDS[at])).collect();
            format!("{} {number}.", words.join(" "))
        };
        french.push(side(|pair| pair.0));
        if next() % 20 > 0 {
            english.push(side(|pair| pair.1));
        }
    }
    (french, english)
}

fn sentences(texts: &[String]) -> Vec<Sentence<'_>> {
    let numbered = texts.iter().enumerate();
    numbered
        .map(|(at, text)| Sentence {
            text,
            block: at as u32 / 4,
            kind: BlockKind::Paragraph,
        })
        .collect()
}

fn main() {
    for size in [10, 56, 400, 1_000, 3_000] {
        let (french, english) = documents(size);
        let (source, target) = (sentences(&french), sentences(&english));
        let start = Instant::now();
        let beads = align(
            &source,
            &target,
            &Lexicon::default(),
            &AlignOptions::default(),
        );
        println!(
            "{size:>6} sentences: {:>8.1?}, {} beads",
            start.elapsed(),
            beads.len()
        );
    }
}
