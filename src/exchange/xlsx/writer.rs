//! Writes units as a workbook of two columns.

use std::io::{self, Write};

use super::sheet::Sheet;
use crate::exchange::{WriteUnits, Written};
use crate::model::{LangTag, TranslationUnit};

/// A workbook being written. Memory: all its texts; the format wants them before the rows.
pub struct Writer<W: Write> {
    out: W,
    languages: [LangTag; 2],
    sheet: Sheet,
    written: Written,
}

impl<W: Write> Writer<W> {
    /// Begins a workbook with a header of languages.
    ///
    /// # Errors
    /// When the sheet cannot be begun.
    pub fn new(out: W, languages: &[LangTag; 2]) -> io::Result<Self> {
        let [from, to] = languages;
        Ok(Writer {
            out,
            languages: languages.clone(),
            sheet: Sheet::new(&[(from.as_str(), 60.0), (to.as_str(), 60.0)])?,
            written: Written::default(),
        })
    }
}

impl<W: Write> WriteUnits for Writer<W> {
    /// Writes the plain text of a unit in each language; a unit with neither leaves no row.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let cell = |tag: &LangTag| {
            let found = unit.best_in(tag);
            found.map_or_else(String::new, |(_, content)| content.plain().into_owned())
        };
        let cells = [cell(&self.languages[0]), cell(&self.languages[1])];
        if cells.iter().all(String::is_empty) {
            self.written.skipped += 1;
            return Ok(());
        }
        self.sheet.next_row()?;
        for (column, text) in (0..).zip(&cells) {
            self.sheet.text(column, text, None)?;
        }
        self.written.units += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.sheet.finish(&mut self.out)?;
        Ok(self.written)
    }
}
