//! What can be typed to keep, find and extract terms.

use clap::{Args, Subcommand};

use crate::model::LangTag;

#[derive(Debug, Args)]
pub(in crate::cli) struct TermsArgs {
    #[command(subcommand)]
    pub(in crate::cli) action: TermsAction,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum TermsAction {
    Import(ImportTermsArgs),
    Add(AddTermArgs),
    Remove(RemoveTermArgs),
    List(ListTermsArgs),
    Export(ExportTermsArgs),
    Find(FindTermsArgs),
    Extract(ExtractTermsArgs),
}

/// The languages of terms and of their translations, where they need not be said.
#[derive(Debug, Args)]
pub(in crate::cli) struct TermLanguages {
    #[arg(long, value_name = "L")]
    pub(in crate::cli) from: Option<LangTag>,
    #[arg(long, value_name = "L")]
    pub(in crate::cli) to: Option<LangTag>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportTermsArgs {
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[command(flatten)]
    pub(in crate::cli) languages: TermLanguages,
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[arg(required = true)]
    pub(in crate::cli) files: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AddTermArgs {
    #[arg(long, value_name = "L", required = true)]
    pub(in crate::cli) from: LangTag,
    #[arg(long, value_name = "L", required = true)]
    pub(in crate::cli) to: LangTag,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) note: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    #[arg(long)]
    pub(in crate::cli) json: bool,
    pub(in crate::cli) source: String,
    pub(in crate::cli) target: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RemoveTermArgs {
    #[arg(long, value_name = "N", conflicts_with = "source")]
    pub(in crate::cli) entry: Option<i64>,
    #[command(flatten)]
    pub(in crate::cli) languages: TermLanguages,
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) date: Option<String>,
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[arg(required_unless_present = "entry")]
    pub(in crate::cli) source: Option<String>,
    pub(in crate::cli) target: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ListTermsArgs {
    #[command(flatten)]
    pub(in crate::cli) languages: TermLanguages,
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportTermsArgs {
    #[command(flatten)]
    pub(in crate::cli) languages: TermLanguages,
    #[arg(short = 'o', value_name = "FILE", required = true)]
    pub(in crate::cli) output: String,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct FindTermsArgs {
    #[command(flatten)]
    pub(in crate::cli) languages: TermLanguages,
    #[arg(long)]
    pub(in crate::cli) json: bool,
    pub(in crate::cli) text: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExtractTermsArgs {
    #[command(flatten)]
    pub(in crate::cli) languages: TermLanguages,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    pub(in crate::cli) min: Option<u32>,
    #[arg(
        long,
        value_name = "N",
        default_value_t = 200,
        hide_default_value = true
    )]
    pub(in crate::cli) limit: usize,
    #[arg(long)]
    pub(in crate::cli) examples: bool,
    #[arg(short = 'o', value_name = "FILE", conflicts_with_all = ["json", "examples"])]
    pub(in crate::cli) output: Option<String>,
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
