//! The command line: the library as commands, for scripts and for machines
//! without a screen.
//!
//! Data goes to standard output and messages to standard error. A command
//! returns how it ended or an error, whose sentence is the one the window
//! shows, too.
//!
//! ```
//! use std::process::ExitCode;
//!
//! // Without a command it calls for the window.
//! let ended = badgewright::cli::run(["badgewright".into()], |file| -> Result<(), String> {
//!     assert!(file.is_none());
//!     Ok(())
//! });
//! assert_eq!(ended, ExitCode::SUCCESS);
//! ```

mod args;
mod badges;
mod checking;
mod documents;
mod ending;
mod error;
mod files;
mod help;
mod inspecting;
mod issuers;
mod sarif;
mod terminal;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ContextKind;

use crate::badge::one_line;
use args::{Arguments, Command, KeyCommand, TrustCommand};
use ending::Ending;
use error::CliError;
use terminal::Terminal;

/// The exit code for a wrong use, an unreadable file, or a window that cannot
/// be opened.
const REFUSED: u8 = 2;

/// Carries out one command. Without a command it calls `window` with the file
/// that was named, if any.
pub fn run<E: Display>(
    arguments: impl IntoIterator<Item = OsString>,
    window: impl FnOnce(Option<PathBuf>) -> Result<(), E>,
) -> ExitCode {
    let mut terminal = Terminal::standard();
    let typed: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(refusal) if refusal.use_stderr() => {
            // Its tips are commands with what was typed in them, and not quoted for the shell.
            let without_tips = |mut refusal: clap::Error| {
                refusal.remove(ContextKind::Suggested);
                refusal.render().to_string()
            };
            // It repeats what was typed, which may be the name of a file: what is in it ends no line of ours, and
            // no quote.
            let plain = typed.iter().map(|text| one_line(&text.to_string_lossy()).replace('\'', "’"));
            match Arguments::try_parse_from(plain).err() {
                Some(refusal) => without_tips(refusal).lines().for_each(|line| terminal.say(line)),
                // It was refused for what is left out here, and its own lines cannot be told from ours.
                None => terminal.say(&one_line(&without_tips(refusal))),
            }
            return ExitCode::from(REFUSED);
        }
        Err(told) => {
            // Help and version.
            return match told.print().and_then(|()| io::stdout().flush()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ending::Unsure.into(),
                Err(error) => refused(&mut terminal, &CliError::Output(error).lines()),
            };
        }
    };
    let Some(command) = arguments.command else {
        return match window(arguments.file) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => refused(&mut terminal, &[error.to_string()]),
        };
    };
    match carry_out(&command, &mut terminal) {
        Ok(ending) => ending.into(),
        // Whoever reads has read enough, as in `badgewright templates | head -1`: not all of it was told.
        Err(error) if error.is_unread() => Ending::Unsure.into(),
        Err(error) => refused(&mut terminal, &error.lines()),
    }
}

fn refused(terminal: &mut Terminal<'_>, lines: &[String]) -> ExitCode {
    lines.iter().for_each(|line| terminal.say(&format!("badgewright: {line}")));
    ExitCode::from(REFUSED)
}

fn carry_out(command: &Command, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    match command {
        Command::Templates(args) => documents::templates(args, terminal),
        Command::New(args) => documents::new(args, terminal),
        Command::Render(args) => documents::render(args, terminal),
        Command::Set(args) => documents::set(args, terminal),
        Command::Check(args) => checking::check(args, terminal),
        Command::Key { command: KeyCommand::New(args) } => issuers::new_key(args, terminal),
        Command::Key { command: KeyCommand::Show(args) } => issuers::show_key(args, terminal),
        Command::Key { command: KeyCommand::Import(args) } => issuers::import_key(args, terminal),
        Command::Key { command: KeyCommand::Export(args) } => issuers::export_key(args, terminal),
        Command::Key { command: KeyCommand::Rotate(args) } => issuers::rotate_key(args, terminal),
        Command::Key { command: KeyCommand::Publish(args) } => issuers::publish_keys(args, terminal),
        Command::Bake(args) => badges::bake(args, terminal),
        Command::Unbake(args) => badges::unbake(args, terminal),
        Command::Inspect(args) => inspecting::inspect(args, terminal),
        Command::Trust { command: TrustCommand::List(args) } => issuers::list(args, terminal),
        Command::Trust { command: TrustCommand::Add(args) } => issuers::add(args, terminal),
        Command::Trust { command: TrustCommand::Remove(args) } => issuers::remove(args, terminal),
        Command::Trust { command: TrustCommand::Export(args) } => issuers::export(args, terminal),
        Command::Trust { command: TrustCommand::Import(args) } => issuers::import(args, terminal),
        Command::Withdraw(args) => badges::withdrawn(args, terminal),
        Command::Endorse(args) => badges::endorse(args, terminal),
        Command::Completions(args) => help::completions(args, terminal),
        Command::Man(args) => help::man(args, terminal),
    }
}
