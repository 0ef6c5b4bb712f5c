//! Times the reading of 500,000 TMX units: `cargo bench --bench exchange`.
//!
//! The floor is a bare pass of quick-xml over the same bytes in the same run: events, nothing made
//! of them. Figures are CPU time of one thread, the best of five, in megabytes a second, each with
//! its ratio to that floor. The peak is of memory beyond the file itself.
#![allow(missing_docs, clippy::print_stdout)]

mod clock;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::time::Duration;

use clock::Clock;
use enface::exchange::{ReadOptions, open};
use quick_xml::Reader;
use quick_xml::events::Event;

/// How many units the file has.
const UNITS: usize = 500_000;

/// How often each thing is done.
const RUNS: usize = 5;

fn main() {
    let units = std::env::args().find_map(|word| word.parse().ok());
    let text = tmx(units.unwrap_or(UNITS));
    let wide: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    println!("{} bytes", text.len());
    let floor = best(|| bare(BufReader::with_capacity(1 << 20, text.as_bytes())));
    report("bare events", text.len(), floor, floor);
    let before = peak();
    let strict = best(|| units_of(text.as_bytes(), false));
    report("units", text.len(), strict, floor);
    if let (Some(before), Some(after)) = (before, peak()) {
        println!("{:<28} {:>8.1} MB", "  memory", after - before);
    }
    let recover = best(|| units_of(text.as_bytes(), true));
    report("units, with --recover", text.len(), recover, floor);
    let utf16 = best(|| units_of(&wide, false));
    report("units, from UTF-16", text.len(), utf16, floor);
}

/// Takes all events of a document and counts them.
fn bare(input: impl BufRead) -> usize {
    let mut xml = Reader::from_reader(input);
    let mut buffer = Vec::new();
    let mut events = 0;
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).expect("sound XML") {
            Event::Eof => return events,
            _ => events += 1,
        }
    }
}

/// Reads all units and counts their texts.
fn units_of(input: &[u8], recover: bool) -> usize {
    let options = ReadOptions {
        recover,
        ..ReadOptions::default()
    };
    let mut opened = open("bench.tmx", input, &options).expect("a TMX file");
    let mut texts = 0;
    while let Some(read) = opened.units.next_unit().expect("sound TMX") {
        texts += read.unit.variants.len();
    }
    texts
}

/// Makes a file as translation tools write it: dates and names, a property, and codes in every
/// fifth unit; about 500 bytes a unit.
fn tmx(units: usize) -> String {
    let french = [
        "Le conseil municipal a approuvé la réfection du pont avant la fin de l’année",
        "La ministre examinera le budget de la rade & le rapport annuel",
        "À la demande des habitants, la ligne de tramway sera prolongée",
    ];
    let english = [
        "The city council approved the repair of the bridge before the end of the year",
        "The minister will examine the roadstead budget & the annual report",
        "At the request of the residents, the tram line will be extended",
    ];
    let mut text = String::with_capacity(units * 520 + 1_000);
    text.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n<header \
         creationtool=\"bench\" creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" \
         adminlang=\"en\" srclang=\"fr-CA\" datatype=\"plaintext\"/>\n<body>\n",
    );
    for n in 0..units {
        let code = |name| match n % 5 {
            0 => format!("<{name} i=\"1\" x=\"1\">{{{name}}}</{name}>"),
            _ => String::new(),
        };
        let (before, after) = (code("bpt"), code("ept").replace(" x=\"1\"", ""));
        let (fr, en) = (
            french[n % 3].replace('&', "&amp;"),
            english[n % 3].replace('&', "&amp;"),
        );
        let _ = write!(
            text,
            "<tu tuid=\"{n}\" creationdate=\"20240131T120000Z\" creationid=\"somebody\">\n  \
             <prop type=\"x-origin\">documents/number {}.html</prop>\n  \
             <tuv xml:lang=\"fr-CA\"><seg>{fr} {before}no {n}{after}.</seg></tuv>\n  \
             <tuv xml:lang=\"en-CA\"><seg>{en} {before}no {n}{after}.</seg></tuv>\n</tu>\n",
            n / 40
        );
    }
    text.push_str("</body>\n</tmx>\n");
    text
}

fn best(work: impl Fn() -> usize) -> Duration {
    let once = |_| {
        let start = Clock::start();
        std::hint::black_box(work());
        start.stop()
    };
    (0..RUNS).map(once).min().unwrap_or_default()
}

fn report(what: &str, bytes: usize, time: Duration, floor: Duration) {
    let speed = bytes as f64 / 1e6 / time.as_secs_f64();
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    println!("{what:<28} {speed:>8.1} MB/s {ratio:>7.2} x the floor");
}

/// Linux's count of the most memory this process has had, in megabytes.
fn peak() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}
