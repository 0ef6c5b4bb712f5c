//! The report of `align --pairs`: one line a pair, and what they come to.

use std::io::Write;

use indicatif::ProgressBar;

use super::args::AlignFormat;
use super::pair_list::PairList;
use super::session::{DIM, ERROR, Session};
use super::{Failure, files, session};
use crate::jobs::align::{Added, Tally};
use crate::jobs::manifest::ListedPair;
use crate::jobs::wire::PairLine;
use crate::messages::{Message, say};

/// What became of one pair.
pub(super) enum Report {
    /// It was aligned, and with `--add` stored.
    Aligned { tally: Tally, added: Option<Added> },
    /// It was aligned and stored before; the beads the memory has.
    Known(Tally),
    /// The manifest has it further up.
    Duplicate(Message),
    /// It cannot be read yet.
    Skipped(Message),
    /// It is no pair, or something failed.
    Failed(Message),
}

/// The pairs of each fate.
#[derive(Default)]
struct Counts {
    aligned: usize,
    known: usize,
    skipped: usize,
    failed: usize,
}

/// The report being written.
pub(super) struct Reporter<'a> {
    session: &'a Session,
    list: &'a PairList,
    json: bool,
    out: Box<dyn Write>,
    bar: ProgressBar,
    counts: Counts,
    total: Tally,
}

impl<'a> Reporter<'a> {
    /// Begins a report on standard output, with a bar on standard error.
    pub(super) fn begin(
        session: &'a Session,
        list: &'a PairList,
        format: Option<AlignFormat>,
    ) -> Result<Self, Failure> {
        let mut reporter = Reporter {
            session,
            list,
            json: format == Some(AlignFormat::Json),
            out: files::stdout(),
            bar: session::progress_bar(),
            counts: Counts::default(),
            total: Tally::default(),
        };
        if !reporter.json {
            let heading = reporter.heading();
            writeln!(reporter.out, "{heading}").map_err(files::stdout_failed)?;
        }
        // After the heading: the bar would stand in its line.
        reporter.bar.set_length(list.pairs.len() as u64);
        reporter.name_at_work(0);
        Ok(reporter)
    }

    /// Reports the pair whose turn it is.
    pub(super) fn add(&mut self, at: usize, report: &Report) -> Result<(), Failure> {
        let listed = &self.list.pairs[at];
        let line = if self.json {
            None
        } else {
            Some(self.row(listed, report))
        };
        let out = &mut self.out;
        let shown = self.bar.suspend(|| -> Result<(), Failure> {
            match &line {
                Some(row) => writeln!(out, "{row}").map_err(files::stdout_failed)?,
                None => files::json(out, &json_line(listed, report, self.list, self.session))?,
            }
            // Each line as soon as it is true: a batch may take an hour, and may be stopped.
            out.flush().map_err(files::stdout_failed)
        });
        // Nobody may be reading the report; the pairs are aligned all the same.
        if let Err(failure) = shown
            && !failure.is_reader_gone()
        {
            return Err(failure);
        }
        match report {
            Report::Aligned { tally, .. } => {
                self.counts.aligned += 1;
                self.total = self.total + *tally;
            }
            Report::Known(tally) => {
                self.counts.known += 1;
                self.total = self.total + *tally;
            }
            Report::Duplicate(_) | Report::Skipped(_) => self.counts.skipped += 1,
            Report::Failed(_) => self.counts.failed += 1,
        }
        self.bar.inc(1);
        self.name_at_work(at + 1);
        Ok(())
    }

    /// Says what the pairs come to; tells whether all went well.
    pub(super) fn end(self) -> bool {
        self.bar.finish_and_clear();
        let Counts {
            aligned,
            known,
            skipped,
            failed,
        } = self.counts;
        self.session.say(
            &Message::new("cli-pairs-total")
                .with("aligned", aligned)
                .with("known", known)
                .with("skipped", skipped)
                .with("failed", failed)
                .with("alone", self.list.alone.len())
                .with("beads", self.total.beads)
                .with("accept", self.total.accept)
                .with("look", self.total.look)
                .with("doubtful", self.total.doubtful),
        );
        failed == 0
    }

    /// Takes the bar away before an error is said; returns how many pairs were reported.
    pub(super) fn give_up(self) -> usize {
        self.bar.finish_and_clear();
        let counts = &self.counts;
        counts.aligned + counts.known + counts.skipped + counts.failed
    }

    fn name_at_work(&self, at: usize) {
        if let Some(listed) = self.list.pairs.get(at) {
            self.bar.set_message(listed.pair.source.clone());
        }
    }

    fn heading(&self) -> String {
        let word = |id: &'static str| say(self.session.ui(), id);
        format!(
            "{DIM}{:>6} {:>7} {:>7} {:>9} {:>9}  {}{DIM:#}",
            word("cli-column-beads"),
            word("cli-column-accept"),
            word("cli-column-look"),
            word("cli-column-doubtful"),
            word("cli-column-one-sided"),
            word("cli-column-file"),
        )
    }

    fn row(&self, listed: &ListedPair, report: &Report) -> String {
        let source = &listed.pair.source;
        let ui = self.session.ui();
        let reason = |why: &Message| placed(listed, why, self.list).in_language(ui);
        match report {
            Report::Aligned { tally: t, .. } => {
                let share =
                    |part: usize| format!("{}%", (100 * part + t.beads / 2) / t.beads.max(1));
                format!(
                    "{:>6} {:>7} {:>7} {:>9} {:>9}  {source}",
                    t.beads,
                    share(t.accept),
                    share(t.look),
                    share(t.doubtful),
                    share(t.one_sided)
                )
            }
            Report::Known(_) => {
                format!("{DIM}{:>42}  {source}{DIM:#}", say(ui, "cli-known"))
            }
            Report::Duplicate(why) => {
                let word = say(ui, "cli-duplicate");
                format!("{DIM}{word:>42}  {}{DIM:#}", reason(why))
            }
            Report::Skipped(why) => {
                let word = say(ui, "cli-skipped");
                format!("{DIM}{word:>42}  {}{DIM:#}", reason(why))
            }
            Report::Failed(why) => {
                let word = say(ui, "cli-failed");
                format!("{ERROR}{word:>42}{ERROR:#}  {}", reason(why))
            }
        }
    }
}

/// Returns a reason with the line of the manifest that it is about.
fn placed(listed: &ListedPair, why: &Message, list: &PairList) -> Message {
    match (&list.manifest, listed.line) {
        (Some(file), Some(line)) => Message::new("cli-in-manifest")
            .with("file", file.as_str())
            .with("line", line.to_string())
            .with("problem", why.clone()),
        _ => why.clone(),
    }
}

fn json_line<'a>(
    listed: &'a ListedPair,
    report: &Report,
    list: &PairList,
    session: &Session,
) -> PairLine<'a> {
    let passed_over = |result, why: &Message| {
        let reason = placed(listed, why, list).in_language(session.json_ui());
        PairLine::passed_over(listed, result, reason)
    };
    match report {
        Report::Aligned { tally, added } => PairLine::aligned(listed, *tally, *added),
        Report::Known(tally) => PairLine::known(listed, *tally),
        Report::Duplicate(why) => passed_over("duplicate", why),
        Report::Skipped(why) => passed_over("skipped", why),
        Report::Failed(why) => passed_over("failed", why),
    }
}
