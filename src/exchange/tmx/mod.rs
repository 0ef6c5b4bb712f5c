//! TMX 1.4b, in and out.
//!
//! [`Reader`] keeps everything of a file, valid or not; [`Writer`] writes only what the document
//! type definition of TMX 1.4 allows, so what it cannot write it changes in the ways that
//! `docs/formats/tmx.md` states. A valid file that goes through both loses nothing.

mod checks;
mod entities;
pub(in crate::exchange) mod events;
pub(in crate::exchange) mod grammar;
mod header;
mod reader;
pub(in crate::exchange) mod valid;
mod writer;

pub use header::TmxHeader;
pub use reader::Reader;
pub use writer::Writer;

#[cfg(test)]
mod tests;
