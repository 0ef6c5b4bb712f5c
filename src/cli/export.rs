//! `enface export`: units of the memory as TMX.

use super::args::ExportArgs;
use super::session::Session;
use super::{Failure, Outcome, files, not_yet, session};
use crate::jobs::export::export_tmx;
use crate::memory::UnitFilter;
use crate::messages::Message;
use crate::model::Confidence;

pub(super) fn run(session: &Session, args: &ExportArgs) -> Result<Outcome, Failure> {
    if args.preset != "generic" {
        return Err(not_yet(&format!("export --preset {}", args.preset)));
    }
    if args.date.is_some() {
        return Err(not_yet("export --date"));
    }
    let filter = UnitFilter {
        import: args.import,
        document: args.document.clone(),
        languages: args.from.iter().chain(&args.to).cloned().collect(),
        reviewed: args.reviewed,
        min_confidence: args.min_confidence.map(Confidence::from_probability),
    };
    let memory = session.read_memory()?;
    let cancel = session::cancel();
    let report = files::write(&args.output, |out| {
        Ok(export_tmx(
            &memory,
            &filter,
            args.from.as_ref(),
            out,
            cancel,
        )?)
    })?;
    session.say(
        &Message::new("cli-exported")
            .with("units", report.units)
            .with("file", args.output.as_str()),
    );
    if report.left_out > 0 {
        session.say(&Message::new("cli-export-left-out").with("units", report.left_out));
    }
    Ok(Outcome::Done)
}
