//! Times the writing of 500,000 units: `cargo bench --bench export`.
//!
//! The units lie in memory and the file goes nowhere, so that only the writing is timed: CPU time
//! of one thread, the best of five, for each preset, in megabytes a second and beside a plain loop
//! that copies the same bytes piece by piece without a look at them. One unit in five has inline
//! codes. With `--memory FILE`, units come out of that memory instead, and the whole export is
//! timed.
#![allow(missing_docs, clippy::print_stdout)]

mod clock;

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use clock::Clock;
use enface::exchange::Target;
use enface::exchange::WriteUnits;
use enface::exchange::tmx::{Fields, Preset, Style, TmxHeader, VerbatimWriter, Writer};
use enface::jobs::Cancel;
use enface::jobs::export::{ExportRequest, export};
use enface::memory::{Memory, UnitFilter};
use enface::model::{Annotation, InlineContent, LangTag, TranslationUnit};

/// Units of a file.
const UNITS: usize = 500_000;

/// Units that lie in memory; a file has all of them again and again.
const DIFFERENT: usize = 5_000;

/// How often each thing is done.
const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|a| a == "--memory") {
        of_memory(Path::new(&arguments[at + 1]));
        return;
    }
    let units: Vec<TranslationUnit> = (0..DIFFERENT).map(unit).collect();
    let generic = written(Preset::Generic, &units[..DIFFERENT]);
    println!(
        "{UNITS} units, {} bytes each, {} MB",
        generic / DIFFERENT,
        generic * UNITS / DIFFERENT / 1_000_000
    );
    let floor = best(|| plain_loop(&units));
    report("plain loop", generic, floor, floor);
    for preset in Preset::ALL {
        let bytes = written(preset, &units);
        let time = best(|| {
            (0..UNITS / DIFFERENT)
                .map(|_| written(preset, &units))
                .sum()
        });
        report(preset.name(), bytes, time, floor);
    }
}

/// Times the export of a memory.
fn of_memory(path: &Path) {
    let memory = Memory::open_to_read(path).expect("a memory");
    for preset in Preset::ALL {
        let request = ExportRequest {
            target: Target::Tmx,
            preset,
            from: None,
            to: None,
            regions: Vec::new(),
            empty: false,
        };
        let mut sink = Sink(0);
        let start = Instant::now();
        let filter = UnitFilter::default();
        let done = export(
            &memory,
            &filter,
            &request,
            &mut sink,
            &Cancel::new(),
            &mut |_| {},
        );
        let units = done.map_or(0, |done| done.units);
        println!(
            "{:<12} {units:>8} units {:>6.1} MB {:>8.2?}",
            preset.name(),
            sink.0 as f64 / 1e6,
            start.elapsed()
        );
    }
}

/// Takes everything and counts it.
struct Sink(usize);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += std::hint::black_box(bytes).len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes units and returns how many bytes that were.
fn written(preset: Preset, units: &[TranslationUnit]) -> usize {
    let mut sink = Sink(0);
    let header = TmxHeader::own("fr");
    let mut fields = Fields::default();
    fields.see(&units[0]);
    let style = Style {
        preset,
        fields,
        ..Style::default()
    };
    let mut writer: Box<dyn WriteUnits + '_> = match preset {
        Preset::Verbatim => Box::new(VerbatimWriter::new(&mut sink, &header)),
        _ => Box::new(Writer::styled(&mut sink, &header, style).expect("a sink takes it")),
    };
    for unit in units {
        writer.unit(unit).expect("a sink takes it");
    }
    writer.finish().expect("a sink takes it");
    sink.0
}

/// Copies what a file of these units has, as `generic` has it, unescaped and unchecked.
fn plain_loop(units: &[TranslationUnit]) -> usize {
    let mut sink = Sink(0);
    let mut out = String::with_capacity(1 << 17);
    for _ in 0..UNITS / DIFFERENT {
        for unit in units {
            out.push_str("    <tu");
            for (name, value) in unit.attributes.iter() {
                for part in [" ", name, "=\"", value, "\""] {
                    out.push_str(part);
                }
            }
            out.push_str(">\n");
            for annotation in &unit.annotations {
                out.push_str("      <prop type=\"");
                out.push_str(annotation.attributes.get("type").unwrap_or_default());
                out.push_str("\">");
                out.push_str(&annotation.content.plain());
                out.push_str("</prop>\n");
            }
            for tuv in &unit.variants {
                out.push_str("      <tuv xml:lang=\"");
                out.push_str(tuv.language_as_written().unwrap_or_default());
                out.push_str("\">\n        <seg>");
                for piece in tuv.content.iter().flat_map(InlineContent::pieces) {
                    copy(piece, &mut out);
                }
                out.push_str("</seg>\n      </tuv>\n");
            }
            out.push_str("    </tu>\n");
            if out.len() > 1 << 16 {
                sink.write_all(out.as_bytes()).expect("a sink takes it");
                out.clear();
            }
        }
    }
    sink.0
}

fn copy(piece: &enface::model::Piece, out: &mut String) {
    use enface::model::Piece;
    match piece {
        Piece::Text(text) => out.push_str(text),
        Piece::Open { name, attributes } => {
            out.push('<');
            out.push_str(name);
            for (name, value) in attributes.iter() {
                for part in [" ", name, "=\"", value, "\""] {
                    out.push_str(part);
                }
            }
            out.push('>');
        }
        Piece::Close => out.push_str("</xxx>"),
    }
}

/// Returns a unit of two sentences with a property, dates and an author.
fn unit(number: usize) -> TranslationUnit {
    let tag = |text: &str| -> LangTag { text.parse().expect("a language tag") };
    let (french, english) = (tag("fr-CA"), tag("en-CA"));
    let source = format!("La ministre a annoncé {number} mesures pour le port & la ville.");
    let target = format!("The Minister announced {number} measures for the port & the city.");
    let mut unit = TranslationUnit::pair((&french, &source), (&english, &target));
    unit.attributes = [
        ("tuid", format!("u{number}")),
        ("creationdate", "20231003T141500Z".to_owned()),
        ("creationid", "odile".to_owned()),
        ("changedate", "20231004T091500Z".to_owned()),
    ]
    .into_iter()
    .collect();
    unit.annotations = vec![Annotation::property("x-document", "communique.fr.html")];
    if number.is_multiple_of(5) {
        for tuv in &mut unit.variants {
            let mut content = InlineContent::from_text("Un mot ");
            content.open("bpt", [("i", "1"), ("type", "bold")].into_iter().collect());
            content.push_text("<b>");
            content.close();
            content.push_text("en gras");
            content.open("ept", [("i", "1")].into_iter().collect());
            content.push_text("</b>");
            content.close();
            content.push_text(&source);
            tuv.content = Some(content);
        }
    }
    unit
}

fn report(what: &str, bytes: usize, time: Duration, floor: Duration) {
    let megabytes = (bytes * (UNITS / DIFFERENT)) as f64 / 1e6;
    let speed = megabytes / time.as_secs_f64();
    let ratio = time.as_secs_f64() / floor.as_secs_f64();
    println!("{what:<12} {time:>8.2?} {speed:>8.1} MB/s {ratio:>6.2} x the plain loop");
}

fn best(work: impl Fn() -> usize) -> Duration {
    let once = |_| {
        let start = Clock::start();
        std::hint::black_box(work());
        start.stop()
    };
    (0..RUNS).map(once).min().unwrap_or_default()
}
