//! A picture of each place as a whole, and of each part of one that looks its own way.
//! `UPDATE_SNAPSHOTS=1` takes them anew; look at them before you keep them.

use crate::support::{NOW, PHONE, Part, SMALL, USUAL, Window, window};
use badgewright::app::{BrandMessage, CanvasMessage, Command, Place, SetMessage, ThemeChoice};
use badgewright::credential::{Algorithm, IssuerKey};
use badgewright::document::starter;
use badgewright::issue::{FileKind, Form, IssueOptions, award, prepare};
use eframe::egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable as _;

fn go(window: &mut Window, place: Place) {
    window.key_with(Modifiers::COMMAND, place.key());
}

fn dark(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, Command::Theme(ThemeChoice::Dark));
    window.settle();
}

fn choose_icon(window: &mut Window) {
    let at = window.query_all_by_label_contains(": Icon").next().unwrap().rect().center();
    window.drag(at, at);
    // The pointer leaves, so that nothing is drawn as touched.
    window.remove_cursor();
    window.settle();
}

/// Every place with a badge in it, in a window of this size.
fn places(size: Vec2, name: &str) {
    let mut window = window(size);
    choose_icon(&mut window);
    window.picture(Part::Whole, &format!("artwork-{name}"));
    for (place, screen) in
        [(Place::Home, "home"), (Place::Words, "words"), (Place::Check, "check"), (Place::HandOut, "hand-out")]
    {
        go(&mut window, place);
        window.picture(Part::Whole, &format!("{screen}-{name}"));
    }
}

#[test]
fn all_places_in_the_usual_size() {
    places(USUAL, "usual");
}

#[test]
fn the_badge_as_others_see_it_and_the_shapes() {
    let mut window = window(USUAL);
    window.press("See it as others do");
    window.press("No green (deuteranopia)");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Over("No green"), "seeing");
    window.press("Close");
    window.press("Add a shape");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Over("Straight shield"), "shapes");
    window.press("Straight shield");
    window.press("Make it a path");
    window.key(Key::Period);
    window.remove_cursor();
    window.settle();
    window.picture(Part::Around(&[": Outline"]), "points");
}

/// What is typed, drawn and cropped on the badge.
#[test]
fn typing_and_cropping_on_the_badge() {
    let mut window = window(USUAL);
    let text = window.query_all_by_label_contains(": Arc text").next().unwrap().rect();
    window.drag(text.center_top() + Vec2::new(0.0, 14.0), text.center_top() + Vec2::new(0.0, 14.0));
    window.key(Key::Enter);
    window.key(Key::Home);
    for _ in 0..5 {
        window.key_with(Modifiers::SHIFT, Key::ArrowRight);
    }
    window.remove_cursor();
    window.settle();
    window.picture(Part::Around(&[": Arc text"]), "typing");
    window.picture(Part::Properties, "typing-properties");
    window.key(Key::Escape);
    let path = window.folder().join("photo.png");
    let photo = image::RgbImage::from_fn(400, 300, |x, y| image::Rgb([(x / 2) as u8, (y / 2) as u8, 120]));
    photo.save(&path).unwrap();
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, CanvasMessage::Dropped(vec![path]).into());
    window.settle();
    window.press("Shape");
    window.press("Disc");
    window.type_into("Crop right", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("25");
    window.key(Key::Enter);
    window.press("Crop on the badge");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Around(&[": photo"]), "crop");
    window.picture(Part::Properties, "crop-properties");
}

#[test]
fn all_places_in_a_small_window() {
    places(SMALL, "small");
}

#[test]
fn all_places_in_the_dark() {
    let mut window = window(USUAL);
    dark(&mut window);
    choose_icon(&mut window);
    window.picture(Part::Whole, "artwork-dark");
    for (place, screen, part) in [
        (
            Place::Home,
            "home",
            Part::Around(&[
                "Drop a badge here",
                "to see what is in it",
                "Make one design into a set",
                "What is a digital badge",
            ]),
        ),
        (Place::Words, "words", Part::Around(&["Go to What it is", "Short name", "Description"])),
        (Place::HandOut, "hand-out", Part::Around(&["To sign badges you need", "Name of the key", "Take in a key"])),
    ] {
        go(&mut window, place);
        window.picture(part, &format!("{screen}-dark"));
    }
}

#[test]
fn words_at_a_hundred_and_twenty_five_per_cent() {
    let mut window = window(Vec2::new(1152.0, 720.0));
    window.set_pixels_per_point(1.25);
    go(&mut window, Place::Words);
    window.picture(
        Part::Around(&["Go to What it is", "Go to Codes", "Engage, showing up", "Lead, carrying others"]),
        "words-125",
    );
}

#[test]
fn the_further_parts_of_the_form() {
    let mut window = window(Vec2::new(1440.0, 1300.0));
    go(&mut window, Place::Words);
    window.press("As an earner sees it");
    for part in ["The picture", "For earners and platforms"] {
        window.press(&format!("Go to {part}"));
    }
    window.press("Credly");
    window.press("Go to The picture");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Around(&["Alt text of the picture", "Kind of achievement"]), "words-platforms");
    window.picture(
        Part::Around(&["What you will have done", "Earner has kept a record", "Skills you will show"]),
        "words-as-earners-see",
    );
    window.press("The picture");
    window.press("For earners and platforms");
    window.press("Go to Languages");
    window.press("Add a language");
    window.press("Cymraeg (Welsh)");
    window.type_into("Title, Cymraeg (Welsh)", "Cymorth Cyntaf mewn Digwyddiadau");
    window.press("Go to Languages");
    window.press("See it in Cymraeg (Welsh)");
    window.remove_cursor();
    window.settle();
    window.picture(
        Part::Around(&["Language of the words", "Title, Cymraeg", "Evidence asked for, Cymraeg"]),
        "words-languages",
    );
    window.picture(
        Part::Around(&["As an employer sees it", "As an earner sees it", "Skills you will show"]),
        "words-languages-preview",
    );
    window.press("Languages");
    window.press("Go to What it is");
    window.press("One story at each layer");
    window.press("Standard");
    window.get_by_label("Description").focus();
    window.settle();
    window.press("Comment on description");
    window.type_here("Is “public events” clear to a stranger?");
    window.key(Key::Enter);
    window.press("Go to What it is");
    window.remove_cursor();
    window.settle();
    window
        .picture(Part::Around(&["Engage, showing up", "Lead, carrying others", "Is “public events”"]), "words-layers");
}

#[test]
fn what_the_review_finds_stands_beside_the_field() {
    let mut window = window(USUAL);
    let mut badge = window.badge().clone();
    badge.name = "BADGE".into();
    badge.criteria.statements[2] = "Earner will be able to communicate calmly with casualties.".into();
    badge.skills.truncate(1);
    badge.layer = None;
    let edit = badgewright::document::Edit::Badge(Box::new(badge));
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, Command::edit("Change the words", vec![edit]));
    go(&mut window, Place::Words);
    window.picture(Part::Around(&["Title", "Short name", "No learning layer"]), "words-findings");
    go(&mut window, Place::Check);
    window.picture(Part::Around(&["Check for", "Criterion 3", "Leave it: Learning"]), "check-findings");
}

#[test]
fn findings_are_left_and_profiles_made() {
    let part = Part::Around(&["A profile of your own", "Its name", "The earner is called"]);
    leave_and_make_a_profile(USUAL, part, "usual");
}

#[test]
fn findings_are_left_and_profiles_made_in_a_small_window() {
    leave_and_make_a_profile(SMALL, Part::Whole, "small");
}

fn leave_and_make_a_profile(size: Vec2, part: Part<'_>, name: &str) {
    let mut window = window(size);
    go(&mut window, Place::Words);
    window.press("Add a statement");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("Earner has worn PPE on site.");
    window.press("Leave it: Criterion 4, Acronyms are explained");
    window.type_into("Leave it, because", "everybody here knows it");
    window.picture(
        Part::Around(&["Criterion 4", "Leave it: Criterion 4", "Leave it, because", "Cancel"]),
        &format!("words-leave-{name}"),
    );
    window.press("Leave it");
    go(&mut window, Place::Check);
    window.press("Make a profile of your own");
    if size == SMALL {
        dark(&mut window);
    }
    window.get_all_by_label("Check").last().unwrap().scroll_to_me();
    window.settle();
    window.picture(part, &format!("check-own-{name}"));
}

#[test]
fn the_palette_and_the_icons() {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Key::K);
    window.picture(Part::Over("Go to Artwork"), "palette");
    window.key(Key::Escape);
    assert!(window.state().state().palette.is_none(), "Escape closes it");
    window.press("Add an icon");
    window.type_here("sport");
    window.picture(Part::Over("Search by what"), "icons");
    window.key(Key::Enter);
    window.press("Add an icon");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Over("Search by what"), "icons-recent");
}

#[test]
fn hand_out_with_keys_forms_and_details() {
    let mut window = window(Vec2::new(1440.0, 1300.0));
    // A key whose fingerprint is always the same.
    let key = IssuerKey::generate("Harbour Trust", Algorithm::Ed25519, NOW.parse().unwrap(), &mut Fixed).unwrap();
    let home = window.folder().join("badgewright");
    let cheap = badgewright::credential::KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
    badgewright::issue::KeyRing::new(&home).keep(&key, "correct horse", cheap).unwrap();
    go(&mut window, Place::HandOut);
    for fold in ["Your signing keys", "Form and issuer", "More about this award"] {
        window.press(fold);
    }
    window.press("Open Badges 2.0, signed");
    window
        .picture(Part::Around(&["Who awards it", "Your signing keys", "A replaced key is retired"]), "hand-out-forms");
}

#[test]
fn what_will_be_signed_stands_above_its_button() {
    let mut window = window(USUAL);
    let key = IssuerKey::generate("Harbour Trust", Algorithm::Ed25519, NOW.parse().unwrap(), &mut Fixed).unwrap();
    let home = window.folder().join("badgewright");
    let cheap = badgewright::credential::KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
    badgewright::issue::KeyRing::new(&home).keep(&key, "correct horse", cheap).unwrap();
    go(&mut window, Place::HandOut);
    window.press("More about this award");
    window.type_into("Earner's name, which everybody who has the badge can read", "Amy Lee");
    window.type_into("Links to evidence, one a line", "https://example.org/video");
    window.press("More about this award");
    window.press("Can be withdrawn later");
    window.type_into("Issuer's place on the web", "did:web:harbour.example");
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.remove_cursor();
    window.settle();
    window.picture(
        Part::Around(&["What will be signed", "Passphrase of your signing key", "Earning criteria"]),
        "hand-out-signing",
    );
    window.picture(Part::Around(&["Can be withdrawn later", "Issuer's place on the web"]), "hand-out-withdrawal");
    window.type_over("Who awards it", "Canal School");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    window.picture(Part::Over("Yes, go on"), "hand-out-unlike");
    window.press("Cancel");
    dark(&mut window);
    for (size, name) in [(SMALL, "small"), (PHONE, "phone")] {
        window.set_size(size);
        window.settle();
        window.get_by_label(&make).scroll_to_me();
        window.settle();
        window.picture(Part::Whole, &format!("hand-out-signing-{name}"));
        assert!(window.rightmost() <= f64::from(size.x) + 0.5, "nothing is cut off: {}", window.rightmost());
    }
}

#[test]
fn the_set_and_the_brand_kit() {
    let mut window = window(USUAL);
    let ctx = window.ctx.clone();
    window.picture(Part::Properties, "colours");
    window.state_mut().update(&ctx, SetMessage::Show.into());
    window.settle();
    window.picture(Part::Around(&["One design, many badges", "Badgewright's", "One by one"]), "set-begin");
    window.press("Badgewright's");
    window.press("For each learning layer");
    window.get_by_label_contains("Badge 3: ").click();
    window.settle();
    window.press("Check them");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Whole, "set-usual");
    window.set_size(SMALL);
    window.settle();
    window.picture(Part::Whole, "set-small");
    window.set_size(USUAL);
    dark(&mut window);
    window.settle();
    window.picture(Part::Around(&["Edit this badge", "Check them", "All badges can be told apart"]), "set-dark");
    window.press("Edit this badge");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Around(&["Badge 3 of 4", "Back to the design", "The set"]), "set-member");
    let rows = window.folder().join("rows.csv");
    std::fs::write(&rows, "Title,Icon,Colour,Remarks\nBike Repair,bicycle,#1B2A4A,x\nTree Care,tree-x,,y\n").unwrap();
    window.state_mut().update(&ctx, Command::Theme(ThemeChoice::Light));
    window.state_mut().update(&ctx, SetMessage::ReadTable(rows).into());
    window.settle();
    window.press("Make the badges");
    window.picture(Part::Over("Which column holds what"), "set-table");
    window.press("Cancel");
    window.state_mut().update(&ctx, BrandMessage::TakeFromBadge.into());
    window.state_mut().update(&ctx, BrandMessage::Show.into());
    window.settle();
    window.picture(Part::Over("Whose brand it is"), "brand-kit");
    dark(&mut window);
    window.picture(Part::Over("Whose brand it is"), "brand-kit-dark");
}

#[test]
fn mistakes_are_asked_about_before_anything_is_signed() {
    let mut window = window(USUAL);
    let key = IssuerKey::generate("Harbour Trust", Algorithm::Ed25519, NOW.parse().unwrap(), &mut Fixed).unwrap();
    let home = window.folder().join("badgewright");
    let cheap = badgewright::credential::KdfCost { memory_kib: 64, passes: 1, lanes: 1 };
    badgewright::issue::KeyRing::new(&home).keep(&key, "correct horse", cheap).unwrap();
    let mut document = window.state().state().document().clone();
    let badge = std::sync::Arc::make_mut(&mut document.badge);
    (badge.layer, badge.description) = (None, String::new());
    let path = window.folder().join("poor.badge");
    document.save(&path).unwrap();
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, badgewright::app::open_any(path));
    window.settle();
    go(&mut window, Place::HandOut);
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    let make = format!("Make {} badge…", window.badge().name);
    window.press(&make);
    window.picture(Part::Over("Award it all the same"), "hand-out-mistakes");
}

/// A source of a secret that is always the same.
struct Fixed;

impl badgewright::credential::Randomness for Fixed {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), badgewright::credential::RandomError> {
        bytes.fill(7);
        Ok(())
    }
}

#[test]
fn inspect_tells_each_verdict() {
    let mut window = window(USUAL);
    go(&mut window, Place::Inspect);
    window.picture(Part::Around(&["Drop a badge here", "to see what it says", "Choose a folder"]), "inspect-empty");

    let now = NOW.parse().unwrap();
    let key = IssuerKey::generate("Harbour Trust", Algorithm::Ed25519, now, &mut Fixed).unwrap();
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Harbour Trust".into();
    let award = award("amy@example.org", now).unwrap();
    let badge_file = |kind| {
        let options = IssueOptions::new(Form::Ob3, kind, None);
        prepare(&document, &options).unwrap().award(Some(&key), &award, now).unwrap().file
    };
    let good = badge_file(FileKind::Png { side: 600 });
    let mut json = badge_file(FileKind::Record);
    let at = json.windows(9).position(|w| w == b"First Aid").unwrap();
    json[at] = b'W';

    let intact = window.folder().join("first-aid-amy.png");
    let altered = window.folder().join("altered.json");
    let letter = window.folder().join("letter.txt");
    std::fs::write(&intact, good).unwrap();
    std::fs::write(&altered, json).unwrap();
    std::fs::write(&letter, "Dear Sir or Madam").unwrap();
    let ctx = window.ctx.clone();
    for (file, name, part) in [
        (&intact, "intact", Part::Whole),
        (&altered, "altered", Part::Around(&["Not valid", "So says the file", "Earning criteria"])),
        (&letter, "letter", Part::Around(&["letter.txt", "Not a badge", "This is plain text", "Issuers you trust"])),
    ] {
        window.state_mut().update(&ctx, badgewright::app::open_any(file.clone()));
        window.settle();
        window.picture(part, &format!("inspect-{name}"));
    }
    let ended = window.folder().join("ended.png");
    let mut past = badgewright::issue::award("amy@example.org", "2024-03-01T12:00:00Z".parse().unwrap()).unwrap();
    past.expires = Some("2025-03-01T12:00:00Z".parse().unwrap());
    let options = IssueOptions::new(Form::Ob3, FileKind::Png { side: 600 }, None);
    let made = prepare(&document, &options).unwrap().award(Some(&key), &past, past.issued_on).unwrap();
    std::fs::write(&ended, made.file).unwrap();
    window.state_mut().update(&ctx, badgewright::app::open_any(ended));
    window.settle();
    window.picture(Part::Around(&["Ended", "Trust this key…", "Print…", "Start from this badge"]), "inspect-ended");
    let folder = window.folder().to_owned();
    window.state_mut().update(&ctx, badgewright::app::open_any(folder));
    window.settle();
    window.picture(Part::Around(&["4 files:", "first-aid-amy.png", "Export as CSV"]), "inspect-table");
    window.set_size(PHONE);
    window.settle();
    window.picture(Part::Whole, "inspect-phone-table");
    window.press("Export as CSV…");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here("/home/amy/Documents/badges.csv");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Over("Save here"), "question-phone");
    window.press("Cancel");
    window.remove_cursor();
    window.set_size(USUAL);
    window.settle();
    let on_the_web = window.folder().join("web.png");
    let options = IssueOptions::new(Form::Ob3, FileKind::Png { side: 600 }, Some("did:web:example.org"));
    std::fs::write(&on_the_web, prepare(&document, &options).unwrap().award(Some(&key), &award, now).unwrap().file)
        .unwrap();
    window.state_mut().update(&ctx, badgewright::app::open_any(on_the_web));
    window.settle();
    window.picture(
        Part::Around(&[
            "Not confirmed",
            "Check online to settle it",
            "So says the file",
            "Print…",
            "Start from this badge",
        ]),
        "inspect-unconfirmed",
    );
    window.press("Trust example.org…");
    window.picture(Part::Over("It is the same"), "inspect-trust-website");
    window.press("Cancel");
    window.press("Check online…");
    window.picture(Part::Over("Ask it"), "inspect-online");
    window.press("Cancel");
    window.state_mut().update(&ctx, badgewright::app::open_any(intact));
    window.settle();
    window.set_size(PHONE);
    window.settle();
    window.picture(
        Part::Around(&["Intact and properly signed", "Nobody has altered it", "Trust this key"]),
        "inspect-phone-intact",
    );
    assert!(window.rightmost() <= 390.5, "nothing is cut off: {}", window.rightmost());
    window.set_size(USUAL);
    window.settle();
    window.press("Trust this key…");
    window.picture(Part::Over("It is the same"), "inspect-trust");
    window.press("It is the same: trust it");
    window.press("Issuers you trust…");
    window.picture(Part::Over("Take in a list"), "inspect-trusted");
    window.press("Close");
    window.press("Is that you?");
    window.type_into("Your e-mail address, to compare with the sealed one", "amy@example.org");
    window.key(Key::Enter);
    window.picture(
        Part::Around(&["Genuine", "Nobody has altered it", "Compare", "holds until", "Earning criteria"]),
        "inspect-genuine",
    );
    dark(&mut window);
    window.set_size(SMALL);
    window.settle();
    window.picture(Part::Whole, "inspect-small");
    window.set_size(PHONE);
    window.settle();
    window.picture(Part::Whole, "inspect-phone");
    assert!(window.rightmost() <= 390.5, "nothing is cut off: {}", window.rightmost());
}

/// The same screen in the usual size, in the dark and in a small window.
fn three_ways(window: &mut Window, part: Part<'_>, name: &str) {
    window.remove_cursor();
    window.settle();
    window.picture(part, name);
    window.set_size(SMALL);
    window.settle();
    window.picture(part, &format!("{name}-small"));
    window.set_size(USUAL);
    dark(window);
    window.picture(part, &format!("{name}-dark"));
}

#[test]
fn skills_are_found_and_suggested() {
    let mut window = window(USUAL);
    go(&mut window, Place::Words);
    window.type_into("Add a skill", "team");
    window.key(Key::ArrowDown);
    window.get_by_label_contains("The arrow keys choose").scroll_to_me();
    window.settle();
    three_ways(
        &mut window,
        Part::Around(&["Add a skill", "build team spirit", "The arrow keys choose"]),
        "skills-found",
    );
}

#[test]
fn skills_are_suggested_beside_their_words() {
    let mut window = window(USUAL);
    go(&mut window, Place::Words);
    window.press("Suggest skills");
    window.get_by_label("Close the suggestions").scroll_to_me();
    three_ways(
        &mut window,
        Part::Around(&["Suggest skills", "Close the suggestions", "Use communication"]),
        "skills-suggested",
    );
}

#[test]
fn frameworks_and_their_columns() {
    let mut window = window(USUAL);
    let table = "code;title;notes;link\nS1;Splicing;Two ropes become one;https://sea.example/1\nS2;Knots;Twelve of them;https://sea.example/2\nS3;;no name;https://sea.example/3\nS4;Rowing;In step;nowhere\n";
    let file = window.folder().join("documents/seamanship.csv");
    std::fs::write(&file, table).unwrap();
    go(&mut window, Place::Words);
    window.press("Frameworks of skills");
    window.press("Add a framework…");
    let field = "This desktop has no file dialog. Type the path (CSV tables and CASE packages).";
    window.type_into(field, file.to_str().unwrap());
    window.press("Open");
    three_ways(&mut window, Part::Over("Which column is which"), "framework-columns");
    window.press("Take it in");
    window.picture(Part::Over("Skills are found in one framework"), "frameworks-dark");
}

#[test]
fn a_sector_says_why() {
    let mut window = window(USUAL);
    go(&mut window, Place::Home);
    window.press("Libraries and museums");
    three_ways(&mut window, Part::Around(&["School and college", "Sport", "Why badges", "Show all sectors"]), "sector");
}

#[test]
fn each_step_of_the_explainer() {
    let mut window = window(USUAL);
    go(&mut window, Place::Home);
    window.press("What is a digital badge?");
    window.picture(Part::Over("Step "), "explainer-1");
    window.press("Take the picture apart");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Over("Step "), "explainer-1-apart");
    // The fourth step shows what the third does, and more.
    for (presses, step) in [(1, 2), (2, 4)] {
        for _ in 0..presses {
            window.press("Next");
        }
        window.remove_cursor();
        window.settle();
        window.picture(Part::Over("Step "), &format!("explainer-{step}"));
    }
    window.press("Next");
    window.press("Seal a sample and check it");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Over("Step "), "explainer-5");
    window.set_size(SMALL);
    window.settle();
    window.picture(Part::Over("Step "), "explainer-5-small");
    window.set_size(USUAL);
    dark(&mut window);
    window.press("Change one letter");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Over("Step "), "explainer-5-broken");
}

#[test]
fn handles_paint_and_snapping_on_the_canvas() {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Key::A);
    window.picture(Part::Around(&[": Ring gold"]), "several");
    window.picture(Part::Properties, "several-properties");
    window.press("Add a shape");
    window.press("Gear");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Around(&[": Gear"]), "handles");
    window.picture(Part::Properties, "handles-properties");
    window.press("Paint");
    window.press("From a point");
    window.press("On the badge");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Around(&[": Gear"]), "gradient");
    window.picture(Part::Properties, "gradient-properties");
    window.key(Key::V);
    window.press("Snapping");
    window.press("Add level");
    window.press("Show rulers");
    window.remove_cursor();
    window.settle();
    window.picture(Part::Over("Equal gaps"), "snapping-menu");
    window.key(Key::Escape);
    // In the middle of a drag, beside the badge's middle.
    let from = window.get_by_label_contains(": Gear").rect().center();
    let to = from + Vec2::new(3.0, 70.0);
    let press = eframe::egui::Event::PointerButton {
        pos: from,
        button: eframe::egui::PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    };
    window.event(eframe::egui::Event::PointerMoved(from));
    window.event(press);
    window.step();
    for place in [from.lerp(to, 0.5), to] {
        window.event(eframe::egui::Event::PointerMoved(place));
        window.step();
    }
    // What is done in a frame is seen in the next.
    window.step();
    window.picture(Part::Canvas, "snapping");
}
