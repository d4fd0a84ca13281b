//! Where data and messages go.

use std::io::{self, IsTerminal as _, Write};

use serde::Serialize;

use super::error::CliError;

/// Standard output and standard error.
pub(super) struct Terminal<'a> {
    data: Box<dyn Write + 'a>,
    messages: Box<dyn Write + 'a>,
    /// Whether a person watches the messages.
    watched: bool,
}

impl Terminal<'_> {
    pub(super) fn standard() -> Self {
        Self { data: Box::new(io::stdout()), messages: Box::new(io::stderr()), watched: io::stderr().is_terminal() }
    }

    /// Writes a line of data. What could steer a terminal is left out of it.
    pub(super) fn line(&mut self, text: &str) -> Result<(), CliError> {
        writeln!(self.data, "{}", harmless(text)).map_err(CliError::Output)
    }

    /// Writes bytes of data as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        self.data.write_all(bytes).and_then(|()| self.data.flush()).map_err(CliError::Output)
    }

    /// Writes data as one JSON document.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), CliError> {
        let mut text = serde_json::to_vec_pretty(value).map_err(|error| CliError::Output(error.into()))?;
        text.push(b'\n');
        self.bytes(&text)
    }

    /// Writes data as one line of JSON.
    pub(super) fn json_line(&mut self, value: &impl Serialize) -> Result<(), CliError> {
        let mut text = serde_json::to_vec(value).map_err(|error| CliError::Output(error.into()))?;
        text.push(b'\n');
        self.bytes(&text)
    }

    /// Shows how far long work is, where a person watches.
    pub(super) fn progress(&mut self, done: usize, of: usize) {
        if self.watched && of > 1 {
            let _ = write!(self.messages, "\r{}", bar(done, of)).and_then(|()| self.messages.flush());
        }
    }

    /// Takes the progress away again, before anything else is said.
    pub(super) fn progress_ends(&mut self) {
        if self.watched {
            let _ = write!(self.messages, "\r\x1b[K").and_then(|()| self.messages.flush());
        }
    }

    /// Asks a person for a yes; `None` where there is nobody to ask.
    pub(super) fn agrees(&mut self, question: &str) -> Option<bool> {
        if !(self.watched && io::stdin().is_terminal()) {
            return None;
        }
        let _ = write!(self.messages, "{} [y/N] ", harmless(question)).and_then(|()| self.messages.flush());
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        Some(read.is_ok() && ["y", "yes"].contains(&answer.trim().to_lowercase().as_str()))
    }

    /// Tells a person something.
    pub(super) fn say(&mut self, message: &str) {
        // Nobody is left to tell when the terminal itself is gone.
        let _ = writeln!(self.messages, "{}", harmless(message));
    }
}

/// A bar for work of which so much is done.
fn bar(done: usize, of: usize) -> String {
    const WIDTH: usize = 30;
    let filled = (done * WIDTH).checked_div(of).unwrap_or(WIDTH).min(WIDTH);
    format!("[{}{}] {done} of {of}", "#".repeat(filled), ".".repeat(WIDTH - filled))
}

/// The text without control characters: names and sentences come out of other
/// people's files. Those that turn the direction of writing go, too.
fn harmless(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|letter| *letter == '\n' || !(letter.is_control() || turns(*letter))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_as_work_is_done() {
        assert_eq!(bar(0, 60), "[..............................] 0 of 60");
        assert_eq!(bar(30, 60), "[###############...............] 30 of 60");
        assert_eq!(bar(60, 60), "[##############################] 60 of 60");
    }

    fn written(watched: bool, work: impl FnOnce(&mut Terminal<'_>)) -> (String, String) {
        let (mut data, mut messages) = (Vec::new(), Vec::new());
        work(&mut Terminal { data: Box::new(&mut data), messages: Box::new(&mut messages), watched });
        (String::from_utf8(data).unwrap(), String::from_utf8(messages).unwrap())
    }

    #[test]
    fn progress_is_for_people_and_leaves_nothing_behind() {
        let work = |terminal: &mut Terminal<'_>| {
            terminal.progress(1, 2);
            terminal.progress_ends();
            terminal.line("told").unwrap();
        };
        assert_eq!(written(false, work), ("told\n".into(), String::new()));
        let (data, messages) = written(true, work);
        assert_eq!(data, "told\n");
        assert!(messages.contains("1 of 2") && messages.ends_with("\r\x1b[K"), "{messages:?}");
    }

    #[test]
    fn texts_of_others_cannot_steer_the_terminal() {
        assert_eq!(harmless("a\x1b[31mred\u{9b}2J\u{202e}b\nc"), "a[31mred2Jb\nc");
    }
}
