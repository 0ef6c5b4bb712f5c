//! Measures the marking of translations on one page: `cargo bench --bench marking`.
//!
//! First precision, recall and F1 of words on the development gold, as its own scorer counts them:
//! with the core vocabulary alone, and with a memory of the corpus; each item that is not exact
//! with `-- --errors`. Then the times: learning from the memory, opening a marker with what was kept,
//! and a page of fifty hits. CPU time of one thread.
#![allow(missing_docs, clippy::print_stdout)]

mod clock;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clock::Clock;
use enface::jobs::Cancel;
use enface::jobs::import::{ImportRequest, import};
use enface::jobs::marking::Marker;
use enface::memory::{Memory, Stamp};
use enface::model::LangTag;
use serde_json::Value;

/// A phrase in a sentence, and the ranges of the target that may be marked for it, the first ones
/// as wished.
struct Item {
    id: String,
    french: bool,
    source: String,
    phrase: (usize, usize),
    target: String,
    answers: Vec<Vec<(usize, usize)>>,
}

/// Right, marked and true words, exact items, items; then those without a translation: right, all.
#[derive(Default, Clone, Copy)]
struct Counts([usize; 7]);

fn main() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let items = read(&shared.join("gold/marking/dev.jsonl"));
    if items.is_empty() {
        println!("skipped: no gold in {}", shared.display());
        return;
    }
    let [fr, en]: [LangTag; 2] = ["fr", "en"].map(|tag| tag.parse().expect("a tag"));
    let vocabulary = [
        Marker::of_vocabulary(&fr, &en),
        Marker::of_vocabulary(&en, &fr),
    ];
    println!(
        "{:28} {:>6} {:>6} {:>6} {:>6} {:>12}",
        "", "P", "R", "F1", "exact", "untranslated"
    );
    report("core vocabulary", &items, &vocabulary);
    let folder = tempfile::tempdir().expect("a folder");
    let table = shared.join("corpus/memory-fr-en-100k.tsv.gz");
    let Some(memory) = memory(folder.path(), &table) else {
        println!("skipped: no corpus in {}", shared.display());
        return;
    };
    let memories = [memory];
    let open = |from, to| Marker::open(&memories, from, to, &Cancel::new()).expect("a marker");
    let clock = Clock::start();
    let forth = open(&fr, &en);
    let learning = clock.stop();
    let clock = Clock::start();
    let back = open(&en, &fr);
    let opening = clock.stop();
    let markers = [forth, back];
    report("with the memory", &items, &markers);
    for half in 0..2 {
        let items: Vec<&Item> = items.iter().skip(half).step_by(2).collect();
        print(
            if half == 0 {
                "  odd items"
            } else {
                "  even items"
            },
            count(items, &markers),
        );
    }
    println!(
        "\nlearning from the memory     {:8.1} s",
        learning.as_secs_f64()
    );
    println!(
        "opening with what was kept   {:8.2} ms",
        opening.as_secs_f64() * 1e3
    );
    let clock = Clock::start();
    let rounds = 20;
    for _ in 0..rounds {
        for item in items.iter().take(50) {
            marks(item, &markers);
        }
    }
    let page = clock.stop() / rounds;
    println!(
        "a page of fifty hits         {:8.2} ms",
        page.as_secs_f64() * 1e3
    );
}

/// Returns a memory of the corpus, made for this bench.
fn memory(folder: &Path, table: &Path) -> Option<Memory> {
    let mut text = String::new();
    let packed = File::open(table).ok()?;
    flate2::read::GzDecoder::new(packed)
        .read_to_string(&mut text)
        .ok()?;
    let mut units = "fr\ten\n".to_owned();
    for line in text.lines() {
        let mut fields = line.split('\t');
        if let (Some(fr), Some(en)) = (fields.next(), fields.next()) {
            units.extend([fr, "\t", en, "\n"]);
        }
    }
    let path: PathBuf = folder.join("memory.db");
    let mut memory = Memory::open_to_write(&path).expect("a memory");
    let stamp = Stamp {
        at: "20250101T000000Z".to_owned(),
        author: None,
    };
    let (request, cancel) = (ImportRequest::default(), Cancel::new());
    let input = units.as_bytes();
    import(
        &mut memory,
        "m.tsv",
        input,
        &request,
        &stamp,
        &cancel,
        &mut |_| {},
    )
    .expect("imported");
    Some(memory)
}

fn marks(item: &Item, markers: &[Marker; 2]) -> Vec<(usize, usize)> {
    markers[usize::from(!item.french)].marks(&item.source, &[item.phrase], &item.target)
}

fn report(name: &str, items: &[Item], markers: &[Marker; 2]) {
    print(name, count(items.iter().collect(), markers));
    if std::env::args().any(|argument| argument == "--errors") {
        for item in items {
            let texts = |marks: &[(usize, usize)]| -> Vec<&str> {
                marks.iter().map(|&(a, b)| &item.target[a..b]).collect()
            };
            let found = marks(item, markers);
            if judge(item, &found).0[3] + judge(item, &found).0[5] == 0 {
                let phrase = &item.source[item.phrase.0..item.phrase.1];
                let wished = item.answers.first().map(|answer| texts(answer));
                println!("  {} {phrase:?} {wished:?} {:?}", item.id, texts(&found));
            }
        }
    }
}

fn count(items: Vec<&Item>, markers: &[Marker; 2]) -> Counts {
    let mut sum = Counts::default();
    for item in items {
        let counts = judge(item, &marks(item, markers));
        for (sum, count) in sum.0.iter_mut().zip(counts.0) {
            *sum += count;
        }
    }
    sum
}

fn print(name: &str, Counts([right, marked, wished, exact, items, silent, empty]): Counts) {
    let part = |of: usize| right as f64 / of.max(1) as f64;
    let (precision, recall) = (part(marked), part(wished));
    let f1 = 2.0 * right as f64 / (marked + wished).max(1) as f64;
    println!(
        "{name:28} {precision:6.3} {recall:6.3} {f1:6.3} {exact:3}/{items:2} {silent:10}/{empty}"
    );
}

/// Counts an item with the acceptable answer that is nearest.
fn judge(item: &Item, marks: &[(usize, usize)]) -> Counts {
    let found = words(&item.target, marks);
    if item.answers[0].is_empty() {
        return Counts([0, 0, 0, 0, 0, usize::from(found.is_empty()), 1]);
    }
    let mut best = (-1.0, Counts::default());
    for answer in &item.answers {
        let wished = words(&item.target, answer);
        let right = found.intersection(&wished).count();
        let f1 = 2.0 * right as f64 / (found.len() + wished.len()) as f64;
        if f1 > best.0 {
            let exact = usize::from(found == wished);
            best = (
                f1,
                Counts([right, found.len(), wished.len(), exact, 1, 0, 0]),
            );
        }
    }
    best.1
}

/// Returns where the words begin that ranges touch: runs of letters, digits and `_`.
fn words(text: &str, ranges: &[(usize, usize)]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() || c == '_' {
            start.get_or_insert(at);
        } else if let Some(begun) = start.take()
            && ranges.iter().any(|&(a, b)| begun < b && a < at)
        {
            found.insert(begun);
        }
    }
    found
}

fn read(path: &Path) -> Vec<Item> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().map(item).collect()
}

fn item(line: &str) -> Item {
    let value: Value = serde_json::from_str(line).expect("an object a line");
    let text = |name: &str| value[name].as_str().expect("a text").to_owned();
    let (source, phrase, target) = (text("source"), text("phrase"), text("target"));
    let start = source
        .find(&phrase)
        .expect("the phrase stands in the source");
    // The gold counts code points.
    let byte = |place: &Value| {
        let place = place.as_u64().expect("a number") as usize;
        target
            .char_indices()
            .nth(place)
            .map_or(target.len(), |c| c.0)
    };
    let ranges = |spans: &Value| -> Vec<(usize, usize)> {
        let spans = spans.as_array().into_iter().flatten();
        spans.map(|span| (byte(&span[0]), byte(&span[1]))).collect()
    };
    let mut answers = vec![ranges(&value["spans"])];
    answers.extend(
        value["also_spans"]
            .as_array()
            .into_iter()
            .flatten()
            .map(ranges),
    );
    Item {
        id: text("id"),
        french: text("source_lang") == "fr",
        phrase: (start, start + phrase.len()),
        source,
        answers,
        target,
    }
}
