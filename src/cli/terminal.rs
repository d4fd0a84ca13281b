//! Where data and messages go.

use std::io::{self, IsTerminal as _, Write};

use serde::Serialize;

use super::error::CliError;
use crate::badge::{escaped, is_unseen};

/// Standard output and standard error.
pub(super) struct Terminal<'a> {
    data: Box<dyn Write + 'a>,
    messages: Box<dyn Write + 'a>,
    /// Whether a person watches the messages.
    watched: bool,
    /// Whether the data is shown on a screen.
    on_screen: bool,
}

impl Terminal<'_> {
    pub(super) fn standard() -> Self {
        Self {
            data: standard_output(),
            messages: Box::new(io::stderr()),
            watched: io::stderr().is_terminal(),
            on_screen: io::stdout().is_terminal(),
        }
    }

    /// Writes one line of data: what is in it ends no line, and steers and hides
    /// nothing.
    pub(super) fn line(&mut self, text: &str) -> Result<(), CliError> {
        writeln!(self.data, "{}", harmless(text)).map_err(CliError::Output)
    }

    /// Writes bytes of data as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        self.data.write_all(bytes).and_then(|()| self.data.flush()).map_err(CliError::Output)
    }

    /// Writes a record of somebody else's byte for byte; on a screen, which it
    /// could steer, with the numbers of what cannot be seen.
    pub(super) fn record(&mut self, text: &str) -> Result<(), CliError> {
        if self.on_screen { self.bytes(escaped(text).as_bytes()) } else { self.bytes(text.as_bytes()) }
    }

    /// Writes data as one JSON document.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), CliError> {
        let text = serde_json::to_string_pretty(value).map_err(|error| CliError::Output(error.into()))?;
        self.bytes(format!("{}\n", escaped(&text)).as_bytes())
    }

    /// Writes data as one line of JSON.
    pub(super) fn json_line(&mut self, value: &impl Serialize) -> Result<(), CliError> {
        let text = serde_json::to_string(value).map_err(|error| CliError::Output(error.into()))?;
        self.bytes(format!("{}\n", escaped(&text)).as_bytes())
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

    /// Shows a person, on one line, what they are to have seen before anything else is done:
    /// where that cannot be shown, nothing is.
    pub(super) fn show(&mut self, message: &str) -> Result<(), CliError> {
        writeln!(self.messages, "{}", harmless(message)).map_err(CliError::Output)
    }

    /// Tells a person something, on one line.
    pub(super) fn say(&mut self, message: &str) {
        // Nobody is left to tell when the terminal itself is gone.
        let _ = writeln!(self.messages, "{}", harmless(message));
    }
}

/// The standard output. What the library calls so takes every word without an error
/// where it was opened for reading alone, and none of them arrives.
fn standard_output() -> Box<dyn Write> {
    #[cfg(unix)]
    if let Ok(ours) = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned() {
        return Box::new(io::LineWriter::new(std::fs::File::from(ours)));
    }
    Box::new(io::stdout())
}

/// A bar for work of which so much is done.
fn bar(done: usize, of: usize) -> String {
    const WIDTH: usize = 30;
    let filled = (done * WIDTH).checked_div(of).unwrap_or(WIDTH).min(WIDTH);
    format!("[{}{}] {done} of {of}", "#".repeat(filled), ".".repeat(WIDTH - filled))
}

/// The text on one line and without what cannot be seen: names and sentences
/// come out of other people's files. Its spaces stay, since they make columns;
/// a text of others goes through [`crate::badge::one_line`] before it is put in one.
fn harmless(text: &str) -> String {
    let tidied = |letter: char| match letter {
        _ if letter.is_whitespace() => Some(' '),
        _ if is_unseen(letter) => None,
        _ => Some(letter),
    };
    text.chars().filter_map(tidied).collect()
}

/// A word as a shell reads it back (POSIX, XCU 2.2.2); `None` where it could not
/// be typed as it is shown.
pub(super) fn shell_word(text: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_./:@%+,-".contains(letter);
    if text.is_empty() || text.starts_with('-') || harmless(text) != text {
        None
    } else if text.chars().all(plain) {
        Some(text.to_owned())
    } else {
        Some(format!("'{}'", text.replace('\'', "'\\''")))
    }
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
        work(&mut Terminal {
            data: Box::new(&mut data),
            messages: Box::new(&mut messages),
            watched,
            on_screen: watched,
        });
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
        assert_eq!(harmless("a\x1b[31mred\u{9b}2J\u{202e}b\nc  d\u{200b}"), "a[31mred2Jb c  d");
        let (data, _) = written(false, |terminal| terminal.json_line(&"a\u{202e}b\u{7f}").unwrap());
        assert_eq!(data, "\"a\\u202eb\\u007f\"\n");
    }

    #[test]
    fn a_record_goes_into_a_pipe_as_it_is_and_onto_a_screen_without_harm() {
        let work = |terminal: &mut Terminal<'_>| terminal.record("{\"a\":\"\u{9b}2J\"}").unwrap();
        assert_eq!(written(false, work).0, "{\"a\":\"\u{9b}2J\"}");
        assert_eq!(written(true, work).0, "{\"a\":\"\\u009b2J\"}");
    }

    #[test]
    fn a_word_for_the_shell_is_read_back_as_it_was() {
        for word in ["did:key:z6Mk", "https://e.org/i;touch${IFS}x;#", "it's", "a`b`$(c)\"\\*?[x]~!&|<>", "é x"] {
            let quoted = shell_word(word).unwrap();
            let read = std::process::Command::new("sh").args(["-c", &format!("printf %s {quoted}")]).output().unwrap();
            assert_eq!(String::from_utf8(read.stdout).unwrap(), word);
        }
        for word in ["", "--yes", "a\nb", "a\u{200b}b", "a\u{202e}b", "a\u{a0}b"] {
            assert_eq!(shell_word(word), None, "{word:?}");
        }
    }
}
