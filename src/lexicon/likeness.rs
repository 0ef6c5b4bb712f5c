//! How much two words look alike: what a pair of languages tells without any knowledge of them.

/// Likeness of words with five letters in common at the start.
pub(crate) const LIKE_STEM: f32 = 0.6;
/// Likeness of short words with four.
const LIKE_SHORT: f32 = 0.4;
/// Likeness of names that are written alike (`Kiev`, `Kyiv`).
pub(crate) const LIKE_NAME: f32 = 0.5;
/// Least Jaro–Winkler similarity of such names; fitted on pairs of place and family names.
const NAME_SIMILARITY: f64 = 0.84;
/// Letters of a name that is compared.
const LONGEST_NAME: usize = 40;

/// Returns the likeness of two folded words that begin alike.
pub(crate) fn stem_likeness(a: &str, b: &str) -> Option<f32> {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    match common {
        5.. => Some(LIKE_STEM),
        4 if a.chars().count().min(b.chars().count()) <= 5 => Some(LIKE_SHORT),
        _ => None,
    }
}

/// Returns the likeness of two folded names that are written alike.
pub(crate) fn name_likeness(a: &str, b: &str) -> Option<f32> {
    let (a_letters, b_letters) = (a.chars().count(), b.chars().count());
    // The comparison takes |a| × |b| steps, and nothing that long is a name.
    let is_name = a_letters.min(b_letters) >= 4 && a_letters.max(b_letters) <= LONGEST_NAME;
    (is_name && strsim::jaro_winkler(a, b) >= NAME_SIMILARITY).then_some(LIKE_NAME)
}
