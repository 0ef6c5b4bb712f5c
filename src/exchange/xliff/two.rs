//! The core of XLIFF 2: its texts as those of XLIFF 1.2.

use std::collections::BTreeMap;

use crate::model::{Attributes, InlineContent, Piece};

/// Native codes of a unit by their id (`originalData`).
pub(super) type OriginalData = BTreeMap<String, String>;

/// What has to be written where an element ends.
enum End {
    Close,
    /// An `ept` with this id and native code.
    Ending(String, String),
    Nothing,
}

/// Returns a text in the elements of XLIFF 1.2: `pc` as `bpt` and `ept` (as `g` where no native
/// code is stored), `sc` and `ec` as `bpt`/`bx` and `ept`/`ex`, `ph` as `ph`, `cp` as the
/// character it stands for; marks give way to what they hold.
pub(super) fn as_one(content: &InlineContent, data: &OriginalData) -> InlineContent {
    let mut out = InlineContent::default();
    let mut ends = Vec::new();
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => out.push_text(text),
            Piece::Close => match ends.pop() {
                Some(End::Close) => out.close(),
                Some(End::Ending(id, code)) => native(&mut out, "ept", &[("id", &id)], &code),
                Some(End::Nothing) | None => {}
            },
            Piece::Open { name, attributes } => {
                ends.push(open(name, attributes, data, &mut out));
            }
        }
    }
    out
}

fn open(name: &str, attributes: &Attributes, data: &OriginalData, out: &mut InlineContent) -> End {
    let id = attributes.get("id").unwrap_or_default();
    let stored = |reference: &str| {
        let code = attributes.get(reference).and_then(|id| data.get(id));
        code.map(String::as_str).unwrap_or_default()
    };
    let kind = attributes.get("subType").or_else(|| attributes.get("type"));
    let kind = kind.map(|kind| ("ctype", kind.strip_prefix("xlf:").unwrap_or(kind)));
    let with = |own: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        let all = own.iter().copied().chain(kind);
        all.map(|(name, value)| (name, value.to_owned())).collect()
    };
    let put = |out: &mut InlineContent, name: &str, own: &[(&'static str, &str)], code: &str| {
        out.open(name, with(own).into_iter().collect());
        out.push_text(code);
        out.close();
    };
    match name {
        "pc" => {
            let (begin, end) = (stored("dataRefStart"), stored("dataRefEnd"));
            if begin.is_empty() && end.is_empty() {
                out.open("g", with(&[("id", id)]).into_iter().collect());
                return End::Close;
            }
            put(out, "bpt", &[("id", id)], begin);
            End::Ending(id.to_owned(), end.to_owned())
        }
        "sc" => {
            put(out, "bpt", &[("id", id), ("rid", id)], stored("dataRef"));
            End::Nothing
        }
        "ec" => {
            let start = attributes.get("startRef").unwrap_or(id);
            put(
                out,
                "ept",
                &[("id", start), ("rid", start)],
                stored("dataRef"),
            );
            End::Nothing
        }
        "ph" => {
            put(out, "ph", &[("id", id)], stored("dataRef"));
            End::Nothing
        }
        "cp" => {
            let code = attributes.get("hex").unwrap_or_default();
            let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
            out.push_text(c.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
            End::Nothing
        }
        "mrk" | "sm" | "em" => End::Nothing,
        _ => {
            out.open(name, attributes.clone());
            End::Close
        }
    }
}

fn native(out: &mut InlineContent, name: &str, attributes: &[(&str, &str)], code: &str) {
    out.open(name, attributes.iter().copied().collect());
    out.push_text(code);
    out.close();
}
