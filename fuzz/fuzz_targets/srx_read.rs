//! Any bytes as a rule file: read or refused; what is read is written and read again the same, and
//! its rules cut a text without losing anything.
#![no_main]

use enface::segmentation::{Dialect, Segmenter, Srx};
use libfuzzer_sys::fuzz_target;

const TEXT: &str = "M. Petit est là. « Oui\u{a0}! » dit-il… Fin (art. 3). Été ? Été.";

fuzz_target!(|bytes: &[u8]| {
    let Ok(srx) = Srx::from_bytes(bytes) else {
        return;
    };
    let written = srx.to_xml();
    let again = Srx::read(&written).expect("what was written can be read");
    assert_eq!(again, srx);
    assert_eq!(again.to_xml(), written);
    let french = "fr".parse().expect("a language tag");
    for dialect in [Dialect::Icu, Dialect::JavaAscii] {
        let Ok((segmenter, _)) = Segmenter::of_file(&srx, &french, dialect) else {
            continue;
        };
        let mut end = 0;
        assert_eq!(segmenter.cut(TEXT, true).sentences, segmenter.split(TEXT));
        for sentence in segmenter.split(TEXT) {
            assert!(TEXT[end..sentence.range.start].trim().is_empty());
            end = sentence.range.end;
        }
        assert!(TEXT[end..].trim().is_empty());
    }
});
