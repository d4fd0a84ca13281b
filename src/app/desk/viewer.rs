//! Files shown in the programs that the system has for them.

use std::io;
use std::path::Path;
use std::process::Command;

/// The system's own word for "open this".
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Shows a file. Whether the program then likes it, nobody can tell.
pub(super) fn show(path: &Path) -> io::Result<()> {
    let mut opener = Command::new(OPENER).arg(path).spawn()?;
    // Its end is awaited elsewhere, so that it does not stay behind as a dead process.
    std::thread::spawn(move || opener.wait());
    Ok(())
}
