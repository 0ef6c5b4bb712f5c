//! Inline elements of TMX as those of XLIFF 1.2.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::TMX_KINDS;
use crate::exchange::tmx::valid;
use crate::model::{Attributes, InlineContent, Piece, escape_text, write_start_tag};

/// Writes a text. A pair of codes without native code, one well inside the other, becomes `g`; any
/// other pair `bpt` and `ept` with one `rid`; a placeholder without native code becomes `x`; half
/// a pair `it`. What is no valid content of TMX is made valid first. Each code has an `id` of its
/// own, which is its number (`x`) where that is free.
pub(super) fn write(content: &InlineContent, out: &mut String) {
    if let [] | [Piece::Text(_)] = content.pieces() {
        return escape_text(&content.plain(), out);
    }
    let content = valid::segment(content);
    let pairs = Pairs::of(&content);
    let mut ids = Ids::of(&content);
    let mut closing = Vec::new();
    for (at, piece) in content.pieces().iter().enumerate() {
        match piece {
            Piece::Text(text) => escape_text(text, out),
            Piece::Close => {
                out.push_str(closing.pop().unwrap_or_default());
            }
            Piece::Open { name, attributes } => {
                closing.push(open(at, name, attributes, &pairs, &mut ids, out));
            }
        }
    }
}

/// Writes the start of an element; returns how it ends.
fn open(
    at: usize,
    name: &str,
    attributes: &Attributes,
    pairs: &Pairs,
    ids: &mut Ids,
    out: &mut String,
) -> &'static str {
    let number = attributes.get("x");
    let kind = attributes.get("type");
    let mut written: Vec<(&str, String)> = Vec::new();
    let mut start = |name: &str, written: Vec<(&str, String)>| {
        write_start_tag(name, &written.into_iter().collect(), out);
    };
    match name {
        "bpt" => {
            let id = ids.take(number);
            written.push(("id", id.clone()));
            match pairs.ends.get(&at) {
                Some(end) => {
                    ids.pairs.insert(*end, id.clone());
                    if pairs.bare.contains(&at) {
                        written.extend(ctype(kind, &DELIMITERS));
                        start("g", written);
                        return "";
                    }
                    written.push(("rid", id));
                }
                None => written.push(("pos", "open".to_owned())),
            }
            written.extend(ctype(kind, &DELIMITERS));
            if pairs.ends.contains_key(&at) {
                start("bpt", written);
                "</bpt>"
            } else {
                start("it", written);
                "</it>"
            }
        }
        "ept" => match ids.pairs.get(&at).cloned() {
            Some(_) if pairs.bare.contains(&at) => "</g>",
            Some(id) => {
                start("ept", vec![("id", id.clone()), ("rid", id)]);
                "</ept>"
            }
            None => {
                written.push(("id", ids.take(number)));
                written.push(("pos", "close".to_owned()));
                start("it", written);
                "</it>"
            }
        },
        "it" => {
            let end = attributes.get("pos") == Some("end");
            written.push(("id", ids.take(number)));
            written.push(("pos", if end { "close" } else { "open" }.to_owned()));
            written.extend(ctype(kind, &DELIMITERS));
            start("it", written);
            "</it>"
        }
        "ph" | "ut" => {
            written.push(("id", ids.take(number)));
            written.extend(ctype(kind, &PLACEHOLDERS));
            if pairs.bare.contains(&at) {
                start("x", written);
                return "</x>";
            }
            let assoc = match attributes.get("assoc") {
                Some("p") => Some("preceding"),
                Some("f") => Some("following"),
                Some("b") => Some("both"),
                _ => None,
            };
            written.extend(assoc.map(|assoc| ("assoc", assoc.to_owned())));
            start("ph", written);
            "</ph>"
        }
        "hi" => {
            let kind = kind.map(|kind| format!("x-hi-{}", token(kind)));
            let kind = kind.unwrap_or_else(|| "x-hi".to_owned());
            start("mrk", vec![("mtype", kind)]);
            "</mrk>"
        }
        _ => {
            start("sub", ctype(kind, &DELIMITERS).into_iter().collect());
            "</sub>"
        }
    }
}

/// Kinds that XLIFF 1.2 names for codes around text.
const DELIMITERS: [&str; 4] = ["bold", "italic", "underlined", "link"];
/// Kinds that XLIFF 1.2 names for codes in the place of something.
const PLACEHOLDERS: [&str; 3] = ["image", "pb", "lb"];

/// Returns the kind as an attribute of XLIFF: one that it names, else one that begins with `x-`.
fn ctype<'n>(kind: Option<&str>, named: &[&str]) -> Option<(&'n str, String)> {
    let kind = match kind?.trim() {
        "" => return None,
        "ulined" if named.contains(&"underlined") => "underlined",
        kind => kind,
    };
    let known = named.contains(&kind) || kind.starts_with("x-") && !TMX_KINDS.contains(&&kind[2..]);
    let kind = token(kind);
    Some(("ctype", if known { kind } else { format!("x-{kind}") }))
}

/// Returns a text without white space, as values that begin with `x-` must be.
pub(super) fn token(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Which codes belong together, and which carry no native code.
struct Pairs {
    /// Place of a `bpt` → place of its `ept`.
    ends: BTreeMap<usize, usize>,
    /// Places of the codes that can be written without native code.
    bare: BTreeSet<usize>,
}

impl Pairs {
    /// Content must be valid: every `bpt` and `ept` has an `i`.
    fn of(content: &InlineContent) -> Self {
        let pieces = content.pieces();
        let empty = |at: usize| pieces.get(at + 1) == Some(&Piece::Close);
        let mut waiting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let (mut ends, mut bare) = (BTreeMap::new(), BTreeSet::new());
        for (at, piece) in pieces.iter().enumerate() {
            let Piece::Open { name, attributes } = piece else {
                continue;
            };
            let i = attributes.get("i").unwrap_or_default();
            match name.as_str() {
                "bpt" => waiting.entry(i).or_default().push(at),
                "ept" => {
                    if let Some(begin) = waiting.get_mut(i).and_then(Vec::pop) {
                        ends.insert(begin, at);
                    }
                }
                "ph" | "ut" if empty(at) && attributes.get("assoc").is_none() => {
                    bare.insert(at);
                }
                _ => {}
            }
        }
        // A pair is bare where it ends as the innermost one of those that are open.
        let begins: BTreeMap<usize, usize> = ends.iter().map(|(b, e)| (*e, *b)).collect();
        let bare_pair = |begin: &usize| empty(*begin) && ends.get(begin).is_some_and(|e| empty(*e));
        let mut open: Vec<Option<usize>> = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            match &pieces[at] {
                Piece::Open { .. } if bare_pair(&at) => {
                    open.push(Some(at));
                    at += 1;
                }
                Piece::Open { .. } if begins.get(&at).is_some_and(bare_pair) => {
                    if open.last() == Some(&begins.get(&at).copied()) {
                        bare.extend(open.pop().flatten());
                        bare.insert(at);
                    }
                    at += 1;
                }
                Piece::Open { .. } => open.push(None),
                Piece::Close => while let Some(Some(_)) = open.pop() {},
                Piece::Text(_) => {}
            }
            at += 1;
        }
        Pairs { ends, bare }
    }
}

/// The ids of a text's codes.
struct Ids {
    /// Numbers that codes still ask for.
    wanted: BTreeSet<String>,
    taken: BTreeSet<String>,
    next: u64,
    /// Place of an `ept` → id of its pair.
    pairs: BTreeMap<usize, String>,
}

impl Ids {
    fn of(content: &InlineContent) -> Self {
        let numbers = content.pieces().iter().filter_map(|piece| match piece {
            Piece::Open { attributes, .. } => attributes.get("x").map(str::to_owned),
            _ => None,
        });
        Ids {
            wanted: numbers.collect(),
            taken: BTreeSet::new(),
            next: 0,
            pairs: BTreeMap::new(),
        }
    }

    fn take(&mut self, number: Option<&str>) -> String {
        if let Some(number) = number.filter(|n| !n.is_empty() && !self.taken.contains(*n)) {
            self.taken.insert(number.to_owned());
            return number.to_owned();
        }
        loop {
            self.next += 1;
            let id = self.next.to_string();
            if !self.wanted.contains(&id) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
