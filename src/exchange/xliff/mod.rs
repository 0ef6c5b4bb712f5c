//! XLIFF, in and out.
//!
//! [`Reader`] reads XLIFF 1.2 as tools write it (also `.sdlxliff`, `.mqxliff`, `.mxliff`) and the
//! core of XLIFF 2; its codes become those of TMX. [`Writer`] writes XLIFF 1.2 that its
//! transitional schema allows. `docs/formats/xliff.md` says what becomes of what.

mod codes;
mod reader;
mod review;
mod segments;
mod two;
mod unit;
mod write_codes;
mod writer;

pub use reader::Reader;
pub use writer::Writer;

#[cfg(test)]
mod tests;
