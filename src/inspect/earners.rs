//! Whether several awards are to one and the same earner, as far as that can be
//! seen.
//!
//! An award may be to several earners, and each of them may be named in several
//! ways. So what is looked for is one person whom each of the awards names.

use std::collections::BTreeSet;

use super::report::Report;
use crate::badge::as_address;
use crate::credential::issuer_id;
use crate::credential::recipient::{self, Answer};
use crate::credential::view::RecipientView;

/// The most names of earners that are held against each other.
const MOST_NAMES: usize = 256;

/// How long those names may be together, in bytes: an address is hashed and
/// compared as a whole for each of the others.
const LONGEST: usize = 32 * 1024;

/// The most earners that are told of one award.
const MOST_TOLD: usize = 4;

/// What is told of an earner of whom nothing can be read.
pub(super) const SEALED: &str = "an earner whose address is sealed";

/// What can be said of the earners of several awards, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Earners {
    /// All name one and the same.
    Same,
    /// One of those who may be the same is sealed, or nobody is named.
    Unseen,
    /// Neither names the other's, in words of different kinds: an address and a
    /// DID, say.
    Apart,
    /// They name others, in words of one kind.
    Other,
    /// More names than are compared.
    TooMany,
}

/// An earner, prepared to be compared.
struct Person<'r> {
    named: &'r [RecipientView],
    /// Each identifier that can be read: its kind, and how it is compared.
    plain: Vec<(String, String)>,
}

/// The kind of what e-mail addresses are.
const EMAIL: &str = "@";

impl<'r> Person<'r> {
    fn of(named: &'r [RecipientView]) -> Self {
        Self { named, plain: named.iter().filter_map(plain).collect() }
    }

    fn emails(&self) -> impl Iterator<Item = &str> {
        self.plain.iter().filter(|(kind, _)| kind == EMAIL).map(|(_, text)| text.as_str())
    }

    fn compared(&self, other: &Self) -> Earners {
        if self.plain.iter().any(|one| other.plain.contains(one))
            || self.named.iter().any(|one| other.named.contains(one))
        {
            return Earners::Same;
        }
        // A sealed address can be held against one that is not.
        let asked = |one: &Self, other: &Self| one.emails().map(|text| recipient::asked(other.named, text)).collect();
        let answers: [Vec<Answer>; 2] = [asked(self, other), asked(other, self)];
        let answered = |answer: Answer| answers.iter().flatten().any(|found| *found == answer);
        let sealed: Vec<bool> = sealed_alike(self.named, other.named).collect();
        if answered(Answer::Yes) || sealed.contains(&true) {
            return Earners::Same;
        }
        let is_of_a_kind = self.plain.iter().any(|(kind, _)| other.plain.iter().any(|(theirs, _)| kind == theirs));
        let is_another = is_of_a_kind || answered(Answer::No) || sealed.contains(&false);
        match (self.plain.is_empty() || other.plain.is_empty(), is_another) {
            (_, true) => Earners::Other,
            (false, false) => Earners::Apart,
            (true, false) => Earners::Unseen,
        }
    }
}

/// For each two sealed names that can be held against each other whether they are one.
fn sealed_alike<'r>(one: &'r [RecipientView], other: &'r [RecipientView]) -> impl Iterator<Item = bool> + use<'r> {
    one.iter().flat_map(move |one| other.iter().filter_map(move |other| recipient::is_same_sealed(one, other)))
}

/// The kind of an identifier and how it is compared: those of one kind can be
/// held against each other.
fn plain(named: &RecipientView) -> Option<(String, String)> {
    let (of_kind, text) = match named {
        RecipientView::Id(text) => ("", text.trim()),
        RecipientView::Plain(kind, text) => (kind.as_str(), text.trim()),
        RecipientView::Hashed(..) => return None,
    };
    let email = |address: &str| Some((EMAIL.to_owned(), recipient::plain_address(address)));
    if let Some(address) = recipient::mailed(text) {
        return email(&address);
    }
    match text.split_once(':') {
        _ if recipient::is_email(of_kind) => email(text),
        None if of_kind.is_empty() && text.contains('@') => email(text),
        Some((scheme, _)) => Some((scheme.to_ascii_lowercase(), issuer_id::normal(text).into_owned())),
        None => Some((of_kind.to_owned(), text.to_owned())),
    }
}

/// How much there is to compare of a name.
fn length(named: &RecipientView) -> usize {
    match named {
        RecipientView::Id(text) => text.len(),
        RecipientView::Plain(kind, text) => kind.len() + text.len(),
        RecipientView::Hashed(kind, hash, salt) => kind.len() + hash.len() + salt.as_ref().map_or(0, String::len),
    }
}

/// Whether all of these awards are to one and the same person, among others.
pub(super) fn together(awards: &[&[Vec<RecipientView>]]) -> Earners {
    if awards.len() < 2 {
        return Earners::Same;
    }
    let named = || awards.iter().copied().flatten();
    if named().map(|named| named.len().max(1)).sum::<usize>() > MOST_NAMES
        || named().flatten().map(length).sum::<usize>() > LONGEST
    {
        return Earners::TooMany;
    }
    let awards: Vec<Vec<Person<'_>>> =
        awards.iter().map(|earners| earners.iter().map(|named| Person::of(named)).collect()).collect();
    let all = || awards.iter().flatten().filter(|person| !person.named.is_empty());
    // Somebody whose name is sealed could be anybody, and would join those who are not one.
    let is_readable = |person: &&Person<'_>| !person.plain.is_empty();
    let any_readable = all().any(|person| is_readable(&person));
    let candidates = all().filter(|person| is_readable(person) || !any_readable);
    // Whether this one is among the earners of each award.
    let in_all = |one: &Person<'_>| {
        let in_one = |earners: &Vec<Person<'_>>| {
            earners.iter().map(|other| one.compared(other)).min().unwrap_or(Earners::Unseen)
        };
        awards.iter().map(in_one).max().unwrap_or(Earners::Unseen)
    };
    candidates.map(in_all).min().unwrap_or(Earners::Unseen)
}

/// Whether two awards tell the same of their earners but for addresses that each of
/// them seals in a way of its own, so that nobody can compare them.
pub(super) fn are_sealed_apart(one: &Report, other: &Report) -> bool {
    let (one, other) = (&one.earners, &other.earners);
    let is_sealed = |name: &&RecipientView| matches!(name, RecipientView::Hashed(..));
    let [seals, other_seals] =
        [one, other].map(|all| all.iter().flatten().filter(is_sealed).cloned().collect::<Vec<_>>());
    let open = |earners: &[Vec<RecipientView>]| {
        let open = |names: &Vec<RecipientView>| {
            let mut open: Vec<String> =
                names.iter().filter(|name| !is_sealed(name)).map(|name| format!("{name:?}")).collect();
            open.sort_unstable();
            open
        };
        let mut all: Vec<Vec<String>> = earners.iter().map(open).collect();
        all.sort_unstable();
        all
    };
    let are_few = (1..=MOST_NAMES).contains(&seals.len()) && (1..=MOST_NAMES).contains(&other_seals.len());
    are_few && seals != other_seals && open(one) == open(other) && sealed_alike(&seals, &other_seals).next().is_none()
}

/// To whom a badge was awarded, in words that follow "to".
pub(super) fn told(report: &Report) -> String {
    let one = |named: &Vec<RecipientView>| {
        let id = |named: &RecipientView| matches!(named, RecipientView::Id(_));
        let readable = named.iter().find(|named| id(named)).or(named.iter().find(|named| plain(named).is_some()));
        match readable {
            Some(RecipientView::Id(text) | RecipientView::Plain(_, text)) => as_address(text),
            _ if named.is_empty() => "somebody who is not named".to_owned(),
            _ => SEALED.to_owned(),
        }
    };
    match report.earners.as_slice() {
        [] => "nobody who is named".to_owned(),
        [only] if only.is_empty() => "nobody who is named".to_owned(),
        [only] => one(only),
        several => {
            // The order in which they stand need not be signed.
            let told: BTreeSet<String> = several.iter().map(one).collect();
            let mut told: Vec<String> = told.into_iter().take(MOST_TOLD).collect();
            let last = match several.len().saturating_sub(told.len()) {
                0 => told.pop().unwrap_or_default(),
                more => format!("{more} more"),
            };
            format!("{} and {last}", told.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> RecipientView {
        RecipientView::Id(text.into())
    }

    fn email(text: &str) -> RecipientView {
        RecipientView::Plain("email".into(), text.into())
    }

    fn sealed(address: &str, salt: &str) -> RecipientView {
        RecipientView::Hashed("email".into(), recipient::hash(address, salt), Some(salt.into()))
    }

    #[test]
    fn earners_are_compared_as_far_as_they_can_be_seen() {
        let other = |kind: &str, text: &str| RecipientView::Plain(kind.into(), text.into());
        // Written in another way, and by another algorithm.
        let digits = recipient::hash("amy@example.org", "1").replace("sha256$", "").to_uppercase();
        let unnamed = RecipientView::Hashed("emailAddress".into(), digits, Some("1".into()));
        let in_md5 = RecipientView::Hashed("email".into(), format!("md5${}", "0".repeat(32)), Some("1".into()));
        for (one, other, found) in [
            (vec![id("did:example:amy")], vec![id("did:example:amy")], Earners::Same),
            (vec![id("did:example:amy")], vec![id("did:example:eve")], Earners::Other),
            (vec![id("did:example:amy")], vec![email("amy@example.org")], Earners::Apart),
            (vec![id("mailto:Amy@example.org")], vec![email("amy@example.org")], Earners::Same),
            (vec![id("MAILTO:amy%40example.org")], vec![email("amy@example.org")], Earners::Same),
            (vec![id("https://E.org/amy")], vec![id("HTTPS://e.org:443/%61my")], Earners::Same),
            (vec![id("https://e.org/amy")], vec![id("https://e.org/Amy")], Earners::Other),
            (vec![id("did:web:E.org")], vec![id("did:web:e.org")], Earners::Same),
            (vec![id("https://e.org/amy")], vec![other("url", "https://E.org/amy")], Earners::Same),
            (vec![other("studentId", "7")], vec![other("studentId", "8")], Earners::Other),
            (vec![other("studentId", "7")], vec![other("name", "7")], Earners::Apart),
            (vec![email("eve@example.org")], vec![email("amy@example.org")], Earners::Other),
            (vec![email("amy@example.org")], vec![sealed("amy@example.org", "1")], Earners::Same),
            (vec![email("eve@example.org")], vec![sealed("amy@example.org", "1")], Earners::Other),
            (vec![sealed("amy@example.org", "2")], vec![sealed("amy@example.org", "1")], Earners::Unseen),
            (vec![sealed("amy@example.org", "1")], vec![sealed("amy@example.org", "1")], Earners::Same),
            (vec![sealed("eve@example.org", "1")], vec![sealed("amy@example.org", "1")], Earners::Other),
            (vec![sealed("eve@example.org", "")], vec![sealed("amy@example.org", "")], Earners::Other),
            (vec![id("did:example:amy"), sealed("eve@e.org", "1")], vec![sealed("amy@e.org", "1")], Earners::Other),
            (vec![unnamed], vec![sealed("amy@example.org", "1")], Earners::Same),
            (vec![in_md5], vec![sealed("amy@example.org", "1")], Earners::Unseen),
            (vec![id("did:example:amy")], vec![sealed("amy@example.org", "1")], Earners::Unseen),
            (vec![id("did:example:amy")], vec![], Earners::Unseen),
        ] {
            let (one, other) = (vec![one], vec![other]);
            assert_eq!(together(&[&one, &other]), found, "{one:?} {other:?}");
            assert_eq!(together(&[&other, &one]), found, "{other:?} {one:?}");
        }
    }

    #[test]
    fn what_several_awards_have_in_common_is_one_person_whatever_their_order() {
        let [amy, eve, bob] = ["amy", "eve", "bob"].map(|name| vec![id(&format!("did:example:{name}"))]);
        let both_ways = vec![id("did:example:amy"), email("amy@example.org")];
        let group = |all: &[&Vec<RecipientView>]| all.iter().map(|one| (*one).clone()).collect::<Vec<_>>();
        let hidden = vec![sealed("amy@example.org", "1")];
        for (awards, found) in [
            (vec![group(&[&amy, &eve]), group(&[&eve]), group(&[&amy])], Earners::Other),
            (vec![group(&[&amy, &eve]), group(&[&amy]), group(&[&amy, &bob])], Earners::Same),
            (vec![group(&[&amy, &eve]), group(&[&eve, &bob]), group(&[&bob, &amy])], Earners::Other),
            (vec![group(&[&amy]), group(&[&both_ways]), group(&[&vec![email("Amy@example.org")]])], Earners::Same),
            (vec![group(&[&amy]), group(&[&eve]), group(&[&hidden])], Earners::Other),
            (vec![group(&[&amy]), group(&[&amy]), group(&[&hidden])], Earners::Unseen),
            (vec![group(&[&amy, &Vec::new()]), group(&[&eve])], Earners::Unseen),
        ] {
            for turned in 0..awards.len() {
                let mut awards: Vec<&[Vec<RecipientView>]> = awards.iter().map(Vec::as_slice).collect();
                awards.rotate_left(turned);
                assert_eq!(together(&awards), found, "{awards:?}");
            }
        }
        let many = vec![amy; MOST_NAMES];
        assert_eq!(together(&[&many, &[eve]]), Earners::TooMany);
        assert_eq!(together(&[&many]), Earners::Same, "one award compares with nothing");
        let long = |salt: &str| vec![vec![sealed("amy@example.org", &salt.repeat(20_000))]; 100];
        assert_eq!(together(&[&long("a"), &long("b")]), Earners::TooMany, "few names, and long ones");
    }
}
