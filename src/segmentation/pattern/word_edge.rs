//! Takes `\b` and `\B` out of the two patterns of a rule.
//!
//! A lazy automaton sees bytes, so it cannot tell whether the character beside a place is a letter
//! of Unicode. But a pattern mostly says so itself: in `\s\bM\.` the edge stands between a space
//! and a letter, so it always holds; in `\bM\.` at the start of `before` it means that no letter
//! comes before, which `(?:^|\W)` says as well, since nobody asks where the match begins. Where
//! neither helps, the rule is checked by another engine.

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look};

/// What stands beside a place in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    /// The end of the pattern at which a match may be of any length.
    Open,
    /// A letter, digit or other character of a word.
    Word,
    /// Another character.
    Other,
    /// Not the same in every match.
    Unknown,
}

/// Rewrites both patterns of a rule; `None` for one that cannot be.
pub(super) fn resolve(before: &Hir, after: &Hir) -> (Option<Hir>, Option<Hir>) {
    let next = match first(after) {
        // An edge at the end of `before` with nothing behind it that would tell.
        Beside::Open => Beside::Unknown,
        known => known,
    };
    let last = match last(before) {
        Beside::Open => Beside::Unknown,
        known => known,
    };
    (
        rewrite(before, Beside::Open, next),
        rewrite(after, last, Beside::Open),
    )
}

/// Returns a pattern without its edges of words: it matches what the pattern matches, and more.
pub(super) fn without(pattern: &Hir) -> Hir {
    match pattern.kind() {
        HirKind::Look(look) if is_edge(*look) => Hir::empty(),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without).collect()),
        HirKind::Capture(group) => without(&group.sub),
        HirKind::Repetition(repetition) => {
            let mut repetition = repetition.clone();
            repetition.sub = Box::new(without(&repetition.sub));
            Hir::repetition(repetition)
        }
        _ => pattern.clone(),
    }
}

fn is_edge(look: Look) -> bool {
    matches!(look, Look::WordUnicode | Look::WordUnicodeNegate)
}

fn has_edge(pattern: &Hir) -> bool {
    pattern.properties().look_set().contains_word_unicode()
}

fn rewrite(pattern: &Hir, left: Beside, right: Beside) -> Option<Hir> {
    if !has_edge(pattern) {
        return Some(pattern.clone());
    }
    match pattern.kind() {
        HirKind::Look(Look::WordUnicode) => edge(left, right, true),
        HirKind::Look(Look::WordUnicodeNegate) => edge(left, right, false),
        HirKind::Capture(group) => rewrite(&group.sub, left, right),
        HirKind::Alternation(parts) => {
            let parts: Option<Vec<Hir>> = parts.iter().map(|p| rewrite(p, left, right)).collect();
            Some(Hir::alternation(parts?))
        }
        HirKind::Concat(parts) => {
            let rewritten: Option<Vec<Hir>> = (0..parts.len())
                .map(|n| {
                    let left = sequence(parts[..n].iter().rev(), last, left);
                    let right = sequence(parts[n + 1..].iter(), first, right);
                    rewrite(&parts[n], left, right)
                })
                .collect();
            Some(Hir::concat(rewritten?))
        }
        _ => None,
    }
}

/// Returns what an edge between two characters comes down to.
fn edge(left: Beside, right: Beside, positive: bool) -> Option<Hir> {
    use Beside::{Open, Other, Word};
    let word = || Hir::class(Class::Unicode(words()));
    let no_word = |end: Look| {
        let mut others = words();
        others.negate();
        Hir::alternation(vec![Hir::look(end), Hir::class(Class::Unicode(others))])
    };
    Some(match (left, right, positive) {
        (Word, Other, true) | (Other, Word, true) | (Word, Word, false) | (Other, Other, false) => {
            Hir::empty()
        }
        (Word, Word, true) | (Other, Other, true) | (Word, Other, false) | (Other, Word, false) => {
            Hir::fail()
        }
        (Open, Word, true) | (Open, Other, false) => no_word(Look::Start),
        (Word, Open, true) | (Other, Open, false) => no_word(Look::End),
        (Open, Other, true) | (Open, Word, false) | (Other, Open, true) | (Word, Open, false) => {
            word()
        }
        _ => return None,
    })
}

/// Returns what stands beside a place of which the parts are given from the place away.
fn sequence<'h>(
    parts: impl Iterator<Item = &'h Hir>,
    side: fn(&Hir) -> Beside,
    end: Beside,
) -> Beside {
    let mut edges = false;
    for part in parts {
        match side(part) {
            // Nothing is there that takes a character.
            Beside::Open => edges |= has_edge(part),
            beside => return beside,
        }
    }
    // Two edges at one end would take a character each.
    if edges && end == Beside::Open {
        Beside::Unknown
    } else {
        end
    }
}

fn first(pattern: &Hir) -> Beside {
    side(pattern, true)
}

fn last(pattern: &Hir) -> Beside {
    side(pattern, false)
}

/// Returns what a match of a pattern begins or ends with; `Open` where it takes no character.
fn side(pattern: &Hir, at_start: bool) -> Beside {
    if pattern.properties().maximum_len() == Some(0) {
        // A place where `^` or a line's end must be has a neighbour of its own.
        let looks = pattern.properties().look_set();
        let only_edges = looks.iter().all(is_edge);
        return if only_edges {
            Beside::Open
        } else {
            Beside::Unknown
        };
    }
    if pattern.properties().minimum_len() == Some(0) {
        return Beside::Unknown;
    }
    match pattern.kind() {
        HirKind::Literal(literal) => {
            let Ok(text) = std::str::from_utf8(&literal.0) else {
                return Beside::Unknown;
            };
            let c = if at_start {
                text.chars().next()
            } else {
                text.chars().next_back()
            };
            c.map_or(Beside::Unknown, |c| {
                class_of(&ClassUnicode::new([ClassUnicodeRange::new(c, c)]))
            })
        }
        HirKind::Class(Class::Unicode(class)) => class_of(class),
        HirKind::Capture(group) => side(&group.sub, at_start),
        HirKind::Repetition(repetition) => side(&repetition.sub, at_start),
        HirKind::Alternation(parts) => {
            let mut sides = parts.iter().map(|part| side(part, at_start));
            let one = sides.next().unwrap_or(Beside::Unknown);
            if one != Beside::Open && sides.all(|other| other == one) {
                one
            } else {
                Beside::Unknown
            }
        }
        HirKind::Concat(parts) => {
            let open = if at_start {
                sequence(parts.iter(), first, Beside::Open)
            } else {
                sequence(parts.iter().rev(), last, Beside::Open)
            };
            if open == Beside::Open {
                Beside::Unknown
            } else {
                open
            }
        }
        _ => Beside::Unknown,
    }
}

fn class_of(class: &ClassUnicode) -> Beside {
    let mut inside = class.clone();
    inside.intersect(&words());
    if inside.ranges().is_empty() {
        Beside::Other
    } else if inside == *class {
        Beside::Word
    } else {
        Beside::Unknown
    }
}

/// Returns the characters of words: Unicode's `\w` (UTS #18, annex C).
fn words() -> ClassUnicode {
    static WORDS: std::sync::OnceLock<ClassUnicode> = std::sync::OnceLock::new();
    let read = || match regex_automata::util::syntax::parse(r"\w").map(Hir::into_kind) {
        Ok(HirKind::Class(Class::Unicode(class))) => class,
        _ => ClassUnicode::empty(),
    };
    WORDS.get_or_init(read).clone()
}

#[cfg(test)]
mod tests;
