//! A workbook for people who look through an alignment.

use std::io::{self, Write};

use rust_xlsxwriter::{Color, Format};

use super::sheet::{Sheet, text_format};
use crate::model::{Band, Confidence};

/// A pair of texts to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow {
    /// Text of the source; empty where there is none.
    pub source: String,
    /// Text of the target; empty where there is none.
    pub target: String,
    /// How sure the aligner is.
    pub confidence: Confidence,
    /// Why one should look, in words; empty where nothing speaks for it.
    pub doubts: String,
}

/// How much a row asks to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attention {
    /// None: the row is white.
    None,
    /// Worth a look: yellow.
    Look,
    /// Probably wrong: red.
    Doubtful,
}

impl From<Band> for Attention {
    fn from(band: Band) -> Self {
        match band {
            Band::Accept => Attention::None,
            Band::Look => Attention::Look,
            Band::Doubtful => Attention::Doubtful,
        }
    }
}

/// A workbook of pairs being written.
pub struct Review {
    sheet: Sheet,
    /// By attention: format of texts, of numbers.
    formats: [[Format; 2]; 3],
}

impl Review {
    /// Begins a workbook; `header` names its four columns: both languages, confidence, doubts.
    ///
    /// # Errors
    /// When the sheet cannot be begun.
    pub fn new(header: [&str; 4]) -> io::Result<Self> {
        let [source, target, confidence, doubts] = header;
        let columns = [
            (source, 60.0),
            (target, 60.0),
            (confidence, 12.0),
            (doubts, 40.0),
        ];
        let coloured = |colour: Option<u32>| {
            let text = text_format();
            let text = match colour {
                Some(rgb) => text.set_background_color(Color::RGB(rgb)),
                None => text,
            };
            [text.clone(), text.set_num_format("0.000")]
        };
        Ok(Review {
            sheet: Sheet::new(&columns)?,
            formats: [
                coloured(None),
                coloured(Some(0x00FF_F2CC)),
                coloured(Some(0x00F8_CBAD)),
            ],
        })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the sheet is full or a text is too long for a cell.
    pub fn row(&mut self, row: &ReviewRow) -> io::Result<()> {
        let [text, number] = &self.formats[Attention::from(row.confidence.band()) as usize];
        self.sheet.next_row()?;
        self.sheet.text(0, &row.source, Some(text))?;
        self.sheet.text(1, &row.target, Some(text))?;
        self.sheet.number(2, row.confidence.probability(), number)?;
        self.sheet.text(3, &row.doubts, Some(text))
    }

    /// Ends the workbook.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn finish(self, out: &mut impl Write) -> io::Result<()> {
        self.sheet.finish(out)
    }
}
