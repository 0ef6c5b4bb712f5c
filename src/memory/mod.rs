//! The store: one SQLite file with documents, beads, units, and every change ever made.
//!
//! A [`Memory`] is opened for reading or for writing. Whatever writes does so inside
//! [`Memory::change`]: one change is one change set and one transaction, and a change that
//! alters nothing leaves no trace. This is the only room with SQL.

mod alignments;
mod changes;
mod days;
mod dedupe;
mod derived;
mod documents;
mod edits;
mod error;
mod filter;
mod fulltext;
mod fuzzy;
mod generation;
mod imports;
mod journal;
mod mapped;
mod milestones;
mod open;
mod rows;
mod rules;
mod schema;
mod sdltm;
mod search;
mod settle;
mod stats;
mod terms;
mod undo;
mod unit_history;
mod units;
mod verify;

pub use alignments::{BeadRecord, PinnedBead};
pub use changes::{Change, ChangeKind, ChangeRecord, Stamp};
pub use days::{Days, NoDays};
pub use dedupe::{Keep, Merged};
pub use derived::Derived;
pub use documents::{DocumentRecord, SegmentRecord, StoredDocument};
pub use error::MemoryError;
pub use filter::{PropertyFilter, UnitFilter};
pub use fulltext::{FullText, UnitText, UnitTexts, Wanted};
pub use fuzzy::{IndexKind, KeptIndex};
pub use generation::Generation;
pub use imports::{ImportHeader, UnitImport};
pub use mapped::Mapped;
pub use milestones::{Milestone, TextPair};
pub use open::Memory;
pub use rows::UnitRows;
pub use rules::RuleRecord;
pub use sdltm::{Sdltm, SdltmRow};
pub use search::{LanguagePair, PairReader, ReadPair, TextRow};
pub use stats::Stats;
pub use undo::Undone;
pub use unit_history::{UnitEvent, UnitWhat};
pub use units::{Snapshot, UnitSource};

#[cfg(test)]
mod tests;
