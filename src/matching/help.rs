//! What is only made for a match that is shown: the reasons of its score, the words of the target
//! that are affected, and the proposal.

use super::changes::word_changes;
use super::explanation::reasons;
use super::marking::translated_by;
use super::proposal::propose;
use super::{LookupOptions, Match, Query};
use crate::lexicon::Lexicon;
use crate::text::Stems;
use crate::text::numbers::Convention;

/// A term in the query's language and its translation.
pub type TermPair<'t> = (&'t str, &'t str);

/// Completes a match that answered `query` under `options`.
///
/// `lexicon` is what is known of the two languages, from the query's to the answer's; `terms` is
/// what a term base says of the words of query and stored source, in the forms they have there.
/// Costs about as much as a lookup in a small memory: call it for what is shown.
pub fn complete(
    found: &mut Match,
    query: &Query,
    options: &LookupOptions,
    lexicon: &Lexicon,
    terms: &[TermPair<'_>],
) {
    let source = found.pair.source.as_str();
    let convention = Convention::of_language(options.from.primary());
    let changes = word_changes(source, &query.text, convention);
    let stems = Stems::of_language(options.from.primary());
    let of: Vec<(usize, usize)> = changes
        .iter()
        .map(|change| (change.old.start, change.old.end))
        .filter(|(start, end)| start < end)
        .collect();
    let affected = if of.is_empty() {
        Vec::new()
    } else {
        translated_by(source, &of, &found.pair.target, lexicon)
    };
    let proposal = propose(
        found,
        &query.text,
        &changes,
        options.to.primary(),
        lexicon,
        terms,
    );
    let reasons = reasons(found, &query.text, &changes, &stems);
    found.affected = affected;
    found.reasons = reasons;
    (found.proposal, found.proposed) = match proposal {
        Some((text, changes)) => (Some(text), changes),
        None => (None, Vec::new()),
    };
}
