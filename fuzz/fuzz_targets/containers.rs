//! Any bytes as a file of units: read or refused; what is read is written, and that is read again.
//! The first byte chooses the container.
#![no_main]

use enface::exchange::tmx::TmxHeader;
use enface::exchange::{FileStart, ReadOptions, Target, create, open};
use enface::model::TranslationUnit;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 4] = ["a.xlf", "a.po", "a.csv", "a.tbx"];

fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Option<Vec<TranslationUnit>> {
    let mut units = Vec::new();
    let mut opened = open(name, bytes, options).ok()?;
    while let Some(read) = opened.units.next_unit().ok()? {
        units.push(read.unit);
    }
    Some(units)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let languages = ["fr", "en"].map(|tag| tag.parse().expect("a language tag"));
    let options = ReadOptions {
        columns: languages.to_vec(),
        from: Some(languages[0].clone()),
        to: Some(languages[1].clone()),
        ..ReadOptions::default()
    };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let Some(units) = read(name, bytes, &options) else {
        return;
    };
    let header = TmxHeader::own("fr");
    let start = FileStart {
        header: &header,
        languages: Some(languages),
    };
    for (target, name) in [
        (Target::Xliff, "a.xlf"),
        (Target::Po, "a.po"),
        (Target::Csv, "a.csv"),
        (Target::Tmx, "a.tmx"),
    ] {
        let mut out = Vec::new();
        let mut writer = create(target, &mut out, &start).expect("a buffer can be written to");
        for unit in &units {
            writer.unit(unit).expect("a buffer can be written to");
        }
        let written = writer.finish().expect("a buffer can be written to");
        let again = read(name, &out, &options).expect("what was written can be read");
        assert_eq!(again.len() as u64, written.units, "{name}");
    }
});
