//! `enface export`: units of the memory into a file, once or after each change of the memory.

use std::io::Write;
use std::path::Path;

use super::args::ExportArgs;
use super::session::Session;
use super::{Failure, Outcome, files, session, watch};
use crate::exchange::Target;
use crate::exchange::tmx::Preset;
use crate::jobs::export::{ExportReport, ExportRequest, export};
use crate::memory::{Memory, PropertyFilter, UnitFilter};
use crate::messages::Message;
use crate::model::Confidence;

/// Name of the file in a watched folder, where none is given.
const IN_FOLDER: &str = "enface.tmx";

/// What to write, and where.
pub(super) struct Plan {
    /// Which units.
    filter: UnitFilter,
    /// As what.
    request: ExportRequest,
    /// The file; `-` is standard output.
    pub(super) output: String,
}

pub(super) fn run(session: &Session, args: &ExportArgs) -> Result<Outcome, Failure> {
    let plan = Plan::new(args)?;
    session.refuse_to_overwrite(&plan.output, [])?;
    if args.watch.is_some() {
        return watch::run(session, &plan);
    }
    let memory = session.read_memory()?;
    session::cancel();
    let report = files::write(&plan.output, |out| plan.write(&memory, out))?;
    plan.tell(session, &report);
    Ok(Outcome::Done)
}

impl Plan {
    fn new(args: &ExportArgs) -> Result<Self, Failure> {
        let invalid = |name: &str, value: &str| {
            let message = Message::new("cli-invalid-value").with("name", name);
            Failure(message.with("value", value))
        };
        let conflict = |name: String, other: String| {
            let message = Message::new("cli-conflict").with("name", name);
            Failure(message.with("other", other))
        };
        let preset =
            Preset::from_name(&args.preset).ok_or_else(|| invalid("--preset", &args.preset))?;
        if let Some(least) = args.min_confidence
            && !(0.0..=1.0).contains(&least)
        {
            return Err(invalid("--min-confidence", &least.to_string()));
        }
        let days = match &args.date {
            None => None,
            Some(typed) => Some(typed.parse().map_err(|_| invalid("--date", typed))?),
        };
        let output = output(args)
            .ok_or_else(|| invalid("-o", args.output.as_deref().unwrap_or_default()))?;
        let target = Target::of_name(&output).ok_or_else(|| {
            Failure(Message::new("cli-export-ending").with("file", output.as_str()))
        })?;
        let preset_typed = || format!("--preset {}", preset.name());
        if preset != Preset::Generic && target != Target::Tmx {
            return Err(conflict(preset_typed(), format!("-o {output}")));
        }
        if preset != Preset::Trados && !args.region.is_empty() {
            return Err(conflict("--region".to_owned(), preset_typed()));
        }
        let filter = UnitFilter {
            import: args.import,
            document: args.document.clone(),
            languages: args.from.iter().chain(&args.to).cloned().collect(),
            reviewed: args.reviewed,
            min_confidence: args.min_confidence.map(Confidence::from_probability),
            days,
            property: args.property.as_deref().map(PropertyFilter::parse),
        };
        let request = ExportRequest {
            target,
            preset,
            from: args.from.clone(),
            to: args.to.clone(),
            regions: args.region.clone(),
            empty: args.watch.is_some(),
        };
        Ok(Plan {
            filter,
            request,
            output,
        })
    }

    /// Writes the units that a memory has now, and shows how far it is.
    pub(super) fn write(
        &self,
        memory: &Memory,
        out: &mut dyn Write,
    ) -> Result<ExportReport, Failure> {
        let bar = session::progress_bar();
        if !bar.is_hidden() {
            bar.set_length(memory.unit_count()?);
        }
        let mut progress = |units| bar.set_position(units);
        let (filter, request) = (&self.filter, &self.request);
        let report = export(
            memory,
            filter,
            request,
            out,
            session::cancel(),
            &mut progress,
        );
        bar.finish_and_clear();
        Ok(report?)
    }

    /// Says what was written.
    pub(super) fn tell(&self, session: &Session, report: &ExportReport) {
        session.say(
            &Message::new("cli-exported")
                .with("units", report.units)
                .with("file", self.output.as_str()),
        );
        if report.left_out > 0 {
            session.say(&Message::new("cli-export-left-out").with("units", report.left_out));
        }
        if report.texts_left_out > 0 {
            let message = Message::new("cli-export-texts-left-out");
            session.say(&message.with("texts", report.texts_left_out));
        }
    }
}

/// Returns the file to write: as named, or in the watched folder. There, the name must be one of a
/// file and nothing more.
fn output(args: &ExportArgs) -> Option<String> {
    let Some(folder) = &args.watch else {
        return args.output.clone();
    };
    let name = args.output.as_deref().unwrap_or(IN_FOLDER);
    let is_name = Path::new(name).file_name().is_some_and(|own| own == name);
    (is_name && name != "-").then(|| folder.join(name).display().to_string())
}
