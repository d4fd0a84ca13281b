//! A badge that was made, looked over as its earner's readers will, before
//! anything of it is written: what this program makes it has to call good.

use jiff::Timestamp;

use super::IssueError;
use super::forms::Form;
use super::status_list::fresh_list;
use crate::credential::ob3::Award;
use crate::credential::site::HostedFile;
use crate::credential::view::IssuerView;
use crate::credential::{IssuerKey, Recipient, did};
use crate::document::Document;
use crate::inspect::{InspectOptions, Report, Sources, Trust, Verdict, inspect};

/// Signed award without the endorsements of its badge: what was told before it was
/// signed.
pub(super) struct Bare {
    pub(super) payload: String,
    /// By which names its issuer endorses it as well.
    pub(super) own_names: Vec<String>,
}

/// Identifiers of an award: that whatever it names has one of its own. In what is signed,
/// everything that is said of one identifier is said of one thing. Only who awards a
/// badge may have earned it as well.
pub(super) fn stands_alone(document: &Document, award: &Award, issuer: &str) -> Result<(), IssueError> {
    let earner = match &award.recipient {
        Recipient::Id(id) => id.as_str(),
        Recipient::Email { .. } => "",
    };
    let all =
        [("award", award.id.as_str()), ("badge", document.badge.id.as_str()), ("issuer", issuer), ("earner", earner)];
    for (place, (one, id)) in all.into_iter().enumerate().filter(|(_, (_, id))| !id.is_empty()) {
        let may_be_one = |other: &str| [one, other] == ["issuer", "earner"];
        let others = all.into_iter().skip(place + 1).filter(|(other, _)| !may_be_one(other));
        if let Some((other, _)) = others.into_iter().find(|(_, other)| *other == id) {
            return Err(IssueError::SameIdentifier { id: id.to_owned(), one, other });
        }
    }
    Ok(())
}

/// Two reports on an award: that with its endorsements it says what it says without them.
fn says_the_same(with: &Report, bare: &Report, own_names: &[String]) -> Result<(), IssueError> {
    let badge = |report: &Report| {
        let mut badge = report.badge.clone().unwrap_or_default();
        badge.issuer = IssuerView::default();
        badge
    };
    let issuer = |report: &Report| report.badge.as_ref().map(|badge| badge.issuer.clone()).unwrap_or_default();
    let (all, told) = (issuer(with), issuer(bare));
    let is_told = |name: &String| told.names.contains(name) || own_names.contains(name);
    let times = |report: &Report| (report.issued_on, report.valid_from, report.valid_until);
    let same = [
        ("the badge", badge(with) == badge(bare)),
        ("its issuer", all.names.iter().all(is_told) && all.url == told.url && all.id == told.id),
        ("its earner", with.recipient == bare.recipient && with.earners == bare.earners),
        ("its dates", times(with) == times(bare)),
        ("its evidence", with.evidence == bare.evidence),
        ("its results", with.results == bare.results),
        ("its withdrawal", with.status == bare.status),
    ];
    match same.into_iter().find(|(_, is_same)| !is_same) {
        Some((of, _)) => Err(IssueError::SaysOther(of)),
        None => Ok(()),
    }
}

/// Self-check of a badge file: that it is genuine at the time of the award to those who
/// trust its issuer, known by this identifier, with the issuer's files on the web, and says
/// what was told before it was signed. One whose end was chosen to be over by then has ended, which is no fault.
pub(super) fn passes(
    file: &[u8],
    bare: Option<&Bare>,
    hosted: &[HostedFile],
    key: Option<&IssuerKey>,
    award: &Award,
    (issuer, form): (&str, Form),
    at: Timestamp,
) -> Result<(), IssueError> {
    let (mut trust, mut sources) = (Trust::default(), Sources::default());
    for file in hosted {
        sources.fetched(file.url.as_str(), Ok(file.bytes.clone()));
    }
    if !did::carries_key(issuer) {
        trust.add_trusted(issuer, "");
    }
    if let Some(key) = key {
        trust.add_own(key.did(), key.name());
        // The list on which its place was drawn is one of many; on it nobody is withdrawn yet.
        if let Some(place) = award.status.as_ref().filter(|_| !form.needs_site()) {
            let list = fresh_list(&place.list, issuer, key, form, at)?;
            sources.fetched(list.url, Ok(list.bytes));
        }
    }
    let at = at.max(award.issued_on);
    let look = |file: &[u8]| inspect(file, &InspectOptions { trust: &trust, sources: &sources, at, email: None });
    let report = look(file);
    match report.verdict {
        Verdict::Genuine | Verdict::Intact | Verdict::Ended => {}
        _ => return Err(IssueError::WouldNotPass(report.summary)),
    }
    bare.map_or(Ok(()), |bare| says_the_same(&report, &look(bare.payload.as_bytes()), &bare.own_names))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::badge::ResultDescription;
    use crate::credential::ob3::{Attained, StatusPlace};
    use crate::credential::status::ENTRIES;
    use crate::credential::{Algorithm, SystemRandom};
    use crate::document::starter;
    use crate::issue::{FileKind, IssueOptions, award, prepare};

    fn now() -> Timestamp {
        "2026-03-14T10:00:00Z".parse().unwrap()
    }

    fn key() -> IssuerKey {
        IssuerKey::generate("Ours", Algorithm::Ed25519, now(), &mut SystemRandom).unwrap()
    }

    /// The record of an award to Amy, which differs from the usual one.
    fn made(key: &IssuerKey, change: impl FnOnce(&mut Document, &mut Award)) -> (Result<Vec<u8>, IssueError>, Award) {
        let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
        let score = ResultDescription { id: "urn:uuid:r".into(), name: "Score".into(), ..ResultDescription::default() };
        let badge = Arc::make_mut(&mut document.badge);
        badge.issuer.name = "Ours".into();
        // Skills of nobody's framework bear the issuer's name.
        (badge.result_description, badge.skills) = (vec![score], Vec::new());
        // By an identifier, since an address is sealed anew each time.
        let mut award = Award { id: "urn:uuid:2".into(), ..award("did:web:amy.example", now()).unwrap() };
        change(&mut document, &mut award);
        let options = IssueOptions::new(Form::Ob3, FileKind::Record, None);
        (
            prepare(&document, &options)
                .and_then(|prepared| prepared.award(Some(key), &award, now()))
                .map(|made| made.file),
            award,
        )
    }

    /// Whatever lets it through before.
    #[test]
    fn nothing_is_made_that_we_would_not_call_good() {
        let list = "https://example.org/status.json".to_owned();
        let place = |index| Some(StatusPlace { list: list.clone(), index });
        let key = key();
        made(&key, |_, award| award.status = place(7)).0.unwrap();
        let told = made(&key, |_, award| award.status = place(ENTRIES as u64)).0.unwrap_err();
        assert!(matches!(told, IssueError::WouldNotPass(_)), "{told}");
    }

    /// What endorsements say besides is told apart before; this is the net below that.
    #[test]
    fn an_award_that_says_anything_else_than_was_told_is_refused() {
        type Change = fn(&mut Document, &mut Award);
        let key = key();
        let look = |change: Change| {
            let (file, award) = made(&key, change);
            let told = made(&key, |_, _| {}).0.unwrap();
            let bare = Bare { payload: String::from_utf8(told).unwrap(), own_names: Vec::new() };
            passes(&file.unwrap(), Some(&bare), &[], Some(&key), &award, (&key.did(), Form::Ob3), now())
        };
        look(|_, _| {}).unwrap();
        let changes: [(&str, Change); 7] = [
            ("the badge", |document, _| Arc::make_mut(&mut document.badge).name = "Surgery".into()),
            ("its issuer", |document, _| Arc::make_mut(&mut document.badge).issuer.url = "https://ox.example".into()),
            ("its earner", |_, award| award.recipient = Recipient::Id("did:web:bob.example".into())),
            ("its dates", |_, award| award.expires = Some("2027-03-14T10:00:00Z".parse().unwrap())),
            ("its evidence", |_, award| award.evidence = vec!["https://example.org/video".into()]),
            ("its results", |_, award| {
                award.results = vec![Attained { result_description: "urn:uuid:r".into(), value: "82".into() }];
            }),
            ("its withdrawal", |_, award| {
                award.status = Some(StatusPlace { list: "https://example.org/status.json".into(), index: 7 });
            }),
        ];
        for (of, change) in changes {
            let told = look(change).unwrap_err();
            assert!(matches!(told, IssueError::SaysOther(other) if other == of), "{of}: {told}");
        }
    }
}
