//! Which files of a folder are two versions of one document, by the usual naming habits.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::LangTag;

/// Two files of one document: source and target.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePair {
    /// The source's path.
    pub source: String,
    /// The target's path.
    pub target: String,
}

/// Finds the pairs among paths: `x.fr.html` and `x.en.html`, `fr/x` and `en/x`, `x_f` and `x_e`
/// (also `x-fr`, `x_fr`, `fr-x`), and where folder and name both say the language, `fr/x.fr.html`
/// and `en/x.en.html`. Returns pairs in the order of the source paths, and the paths
/// that have no partner.
///
/// Linear in the paths but for sorting. A path is used once.
pub fn find_pairs(paths: &[String], from: &LangTag, to: &LangTag) -> (Vec<FilePair>, Vec<String>) {
    let mut sorted: Vec<&String> = paths.iter().collect();
    sorted.sort();
    let mut alone = sorted.clone();
    let mut pairs = Vec::new();
    for most in MARKS {
        pairs.extend(pairs_by_marks(&alone, [from, to], most));
        let paired: BTreeSet<&String> = pairs.iter().flat_map(|p| [&p.source, &p.target]).collect();
        alone.retain(|path| !paired.contains(path));
    }
    pairs.sort();
    pairs.dedup();
    (pairs, alone.into_iter().cloned().collect())
}

/// How many marks of its language, from the end of a path, a partner may have in its own: the
/// nearest only, the name's and its folder's, and then all.
const MARKS: [usize; 3] = [1, 2, usize::MAX];

/// Finds the pairs among sorted paths that differ in their last `most` marks only.
fn pairs_by_marks(paths: &[&String], languages: [&LangTag; 2], most: usize) -> Vec<FilePair> {
    let mut versions: BTreeMap<String, [Vec<&String>; 2]> = BTreeMap::new();
    for path in paths {
        for (side, language) in languages.into_iter().enumerate() {
            if let Some(key) = without_language(path, language.primary(), most) {
                versions.entry(key).or_default()[side].push(path);
            }
        }
    }
    let pair = |[sources, targets]: [Vec<&String>; 2]| match (&sources[..], &targets[..]) {
        ([source], [target]) if source != target => Some(FilePair {
            source: (*source).clone(),
            target: (*target).clone(),
        }),
        _ => None,
    };
    versions.into_values().filter_map(pair).collect()
}

/// Returns a path with its last `most` marks of a language replaced by stars, or `None` if it has
/// none.
fn without_language(path: &str, language: &str, most: usize) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let starred = name_without_language(name, language);
    let mut folders: Vec<&str> = folder.split('/').collect();
    let mut stars = usize::from(starred.is_some());
    for part in folders.iter_mut().rev() {
        if stars < most && is_language(part, language) {
            *part = "*";
            stars += 1;
        }
    }
    let name = starred.as_deref().unwrap_or(name);
    (stars > 0).then(|| format!("{}/{name}", folders.join("/")))
}

/// Returns a file's name with its mark of a language replaced by a star, or `None` if it has none.
fn name_without_language(name: &str, language: &str) -> Option<String> {
    // x.fr.html
    let parts: Vec<&str> = name.split('.').collect();
    if let Some(at) = (1..parts.len())
        .rev()
        .find(|&n| is_language(parts[n], language))
        && parts.len() > 2
    {
        let mut parts = parts.clone();
        parts[at] = "*";
        return Some(parts.join("."));
    }
    // x_f.html, x-fr.html, fr-x.html
    let (stem, ending) = name
        .split_once('.')
        .map_or((name, ""), |(s, _)| (s, &name[s.len()..]));
    if let Some((front, last)) = stem.rsplit_once(['_', '-'])
        && (is_language(last, language)
            || (last.len() == 1 && language.starts_with(&last.to_lowercase())))
    {
        return Some(format!("{front}*{ending}"));
    }
    if let Some((first, back)) = stem.split_once(['_', '-'])
        && is_language(first, language)
    {
        return Some(format!("*{back}{ending}"));
    }
    // fr.txt
    is_language(stem, language).then(|| format!("*{ending}"))
}

fn is_language(part: &str, language: &str) -> bool {
    let primary = part.split(['-', '_']).next().unwrap_or(part);
    let full = match language {
        "fr" => "french",
        "en" => "english",
        other => other,
    };
    let three = match language {
        "fr" => "fra",
        "en" => "eng",
        other => other,
    };
    [language, full, three]
        .iter()
        .any(|name| primary.eq_ignore_ascii_case(name))
        && (part.len() == primary.len() || part.len() == primary.len() + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(paths: &[&str]) -> (Vec<(String, String)>, Vec<String>) {
        let paths: Vec<String> = paths.iter().map(|p| (*p).to_owned()).collect();
        let (fr, en) = ("fr".parse().unwrap(), "en".parse().unwrap());
        let (pairs, alone) = find_pairs(&paths, &fr, &en);
        (
            pairs.into_iter().map(|p| (p.source, p.target)).collect(),
            alone,
        )
    }

    #[test]
    fn the_usual_habits_are_known() {
        for (fr, en) in [
            ("d/x.fr.html", "d/x.en.html"),
            ("d/fr/x.md", "d/en/x.md"),
            ("d/x_f.txt", "d/x_e.txt"),
            ("d/x-fr.txt", "d/x-en.txt"),
            ("d/fr-CA/x.txt", "d/en-CA/x.txt"),
            ("d/fr.txt", "d/en.txt"),
            ("d/b.1.2.fr.md", "d/b.1.2.en.md"),
            ("fr/x.fr.txt", "en/x.en.txt"),
            ("d/fr/y/x_f.txt", "d/en/y/x_e.txt"),
            ("fr/d/fr/x.fr.txt", "fr/d/en/x.en.txt"),
            ("fr/d/fr/x.fr.txt", "en/d/en/x.en.txt"),
        ] {
            assert_eq!(
                pairs(&[en, fr]),
                (vec![(fr.into(), en.into())], vec![]),
                "{fr}"
            );
        }
    }

    #[test]
    fn the_mark_nearest_the_end_goes_first() {
        let paths = ["en/x.en.txt", "en/x.fr.txt", "fr/x.en.txt", "fr/x.fr.txt"];
        let (found, alone) = pairs(&paths);
        let both = |folder| (format!("{folder}/x.fr.txt"), format!("{folder}/x.en.txt"));
        assert_eq!(found, [both("en"), both("fr")]);
        assert_eq!(alone, [""; 0]);
    }

    #[test]
    fn files_without_a_partner_are_named() {
        let (found, alone) = pairs(&["d/a.fr.txt", "d/b.fr.txt", "d/b.en.txt", "d/read.me"]);
        assert_eq!(found.len(), 1);
        assert_eq!(alone, ["d/a.fr.txt", "d/read.me"]);
    }

    #[test]
    fn other_formats_of_one_name_are_not_mixed() {
        let (found, alone) = pairs(&["d/a.fr.txt", "d/a.en.html"]);
        assert_eq!(found, []);
        assert_eq!(alone.len(), 2);
    }
}
