//! Whether a badge was withdrawn.
//!
//! A list that could not be read, that is over, or that somebody else signed is
//! "not checked" and never "not withdrawn"; nor does its bad news count. An
//! entry that cannot be read is never taken for none.

use serde_json::Value;

use super::judge::Judge;
use super::report::Outcome;
use super::status_list::{List, PURPOSE};
use crate::badge::{as_address, quoted};
use crate::credential::dates::day_for_people;
use crate::credential::status::{Bits, ENTRIES};
use crate::credential::view::{MOST_STATUS, entries};

/// The kinds of entries in lists of bits.
const BITS: [&str; 2] = ["BitstringStatusListEntry", "StatusList2021Entry"];
/// The kind of those in lists of names.
const BY_NAME: &str = "1EdTechRevocationList";

/// An entry that was read.
struct Entry<'a> {
    url: &'a str,
    index: u64,
    size: u8,
    purpose: &'a str,
}

impl Judge<'_> {
    /// Whether nothing is left open about its withdrawal.
    pub(super) fn status(&mut self) -> bool {
        let entries = std::mem::take(&mut self.view.status);
        if entries.len() > MOST_STATUS {
            self.say("status", Outcome::Unknown, "It names more lists of withdrawn badges than are read.");
            return false;
        }
        let mut settled = true;
        for entry in &entries {
            settled &= self.entry(entry);
        }
        settled & self.older_list()
    }

    /// Asks every list that an entry names, each in the way of its own kind.
    fn entry(&mut self, entry: &Value) -> bool {
        let kinds: Vec<&str> = entries(entry.get("type")).filter_map(Value::as_str).collect();
        let (mut settled, mut asked) = (true, false);
        if kinds.iter().any(|kind| BITS.contains(kind)) {
            asked = true;
            settled &= match read(entry) {
                Ok(entry) => self.bits(&entry),
                Err(why) => self.open(why),
            };
        }
        let url = entry.get("id").unwrap_or(entry).as_str();
        if let (Some(url), true) = (url, kinds.contains(&BY_NAME)) {
            asked = true;
            settled &= match self.list(url) {
                Some((list, origin)) => self.named_in(&list, &origin, "revokedCredential", url),
                None => false,
            };
        }
        let is_read = kinds.iter().all(|kind| BITS.contains(kind) || (*kind == BY_NAME && url.is_some()));
        match (url, asked && is_read) {
            (_, true) => settled,
            (Some(url), false) => self.open(&format!(
                "Whether it was withdrawn is announced at {url}, in a way that this version does not read.",
                url = as_address(url)
            )),
            (None, false) => self.open("It says where its withdrawal would be announced, and that cannot be read."),
        }
    }

    /// An entry of a Bitstring Status List. Who signed the list decides whose it
    /// is, wherever it was fetched from.
    fn bits(&mut self, entry: &Entry<'_>) -> bool {
        let Some((document, _)) = self.list(entry.url) else { return false };
        let list = List::signed(self.task, document);
        if let Some(doubt) = list.doubt(self.task, entry.url, &self.issuer_id()) {
            return self.open(&format!("Whether it was withdrawn is not known. {doubt}"));
        }
        let Entry { url, index, size, purpose } = *entry;
        if !list.purposes.iter().any(|covered| covered == purpose) {
            return self.open(&format!(
                "The list at {url} is about something else than {}.",
                quoted(purpose),
                url = as_address(url)
            ));
        }
        let value = Bits::decode(&list.coded).and_then(|bits| {
            let long_enough = bits.entries(size) >= ENTRIES;
            bits.get(index, size).map(|value| long_enough.then_some(value))
        });
        let value =
            match value {
                Ok(Some(value)) => value,
                Ok(None) => {
                    return self.open(&format!(
                    "Whether it was withdrawn is not known: the list at {url} is shorter than the {ENTRIES} entries \
                     that the standard asks for.", url = as_address(url)));
                }
                Err(error) => return self.open(&format!("Whether it was withdrawn is not known: {error}.")),
            };
        let detail = format!("{url}, entry {index}, {purpose}");
        match (purpose, value) {
            ("revocation", 1..) => self.withdrawn("Its issuer has withdrawn it.", detail),
            ("suspension", 1..) => self.withdrawn("Its issuer has suspended it for the time being.", detail),
            // An end of the list may be left out, so it brings no good news.
            _ if list.is_partial => {
                return self.open(&format!(
                    "Whether it was withdrawn is not known: the list at {url} is shown in part, and what was left out \
                     of it nothing here tells.",
                    url = as_address(url)
                ));
            }
            ("message" | "refresh", 0) => {}
            ("revocation" | "suspension", 0) => {
                let of = list.from.time().map_or(String::new(), |time| format!(" (list of {})", day_for_people(time)));
                self.not_withdrawn(&of, detail);
            }
            ("message", _) => self.explain("status", Outcome::Note, "Its issuer has left a message about it.", detail),
            ("refresh", _) => self.explain("status", Outcome::Note, "Its issuer has a newer one of it.", detail),
            (_, 0) => {}
            (other, _) => {
                return self.open(&format!(
                    "Its issuer marks it in a list about {}, which this version does not read.",
                    quoted(other)
                ));
            }
        }
        true
    }
}

/// An entry's fields, or why they cannot be read.
fn read(entry: &Value) -> Result<Entry<'_>, &'static str> {
    let place = "Its place in the list of withdrawn badges cannot be read.";
    let url = entry.get("statusListCredential").and_then(Value::as_str);
    let url = url.ok_or("It says that a list tells whether it was withdrawn, but not where the list is.")?;
    let index = match entry.get("statusListIndex") {
        Some(Value::String(text)) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse::<u64>().ok(),
        Some(Value::Number(number)) => number.as_u64(),
        _ => None,
    };
    let size = entry.get("statusSize").map_or(Some(1), Value::as_u64).and_then(|size| u8::try_from(size).ok());
    let purpose = match entry.get("statusPurpose") {
        None => PURPOSE,
        Some(purpose) => purpose
            .as_str()
            .ok_or("It says that a list tells something about it, but not what: that cannot be read.")?,
    };
    match (index, size) {
        (Some(index), Some(size @ 1..=8)) => Ok(Entry { url, index, size, purpose }),
        _ => Err(place),
    }
}
