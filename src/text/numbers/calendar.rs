//! Dates: `mardi 3 octobre 2023`, `Tuesday, October 3, 2023`, `03/10/2023`, `2023-10-03`, and
//! their parts: a weekday, a month, a month with its year.

use std::ops::Range;

use super::rewriting::de_before;
use super::scan::{digits_at, skip_spaces, word_at};
use super::shared::joint_after;
use super::vocabulary::{NameForm, month, month_name, weekday, weekday_name};
use super::{Convention, Edit};

/// A date or a part of one; each part with its place in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Date {
    /// From Monday, 0.
    weekday: Option<Part>,
    /// Earlier days of the same month, ascending: `4` of `du 4 au 6 mai`.
    earlier: Vec<Part>,
    day: Option<Part>,
    /// From January, 1.
    month: Option<Part>,
    year: Option<Part>,
    form: Form,
}

/// A part of a date and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    value: u32,
    range: Range<usize>,
}

/// How the month is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Form {
    /// By its name.
    #[default]
    Name,
    /// By an abbreviation of its name.
    Short,
    /// In figures.
    Figures,
}

impl Date {
    /// Tells whether two dates have the same parts with the same values.
    pub fn same_day(&self, other: &Date) -> bool {
        self.values() == other.values() && self.earlier_days().eq(other.earlier_days())
    }

    fn earlier_days(&self) -> impl Iterator<Item = u32> + '_ {
        self.earlier.iter().map(|part| part.value)
    }

    fn values(&self) -> [Option<u32>; 4] {
        self.parts().map(|part| part.map(|part| part.value))
    }

    fn parts(&self) -> [Option<&Part>; 4] {
        [&self.weekday, &self.day, &self.month, &self.year].map(Option::as_ref)
    }

    /// Returns the edits that write `new` in the place of this date, part by part, so that order
    /// and separators stay. `None` where `new` has other parts than `old`.
    pub(super) fn rewritten(
        &self,
        text: &str,
        convention: Convention,
        old: &Date,
        new: &Date,
    ) -> Option<Vec<Edit>> {
        let mut edits = Vec::new();
        let days = self.earlier.len();
        if days != old.earlier.len() || days != new.earlier.len() {
            return None;
        }
        for (here, day) in self.earlier.iter().zip(new.earlier_days()) {
            let written = &text[here.range.clone()];
            let day = self.written_day(day, written, convention);
            edits.push((here.range.clone(), day));
        }
        let (old, new) = (old.values(), new.values());
        for (n, here) in self.parts().into_iter().enumerate() {
            match (here, old[n], new[n]) {
                (None, None, None) => {}
                (Some(here), Some(_), Some(value)) if here.value == value => {}
                (Some(here), Some(_), Some(value)) => {
                    let written = &text[here.range.clone()];
                    let edit = match n {
                        0 => {
                            let plural = if written.ends_with('s') { "s" } else { "" };
                            let name = weekday_name(value as u8, convention);
                            like_case(name, written) + plural
                        }
                        1 => self.written_day(value, written, convention),
                        2 => self.written_month(value, written, convention),
                        _ => value.to_string(),
                    };
                    let joint = (n == 2 && convention == Convention::French)
                        .then(|| joint_before(text, here.range.start))
                        .flatten();
                    match joint {
                        Some(start) => {
                            let de = de_before(&edit)?;
                            let range = start..here.range.end;
                            edits.push((range, format!("{de}{edit}")));
                        }
                        None => edits.push((here.range.clone(), edit)),
                    }
                }
                _ => return None,
            }
        }
        edits.sort_by_key(|(range, _)| range.start);
        Some(edits)
    }

    fn written_day(&self, day: u32, written: &str, convention: Convention) -> String {
        let has_suffix = written.ends_with(char::is_alphabetic);
        match convention {
            _ if self.form == Form::Figures => figures(day, written),
            Convention::French if day == 1 => "1er".to_owned(),
            Convention::English if has_suffix => format!("{day}{}", english_suffix(day)),
            _ if written.starts_with('0') => format!("{day:02}"),
            _ => day.to_string(),
        }
    }

    fn written_month(&self, month: u32, written: &str, convention: Convention) -> String {
        match self.form {
            Form::Figures => figures(month, written),
            Form::Name => like_case(month_name(month as u8, NameForm::Full, convention), written),
            Form::Short => {
                let short = month_name(month as u8, NameForm::Short, convention);
                let full = month_name(month as u8, NameForm::Full, convention);
                let dot = if written.ends_with('.') && short != full {
                    "."
                } else {
                    ""
                };
                format!("{}{dot}", like_case(short, written))
            }
        }
    }
}

/// Returns where a `de` or `d’` begins that stands before `at`.
fn joint_before(text: &str, at: usize) -> Option<usize> {
    let joint = ["de ", "d’", "d'"].into_iter();
    let mut joint = joint.filter_map(|de| text[..at].strip_suffix(de));
    let before = joint.next()?;
    (!before.ends_with(char::is_alphanumeric)).then_some(before.len())
}

/// Returns the ending of an English ordinal in figures.
pub(super) fn english_suffix(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// Gives a name the capital of the one it replaces.
fn like_case(name: &str, written: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if written.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => name.to_owned(),
    }
}

/// Writes a day or month of a date in figures: one digit only where the old one had one.
fn figures(number: u32, written: &str) -> String {
    if written.len() == 1 {
        number.to_string()
    } else {
        format!("{number:02}")
    }
}

/// Reads a date that begins at `at`, where a digit or a letter stands.
pub(super) fn date_at(
    text: &str,
    at: usize,
    convention: Convention,
) -> Option<(Range<usize>, Date)> {
    if text[at..].starts_with(|c: char| c.is_ascii_digit()) {
        return in_figures(text, at, convention)
            .or_else(|| day_first(text, at, convention))
            .map(|(end, date)| (at..end, date));
    }
    let word = word_at(text, at);
    if let Some(value) = weekday(word, convention) {
        return Some(from_weekday(text, at, word, u32::from(value), convention));
    }
    month_first(text, at, convention).map(|(end, date)| (at..end, date))
}

/// Reads a weekday and the date that may follow it.
fn from_weekday(
    text: &str,
    at: usize,
    word: &str,
    value: u32,
    convention: Convention,
) -> (Range<usize>, Date) {
    let end = at + word.len();
    let weekday = Some(Part {
        value,
        range: at..end,
    });
    let comma = if text[end..].starts_with(',') {
        end + 1
    } else {
        end
    };
    let start = skip_spaces(text, comma);
    let follows = (start > comma).then(|| {
        day_first(text, start, convention)
            .or_else(|| month_first(text, start, convention))
            .filter(|(_, date)| date.day.is_some())
    });
    if let Some((end, date)) = follows.flatten() {
        return (at..end, Date { weekday, ..date });
    }
    // `lundi 3 au mercredi 5 juin`
    let before_weekday = |day: &Part| {
        let joint = joint_after(text, day.range.end, convention);
        joint.is_some_and(|(next, _)| self::weekday(word_at(text, next), convention).is_some())
    };
    let day = (start > comma)
        .then(|| day_at(text, start, convention))
        .flatten()
        .filter(before_weekday);
    let end = day.as_ref().map_or(end, |day| day.range.end);
    (
        at..end,
        Date {
            weekday,
            day,
            ..Date::default()
        },
    )
}

/// Reads `3 octobre 2023`, `1er avril`, `3rd of October 2023`, `4, 5 et 6 mai`.
fn day_first(text: &str, at: usize, convention: Convention) -> Option<(usize, Date)> {
    let (day, earlier) = days_at(text, at, convention)?;
    let mut start = skip_spaces(text, day.range.end);
    if convention == Convention::English {
        if word_at(text, start) == "day" {
            start = skip_spaces(text, start + 3);
        }
        if word_at(text, start) == "of" {
            start = skip_spaces(text, start + 2);
        }
    }
    if start == day.range.end {
        return None;
    }
    let (month, form) = month_at(text, start, convention)?;
    let mut end = month.range.end;
    let year = year_after(text, end, convention);
    end = year.as_ref().map_or(end, |year| year.range.end);
    Some((
        end,
        Date {
            weekday: None,
            earlier,
            day: Some(day),
            month: Some(month),
            year,
            form,
        },
    ))
}

/// Reads days of one month, ascending: the last one, and those before it. A comma alone joins
/// no two days.
fn days_at(text: &str, at: usize, convention: Convention) -> Option<(Part, Vec<Part>)> {
    let mut days = vec![day_in_list(text, at, convention)?];
    let mut whole = 1;
    while let Some(last) = days.last() {
        let Some((next, comma)) = joint_after(text, last.range.end, convention) else {
            break;
        };
        let later = day_in_list(text, next, convention).filter(|day| day.value > last.value);
        let Some(day) = later else { break };
        days.push(day);
        if !comma {
            whole = days.len();
        }
        // A list of days is short.
        if days.len() > 31 {
            return None;
        }
    }
    days.truncate(whole);
    let last = days.pop()?;
    let alone = !is_in_number(text, last.range.end);
    alone.then_some((last, days))
}

/// Reads `October 3, 2023`, `October 3`, `octobre 2023`, `octobre`.
fn month_first(text: &str, at: usize, convention: Convention) -> Option<(usize, Date)> {
    let (month, form) = month_at(text, at, convention)?;
    let mut date = Date {
        form,
        ..Date::default()
    };
    let mut end = month.range.end;
    let start = skip_spaces(text, end);
    if convention == Convention::English
        && start > end
        && let Some((day, earlier)) = days_at(text, start, convention)
    {
        end = day.range.end;
        date.day = Some(day);
        date.earlier = earlier;
    }
    date.year = year_after(text, end, convention);
    end = date.year.as_ref().map_or(end, |year| year.range.end);
    let alone = date.day.is_none() && date.year.is_none();
    // A lone short form is too often something else, and so is a word that opens a sentence.
    if alone && (form == Form::Short || (at == 0 && convention == Convention::English)) {
        return None;
    }
    date.month = Some(month);
    Some((end, date))
}

/// Reads a day of the month with its ordinal ending, after which no number goes on.
fn day_at(text: &str, at: usize, convention: Convention) -> Option<Part> {
    day_in_list(text, at, convention).filter(|day| !is_in_number(text, day.range.end))
}

/// Reads a day of the month with its ordinal ending.
fn day_in_list(text: &str, at: usize, convention: Convention) -> Option<Part> {
    let digits = digits_at(text, at);
    let value: u32 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    if digits.len() > 2 {
        return None;
    }
    let end = at + digits.len();
    let suffix = word_at(text, end);
    let known = match convention {
        Convention::French => suffix == "er" && value == 1,
        Convention::English => suffix == english_suffix(value),
    };
    if !suffix.is_empty() && !known {
        return None;
    }
    Some(Part {
        value,
        range: at..end + suffix.len(),
    })
}

/// Tells whether a number goes on at `at`: a separator with a digit after it.
fn is_in_number(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    matches!(chars.next(), Some(',' | '.' | ':' | '/' | '-'))
        && chars.next().is_some_and(|c| c.is_ascii_digit())
}

fn month_at(text: &str, at: usize, convention: Convention) -> Option<(Part, Form)> {
    let word = word_at(text, at);
    let (value, form) = month(word, convention)?;
    let mut end = at + word.len();
    if form == NameForm::Short && text[end..].starts_with('.') {
        end += 1;
    }
    let form = match form {
        NameForm::Full => Form::Name,
        NameForm::Short => Form::Short,
    };
    Some((
        Part {
            value: u32::from(value),
            range: at..end,
        },
        form,
    ))
}

/// Reads the year after a month or a day: ` 2023`, in English also `, 2023`.
fn year_after(text: &str, end: usize, convention: Convention) -> Option<Part> {
    let comma = convention == Convention::English && text[end..].starts_with(',');
    let after = end + usize::from(comma);
    let start = skip_spaces(text, after);
    let digits = digits_at(text, start);
    let stop = start + digits.len();
    let value: u32 = digits
        .parse()
        .ok()
        .filter(|year| (1000..=2999).contains(year))?;
    let ends = !text[stop..].starts_with(char::is_alphanumeric);
    (start > after && digits.len() == 4 && ends).then_some(Part {
        value,
        range: start..stop,
    })
}

/// Reads `2023-10-03`, and with the day first `03/10/2023` and `03.10.2023`.
///
/// English writes day and month in figures in either order; only where one of them is above 12
/// is the date certain, and then only with the day first.
fn in_figures(text: &str, at: usize, convention: Convention) -> Option<(usize, Date)> {
    let first = digits_at(text, at);
    let mark = text[at + first.len()..]
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '/' | '.'))?;
    let second_at = at + first.len() + 1;
    let second = digits_at(text, second_at);
    let rest = text[second_at + second.len()..].strip_prefix(mark)?;
    let third = digits_at(rest, 0);
    let third_at = second_at + second.len() + 1;
    let end = third_at + third.len();
    if text[end..].starts_with(char::is_alphanumeric) || is_in_number(text, end) {
        return None;
    }
    let part = |digits: &str, at: usize| {
        digits.parse().ok().map(|value| Part {
            value,
            range: at..at + digits.len(),
        })
    };
    let (day, year) = match (first.len(), second.len(), third.len()) {
        (4, 2, 2) if mark == '-' => (part(third, third_at)?, part(first, at)?),
        (1..=2, 1..=2, 4) if mark != '-' => (part(first, at)?, part(third, third_at)?),
        _ => return None,
    };
    let month = part(second, second_at)?;
    let certain = convention == Convention::French || first.len() == 4 || day.value > 12;
    let valid = (1..=31).contains(&day.value)
        && (1..=12).contains(&month.value)
        && (1000..=2999).contains(&year.value);
    (certain && valid).then_some((
        end,
        Date {
            weekday: None,
            earlier: Vec::new(),
            day: Some(day),
            month: Some(month),
            year: Some(year),
            form: Form::Figures,
        },
    ))
}
