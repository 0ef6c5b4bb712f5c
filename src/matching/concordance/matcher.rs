//! Finds a query in a text, word by word.

use super::query::{Node, Phrase, QueryWord, Search};
use super::words::{SearchWord, mark, search_stem, search_words, word_form};
use crate::text::{Distinguish, Stems, search_form};

/// How words are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// What is told apart.
    pub tell: Distinguish,
    /// Whether words with the same stem are the same word.
    pub inflected: bool,
}

/// Finds a query in texts of one language.
#[derive(Debug)]
pub struct Matcher {
    search: Compiled,
    tell: Distinguish,
    /// Where words with the same stem are the same.
    stems: Option<Stems>,
}

#[derive(Debug)]
enum Compiled {
    Words {
        root: Node,
        /// The same query with folded words.
        folded: Node,
    },
    Pattern(regex::Regex),
}

/// The words of a text in the forms that a query asks for.
struct Text<'t> {
    whole: &'t str,
    words: Vec<SearchWord>,
    /// The stems of the words, where those are compared.
    stems: Vec<String>,
}

/// Where a phrase stands: numbers of its first word and the one after its last, bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    first: usize,
    end: usize,
    bytes: (usize, usize),
}

impl Matcher {
    /// Prepares a search for texts of a language, named by its primary subtag.
    pub fn new(search: &Search, options: Options, primary: &str) -> Self {
        let stems = options.inflected.then(|| Stems::of_language(primary));
        let tell = options.tell;
        let search = match search {
            Search::Pattern(regex) => Compiled::Pattern(regex.clone()),
            Search::Words(query) => Compiled::Words {
                root: query.root.with_forms(&|word| match &stems {
                    Some(stems) if !word.prefix => search_stem(stems, &word.text, tell),
                    _ => word_form(&word.text, tell),
                }),
                folded: query.root.clone(),
            },
        };
        Matcher {
            search,
            tell,
            stems,
        }
    }

    /// Returns the byte ranges of what was searched in a text, ascending and apart; `None` where the
    /// text does not answer. What must not be there has no range; overlapping ones are one.
    ///
    /// Linear in the text for each word of the query. A regular expression has a hit wherever it
    /// matches something.
    pub fn hits(&self, text: &str) -> Option<Vec<(usize, usize)>> {
        let mut hits = match &self.search {
            Compiled::Pattern(regex) => {
                let found = regex
                    .find_iter(text)
                    .map(|found| (found.start(), found.end()));
                let found: Vec<_> = found.filter(|(start, end)| start < end).collect();
                return (!found.is_empty()).then_some(found);
            }
            Compiled::Words { root, folded } => {
                if self.stems.is_none()
                    && !may_answer(folded, &search_form(text, Distinguish::default()))
                {
                    return None;
                }
                spans(root, &self.text(text))?
            }
        };
        hits.sort_unstable();
        let mut apart: Vec<(usize, usize)> = Vec::with_capacity(hits.len());
        for (start, end) in hits {
            match apart.last_mut() {
                Some(last) if start < last.1 => last.1 = last.1.max(end),
                _ => apart.push((start, end)),
            }
        }
        Some(apart)
    }

    fn text<'t>(&self, text: &'t str) -> Text<'t> {
        let mut words = search_words(text);
        if self.tell != Distinguish::default() {
            for word in &mut words {
                word.form = word_form(&text[word.range.clone()], self.tell);
            }
        }
        let stems = self.stems.as_ref().map(|stems| {
            let words = words.iter();
            let stem = |word: &SearchWord| search_stem(stems, &text[word.range.clone()], self.tell);
            words.map(stem).collect()
        });
        Text {
            whole: text,
            words,
            stems: stems.unwrap_or_default(),
        }
    }
}

/// Returns where what a node asks for stands; `None` where the text does not answer it.
fn spans(node: &Node, text: &Text<'_>) -> Option<Vec<(usize, usize)>> {
    let found = match node {
        Node::Phrase(phrase) => bytes(text.spans(phrase)),
        Node::Near(phrases, within) => bytes(near(
            &phrases
                .iter()
                .map(|phrase| text.spans(phrase))
                .collect::<Vec<_>>(),
            *within,
        )),
        Node::And(wanted, unwanted) => {
            if unwanted.iter().any(|node| spans(node, text).is_some()) {
                return None;
            }
            let mut found = Vec::new();
            for node in wanted {
                found.extend(spans(node, text)?);
            }
            found
        }
        Node::Or(nodes) => nodes
            .iter()
            .filter_map(|node| spans(node, text))
            .flatten()
            .collect(),
    };
    (!found.is_empty()).then_some(found)
}

fn bytes(spans: Vec<Span>) -> Vec<(usize, usize)> {
    spans.into_iter().map(|span| span.bytes).collect()
}

/// Tells whether a folded text has the letters that a query needs; a quick look before it is cut
/// into words.
fn may_answer(node: &Node, folded: &str) -> bool {
    // A number may stand there with spaces inside.
    let is_there = |word: &QueryWord| {
        word.form.starts_with(|c: char| c.is_ascii_digit()) || folded.contains(&word.form)
    };
    let all = |phrase: &Phrase| phrase.words.iter().all(is_there);
    match node {
        Node::Phrase(phrase) => all(phrase),
        Node::Near(phrases, _) => phrases.iter().all(all),
        Node::And(wanted, _) => wanted.iter().all(|node| may_answer(node, folded)),
        Node::Or(nodes) => nodes.iter().any(|node| may_answer(node, folded)),
    }
}

impl Text<'_> {
    /// Returns where a phrase stands, from left to right, not overlapping.
    fn spans(&self, phrase: &Phrase) -> Vec<Span> {
        let length = phrase.words.len();
        let mut spans = Vec::new();
        let mut first = 0;
        while first + length <= self.words.len() {
            match self.span(phrase, first) {
                Some(bytes) => {
                    let end = first + length;
                    spans.push(Span { first, end, bytes });
                    first = end;
                }
                None => first += 1,
            }
        }
        spans
    }

    /// Returns the bytes of a phrase that begins with a word, if one does.
    fn span(&self, phrase: &Phrase, first: usize) -> Option<(usize, usize)> {
        let last = first + phrase.words.len() - 1;
        let mut words = phrase.words.iter().enumerate();
        if !words.all(|(number, word)| self.is(first + number, word)) {
            return None;
        }
        for number in first..last {
            let wanted = &phrase.marks[number - first + 1];
            let gap = &self.whole[self.words[number].range.end..self.words[number + 1].range.start];
            if !wanted.is_empty() && !gap.chars().filter_map(mark).eq(wanted.chars()) {
                return None;
            }
        }
        let begin = self.words[first].range.start;
        let begin = begin - before(&self.whole[..begin], phrase.marks.first()?)?;
        let end = self.words[last].range.end;
        Some((
            begin,
            end + after(&self.whole[end..], phrase.marks.last()?)?,
        ))
    }

    fn is(&self, number: usize, wanted: &QueryWord) -> bool {
        let form = &self.words[number].form;
        if wanted.prefix {
            return form.starts_with(&wanted.form);
        }
        *self.stems.get(number).unwrap_or(form) == wanted.form
    }
}

/// Returns how many bytes of the end of a text some marks take; `None` where they are not there.
fn before(text: &str, marks: &str) -> Option<usize> {
    let mut marks = marks.chars().rev();
    let Some(mut wanted) = marks.next() else {
        return Some(0);
    };
    for (at, c) in text.char_indices().rev() {
        match mark(c) {
            None => {}
            Some(c) if c == wanted => match marks.next() {
                Some(next) => wanted = next,
                None => return Some(text.len() - at),
            },
            Some(_) => return None,
        }
    }
    None
}

/// Returns how many bytes of the beginning of a text some marks take; `None` where they are not
/// there.
fn after(text: &str, marks: &str) -> Option<usize> {
    let mut marks = marks.chars();
    let Some(mut wanted) = marks.next() else {
        return Some(0);
    };
    for (at, c) in text.char_indices() {
        match mark(c) {
            None => {}
            Some(c) if c == wanted => match marks.next() {
                Some(next) => wanted = next,
                None => return Some(at + text[at..].chars().next().map_or(0, char::len_utf8)),
            },
            Some(_) => return None,
        }
    }
    None
}

/// Returns those places of phrases that are near one of each other phrase: between the end of each
/// and the beginning of the last stand at most `within` words.
fn near(all: &[Vec<Span>], within: usize) -> Vec<Span> {
    let mut found = Vec::new();
    for (own, spans) in all.iter().enumerate() {
        for start in spans {
            // Of each other phrase the next place from here on; one place serves one phrase.
            let mut group = vec![*start];
            for (_, others) in all.iter().enumerate().filter(|(other, _)| *other != own) {
                let from = others.partition_point(|span| span.first < start.first);
                let next = others[from..].iter().find(|span| !group.contains(span));
                match next {
                    Some(span) => group.push(*span),
                    None => break,
                }
            }
            let last = group
                .iter()
                .map(|span| span.first)
                .max()
                .unwrap_or_default();
            if group.len() == all.len() && group.iter().all(|span| span.end + within >= last) {
                found.extend(group);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::matching::concordance::TextQuery;

    fn found_in<'t>(query: &str, text: &'t str, options: Options, primary: &str) -> Vec<&'t str> {
        let search = Search::Words(TextQuery::parse(query).unwrap());
        let hits = Matcher::new(&search, options, primary).hits(text);
        let hits = hits.unwrap_or_default().into_iter();
        hits.map(|(start, end)| &text[start..end]).collect()
    }

    fn found<'t>(query: &str, text: &'t str) -> Vec<&'t str> {
        found_in(query, text, Options::default(), "fr")
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
        assert_eq!(
            found("12 000", "12\u{202f}000 et 12000"),
            ["12\u{202f}000", "12000"]
        );
    }

    #[test]
    fn only_whole_words_count() {
        assert_eq!(found("aide", "plaider l’aide aider"), ["aide"]);
        assert_eq!(found("aa", "aa aaa aa"), ["aa", "aa"]);
        assert_eq!(
            found("allian*", "Des alliances, une alliance, allié"),
            ["alliances", "alliance"]
        );
        assert_eq!(
            found("\"l’alli* est\"", "l’alliance est"),
            ["l’alliance est"]
        );
    }

    #[test]
    fn marks_that_are_typed_must_be_there_and_others_need_not() {
        assert_eq!(found("45 %", "45 tonnes, 45\u{a0}%"), ["45\u{a0}%"]);
        assert_eq!(found("$10", "10, $ 10"), ["$ 10"]);
        assert_eq!(
            found("port éloi", "Port-Éloi, « port » Éloi"),
            ["Port-Éloi", "port » Éloi"]
        );
        assert_eq!(found("port-éloi", "Port‑Éloi, port Éloi"), ["Port‑Éloi"]);
        assert_eq!(found("oui.", "Oui, oui. Oui…"), ["oui."]);
    }

    #[test]
    fn operators_choose_texts_and_point_at_what_is_wanted() {
        let text = "Le port ouvre en mai et ferme en octobre.";
        assert_eq!(found("mai AND port", text), ["port", "mai"]);
        assert_eq!(found("mai -port", text), [""; 0]);
        assert_eq!(found("mai -quai", text), ["mai"]);
        assert_eq!(
            found("quai OR ferme OR \"en octobre\"", text),
            ["ferme", "en octobre"]
        );
        assert_eq!(
            found("\"port ouvre\" OR \"ouvre en\"", text),
            ["port ouvre en"]
        );
    }

    #[test]
    fn near_counts_the_words_between() {
        let text = "a x x b x x x x a b";
        assert_eq!(found("NEAR(a b, 2)", text), ["a", "b", "a", "b"]);
        assert_eq!(found("NEAR(b a, 1)", text), ["a", "b"]);
        assert_eq!(found("NEAR(a a, 6)", text), [""; 0]);
        assert_eq!(found("NEAR(a a, 7)", text), ["a", "a"]);
        assert_eq!(found("NEAR(\"a b\" x, 0)", text), ["x", "a b"]);
    }

    #[test]
    fn inflected_forms_are_found_by_the_stem_of_the_language() {
        let options = Options {
            inflected: true,
            ..Options::default()
        };
        let text = "Les déclarations communes, la declaration commune, le déclarant";
        assert_eq!(
            found_in("déclaration commune", text, options, "fr"),
            ["déclarations communes", "declaration commune"]
        );
        assert_eq!(
            found_in("declares", "He declared it", options, "en"),
            ["declared"]
        );
    }

    #[test]
    fn case_and_accents_are_told_apart_on_request() {
        let text = "Pêche, pêche, péché, peche";
        let tell = |case, accents| Options {
            tell: Distinguish { case, accents },
            ..Options::default()
        };
        assert_eq!(
            found_in("pêche", text, tell(false, true), "fr"),
            ["Pêche", "pêche"]
        );
        assert_eq!(found_in("Peche", text, tell(true, false), "fr"), ["Pêche"]);
        assert_eq!(found_in("pêche", text, tell(true, true), "fr"), ["pêche"]);
    }

    proptest! {
        #[test]
        fn hits_are_whole_characters_ascending_and_apart(
            query in ".{0,30}|[a-b* \"-]{0,8}", text in ".{0,60}|[a-b .-]{0,20}", inflected: bool,
        ) {
            let options = Options { inflected, ..Options::default() };
            if let Ok(query) = TextQuery::parse(&query) {
                let hits = Matcher::new(&Search::Words(query), options, "fr").hits(&text);
                let mut from = 0;
                for (start, end) in hits.unwrap_or_default() {
                    prop_assert!(from <= start && start < end && text.get(start..end).is_some());
                    from = end;
                }
            }
        }

        #[test]
        fn a_text_is_found_by_itself(text in "[a-zé ,.’0-9%-]{1,40}") {
            let quoted = format!("\"{text}\"");
            if let Ok(query) = TextQuery::parse(&quoted) {
                let matcher = Matcher::new(&Search::Words(query), Options::default(), "fr");
                prop_assert!(matcher.hits(&text).is_some(), "{}", text);
            }
        }
    }
}
