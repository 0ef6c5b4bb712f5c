//! Words of a text with their offsets, as a match score counts them.
//!
//! A word is a run of letters and digits. An elided French clitic with its apostrophe is a word
//! of its own (`l’`, `qu’`), and so is an English one (`’s`, `n’t`). A run that begins with a
//! digit is a number, and a number keeps its separators: `1 250`, `1,250.5` and `14h30` are one
//! word each. Punctuation is no word. Word limits start from Unicode Standard Annex 29 (through
//! the `unicode-segmentation` package), which keeps `l’aide` and `U.S` whole; those are cut here.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::normalize::{fold_typographic_char, nfc};

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Byte range in the text the word was found in.
    pub range: Range<usize>,
    /// Word or number.
    pub kind: WordKind,
}

/// What a word is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordKind {
    /// A run of letters (digits may follow), or a clitic with its apostrophe.
    Word,
    /// A run that begins with a digit. All numbers are of one class; their values are compared
    /// apart.
    Number,
}

/// U+202F, narrow no-break space.
const NARROW_SPACE: char = '\u{202F}';

/// The class of every number; no word has it, for `#` is no letter.
pub(crate) const NUMBER_CLASS: &str = "#";

/// Elided French forms, without their apostrophe.
const ELIDED: [&str; 13] = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

/// English clitics after an apostrophe.
const ENGLISH_CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// Returns the words of a text in order. Linear in the text.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut start = 0;
    // No word goes on across a space, so what lies between two can be looked at alone. Nor across
    // the narrow one that French writes before marks, which Unicode takes for a joining sign.
    for chunk in text.split_inclusive([' ', NARROW_SPACE]) {
        let next = start + chunk.len();
        let chunk = chunk.trim_end_matches([' ', NARROW_SPACE]);
        match simple_chunk(chunk) {
            Some((length, false)) => words.push(Word {
                range: start..start + length,
                kind: kind_of(chunk),
            }),
            Some((length, true)) => cut_clitics(text, start..start + length, &mut words),
            None => cut_chunk(text, start, chunk, &mut words),
        }
        start = next;
    }
    join_thousands(text, words)
}

/// Cuts what lies between two spaces, by Unicode's rules and then ours.
fn cut_chunk(text: &str, start: usize, chunk: &str, words: &mut Vec<Word>) {
    for (at, piece) in chunk.split_word_bound_indices() {
        match piece.chars().next() {
            Some(c) if c.is_alphanumeric() || c == '_' => cut_piece(text, start + at, piece, words),
            Some(c) if is_apostrophe(c) => close_elision(text, start + at, c, words),
            _ => {}
        }
    }
}

/// Returns the length of the one word, as Unicode cuts it, of a chunk that is nothing but French or
/// English letters, apostrophes between them, and marks behind; or digits, and marks behind. Most
/// are, and need no tables. Also tells whether there is an apostrophe among the letters.
fn simple_chunk(chunk: &str) -> Option<(usize, bool)> {
    let bytes = chunk.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = digits;
    let mut apostrophes = false;
    if digits == 0 {
        let mut apostrophe = true;
        loop {
            match bytes[end..] {
                [b'a'..=b'z' | b'A'..=b'Z', ..] => {
                    end += 1;
                    apostrophe = false;
                }
                // U+00C0 to U+017F, but the two signs among them.
                [0xC3, second, ..] if !matches!(second, 0x97 | 0xB7) && second >= 0x80 => {
                    end += 2;
                    apostrophe = false;
                }
                [0xC4 | 0xC5, ..] => {
                    end += 2;
                    apostrophe = false;
                }
                [b'\'', ..] if !apostrophe => {
                    end += 1;
                    apostrophe = true;
                    apostrophes = true;
                }
                [0xE2, 0x80, 0x99, ..] if !apostrophe => {
                    end += 3;
                    apostrophe = true;
                    apostrophes = true;
                }
                _ => break,
            }
        }
        if apostrophe {
            return None;
        }
    }
    let marks = |b: &u8| matches!(b, b',' | b'.' | b';' | b':' | b'!' | b'?' | b')');
    bytes[end..].iter().all(marks).then_some((end, apostrophes))
}

/// Returns what two words are compared by: NFC, lower case, one kind of apostrophe; for every
/// number the same class.
pub fn word_class(text: &str, word: &Word) -> String {
    match word.kind {
        WordKind::Number => NUMBER_CLASS.to_owned(),
        WordKind::Word => nfc(&text[word.range.clone()])
            .chars()
            .map(fold_typographic_char)
            .flat_map(char::to_lowercase)
            .collect(),
    }
}

fn is_apostrophe(c: char) -> bool {
    fold_typographic_char(c) == '\''
}

/// Cuts one UAX 29 word into ours: at inner full stops, colons and underscores of words, and at
/// clitics.
fn cut_piece(text: &str, start: usize, piece: &str, words: &mut Vec<Word>) {
    if piece.starts_with(|c: char| c.is_ascii_digit()) {
        words.push(Word {
            range: start..start + piece.len(),
            kind: WordKind::Number,
        });
        return;
    }
    let mut at = start;
    for part in piece.split_inclusive(['.', ':', '_', '\u{2027}', '\u{00B7}']) {
        let letters = part.trim_end_matches(['.', ':', '_', '\u{2027}', '\u{00B7}']);
        cut_clitics(text, at..at + letters.len(), words);
        at += part.len();
    }
}

fn kind_of(run: &str) -> WordKind {
    if run.starts_with(|c: char| c.is_ascii_digit()) {
        WordKind::Number
    } else {
        WordKind::Word
    }
}

/// Cuts the clitics off a run of letters, one after the other.
fn cut_clitics(text: &str, range: Range<usize>, words: &mut Vec<Word>) {
    let mut push = |range: Range<usize>| {
        let kind = kind_of(&text[range.clone()]);
        words.push(Word { range, kind });
    };
    let Range { mut start, end } = range;
    while start < end {
        let run = &text[start..end];
        let Some((at, mark)) = run.char_indices().find(|&(_, c)| is_apostrophe(c)) else {
            push(start..end);
            return;
        };
        let after = start + at + mark.len_utf8();
        if is_elided(&run[..at]) {
            push(start..after);
            start = after;
            continue;
        }
        match english_clitic(&run[..at], &text[after..end]) {
            Some(letters) => {
                push(start..start + at - letters);
                push(start + at - letters..end);
            }
            None => push(start..end),
        }
        return;
    }
}

/// Tells whether letters before an apostrophe are an elided French form.
fn is_elided(before: &str) -> bool {
    ELIDED.contains(&lower_start(before, 8).as_str())
}

/// Returns how many letters before its apostrophe belong to an English clitic, if one ends the
/// word: the `n` of `n’t`, else none.
fn english_clitic(before: &str, after: &str) -> Option<usize> {
    let after = lower_start(after, 3);
    if ENGLISH_CLITICS.contains(&after.as_str()) {
        return Some(0);
    }
    (after == "t" && before.len() > 1 && before.ends_with(['n', 'N'])).then_some(1)
}

/// Returns the first few characters in lower case: more than the longest clitic has are enough to
/// know that a word is none, however long it is.
fn lower_start(word: &str, enough: usize) -> String {
    let start = word.chars().take(enough);
    start.flat_map(char::to_lowercase).collect()
}

/// Gives a clitic its apostrophe back where no letter follows: `d’« aide »`.
fn close_elision(text: &str, at: usize, mark: char, words: &mut [Word]) {
    if let Some(last) = words.last_mut()
        && last.range.end == at
        && is_elided(&text[last.range.clone()])
    {
        last.range.end += mark.len_utf8();
    }
}

/// Joins groups of three digits that a space of any kind keeps apart: `1 250`, `12 000 000`.
fn join_thousands(text: &str, words: Vec<Word>) -> Vec<Word> {
    if words
        .iter()
        .filter(|word| word.kind == WordKind::Number)
        .count()
        < 2
    {
        return words;
    }
    let digits = |range: &Range<usize>| {
        let run = &text[range.clone()];
        run.split([',', '.']).next().unwrap_or(run).to_owned()
    };
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    // Whether the last joined number may still take a group: one to three digits, no separator.
    let mut open = false;
    for word in words {
        if word.kind == WordKind::Number {
            let run = &text[word.range.clone()];
            let whole = digits(&word.range);
            let is_group = whole.len() == 3
                && run
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
            if open
                && is_group
                && let Some(last) = joined.last_mut()
                && is_one_space(&text[last.range.end..word.range.start])
            {
                last.range.end = word.range.end;
                open = whole.len() == run.len();
                continue;
            }
            open = run.len() <= 3 && run.bytes().all(|b| b.is_ascii_digit());
        } else {
            open = false;
        }
        joined.push(word);
    }
    joined
}

fn is_one_space(gap: &str) -> bool {
    let mut chars = gap.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_whitespace() && c != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).into_iter().map(|w| &text[w.range]).collect()
    }

    #[test]
    fn clitics_are_words() {
        assert_eq!(
            cut("L’aide qu’il a jusqu'ici, aujourd’hui"),
            [
                "L’",
                "aide",
                "qu’",
                "il",
                "a",
                "jusqu'",
                "ici",
                "aujourd’hui"
            ]
        );
        assert_eq!(
            cut("the OCN’s aid isn't"),
            ["the", "OCN", "’s", "aid", "is", "n't"]
        );
        assert_eq!(cut("d’« aide »"), ["d’", "aide"]);
        assert_eq!(cut("JUSQU’À L’1er"), ["JUSQU’", "À", "L’", "1er"]);
        assert_eq!(
            cut("presqu’île They’ll do’nt"),
            ["presqu’île", "They", "’ll", "do’nt"]
        );
        assert_eq!(
            cut("qu’elle n’a qu’une"),
            ["qu’", "elle", "n’", "a", "qu’", "une"]
        );
    }

    #[test]
    fn any_number_of_clitics_is_cut_in_time() {
        let text = "l'".repeat(1 << 19);
        let found = words(&text);
        assert_eq!(found.len(), 1 << 19);
        assert!(found.iter().all(|word| &text[word.range.clone()] == "l'"));
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(
            cut("soit 1\u{a0}250,5 tonnes"),
            ["soit", "1\u{a0}250,5", "tonnes"]
        );
        assert_eq!(
            cut("1,250.50 and 45% at 14h30"),
            ["1,250.50", "and", "45", "at", "14h30"]
        );
        assert_eq!(
            cut("en 2023 150 personnes"),
            ["en", "2023", "150", "personnes"]
        );
        assert_eq!(cut("12 000 000 et 1er"), ["12 000 000", "et", "1er"]);
    }

    #[test]
    fn runs_are_cut_at_marks() {
        assert_eq!(
            cut("U.S. law, Port-Éloi fr:en a_b"),
            ["U", "S", "law", "Port", "Éloi", "fr", "en", "a", "b"]
        );
    }

    #[test]
    fn a_narrow_space_parts_words_as_any_other() {
        assert_eq!(
            cut("la mer\u{202f}! «\u{202f}Oui\u{202f}»"),
            ["la", "mer", "Oui"]
        );
        assert_eq!(
            cut("12\u{202f}km, 12\u{202f}000"),
            ["12", "km", "12\u{202f}000"]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_cuts_as_unicode_does(
            text in proptest::prop_oneof![
                "([a-zA-Zéçœ'’.,:;!?)(0-9_×-]{0,6} ){0,6}",
                "[^\u{202f}]{0,40}",
                "([ldq]['’][aéx'’]{0,3}[.,]? ?){0,4}",
            ]
        ) {
            let mut long = Vec::new();
            for (start, piece) in text.split_word_bound_indices() {
                match piece.chars().next() {
                    Some(c) if c.is_alphanumeric() || c == '_' => {
                        cut_piece(&text, start, piece, &mut long);
                    }
                    Some(c) if is_apostrophe(c) => close_elision(&text, start, c, &mut long),
                    _ => {}
                }
            }
            proptest::prop_assert_eq!(words(&text), join_thousands(&text, long));
        }
    }

    #[test]
    fn classes_fold_case_and_numbers() {
        let text = "L’Aide 45 1er";
        let classes: Vec<_> = words(text).iter().map(|w| word_class(text, w)).collect();
        assert_eq!(classes, ["l'", "aide", "#", "#"]);
    }
}
