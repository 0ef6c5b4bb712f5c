//! A dictionary as a table: a pair a line, separated by TAB.

use super::{Dictionary, DictionaryError, ENTRY, languages};

/// The biggest weight, so that sums of weights stay numbers.
const HEAVIEST: f32 = 1000.0;

/// Reads a table. Blank lines, and lines that begin with `#` and have no TAB, say nothing.
pub(super) fn read(bytes: &[u8]) -> Result<Dictionary, DictionaryError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut dictionary = Dictionary::default();
    let mut first = true;
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        let line = std::str::from_utf8(line).map_err(|_| DictionaryError::NotUtf8(number))?;
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || (line.starts_with('#') && !line.contains('\t')) {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        let (source, target, weight) = match fields.as_slice() {
            [source, target] | [source, target, ""] => (source, target, ENTRY),
            [source, target, value] => (source, target, weight(value, number)?),
            [_] => return Err(DictionaryError::NoPair(number)),
            _ => return Err(DictionaryError::TooManyFields(number)),
        };
        let header = languages::of_tags(source, target).filter(|_| first && fields.len() == 2);
        first = false;
        if header.is_some() {
            dictionary.languages = header;
        } else if source.is_empty() || target.is_empty() {
            return Err(DictionaryError::NoPair(number));
        } else {
            dictionary.add(source, target, weight);
        }
    }
    Ok(dictionary)
}

fn weight(value: &str, line: usize) -> Result<f32, DictionaryError> {
    match value.parse::<f32>() {
        Ok(weight) if weight > 0.0 && weight <= HEAVIEST => Ok(weight),
        _ => Err(DictionaryError::Weight {
            line,
            value: value.to_owned(),
        }),
    }
}
