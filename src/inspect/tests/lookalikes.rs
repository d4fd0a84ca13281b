//! Issuers who may be taken for somebody whom the user knows.

use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::{did_document, proof};

const HARBOUR: &str = "did:web:harbour.example";

/// A badge of this issuer, who calls itself so.
fn called(name: &str, issuer: &str, key: &IssuerKey) -> String {
    let mut badge = badge();
    badge.issuer.name = name.into();
    let credential = ob3::credential(&badge, issuer, &award()).unwrap();
    proof::sign(&credential, key, award().issued_on).unwrap().to_string()
}

/// What is to be told of an issuer with such a name and identifier.
fn told(name: &str, issuer: &str, trust: &Trust) -> Option<String> {
    look(&called(name, issuer, &key()), trust, &Sources::default()).alike
}

#[test]
fn a_name_that_looks_like_another_is_told() {
    let key = key();
    let mut trust = Trust::default();
    trust.add_trusted("did:web:harbour.example", "HARBOUR Community-Trust");
    let report = look(&signed(&key.did(), &key), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Intact);
    let told = report.checks.iter().find(|check| check.message.contains("looks like")).unwrap();
    assert_eq!((told.id, told.outcome), ("issuer", Outcome::Unknown));
    assert!(told.message.contains("by harbour.example") && told.message.contains("HARBOUR"), "{told:?}");
    trust.add_trusted(key.did(), "Harbour Community Trust (harbour)");
    let report = look(&signed(&key.did(), &key), &trust, &Sources::default());
    assert!(
        !report.checks.iter().any(|check| check.message.contains("looks like")),
        "so the user calls it: {report:?}"
    );
    trust.add_trusted(key.did(), "Kite Club");
    let report = look(&signed(&key.did(), &key), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Genuine);
    let told = report.alike.unwrap();
    assert!(told.contains("whom you know as “Kite Club”") && told.contains("by harbour.example"), "{told}");
}

/// Beside whom nobody knows, the same letters say nothing.
#[test]
fn a_name_in_which_letters_of_another_script_stand_for_latin_ones_is_told() {
    let mut trust = Trust::default();
    trust.add_trusted(HARBOUR, "Harbour Trust");
    trust.add_trusted("did:web:kiln.example", "Kiln");
    for (name, known) in [("Harьour Trust", "Harbour Trust"), ("Trust Harьoцr", "Harbour Trust"), ("Kiлn", "Kiln")]
    {
        let told = told(name, "did:web:evil.example", &trust).unwrap_or_default();
        assert!(told.contains(&format!("looks like “{known}”")), "{name}: {told}");
    }
    for honest in ["Ελλάδα", "Київ", "Σchool", "Яндекс Taxi"] {
        assert_eq!(told(honest, "did:web:other.example", &trust), None, "{honest}");
    }
}

#[test]
fn whoever_is_known_by_the_key_that_signed_is_nobody_else() {
    let (key, other) = (key(), key());
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour Community Trust");
    let told = |file: &str| look(file, &trust, &Sources::default()).alike;
    assert_eq!(told(&signed(WEB, &key)), None);
    assert!(told(&signed(WEB, &other)).unwrap().contains("somebody else"));
}

#[test]
fn keys_that_took_the_place_of_one_that_is_known_are_nobody_else() {
    let [first, second, third] = [key(), key(), key()];
    let next = |old: &IssuerKey, new: &IssuerKey| KnownIssuer {
        successor: Some(new.did()),
        ..KnownIssuer::new(old.did(), "Harbour Community Trust")
    };
    let mut trust = Trust::default();
    trust.confirm(next(&first, &second));
    trust.confirm(next(&second, &third));
    let told = |file: &str, trust: &Trust| look(file, trust, &Sources::default()).alike;
    assert_eq!(told(&signed(&third.did(), &third), &trust), None);
    // Whoever names somebody as their successor is none of theirs.
    let evil = key();
    trust.confirm(KnownIssuer { name: "Kites".into(), ..next(&evil, &first) });
    assert!(told(&signed(&evil.did(), &evil), &trust).unwrap().contains("somebody else"));
}

#[test]
fn a_name_that_is_the_address_of_another_is_told() {
    let mut trust = Trust::default();
    trust.add_trusted(HARBOUR, "Harbour Community Trust");
    let key = key();
    for name in [
        "harbour.example",
        "https://harbour.example",
        "Badges of Harbour.Example",
        "h\u{430}rbour.example",
        "https://www.harbour.example/issuer.json",
        "badges.harbour.example",
        "Harbour (dot) Example",
        "Badges of harbour-example",
    ] {
        for issuer in [key.did(), "https://evil.example/issuer".to_owned()] {
            let told = told(name, &issuer, &trust).unwrap_or_else(|| panic!("nothing is told of {name}"));
            let how = "looks like the address of “Harbour Community Trust” (whom you know by harbour.example), and is \
                       somebody else";
            assert!(told.contains(how), "{told}");
        }
        // Whose own address it is may be called so.
        for issuer in ["https://harbour.example/issuer", "did:web:badges.harbour.example"] {
            assert_eq!(told(name, issuer, &trust), None, "{name} at {issuer}");
        }
    }
    assert_eq!(told("evil.example", "https://evil.example/issuer", &trust), None);
    assert_eq!(told("harbour.example", "https://evil.example", &Trust::default()), None, "whom nobody knows");
    trust.add_trusted("https://evil.example", "harbour.example (the other one)");
    assert_eq!(told("harbour.example", "https://evil.example", &trust), None, "so the user calls it");
}

#[test]
fn an_address_that_looks_like_that_of_another_is_told() {
    let mut trust = Trust::default();
    trust.add_trusted(HARBOUR, "Harbour Community Trust");
    for (issuer, host) in [
        ("https://h\u{430}rbour.example/issuer", "h\u{430}rbour.example (xn--hrbour-3nf.example)"),
        ("https://xn--hrbour-3nf.example/issuer", "h\u{430}rbour.example (xn--hrbour-3nf.example)"),
        ("did:web:harb0ur.example", "harb0ur.example"),
        ("did:web:www.harb0ur.example", "www.harb0ur.example"),
        ("https://harbour-example.evil.example", "harbour-example.evil.example"),
        ("https://login.harbour.example.evil.example", "login.harbour.example.evil.example"),
        (
            "https://harbour.example@evil.example/i",
            "evil.example (written as “https://harbour.example@evil.example/i”)",
        ),
    ] {
        let told = told("Kite Club", issuer, &trust).unwrap_or_else(|| panic!("nothing is told of {issuer}"));
        let how = format!("lies at {host}, which looks like the address of “Harbour Community Trust”");
        assert!(told.contains(&how), "{told}");
        let mut confirmed = trust.clone();
        confirmed.add_trusted(issuer, "Kites");
        let report = look(&called("Kite Club", issuer, &key()), &confirmed, &Sources::default());
        assert_eq!(report.alike, None, "whom the user knows, too");
    }
    for issuer in [
        HARBOUR,
        "https://harbour.example/other",
        "https://www.harbour.example/issuer.json",
        "https://kites.example",
        "https://harbours.example",
    ] {
        assert_eq!(told("Kite Club", issuer, &trust), None, "{issuer}");
    }
}

#[test]
fn places_of_the_user_are_not_said_to_be_somebody_elses() {
    let (key, name) = (key(), "Harbour Community Trust");
    let mut trust = Trust::default();
    trust.add_own(key.did(), name);
    let told_of = told(name, "https://harbour.example/issuer", &trust).unwrap();
    assert!(told_of.contains("is not known to be you: harbour.example") && !told_of.contains("else"), "{told_of}");
    // Signed with the own key in the name of another place that the user knows.
    trust.add_trusted(HARBOUR, name);
    let sources = fetched(&[(WEB_DOCUMENT, &did_document::listing(WEB, [key.public()]))]);
    let report = look(&called(name, WEB, &key), &trust, &sources);
    assert_eq!((report.verdict, report.alike), (Verdict::Genuine, None));
    // A place that the user confirmed with the own key.
    trust.confirm(KnownIssuer {
        keys: vec![key.public().multibase()],
        ..KnownIssuer::new("https://mine.example/issuer", "My own place")
    });
    assert_eq!(told(name, "https://mine.example/issuer", &trust), None);
    // One host may have several issuers.
    let mut trust = Trust::default();
    trust.add_trusted("did:web:harbour.example:badges", name);
    for (issuer, how) in [
        (
            "https://harbour.example/issuer",
            "(whom you know by harbour.example/badges), and is not known to be the same: harbour.example/issuer.",
        ),
        // Two kinds of identifier for one place.
        (
            "https://harbour.example/badges",
            "(whom you know by did:web:harbour.example:badges), and is not known to be the same: \
             https://harbour.example/badges.",
        ),
    ] {
        let told = told(name, issuer, &trust).unwrap();
        assert!(told.contains(how), "{told}");
    }
}

#[test]
fn a_place_for_which_the_user_gathers_files_looks_like_nobody_elses_and_is_not_confirmed_by_that() {
    let mut trust = Trust::default();
    trust.add_own_name("Harbour Community Trust", None);
    let place = "https://harbour.example/issuer.json";
    assert!(told("Harbour Community Trust", place, &trust).is_some());
    trust.add_own_place(place);
    assert_eq!(told("Harbour Community Trust", place, &trust), None);
    assert!(told("Harbour Community Trust", "https://harbour.example/other.json", &trust).is_some());
    let report = look(&called("Harbour Community Trust", place, &key()), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed);
}

#[test]
fn neither_spaces_nor_length_nor_another_name_before_it_hides_a_name_that_looks_like_another() {
    let mut trust = Trust::default();
    let (known, mine) = (key(), key());
    trust.add_trusted(mine.did(), "Oxford Chess");
    trust.add_trusted(known.did(), "University of Oxford");
    let stranger = "did:web:evil.example";
    let far = " ".repeat(450);
    for name in [
        "University of Oxford".to_owned(),
        format!("{far}University of Oxford"),
        format!("University of{far}Oxford"),
        "University of Oxford\nVerified".to_owned(),
        "Office\tUniversity of Oxford".to_owned(),
        format!("{}University of Oxford", "\n".repeat(450)),
    ] {
        assert!(told(&name, stranger, &trust).is_some(), "{name:?}");
    }
    let long = format!("{}University of Oxford", "x ".repeat(200));
    let report = look(&called(&long, &known.did(), &known), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(said(&report, "issuer").message.len() < 2_000);
    assert!(report.checks.iter().any(|check| check.message.contains("more than 400 letters")), "{report:?}");
    // Whoever is known by one name is not known by the other that they add to it.
    for name in ["University of Oxford, Oxford Chess", "Oxford Chess (University of Oxford)"] {
        let report = look(&called(name, &mine.did(), &mine), &trust, &Sources::default());
        let alike = report.alike.unwrap_or_else(|| panic!("nothing is told of {name}"));
        assert!(alike.contains("looks like “University of Oxford”"), "{alike}");
    }
}

#[test]
fn an_endorser_or_an_entrys_issuer_whose_address_looks_like_that_of_another_is_told_with_a_name_or_without() {
    let (issuer, club) = (key(), key());
    let mut trust = Trust::default();
    trust.add_trusted(HARBOUR, "Harbour Community Trust");
    let words = |name: Value| {
        let words = Endorsement { id: "urn:uuid:e", subject: &badge().id, comment: "Good.", endorser: "Kites" };
        let mut words = endorse(&words, &club, award().issued_on).unwrap();
        words.as_object_mut().unwrap().remove("proof");
        words["issuer"] = json!({ "id": "did:web:harb0ur.example", "type": ["Profile"], "name": name });
        words["issuer"].as_object_mut().unwrap().retain(|_, value| !value.is_null());
        let method = format!("did:web:harb0ur.example#{}", club.public().multibase());
        let sign = |suite| proof::sign_as(&words, &club, suite, &method, award().issued_on).unwrap();
        [proof::Suite::Jcs, proof::Suite::Rdfc].map(sign)
    };
    for name in [json!("Kites"), json!(""), json!(null)] {
        for words in words(name.clone()) {
            let badge = Badge { endorsement: vec![words], ..badge() };
            let file = proof::sign(&ob3::credential(&badge, &issuer.did(), &award()).unwrap(), &issuer, at()).unwrap();
            let report = look(&file.to_string(), &trust, &Sources::default());
            let message = &said(&report, "endorsement").message;
            let how =
                "Take care: whoever endorses it lies at harb0ur.example, which looks like the address of “Harbour";
            assert!(message.contains(how), "{name}: {message}");
        }
    }
}

#[test]
fn a_name_in_which_the_user_awards_is_told_as_their_own_whatever_their_key_is_called() {
    let ours = key();
    let mut trust = Trust::default();
    trust.add_own(ours.did(), "River Friends Trust");
    let stranger = "did:web:evil.example";
    assert_eq!(told("River Friends of Leeds", stranger, &trust), None, "of which nothing is known yet");
    trust.add_own_name("River Friends of Leeds", Some(&ours.did()));
    trust.add_own_name("Kites of York", None);
    let by_key = told("River Friends of Leeds", stranger, &trust).unwrap();
    assert!(by_key.contains("your own: the key ") && by_key.contains("is not known to be you"), "{by_key}");
    let alone = told("The Kites of York", stranger, &trust).unwrap();
    assert!(alone.contains("looks like “Kites of York” (your own), and is not known to be you"), "{alone}");
    assert_eq!(told("Canal School", stranger, &trust), None);
    // Own keys call themselves as the user likes, and so does whomever the user calls so.
    let own = look(&called("River Friends of Leeds", &ours.did(), &ours), &trust, &Sources::default());
    assert_eq!((own.alike, own.verdict), (None, Verdict::Genuine));
    trust.add_trusted(stranger, "Kites of York");
    assert_eq!(told("Kites of York", stranger, &trust), None);
}

#[test]
fn a_name_in_which_the_user_awards_is_told_before_a_list_brings_it_for_another() {
    let mut trust = Trust::default();
    trust.add_own_name("River Friends of Leeds", None);
    let offered = [KnownIssuer::new("did:web:evil.example", "River Friends of Leeds")];
    let told: Vec<String> = trust.changes(&offered).iter().map(ToString::to_string).collect();
    assert!(told[1].contains("is what one of your issuer profiles is called"), "{told:?}");
}
