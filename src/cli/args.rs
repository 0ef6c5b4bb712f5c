//! What can be typed. Declarations only: the words of the help are in the catalogue, under
//! `help-COMMAND` and `help-COMMAND-ARGUMENT`.

pub(super) mod concordance;
pub(super) mod terms;
pub(super) mod upkeep;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(super) use concordance::ConcordanceArgs;
use terms::TermsArgs;
use upkeep::{BackupArgs, DedupeArgs, DeleteArgs, ReplaceArgs, VerifyArgs};

use crate::documents::Wrap;
use crate::model::LangTag;
use crate::segmentation::Dialect;

#[derive(Debug, Parser)]
#[command(name = "enface", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: GlobalArgs,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Args)]
pub(super) struct GlobalArgs {
    #[arg(short = 'm', long, global = true, value_name = "FILE")]
    pub(super) memory: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE[=PENALTY]")]
    pub(super) reference: Vec<String>,
    #[arg(long, global = true, value_name = "fr|en")]
    pub(super) ui: Option<String>,
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) user: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Align(AlignArgs),
    Import(ImportArgs),
    Export(ExportArgs),
    Lookup(LookupArgs),
    Concordance(ConcordanceArgs),
    Extract(ExtractArgs),
    Segment(SegmentArgs),
    Exceptions(ExceptionsArgs),
    Terms(TermsArgs),
    Stats(StatsArgs),
    History(HistoryArgs),
    Undo(UndoArgs),
    Delete(DeleteArgs),
    Replace(ReplaceArgs),
    Dedupe(DedupeArgs),
    Backup(BackupArgs),
    Verify(VerifyArgs),
    Validate(ValidateArgs),
    #[command(external_subcommand)]
    Other(Vec<OsString>),
}

#[derive(Debug, Args)]
pub(super) struct ExtractArgs {
    #[arg(long)]
    pub(super) json: bool,
    #[arg(
        long,
        value_name = "auto|keep|join",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) wrap: WrapArg,
    pub(super) file: String,
}

#[derive(Debug, Args)]
pub(super) struct SegmentArgs {
    #[arg(long, value_name = "L")]
    pub(super) lang: Option<LangTag>,
    #[arg(long, value_name = "FILE")]
    pub(super) srx: Option<String>,
    #[arg(
        long,
        value_name = "auto|icu|java-ascii",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) dialect: DialectArg,
    #[arg(long)]
    pub(super) explain: bool,
    #[arg(long, conflicts_with_all = ["srx", "explain", "json", "file"])]
    pub(super) export_srx: bool,
    #[arg(short = 'o', value_name = "FILE", requires = "export_srx")]
    pub(super) output: Option<String>,
    #[arg(
        long,
        value_name = "auto|keep|join",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) wrap: WrapArg,
    #[arg(long)]
    pub(super) json: bool,
    #[arg(required_unless_present = "export_srx")]
    pub(super) file: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct AlignArgs {
    #[arg(long, value_name = "L")]
    pub(super) from: Option<LangTag>,
    #[arg(long, value_name = "L")]
    pub(super) to: Option<LangTag>,
    #[arg(long)]
    pub(super) sentences: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) dictionary: Vec<String>,
    #[arg(long, value_name = "ADDRESS|COMMAND")]
    pub(super) embeddings: Option<String>,
    #[arg(
        long,
        value_name = "auto|keep|join",
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) wrap: WrapArg,
    #[arg(long)]
    pub(super) add: bool,
    #[arg(long)]
    pub(super) force: bool,
    #[arg(
        long,
        value_name = "table|json|links|tsv|tmx",
        hide_possible_values = true
    )]
    pub(super) format: Option<AlignFormat>,
    #[arg(short = 'o', value_name = "FILE")]
    pub(super) output: Option<String>,
    #[arg(long = "try", value_name = "FILE", requires = "add")]
    pub(super) then_try: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[command(flatten)]
    pub(super) batch: BatchArgs,
    #[arg(required_unless_present = "pairs", requires = "target")]
    pub(super) source: Option<String>,
    pub(super) target: Option<String>,
}

/// What `align` takes for many pairs at once.
#[derive(Debug, Args)]
pub(super) struct BatchArgs {
    #[arg(long, value_name = "DIR|FILE", conflicts_with_all = ["source", "output", "then_try", "sentences"])]
    pub(super) pairs: Option<PathBuf>,
    #[arg(long, requires = "add", requires = "pairs", conflicts_with = "source")]
    pub(super) again: bool,
    #[arg(long, value_name = "N", requires = "pairs", conflicts_with = "source", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(super) threads: Option<u16>,
    #[arg(long, value_name = "FILE", requires = "pairs", conflicts_with_all = ["source", "add", "again", "format"])]
    pub(super) write_manifest: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long)]
    pub(super) recover: bool,
    #[arg(long, value_name = "L")]
    pub(super) from: Option<LangTag>,
    #[arg(long, value_name = "L")]
    pub(super) to: Option<LangTag>,
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[arg(long)]
    pub(super) json: bool,
    #[arg(required = true)]
    pub(super) files: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[arg(
        long,
        value_name = "PRESET",
        default_value = "generic",
        hide_default_value = true
    )]
    pub(super) preset: String,
    #[arg(long, value_name = "L")]
    pub(super) from: Option<LangTag>,
    #[arg(long, value_name = "L")]
    pub(super) to: Option<LangTag>,
    #[arg(long, value_name = "N", conflicts_with = "document")]
    pub(super) import: Option<i64>,
    #[arg(long, value_name = "NAME")]
    pub(super) document: Option<String>,
    #[arg(long, value_name = "DAYS")]
    pub(super) date: Option<String>,
    #[arg(long, value_name = "TYPE[=TEXT]")]
    pub(super) property: Option<String>,
    #[arg(long)]
    pub(super) reviewed: bool,
    #[arg(long, value_name = "X")]
    pub(super) min_confidence: Option<f64>,
    #[arg(long, value_name = "L", value_delimiter = ',')]
    pub(super) region: Vec<LangTag>,
    #[arg(long, value_name = "DIR")]
    pub(super) watch: Option<PathBuf>,
    #[arg(short = 'o', value_name = "FILE", required_unless_present = "watch")]
    pub(super) output: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct LookupArgs {
    #[arg(long, value_name = "L")]
    pub(super) from: Option<LangTag>,
    #[arg(long, value_name = "L")]
    pub(super) to: Option<LangTag>,
    #[arg(long, value_name = "50-100", default_value_t = 70, hide_default_value = true, value_parser = clap::value_parser!(u8).range(50..=100))]
    pub(super) threshold: u8,
    #[arg(long, value_name = "N", default_value_t = 5, hide_default_value = true)]
    pub(super) limit: usize,
    #[arg(long, value_name = "TEXT")]
    pub(super) prev: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(super) next: Option<String>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["text", "prev", "next"])]
    pub(super) document: Option<String>,
    #[arg(long)]
    pub(super) exhaustive: bool,
    #[arg(long)]
    pub(super) json: bool,
    pub(super) text: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ExceptionsArgs {
    #[arg(long)]
    pub(super) json: bool,
    #[command(subcommand)]
    pub(super) action: Option<ExceptionsAction>,
}

#[derive(Debug, Subcommand)]
pub(super) enum ExceptionsAction {
    Add(AddExceptionArgs),
    Remove(RemoveExceptionArgs),
    Import(ImportExceptionsArgs),
    Export(ExportExceptionsArgs),
}

/// What every change of the exceptions takes.
#[derive(Debug, Clone, Args)]
pub(super) struct EditArgs {
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct AddExceptionArgs {
    #[arg(long, value_name = "L")]
    pub(super) lang: Option<LangTag>,
    #[command(flatten)]
    pub(super) edit: EditArgs,
    pub(super) text: String,
}

#[derive(Debug, Args)]
pub(super) struct RemoveExceptionArgs {
    #[arg(long, value_name = "L")]
    pub(super) lang: Option<LangTag>,
    #[command(flatten)]
    pub(super) edit: EditArgs,
    #[arg(value_name = "ID|TEXT")]
    pub(super) named: String,
}

#[derive(Debug, Args)]
pub(super) struct ImportExceptionsArgs {
    #[command(flatten)]
    pub(super) edit: EditArgs,
    pub(super) file: String,
}

#[derive(Debug, Args)]
pub(super) struct ExportExceptionsArgs {
    #[arg(short = 'o', value_name = "FILE", required = true)]
    pub(super) output: String,
}

#[derive(Debug, Args)]
pub(super) struct StatsArgs {
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct HistoryArgs {
    #[arg(long, value_name = "N")]
    pub(super) unit: Option<i64>,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct UndoArgs {
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[arg(long)]
    pub(super) json: bool,
    #[arg(value_name = "N")]
    pub(super) change: Option<i64>,
}

#[derive(Debug, Args)]
pub(super) struct ValidateArgs {
    #[arg(long)]
    pub(super) json: bool,
    #[arg(required = true)]
    pub(super) files: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum WrapArg {
    Auto,
    Keep,
    Join,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DialectArg {
    Auto,
    Icu,
    JavaAscii,
}

impl From<DialectArg> for Option<Dialect> {
    fn from(dialect: DialectArg) -> Self {
        match dialect {
            DialectArg::Auto => None,
            DialectArg::Icu => Some(Dialect::Icu),
            DialectArg::JavaAscii => Some(Dialect::JavaAscii),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AlignFormat {
    Table,
    Json,
    Links,
    Tsv,
    Tmx,
    Xlsx,
}

impl From<WrapArg> for Wrap {
    fn from(wrap: WrapArg) -> Self {
        match wrap {
            WrapArg::Auto => Wrap::Auto,
            WrapArg::Keep => Wrap::Keep,
            WrapArg::Join => Wrap::Join,
        }
    }
}
