//! A window without a screen, on a folder of its own, with a clock that stands
//! still: what the tests of the window share.

#![allow(clippy::unwrap_used, reason = "what a test cannot do without has failed it")]
#![allow(dead_code, reason = "each test of the window uses a part of this")]

mod picture;

use std::cell::Cell;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use badgewright::app::{App, Command, Outside, Place, Typed};
use badgewright::artwork::{Artwork, Element, ElementId};
use badgewright::badge::Badge;
use badgewright::credential::KdfCost;
use eframe::egui::{self, Key, Modifiers, Pos2, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node, SnapshotResults};
pub use picture::Part;

/// The time at which tests take place.
pub const NOW: &str = "2026-03-12T12:00:00Z";

/// The window at its usual size.
pub const USUAL: Vec2 = Vec2::new(1440.0, 900.0);

/// The smallest window in which nothing may be cut off.
pub const SMALL: Vec2 = Vec2::new(1024.0, 700.0);

/// A window as narrow as a phone.
pub const PHONE: Vec2 = Vec2::new(390.0, 844.0);

/// A window and the folder it keeps its things in. File dialogs are answered
/// by typing a path.
pub struct Window {
    harness: Harness<'static, App>,
    folder: tempfile::TempDir,
    /// Which pictures of it looked different.
    pictures: SnapshotResults,
}

/// A window of this size on the first starter.
pub fn window(size: Vec2) -> Window {
    window_on(size, tempfile::tempdir().unwrap(), None)
}

/// A window of this size that keeps its things in `folder`, on what `open`
/// names.
pub fn window_on(size: Vec2, folder: tempfile::TempDir, open: Option<PathBuf>) -> Window {
    build(Harness::builder().with_size(size), folder, open)
}

/// A window as a harness with other settings makes it.
pub fn build(builder: egui_kittest::HarnessBuilder<App>, folder: tempfile::TempDir, open: Option<PathBuf>) -> Window {
    let outside = outside(folder.path());
    let harness = builder.with_theme(egui::Theme::Light).build_eframe(move |cc| App::new(&cc.egui_ctx, outside, open));
    let mut window = Window { harness, folder, pictures: SnapshotResults::new() };
    window.settle();
    window
}

/// A clipboard for drawings that nobody else sees.
#[derive(Default)]
pub struct Clipboard(std::sync::Mutex<Option<String>>);

impl badgewright::app::Drawings for Clipboard {
    fn read(&self) -> Option<String> {
        self.0.lock().unwrap().clone()
    }

    fn write(&self, svg: &str) -> bool {
        *self.0.lock().unwrap() = Some(svg.to_owned());
        true
    }
}

/// A world that stands still, kept in `folder`.
pub fn outside(folder: &Path) -> Outside {
    let now = NOW.parse().unwrap();
    // Somebody who was here before: nothing is offered to newcomers.
    let settings = folder.join("badgewright/settings.json");
    if !settings.exists() {
        std::fs::create_dir_all(folder.join("badgewright")).unwrap();
        std::fs::write(settings, r#"{"explained": true}"#).unwrap();
    }
    let documents = folder.join("documents");
    std::fs::create_dir_all(&documents).unwrap();
    let home = documents.clone();
    let shown = folder.join("shown.pdf");
    let count = Cell::new(0);
    Outside {
        folder: Some(folder.join("badgewright")),
        documents: Box::new(move || documents.clone()),
        home: Box::new(move || Some(home.clone())),
        dialogs: Box::new(Typed),
        // No test of the window reaches the web.
        online: badgewright::online::Online::new(badgewright::online::Rules {
            roots: Some(Vec::new()),
            ..Default::default()
        }),
        fresh_id: Box::new(move || {
            count.set(count.get() + 1);
            format!("urn:uuid:00000000-0000-4000-8000-{:012}", count.get())
        }),
        // As cheap as it can be: what tests seal is no secret.
        key_cost: KdfCost { memory_kib: 64, passes: 1, lanes: 1 },
        // What is to be shown lies there afterwards.
        drawings: Arc::new(Clipboard::default()),
        show: Arc::new(move |path| std::fs::copy(path, &shown).and_then(|_| std::fs::remove_file(path))),
        now: Arc::new(move || now),
    }
}

/// Has the window carry out a command.
pub fn act(window: &mut Window, command: Command) {
    let ctx = window.ctx.clone();
    window.state_mut().update(&ctx, command);
    window.settle();
}

/// Takes the last step back.
pub fn undo(window: &mut Window) {
    window.key_with(Modifiers::COMMAND, Key::Z);
}

/// What undo would take back.
pub fn undo_label(window: &Window) -> Option<String> {
    window.state().state().desk.history.undo_label().map(str::to_owned)
}

/// Adds a shape by its button.
pub fn add(window: &mut Window, shape: &str) -> Element {
    window.press("Add a shape");
    window.press(shape);
    only(window)
}

/// How much the badge has changed as a picture, as a part of all that is drawn.
pub fn change(before: &Artwork, window: &Window) -> f64 {
    let [one, other] = [before, artwork(window)].map(|artwork| {
        let scene = badgewright::scene::build(artwork, window.badge());
        badgewright::render::raster::Renderer::new().render(&scene, 300).rgba
    });
    let apart: u64 = one.iter().zip(&other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let all: u64 = one.iter().map(|byte| u64::from(*byte)).sum();
    apart as f64 / all as f64
}

/// The first starter, in the form.
pub fn form() -> Window {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    assert_eq!(window.state().state().desk.place, Place::Words);
    window
}

/// What is on the canvas.
pub fn artwork(window: &Window) -> &Artwork {
    window.state().state().artwork()
}

/// What is chosen there.
pub fn chosen(window: &Window) -> Vec<ElementId> {
    window.state().state().desk.history.selection().iter().copied().collect()
}

/// The one chosen element.
pub fn only(window: &Window) -> Element {
    let chosen = chosen(window);
    assert_eq!(chosen.len(), 1, "one element is chosen");
    (**artwork(window).element(chosen[0]).unwrap()).clone()
}

impl Window {
    /// The folder that the window and its documents are kept in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the badge says now.
    pub fn badge(&self) -> &Badge {
        self.state().state().badge()
    }

    /// Runs until nothing moves and no work goes on beside the window.
    pub fn settle(&mut self) {
        let patience = Instant::now() + Duration::from_secs(120);
        loop {
            self.harness.run_ok();
            if !self.harness.state().busy() {
                break;
            }
            assert!(Instant::now() < patience, "the work beside the window does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
        self.harness.run_ok();
        self.harness.check_accessibility();
    }

    /// Presses what has this name, scrolling to it first.
    pub fn press(&mut self, name: &str) {
        self.node(name).scroll_to_me();
        self.settle();
        self.node(name).click();
        self.settle();
    }

    /// Lets this much of the window's own time go by.
    pub fn wait(&mut self, seconds: f64) {
        let until = self.harness.ctx.input(|input| input.time) + seconds;
        while self.harness.ctx.input(|input| input.time) < until {
            self.harness.step();
        }
    }

    /// Presses a key.
    pub fn key(&mut self, key: Key) {
        self.key_with(Modifiers::NONE, key);
    }

    /// Presses a key while others are held.
    pub fn key_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Gives the field of this name the keyboard, the caret behind its text,
    /// and types.
    pub fn type_into(&mut self, name: &str, text: &str) {
        self.node(name).scroll_to_me();
        self.settle();
        self.node(name).focus();
        self.settle();
        self.key_with(Modifiers::COMMAND, Key::End);
        self.type_here(text);
    }

    /// Types this in place of what the field of this name holds.
    pub fn type_over(&mut self, name: &str, text: &str) {
        self.type_into(name, "");
        self.key_with(Modifiers::COMMAND, Key::A);
        self.key(Key::Delete);
        self.type_here(text);
    }

    /// Types where the keyboard is.
    pub fn type_here(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(egui::Event::Text(letter.to_string()));
            self.harness.step();
        }
        self.settle();
    }

    /// Answers the dialog for a file by typing its name in the tests' folder.
    pub fn answer(&mut self, name: &str) -> PathBuf {
        let path = self.folder().join(name);
        self.key_with(Modifiers::COMMAND, Key::A);
        self.type_here(&path.display().to_string());
        self.key(Key::Enter);
        path
    }

    /// Presses at one place, moves to another and lets go there.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = |pos, pressed| egui::Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.harness.event(egui::Event::PointerMoved(from));
        self.harness.event(button(from, true));
        self.harness.step();
        for step in 1..=8_u8 {
            self.harness.event(egui::Event::PointerMoved(from.lerp(to, f32::from(step) / 8.0)));
            self.harness.step();
        }
        self.harness.event(button(to, false));
        self.settle();
    }

    /// True while something of this name is shown.
    pub fn shows(&self, name: &str) -> bool {
        self.harness.query_all_by_label(name).next().is_some()
    }

    /// True while something is shown whose name has these words.
    pub fn tells(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// Where the controls and words that reach furthest to the right end, in
    /// points: beyond the window's width something is cut off.
    pub fn rightmost(&self) -> f64 {
        let nodes = self.harness.root().children_recursive();
        let ends = nodes.filter_map(|node| node.accesskit_node().raw_bounds()).map(|bounds| bounds.x1);
        ends.fold(0.0, f64::max) / f64::from(self.harness.ctx.pixels_per_point())
    }

    fn node<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by_label(name)
    }
}

impl Deref for Window {
    type Target = Harness<'static, App>;

    fn deref(&self) -> &Self::Target {
        &self.harness
    }
}

impl DerefMut for Window {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.harness
    }
}

/// At Hand out, with a key.
pub fn with_key() -> Window {
    let mut window = window(USUAL);
    window.key_with(Modifiers::COMMAND, Place::HandOut.key());
    window.type_into("Name of the key", "Canal School");
    window.type_into("Passphrase", "correct horse");
    window.type_into("Passphrase, once more", "correct horse");
    window.press("Make my signing key");
    window
}

/// What a badge file says, as it was signed.
pub fn signed(path: &Path) -> serde_json::Value {
    let found = badgewright::carrier::extract(&std::fs::read(path).unwrap()).unwrap();
    serde_json::from_str(found.payload.as_str()).unwrap()
}
