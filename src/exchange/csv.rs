//! Tables with quoting (RFC 4180): one unit a row, one language a column.
//!
//! Read by our own small machine: a quote that is never closed must be an error with its place,
//! not a text that holds the rest of the file.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read, Write};

use super::columns::Columns;
use super::encoding::{Decoded, LONGEST, Rule, advance};
use super::{
    Diagnostics, ExchangeError, Location, ReadOptions, ReadUnit, ReadUnits, Refusal, WriteUnits,
    Written,
};
use crate::messages::Message;
use crate::model::{LangTag, TranslationUnit};

/// What may stand between cells; the first is taken where nothing tells.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A table being read. Memory: the longest row.
pub struct Reader<R: Read> {
    rows: Rows<R>,
    columns: Columns,
    /// The first row, where it is no header.
    pending: Option<Row>,
    diagnostics: Diagnostics,
    ordinal: u64,
}

impl<R: Read> Reader<R> {
    /// Reads a table up to its first unit: finds out its encoding, what stands between the cells
    /// (comma, semicolon, TAB, or what a first line `sep=;` says), and whether its first row is a
    /// header.
    ///
    /// # Errors
    /// When nobody names the languages, a quote is not closed, or the bytes cannot be had or
    /// decoded.
    pub fn open(input: R, options: &ReadOptions) -> Result<Self, ExchangeError> {
        let mut rows = Rows::new(Decoded::open(input, Rule::Plain)?);
        let first_lines = rows.peek()?;
        rows.delimiter = delimiter(&first_lines, options);
        if first_lines.starts_with("sep=") {
            rows.ahead.pop_front();
        }
        let mut reader = Reader {
            columns: Columns::default(),
            pending: None,
            diagnostics: Diagnostics::default(),
            ordinal: 0,
            rows,
        };
        let first = reader.rows.next()?.ok_or(ExchangeError::Empty)?;
        if let Some(columns) = Columns::of_header(&first.cells, options) {
            reader.columns = columns;
        } else {
            let columns = Columns::without_header(options);
            reader.columns = columns.ok_or(ExchangeError::NoLanguages)?;
            reader.pending = Some(first);
        }
        Ok(reader)
    }
}

impl<R: Read> ReadUnits for Reader<R> {
    /// Rows without any text are passed over.
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        loop {
            let row = match self.pending.take() {
                Some(row) => Some(row),
                None => self.rows.next()?,
            };
            let Some(row) = row else {
                return Ok(None);
            };
            let Some(unit) = self.columns.unit(row.cells.iter().enumerate()) else {
                continue;
            };
            self.ordinal += 1;
            self.rows.unit = self.ordinal;
            let at = Location {
                unit: Some(self.ordinal),
                ..row.at
            };
            if row.stray {
                self.diagnostics.warn(at, Message::new("csv-stray-quote"));
            }
            if unit.variants.len() < self.columns.count() {
                self.diagnostics.warn(at, Message::new("tsv-empty-text"));
            }
            return Ok(Some(ReadUnit {
                unit,
                line: at.line,
                column: at.column,
                ordinal: self.ordinal,
            }));
        }
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

/// A row as it stands.
struct Row {
    at: Location,
    cells: Vec<String>,
    /// Whether something stands after a closing quote.
    stray: bool,
}

/// Where the machine is inside a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the beginning of a cell.
    Start,
    Bare,
    Quoted,
    /// After a quote inside quotes: it closes, or it is doubled.
    AfterQuote,
}

/// The rows of a table.
struct Rows<R: Read> {
    input: Decoded<R>,
    delimiter: u8,
    /// Lines that were read to find out the delimiter, and where they begin.
    ahead: VecDeque<(Location, Vec<u8>)>,
    /// Units so far, for messages.
    unit: u64,
}

impl<R: Read> Rows<R> {
    fn new(input: Decoded<R>) -> Self {
        Rows {
            input,
            delimiter: DELIMITERS[0],
            ahead: VecDeque::new(),
            unit: 0,
        }
    }

    /// Returns the first lines, which are read again later.
    fn peek(&mut self) -> Result<String, ExchangeError> {
        let mut text = Vec::new();
        while self.ahead.len() < 50 && text.len() < 64 * 1024 {
            let (at, line) = self.next_line()?;
            if line.is_empty() {
                break;
            }
            text.extend_from_slice(&line);
            self.ahead.push_back((at, line));
        }
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// Reads a line with its end; an empty one only at the end of the file.
    fn line(&mut self) -> Result<(Location, Vec<u8>), ExchangeError> {
        match self.ahead.pop_front() {
            Some(line) => Ok(line),
            None => self.next_line(),
        }
    }

    fn next_line(&mut self) -> Result<(Location, Vec<u8>), ExchangeError> {
        let at = self.input.location();
        let mut line = Vec::new();
        let limited = LONGEST as u64 + 1;
        let read = (&mut self.input).take(limited).read_until(b'\n', &mut line);
        read.map_err(|error| self.failure(error))?;
        Ok((at, line))
    }

    fn failure(&self, error: io::Error) -> ExchangeError {
        match self.input.refusal() {
            None => ExchangeError::Io(error),
            Some(refusal) => ExchangeError::Refused {
                at: Location {
                    unit: Some(self.unit + 1),
                    ..self.input.location()
                },
                refusal: refusal.clone(),
            },
        }
    }

    /// Reads the next row that is not blank.
    fn next(&mut self) -> Result<Option<Row>, ExchangeError> {
        let mut machine = Machine::new(self.delimiter);
        let mut length = 0;
        let mut at = Location::default();
        // Where the quote was opened that is open.
        let mut opened = at;
        loop {
            let (begin, line) = self.line()?;
            if length == 0 {
                (at, opened) = (begin, begin);
            }
            length += line.len();
            if line.is_empty() && machine.state == State::Quoted || length > LONGEST {
                return Err(self.refuse(opened, Refusal::Told("csv-open-quote")));
            }
            if line.is_empty() {
                return Ok(None);
            }
            let place = |byte: usize| {
                let (line, column) = advance((begin.line, begin.column), &line[..byte]);
                Location { line, column, ..at }
            };
            if let Some(zero) = line.iter().position(|b| *b == 0) {
                return Err(self.refuse(place(zero), Refusal::Character(0)));
            }
            if let Some(quote) = machine.line(&line) {
                opened = place(quote);
            }
            if machine.state == State::Quoted {
                continue;
            }
            let done = std::mem::replace(&mut machine, Machine::new(self.delimiter));
            let quoted = done.quoted;
            let (cells, stray) = done.finish();
            // Spaces between quotes are a text, others are a blank row.
            if quoted || cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(Row { at, cells, stray }));
            }
            length = 0;
        }
    }

    fn refuse(&self, at: Location, refusal: Refusal) -> ExchangeError {
        let unit = Some(self.unit + 1);
        ExchangeError::Refused {
            at: Location { unit, ..at },
            refusal,
        }
    }
}

/// Takes cells apart, line by line.
struct Machine {
    delimiter: u8,
    state: State,
    cell: Vec<u8>,
    cells: Vec<String>,
    /// Whether a cell stands in quotes.
    quoted: bool,
    stray: bool,
}

impl Machine {
    fn new(delimiter: u8) -> Self {
        Machine {
            delimiter,
            state: State::Start,
            cell: Vec::new(),
            cells: Vec::new(),
            quoted: false,
            stray: false,
        }
    }

    /// Takes a line with its end; returns where a quote was opened that is still open.
    fn line(&mut self, line: &[u8]) -> Option<usize> {
        let end = line.strip_suffix(b"\n").unwrap_or(line);
        let end = end.strip_suffix(b"\r").unwrap_or(end).len();
        let mut opened = None;
        for (at, byte) in line[..end].iter().copied().enumerate() {
            match (self.state, byte) {
                (State::Start, b'"') => {
                    self.state = State::Quoted;
                    self.quoted = true;
                    opened = Some(at);
                }
                (State::Quoted, b'"') => self.state = State::AfterQuote,
                (State::Quoted, _) => self.cell.push(byte),
                (State::AfterQuote, b'"') => {
                    self.cell.push(b'"');
                    self.state = State::Quoted;
                }
                (_, _) if byte == self.delimiter => self.end_cell(),
                (State::AfterQuote, b' ') => {}
                (State::AfterQuote, _) => {
                    self.stray = true;
                    self.cell.push(byte);
                    self.state = State::Bare;
                }
                (State::Start | State::Bare, _) => {
                    self.cell.push(byte);
                    self.state = State::Bare;
                }
            }
        }
        if self.state == State::Quoted {
            // A line end inside quotes, CR LF or LF, is one character of the text.
            self.cell.push(b'\n');
            return opened;
        }
        None
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        self.cells.push(String::from_utf8_lossy(&cell).into_owned());
        self.state = State::Start;
    }

    fn finish(mut self) -> (Vec<String>, bool) {
        self.end_cell();
        (self.cells, self.stray)
    }
}

/// Finds out what stands between the cells: what makes the first row a header; else what parts the
/// first lines into the same number of cells, two or more.
fn delimiter(text: &str, options: &ReadOptions) -> u8 {
    if let Some(stated) = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.bytes().next())
    {
        return stated;
    }
    let rows = |delimiter: u8| {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut machine = Machine::new(delimiter);
        for line in text.split_inclusive('\n').take(50) {
            machine.line(line.as_bytes());
            if machine.state != State::Quoted {
                rows.push(
                    std::mem::replace(&mut machine, Machine::new(delimiter))
                        .finish()
                        .0,
                );
            }
        }
        rows
    };
    let is_header = |delimiter: &u8| {
        let rows = rows(*delimiter);
        rows.first()
            .is_some_and(|row| Columns::of_header(row, options).is_some())
    };
    let even = |delimiter: &u8| {
        let rows = rows(*delimiter);
        let width = rows.first().map_or(0, Vec::len);
        let even = rows.iter().filter(|row| row.len() == width).count();
        // The last line may be cut.
        let mostly = even * 10 >= rows.len().saturating_sub(1) * 9;
        if width > 1 && mostly { even } else { 0 }
    };
    let best = DELIMITERS.iter().find(|d| is_header(d)).or_else(|| {
        let fitting = DELIMITERS.iter().rev().filter(|d| even(d) > 0);
        fitting.max_by_key(|d| even(d))
    });
    *best.unwrap_or(&DELIMITERS[0])
}

/// A table being written: UTF-8 with a byte order mark, which spreadsheets want; commas; lines
/// that end with CR LF.
pub struct Writer<W: Write> {
    out: W,
    languages: [LangTag; 2],
    written: Written,
}

impl<W: Write> Writer<W> {
    /// Begins a table with a header of languages.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(mut out: W, languages: &[LangTag; 2]) -> io::Result<Self> {
        let [from, to] = languages;
        write!(out, "\u{feff}{from},{to}\r\n")?;
        Ok(Writer {
            out,
            languages: languages.clone(),
            written: Written::default(),
        })
    }
}

impl<W: Write> WriteUnits for Writer<W> {
    /// Writes the plain text of a unit in each language; a unit with neither leaves no row. Texts
    /// are written as they are: `docs/formats/tables.md` says why `=1+1` is not changed.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let cell = |tag: &LangTag| {
            let found = unit.best_in(tag);
            found.map_or_else(String::new, |(_, content)| quoted(&content.plain()))
        };
        let cells = [cell(&self.languages[0]), cell(&self.languages[1])];
        if cells.iter().all(String::is_empty) {
            self.written.skipped += 1;
            return Ok(());
        }
        self.written.units += 1;
        write!(self.out, "{}\r\n", cells.join(","))
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.out.flush()?;
        Ok(self.written)
    }
}

/// Returns a cell, in quotes where it needs them; the other delimiters count too, so that whoever
/// guesses them is not misled.
pub(super) fn quoted(text: &str) -> String {
    let text = text.replace('\0', "");
    let needs = |c: char| matches!(c, '"' | ',' | ';' | '\t' | '\n' | '\r');
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@') || c.is_whitespace();
    if text.contains(needs) || text.starts_with(begins) || text.ends_with(char::is_whitespace) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::Target;
    use crate::exchange::trial::{Whole, damaged, damages, read, read_with, tag, write};

    fn plain(found: &Whole) -> Vec<Vec<String>> {
        let texts = found.units.iter().map(|unit| {
            let of = |tuv: &crate::model::Tuv| tuv.content.as_ref().unwrap().plain().into_owned();
            unit.variants.iter().map(of).collect()
        });
        texts.collect()
    }

    #[test]
    fn delimiter_encoding_and_header_are_guessed() {
        let expected = [["Été, \"chaud\"\nsec", "Summer; dry"]];
        for delimiter in [",", ";", "\t"] {
            let text = format!(
                "Français{delimiter}Anglais\r\n\r\n\"Été, \"\"chaud\"\"\r\nsec\"{delimiter}\
                 \"Summer; dry\"\r\n"
            );
            assert_eq!(
                plain(&read("a.csv", text.as_bytes()).unwrap()),
                expected,
                "{text}"
            );
            let latin: Vec<u8> = text
                .chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect();
            assert_eq!(plain(&read("a.csv", &latin).unwrap()), expected);
            let wide: Vec<u8> = format!("\u{feff}{text}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            assert_eq!(plain(&read("a.csv", &wide).unwrap()), expected);
        }
        let found = read("a.csv", b"sep=;\r\nfr;en\r\na;b\r\n").unwrap();
        assert_eq!(plain(&found), [["a", "b"]]);
        let options = ReadOptions {
            columns: vec![tag("fr"), tag("en")],
            ..ReadOptions::default()
        };
        let found = read_with("a.csv", b"Oui, bien;Yes\nNon;No;x\n;\n", &options).unwrap();
        assert_eq!(plain(&found), [["Oui, bien", "Yes"], ["Non", "No"]]);
        assert_eq!(found.units[1].property("x-column-3").as_deref(), Some("x"));
        assert!(matches!(
            read("a.csv", b"a,b\n"),
            Err(ExchangeError::NoLanguages)
        ));
        assert!(matches!(read("a.csv", b""), Err(ExchangeError::Empty)));
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let error = read("a.csv", b"fr,en\na,\"b\nc,d\n").err().unwrap();
        let at = error.location().unwrap();
        assert_eq!((at.line, at.column, at.unit), (2, 3, Some(1)));
        assert!(error.to_string().contains("line 2") || error.to_string().contains("Line 2"));
        let found = read("a.csv", b"fr,en\n\"a\"b,c\nd\n").unwrap();
        assert_eq!(found.noticed(), ["csv-stray-quote", "tsv-empty-text"]);
        assert_eq!(plain(&found), [vec!["ab", "c"], vec!["d"]]);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let texts = ["=1+1", " a\tb ", "\"\"", "x\ny", "a;b,c", "-", "simple"];
        let units: Vec<TranslationUnit> = texts
            .iter()
            .map(|text| TranslationUnit::pair((&tag("fr"), text), (&tag("en"), "t")))
            .collect();
        let (bytes, written) = write(Target::Csv, &units);
        assert_eq!(written.units, texts.len() as u64);
        assert!(bytes.starts_with("\u{feff}fr,en\r\n\"=1+1\",t\r\n".as_bytes()));
        let found: Vec<String> = plain(&read("a.csv", &bytes).unwrap())
            .into_iter()
            .map(|mut unit| unit.remove(0))
            .collect();
        assert_eq!(found, texts);
    }

    proptest! {
        #[test]
        fn any_damage_is_an_answer(damages in damages()) {
            let sample = "fr;en;note\n\"a;\n\"\"b\"\"\";c;d\ne;f;\"g\"\n";
            let bytes = damaged(sample.as_bytes(), &damages);
            let options = ReadOptions { columns: vec![tag("fr"), tag("en")], ..ReadOptions::default() };
            if let Ok(found) = read_with("a.csv", &bytes, &options) {
                let two_sided = |u: &&TranslationUnit| u.best_in(&tag("fr")).is_some();
                let units: Vec<_> = found.units.iter().filter(two_sided).cloned().collect();
                let (bytes, _) = write(Target::Csv, &units);
                prop_assert_eq!(read("a.csv", &bytes).unwrap().units.len(), units.len());
            }
        }
    }
}
