//! Reads the first sheet of a workbook, one row a unit.

use std::io::Read;

use super::cells::{self, Row};
use crate::exchange::columns::Columns;
use crate::exchange::{Diagnostics, ExchangeError, Location, ReadOptions, ReadUnit, ReadUnits};
use crate::messages::Message;

/// A sheet being read. Memory: the workbook.
pub struct Reader {
    rows: std::vec::IntoIter<Row>,
    columns: Columns,
    diagnostics: Diagnostics,
    ordinal: u64,
}

impl Reader {
    /// Reads a workbook; the first row of its first sheet that is not empty names the languages.
    ///
    /// # Errors
    /// When it is none, is bigger than a sheet may be (1,048,576 rows, 16,384 columns, 32,767
    /// characters a cell), unpacks to more than 1 GiB, has cells of more than 512 MiB in all, or
    /// nobody names the languages.
    pub fn open(input: impl Read, options: &ReadOptions) -> Result<Self, ExchangeError> {
        let mut rows = cells::rows(input)?;
        let first = rows.first().ok_or(ExchangeError::Empty)?;
        let columns = match Columns::of_header(&cells::dense(&first.1), options) {
            Some(columns) => {
                rows.remove(0);
                columns
            }
            None => Columns::without_header(options).ok_or(ExchangeError::NoLanguages)?,
        };
        Ok(Reader {
            rows: rows.into_iter(),
            columns,
            diagnostics: Diagnostics::default(),
            ordinal: 0,
        })
    }
}

impl ReadUnits for Reader {
    /// A place is its row; empty rows are passed over.
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        for (row, cells) in self.rows.by_ref() {
            let cells = cells.iter().map(|(column, text)| (*column as usize, text));
            let Some(unit) = self.columns.unit(cells) else {
                continue;
            };
            self.ordinal += 1;
            let at = Location {
                line: row,
                column: 1,
                unit: Some(self.ordinal),
            };
            if unit.variants.len() < self.columns.count() {
                self.diagnostics.warn(at, Message::new("tsv-empty-text"));
            }
            return Ok(Some(ReadUnit {
                unit,
                line: at.line,
                column: at.column,
                ordinal: self.ordinal,
            }));
        }
        Ok(None)
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}
