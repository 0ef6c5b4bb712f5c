//! Merging equal units by a stated policy.
//!
//! Units are equal when they have the same texts with the same codes in the same languages, and
//! state the same source language. Of equal units one stays for each context (the sentences or the
//! key that it stood beside); those without a context go into one that has one. Units of
//! alignments always stay: they are their documents. A reviewed unit never goes into one that is
//! not. What stays takes over the notes and properties that it lacks.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

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
    date: String,
    unit: TranslationUnit,
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
            tick(keys.len() as u64)?;
            // Equal fingerprints are a hint, not a proof.
            let mut groups: BTreeMap<String, Vec<Equal>> = BTreeMap::new();
            for (_, id) in alike {
                let equal = self.load(*id)?;
                groups.entry(key(&equal.unit)).or_default().push(equal);
            }
            for group in groups.into_values() {
                self.merge_group(group, keep, &mut merged)?;
            }
        }
        merged.sort_unstable_by_key(|merged| merged.kept);
        Ok(merged)
    }

    fn load(&self, id: i64) -> Result<Equal, MemoryError> {
        let unit = read_unit(self.transaction, id)?.ok_or(MemoryError::NoSuchUnit(id))?;
        let found: Option<(bool, bool)> = self
            .transaction
            .prepare_cached(
                "SELECT bead IS NOT NULL,
                        coalesce((SELECT state FROM bead WHERE bead.id = unit.bead), state)
                            IN ('accepted', 'edited')
                 FROM unit WHERE id = ?1",
            )?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (bead, reviewed) = found.ok_or(MemoryError::NoSuchUnit(id))?;
        let date = unit.attributes.get("changedate");
        let date = date.or_else(|| unit.attributes.get("creationdate"));
        Ok(Equal {
            id,
            bead,
            reviewed,
            context: context(&unit),
            date: date.unwrap_or_default().replace(['-', ':'], ""),
            unit,
        })
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
        let mut kept: Vec<(Equal, Vec<Equal>)> = Vec::new();
        // Those with a context first, so that those without find one.
        let (with, without): (Vec<Equal>, Vec<Equal>) = group
            .into_iter()
            .partition(|e| e.bead || !e.context.is_empty());
        for equal in with.into_iter().chain(without) {
            let takes = |other: &Equal| {
                (equal.context.is_empty() || other.context == equal.context)
                    && (other.reviewed || !equal.reviewed)
            };
            match kept
                .iter_mut()
                .find(|(other, _)| !equal.bead && takes(other))
            {
                Some((_, gone)) => gone.push(equal),
                None => kept.push((equal, Vec::new())),
            }
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
        let end = |unit: &TranslationUnit| unit.annotations.len() + unit.variants.len();
        for equal in gone {
            for annotation in &equal.unit.annotations {
                if lacks(&unit.annotations, annotation) {
                    let place = end(&unit) as u32;
                    let taken = Annotation {
                        place,
                        ..annotation.clone()
                    };
                    unit.annotations.push(taken.clone());
                    new.push(taken);
                }
            }
            for tuv in &mut unit.variants {
                let Some(same) = equal
                    .unit
                    .variants
                    .iter()
                    .find(|other| same_text(tuv, other))
                else {
                    continue;
                };
                let before = tuv.annotations.len();
                for annotation in &same.annotations {
                    if lacks(&tuv.annotations, annotation) {
                        let place = tuv.annotations.len() as u32 + 1;
                        tuv.annotations.push(Annotation {
                            place,
                            ..annotation.clone()
                        });
                    }
                }
                if tuv.annotations.len() > before {
                    self.alter_tuv_annotations(stays.id, tuv)?;
                }
            }
        }
        if stays.bead {
            if new.is_empty() {
                return Ok(());
            }
            // Beside what came from elsewhere before; the bead tells its own properties itself.
            let mut stored = self.stored_beside(stays.id)?;
            stored.extend(new);
            let annotations = stored_annotations(&stored)?.map_or(Value::Null, Value::Text);
            return self.alter("unit", stays.id, &[("annotations", annotations)]);
        }
        let rows = UnitRows::of(&unit)?;
        self.alter(
            "unit",
            stays.id,
            &[
                (
                    "annotations",
                    rows.annotations.map_or(Value::Null, Value::Text),
                ),
                ("digest", Value::Integer(rows.digest)),
            ],
        )
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

    fn alter_tuv_annotations(&mut self, unit: i64, tuv: &Tuv) -> Result<(), MemoryError> {
        let row: i64 = self
            .transaction
            .prepare_cached("SELECT id FROM tuv WHERE unit = ?1 AND place = ?2")?
            .query_row(params![unit, tuv.place], |row| row.get(0))?;
        let annotations = stored_annotations(&tuv.annotations)?.map_or(Value::Null, Value::Text);
        self.alter("tuv", row, &[("annotations", annotations)])
    }
}

/// Returns what equal units have in common: source language, and each language with its text.
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
    let mut key = unit
        .attributes
        .get("srclang")
        .unwrap_or_default()
        .to_owned();
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
