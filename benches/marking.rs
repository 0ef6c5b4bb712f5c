//! x
#![allow(missing_docs, clippy::print_stdout)]
use std::io::Read;
use enface::lexicon::Learner;
fn main() {
    let file = std::fs::File::open("../shared/corpus/memory-fr-en-100k.tsv.gz").unwrap();
    let mut text = String::new();
    flate2::read::GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let mut learner = Learner::default();
    let t = std::time::Instant::now();
    for line in text.lines() {
        let mut f = line.split('\t');
        learner.add(f.next().unwrap(), f.next().unwrap(), 1.0);
    }
    println!("add {:?}", t.elapsed());
    let s = learner.learn::<()>(&mut |_, _| Ok(())).unwrap();
    println!("learn {:?} {}", t.elapsed(), s.len());
    std::fs::write("/tmp/mk/stats.bin", s.to_bytes()).unwrap();
}
