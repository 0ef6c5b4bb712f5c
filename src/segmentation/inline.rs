//! Text with inline codes, cut as if the codes were not there.
//!
//! The reader's text is cut, and the places are mapped back into the walk of text and codes. A
//! code at a cut goes to one side or the other as `<formathandle>` says; white space between
//! sentences is kept in parts of its own. The parts one after the other are the content.

use std::ops::Range;

use super::{FormatHandle, Segmenter};
use crate::model::{InlineContent, Piece};

/// A part of inline content: a sentence, or what lies between two.
///
/// A part may close what an earlier one opened: a link over two sentences opens in the first and
/// closes in the second. All pieces in order are the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentPart {
    /// The walk through this part.
    pub pieces: Vec<Piece>,
    /// Byte range of the part's text in [`InlineContent::plain`].
    pub range: Range<usize>,
    /// Whether it is a sentence; white space, and codes without text, are none.
    pub is_sentence: bool,
}

impl Segmenter {
    /// Cuts content into sentences and what lies between them.
    ///
    /// Total and lossless: the pieces of all parts, in order, are the pieces of the content, but
    /// that one text may come as several. Linear in the content.
    pub fn split_content(&self, content: &InlineContent) -> Vec<ContentPart> {
        let plain = content.plain();
        let mut spans = Vec::new();
        let mut end = 0;
        for sentence in self.split(&plain) {
            if end < sentence.range.start {
                spans.push((end..sentence.range.start, false));
            }
            end = sentence.range.end;
            spans.push((sentence.range, true));
        }
        if end < plain.len() || spans.is_empty() && !content.is_empty() {
            spans.push((end..plain.len(), false));
        }
        let mut parts: Vec<ContentPart> = spans
            .into_iter()
            .map(|(range, is_sentence)| ContentPart {
                pieces: Vec::new(),
                range,
                is_sentence,
            })
            .collect();
        distribute(content, self.format, &mut parts);
        parts
    }

    /// Returns the texts within inline codes (`sub`), such as a footnote, in the order in which
    /// they begin, each with the byte ranges of its sentences; none where the rules say that they
    /// are not cut (`segmentsubflows`).
    pub fn split_subflows(&self, content: &InlineContent) -> Vec<(String, Vec<Range<usize>>)> {
        if !self.subflows {
            return Vec::new();
        }
        let cut = |text: String| {
            let ranges = self.split(&text).into_iter().map(|s| s.range).collect();
            (text, ranges)
        };
        subflows(content).into_iter().map(cut).collect()
    }
}

/// Gives each piece of the content to a part.
fn distribute(content: &InlineContent, format: FormatHandle, parts: &mut [ContentPart]) {
    let Some(last) = parts.len().checked_sub(1) else {
        return;
    };
    let mut part = 0;
    // Bytes of the reader's text so far, and how deep we are in a native code.
    let (mut at, mut depth) = (0, 0_usize);
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) if depth == 0 => {
                let mut rest = text.as_str();
                while !rest.is_empty() {
                    while part < last && at == parts[part].range.end {
                        part += 1;
                    }
                    let room = parts[part].range.end - at;
                    let (now, later) = rest.split_at(room.min(rest.len()));
                    parts[part].pieces.push(Piece::Text(now.to_owned()));
                    at += now.len();
                    rest = later;
                }
                continue;
            }
            Piece::Text(_) => {}
            Piece::Open { name, attributes } => {
                let native = InlineContent::is_native_code(name);
                let before = match (name.as_str(), attributes.get("pos")) {
                    ("ept", _) | ("it", Some("end")) => format.end,
                    ("bpt", _) | ("it", Some("begin")) => format.start,
                    _ if native => format.isolated,
                    _ => format.start,
                };
                if depth == 0 && part < last && at == parts[part].range.end && !before {
                    part += 1;
                }
                if depth > 0 || native {
                    depth += 1;
                }
            }
            Piece::Close if depth > 0 => depth -= 1,
            Piece::Close => {
                if part < last && at == parts[part].range.end && !format.end {
                    part += 1;
                }
            }
        }
        parts[part].pieces.push(piece.clone());
    }
}

/// Returns the texts of the `sub` elements, without the native codes in them.
fn subflows(content: &InlineContent) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    // For each open element the text that characters in it belong to.
    let mut open: Vec<Option<usize>> = Vec::new();
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => {
                if let Some(Some(sub)) = open.last() {
                    texts[*sub].push_str(text);
                }
            }
            Piece::Open { name, .. } if name == "sub" => {
                open.push(Some(texts.len()));
                texts.push(String::new());
            }
            Piece::Open { name, .. } if InlineContent::is_native_code(name) => open.push(None),
            Piece::Open { .. } => open.push(open.last().copied().flatten()),
            Piece::Close => {
                open.pop();
            }
        }
    }
    texts
}

#[cfg(test)]
mod tests;
