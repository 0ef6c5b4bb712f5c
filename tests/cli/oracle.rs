//! Lookups against an oracle: another program, in another language, written from what words and
//! scores mean, says which units reach the threshold and how near they are.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::process::Command;

use flate2::read::MultiGzDecoder;

use super::scene::Scene;
use crate::support::{installed, project, shared};

/// How many pairs of the shared memory are looked through: enough that many sentences are alike.
const PAIRS: usize = 6_000;

/// How many queries are asked.
const QUERIES: usize = 200;

/// Of how many words a stored sentence must be to become a query: after one is dropped the oracle
/// still answers it, and the longest ones would only take time.
const WORDS: std::ops::RangeInclusive<usize> = 8..=60;

/// Returns the first pairs of the shared memory, without their origin.
fn pairs(memory: File) -> Vec<(String, String)> {
    let lines = BufReader::new(MultiGzDecoder::new(memory)).lines();
    let pair = |line: String| {
        let mut cells = line.split('\t').map(str::to_owned);
        let mut cell = || cells.next().expect("a pair has two sides");
        (cell(), cell())
    };
    lines
        .take(PAIRS)
        .map(|line| pair(line.expect("the shared memory is UTF-8")))
        .collect()
}

/// Makes queries of stored sentences spread over the memory, each with a small edit of one of six
/// kinds at a place that differs from one to the next. Nothing is left to chance.
fn queries(pairs: &[(String, String)]) -> String {
    let sentences: Vec<Vec<&str>> = pairs
        .iter()
        .map(|(source, _)| source.split(' ').collect())
        .filter(|words: &Vec<&str>| WORDS.contains(&words.len()))
        .collect();
    let mut queries = String::new();
    for number in 0..QUERIES {
        let stored = number * sentences.len() / QUERIES;
        let mut words: Vec<String> = each(&sentences[stored], |word| (*word).to_owned());
        let place = number * 7 % words.len();
        // A word of the next sentence, so that it is one the memory knows.
        let stranger = sentences[(stored + 1) % sentences.len()][place % WORDS.start()].to_owned();
        match number % 6 {
            0 => drop(words.remove(place)),
            1 => words[place] = stranger,
            2 => words.insert(place, stranger),
            3 => words[place] = words[place].to_uppercase(),
            // The space of French typography: Unicode joins words by it, it must part them here.
            4 => words = each(&words, |word| word.replace('\u{a0}', "\u{202f}")),
            _ => words = each(&words, |word| other_digits(word)),
        }
        let _ = writeln!(queries, "{}", words.join(" ").trim());
    }
    queries
}

/// Returns the words, each changed.
fn each<W>(words: &[W], change: impl Fn(&W) -> String) -> Vec<String> {
    words.iter().map(change).collect()
}

/// Returns a word with each digit replaced by the next.
fn other_digits(word: &str) -> String {
    let next = |digit: u32| char::from_digit((digit + 1) % 10, 10);
    word.chars()
        .map(|letter| letter.to_digit(10).and_then(next).unwrap_or(letter))
        .collect()
}

#[test]
fn the_oracle_finds_the_same_matches() {
    let Some(memory) = shared("corpus/memory-fr-en-100k.tsv.gz") else {
        return;
    };
    let Some(python) = installed("python3") else {
        return;
    };
    let pairs = pairs(File::open(memory).expect("the shared memory can be read"));
    let mut table = String::from("fr\ten\n");
    for (source, target) in &pairs {
        let _ = writeln!(table, "{source}\t{target}");
    }
    let queries = queries(&pairs);

    let scene = Scene::new();
    scene.write("pairs.tsv", table);
    scene.write("queries.txt", &queries);
    scene.import("pairs.tsv");
    let answers = scene
        .enface()
        .args(["lookup", "--from", "fr", "--to", "en", "--json"])
        // The limit cuts by score; the oracle asks for all that reaches the threshold.
        .args(["--limit", "100000", "--threshold", "70"])
        .stdin(queries)
        .run();
    scene.write("answers.jsonl", answers.stdout);

    let judged = Command::new(python)
        .arg(project("tests/oracle/lookup_oracle.py"))
        .args(["pairs.tsv", "queries.txt", "answers.jsonl"])
        // Nearly every query is a stored sentence but for a word: an oracle that compares nothing
        // must not pass.
        .args(["--threshold", "70", "--least-found", "190"])
        .env("PYTHONIOENCODING", "utf-8")
        .current_dir(scene.folder())
        .output()
        .expect("python3 starts");
    assert!(
        judged.status.success(),
        "{}{}",
        String::from_utf8_lossy(&judged.stdout),
        String::from_utf8_lossy(&judged.stderr)
    );
}
