//! Times `align --pairs --add` on invented documents with one thread and with two, by the real
//! program: `cargo bench --bench pairs`. It tells how many times faster two are; on a machine that
//! does something else at the same time that says little.
#![allow(missing_docs, clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many pairs; each has 60 to 360 sentences.
const PAIRS: u32 = 40;

/// Invented phrases, French and English: who, does, what, when.
const PHRASES: [[(&str, &str); 6]; 4] = [
    [
        ("La ministre", "The minister"),
        ("Le conseil municipal", "The city council"),
        ("La commission du port", "The harbour board"),
        ("Notre délégation", "Our delegation"),
        ("Le comité de suivi", "The monitoring committee"),
        ("La présidente", "The chairwoman"),
    ],
    [
        ("a approuvé", "approved"),
        ("examinera", "will examine"),
        ("a reporté", "postponed"),
        ("finance", "is funding"),
        ("a présenté", "presented"),
        ("souhaite modifier", "wishes to amend"),
    ],
    [
        ("la réfection du pont", "the repair of the bridge"),
        ("le budget de la rade", "the roadstead budget"),
        ("l’accord sur la pêche", "the fisheries agreement"),
        ("un plan pour les écoles", "a plan for the schools"),
        ("la ligne de tramway", "the tram line"),
        ("le rapport annuel", "the annual report"),
    ],
    [
        ("lundi dernier", "last Monday"),
        ("avant la fin de l’année", "before the end of the year"),
        ("malgré les retards", "despite the delays"),
        (
            "avec le soutien de la région",
            "with the support of the region",
        ),
        (
            "à la demande des habitants",
            "at the request of the residents",
        ),
        ("sans débat", "without debate"),
    ],
];

/// Writes a document and its translation, of which a sentence in twenty is missing.
fn write_pair(folder: &Path, number: u32) {
    let mut state = number.wrapping_mul(747_796_405) + 1;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize
    };
    let (mut french, mut english) = (String::new(), String::new());
    for sentence in 0..60 + 300 * number / PAIRS {
        let figure = next() % 90_000 + 10;
        let picked = PHRASES.map(|phrases| phrases[next() % phrases.len()]);
        let text = |side: fn((&'static str, &'static str)) -> &'static str| {
            let [who, does, what, when] = picked.map(side);
            format!("{who} {does} {what} {when} ({figure}).")
        };
        let end = if sentence % 4 == 3 { "\n" } else { " " };
        french.push_str(&(text(|pair| pair.0) + end));
        if next() % 20 > 0 {
            english.push_str(&text(|pair| pair.1));
        }
        english.push_str(end);
    }
    let name = |language: &str| folder.join(format!("doc{number:03}.{language}.txt"));
    fs::write(name("fr"), french).expect("files can be written");
    fs::write(name("en"), english).expect("files can be written");
}

/// Aligns the folder into a new memory, and returns how long that took.
fn run(folder: &Path, threads: &str) -> Duration {
    let memory = folder.join(".memory.db");
    let mut command = Command::new(env!("CARGO_BIN_EXE_enface"));
    command.arg("--memory").arg(&memory);
    command.args(["align", "--add", "--threads", threads, "--pairs"]);
    command
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program was built");
    let took = start.elapsed();
    assert!(status.success(), "all pairs can be aligned");
    fs::remove_file(memory).expect("there is a memory");
    took
}

fn main() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    for number in 0..PAIRS {
        write_pair(folder.path(), number);
    }
    let best = |threads| (0..5).map(|_| run(folder.path(), threads)).min();
    let (one, two) = (best("1"), best("2"));
    if let (Some(one), Some(two)) = (one, two) {
        let ratio = one.as_secs_f64() / two.as_secs_f64();
        println!("{PAIRS} pairs: one thread {one:.1?}, two threads {two:.1?}: {ratio:.2} times");
    }
}
