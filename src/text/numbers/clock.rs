//! Times of the day: `14 h 30`, `14:30`, `2:30 p.m.`

use std::ops::Range;

use super::Convention;
use super::scan::{digits_at, skip_spaces, word_at};

/// A time of the day with the way it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// 0 to 23.
    hour: u8,
    /// 0 to 59.
    minute: u8,
    style: Style,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Style {
    /// `14 h 30`: what stands before and after the `h`.
    Letter { before: String, after: String },
    /// `14:30`, with two digits for an hour below ten or not.
    Colon { padded: bool },
    /// `2:30 p.m.`: colon or full stop, the space, the mark for the morning and for the
    /// afternoon; whether full hours have `:00`.
    Halves {
        colon: char,
        space: String,
        marks: [&'static str; 2],
        zeros: bool,
    },
    /// `14 heures 30`, said after `à`; whether a space follows the word before minutes.
    Hours { space: String },
    /// `2` of `2 to 4 p.m.`, `14` of `14 à 16 h`: the mark of the next time is meant too.
    /// Morning or afternoon in English.
    Lent { half: Option<bool> },
}

/// The ways to write morning and afternoon.
const HALVES: [[&str; 2]; 4] = [
    ["a.m.", "p.m."],
    ["am", "pm"],
    ["A.M.", "P.M."],
    ["AM", "PM"],
];

impl Time {
    /// Tells whether two times are the same.
    pub fn same_time(&self, other: &Time) -> bool {
        (self.hour, self.minute) == (other.hour, other.minute)
    }

    /// Returns another time written as this one is.
    ///
    /// `None` for a time that borrows its mark from the next one and cannot say the new one.
    pub(super) fn written_like(&self, new: &Time) -> Option<String> {
        let (hour, minute) = (new.hour, new.minute);
        Some(match &self.style {
            Style::Hours { space } => {
                let plural = if hour < 2 { "" } else { "s" };
                let minutes = match minute {
                    0 => String::new(),
                    minute => format!(" {minute:02}"),
                };
                format!("{hour}{space}heure{plural}{minutes}")
            }
            Style::Lent { half: None } if minute == 0 => hour.to_string(),
            Style::Lent { half: Some(half) } if *half == (hour >= 12) => {
                let hour = (hour + 11) % 12 + 1;
                match minute {
                    0 => hour.to_string(),
                    minute => format!("{hour}:{minute:02}"),
                }
            }
            Style::Lent { .. } => return None,
            Style::Letter { before, .. } if minute == 0 => format!("{hour}{before}h"),
            Style::Letter { before, after } => format!("{hour}{before}h{after}{minute:02}"),
            Style::Colon { padded: true } => format!("{hour:02}:{minute:02}"),
            Style::Colon { padded: false } => format!("{hour}:{minute:02}"),
            Style::Halves {
                colon,
                space,
                marks,
                zeros,
            } => {
                let mark = marks[usize::from(hour >= 12)];
                let hour = (hour + 11) % 12 + 1;
                if minute == 0 && !zeros {
                    format!("{hour}{space}{mark}")
                } else {
                    format!("{hour}{colon}{minute:02}{space}{mark}")
                }
            }
        })
    }

    /// Returns the time that `hour` (and `minute`) is where this time's mark is meant for it too:
    /// `2 to 4 p.m.`, `14 à 16 h`. `None` where the mark may be another: `10 to 3 p.m.`.
    pub(super) fn lends_to(&self, hour: u32, minute: u8) -> Option<Time> {
        let hour = u8::try_from(hour).ok()?;
        match &self.style {
            Style::Halves { .. } => {
                let afternoon = self.hour >= 12;
                let hour = Some(hour).filter(|hour| (1..=12).contains(hour))?;
                let hour = hour % 12 + if afternoon { 12 } else { 0 };
                let style = Style::Lent {
                    half: Some(afternoon),
                };
                ((hour, minute) < (self.hour, self.minute)).then_some(Time {
                    hour,
                    minute,
                    style,
                })
            }
            Style::Letter { .. } | Style::Hours { .. } if minute == 0 && hour < 24 => Some(Time {
                hour,
                minute,
                style: Style::Lent { half: None },
            }),
            _ => None,
        }
    }

    /// Returns hour and minute where only a colon says that this is a time.
    pub(super) fn bare(&self) -> Option<(u32, u8)> {
        matches!(self.style, Style::Colon { .. }).then_some((u32::from(self.hour), self.minute))
    }
}

/// Reads a time that begins at `at`, where digits stand.
pub(super) fn time_at(
    text: &str,
    at: usize,
    convention: Convention,
) -> Option<(Range<usize>, Time)> {
    let digits = digits_at(text, at);
    let hour: u8 = digits
        .parse()
        .ok()
        .filter(|hour| *hour < 24 && digits.len() <= 2)?;
    let end = at + digits.len();
    if convention == Convention::French
        && let Some(found) = french(text, at, end, hour)
    {
        return Some(found);
    }
    let after = |colon: char| minutes_after(text, end, colon);
    // `2.30` is a number, `2.30 p.m.` a time.
    let readings = [(':', after(':')), ('.', after('.')), (':', Some((0, end)))];
    for (colon, reading) in readings {
        if let Some((minute, stop)) = reading
            && let Some((mut style, afternoon, stop)) = halves(text, stop, colon)
        {
            if let Style::Halves { zeros, .. } = &mut style {
                *zeros = minute == 0 && text[end..].starts_with(colon);
            }
            let hour = Some(hour).filter(|hour| (1..=12).contains(hour))?;
            let hour = hour % 12 + if afternoon { 12 } else { 0 };
            return Some((
                at..stop,
                Time {
                    hour,
                    minute,
                    style,
                },
            ));
        }
    }
    let (minute, end) = after(':')?;
    let style = Style::Colon {
        padded: hour >= 10 || digits.len() == 2,
    };
    Some((
        at..end,
        Time {
            hour,
            minute,
            style,
        },
    ))
}

/// Reads `h 30` after the hour.
fn french(text: &str, at: usize, end: usize, hour: u8) -> Option<(Range<usize>, Time)> {
    if let Some(found) = in_hours(text, at, end, hour) {
        return Some(found);
    }
    let letter = skip_spaces(text, end);
    let after = text[letter..].strip_prefix('h')?;
    if after.starts_with(char::is_alphabetic) || text[end..letter].chars().count() > 1 {
        return None;
    }
    let before = text[end..letter].to_owned();
    let gap = skip_spaces(text, letter + 1);
    let digits = digits_at(text, gap);
    let minute: Option<u8> = digits.parse().ok().filter(|m| *m < 60 && digits.len() == 2);
    let (after, stop) = match minute {
        Some(_) => (text[letter + 1..gap].to_owned(), gap + digits.len()),
        None => (before.clone(), letter + 1),
    };
    let style = Style::Letter { before, after };
    Some((
        at..stop,
        Time {
            hour,
            minute: minute.unwrap_or(0),
            style,
        },
    ))
}

/// Reads `14 heures 30` where it is a time of the day: after `à` and not before `de`.
fn in_hours(text: &str, at: usize, end: usize, hour: u8) -> Option<(Range<usize>, Time)> {
    let said = text[..at].trim_end().rsplit(char::is_whitespace).next();
    let start = skip_spaces(text, end);
    let word = word_at(text, start);
    let known = matches!(word, "heure" | "heures");
    if !known || start == end || !matches!(said, Some("à" | "À")) {
        return None;
    }
    let mut stop = start + word.len();
    let gap = skip_spaces(text, stop);
    let digits = digits_at(text, gap);
    let minute: Option<u8> = digits.parse().ok().filter(|m| *m < 60 && digits.len() == 2);
    if minute.is_some() {
        stop = gap + digits.len();
    } else if ["de ", "d’", "d'", "du ", "près"]
        .iter()
        .any(|de| text[gap..].starts_with(de))
    {
        return None;
    }
    let style = Style::Hours {
        space: text[end..start].to_owned(),
    };
    Some((
        at..stop,
        Time {
            hour,
            minute: minute.unwrap_or(0),
            style,
        },
    ))
}

fn minutes_after(text: &str, end: usize, colon: char) -> Option<(u8, usize)> {
    let rest = text[end..].strip_prefix(colon)?;
    let digits = digits_at(rest, 0);
    let minute: u8 = digits.parse().ok().filter(|m| *m < 60)?;
    (digits.len() == 2).then_some((minute, end + 3))
}

/// Reads ` p.m.` and the like; answers the style, whether it is the afternoon, and the end.
fn halves(text: &str, end: usize, colon: char) -> Option<(Style, bool, usize)> {
    let start = skip_spaces(text, end);
    let rest = &text[start..];
    for marks in HALVES {
        for (afternoon, mark) in [(false, marks[0]), (true, marks[1])] {
            if rest.starts_with(mark) && !rest[mark.len()..].starts_with(char::is_alphanumeric) {
                let space = text[end..start].to_owned();
                let style = Style::Halves {
                    colon,
                    space,
                    marks,
                    zeros: false,
                };
                return Some((style, afternoon, start + mark.len()));
            }
        }
    }
    None
}
