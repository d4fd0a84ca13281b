//! The real program, in a folder of its own, with a user's folder of its own.

#![allow(dead_code, reason = "each test of the program uses a part of this")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse";

/// A machine of one's own: a folder to work in and a user's folder.
pub struct Desk {
    /// The folder to work in.
    pub folder: TempDir,
}

/// What a command did.
pub struct Done {
    /// Its exit code.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub data: String,
    /// What it wrote to standard error.
    pub messages: String,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A desk with a document and a key.
    pub fn set_up() -> Self {
        let desk = Self::new();
        desk.well("new --template first-aid -o aid.badge");
        desk.well("key new -o own.key");
        desk
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command that is not run yet; words are split as [`Desk::run`] does.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_badgewright"));
        command
            .args(line.split_whitespace().map(|word| word.replace('_', " ")))
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.path("home"))
            .env("BADGEWRIGHT_HOME", self.path("home/badgewright"))
            .env("BADGEWRIGHT_PASSPHRASE", PASSPHRASE)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command; words are split at spaces, and `_` stands for a space
    /// within a word.
    pub fn run(&self, line: &str) -> Done {
        done(self.command(line).output().expect("the program starts"))
    }

    /// Runs a command that has to end well.
    pub fn well(&self, line: &str) -> Done {
        let done = self.run(line);
        assert_eq!(done.code, Some(0), "{line}: {}", done.messages);
        done
    }

    /// Runs a command that has to be refused, and gives the sentence.
    pub fn refused(&self, line: &str) -> String {
        let done = self.run(line);
        assert_eq!(done.code, Some(2), "{line}: {}{}", done.data, done.messages);
        assert_eq!(done.data, "", "{line}: what is refused gives no data");
        done.messages
    }

    /// The JSON that a command prints.
    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.run(line).data).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    /// The verdict on a file.
    pub fn verdict(&self, line: &str) -> String {
        self.json(&format!("inspect --json {line}"))["verdict"].as_str().unwrap_or_default().to_owned()
    }
}

/// What a process did that has ended.
pub fn done(output: Output) -> Done {
    let text = |bytes| String::from_utf8(bytes).expect("all output is UTF-8");
    Done { code: output.status.code(), data: text(output.stdout), messages: text(output.stderr) }
}

/// The bytes of a file that has to be there.
pub fn bytes(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
