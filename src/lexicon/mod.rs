//! Which word translates which: statistics learnt from beads.

/// Word-translation probabilities in both directions.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {}
