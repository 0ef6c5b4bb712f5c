//! What the columns of a table hold, told by its first row.

use super::ReadOptions;
use super::tsv::is_known_language;
use crate::model::{Annotation, InlineContent, LangTag, TranslationUnit, Tuv};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// Texts in a language.
    Language(LangTag),
    /// Notes.
    Note,
    /// A property of this type.
    Property(String),
}

/// The columns of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns(Vec<Column>);

/// Languages by the names people give them in a header: in English, in French, in their own.
#[rustfmt::skip]
const NAMES: [(&str, &[&str]); 14] = [
    ("fr", &["french", "français", "francais"]),
    ("en", &["english", "anglais"]),
    ("de", &["german", "allemand", "deutsch"]),
    ("es", &["spanish", "espagnol", "español", "castellano"]),
    ("it", &["italian", "italien", "italiano"]),
    ("pt", &["portuguese", "portugais", "português"]),
    ("nl", &["dutch", "néerlandais", "nederlands"]),
    ("zh", &["chinese", "chinois", "中文"]),
    ("ja", &["japanese", "japonais", "日本語"]),
    ("ru", &["russian", "russe", "русский"]),
    ("ar", &["arabic", "arabe", "العربية"]),
    ("pl", &["polish", "polonais", "polski"]),
    ("sv", &["swedish", "suédois", "svenska"]),
    ("ro", &["romanian", "roumain", "română"]),
];

/// Regions that stand behind a language's name: `Français (Canada)`.
#[rustfmt::skip]
const REGIONS: [(&str, &[&str]); 8] = [
    ("CA", &["canada", "canadian", "canadien"]),
    ("FR", &["france"]),
    ("BE", &["belgium", "belgique"]),
    ("CH", &["switzerland", "suisse", "schweiz"]),
    ("GB", &["uk", "united kingdom", "royaume-uni", "great britain"]),
    ("US", &["us", "usa", "united states", "états-unis"]),
    ("BR", &["brazil", "brésil", "brasil"]),
    ("MX", &["mexico", "mexique", "méxico"]),
];

#[rustfmt::skip]
const SOURCE: [&str; 6] = ["source", "src", "source text", "texte source", "original", "quelle"];
#[rustfmt::skip]
const TARGET: [&str; 8] = [
    "target", "tgt", "target text", "texte cible", "cible", "translation", "traduction", "ziel",
];
#[rustfmt::skip]
const NOTES: [&str; 8] = [
    "note", "notes", "comment", "comments", "commentaire", "commentaires", "remarque", "remarques",
];

impl Columns {
    /// Reads a first row as a header: two cells or more are languages, by tag, by name, or as
    /// `source` and `target` of the languages that were given. Where both languages were given,
    /// words that only look like tags (`Oui`, `No`) are no header.
    pub(super) fn of_header(cells: &[String], options: &ReadOptions) -> Option<Self> {
        let columns: Vec<Column> = cells
            .iter()
            .enumerate()
            .map(|(place, cell)| column(cell, place, options))
            .collect();
        let mut columns = Columns(columns);
        // `ID` and `No` are languages too, but not beside two others.
        let ambiguous = |place: &usize| matches!(cells[*place].to_lowercase().trim(), "id" | "no");
        let doubtful: Vec<usize> = columns.languages().map(|(place, _)| place).collect();
        let doubtful: Vec<usize> = doubtful.into_iter().filter(ambiguous).collect();
        if columns.count() - doubtful.len() > 1 {
            for place in doubtful {
                let kind = format!("x-{}", cells[place].trim().to_lowercase());
                columns.0[place] = Column::Property(kind);
            }
        }
        let languages: Vec<&LangTag> = columns.languages().map(|(_, tag)| tag).collect();
        let given = |tag: &LangTag| languages.iter().any(|found| found.same_language(tag));
        (languages.len() > 1 && options.columns.iter().all(given)).then_some(columns)
    }

    /// Returns the columns of a table without header: its first ones are in the languages that were
    /// given; in a list of terms notes follow.
    pub(super) fn without_header(options: &ReadOptions) -> Option<Self> {
        let given = options.columns.iter().cloned();
        let mut columns: Vec<Column> = given.map(Column::Language).collect();
        let enough = columns.len() > 1;
        if options.terms {
            columns.push(Column::Note);
        }
        enough.then_some(Columns(columns))
    }

    fn languages(&self) -> impl Iterator<Item = (usize, &LangTag)> {
        let columns = self.0.iter().enumerate();
        columns.filter_map(|(place, column)| match column {
            Column::Language(tag) => Some((place, tag)),
            _ => None,
        })
    }

    /// Returns the unit of a row, of its cells with their columns, from 0; empty cells are left
    /// out. Without any text, `None`.
    pub(super) fn unit<'c>(
        &self,
        cells: impl IntoIterator<Item = (usize, &'c String)>,
    ) -> Option<TranslationUnit> {
        let mut annotations = Vec::new();
        let mut variants = Vec::new();
        for (place, cell) in cells.into_iter().filter(|(_, cell)| !cell.is_empty()) {
            match self.0.get(place) {
                Some(Column::Language(tag)) => {
                    let content = InlineContent::from_text(cell);
                    variants.push(Tuv::of(Some(tag.as_str()), content));
                }
                Some(Column::Note) => annotations.push(Annotation::note(cell)),
                Some(Column::Property(kind)) => annotations.push(Annotation::property(kind, cell)),
                None => {
                    let kind = format!("x-column-{}", place + 1);
                    annotations.push(Annotation::property(&kind, cell));
                }
            }
        }
        let empty = annotations.is_empty() && variants.is_empty();
        (!empty).then(|| TranslationUnit::of_parts(annotations, variants))
    }

    /// Returns how many languages there are.
    pub(super) fn count(&self) -> usize {
        self.languages().count()
    }
}

fn column(cell: &str, place: usize, options: &ReadOptions) -> Column {
    let name = cell.trim().to_lowercase();
    let is_in = |names: &[&str]| names.contains(&name.as_str());
    if let Some(tag) = language(&name) {
        return Column::Language(tag);
    }
    match (&options.from, &options.to) {
        (Some(from), _) if is_in(&SOURCE) => return Column::Language(from.clone()),
        (_, Some(to)) if is_in(&TARGET) => return Column::Language(to.clone()),
        _ => {}
    }
    if is_in(&NOTES) {
        return Column::Note;
    }
    let words = name.split_whitespace().collect::<Vec<_>>().join("-");
    Column::Property(match words.as_str() {
        "" => format!("x-column-{}", place + 1),
        words if words.starts_with("x-") => words.to_owned(),
        words => format!("x-{words}"),
    })
}

/// Reads a cell that names a language; `name` in small letters.
fn language(name: &str) -> Option<LangTag> {
    if let Some(tag) = name.parse().ok().filter(is_known_language) {
        return Some(tag);
    }
    let apart = |c: char| matches!(c, '(' | ')' | ',' | '–' | '[' | ']') || c.is_whitespace();
    let (first, rest) = name.split_once(apart).unwrap_or((name, ""));
    let by = |word: &str, table: &[(&'static str, &[&str])]| {
        let found = table.iter().find(|(_, names)| names.contains(&word));
        found.map(|(code, _)| *code)
    };
    let rest = rest.trim_matches(apart);
    if let Some(code) = by(first, &NAMES) {
        return match rest {
            "" => code.parse().ok(),
            // A tag in brackets says it best: `French (fr-CA)`.
            rest => match (
                rest.parse().ok().filter(is_known_language),
                by(rest, &REGIONS),
            ) {
                (Some(tag), _) if tag.primary() == code => Some(tag),
                (_, Some(region)) => format!("{code}-{region}").parse().ok(),
                _ => None,
            },
        };
    }
    // `Canadian French`.
    let code = by(rest, &NAMES)?;
    let region = by(first, &REGIONS)?;
    format!("{code}-{region}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(cells: &[&str], from_to: Option<[&str; 2]>) -> Option<Vec<String>> {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let tags = from_to.map(|pair| pair.map(|tag| tag.parse::<LangTag>().unwrap()));
        let options = ReadOptions {
            columns: tags.iter().flatten().cloned().collect(),
            from: tags.as_ref().map(|[from, _]| from.clone()),
            to: tags.as_ref().map(|[_, to]| to.clone()),
            ..ReadOptions::default()
        };
        let columns = Columns::of_header(&cells, &options)?;
        let named = |column: &Column| match column {
            Column::Language(tag) => tag.to_string(),
            Column::Note => "note".to_owned(),
            Column::Property(kind) => kind.clone(),
        };
        Some(columns.0.iter().map(named).collect())
    }

    #[test]
    fn a_header_names_languages_in_many_ways() {
        for (cells, found) in [
            (&["fr", "EN_ca"][..], &["fr", "en-CA"][..]),
            (&["Français", "English (Canada)"], &["fr", "en-CA"]),
            (&["French (fr-CA)", "Anglais"], &["fr-CA", "en"]),
            (
                &["ID", "Canadian French", "english", "Remarques"],
                &["x-id", "fr-CA", "en", "note"],
            ),
            (
                &["fr", "en", "", "Last change"],
                &["fr", "en", "x-column-3", "x-last-change"],
            ),
        ] {
            assert_eq!(header(cells, None).unwrap(), found);
        }
        let pair = Some(["fr", "en-CA"]);
        assert_eq!(
            header(&["Source", "Translation"], pair).unwrap(),
            ["fr", "en-CA"]
        );
    }

    #[test]
    fn texts_are_no_header() {
        assert_eq!(header(&["Source", "Target"], None), None);
        assert_eq!(header(&["Un", "One"], None), None);
        assert_eq!(header(&["No", "Oui"], Some(["en", "fr"])), None);
        assert_eq!(header(&["fr"], None), None);
    }
}
