//! Tables separated by TAB, without quoting: one unit a line, one language a column.

use std::io::{self, BufRead, Read, Write};

use super::encoding::{Decoded, Rule, advance};
use super::{
    Diagnostics, ExchangeError, Location, ReadUnit, ReadUnits, Refusal, WriteUnits, Written,
};
use crate::messages::Message;
use crate::model::{Annotation, InlineContent, LangTag, TranslationUnit, Tuv};

/// A table being read. Memory: the longest line.
pub struct Reader<R: Read> {
    lines: Lines<R>,
    languages: Vec<LangTag>,
    diagnostics: Diagnostics,
    /// The first line, where it is no header.
    pending: Option<(Location, String)>,
    ordinal: u64,
}

impl<R: Read> Reader<R> {
    /// Reads a table up to its first unit. A first line of nothing but language tags is its header
    /// and names the columns; without one, `languages` does. Fields beyond those become
    /// properties of their unit (`x-column-3`).
    ///
    /// # Errors
    /// When nobody names the languages, or the bytes cannot be had or decoded.
    pub fn open(input: R, languages: Option<&[LangTag]>) -> Result<Self, ExchangeError> {
        let mut reader = Reader {
            lines: Lines::open(input)?,
            languages: Vec::new(),
            diagnostics: Diagnostics::default(),
            pending: None,
            ordinal: 0,
        };
        let first = reader.lines.next()?.ok_or(ExchangeError::Empty)?;
        match (header(&first.1), languages) {
            // Where languages are given, words that look like tags (`Oui`, `Yes`) are no header.
            (Some(header), given) if given.is_none_or(|given| agrees(&header, given)) => {
                reader.languages = header;
            }
            (_, Some(given)) if given.len() > 1 => {
                reader.languages = given.to_vec();
                reader.pending = Some(first);
            }
            _ => return Err(ExchangeError::NoLanguages),
        }
        Ok(reader)
    }
}

/// The lines of a table that are not blank. Memory: the longest one.
pub(super) struct Lines<R: Read> {
    input: Decoded<R>,
    /// Units so far, for messages.
    pub(super) unit: u64,
}

impl<R: Read> Lines<R> {
    /// Finds out the encoding: UTF-8, UTF-16, or windows-1252 where it is neither.
    pub(super) fn open(input: R) -> Result<Self, ExchangeError> {
        Ok(Lines {
            input: Decoded::open(input, Rule::Plain)?,
            unit: 0,
        })
    }

    /// Reads the next line that is not blank.
    pub(super) fn next(&mut self) -> Result<Option<(Location, String)>, ExchangeError> {
        loop {
            let at = self.input.location();
            let mut bytes = Vec::new();
            match self.input.read_until(b'\n', &mut bytes) {
                Ok(0) => return Ok(None),
                Ok(_) => {}
                Err(error) => return Err(self.failure(error)),
            }
            let line = String::from_utf8_lossy(&bytes);
            let line = line.strip_suffix('\n').unwrap_or(&line);
            let line = line.strip_suffix('\r').unwrap_or(line);
            if let Some(zero) = line.find('\0') {
                let (line, column) = advance((at.line, at.column), &line.as_bytes()[..zero]);
                let at = Location {
                    line,
                    column,
                    unit: at.unit,
                };
                return Err(ExchangeError::Refused {
                    at,
                    refusal: Refusal::Character(0),
                });
            }
            if !line.trim().is_empty() {
                return Ok(Some((at, line.to_owned())));
            }
        }
    }

    fn failure(&self, error: io::Error) -> ExchangeError {
        match self.input.refusal() {
            None => error.into(),
            Some(refusal) => ExchangeError::Refused {
                at: Location {
                    unit: Some(self.unit + 1),
                    ..self.input.location()
                },
                refusal: refusal.clone(),
            },
        }
    }
}

/// Returns the fields beyond the languages as properties, so that nothing of the line is lost.
fn further_columns(line: &str, languages: usize) -> Vec<Annotation> {
    let fields = line.split('\t').enumerate().skip(languages);
    fields
        .filter(|(_, field)| !field.is_empty())
        .zip(0..)
        .map(|((column, field), place)| Annotation {
            place,
            name: "prop".to_owned(),
            attributes: [("type", format!("x-column-{}", column + 1))]
                .into_iter()
                .collect(),
            content: InlineContent::from_text(field),
        })
        .collect()
}

/// Tells whether a header names the languages that were given, in their order.
fn agrees(header: &[LangTag], given: &[LangTag]) -> bool {
    header.len() >= given.len() && header.iter().zip(given).all(|(a, b)| a.same_language(b))
}

/// The two-letter language codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr \
    cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi \
    ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv \
    kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv \
    ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss \
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za \
    zh zu";

/// Returns the languages of a header line: two fields or more, each a tag of a language that has
/// a two-letter code. Anything else may be words.
pub fn header(line: &str) -> Option<Vec<LangTag>> {
    let tags: Vec<LangTag> = line
        .split('\t')
        .map(|field| field.trim().parse::<LangTag>().ok())
        .collect::<Option<_>>()?;
    (tags.len() > 1 && tags.iter().all(is_known_language)).then_some(tags)
}

/// Tells whether a tag is of a language that has a two-letter code.
pub(super) fn is_known_language(tag: &LangTag) -> bool {
    CODES.split_whitespace().any(|code| code == tag.primary())
}

impl<R: Read> ReadUnits for Reader<R> {
    /// A line without TAB gives a unit of one language.
    fn next_unit(&mut self) -> Result<Option<ReadUnit>, ExchangeError> {
        let line = match self.pending.take() {
            Some(line) => Some(line),
            None => self.lines.next()?,
        };
        let Some((mut at, line)) = line else {
            return Ok(None);
        };
        self.ordinal += 1;
        self.lines.unit = self.ordinal;
        at.unit = Some(self.ordinal);
        if !line.contains('\t') {
            self.diagnostics.warn(at, Message::new("tsv-no-tab"));
        }
        let annotations = further_columns(&line, self.languages.len());
        let first = annotations.len() as u32;
        let columns = (first..).zip(line.split('\t').zip(&self.languages));
        let variants: Vec<Tuv> = columns
            .map(|(place, (text, language))| Tuv {
                place,
                ..Tuv::plain(language, text)
            })
            .collect();
        if variants
            .iter()
            .any(|tuv| tuv.content.as_ref().is_none_or(InlineContent::is_empty))
        {
            self.diagnostics.warn(at, Message::new("tsv-empty-text"));
        }
        Ok(Some(ReadUnit {
            unit: TranslationUnit {
                annotations,
                variants,
                ..TranslationUnit::default()
            },
            line: at.line,
            column: at.column,
            ordinal: self.ordinal,
        }))
    }

    fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
}

/// A table being written. TABs and line ends inside a text become spaces: the format has no way
/// to keep them.
pub struct Writer<W: Write> {
    out: W,
    languages: Vec<LangTag>,
    written: Written,
}

impl<W: Write> Writer<W> {
    /// Begins a table with a header of languages.
    ///
    /// # Errors
    /// When the output cannot be written.
    pub fn new(mut out: W, languages: &[LangTag]) -> io::Result<Self> {
        let tags: Vec<&str> = languages.iter().map(LangTag::as_str).collect();
        writeln!(out, "{}", tags.join("\t"))?;
        Ok(Writer {
            out,
            languages: languages.to_vec(),
            written: Written::default(),
        })
    }
}

impl<W: Write> WriteUnits for Writer<W> {
    /// Writes the plain text of a unit in each language; the best fitting variant, the first among
    /// equals. A unit with none of the languages leaves no line.
    fn unit(&mut self, unit: &TranslationUnit) -> io::Result<()> {
        let fields: Vec<String> = self.languages.iter().map(|tag| field(unit, tag)).collect();
        if fields.iter().all(String::is_empty) {
            self.written.skipped += 1;
            return Ok(());
        }
        self.written.units += 1;
        writeln!(self.out, "{}", fields.join("\t"))
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.out.flush()?;
        Ok(self.written)
    }
}

fn field(unit: &TranslationUnit, language: &LangTag) -> String {
    unit.best_in(language)
        .map_or_else(String::new, |(_, content)| {
            content.plain().replace(['\t', '\n', '\r', '\0'], " ")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_like_tags_are_no_header() {
        let languages: [LangTag; 2] = ["fr".parse().unwrap(), "en".parse().unwrap()];
        let mut reader = Reader::open(&b"Oui\tYes\nNon\tNo\n"[..], Some(&languages)).unwrap();
        assert_eq!(
            std::iter::from_fn(|| reader.next_unit().unwrap()).count(),
            2
        );
        let refused = Reader::open(&b"UE\tEU\nOTAN\tNATO\n"[..], None);
        assert!(matches!(refused, Err(ExchangeError::NoLanguages)));
        let mut reader = Reader::open(&b"FR\ten-CA\tx\n"[..], None);
        assert!(reader.is_err());
        reader = Reader::open(&b"FR\ten-CA\nUn\tOne\tnote\n"[..], Some(&languages));
        let unit = reader.unwrap().next_unit().unwrap().unwrap().unit;
        assert_eq!(unit.property("x-column-3").as_deref(), Some("note"));
        assert_eq!(unit.variants[1].place, 2);
    }

    fn tag(text: &str) -> LangTag {
        text.parse().unwrap()
    }

    fn texts(bytes: &[u8], languages: Option<&[LangTag]>) -> Vec<Vec<String>> {
        let mut reader = Reader::open(bytes, languages).unwrap();
        let mut all = Vec::new();
        while let Some(read) = reader.next_unit().unwrap() {
            let plain = |tuv: &Tuv| tuv.content.as_ref().unwrap().plain().into_owned();
            all.push(read.unit.variants.iter().map(plain).collect());
        }
        all
    }

    #[test]
    fn a_header_names_the_languages() {
        let table = "\u{feff}fr\ten-CA\r\nOui.\tYes.\textra\r\n\r\nNon.\tNo.\n".as_bytes();
        assert_eq!(texts(table, None), [["Oui.", "Yes."], ["Non.", "No."]]);
        let reader = Reader::open(table, None).unwrap();
        assert_eq!(reader.languages, [tag("fr"), tag("en-CA")]);
    }

    #[test]
    fn without_a_header_the_caller_names_them() {
        assert!(matches!(
            Reader::open(&b"Oui.\tYes.\n"[..], None),
            Err(ExchangeError::NoLanguages)
        ));
        let languages = [tag("fr"), tag("en")];
        assert_eq!(texts(b"Oui.\tYes.", Some(&languages)), [["Oui.", "Yes."]]);
        assert_eq!(
            texts(b"\xC9t\xE9\tSummer", Some(&languages)),
            [["Été", "Summer"]]
        );
    }

    #[test]
    fn a_line_without_tab_is_told_with_its_place() {
        let mut reader = Reader::open(&b"fr\ten\nOui.\tYes.\nSeul.\n"[..], None).unwrap();
        while reader.next_unit().unwrap().is_some() {}
        let found = &reader.diagnostics().kept()[0];
        assert_eq!((found.message.id(), found.line), ("tsv-no-tab", 3));
        assert_eq!(found.unit, Some(2));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let languages = [tag("fr"), tag("en")];
        let unit = TranslationUnit::pair((&languages[0], "a\tb\nc"), (&languages[1], "d"));
        let mut out = Vec::new();
        let mut writer = Box::new(Writer::new(&mut out, &languages).unwrap());
        writer.unit(&unit).unwrap();
        writer.finish().unwrap();
        assert_eq!(texts(&out, None), [["a b c", "d"]]);
    }
}
