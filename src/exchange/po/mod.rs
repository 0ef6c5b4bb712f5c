//! Catalogues of messages of GNU gettext (PO, POT), in and out.
//!
//! `docs/formats/po.md` says what becomes of what.

mod entry;
mod reader;
mod writer;

pub use reader::Reader;
pub use writer::Writer;

/// Type of the property with an entry's flags: `fuzzy, c-format`.
const FLAGS: &str = "x-po-flags";
/// Type of the property with a place where the message is used.
const REFERENCE: &str = "x-po-reference";
/// Type of the property that numbers a plural form, from 0.
const PLURAL: &str = "x-po-plural";
/// Type of the property with the singular message of a plural form.
const SINGULAR: &str = "x-po-singular";
/// Type of the property with the plural message of a plural form.
const PLURAL_MESSAGE: &str = "x-po-msgid-plural";
/// Type of the property of an entry that is no longer used.
const OBSOLETE: &str = "x-po-obsolete";
/// Type of the property with what the message was before.
const PREVIOUS: &str = "x-po-previous";
/// Type of the property with the context of a message (`msgctxt`).
const CONTEXT: &str = "x-context";
/// Who wrote a note that came from the sources.
const DEVELOPER: &str = "developer";

#[cfg(test)]
mod tests;
