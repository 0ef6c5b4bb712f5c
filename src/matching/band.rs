//! Match bands: the rungs by which translators count and are paid.

/// The band a score lies in; best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchBand {
    /// Identical, same neighbours, same document.
    DoubleContext,
    /// Identical, same neighbours.
    Context,
    /// Identical.
    Exact,
    /// Only numbers, punctuation, case or codes differ.
    NearlyExact,
    /// About one word in ten differs.
    High,
    /// About one word in five.
    Medium,
    /// Less alike.
    Low,
}

impl MatchBand {
    /// Returns the band of a score; a score below 50 counts as low.
    pub fn of(score: u8) -> Self {
        match score {
            102.. => MatchBand::DoubleContext,
            101 => MatchBand::Context,
            100 => MatchBand::Exact,
            95..=99 => MatchBand::NearlyExact,
            85..=94 => MatchBand::High,
            75..=84 => MatchBand::Medium,
            _ => MatchBand::Low,
        }
    }

    /// Returns the stable name.
    pub fn name(self) -> &'static str {
        match self {
            MatchBand::DoubleContext => "102",
            MatchBand::Context => "101",
            MatchBand::Exact => "100",
            MatchBand::NearlyExact => "95-99",
            MatchBand::High => "85-94",
            MatchBand::Medium => "75-84",
            MatchBand::Low => "50-74",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_have_their_limits() {
        let names: Vec<_> = [102, 101, 100, 99, 95, 94, 85, 84, 75, 74, 50]
            .map(|s| MatchBand::of(s).name())
            .into();
        assert_eq!(
            names,
            [
                "102", "101", "100", "95-99", "95-99", "85-94", "85-94", "75-84", "75-84", "50-74",
                "50-74"
            ]
        );
    }
}
