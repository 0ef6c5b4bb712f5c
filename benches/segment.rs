//! Times the cutting of ten megabytes of French into sentences: `cargo bench --bench segment`.
//!
//! Figures are CPU time of one thread, the best of five, in megabytes a second, each beside the
//! sentence iterator of `unicode-segmentation` on the same text in the same run. The text is the
//! French of the measuring data beside the checkout where it is there, else the sample releases.
#![allow(missing_docs, clippy::print_stdout)]

use std::path::Path;
use std::time::{Duration, Instant};

use enface::segmentation::Segmenter;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of the text.
const SIZE: usize = 10_000_000;

/// How often each thing is done.
const RUNS: usize = 5;

fn main() {
    let text = french();
    let blocks: Vec<&str> = text.lines().collect();
    println!("{} blocks, {} bytes", blocks.len(), text.len());
    let peer = best(|| blocks.iter().map(|b| b.unicode_sentences().count()).sum());
    report("unicode-segmentation", &text, peer, peer);
    let language = "fr".parse().expect("a language tag");
    let start = Clock::start();
    let segmenter = Segmenter::new(&language);
    println!("{:<34} {:>8.1?}", "built-in rules, compiling", start.stop());
    let first = start_and(|| blocks.iter().map(|b| segmenter.split(b).len()).sum());
    report("built-in rules, first time", &text, first, peer);
    let warm = best(|| blocks.iter().map(|b| segmenter.split(b).len()).sum());
    report("built-in rules, warm", &text, warm, peer);
}

fn start_and(work: impl FnOnce() -> usize) -> Duration {
    let start = Clock::start();
    std::hint::black_box(work());
    start.stop()
}

fn best(work: impl Fn() -> usize) -> Duration {
    let times = (0..RUNS).map(|_| start_and(&work));
    times.min().unwrap_or_default()
}

fn report(what: &str, text: &str, time: Duration, peer: Duration) {
    let speed = text.len() as f64 / 1e6 / time.as_secs_f64();
    let ratio = peer.as_secs_f64() / time.as_secs_f64();
    println!("{what:<34} {speed:>8.1} MB/s {ratio:>7.1} x");
}

/// Measures the CPU time of this thread where the system tells it, else the time that passes.
struct Clock(Option<Duration>, Instant);

impl Clock {
    fn start() -> Self {
        Clock(cpu_time(), Instant::now())
    }

    fn stop(&self) -> Duration {
        match (self.0, cpu_time()) {
            (Some(start), Some(end)) => end - start,
            _ => self.1.elapsed(),
        }
    }
}

/// Linux's count of the nanoseconds this thread has run.
fn cpu_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
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
        base = include_str!("../seeds/2023-10-03-otan/2023-10-03-otan.fr.txt").to_owned();
    }
    println!("{} bytes of French, repeated", base.len());
    let mut text = base.repeat(SIZE / base.len() + 1);
    let mut end = SIZE;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}
