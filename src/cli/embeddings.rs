//! `--embeddings`: asks a command, or an address of this machine, for the vectors of texts.
//!
//! Nothing leaves the machine: an address must be one of its own, no proxy is used and no
//! redirection followed. What a command does is its owner's affair.

use std::io::{self, Read, Write};
use std::net::IpAddr;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use ureq::http::Uri;

use super::{Failure, session};
use crate::alignment::Vectors;
use crate::jobs::JobError;
use crate::jobs::embeddings::{Embedder, EmbeddingProblem};
use crate::messages::Message;

/// Texts that are asked for at once.
const BATCH: usize = 256;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_mins(2);
/// Megabytes that an answer may have: 256 vectors of 4096 numbers have less than 30.
const MOST_MEGABYTES: u64 = 256;
/// Bytes of it that are kept of what a source says when it fails.
const MOST_SAID: u64 = 100_000;
/// Characters of that which are shown.
const SHOWN: usize = 200;
/// How often is looked whether somebody asked to stop.
const MOMENT: Duration = Duration::from_millis(20);

type Answered<T> = Result<T, EmbeddingProblem>;

/// Whom to ask.
#[derive(Debug, Clone, PartialEq)]
enum Source {
    /// A program and its arguments.
    Command(String, Vec<String>),
    /// An address of this machine.
    Address(Uri),
}

/// What a command reads.
#[derive(Serialize)]
struct Texts<'a> {
    texts: &'a [String],
}

/// What an address is sent: the form of most servers.
#[derive(Serialize)]
struct Input<'a> {
    input: &'a [String],
}

/// What comes back: vectors in one of the forms in use.
#[derive(Deserialize)]
struct Answer {
    vectors: Option<Vec<Vec<f32>>>,
    embeddings: Option<Vec<Vec<f32>>>,
    data: Option<Vec<Entry>>,
}

#[derive(Deserialize)]
struct Entry {
    embedding: Vec<f32>,
    /// Which text it is for, where the entries may come in another order.
    index: Option<u64>,
}

/// Returns what asks the source that was typed.
pub(super) fn open(typed: &str) -> Result<Box<Embedder>, Failure> {
    let source = read(typed)?;
    let name = typed.to_owned();
    Ok(Box::new(move |texts| {
        source.vectors(texts, PATIENCE).map_err(|problem| {
            // Ctrl-C also ends a command, which then looks as if it had failed.
            let cancelled = session::cancel().check().err();
            cancelled.unwrap_or_else(|| JobError::Embeddings(name.clone(), problem))
        })
    }))
}

/// Reads an address or a command line.
fn read(typed: &str) -> Result<Source, Failure> {
    let mut words = typed.split_whitespace().map(str::to_owned);
    let Some(first) = words.next() else {
        let message = Message::new("cli-invalid-value").with("name", "--embeddings");
        return Err(Failure(message.with("value", typed)));
    };
    if !first.contains("://") {
        return Ok(Source::Command(first, words.collect()));
    }
    let address = typed.trim().parse::<Uri>().ok().filter(is_here);
    address.map(Source::Address).ok_or_else(|| {
        Failure(Message::new("cli-embeddings-elsewhere").with("address", typed.trim()))
    })
}

/// Tells whether an address is of this machine, and plain HTTP.
fn is_here(address: &Uri) -> bool {
    let host = address.host().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let number = bare.parse::<IpAddr>();
    let is_own = number.map_or(host.eq_ignore_ascii_case("localhost"), |ip| {
        ip.is_loopback()
    });
    address.scheme_str() == Some("http") && is_own
}

impl Source {
    /// Asks for the vectors of some texts; each answer may take so long.
    fn vectors(&self, texts: &[String], patience: Duration) -> Answered<Vectors> {
        let mut vectors = Vectors::default();
        for texts in texts.chunks(BATCH) {
            let answer = match self {
                Source::Command(program, arguments) => {
                    let question =
                        serde_json::to_vec(&Texts { texts }).map_err(|error| unreadable(&error))?;
                    run(program, arguments, question, patience)?
                }
                Source::Address(address) => {
                    let question = serde_json::to_vec(&Input { input: texts });
                    post(
                        address,
                        &question.map_err(|error| unreadable(&error))?,
                        patience,
                    )?
                }
            };
            vectors.add(texts.len(), listed(&answer)?)?;
        }
        Ok(vectors)
    }
}

/// Reads the vectors of an answer.
fn listed(answer: &[u8]) -> Answered<Vec<Vec<f32>>> {
    let answer: Answer = serde_json::from_slice(answer).map_err(|error| unreadable(&error))?;
    let data = answer.data.map(|mut data| {
        data.sort_by_key(|entry| entry.index);
        data.into_iter().map(|entry| entry.embedding).collect()
    });
    let vectors = answer.vectors.or(answer.embeddings).or(data);
    vectors.ok_or(EmbeddingProblem::NoVectors)
}

fn unreadable(error: &serde_json::Error) -> EmbeddingProblem {
    EmbeddingProblem::Unreadable(error.to_string())
}

fn post(address: &Uri, question: &[u8], patience: Duration) -> Answered<Vec<u8>> {
    let failed = |error: ureq::Error| match error {
        ureq::Error::Timeout(_) => EmbeddingProblem::TimedOut(patience.as_secs()),
        ureq::Error::BodyExceedsLimit(_) => EmbeddingProblem::TooBig(MOST_MEGABYTES),
        other => EmbeddingProblem::NoAnswer(other.to_string()),
    };
    // A proxy or a redirection would carry the texts elsewhere.
    let agent = ureq::Agent::config_builder()
        .proxy(None)
        .max_redirects(0)
        .http_status_as_error(false)
        .max_idle_connections(0)
        .timeout_global(Some(patience))
        .build()
        .new_agent();
    let request = agent.post(address).content_type("application/json");
    let mut response = request.send(question).map_err(failed)?;
    let status = response.status();
    let body = response.body_mut().with_config();
    let answer = body.limit(MOST_MEGABYTES * 1_000_000).read_to_vec();
    if !status.is_success() {
        return Err(EmbeddingProblem::Status {
            status: status.as_u16(),
            said: shown(&answer.unwrap_or_default()),
        });
    }
    answer.map_err(failed)
}

/// Runs a program on an input and returns its output.
fn run(
    program: &str,
    arguments: &[String],
    input: Vec<u8>,
    patience: Duration,
) -> Answered<Vec<u8>> {
    let mut command = Command::new(program);
    command.args(arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| no_start(&error))?;
    let answer = converse(&mut child, input, patience);
    // Where it has ended by itself, there is nothing to kill.
    let _ = child.kill();
    let _ = child.wait();
    answer
}

fn no_start(error: &io::Error) -> EmbeddingProblem {
    EmbeddingProblem::NoStart(error.to_string())
}

fn converse(child: &mut Child, input: Vec<u8>, patience: Duration) -> Answered<Vec<u8>> {
    let timed_out = || EmbeddingProblem::TimedOut(patience.as_secs());
    let until = Instant::now() + patience;
    let goes_on = || Instant::now() < until && session::cancel().check().is_ok();
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // All three at once: a program may write before it has read everything.
    let _written = behind(move || stdin.map(|mut stdin| stdin.write_all(&input)))?;
    let output = behind(move || all(stdout, MOST_MEGABYTES * 1_000_000 + 1))?;
    let said = behind(move || all(stderr, MOST_SAID).unwrap_or_default())?;
    let answer = loop {
        match output.recv_timeout(MOMENT) {
            Ok(answer) => break answer.map_err(|error| no_start(&error))?,
            Err(RecvTimeoutError::Timeout) if goes_on() => {}
            Err(_) => return Err(timed_out()),
        }
    };
    if answer.len() as u64 > MOST_MEGABYTES * 1_000_000 {
        return Err(EmbeddingProblem::TooBig(MOST_MEGABYTES));
    }
    let status = loop {
        match child.try_wait().map_err(|error| no_start(&error))? {
            Some(status) => break status,
            None if goes_on() => thread::sleep(MOMENT),
            None => return Err(timed_out()),
        }
    };
    if status.success() {
        return Ok(answer);
    }
    let said = said
        .recv_timeout(Duration::from_secs(1))
        .unwrap_or_default();
    Err(EmbeddingProblem::Exit {
        code: status.code(),
        said: shown(&said),
    })
}

/// Does something beside, and hands over what comes of it.
fn behind<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Answered<Receiver<T>> {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        // Nobody listens any more where the program was given up.
        let _ = sender.send(work());
    };
    thread::Builder::new()
        .spawn(work)
        .map_err(|error| no_start(&error))?;
    Ok(receiver)
}

fn all(from: Option<impl Read>, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(from) = from {
        from.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Returns the last line of what a source says about its failure, a dash where it says nothing:
/// a program ends with the reason, and a server mostly has one line.
fn shown(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let line = said.lines().map(str::trim).rfind(|line| !line.is_empty());
    let plain = line.unwrap_or("–").chars().filter(|c| !c.is_control());
    plain.take(SHOWN).collect()
}

#[cfg(test)]
mod tests;
