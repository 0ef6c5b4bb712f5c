//! Workbooks (XLSX), in and out: the first sheet as a table of languages.
//!
//! `docs/formats/tables.md` says what becomes of what.

mod cells;
mod reader;
mod review;
mod sheet;
mod writer;

pub use reader::Reader;
pub use review::{Attention, Review, ReviewRow};
pub(super) use sheet::Sheet;
pub use writer::Writer;

#[cfg(test)]
mod tests;
