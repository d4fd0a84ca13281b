//! Whether several awards are to one and the same earner, as far as that can be
//! seen.
//!
//! An award may be to several earners, and each of them may be named in several
//! ways. So what is looked for is one person whom each of the awards names.

use std::collections::BTreeMap;

use super::report::Report;
use crate::credential::issuer_id;
use crate::credential::recipient::{self, Answer};
use crate::credential::view::RecipientView;

/// The most names of earners that are held against each other.
const MOST_NAMES: usize = 256;

/// How long those names may be together, in bytes: an address is hashed and
/// compared as a whole for each of the others.
const LONGEST: usize = 32 * 1024;

/// What can be said of the earners of several awards, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Earners {
    /// All name one and the same.
    Same,
    /// One of those who may be the same is sealed, or nobody is named.
    Unseen,
    /// What names them cannot be held against each other, an address and a DID, say, or
    /// names that many may have; or some of it tells them apart and some does not.
    Apart,
    /// They are others, by identifiers of one kind.
    Other,
    /// More names than are compared.
    TooMany,
}

/// An earner, prepared to be compared: each name with its kind and how it is
/// compared, where it identifies somebody and can be read.
struct Person<'r> {
    named: Vec<(&'r RecipientView, Option<(String, String)>)>,
}

/// The kind of what e-mail addresses are.
const EMAIL: &str = "@";

impl<'r> Person<'r> {
    fn of(named: &'r [RecipientView]) -> Self {
        Self { named: named.iter().map(|named| (named, identifier(named))).collect() }
    }

    /// Whether one of its names tells who it is, for everybody to read.
    fn is_readable(&self) -> bool {
        self.named.iter().any(|(_, identifier)| identifier.is_some())
    }

    fn is_sealed(&self) -> bool {
        self.named.iter().any(|(named, _)| is_sealed(named))
    }

    fn compared(&self, other: &Self) -> Earners {
        if std::ptr::eq(self, other) {
            return Earners::Same;
        }
        // By each kind of identifier: one that is shared is enough, whoever has others besides.
        let mut by_kind: BTreeMap<&str, bool> = BTreeMap::new();
        for one in &self.named {
            for theirs in &other.named {
                if let Some((kind, is_one)) = held_against(one, theirs) {
                    *by_kind.entry(kind).or_default() |= is_one;
                }
            }
        }
        let (is_same, is_another) = (by_kind.values().any(|same| *same), by_kind.values().any(|same| !*same));
        let is_hidden = |person: &Self| person.named.is_empty() || person.is_sealed();
        match (is_same, is_another) {
            (true, true) => Earners::Apart,
            (true, false) => Earners::Same,
            (false, true) => Earners::Other,
            (false, false) if self.is_readable() && other.is_readable() => Earners::Apart,
            (false, false) if is_hidden(self) || is_hidden(other) => Earners::Unseen,
            (false, false) => Earners::Apart,
        }
    }
}

/// Whether two names that identify somebody are of one, and of which kind both are;
/// `None` where they cannot be held against each other.
fn held_against<'r>(
    (one, plain): &'r (&RecipientView, Option<(String, String)>),
    (other, other_plain): &'r (&RecipientView, Option<(String, String)>),
) -> Option<(&'r str, bool)> {
    // A sealed address can be held against one that is not.
    let unsealed = |sealed: &RecipientView, address: &str| match recipient::asked(std::slice::from_ref(sealed), address)
    {
        Answer::Yes => Some((EMAIL, true)),
        Answer::No => Some((EMAIL, false)),
        Answer::Incomparable(_) | Answer::NoAddress => None,
    };
    match (plain, other_plain) {
        (Some((kind, text)), Some((of_kind, other))) => (kind == of_kind).then_some((kind.as_str(), text == other)),
        (Some((kind, address)), None) if kind == EMAIL => unsealed(other, address),
        (None, Some((kind, address))) if kind == EMAIL => unsealed(one, address),
        (None, None) => same_seal(one, other),
        _ => None,
    }
}

/// The same of two that are sealed. One and the same seal is of one and the same.
fn same_seal<'r>(one: &'r RecipientView, other: &RecipientView) -> Option<(&'r str, bool)> {
    let RecipientView::Hashed(kind, ..) = one else { return None };
    let kind = match recipient::is_email(kind) {
        true => EMAIL,
        false => identifying(kind)?,
    };
    let is_one = if one == other { Some(true) } else { recipient::is_same_sealed(one, other) };
    is_one.map(|is_one| (kind, is_one))
}

/// For each two sealed names that can be held against each other whether they are one.
fn sealed_alike<'r>(one: &'r [RecipientView], other: &'r [RecipientView]) -> impl Iterator<Item = bool> + use<'r> {
    one.iter().flat_map(move |one| other.iter().filter_map(move |other| recipient::is_same_sealed(one, other)))
}

fn is_sealed(named: &RecipientView) -> bool {
    matches!(named, RecipientView::Hashed(..))
}

/// The kind of an identifier and how it is compared: those of one kind can be held
/// against each other. `None` for what is sealed and for what tells nobody from others,
/// as a name and a number in somebody's register, which many have.
fn identifier(named: &RecipientView) -> Option<(String, String)> {
    let (of_kind, text) = match named {
        RecipientView::Id(text) => ("id", text.trim()),
        RecipientView::Plain(kind, text) => (kind.as_str(), text.trim()),
        RecipientView::Hashed(..) => return None,
    };
    let email = |address: &str| Some((EMAIL.to_owned(), recipient::plain_address(address)));
    if recipient::is_email(of_kind) {
        return email(recipient::mailed(text).as_deref().unwrap_or(text));
    }
    let of_kind = identifying(of_kind)?;
    if let Some(address) = recipient::mailed(text) {
        return email(&address);
    }
    match text.split_once(':') {
        Some((scheme, number)) if scheme.eq_ignore_ascii_case(TELEPHONE) => telephone(number),
        Some((scheme, _)) => Some((scheme.to_ascii_lowercase(), issuer_id::normal(text).into_owned())),
        None if of_kind == TELEPHONE => telephone(text),
        None if text.contains('@') => email(text),
        None => None,
    }
}

/// The kind of what telephone numbers are.
const TELEPHONE: &str = "tel";

/// Which of the kinds of names that tell one person from all others this is.
fn identifying(kind: &str) -> Option<&'static str> {
    match kind.rsplit(['#', ':', '/']).next().unwrap_or(kind) {
        "telephone" | "tel" | "phone" => Some(TELEPHONE),
        "id" | "url" | "did" | "identifier" => Some("id"),
        _ => None,
    }
}

/// A telephone number, where it is written for the whole world (ITU-T E.164).
fn telephone(number: &str) -> Option<(String, String)> {
    let is_worldwide = number.trim_start().starts_with('+');
    let digits: String = number.split(';').next()?.chars().filter(char::is_ascii_digit).collect();
    (is_worldwide && !digits.is_empty()).then(|| (TELEPHONE.to_owned(), digits))
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
    let any_readable = all().any(Person::is_readable);
    let candidates = all().filter(|person| person.is_readable() || !any_readable);
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
    let seals =
        |all: &[Vec<RecipientView>]| all.iter().flatten().filter(|name| is_sealed(name)).cloned().collect::<Vec<_>>();
    let (seals, other_seals) = (seals(one), seals(other));
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

/// Earners and their names in an order of their own: that in which they stand need not
/// be signed.
pub(super) fn in_order(earners: &[Vec<RecipientView>]) -> Vec<Vec<RecipientView>> {
    let mut earners = earners.to_vec();
    earners.iter_mut().for_each(|named| named.sort_unstable());
    earners.sort_unstable();
    earners
}

/// Whether each of its earners is named by what tells them from all others, for
/// everybody to read.
pub(super) fn are_identified(report: &Report) -> bool {
    report.earners.iter().all(|named| named.iter().any(|named| identifier(named).is_some()))
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
            (vec![other("studentId", "7")], vec![other("studentId", "8")], Earners::Apart),
            (vec![other("studentId", "7")], vec![other("name", "7")], Earners::Apart),
            (vec![other("telephone", "+44 20 7946 0001")], vec![id("tel:+442079460001")], Earners::Same),
            (vec![other("telephone", "+442079460001")], vec![other("telephone", "+442079460002")], Earners::Other),
            (vec![other("telephone", "0001")], vec![other("telephone", "0001")], Earners::Apart),
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
    fn a_name_makes_two_earners_neither_one_nor_two() {
        let named = |kind: &str, text: &str| RecipientView::Plain(kind.into(), text.into());
        let hidden_name = RecipientView::Hashed("name".into(), recipient::hash("John Smith", "1"), Some("1".into()));
        for (one, other, found) in [
            (email("amy@example.org"), email("bob@example.net"), Earners::Other),
            (email("amy@example.org"), email("amy@example.org"), Earners::Same),
            (id("did:example:amy"), id("did:example:bob"), Earners::Other),
            (id("did:example:amy"), id("did:example:amy"), Earners::Same),
            (id("did:example:amy"), id("mailto:amy@example.org"), Earners::Apart),
            (sealed("amy@example.org", "1"), sealed("bob@example.net", "2"), Earners::Unseen),
            (sealed("amy@example.org", "1"), sealed("bob@example.net", "1"), Earners::Other),
            (sealed("amy@example.org", "1"), sealed("amy@example.org", "1"), Earners::Same),
            (named("name", "J."), named("name", "J."), Earners::Apart),
        ] {
            for kind in ["name", "systemId", "userName", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#name"] {
                for theirs in ["John Smith", "did:example:smith", "J. Smith"] {
                    let (one, other) =
                        ([vec![one.clone(), named(kind, "John Smith")]], [vec![other.clone(), named(kind, theirs)]]);
                    assert_eq!(together(&[&one, &other]), found, "{one:?} {other:?}");
                    assert_eq!(together(&[&other, &one]), found, "{other:?} {one:?}");
                }
            }
            let (one, other) = (vec![one, hidden_name.clone()], vec![other, hidden_name.clone()]);
            assert!(together(&[&[one], &[other]]) == found || found == Earners::Apart, "a sealed name neither");
        }
        // What tells them apart and what makes them one contradict each other.
        let one = vec![id("did:example:amy"), email("amy@example.org")];
        let other = vec![id("did:example:bob"), email("amy@example.org")];
        assert_eq!(together(&[&[one], &[other]]), Earners::Apart);
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
