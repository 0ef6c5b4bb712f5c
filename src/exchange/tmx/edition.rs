//! The two editions of TMX that are written, 1.4 and 1.1, and where they differ.

use super::grammar;
use crate::model::Attributes;

/// A version of TMX with its document type definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edition {
    /// 1.1, of 1998: `lang` for `xml:lang`, no `hi`, a `sub` without attributes.
    V11,
    /// 1.4, which 1.4b only explains.
    V14,
}

impl Edition {
    /// Returns what stands in `version`.
    pub(super) fn version(self) -> &'static str {
        match self {
            Edition::V11 => "1.1",
            Edition::V14 => "1.4",
        }
    }

    /// Returns the name of the document type definition.
    pub(super) fn definition(self) -> &'static str {
        match self {
            Edition::V11 => "tmx11.dtd",
            Edition::V14 => "tmx14.dtd",
        }
    }

    /// Returns the attribute that names a variant's language.
    pub(super) fn language(self) -> &'static str {
        match self {
            Edition::V11 => "lang",
            Edition::V14 => "xml:lang",
        }
    }

    /// Returns the name under which an attribute, one of `all`, stands in an element outside of
    /// segments; `None` where it may not stand there.
    pub(super) fn attribute<'a>(
        self,
        element: &str,
        name: &'a str,
        all: &Attributes,
    ) -> Option<&'a str> {
        let new_too = || all.get("xml:lang").is_some();
        match (self, name) {
            (Edition::V11, "xml:lang") if matches!(element, "tuv" | "note" | "prop") => {
                Some("lang")
            }
            (Edition::V11, "lang") if new_too() => None,
            (Edition::V14, "lang") if element == "tuv" && !new_too() => Some("xml:lang"),
            _ => grammar::attributes(element).contains(&name).then_some(name),
        }
    }

    /// Tells whether an inline element may have an attribute.
    pub(super) fn inline_attribute(self, element: &str, name: &str) -> bool {
        (self, element) != (Edition::V11, "sub") && grammar::attributes(element).contains(&name)
    }

    /// Tells whether inline element `child` may stand directly in `parent`.
    pub(super) fn may_hold(self, parent: &str, child: &str) -> bool {
        let has_it = self == Edition::V14 || (child != "hi" && parent != "ut");
        has_it && grammar::may_hold(parent, child)
    }
}
