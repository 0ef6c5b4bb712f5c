//! A new sentence and stored units: scores, penalties, bands, differences, adaptation.
//!
//! Knows no SQL: stored pairs are put into a [`PairIndex`], [`lookup`] asks it, and what is only
//! wanted of the pairs that are shown (their context, where they come from) is fetched through a
//! closure. `docs/matching.md` defines the score, with a worked example.

mod adaptation;
mod band;
mod concordance;
mod diff;
mod fragments;
mod index;
mod lookup;
mod pair;
mod penalty;
mod score;

pub use adaptation::{Adaptation, adapt};
pub use band::MatchBand;
pub use concordance::Phrase;
pub use diff::{DiffPart, diff};
pub use fragments::Fragment;
pub use index::PairIndex;
pub use lookup::{Answer, Context, LookupOptions, Match, Query, lookup};
pub use pair::{Details, Origin, StoredPair};
pub use penalty::{Penalty, PenaltyKind};
pub use score::{base_score, distance};
