//! Files one translates, read into blocks: plain text, HTML, Markdown.
//!
//! A [`Document`] is a list of [`Block`]s in reading order with what was left out beside it.
//! Reading never gives up on content: a damaged file gives what could be read. Only a file that
//! is no text at all, or of a format that is not read yet, is an error.

use crate::messages::{Explain, Message, explained_error};
use crate::model::{Block, LangTag};

mod blocks;
mod encoding;
mod front_matter;
mod html;
mod markdown;
mod plain;
mod recognise;
mod sentences;
mod template;

pub use html::named_character;

use encoding::Decoded;
use recognise::Recognised;

/// A format that can be read, or that is recognised and cannot be read yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// Markdown (CommonMark with tables and front matter).
    Markdown,
}

/// How line breaks of plain text are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wrap {
    /// A line break ends a block unless the file looks hard-wrapped; then a blank line does.
    #[default]
    Auto,
    /// Every line is a block.
    Keep,
    /// Lines are joined; a blank line ends a block.
    Join,
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Line breaks of plain text.
    pub wrap: Wrap,
    /// Keep lines that are drawn, not written (`-----`), as blocks of plain text; else they are
    /// left out.
    pub keep_rules: bool,
}

/// A document as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it was read as.
    pub format: Format,
    /// Name of the encoding it was decoded from, as the Encoding Standard names it.
    pub encoding: &'static str,
    /// The language that the file itself states (HTML `lang`, front matter), if it does.
    pub language: Option<LangTag>,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// What was passed over, and why.
    pub left_out: Vec<LeftOut>,
}

/// Something in the file that is not text to translate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What it is, in one stable word: `menu`, `script`, `footer`, `comment`, `link-definition`…
    pub what: &'static str,
    /// Line on which it begins, from 1.
    pub line: u32,
    /// The beginning of its text, at most 60 characters; may be empty.
    pub excerpt: String,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentError {
    /// The bytes are not text in any encoding.
    Binary {
        /// Name of the file.
        file: String,
        /// What it looks like, when known: `PDF`, `ZIP`…
        looks_like: Option<&'static str>,
    },
    /// The format is known but not read yet.
    NotYet {
        /// Name of the file.
        file: String,
        /// Name of the format: `DOCX`, `XML`…
        format: &'static str,
    },
    /// There is no text to translate in the file.
    Empty {
        /// Name of the file.
        file: String,
    },
}

impl Explain for DocumentError {
    fn explain(&self) -> Message {
        match self {
            DocumentError::Binary {
                file,
                looks_like: Some(name),
            } => Message::new("document-binary")
                .with("file", file.as_str())
                .with("format", *name),
            DocumentError::Binary { file, .. } => {
                Message::new("document-binary-unknown").with("file", file.as_str())
            }
            DocumentError::NotYet { file, format } => Message::new("document-not-yet")
                .with("file", file.as_str())
                .with("format", *format),
            DocumentError::Empty { file } => {
                Message::new("document-empty").with("file", file.as_str())
            }
        }
    }
}

explained_error!(DocumentError);

/// Reads a file; its format is recognised by name and content.
///
/// Every byte string gives a document or an error, in time linear in its length. Line ends of
/// every system are understood.
///
/// # Errors
/// When the bytes are no text, the format is not read yet, or nothing is left to translate.
pub fn read(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Document, DocumentError> {
    let file = || name.to_owned();
    let not_yet = |format| DocumentError::NotYet {
        file: file(),
        format,
    };
    if let Some(format) = recognise::not_yet_by_bytes(name, bytes) {
        return Err(not_yet(format));
    }
    let decoded = decode(name, bytes, recognise::may_declare_charset(name, bytes))?;
    let document = match recognise::by_name_and_text(name, &decoded.text) {
        Recognised::Read(Format::Html) => html::read(&decoded),
        Recognised::Read(Format::Markdown) => markdown::read(&decoded),
        Recognised::Read(Format::Text) => plain::read(&decoded, options),
        Recognised::NotYet(format) => return Err(not_yet(format)),
    };
    if document.blocks.is_empty() {
        return Err(DocumentError::Empty { file: file() });
    }
    Ok(document)
}

/// Reads a list of sentences, one a line; a blank line ends a paragraph, which is a block. Inside
/// a block, lines are parted by line feeds.
///
/// # Errors
/// When the bytes are no text, or every line is blank.
pub fn read_sentences(name: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
    let document = sentences::read(&decode(name, bytes, false)?);
    if document.blocks.is_empty() {
        return Err(DocumentError::Empty {
            file: name.to_owned(),
        });
    }
    Ok(document)
}

/// Decodes a file; every line end becomes a line feed.
fn decode(name: &str, bytes: &[u8], markup: bool) -> Result<Decoded, DocumentError> {
    let binary = |looks_like| DocumentError::Binary {
        file: name.to_owned(),
        looks_like,
    };
    if let Some(looks_like) = encoding::signature(bytes) {
        return Err(binary(Some(looks_like)));
    }
    let mut decoded = encoding::decode(bytes, markup).ok_or_else(|| binary(None))?;
    if decoded.text.contains('\r') {
        decoded.text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Ok(decoded)
}

#[cfg(test)]
mod tests;
