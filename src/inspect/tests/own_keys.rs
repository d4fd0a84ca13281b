//! Badges and words in their favour that the user signed: with a key of before, and
//! under another name.

use super::*;
use crate::credential::endorsement::{Endorsement, endorse};
use crate::credential::proof;

fn look(file: &Value, trust: &Trust) -> Report {
    inspect(file.to_string().as_bytes(), &InspectOptions { trust, sources: &Sources::default(), at: at(), email: None })
}

/// An award with words of somebody about it.
fn praised(issuer: &IssuerKey, by: &IssuerKey, name: &str, about: &str) -> Value {
    let words = Endorsement { id: "urn:uuid:e", subject: about, comment: "We ask for it.", endorser: name };
    let mut badge = badge();
    badge.endorsement.push(endorse(&words, by, award().issued_on).unwrap());
    proof::sign(&ob3::credential(&badge, &issuer.did(), &award()).unwrap(), issuer, at()).unwrap()
}

fn told(file: &Value, trust: &Trust) -> (Verdict, Outcome, String) {
    let report = look(file, trust);
    let check = said(&report, "endorsement").clone();
    (report.verdict, check.outcome, check.message)
}

#[test]
fn ones_own_praise_under_another_name_and_key_is_nobody_elses() {
    let (old, new) = (key(), key());
    let mut trust = Trust::default();
    trust.add_own(old.did(), "Lockside");
    trust.add_own(new.did(), "Lockside");
    trust.retire_own(&old.did(), at(), Some(&new.did()));
    let (verdict, outcome, message) = told(&praised(&new, &old, "River Trust", &badge().id), &trust);
    assert_eq!((verdict, outcome), (Verdict::Genuine, Outcome::Note), "{message}");
    for part in
        ["yourself", "your own key “Lockside”", "as “River Trust”", "your own praise", "You say: “We ask for it.”"]
    {
        assert!(message.contains(part), "{part}: {message}");
    }
    assert!(!message.contains("confirmed"), "{message}");
    // With a name that others of the own keys have nobody has to take care.
    let (_, _, message) = told(&praised(&new, &old, "Lockside", &badge().id), &trust);
    assert!(!message.contains("Take care") && !message.contains(" as “"), "{message}");

    // An impostor's badge.
    let other = key();
    let (verdict, outcome, message) = told(&praised(&other, &old, "River Trust", &badge().id), &trust);
    assert_eq!((verdict, outcome), (Verdict::Intact, Outcome::Note), "{message}");
    assert!(message.contains("You have endorsed something with this identifier yourself"), "{message}");
    assert!(message.contains("Anybody could use it") && !message.contains("whom you have"), "{message}");

    // Words for somebody whom the user has confirmed, or about a key that is known.
    let (_, outcome, message) = told(&praised(&other, &old, "River Trust", &other.did()), &trust);
    assert!(outcome == Outcome::Pass && message.contains("You endorse its issuer yourself"), "{message}");
    trust.add_trusted(other.did(), "Harbour");
    let (_, outcome, message) = told(&praised(&other, &old, "River Trust", &badge().id), &trust);
    assert!(outcome == Outcome::Pass && message.contains("You endorse it yourself"), "{message}");
}

#[test]
fn another_key_of_the_same_confirmed_issuer_is_no_second_voice() {
    let (one, two, stranger) = (key(), key(), key());
    let same = |known: KnownIssuer| {
        let mut trust = Trust::default();
        trust.confirm(known);
        trust.add_trusted(two.did(), "River Trust");
        trust
    };
    let by_successor = same(KnownIssuer { successor: Some(two.did()), ..KnownIssuer::new(one.did(), "Harbour") });
    let keys = vec![one.public().multibase(), two.public().multibase()];
    let mut by_keys = same(KnownIssuer { keys, ..KnownIssuer::new(WEB, "Harbour") });
    by_keys.add_trusted(one.did(), "Harbour");
    for trust in [&by_successor, &by_keys] {
        let (verdict, outcome, message) = told(&praised(&one, &two, "River Trust", &badge().id), trust);
        assert_eq!((verdict, outcome), (Verdict::Genuine, Outcome::Note), "{message}");
        assert!(message.contains("the issuer's own praise"), "{message}");
    }
    let mut apart = Trust::default();
    apart.add_trusted(one.did(), "Harbour");
    apart.add_trusted(stranger.did(), "Lockside School");
    let (_, outcome, message) = told(&praised(&one, &stranger, "University of Oxford", &badge().id), &apart);
    assert_eq!(outcome, Outcome::Pass);
    // The name is the one that the user confirmed.
    assert!(message.starts_with("Lockside School, whom you have confirmed, endorses it."), "{message}");
    assert!(message.contains("There they call themselves “University of Oxford”."), "{message}");
    let (_, _, message) = told(&praised(&one, &stranger, "University of Oxford", &badge().id), &Trust::default());
    assert!(message.contains("which calls itself “University of Oxford”, endorses it"), "{message}");
}

#[test]
fn what_a_retired_own_key_signs_is_not_good_without_a_word() {
    let ours = key();
    let file = issue(&ours, &award());
    let retired = |since: Timestamp| {
        let mut trust = Trust::default();
        trust.add_own(ours.did(), "Lockside");
        trust.retire_own(&ours.did(), since, None);
        look(&file, &trust)
    };
    let made = look(&file, &Trust::default()).issued_on.unwrap();
    let day = jiff::SignedDuration::from_hours(24);

    // Signed before: good as ever, and told.
    let report = retired(at().max(made) + day);
    assert_eq!(report.verdict, Verdict::Genuine, "{}", report.summary);
    assert!(report.summary.contains("your own key “Lockside”, which you have retired since"), "{}", report.summary);

    // Signed after.
    let report = retired(made.min(at()) - day);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "{}", report.summary);
    for part in ["your own key “Lockside”", "which you retired on", "before this was awarded", "your own records"] {
        assert!(report.summary.contains(part), "{part}: {}", report.summary);
    }
    assert!(report.checks.iter().any(|check| check.id == "issuer" && check.outcome == Outcome::Unknown));
    assert!(report.confirmable().is_none(), "it is the user's own");
    // Its words in favour of others no more.
    let other = key();
    let mut trust = Trust::default();
    trust.add_own(ours.did(), "Lockside");
    trust.retire_own(&ours.did(), made.min(at()) - day, None);
    trust.add_trusted(other.did(), "Harbour");
    let (verdict, outcome, message) = told(&praised(&other, &ours, "Lockside", &badge().id), &trust);
    assert_eq!((verdict, outcome), (Verdict::Genuine, Outcome::Unknown), "{message}");
    assert!(message.contains("which you retired on"), "{message}");
}

/// Nobody is asked to compare a fingerprint anew that they have compared.
#[test]
fn a_key_that_was_confirmed_as_somebodys_is_told_where_it_signs_for_an_unknown_place() {
    let ours = key();
    let mut trust = Trust::default();
    let look = |trust: &Trust| super::look(&signed(WEB, &ours), trust, &Sources::default());
    assert_eq!(look(&trust).known_key, None);
    trust.add_trusted(ours.did(), "Canal School");
    let report = look(&trust);
    assert_eq!(report.verdict, Verdict::Unconfirmed, "whose place it is nothing shows");
    let known = report.known_key.clone().unwrap();
    assert!(known.contains("confirmed as that of “Canal School”"), "{known}");
    let asked = "one that you have confirmed as that of “Canal School”. Ask them whether example.org is theirs, too";
    assert!(report.summary.contains(asked), "{}", report.summary);
    assert!(said(&report, "issuer").message.contains(&known));
    // So is one that was compared with that of another place.
    let mut trust = Trust::default();
    trust.confirm(KnownIssuer {
        keys: vec![ours.public().multibase()],
        ..KnownIssuer::new("did:web:canal.example", "Canal School")
    });
    assert!(look(&trust).known_key.is_some());
    trust.confirm(KnownIssuer { keys: vec![ours.public().multibase()], ..KnownIssuer::new(WEB, "Canal School") });
    let report = look(&trust);
    assert_eq!((report.verdict, report.known_key), (Verdict::Genuine, None));
    // With another key it says nothing.
    assert_eq!(super::look(&signed(WEB, &key()), &trust, &Sources::default()).known_key, None);
}
