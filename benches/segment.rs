//! Times the cutting of ten megabytes of French into sentences: `cargo bench --bench segment`.
//!
//! Figures are CPU time of one thread, the best of five, in megabytes a second, each beside the
//! sentence iterator of `unicode-segmentation` on the same text in the same run; a block is a line.
//! The text is the French of the measuring data beside the checkout where it is there, else a
//! sample release. A cold figure is that of a new process: rules compiled and states built on the
//! way. Hostile texts come once and twice as long; the ratio of the times should be about two.
#![allow(missing_docs, clippy::print_stdout)]

mod clock;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use clock::Clock;
use enface::model::LangTag;
use enface::segmentation::{Dialect, Segmenter, Srx};
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of the text.
const SIZE: usize = 10_000_000;

/// How often each thing is done.
const RUNS: usize = 5;

/// The argument with which this program runs itself for a cold figure.
const COLD: &str = "--cold";

/// The same, to compile the rules only.
const COMPILE: &str = "--compile";

fn main() {
    let text = french();
    let blocks: Vec<&str> = text.lines().collect();
    let language: LangTag = "fr".parse().expect("a language tag");
    if std::env::args().any(|argument| argument == COMPILE) {
        let time = once(|| Segmenter::new(&language).rule_count());
        println!("{}", time.as_nanos());
        return;
    }
    if std::env::args().any(|argument| argument == COLD) {
        let time = once(|| sentences(&Segmenter::new(&language), &blocks));
        println!("{}", time.as_nanos());
        return;
    }
    println!("{} blocks, {} bytes", blocks.len(), text.len());
    let peer = best(|| blocks.iter().map(|b| b.unicode_sentences().count()).sum());
    report("unicode-segmentation", text.len(), peer, peer);

    if let Some(time) = (0..RUNS).filter_map(|_| in_new_process(COMPILE)).min() {
        println!("{:<38} {time:>8.1?}", "built-in rules, compiling");
    }
    if let Some(cold) = (0..RUNS).filter_map(|_| in_new_process(COLD)).min() {
        report("built-in rules, cold process", text.len(), cold, peer);
    }
    let segmenter = Segmenter::new(&language);
    let warm = best(|| sentences(&segmenter, &blocks));
    report("built-in rules, warm", text.len(), warm, peer);

    let srx = Srx::read(&generated()).expect("the rules are SRX");
    let compile = || Segmenter::of_file(&srx, &language, Dialect::Icu).expect("rules that compile");
    let time = best(|| compile().0.rule_count());
    let (many, unusable) = compile();
    assert!(unusable.is_empty(), "{unusable:?}");
    println!(
        "{:<38} {time:>8.1?}",
        format!("{} rules, compiling", many.rule_count())
    );
    let first = once(|| sentences(&many, &blocks));
    report("the same, first time", text.len(), first, peer);
    let warm = best(|| sentences(&many, &blocks));
    report("the same, warm", text.len(), warm, peer);

    for (name, piece, size) in [
        ("....", ".", 1_000_000),
        ("100,000 quotes", "\"", 100_000),
        ("[111 111", "[111 111", 1_000_000),
        ("spaces", ". \u{a0}", 1_000_000),
        ("empty lines", "\n", 1_000_000),
        ("Chinese stops", "。，", 1_000_000),
        ("one line of 5 MB", "Un mot, puis un autre, ", 5_000_000),
    ] {
        let hostile = |size: usize| piece.repeat(size / piece.len());
        let (one, two) = (hostile(size), hostile(2 * size));
        for (rules, segmenter) in [("built-in", &segmenter), ("200 rules", &many)] {
            let once = shortest(|| segmenter.split(&one).len());
            let twice = shortest(|| segmenter.split(&two).len());
            let ratio = twice.as_secs_f64() / once.as_secs_f64();
            println!(
                "{:<38} {once:>8.1?}, twice as long {ratio:>5.2} x",
                format!("{name}, {rules}")
            );
        }
    }
}

fn sentences(segmenter: &Segmenter, blocks: &[&str]) -> usize {
    blocks
        .iter()
        .map(|block| segmenter.split(block).len())
        .sum()
}

/// Returns the time that this program takes in a new process.
fn in_new_process(argument: &str) -> Option<Duration> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program).arg(argument).output().ok()?;
    let nanoseconds = String::from_utf8(output.stdout).ok()?.trim().parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Returns a rule file of two hundred rules for French, as somebody writes them who adds each
/// abbreviation by itself, some with edges of words and some that match any length.
fn generated() -> String {
    let mut rules = String::new();
    let mut rule = |breaks: &str, before: &str, after: &str| {
        let _ = write!(
            rules,
            "<rule break=\"{breaks}\"><beforebreak>{before}</beforebreak>\
             <afterbreak>{after}</afterbreak></rule>"
        );
    };
    for number in 0..190_u8 {
        let letter = |n: u8| char::from(b'a' + n % 26);
        let (a, b, c) = (letter(number), letter(number / 7), letter(number * 3));
        let before = match number % 5 {
            0 => format!(r"\b{a}{b}{c}\."),
            1 | 2 => format!(r"\s[{a}{c}]{b}\."),
            _ => format!(r"(?:^|[\s(]){a}{b}?{c}\."),
        };
        rule(
            "no",
            &before,
            [r"\s", r"\s+\p{Ll}", r"\s+\p{Lu}\p{Ll}*\b"][usize::from(number) % 3],
        );
    }
    for mark in [r"\.", r"\?", "!", "…", r"\.{3}"] {
        rule("yes", &format!(r"{mark}[»”)]*\s+"), r"\p{Lu}");
        rule("yes", &format!(r"{mark}\s?»"), r"\s");
    }
    format!(
        "<srx version=\"2.0\"><header cascade=\"yes\"/><body><languagerules>\
         <languagerule languagerulename=\"x\">{rules}</languagerule></languagerules><maprules>\
         <languagemap languagepattern=\".*\" languagerulename=\"x\"/></maprules></body></srx>"
    )
}

fn once(work: impl FnOnce() -> usize) -> Duration {
    let start = Clock::start();
    std::hint::black_box(work());
    start.stop()
}

fn best(work: impl Fn() -> usize) -> Duration {
    let times = (0..RUNS).map(|_| once(&work));
    times.min().unwrap_or_default()
}

/// The same by the time that passes, which is told more finely.
fn shortest(work: impl Fn() -> usize) -> Duration {
    let time = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}

fn report(what: &str, bytes: usize, time: Duration, peer: Duration) {
    let speed = bytes as f64 / 1e6 / time.as_secs_f64();
    let ratio = peer.as_secs_f64() / time.as_secs_f64();
    println!("{what:<38} {speed:>8.1} MB/s {ratio:>7.1} x");
}

/// Returns French text of [`SIZE`] bytes, a block a line.
fn french() -> String {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        "../shared/gold/alignment",
        "../shared/gold/endtoend",
        "seeds",
    ];
    let mut files: Vec<_> = folders
        .iter()
        .flat_map(|folder| {
            std::fs::read_dir(project.join(folder))
                .into_iter()
                .flatten()
        })
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".fr"))
        .collect();
    files.sort();
    let mut base = String::new();
    for file in files {
        // A sentence a line, an empty line after a paragraph: joined, there is something to cut.
        let text = std::fs::read_to_string(file).unwrap_or_default();
        base.push_str(
            &text
                .replace("\n\n", "\r")
                .replace('\n', " ")
                .replace('\r', "\n"),
        );
        base.push('\n');
    }
    if base.is_empty() {
        base.push_str(include_str!(
            "../seeds/2023-10-03-otan/2023-10-03-otan.fr.txt"
        ));
    }
    let mut text = base.repeat(SIZE / base.len() + 1);
    let mut end = SIZE;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}
