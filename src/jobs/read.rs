//! A file into blocks and segments: read, find the language, cut.

use crate::documents::{self, Document, Format, ReadOptions, Wrap};
use crate::memory::{DocumentRecord, SegmentRecord};
use crate::model::{Block, BlockKind, LangTag};
use crate::segmentation::Segmenter;
use crate::text::{detect_language, fingerprint_128};

use super::own_rules::OwnRules;
use super::{InputFile, JobError};

/// The rule that ended a sentence which came on a line of its own: nobody may cut it again.
const LINE: &str = "line";

/// A document ready to align: read, of a known language, cut into segments.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The document with its blocks.
    pub document: DocumentRecord,
    /// Its segments in order.
    pub segments: Vec<SegmentRecord>,
    /// The language its text is in, as far as the text itself tells.
    pub detected: Option<&'static str>,
}

/// How to read a file.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Its language; found out where not given.
    pub language: Option<LangTag>,
    /// Line breaks of plain text.
    pub wrap: Wrap,
    /// Keep lines that are drawn, not written.
    pub keep_rules: bool,
    /// One sentence a line, a blank line ends a paragraph; nothing is cut.
    pub sentences: bool,
    /// Rules asked before those of the language.
    pub own_rules: OwnRules,
}

impl Prepared {
    /// Returns the text of a segment.
    pub fn text(&self, segment: usize) -> &str {
        let SegmentRecord { block, range, .. } = &self.segments[segment];
        &self.document.blocks[*block].text[range.clone()]
    }

    /// Returns the texts of consecutive segments joined with a space.
    pub fn joined(&self, segments: std::ops::Range<usize>) -> String {
        segments
            .map(|segment| self.text(segment))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Reads a file and cuts it into segments.
///
/// # Errors
/// When the file cannot be read as a document, nothing tells its language, or a rule of one's own
/// cannot be used.
pub fn prepare(file: &InputFile, reading: &Reading) -> Result<Prepared, JobError> {
    let (document, detected) = read(file, reading)?;
    let segments = if reading.sentences {
        lines(&document.blocks)
    } else {
        let segmenter = reading.own_rules.segmenter(&document.language)?;
        cut(&document.blocks, &segmenter)
    };
    Ok(Prepared {
        document,
        segments,
        detected,
    })
}

/// Reads a file into a document of a known language; also returns which one its text shows.
pub(super) fn read(
    file: &InputFile,
    reading: &Reading,
) -> Result<(DocumentRecord, Option<&'static str>), JobError> {
    let document = if reading.sentences {
        documents::read_sentences(file.file_name(), &file.bytes)?
    } else {
        let options = ReadOptions {
            wrap: reading.wrap,
            keep_rules: reading.keep_rules,
        };
        documents::read(file.file_name(), &file.bytes, &options)?
    };
    let sample = sample(&document.blocks);
    let detected = detect_language(&sample);
    let record = DocumentRecord {
        name: file.file_name().to_owned(),
        format: format_name(document.format).to_owned(),
        encoding: document.encoding.to_owned(),
        language: language(file, reading, &document, detected)?,
        fingerprint: fingerprint(&file.bytes, &document.blocks),
        blocks: document.blocks,
    };
    Ok((record, detected))
}

/// Cuts blocks into segments.
pub fn cut(blocks: &[Block], segmenter: &Segmenter) -> Vec<SegmentRecord> {
    let mut segments = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        segments.extend(
            segmenter
                .split(&block.text)
                .into_iter()
                .map(|sentence| SegmentRecord {
                    block: number,
                    range: sentence.range,
                    rule: sentence.rule.map(str::to_owned),
                }),
        );
    }
    segments
}

/// Returns every line of every block as a segment.
fn lines(blocks: &[Block]) -> Vec<SegmentRecord> {
    let mut segments = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let mut at = 0;
        for line in block.text.split('\n') {
            segments.push(SegmentRecord {
                block: number,
                range: at..at + line.len(),
                rule: Some(LINE.to_owned()),
            });
            at += line.len() + 1;
        }
    }
    segments
}

/// Tells whether the segments of a document came one a line, so that no rule made them.
pub(super) fn came_as_lines(segments: &[SegmentRecord]) -> bool {
    segments.iter().all(|s| s.rule.as_deref() == Some(LINE))
}

/// Returns the language of a document: as given; else what the text is in, with the region that
/// the file states; else what the file states; else what its name says.
fn language(
    file: &InputFile,
    reading: &Reading,
    document: &Document,
    detected: Option<&str>,
) -> Result<LangTag, JobError> {
    if let Some(given) = &reading.language {
        return Ok(given.clone());
    }
    let detected: Option<LangTag> = detected.and_then(|tag| tag.parse().ok());
    let stated = document
        .language
        .clone()
        .or_else(|| language_of_name(file.file_name()));
    match (detected, stated) {
        (Some(detected), Some(stated)) if detected.same_language(&stated) => Some(stated),
        (detected, stated) => detected.or(stated),
    }
    .ok_or_else(|| JobError::UnknownLanguage {
        file: file.name.clone(),
    })
}

/// Returns the language that a file name shows: `release.fr.html`, `fr-CA.md`.
fn language_of_name(name: &str) -> Option<LangTag> {
    let known = |part: &str| {
        let tag: LangTag = part.parse().ok()?;
        (tag.primary().len() == 2 && matches!(tag.primary(), "fr" | "en")).then_some(tag)
    };
    name.split('.').rev().skip(1).find_map(known)
}

/// Returns enough text of a document to tell its language: running text first.
fn sample(blocks: &[Block]) -> String {
    let running = |block: &&Block| {
        !matches!(
            block.kind,
            BlockKind::Preformatted | BlockKind::FrontMatter | BlockKind::Cell
        )
    };
    let mut sample = String::new();
    for block in blocks.iter().filter(running) {
        sample.push_str(&block.text);
        sample.push('\n');
        if sample.len() > 20_000 {
            break;
        }
    }
    sample
}

fn fingerprint(bytes: &[u8], blocks: &[Block]) -> String {
    let mut all = fingerprint_128(bytes);
    for block in blocks {
        all.push_str(block.kind.name());
        all.push_str(&block.text);
        all.push('\n');
    }
    fingerprint_128(all.as_bytes())
}

/// Returns the stable name of a format.
pub fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Html => "html",
        Format::Markdown => "markdown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> InputFile {
        InputFile {
            name: name.into(),
            bytes: text.into(),
        }
    }

    #[test]
    fn a_list_of_sentences_is_taken_as_it_is() {
        let list = file("x.txt", "Un. Deux.\nTrois\n\n– Quatre\n");
        let reading = Reading {
            language: Some("fr".parse().unwrap()),
            sentences: true,
            ..Reading::default()
        };
        let prepared = prepare(&list, &reading).unwrap();
        let texts: Vec<_> = (0..prepared.segments.len())
            .map(|n| prepared.text(n))
            .collect();
        assert_eq!(texts, ["Un. Deux.", "Trois", "– Quatre"]);
        let blocks: Vec<_> = prepared.segments.iter().map(|s| s.block).collect();
        assert_eq!(blocks, [0, 0, 1]);
    }

    #[test]
    fn names_show_a_language() {
        let tag = |name| language_of_name(name).map(|tag| tag.to_string());
        assert_eq!(tag("release.fr.html"), Some("fr".into()));
        assert_eq!(tag("a.en-CA.md"), Some("en-CA".into()));
        assert_eq!(tag("notes.txt"), None);
        assert_eq!(tag("fr"), None);
    }
}
