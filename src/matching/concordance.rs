//! A phrase found as whole words, whatever its case, accents, spaces and apostrophes.

use crate::text::fold_for_search;

/// A phrase to find.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// Folded, with single spaces.
    folded: String,
}

impl Phrase {
    /// Prepares a phrase.
    pub fn new(phrase: &str) -> Self {
        let folded = fold_for_search(phrase).text;
        Phrase {
            folded: folded.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    /// Returns the byte ranges of the phrase in a text: whole words, in order, not overlapping.
    /// An empty phrase is nowhere. Linear in the text.
    pub fn hits(&self, text: &str) -> Vec<(usize, usize)> {
        let mut hits = Vec::new();
        if self.folded.is_empty() || text.len() * 3 < self.folded.len() {
            return hits;
        }
        let folded = fold_for_search(text);
        let haystack = folded.text.as_str();
        let mut from = 0;
        while let Some(at) = haystack[from..].find(&self.folded) {
            let (start, end) = (from + at, from + at + self.folded.len());
            if is_edge(haystack, start) && is_edge(haystack, end) {
                hits.push(folded.original_range(start, end));
                from = end;
            } else {
                from = start + haystack[start..].chars().next().map_or(1, char::len_utf8);
            }
        }
        hits
    }
}

/// Tells whether no word goes on across a place.
fn is_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    !matches!((before, after), (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(phrase: &str, text: &'t str) -> Vec<&'t str> {
        Phrase::new(phrase)
            .hits(text)
            .into_iter()
            .map(|(start, end)| &text[start..end])
            .collect()
    }

    #[test]
    fn case_accents_spaces_and_apostrophes_do_not_matter() {
        let text = "Aussi longtemps\u{a0}qu’il le faudra, et aussi longtemps qu'il le faudra.";
        assert_eq!(
            found("aussi longtemps qu'il le faudra", text),
            [
                "Aussi longtemps\u{a0}qu’il le faudra",
                "aussi longtemps qu'il le faudra"
            ]
        );
        assert_eq!(found("PECHES", "des pêches"), ["pêches"]);
    }

    #[test]
    fn only_whole_words_count() {
        assert_eq!(found("aide", "plaider l’aide aider"), ["aide"]);
        assert_eq!(found("", "x"), [""; 0]);
        assert_eq!(found("aa", "aa aaa aa"), ["aa", "aa"]);
    }
}
