//! What lies beside the badge itself: a second badge, words of others, lists of
//! trusted issuers; and badges of older standards.

use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::{did, jws, proof, vc_jwt};

fn look(file: &[u8], trust: &Trust, sources: &Sources) -> Report {
    inspect(file, &Question { trust, sources, at: at(), email: None })
}

fn alone(file: &str) -> Report {
    look(file.as_bytes(), &Trust::default(), &Sources::default())
}

/// A picture with these badges one after the other.
fn picture_of(badges: &[&str]) -> String {
    let one = |badge: &&str| format!("<b:credential><![CDATA[{badge}]]></b:credential>");
    let all: String = badges.iter().map(one).collect();
    format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:b='https://purl.imsglobal.org/ob/v3p0'>{all}</svg>")
}

#[test]
fn two_badges_that_could_both_pass_are_refused_and_a_false_second_one_is_told() {
    let (one, two) = (key(), key());
    let first = issue(&one, &award()).to_string();
    let second = issue(&two, &award()).to_string();
    let report = alone(&picture_of(&[&first, &second]));
    assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
    assert!(report.summary.contains("disagree"), "{}", report.summary);
    // One that waits for the web could be shown by others just as well.
    let open = sign_for(WEB, &two).to_string();
    assert_eq!(alone(&picture_of(&[&first, &open])).verdict, Verdict::NotValid);

    let forged = first.replace("First Aid Volunteer", "Forged");
    let report = alone(&picture_of(&[&first, &forged]));
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    assert!(said(&report, "file").message.contains("two badges"), "{report:?}");
    assert_eq!(alone(&picture_of(&[&forged, &first])).verdict, Verdict::NotValid, "the first is the badge");
    let laid_out = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&first).unwrap()).unwrap();
    let report = alone(&picture_of(&[&first, &laid_out]));
    assert_eq!(report.verdict, Verdict::Intact);
    assert!(said(&report, "file").message.contains("more than once"), "{report:?}");
    assert_eq!(alone(&picture_of(&[&first, &second, &forged])).verdict, Verdict::NotValid, "more than two");
}

#[test]
fn a_badge_of_an_older_standard_beside_it_is_compared_and_told() {
    let first = issue(&key(), &award()).to_string();
    let with_older = |older: &str| {
        let svg = format!(
            "<svg xmlns:o='https://purl.imsglobal.org/ob/v3p0' xmlns:p='http://openbadges.org'>\
             <p:assertion><![CDATA[{older}]]></p:assertion><o:credential><![CDATA[{first}]]></o:credential></svg>"
        );
        alone(&svg)
    };
    let older = |name: &str| {
        json!({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "https://e.org/a/1",
            "recipient": {"type": "email", "hashed": false, "identity": "amy@example.org"},
            "issuedOn": "2026-03-14T10:00:00Z", "verification": {"type": "HostedBadge"},
            "badge": {"id": "https://e.org/b", "type": "BadgeClass", "name": name, "issuer": "https://e.org/i"}})
        .to_string()
    };
    let same = with_older(&older("First Aid Volunteer"));
    assert_eq!(same.verdict, Verdict::Intact, "{same:?}");
    let told = |report: &Report, words: &str| report.checks.iter().any(|check| check.message.contains(words));
    assert!(told(&same, "does not say the same about") && told(&same, "Open Badges 2.0"), "{same:?}");
    let other = with_older(&older("Brain Surgery"));
    assert_eq!(other.verdict, Verdict::NotValid, "either could be shown: {other:?}");
    assert!(told(&other, "“Brain Surgery”"), "{other:?}");
    let elsewhere = with_older(
        "{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\",\"id\":\"https://e.org/a/1\"}",
    );
    assert_eq!(elsewhere.verdict, Verdict::Intact);
    assert!(told(&elsewhere, "was not compared"), "{elsewhere:?}");
}

#[test]
fn what_was_not_looked_at_leaves_nothing_confirmed() {
    let first = issue(&key(), &award()).to_string();
    let crowd: Vec<String> = (0..2_000).map(|number| format!("{{\"a\":{number}}}")).collect();
    let mut texts = vec![first.as_str()];
    texts.extend(crowd.iter().map(String::as_str));
    let report = alone(&picture_of(&texts));
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    assert!(report.summary.contains("not looked at"), "{}", report.summary);
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(crate::carrier::MAX_PAYLOAD));
    let crowded = format!("{{\"a\":[{}0]}}", "0,".repeat(crate::credential::json::MAX_VALUES));
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(60), "]".repeat(60));
    for file in [picture_of(&[&large]), large, crowded, deep] {
        let report = alone(&file);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{}", report.summary);
        assert!(report.summary.contains("not looked at") || report.summary.contains("not read"), "{}", report.summary);
    }
}

fn sign_for(issuer: &str, key: &IssuerKey) -> Value {
    let credential = ob3::credential(&badge(), issuer, &award()).unwrap();
    proof::sign(&credential, key, at()).unwrap()
}

/// The issuer is known, so the question is another one.
#[test]
fn of_a_known_issuer_it_is_said_that_the_withdrawal_would_be_looked_up_and_not_the_key() {
    let key = key();
    let place = ob3::StatusPlace { list: "https://example.org/status.json".into(), index: 7 };
    let credential = ob3::credential(&badge(), WEB, &ob3::Award { status: Some(place), ..award() }).unwrap();
    let badge = proof::sign(&credential, &key, at()).unwrap().to_string();
    let open = alone(&badge);
    assert!(open.summary.contains("lists the key that signed it"), "{}", open.summary);
    let mut trust = Trust::default();
    trust.confirm(open.confirmable().unwrap());
    let report = look(badge.as_bytes(), &trust, &Sources::default());
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(report.summary.contains("example.org would be asked to see whether the badge was withdrawn"), "{report:?}");
    assert!(!report.summary.contains("the key that signed it"), "{}", report.summary);
}

#[test]
fn a_key_on_the_users_list_confirms_an_issuer_on_the_web_without_the_web() {
    let (key, other) = (key(), key());
    let none = Sources::default();
    let badge = sign_for(WEB, &key).to_string();
    let open = alone(&badge);
    assert_eq!(open.verdict, Verdict::Unconfirmed);
    let offer = open.confirmable().unwrap();
    assert_eq!((offer.id.as_str(), offer.keys.as_slice()), (WEB, &[key.public().multibase()][..]));
    assert_eq!(offer.fingerprints(), [did::fingerprint(&key.did())], "the one that the issuer reads out");

    let mut trust = Trust::default();
    trust.confirm(offer.clone());
    let report = look(badge.as_bytes(), &trust, &none);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    assert!(report.summary.contains("you compared") && report.confirmable().is_none(), "{}", report.summary);
    let altered = badge.replace("First Aid Volunteer", "Forged");
    assert_eq!(look(altered.as_bytes(), &trust, &none).verdict, Verdict::NotValid);
    let report = look(sign_for(WEB, &other).to_string().as_bytes(), &trust, &none);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(said(&report, "signature").message.contains("another one"), "{report:?}");
    assert!(said(&report, "issuer").message.contains("whom you trust"), "{report:?}");
    assert_eq!(look(sign_for("did:web:example.com", &key).to_string().as_bytes(), &trust, &none).verdict, open.verdict);

    // What the issuer's own website says counts for more than the list.
    let mut sources = Sources::default();
    let listed = crate::credential::did_web::document(WEB, [other.public()]);
    sources.fetched("https://example.org/.well-known/did.json", Ok(listed.to_string().into_bytes()));
    assert_eq!(look(badge.as_bytes(), &trust, &sources).verdict, Verdict::NotValid);
}

#[test]
fn a_list_is_handed_on_with_its_keys_and_adds_to_what_is_known() {
    let (old, new) = (key().public().multibase(), key().public().multibase());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.json");
    let mut trust = Trust::default();
    trust.confirm(KnownIssuer { keys: vec![old.clone()], ..KnownIssuer::new(WEB, "Harbour") });
    std::fs::write(&path, trust.export().unwrap()).unwrap();
    let offered = Trust::offered(&path).unwrap();
    assert_eq!(offered, trust.trusted_issuers());
    assert!(trust.changes(&offered).is_empty() && Trust::default().changes(&offered).len() == 1);
    let rotated = KnownIssuer { keys: vec![new.clone()], ..offered[0].clone() };
    assert_eq!(trust.changes(std::slice::from_ref(&rotated)).len(), 1);
    trust.confirm(rotated);
    assert_eq!(trust.trusted(WEB).unwrap().keys, [old, new], "what was signed before stays good");
    for bad in [r#"["not a key"]"#, r#"["z6Mk"]"#] {
        let text = format!(r#"{{"format":1,"issuers":[{{"id":"{WEB}","name":"x","keys":{bad}}}]}}"#);
        std::fs::write(&path, text).unwrap();
        assert!(matches!(Trust::offered(&path), Err(TrustError::NotAList { .. })), "{bad}");
    }
    std::fs::write(&path, format!(r#"{{"format":1,"issuers":[{{"id":"{WEB}","name":"x"}}]}}"#)).unwrap();
    assert_eq!(Trust::offered(&path).unwrap()[0].keys, Vec::<String>::new(), "lists of before");
}

/// The badge with an endorsement, signed by its issuer as a whole.
fn endorsed(issuer: &IssuerKey, words: Value) -> String {
    let mut badge = badge();
    badge.endorsement.push(words);
    let credential = ob3::credential(&badge, &issuer.did(), &award()).unwrap();
    proof::sign(&credential, issuer, at()).unwrap().to_string()
}

fn words_by(endorser: &IssuerKey, about: &str) -> Value {
    let words = Endorsement { id: "urn:uuid:e", subject: about, comment: "We ask for it.", endorser: "Sailing Club" };
    endorse(&words, endorser, award().issued_on).unwrap()
}

#[test]
fn each_endorsement_is_told_with_its_own_outcome_and_never_decides_the_badge() {
    let (issuer, club) = (key(), key());
    let about = badge().id;
    let outcome = |file: &str, trust: &Trust| {
        let report = look(file.as_bytes(), trust, &Sources::default());
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
        let check = said(&report, "endorsement").clone();
        (check.outcome, check.message)
    };
    let nobody = Trust::default();
    let good = endorsed(&issuer, words_by(&club, &about));
    let (found, message) = outcome(&good, &nobody);
    assert_eq!(found, Outcome::Note);
    assert!(message.contains("Sailing Club") && message.contains("We ask for it."), "{message}");
    let mut trust = Trust::default();
    trust.add_trusted(club.did(), "The Club");
    let (found, message) = outcome(&good, &trust);
    assert!(found == Outcome::Note && message.contains("Anybody could use it"), "a copied identifier: {message}");
    let about_issuer = endorsed(&issuer, words_by(&club, &issuer.did()));
    let (found, message) = outcome(&about_issuer, &trust);
    assert!(found == Outcome::Pass && message.contains("endorses its issuer."), "whose key is known: {message}");
    let (_, message) = outcome(&about_issuer, &nobody);
    assert!(message.contains("endorses its issuer, unchanged"), "{message}");
    let mut both = trust.clone();
    both.add_trusted(issuer.did(), "Harbour Community Trust");
    let report = look(good.as_bytes(), &both, &Sources::default());
    assert_eq!((report.verdict, said(&report, "endorsement").outcome), (Verdict::Genuine, Outcome::Pass));

    // Whoever praises a badge of their own is nobody else, whatever they call themselves.
    for about in [&about, &issuer.did()] {
        let own = endorsed(&issuer, words_by(&issuer, about));
        for (trust, verdict) in [(&nobody, Verdict::Intact), (&both, Verdict::Genuine)] {
            let report = look(own.as_bytes(), trust, &Sources::default());
            let check = said(&report, "endorsement");
            assert_eq!((report.verdict, check.outcome), (verdict, Outcome::Note), "{check:?}");
            assert!(check.message.contains("the issuer's own praise"), "{check:?}");
        }
    }

    let mut altered = words_by(&club, &about);
    altered["credentialSubject"]["endorsementComment"] = json!("We demand it.");
    assert_eq!(outcome(&endorsed(&issuer, altered), &trust).0, Outcome::Fail);
    let (found, message) = outcome(&endorsed(&issuer, words_by(&club, "urn:uuid:another")), &trust);
    assert!(found == Outcome::Fail && message.contains("something else"), "{message}");
    let mut unsigned = words_by(&club, &about);
    unsigned.as_object_mut().unwrap().remove("proof");
    assert_eq!(outcome(&endorsed(&issuer, unsigned), &trust).0, Outcome::Fail);
    let mut foreign = words_by(&club, &about);
    foreign.as_object_mut().unwrap().remove("proof");
    foreign["issuer"]["id"] = json!(issuer.did());
    foreign["issuer"]["name"] = json!("Harbour Community Trust");
    let foreign = proof::sign(&foreign, &club, at()).unwrap();
    assert_eq!(outcome(&endorsed(&issuer, foreign), &trust).0, Outcome::Fail);
}

#[test]
fn endorsements_as_tokens_are_checked_wherever_they_stand() {
    let (issuer, club, other) = (key(), key(), key());
    let mut words = words_by(&club, &badge().id);
    words.as_object_mut().unwrap().remove("proof");
    let token = |signer: &IssuerKey| vc_jwt::sign(&words, signer, &did::verification_method(signer.public())).unwrap();
    let badge_with = |place: &str, token: String| {
        let mut credential = ob3::credential(&badge(), &issuer.did(), &award()).unwrap();
        credential["credentialSubject"]["achievement"][place] = json!([token]);
        vc_jwt::sign(&credential, &issuer, &did::verification_method(issuer.public())).unwrap()
    };
    for place in ["endorsementJwt", "endorsement"] {
        let report = alone(&badge_with(place, token(&club)));
        assert_eq!(said(&report, "endorsement").outcome, Outcome::Note, "{report:?}");
        let report = alone(&badge_with(place, token(&other)));
        assert_eq!(
            (report.verdict, said(&report, "endorsement").outcome),
            (Verdict::Intact, Outcome::Fail),
            "{report:?}"
        );
    }
}

#[test]
fn older_standards_are_named_and_read() {
    let told = |value: Value| {
        let report = alone(&value.to_string());
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert_eq!(report.badge.as_ref().unwrap().name.as_deref(), Some("Kite"), "{report:?}");
        let issuer = report.badge.as_ref().unwrap().issuer.name.clone();
        (issuer.unwrap_or_default(), said(&report, "standard").message.clone())
    };
    let class = json!({ "name": "Kite", "description": "Flies.", "criteria": "https://e.org/c", "issuer": { "name": "Club", "origin": "https://e.org" } });
    let half = json!({ "recipient": "sha256$aa", "salt": "s", "issued_on": "2012-01-01", "badge": class });
    let (issuer, message) = told(half);
    assert_eq!(issuer, "Club");
    assert!(message.contains("Open Badges 0.5"), "{message}");
    let one = json!({ "uid": "1", "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
        "issuedOn": "2013-01-01", "badge": class, "verify": { "type": "hosted", "url": "https://e.org/a" } });
    assert!(told(one.clone()).1.contains("Open Badges 1.0"));
    let mut later = one.clone();
    later["@context"] = json!("https://w3id.org/openbadges/v1");
    assert!(told(later).1.contains("Open Badges 1.1"));
    let mut two = one;
    two["@context"] = json!(["https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld"]);
    two["type"] = json!("Assertion");
    two["id"] = json!("https://e.org/a");
    let (_, message) = told(two);
    assert!(message.contains("Open Badges 2.1"), "{message}");
}

#[test]
fn a_signed_badge_of_1_0_counts_by_the_key_that_its_issuer_lists() {
    let key = IssuerKey::generate("Old", Algorithm::Rsa, at(), &mut SystemRandom).unwrap();
    let award = |key_at: &str| {
        let value = json!({ "uid": "1", "recipient": { "type": "email", "hashed": false, "identity": "amy@example.org" },
            "issuedOn": "2013-01-01", "verify": { "type": "signed", "url": key_at },
            "badge": { "name": "Kite", "issuer": { "name": "Club", "id": "https://e.org/club" } } });
        jws::sign(&value.to_string(), serde_json::Map::new(), &key).unwrap()
    };
    let with = |address: &str, listed: Value, trust: &Trust| {
        let mut sources = Sources::default();
        sources.fetched(address, Ok(key.public().pem().unwrap().into_bytes()));
        let profile = json!({ "id": "https://e.org/club", "name": "Club", "publicKey": listed });
        sources.fetched("https://e.org/club", Ok(profile.to_string().into_bytes()));
        look(award(address).as_bytes(), trust, &sources)
    };
    let (at_home, nobody) = ("https://e.org/key.pem", Trust::default());
    for address in [at_home, "https://elsewhere.org/key.pem"] {
        let report = with(address, json!(address), &nobody);
        assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
        // On the same host everybody may lie who keeps something there.
        let report = with(address, json!([]), &nobody);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(said(&report, "signature").message.contains("https://e.org/club answered lists no keys"), "{report:?}");
        assert_eq!(report.confirmable().unwrap().keys, [key.public().multibase()]);
    }
    let mut compared = Trust::default();
    compared.confirm(KnownIssuer {
        keys: vec![key.public().multibase()],
        ..KnownIssuer::new("https://e.org/club", "Club")
    });
    assert_eq!(with(at_home, json!([]), &compared).verdict, Verdict::Genuine);
    // Somebody else's key in the header, beside the published one.
    let forger = IssuerKey::generate("Forger", Algorithm::Rsa, at(), &mut SystemRandom).unwrap();
    let payload = jws::payload(&award("https://e.org/key.pem")).unwrap();
    let header = serde_json::Map::from_iter([("jwk".to_owned(), forger.public().jwk(None))]);
    let forged = jws::sign(&Value::Object(payload).to_string(), header, &forger).unwrap();
    let mut sources = Sources::default();
    sources.fetched("https://e.org/key.pem", Ok(key.public().pem().unwrap().into_bytes()));
    let report = look(forged.as_bytes(), &Trust::default(), &sources);
    assert!(report.verdict >= Verdict::Unconfirmed, "{report:?}");
    let unread = alone(&award("https://e.org/key.pem"));
    let wants: Vec<&str> = unread.wants.iter().map(|want| want.url.as_str()).collect();
    assert_eq!((unread.verdict, wants), (Verdict::Unconfirmed, vec!["https://e.org/key.pem", "https://e.org/club"]));
    let mut altered = award("https://e.org/key.pem");
    altered.replace_range(altered.len() - 3.., "AAA");
    let mut sources = Sources::default();
    sources.fetched("https://e.org/key.pem", Ok(key.public().pem().unwrap().into_bytes()));
    assert_eq!(look(altered.as_bytes(), &Trust::default(), &sources).verdict, Verdict::NotValid);
}

#[test]
fn a_plain_credential_says_whether_it_is_about_an_achievement() {
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["type"] = json!(["VerifiableCredential"]);
    let report = alone(&proof::sign(&credential, &key, at()).unwrap().to_string());
    assert_eq!((report.verdict, report.standard), (Verdict::Intact, Some(Standard::Vc)));
    assert_eq!(report.badge.as_ref().unwrap().name.as_deref(), Some("First Aid Volunteer"));
    assert!(said(&report, "standard").message.contains("names an achievement"), "{report:?}");
    credential["credentialSubject"] = json!({ "id": "did:example:amy" });
    let report = alone(&proof::sign(&credential, &key, at()).unwrap().to_string());
    let told = report.checks.iter().any(|check| check.message.contains("neither an Open Badge nor"));
    assert!(told, "{report:?}");
}

#[test]
fn a_context_that_was_changed_in_place_is_read_as_it_stood() {
    const MOVING: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
    let key = key();
    let sign_with = |context: &str| {
        let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
        credential["@context"] = json!(["https://www.w3.org/ns/credentials/v2", context]);
        proof::sign(&credential, &key, at()).unwrap()
    };
    // As if it had been signed when the address without a version meant 3.0.3.
    let mut old = sign_with("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
    old["@context"][1] = json!(MOVING);
    let report = alone(&old.to_string());
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    old["credentialSubject"]["achievement"]["name"] = json!("Forged");
    let report = alone(&old.to_string());
    assert_eq!(report.verdict, Verdict::NotValid);
    assert!(said(&report, "signature").message.contains("older than a change"), "{report:?}");
}

#[test]
fn the_picture_in_the_record_is_at_hand_only_when_the_record_is_real() {
    let key = key();
    let award = Award { image: Some("data:image/png;base64,iVBORw0KGgo=".into()), ..award() };
    let file = issue(&key, &award).to_string();
    let report = alone(&file);
    assert_eq!(report.signed_picture().as_deref(), Some(&b"\x89PNG\r\n\x1a\n"[..]));
    let report = alone(&file.replace("iVBORw0KGgo=", "iVBORw0KGgo9"));
    assert_eq!((report.verdict, report.signed_picture()), (Verdict::NotValid, None));
}

#[test]
fn an_endorsement_cannot_hide_behind_a_word_or_a_set() {
    let (issuer, club) = (key(), key());
    let file = endorsed(&issuer, words_by(&club, &badge().id));
    let plain = said(&alone(&file), "endorsement").clone();
    assert_eq!(plain.outcome, Outcome::Note, "{plain:?}");
    let signed: Value = serde_json::from_str(&file).unwrap();
    let words = signed["credentialSubject"]["achievement"]["endorsement"].clone();
    let with = |name: &str, value: Value, context: Option<Value>| {
        let mut spelt = signed.clone();
        spelt["credentialSubject"]["achievement"].as_object_mut().unwrap().remove("endorsement");
        spelt["credentialSubject"]["achievement"][name] = value;
        spelt["@context"].as_array_mut().unwrap().extend(context);
        alone(&spelt.to_string())
    };
    let full = crate::credential::strict::ENDORSEMENT;
    for report in [
        with("endorsement", json!({ "@set": words }), None),
        with(full, words.clone(), None),
        with("endo", words.clone(), Some(json!({ "endo": { "@id": full, "@context": {} } }))),
    ] {
        assert_eq!((report.verdict, said(&report, "endorsement")), (Verdict::Intact, &plain), "{report:?}");
    }
    // Described in another place it is not there as a whole.
    let id = words[0]["id"].clone();
    let mut spelt = signed.clone();
    spelt["credentialSubject"]["achievement"]["endorsement"] = json!([{ "id": id }]);
    spelt["credentialSubject"]["achievement"]["related"] = json!(words);
    assert!(alone(&spelt.to_string()).verdict > Verdict::Intact);
}

#[test]
fn an_endorsement_that_is_written_anew_with_its_badge_counts_as_before() {
    let (issuer, club) = (key(), key());
    let signed: Value = serde_json::from_str(&endorsed(&issuer, words_by(&club, &badge().id))).unwrap();
    let plain = said(&alone(&signed.to_string()), "endorsement").clone();
    let words = signed["credentialSubject"]["achievement"]["endorsement"][0].clone();
    let with = |change: &dyn Fn(&mut Value, Value)| {
        let mut spelt = signed.clone();
        change(&mut spelt["credentialSubject"]["achievement"], words.clone());
        alone(&spelt.to_string())
    };
    let part = |words: &Value, fields: &[&str]| {
        let mut part = words.clone();
        part.as_object_mut().unwrap().retain(|field, _| {
            ["@context", "id", "type"].contains(&field.as_str()) || fields.contains(&field.as_str())
        });
        part
    };
    let report = with(&|achievement, words| {
        let (one, other) =
            (part(&words, &["issuer", "name"]), part(&words, &["validFrom", "credentialSubject", "proof"]));
        achievement["endorsement"] = json!([one, other]);
    });
    assert_eq!((report.verdict, said(&report, "endorsement")), (Verdict::Intact, &plain), "in two parts");
    let report = with(&|achievement, mut words| {
        let comment = words["credentialSubject"].as_object_mut().unwrap().remove("endorsementComment").unwrap();
        achievement["https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment"] = comment;
        achievement["endorsement"] = json!([words]);
    });
    assert_eq!((report.verdict, said(&report, "endorsement")), (Verdict::Intact, &plain), "told of the badge itself");
    // What the issuer has put into the words of others is not theirs, however it is written.
    let mut altered = words.clone();
    altered["credentialSubject"]["endorsementComment"] = json!("We demand it.");
    let mut signed: Value = serde_json::from_str(&endorsed(&issuer, altered.clone())).unwrap();
    signed["credentialSubject"]["achievement"]["endorsement"] =
        json!([part(&altered, &["issuer", "name"]), part(&altered, &["validFrom", "credentialSubject", "proof"])]);
    let report = alone(&signed.to_string());
    assert_eq!((report.verdict, said(&report, "endorsement").outcome), (Verdict::Intact, Outcome::Fail), "{report:?}");
}

/// What a badge tells of its endorsements.
fn told_of_endorsements(badge: &Value) -> Vec<Check> {
    let report = alone(&badge.to_string());
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    report.checks.into_iter().filter(|check| check.id == "endorsement").collect()
}

/// A badge with these endorsements, each with its key, what it is about, its
/// words and its name.
fn endorsed_by(issuer: &IssuerKey, all: &[(&IssuerKey, &str, &str, &str)]) -> Value {
    let mut badge = badge();
    for (number, (key, subject, comment, endorser)) in all.iter().enumerate() {
        let words = Endorsement { id: &format!("urn:uuid:e{number}"), subject, comment, endorser };
        badge.endorsement.push(endorse(&words, key, award().issued_on).unwrap());
    }
    let credential = ob3::credential(&badge, &issuer.did(), &award()).unwrap();
    proof::sign(&credential, issuer, at()).unwrap()
}

#[test]
fn endorsements_of_one_thing_hold_with_their_words_shared_out_anew() {
    let (issuer, one, two, three) = (key(), key(), key(), key());
    let about = badge().id;
    let signed = endorsed_by(
        &issuer,
        &[
            (&one, &about, "Good.", "Sailing Club"),
            (&two, &about, "Very good.", "Rowing Club"),
            (&three, &about, "Best.", "Diving Club"),
        ],
    );
    let plain = told_of_endorsements(&signed);
    assert!(plain.len() == 3 && plain.iter().all(|check| check.outcome == Outcome::Note), "{plain:?}");
    for comments in [
        json!(["Very good.", "Good.", "Best."]),
        json!(["Best.", "Good.", "Very good."]),
        json!([["Good.", "Very good."], "Best.", null]),
        json!([null, null, ["Best.", "Good.", "Very good."]]),
    ] {
        let mut spelt = signed.clone();
        for (number, comment) in comments.as_array().unwrap().iter().enumerate() {
            let words = &mut spelt["credentialSubject"]["achievement"]["endorsement"][number];
            words["credentialSubject"]["endorsementComment"] = comment.clone();
        }
        assert_eq!(told_of_endorsements(&spelt), plain, "{comments}");
    }
}

#[test]
fn endorsements_by_somebody_of_two_names_hold_with_both_names_in_one_place() {
    let (issuer, club) = (key(), key());
    let about = badge().id;
    let signed =
        endorsed_by(&issuer, &[(&club, &about, "Good.", "Sail Club"), (&club, &issuer.did(), "Fine.", "Sailing Club")]);
    let plain = told_of_endorsements(&signed);
    assert!(plain.len() == 2 && plain.iter().all(|check| check.outcome == Outcome::Note), "{plain:?}");
    for place in [0, 1] {
        let mut spelt = signed.clone();
        let all = &mut spelt["credentialSubject"]["achievement"]["endorsement"];
        all[place]["issuer"]["name"] = json!(["Sail Club", "Sailing Club"]);
        all[1 - place]["issuer"] = json!(club.did());
        assert_eq!(told_of_endorsements(&spelt), plain, "{place}");
    }
}

#[test]
fn endorsements_that_are_too_many_to_be_told_apart_are_left_open_and_forged_ones_are_not() {
    let (issuer, club) = (key(), key());
    let about = badge().id;
    let words: Vec<(String, String)> =
        (0..9).map(|number| (format!("Good {number}."), format!("Club {number}"))).collect();
    let all: Vec<_> =
        words.iter().map(|(comment, name)| (&club, about.as_str(), comment.as_str(), name.as_str())).collect();
    let mut spelt = endorsed_by(&issuer, &all);
    let inside = spelt["credentialSubject"]["achievement"]["endorsement"].as_array_mut().unwrap();
    let subjects: Vec<Value> = inside.iter_mut().map(|words| words["credentialSubject"].take()).collect();
    for (number, subject) in subjects.into_iter().enumerate() {
        inside[(number + 1) % 9]["credentialSubject"] = subject;
    }
    let told = told_of_endorsements(&spelt);
    assert!(told.iter().any(|check| check.message.contains("cannot be told apart")), "{told:?}");
    assert!(told.iter().all(|check| check.outcome != Outcome::Fail), "{told:?}");

    // What the issuer has put into their mouths is in no way theirs.
    let mut badge = badge();
    for (key, number) in [(&key(), 1), (&key(), 2)] {
        let words =
            Endorsement { id: &format!("urn:uuid:e{number}"), subject: &about, comment: "Good.", endorser: "Club" };
        let mut words = endorse(&words, key, award().issued_on).unwrap();
        words["credentialSubject"]["endorsementComment"] = json!(format!("Best of {number}."));
        badge.endorsement.push(words);
    }
    let credential = ob3::credential(&badge, &issuer.did(), &award()).unwrap();
    let told = told_of_endorsements(&proof::sign(&credential, &issuer, at()).unwrap());
    assert!(told.len() == 2 && told.iter().all(|check| check.outcome == Outcome::Fail), "{told:?}");
}

#[test]
fn an_endorser_who_is_named_like_somebody_known_is_told() {
    let (issuer, club) = (key(), key());
    let file = endorsed(&issuer, words_by(&club, &badge().id));
    let mut trust = Trust::default();
    trust.add_trusted("did:web:club.example", "The Ｓailing Club");
    let report = look(file.as_bytes(), &trust, &Sources::default());
    let message = &said(&report, "endorsement").message;
    assert!(message.contains("looks like") && message.contains("by club.example"), "{message}");
    assert!(!said(&alone(&file), "endorsement").message.contains("looks like"));
}

#[test]
fn an_endorsement_signed_as_text_holds_in_any_order_and_is_told_when_its_text_is_gone() {
    let (issuer, club) = (key(), key());
    let mut words = words_by(&club, &badge().id);
    words.as_object_mut().unwrap().remove("proof");
    let method = did::verification_method(club.public());
    let words = proof::sign_as(&words, &club, proof::Suite::Jcs, &method, award().issued_on).unwrap();
    let signed: Value = serde_json::from_str(&endorsed(&issuer, words.clone())).unwrap();
    let plain = said(&alone(&signed.to_string()), "endorsement").clone();
    assert_eq!(plain.outcome, Outcome::Note, "{plain:?}");
    let mut spelt = signed.clone();
    let mut turned: Vec<_> = words.as_object().unwrap().clone().into_iter().collect();
    turned.reverse();
    spelt["credentialSubject"]["achievement"]["endorsement"] = json!([Value::Object(turned.into_iter().collect())]);
    assert_eq!(said(&alone(&spelt.to_string()), "endorsement"), &plain);
    let mut spelt = signed;
    let inside = &mut spelt["credentialSubject"]["achievement"]["endorsement"][0];
    inside["type"] = json!(["EndorsementCredential", "VerifiableCredential"]);
    let report = alone(&spelt.to_string());
    let check = said(&report, "endorsement");
    assert_eq!((report.verdict, check.outcome), (Verdict::Intact, Outcome::Unknown), "{check:?}");
    assert!(check.message.contains("signed as a text"), "{check:?}");
}

#[test]
fn names_on_a_list_that_is_handed_over_hide_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.json");
    let list =
        json!({ "format": 1, "issuers": [{ "id": WEB, "name": "Har\u{202e}bour\u{1b}\nTrust\u{200b}\u{fdd0}" }] });
    std::fs::write(&path, list.to_string()).unwrap();
    assert_eq!(Trust::offered(&path).unwrap()[0].name, "Harbour Trust");
}

#[test]
fn an_address_that_names_the_earner_is_the_one_beside_it() {
    let key = key();
    let named = |id: &str| {
        let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
        credential["credentialSubject"]["id"] = json!(id);
        let token = vc_jwt::sign(&credential, &key, &did::verification_method(key.public())).unwrap();
        let proven = proof::sign(&credential, &key, at()).unwrap().to_string();
        (alone(&token).verdict, alone(&proven).verdict)
    };
    assert_eq!(named("mailto:amy@example.org"), (Verdict::Intact, Verdict::Intact));
    assert_eq!(named("did:example:amy"), (Verdict::Intact, Verdict::Intact));
    assert_eq!(named("mailto:bob@example.org"), (Verdict::NotValid, Verdict::NotValid));
}

#[test]
fn every_learning_layer_that_a_badge_names_is_shown() {
    let layer = |name: &str| {
        json!({ "type": ["Alignment"], "targetName": format!("{name} Layer"),
        "targetUrl": "https://example.org/standard", "targetCode": format!("ours/{name}") })
    };
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    credential["credentialSubject"]["achievement"]["alignment"] =
        json!([layer("Silver"), layer("Gold"), layer("Gold")]);
    let report = alone(&proof::sign(&credential, &key, at()).unwrap().to_string());
    let shown = report.badge.unwrap().layer.unwrap();
    assert!(["Silver, Gold", "Gold, Silver"].contains(&shown.as_str()), "{shown}");
}

#[test]
fn what_two_earners_are_told_alike_of_one_badge_contradicts_nothing() {
    let key = key();
    let mut credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    let subject = credential["credentialSubject"].clone();
    let group = |change: &dyn Fn(&mut Value)| {
        let (mut amy, mut ben) = (subject.clone(), subject.clone());
        (amy["id"], ben["id"]) = (json!("did:example:amy"), json!("did:example:ben"));
        change(&mut ben);
        [amy, ben].map(|mut earner| {
            earner.as_object_mut().unwrap().remove("identifier");
            earner
        })
    };
    credential["credentialSubject"] = json!(group(&|_| ()));
    assert_eq!(alone(&proof::sign(&credential, &key, at()).unwrap().to_string()).verdict, Verdict::Intact);
    credential["credentialSubject"] = json!(group(&|ben| ben["achievement"]["criteria"]["narrative"] = json!("Else.")));
    assert_eq!(alone(&proof::sign(&credential, &key, at()).unwrap().to_string()).verdict, Verdict::NotValid);
}
