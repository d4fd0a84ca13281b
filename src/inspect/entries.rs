//! The entries of a record of learning, and what else a credential holds: each is
//! judged as a file of its own, and what is inside it stays closed.

use serde_json::{Map, Value};

use super::facts::of_several;
use super::holding::Holding;
use super::inner::{Inner, Part};
use super::items::{Item, Opened, judged, one};
use super::object::proved;
use super::options::Task;
use super::proofs::Entries;
use super::report::{Check, Outcome, Report, Verdict};
use super::several::Several;
use super::single::Single;
use crate::badge::as_address;
use crate::carrier;
use crate::credential::proof::Covers;
use crate::credential::view::{self, Standard, entries};

/// The reports on one entry of a record of which the statements are signed, or on several
/// that share an identifier.
fn entry(inner: &Inner, task: &Task<'_>) -> Vec<Opened> {
    let closed = |item: &Item<'_>| one(item, task).map(Single::closed);
    let of = |object: &Map<String, Value>| closed(&Item::of(&Value::Object(object.clone())));
    let stated = match inner {
        Inner::Token(token) if carrier::is_token(token) => return vec![closed(&Item::Token(token))],
        Inner::Token(_) => return vec![Err("something that is neither a credential nor a token".into())],
        Inner::Json(object, _) => return vec![of(object)],
        Inner::Stated(stated) => stated,
    };
    let fails = |report: &Report| matches!(report.verdict, Verdict::NotValid | Verdict::NotABadge);
    let holds = |one: Opened| Some(one).filter(|one| !one.as_ref().is_ok_and(fails));
    // Its words may be those of what it stands in.
    let in_its_words = |part: &Part| proved(part.proven(task), task).closed();
    let as_it_stands = |part: &Part| holds(of(&part.object)).or_else(|| holds(Ok(in_its_words(part))));
    match stated.held(task, as_it_stands, |proven| holds(Ok(proved(proven, task).closed()))) {
        Ok(held) if held.all.is_empty() => vec![of(stated.most())],
        Ok(mut held) => {
            if held.is_open {
                let id = stated.id().map_or_else(|| "that one of them has".to_owned(), as_address);
                held.all.push(Err(format!("more by the identifier {id} than a signature that holds covers")));
            }
            held.all
        }
        // In another way it may hold.
        Err(_) => vec![Err("more than is worked through for one file".into())],
    }
}

fn alone(item: &Item<'_>, task: &Task<'_>) -> Vec<Opened> {
    vec![one(item, task).map(Single::closed)]
}

/// The report on a credential with those on the ones that it holds. `signed` are those that
/// its statements name; else its text is what counts.
pub(super) fn with_entries(mut report: Report, content: &Value, signed: Option<&Entries>, task: &Task<'_>) -> Report {
    let Some(holding) = Holding::of(content, signed, task) else { return report };
    holding.forget_plain(&mut report);
    let Holding { is_record, is_any, in_text } = holding;
    let place = if is_record { "record" } else { "badge" };
    // What is held stays closed itself, by whatever name it goes.
    let task = &Task { is_inside: true, ..task.clone() };
    let mut several = match signed {
        Some(signed) => {
            let mut several = judged(&signed.inside, place, task, &entry);
            several.sort();
            if !signed.is_whole {
                several.closed.push(format!("The {place} names entries that do not stand there whole."));
            }
            if is_any && report.standard != Some(Standard::Vc) {
                several.closed.push(
                    "It calls itself a badge and holds other ones. Which achievements it awards itself, and which only \
                     what it holds awards, cannot be told apart."
                        .into(),
                );
            }
            several
        }
        None => judged(&in_text.into_iter().map(Item::of).collect::<Vec<_>>(), place, task, &alone),
    };
    if let Some(own) = signed.and_then(|signed| signed.said_by_none(&several.reports)) {
        says_itself(&mut report, &own, &mut several);
    }
    let awards = |content: &Value| entries(content.get("credentialSubject")).any(|to| to.get("achievement").is_some());
    let number = several.reports.len() + several.closed.len();
    let itself = if is_record { "a Comprehensive Learner Record (CLR 2.0)" } else { "a badge that holds others," };
    let note = match number {
        0 if awards(content) => format!("It is {itself} that names achievements itself; no further badge is in it."),
        0 => format!("It is {itself}; no badge is in it."),
        1 => format!("It is {itself} with one entry, which was judged on its own."),
        _ => format!("It is {itself} with {number} entries, each judged on its own."),
    };
    several.beside(report, note)
}

/// Shows what a record says of its earner beside its entries.
fn says_itself(report: &mut Report, own: &Value, several: &mut Several) {
    let Some(view) = view::credential(own, Covers::Meaning) else { return };
    // What was not judged may be what says it.
    let fails = |report: &Report| matches!(report.verdict, Verdict::NotValid | Verdict::NotABadge);
    let is_open = !several.closed.is_empty() || several.reports.iter().any(fails);
    if is_open || !view.contradicts.is_empty() || !view.unreadable.is_empty() {
        let message = "Which achievements the record names itself, and which only its entries, cannot be told apart.";
        several.closed.push(message.into());
        return;
    }
    let told = of_several(&view);
    let results = view.results.into_iter().filter(|one| !several.reports.iter().any(|of| of.results.contains(one)));
    report.results = results.collect();
    if let Some(message) = told {
        report.checks.push(Check::new("standard", Outcome::Note, message));
    }
    report.badge = Some(view.badge);
}
