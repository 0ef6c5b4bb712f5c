//! One door for every container of units: recognised, opened, read unit by unit.

use std::io::{Chain, Cursor, Read};

use super::{Container, Diagnostic, ExchangeError, HEAD, ReadUnit, recognise, tmx, tsv};
use crate::model::LangTag;

/// The input with its first bytes put back.
type Rewound<R> = Chain<Cursor<Vec<u8>>, R>;

/// Reads the units of a file in whatever container it is.
pub enum UnitReader<R: Read> {
    /// TMX.
    Tmx(Box<tmx::Reader<Rewound<R>>>),
    /// A table.
    Tsv(Box<tsv::Reader<Rewound<R>>>),
}

/// Recognises a file by its name and first bytes, and reads it up to its first unit. `columns` are
/// the languages of a table that has no heading.
///
/// # Errors
/// When the container is none that can be read, or the file is not well-formed so far.
pub fn open<R: Read>(
    name: &str,
    mut input: R,
    columns: &[LangTag],
) -> Result<UnitReader<R>, ExchangeError> {
    let mut first = Vec::new();
    input
        .by_ref()
        .take(HEAD as u64)
        .read_to_end(&mut first)
        .map_err(ExchangeError::from)?;
    let container = recognise(name, &first)?;
    let input = Cursor::new(first).chain(input);
    Ok(match container {
        Container::Tmx => UnitReader::Tmx(Box::new(tmx::Reader::open(input)?)),
        Container::Tsv => {
            let columns = (columns.len() > 1).then_some(columns);
            UnitReader::Tsv(Box::new(tsv::Reader::open(input, columns)?))
        }
    })
}

impl<R: Read> UnitReader<R> {
    /// Returns the container.
    pub fn container(&self) -> Container {
        match self {
            UnitReader::Tmx(_) => Container::Tmx,
            UnitReader::Tsv(_) => Container::Tsv,
        }
    }

    /// Returns what a TMX file says of itself; tables say nothing.
    pub fn header(&self) -> Option<&tmx::TmxHeader> {
        match self {
            UnitReader::Tmx(reader) => Some(reader.header()),
            UnitReader::Tsv(_) => None,
        }
    }

    /// Reads the next unit; `None` once the file has been read to its end.
    ///
    /// # Errors
    /// When the file is not well-formed or its bytes cannot be had. Nothing can be read after.
    pub fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        match self {
            UnitReader::Tmx(reader) => reader.next_unit(),
            UnitReader::Tsv(reader) => reader.next_unit(),
        }
    }

    /// Returns what was odd so far, in the order of the file; the first thousand findings.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            UnitReader::Tmx(reader) => reader.diagnostics(),
            UnitReader::Tsv(reader) => reader.diagnostics(),
        }
    }

    /// Returns how many findings there were so far, those not kept included.
    pub fn findings(&self) -> u64 {
        match self {
            UnitReader::Tmx(reader) => reader.findings(),
            UnitReader::Tsv(reader) => reader.findings(),
        }
    }
}
