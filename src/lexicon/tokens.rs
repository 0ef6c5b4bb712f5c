//! Tokens: the words, numbers and marks of a sentence in the form in which two languages compare.
//!
//! A word is folded (lower case, no accents) and known by its first six letters, a cheap stem
//! that serves French and English alike. A number is known by its value as either language
//! writes it: `1 250` and `1,250` are one key, so are `1,2` and `1.2`. Of the marks only those
//! count that survive translation.

use std::ops::Range;

use crate::text::{WordKind, fold_for_search, words};

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The folded word in full, the number's key, or the mark.
    pub form: String,
    /// What it is.
    pub kind: TokenKind,
    /// Byte range in the text it was found in.
    pub range: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word.
    Word,
    /// A word that is written like a name: a capital, not at the head of the sentence.
    Name,
    /// A number.
    Number,
    /// A punctuation mark or symbol.
    Mark,
}

/// Rises whenever [`tokens`] gives other keys than before: what was learnt of the old ones is
/// learnt anew.
pub(super) const VERSION: u32 = 2;

/// Letters a word is known by.
pub(super) const STEM: usize = 6;

impl Token {
    /// Returns what the token is known by.
    pub(crate) fn key(&self) -> &str {
        match self.kind {
            TokenKind::Number | TokenKind::Mark => &self.form,
            TokenKind::Word | TokenKind::Name => cut(&self.form),
        }
    }
}

/// Returns a folded word cut to its stem.
pub(super) fn cut(form: &str) -> &str {
    match form.char_indices().nth(STEM) {
        Some((end, _)) => &form[..end],
        None => form,
    }
}

/// Returns the tokens of a text: words and numbers in order, then the marks in order.
///
/// Linear in the text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    for word in words(text) {
        let run = &text[word.range.clone()];
        match word.kind {
            WordKind::Number => found.extend(numbers(run).into_iter().map(|form| Token {
                form,
                kind: TokenKind::Number,
                range: word.range.clone(),
            })),
            WordKind::Word => found.push(Token {
                form: fold_word(run),
                kind: word_kind(run, found.is_empty()),
                range: word.range,
            }),
        }
    }
    found.retain(|token| !token.form.is_empty());
    found.extend(marks(text));
    found
}

/// Returns a word without case, accents and apostrophes.
pub(super) fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        // What French and English use, without a detour; anything else in the general way.
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => folded.push('e'),
            'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => folded.push('a'),
            'î' | 'ï' | 'Î' | 'Ï' => folded.push('i'),
            'ô' | 'ö' | 'Ô' | 'Ö' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => folded.push('u'),
            'ç' | 'Ç' => folded.push('c'),
            'œ' | 'Œ' => folded.push_str("oe"),
            '\'' | '’' => {}
            _ => {
                let mut folded = fold_for_search(word).text;
                folded.retain(|c| c != '\'');
                return folded;
            }
        }
    }
    folded
}

fn word_kind(word: &str, first: bool) -> TokenKind {
    let mut capitals = word.chars().filter(|c| c.is_uppercase());
    let starts = word.starts_with(char::is_uppercase);
    // At the head of a sentence only a second capital tells a name (`OTAN`).
    if starts && capitals.nth(usize::from(first)).is_some() {
        TokenKind::Name
    } else {
        TokenKind::Word
    }
}

fn marks(text: &str) -> impl Iterator<Item = Token> + '_ {
    text.char_indices().filter_map(|(at, c)| {
        let form = match c {
            '?' | '!' | ':' | ';' | '(' | '%' | '$' | '€' | '£' | '@' | '…' => c,
            '«' | '“' | '„' | '"' => '"',
            _ => return None,
        };
        Some(Token {
            form: form.to_string(),
            kind: TokenKind::Mark,
            range: at..at + c.len_utf8(),
        })
    })
}

/// Returns the keys of the numbers in a run that begins with a digit: `1er` has one, `14h30` two.
fn numbers(run: &str) -> Vec<String> {
    run.split(|c: char| c.is_alphabetic() || c == '_')
        .map(number_key)
        .filter(|key| !key.is_empty())
        .collect()
}

/// Returns a number by its value, whichever of the two languages wrote it.
///
/// A single kind of separator before groups of exactly three digits parts thousands; otherwise a
/// separator that stands once, last, is the decimal sign. What is neither (`1.2.3`) keeps its
/// parts. `1,250` and `1.250` therefore share a key: no sign tells their conventions apart.
fn number_key(run: &str) -> String {
    let plain: String = run.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.trim_end_matches([',', '.']);
    let groups: Vec<&str> = plain.split([',', '.', '\'', '’']).collect();
    let separators: Vec<char> = plain.chars().filter(|c| !c.is_ascii_digit()).collect();
    let one_kind = separators.windows(2).all(|pair| pair[0] == pair[1]);
    let thousands = groups[1..].iter().all(|group| group.len() == 3)
        && groups[0].len() <= 3
        && groups[0] != "0";
    match (separators.len(), one_kind) {
        (_, true) if thousands => whole(&groups.concat()),
        (1, _) | (_, false) => {
            let (last, before) = groups.split_last().unwrap_or((&"", &[]));
            decimal(&before.concat(), last)
        }
        _ => groups
            .iter()
            .map(|g| whole(g))
            .collect::<Vec<_>>()
            .join("."),
    }
}

fn whole(digits: &str) -> String {
    let trimmed = digits.trim_start_matches('0');
    if trimmed.is_empty() && !digits.is_empty() {
        "0".to_owned()
    } else {
        trimmed.to_owned()
    }
}

fn decimal(integer: &str, fraction: &str) -> String {
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        whole(integer)
    } else {
        format!("{}.{fraction}", whole(integer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        tokens(text).iter().map(|t| t.key().to_owned()).collect()
    }

    #[test]
    fn both_conventions_give_one_key() {
        for (french, english, key) in [
            ("1\u{a0}250", "1,250", "1250"),
            ("1\u{202f}250\u{202f}000", "1,250,000", "1250000"),
            ("1,2", "1.2", "1.2"),
            ("1\u{a0}250,50", "1,250.5", "1250.5"),
            ("0,125", "0.125", "0.125"),
            ("1er", "1st", "1"),
            ("06", "6", "6"),
            ("3,0", "3", "3"),
        ] {
            assert_eq!(keys(french), [key], "{french}");
            assert_eq!(keys(english), [key], "{english}");
        }
        assert_eq!(keys("14h30"), ["14", "30"]);
        assert_eq!(keys("13.02.2024"), ["13.2.2024"]);
    }

    #[test]
    fn folding_has_one_answer_either_way() {
        for word in [
            "Élève",
            "l’Œuvre",
            "GARÇON",
            "naïve",
            "Noël",
            "où",
            "Übung",
            "ægis",
            "ñandú",
        ] {
            let mut general = fold_for_search(word).text;
            general.retain(|c| c != '\'');
            assert_eq!(fold_word(word), general);
        }
    }

    #[test]
    fn words_are_folded_and_cut() {
        assert_eq!(
            keys("L’Œuvre élémentaire « d'État » ?"),
            ["l", "oeuvre", "elemen", "d", "etat", "\"", "?"]
        );
    }

    #[test]
    fn names_have_a_capital_inside_the_sentence() {
        use TokenKind::{Name, Word};
        let kinds: Vec<_> = tokens("OTAN et Kiev. Les").iter().map(|t| t.kind).collect();
        assert_eq!(kinds, [Name, Word, Name, Name]);
        assert_eq!(tokens("Kiev")[0].kind, Word);
    }
}
