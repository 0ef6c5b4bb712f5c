//! Bytes into text: byte order mark, UTF-16, UTF-8, a declared charset, and at last a guess.
//!
//! UTF-8 comes before a declared charset: bytes above 127 that happen to be valid UTF-8 are
//! UTF-8, while the declaration is often left over from an older page.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text and the name of the encoding it was in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
}

/// Beginnings of files that are no text, and what they are called.
const SIGNATURES: [(&[u8], &str); 24] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC, XLS or PPT"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\0", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\0", "EXE"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
    (b"wOFF", "WOFF"),
    (b"\xff\xfe\0\0", "UTF-32"),
];

/// Returns what the first bytes say that a file is, when it is no text.
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    let known = SIGNATURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start));
    // Short signatures of letters could begin a text; such a file has other bytes that are none.
    known
        .filter(|(start, _)| {
            !start.is_ascii() || start.contains(&0) || !looks_like_text(bytes, start)
        })
        .map(|(_, name)| *name)
}

/// Tells whether a file that begins like a binary one is text all the same, as far as it was
/// looked at. `%PDF-` and `PK` are believed at once.
fn looks_like_text(bytes: &[u8], start: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4096)];
    !start.starts_with(b"%PDF-") && !start.starts_with(b"PK") && !has_binary_bytes(sample)
}

/// Decodes the bytes of a file, or returns `None` when they are no text in any encoding.
///
/// `markup` says that a charset declared in the text counts. Linear in the bytes.
pub(super) fn decode(bytes: &[u8], markup: bool) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(decoded(encoding, &bytes[mark..]));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Some(decoded(encoding, bytes));
    }
    if has_binary_bytes(bytes) {
        return None;
    }
    if mostly_utf8(bytes) {
        return Some(decoded(UTF_8, bytes));
    }
    let declared = markup.then(|| declared_charset(bytes)).flatten();
    Some(decoded(declared.unwrap_or_else(|| guess(bytes)), bytes))
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
    }
}

/// Recognises UTF-16 of a European language by its zeros: nearly every second byte is one.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(8192) & !1];
    let units = sample.len() / 2;
    if units < 2 {
        return None;
    }
    let zeros = |first: usize| {
        sample
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let most = |zeros: usize| zeros * 10 >= units * 7;
    let few = |zeros: usize| zeros * 50 <= units;
    match (even, odd) {
        (even, odd) if few(even) && most(odd) => Some(UTF_16LE),
        (even, odd) if most(even) && few(odd) => Some(UTF_16BE),
        _ => None,
    }
}

/// Tells whether more than one byte in two hundred is a control character that no text has.
fn has_binary_bytes(bytes: &[u8]) -> bool {
    let strange = |b: &&u8| matches!(b, 0..=8 | 14..=26 | 28..=31);
    bytes.iter().filter(strange).count() * 200 > bytes.len()
}

/// Tells whether bytes are UTF-8, a few damaged places aside.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged * 20 <= whole
}

/// Finds `charset=` or `encoding=` in the first bytes, as HTML and XML declare it.
fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|name| {
        head.match_indices(name).find_map(|(at, _)| {
            let rest = head[at + name.len()..].trim_start().strip_prefix('=')?;
            let rest = rest.trim_start_matches([' ', '\t', '"', '\'']);
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.'))
                .unwrap_or(rest.len());
            // A declaration in bytes cannot say UTF-16; the bytes would not be readable.
            Encoding::for_label(&rest.as_bytes()[..end])
                .filter(|e| *e != UTF_16LE && *e != UTF_16BE && *e != UTF_8)
        })
    })
}

/// Guesses an old encoding, with a leaning to those of western Europe.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    if guessed == UTF_8 {
        WINDOWS_1252
    } else {
        guessed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, true).unwrap();
        (decoded.text, decoded.encoding)
    }

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let text = "L’été dernier, l’équipe a publié son rapport.";
        for (bytes_of, name) in [
            (u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"),
            (u16::to_be_bytes, "UTF-16BE"),
        ] {
            let plain = utf16(text, bytes_of);
            assert_eq!(read(&plain), (text.to_owned(), name));
            let marked = [bytes_of(0xfeff).to_vec(), plain].concat();
            assert_eq!(read(&marked), (text.to_owned(), name));
        }
    }

    #[test]
    fn old_western_files_are_windows_1252() {
        let bytes = b"L\x92\xe9quipe a re\xe7u 12 \x80 ; \x93oui\x94, dit-elle.";
        let (text, encoding) = read(bytes);
        assert_eq!(text, "L’équipe a reçu 12 € ; “oui”, dit-elle.");
        assert_eq!(encoding, "windows-1252");
    }

    #[test]
    fn a_declared_charset_counts_where_the_bytes_are_not_utf8() {
        let (text, encoding) = read(b"<meta charset='iso-8859-2'><p>\xb1");
        assert!(text.ends_with('ą'));
        assert_eq!(encoding, "ISO-8859-2");
        let stale = "<meta charset=iso-8859-1><p>été";
        assert_eq!(read(stale.as_bytes()), (stale.to_owned(), "UTF-8"));
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = "é".repeat(40).into_bytes();
        bytes.pop();
        assert_eq!(read(&bytes).1, "UTF-8");
        assert_eq!(read("\u{feff}Été".as_bytes()), ("Été".to_owned(), "UTF-8"));
    }

    #[test]
    fn binary_bytes_are_no_text() {
        let noise: Vec<u8> = (0..=255).cycle().take(2000).collect();
        assert_eq!(decode(&noise, false), None);
        assert_eq!(signature(b"%PDF-1.7\n"), Some("PDF"));
        assert_eq!(signature(b"RIFF is a word too."), None);
        assert_eq!(signature("Bonjour".as_bytes()), None);
    }
}
