//! Completions and manual pages, made from the commands themselves.

use clap::CommandFactory as _;

use super::args::{Arguments, Completions, Man};
use super::ending::Ending;
use super::error::CliError;
use super::terminal::Terminal;

pub(super) fn completions(args: &Completions, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "badgewright", &mut script);
    terminal.bytes(&script)?;
    Ok(Ending::Well)
}

pub(super) fn man(args: &Man, terminal: &mut Terminal<'_>) -> Result<Ending, CliError> {
    let mut command = Arguments::command();
    command.build();
    for name in &args.command {
        command = command.find_subcommand(name).cloned().ok_or_else(|| CliError::NoCommand(args.command.join(" ")))?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).map_err(CliError::Output)?;
    terminal.bytes(&page)?;
    Ok(Ending::Well)
}
