//! The digits of a number with its separators: `1 234,5`, `1,234.5`, `−0,6`.

use std::ops::Range;

use super::Convention;
use super::scan::digits_at;

/// A number in figures as a text writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    /// Sign and digits.
    pub(super) range: Range<usize>,
    /// The sign that stands before it, if any.
    pub(super) sign: Option<char>,
    /// Digits without separators; the last `decimals` stand after the decimal mark.
    pub(super) all: String,
    /// How many digits stand after the decimal mark.
    pub(super) decimals: usize,
    /// What stands between groups of three digits, if it has such groups.
    pub(super) group: Option<char>,
}

impl Digits {
    /// Returns the value as a sign, digits without useless zeros, and a power of ten.
    pub(super) fn value(&self, scale: u32) -> (bool, String, i64) {
        let digits = self.all.trim_start_matches('0');
        let short = digits.trim_end_matches('0');
        let power = i64::from(scale) - self.decimals as i64 + (digits.len() - short.len()) as i64;
        let negative = !short.is_empty() && matches!(self.sign, Some('-' | '\u{2212}' | '–'));
        (
            negative,
            short.to_owned(),
            if short.is_empty() { 0 } else { power },
        )
    }

    /// Returns the number of digits before the decimal mark.
    pub(super) fn whole(&self) -> usize {
        self.all.len() - self.decimals
    }

    /// Tells whether it is written as years and numbers of things in a list are: a whole number
    /// of four or more digits without groups.
    pub(super) fn is_ungrouped(&self) -> bool {
        self.group.is_none() && self.decimals == 0 && self.whole() >= 4
    }

    /// Moves the decimal mark three places to the left or right, for another scale word.
    pub(super) fn shifted(&self, thousands: i32) -> Digits {
        let mut moved = self.clone();
        for _ in 0..thousands {
            for _ in 0..3 {
                if moved.decimals > 0 {
                    moved.decimals -= 1;
                } else {
                    moved.all.push('0');
                }
            }
        }
        for _ in thousands..0 {
            moved.decimals += 3;
        }
        while moved.all.len() <= moved.decimals {
            moved.all.insert(0, '0');
        }
        if thousands > 0 {
            // Counted, no year: it may take groups.
            moved.group = moved.group.or(Some(' '));
        }
        if thousands != 0 {
            while moved.decimals > 0 && moved.all.ends_with('0') {
                moved.all.pop();
                moved.decimals -= 1;
            }
            while moved.whole() > 1 && moved.all.starts_with('0') {
                moved.all.remove(0);
            }
        }
        moved
    }

    /// Writes this number, read in another text, in the style of `here`.
    ///
    /// `old` is what stood in the other text where this stands now: a number without groups there
    /// that has groups here tells that the two texts have different habits. `group` is the mark
    /// between groups where this has none.
    pub(super) fn written_like(
        &self,
        here: &Digits,
        old: &Digits,
        convention: Convention,
        group: char,
    ) -> String {
        let mut written = String::new();
        if let Some(sign) = self.sign {
            let minus = |c: char| matches!(c, '-' | '\u{2212}' | '–');
            written.push(
                here.sign
                    .filter(|s| minus(*s) == minus(sign))
                    .unwrap_or(sign),
            );
        }
        let (whole, decimals) = self.all.split_at(self.whole());
        let grouped = self.group.is_some()
            || (old.is_ungrouped() && here.group.is_some())
            || (self.whole() >= 4 && self.decimals > 0);
        let group = here.group.unwrap_or(group);
        // A text that writes its thousands without groups goes on doing so.
        let grouped = grouped && !(here.is_ungrouped() && old.group.is_some());
        for (n, digit) in whole.chars().enumerate() {
            if grouped && n > 0 && (whole.len() - n) % 3 == 0 {
                written.push(group);
            }
            written.push(digit);
        }
        if !decimals.is_empty() {
            written.push(if convention == Convention::French {
                ','
            } else {
                '.'
            });
            written.push_str(decimals);
        }
        written
    }
}

/// Reads a number that begins at `at`, on its first digit; a sign before it is taken too.
pub(super) fn figures_at(text: &str, at: usize, convention: Convention) -> Option<Digits> {
    let first = digits_at(text, at);
    if first.is_empty() {
        return None;
    }
    let (sign, start) = sign_before(text, at);
    let mut found = Digits {
        range: start..at + first.len(),
        sign,
        all: first.to_owned(),
        decimals: 0,
        group: None,
    };
    if first.len() <= 3 && !first.starts_with('0') {
        take_groups(text, &mut found, convention);
    }
    take_decimals(text, &mut found, convention);
    Some(found)
}

/// Returns the sign that belongs to a number at `at`: none after a letter, digit or bracket.
pub(super) fn sign_before(text: &str, at: usize) -> (Option<char>, usize) {
    let mut before = text[..at].chars().rev();
    let sign = before
        .next()
        .filter(|c| matches!(c, '-' | '\u{2212}' | '+'));
    let apart = before
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '«' | '“'));
    match sign {
        Some(sign) if apart => (Some(sign), at - sign.len_utf8()),
        _ => (None, at),
    }
}

fn is_group_mark(c: char, convention: Convention) -> bool {
    match convention {
        Convention::French => matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'),
        Convention::English => matches!(c, ',' | '\u{a0}' | '\u{202f}' | '\u{2009}'),
    }
}

fn take_groups(text: &str, found: &mut Digits, convention: Convention) {
    loop {
        let end = found.range.end;
        let Some(mark) = text[end..].chars().next() else {
            return;
        };
        let known = found
            .group
            .map_or(is_group_mark(mark, convention), |group| group == mark);
        let group = digits_at(text, end + mark.len_utf8());
        if !known || group.len() != 3 {
            return;
        }
        found.group = Some(mark);
        found.all.push_str(group);
        found.range.end = end + mark.len_utf8() + group.len();
    }
}

fn take_decimals(text: &str, found: &mut Digits, convention: Convention) {
    let end = found.range.end;
    let mark = if convention == Convention::French {
        ','
    } else {
        '.'
    };
    if !text[end..].starts_with(mark) {
        return;
    }
    let decimals = digits_at(text, end + 1);
    found.decimals = decimals.len();
    found.all.push_str(decimals);
    if !decimals.is_empty() {
        found.range.end = end + 1 + decimals.len();
    }
}
