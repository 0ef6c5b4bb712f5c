//! A file of units into a memory.

use std::io::Read;
use std::path::Path;
use std::sync::mpsc::sync_channel;

use super::sdltm::SdltmUnits;
use super::stoppable::{Stoppable, stopped};
use super::{Cancel, JobError};
use crate::exchange::tmx::TmxHeader;
use crate::exchange::{
    self, Container, Diagnostic, ExchangeError, Opened, ReadOptions, ReadUnits, recognise,
};
use crate::memory::{ChangeKind, ImportHeader, Memory, MemoryError, Stamp, UnitImport, UnitRows};

/// How many units go from the thread that reads to the one that writes at a time, at most.
const BATCH: usize = 256;
/// With so many bytes of text a batch is full too.
const BATCH_BYTES: usize = 1 << 20;
/// How many batches may wait.
const WAITING: usize = 4;

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct ImportRequest {
    /// How to read the file.
    pub read: ReadOptions,
    /// Read and report, store nothing.
    pub dry_run: bool,
}

/// What an import found and did.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportReport {
    /// Name of the file.
    pub file: String,
    /// Name of its format.
    pub format: &'static str,
    /// The change set; `None` where nothing was new, or nothing was to be stored.
    pub change: Option<i64>,
    /// Number of the import.
    pub import: Option<i64>,
    /// Units in the file.
    pub units_read: u64,
    /// Units that were new.
    pub units_added: u64,
    /// Units that were in the memory already, from another import.
    pub units_known: u64,
    /// Units that were kept, but not as they stand in the file.
    pub units_repaired: u64,
    /// Units of which nothing could be kept.
    pub units_lost: u64,
    /// Language tag as in normal form → texts in it.
    pub languages: std::collections::BTreeMap<String, u64>,
    /// What is odd in the file.
    pub diagnostics: Vec<Diagnostic>,
    /// How much is odd; more than `diagnostics` where not all was kept.
    pub findings: u64,
}

/// Ends a dry run inside its transaction, so that nothing is kept.
enum Stop {
    DryRun(Box<ImportReport>),
    Failed(JobError),
}

impl From<MemoryError> for Stop {
    fn from(error: MemoryError) -> Self {
        Stop::Failed(error.into())
    }
}

/// Imports a file: one change set and one transaction, the whole file or nothing.
///
/// `progress` is told the number of units read now and then.
///
/// # Errors
/// When the file is not what it should be, the memory cannot be written, or somebody asked to
/// stop; the memory stays as it was.
pub fn import(
    memory: &mut Memory,
    name: &str,
    input: impl Read + Send,
    request: &ImportRequest,
    stamp: &Stamp,
    cancel: &Cancel,
    progress: &mut dyn FnMut(u64),
) -> Result<ImportReport, JobError> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let in_file = |error: ExchangeError| stopped(name, error, cancel);
    let input = Stoppable::new(input, cancel);
    let Opened {
        container,
        units: mut reader,
    } = open(name, &file, input, &request.read).map_err(in_file)?;
    let mut report = ImportReport {
        file: file.clone(),
        format: container.name(),
        change: None,
        import: None,
        units_read: 0,
        units_added: 0,
        units_known: 0,
        units_repaired: 0,
        units_lost: 0,
        languages: std::collections::BTreeMap::new(),
        diagnostics: Vec::new(),
        findings: 0,
    };
    let header = ImportHeader {
        name: file.clone(),
        format: container.name().to_owned(),
        terms: request.read.terms || container.holds_terms(),
        ..import_header(reader.header())
    };
    let result = memory.change(ChangeKind::Import, &file, stamp, |change| {
        let mut import = UnitImport::new(change, header)?;
        read_and_store(
            &mut *reader,
            &mut import,
            &mut report,
            cancel,
            progress,
            &in_file,
        )
        .map_err(Stop::Failed)?;
        report.units_added = import.added;
        report.units_known = import.known;
        report.import = import.id();
        let diagnostics = reader.diagnostics();
        report.units_repaired = diagnostics.units_repaired;
        report.units_lost = diagnostics.units_lost;
        report.diagnostics = diagnostics.kept().to_vec();
        report.findings = diagnostics.total();
        if request.dry_run {
            report.import = None;
            return Err(Stop::DryRun(Box::new(report.clone())));
        }
        Ok(())
    });
    match result {
        Ok((change, ())) => {
            report.change = change;
            Ok(report)
        }
        Err(Stop::DryRun(report)) => Ok(*report),
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Opens a stream, or a database by its place.
fn open<'r>(
    name: &str,
    file: &str,
    input: impl Read + Send + 'r,
    options: &ReadOptions,
) -> Result<Opened<'r>, ExchangeError> {
    if matches!(recognise(file, &[]), Ok(Container::Sdltm)) {
        return Ok(Opened {
            container: Container::Sdltm,
            units: Box::new(SdltmUnits::open(Path::new(name))?),
        });
    }
    exchange::open(file, input, options)
}

/// Reads a file and stores its units: one thread reads and makes rows of units, this one writes
/// them, in the order of the file.
fn read_and_store(
    reader: &mut (dyn ReadUnits + Send),
    import: &mut UnitImport<'_, '_>,
    report: &mut ImportReport,
    cancel: &Cancel,
    progress: &mut dyn FnMut(u64),
    in_file: &(dyn Fn(ExchangeError) -> JobError + Sync),
) -> Result<(), JobError> {
    std::thread::scope(|scope| {
        let (give, take) = sync_channel(WAITING);
        scope.spawn(move || {
            // Nobody takes any more once the writing has failed or was stopped.
            while let Some(batch) = next_batch(reader, in_file).transpose() {
                let ended = batch.is_err();
                if give.send(batch).is_err() || ended {
                    return;
                }
            }
        });
        for batch in take {
            for rows in batch? {
                import.add(&rows)?;
                report.count(&rows);
            }
            cancel.check()?;
            progress(report.units_read);
        }
        import.finish()?;
        cancel.check()
    })
}

/// Reads the next units of a file; `None` at its end.
fn next_batch(
    reader: &mut (dyn ReadUnits + Send),
    in_file: &(dyn Fn(ExchangeError) -> JobError + Sync),
) -> Result<Option<Vec<UnitRows>>, JobError> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut bytes = 0;
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(read) = reader.next_unit().map_err(in_file)? else {
            break;
        };
        let rows = UnitRows::of(&read.unit)?;
        bytes += rows.text_bytes();
        batch.push(rows);
    }
    Ok((!batch.is_empty()).then_some(batch))
}

impl ImportReport {
    fn count(&mut self, rows: &UnitRows) {
        self.units_read += 1;
        for language in rows.languages() {
            match self.languages.get_mut(language) {
                Some(count) => *count += 1,
                None => drop(self.languages.insert(language.to_owned(), 1)),
            }
        }
    }
}

fn import_header(own: Option<&TmxHeader>) -> ImportHeader {
    let own = own.cloned().unwrap_or_default();
    ImportHeader {
        root: own.root,
        header: own.attributes,
        annotations: own.annotations,
        ..ImportHeader::default()
    }
}
