//! The program as people and scripts meet it: the real binary on real files and real memories.

mod support;

mod cli {
    mod alignments;
    mod answers;
    mod batches;
    mod containers;
    mod dictionaries;
    mod embeddings;
    mod exceptions;
    mod exchange;
    mod interruptions;
    mod manifests;
    mod oracle;
    mod pairs;
    mod refusals;
    mod reproducibility;
    mod rule_files;
    mod scene;
    mod sudden_death;
    mod texts;
    mod undoing;
    mod upkeep;
    mod usage;
    mod watching;
}
