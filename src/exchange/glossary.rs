//! Lists of terms separated by TAB: glossaries of OmegaT, and tables of terms.
//!
//! A line is a source term, a target term and notes, without quoting; a line that begins with `#`
//! is a comment. OmegaT writes no header; a first line that names languages is one all the same.

use std::io::{self, Read, Write};

use super::columns::Columns;
use super::tsv::Lines;
use super::{
    Container, Diagnostics, ExchangeError, Location, ReadOptions, ReadUnit, ReadUnits,
    recognise as any,
};
use crate::messages::Message;

/// Endings of the names of OmegaT's glossaries: in the encoding of the system, and in UTF-8.
const ENDINGS: [&str; 3] = ["txt", "tab", "utf8"];

/// Tells which container of terms a file is, by its name and its first bytes.
pub(super) fn recognise(name: &str, first: &[u8]) -> Result<Container, ExchangeError> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ENDINGS.iter().any(|own| ending.eq_ignore_ascii_case(own)) {
        return Ok(Container::Tsv);
    }
    any(name, first)
}

/// A glossary being read. Memory: the longest line.
pub struct Reader<R: Read> {
    lines: Lines<R>,
    columns: Columns,
    diagnostics: Diagnostics,
    /// The first line, where it is no header.
    pending: Option<(Location, String)>,
}

impl<R: Read> Reader<R> {
    /// Reads a glossary up to its first entry.
    ///
    /// # Errors
    /// When nobody names the languages, or the bytes cannot be had or decoded.
    pub fn open(input: R, options: &ReadOptions) -> Result<Self, ExchangeError> {
        let mut lines = Lines::open(input)?;
        let first = next_entry(&mut lines)?.ok_or(ExchangeError::Empty)?;
        let header = Columns::of_header(&cells(&first.1), options);
        let pending = header.is_none().then_some(first);
        let columns = header.or_else(|| Columns::without_header(options));
        Ok(Reader {
            lines,
            columns: columns.ok_or(ExchangeError::NoLanguages)?,
            diagnostics: Diagnostics::default(),
            pending,
        })
    }
}

/// Reads the next line that is neither blank nor a comment.
fn next_entry<R: Read>(lines: &mut Lines<R>) -> Result<Option<(Location, String)>, ExchangeError> {
    loop {
        match lines.next()? {
            Some((_, line)) if line.starts_with('#') => {}
            other => return Ok(other),
        }
    }
}

fn cells(line: &str) -> Vec<String> {
    line.split('\t')
        .map(|cell| cell.trim().to_owned())
        .collect()
}

impl<R: Read> ReadUnits for Reader<R> {
    /// Lines with nothing but TABs are passed over.
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        loop {
            let line = match self.pending.take() {
                Some(line) => Some(line),
                None => next_entry(&mut self.lines)?,
            };
            let Some((mut at, line)) = line else {
                return Ok(None);
            };
            let Some(unit) = self.columns.unit(cells(&line).iter().enumerate()) else {
                continue;
            };
            self.lines.unit += 1;
            at.unit = Some(self.lines.unit);
            if !line.contains('\t') {
                self.diagnostics.warn(at, Message::new("tsv-no-tab"));
            } else if unit.variants.len() < self.columns.count() {
                self.diagnostics.warn(at, Message::new("tsv-empty-text"));
            }
            return Ok(Some(ReadUnit {
                unit,
                line: at.line,
                column: at.column,
                ordinal: self.lines.unit,
            }));
        }
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

/// Writes a table of terms, row by row: source, target, notes or whatever the header says. OmegaT's
/// own have no header.
///
/// TABs and line ends inside a cell become spaces: the format has no way to keep them. A term that
/// begins with `#` would be a comment, so it gets a space before it.
///
/// # Errors
/// When the output cannot be written.
pub fn write<'r>(
    mut out: impl Write,
    header: Option<&[&str]>,
    rows: impl IntoIterator<Item = Vec<&'r str>>,
) -> io::Result<()> {
    if let Some(header) = header {
        writeln!(out, "{}", header.join("\t"))?;
    }
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| cell.replace(['\t', '\n', '\r', '\0'], " "))
            .collect();
        let line = cells.join("\t");
        let shield = if line.starts_with('#') { " " } else { "" };
        writeln!(out, "{shield}{}", line.trim_end_matches('\t'))?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{ReadOptions, open};

    fn read(name: &str, bytes: &[u8]) -> (Vec<Vec<String>>, Vec<String>) {
        let [from, to] = ["fr", "en"].map(|tag| tag.parse().unwrap());
        let options = ReadOptions {
            columns: vec![from, to],
            terms: true,
            ..ReadOptions::default()
        };
        let mut opened = open(name, bytes, &options).unwrap();
        let mut all = Vec::new();
        while let Some(read) = opened.units.next_unit().unwrap() {
            let variants = read.unit.variants.iter();
            let texts = variants.map(|tuv| tuv.content.as_ref().unwrap().plain().into_owned());
            let notes = read
                .unit
                .annotations
                .iter()
                .map(|a| a.content.plain().into_owned());
            all.push(texts.chain(notes).collect());
        }
        let found = opened.units.diagnostics().kept().iter();
        let told = found.map(|d| format!("{} {}:{}", d.message.id(), d.line, d.column));
        (all, told.collect())
    }

    #[test]
    fn a_glossary_of_omegat_is_read_with_its_comments_left_out() {
        let glossary =
            "# Glossary in tab-separated format\nécluse\tlock\tof a canal\nquai\tquay\n\nseul\n";
        let (units, told) = read("own.utf8", glossary.as_bytes());
        assert_eq!(
            units,
            [
                vec!["écluse", "lock", "of a canal"],
                vec!["quai", "quay"],
                vec!["seul"]
            ]
        );
        assert_eq!(told, ["tsv-no-tab 5:1"]);
        let (old, _) = read("old.tab", b"\xe9cluse\tlock\n");
        assert_eq!(old, [["écluse", "lock"]]);
        assert_eq!(read("a.txt", b"quai\tquay\n").0, [["quai", "quay"]]);
    }

    #[test]
    fn a_header_names_the_columns() {
        let (units, _) = read(
            "a.tsv",
            b"en\tfr\tComment\tScore\nlock\t\xc3\xa9cluse\tcanal\t9\n",
        );
        assert_eq!(units, [["lock", "écluse", "canal", "9"]]);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut out = Vec::new();
        let rows = [vec!["#1", "no. 1", "a\tb"], vec!["quai", "quay", ""]];
        write(&mut out, None, rows).unwrap();
        assert_eq!(
            read("a.utf8", &out).0,
            [vec!["#1", "no. 1", "a b"], vec!["quai", "quay"]]
        );
    }
}
