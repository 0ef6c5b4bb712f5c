//! Inline elements of XLIFF as those of TMX, so that every other format can carry them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Attributes, InlineContent, Piece};

/// Kinds of codes that TMX 1.4b names; in XLIFF they have `x-` before them, as all that it does
/// not name itself.
pub(super) const TMX_KINDS: [&str; 15] = [
    "alt", "cb", "color", "date", "dulined", "enote", "fnote", "font", "index", "inset", "scap",
    "struct", "time", "ulined", "ref",
];

/// The number that each code of a unit has in its texts: that of its `id`, where it is one, so
/// that a code has the same number in source and target.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    by_id: BTreeMap<String, String>,
    used: BTreeSet<u64>,
    next: u64,
}

impl Numbers {
    /// Takes note of the numbers that the codes of a text have themselves.
    pub(super) fn note(&mut self, content: &InlineContent) {
        for piece in content.pieces() {
            if let Piece::Open { attributes, .. } = piece
                && let Some(number) = attributes.get("id").and_then(|id| id.parse().ok())
            {
                self.used.insert(number);
            }
        }
    }

    fn of(&mut self, id: &str) -> String {
        if let Ok(number) = id.parse::<u64>() {
            return number.to_string();
        }
        if let Some(number) = self.by_id.get(id) {
            return number.clone();
        }
        loop {
            self.next += 1;
            if !self.used.contains(&self.next) {
                break;
            }
        }
        let number = self.next.to_string();
        self.by_id.insert(id.to_owned(), number.clone());
        number
    }
}

/// What has to be done where an element of the source ends.
enum End {
    /// Close the element that was opened for it.
    Close,
    /// Write the ending code of a pair with this number.
    Pair(usize),
    /// Nothing: the element gave way to what it holds.
    Nothing,
}

/// Text that was read, and what was noticed in it.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) content: InlineContent,
    /// What people have said of parts of the text (`mrk@comment`).
    pub(super) comments: Vec<String>,
    /// An element that is none of XLIFF's; kept as it is.
    pub(super) unknown: Option<String>,
    /// Whether a tracked deletion was left out.
    pub(super) deletion: bool,
}

/// Reads the content of a `source` or `target` of XLIFF 1.2: `g` becomes a pair of `bpt` and
/// `ept`, `bx` and `ex` as well where both are there, else `it`; `x` becomes `ph`; `bpt`, `ept`,
/// `ph`, `it` and `sub` stay what they are; `mrk` gives way to what it holds. Linear, without
/// recursion.
pub(super) fn read(content: &InlineContent, numbers: &mut Numbers) -> Read {
    if let [] | [Piece::Text(_)] = content.pieces() {
        return Read {
            content: content.clone(),
            ..Read::default()
        };
    }
    let pairs = pairs(content);
    let mut read = Read::default();
    let mut ends = Vec::new();
    // Depth inside a tracked deletion; 0 outside of any.
    let mut deleted = 0_usize;
    for (at, piece) in content.pieces().iter().enumerate() {
        match piece {
            _ if deleted > 0 => match piece {
                Piece::Open { .. } => deleted += 1,
                Piece::Close => deleted -= 1,
                Piece::Text(_) => {}
            },
            Piece::Text(text) => read.content.push_text(text),
            Piece::Close => match ends.pop() {
                Some(End::Close) => read.content.close(),
                Some(End::Pair(pair)) => {
                    let number = [("i", pair.to_string())];
                    read.content.open("ept", number.into_iter().collect());
                    read.content.close();
                }
                Some(End::Nothing) | None => {}
            },
            Piece::Open { name, attributes } => {
                if name == "mrk" {
                    if attributes.get("mtype") == Some("x-sdl-deleted") {
                        (deleted, read.deletion) = (1, true);
                        continue;
                    }
                    if let Some(comment) = attributes.get("comment") {
                        read.comments.push(comment.to_owned());
                    }
                    ends.push(marked(attributes, &mut read.content));
                    continue;
                }
                let pair = pairs.get(&at).copied();
                ends.push(open(name, attributes, pair, numbers, &mut read));
            }
        }
    }
    read
}

/// Opens the element of TMX for one of XLIFF.
fn open(
    name: &str,
    attributes: &Attributes,
    pair: Option<usize>,
    numbers: &mut Numbers,
    read: &mut Read,
) -> End {
    let number = pair.unwrap_or_default();
    let code = match (name, pair) {
        ("g", _) => {
            read.content.open("bpt", begin(attributes, number, numbers));
            read.content.close();
            return End::Pair(number);
        }
        ("bpt" | "bx", Some(_)) => ("bpt", begin(attributes, number, numbers)),
        ("ept" | "ex", Some(_)) => {
            // Its pair has the id.
            let mut rest = attributes.clone();
            rest.remove("id");
            rest.remove("rid");
            let own = [("i".to_owned(), number.to_string())];
            ("ept", with_rest(own, &rest, &["i"]))
        }
        ("bpt" | "bx", None) => ("it", isolated(attributes, "begin", numbers)),
        ("ept" | "ex", None) => ("it", isolated(attributes, "end", numbers)),
        ("it", _) => {
            let end = attributes.get("pos") == Some("close");
            let pos = if end { "end" } else { "begin" };
            ("it", isolated(attributes, pos, numbers))
        }
        ("x" | "ph", _) => ("ph", placeholder(attributes, numbers)),
        ("sub", _) => {
            let kind = kind(attributes).map(|kind| ("type".to_owned(), kind));
            ("sub", with_rest(kind, attributes, &["ctype", "type"]))
        }
        _ => {
            read.unknown.get_or_insert_with(|| name.to_owned());
            (name, attributes.clone())
        }
    };
    read.content.open(code.0, code.1);
    End::Close
}

/// A marked part: `hi` where it was one of TMX before, else only what it holds.
fn marked(attributes: &Attributes, content: &mut InlineContent) -> End {
    let Some(kind) = attributes.get("mtype").and_then(|t| t.strip_prefix("x-hi")) else {
        return End::Nothing;
    };
    let kind = kind.strip_prefix('-').map(|kind| ("type", kind));
    content.open("hi", kind.into_iter().collect());
    End::Close
}

fn begin(attributes: &Attributes, pair: usize, numbers: &mut Numbers) -> Attributes {
    let own = [("i".to_owned(), pair.to_string())];
    let own = own.into_iter().chain(number_and_kind(attributes, numbers));
    let mut own = with_rest(own, attributes, &CODE);
    // The pair is found by now.
    own.remove("rid");
    own
}

fn isolated(attributes: &Attributes, pos: &str, numbers: &mut Numbers) -> Attributes {
    let own = [("pos".to_owned(), pos.to_owned())];
    let own = own.into_iter().chain(number_and_kind(attributes, numbers));
    with_rest(own, attributes, &CODE)
}

fn placeholder(attributes: &Attributes, numbers: &mut Numbers) -> Attributes {
    let assoc = match attributes.get("assoc") {
        Some("preceding" | "p") => Some("p"),
        Some("following" | "f") => Some("f"),
        Some("both" | "b") => Some("b"),
        _ => None,
    };
    let assoc = assoc.map(|assoc| ("assoc".to_owned(), assoc.to_owned()));
    let own = number_and_kind(attributes, numbers)
        .into_iter()
        .chain(assoc);
    with_rest(own, attributes, &CODE)
}

/// Attributes of XLIFF's codes that are said otherwise in TMX.
const CODE: [&str; 7] = ["id", "ctype", "type", "pos", "assoc", "i", "x"];

fn number_and_kind(attributes: &Attributes, numbers: &mut Numbers) -> Vec<(String, String)> {
    let number = attributes.get("id").map(|id| numbers.of(id));
    let number = number.map(|number| ("x".to_owned(), number));
    let kind = kind(attributes).map(|kind| ("type".to_owned(), kind));
    number.into_iter().chain(kind).collect()
}

/// Returns the kind of a code as TMX calls it.
fn kind(attributes: &Attributes) -> Option<String> {
    let kind = attributes.get("ctype").or_else(|| attributes.get("type"))?;
    let of_tmx = kind.strip_prefix("x-").filter(|k| TMX_KINDS.contains(k));
    Some(match (kind, of_tmx) {
        ("underlined", _) => "ulined".to_owned(),
        (_, Some(kind)) | (kind, None) => kind.to_owned(),
    })
}

/// Returns these attributes, and of the others those that are not among `said`: they are no longer
/// needed. An `id` that is no number stays, so that it is not lost.
fn with_rest(
    own: impl IntoIterator<Item = (String, String)>,
    attributes: &Attributes,
    said: &[&str],
) -> Attributes {
    let stays = |(name, value): &(&str, &str)| {
        !said.contains(name) || *name == "id" && value.parse::<u64>().is_err()
    };
    let rest = attributes.iter().filter(stays);
    let rest = rest.map(|(name, value)| (name.to_owned(), value.to_owned()));
    own.into_iter().chain(rest).collect()
}

/// Returns the numbers of the pairs, by the places of the pieces that begin and end them. `g` is a
/// pair of its own; the others belong together by their `rid`, else by their `id`.
fn pairs(content: &InlineContent) -> BTreeMap<usize, usize> {
    let mut waiting: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    let mut found = BTreeMap::new();
    let mut ends = BTreeMap::new();
    for (at, piece) in content.pieces().iter().enumerate() {
        let Piece::Open { name, attributes } = piece else {
            continue;
        };
        let native = matches!(name.as_str(), "bpt" | "ept");
        let key = ["rid", "id"]
            .iter()
            .find_map(|name| attributes.get(name))
            .unwrap_or_default();
        match name.as_str() {
            "g" => {
                found.insert(at, 0);
            }
            "bpt" | "bx" => waiting.entry((native, key)).or_default().push(at),
            "ept" | "ex" => {
                if let Some(begin) = waiting.get_mut(&(native, key)).and_then(Vec::pop) {
                    found.insert(begin, 0);
                    ends.insert(at, begin);
                }
            }
            _ => {}
        }
    }
    for (number, pair) in (1..).zip(found.values_mut()) {
        *pair = number;
    }
    let ends = ends.iter().map(|(end, begin)| (*end, found[begin]));
    let ends: Vec<_> = ends.collect();
    found.extend(ends);
    found
}
