//! Which encoding a text is in, by its first bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How a text tells its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// XML: byte order mark, zero bytes, declaration, else UTF-8.
    Xml,
    /// Plain text: byte order mark, zero bytes, else UTF-8; where the first character beyond ASCII
    /// is none in UTF-8, windows-1252.
    Plain,
    /// The file names this encoding in its own way.
    Named(&'static Encoding),
}

/// An encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// One that the Encoding Standard knows; UTF-8 among them.
    Standard(&'static Encoding),
    /// UTF-32, which that standard leaves out; big-endian or not.
    Utf32 {
        /// Whether the first of four bytes is the highest.
        big: bool,
    },
}

/// What the first bytes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sniffed {
    /// The encoding.
    pub(super) charset: Charset,
    /// Length of the byte order mark.
    pub(super) mark: usize,
    /// The declared name, where the bytes contradict it.
    pub(super) contradicted: Option<String>,
    /// The declared name, where nobody knows it and the bytes do not tell either.
    pub(super) unknown: Option<String>,
    /// Whether the bytes themselves tell.
    pub(super) sure: bool,
}

impl Charset {
    /// Returns the name of the encoding.
    pub(super) fn name(self) -> &'static str {
        match self {
            Charset::Standard(encoding) => encoding.name(),
            Charset::Utf32 { big: true } => "UTF-32BE",
            Charset::Utf32 { big: false } => "UTF-32LE",
        }
    }

    /// Tells whether its characters take two or four bytes at least.
    fn is_wide(self) -> bool {
        match self {
            Charset::Standard(encoding) => encoding == UTF_16LE || encoding == UTF_16BE,
            Charset::Utf32 { .. } => true,
        }
    }
}

/// Looks at the first bytes of a text.
pub(super) fn sniff(head: &[u8], rule: Rule) -> Sniffed {
    let by_bytes = by_mark(head).or_else(|| by_zeros(head, rule));
    let declared = match rule {
        Rule::Xml => declared_name(head),
        Rule::Plain => None,
        Rule::Named(encoding) => Some(encoding.name().to_owned()),
    };
    let known = declared.as_deref().and_then(by_name);
    let (charset, mark) = match (by_bytes, known) {
        (Some(found), _) => found,
        // The declaration could be read byte for byte, so it is not in UTF-16.
        (None, Some(charset)) if !charset.is_wide() => (charset, 0),
        (None, _) => (Charset::Standard(UTF_8), 0),
    };
    let unnamed = declared.is_some() && known.is_none() && by_bytes.is_none();
    let agrees = known.is_none_or(|k| k == charset || k.is_wide() && charset.is_wide());
    Sniffed {
        charset,
        mark,
        contradicted: declared.clone().filter(|_| !agrees),
        unknown: declared.filter(|_| unnamed),
        sure: by_bytes.is_some(),
    }
}

fn by_name(label: &str) -> Option<Charset> {
    // Which end comes first is for the bytes to say.
    if label.to_ascii_uppercase().starts_with("UTF-32") {
        return Some(Charset::Utf32 { big: false });
    }
    Encoding::for_label(label.as_bytes()).map(Charset::Standard)
}

/// Tells the encoding by a byte order mark.
fn by_mark(head: &[u8]) -> Option<(Charset, usize)> {
    if head.starts_with(&[0xFF, 0xFE, 0, 0]) {
        return Some((Charset::Utf32 { big: false }, 4));
    }
    if head.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Some((Charset::Utf32 { big: true }, 4));
    }
    Encoding::for_bom(head).map(|(encoding, length)| (Charset::Standard(encoding), length))
}

/// Tells UTF-16 and UTF-32 without a mark by their zero bytes.
fn by_zeros(head: &[u8], rule: Rule) -> Option<(Charset, usize)> {
    let charset = match (rule, head) {
        (Rule::Xml, [b'<', 0, 0, 0, ..]) => Charset::Utf32 { big: false },
        (Rule::Xml, [0, 0, 0, b'<', ..]) => Charset::Utf32 { big: true },
        (Rule::Xml, [b'<' | b' ' | b'\n' | b'\r' | b'\t', 0, _, 0, ..]) => {
            Charset::Standard(UTF_16LE)
        }
        (Rule::Xml, [0, b'<' | b' ' | b'\n' | b'\r' | b'\t', 0, _, ..]) => {
            Charset::Standard(UTF_16BE)
        }
        (Rule::Plain, [a, 0, b, ..]) if *a != 0 && *b != 0 => Charset::Standard(UTF_16LE),
        (Rule::Plain, [0, a, 0, ..]) if *a != 0 => Charset::Standard(UTF_16BE),
        _ => return None,
    };
    Some((charset, 0))
}

/// Returns the encoding that the XML declaration names; zero bytes are left out, so that it is
/// found in UTF-16 too.
fn declared_name(head: &[u8]) -> Option<String> {
    let ascii: String = head
        .iter()
        .filter(|b| b.is_ascii() && **b != 0)
        .map(|b| char::from(*b))
        .collect();
    let declaration = ascii
        .trim_start()
        .strip_prefix("<?xml")?
        .split_once("?>")?
        .0;
    let after = declaration.split_once("encoding")?.1.trim_start();
    let value = after.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = value[1..].split_once(quote)?.0;
    Some(name.to_owned())
}
