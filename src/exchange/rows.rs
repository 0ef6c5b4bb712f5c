//! Tables of any columns for people and spreadsheets: CSV, TSV, XLSX.

use std::io::{self, Write};

use super::csv::quoted;
use super::xlsx::Sheet;

/// A kind of table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFormat {
    /// RFC 4180, in UTF-8 with a byte order mark, as spreadsheets want it.
    Csv,
    /// Fields separated by TAB, without quoting.
    Tsv,
    /// A workbook of one sheet.
    Xlsx,
}

/// A table being written: one row after the other.
pub struct RowWriter<W: Write> {
    out: W,
    rows: Rows,
}

enum Rows {
    Csv,
    Tsv,
    Xlsx(Box<Sheet>),
}

impl<W: Write> RowWriter<W> {
    /// Begins a table with the names of its columns; the widths, in characters, are those of a
    /// workbook.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(format: RowFormat, mut out: W, columns: &[(String, f64)]) -> io::Result<Self> {
        let names = columns.iter().map(|(name, _)| name.as_str());
        let rows = match format {
            RowFormat::Csv => {
                out.write_all("\u{feff}".as_bytes())?;
                Rows::Csv
            }
            RowFormat::Tsv => Rows::Tsv,
            RowFormat::Xlsx => {
                let header: Vec<_> = names.zip(columns.iter().map(|(_, width)| *width)).collect();
                let sheet = Box::new(Sheet::new(&header)?);
                let rows = Rows::Xlsx(sheet);
                return Ok(RowWriter { out, rows });
            }
        };
        let names: Vec<&str> = names.collect();
        let mut writer = RowWriter { out, rows };
        writer.row(&names)?;
        Ok(writer)
    }

    /// Writes a row of texts. In TSV, TABs and line ends inside a text become spaces.
    ///
    /// # Errors
    /// When the output cannot be written, or a workbook cannot hold the row.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) -> io::Result<()> {
        let cells = cells.iter().map(AsRef::as_ref);
        match &mut self.rows {
            Rows::Csv => {
                let cells: Vec<String> = cells.map(quoted).collect();
                write!(self.out, "{}\r\n", cells.join(","))
            }
            Rows::Tsv => {
                let plain = |cell: &str| cell.replace(['\t', '\n', '\r', '\0'], " ");
                let cells: Vec<String> = cells.map(plain).collect();
                writeln!(self.out, "{}", cells.join("\t"))
            }
            Rows::Xlsx(sheet) => {
                sheet.next_row()?;
                for (column, cell) in (0..).zip(cells) {
                    sheet.text(column, cell, None)?;
                }
                Ok(())
            }
        }
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        match self.rows {
            Rows::Xlsx(sheet) => sheet.finish(&mut self.out),
            Rows::Csv | Rows::Tsv => self.out.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: RowFormat) -> Vec<u8> {
        let mut out = Vec::new();
        let columns = [("left".to_owned(), 9.0), ("hit".to_owned(), 9.0)];
        let mut rows = RowWriter::new(format, &mut out, &columns).unwrap();
        rows.row(&["a, \"b\"\tc", "=1+1"]).unwrap();
        rows.finish().unwrap();
        out
    }

    #[test]
    fn cells_are_written_as_each_kind_of_table_can_hold_them() {
        let csv = String::from_utf8(written(RowFormat::Csv)).unwrap();
        assert_eq!(csv, "\u{feff}left,hit\r\n\"a, \"\"b\"\"\tc\",\"=1+1\"\r\n");
        let tsv = String::from_utf8(written(RowFormat::Tsv)).unwrap();
        assert_eq!(tsv, "left\thit\na, \"b\" c\t=1+1\n");
        let xlsx = written(RowFormat::Xlsx);
        assert_eq!(
            (&xlsx[..2], written(RowFormat::Xlsx) == xlsx),
            (&b"PK"[..], true)
        );
    }
}
