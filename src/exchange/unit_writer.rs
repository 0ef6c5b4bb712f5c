//! One door for every container that is written: chosen, opened, given unit after unit.

use std::io::{self, Write};

use super::tmx::{self, TmxHeader};
use super::{csv, po, tsv, xliff, xlsx};
use crate::model::{LangTag, TranslationUnit};

/// A container to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// TMX, 1.4, level 2.
    Tmx,
    /// A tab-separated table of two languages.
    Tsv,
    /// A table of two languages with quoting: RFC 4180.
    Csv,
    /// XLIFF 1.2.
    Xliff,
    /// A catalogue of messages of GNU gettext.
    Po,
    /// A workbook with one sheet of two languages.
    Xlsx,
}

impl Target {
    /// Returns the container that the ending of a file's name asks for, TMX where it has none;
    /// `None` for an ending of something else.
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        Some(match ending.to_ascii_lowercase().as_str() {
            "tmx" | "xml" | "" => Target::Tmx,
            "tsv" | "tab" => Target::Tsv,
            "csv" => Target::Csv,
            "xlf" | "xliff" => Target::Xliff,
            "po" => Target::Po,
            "xlsx" => Target::Xlsx,
            _ => return None,
        })
    }

    /// Tells whether a file holds exactly two languages, which must be known before its first
    /// unit.
    pub fn is_bilingual(self) -> bool {
        self != Target::Tmx
    }
}

/// What a written file needs to know before its first unit.
#[derive(Debug, Clone)]
pub struct FileStart<'h> {
    /// What the file says of itself; formats without a place for it leave it out.
    pub header: &'h TmxHeader,
    /// Source and target, for containers of two languages.
    pub languages: Option<[LangTag; 2]>,
}

/// What became of the units that a writer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Units in the file.
    pub units: u64,
    /// Units left out: nothing of them can stand in such a file.
    pub skipped: u64,
    /// Texts left out of the units in the file.
    pub variants_skipped: u64,
}

/// A container being written: one unit after the other.
pub trait WriteUnits {
    /// Writes a unit, or counts it as skipped where it cannot stand in such a file.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()>;

    /// Ends the file and tells what it holds.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn finish(self: Box<Self>) -> io::Result<Written>;
}

/// Begins a file. The output is best buffered.
///
/// # Errors
/// When the output cannot be written, or a container of two languages is not told which.
pub fn create<'w, W: Write + 'w>(
    target: Target,
    out: W,
    start: &FileStart<'_>,
) -> io::Result<Box<dyn WriteUnits + 'w>> {
    if target == Target::Tmx {
        return Ok(Box::new(tmx::Writer::new(out, start.header)?));
    }
    let languages = start.languages.as_ref().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, "a container of two languages")
    })?;
    Ok(match target {
        Target::Tmx => Box::new(tmx::Writer::new(out, start.header)?),
        Target::Tsv => Box::new(tsv::Writer::new(out, languages)?),
        Target::Xliff => Box::new(xliff::Writer::new(out, languages)?),
        Target::Csv => Box::new(csv::Writer::new(out, languages)?),
        Target::Po => Box::new(po::Writer::new(out, languages)?),
        Target::Xlsx => Box::new(xlsx::Writer::new(out, languages)?),
    })
}
