//! What a careful reader of the specification says of a unit, and an import does not need to.

use std::collections::{BTreeMap, BTreeSet};

use super::TmxHeader;
use crate::messages::Message;
use crate::model::{Annotation, Attributes, InlineContent, LangTag, Piece, TranslationUnit, Tuv};

/// What stands for any source language.
const ALL: &str = "*all*";

/// Looks at the languages that a header names.
pub(super) fn header(header: &TmxHeader, tell: &mut impl FnMut(Message)) {
    source_language(&header.attributes, tell);
    if let Some(language) = header.attributes.get("adminlang") {
        tag("adminlang", language, tell);
    }
    annotations(&header.annotations, tell);
}

/// Looks at a unit and everything in it.
pub(super) fn unit(unit: &TranslationUnit, header: &TmxHeader, tell: &mut impl FnMut(Message)) {
    source_language(&unit.attributes, tell);
    annotations(&unit.annotations, tell);
    for tuv in &unit.variants {
        annotations(&tuv.annotations, tell);
        if let Some(content) = &tuv.content {
            codes(content, tell);
        }
    }
    let source = unit.attributes.get("srclang");
    let source = source.or_else(|| header.attributes.get("srclang"));
    let source = source.filter(|source| *source != ALL);
    let source = source.and_then(|source| source.parse::<LangTag>().ok());
    let is_source = |tuv: &&Tuv| {
        let language = tuv.language();
        source
            .as_ref()
            .zip(language)
            .is_some_and(|(source, language)| source.same_language(&language))
    };
    let first = unit.variants.iter().find(is_source);
    if let Some(source) = &source
        && first.is_none()
        && !unit.variants.is_empty()
    {
        tell(Message::new("tmx-no-source").with("language", source.as_str()));
    }
    same_codes(unit, first.or(unit.variants.first()), tell);
}

fn source_language(attributes: &Attributes, tell: &mut impl FnMut(Message)) {
    match attributes.get("srclang") {
        None | Some(ALL) => {}
        Some(language) => tag("srclang", language, tell),
    }
}

fn annotations(annotations: &[Annotation], tell: &mut impl FnMut(Message)) {
    for annotation in annotations {
        for name in ["xml:lang", "lang"] {
            if let Some(language) = annotation.attributes.get(name) {
                tag(name, language, tell);
            }
        }
    }
}

fn tag(name: &'static str, language: &str, tell: &mut impl FnMut(Message)) {
    if !LangTag::is_well_formed(language) {
        tell(
            Message::new("tmx-bad-tag")
                .with("name", name)
                .with("language", language),
        );
    }
}

/// Looks at the numbers of a text's codes: each kind of oddness is told once.
fn codes(content: &InlineContent, tell: &mut impl FnMut(Message)) {
    let (mut begun, mut ended) = (BTreeSet::new(), BTreeSet::new());
    let mut told = BTreeSet::new();
    for piece in content.pieces() {
        let Piece::Open { name, attributes } = piece else {
            continue;
        };
        let mut say = |id: &'static str, value: &str| {
            if told.insert(id) {
                tell(
                    Message::new(id)
                        .with("name", name.as_str())
                        .with("value", value),
                );
            }
        };
        for number in ["i", "x"].iter().filter_map(|n| attributes.get(n)) {
            if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
                say("tmx-code-number", number);
            }
        }
        let (known, id) = match name.as_str() {
            "bpt" => (&mut begun, "tmx-code-twice"),
            "ept" => (&mut ended, "tmx-code-twice"),
            _ => {
                let associated = attributes.get("assoc").filter(|_| name == "ph");
                if let Some(value) = associated.filter(|value| !matches!(*value, "p" | "f" | "b")) {
                    say("tmx-code-assoc", value);
                }
                continue;
            }
        };
        if let Some(i) = attributes.get("i") {
            if !known.insert(i.to_owned()) {
                say(id, i);
            }
            if name == "ept" && !begun.contains(i) {
                say("tmx-code-order", i);
            }
        }
    }
}

/// Compares the codes of each text with those of the source: the same kinds, each as often, and
/// the same numbers `x`. Texts without any mark-up at all are level 1 and are left in peace.
fn same_codes(unit: &TranslationUnit, source: Option<&Tuv>, tell: &mut impl FnMut(Message)) {
    let Some(source) = source else { return };
    let Some(wanted) = source.content.as_ref().map(signature) else {
        return;
    };
    for tuv in &unit.variants {
        let Some(content) = &tuv.content else {
            continue;
        };
        if content.is_empty() || std::ptr::eq(tuv, source) {
            continue;
        }
        let found = signature(content);
        let id = if found.kinds != wanted.kinds {
            "tmx-codes-differ"
        } else if found.numbers != wanted.numbers {
            "tmx-code-numbers-differ"
        } else {
            continue;
        };
        let language = |tuv: &Tuv| tuv.language_as_written().unwrap_or("?").to_owned();
        tell(
            Message::new(id)
                .with("source", language(source))
                .with("target", language(tuv)),
        );
    }
}

/// The codes of a text at its own level.
struct Signature {
    /// Kind → how often.
    kinds: BTreeMap<String, usize>,
    /// The numbers `x`.
    numbers: BTreeSet<String>,
}

fn signature(content: &InlineContent) -> Signature {
    let mut signature = Signature {
        kinds: BTreeMap::new(),
        numbers: BTreeSet::new(),
    };
    // Depth below the outermost native code; 0 outside of any.
    let mut inside = 0_usize;
    for piece in content.pieces() {
        match piece {
            Piece::Text(_) => {}
            Piece::Close => inside = inside.saturating_sub(1),
            Piece::Open { name, attributes } => {
                let native = InlineContent::is_native_code(name);
                // `hi` is taken away for this comparison, says the specification.
                if inside == 0 && native {
                    *signature.kinds.entry(name.clone()).or_default() += 1;
                    signature
                        .numbers
                        .extend(attributes.get("x").map(str::to_owned));
                }
                if inside > 0 || native {
                    inside += 1;
                }
            }
        }
    }
    signature
}
