//! The designer, or one of its commands.

use std::process::ExitCode;

use badgewright::{app, cli};

fn main() -> ExitCode {
    cli::run(std::env::args_os(), app::run)
}
