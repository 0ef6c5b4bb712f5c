//! The bands matches are counted and paid by.

use std::fmt;

/// A band of scores, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchBand {
    /// The same text with the same neighbours in the same document.
    DoubleContext,
    /// The same text with the same neighbours.
    Context,
    /// The same text.
    Exact,
    /// Numbers, case or punctuation differ, or a word of a long sentence.
    From95,
    /// About one word in ten differs.
    From85,
    /// About one word in five differs.
    From75,
    /// Worth reading, seldom worth editing.
    From50,
    /// Below 50.
    None,
}

impl MatchBand {
    /// Returns the band of a score.
    pub fn of(score: u8) -> Self {
        match score {
            102.. => MatchBand::DoubleContext,
            101 => MatchBand::Context,
            100 => MatchBand::Exact,
            95..100 => MatchBand::From95,
            85..95 => MatchBand::From85,
            75..85 => MatchBand::From75,
            50..75 => MatchBand::From50,
            _ => MatchBand::None,
        }
    }

    /// Returns the stable name: `102`, `101`, `100`, `95-99`, `85-94`, `75-84`, `50-74`, `none`.
    pub fn name(self) -> &'static str {
        match self {
            MatchBand::DoubleContext => "102",
            MatchBand::Context => "101",
            MatchBand::Exact => "100",
            MatchBand::From95 => "95-99",
            MatchBand::From85 => "85-94",
            MatchBand::From75 => "75-84",
            MatchBand::From50 => "50-74",
            MatchBand::None => "none",
        }
    }
}

impl fmt::Display for MatchBand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
