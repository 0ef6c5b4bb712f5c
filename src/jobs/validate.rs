//! A TMX file into the list of what is wrong with it.

use std::io::Read;

use super::stoppable::{Stoppable, stopped};
use super::{Cancel, JobError};
use crate::exchange::{Diagnostic, Severity, tmx};

/// How much was found in a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Found {
    /// What breaks XML, the document type definition or a rule of the specification.
    pub errors: u64,
    /// What is allowed and may surprise.
    pub warnings: u64,
}

impl Found {
    /// Returns how many findings there are.
    pub fn total(self) -> u64 {
        self.errors + self.warnings
    }
}

/// Checks a TMX file and gives each finding to `tell`, in the order of the file, until that
/// answers `false`. No memory is needed.
///
/// # Errors
/// When the file is no TMX, its bytes cannot be had, or somebody asked to stop.
pub fn validate(
    name: &str,
    input: impl Read + Send,
    cancel: &Cancel,
    tell: &mut dyn FnMut(Diagnostic) -> bool,
) -> Result<Found, JobError> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let mut found = Found::default();
    let input = Stoppable::new(input, cancel);
    let result = tmx::validate(file, input, &mut |diagnostic| {
        match diagnostic.severity {
            Severity::Error => found.errors += 1,
            Severity::Warning => found.warnings += 1,
        }
        tell(diagnostic) && cancel.check().is_ok()
    });
    cancel.check()?;
    result.map_err(|error| stopped(name, error, cancel))?;
    Ok(found)
}
