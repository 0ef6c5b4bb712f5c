//! Units out of a memory, or straight from an alignment, into a file of units.

use std::io::Write;

use super::align::Aligned;
use super::{Cancel, JobError};
use crate::exchange::tmx::{
    self, Fields, Preset, Regions, Style, TmxHeader, VerbatimWriter, Writer,
};
use crate::exchange::xlsx::{Review, ReviewRow};
use crate::exchange::{ExchangeError, FileStart, Target, WriteUnits, create, tsv};
use crate::memory::{Memory, Stamp, UnitFilter, UnitSource};
use crate::messages::{Explain, Ui, say};
use crate::model::{LangTag, TranslationUnit};

/// How many units pass between two looks at the progress.
const STEP: u64 = 1000;

/// What to write.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// The container.
    pub target: Target,
    /// For whom, where it is TMX.
    pub preset: Preset,
    /// Source language, where it was asked for.
    pub from: Option<LangTag>,
    /// Target language, where it was asked for.
    pub to: Option<LangTag>,
    /// Regions for languages without one, where the preset wants them: `fr-CA`.
    pub regions: Vec<LangTag>,
    /// Whether a file is written even where nothing passes, as one that follows the memory must be.
    pub empty: bool,
}

/// What an export wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportReport {
    /// Units written.
    pub units: u64,
    /// Units that have no text in any language and cannot stand in a valid file.
    pub left_out: u64,
    /// Texts of other units that have no segment and cannot stand in a valid file either.
    pub texts_left_out: u64,
}

/// Writes the units of a memory that pass a filter.
///
/// A memory that holds one import and nothing else, or a filter for one import, keeps that file's
/// header. `from` becomes the header's source language where there is none to keep. `progress` is
/// told the number of units read now and then; `Memory::unit_count` is the most that it can be.
///
/// # Errors
/// When nothing passes the filter, `verbatim` would have to write several imports as one, the
/// memory cannot be read, the file cannot be written, or somebody asked to stop.
pub fn export(
    memory: &Memory,
    filter: &UnitFilter,
    request: &ExportRequest,
    output: impl Write,
    cancel: &Cancel,
    progress: &mut dyn FnMut(u64),
) -> Result<ExportReport, JobError> {
    let _moment = memory.snapshot()?;
    if let Some(import) = filter.import
        && memory.import_header(import)?.is_none()
    {
        return Err(JobError::NoSuchImport(import));
    }
    let header = header(memory, filter, request)?;
    let start = FileStart {
        header: &header,
        languages: languages(memory, request)?,
    };
    let mut writer: Box<dyn WriteUnits + '_> = match (request.target, request.preset) {
        (Target::Tmx, Preset::Verbatim) => Box::new(VerbatimWriter::new(output, &header)),
        (Target::Tmx, preset) => {
            let style = style(memory, filter, request, preset, cancel)?;
            Box::new(Writer::styled(output, &header, style).map_err(writing)?)
        }
        (target, _) => create(target, output, &start).map_err(writing)?,
    };
    let with_context = (request.target, request.preset) == (Target::Tmx, Preset::Memoq);
    let mut read = 0_u64;
    progress(0);
    memory.units(filter, |id, mut unit| {
        cancel.check()?;
        read += 1;
        if read.is_multiple_of(STEP) {
            progress(read);
        }
        if with_context {
            set_context(memory, id, &mut unit)?;
        }
        writer.unit(&unit).map_err(writing)
    })?;
    progress(read);
    // An import of an empty file can be exported: as an empty file.
    let asked_for_less = UnitFilter {
        import: None,
        ..filter.clone()
    };
    let asked_for_less = !asked_for_less.is_empty();
    let nothing = || Ok::<_, JobError>(asked_for_less || memory.unit_sources(filter)?.is_empty());
    if read == 0 && !request.empty && nothing()? {
        return Err(JobError::NothingToExport);
    }
    let written = writer.finish().map_err(writing)?;
    Ok(ExportReport {
        units: written.units,
        left_out: written.skipped,
        texts_left_out: written.variants_skipped,
    })
}

/// Returns a preset with what it must know of all units before the first.
fn style(
    memory: &Memory,
    filter: &UnitFilter,
    request: &ExportRequest,
    preset: Preset,
    cancel: &Cancel,
) -> Result<Style, JobError> {
    let mut style = Style {
        preset,
        ..Style::default()
    };
    if preset == Preset::Trados {
        style.regions = Regions::new(&request.regions, &memory.languages()?);
        let mut fields = Fields::default();
        memory.units(filter, |_, unit| {
            cancel.check()?;
            fields.see(&unit);
            Ok::<(), JobError>(())
        })?;
        style.fields = fields;
    }
    Ok(style)
}

/// Gives a unit of an alignment the sentences before and after it.
fn set_context(memory: &Memory, id: i64, unit: &mut TranslationUnit) -> Result<(), JobError> {
    let Some(language) = unit.variants.first().and_then(crate::model::Tuv::language) else {
        return Ok(());
    };
    let (previous, next) = memory.context(id, &language)?;
    tmx::set_context(unit, [previous.as_deref(), next.as_deref()]);
    Ok(())
}

/// Writes the two-sided beads of an alignment as generic TMX.
///
/// # Errors
/// When the file cannot be written.
pub fn aligned_tmx(aligned: &Aligned, stamp: &Stamp, output: impl Write) -> Result<u64, JobError> {
    let header = TmxHeader::own(aligned.source.document.language.as_str());
    let mut writer = Box::new(Writer::new(output, &header).map_err(writing)?);
    for bead in aligned.units(stamp) {
        writer.unit(&bead.to_unit()).map_err(writing)?;
    }
    Ok(writer.finish().map_err(writing)?.units)
}

/// Writes the beads of an alignment as a table, one-sided ones with an empty field.
///
/// # Errors
/// When the file cannot be written.
pub fn aligned_tsv(aligned: &Aligned, output: impl Write) -> Result<(), JobError> {
    let (from, to) = (
        &aligned.source.document.language,
        &aligned.target.document.language,
    );
    let languages = [from.clone(), to.clone()];
    let mut writer = Box::new(tsv::Writer::new(output, &languages).map_err(writing)?);
    for bead in &aligned.beads {
        let (source, target) = aligned.texts(bead);
        let unit = TranslationUnit::pair((from, &source), (to, &target));
        writer.unit(&unit).map_err(writing)?;
    }
    writer.finish().map_err(writing).map(drop)
}

/// Writes the beads of an alignment as a workbook for people who look through it: both texts, the
/// confidence, the doubts in words; what asks for a look is coloured.
///
/// # Errors
/// When the file cannot be written, or a sheet cannot hold the beads.
pub fn aligned_xlsx(aligned: &Aligned, ui: Ui, mut output: impl Write) -> Result<(), JobError> {
    let (from, to) = (
        aligned.source.document.language.as_str(),
        aligned.target.document.language.as_str(),
    );
    let (confidence, doubts) = (say(ui, "job-sheet-confidence"), say(ui, "job-sheet-doubts"));
    let mut review = Review::new([from, to, &confidence, &doubts]).map_err(writing)?;
    for bead in &aligned.beads {
        let (source, target) = aligned.texts(bead);
        let doubts = bead
            .doubts
            .iter()
            .map(|doubt| doubt.explain().in_language(ui));
        let row = ReviewRow {
            source,
            target,
            confidence: bead.confidence,
            doubts: doubts.collect::<Vec<_>>().join("\n"),
        };
        review.row(&row).map_err(writing)?;
    }
    review.finish(&mut output).map_err(writing)
}

/// Returns the two languages of a bilingual container: as asked for; else those of the memory,
/// where it has two and their direction is known.
fn languages(memory: &Memory, request: &ExportRequest) -> Result<Option<[LangTag; 2]>, JobError> {
    if !request.target.is_bilingual() {
        return Ok(None);
    }
    if let (Some(from), Some(to)) = (&request.from, &request.to) {
        return Ok(Some([from.clone(), to.clone()]));
    }
    let pairs = memory.stats()?.pairs;
    let fitting: Vec<[LangTag; 2]> = pairs
        .keys()
        .filter_map(|pair| {
            let (from, to) = pair.split_once('>')?;
            Some([from.parse().ok()?, to.parse().ok()?])
        })
        .filter(|[from, to]: &[LangTag; 2]| {
            request
                .from
                .as_ref()
                .is_none_or(|asked| asked.fit(from).is_some())
                && request
                    .to
                    .as_ref()
                    .is_none_or(|asked| asked.fit(to).is_some())
        })
        .collect();
    match fitting.as_slice() {
        [one] => Ok(Some(one.clone())),
        [] => Err(JobError::NothingToExport),
        _ => Err(JobError::Direction {
            possible: pairs.keys().cloned().collect::<Vec<_>>().join(", "),
        }),
    }
}

/// Returns the header of the only import, if there is no other source of units; else our own.
pub(super) fn header(
    memory: &Memory,
    filter: &UnitFilter,
    request: &ExportRequest,
) -> Result<TmxHeader, JobError> {
    let sources = memory.unit_sources(filter)?;
    if request.preset == Preset::Verbatim && sources.len() > 1 {
        let imports = sources.iter().filter_map(|source| match source {
            UnitSource::Import(import) => Some(import.to_string()),
            UnitSource::Alignment(_) => None,
        });
        return Err(JobError::VerbatimOfSeveral {
            imports: imports.collect::<Vec<_>>().join(", "),
        });
    }
    if let [UnitSource::Import(import)] = sources.as_slice()
        && let Some(stored) = memory.import_header(*import)?
        && stored.format == "tmx"
    {
        return Ok(TmxHeader {
            root: stored.root,
            attributes: stored.header,
            annotations: stored.annotations,
        });
    }
    let srclang = match &request.from {
        Some(from) => from.to_string(),
        None => source_language(memory, &sources)?,
    };
    Ok(TmxHeader::own(&srclang))
}

/// Returns the one source language of all alignments, else `*all*`.
fn source_language(memory: &Memory, sources: &[UnitSource]) -> Result<String, JobError> {
    let mut found: Option<LangTag> = None;
    for source in sources {
        let UnitSource::Alignment(alignment) = source else {
            return Ok("*all*".to_owned());
        };
        let language = memory.alignment_source_language(*alignment)?;
        if found.as_ref().is_some_and(|known| *known != language) {
            return Ok("*all*".to_owned());
        }
        found = Some(language);
    }
    Ok(found.map_or_else(|| "*all*".to_owned(), |language| language.to_string()))
}

pub(super) fn writing(error: std::io::Error) -> JobError {
    let error = match error.downcast::<ExchangeError>() {
        // What the container itself cannot hold.
        Ok(refused) => return JobError::Exchange("-o".to_owned(), refused),
        Err(error) => error,
    };
    JobError::File {
        file: "-o".to_owned(),
        reason: error.to_string(),
    }
}
