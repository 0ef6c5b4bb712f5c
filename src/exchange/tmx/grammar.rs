//! What the document type definition of TMX 1.4 allows: elements, attributes, characters.

/// Attributes a header must have, each with what is written where it is missing.
pub(super) const HEADER_REQUIRED: [(&str, &str); 7] = [
    ("creationtool", "unknown"),
    ("creationtoolversion", "unknown"),
    ("segtype", "sentence"),
    ("o-tmf", "unknown"),
    ("adminlang", "en"),
    ("srclang", "*all*"),
    ("datatype", "unknown"),
];

/// Values of `segtype`.
pub(super) const SEGTYPES: [&str; 4] = ["block", "paragraph", "sentence", "phrase"];

/// Tells whether a name is that of one of TMX's own elements.
#[rustfmt::skip]
pub(super) fn is_element(name: &str) -> bool {
    matches!(
        name,
        "tmx" | "header" | "body" | "note" | "ude" | "map" | "prop" | "tu" | "tuv" | "seg"
            | "bpt" | "ept" | "sub" | "it" | "ph" | "hi" | "ut"
    )
}

/// Makes a function that returns a name as the program's own text, if it is one of these.
macro_rules! own_names {
    ($($name:literal)*) => {
        /// Returns the name of an element or attribute as the program's own text, if TMX has it.
        pub(super) fn own_name(name: &str) -> Option<&'static str> {
            match name {
                $($name => Some($name),)*
                _ => None,
            }
        }
    };
}

// The frequent ones first.
own_names! {
    "seg" "tuv" "xml:lang" "tu" "prop" "type" "tuid" "creationdate" "creationid" "changedate"
    "changeid" "lang" "i" "x" "bpt" "ept" "ph" "it" "hi" "note" "srclang" "usagecount"
    "lastusagedate" "creationtool" "creationtoolversion" "o-encoding" "datatype" "segtype" "o-tmf"
    "adminlang" "pos" "assoc" "sub" "ut" "header" "body" "tmx" "version" "ude" "map" "name" "base"
    "unicode" "code" "ent" "subst"
}

/// Returns the attributes that an element may have.
pub(super) fn attributes(element: &str) -> &'static [&'static str] {
    match element {
        "tmx" => &["version"],
        "header" => &[
            "creationtool",
            "creationtoolversion",
            "segtype",
            "o-tmf",
            "adminlang",
            "srclang",
            "datatype",
            "o-encoding",
            "creationdate",
            "creationid",
            "changedate",
            "changeid",
        ],
        "tu" => &[
            "tuid",
            "o-encoding",
            "datatype",
            "usagecount",
            "lastusagedate",
            "creationtool",
            "creationtoolversion",
            "creationdate",
            "creationid",
            "changedate",
            "segtype",
            "changeid",
            "o-tmf",
            "srclang",
        ],
        "tuv" => &[
            "xml:lang",
            "o-encoding",
            "datatype",
            "usagecount",
            "lastusagedate",
            "creationtool",
            "creationtoolversion",
            "creationdate",
            "creationid",
            "changedate",
            "o-tmf",
            "changeid",
            "lang",
        ],
        "note" => &["o-encoding", "xml:lang", "lang"],
        "prop" => &["type", "xml:lang", "o-encoding", "lang"],
        "ude" => &["name", "base"],
        "map" => &["unicode", "code", "ent", "subst"],
        "bpt" => &["i", "x", "type"],
        "ept" => &["i"],
        "sub" => &["datatype", "type"],
        "it" => &["pos", "x", "type"],
        "ph" => &["x", "assoc", "type"],
        "hi" => &["x", "type"],
        "ut" => &["x"],
        _ => &[],
    }
}

/// Tells whether inline element `child` may stand directly in `parent`.
pub(super) fn may_hold(parent: &str, child: &str) -> bool {
    match parent {
        "seg" | "hi" | "sub" => matches!(child, "bpt" | "ept" | "ph" | "it" | "hi" | "ut"),
        "bpt" | "ept" | "ph" | "it" | "ut" => child == "sub",
        _ => false,
    }
}

/// Tells whether XML 1.0 allows a character (production `Char`).
pub(in crate::exchange) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// Tells whether a text can name an element or attribute (production `Name`).
pub(super) fn is_name(text: &str) -> bool {
    // Nearly every name is of small letters and needs no second look.
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase()) {
        return true;
    }
    let start = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':') || is_name_beyond(c);
    let inner = |c: char| start(c) || c.is_ascii_digit() || matches!(c, '-' | '.' | '\u{b7}');
    let mut chars = text.chars();
    chars.next().is_some_and(start) && chars.all(inner)
}

/// The part of `NameStartChar` beyond ASCII, and the combining marks of `NameChar` with it.
fn is_name_beyond(c: char) -> bool {
    matches!(c,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}'..='\u{200d}' | '\u{203f}'..='\u{2040}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}
