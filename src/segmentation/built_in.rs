//! The rules in this program: which languages have their own, compiled once in a process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::cascade::Cascade;
use super::pattern::Dialect;
use super::{Rule, RuleError, Srx, language_pattern_fits};
use crate::model::LangTag;

/// The rule files, by the primary language subtag; the last one serves all others.
const FILES: [(&str, &str); 8] = [
    ("fr", include_str!("rules/fr.srx")),
    ("en", include_str!("rules/en.srx")),
    ("de", include_str!("rules/de.srx")),
    ("es", include_str!("rules/es.srx")),
    ("it", include_str!("rules/it.srx")),
    ("nl", include_str!("rules/nl.srx")),
    ("pt", include_str!("rules/pt.srx")),
    ("*", include_str!("rules/other.srx")),
];

/// The rules compiled so far.
#[derive(Default)]
struct Compiled {
    by_language: BTreeMap<String, Arc<Cascade>>,
    /// By the ids of the rules, since many languages share theirs.
    by_rules: BTreeMap<Vec<String>, Arc<Cascade>>,
}

/// Returns the compiled rules of a language.
pub(super) fn cascade(primary: &str) -> Arc<Cascade> {
    static COMPILED: OnceLock<Mutex<Compiled>> = OnceLock::new();
    let compiled = COMPILED.get_or_init(Mutex::default);
    let mut compiled = compiled.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(cascade) = compiled.by_language.get(primary) {
        return Arc::clone(cascade);
    }
    let rules = rules(primary).unwrap_or_default();
    let ids = rules.iter().map(|r| r.id.clone()).collect();
    let cascade = compiled.by_rules.entry(ids).or_insert_with(|| {
        // The tests compile every built-in rule; without rules a block is one sentence.
        let (cascade, _) = Cascade::new(rules, Dialect::Icu).unwrap_or_default();
        Arc::new(cascade)
    });
    let cascade = Arc::clone(cascade);
    let language = primary.to_owned();
    compiled.by_language.insert(language, Arc::clone(&cascade));
    cascade
}

/// Returns the rules of a language in their order.
pub(super) fn rules(primary: &str) -> Result<Vec<Rule>, RuleError> {
    Srx::read(file(primary).1)?.rules_of(primary)
}

/// Returns built-in rules as a file that other programs understand, with rules that are asked
/// first: language patterns, each with the name of its group and its rules.
///
/// The file serves one language, or all that have rules of their own. The fall-back rules are for
/// all *other* languages, which a cascade of maps cannot say; ask for one of these languages.
///
/// # Errors
/// When a pattern of `own` is no regular expression.
pub fn built_in_file(
    own: &[(String, String, Vec<Rule>)],
    language: Option<&LangTag>,
) -> Result<Srx, RuleError> {
    let mut groups = own.to_vec();
    let files: Vec<_> = match language {
        Some(language) => vec![file(language.primary())],
        None => FILES[..FILES.len() - 1].to_vec(),
    };
    for (tag, file) in files {
        for (pattern, name, rules) in Srx::read(file)?.mapped_rules()? {
            let other_language = match language {
                Some(language) => !language_pattern_fits(&pattern, language.as_str())?,
                None => false,
            };
            if !other_language {
                groups.push((pattern, format!("{tag}: {name}"), rules));
            }
        }
    }
    for rule in groups.iter_mut().flat_map(|(_, _, rules)| rules) {
        *rule = rule.portable()?;
    }
    Ok(Srx::of_groups(&groups))
}

/// Returns the rule file of a language with the tag it is listed under.
fn file(primary: &str) -> (&'static str, &'static str) {
    let own = FILES.iter().find(|(tag, _)| *tag == primary);
    *own.unwrap_or(&FILES[FILES.len() - 1])
}
