//! Whether a credential holds others, as a record of learning does
//! (Comprehensive Learner Record 2.0).

use serde_json::Value;

use super::facts::PLAIN;
use super::kinds::is_record;
use super::options::Task;
use super::proofs::Entries;
use super::report::{Report, Verdict};
use super::vocabulary::Vocabulary;
use crate::credential::view::entries;

/// What a record is called that stays closed.
pub(super) const RECORD_INSIDE: &str = "a Comprehensive Learner Record with badges of its own";
const HOLDER_INSIDE: &str = "a badge with badges of its own";

/// What a credential holds.
pub(super) struct Holding<'c> {
    /// Whether it is a record of learning.
    pub(super) is_record: bool,
    /// Whether anything is in it.
    pub(super) is_any: bool,
    /// What stands in it that is read as it stands.
    pub(super) in_text: Vec<&'c Value>,
}

impl<'c> Holding<'c> {
    /// What this credential holds; `None` where that is nothing and it is no record. `signed`
    /// are those that its statements name; else its text is what counts.
    pub(super) fn of(content: &'c Value, signed: Option<&Entries>, task: &Task<'_>) -> Option<Self> {
        let in_text = if signed.is_none() { held_in_text(content, task) } else { Vec::new() };
        let is_record = is_record(content);
        let is_any = !in_text.is_empty() || signed.is_some_and(|signed| !signed.are_none());
        (is_record || is_any).then_some(Self { is_record, is_any, in_text })
    }

    /// Takes back that it is about nothing: what a record is instead is told with its entries.
    pub(super) fn forget_plain(&self, report: &mut Report) {
        if self.is_record {
            report.checks.retain(|check| check.message != PLAIN);
        }
    }

    /// Tells that what it holds was not opened.
    pub(super) fn stays_closed(&self, report: &mut Report) {
        self.forget_plain(report);
        let what = if self.is_record { RECORD_INSIDE } else { HOLDER_INSIDE };
        if report.verdict < Verdict::Unconfirmed {
            report.decide(Verdict::Unconfirmed, &format!("This is {what}. It was not opened."));
        }
    }
}

/// What a credential that is read as it stands holds itself, or its subjects.
fn held_in_text<'v>(content: &'v Value, task: &Task<'_>) -> Vec<&'v Value> {
    let vocabulary = Vocabulary::of(content, &task.work);
    let holders = [content].into_iter().chain(entries(content.get("credentialSubject")));
    let held = holders.filter_map(Value::as_object).flat_map(|holder| vocabulary.held(holder));
    held.filter(|value| !value.is_null()).collect()
}
