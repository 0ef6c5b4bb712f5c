//! `enface align --pairs`: every pair of a folder or a manifest, one report line each.
//!
//! Workers read, cut and align, each with its own view of the memory. What they bring is stored and
//! reported by one thread, in the order of the pairs: the memory and the report are the same for
//! any number of workers.

use std::num::NonZero;
use std::path::Path;

use super::align as align_command;
use super::args::{AlignArgs, AlignFormat};
use super::pair_list::{self, PairList};
use super::pair_report::{Report, Reporter};
use super::session::Session;
use super::{Failure, Outcome, files, session};
use crate::documents::DocumentError;
use crate::jobs::JobError;
use crate::jobs::align::{self, AlignRequest, Aligned};
use crate::jobs::in_order::{Worked, in_order};
use crate::jobs::known::{known, known_documents};
use crate::jobs::lexicon::Sources;
use crate::jobs::manifest::ListedPair;
use crate::memory::{Memory, Stamp};
use crate::messages::{Explain, Message};

/// What a worker brings.
enum Brought {
    Aligned(Box<Aligned>),
    Report(Report),
}

/// How the pairs are to be aligned.
struct Batch<'a> {
    session: &'a Session,
    request: AlignRequest,
    sources: &'a Sources,
    stamp: &'a Stamp,
    add: bool,
    again: bool,
}

pub(super) fn run(
    session: &Session,
    args: &AlignArgs,
    place: &Path,
    request: &AlignRequest,
    stamp: &Stamp,
) -> Result<Outcome, Failure> {
    if !matches!(
        args.format,
        None | Some(AlignFormat::Table | AlignFormat::Json)
    ) {
        let message = Message::new("cli-conflict").with("name", "--format");
        return Err(Failure(message.with("other", "--pairs")));
    }
    let list = pair_list::gather(args, place)?;
    if let Some(output) = &args.batch.write_manifest {
        return pair_list::write_manifest(session, &list, place, output);
    }
    let sources = &align_command::sources(session, args)?;
    let batch = Batch {
        session,
        request: AlignRequest {
            from: list.from.clone(),
            to: list.to.clone(),
            ..request.clone()
        },
        sources,
        stamp,
        add: args.add,
        again: args.batch.again,
    };
    // A memory that cannot be read is no failure of a pair.
    let readers: Vec<Option<Memory>> = (0..workers(args.batch.threads, &list))
        .map(|_| session.memory_if_there())
        .collect::<Result<_, _>>()?;
    // Once, before the first pair is stored: every pair is aligned by the same lexicon. Where each
    // text tells its language, the first pair in two languages gathers for the others.
    if let (Some(from), Some(to)) = (&list.from, &list.to) {
        let memory = readers.first().and_then(Option::as_ref);
        sources.gather(memory, from, to, session::cancel())?;
    }
    let mut writer = None;
    let mut reporter = Reporter::begin(session, &list, args.format)?;
    let done = in_order(
        &list.pairs,
        readers,
        session::cancel(),
        |memory, listed| batch.work_on(listed, memory.as_ref()),
        |at, brought| {
            let report = batch.settle(brought, &mut writer)?;
            reporter.add(at, &report)
        },
    );
    match done {
        Ok(()) => {}
        Err(failure) if failure.cancelled() && args.add => {
            let message = Message::new("cli-pairs-stopped").with("done", reporter.give_up());
            return Err(Failure(message.with("of", list.pairs.len())));
        }
        Err(failure) => {
            reporter.give_up();
            return Err(failure);
        }
    }
    let all_well = reporter.end();
    if args.add {
        session.say_memory();
    }
    Ok(if all_well {
        Outcome::Done
    } else {
        Outcome::SomeFailed
    })
}

/// Returns how many threads to work with: as typed, else one for each core.
fn workers(typed: Option<u16>, list: &PairList) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, NonZero::get);
    typed.map_or_else(cores, usize::from).min(list.pairs.len())
}

impl Batch<'_> {
    /// Reads and aligns a pair, beside others; also tells how many bytes it had. An error of the
    /// pair is its report.
    fn work_on(&self, listed: &ListedPair, memory: Option<&Memory>) -> (usize, Brought) {
        if let Some(line) = listed.same_as {
            let why = Message::new("cli-same-pair").with("line", line.to_string());
            return (0, Brought::Report(Report::Duplicate(why)));
        }
        let mut bytes = 0;
        let brought = self.align(listed, memory, &mut bytes);
        let report = |failure: Failure| Brought::Report(Report::Failed(failure.0));
        (bytes, brought.unwrap_or_else(report))
    }

    fn align(
        &self,
        listed: &ListedPair,
        memory: Option<&Memory>,
        bytes: &mut usize,
    ) -> Result<Brought, Failure> {
        let pair = &listed.pair;
        let (source, target) = (files::read(&pair.source)?, files::read(&pair.target)?);
        *bytes = source.bytes.len() + target.bytes.len();
        let (request, cancel) = (&self.request, session::cancel());
        let result = || -> Result<Brought, JobError> {
            if let Some(memory) = memory.filter(|_| self.add && !self.again)
                && let Some(tally) = known(&source, &target, request, memory)?
            {
                return Ok(Brought::Report(Report::Known(tally)));
            }
            let aligned = align::align(&source, &target, request, memory, self.sources, cancel)?;
            Ok(Brought::Aligned(Box::new(aligned)))
        };
        match result() {
            Err(JobError::Document(error @ DocumentError::NotYet { .. })) => {
                Ok(Brought::Report(Report::Skipped(error.explain())))
            }
            other => Ok(other?),
        }
    }

    /// Stores a pair whose turn has come.
    fn settle(
        &self,
        brought: Worked<Brought>,
        writer: &mut Option<Memory>,
    ) -> Result<Report, Failure> {
        let result = match brought {
            Ok(Brought::Report(Report::Failed(message))) => Err(Failure(message)),
            Ok(Brought::Report(report)) => Ok(report),
            Ok(Brought::Aligned(aligned)) => self.store(&aligned, writer),
            Err(panic) => {
                let words = (panic.downcast_ref::<String>().cloned())
                    .or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
                let message = Message::new("cli-panicked");
                Err(Failure(message.with("reason", words.unwrap_or_default())))
            }
        };
        match result {
            Err(failure) if failure.cancelled() => Err(failure),
            Err(Failure(message)) => Ok(Report::Failed(message)),
            Ok(report) => Ok(report),
        }
    }

    fn store(&self, aligned: &Aligned, writer: &mut Option<Memory>) -> Result<Report, Failure> {
        let tally = aligned.tally();
        if !self.add {
            return Ok(Report::Aligned { tally, added: None });
        }
        let cancel = session::cancel();
        self.session.change_open_memory(writer, |memory| {
            // A pair before this one may have had the same two documents in another folder.
            let (source, target) = (&aligned.source.document, &aligned.target.document);
            if !self.again
                && let Some(tally) = known_documents(source, target, memory)?
            {
                return Ok(Report::Known(tally));
            }
            let added = Some(align::add(memory, aligned, self.stamp, cancel)?);
            Ok(Report::Aligned { tally, added })
        })
    }
}
