//! The cells of a workbook's first sheet, as the texts that people see.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx};
use zip::ZipArchive;

use crate::exchange::{ExchangeError, Location, Refusal};

/// A workbook may unpack to no more, all its parts together.
const UNPACKED: u64 = 1 << 30;

/// A row that is not empty: its number, from 1, and its cells up to the last one with text.
pub(super) type Row = (u64, Vec<String>);

/// Reads the rows of the first sheet. Memory: the workbook.
///
/// # Errors
/// When the file is no workbook, is protected by a password, unpacks to more than 1 GiB, or its
/// bytes cannot be had.
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
    loop {
        let cell = sheet.next_cell();
        let cell = cell.map_err(|_| refused(u64::from(last) + 1, "xlsx-broken"))?;
        let Some(cell) = cell else {
            break;
        };
        let (row, column) = cell.get_position();
        last = row;
        let text = shown(cell.get_value());
        if !text.is_empty() {
            rows.entry(row).or_default().insert(column, text);
        }
    }
    let rows = rows.into_iter().map(|(row, cells)| {
        let width = cells
            .keys()
            .next_back()
            .map_or(0, |last| *last as usize + 1);
        let mut texts = vec![String::new(); width];
        for (column, text) in cells {
            texts[column as usize] = text;
        }
        (u64::from(row) + 1, texts)
    });
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
