//! What stands in both languages letter by letter: addresses, file names, codes, placeholders,
//! telephone numbers, and marks with digits (`G7`, `A/72/315`).

use std::ops::Range;

use super::rewriting::roman;
use super::scan::{digits_at, word_at};

/// Returns the end of a web or mail address that begins at `at`.
pub(super) fn link_at(text: &str, at: usize) -> Option<usize> {
    if text[..at]
        .ends_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '<' | '«' | '“' | '"'))
    {
        return None;
    }
    let rest = &text[at..];
    // What shows an address stands in its first kilobyte; the rest may be as long as it likes.
    let start = &rest[..rest.floor_char_boundary(1000)];
    if !is_link(without_closing_marks(until_space(start))) {
        return None;
    }
    Some(at + without_closing_marks(until_space(rest)).len())
}

fn is_link(text: &str) -> bool {
    text.contains("://")
        || text.starts_with("www.")
        || text
            .split_once('@')
            .is_some_and(|(_, host)| host.contains('.'))
}

fn until_space(text: &str) -> &str {
    &text[..text.find(char::is_whitespace).unwrap_or(text.len())]
}

/// Returns a text without the marks at its end that belong to the sentence around it.
fn without_closing_marks(text: &str) -> &str {
    text.trim_end_matches(['.', ',', ';', ':', ')', '>', '»', '”', '"', '!', '?'])
}

/// Returns the end of a mark that begins with a letter and has a digit: `G7`, `COVID-19`,
/// `A/72/315`. Only a mark with a capital goes on over `-`, `/` and `.`.
pub(super) fn mark_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let capital = rest.starts_with(char::is_uppercase);
    let mut end = 0;
    let mut has_digit = false;
    let mut after_joint = false;
    for (offset, c) in rest.char_indices().take(100) {
        if c.is_alphanumeric() {
            has_digit |= c.is_ascii_digit();
            after_joint = false;
            end = offset + c.len_utf8();
        } else if capital && matches!(c, '-' | '/' | '.') && !after_joint {
            after_joint = true;
        } else {
            break;
        }
    }
    has_digit.then(|| at + end)
}

/// Returns the end of a number in Roman letters that begins at `at`: `II`, `XIV`. One letter is none,
/// and letters joined to others are none.
pub(super) fn roman_at(text: &str, at: usize) -> Option<usize> {
    let word = word_at(text, at);
    let letters = word.len() > 1 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '_');
    let alone = !text[..at].ends_with(joins) && !text[at + word.len()..].starts_with(joins);
    let number = letters && alone && (2..40).any(|n| roman(n).as_deref() == Some(word));
    number.then_some(at + word.len())
}

/// Endings of file names; others may as well be the end of a sentence without its space.
const FILE_ENDINGS: [&str; 44] = [
    "bat", "cfg", "conf", "cpp", "css", "csv", "db", "dll", "doc", "docx", "exe", "gif", "gz",
    "html", "ini", "jpeg", "jpg", "js", "json", "log", "md", "mp3", "mp4", "odt", "pdf", "php",
    "png", "po", "pptx", "py", "rs", "sh", "sql", "svg", "tar", "tmx", "toml", "txt", "xlf",
    "xlsx", "xml", "yaml", "yml", "zip",
];

/// Longest code that is read as one, in bytes.
const LONGEST_CODE: usize = 200;

/// Returns the end of a code that begins with the mark at `at`: `` `x` ``, `@name`, `#name`,
/// `%(name)s`, `%1$d`, `{name}`, `${name}`, `<b>`, `</b>`, `--name`.
pub(super) fn code_at(text: &str, at: usize) -> Option<usize> {
    if !text[at..].starts_with(['`', '@', '#', '%', '$', '{', '<', '-']) {
        return None;
    }
    let mut stop = text.len().min(at + LONGEST_CODE);
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    let rest = &text[at..stop];
    let before = text[..at].chars().next_back();
    let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '«' | '“' | '"'));
    let length = match rest.chars().next()? {
        '`' => quoted(rest),
        '@' | '#' if opens => prefixed(rest, 1),
        '%' if !text[..at]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_digit()) =>
        {
            percent(rest)
        }
        '$' if rest[1..].starts_with('{') => braced(&rest[1..]).map(|length| length + 1),
        '{' => braced(rest),
        '<' => tag(rest),
        '-' if opens && rest.starts_with("--") => prefixed(rest, 2),
        _ => None,
    };
    length.map(|length| at + length)
}

/// Reads what stands between as many backticks as open it.
fn quoted(rest: &str) -> Option<usize> {
    let inside = rest.trim_start_matches('`');
    let ticks = rest.len() - inside.len();
    let close = inside.find(&rest[..ticks])?;
    (ticks <= 2 && close > 0 && !inside[..close].contains('\n')).then_some(2 * ticks + close)
}

/// Reads a name of a letter and more, after a mark of some bytes.
fn prefixed(rest: &str, mark: usize) -> Option<usize> {
    let name = rest.get(mark..)?;
    let end = name
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
        .unwrap_or(name.len());
    let name = name[..end].trim_end_matches('-');
    (name.starts_with(char::is_alphabetic) && name.chars().count() > 1).then_some(mark + name.len())
}

/// Reads a placeholder of C and Python: `%s`, `%1$s`, `%(name)s`.
fn percent(rest: &str) -> Option<usize> {
    let mut at = 1;
    if rest[1..].starts_with('(') {
        let close = rest.find(')')?;
        let name = &rest[2..close];
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        if name.is_empty() || !name.chars().all(plain) {
            return None;
        }
        at = close + 1;
    } else {
        let digits = digits_at(rest, 1);
        if !digits.is_empty() && rest[1 + digits.len()..].starts_with('$') {
            at = 2 + digits.len();
        }
    }
    let end = at + 1;
    let kind = rest[at..].starts_with(['s', 'd', 'i', 'f', 'u', 'x', '@']);
    (kind && !rest[end..].starts_with(char::is_alphanumeric)).then_some(end)
}

/// Reads a placeholder in braces: `{0}`, `{user.name}`, `{{ name }}`.
fn braced(rest: &str) -> Option<usize> {
    let inside = rest.trim_start_matches('{');
    let braces = rest.len() - inside.len();
    let close = inside.find('}')?;
    let name = inside[..close].trim();
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '$' | '[' | ']' | '!');
    let end = braces + close + braces;
    let closed = rest.get(braces + close..end)?.bytes().all(|b| b == b'}');
    (braces <= 2 && closed && !name.is_empty() && name.chars().all(plain)).then_some(end)
}

/// Reads a tag of simple markup: `<b>`, `</b>`, `<a href="x">`, `<br/>`.
fn tag(rest: &str) -> Option<usize> {
    let slash = usize::from(rest[1..].starts_with('/'));
    let name = &rest[1 + slash..];
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let close = rest.find('>')?;
    let apart = name[end..].starts_with(['>', '/', ' ']);
    let whole = !rest[1..close].contains(['<', '\n']);
    (starts && apart && whole).then_some(close + 1)
}

/// Returns the end of a file name (`config.toml`, `src/main.rs`) or a name with an underscore
/// (`max_size`) that begins at `at`.
pub(super) fn name_at(text: &str, at: usize) -> Option<usize> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    if text[..at].ends_with(inside) {
        return None;
    }
    let rest = &text[at..];
    let mut end = rest
        .char_indices()
        .take(LONGEST_CODE)
        .take_while(|(_, c)| inside(*c))
        .last()
        .map_or(0, |(n, c)| n + c.len_utf8());
    end = rest[..end].trim_end_matches(['.', '-', '/']).len();
    let name = &rest[..end];
    let is_file = name.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && FILE_ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
    });
    let has_underscore = name.trim_matches('_').contains('_');
    (is_file || has_underscore).then_some(at + end)
}

/// Returns the place of a telephone number whose first digit stands at `at`: after `+`, three
/// groups of digits or more, or four pairs of digits and more of which the first begins with 0.
pub(super) fn phone_at(text: &str, at: usize) -> Option<Range<usize>> {
    let plus = text[..at].ends_with('+');
    if digits_at(text, at).is_empty() || !plus && !text[at..].starts_with('0') {
        return None;
    }
    let (mut end, mut groups, mut digits, mut pairs) = (at, 0, 0, true);
    loop {
        let group = digits_at(text, end);
        if group.is_empty() || group.len() > 4 {
            break;
        }
        (groups, digits) = (groups + 1, digits + group.len());
        pairs &= group.len() == 2;
        end += group.len();
        let rest = &text[end..];
        let mark = rest
            .chars()
            .next()
            .filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-'));
        let Some(mark) = mark else { break };
        let after = mark.len_utf8();
        let next = &rest[after..];
        // `+32 (0)2`
        let zero = if next.starts_with("(0)") { 3 } else { 0 };
        let next = next[zero..].trim_start_matches(' ');
        if !next.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        end = text.len() - next.len();
    }
    let long = (7..=15).contains(&digits);
    let known = if plus {
        groups >= 3
    } else {
        groups >= 4 && pairs
    };
    // A mark after the last group was taken too early where no group follows.
    let end = text[..end]
        .trim_end_matches(|c: char| !c.is_ascii_digit())
        .len();
    (long && known).then(|| at - usize::from(plus)..end)
}
