//! What can go wrong in a job.

use super::embeddings::EmbeddingProblem;
use super::manifest::ManifestProblem;
use super::terms::TermProblem;
use crate::documents::DocumentError;
use crate::exchange::ExchangeError;
use crate::lexicon::DictionaryError;
use crate::matching::concordance::QueryError;
use crate::memory::MemoryError;
use crate::messages::{Explain, Message, explained_error};
use crate::segmentation::RuleError;

/// Why a job stopped; nothing was changed then.
#[derive(Debug)]
#[non_exhaustive]
pub enum JobError {
    /// A document cannot be read.
    Document(DocumentError),
    /// A file of units cannot be read or written; its name and why.
    Exchange(String, ExchangeError),
    /// A dictionary cannot be used; its name and why.
    Dictionary(String, DictionaryError),
    /// A dictionary is for other languages than the documents.
    OtherDictionary {
        /// The dictionary.
        file: String,
        /// Its languages: `de>en`.
        languages: String,
        /// Those of the documents: `fr>en`.
        wanted: String,
    },
    /// An embedding source gave no vectors; as it was typed, and why.
    Embeddings(String, EmbeddingProblem),
    /// The memory refused.
    Memory(MemoryError),
    /// A file cannot be read or written; its name and what the system says.
    File {
        /// The file.
        file: String,
        /// What the system says.
        reason: String,
    },
    /// Nothing tells the language of a file.
    UnknownLanguage {
        /// The file.
        file: String,
    },
    /// Source and target are in one language.
    SameLanguage {
        /// The source file.
        source: String,
        /// The target file.
        target: String,
        /// The language of both.
        language: String,
    },
    /// The file is in the language that was given for the other one.
    Swapped {
        /// The source file.
        source: String,
        /// The target file.
        target: String,
    },
    /// The two texts do not look like translations of each other.
    Unrelated {
        /// The source file.
        source: String,
        /// The target file.
        target: String,
    },
    /// The memory allows several directions and nothing tells which is meant.
    Direction {
        /// The possible ones: `fr>en, en>fr`.
        possible: String,
    },
    /// The memory has no text in a language.
    NoSuchLanguage {
        /// The language that was asked for.
        asked: String,
        /// Those that it has.
        present: String,
    },
    /// A lookup from a language into the same one.
    OneLanguage {
        /// The language asked from.
        from: String,
        /// The language asked for.
        to: String,
    },
    /// A memory has more units, or words, than an index can number: some four billion.
    TooManyUnits,
    /// The memories hold no text.
    EmptyMemory,
    /// The text of a file is in another language than the one given for it.
    OtherLanguage {
        /// The file.
        file: String,
        /// The language given.
        given: String,
        /// The language found.
        found: String,
    },
    /// There is no such import.
    NoSuchImport(i64),
    /// The memory is not sound: how many findings were told.
    Unsound(usize),
    /// A query cannot be read.
    Query(QueryError),
    /// The text to look for is empty.
    NoPattern,
    /// A replacement names a group that its pattern does not have.
    NoGroup(String),
    /// A pattern to look for is no regular expression.
    Pattern {
        /// As it was typed.
        pattern: String,
        /// What is wrong with it, in English.
        reason: String,
    },
    /// Nothing passes the filter, or the memory is empty.
    NothingToExport,
    /// Units of several files cannot be written as one of them was.
    VerbatimOfSeveral {
        /// The numbers of the imports.
        imports: String,
    },
    /// A rule of the memory's own cannot be used.
    OwnRules(RuleError),
    /// A rule file cannot be used; its name and why.
    RuleFile(String, RuleError),
    /// In a rule file with several languages only the first that fits counts.
    NoCascade(String),
    /// No language uses any rule of a rule file.
    NoRulesInFile(String),
    /// There is no text to make an exception of.
    EmptyException,
    /// Nothing tells which language an exception is for.
    ExceptionLanguage {
        /// The text.
        text: String,
        /// The languages of the memory's documents.
        present: Vec<String>,
    },
    /// The memory has no rule of a name or text.
    NoSuchException(String),
    /// Rules of one name or text are for different languages.
    SeveralExceptions(String),
    /// The memory has no rules of its own.
    NoExceptions,
    /// A line of a manifest is no pair of files.
    Manifest {
        /// The manifest.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: ManifestProblem,
    },
    /// The term base cannot do what is asked.
    Terms(TermProblem),
    /// The system has no room for a thread; what it says.
    NoThread(String),
    /// Somebody asked to stop.
    Cancelled,
}

impl Explain for JobError {
    fn explain(&self) -> Message {
        let two = |id, source: &String, target: &String| {
            Message::new(id)
                .with("source", source.as_str())
                .with("target", target.as_str())
        };
        match self {
            JobError::Document(error) => error.explain(),
            JobError::Exchange(file, error) => Message::new("job-in-file")
                .with("file", file.as_str())
                .with("problem", error.explain()),
            JobError::Dictionary(file, error) => Message::new("job-in-file")
                .with("file", file.as_str())
                .with("problem", error.explain()),
            JobError::OtherDictionary {
                file,
                languages,
                wanted,
            } => Message::new("job-other-dictionary")
                .with("file", file.as_str())
                .with("languages", languages.as_str())
                .with("wanted", wanted.as_str()),
            JobError::Embeddings(source, problem) => Message::new("job-embeddings")
                .with("source", source.as_str())
                .with("problem", problem.explain()),
            JobError::Memory(error) => error.explain(),
            JobError::File { file, reason } => Message::new("job-file")
                .with("file", file.as_str())
                .with("reason", reason.as_str()),
            JobError::UnknownLanguage { file } => {
                Message::new("job-unknown-language").with("file", file.as_str())
            }
            JobError::SameLanguage {
                source,
                target,
                language,
            } => two("job-same-language", source, target).with("language", language.as_str()),
            JobError::Swapped { source, target } => two("job-swapped", source, target),
            JobError::Unrelated { source, target } => two("job-unrelated", source, target),
            JobError::Direction { possible } => {
                Message::new("job-direction").with("possible", possible.as_str())
            }
            JobError::NoSuchLanguage { asked, present } => Message::new("job-no-such-language")
                .with("asked", asked.as_str())
                .with("present", present.as_str()),
            JobError::NoSuchImport(import) => {
                Message::new("job-no-such-import").with("import", import.to_string())
            }
            JobError::Unsound(findings) => {
                Message::new("job-unsound").with("count", *findings as u64)
            }
            JobError::Query(error) => error.explain(),
            JobError::NoPattern => Message::new("job-no-pattern"),
            JobError::NoGroup(name) => Message::new("job-no-group").with("name", name.as_str()),
            JobError::Pattern { pattern, reason } => Message::new("job-pattern")
                .with("pattern", pattern.as_str())
                .with("reason", reason.as_str()),
            JobError::OneLanguage { from, to } => Message::new("job-one-language")
                .with("from", from.as_str())
                .with("to", to.as_str()),
            JobError::TooManyUnits => Message::new("job-too-many-units"),
            JobError::EmptyMemory => Message::new("job-empty-memory"),
            JobError::OtherLanguage { file, given, found } => Message::new("job-other-language")
                .with("file", file.as_str())
                .with("given", given.as_str())
                .with("found", found.as_str()),
            JobError::NothingToExport => Message::new("job-nothing-to-export"),
            JobError::VerbatimOfSeveral { imports } => {
                Message::new("job-verbatim-of-several").with("imports", imports.as_str())
            }
            JobError::OwnRules(error) => {
                Message::new("job-own-rules").with("problem", error.explain())
            }
            JobError::RuleFile(file, error) => Message::new("job-in-file")
                .with("file", file.as_str())
                .with("problem", error.explain()),
            JobError::NoCascade(file) => Message::new("job-no-cascade").with("file", file.as_str()),
            JobError::NoRulesInFile(file) => {
                Message::new("job-no-rules-in-file").with("file", file.as_str())
            }
            JobError::EmptyException => Message::new("job-empty-exception"),
            JobError::ExceptionLanguage { text, present } => {
                let id = if present.is_empty() {
                    "job-exception-without-documents"
                } else {
                    "job-exception-language"
                };
                Message::new(id)
                    .with("text", text.as_str())
                    .with("present", present.join(", "))
            }
            JobError::NoSuchException(named) => {
                Message::new("job-no-such-exception").with("named", named.as_str())
            }
            JobError::SeveralExceptions(named) => {
                Message::new("job-several-exceptions").with("named", named.as_str())
            }
            JobError::NoExceptions => Message::new("job-no-exceptions"),
            JobError::Manifest {
                file,
                line,
                problem,
            } => {
                let id = match problem {
                    ManifestProblem::NoTab => "job-manifest-no-tab",
                    ManifestProblem::EmptySide => "job-manifest-empty-side",
                    ManifestProblem::TooMany => "job-manifest-too-many",
                    ManifestProblem::NotUtf8 => "job-manifest-not-utf8",
                };
                Message::new(id)
                    .with("file", file.as_str())
                    .with("line", line.to_string())
            }
            JobError::Terms(problem) => problem.explain(),
            JobError::NoThread(reason) => {
                Message::new("job-no-thread").with("reason", reason.as_str())
            }
            JobError::Cancelled => Message::new("job-cancelled"),
        }
    }
}

explained_error!(JobError);

impl JobError {
    /// Tells whether the job failed only because another process made the memory in that moment:
    /// the same job on that memory can succeed.
    pub fn created_meanwhile(&self) -> bool {
        matches!(self, JobError::Memory(MemoryError::CreatedMeanwhile(_)))
    }
}

impl From<DocumentError> for JobError {
    fn from(error: DocumentError) -> Self {
        JobError::Document(error)
    }
}

impl From<MemoryError> for JobError {
    fn from(error: MemoryError) -> Self {
        JobError::Memory(error)
    }
}

impl From<RuleError> for JobError {
    fn from(error: RuleError) -> Self {
        JobError::OwnRules(error)
    }
}
