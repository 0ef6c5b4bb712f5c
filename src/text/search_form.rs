//! The form in which a search compares two words: folded, but for what it is asked to tell apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::normalize::fold_typographic_char;

/// What a search tells apart; nothing, unless it is asked to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Distinguish {
    /// Upper and lower case.
    pub case: bool,
    /// Letters with and without accents, œ and oe.
    pub accents: bool,
}

/// Returns a text in the form in which a search compares it: one kind of apostrophe, quotation mark
/// and space; lower case unless case is told apart; without accents unless those are.
///
/// Where nothing is told apart, that is the text of [`fold_for_search`](super::fold_for_search).
/// Linear in the text.
pub fn search_form(text: &str, tell: Distinguish) -> String {
    if text.is_ascii() && !tell.case {
        // Nothing but case and kinds of space can be folded: most words of most texts.
        let mut form = text.to_ascii_lowercase();
        if form.contains(|c: char| c.is_whitespace() && c != ' ') {
            form = form.chars().map(fold_typographic_char).collect();
        }
        return form;
    }
    let mut form = String::with_capacity(text.len());
    let mut push = |c: char| {
        let c = fold_typographic_char(c);
        if tell.case {
            form.push(c);
        } else {
            form.extend(c.to_lowercase());
        }
    };
    if tell.accents {
        text.nfc().for_each(push);
        return form;
    }
    for c in text.chars() {
        decompose_canonical(c, |part| {
            let letters = match part {
                'œ' => ['o', 'e'],
                'Œ' => ['O', 'E'],
                'æ' => ['a', 'e'],
                'Æ' => ['A', 'E'],
                part => {
                    if !is_combining_mark(part) {
                        push(part);
                    }
                    return;
                }
            };
            letters.into_iter().for_each(&mut push);
        });
    }
    form
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold_for_search;

    #[test]
    fn case_and_accents_are_told_apart_on_request() {
        let form = |case, accents| search_form("L’Œuvre Été", Distinguish { case, accents });
        assert_eq!(form(false, false), "l'oeuvre ete");
        assert_eq!(form(true, false), "L'OEuvre Ete");
        assert_eq!(form(false, true), "l'œuvre été");
        assert_eq!(form(true, true), "L'Œuvre Été");
        let decomposed = Distinguish {
            case: false,
            accents: true,
        };
        assert_eq!(search_form("e\u{301}te\u{301}", decomposed), "été");
    }

    proptest! {
        #[test]
        fn without_a_wish_it_is_the_folded_text(text in ".{0,40}") {
            prop_assert_eq!(
                search_form(&text, Distinguish::default()),
                fold_for_search(&text).text
            );
        }
    }
}
