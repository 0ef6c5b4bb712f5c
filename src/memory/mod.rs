//! The store: one SQLite file with documents, beads, units, and every change ever made.
//!
//! A [`Memory`] is opened for reading or for writing. Whatever writes does so inside
//! [`Memory::change`]: one change is one change set and one transaction, and a change that
//! alters nothing leaves no trace. This is the only room with SQL.

mod alignments;
mod changes;
mod derived;
mod documents;
mod error;
mod imports;
mod milestones;
mod open;
mod rules;
mod schema;
mod sdltm;
mod search;
mod settle;
mod stats;
mod units;

pub use alignments::{BeadRecord, PinnedBead};
pub use changes::{Change, ChangeKind, ChangeRecord, Stamp, Undone};
pub use derived::Derived;
pub use documents::{DocumentRecord, SegmentRecord, StoredDocument};
pub use error::MemoryError;
pub use imports::{ImportHeader, UnitImport};
pub use milestones::{Milestone, TextPair};
pub use open::Memory;
pub use rules::RuleRecord;
pub use sdltm::{Sdltm, SdltmRow};
pub use search::{LanguagePair, PairReader, TextRow};
pub use stats::Stats;
pub use units::{UnitFilter, UnitSource};

#[cfg(test)]
mod tests;
