//! Reads lists of sentences: one a line, a blank line between paragraphs.

use super::{Decoded, Document, Format, blocks};
use crate::model::{Block, BlockKind, Place};

/// Reads a whole file. A line counts as it stands, whatever it holds, but for white space at its
/// ends.
pub(super) fn read(decoded: &Decoded) -> Document {
    let mut blocks: Vec<Block> = Vec::new();
    let mut after_gap = true;
    for (number, line) in (1..).zip(decoded.text.split('\n')) {
        let line = line.trim_matches(blocks::is_trimmed);
        if line.is_empty() {
            after_gap = true;
            continue;
        }
        match blocks.last_mut() {
            Some(block) if !after_gap => {
                block.text.push('\n');
                block.text.push_str(line);
            }
            _ => blocks.push(Block {
                kind: BlockKind::Paragraph,
                place: Place {
                    line: number,
                    path: String::new(),
                },
                text: line.to_owned(),
            }),
        }
        after_gap = false;
    }
    Document {
        format: Format::Text,
        encoding: decoded.encoding,
        language: None,
        blocks,
        left_out: Vec::new(),
    }
}
