//! No changed byte of what was signed leaves a badge genuine or intact, in any
//! form that we write.

use badgewright::carrier;
use badgewright::credential::{Algorithm, IssuerKey, SystemRandom};
use badgewright::document::{Document, starter};
use badgewright::inspect::{InspectOptions, Report, Sources, Trust, Verdict, inspect};
use badgewright::issue::{FileKind, Form, IssueOptions, Issued, award, prepare};

const SITE: &str = "https://example.org/issuer.json";

const FORMS: &[(Form, Algorithm, Option<&str>)] = &[
    (Form::Ob3, Algorithm::Ed25519, None),
    (Form::Ob3Jcs, Algorithm::Ed25519, None),
    (Form::Ob3Jwt, Algorithm::Ed25519, None),
    (Form::Ob3Jwt, Algorithm::P256, None),
    (Form::Ob3Jwt, Algorithm::Rsa, None),
    (Form::Ob2Signed, Algorithm::P256, Some(SITE)),
    (Form::Ob2Hosted, Algorithm::P256, Some(SITE)),
];

/// A badge of few words, so that every byte can be tried.
fn small() -> Document {
    let whole = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    let mut badge = (*whole.badge).clone();
    badge.issuer.name = "Ours".into();
    badge.criteria.statements.truncate(1);
    badge.skills.truncate(1);
    Document { badge: badge.into(), artwork: std::sync::Arc::default(), ..whole }
}

struct Case {
    made: Issued,
    trust: Trust,
    sources: Sources,
}

fn case(form: Form, algorithm: Algorithm, issuer: Option<&str>, kind: FileKind) -> Case {
    let now = "2026-03-14T10:00:00Z".parse().unwrap();
    let key = IssuerKey::generate("Ours", algorithm, now, &mut SystemRandom).unwrap();
    let mut award = award("did:example:amy", now).unwrap();
    award.image = Some("https://example.org/seed.png".into());
    let options = IssueOptions::new(form, kind, issuer);
    let made = prepare(&small(), &options).unwrap().award(Some(&key), &award, now).unwrap();
    let (mut trust, mut sources) = (Trust::default(), Sources::default());
    trust.add_own(key.did(), "Ours");
    for file in &made.hosted {
        sources.fetched(file.url.as_str(), Ok(file.bytes.clone()));
    }
    Case { made, trust, sources }
}

impl Case {
    fn look(&self, file: &[u8]) -> Report {
        let at = "2026-06-01T00:00:00Z".parse().unwrap();
        inspect(file, &InspectOptions { trust: &self.trust, sources: &self.sources, at, email: None })
    }

    /// Tries one changed file. It may be good only if it says exactly the
    /// same: white space, another spelling of the same letter, or another name of the
    /// same meaning (`Criteria`), of which it has to be told that programs may miss it.
    fn try_one(&self, changed: &[u8], good: &str, what: &str) {
        let mut report = self.look(changed);
        if report.verdict <= Verdict::Intact {
            report.checks.retain(|check| !check.message.contains("Other programs may miss parts of it"));
            let same = serde_json::to_string(&report).unwrap() == good;
            assert!(same, "{what}: {:?} {}", report.verdict, report.summary);
        }
    }
}

#[test]
fn no_changed_byte_of_a_record_leaves_it_good() {
    for (form, algorithm, issuer) in FORMS {
        let case = case(*form, *algorithm, *issuer, FileKind::Record);
        let file = case.made.file.clone();
        let report = case.look(&file);
        assert!(report.verdict <= Verdict::Intact, "{form:?}: {report:?}");
        let good = serde_json::to_string(&report).unwrap();
        // Each byte with another bit, so that all bits have their turn.
        for at in 0..file.len() {
            let mut changed = file.clone();
            changed[at] ^= 1 << (at % 8);
            case.try_one(&changed, &good, &format!("{form:?} {algorithm:?}, byte {at}"));
        }
    }
}

#[test]
fn no_changed_byte_of_the_badge_in_a_picture_leaves_it_good() {
    for kind in [FileKind::Png { side: 16 }, FileKind::Svg] {
        for (form, algorithm, issuer) in [FORMS[0], FORMS[3], FORMS[6]] {
            let case = case(form, algorithm, issuer, kind);
            let file = case.made.file.clone();
            let good = serde_json::to_string(&case.look(&file)).unwrap();
            let payload = carrier::extract(&file).unwrap().payload.as_str().as_bytes().to_vec();
            let start = file.windows(payload.len()).position(|bytes| bytes == payload).unwrap();
            for at in start..start + payload.len() {
                let mut changed = file.clone();
                changed[at] ^= 1 << (at % 8);
                case.try_one(&changed, &good, &format!("{form:?} {kind:?}, byte {at}"));
            }
        }
    }
}
