//! Merging equal units by a stated policy.
//!
//! Units are equal when they have the same texts with the same codes in the same languages, and
//! state the same source language. Of equal units one stays for each context (the sentences or the
//! key that it stood beside); those without a context go into one that has one. Units of
//! alignments always stay: they are their documents. A reviewed unit never goes into one that is
//! not. What stays takes over the notes and properties that it lacks.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rusqlite::params;
use rusqlite::types::Value;

use super::days::date_of;
use super::rows::{UnitRows, stored_annotations};
use super::units::read_unit;
use super::{Change, MemoryError, UnitFilter};
use crate::model::{
    Annotation, CONFIDENCE_PROPERTY, InlineContent, STATE_PROPERTY, TranslationUnit, Tuv,
};
use crate::text::fingerprint;

/// Which of equal units stays, where nothing else decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// The one that was changed or made last, by its own word; without a date the one that came
    /// last.
    #[default]
    Newest,
    /// The one that was changed or made first.
    Oldest,
}

/// A unit that stayed and those that went into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Number of the unit that stayed.
    pub kept: i64,
    /// Numbers of those that went, ascending.
    pub removed: Vec<i64>,
}

/// An equal unit, loaded.
struct Equal {
    id: i64,
    bead: bool,
    reviewed: bool,
    context: String,
    /// The source language that it states; nothing for an alignment, which serves both ways.
    source: Option<String>,
    /// The digits of its date.
    date: String,
    unit: TranslationUnit,
}

/// The best of the units that stay, as places in a list.
#[derive(Default, Clone, Copy)]
struct Best {
    any: Option<usize>,
    reviewed: Option<usize>,
}

impl Best {
    fn add(&mut self, place: usize, reviewed: bool) {
        self.any.get_or_insert(place);
        if reviewed {
            self.reviewed.get_or_insert(place);
        }
    }

    /// Returns the one that may take a unit in.
    fn for_one(self, reviewed: bool) -> Option<usize> {
        if reviewed { self.reviewed } else { self.any }
    }
}

impl Change<'_> {
    /// Merges equal units and returns what was merged, by the number of the first unit. Reads all
    /// units; holds sixteen bytes for each, and equal ones a group at a time.
    ///
    /// # Errors
    /// When the store cannot be read or written, or what `tick` returns, which is told the number
    /// of units read now and then.
    pub fn dedupe<E: From<MemoryError>>(
        &mut self,
        keep: Keep,
        tick: &mut dyn FnMut(u64) -> Result<(), E>,
    ) -> Result<Vec<Merged>, E> {
        let mut keys: Vec<(u64, i64)> = Vec::new();
        self.units(&UnitFilter::default(), |id, unit| {
            keys.push((fingerprint(key(&unit).as_bytes()), id));
            if keys.len().is_multiple_of(1_024) {
                tick(keys.len() as u64)?;
            }
            Ok::<(), E>(())
        })?;
        keys.sort_unstable();
        let mut merged = Vec::new();
        for alike in keys
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|alike| alike.len() > 1)
        {
            // Equal fingerprints are a hint, not a proof.
            let mut groups: BTreeMap<(String, bool), Vec<Equal>> = BTreeMap::new();
            for (n, (_, id)) in alike.iter().enumerate() {
                if n % 1_024 == 0 {
                    tick(keys.len() as u64)?;
                }
                let (equal, term) = self.load(*id)?;
                let key = (key(&equal.unit), term);
                groups.entry(key).or_default().push(equal);
            }
            for group in groups.into_values() {
                self.merge_group(group, keep, &mut merged)?;
            }
        }
        merged.sort_unstable_by_key(|merged| merged.kept);
        Ok(merged)
    }

    /// Returns a unit, and whether it is a term.
    fn load(&self, id: i64) -> Result<(Equal, bool), MemoryError> {
        let unit = read_unit(self.transaction, id)?.ok_or(MemoryError::NoSuchUnit(id))?;
        let mut statement = self.transaction.prepare_cached(
            "SELECT bead IS NOT NULL,
                    coalesce((SELECT state FROM bead WHERE bead.id = unit.bead), state)
                        IN ('accepted', 'edited'),
                    coalesce(source_language, ''), term
             FROM unit WHERE id = ?1",
        )?;
        let mut rows = statement.query([id])?;
        let row = rows.next()?.ok_or(MemoryError::NoSuchUnit(id))?;
        let date = date_of(&unit).unwrap_or_default();
        let bead = row.get(0)?;
        let equal = Equal {
            id,
            bead,
            reviewed: row.get(1)?,
            context: context(&unit),
            source: if bead { None } else { Some(row.get(2)?) },
            date: date.chars().filter(char::is_ascii_digit).collect(),
            unit,
        };
        Ok((equal, row.get(3)?))
    }

    fn merge_group(
        &mut self,
        mut group: Vec<Equal>,
        keep: Keep,
        merged: &mut Vec<Merged>,
    ) -> Result<(), MemoryError> {
        // The best first.
        group.sort_by(|a, b| {
            let by_date = match keep {
                Keep::Newest => (&b.date, b.id).cmp(&(&a.date, a.id)),
                Keep::Oldest => (&a.date, a.id).cmp(&(&b.date, b.id)),
            };
            (b.reviewed, b.bead)
                .cmp(&(a.reviewed, a.bead))
                .then(by_date)
        });
        // Those with a context first, so that those without find one.
        let (with, without): (Vec<Equal>, Vec<Equal>) = group
            .into_iter()
            .partition(|e| e.bead || !e.context.is_empty());
        let mut kept: Vec<(Equal, Vec<Equal>)> = Vec::new();
        // By source language and context, and by source language alone (context `None`).
        let mut best: BTreeMap<(Option<String>, Option<String>), Best> = BTreeMap::new();
        for equal in with.into_iter().chain(without) {
            let context = (!equal.context.is_empty()).then(|| equal.context.clone());
            let candidates = [equal.source.clone(), None].map(|source| {
                let found = best.get(&(source, context.clone()));
                found.and_then(|best| best.for_one(equal.reviewed))
            });
            let into = candidates.into_iter().flatten().min();
            let into = into.filter(|_| !equal.bead);
            if let Some((_, gone)) = into.and_then(|place| kept.get_mut(place)) {
                gone.push(equal);
                continue;
            }
            for context in [Some(equal.context.clone()), None] {
                let of_kind = best.entry((equal.source.clone(), context)).or_default();
                of_kind.add(kept.len(), equal.reviewed);
            }
            kept.push((equal, Vec::new()));
        }
        for (stays, gone) in kept.into_iter().filter(|(_, gone)| !gone.is_empty()) {
            let mut removed: Vec<i64> = gone.iter().map(|equal| equal.id).collect();
            removed.sort_unstable();
            self.take_over(&stays, &gone)?;
            self.remove_all("unit", removed.iter().copied())?;
            merged.push(Merged {
                kept: stays.id,
                removed,
            });
        }
        Ok(())
    }

    /// Gives the unit that stays the notes and properties of those that go, where it lacks them.
    fn take_over(&mut self, stays: &Equal, gone: &[Equal]) -> Result<(), MemoryError> {
        let mut unit = stays.unit.clone();
        let mut new = Vec::new();
        let mut new_in_texts = false;
        for equal in gone {
            for annotation in &equal.unit.annotations {
                if lacks(&unit.annotations, annotation) {
                    let place = (unit.annotations.len() + unit.variants.len()) as u32;
                    let taken = Annotation {
                        place,
                        ..annotation.clone()
                    };
                    unit.annotations.push(taken.clone());
                    new.push(taken);
                }
            }
            for variant in 0..unit.variants.len() {
                let tuv = &mut unit.variants[variant];
                let mut others = equal.unit.variants.iter();
                let Some(same) = others.find(|other| same_text(tuv, other)) else {
                    continue;
                };
                let before = tuv.annotations.len();
                for annotation in &same.annotations {
                    if lacks(&tuv.annotations, annotation) {
                        tuv.annotations.push(Annotation {
                            place: tuv.annotations.len() as u32 + 1,
                            ..annotation.clone()
                        });
                    }
                }
                if tuv.annotations.len() > before {
                    new_in_texts = true;
                    let annotations = stored_annotations(&tuv.annotations)?;
                    self.alter_tuv(stays.id, variant, annotations)?;
                }
            }
        }
        if new.is_empty() && !new_in_texts {
            return Ok(());
        }
        if stays.bead {
            // Beside what came from elsewhere before; the bead tells its own properties itself. The
            // row is altered even where it stays the same, so that the journal knows the unit.
            let mut stored = self.stored_beside(stays.id)?;
            stored.extend(new);
            let annotations = stored_annotations(&stored)?.map_or(Value::Null, Value::Text);
            return self.alter("unit", stays.id, &[("annotations", annotations)]);
        }
        let rows = UnitRows::of(&unit)?;
        let annotations = rows.annotations.map_or(Value::Null, Value::Text);
        let columns = [
            ("annotations", annotations),
            ("digest", Value::Integer(rows.digest)),
        ];
        self.alter("unit", stays.id, &columns)
    }

    fn stored_beside(&self, unit: i64) -> Result<Vec<Annotation>, MemoryError> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT annotations FROM unit WHERE id = ?1")?;
        let mut rows = statement.query([unit])?;
        match rows.next()? {
            Some(row) => super::rows::read_annotations(super::rows::text(row, 0)?),
            None => Err(MemoryError::NoSuchUnit(unit)),
        }
    }

    /// Alters the annotations of a text; `variant` indexes the unit's variants.
    fn alter_tuv(
        &mut self,
        unit: i64,
        variant: usize,
        annotations: Option<String>,
    ) -> Result<(), MemoryError> {
        let row: i64 = self
            .transaction
            .prepare_cached("SELECT id FROM tuv WHERE unit = ?1 ORDER BY place LIMIT 1 OFFSET ?2")?
            .query_row(params![unit, variant], |row| row.get(0))?;
        let annotations = annotations.map_or(Value::Null, Value::Text);
        self.alter("tuv", row, &[("annotations", annotations)])
    }
}

/// Returns what the texts of equal units have in common: each language with its text.
fn key(unit: &TranslationUnit) -> String {
    let mut sides: Vec<(String, String)> = unit
        .variants
        .iter()
        .map(|tuv| {
            let language = tuv.language().map(|tag| tag.to_string());
            let written = || tuv.language_as_written().unwrap_or_default().to_owned();
            let content = tuv.content.as_ref().map(InlineContent::canonical);
            let content = content.unwrap_or_else(|| "\u{1}none".to_owned());
            (language.unwrap_or_else(written), content)
        })
        .collect();
    sides.sort_unstable();
    let mut key = String::new();
    for (language, content) in sides {
        let _ = write!(key, "\u{2}{language}\u{3}{content}");
    }
    key
}

/// Returns what a unit says of the sentences or the key that it stood beside; empty where it says
/// nothing.
fn context(unit: &TranslationUnit) -> String {
    let mut all: Vec<String> = unit
        .variants
        .iter()
        .flat_map(|tuv| &tuv.annotations)
        .chain(&unit.annotations)
        .filter_map(|annotation| {
            let kind = annotation.attributes.get("type")?;
            is_context(kind).then(|| format!("{kind}\u{1}{}", annotation.content.plain()))
        })
        .collect();
    all.sort_unstable();
    all.join("\u{2}")
}

/// Tells whether a property of this type says beside what a unit stood, in the words of any of the
/// tools in `docs/formats/tmx.md`.
fn is_context(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    let kind = kind.strip_prefix("x-").unwrap_or(&kind);
    matches!(
        kind,
        "prev" | "next" | "id" | "file" | "path" | "idcontext" | "resname"
    ) || kind.starts_with("context")
        || kind.starts_with("prev-")
        || kind.starts_with("next-")
        || kind.ends_with("md5segment")
        || kind.ends_with(":context")
}

/// Tells whether a unit lacks an annotation that another has. What a unit says of its own review
/// is its own.
fn lacks(annotations: &[Annotation], other: &Annotation) -> bool {
    let own = matches!(
        other.attributes.get("type"),
        Some(STATE_PROPERTY | CONFIDENCE_PROPERTY)
    );
    !own && !annotations.iter().any(|annotation| {
        annotation.name == other.name
            && annotation.attributes == other.attributes
            && annotation.content == other.content
    })
}

fn same_text(a: &Tuv, b: &Tuv) -> bool {
    a.language() == b.language() && a.content == b.content
}
