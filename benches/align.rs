//! Measures alignment on one page: `cargo bench --bench align [-- FOLDER] [-- --long FILE.tsv]`.
//!
//! First strict and lax F1 for each set of the development gold, then the time for documents of
//! several lengths, one thread, CPU time of the thread: invented ones, or with `--long` the pairs
//! of a table in order, of which one in twenty is missing in the target. Every time is also given
//! for each sentence, so that the growth shows.
#![allow(missing_docs, clippy::print_stdout)]

mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use enface::alignment::{AlignOptions, align};
use enface::lexicon::Lexicon;
use gold::{Document, Link, Text};

/// Right and found beads for precision, right and true ones for recall; strict, then lax.
type Counts = [[usize; 4]; 2];

fn main() {
    scores();
    times();
}

fn scores() {
    let documents = gold::read(&gold::folder());
    let mut sets: BTreeMap<String, Counts> = BTreeMap::new();
    for document in &documents {
        for paragraphs in [true, false] {
            if !paragraphs && (document.is_damaged() || document.set() == "lit") {
                continue;
            }
            let found = found(document, paragraphs);
            let counts = count(&document.gold, &found);
            let mut names = vec![document.set().to_owned()];
            if !paragraphs {
                names[0].push_str(" without paragraphs");
            }
            if document.is_damaged() {
                names.push("all damaged".to_owned());
            }
            for name in names {
                let sum = sets.entry(name).or_default();
                for (sum, counts) in sum.iter_mut().zip(&counts) {
                    for (sum, count) in sum.iter_mut().zip(counts) {
                        *sum += count;
                    }
                }
            }
        }
    }
    println!("{:26} {:>7} {:>7} {:>6}", "set", "strict", "lax", "beads");
    for (name, [strict, lax]) in &sets {
        println!(
            "{name:26} {:7.4} {:7.4} {:6}",
            f1(strict),
            f1(lax),
            strict[3]
        );
    }
}

fn found(document: &Document, paragraphs: bool) -> BTreeSet<Link> {
    let (source, target) = (
        gold::sentences(&document.french, paragraphs),
        gold::sentences(&document.english, paragraphs),
    );
    let lexicon = Lexicon::core("fr", "en");
    let beads = align(&source, &target, &lexicon, &AlignOptions::default());
    beads.iter().map(gold::link).collect()
}

/// Counts as the gold's own scorer does: one-sided beads count for precision only.
fn count(gold: &BTreeSet<Link>, found: &BTreeSet<Link>) -> Counts {
    let pairs = |links: &BTreeSet<Link>| -> BTreeSet<(usize, usize)> {
        let of = |(a, b): &Link| -> Vec<(usize, usize)> {
            a.iter()
                .flat_map(|&i| b.iter().map(move |&j| (i, j)))
                .collect()
        };
        links.iter().flat_map(of).collect()
    };
    let two_sided = |links: &BTreeSet<Link>| -> BTreeSet<Link> {
        let links = links.iter().filter(|(a, b)| !a.is_empty() && !b.is_empty());
        links.cloned().collect()
    };
    let right = |of: &BTreeSet<Link>, truth: &BTreeSet<Link>| -> [usize; 2] {
        let known = pairs(truth);
        let touches = |(a, b): &Link| {
            a.iter()
                .any(|&i| b.iter().any(|&j| known.contains(&(i, j))))
        };
        let strict = of.iter().filter(|link| truth.contains(*link)).count();
        let lax = of
            .iter()
            .filter(|link| truth.contains(*link) || touches(link))
            .count();
        [strict, lax]
    };
    let (true_ones, ours) = (two_sided(gold), two_sided(found));
    let (precise, recalled) = (right(found, gold), right(&true_ones, &ours));
    [0, 1].map(|k| [precise[k], found.len(), recalled[k], true_ones.len()])
}

fn f1(counts: &[usize; 4]) -> f64 {
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    let (p, r) = (share(counts[0], counts[1]), share(counts[2], counts[3]));
    2.0 * p * r / (p + r).max(1e-9)
}

fn times() {
    let arguments: Vec<String> = std::env::args().collect();
    let table = arguments.iter().position(|argument| argument == "--long");
    let table = table.and_then(|at| arguments.get(at + 1));
    let pairs: Vec<(String, String)> = match table {
        Some(path) => {
            let text = std::fs::read_to_string(path).expect("the table can be read");
            let pair = |line: &str| {
                let mut fields = line.split('\t').map(str::to_owned);
                Some((fields.next()?, fields.next()?))
            };
            text.lines().filter_map(pair).collect()
        }
        None => invented(20_000),
    };
    println!(
        "\n{:>9} {:>9} {:>9} {:>12} {:>7}",
        "source", "target", "CPU s", "µs/sentence", "right"
    );
    for size in [56, 1_000, 5_000, 20_000, 100_000] {
        if size > pairs.len() + pairs.len() / 10 {
            break;
        }
        let size = size.min(pairs.len());
        let (french, english, truth) = with_gaps(&pairs[..size]);
        let (source, target) = (
            gold::sentences(&french, true),
            gold::sentences(&english, true),
        );
        let lexicon = Lexicon::core("fr", "en");
        let (wall, start) = (Instant::now(), cpu());
        let beads = align(&source, &target, &lexicon, &AlignOptions::default());
        let spent = cpu()
            .zip(start)
            .map_or(wall.elapsed().as_secs_f64(), |(end, start)| end - start);
        let right = beads
            .iter()
            .filter(|bead| truth.contains(&gold::link(bead)))
            .count();
        println!(
            "{:>9} {:>9} {spent:>9.3} {:>12.0} {:>6.1}%",
            source.len(),
            target.len(),
            spent * 1e6 / source.len() as f64,
            100.0 * right as f64 / beads.len() as f64
        );
    }
}

/// Returns the CPU time of this thread in seconds, where the system tells.
fn cpu() -> Option<f64> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let spent: f64 = line.split(' ').next()?.parse().ok()?;
    Some(spent / 1e9)
}

fn random() -> impl FnMut() -> usize {
    let mut state = 7_u32;
    move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize
    }
}

/// Returns both sides, one in twenty sentences missing in the target, and the beads.
fn with_gaps(pairs: &[(String, String)]) -> (Text, Text, BTreeSet<Link>) {
    let mut next = random();
    let (mut french, mut english, mut truth) = (Text::new(), Text::new(), BTreeSet::new());
    for (at, (source, target)) in pairs.iter().enumerate() {
        let paragraph = at as u32 / 5;
        french.push((source.clone(), paragraph));
        if next().is_multiple_of(20) {
            truth.insert((vec![at], Vec::new()));
        } else {
            truth.insert((vec![at], vec![english.len()]));
            english.push((target.clone(), paragraph));
        }
    }
    (french, english, truth)
}

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

/// Invents sentences of these words with a number, and their translations.
fn invented(sentences: usize) -> Vec<(String, String)> {
    let mut next = random();
    let sentence = |_| {
        let words: Vec<usize> = (0..5 + next() % 20).map(|_| next() % WORDS.len()).collect();
        let number = next() % 5000;
        let side = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
            let words: Vec<&str> = words.iter().map(|&at| pick(&WORDS[at])).collect();
            format!("{} {number}.", words.join(" "))
        };
        (side(|pair| pair.0), side(|pair| pair.1))
    };
    (0..sentences).map(sentence).collect()
}
