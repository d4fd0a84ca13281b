//! Badges in every form, from the document to the verdict.

use super::*;
use crate::carrier;
use crate::credential::{Algorithm, IssuerKey};
use crate::document::starter;
use crate::inspect::{InspectOptions, Outcome, Report, Sources, Trust, Verdict, inspect};
use crate::scene::build;

const SITE: &str = "https://example.org/badges/issuer.json";
const DID: &str = "did:web:example.org:badges";

fn now() -> Timestamp {
    "2026-03-14T10:00:00Z".parse().unwrap()
}

fn document() -> Document {
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    document
}

fn key(algorithm: Algorithm) -> IssuerKey {
    IssuerKey::generate("Ours", algorithm, now(), &mut SystemRandom).unwrap()
}

fn options(form: Form, kind: FileKind, issuer: Option<&str>) -> IssueOptions {
    IssueOptions::new(form, kind, issuer)
}

fn look(file: &[u8], trust: &Trust, sources: &Sources, email: Option<&str>) -> Report {
    inspect(file, &InspectOptions { trust, sources, at: now(), email })
}

/// Fetches what the report wants from the files that belong on the web.
fn online(made: &Issued) -> (Report, Vec<String>) {
    let (trust, mut sources, mut asked) = (Trust::default(), Sources::default(), Vec::new());
    loop {
        let report = look(&made.file, &trust, &sources, Some("amy@example.org"));
        if report.wants.is_empty() {
            return (report, asked);
        }
        for want in &report.wants {
            let found = made.hosted.iter().find(|file| file.url == want.url).map(|file| file.bytes.clone());
            sources.fetched(want.url.as_str(), found.ok_or_else(|| "There is nothing there.".into()));
            asked.push(want.url.clone());
        }
    }
}

#[test]
fn what_is_issued_is_intact_to_everyone_and_genuine_to_its_issuer() {
    let document = document();
    for (form, algorithm) in [
        (Form::Ob3, Algorithm::Ed25519),
        (Form::Ob3Jcs, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::Ed25519),
        (Form::Ob3Jwt, Algorithm::P256),
        (Form::Ob3Jwt, Algorithm::Rsa),
    ] {
        let key = key(algorithm);
        for kind in [FileKind::Png { side: 64 }, FileKind::Svg, FileKind::Record] {
            let award = award("amy@example.org", now()).unwrap();
            let made =
                prepare(&document, &options(form, kind, None)).unwrap().award(Some(&key), &award, now()).unwrap();
            assert!(made.hosted.is_empty());
            let (mut trust, none) = (Trust::default(), Sources::default());
            let look = |trust: &Trust, email| look(&made.file, trust, &none, email);
            let stranger = look(&trust, Some("amy@example.org"));
            assert_eq!(stranger.verdict, Verdict::Intact, "{form:?} {algorithm:?} {kind:?}: {stranger:?}");
            trust.add_own(key.did(), "Ours");
            let report = look(&trust, Some("amy@example.org"));
            assert_eq!(report.verdict, Verdict::Genuine, "{form:?} {kind:?}: {}", report.summary);
            let badge = report.badge.unwrap();
            assert_eq!(badge.layer.as_deref(), Some("Demonstrate"));
            assert_eq!(badge.image_alt.as_deref(), Some(document.badge.image.caption.as_str()));
            let eve = look(&trust, Some("eve@example.org"));
            let is_hers = eve.checks.iter().any(|check| check.id == "recipient" && check.outcome == Outcome::Pass);
            assert!(!is_hers, "{kind:?} is not Eve's");
        }
    }
}

#[test]
fn an_issuer_on_the_web_is_confirmed_by_the_files_that_were_written_for_it() {
    let mut document = document();
    std::sync::Arc::make_mut(&mut document.badge).revocable = true;
    for (form, algorithm, issuer) in [
        (Form::Ob3, Algorithm::Ed25519, DID),
        (Form::Ob3, Algorithm::Ed25519, SITE),
        (Form::Ob3Jcs, Algorithm::Ed25519, DID),
        (Form::Ob3Jwt, Algorithm::P256, DID),
        (Form::Ob3Jwt, Algorithm::Rsa, SITE),
        (Form::Ob2Signed, Algorithm::Rsa, SITE),
        (Form::Ob2Signed, Algorithm::P256, SITE),
        (Form::Ob2Hosted, Algorithm::Rsa, SITE),
    ] {
        for kind in [FileKind::Png { side: 64 }, FileKind::Svg, FileKind::Record] {
            let key = key(algorithm);
            let award = award("amy@example.org", now()).unwrap();
            let made = prepare(&document, &options(form, kind, Some(issuer)))
                .unwrap()
                .award(Some(&key), &award, now())
                .unwrap();
            let offline = look(&made.file, &Trust::default(), &Sources::default(), None);
            assert_eq!(offline.verdict, Verdict::Unconfirmed, "{form:?}: {offline:?}");
            let (report, asked) = online(&made);
            assert_eq!(report.verdict, Verdict::Intact, "{form:?} {issuer} {kind:?}: {report:?}, asked {asked:?}");
            assert!(asked.iter().all(|url| url.starts_with("https://example.org/badges/")), "{asked:?}");
            let badge = report.badge.unwrap();
            assert_eq!(badge.name.as_deref(), Some(document.badge.name.as_str()));
            assert_eq!(badge.layer.as_deref(), Some("Demonstrate"));
        }
    }
}

#[test]
fn a_form_says_what_it_needs() {
    let document = document();
    let award = award("amy@example.org", now()).unwrap();
    let make = |form, key: Option<&IssuerKey>, issuer| {
        prepare(&document, &options(form, FileKind::Record, issuer))
            .and_then(|prepared| prepared.award(key, &award, now()))
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    let (ed, rsa) = (key(Algorithm::Ed25519), key(Algorithm::Rsa));
    assert!(make(Form::Ob3, Some(&rsa), None).contains("Ed25519"));
    assert!(make(Form::Ob2Signed, Some(&ed), Some(SITE)).contains("RSA or P-256"));
    assert!(make(Form::Ob2Signed, Some(&rsa), None).contains("web address"));
    assert!(make(Form::Ob2Hosted, None, Some(DID)).contains("web address"));
    assert!(make(Form::Ob3, None, None).contains("needs a signing key"));
    assert!(make(Form::Ob3, Some(&ed), Some("nonsense")).contains("did:web"));
    let mut revocable = document.clone();
    std::sync::Arc::make_mut(&mut revocable.badge).revocable = true;
    let error = prepare(&revocable, &options(Form::Ob3, FileKind::Record, None))
        .and_then(|prepared| prepared.award(Some(&ed), &award, now()));
    assert!(error.unwrap_err().to_string().contains("can be withdrawn"));
}

#[test]
fn files_for_the_web_lie_beside_the_badge_and_a_list_in_use_is_kept() {
    let mut document = document();
    std::sync::Arc::make_mut(&mut document.badge).revocable = true;
    let key = key(Algorithm::Ed25519);
    let prepared = prepare(&document, &options(Form::Ob3, FileKind::Png { side: 64 }, Some(DID))).unwrap();
    let at = tempfile::tempdir().unwrap();
    let web = Web { home: Some(at.path().join("home")), new_list: true, new_document: true, ..Web::default() };
    let to = |name: &str| {
        let award = award("amy@example.org", now()).unwrap();
        let path = at.path().join(name);
        hand_out(&prepared, Some(&key), &award, &web, &Over::default(), &path, now()).unwrap()
    };
    let first = to("amy.png");
    let folder = first.folder.unwrap();
    assert!(folder.join("did.json").is_file());
    let list = std::fs::read(folder.join("status.json")).unwrap();
    assert_ne!(to("ben.png").place.unwrap(), first.place.unwrap(), "no two awards share a place");
    assert_eq!(std::fs::read(folder.join("status.json")).unwrap(), list);
    assert!(std::fs::read(at.path().join("ben.png")).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn a_retired_key_awards_nothing_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.key");
    let cost = crate::credential::KdfCost { memory_kib: 8, passes: 1, lanes: 1 };
    crate::credential::KeyFile::seal(&key(Algorithm::Ed25519), "p", cost, &mut SystemRandom)
        .unwrap()
        .write(&path)
        .unwrap();
    crate::credential::KeyFile::succeed(&path, now(), |_| Ok::<_, crate::credential::KeyError>(())).unwrap();
    let retired = crate::credential::KeyFile::read(&path).unwrap().open("p").unwrap();
    let award = award("amy@example.org", now()).unwrap();
    let made = prepare(&document(), &options(Form::Ob3, FileKind::Record, None))
        .and_then(|prepared| prepared.award(Some(&retired), &award, now()));
    assert!(made.unwrap_err().to_string().contains("was retired on"));
}

#[test]
fn what_is_no_address_is_refused_with_a_sentence() {
    for wrong in ["amy", "amy@", "@example.org", "amy@example", "a b@example.org", "amy@.org."] {
        assert!(matches!(award(wrong, now()), Err(IssueError::NotAnAddress { .. })), "{wrong}");
    }
    let told = award("mailto:amy@example.org", now()).unwrap_err().to_string();
    assert!(told.contains("leave out the “mailto:”"), "{told}");
    for wrong in
        ["did:", "https://", "did:key:z6 Mk", "did:key:z6\u{200b}Mk", "did:jwk:!!", "did:example:a#b", "did:web:a.b/c"]
    {
        assert!(matches!(award(wrong, now()), Err(IssueError::NotAnIdentifier(_))), "{wrong}");
    }
    for wrong in ["did:key:zzz", "did:key:x", "did:jwk:e"] {
        assert!(matches!(award(wrong, now()), Err(IssueError::NotTheKey(_))), "{wrong}");
    }
    assert!(matches!(award("  ", now()), Err(IssueError::NoRecipient)));
    assert!(award("did:key:z6MkrHKzgsahxBLyNAbLQyB1pcWNYC9GmywiWPgkrvntAZcj", now()).is_ok());
}

#[test]
fn an_rsa_key_that_is_its_own_issuer_is_said_to_be_seldom_accepted() {
    assert!(seldom_accepted(Algorithm::Rsa, None).is_some_and(|words| words.contains("did:key")));
    assert_eq!(seldom_accepted(Algorithm::Rsa, Some(DID)), None);
    assert_eq!(seldom_accepted(Algorithm::Ed25519, None), None);
}

#[test]
fn what_takes_too_long_to_draw_is_refused_in_the_same_words_wherever_it_is_drawn() {
    use std::sync::Arc;
    let mut document = document();
    let artwork = Arc::make_mut(&mut document.artwork);
    let mut large = (*artwork.elements[0]).clone();
    (large.frame, large.copies) = (crate::artwork::Frame::centred(600.0, 600.0), 100);
    artwork.elements = std::iter::repeat_n(Arc::new(large), 18).collect();
    let kind = FileKind::Png { side: 4096 };
    let baked = prepare(&document, &options(Form::Ob3, kind, None)).unwrap_err().to_string();
    let exported = Export::plain(kind).make(&document, &mut Renderer::new(), &|_| true).unwrap_err().to_string();
    assert_eq!(baked, exported);
    assert!(baked.contains("a picture of 4096 pixels would take too long to draw: choose at most"), "{baked}");
}

#[test]
fn nobody_endorses_in_a_made_up_name() {
    let key = key(Algorithm::Ed25519);
    let mut made_up = (*starter("first-aid").unwrap().example().unwrap().badge).clone();
    made_up.id = "urn:uuid:1".into();
    let endorse = |name: &str| super::endorsed(&made_up, "Fine.", name, &key, now());
    assert!(matches!(endorse(&made_up.issuer.name), Err(IssueError::MadeUp(_))));
    assert_eq!(endorse("Marsh Lane Pottery").unwrap()["issuer"]["name"], "Marsh Lane Pottery");
}

fn of_each_form() -> [(Form, IssuerKey, Option<&'static str>); 5] {
    [
        (Form::Ob3, key(Algorithm::Ed25519), None),
        (Form::Ob3Jcs, key(Algorithm::Ed25519), None),
        (Form::Ob3Jwt, key(Algorithm::P256), Some(DID)),
        (Form::Ob2Signed, key(Algorithm::P256), Some(SITE)),
        (Form::Ob2Hosted, key(Algorithm::P256), Some(SITE)),
    ]
}

/// A design with an endorsement of its badge, which says more of it.
fn endorsed(by: &IssuerKey, more: &serde_json::Value) -> Document {
    use crate::credential::endorsement::{Endorsement, endorse};
    let mut document = document();
    let badge = std::sync::Arc::make_mut(&mut document.badge);
    let (id, subject) = ("urn:uuid:3f0c0c9c-4f9c-4f4c-8c0f-2f0c0c9c4f9c", badge.id.clone());
    let words = Endorsement { id, subject: &subject, comment: "Fine.", endorser: "Old Name" };
    let mut signed = endorse(&words, by, now()).unwrap();
    signed.as_object_mut().unwrap().remove("proof");
    signed["credentialSubject"].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    badge.endorsement.push(crate::credential::proof::sign(&signed, by, now()).unwrap());
    document
}

#[test]
fn whoever_endorsed_their_own_badge_under_another_name_can_award_it() {
    for (form, key, issuer) in of_each_form() {
        let by =
            if form.algorithms().first() == Some(&Algorithm::Ed25519) { &key } else { &self::key(Algorithm::Ed25519) };
        let document = endorsed(by, &serde_json::json!({}));
        let award = award("a@b.org", now()).unwrap();
        let made = prepare(&document, &options(form, FileKind::Record, issuer))
            .unwrap()
            .award(Some(&key), &award, now())
            .unwrap();
        let mut trust = Trust::default();
        trust.add_own(key.did(), "Ours");
        let verdict = look(&made.file, &trust, &Sources::default(), None).verdict;
        assert_ne!(verdict, Verdict::NotValid, "{form:?}");
    }
}

#[test]
fn no_badge_is_made_that_would_not_pass() {
    for (form, key, issuer) in of_each_form() {
        if form.needs_site() {
            // No endorsement travels in these.
            continue;
        }
        let document = endorsed(&self::key(Algorithm::Ed25519), &serde_json::json!({ "name": "Surgeon" }));
        let award = award("a@b.org", now()).unwrap();
        for kind in [FileKind::Record, FileKind::Png { side: 64 }, FileKind::Svg] {
            let refused = prepare(&document, &options(form, kind, issuer))
                .and_then(|prepared| prepared.award(Some(&key), &award, now()))
                .unwrap_err();
            assert!(matches!(refused, IssueError::SaysMore { .. }), "{form:?}: {refused}");
        }
        let folder = tempfile::tempdir().unwrap();
        let (path, web) = (folder.path().join("badge.json"), Web::default());
        let prepared = prepare(&document, &options(form, FileKind::Record, issuer)).unwrap();
        let done = hand_out(&prepared, Some(&key), &award, &web, &Over::default(), &path, now());
        assert!(done.is_err(), "{form:?}");
        assert_eq!(folder.path().read_dir().unwrap().count(), 0, "nothing is written");
    }
}

#[test]
fn whatever_an_award_names_has_an_identifier_of_its_own() {
    let document = document();
    for (form, key, issuer) in of_each_form() {
        let by = issuer.map_or_else(|| key.did(), str::to_owned);
        let by = crate::credential::site::Site::of(&by).map_or(by, |site| site.issuer);
        let refused = |id: Option<&str>, earner: &str, badge: &str| {
            let mut award = award(earner, now()).unwrap();
            award.id = id.map_or(award.id, str::to_owned);
            let mut document = document.clone();
            std::sync::Arc::make_mut(&mut document.badge).id = badge.to_owned();
            let refused = prepare(&document, &options(form, FileKind::Record, issuer))
                .and_then(|prepared| prepared.award(Some(&key), &award, now()));
            assert!(matches!(refused, Err(IssueError::SameIdentifier { .. })), "{form:?} {id:?} {earner} {badge}");
        };
        let (amy, badge) = ("did:example:amy", document.badge.id.as_str());
        for id in [amy, badge, by.as_str()] {
            refused(Some(id), amy, badge);
        }
        // No two of them are one, or what is said of one is said of the other.
        refused(None, amy, amy);
        refused(None, amy, &by);
    }
    let key = key(Algorithm::Ed25519);
    let to_oneself = award(&key.did(), now()).unwrap();
    let made = prepare(&document, &options(Form::Ob3, FileKind::Record, None))
        .unwrap()
        .award(Some(&key), &to_oneself, now())
        .unwrap();
    let report = look(&made.file, &Trust::default(), &Sources::default(), None);
    assert_eq!((report.verdict, report.badge.unwrap().layer.as_deref()), (Verdict::Intact, Some("Demonstrate")));
}

#[test]
fn a_badge_may_hold_until_the_last_day_there_is() {
    for (form, key, issuer) in of_each_form() {
        for last in ["9999-12-31", "9999-12-31[Asia/Tokyo]", "9999-12-30", "9999-12-31T23:59:59Z"] {
            let mut award = award("a@b.org", now()).unwrap();
            award.expires = Some(When::parse(last).unwrap().ends());
            let made = prepare(&document(), &options(form, FileKind::Record, issuer))
                .and_then(|prepared| prepared.award(Some(&key), &award, now()));
            let made = made.unwrap_or_else(|error| panic!("{form:?} {last}: {error}"));
            if form == Form::Ob3 {
                let said: serde_json::Value = serde_json::from_slice(&made.file).unwrap();
                let written = said["validUntil"].as_str().unwrap();
                assert!(written.starts_with("9999-12-3"), "{written}");
            }
        }
    }
    assert!(When::parse("9999-12-32").is_err() && When::parse("10000-01-01").is_err());
}

/// What is told of the picture of a file, and the headline.
fn told_of_picture(file: &[u8]) -> (Option<String>, String) {
    let mut report = look(file, &Trust::default(), &Sources::default(), None);
    report.compare_picture(file, 0);
    (report.told_of_picture().map(str::to_owned), report.summary)
}

#[test]
fn the_picture_of_a_badge_is_the_signed_one_to_the_last_pixel_or_that_is_told() {
    let document = document();
    let scene = build(&document.artwork, &document.badge);
    let mut renderer = Renderer::new();
    for (form, algorithm) in
        [(Form::Ob3, Algorithm::Ed25519), (Form::Ob3Jcs, Algorithm::Ed25519), (Form::Ob3Jwt, Algorithm::P256)]
    {
        let key = key(algorithm);
        let award = award("amy@example.org", now()).unwrap();
        for kind in [FileKind::Png { side: 200 }, FileKind::Svg] {
            let file =
                prepare(&document, &options(form, kind, None)).unwrap().award(Some(&key), &award, now()).unwrap().file;
            let (told, headline) = told_of_picture(&file);
            assert!(told.is_none() && headline.contains("Nobody has altered it."), "{form:?} {kind:?}: {told:?}");
            let record = carrier::extract(&file).unwrap().payload;
            let bake = |picture: &[u8]| carrier::bake(picture, record.as_str(), carrier::Standard::Three).unwrap();
            let (told, headline) = told_of_picture(&bake(&renderer.render(&scene, 220).to_png()));
            assert!(told.is_some_and(|told| told.contains("to the last pixel")), "in another size");
            assert!(headline.contains("Nobody has altered its record."), "{headline}");
            let changed = if kind == FileKind::Svg {
                String::from_utf8(file).unwrap().replacen("<path", "<path opacity=\"0.99\"", 1).into_bytes()
            } else {
                // Stripes whose mean is what stood there: in the size of the record they are not seen.
                let mut pixels = renderer.render(&scene, 200);
                let middle = pixels.rgba.len() / 2;
                for (at, pixel) in pixels.rgba[middle - 4000..middle].chunks_exact_mut(4).enumerate() {
                    let by = if at % 2 == 0 { 2 } else { -2 };
                    pixel[..3].iter_mut().for_each(|value| *value = value.saturating_add_signed(by));
                }
                bake(&pixels.to_png())
            };
            let (told, headline) = told_of_picture(&changed);
            let why = if kind == FileKind::Svg { "is not the one that was signed" } else { "to the last pixel" };
            assert!(told.as_ref().is_some_and(|told| told.contains(why)), "{kind:?}: {told:?}");
            assert!(headline.contains("Nobody has altered its record."), "{headline}");
        }
    }
}
