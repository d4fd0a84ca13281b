//! Where a withdrawal is announced, and what is told of it.

use serde_json::Value;

use super::judge::Judge;
use super::report::Outcome;
use super::sources::{Lookup, Origin, Want};
use crate::badge::{as_address, quoted};
use crate::carrier;
use crate::credential::view::text;
use crate::credential::{TooMuch, json};

/// What lists are looked up for.
pub(super) const WHY: &str = "see whether the badge was withdrawn";

/// As many bytes of a list are read in about the time that one statement takes.
const A_STATEMENT: usize = 1024;

impl Judge<'_> {
    /// A list does not name it. Of a badge that is shown in part another list
    /// may be left out.
    pub(super) fn not_withdrawn(&mut self, of: &str, detail: impl Into<String>) {
        let (outcome, message) = match self.is_partial {
            true => (Outcome::Note, format!("On the list that is shown it is not withdrawn{of}.")),
            false => (Outcome::Pass, format!("Not withdrawn{of}.")),
        };
        self.explain("status", outcome, message, detail);
    }

    pub(super) fn open(&mut self, message: &str) -> bool {
        self.say("status", Outcome::Unknown, message);
        false
    }

    /// The document of a list; says so when it is not there.
    pub(super) fn list(&mut self, url: &str) -> Option<(Value, Origin)> {
        match self.task.sources.text(url) {
            // Each of many badges in one file may name a long list.
            Lookup::Found(text, _) if self.task.work.spend((text.len() / A_STATEMENT) as u64).is_err() => {
                self.open(&format!(
                    "Whether it was withdrawn is announced at {url}, which was not read. {TooMuch}",
                    url = as_address(url)
                ));
                None
            }
            Lookup::Found(text, origin) => match json::parse(&text) {
                Ok(value) => Some((value, origin)),
                // A list may be a token.
                Err(_) if carrier::is_compact_jws(&text) => Some((Value::from(text), origin)),
                Err(error) => {
                    self.open(&format!(
                        "Whether it was withdrawn is not known: the list at {url} cannot be read. {error}",
                        url = as_address(url)
                    ));
                    None
                }
            },
            Lookup::Failed(why) => {
                self.open(&format!("Whether it was withdrawn is announced at {url}. {why}", url = as_address(url)));
                None
            }
            Lookup::NotAsked => {
                self.open(&format!(
                    "Whether it was withdrawn is announced at {url}, which was not read.",
                    url = as_address(url)
                ));
                self.want(Want::new(url, WHY));
                None
            }
        }
    }
}

/// Why it was taken back, as a sentence to follow another; nothing where no reason is given.
pub(super) fn reason(word: &Value) -> String {
    text(word.get("revocationReason")).map(|why| format!(" The reason given: {}.", quoted(&why))).unwrap_or_default()
}
