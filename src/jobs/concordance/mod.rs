//! A query in all texts of the memories, with the other language beside each and its translation
//! marked there.
//!
//! [`Concordance::walk`] is the one way through the memories: candidates in the order of their
//! numbers, each looked at again. Pages, lines sorted by their context, translations with counts
//! and files are what is made of it.

mod export;
mod lines;

use std::collections::BTreeMap;

use super::marking::Marker;
use super::{Cancel, JobError};
use crate::matching::Origin;
use crate::matching::concordance::{Matcher, Options, Ranked, Ranking, Search, TextQuery};
use crate::memory::{FullText, Memory, TextRow, UnitTexts, Wanted};
use crate::model::LangTag;

pub use export::Container;
pub use lines::{Line, Lines, Order};

/// Further units are not counted for the total.
const COUNTED: u64 = 100_000;

/// What to look for, and where.
#[derive(Debug, Clone)]
pub struct Request {
    /// What a text must answer.
    pub search: Search,
    /// Only texts in this language.
    pub language: Option<LangTag>,
    /// What the text beside it must answer as well.
    pub target: Option<Search>,
    /// What the text beside it must not answer.
    pub not_target: Option<Search>,
    /// How words are compared.
    pub options: Options,
}

/// A text that answers, with its counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The text and its counterpart.
    pub row: TextRow,
    /// Which of the memories it is in.
    pub memory: usize,
    /// Byte ranges of what was searched in the text, ascending and apart.
    pub hits: Vec<(usize, usize)>,
}

/// A text that answers, with all that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcordanceHit {
    /// The text, its counterpart and the hits.
    pub found: Found,
    /// Byte ranges of their translation in the other text, ascending and apart; none where it was
    /// left untranslated.
    pub marks: Vec<(usize, usize)>,
    /// Where the unit comes from.
    pub origin: Origin,
}

/// Some of the hits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// By memory and unit number.
    pub hits: Vec<ConcordanceHit>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// How many units answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exactly(u64),
    /// So many or more.
    AtLeast(u64),
}

/// Translations with their counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Translations {
    /// The most frequent first.
    pub ranked: Vec<Ranked>,
    /// In how many hits they were counted.
    pub counted: u64,
    /// Whether there are more hits.
    pub more: bool,
}

impl ConcordanceHit {
    /// Returns the texts of the marks.
    pub fn marked(&self) -> Vec<&str> {
        parts(&self.found.row.other_text, &self.marks)
    }
}

/// Returns parts of a text.
fn parts<'t>(text: &'t str, ranges: &[(usize, usize)]) -> Vec<&'t str> {
    let parts = ranges.iter();
    parts
        .filter_map(|&(start, end)| text.get(start..end))
        .collect()
}

/// Reads what to look for: words, or a regular expression.
///
/// # Errors
/// When it cannot be read, or can find nothing in any text.
pub fn read_search(typed: &str, is_regex: bool, case: bool) -> Result<Search, JobError> {
    if !is_regex {
        return Ok(Search::Words(
            TextQuery::parse(typed).map_err(JobError::Query)?,
        ));
    }
    if typed.is_empty() {
        return Err(JobError::NoPattern);
    }
    let regex = regex::RegexBuilder::new(typed)
        .case_insensitive(!case)
        .build();
    let regex = regex.map_err(|error| JobError::Pattern {
        pattern: typed.to_owned(),
        reason: error.to_string(),
    })?;
    Ok(Search::Pattern(regex))
}

/// An open concordance.
#[derive(Debug)]
pub struct Concordance<'m> {
    memories: &'m [Memory],
    request: Request,
    /// Of each memory; `None` where its texts are scanned.
    indexes: Vec<Option<FullText>>,
    /// By language.
    matchers: BTreeMap<String, Matchers>,
    /// By source's and target's language.
    markers: BTreeMap<[String; 2], Marker>,
}

/// What finds the request in texts of one language.
#[derive(Debug)]
struct Matchers {
    search: Matcher,
    target: Option<Matcher>,
    not_target: Option<Matcher>,
}

impl<'m> Concordance<'m> {
    /// Opens the full-text indexes of the memories, and makes those that are missing. `progress` is told
    /// how many units were read, and of how many.
    ///
    /// # Errors
    /// When a memory cannot be read, or somebody asked to stop.
    pub fn open(
        memories: &'m [Memory],
        request: Request,
        cancel: &Cancel,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Self, JobError> {
        let of_words = |search: &Search| matches!(search, Search::Words(_));
        let helps = of_words(&request.search) || request.target.as_ref().is_some_and(of_words);
        let mut watch = |done, of| {
            progress(done, of);
            cancel.check()
        };
        let mut open = |memory| {
            if helps {
                FullText::open(memory, &mut watch)
            } else {
                Ok(None)
            }
        };
        let indexes = memories.iter().map(&mut open).collect::<Result<_, _>>()?;
        Ok(Self::with_indexes(memories, request, indexes))
    }

    /// Looks with the indexes that are given: of each memory one, or none.
    fn with_indexes(
        memories: &'m [Memory],
        request: Request,
        indexes: Vec<Option<FullText>>,
    ) -> Self {
        Concordance {
            memories,
            request,
            indexes,
            matchers: BTreeMap::new(),
            markers: BTreeMap::new(),
        }
    }

    /// Looks at every text of the memories, without an index.
    pub fn scanning(memories: &'m [Memory], request: Request) -> Self {
        let none = memories.iter().map(|_| None).collect();
        Self::with_indexes(memories, request, none)
    }

    /// Gives the texts that answer, by memory and unit number, each beside each text of another
    /// language in its unit, until `each` answers `false`.
    ///
    /// # Errors
    /// When a memory cannot be read, somebody asked to stop, or what `each` returns.
    pub fn walk(
        &mut self,
        cancel: &Cancel,
        each: &mut dyn FnMut(Found) -> Result<bool, JobError>,
    ) -> Result<(), JobError> {
        let (request, matchers) = (&self.request, &mut self.matchers);
        let mut more = true;
        for (number, memory) in self.memories.iter().enumerate() {
            let wanted = Wanted {
                search: &request.search,
                language: request.language.as_ref(),
                target: request.target.as_ref(),
                options: request.options,
            };
            let mut visit = |unit: &UnitTexts| {
                cancel.check()?;
                for found in answers(unit, number, request, matchers) {
                    more = each(found)?;
                    if !more {
                        break;
                    }
                }
                Ok::<bool, JobError>(more)
            };
            let index = self.indexes[number].as_ref();
            if !memory.candidates(index, &wanted, 0, &mut visit)?
                && let Some(index) = self.indexes[number].take()
            {
                // The next search makes another.
                index.discard(memory);
            }
            if !more {
                break;
            }
        }
        Ok(())
    }

    /// Returns the hits after the first `offset`, at most `limit` texts, with their translations
    /// marked.
    ///
    /// # Errors
    /// As [`walk`](Self::walk).
    pub fn page(&mut self, offset: usize, limit: usize, cancel: &Cancel) -> Result<Page, JobError> {
        let mut found = Vec::new();
        let (mut passed, mut more) = (0, false);
        self.walk(cancel, &mut |hit| {
            if passed < offset {
                passed += 1;
            } else if found.len() < limit {
                found.push(hit);
            } else {
                more = true;
            }
            Ok(!more)
        })?;
        let hits = found.into_iter().map(|found| self.hit(found, cancel));
        Ok(Page {
            hits: hits.collect::<Result<_, _>>()?,
            more,
        })
    }

    /// Returns the translations of what was searched with their counts, in the first `most` hits.
    ///
    /// # Errors
    /// As [`walk`](Self::walk).
    pub fn translations(
        &mut self,
        most: u64,
        cancel: &Cancel,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Translations, JobError> {
        let mut ranking = Ranking::default();
        let mut more = false;
        // Marking needs what walking holds: hits are taken in portions.
        let mut portion = Vec::new();
        let mut markers = std::mem::take(&mut self.markers);
        let memories = self.memories;
        let mut seen = 0;
        let walked = self.walk(cancel, &mut |found| {
            if seen == most {
                more = true;
                return Ok(false);
            }
            seen += 1;
            portion.push(found);
            if portion.len() == 256 {
                count(memories, &mut markers, &mut ranking, &mut portion, cancel)?;
                progress(ranking.total());
            }
            Ok(true)
        });
        let counted =
            walked.and_then(|()| count(memories, &mut markers, &mut ranking, &mut portion, cancel));
        self.markers = markers;
        counted?;
        Ok(Translations {
            counted: ranking.total(),
            ranked: ranking.ranked(),
            more,
        })
    }

    /// Returns how many units answer, as far as that is known without looking at them: from the
    /// index. `None` where the texts are scanned.
    ///
    /// # Errors
    /// When a memory cannot be read.
    pub fn total(&self) -> Result<Option<Total>, JobError> {
        let request = &self.request;
        let wanted = Wanted {
            search: &request.search,
            language: request.language.as_ref(),
            target: None,
            options: request.options,
        };
        let Search::Words(query) = &request.search else {
            return Ok(None);
        };
        let plain = query.root.is_plain()
            && request.options == Options::default()
            && request.target.is_none()
            && request.not_target.is_none();
        if !plain {
            return Ok(None);
        }
        let mut total = 0;
        for (memory, index) in self.memories.iter().zip(&self.indexes) {
            let Some(index) = index else {
                return Ok(None);
            };
            let Some(count) = memory.candidate_count(index, &wanted, COUNTED)? else {
                return Ok(None);
            };
            total += count;
            if count == COUNTED {
                return Ok(Some(Total::AtLeast(total)));
            }
        }
        Ok(Some(Total::Exactly(total)))
    }

    /// Adds to a text what is shown of it.
    fn hit(&mut self, found: Found, cancel: &Cancel) -> Result<ConcordanceHit, JobError> {
        let origin = self.memories[found.memory].origin(found.row.unit)?;
        let marks = marks(self.memories, &mut self.markers, &found, cancel)?;
        Ok(ConcordanceHit {
            found,
            marks,
            origin,
        })
    }
}

fn count(
    memories: &[Memory],
    markers: &mut BTreeMap<[String; 2], Marker>,
    ranking: &mut Ranking,
    portion: &mut Vec<Found>,
    cancel: &Cancel,
) -> Result<(), JobError> {
    for found in portion.drain(..) {
        cancel.check()?;
        // A text with two hits has two translations, not one with a gap.
        let Found { row, memory, hits } = found;
        for hit in hits {
            let one = Found {
                row: row.clone(),
                memory,
                hits: vec![hit],
            };
            let marks = marks(memories, markers, &one, cancel)?;
            ranking.add(&parts(&row.other_text, &marks), (memory, row.unit));
        }
    }
    Ok(())
}

/// Returns the translation of a text's hits in the other text.
fn marks(
    memories: &[Memory],
    markers: &mut BTreeMap<[String; 2], Marker>,
    found: &Found,
    cancel: &Cancel,
) -> Result<Vec<(usize, usize)>, JobError> {
    let row = &found.row;
    let tags = (
        row.lang.parse::<LangTag>(),
        row.other_lang.parse::<LangTag>(),
    );
    let (Ok(from), Ok(to)) = tags else {
        return Ok(Vec::new());
    };
    let key = [&from, &to].map(|tag| tag.primary().to_owned());
    if !markers.contains_key(&key) {
        let marker = Marker::open(memories, &from, &to, cancel)?;
        markers.insert(key.clone(), marker);
    }
    let marker = markers.get(&key);
    Ok(marker.map_or_else(Vec::new, |marker| {
        marker.marks(&row.text, &found.hits, &row.other_text)
    }))
}

/// Returns the texts of a unit that answer, each beside each text of another language.
fn answers(
    unit: &UnitTexts,
    memory: usize,
    request: &Request,
    matchers: &mut BTreeMap<String, Matchers>,
) -> Vec<Found> {
    for side in &unit.texts {
        let primary = side.language.primary();
        if !matchers.contains_key(primary) {
            let made = Matchers::new(request, primary);
            matchers.insert(primary.to_owned(), made);
        }
    }
    let of = |language: &LangTag| matchers.get(language.primary());
    let asked = |language: &LangTag| {
        let asked = request.language.as_ref();
        asked.is_none_or(|asked| asked.fit(language).is_some())
    };
    let mut answers = Vec::new();
    for side in unit.texts.iter().filter(|side| asked(&side.language)) {
        let others = unit.texts.iter();
        let mut others = others.filter(|other| !other.language.same_language(&side.language));
        let mut hits = None;
        for other in &mut others {
            if hits.is_none() {
                hits = of(&side.language).and_then(|matchers| matchers.search.hits(&side.text));
            }
            let Some(hits) = &hits else {
                break;
            };
            let passes = of(&other.language).is_some_and(|found| found.pass(&other.text));
            if passes {
                answers.push(Found {
                    row: TextRow {
                        unit: unit.unit,
                        lang: side.language.to_string(),
                        text: side.text.clone(),
                        other_lang: other.language.to_string(),
                        other_text: other.text.clone(),
                    },
                    memory,
                    hits: hits.clone(),
                });
            }
        }
    }
    answers
}

impl Matchers {
    fn new(request: &Request, primary: &str) -> Self {
        let new = |search| Matcher::new(search, request.options, primary);
        Matchers {
            search: new(&request.search),
            target: request.target.as_ref().map(new),
            not_target: request.not_target.as_ref().map(new),
        }
    }

    /// Tells whether a text may stand beside one that answers.
    fn pass(&self, text: &str) -> bool {
        let has = |matcher: &Matcher| matcher.hits(text).is_some();
        self.target.as_ref().is_none_or(has) && !self.not_target.as_ref().is_some_and(has)
    }
}
