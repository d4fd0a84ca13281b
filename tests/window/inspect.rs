//! Inspecting, acted on as a user does: many files, a list to trust, a new
//! badge out of an old one, and the question before anything goes online.

use crate::support::{NOW, USUAL, Window, window};
use badgewright::app::Place;
use badgewright::credential::{Algorithm, IssuerKey, SystemRandom};
use badgewright::document::starter;
use badgewright::inspect::Verdict;
use badgewright::issue::{FileKind, Form, IssueOptions, award, prepare};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

pub(super) fn badge(name: &str, issuer: Option<&str>) -> Vec<u8> {
    let now = NOW.parse().unwrap();
    let key = IssuerKey::generate("Ours", Algorithm::Ed25519, now, &mut SystemRandom).unwrap();
    let mut document = starter(name).unwrap().document("urn:uuid:00000000-0000-4000-8000-0000000000aa".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let options = IssueOptions::new(Form::Ob3, FileKind::Png { side: 64 }, issuer);
    prepare(&document, &options).unwrap().award(Some(&key), &award("amy@example.org", now).unwrap(), now).unwrap().file
}

fn open(window: &mut Window, path: std::path::PathBuf) {
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::open_any(path));
    window.settle();
}

/// A folder of badges: two good ones, a changed one, and a picture.
pub(super) fn folder(window: &Window) -> std::path::PathBuf {
    let folder = window.folder().join("badges");
    std::fs::create_dir_all(folder.join("deeper")).unwrap();
    std::fs::write(folder.join("a.png"), badge("first-aid", None)).unwrap();
    std::fs::write(folder.join("deeper/b.png"), badge("trail-guide", None)).unwrap();
    let mut changed = badge("first-aid", None);
    let at = changed.windows(9).position(|w| w == b"First Aid").unwrap();
    changed[at] = b'W';
    std::fs::write(folder.join("c.png"), changed).unwrap();
    std::fs::write(folder.join("notes.txt"), "no badge").unwrap();
    folder
}

fn answer(window: &mut Window, path: &std::path::Path) {
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(&path.display().to_string());
    window.key(Key::Enter);
}

#[test]
fn a_folder_is_a_table_that_filters_opens_and_exports() {
    let mut window = window(USUAL);
    let folder = folder(&window);
    std::fs::write(folder.join("notes.txt"), "Minutes of a meeting.").unwrap();
    open(&mut window, folder);
    assert!(window.tells("1 more was not looked at"));
    window.press("Export as JSON…");
    let json = window.folder().join("all.json");
    answer(&mut window, &json);
    let told: serde_json::Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
    let told = told.as_array().unwrap();
    assert_eq!(told.len(), 4, "what was not looked at is among them: {told:?}");
    assert!(told[3]["file"].as_str().unwrap().ends_with("notes.txt") && told[3]["verdict"].is_null());
    assert!(told[0]["looked_at"].as_str().unwrap().starts_with("Looked at by Badgewright on "), "{told:?}");
    let verdicts: Vec<Verdict> =
        window.state().state().places.inspect.rows().iter().map(|row| row.report.verdict).collect();
    assert_eq!(verdicts, [Verdict::Intact, Verdict::NotValid, Verdict::Intact], "a changed letter is told");
    assert!(window.tells("a.png: First Aid Volunteer"), "rows have names for screen readers");

    window.type_into("Filter by words", "trail");
    assert!(!window.tells("a.png:") && window.tells("b.png:"));
    window.press("Export as CSV…");
    let csv = window.folder().join("list.csv");
    answer(&mut window, &csv);
    assert!(window.tells("with 1 of 4 files as it is shown"));
    let text = std::fs::read_to_string(csv).unwrap();
    assert_eq!(text.lines().count(), 2, "the heading and what the filter leaves: {text}");
    assert!(text.contains("b.png,Intact and properly signed"), "{text}");

    let row = window.query_all_by_label_contains("b.png:").next().unwrap();
    row.focus();
    window.settle();
    window.key(Key::Enter);
    let shown = window.state().state().places.inspect.shown().unwrap();
    assert_eq!(shown.report().verdict, Verdict::Intact);
    window.press("Back to the list");
    assert!(window.tells("3 files"));
}

#[test]
fn a_new_badge_starts_from_the_words_and_the_picture_of_an_old_one() {
    let mut window = window(USUAL);
    let path = window.folder().join("old.png");
    std::fs::write(&path, badge("first-aid", None)).unwrap();
    open(&mut window, path);
    window.press("Start from this badge");
    assert_eq!(window.state().state().desk.place, Place::Words);
    let badge = window.badge();
    let old = starter("first-aid").unwrap().document("x".into()).unwrap().badge;
    assert_eq!((&badge.name, &badge.description), (&old.name, &old.description));
    assert_eq!((&badge.criteria.statements, &badge.layer), (&old.criteria.statements, &old.layer));
    assert_eq!(badge.narrative(), old.narrative());
    assert_eq!(badge.practicalities.assessment, old.practicalities.assessment);
    let in_own_words =
        |skill: &badgewright::badge::Skill| skill.alignment.is_none() == (skill.label == "Communication");
    assert!(badge.skills.iter().all(in_own_words), "{:?}", badge.skills);
    let labels = |skills: &[badgewright::badge::Skill]| {
        let mut labels: Vec<String> = skills.iter().map(|s| s.label.clone()).collect();
        labels.sort();
        labels
    };
    assert_eq!(labels(&badge.skills), labels(&old.skills), "in whichever order, which is not signed");
    assert_eq!(badge.related[0].id, "urn:uuid:00000000-0000-4000-8000-0000000000aa", "it names where it comes from");
    let document = window.state().state().desk.history.document();
    assert!(document.artwork.elements[0].locked, "the old picture is a locked element");
}

#[test]
fn nothing_goes_online_before_the_hosts_were_named_and_agreed_to() {
    let mut window = window(USUAL);
    let path = window.folder().join("web.png");
    std::fs::write(&path, badge("first-aid", Some("did:web:badges.example"))).unwrap();
    open(&mut window, path);
    assert_eq!(window.state().state().places.inspect.shown().unwrap().report().verdict, Verdict::Unconfirmed);
    let first = window.get_by_label("Check online…").rect();
    for later in ["Trust badges.example…", "Print…", "Save as PDF…"] {
        let later = window.get_by_label(later).rect();
        assert!(first.top() < later.top() || first.left() < later.left(), "what would settle it comes first");
    }
    window.press("Check online…");
    assert!(window.shows("badges.example"), "the host is named");
    assert!(window.tells("to see whether badges.example lists the key"), "and why");
    window.press("Cancel");
    assert!(!window.shows("badges.example"));
    window.press("Check online…");
    window.press("Ask it");
    // The name leads nowhere, which is said and changes nothing.
    assert!(window.tells("badges.example"), "the host that gave no answer is named");
    assert_eq!(window.state().state().places.inspect.shown().unwrap().report().verdict, Verdict::Unconfirmed);
    assert!(window.tells("in vain") && window.tells("Check online once more"), "in the headline");
    window.press("Check online…");
    assert!(window.shows("Ask it"), "and it can be asked once more");
}

#[test]
fn issuers_are_confirmed_handed_on_taken_back_and_taken_in() {
    let mut window = window(USUAL);
    let path = window.folder().join("a.png");
    std::fs::write(&path, badge("first-aid", None)).unwrap();
    open(&mut window, path);
    let verdict = |window: &Window| window.state().state().places.inspect.shown().unwrap().report().verdict;
    window.press("Trust this key…");
    window.press("It is the same: trust it");
    assert_eq!(verdict(&window), Verdict::Genuine);

    window.press("Issuers you trust…");
    window.press("Hand on this list…");
    let list = window.folder().join("trusted.json");
    answer(&mut window, &list);
    window.press("Trust Ours no longer…");
    assert_eq!(verdict(&window), Verdict::Genuine, "it is asked first");
    window.press("Trust Ours no longer");
    window.press("Close");
    assert_eq!(verdict(&window), Verdict::Intact);

    window.press("Issuers you trust…");
    window.press("Take in a list…");
    answer(&mut window, &list);
    assert!(window.shows("Trust this issuer?"), "nothing is trusted by opening a file");
    assert_eq!(verdict(&window), Verdict::Intact);
    window.press("Trust it");
    window.press("Close");
    assert_eq!(verdict(&window), Verdict::Genuine);
}

#[test]
fn the_card_is_saved_as_a_pdf() {
    let mut window = window(USUAL);
    let path = window.folder().join("a.png");
    std::fs::write(&path, badge("first-aid", None)).unwrap();
    open(&mut window, path);
    window.press("Save as PDF…");
    let pdf = window.folder().join("card.pdf");
    answer(&mut window, &pdf);
    let bytes = std::fs::read(&pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(String::from_utf8_lossy(&bytes).contains("First Aid Volunteer"), "with the badge's name as its title");
}

#[test]
fn five_hundred_files_are_one_list() {
    let mut window = window(USUAL);
    let folder = window.folder().join("many");
    std::fs::create_dir_all(&folder).unwrap();
    let (good, other) = (badge("first-aid", None), badge("trail-guide", None));
    for number in 0..500 {
        std::fs::write(folder.join(format!("{number:03}.png")), if number % 50 == 7 { &other } else { &good }).unwrap();
    }
    open(&mut window, folder);
    assert!(window.tells("500 files"));
    window.type_into("Filter by words", "trail");
    assert!(window.tells("007.png:") && !window.tells("008.png:"));
    assert!(window.tells("10 of 500"), "how many the filter leaves");
    let begun = std::time::Instant::now();
    for _ in 0..50 {
        window.step();
    }
    println!("a frame with 500 files takes {:.1} ms", begun.elapsed().as_secs_f64() * 20.0);
}

#[test]
fn the_card_is_printed_by_the_program_for_pdf() {
    let mut window = window(USUAL);
    let path = window.folder().join("a.svg");
    let now = NOW.parse().unwrap();
    let key = IssuerKey::generate("Ours", Algorithm::Ed25519, now, &mut SystemRandom).unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let options = IssueOptions::new(Form::Ob3, FileKind::Svg, None);
    let made =
        prepare(&document, &options).unwrap().award(Some(&key), &award("amy@example.org", now).unwrap(), now).unwrap();
    std::fs::write(&path, made.file).unwrap();
    open(&mut window, path);
    let shown = window.folder().join("shown.pdf");
    assert!(!shown.exists(), "nothing is opened before the click");
    window.press("Print…");
    assert!(window.tells("Handed to your program for PDF. If nothing opens, save it as PDF."));
    let bytes = std::fs::read(shown).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.starts_with("%PDF-") && text.contains("/StructTreeRoot"), "and it can be read out");
    assert!(
        !text.contains("/Subtype /Image") || text.matches("/Subtype /Image").count() < 6,
        "the artwork is outlines"
    );
}

#[test]
fn an_issuer_on_the_web_is_confirmed_by_the_fingerprint_of_its_key() {
    let mut window = window(USUAL);
    let path = window.folder().join("web.png");
    std::fs::write(&path, badge("first-aid", Some("did:web:badges.example"))).unwrap();
    open(&mut window, path);
    let report = |window: &Window| window.state().state().places.inspect.shown().unwrap().report().clone();
    assert_eq!(report(&window).verdict, Verdict::Unconfirmed);
    let fingerprint = report(&window).confirmable().unwrap().fingerprints().join("");
    window.press("Trust badges.example…");
    assert!(window.shows(&fingerprint), "the one to compare");
    assert!(window.shows("Trust badges.example?") && window.shows("did:web:badges.example"), "host and whole address");
    assert!(
        window.shows("It calls itself") && window.shows("Ours"),
        "the name that it gives itself is no more than that"
    );
    window.press("It is the same: trust it");
    assert_eq!(report(&window).verdict, Verdict::Genuine);
    window.press("Issuers you trust…");
    assert!(window.tells(&format!("Fingerprint {fingerprint}")));
}

/// A badge of last year: it was good, and is over.
#[test]
fn a_badge_that_ended_looks_like_one_that_was_good() {
    let mut window = window(USUAL);
    let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    let key = IssuerKey::generate("Ours", Algorithm::Ed25519, at("2024-01-01T00:00:00Z"), &mut SystemRandom).unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Ours".into();
    let mut last_year = award("amy@example.org", at("2024-03-01T00:00:00Z")).unwrap();
    last_year.expires = Some(at("2025-03-01T00:00:00Z"));
    let options = IssueOptions::new(Form::Ob3, FileKind::Png { side: 64 }, None);
    let made = prepare(&document, &options).unwrap().award(Some(&key), &last_year, last_year.issued_on).unwrap();
    let folder = window.folder().join("badges");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("old.png"), made.file).unwrap();
    std::fs::write(folder.join("new.png"), badge("first-aid", None)).unwrap();
    open(&mut window, folder.clone());
    assert!(window.shows("Ended 1"), "the table counts and tells it");
    assert!(!window.tells("Not valid"));
    open(&mut window, folder.join("old.png"));
    assert!(window.shows("Ended") && window.tells("1 March 2025") && !window.tells("Not valid"));
    window.press("Copy as text");
    assert!(window.tells("on the clipboard"));
}

#[test]
fn is_that_you_answers_that_question_and_leaves_the_verdict() {
    let mut window = window(USUAL);
    let path = window.folder().join("a.png");
    std::fs::write(&path, badge("first-aid", None)).unwrap();
    open(&mut window, path);
    let verdict = |window: &Window| window.state().state().places.inspect.shown().unwrap().report().verdict;
    let before = verdict(&window);
    window.press("Is that you?");
    window.type_into("Your e-mail address, to compare with the sealed one", "eve@example.org");
    window.key(Key::Enter);
    assert!(
        window.tells("It was not awarded to eve@example.org. Capital letters matter: try the address exactly as"),
        "the answer, once"
    );
    assert_eq!(verdict(&window), before, "the badge is as good as it was");
    window.type_into("Your e-mail address, to compare with the sealed one", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("amy@example.org");
    window.key(Key::Enter);
    assert!(window.shows("It was awarded to amy@example.org."));
    assert_eq!(verdict(&window), before);
}

/// As narrow as a phone: nothing lies beside the window, and no words over others.
#[test]
fn questions_and_the_table_fit_a_narrow_window() {
    let narrow = eframe::egui::Vec2::new(390.0, 844.0);
    let mut window = window(narrow);
    let fits = |window: &Window, what: &str| {
        assert!(window.rightmost() <= 390.5, "{what} is cut off: {}", window.rightmost());
    };
    let folder = folder(&window);
    open(&mut window, folder.clone());
    fits(&window, "the table");
    let mut right = 0.0;
    for heading in ["Sort by Verdict", "Sort by Badge", "Sort by Awarded"] {
        let cell = window.get_by_label(heading).rect();
        assert!(cell.left() >= right && cell.width() > 60.0, "{heading} stands apart");
        right = cell.right();
    }
    window.press("Export as CSV…");
    assert!(window.tells("Type the path"));
    fits(&window, "the question for a path");
    window.press("Cancel");
    open(&mut window, folder.join("a.png"));
    window.press("Trust this key…");
    fits(&window, "the question about trust");
    window.press("Cancel");
    window.key_with(Modifiers::COMMAND, Key::K);
    fits(&window, "the list of commands");
}

/// Work that a crash left is offered in a narrow window as well.
#[test]
fn the_offer_to_go_on_fits_a_narrow_window() {
    let narrow = eframe::egui::Vec2::new(390.0, 844.0);
    let folder = tempfile::tempdir().unwrap();
    let left = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    let recovery =
        badgewright::document::Recovery::begin(&folder.path().join("badgewright/recovery"), "earlier").unwrap();
    recovery.keep(&left, None).unwrap();
    drop(recovery);
    let window = crate::support::window_on(narrow, folder, None);
    for words in ["Go on where you left off?", "Badgewright did not end well", "Go on with it", "Throw it away"] {
        let place = window.query_all_by_label_contains(words).next().unwrap().rect();
        assert!(place.left() >= 0.0 && place.right() <= 390.5, "{words} is cut off: {place:?}");
    }
}

#[test]
fn what_nobody_signed_is_introduced_as_such_and_what_somebody_signed_is_not() {
    let mut window = window(USUAL);
    let folder = folder(&window);
    for (file, is_unsigned) in [("a.png", false), ("c.png", true)] {
        open(&mut window, folder.join(file));
        assert_eq!(window.tells("Nobody stands behind it"), is_unsigned, "{file}");
        assert_eq!(window.tells("So says the file, and nobody is shown to stand behind it"), is_unsigned, "{file}");
    }
}

/// A badge of an issuer at this place, whose name and key are its own.
pub(super) fn badge_of(id: &str, name: &str) -> Vec<u8> {
    let now = NOW.parse().unwrap();
    let key = IssuerKey::generate(name, Algorithm::Ed25519, now, &mut SystemRandom).unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    let badge = std::sync::Arc::make_mut(&mut document.badge);
    badge.issuer.name = name.into();
    let host = id.split(':').nth(2).unwrap();
    badge.criteria.statements.push(format!("Earner has read [what it asks](https://{host}/asked)."));
    let options = IssueOptions::new(Form::Ob3, FileKind::Png { side: 64 }, Some(id));
    prepare(&document, &options).unwrap().award(Some(&key), &award("amy@example.org", now).unwrap(), now).unwrap().file
}

/// The end of a host decides whose it is.
#[test]
fn names_of_hosts_are_never_cut_off_by_the_end_of_a_narrow_window() {
    for letters in [10, 28, 34, 40, 60, 120, 200] {
        let mut window = window(crate::support::PHONE);
        let label = "museum-oxford-ac-uk-".repeat(3);
        let mut host = label[..label.len().min(letters - 8).min(60)].trim_end_matches('-').to_owned();
        while host.len() + 8 < letters {
            host = format!("{}.{host}", &"commons-of-all".repeat(4)[..(letters - 8 - host.len()).clamp(2, 50) - 1]);
        }
        let id = format!("did:web:{}.example:bob", host.replace("-.", "x."));
        let path = window.folder().join(format!("{}.png", "a-long-name-of-a-file".repeat(6)));
        std::fs::write(&path, badge_of(&id, "Somebody")).unwrap();
        open(&mut window, path);
        assert!(window.tells("example/bob…"), "the button names {id} to its end");
        assert!(window.rightmost() <= 390.5, "{id}: {}", window.rightmost());
        let button = window.query_all_by_label_contains("example/bob…").next().unwrap().rect();
        assert!(button.left() >= 0.0 && button.right() <= 390.5, "{id}: {button:?}");
    }
}

#[test]
fn what_could_not_be_looked_at_takes_the_place_of_the_badge_before() {
    let mut window = window(USUAL);
    let path = window.folder().join("a.png");
    std::fs::write(&path, badge("first-aid", None)).unwrap();
    let empty = window.folder().join("empty");
    std::fs::create_dir_all(&empty).unwrap();
    for (name, why) in [("gone.png", "there is nothing of this name"), ("empty", "no files lie there")] {
        open(&mut window, path.clone());
        assert!(window.tells("First Aid Volunteer"));
        let named = window.folder().join(name);
        open(&mut window, named);
        assert!(window.shows(name) && window.tells("could not be looked at") && window.tells(why), "{name}");
        assert!(window.state().state().places.inspect.shown().is_none() && !window.tells("Intact"), "{name}");
        assert!(!window.tells("os error"));
    }
    let folder = folder(&window);
    open(&mut window, folder.clone());
    std::fs::remove_file(folder.join("c.png")).unwrap();
    let row = window.query_all_by_label_contains("c.png:").next().unwrap();
    row.focus();
    window.settle();
    window.key(Key::Enter);
    assert!(window.shows("c.png") && window.tells("could not be looked at"));
    window.press("Back to the list");
    assert!(window.tells("a.png:"));
}

/// Whoever has a folder on a host that many share is not whoever has the host.
#[test]
fn who_shares_a_host_with_a_trusted_issuer_is_told_apart_in_the_headline() {
    let mut window = window(USUAL);
    let home = window.folder().join("badgewright");
    badgewright::inspect::Trust::change(&home, |trust| {
        trust.confirm(badgewright::inspect::KnownIssuer::new("did:web:fen.example", "Fen"));
    })
    .unwrap();
    let path = window.folder().join("a.png");
    std::fs::write(&path, badge_of("did:web:fen.example:bob", "Fen")).unwrap();
    open(&mut window, path);
    let report = window.state().state().places.inspect.shown().unwrap().report().clone();
    assert_eq!(report.verdict, Verdict::Unconfirmed);
    let caution = report.caution().unwrap().to_owned();
    assert!(caution.contains("whom you know by fen.example)"), "{caution}");
    assert!(caution.ends_with("is not known to be the same: fen.example/bob."), "{caution}");
    assert!(report.awarded_by.unwrap().contains("fen.example/bob"));
    assert!(report.summary.contains(&caution) && report.summary.starts_with("Not confirmed. Take care"));
    assert!(window.shows("Trust fen.example/bob…"));
    let said = window.query_all_by_label(&caution).map(|node| node.rect().top()).fold(f32::MAX, f32::min);
    assert!(said < window.get_by_label("Awarded by").rect().top(), "in the headline");
}

#[test]
fn a_list_of_files_says_how_many_there_are_and_in_a_narrow_window_whose_each_is() {
    for size in [crate::support::SMALL, crate::support::PHONE] {
        let mut window = window(size);
        let folder = window.folder().join("many");
        std::fs::create_dir_all(&folder).unwrap();
        let long = format!("did:web:www.museum-oxford.ac.uk.{}.example:bob", "commons-of-all".repeat(4));
        for (name, id) in [("a", "did:web:fen.example"), ("b", "did:web:fen.example:bob"), ("c", long.as_str())] {
            std::fs::write(folder.join(format!("{name}.png")), badge_of(id, "Fen")).unwrap();
        }
        for number in 0..9 {
            std::fs::write(folder.join(format!("own-{number}.png")), badge("first-aid", None)).unwrap();
        }
        open(&mut window, folder);
        assert!(window.shows("12 files: 9 intact, 3 not confirmed"), "{size}");
        assert!(window.rightmost() <= f64::from(size.x) + 0.5, "{size}: {}", window.rightmost());
    }
}

/// What the last command put on the clipboard.
fn copied(window: &Window) -> String {
    window.output().platform_output.commands.iter().fold(String::new(), |before, command| match command {
        eframe::egui::OutputCommand::CopyText(text) => text.clone(),
        _ => before,
    })
}

#[test]
fn what_goes_to_others_speaks_to_nobody_and_tells_nothing_of_this_computer() {
    let mut window = crate::support::with_key();
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    let path = window.answer("amy.png");
    open(&mut window, path);
    let seen = window.state().state().places.inspect.shown().unwrap().report().clone();
    let others = seen.for_others();
    assert_eq!(seen.verdict, Verdict::Genuine);
    assert!(seen.summary.contains("your own key “Canal School”"), "{}", seen.summary);
    assert!(others.summary.contains("the key of whoever looked at it, “Canal School”"), "{}", others.summary);
    assert_eq!(others.looked_at_for(), "whoever has the key “Canal School”");
    window.get_by_label("Copy as text").click();
    let mut text = String::new();
    for _ in 0..4 {
        window.step();
        text = if text.is_empty() { copied(&window) } else { text };
    }
    assert!(
        text.contains("Looked at by Badgewright on 12 March 2026, for whoever has the key “Canal School”."),
        "{text}"
    );
    for words in [" you ", " your ", "You "] {
        assert!(!text.split("What was checked").last().unwrap().contains(words), "{words} in {text}");
    }
    assert!(!text.contains(&window.folder().display().to_string()), "{text}");
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let mut window = window(USUAL);
    let folder = folder(&window);
    std::fs::write(folder.join("deeper/a.png"), badge("trail-guide", None)).unwrap();
    open(&mut window, folder);
    assert_eq!(window.query_all_by_label_contains("deeper/a.png: ").count(), 1);
    assert_eq!(window.query_all_by_label_contains("a.png: ").count(), 2);
}
