//! What is odd in a file that could be read all the same.

use super::Location;
use crate::messages::Message;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Everything was kept, but something is not as the format wants it.
    Warning,
    /// Something could not be kept.
    Error,
}

impl Severity {
    /// Returns the stable name: `warning` or `error`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding about a file. The message's id is stable, for scripts.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// Number of the unit it is about, from 1; `None` outside of any.
    pub unit: Option<u64>,
    /// What was found.
    pub message: Message,
}

/// The findings about a file, in its order: the first [`Diagnostics::KEPT`] and the count of all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    total: u64,
    /// How many of all there were when they were last taken.
    taken: u64,
    /// Ids of findings that somebody else tells.
    silenced: &'static [&'static str],
    /// Units that are kept, but not as they stand in the file.
    pub units_repaired: u64,
    /// Units of which nothing could be kept.
    pub units_lost: u64,
}

impl Diagnostics {
    /// How many findings are kept; a file of a million odd units must not fill the memory.
    pub const KEPT: usize = 1_000;

    /// Returns the findings that were kept.
    pub fn kept(&self) -> &[Diagnostic] {
        &self.kept
    }

    /// Returns how many there were altogether.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Passes over findings with these ids from now on.
    pub(super) fn silence(&mut self, ids: &'static [&'static str]) {
        self.silenced = ids;
    }

    /// Takes the findings that are kept, so that there is room for more; and the number of all
    /// since the last time.
    pub(crate) fn take(&mut self) -> (Vec<Diagnostic>, u64) {
        let since = self.total - std::mem::replace(&mut self.taken, self.total);
        (std::mem::take(&mut self.kept), since)
    }

    /// Returns how many findings there are, for [`Diagnostics::back_to`].
    pub(super) fn mark(&self) -> (usize, u64) {
        (self.kept.len(), self.total)
    }

    /// Takes back the findings since a mark: what they are about is read again.
    pub(super) fn back_to(&mut self, (kept, total): (usize, u64)) {
        self.kept.truncate(kept);
        self.total = total;
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, severity: Severity, at: Location, message: Message) {
        if self.silenced.contains(&message.id()) {
            return;
        }
        self.total += 1;
        if self.kept.len() < Self::KEPT {
            self.kept.push(Diagnostic {
                severity,
                line: at.line,
                column: at.column,
                unit: at.unit,
                message,
            });
        }
    }

    /// Adds a finding about something that could not be kept.
    pub(crate) fn lose(&mut self, at: Location, message: Message) {
        self.add(Severity::Error, at, message);
    }

    /// Adds a warning.
    pub(super) fn warn(&mut self, at: Location, message: Message) {
        self.add(Severity::Warning, at, message);
    }
}
