//! A unit as the rows that hold it, and back.
//!
//! Making the rows of a unit needs no store, so a file can be read and turned into rows on one
//! thread while another writes.

use rusqlite::Row;

use super::MemoryError;
use crate::model::{
    Annotation, Attributes, Confidence, InlineContent, LangTag, Piece, TranslationUnit, Tuv,
};
use crate::text::fingerprint_of_parts;

/// What the rows of an imported unit will hold.
#[derive(Debug, Clone)]
pub struct UnitRows {
    pub(super) state: &'static str,
    pub(super) confidence: Option<u16>,
    pub(super) source: StatedSource,
    pub(super) attributes: Option<String>,
    pub(super) annotations: Option<String>,
    pub(super) digest: i64,
    pub(super) variants: Vec<TuvRow>,
}

/// What a unit says of its source language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StatedSource {
    /// Nothing: that of its file holds.
    AsFile,
    /// A language; `None` for `*all*` and for what is no tag.
    Own(Option<LangTag>),
}

/// What the row of a text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TuvRow {
    pub(super) place: u32,
    pub(super) language: Option<String>,
    pub(super) attributes: Option<String>,
    pub(super) annotations: Option<String>,
    pub(super) content: Option<String>,
    pub(super) content_place: u32,
    pub(super) plain: Option<String>,
}

/// The columns of a text, in the order in which [`read_tuv`] wants them.
pub(super) const TUV_COLUMNS: &str =
    "place, language, attributes, annotations, content, content_place, plain";

impl StatedSource {
    /// Returns the language that a unit states, or else its file.
    pub(super) fn or<'l>(&'l self, of_file: Option<&'l LangTag>) -> Option<&'l LangTag> {
        match self {
            StatedSource::Own(language) => language.as_ref(),
            StatedSource::AsFile => of_file,
        }
    }
}

impl UnitRows {
    /// Turns a unit into rows. Linear in its size.
    ///
    /// # Errors
    /// When something in it cannot be written as JSON, which no unit that was read has.
    pub fn of(unit: &TranslationUnit) -> Result<Self, MemoryError> {
        let (state, confidence) = unit.stated_review();
        let variants = unit.variants.iter().map(TuvRow::of);
        let mut rows = UnitRows {
            state: state.name(),
            confidence: confidence.map(Confidence::thousandths),
            source: match unit.attributes.get("srclang") {
                Some(stated) => StatedSource::Own(stated.parse().ok()),
                None => StatedSource::AsFile,
            },
            attributes: stored_attributes(&unit.attributes)?,
            annotations: stored_annotations(&unit.annotations)?,
            digest: 0,
            variants: variants.collect::<Result<_, _>>()?,
        };
        rows.digest = rows.fingerprint();
        Ok(rows)
    }

    /// Returns a fingerprint of everything in the unit; equal units have equal ones.
    fn fingerprint(&self) -> i64 {
        let texts = self.variants.iter().flat_map(|tuv| {
            [
                tuv.language.as_deref(),
                tuv.attributes.as_deref(),
                tuv.annotations.as_deref(),
                tuv.content.as_deref(),
            ]
        });
        let own = [self.attributes.as_deref(), self.annotations.as_deref()];
        fingerprint_of_parts(own.into_iter().chain(texts)).cast_signed()
    }

    /// Returns the languages of the texts in normal form, those that have one.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.variants
            .iter()
            .filter_map(|tuv| tuv.language.as_deref())
    }

    /// Returns how many bytes the texts take.
    pub fn text_bytes(&self) -> usize {
        let all = self.variants.iter();
        all.map(|tuv| tuv.content.as_ref().map_or(0, String::len))
            .sum()
    }
}

impl TuvRow {
    /// Returns how content is stored, and the reader's text where that is something else.
    pub(super) fn texts(content: &InlineContent) -> (String, Option<String>) {
        let stored = content.canonical();
        // Nothing was escaped and there are no elements: most texts.
        if let [Piece::Text(text)] = content.pieces()
            && text.len() == stored.len()
        {
            return (stored, None);
        }
        let plain = content.plain();
        let plain = (*plain != *stored).then(|| plain.into_owned());
        (stored, plain)
    }

    fn of(tuv: &Tuv) -> Result<Self, MemoryError> {
        let (content, plain) = match &tuv.content {
            Some(content) => {
                let (stored, plain) = Self::texts(content);
                (Some(stored), plain)
            }
            None => (None, None),
        };
        let language = tuv.language().map(|tag| tag.as_str().to_owned());
        let attributes = if is_language_only(&tuv.attributes, language.as_deref()) {
            None
        } else {
            // No attributes at all are an empty object: null means xml:lang.
            Some(serde_json::to_string(&tuv.attributes)?)
        };
        Ok(TuvRow {
            place: tuv.place,
            attributes,
            annotations: stored_annotations(&tuv.annotations)?,
            content_place: tuv.content_place,
            language,
            content,
            plain,
        })
    }
}

/// Tells whether attributes are nothing but the language in normal form.
fn is_language_only(attributes: &Attributes, language: Option<&str>) -> bool {
    let mut all = attributes.iter();
    match (all.next(), all.next()) {
        (Some(("xml:lang", written)), None) => language == Some(written),
        (None, None) => language.is_none(),
        _ => false,
    }
}

/// Returns a text from a row with [`TUV_COLUMNS`] at `first` and after.
pub(super) fn read_tuv(row: &Row<'_>, first: usize) -> Result<Tuv, MemoryError> {
    let attributes = match (text(row, first + 2)?, text(row, first + 1)?) {
        (Some(json), _) => serde_json::from_str(json)?,
        (None, Some(language)) => [("xml:lang", language)].into_iter().collect(),
        (None, None) => Attributes::new(),
    };
    let content = text(row, first + 4)?;
    Ok(Tuv {
        place: row.get(first)?,
        attributes,
        annotations: read_annotations(text(row, first + 3)?)?,
        content_place: row.get(first + 5)?,
        content: content.map(read_content).transpose()?,
    })
}

/// Returns the raw columns of a text from a row with [`TUV_COLUMNS`] first.
pub(super) fn read_tuv_row(row: &Row<'_>) -> rusqlite::Result<TuvRow> {
    Ok(TuvRow {
        place: row.get(0)?,
        language: row.get(1)?,
        attributes: row.get(2)?,
        annotations: row.get(3)?,
        content: row.get(4)?,
        content_place: row.get(5)?,
        plain: row.get(6)?,
    })
}

/// Returns a column of text that may be null, without a copy.
pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, MemoryError> {
    let value = row.get_ref(column)?.as_str_or_null();
    Ok(value.map_err(rusqlite::Error::from)?)
}

/// Returns the JSON of attributes; `None` where there are none.
pub(super) fn stored_attributes(attributes: &Attributes) -> Result<Option<String>, MemoryError> {
    if attributes.is_empty() {
        return Ok(None);
    }
    Ok(Some(serde_json::to_string(attributes)?))
}

/// Returns attributes from their JSON.
pub(super) fn read_attributes(stored: Option<&str>) -> Result<Attributes, MemoryError> {
    Ok(stored
        .map(serde_json::from_str)
        .transpose()?
        .unwrap_or_default())
}

/// Returns the JSON of annotations; `None` where there are none.
pub(super) fn stored_annotations(
    annotations: &[Annotation],
) -> Result<Option<String>, MemoryError> {
    if annotations.is_empty() {
        return Ok(None);
    }
    let list: Vec<(u32, &str, &Attributes, String)> = annotations
        .iter()
        .map(|a| (a.place, &*a.name, &a.attributes, a.content.canonical()))
        .collect();
    Ok(Some(serde_json::to_string(&list)?))
}

/// Returns annotations from their JSON.
pub(super) fn read_annotations(stored: Option<&str>) -> Result<Vec<Annotation>, MemoryError> {
    let Some(json) = stored else {
        return Ok(Vec::new());
    };
    let list: Vec<(u32, String, Attributes, String)> = serde_json::from_str(json)?;
    list.into_iter()
        .map(|(place, name, attributes, content)| {
            Ok(Annotation {
                place,
                name,
                attributes,
                content: read_content(&content)?,
            })
        })
        .collect()
}

/// Returns content from its canonical form.
pub(super) fn read_content(canonical: &str) -> Result<InlineContent, MemoryError> {
    InlineContent::from_canonical(canonical).map_err(|e| MemoryError::Damaged(e.to_string()))
}
