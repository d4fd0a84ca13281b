//! The real program in a real window, worked with mouse and keyboard on a
//! screen of its own. What the window did is read from its files: the copy it
//! keeps of unsaved work, saved documents, baked badges.

mod screen;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{USUAL, Window, window};
use eframe::egui::{Key, Modifiers, Pos2};
use egui_kittest::kittest::Queryable as _;
use kurbo::Point;
use screen::Screen;
use serde_json::Value;

const NAME: &str = "Ice Rescue Volunteer on Winter Lakes";
const EARNER: &str = "amy@example.org";
const PASSPHRASE: &str = "correct horse";

/// The real window, and the same window without a screen that goes through
/// the same steps: it tells where what has a name is to be found.
struct Desk {
    screen: Screen,
    map: Window,
}

impl Desk {
    fn open(name: &'static str) -> Self {
        let mut screen = Screen::new(name);
        screen.open();
        Self { screen, map: window(USUAL) }
    }

    /// Goes to a place by its number.
    fn go(&mut self, number: Key) {
        self.map.key_with(Modifiers::COMMAND, number);
        self.screen.go(&format!("ctrl+{}", number.symbol_or_name()));
    }

    /// Presses what has this name; the first, when there are several.
    fn press(&mut self, name: &str) {
        let found = self.map.get_all_by_label(name).next().unwrap();
        let place = found.rect().center();
        found.click();
        self.map.settle();
        self.screen.click(place);
    }

    /// Writes into a field in place of what it holds.
    fn write(&mut self, field: &str, text: &str) {
        self.press(field);
        self.map.key_with(Modifiers::COMMAND, Key::A);
        self.map.type_here(text);
        self.screen.keys(&["ctrl+a"]);
        self.screen.types(text);
    }

    /// Where a point of the artwork lies on the screen.
    fn on_canvas(&self, x: f64, y: f64) -> Pos2 {
        let canvas = &self.map.state().state().places.canvas;
        canvas.view.on(canvas.rect.unwrap()).to_window(Point::new(x, y))
    }

    /// Makes the earner's badge with what the form holds, and writes it here.
    fn make_badge(&mut self, path: &Path) {
        self.screen.keys(&["Return"]);
        self.screen.types_path(path);
        self.screen.until("the badge is written", || path.is_file().then_some(()));
    }
}

#[test]
fn from_a_starter_to_a_genuine_badge_by_mouse_and_keyboard() {
    let mut desk = Desk::open("main-job");
    assert_eq!(desk.screen.kept_now(), None, "nothing is changed yet");

    // The artwork: something is moved, something is added.
    let (from, to) = (desk.on_canvas(260.0, 340.0), desk.on_canvas(320.0, 330.0));
    desk.screen.drag(from, to);
    let moved = desk.screen.kept("the icon is moved", |document| icon(document)["frame"]["x"] != 300);
    for (side, expected) in [("x", 360.0), ("y", 284.0)] {
        let is = icon(&moved)["frame"][side].as_f64().unwrap();
        assert!((is - expected).abs() < 1.5, "{side} is {is}, not {expected}");
    }
    desk.press("Add a shape");
    desk.press("Star");
    desk.screen
        .kept("a star is added", |document| elements(document).any(|element| !element["kind"]["star"].is_null()));

    // The words and the learning layer.
    desk.go(Key::Num3);
    desk.press("Lead, carrying others");
    desk.write("Title", NAME);
    desk.write("Short name", "Ice Rescue");
    desk.screen.kept("the words are in", |document| {
        let badge = &document["badge"];
        [&badge["name"], &badge["shortName"], &badge["layer"]] == [NAME, "Ice Rescue", "col-2018/lead"]
    });

    // The document, by a typed path: there is no portal here.
    let document = desk.screen.path("ice.badge");
    desk.screen.keys(&["ctrl+s"]);
    desk.screen.types_path(&document);
    desk.screen.until("the document is saved", || document.is_file().then_some(()));
    desk.screen.until("the copy of unsaved work is gone", || desk.screen.kept_now().is_none().then_some(()));

    // A signing key, a badge as PNG, the same as SVG.
    desk.go(Key::Num5);
    desk.write("Name of the key", "Canal School");
    desk.write("Passphrase", PASSPHRASE);
    desk.write("Passphrase, once more", PASSPHRASE);
    desk.press("Make my signing key");
    let keys = desk.screen.path("badgewright/keys");
    let key = desk.screen.until("the key is made", || {
        let mut files = std::fs::read_dir(&keys).ok()?.flatten().map(|entry| entry.path());
        files.find(|path| path.to_string_lossy().ends_with(".key.json"))
    });
    assert!(badgewright::credential::KeyFile::read(&key).is_ok());
    desk.write("Earner's e-mail address or DID", EARNER);
    desk.press("Passphrase of your signing key");
    let (png, svg) = (desk.screen.path("amy.png"), desk.screen.path("amy.svg"));
    desk.make_badge(&png);
    // The page shows how that went at its top, where the next one begins; what belonged to the first is gone.
    desk.write("Earner's e-mail address or DID", EARNER);
    desk.press("SVG picture");
    desk.press("Passphrase of your signing key");
    desk.make_badge(&svg);

    // Closing asks nothing, for everything is saved.
    assert_eq!(desk.screen.close(), Some(0));

    // What came of it, as anybody sees it with the commands.
    for file in [&png, &svg] {
        let done = desk.screen.run(&["inspect", file.to_str().unwrap(), "--to", EARNER, "--json"]);
        let report: Value = serde_json::from_slice(&done.stdout).unwrap();
        assert_eq!(done.status.code(), Some(0), "{report:#}");
        assert_eq!(report["verdict"], "genuine");
        assert_eq!(report["badge"]["name"], NAME);
        assert_eq!(report["badge"]["layer"], "Lead");
    }
    let done = desk.screen.run(&["check", "ice.badge", "--json"]);
    assert_ne!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(desk.screen.run(&["render", "ice.badge", "-o", "ice.png"]).status.code(), Some(0));
    let pixels = |path: &Path| image::open(path).unwrap().to_rgba8().into_raw();
    let (baked, rendered) = (pixels(&png), pixels(&desk.screen.path("ice.png")));
    // Numbers are shorter in the file than on the canvas, which edges may show.
    let apart = baked.iter().zip(&rendered).map(|(one, other)| one.abs_diff(*other)).max();
    assert!(baked.len() == rendered.len() && apart <= Some(4), "the badge shows the saved artwork: {apart:?}");
}

#[test]
fn drawings_go_through_the_clipboard_of_the_desktop() {
    let desk = Desk::open("clipboard");
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path fill="#B1241A" d="M0 0h40v40H0z"/></svg>"##;
    let drawing = desk.screen.path("drawing.svg");
    fs::write(&drawing, svg).unwrap();
    // As drawing programs do it: a drawing and no text.
    desk.screen.copies("image/svg+xml", &drawing);
    desk.screen.keys(&["ctrl+v"]);
    desk.screen.kept("it is pasted as an outline", |document| document.to_string().contains("#B1241A"));
    let pasted = desk.screen.kept_now().unwrap();
    let is_outline = |element: &Value| !element["kind"]["group"]["elements"][0]["kind"]["outline"].is_null();
    assert!(elements(&pasted).any(is_outline), "{pasted:#}");
    desk.screen.keys(&["ctrl+k"]);
    desk.screen.types("Copy the picture as SVG");
    desk.screen.keys(&["Return"]);
    let copied = desk
        .screen
        .until("others can paste it", || desk.screen.pasted("image/svg+xml").filter(|text| text.contains("</svg>")));
    assert!(copied.contains("#B1241A") || copied.contains("#b1241a"), "{copied}");
    assert_eq!(desk.screen.pasted("UTF8_STRING").as_deref(), Some(copied.as_str()), "editors get it as text");
}

#[test]
fn after_a_crash_the_last_version_is_offered_and_comes_back_exactly() {
    let mut desk = Desk::open("crash");
    desk.go(Key::Num3);
    desk.write("Title", NAME);
    desk.press("Engage, showing up");
    let last = desk.screen.kept("the last version is kept", |document| {
        document["badge"]["name"] == NAME && document["badge"]["layer"] == "col-2018/engage"
    });
    desk.screen.kill();

    desk.screen.open();
    desk.screen.until_asked();
    // “Go on with it” is the first of the answers.
    desk.screen.keys(&["Tab", "Return"]);
    let saved = desk.screen.path("saved.badge");
    desk.screen.keys(&["ctrl+s"]);
    desk.screen.types_path(&saved);
    desk.screen.until("the document is saved", || saved.is_file().then_some(()));
    let document: Value = serde_json::from_slice(&fs::read(&saved).unwrap()).unwrap();
    assert_eq!(document, last);
    desk.screen.until("nothing is left to recover", || desk.screen.kept_now().is_none().then_some(()));
}

#[test]
fn a_display_that_is_not_there_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_badgewright"))
        .env_clear()
        .env("HOME", folder.path())
        .env("DISPLAY", ":64999")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!((done.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    for word in ["display", "render", "bake", "inspect"] {
        assert!(said.contains(word), "{word}: {said}");
    }
}

fn elements(document: &Value) -> impl Iterator<Item = &Value> {
    document["artwork"]["elements"].as_array().into_iter().flatten()
}

/// The first icon on the artwork.
fn icon(document: &Value) -> &Value {
    elements(document).find(|element| !element["kind"]["icon"].is_null()).unwrap_or(&Value::Null)
}
