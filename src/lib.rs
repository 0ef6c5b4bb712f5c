//! enface aligns two releases, keeps their sentence pairs, and answers with them.
//!
//! A release comes in as a file; [`documents`] reads it into blocks, [`segmentation`] cuts the
//! blocks into sentences, [`alignment`] links the sentences of two languages into beads,
//! [`memory`] keeps the beads as translation units in one SQLite file, [`matching`] finds the
//! units that help with a new sentence, [`terms`] the terms in it, and [`exchange`] brings units in and out as TMX.
//! [`jobs`] is the only room that knows the order of these steps; [`cli`] the only one that
//! prints. `docs/ARCHITECTURE.md` draws the house; `tests/architecture.rs` keeps its walls.

pub mod alignment;
pub mod cli;
pub mod documents;
pub mod exchange;
pub mod jobs;
pub mod lexicon;
pub mod matching;
pub mod memory;
pub mod messages;
pub mod model;
pub mod segmentation;
pub mod terms;
pub mod text;
