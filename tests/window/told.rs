//! What the window tells stays true and is seen: from one file to the next,
//! from one award to the next, before what cannot be taken back and after it.

use std::path::{Path, PathBuf};

use crate::support::{PHONE, SMALL, USUAL, Window, act, signed, window, with_key};
use badgewright::app::{Command, Notice, Place, open_any};
use badgewright::inspect::Verdict;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

const TO: &str = "Earner's e-mail address or DID";
const PLACE: &str = "Issuer's place on the web";
const FIRST: &str = "No, make the first ones";
const WHERE: &str = "Write “";

/// Awards the badge to somebody, into a file of their name.
fn award(window: &mut Window, to: &str) -> PathBuf {
    window.type_into(TO, &format!("{to}@example.org"));
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    if window.shows(FIRST) {
        window.press(FIRST);
    }
    window.answer(&format!("{to}.png"))
}

fn verdict(window: &Window) -> Verdict {
    window.state().state().places.inspect.shown().unwrap().report().verdict
}

#[test]
fn every_file_is_seen_from_its_top() {
    let mut window = with_key();
    let (amy, bob) = (award(&mut window, "amy"), award(&mut window, "bob"));
    let top = |window: &Window| window.get_by_label("Genuine").rect().top();
    act(&mut window, open_any(amy.clone()));
    let first = top(&window);
    let down = |window: &mut Window, last: &str| {
        window.get_by_label(last).scroll_to_me();
        window.settle();
    };
    down(&mut window, "Inspect another file…");
    assert!(top(&window) < first, "the verdict is out of sight");
    act(&mut window, open_any(bob));
    assert_eq!(top(&window), first, "that of the next file is in sight");
    // Nor does the place where one was at Hand out matter.
    act(&mut window, Command::Go(Place::HandOut));
    down(&mut window, "Export the picture…");
    act(&mut window, open_any(amy));
    assert_eq!(top(&window), first);
}

#[test]
fn a_key_is_replaced_only_after_it_was_asked_and_its_passphrase_typed() {
    let mut window = with_key();
    award(&mut window, "amy");
    window.press("Your signing keys");
    window.press("Replace the chosen key…");
    assert!(window.shows("Replace the key “Canal School”?") && window.tells("cannot be taken back"));
    window.press("Replace it");
    assert!(!window.tells("retired on"), "not without the passphrase");
    window.type_into("Passphrase of this key", "wrong");
    window.key(Key::Enter);
    assert!(window.tells("does not open") && !window.tells("retired on"));
    window.press("Cancel");
    window.press("Form and issuer");
    window.type_into(PLACE, "did:web:example.org");
    window.press("Replace the chosen key…");
    window.type_here("correct horse");
    window.key(Key::Enter);
    assert!(!window.shows("Replace it"));
    for words in ["“Canal School” is replaced", "old one is retired", "files of your web server there anew"] {
        assert!(window.tells(words), "{words}");
    }
    assert!(window.tells("retired on 12 March 2026"));
}

#[test]
fn whoever_withdraws_a_badge_is_told_that_it_is_withdrawn() {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    window.type_into(PLACE, "did:web:example.org");
    let (amy, bob) = (award(&mut window, "amy"), award(&mut window, "bob"));
    act(&mut window, open_any(amy.clone()));
    assert_eq!(verdict(&window), Verdict::Genuine, "own keys are, from the first minute");
    assert!(window.tells("in your own folder was asked"));
    window.press("Withdraw this badge…");
    for words in
        ["amy.png", "to an earner whose e-mail address is sealed (SHA-256), on 12 March 2026", "status.json, place "]
    {
        assert!(window.tells(words), "the question names {words}");
    }
    window.type_here("correct horse");
    window.key(Key::Enter);
    assert!(window.tells("“amy.png” is withdrawn once"));
    for again in [false, true] {
        if again {
            act(&mut window, open_any(amy.clone()));
        }
        assert_eq!(verdict(&window), Verdict::Withdrawn);
        assert!(window.shows("Withdrawn") && window.tells("You have withdrawn it"));
        assert!(!window.tells("Not confirmed") && !window.tells("see in the files of your web server"));
    }
    let badges = window.folder().join("badges");
    std::fs::create_dir(&badges).unwrap();
    for path in [&amy, &bob] {
        std::fs::copy(path, badges.join(path.file_name().unwrap())).unwrap();
    }
    act(&mut window, open_any(badges));
    assert!(window.shows("Withdrawn 1") && window.shows("Genuine 1"), "in the table, too");
}

/// The button stands far below the verdict.
#[test]
fn a_verdict_that_changed_is_brought_into_sight() {
    for size in [USUAL, SMALL, PHONE] {
        let mut window = with_key();
        window.press("Can be withdrawn later");
        window.type_into(PLACE, "did:web:example.org");
        let amy = award(&mut window, "amy");
        window.set_size(size);
        act(&mut window, open_any(amy));
        window.get_by_label("Inspect another file…").scroll_to_me();
        window.settle();
        let is_seen = |window: &Window, title: &str| {
            let verdict = window.get_by_label(title).rect();
            verdict.top() > 48.0 && verdict.bottom() < size.y - 96.0
        };
        let was_seen = is_seen(&window, "Genuine");
        assert!(size != PHONE || !was_seen, "it is far below");
        window.press("Withdraw this badge…");
        window.type_here("correct horse");
        window.key(Key::Enter);
        assert!(is_seen(&window, "Withdrawn"), "{size:?}");
    }
}

#[test]
fn what_was_not_looked_at_stays_beside_the_list() {
    let mut window = window(USUAL);
    let folder = window.folder().join("badges");
    std::fs::create_dir(&folder).unwrap();
    for name in ["a.json", "b.json", "notes.txt", "old.pdf"] {
        std::fs::write(folder.join(name), "{}").unwrap();
    }
    act(&mut window, open_any(folder));
    let told = |window: &Window| {
        assert!(window.tells("2 files: ") && window.tells("; 2 more were not looked at"));
        assert!(window.tells("“notes.txt”, “old.pdf” were not looked at"));
    };
    told(&window);
    assert!(window.state().state().notices.is_empty(), "no green tick says so");
    let row = window.query_all_by_label_contains("a.json:").next().unwrap();
    row.click();
    window.settle();
    window.press("Back to the list");
    told(&window);
}

/// The same badge with another picture around it.
fn with_another_picture(badge: &Path) -> Vec<u8> {
    let red = image::RgbImage::from_pixel(600, 600, image::Rgb([200, 20, 20]));
    let mut picture = std::io::Cursor::new(Vec::new());
    red.write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let signed = badgewright::carrier::extract(&std::fs::read(badge).unwrap()).unwrap();
    let standard = badgewright::carrier::Standard::Three;
    badgewright::carrier::bake(&picture.into_inner(), signed.payload.as_str(), standard).unwrap()
}

#[test]
fn a_picture_that_is_not_the_signed_one_is_told_with_the_verdict() {
    let mut window = with_key();
    let amy = award(&mut window, "amy");
    let folder = window.folder().join("badges");
    std::fs::create_dir(&folder).unwrap();
    std::fs::copy(&amy, folder.join("amy.png")).unwrap();
    std::fs::write(folder.join("other.png"), with_another_picture(&amy)).unwrap();
    act(&mut window, open_any(folder.join("other.png")));
    let report = window.state().state().places.inspect.shown().unwrap().report().clone();
    assert!(report.summary.contains("is not the one that was signed"), "{}", report.summary);
    assert!(!report.summary.contains("Nobody has altered it."), "{}", report.summary);
    assert!(window.tells("The picture in this file is not the one that was signed. Nobody has altered its record."));
    act(&mut window, open_any(folder));
    assert!(window.tells("other.png: ") && window.tells("Genuine. The picture in this file is not the one"));
    window.press("Export as CSV…");
    let csv = std::fs::read_to_string(window.answer("list.csv")).unwrap();
    let noted: Vec<&str> =
        csv.lines().filter(|line| line.contains("is not the one that was signed.,\"Looked at by")).collect();
    assert!(noted.len() == 1 && noted[0].contains("other.png"), "{csv}");
}

#[test]
fn what_would_be_refused_is_not_told_as_if_it_could_be_signed() {
    let mut window = with_key();
    window.type_into(TO, "amy@example.org,bob@example.org");
    assert!(!window.tells("sealed: only who knows") && window.tells("is not an e-mail address that a badge"));
    window.press("Can be withdrawn later");
    assert!(window.tells("not yet  for the list it needs the issuer's place on the web"));
    assert!(!window.tells("written beside the badge"), "the folder may be another one by now");
    window.type_into(PLACE, "northgate.example");
    assert!(window.tells("not yet  the issuer's place on the web needs https://"));
    window.type_into(TO, "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    assert!(window.tells("write https://northgate.example for “northgate.example”"));
    assert!(!window.tells("Write “"), "before it is asked where the badge goes");
    window.type_over("Who awards it", "Northgate Community Library");
    let made_up = badgewright::document::starters()[0].example().unwrap().badge.issuer.name.clone();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&made_up);
    assert!(window.tells("is made up for an example: give your own name"));
}

#[test]
fn what_was_written_last_is_not_told_of_the_next_earner() {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    window.type_into(PLACE, "did:web:example.org");
    award(&mut window, "amy");
    assert!(window.tells("Written to") && window.tells("It can be withdrawn: at place"));
    assert!(!window.shows("Close this message"), "no message lies over it");
    window.type_into(TO, "b");
    for outcome in ["Written to", "It can be withdrawn", "Put the files in"] {
        assert!(!window.tells(outcome), "{outcome}");
    }
    assert!(!window.shows("Inspect it"));
}

/// Whatever was answered on the way to an award that did not come about.
#[test]
fn a_name_that_was_called_off_is_nobodys_and_an_award_goes_on_in_the_name_of_before() {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    window.type_into(PLACE, "https://example.org/issuer.json");
    window.type_over("Who awards it", "Canal School");
    award(&mut window, "amy");
    let profiles = window.folder().join("badgewright").join("issuer-profiles.json");
    let kept = || std::fs::read_to_string(&profiles).unwrap_or_default();
    let name_is = |window: &Window| window.get_by_label("Who awards it").value();
    let make = format!("Make {} badge…", window.badge().name);
    window.type_into(TO, "ben@example.org");
    window.type_over("Who awards it", "Oxford University");
    let before = window.badge().issuer.clone();
    for called_off in ["Cancel", "Award it as “Canal School”"] {
        window.press(&make);
        window.press("Yes, go on");
        assert!(window.shows("Rename the issuer?") && !window.tells(WHERE), "before it is asked where the badge goes");
        window.press(called_off);
        assert!(window.badge().issuer == before && kept().is_empty(), "nothing is left of it");
    }
    assert!(!window.tells(WHERE) && window.tells("Look at what will be signed"), "in the name of before");
    assert_eq!(name_is(&window).as_deref(), Some("Canal School"));
    window.key(Key::Enter);
    let path = window.answer("ben.png");
    assert!(path.is_file() && window.tells("Written to"), "without another question");
    assert_eq!((kept().as_str(), name_is(&window).as_deref()), ("", Some("Canal School")));
    assert_eq!(signed(&path)["issuer"]["name"], "Canal School");
    // Once the other name is signed it is kept, with the key.
    window.type_into(TO, "cat@example.org");
    window.type_over("Who awards it", "Oxford University");
    window.press(&make);
    window.press("Yes, go on");
    window.press("Rename it");
    assert_eq!(kept(), "");
    let path = window.answer("cat.png");
    assert!(path.is_file() && kept().contains("Oxford University") && kept().contains("did:key:"));
    assert_eq!(window.badge().issuer.name, "Oxford University");
}

#[test]
fn a_message_is_closed_by_escape_or_leaves_when_it_was_there_long_enough() {
    let mut window = window(USUAL);
    let say = |window: &mut Window, words: &str| act(window, Command::Say(Notice::error(words)));
    for words in ["first trouble", "second trouble"] {
        say(&mut window, words);
    }
    window.key(Key::Escape);
    assert!(window.tells("first trouble") && !window.tells("second trouble"), "the newest goes first");
    window.press("Close this message");
    assert!(!window.tells("trouble"));
    say(&mut window, "third trouble");
    window.wait(10.0);
    assert!(window.tells("third trouble"), "bad news has time to be read");
    window.wait(15.0);
    assert!(!window.tells("third trouble"));
    say(&mut window, "fourth trouble");
    window.key_with(Modifiers::COMMAND, Key::K);
    window.key(Key::Escape);
    assert!(window.tells("fourth trouble"), "the key was for the list of commands");
}

#[test]
fn enter_in_the_address_goes_on_to_the_passphrase_and_then_to_the_badge() {
    let mut window = with_key();
    window.type_into(TO, "amy@example.org");
    window.key(Key::Enter);
    assert!(window.tells("Write “"), "the passphrase is there");
    window.press("Cancel");
    window.type_into("Passphrase of your signing key", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Delete);
    window.type_into(TO, "");
    window.key(Key::Enter);
    window.type_here("correct horse");
    window.key(Key::Enter);
    let amy = window.answer("amy.png");
    assert!(amy.is_file(), "what was typed went into the passphrase");
    // The field for one's own address has the keyboard as well.
    act(&mut window, open_any(amy));
    window.press("Is that you?");
    window.type_here("amy@example.org");
    window.key(Key::Enter);
    assert!(window.shows("It was awarded to amy@example.org."));
}

#[test]
fn nobody_is_asked_for_an_address_with_which_nothing_can_be_compared() {
    let mut window = with_key();
    window.type_into(TO, "did:web:amy.example");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    let path = window.answer("amy.png");
    act(&mut window, open_any(path));
    assert!(window.tells("to did:web:amy.example") && !window.shows("Is that you?"));
}

#[test]
fn a_question_is_as_high_as_it_needs_to_be_whatever_was_asked_before() {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    window.type_into(PLACE, "did:web:example.org");
    let amy = award(&mut window, "amy");
    act(&mut window, open_any(amy));
    let gap = |window: &Window| {
        let field = window.get_by_label("Passphrase of the key that signed it").rect();
        window.get_by_label("Withdraw it").rect().top() - field.bottom()
    };
    window.press("Withdraw this badge…");
    let first = gap(&window);
    let at = window.get_by_label("Withdraw it").rect();
    window.type_here("wrong");
    window.key(Key::Enter);
    assert!(window.tells("does not open this key"));
    assert_eq!(gap(&window), first, "there is room for what is wrong");
    assert_eq!(window.get_by_label("Withdraw it").rect(), at, "nothing moves under the pointer");
    // The keyboard is where it is needed.
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("wrong as well");
    assert!(!window.tells("does not open this key"), "it is typed anew");
    window.press("Cancel");
    window.press("Withdraw this badge…");
    assert_eq!(gap(&window), first);
}

#[test]
fn nobody_is_asked_for_the_passphrase_of_a_badge_that_cannot_be_withdrawn() {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    window.type_into(PLACE, "did:web:example.org");
    let amy = award(&mut window, "amy");
    let list = amy.with_file_name("example.org.web").join("status.json");
    let text = std::fs::read_to_string(&list).unwrap();
    std::fs::write(&list, text.replace("2026", "2025")).unwrap();
    act(&mut window, open_any(amy));
    assert!(window.tells("Put it right from a copy"), "an own list that is damaged is named");
    window.press("Withdraw this badge…");
    assert!(window.tells("does not hold as the issuer's list of withdrawn badges"));
    assert!(!window.shows("Passphrase of the key that signed it"));
}

#[test]
fn a_list_tells_of_whom_it_brings_and_of_whom_it_changes_each_counted() {
    let mut window = window(USUAL);
    let list = |window: &Window, name: &str, issuers: &[(&str, &str)]| {
        let issuers: Vec<_> = issuers.iter().map(|(id, name)| serde_json::json!({ "id": id, "name": name })).collect();
        let text = serde_json::json!({ "format": 1, "issuers": issuers }).to_string();
        std::fs::write(window.folder().join(name), text).unwrap();
    };
    list(&window, "first.json", &[("did:web:r.example", "Riverside"), ("did:web:c.example", "Canal")]);
    let first = window.folder().join("first.json");
    act(&mut window, open_any(first));
    window.press("Issuers you trust…");
    window.press("Take in a list…");
    window.answer("first.json");
    window.press("Trust them");
    let renamed = ("did:web:r.example", "Riverside Library");
    list(&window, "more.json", &[renamed, ("did:web:n.example", "New"), ("did:web:evil.example", "Riverside Library")]);
    window.press("Take in a list…");
    window.answer("more.json");
    assert!(window.tells("2 issuers would be trusted, 1 whom you trust would be renamed:"));
    // Of two by one name it is told what each is known by.
    let care = "“Riverside Library” is what r.example is called, and this is evil.example, which is somebody else.";
    assert!(window.tells(care));
    window.press("Close");
    window.press("Issuers you trust…");
    list(&window, "renamed.json", &[renamed]);
    window.press("Take in a list…");
    window.answer("renamed.json");
    assert!(window.tells("1 whom you trust would be renamed:") && !window.tells("would be trusted"));
    window.press("Take it in");
    assert!(window.shows("Trust Riverside Library no longer…"));
}

#[test]
fn a_list_of_issuers_is_counted_and_reaches_as_far_as_the_window() {
    let mut window = window(USUAL);
    let issuers: Vec<serde_json::Value> = (0..4)
        .map(|number| serde_json::json!({ "id": format!("did:web:i{number}.example"), "name": format!("School {number}") }))
        .collect();
    let list = window.folder().join("trusted.json");
    std::fs::write(&list, serde_json::json!({ "format": 1, "issuers": issuers }).to_string()).unwrap();
    act(&mut window, open_any(list));
    window.press("Issuers you trust…");
    window.press("Take in a list…");
    window.answer("trusted.json");
    assert!(window.tells("4 issuers would be trusted"));
    let end = window.get_by_label("Trust them").rect().top();
    assert!(window.get_by_label("School 3").rect().bottom() < end, "the last of them is seen");
    window.press("Trust them");
    assert!(window.tells("Others whom you have confirmed: 4"));
    let (close, middle) = (window.get_by_label("Close").rect().right(), USUAL.x / 2.0);
    assert!(close > middle, "answers stand at the right");
    // Nothing is lost by a click, nor by a second one in the same place.
    let at = window.get_by_label("Trust School 1 no longer…").rect().center();
    window.press("Trust School 1 no longer…");
    assert!(window.get_by_label("Keep trusting them").rect().top() > at.y - 60.0);
    window.press("Keep trusting them");
    assert!(window.tells("Others whom you have confirmed: 4"));
    window.press("Trust School 1 no longer…");
    window.press("Trust School 1 no longer");
    assert!(window.tells("Others whom you have confirmed: 3") && !window.shows("Keep trusting them"));
}

/// However long the name of a key is, the cards stand apart.
#[test]
fn the_cards_of_handing_out_stand_apart_in_a_small_window() {
    let mut window = window(SMALL);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.type_into("Name of the key", "Northgate Community Library and Learning Centre of the Region");
    window.type_into("Passphrase", "x");
    window.type_into("Passphrase, once more", "x");
    window.press("Make my signing key");
    window.press("Your signing keys");
    let right = window.get_by_label("What will be signed").rect().left() - 16.0;
    let key = window.query_all_by_label_contains("· Ed25519 ·").next().unwrap().rect();
    assert!(key.right() < right - 16.0, "{key:?} and the card that begins at {right}");
    let field = window.get_by_label(TO).rect();
    assert!((field.left() - key.left()).abs() < 1.0, "in the left card");
}
