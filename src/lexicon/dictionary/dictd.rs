//! A dictionary for `dictd`: an index of headwords, and a text that may be compressed.
//!
//! A line of the index is headword, place and length in the text, separated by TAB, both numbers
//! in base 64; `dictfmt(1)` describes it. Headwords that begin with `00database` are about the
//! dictionary itself. `dictzip` compresses so that any gzip decompresses.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::{Dictionary, DictionaryError, ENTRY, entry, languages};

/// The digits of the index, from 0 to 63.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// How every gzip begins.
const GZIP: &[u8] = b"\x1f\x8b";
/// Bytes that no text of a dictionary has; the biggest of FreeDict's have a tenth of it.
const TOO_BIG: u64 = 1 << 29;

/// Reads the dictionary.
pub(super) fn read(index: &[u8], text: &[u8], name: &str) -> Result<Dictionary, DictionaryError> {
    let text = decompressed(text)?;
    let mut dictionary = Dictionary::default();
    let mut titles: Vec<(bool, String)> = Vec::new();
    for (number, line) in (1..).zip(index.split(|&byte| byte == b'\n')) {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            continue;
        }
        let mut fields = line.split('\t');
        let (Some(key), Some(place), Some(length)) = (fields.next(), fields.next(), fields.next())
        else {
            return Err(DictionaryError::NoIndexLine(number));
        };
        // Some indexes are sorted by a simpler form and end with the word as it is written.
        let headword = fields.next().unwrap_or(key);
        let (place, length) = (base_64(place, number)?, base_64(length, number)?);
        let found = place
            .checked_add(length)
            .and_then(|end| text.get(place..end));
        let found = found.ok_or(DictionaryError::OutOfText {
            line: number,
            size: text.len(),
        })?;
        if headword.starts_with("00database") || headword.starts_with("00-database") {
            let is_long = !headword.ends_with("short");
            titles.push((is_long, String::from_utf8_lossy(found).into_owned()));
            continue;
        }
        for translation in entry::translations(&String::from_utf8_lossy(found), headword) {
            dictionary.add(headword, &translation, ENTRY);
        }
    }
    titles.sort();
    dictionary.languages = titles
        .iter()
        .find_map(|(_, title)| languages::of_title(title))
        .or_else(|| languages::of_name(name));
    Ok(dictionary)
}

/// Returns a number of the index.
fn base_64(digits: &str, line: usize) -> Result<usize, DictionaryError> {
    let value = |digit: u8| DIGITS.iter().position(|&known| known == digit);
    let number = digits.bytes().try_fold(0_usize, |number, digit| {
        number.checked_mul(64)?.checked_add(value(digit)?)
    });
    number
        .filter(|_| !digits.is_empty())
        .ok_or_else(|| DictionaryError::IndexNumber {
            line,
            value: digits.to_owned(),
        })
}

fn decompressed(text: &[u8]) -> Result<Vec<u8>, DictionaryError> {
    if !text.starts_with(GZIP) {
        return Ok(text.to_vec());
    }
    let mut whole = Vec::new();
    let mut decoder = MultiGzDecoder::new(text).take(TOO_BIG);
    decoder
        .read_to_end(&mut whole)
        .map_err(|_| DictionaryError::Compression)?;
    if whole.len() as u64 == TOO_BIG {
        return Err(DictionaryError::TooBig);
    }
    Ok(whole)
}
