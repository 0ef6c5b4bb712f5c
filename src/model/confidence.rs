//! How sure the aligner is of a bead.

use std::fmt;

/// An estimated probability that a bead is right, in thousandths: 0 to 1000.
///
/// An integer, so that it prints and sorts alike on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u16);

/// What a person should do about a bead of some confidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Below .700: probably wrong somewhere.
    Doubtful,
    /// From .700: worth a look.
    Look,
    /// From .950: use it as it is.
    Accept,
}

impl Confidence {
    /// Certain; what a person said.
    pub const CERTAIN: Confidence = Confidence(1000);

    /// Returns a confidence from thousandths; more than 1000 counts as 1000.
    pub const fn from_thousandths(thousandths: u32) -> Self {
        Confidence(if thousandths > 1000 {
            1000
        } else {
            thousandths as u16
        })
    }

    /// Returns a confidence from a probability between 0 and 1, rounded to thousandths.
    pub fn from_probability(probability: f64) -> Self {
        Confidence((probability.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// Returns the thousandths.
    pub fn thousandths(self) -> u16 {
        self.0
    }

    /// Returns the probability, between 0 and 1.
    pub fn probability(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// Returns the band the confidence lies in.
    pub fn band(self) -> Band {
        match self.0 {
            950.. => Band::Accept,
            700..950 => Band::Look,
            _ => Band::Doubtful,
        }
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

impl Band {
    /// Returns the stable name: `accept`, `look` or `doubtful`.
    pub fn name(self) -> &'static str {
        match self {
            Band::Accept => "accept",
            Band::Look => "look",
            Band::Doubtful => "doubtful",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_have_their_limits() {
        assert_eq!(Confidence::from_probability(0.9499).band(), Band::Accept); // rounds to .950
        assert_eq!(Confidence::from_thousandths(949).band(), Band::Look);
        assert_eq!(Confidence::from_thousandths(699).band(), Band::Doubtful);
        assert_eq!(Confidence::from_thousandths(7).to_string(), "0.007");
        assert_eq!(Confidence::CERTAIN.to_string(), "1.000");
    }
}
