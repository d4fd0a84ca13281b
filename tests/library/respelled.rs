//! A signature over a graph covers what is said and not how it is spelt. So
//! whatever the spelling, the report is that of the original in its verdict and
//! in all that it shows, or it is not green.

use crate::corpus::bodies::respell::{Choices, respelled, turned};
use badgewright::credential::endorsement::{Endorsement, endorse};
use badgewright::credential::ob3::{self, Attained};
use badgewright::credential::status::Bits;
use badgewright::credential::strict::{Words, said};
use badgewright::credential::{Algorithm, IssuerKey, SystemRandom, Work, contexts, did, proof};
use badgewright::document::starters;
use badgewright::inspect::{InspectOptions, Report, Sources, Trust, Verdict, inspect};
use badgewright::issue::award;
use jiff::Timestamp;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::Dataset;
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use serde_json::{Value, json};

/// How many spellings of each badge are tried, unless `BADGEWRIGHT_SPELLINGS`
/// says more.
const SPELLINGS: usize = 120;

/// Where badges that others signed lie.
const FOREIGN: [&str; 9] = [
    "attacks",
    "attacks/split",
    "hostile",
    "vectors/vc-di-eddsa/eddsa-rdfc-2022",
    "vectors/vc-di-eddsa/eddsa-rdfc-2022/employ",
    "vectors/vc-di-ecdsa/ecdsa-rdfc-2019-p256",
    "vectors/vc-di-ecdsa/ecdsa-rdfc-2019-p384",
    "fixtures/1edtech/ob30",
    "real",
];

fn spellings() -> usize {
    let asked = std::env::var("BADGEWRIGHT_SPELLINGS").ok();
    asked.map_or(SPELLINGS, |number| number.parse().expect("BADGEWRIGHT_SPELLINGS is a number"))
}

/// What came of trying so many spellings by now: whoever asks for many can see how far it is.
fn told(which: &str, as_good: usize, all: usize) -> String {
    format!(
        "{which}: {all} spellings, {as_good} as good as the original, {} worse, 0 that show anything else",
        all - as_good
    )
}

fn now() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

/// Badges that we signed, and the list on which some of them would be withdrawn.
struct Signed {
    badges: Vec<Value>,
    sources: Sources,
}

/// Where that list lies.
const LIST: &str = "https://marsh.example/list";

/// A badge of every starter, with everything that an award can carry.
fn signed() -> Signed {
    let key = IssuerKey::generate("Ours", Algorithm::Ed25519, now(), &mut SystemRandom).unwrap();
    let club = IssuerKey::generate("Club", Algorithm::Ed25519, now(), &mut SystemRandom).unwrap();
    let sign = |number: usize, mut badge: badgewright::badge::Badge| {
        badge.issuer.name = "Marsh Lane Pottery".into();
        badge.issuer.url = "https://marsh.example".into();
        let words = Endorsement { id: "urn:uuid:e", subject: &badge.id, comment: "Well done.", endorser: "Club" };
        if number.is_multiple_of(3) {
            let mut words = endorse(&words, &club, now()).unwrap();
            if number.is_multiple_of(9) {
                words.as_object_mut().unwrap().remove("proof");
                let method = did::verification_method(club.public());
                words = proof::sign_as(&words, &club, proof::Suite::Jcs, &method, now()).unwrap();
            }
            if number.is_multiple_of(6) {
                // Words that nobody signed are told as what they are, too.
                words.as_object_mut().unwrap().remove("proof");
            }
            badge.endorsement.push(words);
        }
        let mut award =
            award(if number.is_multiple_of(2) { "amy@example.org" } else { "did:example:amy" }, now()).unwrap();
        award.name = number.is_multiple_of(2).then(|| "Amy Jones".into());
        award.evidence = vec!["https://example.org/a".into(), "https://example.org/b".into()];
        award.expires = number.is_multiple_of(4).then(|| "2027-03-14T10:00:00Z".parse().unwrap());
        award.image = Some("data:image/png;base64,iVBORw0KGgo=".into());
        award.results = vec![Attained { result_description: "urn:uuid:8".into(), value: "Pass".into() }];
        let mut credential = ob3::credential(&badge, &key.did(), &award).unwrap();
        if number.is_multiple_of(5) {
            let achievement = &mut credential["credentialSubject"]["achievement"];
            for field in ["name", "description"] {
                achievement[field] = json!({ "@value": achievement[field], "@language": "en-GB" });
            }
        }
        if number % 3 == 1 {
            // Its issuer may speak well of the award, too.
            let id = credential["id"].as_str().unwrap().to_owned();
            let words = Endorsement { id: "urn:uuid:own", subject: &id, comment: "Fine work.", endorser: "Pottery" };
            let mut words = endorse(&words, &key, now()).unwrap();
            words.as_object_mut().unwrap().remove("proof");
            words["issuer"] = credential["issuer"].clone();
            credential["endorsement"] = json!([proof::sign(&words, &key, now()).unwrap()]);
        }
        if number % 4 > 1 {
            with_shared_things(&mut credential, number, &club);
        }
        let once = proof::sign(&credential, &key, now()).unwrap();
        match number % 5 {
            // Others may sign it as well, and its issuer once more.
            2 => {
                let again = now() - jiff::SignedDuration::from_hours(1);
                let proofs = [(&club, now()), (&key, again), (&club, again)];
                let proofs = proofs.map(|(key, at)| proof::sign(&credential, key, at).unwrap()["proof"][0].clone());
                let mut all = once;
                all["proof"].as_array_mut().unwrap().extend(proofs);
                all
            }
            4 => proof::sign(&record(&key, &once, number), &key, now()).unwrap(),
            _ => once,
        }
    };
    let documents = starters().iter().map(|starter| starter.document("urn:uuid:1".into()).unwrap());
    let badges = documents.enumerate().map(|(number, document)| sign(number, (*document.badge).clone())).collect();
    let list = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": key.did(),
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": format!("{LIST}#list"), "type": "BitstringStatusList",
            "statusPurpose": ["revocation", "suspension"], "encodedList": Bits::clear().encode(),
        },
    });
    let mut sources = Sources::default();
    sources.fetched(LIST, Ok(proof::sign(&list, &key, now()).unwrap().to_string().into_bytes()));
    Signed { badges, sources }
}

/// Things with an identifier of which an award speaks in several places.
fn with_shared_things(credential: &mut Value, number: usize, club: &IssuerKey) {
    let issuer = credential["issuer"].clone();
    credential["evidence"] = json!([
        { "id": "https://example.org/a", "type": ["Evidence"], "name": "The boat", "narrative": "Built in May." },
        { "id": "https://example.org/b", "type": ["Evidence"], "name": "The oars", "description": "Two of them." },
    ]);
    let status = |purpose: &str, index: usize| {
        json!({
            "id": format!("{LIST}#{index}"), "type": "BitstringStatusListEntry", "statusPurpose": purpose,
            "statusListIndex": index.to_string(), "statusListCredential": LIST,
        })
    };
    credential["credentialStatus"] = json!([status("revocation", 5), status("suspension", 6)]);
    let id = issuer["id"].as_str().unwrap();
    let words = Endorsement { id: "urn:uuid:of-issuer", subject: id, comment: "Good people.", endorser: "Club" };
    let of_issuer = endorse(&words, club, now()).unwrap();
    let words = Endorsement { id: "urn:uuid:of-issuer-2", subject: id, comment: "Very good.", endorser: "Club" };
    credential["issuer"]["endorsement"] = json!([of_issuer, endorse(&words, club, now()).unwrap()]);
    let subject = &mut credential["credentialSubject"];
    let mut named: Vec<Value> = subject["identifier"].as_array().cloned().unwrap_or_default();
    for (place, name) in named.iter_mut().enumerate() {
        name["id"] = json!(format!("urn:uuid:named-{place}"));
    }
    if !named.is_empty() {
        subject["identifier"] = named.into();
    }
    subject["result"] = json!([
        { "id": "urn:uuid:r1", "type": ["Result"], "resultDescription": "urn:uuid:8", "value": "Pass" },
        { "id": "urn:uuid:r2", "type": ["Result"], "resultDescription": "urn:uuid:8", "value": "17", "status": "Completed" },
    ]);
    let achievement = &mut subject["achievement"];
    achievement["creator"] = json!({ "id": id, "type": ["Profile"], "name": issuer["name"], "url": issuer["url"] });
    achievement["related"] = json!([
        { "id": "https://example.org/a", "type": ["Related"], "version": "2" },
        { "id": "urn:uuid:other", "type": ["Related"], "version": "3" },
    ]);
    achievement["resultDescription"] = json!([{
        "id": "urn:uuid:8", "type": ["ResultDescription"], "name": "Test", "resultType": "Status",
        "allowedValue": ["Pass", "Fail"],
    }]);
    for (place, aligned) in achievement["alignment"].as_array_mut().into_iter().flatten().enumerate() {
        aligned["id"] = json!(format!("urn:uuid:aligned-{place}"));
    }
    if number % 4 == 3 {
        let mut other = achievement.clone();
        (other["id"], other["name"]) = (json!("urn:uuid:other"), json!("The other one"));
        other["related"] = json!([{ "id": achievement["id"], "type": ["Related"], "version": "1" }]);
        other.as_object_mut().unwrap().remove("endorsement");
        subject["achievement"] = json!([achievement, other]);
    }
}

fn without_endorsements(said: &mut Value) {
    if let Some(fields) = said.as_object_mut() {
        fields.remove("endorsement");
        fields.values_mut().for_each(without_endorsements);
    }
    said.as_array_mut().into_iter().flatten().for_each(without_endorsements);
}

/// A record of learning with this badge and another one in it.
fn record(key: &IssuerKey, badge: &Value, number: usize) -> Value {
    let mut other = badge.clone();
    without_endorsements(&mut other);
    other.as_object_mut().unwrap().remove("proof");
    // A badge of its own.
    let other =
        other.to_string().replace("urn:uuid:", "urn:uuid:o").replace("https://example.org/", "https://example.org/o");
    let other = proof::sign(&serde_json::from_str(&other).unwrap(), key, now()).unwrap();
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2", contexts::OPEN_BADGES_3,
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
        ],
        "id": "urn:uuid:record", "type": ["VerifiableCredential", "ClrCredential"], "name": format!("Record {number}"),
        "issuer": badge["issuer"], "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": { "type": ["ClrSubject"], "verifiableCredential": [badge, other] }
    })
}

fn look(value: &Value, trust: &Trust, sources: &Sources) -> Report {
    let question = InspectOptions { trust, sources, at: now(), email: Some("amy@example.org") };
    inspect(value.to_string().as_bytes(), &question)
}

/// Everything that is shown, aside from what is said about the spelling itself.
fn shown(report: &Report) -> Value {
    let mut all = serde_json::to_value(report).unwrap();
    let checks = all["checks"].as_array_mut().unwrap();
    // What a record holds is told of the file.
    let is_of_record = |check: &Value| check["message"].as_str().unwrap().starts_with("The record holds");
    checks.retain(|check| check["id"] != "standard" && (check["id"] != "file" || is_of_record(check)));
    all
}

fn canonical(mut dataset: Dataset) -> Vec<String> {
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm: CanonicalizationHashAlgorithm::Sha256 });
    let mut lines: Vec<String> = dataset.iter().map(|quad| quad.to_string()).collect();
    lines.sort_unstable();
    lines
}

/// What another JSON-LD processor takes a document to say, without its proof.
fn theirs(document: &Value) -> Vec<String> {
    let mut unsigned = document.clone();
    unsigned.as_object_mut().unwrap().remove("proof");
    let text = unsigned.to_string();
    let parser = JsonLdParser::new().for_slice(&text).with_load_document_callback(|url, _| {
        let document = contexts::text(url).ok_or_else(|| format!("{url} is not bundled"))?;
        Ok(JsonLdRemoteDocument { document: document.into(), document_url: url.into() })
    });
    canonical(parser.map(Result::unwrap).collect())
}

fn ours(document: &Value) -> Vec<String> {
    let object = document.as_object().unwrap();
    let said = said(object, &Words::default(), &["proof"], contexts::bundled_only(), &Work::default()).unwrap();
    canonical(said.statements.iter().map(oxrdf::Quad::as_ref).collect())
}

/// Numbers without end out of one.
struct Numbers(u64);

impl Numbers {
    fn bytes(&mut self, count: usize) -> Vec<u8> {
        let next = |state: &mut u64| {
            *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (*state >> 56) as u8
        };
        (0..count).map(|_| next(&mut self.0)).collect()
    }
}

/// Tries spellings of one badge; how many of them stayed green.
fn try_spellings(original: &Value, numbers: &mut Numbers, sources: &Sources) -> usize {
    let trust = &Trust::default();
    let report = look(original, trust, sources);
    let (expected, statements) = (shown(&report), theirs(original));
    assert!(report.verdict <= Verdict::Intact, "{report:?}");
    let mut green = 0;
    for round in 0..spellings() {
        let spelt = respelled(original, &mut Choices::new(&numbers.bytes(1_500)));
        assert_eq!(ours(&spelt), statements, "another graph: {spelt:#}");
        // The other processor is slow, so it is asked now and then; it forgets what a field's
        // values are when they are written as `@set`, so not about those.
        if round % 8 == 0 && !spelt.to_string().contains("\"@set\"") {
            assert_eq!(theirs(&spelt), statements, "another processor takes it for another graph: {spelt:#}");
        }
        let again = look(&spelt, trust, sources);
        if again.verdict <= Verdict::Intact {
            green += 1;
            assert_eq!(shown(&again), expected, "{spelt:#}");
        }
    }
    green
}

#[test]
fn every_spelling_of_our_own_badges_shows_what_was_signed() {
    let (mut numbers, mut green, mut all, mut of_records) = (Numbers(2026), 0, 0, 0);
    let Signed { badges, sources } = signed();
    for original in badges {
        let good = try_spellings(&original, &mut numbers, &sources);
        // The entries of one speak of the same things, and whose words are whose cannot always be told.
        if original["credentialSubject"].get("verifiableCredential").is_some() {
            of_records += good;
            continue;
        }
        green += good;
        all += spellings();
        eprintln!("{}", told("our own badges", green, all));
    }
    assert!(of_records > 0, "no record was green in another spelling");
    // Honest spellings are no reason to refuse a badge.
    assert!(green * 100 >= all * 95, "only {green} of {all} spellings were green");
}

#[test]
fn what_other_programs_may_miss_is_told_of_badges_that_were_written_anew_alone() {
    let mut numbers = Numbers(5);
    let is_told = |value: &Value| {
        look(value, &Trust::default(), &Sources::default())
            .checks
            .iter()
            .any(|check| check.message.contains("Other programs may miss"))
    };
    let mut respelt = 0;
    let signed = signed().badges;
    for original in &signed {
        assert!(!is_told(original), "{original:#}");
        respelt += usize::from(is_told(&respelled(original, &mut Choices::new(&numbers.bytes(1_500)))));
    }
    assert_eq!(respelt, signed.len());
}

#[test]
fn every_spelling_of_foreign_badges_shows_what_was_signed() {
    let Some(root) = std::env::var_os("BADGEWRIGHT_CONFORMANCE") else {
        eprintln!("Left out: BADGEWRIGHT_CONFORMANCE names no folder of foreign badges.");
        return;
    };
    let mut numbers = Numbers(7);
    let (mut tried, mut as_good) = (0, 0);
    for folder in FOREIGN {
        let Ok(entries) = std::fs::read_dir(std::path::Path::new(&root).join(folder)) else { continue };
        for entry in entries.flatten() {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
            let report = look(&value, &Trust::default(), &Sources::default());
            let is_over_a_graph = report.form.as_deref().is_some_and(|form| form.contains("rdfc"));
            let holds = report
                .checks
                .iter()
                .any(|check| check.id == "signature" && check.message.starts_with("Nothing was changed"));
            if !is_over_a_graph || !holds {
                continue;
            }
            // Its own contexts name words that the speller would have to know.
            if !value["@context"].as_array().is_some_and(|list| list.iter().all(Value::is_string)) {
                continue;
            }
            let expected = shown(&report);
            for _ in 0..spellings() {
                let spelt = respelled(&value, &mut Choices::new(&numbers.bytes(1_500)));
                let again = look(&spelt, &Trust::default(), &Sources::default());
                let is_as_good = again.verdict <= report.verdict;
                as_good += usize::from(is_as_good);
                assert!(!is_as_good || shown(&again) == expected, "{:?}: {spelt:#}", entry.path());
            }
            tried += 1;
            eprintln!("{}", told("foreign badges", as_good, tried * spellings()));
        }
    }
    assert!(tried >= 15, "only {tried} badges were respelt");
    let all = tried * spellings();
    assert!(as_good * 100 >= all * 95, "only {as_good} of {all} spellings are worth what was signed");
}

#[test]
fn what_was_signed_is_not_turned_around_by_writing_what_stands_inside_first() {
    let (mut numbers, mut tried) = (Numbers(12), 0);
    let Signed { badges, sources } = signed();
    for original in badges {
        let Some(around) = turned(&original) else { continue };
        assert!(look(&original, &Trust::default(), &sources).verdict <= Verdict::Intact);
        for _ in 0..10 {
            let spelt = respelled(&around, &mut Choices::new(&numbers.bytes(1_500)));
            assert_eq!(ours(&spelt), ours(&original), "another graph: {spelt:#}");
            let report = look(&spelt, &Trust::default(), &sources);
            assert_eq!(report.verdict, Verdict::NotValid, "{spelt:#}");
            assert!(report.summary.contains("begins with something that stands inside"), "{report:?}");
        }
        tried += 1;
    }
    assert!(tried >= 3, "only {tried} badges carry an endorsement of the award");
}

#[test]
fn a_thing_described_in_another_place_and_graph_is_no_description_of_it() {
    // What a signature of an endorsement says of the badge's end is said in a graph of its own.
    let original = &signed().badges[1];
    let mut moved = original.clone();
    moved["proof"][0]["validUntil"] = json!("2020-01-01T00:00:00Z");
    assert!(look(&moved, &Trust::default(), &Sources::default()).verdict > Verdict::Intact);
}
