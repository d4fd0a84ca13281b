//! Handing out, acted on as a user does.

use crate::support::{USUAL, Window, act, signed, window};
use badgewright::app::{Command, Place};
use badgewright::inspect::Verdict;
use base64::Engine as _;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

/// The answer of an issuer who has no files on the web yet.
const FIRST: &str = "No, make the first ones";
/// The question where the badge goes.
const WHERE: &str = "Write “";

fn at_hand_out() -> Window {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window
}

fn make_key(window: &mut Window) {
    window.type_into("Name of the key", "Canal School");
    window.type_into("Passphrase", "correct horse");
    window.type_into("Passphrase, once more", "correct horse");
    window.press("Make my signing key");
    assert!(window.tells("Your signing key is made"), "it says so");
}

#[test]
fn the_picture_is_exported_in_any_size_and_as_outlines() {
    let mut window = at_hand_out();
    window.press("256 px");
    window.press("Export the picture…");
    let png = window.answer("alone.png");
    let picture = image::open(&png).unwrap();
    assert_eq!((picture.width(), picture.height()), (256, 256));
    window.press("SVG picture");
    window.press("Export the picture…");
    let svg = std::fs::read_to_string(window.answer("alone.svg")).unwrap();
    let title = format!("<title>{}</title>", window.badge().name);
    assert!(svg.contains(&title) && !svg.contains("<text"), "outlines only, with the name as its title");
}

#[test]
fn a_badge_is_awarded_and_inspected_on_the_spot() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    let path = window.answer("amy.png");
    assert!(path.is_file());
    window.press("Inspect it");
    let state = window.state().state();
    assert_eq!(state.desk.place, Place::Inspect);
    let report = state.places.inspect.shown().unwrap().report();
    assert_eq!(report.verdict, Verdict::Genuine, "{}", report.summary);
    assert!(window.tells("Genuine"));
}

#[test]
fn what_goes_wrong_is_said_and_no_file_is_written() {
    let mut window = at_hand_out();
    window.type_into("Passphrase", "one");
    window.type_into("Passphrase, once more", "other");
    window.press("Make my signing key");
    assert!(window.tells("not the same"));
    window.type_into("Passphrase, once more", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("one");
    window.press("Make my signing key");
    assert!(window.tells("Give the key a name"), "a key that is called nothing is nobody's");
    window.key_with(Modifiers::COMMAND, Key::A);
    let mut window = at_hand_out();
    make_key(&mut window);
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    assert!(window.tells("Say who earned the badge"));
    window.type_into("Earner's e-mail address or DID", "amy");
    window.press(&make);
    assert!(window.tells("“amy” is not an e-mail address"));
    window.type_into("Earner's e-mail address or DID", "@example.org");
    window.type_into("Passphrase of your signing key", " and more");
    window.press(&make);
    assert!(window.tells("does not open"), "a wrong passphrase is named");
    assert!(!window.tells(WHERE), "before it is asked where the badge goes");
}

#[test]
fn a_document_is_saved_changed_and_asked_about_before_another_is_opened() {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Key::S);
    let path = window.answer("mine.badge");
    assert!(path.is_file() && window.tells("Saved"));
    window.key_with(Modifiers::COMMAND, Place::Words.key());
    window.type_into("Title", " and Fairs");
    assert!(window.tells("Not saved yet"));
    window.key_with(Modifiers::COMMAND, Place::Home.key());
    window.press("Start from Trail Guide, Lead layer");
    assert!(window.shows("Save your changes first?"));
    window.press("Save");
    assert_eq!(window.badge().short_name, "Trail Guide");
    let saved = badgewright::document::Document::open(&path).unwrap();
    assert!(saved.badge.name.ends_with(" and Fairs"));
}

#[test]
fn a_file_that_exists_is_replaced_by_keyboard_only_after_a_second_answer() {
    let mut window = window(USUAL);
    let path = window.folder().join("mine.badge");
    std::fs::write(&path, "something else").unwrap();
    window.key_with(Modifiers::COMMAND, Key::S);
    window.answer("mine.badge");
    assert_eq!(std::fs::read(&path).unwrap(), b"something else", "Enter alone replaces nothing");
    assert!(window.shows("Replace this file"));
    // From the field to the answer, wherever it stands among them.
    for _ in 0..4 {
        if window.get_by_label("Replace this file").is_focused() {
            break;
        }
        window.key(Key::Tab);
    }
    window.key(Key::Enter);
    assert!(badgewright::document::Document::open(&path).is_ok(), "the keyboard reaches the answer");
}

#[test]
fn opening_the_open_document_again_shows_what_was_just_saved() {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Key::S);
    window.answer("mine.badge");
    window.key_with(Modifiers::COMMAND, Place::Words.key());
    window.type_into("Title", " and Fairs");
    window.key_with(Modifiers::COMMAND, Key::O);
    window.answer("mine.badge");
    assert!(window.shows("Save your changes first?"));
    window.press("Save");
    assert!(window.badge().name.ends_with(" and Fairs"), "{}", window.badge().name);
    assert!(!window.state().state().desk.history.is_dirty());
}

#[test]
fn undo_in_a_field_beside_the_badge_leaves_the_badge_alone() {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Place::Words.key());
    window.type_into("Title", " and Fairs");
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.type_into("Name of the key", "Ours");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.badge().name.ends_with(" and Fairs"), "{}", window.badge().name);
}

#[test]
fn another_form_takes_another_kind_of_key_and_a_place_on_the_web() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.press("Form and issuer");
    window.press("Open Badges 2.0, signed");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    assert!(window.tells("cannot be signed with a key of the kind Ed25519"));
    window.press("Make a key of the kind RSA…");
    window.type_into("Passphrase, once more", "correct horse");
    window.press("Make my signing key");
    window.press(&make);
    assert!(window.tells("Give one, such as https://example.org/issuer.json"), "the form names its issuer by address");
    window.type_into("Issuer's place on the web", "https://example.org/issuer.json");
    window.press(&make);
    window.press(FIRST);
    let path = window.answer("old.png");
    let web = path.with_file_name("example.org.web");
    let has_key =
        std::fs::read_dir(&web).unwrap().flatten().any(|f| f.file_name().to_string_lossy().starts_with("key-"));
    assert!(path.is_file() && has_key && web.join("issuer.json").is_file());
    assert!(window.tells("on your web server"), "it says where the other files belong");
}

#[test]
fn a_replaced_key_is_retired_and_what_it_signed_stays_genuine() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    let path = window.answer("amy.png");
    window.press("Your signing keys");
    window.press("Replace the chosen key…");
    window.type_here("correct horse");
    window.press("Replace it");
    assert!(window.tells("retired on 12 March 2026"));
    // It is shown, and signs nothing new.
    window.get_all_by_label_contains("retired on 12 March 2026").next().unwrap().click();
    window.settle();
    window.type_into("Earner's e-mail address or DID", "bob@example.org");
    window.press(&make);
    assert!(window.tells("was retired on 12 March 2026 and signs nothing new"));
    assert!(!window.tells(WHERE));
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::open_any(path));
    window.settle();
    let report = window.state().state().places.inspect.shown().unwrap().report();
    assert_eq!(report.verdict, Verdict::Genuine, "{}", report.summary);
}

#[test]
fn a_platform_sets_the_size_and_says_before_what_it_would_refuse() {
    let mut window = at_hand_out();
    window.press("Open Badge Factory");
    assert!(window.tells("100 to 300 px"));
    window.press("Export the picture…");
    let png = window.answer("factory.png");
    let picture = image::open(&png).unwrap();
    assert_eq!((picture.width(), picture.height()), (300, 300));
    assert!(std::fs::metadata(&png).unwrap().len() < 250_000);
    window.press("Moodle");
    window.press("SVG picture");
    assert!(window.tells("Moodle takes no SVG"));
    window.press("Export the picture…");
    let refused = window.answer("moodle.svg");
    assert!(!refused.exists() && window.tells("Nothing was written"));
}

#[test]
fn an_editable_picture_opens_again_and_is_saved_as_a_document() {
    let mut window = at_hand_out();
    let before = window.state().state().document().clone();
    window.press("Keep it editable: words and artwork travel inside");
    window.press("Export the picture…");
    let png = window.answer("editable.png");
    assert!(image::open(&png).is_ok(), "it is a picture like any other");
    window.key_with(Modifiers::COMMAND, Key::O);
    window.answer("editable.png");
    let state = window.state().state();
    assert_eq!((state.desk.place, &state.document().artwork), (Place::Artwork, &before.artwork));
    assert!(state.desk.history.is_dirty(), "it is not saved as a document yet");
    window.key_with(Modifiers::COMMAND, Key::S);
    let document = window.answer("again.badge");
    assert!(badgewright::document::Document::open(&document).is_ok());
    assert!(image::open(&png).is_ok(), "the picture is as it was");
}

#[test]
fn a_badge_with_mistakes_goes_out_only_when_its_maker_says_so_again() {
    let mut window = at_hand_out();
    make_key(&mut window);
    let mut document = window.state().state().document().clone();
    std::sync::Arc::make_mut(&mut document.badge).layer = None;
    let path = window.folder().join("poor.badge");
    document.save(&path).unwrap();
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::open_any(path));
    window.settle();
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    assert!(window.shows("Award it with these mistakes?"));
    window.press("Cancel");
    assert!(!window.shows("Award it with these mistakes?"));
    window.press(&make);
    window.press("Look at them first");
    assert_eq!(window.state().state().desk.place, Place::Check);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.press(&make);
    window.press("Award it all the same");
    let path = window.answer("amy.png");
    assert!(path.is_file(), "it is the maker's decision");
}

#[test]
fn form_and_issuer_are_as_they_were_left() {
    let home = tempfile::tempdir().unwrap();
    let settings = home.path().join("badgewright/settings.json");
    let mut window = crate::support::window_on(USUAL, home, None);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.press("Form and issuer");
    window.press("Open Badges 3.0 as JWT");
    window.type_into("Issuer's place on the web", "https://example.org/issuer.json");
    window.key(Key::Tab);
    let kept = std::fs::read(&settings).unwrap();
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("badgewright")).unwrap();
    std::fs::write(home.path().join("badgewright/settings.json"), kept).unwrap();
    let mut window = crate::support::window_on(USUAL, home, None);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.press("Form and issuer");
    let issuer = window.get_by_label("Issuer's place on the web");
    assert_eq!(issuer.value().as_deref(), Some("https://example.org/issuer.json"));
    assert!(
        window.tells("needs a signing key") || window.tells("Record only (JWT)"),
        "the form is the one that was left"
    );
}

#[test]
fn an_endorsement_is_signed_into_the_badge_and_taken_out_again() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.press("Endorsements");
    window.type_into("Words in favour of the badge", "We ask our crews for it.");
    window.type_into("Who says so", "Sailing Club");
    assert!(window.tells("“Sailing Club” says of"), "what will be signed stands beside the button");
    window.type_into("Passphrase of the chosen key", "correct horse");
    window.press("Sign these words");
    assert_eq!(window.badge().endorsement.len(), 0, "a name that is not the key's is asked about");
    assert!(window.tells("Does this key sign for them?"));
    window.press("No, not in that name");
    assert!(window.badge().endorsement.is_empty() && !window.tells("Does this key sign for them?"));
    window.press("Sign these words");
    window.press("Yes, sign in that name");
    assert_eq!(window.badge().endorsement.len(), 1);
    assert_eq!(window.badge().endorsement[0]["issuer"]["name"], "Sailing Club");
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    window.answer("amy.png");
    window.press("Inspect it");
    assert!(window.tells("that is your own praise"), "the key that awards it");
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.press("Take out the endorsement by Sailing Club");
    assert!(window.badge().endorsement.is_empty());
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.badge().endorsement.len(), 1, "undo brings it back");
}

/// Another program may have put it in.
#[test]
fn an_endorsement_that_is_a_token_is_seen_and_taken_out_like_any_other() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.press("Endorsements");
    window.type_into("Words in favour of the badge", "We ask our crews for it.");
    window.type_into("Who says so", "Sailing Club");
    window.type_into("Passphrase of the chosen key", "correct horse");
    window.press("Sign these words");
    window.press("Yes, sign in that name");
    let claims = serde_json::json!({
        "type": ["VerifiableCredential", "EndorsementCredential"], "issuer": { "id": "did:web:row.example", "name": "Rowing Club" },
        "credentialSubject": { "id": window.badge().id, "endorsementComment": "So do we." },
    });
    let coded = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
    let token = format!("{}.{}.{}", coded(r#"{"alg":"ES256"}"#), coded(&claims.to_string()), coded("none"));
    let mut badge = window.badge().clone();
    badge.endorsement_jwt = vec![token];
    act(&mut window, Command::edit("Endorse the badge", vec![badgewright::document::Edit::Badge(Box::new(badge))]));
    assert!(window.shows("Endorsements (2)") && window.tells("So do we."));
    window.press("Take out the endorsement by Rowing Club");
    let left = |window: &Window| (window.badge().endorsement.len(), window.badge().endorsement_jwt.len());
    assert_eq!(left(&window), (1, 0));
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.press("Take out the endorsement by Sailing Club");
    assert_eq!(left(&window), (0, 1), "each by itself");
}

#[test]
fn all_sizes_come_on_one_sheet_and_texts_can_stay_texts() {
    let mut window = at_hand_out();
    window.press("All sizes on one sheet, on light and dark");
    window.press("Export the picture…");
    let sheet = image::open(window.answer("sheet.png")).unwrap();
    assert!(sheet.width() > 1500 && sheet.height() > 600, "room for 600 pixels and all smaller sizes, twice");
    window.press("PDF to print");
    window.press("Export the picture…");
    assert!(std::fs::read(window.answer("sheet.pdf")).unwrap().starts_with(b"%PDF"));
    window.press("SVG picture");
    window.press("Texts stay texts, with their fonts inside");
    window.press("Export the picture…");
    let svg = std::fs::read_to_string(window.answer("live.svg")).unwrap();
    assert!(svg.contains("<text") && svg.contains("@font-face"));
    window.press("Credly");
    assert!(window.tells("not a sheet of sizes"), "said before the export");
}

#[test]
fn where_nothing_can_be_written_it_is_said_and_nothing_is_changed() {
    let mut window = at_hand_out();
    let before = window.state().state().document().clone();
    window.press("Export the picture…");
    let missing = window.answer("no-such-folder/alone.png");
    assert!(!missing.exists() && window.tells("no-such-folder"), "the sentence names the place");
    // A folder that nobody can write to, whoever runs the test.
    window.press("Export the picture…");
    let path = std::path::PathBuf::from("/proc/alone.png");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&path.display().to_string());
    window.key(Key::Enter);
    assert!(window.tells("/proc/alone.png"), "the sentence names the file");
    assert!(window.state().state().document().same_version(&before));
}

#[test]
fn a_badge_of_two_languages_is_awarded_in_the_one_that_is_chosen() {
    let mut window = at_hand_out();
    let mut badge = window.badge().clone();
    let mut welsh = badge.words();
    welsh.in_language = "cy".into();
    welsh.id = "urn:uuid:00000000-0000-4000-8000-00000000c0de".into();
    welsh.name = "Cymorth Cyntaf".into();
    badge.translations.push(welsh);
    let edit = badgewright::document::Edit::Badge(Box::new(badge));
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::Command::edit("Add a language", vec![edit]));
    make_key(&mut window);
    window.press("Cymraeg (Welsh)");
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    // One name everywhere: the one that is signed.
    window.press("Make Cymorth Cyntaf badge…");
    assert!(proposed(&window).ends_with("cymorth-cyntaf-1.png"), "{}", proposed(&window));
    let path = window.answer("amy.png");
    window.press("Inspect it");
    let report = window.state().state().places.inspect.shown().unwrap().report();
    assert_eq!(report.badge.as_ref().unwrap().name.as_deref(), Some("Cymorth Cyntaf"), "{}", path.display());
}

#[test]
fn a_badge_is_withdrawn_where_it_is_inspected() {
    let mut window = at_hand_out();
    make_key(&mut window);
    let mut badge = window.badge().clone();
    badge.revocable = true;
    let ctx = window.ctx.clone();
    let edit = badgewright::document::Edit::Badge(Box::new(badge));
    window.state_mut().update(&ctx, Command::edit("Withdrawing an award", vec![edit]));
    window.settle();
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.press("Form and issuer");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    window.press(FIRST);
    let path = window.answer("amy.png");
    let list = path.with_file_name("example.org.web").join("status.json");
    let before = std::fs::read_to_string(&list).unwrap();
    window.state_mut().update(&ctx, badgewright::app::open_any(path.clone()));
    window.settle();
    window.press("Withdraw this badge…");
    assert!(window.tells("example.org.web"), "the folder beside the badge is found");
    window.type_into("Passphrase of the key that signed it", "wrong");
    window.press("Withdraw it");
    assert!(window.tells("passphrase"), "a wrong passphrase is said");
    assert_eq!(std::fs::read_to_string(&list).unwrap(), before, "and nothing is changed");
    window.type_into("Passphrase of the key that signed it", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("correct horse");
    assert!(!window.tells("does not open"), "what was said of another passphrase is gone");
    window.key(Key::Enter);
    assert!(window.tells("at https://example.org/status.json"), "it says where the file belongs");
    assert_ne!(std::fs::read_to_string(&list).unwrap(), before);
    // It is withdrawn, so it is not offered again, here or when it is opened anew.
    for again in [false, true] {
        if again {
            window.state_mut().update(&ctx, badgewright::app::open_any(path.clone()));
            window.settle();
        }
        assert!(!window.shows("Withdraw this badge…") && window.tells("You have withdrawn it"), "{again}");
        assert!(!window.tells("sk the issuer"), "the issuer is whoever looks at it");
    }
    // To a stranger nothing of the kind is offered.
    let elsewhere = window.folder().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::copy(&path, elsewhere.join("amy.png")).unwrap();
    std::fs::remove_dir_all(window.folder().join("badgewright")).unwrap();
    window.state_mut().update(&ctx, badgewright::app::open_any(elsewhere.join("amy.png")));
    window.settle();
    assert!(window.tells("Inspect another file") && !window.shows("Withdraw this badge…"));
}

#[test]
fn what_belongs_to_one_award_is_told_before_it_is_signed_and_is_in_no_other() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.press("More about this award");
    window.type_into("Earner's name, which everybody who has the badge can read", "Amy Lee");
    window.type_into("Last day, if it ends earlier or later than the badge says", "2027-03-14");
    let video = "https://example.org/video";
    window.type_into("Links to evidence, one a line", video);
    window.key(Key::Enter);
    window.type_here(video);
    window.press("More about this award");
    assert!(!window.shows("Links to evidence, one a line"), "it is folded away");
    for told in
        ["amy@example.org", "Amy Lee", "Canal School", "14 March 2027", "https://example.org/video", "did:key:z6Mk"]
    {
        assert!(window.tells(told), "{told} is told all the same");
    }
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    let first = signed(&window.answer("amy.png")).to_string();
    assert_eq!(first.matches(video).count(), 1, "given twice, signed once");
    assert!(first.contains("Amy Lee") && first.contains("2027-03-14") && first.contains("https://example.org/video"));

    // The next one begins with nothing.
    window.press("Award another");
    assert!(!window.tells("Amy Lee") && window.tells("nobody yet") && window.tells("not in the badge"));
    window.press(&make);
    assert!(window.tells("Say who earned the badge"), "the address is gone, too");
    window.type_into("Earner's e-mail address or DID", "bob@example.org");
    window.press(&make);
    let second = signed(&window.answer("bob.png"));
    let text = second.to_string();
    assert!(!text.contains("Amy") && !text.contains("https://example.org/video"), "{text}");
    assert_eq!(second["credentialSubject"]["identifier"].as_array().unwrap().len(), 1, "{text}");
    // What does not go cannot be signed, and is told where it would stand.
    window.press("More about this award");
    window.type_into("Last day, if it ends earlier or later than the badge says", "soon");
    assert!(window.tells("The last day cannot be read: write a day as YYYY-MM-DD"));
}

#[test]
fn an_organisation_that_a_starter_makes_up_awards_nothing_and_the_real_one_is_asked_for_once() {
    let mut window = at_hand_out();
    make_key(&mut window);
    // A document of before, with all that its starter made up.
    let mut example = badgewright::document::starter("trail-guide").unwrap().example().unwrap();
    std::sync::Arc::make_mut(&mut example.badge).id = "urn:uuid:00000000-0000-4000-8000-0000000000aa".into();
    let made_up = example.badge.issuer.clone();
    let path = window.folder().join("earlier.badge");
    example.save(&path).unwrap();
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::open_any(path));
    window.settle();
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    assert!(window.tells("is made up for the example") && window.tells("the name of your key"));
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.type_over("Who awards it", "Harbour School");
    assert!(window.shows("Canal School"), "the key's own name is one click away");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    assert!(window.shows("Does this key sign for Harbour School?"), "the key is called otherwise");
    window.press("Cancel");
    assert!(!window.tells(WHERE));
    window.press(&make);
    window.press("Yes, go on");
    let first = signed(&window.answer("amy.png"));
    assert_eq!(first["issuer"]["name"], "Harbour School");
    assert!(!first.to_string().contains(&made_up.name) && !first.to_string().contains(&made_up.url));
    assert_eq!((window.badge().issuer.name.as_str(), window.badge().issuer.url.as_str()), ("Harbour School", ""));
    // This badge is not asked about again, and whose it is stays in sight.
    assert_eq!(awards(&window).as_deref(), Some("Harbour School"));
    window.type_into("Earner's e-mail address or DID", "bob@example.org");
    window.press(&make);
    assert_eq!(signed(&window.answer("bob.png"))["issuer"]["name"], "Harbour School");
    window.key_with(Modifiers::COMMAND, Key::S);
    window.key_with(Modifiers::COMMAND, Place::Home.key());
    window.press("Start from Trail Guide, Lead layer");
    assert_eq!(window.badge().issuer, badgewright::badge::Profile::default(), "a starter names nobody");
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    // That was said of the other badge.
    assert!(window.tells("the name of your key"));
    assert_eq!(awards(&window).as_deref(), Some("Canal School"), "the proposal is filled in");
    window.type_into("Earner's e-mail address or DID", "cat@example.org");
    window.press(&make);
    assert_eq!(signed(&window.answer("cat.png"))["issuer"]["name"], "Canal School");
    for (to, issuer) in [("dee", "Harbour School"), ("eve", "Canal School")] {
        // The key's own name is one click away.
        window.press(issuer);
        window.type_into("Earner's e-mail address or DID", &format!("{to}@example.org"));
        window.press(&make);
        let path = window.answer(&format!("{to}.png"));
        assert_eq!(signed(&path)["issuer"]["name"], issuer);
        assert_eq!((awards(&window).as_deref(), window.badge().issuer.name.as_str()), (Some(issuer), issuer));
    }
}

#[test]
fn an_issuer_profile_of_another_name_than_the_keys_is_proposed_and_asked_about_for_each_badge() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.type_over("Who awards it", "Harbour School");
    window.press(&format!("Make {} badge…", window.badge().name));
    window.press("Yes, go on");
    window.answer("amy.png");
    window.key_with(Modifiers::COMMAND, Place::Words.key());
    window.press("Save for other badges");
    window.key_with(Modifiers::COMMAND, Key::S);
    window.answer("mine.badge");
    window.key_with(Modifiers::COMMAND, Place::Home.key());
    window.press("Start from Trail Guide, Lead layer");
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    assert!(window.tells("from your issuer profiles") && awards(&window).as_deref() == Some("Harbour School"));
    window.type_into("Earner's e-mail address or DID", "bob@example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    assert!(window.shows("Does Harbour School award this badge?") && window.tells("your key is called “Canal School”"));
    window.press("Yes, go on");
    assert_eq!(signed(&window.answer("bob.png"))["issuer"]["name"], "Harbour School");
}

/// Whatever the badge was called before, or is called on its picture.
#[test]
fn the_button_and_the_file_go_by_the_name_that_is_signed() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.key_with(Modifiers::COMMAND, Place::Words.key());
    window.type_over("Title", "Fire Warden");
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    assert_ne!(window.badge().display_name(), "Fire Warden");
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.press("Make Fire Warden badge…");
    assert!(proposed(&window).ends_with("fire-warden-1.png"), "{}", proposed(&window));
    let said = signed(&window.answer("amy.png"));
    assert_eq!(said["credentialSubject"]["achievement"]["name"], "Fire Warden");
    window.press("Export the picture…");
    assert!(proposed(&window).ends_with("fire-warden.png"), "{}", proposed(&window));
}

/// Where the file that is asked about would go.
fn proposed(window: &Window) -> String {
    window.get_by_label_contains("Type the path").value().unwrap_or_default()
}

/// What the field says of who awards the badge.
fn awards(window: &Window) -> Option<String> {
    window.get_by_label("Who awards it").value()
}

#[test]
fn that_an_award_can_be_withdrawn_later_is_one_choice() {
    let mut window = at_hand_out();
    make_key(&mut window);
    assert!(window.tells("it is for good"));
    window.press("Can be withdrawn later");
    assert!(window.badge().revocable && window.tells("not yet  for the list it needs"));
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    assert!(window.tells("or switch off “Can be withdrawn later”"), "it needs a place, for the sake of that");
    assert!(!window.tells("This form names its issuer"), "whatever the form");
    window.type_into("Issuer's place on the web", "none: the key itself");
    assert!(window.tells("“none: the key itself” is no place on the web"));
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Backspace);
    assert!(!window.tells(WHERE), "which is said before it is asked where the badge goes");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    window.press(&make);
    window.press(FIRST);
    let path = window.answer("amy.png");
    let said = signed(&path);
    assert_eq!(said["credentialStatus"]["type"], "BitstringStatusListEntry");
    window.press("Award another");
    window.press("Can be withdrawn later");
    assert!(!window.badge().revocable && window.tells("it is for good"));
}

#[test]
fn the_last_day_is_read_as_the_command_line_reads_it() {
    let mut window = at_hand_out();
    make_key(&mut window);
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.press("More about this award");
    assert!(window.tells("until the end of that day in UTC"), "the zone is named");
    const LAST_DAY: &str = "Last day, if it ends earlier or later than the badge says";
    window.type_into(LAST_DAY, "2027-03-14");
    assert!(window.tells("14 March 2027  to its end in UTC"));
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("2027-03-14T09:30");
    assert!(window.tells("needs its zone"));
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("2027-03-14[America/New_York]");
    assert!(window.tells("14 March 2027 (America/New_York)"));
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    assert_eq!(signed(&window.answer("amy.png"))["validUntil"], "2027-03-15T03:59:59Z");
}

#[test]
fn enter_goes_on_from_a_passphrase_and_typing_takes_old_words_away() {
    let mut window = at_hand_out();
    window.type_into("Name of the key", "Canal School");
    window.type_into("Passphrase", "correct horse");
    window.type_into("Passphrase, once more", "correct hors");
    window.key(Key::Enter);
    assert!(window.tells("not the same"));
    window.type_into("Passphrase, once more", "e");
    assert!(!window.tells("not the same"), "it is not so any more");
    window.key(Key::Enter);
    assert!(window.tells("Your signing key is made"));
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.type_into("Passphrase of your signing key", "x");
    window.key(Key::Enter);
    window.answer("amy.png");
    assert!(window.tells("does not open"));
    window.type_into("Passphrase of your signing key", "y");
    assert!(!window.tells("does not open"));
}
