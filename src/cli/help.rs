//! The command line's own words, from the catalogue: help, headings, usage errors.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::args::Cli;
use super::report;
use crate::messages::{Message, Ui, say};

/// The language to speak, and whether the user chose it for this call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UiChoice {
    /// The language of help and messages.
    pub(super) words: Ui,
    /// Words inside JSON are English unless `--ui` says otherwise.
    pub(super) chosen: bool,
}

/// Returns the language of a call: `--ui`, else the locale of the environment, else English.
pub(super) fn ui_of(arguments: &[OsString]) -> UiChoice {
    let words: Vec<_> = arguments.iter().map(|a| a.to_string_lossy()).collect();
    let typed = words
        .iter()
        .enumerate()
        .find_map(|(n, word)| match word.strip_prefix("--ui") {
            Some("") => words.get(n + 1).map(ToString::to_string),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        });
    if let Some(typed) = typed {
        return UiChoice {
            words: language(&typed),
            chosen: true,
        };
    }
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    UiChoice {
        words: locale.as_deref().map_or(Ui::En, language),
        chosen: false,
    }
}

fn language(name: &str) -> Ui {
    let primary = name.split(['-', '_', '.']).next().unwrap_or(name);
    if primary.eq_ignore_ascii_case("fr") {
        Ui::Fr
    } else {
        Ui::En
    }
}

/// What help shows, in which order.
const TEMPLATE: &str = "{about}\n\n{usage}\n\n{all-args}{after-help}";

/// Returns the command line with its help in a language.
pub(super) fn command(ui: Ui) -> Command {
    let command = Cli::command()
        .about(say(ui, "help-enface"))
        .override_usage(usage(ui, "[OPTIONS] COMMAND"))
        .after_help(say(ui, "help-after"))
        .disable_version_flag(true)
        .arg(own_flag("version", 'V', clap::ArgAction::Version));
    with_commands(with_help(command, ui, "help-global"), ui, "help")
}

/// Gives the commands below a command their words, and those below them.
fn with_commands(mut command: Command, ui: Ui, key: &str) -> Command {
    command = command
        .help_template(TEMPLATE)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say(ui, "help-heading-commands"));
    let names: Vec<String> = command
        .get_subcommands()
        .map(|sub| sub.get_name().to_owned())
        .collect();
    for name in names {
        let key = format!("{key}-{name}");
        command = command.mut_subcommand(name, |sub| {
            let shape = say(ui, format!("{key}-usage"));
            let sub = with_help(sub, ui, &key)
                .about(say(ui, key.clone()))
                .override_usage(usage(ui, &shape));
            with_commands(sub, ui, &key)
        });
    }
    command
}

/// Gives every argument of a command its words and headings.
fn with_help(command: Command, ui: Ui, key: &str) -> Command {
    let (options, arguments) = (
        say(ui, "help-heading-options"),
        say(ui, "help-heading-arguments"),
    );
    command
        .disable_help_flag(true)
        .arg(own_flag("help", 'h', clap::ArgAction::Help))
        .mut_args(|arg| {
            let own = matches!(arg.get_id().as_str(), "help" | "version");
            let id = arg.get_id().as_str().replace('_', "-");
            let words = if own {
                format!("help-{id}")
            } else {
                format!("{key}-{id}")
            };
            let heading = if arg.is_positional() {
                &arguments
            } else {
                &options
            };
            let arg = arg.help_heading(heading.clone());
            if arg.is_hide_set() {
                arg
            } else {
                arg.help(say(ui, words))
            }
        })
}

fn own_flag(name: &'static str, short: char, action: clap::ArgAction) -> clap::Arg {
    clap::Arg::new(name).long(name).short(short).action(action)
}

fn usage(ui: Ui, shape: &str) -> String {
    format!("{} enface {shape}", say(ui, "help-heading-usage"))
}

/// Shows help or the version as asked, or says what is wrong with what was typed.
pub(super) fn report_usage(error: &clap::Error, ui: Ui) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        let _ = write!(anstream::stdout(), "{}", error.render().ansi());
        return ExitCode::SUCCESS;
    }
    report(&explain(error), ui);
    ExitCode::from(2)
}

/// Says a usage error in the catalogue's words.
fn explain(error: &clap::Error) -> Message {
    let context = |kind| error.get(kind).map(text);
    let with =
        |id: &'static str, kind| Message::new(id).with("name", context(kind).unwrap_or_default());
    match error.kind() {
        ErrorKind::UnknownArgument
            if context(ContextKind::InvalidArg).is_some_and(|word| !word.starts_with('-')) =>
        {
            with("cli-extra-word", ContextKind::InvalidArg)
        }
        ErrorKind::UnknownArgument => with("cli-unknown-argument", ContextKind::InvalidArg),
        ErrorKind::InvalidSubcommand => with("cli-no-command", ContextKind::InvalidSubcommand),
        ErrorKind::MissingRequiredArgument => with("cli-missing-argument", ContextKind::InvalidArg),
        ErrorKind::ArgumentConflict
            if context(ContextKind::InvalidArg) == context(ContextKind::PriorArg) =>
        {
            with("cli-twice", ContextKind::InvalidArg)
        }
        ErrorKind::ArgumentConflict => with("cli-conflict", ContextKind::InvalidArg)
            .with("other", context(ContextKind::PriorArg).unwrap_or_default()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            with("cli-invalid-value", ContextKind::InvalidArg).with(
                "value",
                context(ContextKind::InvalidValue).unwrap_or_default(),
            )
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Message::new("cli-missing-command")
        }
        _ => Message::new("cli-usage").with("problem", first_line(error)),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(" "),
        other => other.to_string(),
    }
}

fn first_line(error: &clap::Error) -> String {
    let all = error.to_string();
    all.lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_and_every_word_of_it_is_in_the_catalogue() {
        for ui in [Ui::En, Ui::Fr] {
            let command = command(ui);
            command.clone().debug_assert();
            let mut all = vec![command];
            while let Some(sub) = all.pop() {
                all.extend(sub.get_subcommands().cloned());
                let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty() && !about.starts_with("help-"), "{about}");
                for arg in sub.get_arguments().filter(|arg| !arg.is_hide_set()) {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(
                        !help.is_empty() && !help.starts_with("help-"),
                        "{}: {help}",
                        sub.get_name()
                    );
                }
            }
        }
    }

    #[test]
    fn the_language_is_chosen_by_option() {
        let arguments = |list: &[&str]| list.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(ui_of(&arguments(&["enface", "--ui", "fr"])).words, Ui::Fr);
        assert_eq!(
            ui_of(&arguments(&["enface", "stats", "--ui=en"])).words,
            Ui::En
        );
        assert_eq!(language("fr_CA.UTF-8"), Ui::Fr);
        assert_eq!(language("C"), Ui::En);
    }
}
