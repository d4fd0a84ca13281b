//! A second badge in a file: what it is follows from what it says, wherever it
//! lies.

use super::*;
use crate::credential::{did, proof, vc_jwt};

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(kind);
    hasher.update(data);
    let length = u32::try_from(data.len()).unwrap();
    [&length.to_be_bytes()[..], kind, data, &hasher.finalize().to_be_bytes()].concat()
}

/// A PNG that carries these texts, each under its keyword.
fn png(texts: &[(&str, &str)]) -> Vec<u8> {
    let text =
        |(keyword, text): &(&str, &str)| chunk(b"iTXt", &[keyword.as_bytes(), b"\0\0\0\0\0", text.as_bytes()].concat());
    let texts: Vec<u8> = texts.iter().flat_map(text).collect();
    let header = chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    [b"\x89PNG\r\n\x1a\n".to_vec(), header, texts, chunk(b"IEND", b"")].concat()
}

const THREE: &str = "openbadgecredential";
const TWO: &str = "openbadges";

fn credential(key: &IssuerKey, name: &str, earner: &str) -> Value {
    let badge = Badge { name: name.into(), ..badge() };
    let award = Award { recipient: Recipient::Id(earner.into()), ..award() };
    ob3::credential(&badge, &key.did(), &award).unwrap()
}

fn signed(key: &IssuerKey, credential: &Value) -> String {
    proof::sign(credential, key, award().issued_on).unwrap().to_string()
}

fn token(key: &IssuerKey, credential: &Value) -> String {
    vc_jwt::sign(credential, key, &did::verification_method(key.public())).unwrap()
}

fn trusting(key: &IssuerKey) -> Trust {
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    trust
}

#[test]
fn a_second_badge_of_somebody_else_is_refused_whatever_it_is_called() {
    let (ours, others) = (key(), key());
    let (amy, eve) = (credential(&ours, "Kite", "did:example:amy"), credential(&ours, "Kite", "did:example:eve"));
    let first = signed(&ours, &amy);
    let seconds =
        [signed(&ours, &eve), token(&ours, &eve), signed(&others, &credential(&others, "Kite", "did:example:amy"))];
    for second in seconds {
        for keyword in [THREE, TWO, "OpenBadgeCredential", "openbadges "] {
            let report = ask(&png(&[(THREE, &first), (keyword, &second)]), &trusting(&ours), None);
            assert_eq!(report.verdict, Verdict::NotValid, "{keyword}: {report:?}");
            assert!(report.summary.contains("disagree"), "{}", report.summary);
            assert!(!report.checks.iter().any(|check| check.message.contains("2.0")), "{report:?}");
        }
        for element in ["p:assertion", "o:Credential", "credential"] {
            let svg = format!(
                "<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0' xmlns:p='http://openbadges.org'>\
                 <{element}>{second}</{element}><o:credential>{first}</o:credential></svg>"
            );
            let report = ask(svg.as_bytes(), &trusting(&ours), None);
            assert_eq!(report.verdict, Verdict::NotValid, "{element}: {report:?}");
        }
    }
    let report = ask(&png(&[(THREE, &first), (TWO, &signed(&ours, &eve))]), &trusting(&ours), None);
    assert!(report.summary.contains("did:example:eve"), "it is told to whom: {}", report.summary);
}

#[test]
fn a_second_badge_in_other_wrappings_or_in_another_place_decides_as_any_other() {
    let ours = key();
    let (amy, eve) = (credential(&ours, "Kite", "did:example:amy"), credential(&ours, "Kite", "did:example:eve"));
    let (first, second) = (signed(&ours, &amy), signed(&ours, &eve));
    let forged = first.replace("\"Kite\"", "\"Surgery\"");
    let wrapped = |badge: &str| {
        [
            format!("[{badge}]"),
            format!("\u{feff}{badge}"),
            format!("{{\"data\":[{badge}]}}"),
            format!("<x:xmpmeta xmlns:x='adobe:ns:meta/'><![CDATA[{badge}]]></x:xmpmeta>"),
        ]
    };
    for keyword in [TWO, "openbadges3", "XML:com.adobe.xmp", "Comment"] {
        let look = |text: &str| ask(&png(&[(THREE, &first), (keyword, text)]), &trusting(&ours), None);
        for text in wrapped(&second).iter().chain([&format!("Bearer {}", token(&ours, &eve))]) {
            let report = look(text);
            assert_eq!(report.verdict, Verdict::NotValid, "{keyword}: {text}: {report:?}");
            assert!(report.summary.contains("disagree"), "{}", report.summary);
        }
        for text in wrapped(&forged) {
            let report = look(&text);
            assert_eq!(report.verdict, Verdict::Genuine, "{keyword}: {text}: {report:?}");
            assert!(said(&report, "file").message.contains("“Surgery”"), "{report:?}");
        }
        for text in wrapped(&first) {
            let report = look(&text);
            assert_eq!(report.verdict, Verdict::Genuine, "{keyword}: {text}: {report:?}");
            assert!(said(&report, "file").message.contains("more than once"), "{report:?}");
        }
    }
    for place in [
        format!("<metadata>{second}</metadata>"),
        format!("<!-- {second} -->"),
        format!("<g data-badge='{}'/>", token(&ours, &eve)),
    ] {
        let svg = format!(
            "<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0'>{place}<o:credential>{first}</o:credential></svg>"
        );
        let report = ask(svg.as_bytes(), &trusting(&ours), None);
        assert_eq!(report.verdict, Verdict::NotValid, "{place}: {report:?}");
    }
}

#[test]
fn a_second_badge_that_has_ended_is_told_and_never_passed() {
    let key = key();
    let mut over = credential(&key, "Kite", "did:example:amy");
    over["validUntil"] = json!("2026-04-01T00:00:00Z");
    let (first, over) = (signed(&key, &credential(&key, "Kite", "did:example:amy")), signed(&key, &over));
    for keyword in [THREE, TWO] {
        let report = ask(&png(&[(THREE, &first), (keyword, &over)]), &trusting(&key), None);
        assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
        assert!(report.summary.contains("On the second: Ended."), "{}", report.summary);
    }
    let report = ask(&png(&[(THREE, &over), (THREE, &first)]), &trusting(&key), None);
    assert_eq!(report.verdict, Verdict::Ended, "{report:?}");
}

#[test]
fn two_that_say_the_same_in_two_signatures_agree() {
    let (key, other) = (key(), key());
    let credential = credential(&key, "Kite", "did:example:amy");
    let method = did::verification_method(key.public());
    let as_text = proof::sign_as(&credential, &key, proof::Suite::Jcs, &method, award().issued_on).unwrap().to_string();
    let forms = [signed(&key, &credential), as_text, token(&key, &credential)];
    for first in &forms {
        for second in forms.iter().filter(|second| *second != first) {
            let report = ask(&png(&[(THREE, first), (THREE, second)]), &trusting(&key), None);
            assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
            assert!(said(&report, "file").message.contains("in two signatures"), "{report:?}");
            assert!(!report.checks.iter().any(|check| check.message.contains("different things")), "{report:?}");
        }
    }
    // One of them is of a key that nobody can say is the issuer's.
    let web = |key: &IssuerKey| {
        let mut credential = credential.clone();
        credential["issuer"]["id"] = json!(WEB);
        token(key, &credential)
    };
    let file = png(&[(THREE, &web(&key)), (THREE, &web(&other))]);
    let listed = crate::credential::did_document::listing(WEB, [key.public()]);
    let sources = fetched(&[(WEB_DOCUMENT, &listed)]);
    let question = InspectOptions { trust: &Trust::default(), sources: &sources, at: at(), email: None };
    let report = inspect(&file, &question);
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    assert!(said(&report, "file").message.contains("which does not hold"), "{report:?}");
    let report = ask(&file, &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(!report.wants.is_empty());
}

#[test]
fn an_endorsement_of_one_of_several_badges_counts_for_that_one() {
    use crate::credential::endorsement::{Endorsement, endorse};
    let (issuer, club) = (key(), key());
    let mut trust = trusting(&issuer);
    trust.add_trusted(club.did(), "Sailing Club");
    let with = |about: &str| {
        let words = Endorsement { id: "urn:uuid:e", subject: about, comment: "Good.", endorser: "Sailing Club" };
        let words = endorse(&words, &club, award().issued_on).unwrap();
        let mut credential = credential(&issuer, "Neurosurgeon", "did:example:amy");
        let mut second = credential["credentialSubject"]["achievement"].clone();
        second["id"] = json!("urn:uuid:second");
        second["name"] = json!("Kiln Loading");
        second["endorsement"] = json!([words]);
        let first = credential["credentialSubject"]["achievement"].take();
        credential["credentialSubject"]["achievement"] = json!([first, second]);
        let method = did::verification_method(issuer.public());
        let signed = proof::sign_as(&credential, &issuer, proof::Suite::Jcs, &method, award().issued_on).unwrap();
        let report = ask(signed.to_string().as_bytes(), &trust, None);
        assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
        let check = said(&report, "endorsement").clone();
        (check.outcome, check.message)
    };
    let (outcome, message) = with("urn:uuid:second");
    assert_eq!(outcome, Outcome::Note, "{message}");
    assert!(message.contains("endorses only “Kiln Loading”, one of the 2 badges"), "{message}");
    let (outcome, message) = with(&badge().id);
    assert!(outcome == Outcome::Pass && message.contains("only “Neurosurgeon”"), "{message}");
    for (whole, told) in [(award().id, "endorses it."), (issuer.did(), "endorses its issuer.")] {
        let (outcome, message) = with(&whole);
        assert!(outcome == Outcome::Pass && message.contains(told), "{message}");
    }
}
