//! Hits in a file: as a table, one hit a row, or the units themselves as TMX.

use std::io::Write;

use super::{Concordance, Found, marks, parts};
use crate::exchange::rows::{RowFormat, RowWriter};
use crate::exchange::tmx::{Preset, Writer};
use crate::exchange::{Target, WriteUnits};
use crate::jobs::export::{ExportRequest, header, writing};
use crate::jobs::{Cancel, JobError};
use crate::matching::Origin;
use crate::matching::concordance::KwicLine;
use crate::memory::UnitFilter;
use crate::messages::{Ui, say};

/// The columns: their names in tables that scripts read, how wide they are in a workbook. In a workbook
/// their names are `concordance-column-NAME` of the catalogue.
const COLUMNS: [(&str, f64); 9] = [
    ("unit", 9.0),
    ("language", 9.0),
    ("left", 50.0),
    ("hit", 20.0),
    ("right", 50.0),
    ("other_language", 9.0),
    ("other_text", 70.0),
    ("marked", 30.0),
    ("origin", 30.0),
];

/// A file of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// One hit a row.
    Rows(RowFormat),
    /// The units, each once.
    Tmx,
}

impl Container {
    /// Returns the container that the ending of a file's name asks for: `.csv`, `.tsv`, `.xlsx` or
    /// `.tmx`.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "csv" => Some(Container::Rows(RowFormat::Csv)),
            "tsv" | "tab" => Some(Container::Rows(RowFormat::Tsv)),
            "xlsx" => Some(Container::Rows(RowFormat::Xlsx)),
            "tmx" => Some(Container::Tmx),
            _ => None,
        }
    }
}

impl Concordance<'_> {
    /// Writes the texts after the first `offset`, at most `limit`, into a file; returns how many
    /// rows or units were written.
    ///
    /// # Errors
    /// As [`walk`](Self::walk), and when the file cannot be written.
    pub fn write(
        &mut self,
        container: Container,
        (offset, limit): (usize, usize),
        ui: Ui,
        output: &mut dyn Write,
        cancel: &Cancel,
        progress: &mut dyn FnMut(u64),
    ) -> Result<u64, JobError> {
        match container {
            Container::Rows(format) => {
                let names = COLUMNS.map(|(name, width)| match format {
                    RowFormat::Xlsx => {
                        let name = name.replace('_', "-");
                        (say(ui, format!("concordance-column-{name}")), width)
                    }
                    RowFormat::Csv | RowFormat::Tsv => (name.to_owned(), width),
                });
                let mut rows = RowWriter::new(format, output, &names).map_err(writing)?;
                let (memories, mut written) = (self.memories, 0);
                let mut markers = std::mem::take(&mut self.markers);
                let walked = self.some((offset, limit), cancel, &mut |found| {
                    let origin = memories[found.memory].origin(found.row.unit)?;
                    for hit in &found.hits {
                        let one = Found {
                            hits: vec![*hit],
                            ..found.clone()
                        };
                        let marks = marks(memories, &mut markers, &one, cancel)?;
                        rows.row(&cells(&one, &marks, &origin)).map_err(writing)?;
                        written += 1;
                    }
                    progress(written);
                    Ok(())
                });
                self.markers = markers;
                walked?;
                rows.finish().map_err(writing)?;
                Ok(written)
            }
            Container::Tmx => self.write_tmx((offset, limit), output, cancel, progress),
        }
    }

    fn write_tmx(
        &mut self,
        range: (usize, usize),
        output: &mut dyn Write,
        cancel: &Cancel,
        progress: &mut dyn FnMut(u64),
    ) -> Result<u64, JobError> {
        let memories = self.memories;
        let working = memories.first().ok_or(JobError::EmptyMemory)?;
        let request = ExportRequest {
            target: Target::Tmx,
            preset: Preset::Generic,
            from: None,
            to: None,
            regions: Vec::new(),
            empty: true,
        };
        let header = header(working, &UnitFilter::default(), &request)?;
        let mut writer = Box::new(Writer::new(output, &header).map_err(writing)?);
        let (mut last, mut read) = (None, 0);
        self.some(range, cancel, &mut |found| {
            // The texts of a unit come one after the other.
            let unit = (found.memory, found.row.unit);
            if last.replace(unit) != Some(unit)
                && let Some(unit) = memories[found.memory].unit(found.row.unit)?
            {
                writer.unit(&unit).map_err(writing)?;
                read += 1;
                progress(read);
            }
            Ok(())
        })?;
        Ok(writer.finish().map_err(writing)?.units)
    }

    /// Walks through some of the texts that answer.
    fn some(
        &mut self,
        (offset, limit): (usize, usize),
        cancel: &Cancel,
        each: &mut dyn FnMut(Found) -> Result<(), JobError>,
    ) -> Result<(), JobError> {
        let mut number = 0;
        self.walk(cancel, &mut |found| {
            if number >= offset.saturating_add(limit) {
                return Ok(false);
            }
            if number >= offset {
                each(found)?;
            }
            number += 1;
            Ok(true)
        })
    }
}

/// Returns the row of a hit.
fn cells(found: &Found, marks: &[(usize, usize)], origin: &Origin) -> [String; 9] {
    let row = &found.row;
    let hit = found.hits.first().copied().unwrap_or_default();
    let line = KwicLine::new(&row.text, hit);
    [
        row.unit.to_string(),
        row.lang.clone(),
        line.left.to_owned(),
        line.hit.to_owned(),
        line.right.to_owned(),
        row.other_lang.clone(),
        row.other_text.clone(),
        parts(&row.other_text, marks).join(" … "),
        place(origin),
    ]
}

/// Returns where a unit comes from: `release.fr.html, 3` is the third paragraph of a document.
fn place(origin: &Origin) -> String {
    match (&origin.document, origin.block, origin.import) {
        (Some(document), Some(block), _) => format!("{document}, {}", block + 1),
        (Some(document), None, _) => document.clone(),
        (None, _, Some(import)) => format!("import {import}"),
        (None, _, None) => String::new(),
    }
}
