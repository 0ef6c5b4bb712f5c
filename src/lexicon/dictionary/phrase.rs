//! A phrase of a dictionary as one token, where it is one.

use super::super::tokens::{Token, TokenKind, tokens};

/// What may stand before the word in a headword or translation: “to run”, “un chat”, “se taire”.
const BEFORE: [&str; 14] = [
    "a", "an", "the", "to", "un", "une", "le", "la", "les", "l", "des", "du", "se", "s",
];

/// What may stand after it for whoever is meant: “help sb”, “aider qn”.
const AFTER: [&str; 9] = [
    "sb",
    "sth",
    "somebody",
    "someone",
    "something",
    "qn",
    "qc",
    "qqn",
    "qqch",
];

/// Tokens of a phrase that is looked at.
const LONGEST: usize = 3;

/// Returns the key of a phrase that is one token, or one with articles and particles around it.
pub(super) fn only_key(phrase: &str) -> Option<String> {
    let found = tokens(phrase);
    if let [token] = found.as_slice() {
        return is_word(token).then(|| token.key().to_owned());
    }
    if found.len() > LONGEST || !found.iter().all(is_word) {
        return None;
    }
    // As written: `à` is no article, though it folds to one.
    let written = |token: &Token| {
        let word = phrase[token.range.clone()].to_lowercase();
        word.trim_end_matches(['\'', '’']).to_owned()
    };
    let words: Vec<String> = found.iter().map(written).collect();
    let small = |list: &[&str], word: &String| list.contains(&word.as_str());
    let first = words.iter().position(|word| !small(&BEFORE, word))?;
    let rest = &words[first + 1..];
    rest.iter()
        .all(|word| small(&AFTER, word))
        .then(|| found[first].key().to_owned())
}

fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_particles_are_taken_off() {
        for (phrase, key) in [
            ("house", "house"),
            ("Gouvernement", "gouver"),
            ("to run", "run"),
            ("un chat", "chat"),
            ("l'œuvre", "oeuvre"),
            ("l’enfant", "enfant"),
            ("se taire", "taire"),
            ("to help sb", "help"),
            ("the", "the"),
        ] {
            assert_eq!(only_key(phrase).as_deref(), Some(key), "{phrase}");
        }
        for phrase in [
            "",
            "à pied",
            "the the",
            "make war",
            "isn't",
            "42",
            "to be or not",
            "?",
        ] {
            assert_eq!(only_key(phrase), None, "{phrase}");
        }
    }
}
