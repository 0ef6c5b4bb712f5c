//! The nouns every room shares: language tags, blocks, inline content, units, scores.
//!
//! Plain data without JSON, SQL or files. A *document* has blocks, a block has segments, a *bead*
//! links segments of two documents, a *unit* is what a translation memory holds: the same text in
//! two or more languages.

mod attributes;
mod bead_unit;
mod block;
mod confidence;
mod inline;
mod lang;
mod unit;

pub use attributes::Attributes;
pub use bead_unit::{BeadUnit, CONFIDENCE_PROPERTY, DOCUMENT_PROPERTY, STATE_PROPERTY};
pub use block::{Block, BlockKind, Place};
pub use confidence::{Band, Confidence};
pub use inline::{CanonicalError, InlineContent, Piece};
pub(crate) use inline::{escape_text, write_attribute, write_start_tag};
pub use lang::{LangFit, LangTag, LangTagError};
pub use unit::{Annotation, BeadState, TranslationUnit, Tuv};
