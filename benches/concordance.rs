//! How long a concordance takes over a real memory: its index made, its first page, and the page
//! found by looking at every text, which is how it was done before.
//!
//! `cargo bench --bench concordance [FILE.tsv|MEMORY.db]`; the table holds French TAB English, and is made
//! into a memory first. Without one, units that repeat a few words are made.

#![allow(clippy::print_stdout)]

mod clock;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use clock::Clock;
use enface::exchange::ReadOptions;
use enface::jobs::Cancel;
use enface::jobs::concordance::{Concordance, Request, read_search};
use enface::jobs::import::{ImportRequest, import};
use enface::matching::concordance::Options;
use enface::memory::{Memory, Stamp};

/// Rare, common, phrases, operators.
const QUERIES: [&str; 16] = [
    "the",
    "de la",
    "de",
    "aussi longtemps que",
    "zzz introuvable",
    "mise en œuvre",
    "in accordance with",
    "government",
    "loi AND règlement",
    "loi -règlement",
    "\"the minister\" OR \"le ministre\"",
    "NEAR(droit personne, 5)",
    "allian*",
    "con*",
    "a*",
    "xylophone",
];

fn main() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("m.db");
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    match given {
        Some(file) if Path::new(&file).extension().is_some_and(|end| end == "db") => {
            fs::copy(&file, &path).expect("it can be copied");
        }
        given => fill(&path, given.as_deref()),
    }
    let memory = Memory::open_to_read(&path).expect("it was just made");
    let memories = [memory];
    let cancel = Cancel::new();

    let begin = Clock::start();
    let first = Concordance::open(&memories, request("the", false), &cancel, &mut |_, _| {});
    let built = begin.stop();
    drop(first.expect("an index can be made"));
    let size = fs::metadata(folder.path().join("m.db.fulltext")).map_or(0, |file| file.len());
    let texts = memories[0].stats().expect("it can be read").languages;
    let texts: u64 = texts.values().sum();
    let million = texts as f64 / 1e6;
    println!(
        "index of {texts} texts: {:.1} s CPU ({:.1} s a million texts), {:.0} MB ({:.0} MB a million)",
        built.as_secs_f64(),
        built.as_secs_f64() / million,
        size as f64 / 1e6,
        size as f64 / 1e6 / million,
    );
    println!(
        "{:34} {:>9} {:>9} {:>10} {:>7}  hits",
        "query", "open", "page", "scan", "ratio"
    );
    for (query, inflected) in QUERIES.map(|q| (q, false)).into_iter().chain([
        ("déclaration commune", true),
        ("declare", true),
        ("de la", true),
    ]) {
        measure(&memories, query, inflected, &cancel);
    }
}

fn request(query: &str, inflected: bool) -> Request {
    Request {
        search: read_search(query, false, false).expect("it is a query"),
        language: None,
        target: None,
        not_target: None,
        options: Options {
            inflected,
            ..Options::default()
        },
    }
}

/// Times one query: the best of three first pages, the one scan.
fn measure(memories: &[Memory], query: &str, inflected: bool, cancel: &Cancel) {
    let mut best = [f64::MAX; 2];
    let mut shown = Vec::new();
    for _ in 0..3 {
        let begin = Clock::start();
        let asked = Concordance::open(memories, request(query, inflected), cancel, &mut |_, _| {});
        let mut asked = asked.expect("it is there");
        best[0] = best[0].min((begin.stop()).as_secs_f64());
        // A warm process has what marks the translations.
        asked.page(0, 1, cancel).expect("it can be read");
        let begin = Clock::start();
        let page = asked.page(0, 50, cancel).expect("it can be read");
        best[1] = best[1].min((begin.stop()).as_secs_f64());
        shown = page.hits;
    }
    let begin = Clock::start();
    let mut scanning = Concordance::scanning(memories, request(query, inflected));
    let scanned = scanning.page(0, 50, cancel).expect("it can be read");
    let scan = (begin.stop()).as_secs_f64();
    assert_eq!(shown, scanned.hits, "{query}");
    let name = format!("{query}{}", if inflected { " (inflected)" } else { "" });
    println!(
        "{name:34} {:>6.2} ms {:>6.2} ms {:>7.1} ms {:>6.1}×  {}",
        best[0] * 1e3,
        best[1] * 1e3,
        scan * 1e3,
        scan / best[1],
        black_box(shown.len()),
    );
}

/// Makes a memory of a table, or of units that are made up.
fn fill(path: &Path, table: Option<&str>) {
    let bytes = match table {
        Some(file) => fs::read(file).expect("the table is there"),
        None => made_up(),
    };
    let mut memory = Memory::open_to_write(path).expect("it can be made");
    let request = ImportRequest {
        read: ReadOptions {
            columns: vec!["fr".parse().expect("a tag"), "en".parse().expect("a tag")],
            ..ReadOptions::default()
        },
        dry_run: false,
    };
    let stamp = Stamp {
        at: "20240101T000000Z".into(),
        author: None,
    };
    let cancel = Cancel::new();
    let input = std::io::Cursor::new(bytes);
    import(
        &mut memory,
        "units.tsv",
        input,
        &request,
        &stamp,
        &cancel,
        &mut |_| {},
    )
    .expect("it can be imported");
}

fn made_up() -> Vec<u8> {
    let mut table = String::new();
    for number in 0..50_000 {
        let _ = writeln!(
            table,
            "La mise en œuvre de la loi {number} dure aussi longtemps que le ministre le veut.\t\
             The implementation of the act {number} lasts as long as the minister wants it."
        );
    }
    table.into_bytes()
}
