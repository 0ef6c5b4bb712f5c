//! Any bytes as a TMX file, strictly, with recovery, and checked: read or refused. What is read
//! strictly is read alike with recovery, and then nothing is repaired or lost.
#![no_main]

use enface::exchange::{Diagnostics, ExchangeError, ReadOptions, ReadUnit, open, tmx};
use libfuzzer_sys::fuzz_target;

fn read(bytes: &[u8], recover: bool) -> Result<(Vec<ReadUnit>, Diagnostics), ExchangeError> {
    let options = ReadOptions {
        recover,
        ..ReadOptions::default()
    };
    let mut opened = open("a.tmx", bytes, &options)?;
    let mut units = Vec::new();
    while let Some(unit) = opened.units.next_unit()? {
        units.push(unit);
    }
    let diagnostics = opened.units.diagnostics().clone();
    Ok((units, diagnostics))
}

fuzz_target!(|bytes: &[u8]| {
    let (strict, recovered) = (read(bytes, false), read(bytes, true));
    let mut errors = 0;
    let checked = tmx::validate("a.tmx", bytes, &mut |finding| {
        errors += u64::from(finding.severity == enface::exchange::Severity::Error);
        true
    });
    match (strict, recovered) {
        (Ok(strict), Ok(recovered)) => {
            assert_eq!(strict.0, recovered.0);
            let counts = (recovered.1.units_repaired, recovered.1.units_lost);
            assert!(strict.1.kept() == recovered.1.kept() && counts == (0, 0));
            assert!(checked.is_ok());
        }
        (Ok(_), Err(error)) => panic!("read strictly, not with recovery: {error}"),
        (Err(_), Ok(recovered)) => {
            assert!(recovered.1.total() > 0, "repaired without a word");
            assert!(errors > 0, "broken without a finding");
        }
        (Err(_), Err(_)) => {}
    }
});
