//! What can be typed to search the texts of a memory.

use clap::{Args, ValueEnum};

use crate::jobs::concordance::Order;
use crate::model::LangTag;

#[derive(Debug, Args)]
pub(in crate::cli) struct ConcordanceArgs {
    #[arg(long = "in", value_name = "L")]
    pub(in crate::cli) language: Option<LangTag>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) target: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) not_target: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) compare: CompareArgs,
    #[arg(long)]
    pub(in crate::cli) regex: bool,
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(in crate::cli) offset: usize,
    #[command(flatten)]
    pub(in crate::cli) shape: ShapeArgs,
    #[arg(short = 'o', value_name = "FILE", conflicts_with = "json")]
    pub(in crate::cli) output: Option<String>,
    #[arg(value_name = "QUERY")]
    pub(in crate::cli) phrase: String,
}

/// How words are compared.
#[derive(Debug, Args)]
pub(in crate::cli) struct CompareArgs {
    #[arg(long, conflicts_with = "regex")]
    pub(in crate::cli) inflected: bool,
    #[arg(long, conflicts_with = "inflected")]
    pub(in crate::cli) case: bool,
    #[arg(long, conflicts_with = "regex")]
    pub(in crate::cli) accents: bool,
}

/// As what the answer is shown.
#[derive(Debug, Args)]
pub(in crate::cli) struct ShapeArgs {
    #[arg(long, conflicts_with_all = ["kwic", "output", "offset", "limit"])]
    pub(in crate::cli) translations: bool,
    #[arg(long, conflicts_with_all = ["json", "output"])]
    pub(in crate::cli) kwic: bool,
    #[arg(
        long,
        value_name = "left|right|date|none",
        requires = "kwic",
        hide_possible_values = true
    )]
    pub(in crate::cli) sort: Option<SortArg>,
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SortArg {
    Left,
    Right,
    Date,
    None,
}

impl From<SortArg> for Order {
    fn from(sort: SortArg) -> Self {
        match sort {
            SortArg::Left => Order::Left,
            SortArg::Right => Order::Right,
            SortArg::Date => Order::Date,
            SortArg::None => Order::None,
        }
    }
}
