//! The target of a match with the query's numbers, dates, times and amounts in it.
//!
//! Each quantity of the query stands for one of the stored source, in the same order; each of
//! those that changes must have one counterpart of equal value in the target, which is rewritten
//! in its own style. Where anything is in doubt there is no adaptation: a wrong figure in a
//! translation is worse than an old one with a warning beside it.

use super::score::{Step, steps};
use super::tokens::{Tokenised, is_content};
use crate::text::numbers::{Convention, Edit, Quantity, Value, quantities};
use crate::text::{Word, WordKind, fold_for_search, words};

/// A target with other numbers in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Adapted {
    /// The text; the stored target where nothing differs.
    pub(super) text: String,
    /// What was carried over, as the source and the query write it: `13 février → 21 mars`.
    pub(super) changes: Vec<String>,
    /// A number went from one to several or back, and a word beside it must follow.
    pub(super) needs_edit: bool,
}

/// How the languages of a lookup write numbers; `None` where that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Conventions {
    /// Of query and stored source.
    pub(super) source: Option<Convention>,
    /// Of the target.
    pub(super) target: Option<Convention>,
}

/// Returns the target with the query's quantities, or `None` where it must not be touched.
pub(super) fn adapt(
    stored: &Tokenised<'_>,
    query: &Tokenised<'_>,
    target: &str,
    conventions: Conventions,
) -> Option<Adapted> {
    let unchanged = || Adapted {
        text: target.to_owned(),
        changes: Vec::new(),
        needs_edit: false,
    };
    if stored.text == query.text {
        return Some(unchanged());
    }
    let (Some(from), Some(to)) = (conventions.source, conventions.target) else {
        return (figures(stored) == figures(query)).then(unchanged);
    };
    let (old, new) = (stored.numbers(from), query.numbers(from));
    if old.words != new.words {
        return None;
    }
    let (old, new) = (&old.quantities, &new.quantities);
    if old.len() != new.len() || !all_paired(stored, query, old, new) {
        return None;
    }
    let changed: Vec<bool> = old
        .iter()
        .zip(new)
        .map(|(a, b)| !a.says_the_same(b))
        .collect();
    if !changed.contains(&true) {
        return Some(unchanged());
    }
    let here = quantities(target, to);
    if another_currency([stored.text, query.text, target]) || other_letters(stored, query) {
        return None;
    }
    let counterparts = counterparts(stored.text, [old, new], target, &here);
    let mut edits = Vec::new();
    let mut needs_edit = false;
    for (n, changed) in changed.iter().enumerate() {
        let Some(at) = counterparts[n] else {
            if *changed || matches!(&old[n].value, Value::Figure(f) if f.is_bare()) {
                return None;
            }
            continue;
        };
        if *changed {
            edits.extend(edits_of(
                target, to, &here[at], &old[n], &new[n], query.text,
            )?);
            needs_edit |= number_agrees_no_more(target, to, &here[at], &new[n]);
            needs_edit |= article_agrees_no_more(target, to, &here[at], &new[n]);
        }
    }
    let text = apply(target, edits)?;
    let changes = changed
        .iter()
        .zip(old.iter().zip(new))
        .filter(|(changed, _)| **changed)
        .map(|(_, (a, b))| {
            format!(
                "{} → {}",
                &stored.text[a.range.clone()],
                &query.text[b.range.clone()]
            )
        })
        .collect();
    confirmed(&text, to, here.len(), &counterparts, new).then_some(Adapted {
        text,
        changes,
        needs_edit,
    })
}

/// Returns the words with digits as they are written.
fn figures<'t>(text: &Tokenised<'t>) -> Vec<&'t str> {
    let has_digit =
        |word: &Word| text.text[word.range.clone()].contains(|c: char| c.is_ascii_digit());
    let with_digits = text.words.iter().filter(|word| has_digit(word));
    with_digits
        .map(|word| &text.text[word.range.clone()])
        .collect()
}

/// Tells whether each quantity of the query stands where the one of the same number stands in the
/// stored source: with each quantity taken as one word of its kind, a cheapest way from one
/// sentence to the other keeps them all.
fn all_paired(
    stored: &Tokenised<'_>,
    query: &Tokenised<'_>,
    old: &[Quantity],
    new: &[Quantity],
) -> bool {
    let (stored, query) = (masked(stored, old), masked(query, new));
    let mut kept = steps(&stored, &query)
        .into_iter()
        .filter_map(|step| match step {
            Step::Keep(s, q) if stored[s] >= FIRST_MASK => Some((s, q)),
            _ => None,
        });
    let masks = |tokens: &[u32]| -> Vec<usize> {
        (0..tokens.len())
            .filter(|n| tokens[*n] >= FIRST_MASK)
            .collect()
    };
    let mut pairs = masks(&stored).into_iter().zip(masks(&query));
    pairs.all(|pair| kept.next() == Some(pair))
}

/// Tokens from here on stand for quantities; no vocabulary is that large.
const FIRST_MASK: u32 = u32::MAX - 3;

/// Returns the tokens of a text with one token for each quantity in the place of its words.
fn masked(text: &Tokenised<'_>, quantities: &[Quantity]) -> Vec<u32> {
    let mut masked = Vec::with_capacity(text.tokens.len());
    let mut quantities = quantities.iter().peekable();
    let mut end = 0;
    for (word, token) in text.words.iter().zip(&text.tokens) {
        while let Some(quantity) = quantities.next_if(|q| q.range.start < word.range.end) {
            end = quantity.range.end;
            masked.push(match quantity.value {
                Value::Date(_) => FIRST_MASK,
                Value::Time(_) => FIRST_MASK + 1,
                Value::Figure(_) => FIRST_MASK + 2,
                // `045` stands where another time `112` does.
                Value::Literal(ref literal) if literal.bytes().all(|b| b.is_ascii_digit()) => {
                    FIRST_MASK + 2
                }
                Value::Literal(_) => FIRST_MASK + 3,
            });
        }
        if word.range.start >= end {
            masked.push(*token);
        }
    }
    masked
}

/// Returns for each quantity of the source its place in the target.
///
/// Quantities of equal value answer each other in their order, and only where both texts have as
/// many of them. A year and an equal number of things are kept apart as far as the writing shows.
fn counterparts(
    source: &str,
    [old, new]: [&[Quantity]; 2],
    target: &str,
    here: &[Quantity],
) -> Vec<Option<usize>> {
    let mut found = vec![None; old.len()];
    let mut taken = vec![false; here.len()];
    let yearlike = |quantity: &Quantity| match &quantity.value {
        Value::Figure(figure) => figure.is_yearlike(),
        _ => false,
    };
    let strict = |a: &Quantity, b: &Quantity| a.answers(b) && yearlike(a) == yearlike(b);
    let loose = |a: &Quantity, b: &Quantity| a.answers(b);
    let exact = |a: &Quantity, b: &Quantity| a.says_the_same(b) && yearlike(a) == yearlike(b);
    let lent = |a: &Quantity, b: &Quantity| a.with_loan().answers(&b.with_loan());
    let literal = |a: &str, b: &str| a == b;
    let same_source =
        |a: &Quantity, b: &Quantity| literal(&source[a.range.clone()], &source[b.range.clone()]);
    let same_text =
        |a: &Quantity, b: &Quantity| literal(&source[a.range.clone()], &target[b.range.clone()]);
    let passes: [(Same<'_>, Same<'_>); 5] = [
        (&exact, &exact),
        (&strict, &strict),
        (&loose, &loose),
        (&lent, &lent),
        (&same_source, &same_text),
    ];
    if old.len().max(here.len()) > 1000 {
        return found;
    }
    let (ours, theirs) = (neighbours(source, old), neighbours(target, here));
    let near = |a: usize, b: usize| ours[a].iter().filter(|w| theirs[b].contains(w)).count();
    // Equal quantities that become the same need not be told apart.
    let alike = |group: &[usize]| {
        let first = group.first().map(|n| &new[*n]);
        group
            .iter()
            .all(|n| first.is_some_and(|first| first.says_the_same(&new[*n])))
    };
    for (among, across) in passes {
        pair_up(
            (old, here),
            (&mut found, &mut taken),
            (among, across),
            &near,
            &alike,
        );
    }
    found
}

/// Returns for each quantity the beginnings of the two words before and after it, and years there:
/// what both languages share tells equal numbers apart.
fn neighbours(text: &str, quantities: &[Quantity]) -> Vec<Vec<String>> {
    let words = words(text);
    let start = |word: &Word| -> Option<String> {
        let run = &text[word.range.clone()];
        // A year is written alike in both languages.
        if word.kind == WordKind::Number && run.len() == 4 {
            return Some(run.to_owned());
        }
        let folded = fold_for_search(run).text;
        let start: String = folded.chars().take(4).collect();
        (word.kind == WordKind::Word && start.chars().count() == 4).then_some(start)
    };
    let around = |quantity: &Quantity| {
        let before = words.partition_point(|word| word.range.end <= quantity.range.start);
        let after = words.partition_point(|word| word.range.start < quantity.range.end);
        let near = words[before.saturating_sub(2)..before].iter();
        let near = near.chain(words[after..].iter().take(2));
        near.filter_map(start).collect()
    };
    quantities.iter().map(around).collect()
}

type Same<'f> = &'f dyn Fn(&Quantity, &Quantity) -> bool;

/// Pairs the groups of equal quantities that are not paired yet and are as many on both sides: one
/// with one, those that become the same in their order, and two that become different as their
/// neighbours say. Where nothing tells equal quantities apart they stay alone: the other language
/// may have them in another order.
///
/// Quadratic in the number of quantities of one sentence.
fn pair_up(
    (old, here): (&[Quantity], &[Quantity]),
    (found, taken): (&mut [Option<usize>], &mut [bool]),
    (among, across): (Same<'_>, Same<'_>),
    near: &dyn Fn(usize, usize) -> usize,
    alike: &dyn Fn(&[usize]) -> bool,
) {
    for n in 0..old.len() {
        if found[n].is_some() {
            continue;
        }
        let ours: Vec<usize> = (0..old.len())
            .filter(|m| found[*m].is_none() && among(&old[n], &old[*m]))
            .collect();
        let mut theirs: Vec<usize> = (0..here.len())
            .filter(|m| !taken[*m] && across(&old[n], &here[*m]))
            .collect();
        let mut settled = alike(&ours);
        if let ([a, b], [c, d]) = (ours.as_slice(), theirs.as_slice()) {
            let straight = near(*a, *c) + near(*b, *d);
            let crossed = near(*a, *d) + near(*b, *c);
            settled |= straight != crossed;
            if crossed > straight {
                theirs.swap(0, 1);
            }
        }
        if settled && ours.len() == theirs.len() && ours.first() == Some(&n) {
            for (a, b) in ours.into_iter().zip(theirs) {
                found[a] = Some(b);
                taken[b] = true;
            }
        }
    }
}

/// Tells whether money of a certain country (`US$`, `$ CA`, dollars américains) stands in one of
/// stored source, query and target, and stored source and query do not name the same money in the
/// same order: the country would be left beside a new amount.
fn another_currency([stored, query, target]: [&str; 3]) -> bool {
    let (old, new) = (Money::of(stored), Money::of(query));
    let of_a_country = [&old, &new, &Money::of(target)]
        .iter()
        .any(|money| !money.countries.is_empty());
    of_a_country && (old.countries != new.countries || old.currencies != new.currencies)
}

/// The currencies that a text names, in order, and the countries beside a dollar.
#[derive(Debug, Default, PartialEq, Eq)]
struct Money {
    currencies: Vec<&'static str>,
    countries: Vec<&'static str>,
}

impl Money {
    fn of(text: &str) -> Self {
        const COUNTRIES: [(&str, &str); 11] = [
            ("us", "us"),
            ("usd", "us"),
            ("c", "ca"),
            ("ca", "ca"),
            ("can", "ca"),
            ("cad", "ca"),
            ("a", "au"),
            ("au", "au"),
            ("aus", "au"),
            ("hk", "hk"),
            ("nz", "nz"),
        ];
        let mut money = Money::default();
        for (at, sign) in text.match_indices(['$', '€', '£']) {
            money.currencies.push(match sign {
                "$" => "dollar",
                "€" => "euro",
                _ => "pound",
            });
            let capitals = |c: &char| c.is_ascii_uppercase();
            let before: String = text[..at].chars().rev().take_while(capitals).collect();
            let before: String = before.chars().rev().collect();
            let after = text[at + sign.len()..].trim_start();
            let after: String = after.chars().take_while(capitals).collect();
            for run in [before, after] {
                let run = run.to_lowercase();
                let known = COUNTRIES.iter().find(|(written, _)| *written == run);
                money.countries.extend(known.map(|(_, country)| *country));
            }
        }
        for word in words(text) {
            let folded = fold_for_search(&text[word.range]).text;
            let begins = |starts: &[&str]| starts.iter().any(|start| folded.starts_with(start));
            if begins(&["dollar"]) {
                money.currencies.push("dollar");
            } else if begins(&["euro"]) && folded.len() <= 5 {
                money.currencies.push("euro");
            } else if ["livre", "livres", "pound", "pounds"].contains(&folded.as_str()) {
                money.currencies.push("pound");
            }
        }
        // A country counts only beside dollars that are written out.
        if text.to_lowercase().contains("dollar") {
            for word in words(text) {
                let folded = fold_for_search(&text[word.range]).text;
                money.countries.extend(match folded.get(..5) {
                    Some("ameri") => Some("us"),
                    Some("canad") => Some("ca"),
                    Some("austr") => Some("au"),
                    _ => None,
                });
            }
        }
        money
    }
}

/// Tells whether letters of provisions differ, `5(2)c)` and `3(1)b)`: a reference of which only the
/// figures are new would be another one.
fn other_letters(stored: &Tokenised<'_>, query: &Tokenised<'_>) -> bool {
    let letters = |text: &Tokenised<'_>| -> Vec<char> {
        let of = |word: &Word| {
            let mut run = text.text[word.range.clone()].chars();
            let letter = run.next().filter(|c| c.is_alphabetic())?;
            let closed = text.text[word.range.end..].starts_with(')');
            (run.next().is_none() && closed).then_some(letter)
        };
        text.words.iter().filter_map(of).collect()
    };
    letters(stored) != letters(query)
}

/// Returns the edits for one quantity; one that is written letter by letter as in the source is
/// replaced letter by letter.
fn edits_of(
    target: &str,
    to: Convention,
    here: &Quantity,
    old: &Quantity,
    new: &Quantity,
    query: &str,
) -> Option<Vec<Edit>> {
    if here.answers(old) {
        if let (Value::Literal(_), Value::Figure(_)) = (&old.value, &new.value) {
            let written = query[new.range.clone()].to_owned();
            return Some(vec![(here.range.clone(), written)]);
        }
        return here.rewritten(target, to, old, new);
    }
    let [lent, old, new] = [here, old, new].map(Quantity::with_loan);
    if lent.answers(&old) {
        return here.rewritten(target, to, &old, &new);
    }
    Some(vec![(
        here.range.clone(),
        query[new.range.clone()].to_owned(),
    )])
}

fn apply(target: &str, mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut text = String::with_capacity(target.len());
    let mut at = 0;
    for (range, written) in edits {
        text.push_str(target.get(at..range.start)?);
        text.push_str(&written);
        at = range.end;
    }
    text.push_str(target.get(at..)?);
    Some(text)
}

/// Reads the adapted text again: it must say what the query says, in the same places.
fn confirmed(
    text: &str,
    to: Convention,
    count: usize,
    counterparts: &[Option<usize>],
    all_new: &[Quantity],
) -> bool {
    let written = quantities(text, to);
    written.len() == count
        && counterparts
            .iter()
            .zip(all_new)
            .enumerate()
            .all(|(n, (at, new))| match (at, &new.value) {
                (None, _) => true,
                (Some(at), Value::Figure(figure)) => match &written[*at].value {
                    Value::Figure(found) => {
                        found.same_number(figure)
                            || written[*at].with_loan().answers(&all_new[n].with_loan())
                    }
                    _ => true,
                },
                (Some(at), _) => {
                    written[*at].says_the_same(new) || matches!(new.value, Value::Literal(_))
                }
            })
}

/// Tells whether a counted word follows that stood with one and now stands with several, or the
/// other way round.
fn number_agrees_no_more(target: &str, to: Convention, here: &Quantity, new: &Quantity) -> bool {
    let (Value::Figure(here_figure), Value::Figure(new)) = (&here.value, &new.value) else {
        return false;
    };
    if !here_figure.is_bare() || here_figure.is_plural(to) == new.is_plural(to) {
        return false;
    }
    let rest = &target[here.range.end..];
    let Some(next) = words(rest).into_iter().next() else {
        return false;
    };
    let gap = &rest[..next.range.start];
    next.kind == WordKind::Word
        && gap.chars().all(char::is_whitespace)
        && rest[next.range.clone()].starts_with(char::is_lowercase)
        && is_content(rest, &next)
}

/// Tells whether an English article before a number goes with the old one only: `an 8% rise`.
fn article_agrees_no_more(target: &str, to: Convention, here: &Quantity, new: &Quantity) -> bool {
    let (Value::Figure(old), Value::Figure(new)) = (&here.value, &new.value) else {
        return false;
    };
    let before = target[..here.range.start].trim_end();
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next();
    let article = word.is_some_and(|word| matches!(word, "a" | "an" | "A" | "An"));
    to == Convention::English && article && old.begins_with_vowel() != new.begins_with_vowel()
}
