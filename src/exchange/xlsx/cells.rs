//! The cells of a workbook's first sheet, as the texts that people see.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use zip::ZipArchive;

use crate::exchange::{ExchangeError, Location, Refusal};

/// A workbook may unpack to no more, all its parts together.
const UNPACKED: u64 = 1 << 30;

/// All cells of a sheet may take no more, in bytes: a text that the file holds once may stand in
/// very many of them.
const CELLS: usize = 512 << 20;

/// Rows of a sheet, columns, and characters of a cell, counted in UTF-16 (Microsoft, “Excel
/// specifications and limits”).
pub(super) const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
pub(super) const CELL: usize = 32_767;

/// A cell with text: its column, from 0.
pub(super) type Cell = (u32, String);

/// A row that is not empty: its number, from 1, and its cells with text by their columns.
pub(super) type Row = (u64, Vec<Cell>);

/// Returns the texts of a row up to the last one, the empty cells among them.
pub(super) fn dense(cells: &[Cell]) -> Vec<String> {
    let width = cells.last().map_or(0, |(column, _)| *column as usize + 1);
    let mut texts = vec![String::new(); width];
    for (column, text) in cells {
        texts[*column as usize].clone_from(text);
    }
    texts
}

/// Reads the rows of the first sheet. Memory: the workbook.
///
/// # Errors
/// When the file is no workbook, is protected by a password, unpacks to more than 1 GiB, holds
/// more than a sheet can, or its bytes cannot be had.
pub(super) fn rows(mut input: impl Read) -> Result<Vec<Row>, ExchangeError> {
    let mut bytes = Vec::new();
    input.by_ref().take(UNPACKED + 1).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Err(ExchangeError::Empty);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // What Excel makes of a workbook with a password; and workbooks of before 2007.
        return Err(refused(0, "xlsx-protected"));
    }
    check_size(&bytes)?;
    let broken = |_| refused(0, "xlsx-broken");
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = book.sheet_names().into_iter().next();
    let name = name.ok_or_else(|| refused(0, "xlsx-broken"))?;
    let mut sheet = book.worksheet_cells_reader(&name).map_err(broken)?;
    // Cells stand in order nearly always; a list by number takes them in any.
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    let mut last = 0;
    let mut size = 0;
    loop {
        let cell = sheet.next_cell();
        let cell = cell.map_err(|_| refused(u64::from(last) + 1, "xlsx-broken"))?;
        let Some(cell) = cell else {
            break;
        };
        let (row, column) = cell.get_position();
        last = row;
        let at = u64::from(row) + 1;
        if row >= ROWS || column >= COLUMNS {
            return Err(refused(at, "xlsx-outside"));
        }
        let text = shown(cell.get_value());
        // A character takes a byte at least.
        if text.len() > CELL && text.encode_utf16().count() > CELL {
            return Err(refused(at, "xlsx-long-cell"));
        }
        if !text.is_empty() {
            size += size_of::<Cell>() + text.len();
            if size > CELLS {
                return Err(refused(at, "xlsx-many-cells"));
            }
            rows.entry(row).or_default().insert(column, text);
        }
    }
    let rows = rows.into_iter();
    let rows = rows.map(|(row, cells)| (u64::from(row) + 1, cells.into_iter().collect()));
    Ok(rows.collect())
}

pub(super) fn refused(row: u64, id: &'static str) -> ExchangeError {
    ExchangeError::Refused {
        at: Location {
            line: row,
            column: 1,
            unit: None,
        },
        refusal: Refusal::Told(id),
    }
}

/// Unpacks every part without keeping it, so that the sizes a file states for itself need not be
/// believed.
fn check_size(bytes: &[u8]) -> Result<(), ExchangeError> {
    let broken = |_| refused(0, "xlsx-broken");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = UNPACKED;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(broken)?;
        let read = io::copy(&mut part.take(left + 1), &mut io::sink());
        let read = read.map_err(|_| refused(0, "xlsx-broken"))?;
        left = left
            .checked_sub(read)
            .ok_or_else(|| refused(0, "xlsx-too-big"))?;
    }
    Ok(())
}

/// Returns a cell as a person sees it, as far as that can be told without its number format.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.replace("\r\n", "\n"),
        DataRef::SharedString(text) => text.replace("\r\n", "\n"),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => date(time),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Returns a date and time in ISO 8601, without the part that it does not have.
fn date(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    let clock = clock.strip_suffix(":00").unwrap_or(&clock);
    let value = time.as_f64();
    if time.is_duration() || (0.0..1.0).contains(&value) {
        clock.to_owned()
    } else if value.fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {clock}")
    }
}
