//! Text with inline elements: the tree is the truth, plain text is derived.
//!
//! The tree is held as its walk: text, opening, closing. So a depth of a hundred thousand costs
//! no stack. The canonical form is the inner XML of a TMX `seg`: `& < >` escaped in text, a
//! carriage return as `&#13;`, attributes in the order read, no empty-element tags, no comments.

use std::borrow::Cow;
use std::fmt;

use super::Attributes;

/// One step of the walk through inline content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Characters.
    Text(String),
    /// An element begins.
    Open {
        /// Its name, prefix included.
        name: String,
        /// Its attributes in order.
        attributes: Attributes,
    },
    /// The element that was opened last and is not closed yet ends.
    Close,
}

/// Text with inline elements. Every opening has its closing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InlineContent {
    pieces: Vec<Piece>,
}

/// A stored text is not in canonical form; the memory is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanonicalError {
    /// Byte offset of the first thing that does not fit.
    pub at: usize,
}

impl fmt::Display for CanonicalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stored content is damaged at byte {}", self.at)
    }
}

impl std::error::Error for CanonicalError {}

/// Elements of TMX whose content is native code, not text: their characters are not the reader's.
const CODES: [&str; 5] = ["bpt", "ept", "it", "ph", "ut"];

impl InlineContent {
    /// Tells whether what is inside an element of this name is native code, not text for readers.
    pub fn is_native_code(name: &str) -> bool {
        CODES.contains(&name)
    }

    /// Returns content of plain characters.
    pub fn from_text(text: &str) -> Self {
        let mut content = InlineContent::default();
        content.push_text(text);
        content
    }

    /// Returns the walk, in document order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Appends characters; joins them to characters already at the end.
    pub fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
    }

    /// Opens an element.
    pub fn open(&mut self, name: impl Into<String>, attributes: Attributes) {
        self.pieces.push(Piece::Open {
            name: name.into(),
            attributes,
        });
    }

    /// Closes the element opened last. The caller keeps the balance.
    pub fn close(&mut self) {
        self.pieces.push(Piece::Close);
    }

    /// Tells whether there is nothing, not even an element.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Returns the reader's text: native code inside `bpt ept it ph ut` left out (sub-flows with
    /// it), the text inside `hi` and unknown elements kept. Linear.
    pub fn plain(&self) -> Cow<'_, str> {
        match self.pieces.as_slice() {
            [] => Cow::Borrowed(""),
            [Piece::Text(only)] => Cow::Borrowed(only),
            pieces => {
                let mut plain = String::new();
                // Depth below the outermost native code; 0 outside of any.
                let mut inside = 0_usize;
                for piece in pieces {
                    match piece {
                        Piece::Text(text) if inside == 0 => plain.push_str(text),
                        Piece::Text(_) => {}
                        Piece::Open { name, .. } => {
                            if inside > 0 || Self::is_native_code(name) {
                                inside += 1;
                            }
                        }
                        Piece::Close => inside = inside.saturating_sub(1),
                    }
                }
                Cow::Owned(plain)
            }
        }
    }

    /// Returns the kinds of the inline elements at the text's own level, in order: `bpt`, `ph:lb`
    /// (kind and `type`)…, to compare the codes of two texts.
    pub fn code_kinds(&self) -> Vec<String> {
        let mut kinds = Vec::new();
        let mut depth = 0_usize;
        for piece in &self.pieces {
            match piece {
                Piece::Text(_) => {}
                Piece::Close => depth = depth.saturating_sub(1),
                Piece::Open { name, attributes } => {
                    if depth == 0 || name == "hi" {
                        kinds.push(match attributes.get("type") {
                            Some(kind) => format!("{name}:{kind}"),
                            None => name.clone(),
                        });
                    }
                    depth += usize::from(depth > 0 || name != "hi");
                }
            }
        }
        kinds
    }

    /// Returns the canonical form. Linear.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write_canonical(&mut out);
        out
    }

    /// Appends the canonical form to a text. Linear.
    pub fn write_canonical(&self, out: &mut String) {
        let mut open: Vec<&str> = Vec::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => escape_text(text, out),
                Piece::Open { name, attributes } => {
                    write_start_tag(name, attributes, out);
                    open.push(name);
                }
                Piece::Close => {
                    if let Some(name) = open.pop() {
                        out.push_str("</");
                        out.push_str(name);
                        out.push('>');
                    }
                }
            }
        }
    }

    /// Reads a canonical form back.
    ///
    /// # Errors
    /// When the text is not in canonical form.
    pub fn from_canonical(canonical: &str) -> Result<Self, CanonicalError> {
        let mut content = InlineContent::default();
        let mut depth = 0_usize;
        let mut at = 0;
        while at < canonical.len() {
            let error = CanonicalError { at };
            let rest = &canonical[at..];
            let Some(tag) = rest.strip_prefix('<') else {
                let end = rest.find('<').unwrap_or(rest.len());
                content.push_text(&unescape(&rest[..end]).ok_or(error)?);
                at += end;
                continue;
            };
            let end = tag.find('>').ok_or_else(|| error.clone())?;
            if tag.starts_with('/') {
                depth = depth.checked_sub(1).ok_or(error)?;
                content.close();
            } else {
                depth += 1;
                let (name, attributes) = read_tag(&tag[..end]).ok_or(error)?;
                content.open(name, attributes);
            }
            at += end + 2;
        }
        if depth > 0 {
            return Err(CanonicalError { at });
        }
        Ok(content)
    }
}

/// Writes the start tag of an element, its attributes in order.
pub(crate) fn write_start_tag(name: &str, attributes: &Attributes, out: &mut String) {
    out.push('<');
    out.push_str(name);
    for (attribute, value) in attributes.iter() {
        write_attribute(attribute, value, out);
    }
    out.push('>');
}

/// Writes a space, a name and a value in double quotes.
pub(crate) fn write_attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_attribute(value, out);
    out.push('"');
}

/// Writes characters as XML text.
pub(crate) fn escape_text(text: &str, out: &mut String) {
    let special = |byte| matches!(byte, b'&' | b'<' | b'>' | b'\r');
    escape(text, out, special);
}

/// Writes characters as an XML attribute value for double quotes; white space other than a plain
/// space as references, or a reader would turn it into spaces.
fn escape_attribute(value: &str, out: &mut String) {
    let special = |byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\t' | b'\n' | b'\r');
    escape(value, out, special);
}

/// Copies a text, with references for the bytes of ASCII that are special; the stretches between go
/// over whole.
fn escape(text: &str, out: &mut String, special: impl Fn(u8) -> bool) {
    // Most texts have nothing special. Looked at without a way out early, many bytes go at once.
    if !text
        .bytes()
        .fold(false, |found, byte| found | special(byte))
    {
        out.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(&special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\t' => "&#9;",
            b'\n' => "&#10;",
            _ => "&#13;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn unescape(text: &str) -> Option<Cow<'_, str>> {
    let Some(first) = text.find('&') else {
        return Some(Cow::Borrowed(text));
    };
    let mut out = text[..first].to_owned();
    let mut rest = &text[first..];
    while let Some(entity) = rest.strip_prefix('&') {
        let end = entity.find(';')?;
        out.push(match &entity[..end] {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#9" => '\t',
            "#10" => '\n',
            "#13" => '\r',
            _ => return None,
        });
        rest = &entity[end + 1..];
        let next = rest.find('&').unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Some(Cow::Owned(out))
}

fn read_tag(tag: &str) -> Option<(String, Attributes)> {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    if name.is_empty() {
        return None;
    }
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let (attribute, value) = rest.split_once("=\"")?;
        let (value, after) = value.split_once('"')?;
        attributes.push((attribute.to_owned(), unescape(value)?.into_owned()));
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    Some((name.to_owned(), attributes.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> InlineContent {
        let mut content = InlineContent::from_text("Cliquez ");
        content.open("bpt", [("i", "1"), ("type", "bold")].into_iter().collect());
        content.push_text("<b>");
        content.close();
        content.open("hi", Attributes::new());
        content.push_text("ici & là\r");
        content.close();
        content.open("ph", [("x", "a \"b\"\n")].into_iter().collect());
        content.open("sub", Attributes::new());
        content.push_text("note");
        content.close();
        content.close();
        content
    }

    #[test]
    fn the_canonical_form_leads_back() {
        let content = sample();
        let canonical = content.canonical();
        assert_eq!(
            canonical,
            "Cliquez <bpt i=\"1\" type=\"bold\">&lt;b&gt;</bpt><hi>ici &amp; là&#13;</hi>\
             <ph x=\"a &quot;b&quot;&#10;\"><sub>note</sub></ph>"
        );
        assert_eq!(InlineContent::from_canonical(&canonical).unwrap(), content);
    }

    #[test]
    fn plain_text_leaves_codes_out() {
        assert_eq!(sample().plain(), "Cliquez ici & là\r");
        assert_eq!(sample().code_kinds(), ["bpt:bold", "hi", "ph"]);
    }

    #[test]
    fn damage_is_noticed() {
        for damaged in ["<bpt", "a</b>", "<b>", "&nbsp;", "<b i=1></b>"] {
            assert!(InlineContent::from_canonical(damaged).is_err(), "{damaged}");
        }
    }
}
