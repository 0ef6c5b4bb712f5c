//! `enface backup` and `enface verify`: a copy of the memory, and whether it is sound.

use std::io::Write;
use std::path::Path;

use super::args::upkeep::{BackupArgs, VerifyArgs};
use super::session::Session;
use super::{Failure, Outcome, files, session};
use crate::jobs::JobError;
use crate::jobs::wire::upkeep::FindingLine;
use crate::messages::Message;

pub(super) fn backup(session: &Session, args: &BackupArgs) -> Result<Outcome, Failure> {
    session.refuse_to_overwrite(&args.file, [])?;
    let path = Path::new(&args.file);
    if path.is_dir() {
        return Err(Failure(
            Message::new("cli-directory").with("file", args.file.as_str()),
        ));
    }
    let memory = session.read_memory()?;
    let cancel = session::cancel();
    let bar = session::progress_bar();
    memory.backup(path, &mut |done, total| {
        bar.set_length(total);
        bar.set_position(done);
        cancel.check()
    })?;
    bar.finish_and_clear();
    session.say(&Message::new("cli-written").with("file", args.file.as_str()));
    Ok(Outcome::Done)
}

pub(super) fn verify(session: &Session, args: &VerifyArgs) -> Result<Outcome, Failure> {
    let memory = session.read_memory()?;
    let cancel = session::cancel();
    let bar = session::progress_bar();
    let _moment = memory.snapshot()?;
    bar.set_length(memory.unit_count()?);
    let found = memory.verify(&mut |units| {
        bar.set_position(units);
        cancel.check()
    })?;
    bar.finish_and_clear();
    let mut out = files::stdout();
    for finding in &found {
        if args.json {
            files::json(&mut out, &FindingLine::new(finding, session.json_ui()))?;
        } else {
            writeln!(out, "{}", finding.in_language(session.ui())).map_err(files::stdout_failed)?;
        }
    }
    out.flush().map_err(files::stdout_failed)?;
    if found.is_empty() {
        session.say(&Message::new("cli-verify-sound"));
        return Ok(Outcome::Done);
    }
    Err(JobError::Unsound(found.len()).into())
}
