//! Whether several awards are to one and the same earner, as far as that can be
//! seen.
//!
//! An award may be to several earners, and each of them may be named in several
//! ways. So what is looked for is one person whom each of the awards names.

use std::collections::BTreeMap;

use super::report::Report;
use crate::credential::issuer_id::{self, IssuerIdError};
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
    /// One is sealed or both are, in one way, and they are not the same, as those of one address
    /// that is written in two ways are not either: `Amy@` and `amy@`.
    Unlike,
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
        let mut by_kind: BTreeMap<&str, Earners> = BTreeMap::new();
        for one in &self.named {
            for theirs in &other.named {
                if let Some((kind, found)) = held_against(one, theirs) {
                    let best = by_kind.entry(kind).or_insert(found);
                    *best = found.min(*best);
                }
            }
        }
        let is_any = |wanted: Earners| by_kind.values().any(|found| *found == wanted);
        let is_hidden = |person: &Self| person.named.is_empty() || person.is_sealed();
        match (is_any(Earners::Same), is_any(Earners::Other)) {
            (true, true) => Earners::Apart,
            (true, false) => Earners::Same,
            (false, true) => Earners::Other,
            (false, false) if is_any(Earners::Unlike) => Earners::Unlike,
            (false, false) if self.is_readable() && other.is_readable() => Earners::Apart,
            (false, false) if is_hidden(self) || is_hidden(other) => Earners::Unseen,
            (false, false) => Earners::Apart,
        }
    }
}

/// What two names that identify somebody come to, and of which kind both are;
/// `None` where they cannot be held against each other.
fn held_against<'r>(
    (one, plain): &'r (&RecipientView, Option<(String, String)>),
    (other, other_plain): &'r (&RecipientView, Option<(String, String)>),
) -> Option<(&'r str, Earners)> {
    let told = |is_one: bool| if is_one { Earners::Same } else { Earners::Other };
    match (plain, other_plain) {
        (Some((kind, text)), Some((of_kind, other))) => {
            (kind == of_kind).then_some((kind.as_str(), told(text == other)))
        }
        (Some((kind, _)), None) if kind == EMAIL => unsealed(other, one),
        (None, Some((kind, _))) if kind == EMAIL => unsealed(one, other),
        (None, None) => same_seal(one, other),
        _ => None,
    }
}

/// The same of an address that is sealed and one that is not, as that is written.
fn unsealed(sealed: &RecipientView, open: &RecipientView) -> Option<(&'static str, Earners)> {
    let named = std::slice::from_ref(sealed);
    match recipient::asked(is_sealed(sealed).then_some(named)?, &address(open)?) {
        Answer::Yes => Some((EMAIL, Earners::Same)),
        // It may be sealed in another spelling.
        Answer::No => Some((EMAIL, Earners::Unlike)),
        Answer::Incomparable(_) | Answer::NoAddress => None,
    }
}

/// The same of two that are sealed. One and the same seal is of one and the same;
/// another may be so too.
fn same_seal(one: &RecipientView, other: &RecipientView) -> Option<(&'static str, Earners)> {
    let RecipientView::Hashed(kind, ..) = one else { return None };
    let kind = match recipient::is_email(kind) {
        true => EMAIL,
        false => identifying(kind)?,
    };
    let is_one = recipient::is_same_sealed(one, other)?;
    Some((kind, if is_one { Earners::Same } else { Earners::Unlike }))
}

/// For each two sealed names that can be held against each other whether they are one.
fn sealed_alike<'r>(one: &'r [RecipientView], other: &'r [RecipientView]) -> impl Iterator<Item = bool> + use<'r> {
    one.iter().flat_map(move |one| other.iter().filter_map(move |other| recipient::is_same_sealed(one, other)))
}

fn is_sealed(named: &RecipientView) -> bool {
    matches!(named, RecipientView::Hashed(..))
}

/// An e-mail address, or what stands in its place, as it is written.
fn address(named: &RecipientView) -> Option<String> {
    let (RecipientView::Id(text) | RecipientView::Plain(_, text)) = named else { return None };
    let written = recipient::mailed(text).unwrap_or_else(|| text.trim().to_owned());
    recipient::address(&written).is_ok().then_some(written)
}

/// The kind of an identifier and how it is compared: those of one kind can be held
/// against each other. `None` for what is sealed and for what tells nobody from others
/// whoever awarded it, as a name and a number in somebody's register, which many have.
fn identifier(named: &RecipientView) -> Option<(String, String)> {
    let (of_kind, text) = match named {
        RecipientView::Id(text) => ("id", text.trim()),
        RecipientView::Plain(kind, text) => (kind.as_str(), text.trim()),
        RecipientView::Hashed(..) => return None,
    };
    let email = || address(named).map(|address| (EMAIL.to_owned(), recipient::plain_address(&address)));
    if recipient::is_email(of_kind) {
        return email();
    }
    let of_kind = identifying(of_kind)?;
    let Some((scheme, rest)) = text.split_once(':') else {
        return if of_kind == TELEPHONE { telephone(text) } else { email() };
    };
    match scheme.to_ascii_lowercase().as_str() {
        TELEPHONE => telephone(rest),
        "mailto" => email(),
        "urn" => urn(rest),
        scheme @ ("http" | "https" | "did") => place(text).map(|place| (scheme.to_owned(), place)),
        // Whatever else has a colon, as “Room 7: seat 3” and the blank `_:b0`.
        _ => None,
    }
}

/// A DID, or an address that is the same place to everybody.
fn place(text: &str) -> Option<String> {
    let normal = issuer_id::normal(text);
    let whole = normal.split('#').next()?;
    match issuer_id::check(whole, true) {
        Ok(()) => {}
        // A key of a kind that is not read here is somebody's too.
        Err(IssuerIdError::NoKey(_)) if whole.split(':').nth(2).is_some_and(|key| !key.is_empty()) => {}
        Err(_) => return None,
    }
    Some(normal.into_owned())
}

/// A name in a namespace for the whole world (RFC 8141). The UUID of nothing but zeros
/// names nothing (RFC 9562).
fn urn(rest: &str) -> Option<(String, String)> {
    let (space, name) = rest.split_once(':').filter(|(space, name)| !space.is_empty() && !name.is_empty())?;
    let space = space.to_ascii_lowercase();
    let name = if space == "uuid" { name.to_ascii_lowercase() } else { name.to_owned() };
    let is_nothing = name.chars().all(|sign| matches!(sign, '0' | '-'));
    (!is_nothing).then(|| ("urn".to_owned(), format!("{space}:{name}")))
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

/// A telephone number as it is compared (RFC 3966, section 5), where it is written for
/// the whole world (ITU-T E.164). Behind one number there may be many, by their
/// extensions; letters stand for digits that not every telephone has.
fn telephone(text: &str) -> Option<(String, String)> {
    let without_marks = |text: &str| -> String {
        text.chars().filter(|sign| !sign.is_whitespace() && !"-.()".contains(*sign)).collect()
    };
    let mut parts = text.split(';');
    let number = without_marks(parts.next()?);
    let digits = number.strip_prefix('+').filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))?;
    let is_whole = (7..=15).contains(&digits.len()) && !digits.starts_with('0');
    let mut parameters: Vec<String> = parts
        .map(str::to_ascii_lowercase)
        .map(|part| if part.starts_with("ext=") { without_marks(&part) } else { part })
        .collect();
    parameters.sort_unstable();
    is_whole.then(|| (TELEPHONE.to_owned(), [&[digits.to_owned()], parameters.as_slice()].concat().join(";")))
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
            (vec![email("eve@example.org")], vec![sealed("amy@example.org", "1")], Earners::Unlike),
            (vec![email("amy@example.org")], vec![sealed("Amy@example.org", "1")], Earners::Unlike),
            (vec![sealed("amy@example.org", "2")], vec![sealed("amy@example.org", "1")], Earners::Unseen),
            (vec![sealed("amy@example.org", "1")], vec![sealed("amy@example.org", "1")], Earners::Same),
            (vec![sealed("Amy@example.org", "1")], vec![sealed("amy@example.org", "1")], Earners::Unlike),
            (vec![sealed("Amy@example.org", "")], vec![sealed("amy@example.org", "")], Earners::Unlike),
            (vec![email("Amy@example.org")], vec![sealed("Amy@example.org", "1")], Earners::Same),
            (vec![id("did:example:amy"), sealed("eve@e.org", "1")], vec![sealed("amy@e.org", "1")], Earners::Unlike),
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
    fn what_many_may_have_is_of_nobody_even_where_both_have_it() {
        let plain = |kind: &str, text: &str| RecipientView::Plain(kind.into(), text.into());
        let unread = RecipientView::Hashed("email".into(), "sha256$".into(), Some(String::new()));
        for (name, found) in [
            (plain("identifier", "nr:7"), Earners::Apart),
            (plain("url", "Room 7: seat 3"), Earners::Apart),
            (id("_:b0"), Earners::Apart),
            (id("did:example:"), Earners::Apart),
            (id("did:example:#key"), Earners::Apart),
            (id("did:key:"), Earners::Apart),
            (id("did:web:"), Earners::Apart),
            (id("https://"), Earners::Apart),
            (id("http://localhost/users/7"), Earners::Apart),
            (id("urn:7"), Earners::Apart),
            (id("urn:uuid:00000000-0000-0000-0000-000000000000"), Earners::Apart),
            (id("tel:+"), Earners::Apart),
            (id("tel:+1800FLOWERS"), Earners::Apart),
            (id("mailto:"), Earners::Apart),
            (id("mailto:amy@example.org,bob@example.org"), Earners::Apart),
            (email("none"), Earners::Apart),
            (email(""), Earners::Apart),
            (unread, Earners::Unseen),
            (id("did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"), Earners::Same),
            (id("http://example.org/amy"), Earners::Same),
            (id("urn:isni:0000000121032683"), Earners::Same),
        ] {
            let award = vec![vec![name]];
            assert_eq!(together(&[&award, &award.clone()]), found, "{award:?}");
        }
        let none = vec![vec![email("none")]];
        assert_eq!(together(&[&none, &[vec![email("amy@example.org")]]]), Earners::Apart);
    }

    #[test]
    fn telephone_numbers_are_one_by_their_digits_and_what_stands_behind_them() {
        let tel = |rest: &str| vec![vec![id(&format!("tel:{rest}"))]];
        for (one, other, found) in [
            ("+442079460001;ext=12", "+442079460001;ext=34", Earners::Other),
            ("+442079460001;EXT=1-2", "+44-20-7946.0001;ext=12", Earners::Same),
            ("+442079460001;a=1;b=2", "+44(20)79460001;b=2;a=1", Earners::Same),
            ("+1800FLOWERS", "+1800COLLECT", Earners::Apart),
            ("+1800FLOWERS", "+18003569377", Earners::Apart),
        ] {
            assert_eq!(together(&[&tel(one), &tel(other)]), found, "{one} {other}");
        }
        let uuid = |digits: &str| vec![vec![id(&format!("URN:UUID:{digits}"))]];
        let one = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
        assert_eq!(together(&[&uuid(one), &uuid(&one.to_uppercase())]), Earners::Same);
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
            (sealed("amy@example.org", "1"), sealed("bob@example.net", "1"), Earners::Unlike),
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
