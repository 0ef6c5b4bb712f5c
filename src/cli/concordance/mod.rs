//! `enface concordance`: a query in all texts of the memory, and how it was translated.

mod kwic;
mod pages;

use std::io::Write;

use super::args::ConcordanceArgs;
use super::session::{self, Session};
use super::{Failure, Outcome, files};
use crate::jobs::concordance::{
    Concordance, Container, Order, Request, Total, Translations, read_search,
};
use crate::jobs::wire::concordance::{HitLine, TranslationLine};
use crate::matching::concordance::Options;
use crate::memory::Memory;
use crate::messages::Message;
use crate::text::Distinguish;

/// Texts shown where nobody says how many.
const LIMIT: usize = 50;
/// Above the texts, translations are counted in the first so many hits.
const SAMPLE: u64 = 500;
/// Translations on request are counted in the first so many hits.
const COUNTED: u64 = 20_000;

pub(super) fn run(session: &Session, args: &ConcordanceArgs) -> Result<Outcome, Failure> {
    let request = request(args)?;
    if args.limit == Some(0) {
        let message = Message::new("cli-invalid-value").with("name", "--limit");
        return Err(Failure(message.with("value", "0")));
    }
    let container = match &args.output {
        None => None,
        Some(output) => {
            session.refuse_to_overwrite(output, [])?;
            let message = || Message::new("concordance-ending").with("file", output.as_str());
            let container = Container::of_name(output).ok_or_else(|| Failure(message()))?;
            Some((output.as_str(), container))
        }
    };
    let (memories, _) = session.read_memories()?;
    let concordance = open(session, &memories, request)?;
    let mut asked = Asked {
        session,
        args,
        concordance,
    };
    let found = match container {
        Some((output, container)) => asked.write(output, container)?,
        None if args.shape.translations => asked.translations()?,
        None if args.shape.kwic => asked.lines()?,
        None => asked.texts()?,
    };
    if found {
        return Ok(Outcome::Done);
    }
    session.say(&match args.offset {
        0 => Message::new("cli-phrase-not-found").with("phrase", args.phrase.as_str()),
        offset => Message::new("concordance-beyond").with("offset", offset.to_string()),
    });
    Ok(Outcome::NothingFound)
}

fn request(args: &ConcordanceArgs) -> Result<Request, Failure> {
    let read = |typed: &String| read_search(typed, args.regex, args.compare.case);
    Ok(Request {
        search: read(&args.phrase)?,
        language: args.language.clone(),
        target: args.target.as_ref().map(read).transpose()?,
        not_target: args.not_target.as_ref().map(read).transpose()?,
        options: Options {
            tell: Distinguish {
                case: args.compare.case,
                accents: args.compare.accents,
            },
            inflected: args.compare.inflected,
        },
    })
}

/// Opens the indexes, with a bar while one is made.
fn open<'m>(
    session: &Session,
    memories: &'m [Memory],
    request: Request,
) -> Result<Concordance<'m>, Failure> {
    let bar = session::progress_bar();
    bar.set_message(Message::new("concordance-indexing").in_language(session.ui()));
    let mut progress = |done, of| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let opened = Concordance::open(memories, request, session::cancel(), &mut progress);
    bar.finish_and_clear();
    Ok(opened?)
}

/// A query on its way to its answer.
struct Asked<'s, 'm> {
    session: &'s Session,
    args: &'s ConcordanceArgs,
    concordance: Concordance<'m>,
}

impl Asked<'_, '_> {
    /// Shows texts with what stands beside them; tells whether there are any.
    fn texts(&mut self) -> Result<bool, Failure> {
        let (args, ui) = (self.args, self.session.ui());
        let cancel = session::cancel();
        let limit = args.limit.unwrap_or(LIMIT);
        let page = self.concordance.page(args.offset, limit, cancel)?;
        let mut out = files::stdout();
        if args.shape.json {
            for hit in &page.hits {
                files::json(&mut out, &HitLine::new(hit))?;
            }
        } else {
            if args.offset == 0 && page.hits.len() > 1 {
                let sample = self.concordance.translations(SAMPLE, cancel, &mut |_| {})?;
                let list = pages::list(&sample, Some(pages::TOP), ui);
                write!(out, "{list}").map_err(files::stdout_failed)?;
            }
            for hit in &page.hits {
                writeln!(out, "{}", pages::text(hit, ui)).map_err(files::stdout_failed)?;
            }
        }
        out.flush().map_err(files::stdout_failed)?;
        if page.more {
            self.say_more(page.hits.len())?;
        }
        Ok(!page.hits.is_empty())
    }

    /// Shows hits one a line; tells whether there are any.
    fn lines(&mut self) -> Result<bool, Failure> {
        let args = self.args;
        let limit = args.limit.unwrap_or(LIMIT);
        let order = args.shape.sort.map_or(Order::None, Into::into);
        let range = (args.offset, limit);
        let found = self.concordance.lines(order, range, session::cancel())?;
        let mut out = files::stdout();
        let text = kwic::table(&found.lines, order == Order::Date);
        write!(out, "{text}").map_err(files::stdout_failed)?;
        out.flush().map_err(files::stdout_failed)?;
        if let Some(sorted) = found.sorted {
            self.session
                .say(&Message::new("concordance-sorted").with("count", sorted));
        }
        if found.more {
            self.say_more(found.lines.len())?;
        }
        Ok(!found.lines.is_empty())
    }

    /// Shows the translations with their counts; tells whether there are hits.
    fn translations(&mut self) -> Result<bool, Failure> {
        let bar = session::progress_bar();
        bar.set_length(COUNTED);
        let mut progress = |done| bar.set_position(done);
        let cancel = session::cancel();
        let counted = self
            .concordance
            .translations(COUNTED, cancel, &mut progress);
        bar.finish_and_clear();
        let counted: Translations = counted?;
        let mut out = files::stdout();
        if self.args.shape.json {
            for ranked in &counted.ranked {
                files::json(&mut out, &TranslationLine::new(ranked, counted.counted))?;
            }
        } else {
            let list = pages::list(&counted, None, self.session.ui());
            write!(out, "{list}").map_err(files::stdout_failed)?;
        }
        out.flush().map_err(files::stdout_failed)?;
        if counted.more {
            self.session
                .say(&Message::new("concordance-counted").with("count", counted.counted));
        }
        Ok(counted.counted > 0)
    }

    /// Writes the hits into a file: all of them, where no limit is given.
    fn write(&mut self, output: &str, container: Container) -> Result<bool, Failure> {
        let range = (self.args.offset, self.args.limit.unwrap_or(usize::MAX));
        let (ui, cancel) = (self.session.ui(), session::cancel());
        let bar = session::bytes_bar(0);
        let mut progress = |done| {
            let message = Message::new("concordance-hits").with("count", done);
            bar.set_message(message.in_language(ui));
        };
        let written = files::write(output, |out| {
            let written =
                self.concordance
                    .write(container, range, ui, out, cancel, &mut progress)?;
            // An empty file would look like an answer.
            if written == 0 {
                return Err(Failure(Message::new(NOTHING)));
            }
            Ok(written)
        });
        bar.finish_and_clear();
        let written = match written {
            Err(Failure(message)) if message.id() == NOTHING => return Ok(false),
            written => written?,
        };
        if output != "-" {
            let message = Message::new(match container {
                Container::Tmx => "concordance-written-units",
                Container::Rows(_) => "concordance-written",
            })
            .with("file", output);
            self.session.say(&message.with("count", written));
        }
        Ok(true)
    }

    /// Says that there is more than was shown, and how much, where that is known.
    fn say_more(&self, shown: usize) -> Result<(), Failure> {
        let next = self.args.offset.saturating_add(shown);
        let total = match self.concordance.total()? {
            Some(Total::Exactly(units)) => Message::new("concordance-units").with("count", units),
            Some(Total::AtLeast(units)) => {
                Message::new("concordance-units-at-least").with("count", units)
            }
            None => Message::new("concordance-units-unknown"),
        };
        let message = Message::new("concordance-more")
            .with("shown", shown)
            .with("total", total)
            .with("next", next.to_string());
        self.session.say(&message);
        Ok(())
    }
}

/// The failure that is none: a file of no hits is not kept.
const NOTHING: &str = "concordance-nothing";
