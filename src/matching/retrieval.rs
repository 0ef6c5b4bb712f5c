//! Lookups by index: rows first, then entries, then only the texts that can be among the best.
//!
//! A row gives a base score, an entry what its unit costs and, for many, what its writing costs at
//! least. So every group of equal answers has a bound that its real rank cannot beat. Groups are
//! judged in the order of their bounds until `limit` judged ones are better than the next bound:
//! what was not judged cannot be among the best, and thousands of units that differ in a number
//! are not read.

use std::collections::{BinaryHeap, HashMap};

use super::context::Rank;
use super::index::{BANDS, Entry, IndexQuery, RowHit, may_be_one_number, number_fingerprint};
use super::likeness::{LikenessSum, WordLikeness};
use super::looks::Looks;
use super::penalty::unit_penalties;
use super::ranking::{Group, Ranking, points};
use super::score::{Step, steps};
use super::{Details, FuzzyIndex, LookupError, PairStore, Scratch, StoredPair};
use crate::model::LangFit;
use crate::text::{NUMBER_CLASS, WordKind, fingerprint, word_class};

/// An index as it is asked: the pairs of one memory, but those of units that changed since it was
/// made.
#[derive(Debug)]
pub struct IndexPart<'p> {
    /// The index.
    pub index: &'p FuzzyIndex,
    /// Which of the open memories it is of.
    pub memory: usize,
    /// Units that no longer are what the index says: ascending runs, first and last.
    pub outdated: &'p [(i64, i64)],
}

/// One part with the query prepared for it.
pub(super) struct PartQuery<'p> {
    pub(super) query: IndexQuery<'p>,
    part: &'p IndexPart<'p>,
    fits: Vec<Option<LangFit>>,
    /// Of the asked languages one names a region, so that other texts of a unit may fit better.
    regional: bool,
}

impl<'p> PartQuery<'p> {
    pub(super) fn new(
        part: &'p IndexPart<'p>,
        ranking: &Ranking<'_>,
        scratch: &mut Scratch,
    ) -> Self {
        let (from, to) = (&ranking.options.from, &ranking.options.to);
        let fit = |tag: &Option<crate::model::LangTag>| {
            let tag = tag.as_ref()?;
            from.fit(tag).or_else(|| to.fit(tag))
        };
        PartQuery {
            query: IndexQuery::new(part.index, ranking.text.text, &ranking.text.words, scratch),
            part,
            fits: part.index.languages().iter().map(fit).collect(),
            regional: [from, to].iter().any(|tag| tag.as_str().contains('-')),
        }
    }

    pub(super) fn memory(&self) -> usize {
        self.part.memory
    }

    /// Tells whether the entry's unit is still what the index says.
    fn is_current(&self, entry: &Entry) -> bool {
        let runs = self.part.outdated;
        let after = runs.partition_point(|run| run.1 < entry.unit);
        runs.get(after).is_none_or(|run| entry.unit < run.0)
    }

    /// Tells whether only the unit itself says if, and how, the entry answers.
    pub(super) fn must_be_read(&self, entry: &Entry) -> bool {
        let fits = entry.languages().map(|ids| ids.map(|id| self.fits.get(id)));
        let known = fits.is_some_and(|fits| fits.iter().all(|fit| matches!(fit, Some(Some(_)))));
        entry.has_codes() || !known || (self.regional && entry.several())
    }

    /// Returns the entries of a row in force, with their places.
    pub(super) fn entries(&self, row: u32) -> impl Iterator<Item = (usize, Entry)> + '_ {
        let view = self.query.view;
        view.entries_of(row)
            .filter_map(move |at| Some((at, view.entry(at)?)))
            .filter(|(_, entry)| self.is_current(entry))
    }

    /// Returns the entry's pair without its texts, as far as the index knows it.
    fn outline(&self, entry: &Entry) -> StoredPair {
        let other_region = entry.languages().is_some_and(|ids| {
            let fit = |id: usize| self.fits.get(id).copied().flatten();
            ids.map(fit).contains(&Some(LangFit::OtherRegion))
        });
        StoredPair {
            unit: entry.unit,
            memory: self.part.memory,
            source: String::new(),
            target: String::new(),
            codes: Vec::new(),
            reviewed: entry.reviewed(),
            confidence: entry.confidence(),
            reversed: entry.reversed(),
            other_region,
            date: entry.date,
        }
    }

    /// Returns the pair of an entry as its unit has it; `None` where it does not answer: the unit
    /// has a text that fits the asked language better.
    pub(super) fn read<S: PairStore>(
        &self,
        entry: &Entry,
        store: &mut S,
    ) -> Result<Option<StoredPair>, LookupError<S::Error>> {
        let pairs = store
            .pairs_of(self.part.memory, entry.unit)
            .map_err(LookupError::Store)?;
        let found = pairs.into_iter().find(|pair| {
            fingerprint(pair.source.as_bytes()) == entry.source
                && fingerprint(pair.target.as_bytes()) == entry.target
        });
        if found.is_none() && !(self.regional && entry.several()) {
            return Err(LookupError::OtherIndex(self.part.memory));
        }
        Ok(found)
    }
}

/// A group that has not been judged.
struct Sketch {
    base: u8,
    /// Whether its source may be the query, typography aside.
    maybe_exact: bool,
    /// Each with the part it is in.
    members: Vec<(usize, Entry)>,
    row: usize,
    /// Place of the first entry among the entries, for its numbers.
    at: usize,
    /// The bound knows that numbers differ.
    numbers_counted: bool,
    bound: Rank,
}

/// A row that was found, with what its likeness is counted from.
struct FoundRow {
    part: usize,
    row: u32,
    /// Of the steps that do not depend on numbers.
    steps: Option<RowSteps>,
}

struct RowSteps {
    /// For each kept number: which of the row's numbers, which of the query's.
    numbers: Vec<(usize, usize)>,
    row_numbers: usize,
    words: Vec<WordLikeness>,
    longest: usize,
}

/// The search for the best groups.
pub(super) struct Retrieval<'r, 'p, 'l> {
    ranking: &'r Ranking<'l>,
    parts: &'r [PartQuery<'p>],
    looks: Looks,
    numbers: Vec<u32>,
    stems: Vec<u32>,
    rows: Vec<FoundRow>,
    /// By the score of their bounds.
    pending: Vec<Vec<Sketch>>,
    judged: Vec<Group>,
    /// The ranks of the best judged groups, as many as are wanted, the worst on top.
    best: BinaryHeap<Rank>,
    limit: usize,
}

impl<'r, 'p, 'l> Retrieval<'r, 'p, 'l> {
    pub(super) fn new(ranking: &'r Ranking<'l>, parts: &'r [PartQuery<'p>]) -> Self {
        let text = &ranking.text;
        let numbers = text.words.iter().enumerate();
        let stem = |word| {
            let stem = ranking.stems.stem(&word_class(text.text, word));
            fingerprint(stem.as_bytes()) as u32
        };
        Retrieval {
            ranking,
            parts,
            looks: Looks::of(text.text, &text.words),
            numbers: numbers
                .filter(|(_, word)| word.kind == WordKind::Number)
                .map(|(at, _)| number_fingerprint(text.word(at)))
                .collect(),
            stems: text.words.iter().map(stem).collect(),
            rows: Vec::new(),
            pending: Vec::new(),
            judged: Vec::new(),
            best: BinaryHeap::new(),
            limit: 0,
        }
    }

    /// Returns groups among which are the `limit` best with a base score from `lowest` to `highest`.
    pub(super) fn best<S: PairStore>(
        mut self,
        (lowest, highest): (u8, u8),
        limit: usize,
        store: &mut S,
        scratches: &mut [Scratch],
    ) -> Result<Vec<Group>, LookupError<S::Error>> {
        self.pending.resize_with(101, Vec::new);
        self.limit = limit;
        let mut high = highest;
        let cuts = BANDS.iter().copied().filter(|cut| *cut > lowest);
        for low in cuts.chain([lowest]) {
            if low > high {
                continue;
            }
            self.take_band(low, high, scratches);
            if high == highest {
                self.judge_exact(store)?;
            }
            // What has a lower base score has a lower score too.
            self.judge_down_to(low, store)?;
            if self.has_enough_from(low) || low == lowest {
                break;
            }
            high = low - 1;
        }
        self.judge_down_to(0, store)?;
        Ok(self.judged)
    }

    /// Returns the highest base score in a range that a row has.
    pub(super) fn highest(&self, lowest: u8, highest: u8, scratches: &mut [Scratch]) -> Option<u8> {
        let mut high = highest;
        let cuts = BANDS.iter().copied().filter(|cut| *cut > lowest);
        for low in cuts.chain([lowest]).filter(|low| *low <= highest) {
            let mut best = None;
            for (part, scratch) in scratches.iter_mut().enumerate().take(self.parts.len()) {
                let asked = &self.parts[part];
                for RowHit { row, base } in asked.query.near(low, high, scratch) {
                    let counts = best < Some(base)
                        && (!self.ranking.is_short() || self.shares_content(part, row))
                        && asked.entries(row).next().is_some();
                    if counts {
                        best = Some(base);
                    }
                }
            }
            if best.is_some() || low == lowest {
                return best;
            }
            high = low - 1;
        }
        None
    }

    /// Tells whether enough judged groups have at least a score.
    fn has_enough_from(&self, score: u8) -> bool {
        let worst = self.best.peek();
        self.best.len() >= self.limit && worst.is_none_or(|worst| worst.score >= score)
    }

    /// Tells whether enough judged groups are better than a rank.
    fn has_enough_before(&self, rank: &Rank) -> bool {
        let worst = self.best.peek();
        self.best.len() >= self.limit && worst.is_none_or(|worst| worst < rank)
    }

    /// Notes the rank of a judged group.
    fn note(&mut self, rank: Rank) {
        self.best.push(rank);
        if self.best.len() > self.limit {
            self.best.pop();
        }
    }

    /// Finds the rows of a band and sketches their groups.
    fn take_band(&mut self, low: u8, high: u8, scratches: &mut [Scratch]) {
        let short = self.ranking.is_short();
        let mut groups: HashMap<(u64, u64), Sketch> = HashMap::new();
        let mut order: Vec<(u64, u64)> = Vec::new();
        for (part, scratch) in scratches.iter_mut().enumerate().take(self.parts.len()) {
            let asked = &self.parts[part];
            for RowHit { row, base } in asked.query.near(low, high, scratch) {
                if short && base < 100 && !self.shares_content(part, row) {
                    continue;
                }
                let number = self.rows.len();
                self.rows.push(FoundRow {
                    part,
                    row,
                    steps: None,
                });
                for (at, entry) in asked.entries(row) {
                    let sketch = groups
                        .entry((entry.source, entry.target))
                        .or_insert_with(|| {
                            order.push((entry.source, entry.target));
                            self.sketch(base, number, row, at, part, &entry)
                        });
                    let rank = self.bound(part, &entry, base, sketch.maybe_exact);
                    if sketch.members.is_empty() || rank < sketch.bound {
                        sketch.bound = rank;
                    }
                    sketch.members.push((part, entry));
                }
            }
        }
        for key in order {
            if let Some(sketch) = groups.remove(&key) {
                self.pending[usize::from(sketch.bound.score.min(100))].push(sketch);
            }
        }
    }

    /// Begins the group of an entry at a place; `number` is the found row's.
    fn sketch(
        &self,
        base: u8,
        number: usize,
        row: u32,
        at: usize,
        part: usize,
        entry: &Entry,
    ) -> Sketch {
        let maybe_exact = base == 100 && self.looks.least_penalty(entry.looks) == 0 && {
            // The words are the same, so are the places of the numbers.
            let view = self.parts[part].query.view;
            let numbers = view.numbers_of(row, at, self.numbers.len());
            numbers.iter().eq(self.numbers.iter().copied())
        };
        Sketch {
            base,
            maybe_exact,
            members: Vec::new(),
            row: number,
            at,
            numbers_counted: false,
            bound: self.bound(part, entry, base, maybe_exact),
        }
    }

    /// Returns a rank that the entry's pair cannot beat; likeness is left out.
    fn bound(&self, part: usize, entry: &Entry, base: u8, maybe_exact: bool) -> Rank {
        let outline = self.parts[part].outline(entry);
        let unit = points(&unit_penalties(
            &outline,
            self.ranking.query,
            self.ranking.options,
        ));
        // Codes of the query may be those of the source.
        let unit = if self.ranking.query.codes.is_empty() {
            unit
        } else {
            0
        };
        let text = if base == 100 && !maybe_exact {
            u32::from(self.looks.least_penalty(entry.looks).max(1))
        } else {
            0
        };
        let score = u32::from(base).saturating_sub(unit + text) as u8;
        Rank::new(&outline, score, 1000)
    }

    /// Tells whether a row has a word of the query that says something by itself.
    fn shares_content(&self, part: usize, row: u32) -> bool {
        let asked = &self.parts[part].query;
        let telling = asked.ranks.iter().zip(&self.ranking.content);
        let mut telling = telling
            .filter(|(_, content)| **content)
            .map(|(rank, _)| *rank);
        telling.any(|rank| asked.view.row(row).any(|stored| stored == rank))
    }

    /// Judges every group whose source may be the query: whether there are several decides about a
    /// penalty of each.
    fn judge_exact<S: PairStore>(&mut self, store: &mut S) -> Result<(), LookupError<S::Error>> {
        let mut exact = Vec::new();
        for level in &mut self.pending {
            exact.extend(level.extract_if(.., |sketch| sketch.maybe_exact));
        }
        for sketch in exact {
            self.judge(&sketch, store)?;
        }
        let mut details = |pair: &StoredPair| checked_details(store, pair);
        self.ranking.settle_exact(&mut self.judged, &mut details)?;
        // Context and ambiguity have changed the ranks.
        self.best.clear();
        for rank in self
            .judged
            .iter()
            .map(Group::best)
            .cloned()
            .collect::<Vec<_>>()
        {
            self.note(rank);
        }
        Ok(())
    }

    /// Judges groups in the order of their bounds, those with a score from `low` on, until enough
    /// judged ones are better than the next bound.
    fn judge_down_to<S: PairStore>(
        &mut self,
        low: u8,
        store: &mut S,
    ) -> Result<(), LookupError<S::Error>> {
        for score in (low..=100).rev() {
            let level = std::mem::take(&mut self.pending[usize::from(score)]);
            if level.is_empty() || self.has_enough_from(score + 1) {
                continue;
            }
            let mut now = Vec::with_capacity(level.len());
            for mut sketch in level {
                let (likeness, other_numbers) = self.likeness(&sketch);
                sketch.bound.likeness = likeness;
                // Other numbers cost a point at least; where all words are the same, that is
                // counted already.
                if other_numbers && sketch.base < 100 && !sketch.numbers_counted && score > 0 {
                    sketch.numbers_counted = true;
                    sketch.bound.score = score - 1;
                    self.pending[usize::from(score) - 1].push(sketch);
                } else {
                    now.push(sketch);
                }
            }
            now.sort_by(|a, b| a.bound.cmp(&b.bound));
            for sketch in now {
                if self.has_enough_before(&sketch.bound) {
                    break;
                }
                self.judge(&sketch, store)?;
            }
        }
        Ok(())
    }

    /// Reads what is to be read of a group, and judges it.
    fn judge<S: PairStore>(
        &mut self,
        sketch: &Sketch,
        store: &mut S,
    ) -> Result<(), LookupError<S::Error>> {
        let mut pairs: Vec<StoredPair> = Vec::with_capacity(sketch.members.len());
        for (part, entry) in &sketch.members {
            let asked = &self.parts[*part];
            match pairs.first() {
                Some(read) if !asked.must_be_read(entry) => {
                    let (source, target) = (read.source.clone(), read.target.clone());
                    pairs.push(StoredPair {
                        source,
                        target,
                        ..asked.outline(entry)
                    });
                }
                _ => pairs.extend(asked.read(entry, store)?),
            }
        }
        if !pairs.is_empty() {
            // The row may be damaged.
            if self.ranking.base_of(&pairs[0].source) != sketch.base {
                return Err(LookupError::OtherIndex(pairs[0].memory));
            }
            let group = self.ranking.group(sketch.base, pairs);
            // A text without words matches only itself.
            if group.exact || !self.ranking.text.words.is_empty() {
                self.note(group.best().clone());
                self.judged.push(group);
            }
        }
        Ok(())
    }

    /// Returns the greatest likeness that a group can have, and whether numbers differ.
    fn likeness(&mut self, sketch: &Sketch) -> (u16, bool) {
        let found = &mut self.rows[sketch.row];
        let asked = &self.parts[found.part].query;
        let counted = found.steps.get_or_insert_with(|| {
            row_steps(asked, found.row, &self.ranking.text.words, &self.stems)
        });
        let numbers = asked
            .view
            .numbers_of(found.row, sketch.at, counted.row_numbers);
        let mut sum = LikenessSum::default();
        for word in &counted.words {
            sum.add(*word);
        }
        let mut other_numbers = false;
        for (stored, asked) in &counted.numbers {
            let asked = self.numbers.get(*asked).copied().unwrap_or_default();
            let same = may_be_one_number(asked, numbers.get(*stored));
            other_numbers |= !same;
            sum.add(if same {
                WordLikeness::Same
            } else {
                WordLikeness::OtherNumber
            });
        }
        (sum.of_longest(counted.longest), other_numbers)
    }
}

/// Returns context and origin of a pair, after a look at whether its unit still says what the index
/// says: a damaged index must not invent one.
pub(super) fn checked_details<S: PairStore>(
    store: &mut S,
    pair: &StoredPair,
) -> Result<Details, LookupError<S::Error>> {
    let pairs = store
        .pairs_of(pair.memory, pair.unit)
        .map_err(LookupError::Store)?;
    if !pairs.contains(pair) {
        return Err(LookupError::OtherIndex(pair.memory));
    }
    store.details(pair).map_err(LookupError::Store)
}

/// Returns what the steps from a row to the query say of their likeness.
fn row_steps(
    asked: &IndexQuery<'_>,
    row: u32,
    words: &[crate::text::Word],
    stems: &[u32],
) -> RowSteps {
    let ranks: Vec<u32> = asked.view.row(row).collect();
    let number_class = asked.view.rank(fingerprint(NUMBER_CLASS.as_bytes()));
    let mut row_numbers = Vec::with_capacity(ranks.len());
    let mut count = 0;
    for rank in &ranks {
        row_numbers.push(count);
        count += usize::from(Some(*rank) == number_class);
    }
    let mut query_numbers = Vec::with_capacity(words.len());
    let mut before = 0;
    for word in words {
        query_numbers.push(before);
        before += usize::from(word.kind == WordKind::Number);
    }
    let mut counted = RowSteps {
        numbers: Vec::new(),
        row_numbers: count,
        words: Vec::new(),
        longest: ranks.len().max(words.len()),
    };
    for step in steps(&ranks, &asked.ranks) {
        match step {
            Step::Keep(s, q) if Some(ranks[s]) == number_class => {
                counted.numbers.push((row_numbers[s], query_numbers[q]));
            }
            Step::Keep(..) => counted.words.push(WordLikeness::Same),
            Step::Substitute(s, q) if asked.view.stem(ranks[s]) == stems[q] => {
                counted.words.push(WordLikeness::SameStem);
            }
            _ => {}
        }
    }
    counted
}
