//! Builds blocks out of pieces of text: white space folded, ends trimmed, the first line kept.

use super::LeftOut;
use crate::model::{Block, BlockKind, Place};

/// Longest excerpt of something left out, in characters.
const EXCERPT: usize = 60;

/// Collects the pieces of one block after another.
#[derive(Debug, Default)]
pub(super) struct BlockBuilder {
    blocks: Vec<Block>,
    text: String,
    /// Line of the first visible character of `text`; 0 while there is none.
    line: u32,
    /// White space was read and not yet written.
    space: bool,
}

impl BlockBuilder {
    /// Adds running text: white space is folded across pieces, control characters fall away.
    pub(super) fn push(&mut self, piece: &str, line: u32) {
        for c in piece.chars() {
            if is_foldable(c) {
                self.space = true;
            } else if is_storable(c) {
                if self.space && !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.space = false;
                self.see(c, line);
            }
        }
    }

    /// Adds preformatted text, white space as it is.
    pub(super) fn push_verbatim(&mut self, piece: &str, line: u32) {
        self.space = false;
        for c in piece.chars() {
            if matches!(c, '\n' | '\t') || is_storable(c) {
                self.see(c, line);
            }
        }
    }

    fn see(&mut self, c: char, line: u32) {
        if self.line == 0 && !is_trimmed(c) {
            self.line = line;
        }
        self.text.push(c);
    }

    /// Returns the text of the open block, its end untrimmed.
    pub(super) fn open_text(&self) -> &str {
        &self.text
    }

    /// Returns how many blocks are finished.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Ends the open block; one without a visible character leaves no trace.
    ///
    /// `path` is asked only when there is a block.
    pub(super) fn end(&mut self, kind: BlockKind, path: impl FnOnce() -> String) {
        let text = self.text.trim_matches(is_trimmed);
        if !text.is_empty() {
            let place = Place {
                line: self.line.max(1),
                path: path(),
            };
            // A mark that opens preformatted text may come to stand in a block of another kind.
            let text = match kind {
                BlockKind::Preformatted => text.to_owned(),
                _ => text.replace(['\n', '\t'], " "),
            };
            self.blocks.push(Block { kind, place, text });
        }
        self.text.clear();
        self.line = 0;
        self.space = false;
    }

    /// Adds a closing mark, which follows the last word without white space.
    pub(super) fn push_mark(&mut self, mark: &str) {
        self.text.push_str(mark);
    }

    /// Tells whether the open block is nothing but opening quotation marks.
    pub(super) fn is_bare_mark(&self) -> bool {
        let bare = |c: char| is_trimmed(c) || matches!(c, '«' | '“' | '‘');
        !self.text.is_empty() && self.text.chars().all(bare)
    }

    /// Adds a mark to the end of the block finished last.
    pub(super) fn append_to_last(&mut self, mark: &str) {
        if let Some(last) = self.blocks.last_mut() {
            last.text.push_str(mark);
        }
    }

    /// Returns the blocks; an open one is dropped.
    pub(super) fn finish(self) -> Vec<Block> {
        self.blocks
    }
}

/// Returns a block of one piece of text, or `None` when nothing visible is in it.
pub(super) fn block(kind: BlockKind, text: &str, line: u32, path: String) -> Option<Block> {
    let mut builder = BlockBuilder::default();
    builder.push(text, line);
    builder.end(kind, || path);
    builder.finish().pop()
}

/// Returns a note of something passed over.
pub(super) fn left_out(what: &'static str, line: u32, text: &str) -> LeftOut {
    let mut builder = BlockBuilder::default();
    // Four bytes a character and some white space: enough, and a long script costs nothing.
    let mut end = text.len().min(EXCERPT * 16);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    builder.push(&text[..end], line);
    let excerpt = builder.open_text().trim_matches(is_trimmed);
    LeftOut {
        what,
        line,
        excerpt: excerpt.chars().take(EXCERPT).collect(),
    }
}

/// Tells whether a character is white space that folds; a no-break space is none.
fn is_foldable(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}' | '\u{b}')
}

/// Tells whether a character has no place at the end of a block.
pub(super) fn is_trimmed(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Tells whether a character may stand in an exchange file: control characters may not (XML 1.0,
/// section 2.2).
fn is_storable(c: char) -> bool {
    !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(piece: &str) -> Option<String> {
        block(BlockKind::Paragraph, piece, 1, String::new()).map(|b| b.text)
    }

    #[test]
    fn white_space_folds_and_no_break_spaces_stay_inside() {
        assert_eq!(
            text_of("\u{a0} Prix\u{a0}:\n\t 5\u{202f}€ \u{a0}").as_deref(),
            Some("Prix\u{a0}: 5\u{202f}€")
        );
        assert_eq!(text_of(" \u{a0}\u{200b}\n"), None);
        assert_eq!(text_of("a\u{0}\u{7}b").as_deref(), Some("ab"));
    }

    #[test]
    fn a_block_knows_the_line_of_its_first_visible_character() {
        let mut builder = BlockBuilder::default();
        builder.push("\n  ", 3);
        builder.push("Bonjour", 4);
        builder.push(" à tous", 5);
        builder.end(BlockKind::Paragraph, String::new);
        let blocks = builder.finish();
        assert_eq!(
            (blocks[0].place.line, blocks[0].text.as_str()),
            (4, "Bonjour à tous")
        );
    }

    #[test]
    fn excerpts_are_short() {
        let note = left_out("script", 1, &"é ".repeat(1_000_000));
        assert_eq!(note.excerpt.chars().count(), 60);
    }
}
