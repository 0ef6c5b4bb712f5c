//! Which container a file is, by its name and its first bytes.

use super::signatures::kind;
use super::{ExchangeError, Foreign};

/// How many first bytes of a file tell what it is.
pub const HEAD: usize = 1_024;

/// A container of units that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Container {
    /// TMX, 1.1 to 1.4b.
    Tmx,
    /// A tab-separated table.
    Tsv,
    /// A table with quoting: RFC 4180.
    Csv,
    /// XLIFF 1.2 and what tools make of it; the core of XLIFF 2.
    Xliff,
    /// A catalogue of messages of GNU gettext.
    Po,
    /// The first sheet of a workbook.
    Xlsx,
    /// Terms: TBX 2 and 3.
    Tbx,
    /// A memory of Trados Studio; a database, so it is read by its place, not as a stream.
    Sdltm,
}

impl Container {
    /// Returns the stable name: `tmx`, `tsv`, `csv`, `xliff`, `po`, `xlsx`, `tbx`, `sdltm`.
    pub fn name(self) -> &'static str {
        match self {
            Container::Tmx => "tmx",
            Container::Tsv => "tsv",
            Container::Csv => "csv",
            Container::Xliff => "xliff",
            Container::Po => "po",
            Container::Xlsx => "xlsx",
            Container::Tbx => "tbx",
            Container::Sdltm => "sdltm",
        }
    }

    /// Tells whether its units are terms, not sentences.
    pub fn holds_terms(self) -> bool {
        self == Container::Tbx
    }
}

/// Endings of formats that are not read yet, and how people call them.
const LATER: [(&str, &str); 3] = [("gz", "gzip"), ("zip", "zip"), ("docx", "DOCX")];

/// Tells which container a file is from its name and its first [`HEAD`] bytes. The content beats
/// the name where it is sure (compressed files, a `tmx` element); else the ending decides, in any
/// case; standard input (`-`) is a table where its first line has a tab.
///
/// # Errors
/// When the format is not read yet, or neither name nor content tell it.
pub fn recognise(name: &str, first: &[u8]) -> Result<Container, ExchangeError> {
    let ending = ending(name);
    if ending == "tmx"
        && let Some(kind) = kind(first)
    {
        return Err(ExchangeError::Other(Foreign::Kind(kind)));
    }
    if first.starts_with(&[0x1F, 0x8B]) {
        return Err(ExchangeError::NotYet("gzip"));
    }
    if first.starts_with(b"PK\x03\x04") {
        if matches!(ending.as_str(), "xlsx" | "xlsm") {
            return Ok(Container::Xlsx);
        }
        let inside = LATER.iter().find(|(e, _)| *e == ending);
        return Err(ExchangeError::NotYet(inside.map_or("zip", |(_, f)| f)));
    }
    match ending.as_str() {
        "tmx" => return Ok(Container::Tmx),
        "tsv" | "tab" => return Ok(Container::Tsv),
        "csv" => return Ok(Container::Csv),
        "xlf" | "xliff" | "sdlxliff" | "mqxliff" | "mxliff" => return Ok(Container::Xliff),
        "po" | "pot" => return Ok(Container::Po),
        "xlsx" | "xlsm" => return Ok(Container::Xlsx),
        "tbx" => return Ok(Container::Tbx),
        "sdltm" => return Ok(Container::Sdltm),
        _ => {}
    }
    let elements = [
        (&b"<tmx"[..], Container::Tmx),
        (b"<xliff", Container::Xliff),
        (b"<martif", Container::Tbx),
        (b"<tbx", Container::Tbx),
    ];
    let found = elements.iter().find(|(tag, _)| mentions(first, tag));
    if let Some((_, container)) = found {
        return Ok(*container);
    }
    if name == "-"
        && first
            .split(|b| *b == b'\n')
            .next()
            .is_some_and(|line| line.contains(&b'\t'))
    {
        return Ok(Container::Tsv);
    }
    match LATER.iter().find(|(e, _)| *e == ending) {
        Some((_, format)) => Err(ExchangeError::NotYet(format)),
        None => Err(ExchangeError::Unknown(name.to_owned())),
    }
}

fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}

/// Tells whether an element begins; zero bytes are left out, so that UTF-16 is seen too.
fn mentions(first: &[u8], tag: &[u8]) -> bool {
    let ascii: Vec<u8> = first.iter().copied().filter(|b| *b != 0).collect();
    let ends = |b: &u8| matches!(b, b' ' | b'>' | b'\t' | b'\r' | b'\n');
    ascii
        .windows(tag.len() + 1)
        .any(|w| w.starts_with(tag) && w.last().is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_content_tell_the_container() {
        assert_eq!(recognise("A.TMX", b"").unwrap(), Container::Tmx);
        assert_eq!(recognise("a.tsv", b"x\ty").unwrap(), Container::Tsv);
        let xml = b"<?xml version='1.0'?>\n<tmx version='1.4'>";
        assert_eq!(recognise("-", xml).unwrap(), Container::Tmx);
        let wide: Vec<u8> = xml.iter().flat_map(|b| [*b, 0]).collect();
        assert_eq!(recognise("memory.xml", &wide).unwrap(), Container::Tmx);
        for (name, first, container) in [
            ("a.XLF", &b""[..], Container::Xliff),
            ("a.docx.sdlxliff", b"", Container::Xliff),
            ("a.xml", b"<xliff version='1.2'>", Container::Xliff),
            ("a.po", b"msgid \"\"", Container::Po),
            ("a.csv", b"a,b", Container::Csv),
            ("a.xlsx", b"PK\x03\x04", Container::Xlsx),
            ("a.tbx", b"", Container::Tbx),
            (
                "terms.xml",
                b"<!DOCTYPE martif><martif type='TBX'>",
                Container::Tbx,
            ),
        ] {
            assert_eq!(recognise(name, first).unwrap(), container, "{name}");
        }
    }

    #[test]
    fn later_formats_are_named() {
        for (name, first, format) in [
            ("a.tmx.gz", &b"\x1f\x8b"[..], "gzip"),
            ("a", b"PK\x03\x04", "zip"),
            ("a.docx", b"PK\x03\x04", "DOCX"),
        ] {
            let error = recognise(name, first).unwrap_err();
            assert!(
                matches!(error, ExchangeError::NotYet(f) if f == format),
                "{name}"
            );
        }
        assert!(matches!(
            recognise("notes.txt", b"hello"),
            Err(ExchangeError::Unknown(_))
        ));
    }
}
