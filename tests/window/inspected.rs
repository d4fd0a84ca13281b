//! What becomes of an answer, and of work beside the window, when another file is shown
//! by then; and the table of many badges: what it marks, where it leads, what it has room for.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use badgewright::app::{Notice, open_any};
use badgewright::inspect::{KnownIssuer, Trust, Verdict};
use eframe::egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::inspect::{badge, badge_of, folder};
use crate::support::{PHONE, SMALL, USUAL, Window, act, window, with_key};

/// Awards a badge that can be withdrawn, into a file of the earner's name.
fn award(window: &mut Window, to: &str) -> PathBuf {
    window.type_into("Earner's e-mail address or DID", &format!("{to}@example.org"));
    window.press(&format!("Make {} badge…", window.badge().name));
    if window.shows("No, make the first ones") {
        window.press("No, make the first ones");
    }
    window.answer(&format!("{to}.png"))
}

/// At Hand out, where badges can be withdrawn later.
fn issuer() -> Window {
    let mut window = with_key();
    window.press("Can be withdrawn later");
    window.type_into("Issuer's place on the web", "did:web:example.org");
    window
}

fn verdicts(window: &Window) -> Vec<Verdict> {
    window.state().state().places.inspect.rows().iter().map(|row| row.report.verdict).collect()
}

#[test]
fn where_a_report_goes_is_answered_for_the_file_that_was_shown_when_it_was_asked() {
    let mut window = window(USUAL);
    let (one, other) = (window.folder().join("one.png"), window.folder().join("other.png"));
    fs::write(&one, badge("first-aid", None)).unwrap();
    fs::write(&other, badge("trail-guide", None)).unwrap();
    act(&mut window, open_any(one));
    window.press("Save as PDF…");
    act(&mut window, open_any(other));
    let pdf = fs::read(window.answer("card.pdf")).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("First Aid Volunteer"), "of the file that it was asked of");
    assert!(window.tells("The card of “one.png” is in") && window.tells("other.png"), "and it is said which");
}

#[test]
fn where_a_table_goes_is_answered_for_the_files_that_were_shown_when_it_was_asked() {
    let mut window = window(USUAL);
    let (many, few) = (folder(&window), window.folder().join("few"));
    fs::create_dir(&few).unwrap();
    fs::write(few.join("x.png"), badge("first-aid", None)).unwrap();
    fs::write(few.join("y.png"), badge("first-aid", None)).unwrap();
    act(&mut window, open_any(many));
    window.type_into("Filter by words", "trail");
    window.press("Export as JSON…");
    act(&mut window, open_any(few));
    let told: serde_json::Value = serde_json::from_slice(&fs::read(window.answer("all.json")).unwrap()).unwrap();
    let files: Vec<&str> = told.as_array().unwrap().iter().map(|row| row["file"].as_str().unwrap()).collect();
    assert!(files.len() == 1 && files[0].ends_with("b.png"), "{files:?}");
    assert!(window.tells("Other files are shown by now"), "which is said");
}

/// Holds what withdraws badges in a folder, as another window does that is at it.
fn hold(web: &Path) -> File {
    let lock = File::create(web.join(".badgewright.lock")).unwrap();
    lock.lock().unwrap();
    lock
}

#[test]
fn the_badge_that_was_withdrawn_is_marked_and_no_other_that_is_shown_by_then() {
    let mut window = issuer();
    let (amy, bob) = (award(&mut window, "amy"), award(&mut window, "bob"));
    act(&mut window, open_any(amy.clone()));
    window.press("Withdraw this badge…");
    window.type_here("correct horse");
    let lock = hold(&amy.with_file_name("example.org.web"));
    window.key_press(Key::Enter);
    window.step();
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, open_any(bob));
    while !window.shows("bob.png · Open Badges 3.0") {
        window.step();
    }
    drop(lock);
    window.settle();
    assert!(window.tells("“amy.png” is withdrawn once"), "which one, it says");
    assert!(!window.tells("You have withdrawn it") && !window.shows("Withdrawn"), "bob's is not");
    assert!(window.shows("Withdraw this badge…"), "and could be");
    act(&mut window, open_any(amy));
    assert!(window.shows("Withdrawn") && window.tells("You have withdrawn it"));
}

#[test]
fn a_folder_that_is_chosen_for_one_badge_is_taken_for_no_other() {
    let mut window = issuer();
    let (amy, bob) = (award(&mut window, "amy"), award(&mut window, "bob"));
    act(&mut window, open_any(amy));
    window.press("Withdraw this badge…");
    window.press("Choose another one…");
    act(&mut window, open_any(bob));
    window.answer("elsewhere");
    let said = |window: &Window| {
        let notices = &window.state().state().notices;
        notices.iter().any(|(notice, _)| {
            *notice
                == Notice::error("Another file is shown by now, so the folder was not taken. Please choose it again.")
        })
    };
    assert!(said(&window));
}

#[test]
fn what_a_table_says_of_an_issuer_follows_whom_the_user_trusts() {
    let mut window = window(USUAL);
    let folder = window.folder().join("badges");
    fs::create_dir(&folder).unwrap();
    for name in ["a.png", "b.png"] {
        fs::write(folder.join(name), badge("first-aid", None)).unwrap();
    }
    act(&mut window, open_any(folder));
    window.query_all_by_label_contains("a.png: ").next().unwrap().click();
    window.settle();
    window.press("Trust this key…");
    window.press("It is the same: trust it");
    window.press("Back to the list");
    assert_eq!(verdicts(&window), [Verdict::Genuine, Verdict::Intact], "the list knows it, too");
    // The ways on from a list are those from a card.
    assert!(window.shows("Inspect another file…"));
    window.press("Issuers you trust…");
    window.press("Trust Ours no longer…");
    window.press("Trust Ours no longer");
    assert!(window.shows("Issuers you trust"), "they are still shown");
    window.press("Close");
    assert_eq!(verdicts(&window), [Verdict::Intact, Verdict::Intact]);
    window.press("Inspect another file…");
    let path = window.folder().join("badges/a.png");
    window.answer(&path.display().to_string());
    assert!(window.shows("Intact and properly signed"));
}

#[test]
fn a_row_of_an_issuer_who_looks_like_another_says_so_and_so_does_what_is_exported() {
    let mut window = window(USUAL);
    let home = window.folder().join("badgewright");
    Trust::change(&home, |trust| trust.confirm(KnownIssuer::new("did:web:fen.example", "Fen"))).unwrap();
    let folder = window.folder().join("badges");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("a.png"), badge("first-aid", None)).unwrap();
    fs::write(folder.join("b.png"), badge_of("did:web:fen.example:bob", "Fen")).unwrap();
    act(&mut window, open_any(folder));
    let told = |file: &str| {
        let row = window.query_all_by_label_contains(file).next().unwrap();
        row.accesskit_node().label().unwrap()
    };
    assert!(!told("a.png: ").contains("Take care"), "honest files get no noise");
    assert!(told("b.png: ").contains("Take care: it has the name of “Fen”"), "{}", told("b.png: "));
    assert!(window.tells("(1 to take care with)"), "the count of a verdict says that it is not all");
    let first = |window: &Window| {
        let row = window.query_all_by_label_contains(".png: ").min_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
        row.unwrap().accesskit_node().label().unwrap()
    };
    assert!(first(&window).starts_with("a.png"));
    window.press("Sort by Verdict");
    assert!(first(&window).starts_with("b.png"), "what is not well comes first: {}", first(&window));
    window.press("Sort by File");
    window.press("Take care 1");
    assert!(window.query_all_by_label_contains("a.png: ").next().is_none() && first(&window).starts_with("b.png"));
    window.press("Take care 1");
    window.query_all_by_label_contains("b.png: ").next().unwrap().hover();
    window.settle();
    let whole = "whom you know by fen.example), and is not known to be the same: fen.example/bob.";
    assert!(window.query_all_by_label_contains(whole).count() > 1, "the whole sentence under the pointer");
    window.press("Export as JSON…");
    let told: serde_json::Value = serde_json::from_slice(&fs::read(window.answer("all.json")).unwrap()).unwrap();
    assert_eq!(told[0]["note"], "");
    let note = told[1]["note"].as_str().unwrap();
    assert!(note.starts_with("Take care: it has the name of “Fen”") && !note.contains(" you "), "{note}");
    window.press("Export as CSV…");
    let csv = fs::read_to_string(window.answer("all.csv")).unwrap();
    assert!(
        csv.contains(&format!(",{},", note.replace('"', "\"\"")).replace(",Take", ",\"Take").replace(".,", ".\",")),
        "{csv}"
    );
}

#[test]
fn a_table_has_room_for_rows_whatever_there_is_to_say_of_the_files() {
    let mut window = window(PHONE);
    let folder = window.folder().join("badges");
    fs::create_dir(&folder).unwrap();
    let good = badge("first-aid", None);
    for number in 0..30 {
        fs::write(folder.join(format!("{number:02}.png")), &good).unwrap();
        fs::write(folder.join(format!("minutes-of-the-meeting-{number:02}.txt")), "no badge").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("gone.png"), folder.join("link-to-nothing.png")).unwrap();
    act(&mut window, open_any(folder));
    assert!(window.tells("30 more were not looked at") || window.tells("31 more were not looked at"));
    let whole = |window: &Window| {
        let rows = window.query_all_by_label_contains(".png: ").map(|row| row.rect());
        rows.filter(|row| row.top() >= 48.0 && row.bottom() <= 748.0).count()
    };
    assert!(whole(&window) >= 2, "{} rows", whole(&window));
    window.query_all_by_label_contains("on these files").next().unwrap().click();
    window.settle();
    assert!(window.tells("minutes-of-the-meeting-00.txt"), "what there is to say is said to whoever unfolds it");
    assert!(window.rightmost() <= 390.5, "{}", window.rightmost());
    for words in ["Export as CSV…", "Issuers you trust…"] {
        window.get_by_label(words).scroll_to_me();
        window.settle();
        assert!(window.get_by_label(words).rect().bottom() <= 748.0, "{words}");
    }
}

#[test]
fn cells_stand_below_their_headings() {
    for size in [USUAL, SMALL, PHONE] {
        let mut window = window(size);
        let folder = folder(&window);
        act(&mut window, open_any(folder));
        let last = if size == PHONE { "Sort by Awarded" } else { "Sort by File" };
        let heads = window.get_by_label("Sort by Verdict").rect().left()..window.get_by_label(last).rect().right();
        let row = window.query_all_by_label_contains("a.png: ").next().unwrap().rect();
        assert!((heads.start - row.left()).abs() < 0.5 && (heads.end - row.right()).abs() < 0.5, "{heads:?}, {row:?}");
    }
}

#[test]
fn a_badge_is_withdrawn_by_whoever_has_its_key_and_not_by_whoever_has_its_files() {
    let mut window = issuer();
    let amy = award(&mut window, "amy");
    let offers = |window: &Window| window.shows("Withdraw this badge…");
    act(&mut window, open_any(amy.clone()));
    assert!(offers(&window));
    // A stranger who was handed the whole folder, with a key of their own.
    let keys = window.folder().join("badgewright");
    fs::rename(&keys, window.folder().join("kept")).unwrap();
    act(&mut window, open_any(amy.clone()));
    assert!(window.shows("Inspect another file…") && !offers(&window));
    // Nor do files of a stranger tell the user that they have withdrawn something.
    fs::rename(window.folder().join("kept"), &keys).unwrap();
    act(&mut window, open_any(amy));
    assert!(offers(&window), "whoever has the key is");
}
