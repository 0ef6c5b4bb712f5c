//! TMX 1.4b, in and out.
//!
//! [`Reader`] keeps everything of a file, valid or not; [`Writer`] writes only what the document
//! type definition of TMX allows, so what it cannot write it changes in the ways that
//! `docs/formats/tmx.md` states. A valid file that goes through both loses nothing. A [`Preset`]
//! says for whom is written; [`VerbatimWriter`] gives back what was read, valid or not.

mod checks;
mod dtd;
mod edition;
mod entities;
pub(in crate::exchange) mod events;
pub(in crate::exchange) mod grammar;
mod header;
mod judge;
mod memoq;
mod preset;
mod reader;
mod recovery;
mod repair;
mod trados;
pub(in crate::exchange) mod valid;
mod validator;
mod verbatim;
mod writer;

pub use header::TmxHeader;
pub use memoq::set_context;
pub use preset::{Preset, Style};
pub use reader::Reader;
pub use trados::{Fields, Regions};
pub use validator::validate;
pub use verbatim::VerbatimWriter;
pub use writer::Writer;

#[cfg(test)]
mod tests;
