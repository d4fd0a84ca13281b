//! What is seen before it is signed, and what is said of what is wrong with it.

use crate::support::{NOW, PHONE, SMALL, USUAL, Window, act, signed, window, with_key};
use badgewright::app::{Command, HandOutMessage, Notice, Place, SessionAsk, open_any};
use badgewright::credential::{Algorithm, IssuerKey, KdfCost, SystemRandom};
use badgewright::document::Edit;
use badgewright::issue::KeyRing;
use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable as _;

const TO: &str = "Earner's e-mail address or DID";

#[test]
fn the_texts_themselves_are_seen_before_they_are_signed() {
    let mut window = with_key();
    let badge = window.badge().clone();
    let criteria = badge.narrative();
    let last = criteria.lines().last().unwrap().trim().to_owned();
    assert!(window.tells(&badge.description[..60]), "the description");
    assert!(badge.skills.iter().any(|skill| window.tells(&skill.label)), "the skills");
    assert!(badge.skills.iter().all(|skill| window.tells(&skill.label)) && window.tells(&last), "each whole");
    // Of more than a page the beginning is seen, and how much more there is.
    let mut longer = badge.clone();
    let more = "Ties a bowline and shows it to a younger child.".to_owned();
    longer.criteria.statements.extend(vec![more; 100]);
    act(&mut window, Command::edit("Say more", vec![Edit::Badge(Box::new(longer))]));
    assert!(window.tells("more lines"));
    // The rest is reached by the keyboard alone.
    window.get_by_label("Show all of “Earning criteria”").focus();
    window.settle();
    window.key(Key::Enter);
    assert!(!window.tells("more lines") && window.shows("Show less of “Earning criteria”"));
    window.press("Can be withdrawn later");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    assert!(
        window.tells("on the list https://example.org/status.json, at a place that is drawn"),
        "the first one, too"
    );
    window.type_into(TO, "amy@example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    window.press("No, make the first ones");
    let path = window.folder().join("amy.png");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&path.display().to_string());
    window.key(Key::Enter);
    assert!(window.tells("It can be withdrawn: at place"), "and the place is told once it is drawn");
    window.press("Award another");
    assert!(window.tells("on the list https://example.org/status.json, at a place that is drawn"));
}

const PASSPHRASE: &str = "Passphrase of your signing key";
const LAST_DAY: &str = "Last day, if it ends earlier or later than the badge says";
const EVIDENCE: &str = "Links to evidence, one a line";

#[test]
fn all_that_is_wrong_is_said_at_once_each_at_its_field_and_the_rest_is_still_seen() {
    let mut window = with_key();
    window.press("More about this award");
    window.type_into("Earner's name, which everybody who has the badge can read", "Amy Lee");
    window.type_into(LAST_DAY, "2027-13-14");
    window.type_into(EVIDENCE, "my video");
    window.type_into(TO, "amy@");
    window.type_into(PASSPHRASE, "");
    let wrong = ["“amy@” is not", "The last day cannot be read", "“my video” is not a web address"];
    let below = |window: &Window, field: &str, words: &str| {
        let field = window.get_by_label(field).rect();
        let found: Vec<_> = window.query_all_by_label_contains(words).map(|node| node.rect()).collect();
        found.iter().any(|rect| (0.0..24.0).contains(&(rect.top() - field.bottom())) && rect.left() < field.right())
    };
    for (field, words) in [TO, LAST_DAY, EVIDENCE].into_iter().zip(wrong) {
        assert!(below(&window, field, words), "{words}");
    }
    // Nothing of it hides what else would be signed.
    let description = window.badge().description.clone();
    assert!(window.tells("Amy Lee") && window.tells(&description[..40]) && window.tells("2027-13-14"));
    let told = |window: &Window, words: &str| window.query_all_by_label_contains(words).count();
    let before: Vec<usize> = wrong.iter().map(|words| told(&window, words)).collect();
    window.press("More about this award");
    window.press(&format!("Make {} badge…", window.badge().name));
    assert!(!window.tells("Write “"));
    assert!(window.shows(LAST_DAY), "what is to be mended is not folded away");
    let mut said = window.query_all_by_label_contains(wrong[0]).filter(|node| node.is_focused());
    let said = said.next().expect("it is read to whoever listens").rect();
    assert!(said.top() > 48.0 && said.bottom() < USUAL.y, "it is in sight: {said:?}");
    for (words, before) in wrong.iter().zip(before) {
        assert_eq!(told(&window, words), before + 1, "{words}");
    }
}

#[test]
fn what_was_said_goes_once_any_of_what_it_speaks_of_is_another() {
    let mut window = with_key();
    let make = format!("Make {} badge…", window.badge().name);
    let missing = "Say who earned the badge";
    // By whatever field or choice: each of them may mend it.
    for mend in 0..4 {
        window.press(&make);
        assert!(window.tells(missing), "{mend}");
        match mend {
            0 => window.type_over("Who awards it", "Canal Trust"),
            1 => window.press("Record only (JSON)"),
            2 => window.press("Can be withdrawn later"),
            _ => window.type_into(TO, "amy@example.org"),
        }
        assert!(!window.tells(missing), "{mend}");
    }
    // What nobody mended stays.
    window.type_into("Issuer's place on the web", "did:web:example.org");
    window.type_over(PASSPHRASE, "wrong");
    window.key(Key::Enter);
    window.press("Yes, go on");
    assert!(window.tells("does not open"));
    window.press("Form and issuer");
    assert!(window.tells("does not open"));
    window.press("Can be withdrawn later");
    assert!(!window.tells("does not open"));
}

#[test]
fn a_message_makes_room_and_covers_nothing_and_the_keyboard_stays_where_it_was() {
    for size in [USUAL, SMALL, PHONE] {
        let mut window = window(size);
        window.key_with(Modifiers::COMMAND, Place::HandOut.key());
        window.type_into("Name of the key", "Canal ");
        let long = "Something that takes a few words to be said, and takes a few more when the window is narrow.";
        act(&mut window, Command::Say(Notice::error(long)));
        window.type_here("School");
        let is_typed =
            |window: &Window| window.get_by_label("Name of the key").value().as_deref() == Some("Canal School");
        assert!(is_typed(&window), "the keyboard stays in its field when a message comes");
        let top = |window: &Window| {
            let message = window.query_all_by_label_contains("Something that takes").next().unwrap().rect();
            let button = window.get_by_label("Close this message").rect();
            message.top().min(button.top())
        };
        window.get_by_label("Export the picture…").scroll_to_me();
        window.settle();
        let button = window.get_by_label("Export the picture…").rect();
        assert!(button.bottom() <= top(&window), "the last button of the page ends above it: {button:?}");
        assert!(window.rightmost() <= f64::from(size.x) + 0.5, "nothing is cut off");
        // So it is wherever something is read; on the canvas it lies above the badge.
        window.key_with(Modifiers::COMMAND, Place::Inspect.key());
        let button = window.get_by_label("Choose a folder…").rect();
        assert!(button.bottom() <= top(&window), "{button:?}");
        window.key_with(Modifiers::COMMAND, Place::Artwork.key());
        if let Some(previews) = window.query_by_label("64") {
            let previews = previews.rect();
            assert!(top(&window) < previews.top() - 100.0, "the small pictures stay in sight: {previews:?}");
        }
        window.wait(25.0);
        assert!(!window.tells("Something that takes"));
    }
}

/// Of what will be signed or was, nothing ends in dots, however narrow the window.
#[test]
fn names_and_labels_are_whole_in_a_narrow_window() {
    let long = "Northgate Community Library and Learning Centre of the whole Region and its Islands";
    let mut window = with_key();
    let mut badge = window.badge().clone();
    (badge.name, badge.short_name) = (format!("Volunteer of the {long}"), format!("Volunteer of the {long}"));
    badge.skills[0].label = format!("helping people who come to the {long}");
    act(&mut window, Command::edit("Say more", vec![Edit::Badge(Box::new(badge.clone()))]));
    window.set_size(PHONE);
    window.settle();
    window.press("Can be withdrawn later");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    window.press("Endorsements");
    window.type_into("Words in favour of the badge", "We ask our crews for it.");
    window.type_into("Who says so", long);
    window.type_into("Passphrase of the chosen key", "correct horse");
    window.press("Sign these words");
    for part in ["Does this key sign for them?", "No, not in that name", "Yes, sign in that name"] {
        let place = window.get_by_label_contains(part).rect();
        assert!(place.right() <= 390.5, "{part}: {place:?}");
    }
    window.press("Yes, sign in that name");
    window.press("Your signing keys");
    window.type_into(TO, "amy@example.org");
    assert!(window.rightmost() <= 390.5, "nothing is cut off: {}", window.rightmost());
    window.type_over("Who awards it", long);
    let lines = |window: &Window, words: &str| window.get_by_label(words).rect().height() / 16.0;
    assert!(lines(&window, &format!("Make {} badge…", badge.name)) > 3.0, "the button says whose badge it makes");
    assert!(lines(&window, &format!("Take out the endorsement by {long}")) > 3.0, "and whose word is taken out");
    let (name, says) =
        (window.get_by_label("Can be withdrawn").rect(), window.get_by_label_contains("yes  on the list").rect());
    assert!(name.right() <= says.left(), "a field's name does not run into what it says: {name:?}, {says:?}");
    window.press(&format!("Make {} badge…", badge.name));
    for answer in ["Award it all the same", "Yes, go on", "No, make the first ones"] {
        window.press(answer);
    }
    let amy = window.answer("amy.png");
    act(&mut window, open_any(amy));
    assert!(window.rightmost() <= 390.5, "nothing is cut off: {}", window.rightmost());
    let skill = window.get_by_label(&badge.skills[0].label).rect();
    assert!(skill.height() > 30.0, "a skill goes on in a further line: {skill:?}");
    assert!(window.shows(&badge.name) && window.shows(long));
}

/// Whether the button was reached from above or from below, in one column or in two.
#[test]
fn how_an_award_went_stands_where_the_next_one_begins_and_the_keyboard_is_there() {
    for size in [USUAL, SMALL, PHONE] {
        for by_button in [false, true] {
            let mut window = with_key();
            window.set_size(size);
            window.settle();
            window.press("Can be withdrawn later");
            window.type_into("Issuer's place on the web", "did:web:example.org");
            window.type_into(TO, "amy@example.org");
            let top = |window: &Window| window.get_by_label("Hand it out").rect().top();
            if by_button {
                window.press(&format!("Make {} badge…", window.badge().name));
            } else {
                window.key(Key::Enter);
                if size == PHONE {
                    // There it comes into sight first.
                    window.key(Key::Enter);
                }
            }
            window.press("No, make the first ones");
            window.answer("amy.png");
            let told = window.query_all_by_label_contains("Written to").next().unwrap();
            assert!(told.is_focused(), "it is read to whoever listens");
            let lines = told.value().unwrap();
            assert!(lines.contains("as it is") && lines.contains("at place"), "{lines}");
            for words in ["The badge is awarded", "Award another"] {
                let rect = window.get_by_label(words).rect();
                assert!(rect.top() > 48.0 && rect.bottom() < size.y, "{words} is in sight: {rect:?}");
            }
            assert!(size != USUAL || top(&window) > 48.0, "the page is at its top, and so is the field for the next");
            // Each part of it is reached by the keyboard.
            for part in ["Award another", "Inspect it", "Put the files in"] {
                window.key(Key::Tab);
                let reached = window.query_all_by_label_contains(part).next().unwrap();
                assert!(reached.is_focused(), "{part}");
            }
            window.get_by_label("Award another").focus();
            window.settle();
            window.key(Key::Enter);
            assert!(window.get_by_label(TO).is_focused() && !window.tells("Written to"));
            assert!(window.shows("What will be signed"));
            window.type_here("bob@example.org");
            assert!(window.tells("bob@example.org"), "each letter gets into the field");
        }
    }
}

/// Above all in a window of one column, where the fields leave no room for it.
#[test]
fn what_will_be_signed_is_in_sight_before_the_keyboard_signs_it() {
    const WHERE: &str = "Write “";
    for size in [USUAL, SMALL, Vec2::new(960.0, 860.0), PHONE] {
        let mut window = with_key();
        window.set_size(size);
        window.settle();
        window.press("More about this award");
        window.type_into("Earner's name, which everybody who has the badge can read", "Ivy Stone");
        window.press("More about this award");
        let is_seen = |window: &Window| {
            let told = window.query_all_by_label_contains("ivy@example.org").map(|told| told.rect());
            told.into_iter().any(|rect| rect.top() > 48.0 && rect.bottom() < size.y && rect.height() > 0.0)
        };
        window.type_into(TO, "ivy@example.org");
        window.key(Key::Enter);
        if !window.tells(WHERE) {
            assert!(is_seen(&window), "{size:?}");
            window.key(Key::Enter);
        }
        assert!(window.tells(WHERE), "{size:?}");
    }
}

#[test]
fn the_skills_are_told_as_they_are_signed_whoever_awards_the_badge() {
    let mut window = with_key();
    window.type_over("Who awards it", "Seaside Academy");
    window.type_into(TO, "amy@example.org");
    let skill = window.badge().skills.iter().find(|skill| skill.alignment.is_none()).unwrap().label.clone();
    let told = format!("{skill} (Seaside Academy");
    assert!(window.tells(&told), "{told}");
    window.press(&format!("Make {} badge…", window.badge().name));
    window.press("Yes, go on");
    let path = window.answer("amy.png");
    let signed = signed(&path);
    let aligned = signed["credentialSubject"]["achievement"]["alignment"].as_array().unwrap().clone();
    let aligned = aligned.iter().find(|one| one["targetName"] == skill.as_str()).unwrap();
    assert_eq!(aligned["targetFramework"], "Seaside Academy");
}

/// However often it is asked for, and wherever the window is when it is done.
#[test]
fn an_award_is_signed_once_and_told_also_to_whoever_went_on_to_something_else() {
    let mut window = with_key();
    window.type_into(TO, "amy@example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    let once = window.folder().join("once.png");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&once.display().to_string());
    let ctx = window.ctx.clone();
    let answered = || Command::Session(SessionAsk::UseTypedPath);
    for command in [answered(), answered(), Command::Go(Place::Words)] {
        window.state_mut().update(&ctx, command);
    }
    window.settle();
    assert!(once.is_file());
    assert!(window.tells(&format!("The badge is signed and in “{}”.", once.display())), "it is told there");
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    assert!(window.shows("The badge is awarded") && window.tells("” is for amy@example.org."));
    assert!(!window.tells("This badge is for amy@example.org"), "and the award is over");
}

/// What was typed for one thing signs no other, least of all once its field is gone.
#[test]
fn a_passphrase_signs_what_it_was_typed_for() {
    let mut window = with_key();
    window.type_into(TO, "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    window.answer("amy.png");
    assert!(window.tells("The badge is awarded"));
    window.press("Endorsements");
    window.type_into("Words in favour of the badge", "We ask our crews for it.");
    window.press("Sign these words");
    assert!(window.badge().endorsement.is_empty(), "the passphrase is asked for");
    window.type_into("Passphrase of the chosen key", "wrong");
    window.press("Sign these words");
    assert!(window.badge().endorsement.is_empty() && window.tells("does not open"));
    window.type_over("Passphrase of the chosen key", "correct horse");
    window.press("Sign these words");
    assert_eq!(window.badge().endorsement.len(), 1);
    window.type_into("Words in favour of the badge", "And so do others.");
    window.press("Sign these words");
    assert_eq!(window.badge().endorsement.len(), 1, "and anew for the next words");
    window.press("Your signing keys");
    window.press("Export the chosen key…");
    assert!(!window.shows("Write the key with its secret"));
    window.type_into("Passphrase of the chosen key, to export it", "correct horse");
    window.press("Export the chosen key…");
    assert!(window.answer("mine.pem").is_file());
    window.press("Export the chosen key…");
    assert!(!window.shows("Write the key with its secret"), "it is asked for anew");
}

#[test]
fn the_key_that_is_written_to_a_file_is_the_one_for_which_it_was_asked() {
    let mut window = with_key();
    let ring = KeyRing::new(&window.folder().join("badgewright"));
    let first = ring.list().unwrap().0.remove(0);
    window.press("Your signing keys");
    window.type_into("Passphrase of the chosen key, to export it", "correct horse");
    window.press("Export the chosen key…");
    let cost = KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
    let other = IssuerKey::generate("Other", Algorithm::default(), NOW.parse().unwrap(), &mut SystemRandom).unwrap();
    let other = ring.keep(&other, "correct horse", cost).unwrap();
    act(&mut window, HandOutMessage::KeyMade(Box::new(other)).into());
    let path = window.answer("secret.pem");
    let written = std::fs::read_to_string(path).unwrap();
    assert_eq!(written, *first.file.open("correct horse").unwrap().export_pem().unwrap());
}

#[test]
fn an_award_of_another_document_is_not_signed_and_that_is_said() {
    let mut window = with_key();
    window.type_into(TO, "amy@example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    let document = badgewright::document::starter("choir-season").unwrap().document("urn:x".into()).unwrap();
    let begin = SessionAsk::Begin { document: Box::new(document), place: Place::HandOut, starter: true };
    act(&mut window, Command::Session(begin));
    let path = window.answer("amy.png");
    assert!(!path.exists() && window.tells("so the one before was not signed"));
}

/// What is typed is sealed, and nobody finds the badge by another spelling.
#[test]
fn capitals_before_the_at_sign_are_told_at_the_field_and_are_no_mistake() {
    let mut window = with_key();
    window.type_into(TO, "Amy.Brook@Example.org");
    window.key(Key::Tab);
    assert!(window.tells("It is sealed as typed, and capitals before the @ count"));
    window.type_over(TO, "amy.brook@Example.org");
    window.key(Key::Tab);
    assert!(!window.tells("capitals before the @"));
    window.type_over(TO, "Amy.Brook@Example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    assert!(window.answer("amy.png").is_file());
}

/// Nothing moves below what is typed.
#[test]
fn the_first_words_of_an_endorsement_move_no_button() {
    let mut window = with_key();
    window.press("Endorsements");
    let place = |window: &Window| window.get_by_label("Sign these words").rect().top();
    window.get_by_label("Words in favour of the badge").focus();
    window.settle();
    let before = place(&window);
    window.type_here("Good.");
    assert_eq!(place(&window), before);
}

/// A file is sent on with its name.
#[test]
fn no_address_stands_in_the_name_of_a_file() {
    let mut window = with_key();
    let make = format!("Make {} badge…", window.badge().name);
    let proposed = |window: &Window| window.get_by_label_contains("Type the path").value().unwrap_or_default();
    window.type_into(TO, "amy.brook@example.org");
    window.press(&make);
    let first = proposed(&window);
    assert!(first.ends_with("-1.png") && !first.contains("brook"), "{first}");
    window.key(Key::Enter);
    assert!(std::path::Path::new(&first).is_file());
    window.press("Award another");
    window.type_into(TO, "ben@example.org");
    window.press(&make);
    assert!(proposed(&window).ends_with("-2.png"), "{}", proposed(&window));
    act(&mut window, Command::Session(SessionAsk::CloseDialog));
    window.press("More about this award");
    window.type_into("Earner's name, which everybody who has the badge can read", "Ben Lee");
    window.press(&make);
    assert!(proposed(&window).ends_with("-ben-lee.png"), "{}", proposed(&window));
}

/// As its question says.
#[test]
fn a_key_that_replaces_another_signs_for_the_same_issuers_without_being_asked() {
    let mut window = with_key();
    window.type_over("Who awards it", "Sailing Club");
    let make = format!("Make {} badge…", window.badge().name);
    for (earner, is_asked) in [("amy@example.org", true), ("ben@example.org", false), ("cat@example.org", false)] {
        window.type_into(TO, earner);
        window.press(&make);
        assert_eq!(window.shows("Does this key sign for Sailing Club?"), is_asked, "{earner}");
        if is_asked {
            window.press("Yes, go on");
        }
        assert!(window.answer(&earner.replace("@example.org", ".png")).is_file(), "{earner}");
        window.press("Award another");
        if earner.starts_with("ben") {
            window.press("Your signing keys");
            window.press("Replace the chosen key…");
            window.type_here("correct horse");
            window.press("Replace it");
        }
    }
}

/// By hand, or by another program, while this window was left.
#[test]
fn the_folder_of_the_issuers_files_is_named_and_its_list_is_looked_for_again() {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    assert!(window.tells("which the first award makes beside its badge"));
    window.type_into("Issuer's place on the web", "did:web:example.org");
    window.type_into(TO, "amy@example.org");
    window.press(&format!("Make {} badge…", window.badge().name));
    window.press("No, make the first ones");
    window.answer("amy.png");
    window.press("Award another");
    let folder = window.folder().join("example.org.web");
    assert!(window.tells(&format!("where the issuer's files are kept, {}", folder.display())));
    let on_it = "on the list https://example.org/status.json, at a place";
    let (list, aside) = (folder.join("status.json"), window.folder().join("aside.json"));
    assert!(window.tells(on_it));
    let comes_back = |window: &mut Window| {
        window.event(eframe::egui::Event::WindowFocused(true));
        window.settle();
    };
    std::fs::rename(&list, &aside).unwrap();
    comes_back(&mut window);
    assert!(!window.tells(on_it), "it is gone");
    std::fs::rename(&aside, &list).unwrap();
    comes_back(&mut window);
    assert!(window.tells(on_it), "put right");
}

#[test]
fn what_belongs_to_one_award_is_seen_before_it_is_signed_for_another_earner() {
    let mut window = with_key();
    window.type_into(TO, "amy@example.org");
    window.press("More about this award");
    window.type_into("Earner's name, which everybody who has the badge can read", "Amy Ashworth");
    window.type_into("Last day, if it ends earlier or later than the badge says", "2027-12-31");
    window.press("More about this award");
    assert!(window.shows("More about this award: name, last day"), "folded away it is still told");
    assert!(window.tells("This badge is for Amy Ashworth, amy@example.org."));
    window.type_over(TO, "dan@example.org");
    assert!(window.shows("Earner's name, which everybody who has the badge can read"), "it is opened");
    assert!(window.tells("This badge is for Amy Ashworth, dan@example.org."), "and said beside the button");
}
