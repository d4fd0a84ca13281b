//! A JSON value that is a badge itself.

use serde_json::Value;

use super::aside;
use super::instead::{crowded, list_instead, what_else};
use super::judge::Judge;
use super::kinds::is_jws;
use super::older;
use super::options::Task;
use super::proofs::{self, Proven};
use super::report::{Check, Outcome, Report, Verdict};
use super::single::{Alone, Left, Single};
use crate::carrier::CarrierError;
use crate::credential::proof::{Covers, Document};
use crate::credential::view::{self, Standard};

/// A JSON value that is a badge itself, if anything.
pub(super) fn read<'a>(value: &Value, task: &'a Task<'a>) -> Single<'a> {
    let (verdict, check) = match (view::standard(value), Document::of(value)) {
        (Some(Standard::Ob1 | Standard::Ob2), _) => return older::hosted(value, task, None),
        (Some(Standard::Ob3 | Standard::Vc), Some(document)) => return with_proofs(&document, task),
        // What it calls itself may go by another name.
        (None, Some(document)) if document.object().contains_key("proof") => return with_proofs(&document, task),
        _ if is_jws(value) => {
            let message = "This is a signed token in its JSON form (JWS JSON Serialization), which this version does \
                           not open. Ask for the compact form: three parts joined by dots.";
            (Verdict::Unconfirmed, Check::new("format", Outcome::Unknown, message))
        }
        _ if value.get("ciphertext").is_some_and(Value::is_string) => {
            (Verdict::Unconfirmed, Check::new("format", Outcome::Unknown, CarrierError::Encrypted.to_string()))
        }
        _ => (Verdict::NotABadge, Check::new("format", Outcome::Fail, what_else(value))),
    };
    Single::told(Report::without_badge(verdict, check))
}

/// A credential with its proofs inside.
fn with_proofs<'a>(document: &Document<'_>, task: &'a Task<'a>) -> Single<'a> {
    let proven = proofs::checked(document, task);
    let words = aside::in_contexts(document.object()).filter(|_| proven.covers == Covers::Meaning);
    let among = aside::in_proofs(document.object().get("proof"), task);
    let words = words.into_iter().chain(among).map(|words| Check::new("standard", Outcome::Note, words.told));
    proved(proven, task).with_last(words)
}

/// A credential whose proofs were checked.
pub(super) fn proved<'a>(proven: Proven, task: &'a Task<'a>) -> Single<'a> {
    // In statements one thing may be spoken of in many places; a text was counted with its file.
    if proven.covers == Covers::Meaning
        && let Some(crowded) = crowded(&proven.content, task)
    {
        return Single::told(crowded);
    }
    let Some(credential) = view::credential(&proven.content, proven.covers) else {
        let (verdict, message) = match proven.covers {
            Covers::Text => (Verdict::NotABadge, what_else(&proven.content)),
            Covers::Meaning => {
                let message = "What was signed does not call itself a credential, whatever the file says.";
                (Verdict::NotValid, message.to_owned())
            }
        };
        return Single::told(Report::without_badge(verdict, Check::new("format", Outcome::Fail, message)));
    };
    if let Some(other) = list_instead(&credential, &proven.content) {
        return Single::told(other);
    }
    let mut judge = Judge::new(credential, task);
    judge.proofs(&proven);
    judge.parts(&proven.content);
    let left = match proven.covers {
        Covers::Text => Left::OtherNames,
        Covers::Meaning if proven.is_digested => Left::DigestsOnly,
        Covers::Meaning => Left::Nothing,
    };
    let Proven { content, inside, entries, .. } = proven;
    Single::credential(Alone { endorsements: inside, entries, left, ..Alone::new(judge, content) })
}
