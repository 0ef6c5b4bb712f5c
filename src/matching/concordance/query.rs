//! A query as a tree of phrases.

use std::fmt;

use regex::Regex;

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryWord {
    /// As typed, without the star.
    pub text: String,
    /// In the form in which words are compared; folded, unless a matcher compares otherwise.
    pub form: String,
    /// Whether a word that begins with it is enough: `allian*`.
    pub prefix: bool,
}

/// Words that stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// As typed, without quotation marks.
    pub typed: String,
    /// At least one.
    pub words: Vec<QueryWord>,
    /// The marks typed before, between and after the words, without spaces: one more than words.
    /// Where one is empty, anything but a word may stand there.
    pub marks: Vec<String>,
}

/// A query, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A phrase somewhere in the text.
    Phrase(Phrase),
    /// Phrases in any order, with at most so many words between the end of each and the beginning
    /// of the last.
    Near(Vec<Phrase>, usize),
    /// All of the first list and none of the second; the first is not empty.
    And(Vec<Node>, Vec<Node>),
    /// At least one; the list is not empty.
    Or(Vec<Node>),
}

/// A query of words. It prints itself so that it is read again as the same query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextQuery {
    /// The whole tree.
    pub root: Node,
}

/// What to look for in a text.
#[derive(Debug, Clone)]
pub enum Search {
    /// Words.
    Words(TextQuery),
    /// A regular expression on the text as it stands.
    Pattern(Regex),
}

impl Node {
    /// Returns the same tree with other forms of its words.
    pub(super) fn with_forms(&self, form: &dyn Fn(&QueryWord) -> String) -> Node {
        let all = |nodes: &[Node]| nodes.iter().map(|node| node.with_forms(form)).collect();
        let phrase = |phrase: &Phrase| Phrase {
            words: (phrase.words.iter())
                .map(|word| QueryWord {
                    form: form(word),
                    ..word.clone()
                })
                .collect(),
            ..phrase.clone()
        };
        match self {
            Node::Phrase(one) => Node::Phrase(phrase(one)),
            Node::Near(phrases, within) => {
                Node::Near(phrases.iter().map(phrase).collect(), *within)
            }
            Node::And(wanted, unwanted) => Node::And(all(wanted), all(unwanted)),
            Node::Or(nodes) => Node::Or(all(nodes)),
        }
    }

    /// Tells whether an index of words alone knows which texts have it: nothing is excluded, and no
    /// marks were typed.
    pub fn is_plain(&self) -> bool {
        let plain = |phrase: &Phrase| phrase.marks.iter().all(String::is_empty);
        match self {
            Node::Phrase(phrase) => plain(phrase),
            Node::Near(phrases, _) => phrases.iter().all(plain),
            Node::And(wanted, unwanted) => unwanted.is_empty() && wanted.iter().all(Node::is_plain),
            Node::Or(nodes) => nodes.iter().all(Node::is_plain),
        }
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.typed)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = |f: &mut fmt::Formatter<'_>, node: &Node| match node {
            Node::Phrase(_) | Node::Near(..) => write!(f, "{node}"),
            Node::And(..) | Node::Or(_) => write!(f, "({node})"),
        };
        match self {
            Node::Phrase(phrase) => write!(f, "{phrase}"),
            Node::Near(phrases, within) => {
                f.write_str("NEAR(")?;
                for (number, phrase) in phrases.iter().enumerate() {
                    let space = if number == 0 { "" } else { " " };
                    write!(f, "{space}{phrase}")?;
                }
                write!(f, ", {within})")
            }
            Node::And(wanted, unwanted) => {
                for (number, node) in wanted.iter().enumerate() {
                    f.write_str(if number == 0 { "" } else { " AND " })?;
                    inner(f, node)?;
                }
                for node in unwanted {
                    f.write_str(" NOT ")?;
                    inner(f, node)?;
                }
                Ok(())
            }
            Node::Or(nodes) => {
                for (number, node) in nodes.iter().enumerate() {
                    f.write_str(if number == 0 { "" } else { " OR " })?;
                    inner(f, node)?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for TextQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Search::Words(query) => query.fmt(f),
            Search::Pattern(regex) => f.write_str(regex.as_str()),
        }
    }
}
