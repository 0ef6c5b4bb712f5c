//! `--dictionary`: opens the files of dictionaries, and says what was taken from them.

use std::path::Path;

use super::session::{self, Session};
use super::{Failure, files};
use crate::jobs::lexicon::{DictionaryFile, Sources};
use crate::messages::Message;

/// Endings of the files of a dictionary for `dictd`, longest first.
const DICTD: [&str; 3] = [".dict.dz", ".dict", ".index"];

/// Reads the dictionaries, and returns them with a bar for what a memory teaches.
pub(super) fn sources(session: &Session, names: &[String]) -> Result<Sources, Failure> {
    let mut dictionaries = Vec::new();
    for name in names {
        let dictionary = open(name)?.read()?;
        session.say(
            &Message::new("cli-dictionary")
                .with("file", name.as_str())
                .with("pairs", dictionary.len())
                .with("passed_over", dictionary.passed_over()),
        );
        if dictionary.languages().is_none() {
            session.say(&Message::new("cli-dictionary-direction").with("file", name.as_str()));
        }
        dictionaries.push((name.clone(), dictionary));
    }
    Ok(Sources::new(dictionaries).with_progress(session::learning_bar()))
}

/// The files of a dictionary.
enum Files {
    Table(String),
    Dictd { index: String, text: String },
}

/// Finds a dictionary by the name of one of its files, or of both without their endings.
fn find(name: &str) -> Files {
    let stem = DICTD.iter().find_map(|ending| name.strip_suffix(ending));
    let stem = match stem {
        Some(stem) => stem,
        None if !Path::new(name).exists() && beside(name, ".index").is_some() => name,
        None => return Files::Table(name.to_owned()),
    };
    Files::Dictd {
        index: format!("{stem}.index"),
        text: beside(stem, ".dict.dz").unwrap_or_else(|| format!("{stem}.dict")),
    }
}

fn open(name: &str) -> Result<DictionaryFile, Failure> {
    Ok(match find(name) {
        Files::Table(table) => DictionaryFile::Table(files::read(&table)?),
        Files::Dictd { index, text } => DictionaryFile::Dictd {
            index: files::read(&index)?,
            text: files::read(&text)?,
        },
    })
}

/// Returns the files that dictionaries are read from.
pub(super) fn paths(names: &[String]) -> Vec<String> {
    let paths = names.iter().flat_map(|name| match find(name) {
        Files::Table(table) => vec![table],
        Files::Dictd { index, text } => vec![index, text],
    });
    paths.collect()
}

/// Returns the name of a file with an ending if there is one.
fn beside(stem: &str, ending: &str) -> Option<String> {
    let name = format!("{stem}{ending}");
    Path::new(&name).is_file().then_some(name)
}
