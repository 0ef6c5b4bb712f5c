//! `enface lookup`: what the memory knows of a new sentence, or of a whole new document.

use std::io::{BufRead, Write};

use super::args::LookupArgs;
use super::session::{self, BOLD, DIM, Session};
use super::{Failure, Outcome, files, matches, terms};
use crate::jobs::OwnRules;
use crate::jobs::align::Aligned;
use crate::jobs::lookup::{Direction, Lookup, Settings};
use crate::jobs::read::{Prepared, Reading, prepare};
use crate::jobs::wire::AnswerLine;
use crate::matching::{Answer, Match, PenaltyKind, Query};
use crate::memory::{LanguagePair, Memory};
use crate::messages::Message;
use crate::model::LangTag;

pub(super) fn run(session: &Session, args: &LookupArgs) -> Result<Outcome, Failure> {
    let (memories, memory_penalties) = session.read_memories()?;
    let document = match &args.document {
        Some(file) => Some(read(file, args.from.as_ref(), &memories)?),
        None => None,
    };
    let stated = document
        .as_ref()
        .map(|prepared| &prepared.document.language);
    let wish = Direction {
        from: args.from.as_ref().or(stated),
        to: args.to.as_ref(),
    };
    let settings = Settings {
        threshold: args.threshold,
        limit: args.limit,
        memory_penalties,
        exhaustive: args.exhaustive,
        help: true,
    };
    let lookup = Lookup::open(&memories, wish, settings, session::cancel())?
        .with_progress(session::learning_bar());
    let query = |text: &str| Query {
        previous: args.prev.clone(),
        next: args.next.clone(),
        ..Query::new(text)
    };
    let show = Show {
        session,
        json: args.json,
        guessed: args.from.is_none() && args.to.is_none(),
    };
    match (&document, &args.text) {
        (Some(document), _) => show.document(&lookup, document),
        (None, Some(text)) => show.one(&lookup, &query(text)),
        (None, None) => show.lines(&lookup, query),
    }
}

/// Looks up every sentence of a file right after an alignment was stored.
pub(super) fn document(
    session: &Session,
    file: &str,
    aligned: &Aligned,
) -> Result<Outcome, Failure> {
    let (from, to) = (
        &aligned.source.document.language,
        &aligned.target.document.language,
    );
    let (memories, memory_penalties) = session.read_memories()?;
    let document = read(file, Some(from), &memories)?;
    let wish = Direction {
        from: Some(from),
        to: Some(to),
    };
    let settings = Settings {
        threshold: 70,
        limit: 5,
        memory_penalties,
        exhaustive: false,
        help: true,
    };
    let lookup = Lookup::open(&memories, wish, settings, session::cancel())?
        .with_progress(session::learning_bar());
    session.say(&Message::new("cli-try").with("file", file));
    Show {
        session,
        json: false,
        guessed: false,
    }
    .document(&lookup, &document)
}

/// Reads a document and cuts it by the rules of the working memory, the first of all.
fn read(file: &str, language: Option<&LangTag>, memories: &[Memory]) -> Result<Prepared, Failure> {
    let reading = Reading {
        language: language.cloned(),
        own_rules: OwnRules::of(memories.first())?,
        ..Reading::default()
    };
    Ok(prepare(&files::read(file)?, &reading)?)
}

/// Asks and shows.
struct Show<'s> {
    session: &'s Session,
    json: bool,
    /// Nobody said what language the queries are in.
    guessed: bool,
}

impl Show<'_> {
    fn one(&self, lookup: &Lookup<'_>, query: &Query) -> Result<Outcome, Failure> {
        let mut out = files::stdout();
        let (answer, languages) = lookup.ask(query)?;
        let found = self.show(&mut out, lookup, query, &answer, languages)?;
        if self.guessed {
            let (from, to) = (languages.from.as_str(), languages.to.as_str());
            self.session.say(
                &Message::new("cli-direction")
                    .with("from", from)
                    .with("to", to),
            );
        }
        out.flush().map_err(files::stdout_failed)?;
        Ok(if found {
            Outcome::Done
        } else {
            Outcome::NothingFound
        })
    }

    /// One query a line, each answered at once.
    fn lines(
        &self,
        lookup: &Lookup<'_>,
        query: impl Fn(&str) -> Query,
    ) -> Result<Outcome, Failure> {
        let mut out = files::stdout();
        let mut any = false;
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(|e| files::failed("-", &e))?;
            let text = line.trim_start_matches('\u{feff}');
            any |= self.ask(&mut out, lookup, &query(text))?;
            out.flush().map_err(files::stdout_failed)?;
        }
        Ok(if any {
            Outcome::Done
        } else {
            Outcome::NothingFound
        })
    }

    /// Every sentence with its neighbours as context.
    fn document(&self, lookup: &Lookup<'_>, document: &Prepared) -> Result<Outcome, Failure> {
        let mut out = files::stdout();
        let (mut any, mut exact, mut numbers, mut fuzzy) = (false, 0_usize, 0_usize, 0_usize);
        let count = document.segments.len();
        for number in 0..count {
            // The edges of a document are context too: an empty neighbour.
            let neighbour = |at: Option<usize>| {
                Some(
                    at.filter(|n| *n < count)
                        .map_or("", |n| document.text(n))
                        .to_owned(),
                )
            };
            let query = Query {
                previous: neighbour(number.checked_sub(1)),
                next: neighbour(Some(number + 1)),
                key: Some(document.document.name.clone()),
                ..Query::new(document.text(number))
            };
            let (answer, languages) = lookup.ask(&query)?;
            any |= self.show(&mut out, lookup, &query, &answer, languages)?;
            match answer.matches.first() {
                Some(found) if found.base == 100 && has_other_numbers(found) => numbers += 1,
                Some(found) if found.base == 100 => exact += 1,
                Some(_) => fuzzy += 1,
                None => {}
            }
        }
        out.flush().map_err(files::stdout_failed)?;
        self.session.say(
            &Message::new("cli-lookup-document")
                .with("sentences", count)
                .with("exact", exact)
                .with("numbers", numbers)
                .with("fuzzy", fuzzy),
        );
        Ok(if any {
            Outcome::Done
        } else {
            Outcome::NothingFound
        })
    }

    fn ask(
        &self,
        out: &mut impl Write,
        lookup: &Lookup<'_>,
        query: &Query,
    ) -> Result<bool, Failure> {
        let (answer, languages) = lookup.ask(query)?;
        self.show(out, lookup, query, &answer, languages)
    }

    /// Shows an answer; tells whether it has a match.
    fn show(
        &self,
        out: &mut impl Write,
        lookup: &Lookup<'_>,
        query: &Query,
        answer: &Answer,
        languages: &LanguagePair,
    ) -> Result<bool, Failure> {
        let base = lookup.terms().base(languages);
        let hits = base.recognise(&query.text);
        if self.json {
            let line = AnswerLine::new(&query.text, answer, self.session.json_ui());
            files::json(out, &line.with_terms(&hits))?;
        } else {
            let ui = self.session.ui();
            let text = matches::answer(answer, ui) + &terms::lines(&hits, &query.text, ui);
            writeln!(out, "{BOLD}{}{BOLD:#}\n{text}{DIM}{DIM:#}", query.text)
                .map_err(files::stdout_failed)?;
        }
        Ok(!answer.matches.is_empty())
    }
}

/// Tells whether a match differs from its query in numbers.
fn has_other_numbers(found: &Match) -> bool {
    found.penalties.iter().any(|penalty| {
        matches!(
            penalty.kind,
            PenaltyKind::Numbers | PenaltyKind::NumbersAdapted
        )
    })
}
