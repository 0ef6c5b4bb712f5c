//! Where the pairs of `align --pairs` come from: a folder with naming habits, or a manifest.

use std::path::{Path, PathBuf};

use super::args::AlignArgs;
use super::session::Session;
use super::{Failure, Outcome, files};
use crate::jobs::manifest::{ListedPair, manifest_text, read_manifest};
use crate::jobs::pairs::{FilePair, find_pairs};
use crate::messages::Message;
use crate::model::LangTag;

/// The pairs to align.
pub(super) struct PairList {
    /// The pairs in the order of their report.
    pub(super) pairs: Vec<ListedPair>,
    /// The language of the sources, where it is known for all of them.
    pub(super) from: Option<LangTag>,
    /// The language of the targets.
    pub(super) to: Option<LangTag>,
    /// The manifest they stand in.
    pub(super) manifest: Option<String>,
    /// Files of the folder without a partner.
    pub(super) alone: Vec<String>,
}

/// Finds the pairs of a folder, or reads the manifest that is no folder.
pub(super) fn gather(args: &AlignArgs, place: &Path) -> Result<PairList, Failure> {
    let name = place.to_string_lossy().into_owned();
    let list = if place.is_dir() {
        of_folder(args, place)?
    } else {
        of_manifest(args, &name)?
    };
    if !list.pairs.is_empty() {
        return Ok(list);
    }
    let message = match &list.manifest {
        None => Message::new("cli-no-pairs").with("folder", name),
        Some(_) => Message::new("cli-empty-manifest").with("file", name),
    };
    Err(Failure(message))
}

fn of_folder(args: &AlignArgs, folder: &Path) -> Result<PairList, Failure> {
    let mut paths = Vec::new();
    list(folder, &mut paths).map_err(|e| files::failed(&folder.display().to_string(), &e))?;
    // Naming habits need two languages.
    let (from, to) = (
        typed_or(args.from.as_ref(), "fr")?,
        typed_or(args.to.as_ref(), "en")?,
    );
    let (pairs, alone) = find_pairs(&paths, &from, &to);
    Ok(PairList {
        pairs: pairs.into_iter().map(ListedPair::from).collect(),
        from: Some(from),
        to: Some(to),
        manifest: None,
        alone,
    })
}

fn of_manifest(args: &AlignArgs, name: &str) -> Result<PairList, Failure> {
    let manifest = read_manifest(&files::read(name)?)?;
    let (from, to) = manifest.languages.unzip();
    Ok(PairList {
        pairs: manifest.pairs,
        from: args.from.clone().or(from),
        to: args.to.clone().or(to),
        manifest: Some(name.to_owned()),
        alone: Vec::new(),
    })
}

/// Lists the files below a folder, hidden ones left out.
fn list(folder: &Path, paths: &mut Vec<String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            list(&entry.path(), paths)?;
        } else if kind.is_file() {
            paths.push(entry.path().to_string_lossy().into_owned());
        }
    }
    Ok(())
}

fn typed_or(typed: Option<&LangTag>, usual: &str) -> Result<LangTag, Failure> {
    match typed {
        Some(tag) => Ok(tag.clone()),
        None => usual
            .parse()
            .map_err(|_| Failure(Message::new("cli-usage").with("problem", usual))),
    }
}

/// Writes the pairs of a folder as a manifest to edit.
pub(super) fn write_manifest(
    session: &Session,
    list: &PairList,
    folder: &Path,
    output: &str,
) -> Result<Outcome, Failure> {
    let (None, Some(from), Some(to)) = (&list.manifest, &list.from, &list.to) else {
        return Err(Failure(Message::new("cli-manifest-of-a-folder")));
    };
    let sides = |listed: &ListedPair| {
        let FilePair { source, target } = listed.pair.clone();
        [source, target]
    };
    let inputs: Vec<String> = list.pairs.iter().flat_map(sides).collect();
    session.refuse_to_overwrite(output, inputs.iter().chain(&list.alone))?;
    let whole = |path: &Path| -> Result<PathBuf, Failure> {
        let found = path.canonicalize();
        found.map_err(|e| files::failed(&path.display().to_string(), &e))
    };
    let own = Path::new(output).parent().unwrap_or(Path::new(""));
    let own = whole(if own.as_os_str().is_empty() {
        Path::new(".")
    } else {
        own
    })?;
    let whole_folder = whole(folder)?;
    let seen_from_there = |path: &String| {
        let path = Path::new(path);
        let path = whole_folder.join(path.strip_prefix(folder).unwrap_or(path));
        let seen = path.strip_prefix(&own).unwrap_or(&path);
        seen.to_string_lossy().into_owned()
    };
    let pairs: Vec<FilePair> = list
        .pairs
        .iter()
        .map(|ListedPair { pair, .. }| FilePair {
            source: seen_from_there(&pair.source),
            target: seen_from_there(&pair.target),
        })
        .collect();
    let alone: Vec<String> = list.alone.iter().map(seen_from_there).collect();
    let text = manifest_text((from, to), &pairs, &alone)
        .map_err(|name| Failure(Message::new("cli-manifest-name").with("file", name)))?;
    files::write(output, |out| {
        out.write_all(text.as_bytes()).map_err(files::stdout_failed)
    })?;
    if output != "-" {
        session.say(&Message::new("cli-written").with("file", output));
    }
    Ok(Outcome::Done)
}
