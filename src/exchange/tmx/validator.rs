//! Tells everything that is wrong with a TMX file: as XML, by its document type definition, by the
//! rest of the specification.

use std::io::Read;

use super::dtd::Dtd;
use super::judge;
use super::reader::Reader;
use crate::exchange::{
    Diagnostic, ExchangeError, Location, ReadOptions, ReadUnits as _, Severity, open_tmx,
};
use crate::messages::Message;

/// Findings of the reader that the document type definition tells in its own words.
const BY_DTD: [&str; 18] = [
    "tmx-version",
    "tmx-namespace",
    "tmx-no-header",
    "tmx-no-body",
    "tmx-header-missing",
    "tmx-unknown-element",
    "tmx-unknown-attribute",
    "tmx-stray-text",
    "tmx-left-out",
    "tmx-text-left-out",
    "tmx-bad-segtype",
    "tmx-prop-type",
    "tmx-no-texts",
    "tmx-no-seg",
    "tmx-no-language",
    "tmx-inline-unknown",
    "tmx-inline-misplaced",
    "tmx-inline-attribute",
];

/// Findings that break a rule of the specification, besides those of the document type definition.
const RULES: [&str; 10] = [
    "tmx-bad-date",
    "tmx-bad-count",
    "tmx-bad-language",
    "tmx-two-languages",
    "tmx-bad-tag",
    "tmx-code-number",
    "tmx-code-twice",
    "tmx-code-order",
    "tmx-code-assoc",
    "tmx-unpaired",
];

/// Reads a TMX file, out of gzip or zip where it is in one, and gives the findings to `tell`, in the
/// order of the units, until that answers `false`. A mistake of XML is a finding too, and reading
/// goes on after it. Of the reader's findings about one unit the first 1,000 are
/// given, then one that tells how many there are. Memory: as for reading.
///
/// # Errors
/// When the file is no TMX, or its bytes cannot be had.
pub fn validate(
    name: &str,
    input: impl Read + Send,
    tell: &mut dyn FnMut(Diagnostic) -> bool,
) -> Result<(), ExchangeError> {
    let options = ReadOptions::default();
    let input = open_tmx(name, input, &options)?;
    let mut reader = Reader::recover_with(input, |reader| {
        reader.diagnostics.silence(&BY_DTD);
        reader.events.set_dtd(Some(Box::new(Dtd::new())));
    })?;
    reader.judge_header();
    loop {
        if !reader.hand_over(tell) {
            return Ok(());
        }
        match reader.next_unit() {
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(error) if error.location().is_some() => {
                reader.refused(&error);
                break;
            }
            Err(error) => return Err(error),
        }
    }
    reader.hand_over(tell);
    Ok(())
}

impl Reader<'_> {
    fn judge_header(&mut self) {
        let at = self.root_place;
        let Some(header) = self.header().cloned() else {
            return;
        };
        judge::header(&header, &mut |message| self.diagnostics.warn(at, message));
    }

    /// Makes a finding of the error that ends the reading.
    fn refused(&mut self, error: &ExchangeError) {
        use crate::messages::Explain as _;
        let at = error.location().unwrap_or(Location::START);
        self.diagnostics.add(Severity::Error, at, error.explain());
    }

    /// Gives away what was found so far, in the order of the lines.
    fn hand_over(&mut self, tell: &mut dyn FnMut(Diagnostic) -> bool) -> bool {
        let (mut found, count) = self.diagnostics.take();
        let told = found.len();
        for diagnostic in &mut found {
            let id = diagnostic.message.id();
            if RULES.contains(&id) || is_of_xml(id) {
                diagnostic.severity = Severity::Error;
            }
        }
        let by_dtd = self.events.dtd().as_mut().map(|dtd| dtd.take());
        for (at, message) in by_dtd.unwrap_or_default() {
            found.push(Diagnostic {
                severity: Severity::Error,
                line: at.line,
                column: at.column,
                unit: at.unit,
                message,
            });
        }
        found.sort_by_key(|d| (d.line, d.column));
        if count > told as u64 {
            let last = found.last();
            found.push(Diagnostic {
                // Nobody knows what they are; among so many some break a rule.
                severity: Severity::Error,
                line: last.map_or(1, |d| d.line),
                column: last.map_or(1, |d| d.column),
                unit: last.and_then(|d| d.unit),
                message: Message::new("tmx-more-findings")
                    .with("told", told as u64)
                    .with("count", count),
            });
        }
        found.into_iter().all(tell)
    }
}

/// Tells whether a finding says that the file is not well-formed.
fn is_of_xml(id: &str) -> bool {
    id.starts_with("tmx-fixed-")
        || matches!(
            id,
            "tmx-skipped" | "tmx-skipped-before" | "tmx-recovered" | "tmx-encoding-unknown"
        )
}

#[cfg(test)]
mod tests;
