//! What can be wrong with a dictionary.

use crate::messages::{Explain, Message, explained_error};

/// Why a dictionary cannot be used. Lines count from 1; those of a dictionary for `dictd` are
/// lines of its index.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DictionaryError {
    /// A line of a table is not UTF-8.
    NotUtf8(usize),
    /// A line of a table is no pair.
    NoPair(usize),
    /// A line of a table has more than three fields.
    TooManyFields(usize),
    /// The weight in a line is no number above 0 and up to 1,000.
    Weight {
        /// The line.
        line: usize,
        /// What stands there.
        value: String,
    },
    /// A line of an index is not headword, place and length.
    NoIndexLine(usize),
    /// A place or length in an index is no number in base 64.
    IndexNumber {
        /// The line.
        line: usize,
        /// What stands there.
        value: String,
    },
    /// A line of an index leads out of the text.
    OutOfText {
        /// The line.
        line: usize,
        /// Bytes of the text.
        size: usize,
    },
    /// The text cannot be decompressed.
    Compression,
    /// The text is bigger than any dictionary.
    TooBig,
    /// No pair is one word on each side; so many were passed over.
    NoPairs(usize),
}

impl DictionaryError {
    /// Tells whether the error is in the text of a dictionary for `dictd`, not in its index.
    pub fn is_in_text(&self) -> bool {
        matches!(self, DictionaryError::Compression | DictionaryError::TooBig)
    }
}

impl Explain for DictionaryError {
    fn explain(&self) -> Message {
        let at = |id, line: usize| Message::new(id).with("line", line.to_string());
        match self {
            DictionaryError::NotUtf8(line) => at("dictionary-not-utf8", *line),
            DictionaryError::NoPair(line) => at("dictionary-no-pair", *line),
            DictionaryError::TooManyFields(line) => at("dictionary-too-many-fields", *line),
            DictionaryError::Weight { line, value } => {
                at("dictionary-weight", *line).with("value", value.as_str())
            }
            DictionaryError::NoIndexLine(line) => at("dictionary-no-index-line", *line),
            DictionaryError::IndexNumber { line, value } => {
                at("dictionary-index-number", *line).with("value", value.as_str())
            }
            DictionaryError::OutOfText { line, size } => {
                at("dictionary-out-of-text", *line).with("size", size.to_string())
            }
            DictionaryError::Compression => Message::new("dictionary-compression"),
            DictionaryError::TooBig => Message::new("dictionary-too-big"),
            DictionaryError::NoPairs(passed_over) => {
                Message::new("dictionary-no-pairs").with("passed_over", *passed_over)
            }
        }
    }
}

explained_error!(DictionaryError);
