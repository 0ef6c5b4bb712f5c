//! A list of pairs in a file, `source<TAB>target` a line: an alternative to naming habits.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

use super::pairs::FilePair;
use super::{InputFile, JobError};
use crate::exchange::tsv;
use crate::model::LangTag;

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The languages of sources and targets, where its first line names them.
    pub languages: Option<(LangTag, LangTag)>,
    /// The pairs in their order.
    pub pairs: Vec<ListedPair>,
}

/// A pair, and where it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPair {
    /// The two files.
    pub pair: FilePair,
    /// The manifest's line, from 1; `None` where naming habits found the pair.
    pub line: Option<usize>,
    /// The line above that lists the same two files.
    pub same_as: Option<usize>,
}

/// Why a line of a manifest is no pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManifestProblem {
    /// There is no TAB.
    NoTab,
    /// One of the two names is missing.
    EmptySide,
    /// There are more than two columns.
    TooMany,
    /// The line is no UTF-8.
    NotUtf8,
}

impl From<FilePair> for ListedPair {
    fn from(pair: FilePair) -> Self {
        ListedPair {
            pair,
            line: None,
            same_as: None,
        }
    }
}

/// Reads a manifest. Paths are relative to its folder. Empty lines and those that begin with `#`
/// are passed over; two language tags on the first other line are a header.
///
/// # Errors
/// When a line is no pair: nothing of the manifest may be done then.
pub fn read_manifest(file: &InputFile) -> Result<Manifest, JobError> {
    let folder = Path::new(&file.name).parent().unwrap_or(Path::new(""));
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf");
    let bytes = bytes.unwrap_or(&file.bytes);
    let mut manifest = Manifest {
        languages: None,
        pairs: Vec::new(),
    };
    let mut seen = BTreeMap::new();
    let mut first = true;
    for (line, bytes) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
        let wrong = |problem| JobError::Manifest {
            file: file.name.clone(),
            line,
            problem,
        };
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| wrong(ManifestProblem::NotUtf8))?;
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        let (source, target) = columns(text).map_err(wrong)?;
        let header = first.then(|| tsv::header(&format!("{source}\t{target}")));
        first = false;
        if let Some([from, to]) = header.flatten().as_deref() {
            manifest.languages = Some((from.clone(), to.clone()));
            continue;
        }
        let pair = FilePair {
            source: below(folder, source),
            target: below(folder, target),
        };
        // Either way round it is the same alignment.
        let mut files = [plain(&pair.source), plain(&pair.target)];
        files.sort();
        let same_as = seen.get(&files).copied();
        seen.entry(files).or_insert(line);
        manifest.pairs.push(ListedPair {
            pair,
            line: Some(line),
            same_as,
        });
    }
    Ok(manifest)
}

/// Returns the two names of a line. A spreadsheet may leave empty columns behind them.
fn columns(text: &str) -> Result<(&str, &str), ManifestProblem> {
    let mut columns = text.split('\t');
    let source = columns.next().unwrap_or_default();
    let target = columns.next().ok_or(ManifestProblem::NoTab)?;
    if columns.any(|column| !column.trim().is_empty()) {
        Err(ManifestProblem::TooMany)
    } else if source.trim().is_empty() || target.trim().is_empty() {
        Err(ManifestProblem::EmptySide)
    } else {
        Ok((source, target))
    }
}

/// Returns a path as seen from where the program runs.
fn below(folder: &Path, name: &str) -> String {
    let path = folder.join(name).to_string_lossy().into_owned();
    // Alone, a hyphen would be standard input.
    if path == "-" { "./-".to_owned() } else { path }
}

/// Returns a path without the steps that lead nowhere.
fn plain(path: &str) -> PathBuf {
    let steps = Path::new(path).components();
    steps.filter(|step| *step != Component::CurDir).collect()
}

/// Returns the text of a manifest: a header, the pairs, and in comments the files that are alone.
/// All paths are relative to the manifest's folder, or absolute.
///
/// # Errors
/// When a name has a TAB or a line break in it; the name.
pub fn manifest_text(
    languages: (&LangTag, &LangTag),
    pairs: &[FilePair],
    alone: &[String],
) -> Result<String, String> {
    let mut text = format!("{}\t{}\n", languages.0, languages.1);
    for FilePair { source, target } in pairs {
        // Such a name would make its line a comment.
        let mark = if source.starts_with('#') { "./" } else { "" };
        let _ = writeln!(text, "{mark}{source}\t{target}");
    }
    for path in alone {
        let _ = writeln!(text, "# {path}");
    }
    let names = pairs.iter().flat_map(|pair| [&pair.source, &pair.target]);
    match names
        .chain(alone)
        .find(|name| name.contains(['\t', '\n', '\r']))
    {
        Some(name) => Err(name.clone()),
        None => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> Result<Manifest, JobError> {
        read_manifest(&InputFile {
            name: name.into(),
            bytes: text.into(),
        })
    }

    fn listed(manifest: &Manifest) -> Vec<(&str, &str, usize, Option<usize>)> {
        let pairs = manifest.pairs.iter();
        pairs
            .map(|listed| {
                let FilePair { source, target } = &listed.pair;
                (&**source, &**target, listed.line.unwrap(), listed.same_as)
            })
            .collect()
    }

    #[test]
    fn comments_empty_lines_and_what_editors_add_are_passed_over() {
        let text = "\u{feff}# nos communiqués\r\n\r\nfr-CA\ten\t\r\na.txt\tb.txt\r\n \t \r\n\
                    ./a.txt\tb.txt\r\n/c\td\t\t\r\nb.txt\ta.txt";
        let manifest = read("d/list.tsv", text).unwrap();
        let tag = |tag: &str| tag.parse().unwrap();
        assert_eq!(manifest.languages, Some((tag("fr-CA"), tag("en"))));
        assert_eq!(
            listed(&manifest),
            [
                ("d/a.txt", "d/b.txt", 4, None),
                ("d/./a.txt", "d/b.txt", 6, Some(4)),
                ("/c", "d/d", 7, None),
                ("d/b.txt", "d/a.txt", 8, Some(4)),
            ]
        );
    }

    #[test]
    fn only_the_first_line_can_be_a_header() {
        let manifest = read("list.tsv", "a.txt\tb.txt\nfr\ten\n-\t- \n").unwrap();
        assert_eq!(manifest.languages, None);
        assert_eq!(
            listed(&manifest),
            [
                ("a.txt", "b.txt", 1, None),
                ("fr", "en", 2, None),
                ("./-", "- ", 3, None)
            ]
        );
    }

    #[test]
    fn a_line_that_is_no_pair_is_named() {
        for (text, at, why) in [
            ("a\tb\nc d\n", 2, ManifestProblem::NoTab),
            ("#\n\tb\n", 2, ManifestProblem::EmptySide),
            ("a\t\n", 1, ManifestProblem::EmptySide),
            ("a\tb\tc\n", 1, ManifestProblem::TooMany),
        ] {
            let Err(JobError::Manifest { line, problem, .. }) = read("list.tsv", text) else {
                panic!("{text:?} was read");
            };
            assert_eq!((line, problem), (at, why), "{text:?}");
        }
        let file = InputFile {
            name: "list.tsv".into(),
            bytes: b"a\tb\n\xe9.txt\tb\n".to_vec(),
        };
        assert!(matches!(
            read_manifest(&file),
            Err(JobError::Manifest {
                line: 2,
                problem: ManifestProblem::NotUtf8,
                ..
            })
        ));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let pair = |source: &str, target: &str| FilePair {
            source: source.into(),
            target: target.into(),
        };
        let (fr, en) = ("fr".parse().unwrap(), "en".parse().unwrap());
        let pairs = [
            pair("fr/a.txt", "en/a.txt"),
            pair("#1.fr.txt", "#1.en.txt"),
            pair(" b_f", "b_e "),
        ];
        let text = manifest_text((&fr, &en), &pairs, &["seul.txt".into()]).unwrap();
        let manifest = read("list.tsv", &text).unwrap();
        assert_eq!(manifest.languages, Some((fr.clone(), en.clone())));
        let names = [
            ("fr/a.txt", "en/a.txt", 2, None),
            ("./#1.fr.txt", "#1.en.txt", 3, None),
            (" b_f", "b_e ", 4, None),
        ];
        assert_eq!(listed(&manifest), names);
        let odd = [pair("a\tb", "c")];
        assert_eq!(manifest_text((&fr, &en), &odd, &[]), Err("a\tb".into()));
    }
}
