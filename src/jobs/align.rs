//! Two files into beads, and into a memory.

use std::ops::Range;

use super::lexicon::Sources;
use super::own_rules::OwnRules;
use super::read::{Prepared, Reading, prepare};
use super::{Cancel, InputFile, JobError};
use crate::alignment::{self, AlignOptions, Ask, Bead, Relatedness, Sentence};
use crate::documents::Wrap;
use crate::lexicon::Lexicon;
use crate::memory::{BeadRecord, Change, ChangeKind, Memory, MemoryError, Stamp};
use crate::model::{Band, BeadState, BeadUnit, Confidence, InlineContent, LangTag};

/// From so many bytes of text on, the language it looks like counts more than the one given.
const SURE: usize = 600;

/// How to align two files.
#[derive(Debug, Clone, Default)]
pub struct AlignRequest {
    /// Language of the source; found out where not given.
    pub from: Option<LangTag>,
    /// Language of the target.
    pub to: Option<LangTag>,
    /// Both files hold one sentence a line.
    pub sentences: bool,
    /// Line breaks of plain text.
    pub wrap: Wrap,
    /// Align even what does not look like a translation.
    pub force: bool,
}

/// Two documents and their beads.
#[derive(Debug, Clone)]
pub struct Aligned {
    /// The source.
    pub source: Prepared,
    /// The target.
    pub target: Prepared,
    /// The beads in order; they index the segments of the two documents.
    pub beads: Vec<Bead>,
    /// How much the two have to do with each other.
    pub relatedness: Relatedness,
}

/// The beads of an alignment counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All beads.
    pub beads: usize,
    /// Of confidence .95 and more.
    pub accept: usize,
    /// Worth a look.
    pub look: usize,
    /// Probably wrong.
    pub doubtful: usize,
    /// With an empty side.
    pub one_sided: usize,
}

impl std::ops::Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally {
            beads: self.beads + other.beads,
            accept: self.accept + other.accept,
            look: self.look + other.look,
            doubtful: self.doubtful + other.doubtful,
            one_sided: self.one_sided + other.one_sided,
        }
    }
}

impl FromIterator<(Confidence, bool)> for Tally {
    /// Counts beads by their confidence, and those with an empty side.
    fn from_iter<I: IntoIterator<Item = (Confidence, bool)>>(beads: I) -> Self {
        let mut tally = Tally::default();
        for (confidence, one_sided) in beads {
            tally.beads += 1;
            match confidence.band() {
                Band::Accept => tally.accept += 1,
                Band::Look => tally.look += 1,
                Band::Doubtful => tally.doubtful += 1,
            }
            tally.one_sided += usize::from(one_sided);
        }
        tally
    }
}

/// What adding an alignment to a memory did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// The change set; `None` where nothing had to change.
    pub change: Option<i64>,
    /// Units made.
    pub units: u64,
}

/// Reads, cuts and aligns two files, by the memory's own rules too. A document of which it holds
/// reviewed beads keeps its cut; those of the same two documents are kept, and the rest is aligned
/// between them. What `sources` know of the two languages, and the memory, helps.
///
/// # Errors
/// When a file cannot be read, both are in one language, they do not look like translations of
/// each other, a dictionary is for other languages, or an embedding source fails.
pub fn align(
    source: &InputFile,
    target: &InputFile,
    request: &AlignRequest,
    memory: Option<&Memory>,
    sources: &Sources,
    cancel: &Cancel,
) -> Result<Aligned, JobError> {
    let own_rules = OwnRules::of(memory)?;
    let reading = |language: &Option<LangTag>| Reading {
        language: language.clone(),
        wrap: request.wrap,
        keep_rules: false,
        sentences: request.sentences,
        own_rules: own_rules.clone(),
    };
    let mut source = prepare(source, &reading(&request.from))?;
    cancel.check()?;
    let mut target = prepare(target, &reading(&request.to))?;
    cancel.check()?;
    if !request.force {
        check_languages(&source, &target)?;
    }
    let mut options = AlignOptions::default();
    if let Some(memory) = memory {
        for side in [&mut source, &mut target] {
            if let Some(segments) = memory.frozen_segments(&side.document)? {
                side.segments = segments;
            }
        }
        options.pins = memory.reviewed_beads(&source.document, &target.document)?;
    }
    let lexicon = sources.lexicon(memory, words(&source), words(&target), cancel)?;
    let mut embedder = sources.embedder();
    let ask = embedder.as_mut().map(|ask| ask as &mut Ask<'_, JobError>);
    let aligned = link(source, target, &lexicon, &options, ask, cancel)?;
    cancel.check()?;
    if !request.force && !aligned.relatedness.looks_related() {
        return Err(JobError::Unrelated {
            source: aligned.source.document.name,
            target: aligned.target.document.name,
        });
    }
    Ok(aligned)
}

/// Links the segments of two documents, whatever they are.
///
/// # Errors
/// When somebody asked to stop, or the embedding source that is asked fails.
pub(super) fn link(
    source: Prepared,
    target: Prepared,
    lexicon: &Lexicon,
    options: &AlignOptions,
    ask: Option<&mut Ask<'_, JobError>>,
    cancel: &Cancel,
) -> Result<Aligned, JobError> {
    let (ours, theirs) = (sentences(&source), sentences(&target));
    let watch = &mut |_, _| cancel.check();
    let found = alignment::align_watched(&ours, &theirs, lexicon, options, ask, watch)?;
    Ok(Aligned {
        source,
        target,
        beads: found.beads,
        relatedness: found.relatedness,
    })
}

/// Stores an alignment: one change set, or none where nothing changed.
///
/// # Errors
/// When the memory cannot be written, or somebody asked to stop.
pub fn add(
    memory: &mut Memory,
    aligned: &Aligned,
    stamp: &Stamp,
    cancel: &Cancel,
) -> Result<Added, JobError> {
    let (source, target) = (&aligned.source, &aligned.target);
    let subject = format!("{} {}", source.document.name, target.document.name);
    let (change, units) = memory.change(ChangeKind::Alignment, &subject, stamp, |change| {
        let units = aligned.store(change)?;
        cancel.check()?;
        Ok::<_, JobError>(units)
    })?;
    Ok(Added { change, units })
}

/// Refuses two files in one language, and files given the wrong way round.
fn check_languages(source: &Prepared, target: &Prepared) -> Result<(), JobError> {
    let (from, to) = (&source.document.language, &target.document.language);
    let names = || (source.document.name.clone(), target.document.name.clone());
    let one_language = |language: &str| {
        let (source, target) = names();
        JobError::SameLanguage {
            source,
            target,
            language: language.to_owned(),
        }
    };
    match (source.detected, target.detected) {
        (Some(a), Some(b)) if a == to.primary() && b == from.primary() && a != b => {
            let (source, target) = names();
            Err(JobError::Swapped { source, target })
        }
        (Some(a), Some(b)) if a == b => Err(one_language(a)),
        (Some(found), _) if differs(source, found) => Err(other_language(source, found)),
        (_, Some(found)) if differs(target, found) => Err(other_language(target, found)),
        _ if from.same_language(to) => Err(one_language(from.primary())),
        _ => Ok(()),
    }
}

/// Tells whether a long text is surely not in the language given for it.
fn differs(prepared: &Prepared, found: &str) -> bool {
    let letters: usize = prepared
        .document
        .blocks
        .iter()
        .map(|block| block.text.len())
        .sum();
    letters >= SURE && found != prepared.document.language.primary()
}

fn other_language(prepared: &Prepared, found: &str) -> JobError {
    JobError::OtherLanguage {
        file: prepared.document.name.clone(),
        given: prepared.document.language.to_string(),
        found: found.to_owned(),
    }
}

/// Returns a document's language and the text of its sentences.
fn words(prepared: &Prepared) -> (&LangTag, impl Iterator<Item = &str>) {
    let texts = (0..prepared.segments.len()).map(|n| prepared.text(n));
    (&prepared.document.language, texts)
}

fn sentences(prepared: &Prepared) -> Vec<Sentence<'_>> {
    prepared
        .segments
        .iter()
        .enumerate()
        .map(|(n, segment)| Sentence {
            text: prepared.text(n),
            block: segment.block as u32,
            kind: prepared.document.blocks[segment.block].kind,
        })
        .collect()
}

impl Aligned {
    /// Counts the beads.
    pub fn tally(&self) -> Tally {
        let one_sided = |bead: &Bead| bead.source.is_empty() || bead.target.is_empty();
        let beads = self.beads.iter();
        beads.map(|b| (b.confidence, one_sided(b))).collect()
    }

    /// Returns the joined texts of a bead's sides; empty where a side is.
    pub fn texts(&self, bead: &Bead) -> (String, String) {
        (
            self.source.joined(bead.source.clone()),
            self.target.joined(bead.target.clone()),
        )
    }

    /// Returns the two-sided beads as units, as a memory would keep them.
    pub fn units(&self, stamp: &Stamp) -> impl Iterator<Item = BeadUnit> {
        let two_sided = |range: &Range<usize>| !range.is_empty();
        self.beads
            .iter()
            .filter(move |b| two_sided(&b.source) && two_sided(&b.target))
            .map(move |bead| (bead, self.texts(bead)))
            .map(move |(bead, (source, target))| BeadUnit {
                languages: (
                    self.source.document.language.clone(),
                    self.target.document.language.clone(),
                ),
                contents: (
                    InlineContent::from_text(&source),
                    InlineContent::from_text(&target),
                ),
                document: self.source.document.name.clone(),
                confidence: bead.confidence,
                state: BeadState::Unreviewed,
                date: Some(stamp.at.clone()),
                author: stamp.author.clone(),
                annotations: Vec::new(),
                beside: (Vec::new(), Vec::new()),
            })
    }

    /// Stores both documents and their beads within a change; returns how many units it made.
    pub(super) fn store(&self, change: &mut Change<'_>) -> Result<u64, MemoryError> {
        let records: Vec<BeadRecord> = self.beads.iter().map(|bead| self.record(bead)).collect();
        let (source, target) = (&self.source, &self.target);
        change.store_alignment(
            (&source.document, &source.segments),
            (&target.document, &target.segments),
            &records,
        )
    }

    fn record(&self, bead: &Bead) -> BeadRecord {
        let (source_text, target_text) = self.texts(bead);
        BeadRecord {
            source: bead.source.clone(),
            target: bead.target.clone(),
            source_text,
            target_text,
            confidence: bead.confidence,
            doubts: bead
                .doubts
                .iter()
                .map(|doubt| doubt.id().to_owned())
                .collect(),
        }
    }
}
