//! One door for every container of units: recognised, opened, read unit by unit.

use std::io::Read;

use super::tmx::TmxHeader;
use super::unpack::unpack;
use super::{
    Container, Diagnostics, ExchangeError, Foreign, ReadUnit, csv, glossary, po, recognise, tbx,
    tmx, tsv, xliff, xlsx,
};
use crate::model::LangTag;

/// How a file is to be read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Languages of the columns of a table that names none.
    pub columns: Vec<LangTag>,
    /// Source language of a file that names none.
    pub from: Option<LangTag>,
    /// Target language of a file that names none.
    pub to: Option<LangTag>,
    /// Keep what can be kept of a file that is not well-formed, and say what was repaired or lost.
    pub recover: bool,
    /// The file is a list of terms: a table may be an OmegaT glossary, and its third column holds
    /// notes where no header says otherwise.
    pub terms: bool,
}

/// A container being read: one unit after the other.
pub trait ReadUnits {
    /// Reads the next unit; `None` once the file has been read to its end.
    ///
    /// # Errors
    /// When the file is not well-formed or its bytes cannot be had. Nothing can be read after.
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError>;

    /// Returns what the file says of itself before its first unit, in the form of TMX; `None` where
    /// its format has no place for that.
    fn header(&self) -> Option<&TmxHeader> {
        None
    }

    /// Returns what was odd, repaired and lost so far.
    fn diagnostics(&self) -> &Diagnostics;
}

/// A file that was recognised and opened.
pub struct Opened<'r> {
    /// What it is.
    pub container: Container,
    /// Its units.
    pub units: Box<dyn ReadUnits + Send + 'r>,
}

/// Recognises a TMX file and returns its bytes, out of gzip or zip where it is in one.
pub(super) fn open_tmx<'r>(
    name: &str,
    input: impl Read + Send + 'r,
    options: &ReadOptions,
) -> Result<Box<dyn Read + Send + 'r>, ExchangeError> {
    let unpacked = unpack(name, input, options.recover)?;
    if recognise(&unpacked.name, &unpacked.first)? == Container::Tmx {
        Ok(unpacked.input)
    } else {
        Err(ExchangeError::Other(Foreign::NotXml))
    }
}

/// Recognises a file by its name and first bytes, out of gzip or zip where it is in one, and reads
/// it up to its first unit.
///
/// # Errors
/// When the container is none that can be read, or the file is not well-formed so far.
pub fn open<'r, R: Read + Send + 'r>(
    name: &str,
    input: R,
    options: &ReadOptions,
) -> Result<Opened<'r>, ExchangeError> {
    let unpacked = unpack(name, input, options.recover)?;
    let container = if options.terms {
        glossary::recognise(&unpacked.name, &unpacked.first)?
    } else {
        recognise(&unpacked.name, &unpacked.first)?
    };
    let input = unpacked.input;
    let units: Box<dyn ReadUnits + Send + 'r> = match container {
        Container::Tmx if options.recover => Box::new(tmx::Reader::recover(input)?),
        Container::Tmx => Box::new(tmx::Reader::open(input)?),
        Container::Tsv if options.terms => Box::new(glossary::Reader::open(input, options)?),
        Container::Tsv => {
            let columns = (options.columns.len() > 1).then_some(options.columns.as_slice());
            Box::new(tsv::Reader::open(input, columns)?)
        }
        Container::Xliff => Box::new(xliff::Reader::open(input)?),
        Container::Csv => Box::new(csv::Reader::open(input, options)?),
        Container::Po => Box::new(po::Reader::open(input, options)?),
        Container::Xlsx => Box::new(xlsx::Reader::open(input, options)?),
        Container::Tbx => Box::new(tbx::Reader::open(input)?),
        // Whoever has its place reads it from there.
        Container::Sdltm => return Err(ExchangeError::NotYet("SDLTM")),
    };
    Ok(Opened { container, units })
}
