//! Pure functions on text: normal forms, words, numbers, fingerprints, the language of a text.
//!
//! The ground floor. Nothing here knows what a segment or a unit is; every function takes
//! `&str` and answers with offsets in bytes into that same `&str`.

mod fingerprint;
mod language;
mod normalize;
pub mod numbers;
mod search_form;
mod stem;
mod words;

pub use fingerprint::{fingerprint, fingerprint_128, fingerprint_of_parts};
pub use language::{detect_among, detect_language};
pub(crate) use normalize::nfc;
pub use normalize::{Folded, fold_for_search, same_typography, typographic_key};
pub use search_form::{Distinguish, search_form};
pub use stem::Stems;
pub(crate) use words::NUMBER_CLASS;
pub use words::{Word, WordKind, word_class, words};
