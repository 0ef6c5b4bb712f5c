//! Times lookups over a big memory, and the making of its index: `cargo bench --bench lookup
//! [-- PAIRS]`.
//!
//! 500 pairs are held out and asked; 500 more queries are stored sentences with one to three words
//! changed. Times of lookups are the least of three, of one thread; beside them stands the time that comparing with every
//! pair by the definition takes, for some of the same queries. Past the end of the measuring data
//! pairs come again with other digits, so that there are as many ties as in a real memory.
#![allow(missing_docs, clippy::print_stdout)]

mod clock;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};

use clock::Clock;
use enface::jobs::Cancel;
use enface::jobs::lookup::{Direction, Lookup, Settings};
use enface::matching::{FuzzyIndex, IndexBuilder, Query, StoredPair};
use enface::memory::{
    ChangeKind, ImportHeader, LanguagePair, Memory, MemoryError, Stamp, UnitImport, UnitRows,
};
use enface::model::{LangTag, TranslationUnit, Tuv};

static CANCEL: Cancel = Cancel::new();

/// How many queries are compared with every pair.
const PLAIN: usize = 20;

fn main() {
    let Some(mut pairs) = pairs() else {
        println!("skipped: the measuring data is not there");
        return;
    };
    let wanted = std::env::args()
        .find_map(|a| a.parse().ok())
        .unwrap_or(pairs.len());
    let mut random = Random(7);
    let mut queries = Vec::new();
    for _ in 0..500 {
        let at = random.below(pairs.len());
        queries.push(pairs.swap_remove(at).0);
    }
    for _ in 0..500 {
        let text = pairs[random.below(pairs.len())].0.clone();
        queries.push(perturbed(&text, &pairs, &mut random));
    }
    let first = pairs.len();
    for n in first..wanted {
        let (source, target) = &pairs[n % first];
        let turn = (n / first) as u32;
        pairs.push((shifted(source, turn), shifted(target, turn)));
    }
    pairs.truncate(wanted);
    println!("{} pairs, {} queries", pairs.len(), queries.len());
    build(&pairs);

    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("m.db");
    store(&path, &pairs);
    let memories = [Memory::open_to_read(&path).expect("it was stored")];
    let started = (Instant::now(), Clock::start());
    open(&memories, 70, false)
        .ask(&Query::new("bonjour"))
        .expect("it can be asked");
    println!(
        "first lookup, which reads the memory and makes and keeps the index: {:.2} s, CPU {:.2} s",
        started.0.elapsed().as_secs_f64(),
        started.1.stop().as_secs_f64()
    );
    for entry in std::fs::read_dir(folder.path())
        .expect("it is there")
        .flatten()
    {
        let bytes = entry.metadata().map_or(0, |m| m.len());
        println!(
            "  {}: {bytes} bytes, {} a pair",
            entry.file_name().display(),
            bytes / pairs.len() as u64
        );
    }
    drop(pairs);
    for (threshold, help) in [(85, false), (70, false), (50, false), (70, true)] {
        let lookup = open(&memories, threshold, help);
        for query in queries.iter().take(50) {
            lookup.ask(&Query::new(query)).expect("it can be asked");
        }
        let mut found = 0;
        let mut times: Vec<Duration> = queries
            .iter()
            .map(|query| {
                let (took, answer) = least(|| lookup.ask(&Query::new(query)));
                found += usize::from(!answer.expect("it can be asked").0.matches.is_empty());
                took
            })
            .collect();
        let what = if help {
            ", with weaker matches and parts"
        } else {
            ""
        };
        println!(
            "lookup at {threshold} %{what}: {}; {found} with matches",
            summary(&mut times)
        );
    }
    threads(&path, &queries);
    new_unit(&path);
    let plain = open_with(&memories, settings(70, false, true));
    plain.ask(&Query::new("bonjour")).expect("it can be asked");
    let mut times: Vec<Duration> = queries
        .iter()
        .step_by(queries.len() / PLAIN)
        .map(|query| {
            let clock = Clock::start();
            plain.ask(&Query::new(query)).expect("it can be asked");
            clock.stop()
        })
        .collect();
    println!(
        "comparing with every pair, {PLAIN} queries: {}",
        summary(&mut times)
    );
}

/// Two threads, each with a connection of its own, against one.
fn threads(path: &Path, queries: &[String]) {
    let run = |queries: &[String]| {
        let memories = [Memory::open_to_read(path).expect("it was stored")];
        let lookup = open(&memories, 70, false);
        for query in queries {
            lookup.ask(&Query::new(query)).expect("it can be asked");
        }
    };
    run(queries);
    let one = Instant::now();
    run(queries);
    let one = one.elapsed();
    let two = Instant::now();
    std::thread::scope(|scope| {
        let (left, right): (Vec<_>, Vec<_>) = queries
            .iter()
            .cloned()
            .enumerate()
            .partition(|(n, _)| n % 2 == 0);
        for part in [left, right] {
            scope.spawn(move || run(&part.into_iter().map(|(_, query)| query).collect::<Vec<_>>()));
        }
    });
    println!(
        "two threads: {:.2} times as fast as one",
        one.as_secs_f64() / two.elapsed().as_secs_f64()
    );
}

/// The time from the end of a change to the answer that knows it, the index beside.
fn new_unit(path: &Path) {
    let text = "Une phrase que personne n’a encore écrite à ce propos.";
    let memories = [Memory::open_to_read(path).expect("it was stored")];
    let lookup = open(&memories, 70, false);
    lookup.ask(&Query::new("bonjour")).expect("it can be asked");
    let mut writer = Memory::open_to_write(path).expect("it can be written");
    import(&mut writer, &[(text.to_owned(), "A sentence.".to_owned())]);
    let started = Instant::now();
    let (answer, _) = lookup.ask(&Query::new(text)).expect("it can be asked");
    let took = started.elapsed();
    assert_eq!(answer.matches[0].score, 100, "the new unit is found");
    println!("a new unit is found in {:.2} ms", took.as_secs_f64() * 1e3);
}

/// The making of an index from pairs in memory, twice.
fn build(pairs: &[(String, String)]) {
    let (fr, en): (LangTag, LangTag) = ("fr".parse().expect("a tag"), "en".parse().expect("a tag"));
    for _ in 0..2 {
        let clock = Clock::start();
        let mut builder = IndexBuilder::new("fr");
        for (number, (source, target)) in pairs.iter().enumerate() {
            let pair = StoredPair {
                unit: number as i64,
                memory: 0,
                source: source.clone(),
                target: target.clone(),
                codes: Vec::new(),
                reviewed: true,
                confidence: None,
                reversed: false,
                other_region: false,
                date: 0,
            };
            builder
                .push(&pair, [&fr, &en], false)
                .expect("there is room");
        }
        let bytes = builder.finish().expect("there is room");
        let took = clock.stop().as_secs_f64();
        println!(
            "index: {took:.2} s of CPU, {:.0} segments/s, {} bytes a segment",
            pairs.len() as f64 / took,
            bytes.len() / pairs.len()
        );
        assert!(FuzzyIndex::from_bytes(bytes).is_some());
    }
}

fn settings(threshold: u8, help: bool, exhaustive: bool) -> Settings {
    Settings {
        threshold,
        limit: 5,
        memory_penalties: vec![0],
        exhaustive,
        help,
    }
}

fn open(memories: &[Memory], threshold: u8, help: bool) -> Lookup<'_> {
    open_with(memories, settings(threshold, help, false))
}

fn open_with(memories: &[Memory], settings: Settings) -> Lookup<'_> {
    let (fr, en): (LangTag, LangTag) = ("fr".parse().expect("a tag"), "en".parse().expect("a tag"));
    let wish = Direction {
        from: Some(&fr),
        to: Some(&en),
    };
    Lookup::open(memories, wish, settings, &CANCEL).expect("it opens")
}

fn store(path: &Path, pairs: &[(String, String)]) {
    let mut memory = Memory::open_to_write(path).expect("it can be written");
    import(&mut memory, pairs);
    let languages = LanguagePair {
        from: "fr".parse().expect("a tag"),
        to: "en".parse().expect("a tag"),
    };
    assert!(memory.pairs(languages).of_unit(1).is_ok());
}

fn import(memory: &mut Memory, pairs: &[(String, String)]) {
    let (fr, en): (LangTag, LangTag) = ("fr".parse().expect("a tag"), "en".parse().expect("a tag"));
    let stamp = Stamp {
        at: "20240102T030405Z".into(),
        author: None,
    };
    memory
        .change(ChangeKind::Import, "bench", &stamp, |change| {
            let header = ImportHeader {
                name: "bench".into(),
                format: "tsv".into(),
                ..Default::default()
            };
            let mut import = UnitImport::new(change, header)?;
            for (source, target) in pairs {
                let unit = TranslationUnit {
                    variants: vec![Tuv::plain(&fr, source), Tuv::plain(&en, target)],
                    ..TranslationUnit::default()
                };
                import.add(&UnitRows::of(&unit)?)?;
            }
            import.finish()?;
            Ok::<_, MemoryError>(())
        })
        .expect("it can be written");
}

/// Returns the least of three times, and the last result: the system counts the time of a thread by
/// its own ticks only, and what another program takes shows in the others.
fn least<T>(mut work: impl FnMut() -> T) -> (Duration, T) {
    let mut once = || {
        let started = Instant::now();
        let result = work();
        (started.elapsed(), result)
    };
    let (first, second) = (once().0, once().0);
    let (third, result) = once();
    (first.min(second).min(third), result)
}

fn summary(times: &mut [Duration]) -> String {
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let mean = times.iter().sum::<Duration>() / times.len() as u32;
    format!(
        "p50 {:.3} ms, p90 {:.3}, p99 {:.3}, most {:.3}, mean {:.3}",
        ms(times[times.len() / 2]),
        ms(times[times.len() * 9 / 10]),
        ms(times[times.len() * 99 / 100]),
        ms(times[times.len() - 1]),
        ms(mean)
    )
}

/// The pairs of the measuring data beside the checkout.
fn pairs() -> Option<Vec<(String, String)>> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/memory-large-fr-en.tsv.gz");
    let file = std::fs::File::open(path).ok()?;
    let lines = BufReader::new(flate2::read::MultiGzDecoder::new(file)).lines();
    let mut pairs = Vec::new();
    for line in lines.map_while(Result::ok) {
        let mut fields = line.split('\t');
        if let (Some(source), Some(target)) = (fields.next(), fields.next()) {
            pairs.push((source.to_owned(), target.to_owned()));
        }
    }
    Some(pairs)
}

/// Changes one to three words, at most a quarter of them.
fn perturbed(text: &str, pairs: &[(String, String)], random: &mut Random) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let most = (words.len() / 4).clamp(1, 3);
    for _ in 0..=random.below(most) {
        let at = random.below(words.len());
        let other = &pairs[random.below(pairs.len())].0;
        let other = other.split(' ').next().unwrap_or_default().to_owned();
        match random.below(5) {
            0 if words.len() > 2 => drop(words.remove(at)),
            1 => words[at] = other,
            2 => words.insert(at, other),
            3 => words[at] = shifted(&words[at], 3),
            _ => words[at] = words[at].to_uppercase(),
        }
    }
    words.join(" ")
}

fn shifted(text: &str, by: u32) -> String {
    let digit = |c: char| {
        c.to_digit(10)
            .and_then(|d| char::from_digit((d + by) % 10, 10))
    };
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// Numbers that look random and are the same in every run (xorshift; Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}
