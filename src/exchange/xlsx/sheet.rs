//! A workbook of one sheet of texts, the same bytes for the same texts.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::cells::{CELL, ROWS, refused};
use crate::exchange::xml::drop_forbidden;

/// A sheet being filled.
pub(in crate::exchange) struct Sheet {
    book: Workbook,
    cells: Worksheet,
    row: u32,
    text: Format,
}

impl Sheet {
    /// Begins a sheet with a bold first row that stays in sight, and columns of these widths (in
    /// characters).
    pub(in crate::exchange) fn new(header: &[(&str, f64)]) -> io::Result<Self> {
        let mut book = Workbook::new();
        // The one thing in the file that would come from the clock.
        let day = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&day));
        let mut sheet = Worksheet::new();
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        let bold = Format::new().set_bold();
        for (column, (name, width)) in (0..).zip(header) {
            sheet.set_column_width(column, *width).map_err(failed)?;
            sheet
                .write_string_with_format(0, column, *name, &bold)
                .map_err(failed)?;
        }
        Ok(Sheet {
            book,
            cells: sheet,
            row: 0,
            text: text_format(),
        })
    }

    /// Begins the next row.
    ///
    /// # Errors
    /// When the sheet is full.
    pub(in crate::exchange) fn next_row(&mut self) -> io::Result<()> {
        self.row += 1;
        if self.row >= ROWS {
            return Err(io::Error::other(refused(
                u64::from(ROWS),
                "xlsx-too-many-rows",
            )));
        }
        Ok(())
    }

    /// Writes a text as a cell that is text, whatever it begins with. Characters that XML forbids
    /// are left out; an empty text leaves the cell empty but for its colour.
    ///
    /// # Errors
    /// When the text is too long for a cell.
    pub(in crate::exchange) fn text(
        &mut self,
        column: u16,
        text: &str,
        format: Option<&Format>,
    ) -> io::Result<()> {
        let mut text = text.to_owned();
        drop_forbidden(&mut text);
        if text.encode_utf16().count() > CELL {
            return Err(io::Error::other(refused(
                u64::from(self.row) + 1,
                "xlsx-long-text",
            )));
        }
        let format = format.unwrap_or(&self.text);
        let written = if text.is_empty() {
            self.cells.write_blank(self.row, column, format)
        } else {
            self.cells
                .write_string_with_format(self.row, column, text, format)
        };
        written.map(drop).map_err(failed)
    }

    /// Writes a number.
    ///
    /// # Errors
    /// When the sheet cannot be written.
    pub(super) fn number(&mut self, column: u16, number: f64, format: &Format) -> io::Result<()> {
        let written = self
            .cells
            .write_number_with_format(self.row, column, number, format);
        written.map(drop).map_err(failed)
    }

    /// Ends the workbook.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub(in crate::exchange) fn finish(mut self, out: &mut impl Write) -> io::Result<()> {
        self.book.push_worksheet(self.cells);
        let bytes = self.book.save_to_buffer().map_err(failed)?;
        out.write_all(&bytes)?;
        out.flush()
    }
}

/// Returns how a text is shown: wrapped, at the top of its cell.
pub(super) fn text_format() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err wants"
)]
fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error.to_string())
}
