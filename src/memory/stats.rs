//! What a memory holds, in numbers.

use std::collections::BTreeMap;

use super::{Memory, MemoryError};

/// Counts of what is in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// Units.
    pub units: u64,
    /// Units with text in two languages or more.
    pub usable: u64,
    /// Documents.
    pub documents: u64,
    /// Alignments.
    pub alignments: u64,
    /// Language tag → units that have a text in it.
    pub languages: BTreeMap<String, u64>,
    /// `source>target` → usable units.
    pub pairs: BTreeMap<String, u64>,
    /// Units that a person has vouched for.
    pub reviewed: u64,
    /// Change sets, undone ones included.
    pub changes: u64,
    /// Size of the file.
    pub bytes: u64,
}

impl Memory {
    /// Returns the number of units in force. Reads no unit, so it is known at once.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn unit_count(&self) -> Result<u64, MemoryError> {
        let query = "SELECT count(*) FROM unit WHERE removed IS NULL";
        Ok(self.connection().query_row(query, [], |row| row.get(0))?)
    }

    /// Returns a number that is another one after each change that another connection made to the
    /// file; two numbers of one `Memory` can be compared.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn data_version(&self) -> Result<i64, MemoryError> {
        let query = "PRAGMA data_version";
        Ok(self.connection().query_row(query, [], |row| row.get(0))?)
    }

    /// Counts what is in force. Reads every unit's languages, no texts.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stats(&self) -> Result<Stats, MemoryError> {
        let connection = self.connection();
        let count = |query: &str| connection.query_row(query, [], |row| row.get::<_, u64>(0));
        let mut stats = Stats {
            units: count("SELECT count(*) FROM unit WHERE removed IS NULL")?,
            documents: count("SELECT count(*) FROM document WHERE removed IS NULL")?,
            alignments: count("SELECT count(*) FROM alignment WHERE removed IS NULL")?,
            reviewed: count(
                "SELECT count(*) FROM unit LEFT JOIN bead ON bead.id = unit.bead
                 WHERE unit.removed IS NULL
                   AND coalesce(bead.state, unit.state) IN ('accepted', 'edited')",
            )?,
            changes: count("SELECT count(*) FROM change_set")?,
            bytes: count(
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
            )?,
            ..Stats::default()
        };
        let mut statement = connection.prepare(
            "SELECT unit.id, unit.source_language, tuv.language
             FROM unit JOIN tuv ON tuv.unit = unit.id
             WHERE unit.removed IS NULL AND tuv.language IS NOT NULL
               AND coalesce(tuv.plain, tuv.content, '') <> ''
             ORDER BY unit.id, tuv.place",
        )?;
        let mut rows = statement.query([])?;
        let mut unit = None;
        let mut source = None;
        let mut languages: Vec<String> = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if unit != Some(id) {
                stats.count_unit(source.take(), &mut languages);
                unit = Some(id);
                source = row.get(1)?;
            }
            let language: String = row.get(2)?;
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
        stats.count_unit(source, &mut languages);
        Ok(stats)
    }
}

impl Stats {
    /// Counts a unit that has text in some languages, in its own order; empties the list.
    fn count_unit(&mut self, source: Option<String>, languages: &mut Vec<String>) {
        self.usable += u64::from(languages.len() > 1);
        // The stated source where the unit has it, else its first language.
        let of = |tag: &str| tag.split('-').next().unwrap_or(tag).to_owned();
        let first = source
            .and_then(|s| languages.iter().find(|l| of(l) == of(&s)).cloned())
            .or_else(|| languages.first().cloned());
        for language in languages.drain(..) {
            if let Some(first) = &first
                && language != *first
            {
                *self.pairs.entry(format!("{first}>{language}")).or_default() += 1;
            }
            *self.languages.entry(language).or_default() += 1;
        }
    }
}
