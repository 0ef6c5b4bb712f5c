//! What two quantities side by side share: `5 à 7 millions d’euros`, `2 to 4 p.m.`, `2021–27`.

use super::scan::skip_spaces;
use super::{Convention, Quantity, Value};

/// Words that join two numbers of a range or a list.
const JOINTS_FR: [&str; 6] = ["au", "à", "et le", "et", "ou", "jusqu’au"];
/// The same in English.
const JOINTS_EN: [&str; 5] = ["to", "and", "or", "through", "&"];

/// Returns where a joint that begins at `at` ends (spaces before and after it included), and
/// whether it is a mere comma: ` au `, ` and `, `–`, `, `.
pub(super) fn joint_after(text: &str, at: usize, convention: Convention) -> Option<(usize, bool)> {
    let start = skip_spaces(text, at);
    let rest = &text[start..];
    if let Some(dash) = rest.chars().next().filter(|c| matches!(c, '-' | '–')) {
        return Some((skip_spaces(text, start + dash.len_utf8()), false));
    }
    if start == at && rest.starts_with(", ") {
        return Some((skip_spaces(text, start + 1), true));
    }
    let words: &[&str] = match convention {
        Convention::French => &JOINTS_FR,
        Convention::English => &JOINTS_EN,
    };
    let word = words.iter().find(|word| rest.starts_with(**word))?;
    let end = skip_spaces(text, start + word.len());
    (start > at && end > start + word.len()).then_some((end, false))
}

/// Completes each quantity that borrows a part of the next one. Linear in the quantities.
pub(super) fn share(text: &str, convention: Convention, found: &mut [Quantity]) {
    for n in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(n);
        let (Some(first), Some(next)) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        let joined = joint_after(text, first.range.end, convention);
        if joined != Some((next.range.start, false)) {
            continue;
        }
        match (&mut first.value, &mut next.value) {
            (Value::Figure(year), Value::Figure(short)) if year.is_yearlike() => {
                let dash = next.range.start - first.range.end;
                if text[first.range.end..next.range.start].starts_with(['-', '–']) && dash <= 3 {
                    short.complete_year(year);
                }
            }
            (Value::Figure(figure), Value::Time(time)) => {
                let hour = figure.small_number();
                if let Some(time) = hour.and_then(|hour| time.lends_to(hour, 0)) {
                    first.value = Value::Time(time);
                }
            }
            (Value::Time(bare), Value::Time(time)) => {
                let lent = bare.bare().and_then(|(h, m)| time.lends_to(h, m));
                if let Some(time) = lent {
                    first.value = Value::Time(time);
                }
            }
            (Value::Figure(figure), Value::Figure(next)) => figure.borrow_from(next),
            _ => {}
        }
    }
}
