//! An embedding source: what may be asked about beads in doubt, and how it fails.
//!
//! The source is somebody else's program; `cli` speaks with it. Nothing needs one.

use super::JobError;
use crate::alignment::{VectorProblem, Vectors};
use crate::messages::{Explain, Message, explained_error};

/// Returns the vectors of some texts, in their order.
pub type Embedder = dyn FnMut(&[String]) -> Result<Vectors, JobError> + Send;

/// Why an embedding source gave no vectors.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EmbeddingProblem {
    /// The program cannot be started; what the system says.
    NoStart(String),
    /// The program failed.
    Exit {
        /// Its exit code; `None` where a signal ended it.
        code: Option<i32>,
        /// The last line of what it said.
        said: String,
    },
    /// The address does not answer as it should; why.
    NoAnswer(String),
    /// The address answers that it cannot.
    Status {
        /// The status of HTTP.
        status: u16,
        /// The last line of what it says.
        said: String,
    },
    /// There was no answer in so many seconds.
    TimedOut(u64),
    /// The answer has more than so many megabytes.
    TooBig(u64),
    /// The answer is not JSON, or something in it is no number; where and what.
    Unreadable(String),
    /// The answer has no list of vectors.
    NoVectors,
    /// The vectors cannot be those of the texts.
    Vectors(VectorProblem),
}

impl Explain for EmbeddingProblem {
    fn explain(&self) -> Message {
        match self {
            EmbeddingProblem::NoStart(reason) => {
                Message::new("job-embeddings-no-start").with("reason", reason.as_str())
            }
            EmbeddingProblem::Exit { code, said } => match code {
                Some(code) => Message::new("job-embeddings-exit").with("code", code.to_string()),
                None => Message::new("job-embeddings-ended"),
            }
            .with("said", said.as_str()),
            EmbeddingProblem::NoAnswer(reason) => {
                Message::new("job-embeddings-no-answer").with("reason", reason.as_str())
            }
            EmbeddingProblem::Status { status, said } => Message::new("job-embeddings-status")
                .with("status", status.to_string())
                .with("said", said.as_str()),
            EmbeddingProblem::TimedOut(seconds) => {
                Message::new("job-embeddings-timed-out").with("seconds", *seconds)
            }
            EmbeddingProblem::TooBig(megabytes) => {
                Message::new("job-embeddings-too-big").with("megabytes", megabytes.to_string())
            }
            EmbeddingProblem::Unreadable(reason) => {
                Message::new("job-embeddings-unreadable").with("reason", reason.as_str())
            }
            EmbeddingProblem::NoVectors => Message::new("job-embeddings-no-vectors"),
            EmbeddingProblem::Vectors(problem) => problem.explain(),
        }
    }
}

explained_error!(EmbeddingProblem);

impl From<VectorProblem> for EmbeddingProblem {
    fn from(problem: VectorProblem) -> Self {
        EmbeddingProblem::Vectors(problem)
    }
}
