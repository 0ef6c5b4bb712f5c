//! `enface export`: units of the memory as TMX.

use super::args::ExportArgs;
use super::session::Session;
use super::{Failure, Outcome, files, not_yet, session};
use crate::exchange::Target;
use crate::jobs::export::{ExportRequest, export};
use crate::memory::UnitFilter;
use crate::messages::Message;
use crate::model::Confidence;

pub(super) fn run(session: &Session, args: &ExportArgs) -> Result<Outcome, Failure> {
    match args.preset.as_str() {
        "generic" => {}
        "omegat" | "trados" | "memoq" | "level1" | "tmx11" | "verbatim" => {
            return Err(not_yet(&format!("export --preset {}", args.preset)));
        }
        other => {
            let message = Message::new("cli-invalid-value").with("name", "--preset");
            return Err(Failure(message.with("value", other)));
        }
    }
    if args
        .min_confidence
        .is_some_and(|least| !(0.0..=1.0).contains(&least))
    {
        let value = args.min_confidence.unwrap_or_default().to_string();
        let message = Message::new("cli-invalid-value").with("name", "--min-confidence");
        return Err(Failure(message.with("value", value)));
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
        ..UnitFilter::default()
    };
    let request = ExportRequest {
        target: Target::of_name(&args.output),
        from: args.from.clone(),
        to: args.to.clone(),
    };
    session.refuse_to_overwrite(&args.output, [])?;
    let memory = session.read_memory()?;
    let cancel = session::cancel();
    let report = files::write(&args.output, |out| {
        Ok(export(&memory, &filter, &request, out, cancel)?)
    })?;
    session.say(
        &Message::new("cli-exported")
            .with("units", report.units)
            .with("file", args.output.as_str()),
    );
    if report.left_out > 0 {
        session.say(&Message::new("cli-export-left-out").with("units", report.left_out));
    }
    if report.texts_left_out > 0 {
        let message = Message::new("cli-export-texts-left-out");
        session.say(&message.with("texts", report.texts_left_out));
    }
    Ok(Outcome::Done)
}
