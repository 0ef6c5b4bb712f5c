//! An entry of a dictionary for `dictd`: the translations in it.
//!
//! FreeDict's entries are text for people, laid out like this:
//!
//! ```text
//! guide /gid/ <n, masc>
//! 1. leader
//! 2. handbook, guide, guidebook
//! ```
//!
//! Nothing is promised: what does not look like a translation is left out.

/// Returns the translations in an entry, each as its author wrote it.
pub(super) fn translations(entry: &str, headword: &str) -> Vec<String> {
    let mut lines = entry.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let body: Vec<&str> = lines.filter(|line| !is_headword_line(line)).collect();
    if body.is_empty() {
        // All in one line: headword, then its translations.
        let rest = first.strip_prefix(headword).unwrap_or_default();
        let rest = without_pronunciation(rest);
        return in_line(
            rest.trim_start()
                .trim_start_matches([':', '=', '-', '–', '—']),
        );
    }
    body.into_iter().flat_map(in_line).collect()
}

/// Tells whether a line is one more form of the headword: `color /kʌlər/ <n>`.
fn is_headword_line(line: &str) -> bool {
    pronunciation(line).is_some()
}

/// Returns where a pronunciation begins and ends: `/…/` after white space or at the beginning.
fn pronunciation(line: &str) -> Option<(usize, usize)> {
    let start = if line.starts_with('/') {
        0
    } else {
        line.find(" /")? + 1
    };
    let length = line[start + 1..].find('/')? + 2;
    (length > 2).then_some((start, start + length))
}

fn without_pronunciation(line: &str) -> &str {
    pronunciation(line).map_or(line, |(_, end)| &line[end..])
}

/// Returns the translations in one line.
fn in_line(line: &str) -> Vec<String> {
    let line = without_brackets(line);
    without_number(line.trim())
        .split([',', ';', '|'])
        .map(str::trim)
        // `Synonyms:`, examples in quotes, what is left of `{…}`.
        .filter(|piece| !piece.is_empty() && !piece.contains([':', '"', '“', '”']))
        .map(str::to_owned)
        .collect()
}

/// Takes away the number of a sense: `1. `, `2) `, `a) `.
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if rest.len() == line.len() {
        line.strip_prefix(|c: char| c.is_ascii_lowercase())
            .filter(|rest| rest.starts_with(')'))
            .unwrap_or(line)
    } else {
        rest
    };
    if rest.len() == line.len() {
        return line;
    }
    rest.strip_prefix(['.', ')']).map_or(line, str::trim_start)
}

/// Leaves out what stands in brackets: grammar, subjects, notes.
fn without_brackets(line: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in line.chars() {
        match c {
            '(' | '[' | '<' | '{' => {
                depth += 1;
                kept.push(' ');
            }
            ')' | ']' | '>' | '}' if depth > 0 => depth -= 1,
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senses_commas_and_semicolons_part_translations() {
        let entry = "guide /gid/ <n, masc>\n1. leader\n2. handbook, guide; guidebook (book)\n";
        let expected = ["leader", "handbook", "guide", "guidebook"];
        assert_eq!(translations(entry, "guide"), expected);
    }

    #[test]
    fn further_headwords_tags_and_notes_are_no_translations() {
        let entry = "colour /ˈkʌlə/\ncolor /ˈkʌlər/ <n>\n  a) couleur <fem> [phys.]\n  \
                     Synonyms: {hue}, {tint}\n  \"the colour red\" - \"le rouge\"\n";
        assert_eq!(translations(entry, "colour"), ["couleur"]);
    }

    #[test]
    fn an_entry_may_be_one_line() {
        assert_eq!(
            translations("chat /ʃa/ <n> cat, tomcat", "chat"),
            ["cat", "tomcat"]
        );
        assert_eq!(translations("chat : cat", "chat"), ["cat"]);
        assert_eq!(translations("chat", "chat"), [""; 0]);
        assert_eq!(translations("", "chat"), [""; 0]);
    }
}
