//! Endorsements that a badge carries, each told with its own outcome.

use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::{did, proof, vc_jwt};

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
        let report = look(file, trust, &Sources::default());
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
    let report = look(&good, &both, &Sources::default());
    assert_eq!((report.verdict, said(&report, "endorsement").outcome), (Verdict::Genuine, Outcome::Pass));

    // Whoever praises a badge of their own is nobody else, whatever they call themselves.
    for about in [&about, &issuer.did()] {
        let own = endorsed(&issuer, words_by(&issuer, about));
        for (trust, verdict) in [(&nobody, Verdict::Intact), (&both, Verdict::Genuine)] {
            let report = look(&own, trust, &Sources::default());
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
fn everything_that_an_endorsement_says_is_told_in_whatever_order_it_stands() {
    let (issuer, club) = (key(), key());
    let mut words = words_by(&club, &badge().id);
    words.as_object_mut().unwrap().remove("proof");
    words["credentialSubject"]["endorsementComment"] = json!(["We ask for it.", "Not for pay.", "We ask for it."]);
    let mut words = proof::sign(&words, &club, at()).unwrap();
    let told = |words: &Value| said(&alone(&endorsed(&issuer, words.clone())), "endorsement").message.clone();
    let message = told(&words);
    assert!(message.ends_with("They say: “Not for pay.”, “We ask for it.”"), "{message}");
    words["credentialSubject"]["endorsementComment"].as_array_mut().unwrap().reverse();
    assert_eq!(told(&words), message);
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
    let report = look(&file, &trust, &Sources::default());
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
