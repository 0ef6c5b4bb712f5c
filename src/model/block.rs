//! Blocks: the pieces of a document that no sentence crosses.

/// What a block is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title of the whole page that its reader does not see in the text (HTML `title`).
    Title,
    /// A value of the front matter; its key stands in the block's place.
    FrontMatter,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph, or any text without a better name.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// The caption of a table or figure.
    Caption,
    /// A quotation set apart.
    Quotation,
    /// The term that a definition explains.
    Term,
    /// The definition of a term.
    Definition,
    /// Preformatted text, such as code.
    Preformatted,
}

/// Where a block stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Line of the file on which the block's text begins, from 1.
    pub line: u32,
    /// The way to the block among the others, as a person would say it in short: `table 1 row 2
    /// column 3`, `list 2 item 4`, `front matter: title`; empty for plain running text.
    pub path: String,
}

/// One block of a document with its whole text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub place: Place,
    /// Its text as the reader sees it: no mark-up, entities decoded, white space folded to single
    /// spaces except in preformatted text, no white space at the ends. Never empty.
    pub text: String,
}

impl BlockKind {
    /// Returns the stable name of the kind: `heading2`, `paragraph`, `cell`…
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Title => "title",
            BlockKind::FrontMatter => "front-matter",
            BlockKind::Heading(1) => "heading1",
            BlockKind::Heading(2) => "heading2",
            BlockKind::Heading(3) => "heading3",
            BlockKind::Heading(4) => "heading4",
            BlockKind::Heading(5) => "heading5",
            BlockKind::Heading(_) => "heading6",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list-item",
            BlockKind::Cell => "cell",
            BlockKind::Caption => "caption",
            BlockKind::Quotation => "quotation",
            BlockKind::Term => "term",
            BlockKind::Definition => "definition",
            BlockKind::Preformatted => "preformatted",
        }
    }

    /// Returns the kind of a stable name, or `None`.
    pub fn from_name(name: &str) -> Option<Self> {
        let fixed = [
            BlockKind::Title,
            BlockKind::FrontMatter,
            BlockKind::Paragraph,
            BlockKind::ListItem,
            BlockKind::Cell,
            BlockKind::Caption,
            BlockKind::Quotation,
            BlockKind::Term,
            BlockKind::Definition,
            BlockKind::Preformatted,
        ];
        let headings = (1..=6).map(BlockKind::Heading);
        fixed
            .into_iter()
            .chain(headings)
            .find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for kind in [
            BlockKind::Heading(3),
            BlockKind::Cell,
            BlockKind::FrontMatter,
        ] {
            assert_eq!(BlockKind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(BlockKind::from_name("heading9"), None);
    }
}
