//! What stands where in a text: queries of words, regular expressions, hits with their context.
//!
//! A query is typed and read ([`parse`]), kept as a tree of phrases that prints itself back
//! ([`query`]), and found in a text word by word ([`matcher`]). What a word is to a search is said
//! once, in [`words`]: an index that cuts texts the same way finds the same. `docs/concordance.md`
//! defines the syntax.

mod kwic;
mod matcher;
mod parse;
mod query;
mod translations;
mod words;

pub use kwic::{KwicLine, KwicOrder};
pub use matcher::{Matcher, Options};
pub use parse::{QueryError, QueryProblem};
pub use query::{Node, Phrase, QueryWord, Search, TextQuery};
pub use translations::{Ranked, Ranking};
pub use words::{SearchWord, search_stem, search_words, word_form};
