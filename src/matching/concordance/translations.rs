//! By what a phrase was translated, counted.

use std::collections::BTreeMap;

use crate::text::typographic_key;

/// Numbers of units that are kept with each translation.
const UNITS: usize = 5;

/// A translation of a phrase, and how often it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// As it was written most often; `None` for hits without a marked translation.
    pub translation: Option<String>,
    /// In how many hits.
    pub count: u64,
    /// The first few: which of the memories, number of the unit.
    pub units: Vec<(usize, i64)>,
}

/// Counts translations, whatever their case and typography.
#[derive(Debug, Default)]
pub struct Ranking {
    groups: BTreeMap<Option<String>, Group>,
    total: u64,
}

#[derive(Debug, Default)]
struct Group {
    count: u64,
    /// How often each way of writing it was met, and when first.
    written: BTreeMap<String, (u64, u64)>,
    units: Vec<(usize, i64)>,
}

impl Ranking {
    /// Takes the marked parts of a hit's other text; several are one translation with gaps.
    pub fn add(&mut self, marked: &[&str], unit: (usize, i64)) {
        self.total += 1;
        let written = (!marked.is_empty()).then(|| marked.join(" … "));
        let key = written
            .as_deref()
            .map(|text| typographic_key(text).to_lowercase());
        let group = self.groups.entry(key).or_default();
        group.count += 1;
        if let Some(written) = written {
            group.written.entry(written).or_insert((0, self.total)).0 += 1;
        }
        if group.units.len() < UNITS && group.units.last() != Some(&unit) {
            group.units.push(unit);
        }
    }

    /// Returns how many hits were counted.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Returns the translations, the most frequent first, then by alphabet.
    pub fn ranked(self) -> Vec<Ranked> {
        let mut groups: Vec<_> = self.groups.into_iter().collect();
        groups.sort_by(|(a, one), (b, other)| other.count.cmp(&one.count).then(a.cmp(b)));
        let ranked = groups.into_iter().map(|(_, group)| {
            // Most often, else first.
            let order = |(_, (count, first)): &(String, (u64, u64))| (*count, u64::MAX - first);
            Ranked {
                translation: group
                    .written
                    .into_iter()
                    .max_by_key(order)
                    .map(|(text, _)| text),
                count: group.count,
                units: group.units,
            }
        });
        ranked.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_are_counted_whatever_their_case_and_typography() {
        let mut ranking = Ranking::default();
        for (unit, marked) in [
            (1, &["l’aide"][..]),
            (2, &["L'aide"]),
            (3, &[]),
            (4, &["l’aide"]),
            (5, &["a", "secours"]),
        ] {
            ranking.add(marked, (0, unit));
        }
        assert_eq!(ranking.total(), 5);
        let ranked = ranking.ranked();
        let list: Vec<_> = (ranked.iter())
            .map(|r| (r.translation.as_deref(), r.count))
            .collect();
        assert_eq!(
            list,
            [(Some("l’aide"), 3), (None, 1), (Some("a … secours"), 1)]
        );
        assert_eq!(ranked[0].units, [(0, 1), (0, 2), (0, 4)]);
    }
}
