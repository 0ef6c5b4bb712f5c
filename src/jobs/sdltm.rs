//! Units of a memory of Trados Studio: its rows from `memory`, its segments from `exchange`.

use std::path::Path;

use crate::exchange::sdltm::segment;
use crate::exchange::{Diagnostics, ExchangeError, Location, ReadUnit, ReadUnits};
use crate::memory::{MemoryError, Sdltm, SdltmRow};
use crate::messages::{Explain, Message};
use crate::model::{Annotation, TranslationUnit, Tuv};

/// A memory of Trados Studio being read.
pub(super) struct SdltmUnits {
    rows: Sdltm,
    diagnostics: Diagnostics,
    ordinal: u64,
}

/// Types of fields as Trados Studio numbers them, and as its TMX calls them.
const FIELD_TYPES: [(i64, &str); 6] = [
    (1, "SingleString"),
    (2, "MultipleString"),
    (3, "DateTime"),
    (4, "SinglePicklist"),
    (5, "MultiplePicklist"),
    (6, "Integer"),
];

impl SdltmUnits {
    pub(super) fn open(path: &Path) -> Result<Self, ExchangeError> {
        Ok(SdltmUnits {
            rows: Sdltm::open(path).map_err(database)?,
            diagnostics: Diagnostics::default(),
            ordinal: 0,
        })
    }
}

impl ReadUnits for SdltmUnits {
    /// A place is the number of the unit in the memory.
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        let Some(row) = self.rows.next_row().map_err(database)? else {
            return Ok(None);
        };
        self.ordinal += 1;
        let at = Location {
            line: row.id.try_into().unwrap_or_default(),
            column: 1,
            unit: Some(self.ordinal),
        };
        let unit = unit(&row, &mut |message| self.diagnostics.lose(at, message));
        Ok(Some(ReadUnit {
            unit,
            line: at.line,
            column: at.column,
            ordinal: self.ordinal,
        }))
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

fn unit(row: &SdltmRow, lose: &mut dyn FnMut(Message)) -> TranslationUnit {
    let fields = row.fields.iter().map(|(name, kind, value)| {
        let known = FIELD_TYPES.iter().find(|(number, _)| number == kind);
        let kind = known.map_or("SingleString", |(_, name)| name);
        Annotation::property(&format!("x-{name}:{kind}"), value)
    });
    let last_used_by = row.people[2].as_deref().filter(|name| !name.is_empty());
    let last_used_by = last_used_by.map(|name| Annotation::property("x-LastUsedBy", name));
    let annotations = last_used_by.into_iter().chain(fields).collect();
    let mut variants = Vec::new();
    for (language, text) in row.languages.iter().zip(&row.segments) {
        let language = Some(language.as_str()).filter(|language| !language.is_empty());
        if text.is_empty() {
            continue;
        }
        match segment(text) {
            Ok(content) => variants.push(Tuv::of(language, content)),
            Err(_) => lose(Message::new("sdltm-segment")),
        }
    }
    let mut unit = TranslationUnit::of_parts(annotations, variants);
    let dates = row
        .dates
        .iter()
        .map(|date| date.as_deref().map(date_of_tmx));
    let [created, changed, used] = ["creationdate", "changedate", "lastusagedate"];
    for (name, date) in [created, changed, used].iter().zip(dates) {
        if let Some(date) = date {
            unit.attributes.set(name, date);
        }
    }
    for (name, person) in ["creationid", "changeid"].iter().zip(&row.people) {
        if let Some(person) = person.as_deref().filter(|name| !name.is_empty()) {
            unit.attributes.set(name, person);
        }
    }
    if let Some(uses) = row.uses {
        unit.attributes.set("usagecount", uses.to_string());
    }
    if let Some(source) = row.languages.first().filter(|tag| !tag.is_empty()) {
        unit.attributes.set("srclang", source.as_str());
    }
    unit
}

/// Returns `2024-03-01 10:20:30` as TMX writes it; anything else as it is.
fn date_of_tmx(date: &str) -> String {
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    match (digits.get(..8), digits.get(8..14)) {
        (Some(day), Some(clock)) => format!("{day}T{clock}Z"),
        _ => date.to_owned(),
    }
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err wants"
)]
fn database(error: MemoryError) -> ExchangeError {
    ExchangeError::Database(match error {
        // What that one says is of memories of our own.
        MemoryError::NotAMemory(_) => Message::new("sdltm-tables"),
        error => error.explain(),
    })
}
