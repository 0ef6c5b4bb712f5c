//! Spans of days as people type them, and the day that a unit is from.

use std::str::FromStr;

use crate::model::{Attributes, TranslationUnit};

/// Some days one after the other, both ends included; open where an end is missing.
///
/// Typed as `2023`, `2023-10`, `2023-10-03`, `A..B`, `..B` or `A..`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// Eight digits that sort as days do; what is missing of a month or year is 0.
    first: String,
    /// The same; what is missing is 9.
    last: String,
}

/// The text names no days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoDays;

impl FromStr for Days {
    type Err = NoDays;

    fn from_str(typed: &str) -> Result<Self, NoDays> {
        let (first, last) = typed.split_once("..").unwrap_or((typed, typed));
        if first.is_empty() && last.is_empty() {
            return Err(NoDays);
        }
        let filled = |part: &str, with: char| {
            let digits = digits(part)?;
            Ok(digits + &with.to_string().repeat(8 - part.replace('-', "").len()))
        };
        let days = Days {
            first: filled(first, '0')?,
            last: filled(last, '9')?,
        };
        if days.first > days.last {
            return Err(NoDays);
        }
        Ok(days)
    }
}

/// Returns the digits of nothing, a year, a month or a day.
fn digits(typed: &str) -> Result<String, NoDays> {
    let parts: Vec<&str> = match typed.len() {
        // As TMX writes days.
        8 if !typed.contains('-') => match (typed.get(..4), typed.get(4..6), typed.get(6..)) {
            (Some(year), Some(month), Some(day)) => vec![year, month, day],
            _ => return Err(NoDays),
        },
        0 => return Ok(String::new()),
        _ => typed.split('-').collect(),
    };
    let most = [9999, 12, 31];
    let fits = |(n, part): (usize, &&str)| {
        let width = if n == 0 { 4 } else { 2 };
        let number: Option<u32> = part.parse().ok();
        let is_number = part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
        is_number && number.is_some_and(|number| (1..=most[n]).contains(&number))
    };
    if parts.len() > 3 || !parts.iter().enumerate().all(fits) {
        return Err(NoDays);
    }
    Ok(parts.concat())
}

impl Days {
    /// Tells whether a date of TMX, or of the shape `2023-10-03…`, is on one of these days. The
    /// hour is not looked at, so a zone neither.
    pub fn contain(&self, date: &str) -> bool {
        day(date).is_some_and(|day| (self.first.as_str()..=self.last.as_str()).contains(&&*day))
    }
}

/// Returns the eight digits of a date's day; `None` where it is no date.
fn day(date: &str) -> Option<String> {
    let digits: String = date.chars().filter(|c| *c != '-').take(8).collect();
    (digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// Returns when a unit was changed last, else made, as it says itself; where it says nothing, the
/// latest that one of its texts says. Dates that are none are passed over.
pub(super) fn date_of(unit: &TranslationUnit) -> Option<&str> {
    let variants = unit.variants.iter();
    let of_texts = variants.filter_map(|tuv| stated(&tuv.attributes));
    stated(&unit.attributes).or_else(|| of_texts.max_by_key(|date| day(date)))
}

fn stated(attributes: &Attributes) -> Option<&str> {
    ["changedate", "creationdate"]
        .into_iter()
        .filter_map(|name| attributes.get(name))
        .find(|date| day(date).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(typed: &str) -> Result<Days, NoDays> {
        typed.parse()
    }

    #[test]
    fn days_are_typed_alone_by_month_by_year_or_from_one_to_another() {
        for (typed, inside, outside) in [
            ("2023", "20231231T235959Z", "20240101T000000Z"),
            ("2023-10", "20231031T000000Z", "20231101T000000Z"),
            ("2023-10-03", "2023-10-03T12:00:00Z", "20231004T000000Z"),
            ("20231003", "20231003", "20231002T000000Z"),
            ("2022..2023-10", "20220101T000000Z", "20231101T000000Z"),
            ("..2023-10-03", "19000101T000000Z", "20231004T000000Z"),
            ("2023-10..", "99991231T000000Z", "20230930T000000Z"),
        ] {
            let days = days(typed).unwrap();
            assert!(days.contain(inside), "{typed}: {inside}");
            assert!(!days.contain(outside), "{typed}: {outside}");
            assert!(!days.contain("yesterday"), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for typed in [
            "",
            "..",
            "23",
            "2023-1",
            "2023-13",
            "2023-10-32",
            "2023-00",
            "octobre",
            "2024..2023",
            "2023-10-03-04",
            "éééé",
            "2023..x",
            "2023...",
        ] {
            assert_eq!(days(typed), Err(NoDays), "{typed}");
        }
    }

    #[test]
    fn a_unit_is_from_the_day_it_was_changed() {
        let with = |pairs: &[(&str, &str)]| -> Attributes { pairs.iter().copied().collect() };
        let mut unit = TranslationUnit {
            variants: vec![
                crate::model::Tuv {
                    attributes: with(&[("creationdate", "20200101T000000Z")]),
                    ..Default::default()
                },
                crate::model::Tuv {
                    attributes: with(&[("changedate", "20210101T000000Z")]),
                    ..Default::default()
                },
            ],
            ..TranslationUnit::default()
        };
        assert_eq!(date_of(&unit), Some("20210101T000000Z"));
        unit.attributes = with(&[("changedate", "soon"), ("creationdate", "20190101T000000Z")]);
        assert_eq!(date_of(&unit), Some("20190101T000000Z"));
        assert_eq!(date_of(&TranslationUnit::default()), None);
    }
}
