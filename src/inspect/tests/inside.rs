//! Badges in presentations, envelopes and records, and tokens of which parts
//! are shown.

use super::*;
use crate::credential::proof::{self, tests::sign_text};
use crate::credential::{contexts, did, jws, vc_jwt};

const V2: &str = "https://www.w3.org/ns/credentials/v2";

fn named(key: &IssuerKey, name: &str) -> Value {
    let badge = Badge { name: name.into(), ..badge() };
    let credential = ob3::credential(&badge, &key.did(), &award()).unwrap();
    crate::credential::proof::sign(&credential, key, at()).unwrap()
}

fn token(key: &IssuerKey) -> String {
    let credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    vc_jwt::sign(&credential, key, &did::verification_method(key.public())).unwrap()
}

fn presentation(inside: &Value) -> Value {
    json!({
        "@context": [V2], "type": "VerifiablePresentation", "holder": "did:example:amy",
        "verifiableCredential": inside
    })
}

fn look(value: &Value) -> Report {
    ask(value.to_string().as_bytes(), &Trust::default(), None)
}

fn messages(report: &Report) -> String {
    report.checks.iter().map(|check| format!("{}\n", check.message)).collect()
}

fn altered(mut credential: Value) -> Value {
    credential["credentialSubject"]["achievement"]["name"] = json!("Brain Surgeon");
    credential
}

fn signed_claims(key: &IssuerKey, claims: &Value) -> String {
    jws::sign(&claims.to_string(), serde_json::Map::new(), key).unwrap()
}

#[test]
fn one_badge_in_a_presentation_is_judged_as_if_it_stood_alone() {
    let key = key();
    let (json, jwt) = (issue(&key, &award()), token(&key));
    let envelope = json!({ "@context": V2, "type": "EnvelopedVerifiableCredential", "id": format!("data:application/vc+jwt,{jwt}") });
    let vp = |inside: &Value| signed_claims(&key, &json!({ "iss": "did:example:amy", "vp": presentation(inside) }));
    let alone = look(&json);
    for inside in [json.clone(), json!([json]), json!(jwt), json!([envelope])] {
        for file in [presentation(&inside).to_string(), vp(&inside)] {
            let report = ask(file.as_bytes(), &Trust::default(), Some("amy@example.org"));
            assert_eq!((report.verdict, report.id.as_ref()), (Verdict::Intact, alone.id.as_ref()), "{report:?}");
            assert_eq!((&report.badge, &report.signer), (&alone.badge, &alone.signer));
            assert!(report.checks[0].message.contains("did:example:amy as the one who shows it"), "{report:?}");
            assert_eq!(said(&report, "recipient").outcome, Outcome::Pass);
        }
    }
    let report = look(&presentation(&json!([altered(json)])));
    assert_eq!(report.verdict, Verdict::NotValid);
}

#[test]
fn an_envelope_and_a_presentation_that_is_the_token_itself_are_opened() {
    let key = key();
    let envelope = |kind: &str, inside: &str| json!({ "@context": V2, "type": kind, "id": inside });
    let single = "EnvelopedVerifiableCredential";
    let data = format!("data:application/vc+jwt,{}", token(&key));
    let report = look(&envelope(single, &data));
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    assert!(report.checks[0].message.contains("envelope"));
    let mut broken = data;
    broken.replace_range(data_end(&broken), "AAAA");
    assert_eq!(look(&envelope(single, &broken)).verdict, Verdict::NotValid);

    let vp = signed_claims(
        &key,
        &presentation(&json!([envelope(single, &format!("data:application/vc+jwt,{}", token(&key)))])),
    );
    assert_eq!(ask(vp.as_bytes(), &Trust::default(), None).verdict, Verdict::Intact);
    let report = look(&envelope("EnvelopedVerifiablePresentation", &format!("data:application/vp+jwt,{vp}")));
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    for other in ["data:application/vc+cose;base64,0oRD", "https://example.org/1", "data:,"] {
        let report = look(&envelope(single, other));
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{other}");
        assert!(report.summary.contains("an envelope of"), "{}", report.summary);
    }
}

/// Four letters in the signature.
fn data_end(text: &str) -> std::ops::Range<usize> {
    text.len() - 8..text.len() - 4
}

#[test]
fn of_several_badges_the_worst_decides_and_each_is_told() {
    let key = key();
    let (kites, knots) = (named(&key, "Kite Maker"), named(&key, "Knot Maker"));
    let mut trust = Trust::default();
    trust.add_own(key.did(), "Our key");
    let report = ask(presentation(&json!([kites, knots])).to_string().as_bytes(), &trust, Some("eve@example.org"));
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    assert_eq!(report.badge.as_ref().unwrap().name.as_deref(), Some("Kite Maker"));
    let told = messages(&report);
    assert!(
        told.contains(
            "The presentation holds “Knot Maker”, awarded by Harbour Community Trust, to an earner whose e-mail address \
             is sealed (SHA-256). Genuine."
        ),
        "{told}"
    );
    assert!(told.contains("“Knot Maker”: "), "whom each was awarded to: {told}");

    let stranger = named(&super::key(), "Sail Maker");
    let report = ask(presentation(&json!([kites, stranger])).to_string().as_bytes(), &trust, None);
    assert_eq!(report.verdict, Verdict::Intact);
    for list in [json!([kites, altered(knots.clone())]), json!([altered(kites.clone()), knots])] {
        let report = ask(presentation(&list).to_string().as_bytes(), &trust, None);
        assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
        assert_eq!(report.confirmable(), None);
    }
    // What was not opened is never passed.
    for odd in [json!(5), json!("x"), json!({ "name": "x" }), presentation(&json!([kites])), json!(null)] {
        let report = ask(presentation(&json!([kites, odd])).to_string().as_bytes(), &trust, None);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
    }
}

/// A badge to somebody who is named by an identifier.
fn to(key: &IssuerKey, name: &str, earner: &str) -> Value {
    let badge = Badge { name: name.into(), id: format!("urn:uuid:{name}"), ..badge() };
    let award = Award { id: format!("urn:uuid:{earner}"), recipient: Recipient::Id(earner.into()), ..award() };
    proof::sign(&ob3::credential(&badge, &key.did(), &award).unwrap(), key, at()).unwrap()
}

#[test]
fn badges_of_different_earners_in_one_presentation_or_record_are_told_first_and_never_passed() {
    let key = key();
    let mut trust = Trust::default();
    trust.add_trusted(key.did(), "Harbour");
    let [amy, eve] = ["did:example:amy", "did:example:eve"];
    let look = |value: &Value| ask(value.to_string().as_bytes(), &trust, None);
    let record = |inside: Value| {
        let context = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
        let record = json!({
            "@context": [V2, contexts::OPEN_BADGES_3, context],
            "id": "urn:uuid:1", "type": ["VerifiableCredential", "ClrCredential"], "name": "My record",
            "issuer": { "id": key.did(), "type": ["Profile"], "name": "Harbour Community Trust", "url": "https://example.org" },
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": { "id": amy, "type": ["ClrSubject"], "verifiableCredential": inside }
        });
        let method = did::verification_method(key.public());
        [proof::Suite::Jcs, proof::Suite::Rdfc]
            .map(|suite| proof::sign_as(&record, &key, suite, &method, at()).unwrap())
    };
    for same in [presentation(&json!([to(&key, "Kite", amy), to(&key, "Knot", amy)]))]
        .into_iter()
        .chain(record(json!([to(&key, "Kite", amy)])))
    {
        let report = look(&same);
        assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
        assert!(messages(&report).contains(", to did:example:amy. Genuine."), "{report:?}");
        assert!(!messages(&report).contains("neither an Open Badge"), "{report:?}");
    }
    for mixed in [presentation(&json!([to(&key, "Kite", amy), to(&key, "Surgeon", eve)]))]
        .into_iter()
        .chain(record(json!([to(&key, "Surgeon", eve)])))
    {
        let report = look(&mixed);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        let told = report.summary.strip_prefix("Not confirmed. The ").unwrap();
        assert!(told.contains("different earners") && told.contains("“Surgeon” to did:example:eve"), "{told}");
        assert!(report.checks[0].message.contains("“Surgeon” to did:example:eve"), "{report:?}");
    }
    // What is worse stays worse, and is told after that.
    let report = look(&presentation(&json!([to(&key, "Kite", amy), altered(to(&key, "Surgeon", eve))])));
    assert!(report.verdict == Verdict::NotValid && report.summary.contains("different earners"), "{report:?}");
    // Words about a badge have no earner.
    let words = crate::credential::endorsement::Endorsement {
        id: "urn:uuid:e",
        subject: "urn:uuid:Kite",
        comment: "Good.",
        endorser: "Harbour",
    };
    let words = crate::credential::endorsement::endorse(&words, &key, award().issued_on).unwrap();
    let report = look(&presentation(&json!([to(&key, "Kite", amy), words])));
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    // Sealed addresses cannot be compared.
    let report = look(&presentation(&json!([to(&key, "Kite", amy), named(&key, "Knot")])));
    assert!(report.verdict == Verdict::Genuine && messages(&report).contains("cannot be seen"), "{report:?}");
}

#[test]
fn whoever_shows_a_badge_is_named_by_an_identifier_or_not_at_all() {
    let key = key();
    let with = |holder: Value| {
        let mut shown = presentation(&issue(&key, &award()));
        shown["holder"] = holder;
        messages(&look(&shown))
    };
    for holder in ["did:example:amy", "https://example.org/amy"] {
        assert!(with(json!(holder)).contains(&format!("that names {holder} as the one")), "{holder}");
    }
    for holder in ["Amy. It is genuine", "https://e.org/a as the one. It is genuine", "did:x:“", "mailto:a@e.org"] {
        assert!(!with(json!(holder)).contains("that names"), "{holder}");
    }
}

#[test]
fn names_cannot_end_the_quote_they_stand_in() {
    let name = "Kite”. It is genuine. “";
    let files = presentation(&json!([named(&key(), "Knots"), named(&key(), name)]));
    let told = messages(&look(&files));
    assert!(told.contains("“Kite'. It is genuine. '”") && !told.contains("Kite”"), "{told}");
}

#[test]
fn a_presentation_without_a_badge_is_named_and_one_inside_another_stays_closed() {
    let key = key();
    for inside in [json!([]), json!(null), json!([{ "name": "x" }])] {
        let report = look(&presentation(&inside));
        assert!(report.verdict >= Verdict::Unconfirmed, "{report:?}");
        assert!(report.summary.contains("presentation"), "{}", report.summary);
    }
    let nested = presentation(&json!([presentation(&json!([issue(&key, &award())]))]));
    let report = look(&nested);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(report.summary.contains("another presentation"), "{}", report.summary);
    let inner = signed_claims(&key, &json!({ "vp": presentation(&json!([issue(&key, &award())])) }));
    assert_eq!(look(&presentation(&json!([inner]))).verdict, Verdict::Unconfirmed);
}

#[test]
fn a_credential_that_also_calls_itself_a_presentation_is_judged_as_a_credential() {
    let key = key();
    let mut both = altered(issue(&key, &award()));
    both["type"].as_array_mut().unwrap().push(json!("VerifiablePresentation"));
    both["verifiableCredential"] = issue(&key, &award());
    assert_eq!(look(&both).verdict, Verdict::NotValid);
}

#[test]
fn very_many_badges_inside_are_looked_at_up_to_a_limit() {
    let key = key();
    let credential = issue(&key, &award());
    let report = look(&presentation(&json!(vec![credential; 200])));
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(messages(&report).contains("more than the 64"), "{}", messages(&report));
    assert!(report.checks.len() < 100);
}

#[test]
fn what_a_record_awards_itself_is_told_with_its_earner() {
    let key = key();
    let achievement = |name: &str| {
        json!({ "id": format!("urn:uuid:{name}"), "type": ["Achievement"], "name": name, "description": "d",
            "criteria": { "narrative": "c" } })
    };
    let entry = {
        let badge = Badge { name: "Kite".into(), id: "urn:uuid:Kite".into(), ..badge() };
        let award = Award { recipient: Recipient::Id("did:example:amy".into()), ..award() };
        proof::sign(&ob3::credential(&badge, &key.did(), &award).unwrap(), &key, at()).unwrap()
    };
    let mut record = json!({
        "@context": [V2, contexts::OPEN_BADGES_3, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"],
        "id": "urn:uuid:1", "type": ["VerifiableCredential", "ClrCredential"], "name": "My record",
        "issuer": { "id": key.did(), "type": ["Profile"], "name": "Harbour" },
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": [
            { "id": "did:example:amy", "type": ["ClrSubject"], "verifiableCredential": [entry] },
            { "id": "did:example:eve", "type": ["ClrSubject"], "achievement": [achievement("Doctor")],
              "verifiableCredential": [] },
        ]
    });
    let told = messages(&look(&proof::sign(&record, &key, at()).unwrap()));
    assert!(told.contains("“Doctor” to did:example:eve") && !told.contains("badge: nothing."), "{told}");
    // The same badge to somebody else than the entry's earner is the record's own word.
    record["credentialSubject"][1]["achievement"] = json!([achievement("Kite")]);
    let told = messages(&look(&proof::sign(&record, &key, at()).unwrap()));
    assert!(told.contains("“Kite” to did:example:eve") || told.contains("cannot be told apart"), "{told}");
}

#[test]
fn a_badge_that_several_earned_is_one_badge_however_it_is_written_out() {
    let key = key();
    let mut group = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    let subject = group["credentialSubject"].clone();
    let one = |earner: &str| {
        let mut subject = subject.clone();
        subject.as_object_mut().unwrap().remove("identifier");
        subject["id"] = json!(earner);
        subject
    };
    group["credentialSubject"] = json!([one("did:example:amy"), one("did:example:eve")]);
    for signed in [sign_text(&group, &key, at()), proof::sign(&group, &key, at()).unwrap()] {
        let report = look(&signed);
        assert!(messages(&report).contains("it names 2 earners and 1 badge:"), "{}", messages(&report));
        assert!(report.badge.unwrap().others.is_empty());
    }
}

#[test]
fn a_record_of_learning_is_named_and_each_badge_in_it_judged() {
    let key = key();
    let record = |inside: Value| {
        json!({
            "@context": [V2, contexts::OPEN_BADGES_3, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"],
            "id": "urn:uuid:1", "type": ["VerifiableCredential", "ClrCredential"], "name": "My record",
            "issuer": { "id": key.did(), "type": ["Profile"], "name": "Harbour" },
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": { "id": "did:example:amy", "type": ["ClrSubject"], "verifiableCredential": inside }
        })
    };
    let entry = |name: &str| {
        let badge = Badge { name: name.into(), id: format!("urn:uuid:badge-{}", name.len()), ..badge() };
        let award = Award { id: format!("urn:uuid:award-{}", name.len()), ..award() };
        proof::sign(&ob3::credential(&badge, &key.did(), &award).unwrap(), &key, at()).unwrap()
    };
    let entries = || json!([entry("Kite Maker"), entry("Knot Maker Two")]);
    let signed = proof::sign(&record(entries()), &key, at()).unwrap();
    let report = look(&signed);
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    let shown = report.badge.as_ref().unwrap();
    assert_eq!(shown.name.as_deref(), Some("My record"));
    // Which of the names stands where is not signed.
    assert_eq!(shown.issuer.name.as_deref(), Some("“Harbour” / “Harbour Community Trust”"));
    let told = messages(&report);
    assert!(told.contains("Comprehensive Learner Record (CLR 2.0) with 2 entries"), "{told}");
    assert!(told.contains("“Kite Maker”") && told.contains("“Knot Maker Two”") && told.contains("Intact"), "{told}");
    // Whatever the fields are called, the entries are those that were signed.
    let mut spelt = signed.clone();
    let subject = spelt["credentialSubject"].as_object_mut().unwrap();
    let inside = subject.remove("verifiableCredential").unwrap();
    subject.insert(crate::credential::strict::ENTRY.to_owned(), inside);
    let report = look(&spelt);
    assert!(report.verdict == Verdict::Intact && messages(&report).contains("“Knot Maker Two”"), "{report:?}");
    let text =
        proof::sign_as(&record(entries()), &key, proof::Suite::Jcs, &did::verification_method(key.public()), at());
    assert_eq!(look(&text.unwrap()).verdict, Verdict::Intact);
    let mut elsewhere = record(entries());
    elsewhere["@context"][2] = json!("https://purl.imsglobal.org/spec/clr/v2p0/context.json");
    elsewhere["proof"] = signed["proof"].clone();
    let told = look(&elsewhere);
    assert!(told.verdict == Verdict::Unconfirmed, "{told:?}");
    assert!(messages(&told).contains("clr/v2p0/context.json, which is not built in"), "{told:?}");
    let altered_inside = json!([entry("Kite Maker"), altered(entry("Knot Maker Two"))]);
    assert_eq!(look(&proof::sign(&record(altered_inside), &key, at()).unwrap()).verdict, Verdict::NotValid);
    let mut broken = signed.clone();
    broken["credentialSubject"]["verifiableCredential"][1] = altered(named(&key, "Knot Maker"));
    assert_eq!(look(&broken).verdict, Verdict::NotValid);
    // In a presentation its entries stay closed.
    let report = look(&presentation(&json!([signed])));
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(report.summary.contains("Comprehensive Learner Record"), "{}", report.summary);

    // As a token its text is what was signed.
    let method = did::verification_method(key.public());
    let whole = vc_jwt::sign(&record(json!([token(&key)])), &key, &method).unwrap();
    let report = ask(whole.as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
    assert!(messages(&report).contains("one entry"), "{report:?}");
}

#[test]
fn a_token_of_which_parts_are_shown_is_named_and_never_passed() {
    let key = key();
    let file = format!("{}~WyJzYWx0IiwiYSIsMV0~WyJzYWx0IiwiYiIsMl0~", token(&key));
    let wrapped = [json!([file]).to_string(), json!(file).to_string(), format!("Bearer {file}")];
    for file in [file.clone(), presentation(&json!([file])).to_string()].into_iter().chain(wrapped) {
        let report = ask(file.as_bytes(), &Trust::default(), None);
        assert_eq!((report.verdict, report.form.as_deref()), (Verdict::Unconfirmed, Some("sd-jwt")), "{report:?}");
        assert_eq!(report.badge.as_ref().unwrap().name.as_deref(), Some("First Aid Volunteer"));
        assert!(said(&report, "signature").message.contains("2 parts that are shown beside it"), "{report:?}");
    }
    let other =
        signed_claims(&key, &json!({ "vct": "https://example.org/badge", "iss": "https://example.org", "_sd": [] }));
    let report = ask(format!("{other}~").as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    assert!(messages(&report).contains("“https://example.org/badge”, in the name of example.org"), "{report:?}");
    let nothing = signed_claims(&key, &json!({ "iss": "https://example.org" }));
    assert_eq!(ask(format!("{nothing}~").as_bytes(), &Trust::default(), None).verdict, Verdict::NotABadge);
}

#[test]
fn a_token_that_leaves_parts_out_is_never_passed_whether_or_not_anything_stands_behind_it() {
    let key = key();
    let credential = ob3::credential(&badge(), &key.did(), &award()).unwrap();
    let whole =
        jws::payload(&vc_jwt::sign(&credential, &key, &did::verification_method(key.public())).unwrap()).unwrap();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut claims = Value::Object(whole.clone());
        change(&mut claims);
        signed_claims(&key, &claims)
    };
    let left_out = [
        with(&|claims| claims["_sd"] = json!(["digest"])),
        with(&|claims| claims["_sd_alg"] = json!("sha-256")),
        with(&|claims| claims["credentialSubject"]["achievement"]["_sd"] = json!(["digest"])),
        with(&|claims| claims["credentialStatus"] = json!([{ "...": "digest" }])),
        with(&|claims| claims["vct"] = json!("https://example.org/badge")),
    ];
    for token in left_out {
        for file in [token.clone(), format!("{token}~"), format!("{token}~WyJzIiwiYSIsMV0~{token}")] {
            let report = ask(file.as_bytes(), &Trust::default(), None);
            assert_eq!((report.verdict, report.form.as_deref()), (Verdict::Unconfirmed, Some("sd-jwt")), "{report:?}");
            assert!(said(&report, "signature").message.contains("is an SD-JWT"), "{report:?}");
        }
    }
    let one = with(&|claims| {
        claims["credentialSubject"]["id"] = json!("did:example:amy");
        claims["sub"] = json!("did:example:eve");
    });
    let report = ask(format!("{one}~").as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::NotValid, "the claims name another earner: {report:?}");
    let ended = with(&|claims| claims["exp"] = json!(1_735_689_600));
    let report = ask(format!("{ended}~").as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::NotValid, "it ends before it begins: {report:?}");
    let ended = with(&|claims| claims["exp"] = json!(1_777_000_000));
    assert_eq!(ask(format!("{ended}~").as_bytes(), &Trust::default(), None).verdict, Verdict::Ended);
}

#[test]
fn a_token_of_which_parts_are_shown_is_refused_when_what_it_says_openly_was_changed() {
    let key = key();
    let good = token(&key);
    let (open, signature) = good.rsplit_once('.').unwrap();
    let other = if signature.starts_with('A') { "B" } else { "A" };
    let altered = format!("{open}.{other}{}~", &signature[1..]);
    let report = ask(altered.as_bytes(), &Trust::default(), None);
    assert_eq!(report.verdict, Verdict::NotValid, "{report:?}");
    let kind = json!({ "vct": "https://example.org/badge", "iss": key.did(), "exp": 1_777_000_000 });
    let good = signed_claims(&key, &kind);
    assert_eq!(ask(format!("{good}~").as_bytes(), &Trust::default(), None).verdict, Verdict::Ended);
    let (_, payload) = good.split_once('.').unwrap();
    let unsigned = format!("eyJhbGciOiJub25lIn0.{payload}~");
    assert_eq!(ask(unsigned.as_bytes(), &Trust::default(), None).verdict, Verdict::NotValid);
}

#[test]
fn a_token_in_its_json_form_or_copied_with_the_line_of_a_request_is_told_or_opened() {
    let token = token(&key());
    let parts: Vec<&str> = token.split('.').collect();
    let flat = json!({ "protected": parts[0], "payload": parts[1], "signature": parts[2] });
    let general = json!({ "payload": parts[1], "signatures": [{ "protected": parts[0], "signature": parts[2] }] });
    for file in [flat, general] {
        let report = look(&file);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(report.summary.contains("JWS JSON"), "{}", report.summary);
    }
    for sealed in [
        json!({ "protected": "eyJh", "recipients": [{ "encrypted_key": "x" }], "iv": "x", "ciphertext": "y", "tag": "z" }),
        json!({ "protected": "eyJh", "encrypted_key": "x", "iv": "x", "ciphertext": "y", "tag": "z" }),
    ] {
        let report = look(&sealed);
        assert_eq!(report.verdict, Verdict::Unconfirmed, "{report:?}");
        assert!(report.summary.contains("encrypted token (JWE)"), "{}", report.summary);
    }
    for line in ["Authorization: Bearer ", "authorization:bearer ", "Bearer: ", "bearer\n"] {
        let report = ask(format!("{line}{token}").as_bytes(), &Trust::default(), None);
        assert_eq!(report.verdict, Verdict::Intact, "{line}: {report:?}");
    }
}

#[test]
fn a_record_shows_the_achievements_that_it_names_itself_however_it_is_signed() {
    let key = key();
    let one = |name: &str| {
        json!({ "id": format!("urn:uuid:{name}"), "type": ["Achievement"], "name": name, "description": "d",
            "criteria": { "narrative": "x" } })
    };
    let record = |inside: Value| {
        json!({
            "@context": [V2, contexts::OPEN_BADGES_3, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"],
            "id": "urn:uuid:1", "type": ["VerifiableCredential", "ClrCredential"], "name": "My record",
            "issuer": { "id": key.did(), "type": ["Profile"], "name": "Harbour Community Trust", "url": "https://example.org" },
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": { "id": "did:example:amy", "type": ["ClrSubject"], "verifiableCredential": inside,
                "achievement": [one("Quay"), one("Raft")] }
        })
    };
    let method = did::verification_method(key.public());
    for inside in [json!([]), json!([to(&key, "Kite", "did:example:amy")])] {
        for suite in [proof::Suite::Jcs, proof::Suite::Rdfc] {
            let signed = proof::sign_as(&record(inside.clone()), &key, suite, &method, at()).unwrap();
            let report = look(&signed);
            assert_eq!(report.verdict, Verdict::Intact, "{report:?}");
            let badge = report.badge.as_ref().unwrap();
            let names: Vec<_> = [badge].into_iter().chain(&badge.others).map(|one| one.name.as_deref()).collect();
            assert_eq!(names, [Some("Quay"), Some("Raft")], "{suite:?} {report:?}");
            assert_eq!(badge.issuer.name.as_deref(), Some("Harbour Community Trust"), "{suite:?}");
            let told = messages(&report);
            assert!(!told.contains("; no badge is in it") && !told.contains("neither an Open Badge"), "{told}");
        }
    }
}
