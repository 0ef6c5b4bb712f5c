//! The straight line: one file is one job, and each front end calls the same ones.
//!
//! A job puts the rooms below in order: read, cut, align, store; candidates, score, adapt; units,
//! write. It gets bytes and an open memory, and neither opens files nor prints. Long jobs ask a
//! [`Cancel`] between steps; what is cancelled leaves nothing.

pub mod align;
pub mod concordance;
pub mod edit;
pub mod embeddings;
mod error;
pub mod exceptions;
pub mod export;
mod fuzzy_index;
pub mod import;
pub(crate) mod in_order;
pub mod known;
pub mod lexicon;
pub mod lookup;
pub mod manifest;
pub mod marking;
mod own_rules;
pub mod pairs;
pub mod read;
pub mod recut;
mod sdltm;
pub mod segment;
mod stoppable;
pub mod terms;
pub mod validate;
pub mod wire;

use std::sync::atomic::{AtomicBool, Ordering};

pub use error::JobError;
pub use own_rules::OwnRules;

/// A wish to stop, shared between whoever asks and whoever works.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

impl Cancel {
    /// Returns a token that nobody has used yet; it can be a `static`.
    pub const fn new() -> Self {
        Cancel(AtomicBool::new(false))
    }

    /// Asks the work to stop. Safe in a signal handler.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Fails once somebody has asked to stop.
    ///
    /// # Errors
    /// [`JobError::Cancelled`].
    pub fn check(&self) -> Result<(), JobError> {
        if self.0.load(Ordering::Relaxed) {
            Err(JobError::Cancelled)
        } else {
            Ok(())
        }
    }
}

/// A file's name and bytes.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// Name as the user gave it.
    pub name: String,
    /// Everything in it.
    pub bytes: Vec<u8>,
}

impl InputFile {
    /// Returns the name without folders: what is stored and exported.
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}
