//! Which words of a translation stand for a stretch of its source.

use crate::lexicon::Lexicon;

/// Returns the byte ranges of `target` that translate the byte ranges `of` in `source`, ascending
/// and apart; none where the stretch was left untranslated.
pub fn translated_by(
    _source: &str,
    _of: &[(usize, usize)],
    _target: &str,
    _lexicon: &Lexicon,
) -> Vec<(usize, usize)> {
    Vec::new()
}
