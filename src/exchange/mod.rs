//! Containers of units: TMX, XLIFF, PO, tables, workbooks, lists of terms.
//!
//! A *reader* takes bytes from anywhere and gives one [`ReadUnit`] after the other, so that a file
//! of any size needs the memory of its biggest unit. What is odd but readable becomes a
//! [`Diagnostic`]; what is not well-formed ends the reading with an [`ExchangeError`] that names
//! line and column. A *writer* takes units and always writes a valid file.

mod columns;
pub mod csv;
mod decoding;
mod diagnostic;
mod encoding;
mod error;
pub mod glossary;
pub mod po;
mod recognise;
pub mod rows;
pub mod sdltm;
mod signatures;
mod sniff;
pub mod tbx;
pub mod tmx;
#[cfg(test)]
mod trial;
pub mod tsv;
mod unit_reader;
mod unit_writer;
mod unpack;
pub mod xliff;
pub mod xlsx;
mod xml;

use crate::model::TranslationUnit;
use unit_reader::open_tmx;

pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use error::{ExchangeError, Foreign, Location, Refusal};
pub use recognise::{Container, HEAD, recognise};
pub use unit_reader::{Opened, ReadOptions, ReadUnits, open};
pub use unit_writer::{FileStart, Target, WriteUnits, Written, create};
pub use unpack::Packing;

/// A unit as read, and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadUnit {
    /// The unit with everything that was read of it.
    pub unit: TranslationUnit,
    /// Line on which it begins, from 1.
    pub line: u64,
    /// Column at which it begins, in characters, from 1.
    pub column: u64,
    /// Its number in the file, from 1.
    pub ordinal: u64,
}
