//! Any text: sentences are in order, only white space lies between them, and to explain a cut does
//! not change it.
#![no_main]

use enface::segmentation::Segmenter;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let (language, text) = input;
    let languages = ["fr", "en", "de", "es", "it", "nl", "pt", "ru", "ja"];
    let language = languages[usize::from(language) % languages.len()];
    let segmenter = Segmenter::new(&language.parse().expect("a language tag"));
    let explained = segmenter.cut(text, true);
    assert_eq!(segmenter.split(text), explained.sentences);
    let mut end = 0;
    for sentence in &explained.sentences {
        let range = sentence.range.clone();
        assert!(text[end..range.start].trim().is_empty());
        assert!(!text[range.clone()].trim().is_empty());
        end = range.end;
    }
    assert!(text[end..].trim().is_empty());
    for kept in &explained.kept {
        assert!(text.is_char_boundary(kept.at));
    }
});
