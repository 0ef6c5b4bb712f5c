//! Finds the quantities of a text, left to right.

use std::ops::Range;

use super::amounts::{figure_at, roman_ordinal_at};
use super::calendar::date_at;
use super::clock::time_at;
use super::literals::{code_at, link_at, mark_end, name_at, phone_at, roman_at};
use super::shared::share;
use super::{Convention, Quantity, Value};

/// Returns the quantities of a text in order; they do not overlap. Linear in the text.
pub fn quantities(text: &str, convention: Convention) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !c.is_alphanumeric() {
            at = match code_at(text, at) {
                Some(end) => {
                    found.push(literal(text, at..end));
                    end
                }
                None => at + c.len_utf8(),
            };
            continue;
        }
        let Some((range, value)) = quantity_at(text, at, c, convention) else {
            at += word_or_digits(text, at);
            continue;
        };
        at = range.end;
        found.push(Quantity { range, value });
    }
    share(text, convention, &mut found);
    found
}

/// Returns a literal; every kind of space in it counts as one.
fn literal(text: &str, range: Range<usize>) -> Quantity {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    let value = Value::Literal(text[range.clone()].chars().map(plain).collect());
    Quantity { range, value }
}

fn quantity_at(
    text: &str,
    at: usize,
    first: char,
    convention: Convention,
) -> Option<(Range<usize>, Value)> {
    if let Some(end) = link_at(text, at).or_else(|| name_at(text, at)) {
        let Quantity { range, value } = literal(text, at..end);
        return Some((range, value));
    }
    if let Some(range) = phone_at(text, at) {
        let Quantity { range, value } = literal(text, range);
        return Some((range, value));
    }
    if let Some((range, date)) = date_at(text, at, convention) {
        return Some((range, Value::Date(date)));
    }
    if first.is_ascii_digit() {
        return Some(number_at(text, at, convention));
    }
    if convention == Convention::French
        && let Some((range, figure)) = roman_ordinal_at(text, at)
    {
        return Some((range, Value::Figure(figure)));
    }
    let end = mark_end(text, at).or_else(|| roman_at(text, at))?;
    Some((at..end, Value::Literal(text[at..end].to_owned())))
}

/// Reads what begins with a digit: a time, a number, or a mark.
fn number_at(text: &str, at: usize, convention: Convention) -> (Range<usize>, Value) {
    if let Some((range, time)) = time_at(text, at, convention) {
        return (range, Value::Time(time));
    }
    let dotted = dotted_end(text, at, convention);
    if dotted.is_none()
        && let Some((range, figure)) = figure_at(text, at, convention)
        && !(digits_at(text, at).len() > 1 && text[at..].starts_with('0'))
    {
        return (range, Value::Figure(figure));
    }
    let end = dotted.unwrap_or_else(|| {
        let rest = &text[at..];
        at + rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len())
    });
    (at..end, Value::Literal(text[at..end].to_owned()))
}

/// Returns the end of digits joined by full stops that are no decimal number: `2.1.3`, and in
/// French `4.2`.
fn dotted_end(text: &str, at: usize, convention: Convention) -> Option<usize> {
    let mut end = at + digits_at(text, at).len();
    let mut dots = 0;
    while let Some(rest) = text[end..].strip_prefix('.') {
        let digits = digits_at(rest, 0);
        if digits.is_empty() {
            break;
        }
        end += 1 + digits.len();
        dots += 1;
    }
    let enough = if convention == Convention::French {
        1
    } else {
        2
    };
    (dots >= enough).then_some(end)
}

/// Returns how far to go on where no quantity begins: over a word, or over digits.
fn word_or_digits(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    rest.find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len())
        .max(1)
}

/// Returns the ASCII digits that stand at `at`.
pub(super) fn digits_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len())]
}

/// Returns the letters that stand at `at`.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len())]
}

/// Returns where the spaces that stand at `at` end; a line break is no space here.
pub(super) fn skip_spaces(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let spaces = rest.find(|c: char| !c.is_whitespace() || c == '\n');
    at + spaces.unwrap_or(rest.len())
}
