//! What lookups and concordances read: pairs in one direction, their context, texts.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Memory, MemoryError};
use crate::matching::{Details, Origin, StoredPair, date_key};
use crate::model::{BeadState, Confidence, InlineContent, LangFit, LangTag};

/// The direction of a lookup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguagePair {
    /// Language of the query.
    pub from: LangTag,
    /// Language of the answers.
    pub to: LangTag,
}

/// Reads stored pairs in one direction.
#[derive(Debug)]
pub struct PairReader<'m> {
    memory: &'m Memory,
    languages: LanguagePair,
}

/// A pair with what its unit says of its texts.
#[derive(Debug)]
pub struct ReadPair<'u> {
    /// The pair.
    pub pair: StoredPair,
    /// Languages of source and target.
    pub languages: [&'u LangTag; 2],
    /// The unit has other texts in one of the two languages.
    pub several: bool,
}

/// A text of a unit with a text in another language beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// Number of the unit.
    pub unit: i64,
    /// Language of the text.
    pub lang: String,
    /// The reader's text.
    pub text: String,
    /// Language of the other text.
    pub other_lang: String,
    /// The reader's text in it.
    pub other_text: String,
}

/// One text of a unit as it comes from the store.
struct Side {
    language: LangTag,
    text: String,
    content: String,
    has_codes: bool,
}

/// A unit's texts on their way to pairs.
struct UnitTexts {
    unit: i64,
    state: BeadState,
    confidence: Option<Confidence>,
    source_language: Option<LangTag>,
    date: u64,
    sides: Vec<Side>,
}

/// Units by their numbers, the first and the last.
const ALL_UNITS: (i64, i64) = (i64::MIN, i64::MAX);

impl Memory {
    /// Returns a reader of pairs in one direction.
    pub fn pairs(&self, languages: LanguagePair) -> PairReader<'_> {
        PairReader {
            memory: self,
            languages,
        }
    }

    /// Returns the language tags in which units in force have text, sorted.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn languages(&self) -> Result<Vec<LangTag>, MemoryError> {
        // Each language that was ever there is looked for until one text in force has it.
        let mut statement = self.connection().prepare(
            "SELECT tag FROM language WHERE EXISTS (
                 SELECT 1 FROM tuv JOIN unit ON unit.id = tuv.unit
                 WHERE tuv.language = tag AND unit.removed IS NULL AND unit.term = 0)
             ORDER BY 1",
        )?;
        let tags = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut found = Vec::new();
        for tag in tags {
            found.extend(tag?.parse().ok());
        }
        Ok(found)
    }

    /// Gives every text in force beside each text of another language in the same unit, by unit
    /// number; `language` restricts the first of them. Stops when `each` returns `false`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn texts(
        &self,
        language: Option<&LangTag>,
        mut each: impl FnMut(TextRow) -> bool,
    ) -> Result<(), MemoryError> {
        let wanted = |tag: &LangTag| language.is_none_or(|asked| asked.fit(tag).is_some());
        self.each_unit(ALL_UNITS, |unit| {
            for side in unit.sides.iter().filter(|side| wanted(&side.language)) {
                for other in &unit.sides {
                    if other.language.same_language(&side.language) {
                        continue;
                    }
                    let row = TextRow {
                        unit: unit.unit,
                        lang: side.language.to_string(),
                        text: side.text.clone(),
                        other_lang: other.language.to_string(),
                        other_text: other.text.clone(),
                    };
                    if !each(row) {
                        return Ok(false);
                    }
                }
            }
            Ok(true)
        })
    }

    /// Returns the sentences before and after a unit's text in the document that it was aligned
    /// from; `None` at its edges, and for units that were not aligned.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn context(
        &self,
        unit: i64,
        language: &LangTag,
    ) -> Result<(Option<String>, Option<String>), MemoryError> {
        let (previous, next) = neighbours(self.connection(), unit, language)?;
        Ok((previous.flatten(), next.flatten()))
    }

    /// Returns where a unit comes from.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn origin(&self, unit: i64) -> Result<Origin, MemoryError> {
        origin(self.connection(), unit)
    }

    /// Gives the usable units in force among some, by number, each with its non-empty texts in known
    /// languages. Stops when `each` answers `false`.
    fn each_unit<E: From<MemoryError>>(
        &self,
        (first, last): (i64, i64),
        mut each: impl FnMut(UnitTexts) -> Result<bool, E>,
    ) -> Result<(), E> {
        let store = |error: rusqlite::Error| E::from(MemoryError::from(error));
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached(
                "SELECT unit.id, coalesce(bead.state, unit.state),
                        coalesce(bead.confidence, unit.confidence), unit.source_language,
                        tuv.language, tuv.content, tuv.plain, unit.attributes,
                        iif(bead.id IS NULL, NULL, unit.change)
                 FROM unit JOIN tuv ON tuv.unit = unit.id LEFT JOIN bead ON bead.id = unit.bead
                 WHERE unit.id BETWEEN ?1 AND ?2
                   AND unit.removed IS NULL AND unit.term = 0 AND tuv.language IS NOT NULL
                   AND coalesce(tuv.plain, tuv.content, '') <> ''
                   AND coalesce(bead.state, unit.state) <> 'left-out'
                 ORDER BY unit.id, tuv.place",
            )
            .map_err(store)?;
        let mut rows = statement.query([first, last]).map_err(store)?;
        let mut dates = Dates::default();
        let mut current: Option<UnitTexts> = None;
        while let Some(row) = rows.next().map_err(store)? {
            let id: i64 = row.get(0).map_err(store)?;
            if current.as_ref().is_none_or(|unit| unit.unit != id) {
                if let Some(unit) = current.take()
                    && !each(unit)?
                {
                    return Ok(());
                }
                let state: String = row.get(1).map_err(store)?;
                let confidence: Option<u32> = row.get(2).map_err(store)?;
                let source: Option<String> = row.get(3).map_err(store)?;
                let attributes: Option<String> = row.get(7).map_err(store)?;
                let change: Option<i64> = row.get(8).map_err(store)?;
                current = Some(UnitTexts {
                    unit: id,
                    state: BeadState::from_name(&state).unwrap_or(BeadState::Unreviewed),
                    confidence: confidence.map(Confidence::from_thousandths),
                    source_language: source.and_then(|tag| tag.parse().ok()),
                    date: dates.of(connection, attributes.as_deref(), change)?,
                    sides: Vec::new(),
                });
            }
            let language: String = row.get(4).map_err(store)?;
            let content: String = row.get(5).map_err(store)?;
            let plain: Option<String> = row.get(6).map_err(store)?;
            if let (Some(unit), Ok(language)) = (&mut current, language.parse()) {
                let has_codes = plain.is_some() && content.contains('<');
                let text = plain.unwrap_or_else(|| content.clone());
                unit.sides.push(Side {
                    language,
                    text,
                    content,
                    has_codes,
                });
            }
        }
        if let Some(unit) = current {
            each(unit)?;
        }
        Ok(())
    }
}

/// When units were written or changed last, as [`origin`] says it.
#[derive(Default)]
struct Dates {
    /// By change set.
    known: HashMap<i64, u64>,
}

/// The attributes that say when.
#[derive(serde::Deserialize)]
struct DateAttributes {
    changedate: Option<String>,
    creationdate: Option<String>,
}

impl Dates {
    fn of(
        &mut self,
        connection: &Connection,
        attributes: Option<&str>,
        change: Option<i64>,
    ) -> Result<u64, MemoryError> {
        let stated: Option<DateAttributes> = match attributes {
            Some(attributes) => Some(serde_json::from_str(attributes)?),
            None => None,
        };
        let stated = stated.and_then(|stated| stated.changedate.or(stated.creationdate));
        match (stated, change) {
            (Some(date), _) => Ok(date_key(&date)),
            (None, None) => Ok(0),
            (None, Some(change)) => {
                if let Some(date) = self.known.get(&change) {
                    return Ok(*date);
                }
                let date: String = connection
                    .prepare_cached("SELECT at FROM change_set WHERE id = ?1")?
                    .query_row([change], |row| row.get(0))?;
                let date = date_key(&date);
                self.known.insert(change, date);
                Ok(date)
            }
        }
    }
}

impl PairReader<'_> {
    /// Gives every pair in the reader's direction, by unit number. Of several texts in one
    /// language, those whose region fits best are taken.
    ///
    /// # Errors
    /// When the store cannot be read, or what `each` returns.
    pub fn each<E: From<MemoryError>>(
        &self,
        each: impl FnMut(ReadPair<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each_of(ALL_UNITS, each)
    }

    /// Gives the pairs of some units, from one number to another, as [`each`](Self::each) does.
    ///
    /// # Errors
    /// When the store cannot be read, or what `each` returns.
    pub fn each_of<E: From<MemoryError>>(
        &self,
        units: (i64, i64),
        mut each: impl FnMut(ReadPair<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let LanguagePair { from, to } = &self.languages;
        self.memory.each_unit(units, |unit| {
            let (sources, source_fit) = best(&unit.sides, from);
            let (targets, target_fit) = best(&unit.sides, to);
            for source in &sources {
                for target in &targets {
                    let pair = StoredPair {
                        unit: unit.unit,
                        memory: 0,
                        source: source.text.clone(),
                        target: target.text.clone(),
                        codes: codes(source)?,
                        reviewed: unit.state.is_reviewed(),
                        confidence: unit.confidence,
                        reversed: unit
                            .source_language
                            .as_ref()
                            .is_some_and(|stated| stated.same_language(to)),
                        other_region: source_fit.max(target_fit) == Some(LangFit::OtherRegion),
                        date: unit.date,
                    };
                    each(ReadPair {
                        pair,
                        languages: [&source.language, &target.language],
                        several: sources.len() * targets.len() > 1,
                    })?;
                }
            }
            Ok(true)
        })
    }

    /// Returns the pairs of a unit; none where it is not in force.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of_unit(&self, unit: i64) -> Result<Vec<StoredPair>, MemoryError> {
        let mut pairs = Vec::new();
        self.each_of((unit, unit), |read| {
            pairs.push(read.pair);
            Ok::<_, MemoryError>(())
        })?;
        Ok(pairs)
    }

    /// Returns the context of a pair and where it comes from.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn details(&self, pair: &StoredPair) -> Result<Details, MemoryError> {
        let connection = self.memory.connection();
        let (previous, next) = neighbours(connection, pair.unit, &self.languages.from)?;
        Ok(Details {
            previous,
            next,
            origin: origin(connection, pair.unit)?,
        })
    }
}

fn codes(side: &Side) -> Result<Vec<String>, MemoryError> {
    if !side.has_codes {
        return Ok(Vec::new());
    }
    let content = InlineContent::from_canonical(&side.content)
        .map_err(|e| MemoryError::Damaged(e.to_string()))?;
    Ok(content.code_kinds())
}

/// Returns the texts whose language fits a request best.
fn best<'s>(sides: &'s [Side], asked: &LangTag) -> (Vec<&'s Side>, Option<LangFit>) {
    let fit = sides
        .iter()
        .filter_map(|side| asked.fit(&side.language))
        .min();
    let fitting = sides
        .iter()
        .filter(|side| fit.is_some() && asked.fit(&side.language) == fit);
    (fitting.collect(), fit)
}

/// A neighbour's text: `None` unknown, `Some(None)` the edge of the document.
type Neighbour = Option<Option<String>>;

/// Returns the sentences before and after a unit's text in its document.
fn neighbours(
    connection: &Connection,
    unit: i64,
    language: &LangTag,
) -> Result<(Neighbour, Neighbour), MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT segment.document, segment.block, segment.start
         FROM unit JOIN bead ON bead.id = unit.bead
                   JOIN bead_segment AS bs ON bs.bead = bead.id
                   JOIN segment ON segment.id = bs.segment
                   JOIN document ON document.id = segment.document
         WHERE unit.id = ?1 AND (document.language = ?2 OR document.language LIKE ?3)
         ORDER BY bs.side, bs.ord",
    )?;
    let asked = params![unit, language.as_str(), format!("{}%", language.primary())];
    let places: Vec<SegmentPlace> = statement
        .query_map(asked, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let Some(first) = places.first() else {
        return Ok((None, None));
    };
    let mut own = places.iter().rev().filter(|place| place.0 == first.0);
    let last = own.next().unwrap_or(first);
    Ok((
        Some(segment_text(connection, BEFORE, first)?),
        Some(segment_text(connection, AFTER, last)?),
    ))
}

/// Where a segment stands: document, block, start. Ids of blocks follow their order.
type SegmentPlace = (i64, i64, i64);

/// The segment in force before a place.
const BEFORE: &str = r#"SELECT block.text, segment.start, segment."end"
    FROM segment JOIN block ON block.id = segment.block
    WHERE segment.document = ?1 AND (segment.block, segment.start) < (?2, ?3)
      AND segment.removed IS NULL ORDER BY segment.block DESC, segment.start DESC LIMIT 1"#;

/// The segment in force after a place.
const AFTER: &str = r#"SELECT block.text, segment.start, segment."end"
    FROM segment JOIN block ON block.id = segment.block
    WHERE segment.document = ?1 AND (segment.block, segment.start) > (?2, ?3)
      AND segment.removed IS NULL ORDER BY segment.block, segment.start LIMIT 1"#;

fn segment_text(
    connection: &Connection,
    query: &str,
    place: &SegmentPlace,
) -> Result<Option<String>, MemoryError> {
    let (document, block, start) = place;
    let found: Option<(String, usize, usize)> = connection
        .prepare_cached(query)?
        .query_row([document, block, start], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    found
        .map(|(text, start, end)| {
            text.get(start..end)
                .map(str::to_owned)
                .ok_or_else(|| MemoryError::Damaged(format!("a segment of document {document}")))
        })
        .transpose()
}

fn origin(connection: &Connection, unit: i64) -> Result<Origin, MemoryError> {
    let mut statement = connection.prepare_cached(
        "SELECT document.name, unit.import,
                (SELECT min(block.ord) FROM bead_segment AS bs
                     JOIN segment ON segment.id = bs.segment
                     JOIN block ON block.id = segment.block
                 WHERE bs.bead = bead.id AND bs.side = 0),
                coalesce(unit.attributes ->> '$.changeid', unit.attributes ->> '$.creationid',
                         CASE WHEN bead.id IS NULL THEN NULL ELSE change_set.author END),
                coalesce(unit.attributes ->> '$.changedate', unit.attributes ->> '$.creationdate',
                         CASE WHEN bead.id IS NULL THEN NULL ELSE change_set.at END)
         FROM unit JOIN change_set ON change_set.id = unit.change
                   LEFT JOIN bead ON bead.id = unit.bead
                   LEFT JOIN alignment ON alignment.id = bead.alignment
                   LEFT JOIN document ON document.id = alignment.source
         WHERE unit.id = ?1",
    )?;
    Ok(statement.query_row([unit], |row| {
        Ok(Origin {
            document: row.get(0)?,
            import: row.get(1)?,
            block: row.get(2)?,
            author: row.get(3)?,
            date: row.get(4)?,
        })
    })?)
}
