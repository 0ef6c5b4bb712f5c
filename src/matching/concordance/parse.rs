//! Reads a query as people type it.
//!
//! Words side by side are a phrase. `"…"` is a phrase in which nothing else is special; phrases
//! in quotation marks, `NEAR(…)` and groups side by side must all be there. `NOT` binds closest, then
//! `AND`, then `OR`.

use super::query::{Node, Phrase, QueryWord, TextQuery};
use super::words::{marks, word_form};
use crate::messages::{Explain, Message, explained_error};
use crate::text::{Distinguish, words};

/// Most phrases of a query.
const PHRASES: usize = 64;
/// Most groups inside each other.
const DEPTH: usize = 32;
/// How near is near where no number is given.
const NEAR: usize = 10;
/// The farthest that is near.
const FAR: usize = 10_000;

/// A query that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The query as typed.
    pub query: String,
    /// Where, in bytes.
    pub at: usize,
    /// What is wrong there.
    pub problem: QueryProblem,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryProblem {
    /// It has no letter and no digit.
    Empty,
    /// A quotation mark is not closed.
    OpenQuote,
    /// A parenthesis is not closed.
    OpenGroup,
    /// A parenthesis is closed that was not opened.
    StrayClose,
    /// Nothing stands on one side of an operator, as typed.
    Lonely(String),
    /// Only what must not be there is named.
    OnlyNot,
    /// A phrase or group has no word.
    NoWord,
    /// A star does not stand at the end of a word.
    Star,
    /// `NEAR(…)` does not hold two phrases, or its number is too big.
    Near,
    /// It has too many phrases, or groups inside groups.
    TooLong,
}

impl Explain for QueryError {
    fn explain(&self) -> Message {
        if self.problem == QueryProblem::Empty {
            return Message::new("cli-empty-phrase").with("phrase", self.query.as_str());
        }
        let problem = match &self.problem {
            QueryProblem::Empty | QueryProblem::NoWord => Message::new("concordance-no-word"),
            QueryProblem::OpenQuote => Message::new("concordance-open-quote"),
            QueryProblem::OpenGroup => Message::new("concordance-open-group"),
            QueryProblem::StrayClose => Message::new("concordance-stray-close"),
            QueryProblem::Lonely(operator) => {
                Message::new("concordance-lonely").with("operator", operator.as_str())
            }
            QueryProblem::OnlyNot => Message::new("concordance-only-not"),
            QueryProblem::Star => Message::new("concordance-star"),
            QueryProblem::Near => Message::new("concordance-near").with("most", FAR.to_string()),
            QueryProblem::TooLong => {
                Message::new("concordance-too-long").with("most", PHRASES.to_string())
            }
        };
        let before = self.query.get(..self.at).unwrap_or(&self.query);
        Message::new("concordance-query")
            .with("query", self.query.as_str())
            .with("column", (before.chars().count() + 1).to_string())
            .with("problem", problem)
            .with("quoted", format!("'\"{}\"'", self.query.replace('"', "")))
    }
}

explained_error!(QueryError);

impl TextQuery {
    /// Reads a query.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(query: &str) -> Result<Self, QueryError> {
        let error = |(at, problem)| QueryError {
            query: query.to_owned(),
            at,
            problem,
        };
        if !query.contains(char::is_alphanumeric) {
            return Err(error((0, QueryProblem::Empty)));
        }
        let tokens = tokens(query).map_err(error)?;
        let mut parser = Parser {
            tokens: &tokens,
            next: 0,
            end: query.len(),
            phrases: 0,
        };
        let root = parser.any(0).map_err(error)?;
        match parser.peek() {
            None => Ok(TextQuery { root }),
            Some((at, _)) => Err(error((*at, QueryProblem::StrayClose))),
        }
    }
}

/// Where, and what is wrong there.
type Wrong = (usize, QueryProblem);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'q> {
    Word(&'q str),
    Quoted(&'q str),
    Near(Vec<(usize, &'q str)>, usize),
    Open,
    Close,
    And(&'q str),
    Or(&'q str),
    Not(&'q str),
}

/// Cuts a query into tokens, each with its place.
fn tokens(query: &str) -> Result<Vec<(usize, Token<'_>)>, Wrong> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = query[at..].chars().next() {
        let rest = &query[at..];
        let (token, length) = match c {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '"' => {
                let quoted = rest[1..].find('"').ok_or((at, QueryProblem::OpenQuote))?;
                (Token::Quoted(&rest[1..=quoted]), quoted + 2)
            }
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            '-' if rest[1..].starts_with(|c: char| c.is_alphanumeric() || c == '"' || c == '(') => {
                (Token::Not("-"), 1)
            }
            _ => {
                let length = word_length(rest);
                let word = &rest[..length];
                match word {
                    "AND" | "ET" => (Token::And(word), length),
                    "OR" | "OU" => (Token::Or(word), length),
                    "NOT" | "SAUF" => (Token::Not(word), length),
                    "NEAR" | "PRES" | "PRÈS" if rest[length..].starts_with('(') => {
                        let (near, end) = near(rest, length + 1, at)?;
                        (near, end)
                    }
                    _ => (Token::Word(word), length),
                }
            }
        };
        tokens.push((at, token));
        at += length;
    }
    Ok(tokens)
}

/// Returns how long the word is with which a text begins. A parenthesis that opens inside it closes
/// inside it: `ministre(s)`.
fn word_length(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '"' => return at,
            c if c.is_whitespace() => return at,
            '(' if matches!(&text[..at], "NEAR" | "PRES" | "PRÈS") => return at,
            '(' => open += 1,
            ')' if open == 0 => return at,
            ')' => open -= 1,
            _ => {}
        }
    }
    text.len()
}

/// Reads what stands in `NEAR(…)`; returns it and where it ends in `text`, which stands `at` a place
/// of the query.
fn near(text: &str, start: usize, at: usize) -> Result<(Token<'_>, usize), Wrong> {
    let mut items = Vec::new();
    let mut place = start;
    loop {
        let rest = &text[place..];
        let c = rest
            .chars()
            .next()
            .ok_or((at + start - 1, QueryProblem::OpenGroup))?;
        match c {
            c if c.is_whitespace() => place += c.len_utf8(),
            ')' => return near_of(items, NEAR, at).map(|near| (near, place + 1)),
            ',' => {
                let end = rest.find(')');
                let end = end.ok_or((at + start - 1, QueryProblem::OpenGroup))?;
                let within = rest[1..end].trim().parse().ok().filter(|n| *n <= FAR);
                let within = within.ok_or((at + place, QueryProblem::Near))?;
                return near_of(items, within, at).map(|near| (near, place + end + 1));
            }
            '"' => {
                let length = rest[1..].find('"');
                let length = length.ok_or((at + place, QueryProblem::OpenQuote))?;
                items.push((at + place, &rest[1..=length]));
                place += length + 2;
            }
            _ => {
                let is_end = |(at, c): &(usize, char)| {
                    c.is_whitespace()
                        || matches!(c, ')' | '"')
                        || *c == ',' && !is_inside(rest, *at)
                };
                let length = rest.char_indices().find(is_end);
                let length = length.map_or(rest.len(), |(at, _)| at);
                items.push((at + place, &rest[..length]));
                place += length;
            }
        }
    }
}

/// Tells whether a comma is part of what stands around it, not what the distance follows: `1,5` is,
/// `b,5)` is not.
fn is_inside(text: &str, comma: usize) -> bool {
    let after = text[comma + 1..].trim_start_matches(|c: char| c.is_ascii_digit());
    let goes_on = text[comma + 1..].starts_with(char::is_alphanumeric);
    let is_distance = after.trim_start().starts_with(')');
    goes_on && (!is_distance || text[..comma].ends_with(|c: char| c.is_ascii_digit()))
}

fn near_of(items: Vec<(usize, &str)>, within: usize, at: usize) -> Result<Token<'_>, Wrong> {
    if items.len() < 2 {
        return Err((at, QueryProblem::Near));
    }
    Ok(Token::Near(items, within))
}

/// Makes a tree of tokens.
struct Parser<'t, 'q> {
    tokens: &'t [(usize, Token<'q>)],
    next: usize,
    /// Length of the query.
    end: usize,
    phrases: usize,
}

impl<'t, 'q> Parser<'t, 'q> {
    fn peek(&self) -> Option<&'t (usize, Token<'q>)> {
        self.tokens.get(self.next)
    }

    fn here(&self) -> usize {
        self.peek().map_or(self.end, |(at, _)| *at)
    }

    /// Reads alternatives.
    fn any(&mut self, depth: usize) -> Result<Node, Wrong> {
        if depth > DEPTH {
            return Err((self.here(), QueryProblem::TooLong));
        }
        let mut nodes = vec![self.all(depth)?];
        while let Some((at, Token::Or(operator))) = self.peek() {
            self.next += 1;
            nodes.push(self.after(*at, operator, |parser| parser.all(depth))?);
        }
        Ok(if nodes.len() == 1 {
            nodes.remove(0)
        } else {
            Node::Or(nodes)
        })
    }

    /// Reads what must all be there, and what must not.
    fn all(&mut self, depth: usize) -> Result<Node, Wrong> {
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        let begin = self.here();
        let mut joined: Option<(usize, &str)> = None;
        loop {
            match self.peek() {
                Some((at, Token::And(operator))) => {
                    if joined.is_some() || wanted.len() + unwanted.len() == 0 {
                        return Err((*at, QueryProblem::Lonely((*operator).to_owned())));
                    }
                    self.next += 1;
                    joined = Some((*at, operator));
                    continue;
                }
                Some((at, Token::Not(operator))) => {
                    self.next += 1;
                    let node = self.after(*at, operator, |parser| parser.one(depth))?;
                    unwanted.push(node);
                }
                None | Some((_, Token::Or(_) | Token::Close)) => break,
                Some(_) => wanted.push(self.one(depth)?),
            }
            joined = None;
        }
        if let Some((at, operator)) = joined {
            return Err((at, QueryProblem::Lonely(operator.to_owned())));
        }
        match (wanted.len(), unwanted.len()) {
            (0, 0) => Err((begin, self.nothing(begin))),
            (0, _) => Err((begin, QueryProblem::OnlyNot)),
            (1, 0) => Ok(wanted.remove(0)),
            _ => Ok(Node::And(wanted, unwanted)),
        }
    }

    /// Tells why nothing can stand at a place.
    fn nothing(&self, at: usize) -> QueryProblem {
        let found = self.tokens.iter().find(|(place, _)| *place == at);
        match found {
            Some((_, Token::Or(operator))) => QueryProblem::Lonely((*operator).to_owned()),
            Some((_, Token::Close)) if self.next == 0 => QueryProblem::StrayClose,
            _ => QueryProblem::NoWord,
        }
    }

    /// Reads what stands after an operator.
    fn after(
        &mut self,
        at: usize,
        operator: &str,
        read: impl FnOnce(&mut Self) -> Result<Node, Wrong>,
    ) -> Result<Node, Wrong> {
        match self.peek() {
            None | Some((_, Token::Close | Token::Or(_) | Token::And(_))) => {
                Err((at, QueryProblem::Lonely(operator.to_owned())))
            }
            Some(_) => read(self),
        }
    }

    /// Reads a phrase, `NEAR(…)` or a group.
    fn one(&mut self, depth: usize) -> Result<Node, Wrong> {
        let Some((at, token)) = self.peek() else {
            return Err((self.end, QueryProblem::NoWord));
        };
        self.next += 1;
        match token {
            Token::Word(word) => {
                let mut typed = (*word).to_owned();
                while let Some((_, Token::Word(word))) = self.peek() {
                    self.next += 1;
                    typed.push(' ');
                    typed.push_str(word);
                }
                self.phrase(&typed, *at, true).map(Node::Phrase)
            }
            Token::Quoted(quoted) => self.phrase(quoted, *at, false).map(Node::Phrase),
            Token::Near(items, within) => {
                let phrases = items.iter();
                let phrases = phrases.map(|(at, item)| self.phrase(item, *at, false));
                Ok(Node::Near(phrases.collect::<Result<_, _>>()?, *within))
            }
            Token::Open => {
                let node = self.any(depth + 1)?;
                if !matches!(self.peek(), Some((_, Token::Close))) {
                    return Err((*at, QueryProblem::OpenGroup));
                }
                self.next += 1;
                Ok(node)
            }
            Token::Not(operator) => Err((*at, QueryProblem::Lonely((*operator).to_owned()))),
            Token::Close => Err((*at, QueryProblem::StrayClose)),
            Token::And(operator) | Token::Or(operator) => {
                Err((*at, QueryProblem::Lonely((*operator).to_owned())))
            }
        }
    }

    /// Reads words side by side. Outside quotation marks a star must end a word.
    fn phrase(&mut self, typed: &str, at: usize, stars: bool) -> Result<Phrase, Wrong> {
        self.phrases += 1;
        if self.phrases > PHRASES {
            return Err((at, QueryProblem::TooLong));
        }
        let mut phrase = Phrase {
            typed: typed.to_owned(),
            words: Vec::new(),
            marks: Vec::new(),
        };
        let mut end = 0;
        for word in words(typed) {
            let form = word_form(&typed[word.range.clone()], Distinguish::default());
            if form.is_empty() {
                continue;
            }
            let gap = &typed[end..word.range.start];
            // The star belongs to the word before it.
            let own = usize::from(phrase.words.last().is_some_and(|word| word.prefix));
            phrase.marks.push(marks(&gap[own..]));
            end = word.range.end;
            let after = &typed[end..];
            let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
            let prefix = after.strip_prefix('*').is_some_and(ends);
            phrase.words.push(QueryWord {
                text: typed[word.range].to_owned(),
                form,
                prefix,
            });
        }
        let own = usize::from(phrase.words.last().is_some_and(|word| word.prefix));
        phrase.marks.push(marks(&typed[end + own..]));
        if phrase.words.is_empty() {
            return Err((at, QueryProblem::NoWord));
        }
        if stars && phrase.marks.iter().any(|marks| marks.contains('*')) {
            return Err((at, QueryProblem::Star));
        }
        Ok(phrase)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn printed(query: &str) -> String {
        TextQuery::parse(query).unwrap().to_string()
    }

    fn wrong(query: &str) -> (usize, QueryProblem) {
        let error = TextQuery::parse(query).unwrap_err();
        (error.at, error.problem)
    }

    #[test]
    fn words_side_by_side_are_a_phrase() {
        assert_eq!(
            printed("aussi longtemps  qu’il"),
            "\"aussi longtemps qu’il\""
        );
        let query = TextQuery::parse("10 % de l’aide").unwrap();
        let Node::Phrase(phrase) = query.root else {
            panic!("{query}");
        };
        let forms: Vec<&str> = phrase.words.iter().map(|w| w.form.as_str()).collect();
        assert_eq!(forms, ["10", "de", "l'", "aide"]);
        assert_eq!(phrase.marks, ["", "%", "", "", ""]);
    }

    #[test]
    fn not_binds_closer_than_and_and_that_than_or() {
        assert_eq!(
            printed("a b OR c AND d NOT e -f OR g"),
            "\"a b\" OR (\"c\" AND \"d\" NOT \"e\" NOT \"f\") OR \"g\""
        );
        assert_eq!(printed("(a OU b) ET c"), "(\"a\" OR \"b\") AND \"c\"");
        assert_eq!(printed("\"a b\" c SAUF d"), "\"a b\" AND \"c\" NOT \"d\"");
        assert_eq!(printed("a AND NOT b"), "\"a\" NOT \"b\"");
        assert_eq!(
            printed("NEAR(a* \"b c\" 1,5, 3)"),
            "NEAR(\"a*\" \"b c\" \"1,5\", 3)"
        );
        assert_eq!(printed("NEAR(a b,3)"), "NEAR(\"a\" \"b\", 3)");
        assert_eq!(printed("PRÈS(a b)"), "NEAR(\"a\" \"b\", 10)");
        assert_eq!(
            printed("ministre(s) Port-Éloi a - b"),
            "\"ministre(s) Port-Éloi a - b\""
        );
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_place() {
        let lonely = |operator: &str| QueryProblem::Lonely(operator.to_owned());
        for (query, at, problem) in [
            ("« »", 0, QueryProblem::Empty),
            ("é \"a b", 3, QueryProblem::OpenQuote),
            ("a (b OR c", 2, QueryProblem::OpenGroup),
            ("a b)", 3, QueryProblem::StrayClose),
            ("a AND", 2, lonely("AND")),
            ("OR a", 0, lonely("OR")),
            ("a AND OR b", 2, lonely("AND")),
            ("a NOT", 2, lonely("NOT")),
            ("NOT a", 0, QueryProblem::OnlyNot),
            ("a ()", 3, QueryProblem::NoWord),
            ("a \"…\"", 2, QueryProblem::NoWord),
            ("*a", 0, QueryProblem::Star),
            ("a*b", 0, QueryProblem::Star),
            ("NEAR(a)", 0, QueryProblem::Near),
            ("NEAR(a b, x)", 8, QueryProblem::Near),
            ("x NEAR(a b", 6, QueryProblem::OpenGroup),
        ] {
            assert_eq!(wrong(query), (at, problem), "{query}");
        }
        let many = "a OR ".repeat(100) + "a";
        assert_eq!(wrong(&many).1, QueryProblem::TooLong);
        let deep = "(".repeat(100_000) + "a";
        assert_eq!(wrong(&deep).1, QueryProblem::TooLong);
    }

    proptest! {
        #[test]
        fn a_query_prints_itself_to_be_read_again(
            query in "([a-cé*\"() -]|AND|OR| NOT |NEAR\\(|, 3\\)| ){1,12}"
        ) {
            if let Ok(read) = TextQuery::parse(&query) {
                prop_assert_eq!(TextQuery::parse(&read.to_string()), Ok(read));
            }
        }

        #[test]
        fn nothing_typed_is_too_much(query in ".{0,60}") {
            let _ = TextQuery::parse(&query).map_err(|error| error.explain());
        }
    }
}
