//! To whom a badge was awarded, in the words of every place that tells it: they
//! follow “to”.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Report, Share};
use crate::badge::{as_address, quoted};
use crate::credential::recipient;
use crate::credential::view::{BadgeView, CredentialView, RecipientView};

/// The most earners that are told of one award within a sentence.
const MOST_TOLD: usize = 4;

/// How well something tells who an earner is, best first: what identifies comes before what
/// only names, and what can be read before what is sealed.
fn rank(named: &RecipientView) -> (u8, &str) {
    match named {
        RecipientView::Id(_) => (0, ""),
        RecipientView::Plain(kind, _) if recipient::is_email(kind) => (1, ""),
        RecipientView::Plain(kind, _) if is_open(kind) => (2, last(kind)),
        RecipientView::Plain(kind, _) => (3, kind),
        RecipientView::Hashed(kind, ..) if recipient::is_email(kind) => (4, ""),
        RecipientView::Hashed(kind, ..) => (4, kind),
    }
}

/// The best of what names an earner.
fn best(named: &[RecipientView]) -> Option<&RecipientView> {
    // Their order is not always signed.
    named.iter().min_by_key(|named| (rank(named).0, *named))
}

/// One earner, by the best of what names them; by all of it, where several of one kind are
/// as good.
pub(super) fn earner(named: &[RecipientView]) -> String {
    let Some(best) = best(named) else { return "somebody who is not named".to_owned() };
    let told: BTreeSet<String> = named.iter().filter(|other| rank(other) == rank(best)).map(told_by).collect();
    let more = told.len().saturating_sub(MOST_TOLD);
    let mut told: Vec<String> = told.into_iter().take(MOST_TOLD).collect();
    if more > 0 {
        told.push(format!("{more} more"));
    }
    told.join(" / ")
}

/// An earner by one of what names them.
fn told_by(named: &RecipientView) -> String {
    match named {
        RecipientView::Plain(kind, text) if !is_open(kind) => {
            format!("{} ({})", as_address(text), as_address(last(kind)))
        }
        RecipientView::Plain(kind, text) if last(kind) == "name" => quoted(text),
        RecipientView::Id(text) | RecipientView::Plain(_, text) => as_address(text),
        RecipientView::Hashed(kind, hash, _) => format!("an {}", sealed(kind, hash)),
    }
}

/// The last part of the name of a kind, which may be an address.
fn last(kind: &str) -> &str {
    kind.rsplit(['#', ':', '/']).next().unwrap_or(kind)
}

/// Whether texts of this kind read as what they are without its name.
fn is_open(kind: &str) -> bool {
    recipient::is_email(kind) || ["", "name", "url", "id", "did", "telephone", "identifier"].contains(&last(kind))
}

/// An earner of whom nothing can be read, by what is sealed and how.
fn sealed(kind: &str, hash: &str) -> String {
    let what = match last(kind) {
        _ if recipient::is_email(kind) => "e-mail address".to_owned(),
        "" => "identity".to_owned(),
        "name" => "name".to_owned(),
        "url" => "web address".to_owned(),
        "telephone" => "telephone number".to_owned(),
        other => format!("identity ({})", as_address(other)),
    };
    format!("earner whose {what} is sealed ({})", recipient::seal(hash))
}

/// Several texts as one: “a, b and c”.
fn joined(mut all: Vec<String>) -> String {
    match all.pop() {
        Some(last) if all.is_empty() => last,
        Some(last) => format!("{} and {last}", all.join(", ")),
        None => String::new(),
    }
}

/// Each of these earners, once each; those who are told by the same words and need not
/// be one by their number.
fn each(earners: &[Vec<RecipientView>]) -> Vec<String> {
    let mut told: BTreeMap<String, BTreeSet<&[RecipientView]>> = BTreeMap::new();
    for named in earners {
        told.entry(earner(named)).or_default().insert(named.as_slice());
    }
    let is_one = |named: &[RecipientView]| match best(named) {
        Some(RecipientView::Id(_)) => true,
        Some(RecipientView::Plain(kind, _)) => recipient::is_email(kind),
        Some(RecipientView::Hashed(..)) | None => false,
    };
    let words = |(words, same): (String, BTreeSet<&[RecipientView]>)| match (same.len(), same.first()) {
        (1, _) => words,
        (_, Some(named)) if is_one(named) => words,
        (number, _) => match words.strip_prefix("an earner ") {
            Some(sealed) => format!("{number} earners {sealed}"),
            None => format!("{number} earners called {words}"),
        },
    };
    told.into_iter().map(words).collect()
}

/// A badge by its name, or by its address where it has none.
pub(super) fn named(badge: &BadgeView) -> String {
    badge.name.as_ref().map(|name| quoted(name)).unwrap_or_else(|| match &badge.id {
        Some(id) => format!("one without a name ({})", as_address(id)),
        None => "one without a name".to_owned(),
    })
}

/// The badges of an award by their names, in the order of the view's places.
pub(super) fn badges(view: &CredentialView) -> Vec<String> {
    std::iter::once(&view.badge).chain(&view.badge.others).map(named).collect()
}

/// Who was awarded what, where that is not the same for all earners; else nothing.
pub(super) fn shares(view: &CredentialView) -> Vec<Share> {
    if !view.differ() {
        return Vec::new();
    }
    let badges = badges(view);
    let share = |(named, places): (&Vec<RecipientView>, &Vec<usize>)| {
        let badges: Vec<String> = places.iter().filter_map(|place| badges.get(*place).cloned()).collect();
        Share { earner: earner(named), badges }
    };
    let mut shares: Vec<Share> = view.earners.iter().zip(&view.awarded).map(share).collect();
    // Their order is not always signed.
    shares.sort_unstable();
    shares
}

/// The badges of a share in words.
pub(super) fn in_words(badges: &[String]) -> String {
    if badges.is_empty() { "nothing".to_owned() } else { badges.join(", ") }
}

/// To whom an award is, with what each of several earned where that differs.
pub(super) fn all(view: &CredentialView) -> Option<String> {
    let shares = shares(view);
    if !shares.is_empty() {
        let told = shares.iter().map(|share| format!("{} for {}", share.earner, in_words(&share.badges)));
        return Some(joined(told.collect()));
    }
    match view.earners.as_slice() {
        [] => None,
        [only] if only.is_empty() => None,
        several => Some(joined(each(several))),
    }
}

/// To whom a badge was awarded, short enough for a sentence.
pub(super) fn told(report: &Report) -> String {
    match report.earners.as_slice() {
        [] => "nobody who is named".to_owned(),
        [only] if only.is_empty() => "nobody who is named".to_owned(),
        several => {
            let mut told = each(several);
            let more = told.len().saturating_sub(MOST_TOLD);
            told.truncate(MOST_TOLD);
            if more > 0 {
                told.push(format!("{more} more"));
            }
            joined(told)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_earner_is_told_and_a_seal_by_what_is_sealed_and_how() {
        let hashed = |kind: &str, hash: &str| vec![RecipientView::Hashed(kind.into(), hash.into(), Some("s".into()))];
        let [two, md5] = ["a".repeat(64), "b".repeat(32)];
        for (hash, how) in [
            (format!("sha256${two}"), "SHA-256"),
            (format!("SHA256${two}"), "SHA-256"),
            (two.clone(), "SHA-256"),
            (format!("md5${md5}"), "MD5"),
            ("sha512$00".into(), "sha512, which is not compared here"),
            ("$".into(), "in a way that is not known here"),
        ] {
            let told = format!("an earner whose e-mail address is sealed ({how})");
            assert_eq!(earner(&hashed("email", &hash)), told);
            // Whoever stands beside a seal is told as well.
            let eve = vec![RecipientView::Id("did:web:evil.example".into())];
            assert_eq!(joined(each(&[hashed("email", &hash), eve])), format!("{told} and did:web:evil.example"));
        }
        let seals = [hashed("email", &two), hashed("email", &md5.repeat(2))];
        assert_eq!(joined(each(&seals)), "2 earners whose e-mail address is sealed (SHA-256)");
        assert_eq!(joined(each(&[seals[0].clone(), seals[0].clone()])), earner(&seals[0]), "one, named twice");
        let plain = |kind: &str, text: &str| RecipientView::Plain(kind.into(), text.into());
        assert_eq!(earner(&[plain("studentId", "7")]), "7 (studentId)");
        // A text that only looks like a seal is what the file says.
        assert_eq!(earner(&[plain("name", "sha256$")]), "“sha256$”");
        let smith = |salt: &str| {
            vec![plain("name", "John Smith"), RecipientView::Hashed("email".into(), two.clone(), Some(salt.into()))]
        };
        assert_eq!(joined(each(&[smith("1"), smith("2")])), "2 earners called “John Smith”");
        let all = [plain("name", "John Smith"), plain("email", "amy@e.org")];
        assert_eq!(earner(&all), "amy@e.org");
    }
}
