//! Whether two awards are to one earner, as far as that can be seen.

use super::report::Report;
use crate::badge::as_address;
use crate::credential::recipient::{self, Answer};
use crate::credential::view::RecipientView;

/// What can be said of the earners of two awards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Earners {
    /// Both name one and the same.
    Same,
    /// They name others, in words of one kind.
    Other,
    /// Neither names the other's, in words of different kinds: an address and a
    /// DID, say.
    Apart,
    /// At least one is sealed or names nobody.
    Unseen,
}

/// An identifier as it is compared.
fn plain(named: &RecipientView) -> Option<String> {
    let text = match named {
        RecipientView::Id(text) | RecipientView::Plain(_, text) => text.trim(),
        RecipientView::Hashed(..) => return None,
    };
    Some(text.strip_prefix("mailto:").unwrap_or(text).to_owned())
}

fn are_same(one: &str, other: &str) -> bool {
    one == other || (is_email(one) && one.eq_ignore_ascii_case(other))
}

fn is_email(text: &str) -> bool {
    text.contains('@') && !text.contains(':')
}

/// The kind of an identifier: those of one kind can be held against each other.
fn kind(text: &str) -> &str {
    if is_email(text) { "@" } else { text.split(':').next().unwrap_or_default() }
}

pub(super) fn compared(one: &[RecipientView], other: &[RecipientView]) -> Earners {
    let identifiers = |named: &[RecipientView]| named.iter().filter_map(plain).collect::<Vec<_>>();
    let (ours, theirs) = (identifiers(one), identifiers(other));
    let shares = |text: &String| theirs.iter().any(|other| are_same(text, other));
    if ours.iter().any(shares) || one.iter().any(|named| other.contains(named)) {
        return Earners::Same;
    }
    // A sealed address can be held against one that is not.
    let asked = |named: &[RecipientView], identifiers: &[String]| {
        let answers = identifiers.iter().filter(|text| is_email(text)).map(|text| recipient::asked(named, text));
        answers.filter(|answer| matches!(answer, Answer::Yes | Answer::No)).collect::<Vec<_>>()
    };
    let answers = [asked(other, &ours), asked(one, &theirs)].concat();
    if answers.contains(&Answer::Yes) {
        return Earners::Same;
    }
    let are_of_a_kind = ours.iter().any(|text| theirs.iter().any(|other| kind(text) == kind(other)));
    match (ours.is_empty() || theirs.is_empty(), are_of_a_kind || !answers.is_empty()) {
        (_, true) => Earners::Other,
        (false, false) => Earners::Apart,
        (true, false) => Earners::Unseen,
    }
}

/// Whom a badge was awarded to, in words that follow "to".
pub(super) fn told(report: &Report) -> String {
    match (&report.recipient, report.earners.iter().any(|named| plain(named).is_some())) {
        (Some(named), true) => as_address(named),
        (Some(_), false) => "an earner whose address is sealed".to_owned(),
        (None, _) => "nobody who is named".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earners_are_compared_as_far_as_they_can_be_seen() {
        let id = |text: &str| RecipientView::Id(text.into());
        let email = |text: &str| RecipientView::Plain("email".into(), text.into());
        let sealed = |address: &str, salt: &str| {
            RecipientView::Hashed("email".into(), recipient::hash(address, salt), salt.into())
        };
        for (one, other, found) in [
            (vec![id("did:example:amy")], vec![id("did:example:amy")], Earners::Same),
            (vec![id("did:example:amy")], vec![id("did:example:eve")], Earners::Other),
            (vec![id("did:example:amy")], vec![email("amy@example.org")], Earners::Apart),
            (vec![id("mailto:Amy@example.org")], vec![email("amy@example.org")], Earners::Same),
            (vec![email("eve@example.org")], vec![email("amy@example.org")], Earners::Other),
            (vec![email("amy@example.org")], vec![sealed("amy@example.org", "1")], Earners::Same),
            (vec![email("eve@example.org")], vec![sealed("amy@example.org", "1")], Earners::Other),
            (vec![sealed("amy@example.org", "2")], vec![sealed("amy@example.org", "1")], Earners::Unseen),
            (vec![sealed("amy@example.org", "1")], vec![sealed("amy@example.org", "1")], Earners::Same),
            (vec![id("did:example:amy")], vec![sealed("amy@example.org", "1")], Earners::Unseen),
            (vec![id("did:example:amy")], vec![], Earners::Unseen),
        ] {
            assert_eq!(compared(&one, &other), found, "{one:?} {other:?}");
            assert_eq!(compared(&other, &one), found, "{other:?} {one:?}");
        }
    }
}
