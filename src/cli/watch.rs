//! `enface export --watch`: a file that follows the memory until Ctrl-C.

use std::path::Path;
use std::time::{Duration, Instant};

use super::export::Plan;
use super::session::Session;
use super::{Failure, Outcome, files, session};
use crate::memory::Memory;
use crate::messages::Message;

/// How long until the memory is looked at again.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// How long until Ctrl-C is noticed.
const NAP: Duration = Duration::from_millis(50);

/// Writes a plan's file, and again whenever the memory has changed. A memory that is not there is
/// waited for.
pub(super) fn run(session: &Session, plan: &Plan) -> Result<Outcome, Failure> {
    let folder = Path::new(&plan.output).parent().unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let error = std::io::ErrorKind::NotADirectory.into();
        return Err(files::failed(&folder.display().to_string(), &error));
    }
    // From here on, Ctrl-C ends the watch and leaves no file half written.
    session::cancel();
    session.say(&Message::new("cli-watching").with("file", plan.output.as_str()));
    match follow(session, plan) {
        Err(failure) if failure.cancelled() => {
            session.say(&Message::new("cli-watch-ended").with("file", plan.output.as_str()));
            Ok(Outcome::Done)
        }
        other => other,
    }
}

/// Follows the memory; ends only with a failure, of which Ctrl-C is one.
fn follow(session: &Session, plan: &Plan) -> Result<Outcome, Failure> {
    let mut told_missing = false;
    loop {
        let identity = identity(session.memory_path());
        let Some(memory) = session.memory_if_there()? else {
            if !told_missing {
                let path = session.memory_path().display().to_string();
                session.say(&Message::new("cli-watch-waiting").with("path", path));
                told_missing = true;
            }
            wait()?;
            continue;
        };
        told_missing = false;
        let mut seen = None;
        // Until another file stands in the memory's place.
        while self::identity(session.memory_path()) == identity {
            // Asked before the reading: what changes meanwhile is written the next time.
            let version = memory.data_version()?;
            if seen != Some(version) {
                refresh(session, plan, &memory)?;
                seen = Some(version);
            }
            wait()?;
        }
    }
}

fn refresh(session: &Session, plan: &Plan, memory: &Memory) -> Result<(), Failure> {
    let (report, changed) = files::write_if_other(&plan.output, |out| plan.write(memory, out))?;
    if changed {
        plan.tell(session, &report);
    }
    Ok(())
}

/// Waits for the next look.
fn wait() -> Result<(), Failure> {
    let until = Instant::now() + BETWEEN_LOOKS;
    while Instant::now() < until {
        session::cancel().check()?;
        std::thread::sleep(NAP);
    }
    Ok(())
}

/// Returns what tells a file from another one that took its name.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<std::time::SystemTime> {
    std::fs::metadata(path).ok()?.created().ok()
}
