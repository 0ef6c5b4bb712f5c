//! What a TMX file says of itself before its first unit.

use crate::model::{Annotation, Attributes};

/// Root element and header of a TMX file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TmxHeader {
    /// Attributes of `tmx`: `version`, name spaces.
    pub root: Attributes,
    /// Attributes of `header`; empty where there is none.
    pub attributes: Attributes,
    /// Notes, properties, encodings and foreign elements of the header, in order.
    pub annotations: Vec<Annotation>,
}

impl TmxHeader {
    /// Returns the header of our own exports. `srclang` is a language tag or `*all*`. It holds no
    /// date, so that equal memories give equal files.
    pub fn own(srclang: &str) -> Self {
        TmxHeader {
            root: [("version", "1.4")].into_iter().collect(),
            attributes: [
                ("creationtool", "enface"),
                ("creationtoolversion", env!("CARGO_PKG_VERSION")),
                ("segtype", "sentence"),
                ("o-tmf", "enface"),
                ("adminlang", "en"),
                ("srclang", srclang),
                ("datatype", "plaintext"),
            ]
            .into_iter()
            .collect(),
            annotations: Vec::new(),
        }
    }
}
