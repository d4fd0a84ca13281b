//! What takes a while is for the badge that it was begun for: a file that is read, and a
//! question for a file that stays open, while another badge comes into view.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use eframe::egui;

use super::App;
use super::command::{Ask, Command};
use super::desk::{Desk, FileAnswer, FileDialogs, FileQuestion, Outbox, Outside, Place, Typed};
use super::directory::Places;
use super::places::{artwork, hand_out, inspect, set, words};
use super::state::Dialog;
use crate::document::{Document, starter};
use crate::issue::{FileKind, SetFile};

/// A dialog that stays open until a test answers it.
#[derive(Clone, Default)]
struct Open(Arc<Mutex<Option<mpsc::Sender<FileAnswer>>>>);

impl FileDialogs for Open {
    fn ask(&self, _: &FileQuestion, _: Box<dyn FnOnce() + Send>) -> mpsc::Receiver<FileAnswer> {
        let (sender, answer) = mpsc::channel();
        *self.0.lock().unwrap() = Some(sender);
        answer
    }
}

/// A window that is not shown, whose dialogs for files stay open.
pub(in crate::app) struct Window {
    pub(in crate::app) app: App,
    ctx: egui::Context,
    dialog: Open,
    pub(in crate::app) folder: tempfile::TempDir,
}

/// How another badge comes into view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) enum Way {
    /// Another member of the set.
    Member,
    /// Another document.
    Document,
}

/// When it does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Moment {
    /// While the question for the file is open.
    Asked,
    /// While the file is read.
    Reading,
    /// Never.
    Never,
}

impl Window {
    pub(in crate::app) fn new() -> Self {
        let (ctx, dialog, folder) = (egui::Context::default(), Open::default(), tempfile::tempdir().unwrap());
        let documents = folder.path().to_owned();
        let outside = Outside {
            folder: None,
            dialogs: Box::new(dialog.clone()),
            documents: Box::new(move || documents.clone()),
            ..Outside::real()
        };
        let app = App::new(&ctx, outside, None);
        let mut window = Self { app, ctx, dialog, folder };
        window.finish();
        window
    }

    pub(in crate::app) fn act(&mut self, command: impl Into<Command>) {
        self.app.update(&self.ctx.clone(), command.into());
    }

    /// Takes what work beside the window comes to, to its end.
    pub(in crate::app) fn finish(&mut self) {
        let patience = Instant::now() + Duration::from_secs(60);
        while self.app.busy() {
            for command in self.app.finished() {
                self.act(command);
            }
            assert!(Instant::now() < patience);
            std::thread::sleep(Duration::from_millis(2));
        }
        let Desk { place, own, outside, .. } = &mut self.app.state.desk;
        own.tend(*place, outside.folder.as_deref(), &mut Outbox::<words::Message>::default());
    }

    /// Brings another badge into view.
    pub(in crate::app) fn turn(&mut self, way: Way) {
        match way {
            Way::Member => self.act(set::Message::Step(1)),
            Way::Document => {
                let document = Box::new(starter("choir-season").unwrap().document("urn:x".into()).unwrap());
                self.act(Command::Session(Ask::Begin { document, place: Place::Words, starter: true }));
            }
        }
    }

    /// What the places remember.
    pub(in crate::app) fn places(&mut self) -> &mut Places {
        &mut self.app.state.places
    }

    /// Has a folder of the user's own, with keys in it.
    pub(in crate::app) fn has_home(&mut self, home: PathBuf) {
        self.app.state.desk.outside.folder = Some(home);
        self.app.state.desk.place = Place::HandOut;
    }

    /// Answers the open question for a file.
    pub(in crate::app) fn answer(&mut self, path: &Path) {
        let sender = self.dialog.0.lock().unwrap().take();
        // Nobody waits for the answer to a question that was given up.
        let _ = sender.unwrap().send(FileAnswer::Chosen(path.to_owned()));
        self.app.tend_session(&self.ctx.clone());
    }

    /// Asks for a file, with another badge coming into view at a moment; gives back the
    /// document as it was in view when the file was taken in.
    fn choose(&mut self, ask: impl Into<Command>, file: &Path, way: Way, moment: Moment) -> Document {
        self.act(ask);
        if moment == Moment::Asked {
            self.turn(way);
        }
        let mut before = self.app.state().document().clone();
        self.answer(file);
        if moment == Moment::Reading {
            assert!(self.app.busy(), "the file is read beside the window");
            self.turn(way);
            before = self.app.state().document().clone();
        }
        self.finish();
        before
    }

    fn tells(&self, words: &str) -> bool {
        self.app.state().notices.iter().any(|(notice, _)| notice.words.contains(words))
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn picture(&self) -> PathBuf {
        let path = self.folder.path().join("logo.png");
        image::RgbaImage::from_pixel(8, 4, image::Rgba([200, 10, 10, 255])).save(&path).unwrap();
        path
    }
}

/// A window on a set of two badges, the first in view; or on a document that can be let go of.
fn window(way: Way) -> Window {
    let mut window = Window::new();
    if way == Way::Member {
        window.act(set::Message::Add);
        window.act(set::Message::Add);
        let first = window.app.state().document().set.members[0].id.clone();
        window.act(set::Message::Edit(first));
    }
    window.finish();
    window
}

const CASES: [(Way, Moment); 6] = [
    (Way::Member, Moment::Asked),
    (Way::Member, Moment::Reading),
    (Way::Member, Moment::Never),
    (Way::Document, Moment::Asked),
    (Way::Document, Moment::Reading),
    (Way::Document, Moment::Never),
];

/// Holds that what comes from a file is put on the badge for which it was asked, or on none
/// and said.
fn goes_to_its_own_badge_or_to_none(ask: impl Fn() -> Command, file: impl Fn(&Window) -> PathBuf) {
    for (way, moment) in CASES {
        let mut window = window(way);
        let file = file(&window);
        let before = window.choose(ask(), &file, way, moment);
        let has_changed = !window.app.state().document().same_version(&before);
        assert_eq!(has_changed, moment == Moment::Never, "{way:?}, {moment:?}");
        let is_told = window.tells("Another badge is in view by now");
        assert_eq!(is_told, moment != Moment::Never, "{way:?}, {moment:?}");
    }
}

#[test]
fn a_logo_is_put_on_the_badge_it_was_chosen_for_or_on_none() {
    goes_to_its_own_badge_or_to_none(|| words::Message::ChooseLogo.into(), Window::picture);
}

#[test]
fn an_issuer_out_of_a_file_awards_the_badge_it_was_chosen_for_or_none() {
    let profile = br#"{"@context": "https://w3id.org/openbadges/v2", "type": "Issuer", "id": "https://c.example/i",
        "name": "Canal School", "url": "https://c.example", "email": "b@c.example"}"#;
    let file = |window: &Window| window.file("issuer.json", profile);
    goes_to_its_own_badge_or_to_none(|| words::Message::ChooseIssuerFile.into(), file);
}

#[test]
fn a_picture_is_put_on_the_badge_for_which_it_was_asked_or_on_none() {
    goes_to_its_own_badge_or_to_none(|| artwork::Message::ChoosePicture.into(), Window::picture);
}

#[test]
fn the_picture_of_another_badge_is_not_exported_in_place_of_the_one_that_was_asked_for() {
    for way in [Way::Member, Way::Document] {
        let mut window = window(way);
        let file = window.folder.path().join("aid.svg");
        window.choose(hand_out::Message::ExportAs(FileKind::Svg), &file, way, Moment::Asked);
        assert!(!file.exists() && window.tells("Another badge is in view by now"), "{way:?}");
        window.choose(hand_out::Message::ExportAs(FileKind::Svg), &file, way, Moment::Never);
        assert!(file.exists(), "{way:?}");
    }
}

#[test]
fn keys_and_folders_are_for_the_badge_for_which_they_were_asked() {
    let mut window = window(Way::Document);
    let file = window.file("key.pem", b"");
    window.choose(hand_out::Message::ChooseKey, &file, Way::Document, Moment::Asked);
    assert!(window.tells("so the key was not taken in"), "it would be called after another issuer");
    let folder = window.folder.path().to_owned();
    window.choose(hand_out::Message::ChooseWebFolder, &folder, Way::Document, Moment::Asked);
    assert!(window.tells("so the one before was not signed"));
}

#[test]
fn a_table_and_a_folder_are_for_the_set_they_were_chosen_for() {
    for moment in [Moment::Asked, Moment::Reading] {
        let mut window = window(Way::Document);
        let table = window.file("table.csv", b"Title\nRope\n");
        window.choose(set::Message::ChooseTable, &table, Way::Document, moment);
        assert_eq!(window.app.state().desk.place, Place::Words, "nothing is asked of another document: {moment:?}");
        assert!(window.tells("Another badge is in view by now"), "{moment:?}");
    }
    // Whichever of its badges is in view, it is the same set.
    let mut shown = window(Way::Member);
    let table = shown.file("table.csv", b"Title\nRope\n");
    shown.choose(set::Message::ChooseTable, &table, Way::Member, Moment::Asked);
    assert!(!shown.tells("Another badge") && shown.app.state().desk.place == Place::Set);

    let mut window = window(Way::Document);
    let folder = window.folder.path().join("all");
    std::fs::create_dir(&folder).unwrap();
    window.choose(set::Message::Export(SetFile::Document), &folder, Way::Document, Moment::Asked);
    assert!(window.tells("Another badge is in view by now"));
}

#[test]
fn another_document_is_not_saved_where_the_one_before_was_to_be() {
    let mut window = window(Way::Document);
    window.app.state.desk.outside.dialogs = Box::new(Typed);
    let file = window.folder.path().join("aid.badge");
    window.act(Command::Session(Ask::SaveAs));
    window.app.tend_session(&window.ctx.clone());
    window.turn(Way::Document);
    match &mut window.app.state.dialog {
        Some(Dialog::TypePath { typed, .. }) => *typed = file.display().to_string(),
        _ => panic!("the path is asked for"),
    }
    window.act(Command::Session(Ask::UseTypedPath));
    window.finish();
    assert!(!file.exists() && window.tells("Another badge is in view by now"));
}

#[test]
fn a_file_that_takes_longer_to_look_at_is_not_shown_over_one_that_was_wanted_later() {
    let mut window = Window::new();
    let [slow, quick] = ["slow.json", "quick.json"].map(|name| window.file(name, b"{}"));
    let shown = |window: &Window| format!("{:?}", window.app.state.places.inspect.shown());
    window.act(inspect::Message::Files(vec![slow]));
    let mut late = Vec::new();
    while window.app.busy() {
        late.extend(window.app.finished());
    }
    window.act(inspect::Message::Files(vec![quick]));
    window.finish();
    assert!(shown(&window).contains("quick.json"), "{}", shown(&window));
    assert!(!late.is_empty());
    late.into_iter().for_each(|command| window.act(command));
    assert!(shown(&window).contains("quick.json"), "{}", shown(&window));
}
