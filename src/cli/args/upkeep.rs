//! What can be typed to keep a memory in order.

use clap::{Args, ValueEnum};

use crate::memory::Keep;
use crate::model::LangTag;

/// Which units a bulk edit is about.
#[derive(Debug, Args)]
pub(in crate::cli) struct SelectionArgs {
    #[arg(long, value_name = "N")]
    pub(in crate::cli) unit: Vec<i64>,
    #[arg(long, value_name = "N", conflicts_with = "document")]
    pub(in crate::cli) import: Option<i64>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) document: Option<String>,
    #[arg(long, value_name = "L")]
    pub(in crate::cli) from: Option<LangTag>,
    #[arg(long, value_name = "L")]
    pub(in crate::cli) to: Option<LangTag>,
    #[arg(long, value_name = "DATE|FROM..TO")]
    pub(in crate::cli) dated: Option<String>,
    #[arg(long, value_name = "TYPE[=TEXT]")]
    pub(in crate::cli) property: Option<String>,
    #[arg(long = "in", value_name = "L")]
    pub(in crate::cli) within: Vec<LangTag>,
    #[arg(long)]
    pub(in crate::cli) regex: bool,
    #[arg(long)]
    pub(in crate::cli) ignore_case: bool,
}

/// How a bulk edit is done.
#[derive(Debug, Args)]
pub(in crate::cli) struct BulkArgs {
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DeleteArgs {
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    #[arg(long)]
    pub(in crate::cli) all: bool,
    #[command(flatten)]
    pub(in crate::cli) bulk: BulkArgs,
    pub(in crate::cli) text: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReplaceArgs {
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionArgs,
    #[command(flatten)]
    pub(in crate::cli) bulk: BulkArgs,
    pub(in crate::cli) text: String,
    pub(in crate::cli) by: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DedupeArgs {
    #[arg(
        long,
        value_name = "newest|oldest",
        default_value = "newest",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(in crate::cli) keep: KeepArg,
    #[command(flatten)]
    pub(in crate::cli) bulk: BulkArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct BackupArgs {
    pub(in crate::cli) file: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum KeepArg {
    Newest,
    Oldest,
}

impl From<KeepArg> for Keep {
    fn from(keep: KeepArg) -> Self {
        match keep {
            KeepArg::Newest => Keep::Newest,
            KeepArg::Oldest => Keep::Oldest,
        }
    }
}
