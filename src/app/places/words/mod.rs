//! The form: what the badge says, with what the review has to say beside each
//! field and the badge as others will see it at the right.

mod comments;
mod criteria;
mod desk;
mod details;
mod evidence;
mod field;
mod finder;
mod form;
mod frameworks;
mod issuer;
mod issuers;
mod languages;
mod layer;
mod library;
mod long_text;
mod one_text;
mod part;
mod pathway;
mod picture;
mod practical;
mod preview;
mod rows;
mod skills;
mod standards;

use std::collections::HashSet;
use std::path::PathBuf;

use eframe::egui::{self, Frame, Key, KeyboardShortcut, Margin, Modifiers, ScrollArea, Ui};

pub use library::Library;

use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::{Notice, Place};
use crate::app::state::State;
use crate::app::toolkit::theme::Tokens;
use crate::badge::Standard;
use crate::review::Field;

pub use part::Part;

/// Windows narrower than this show the form without the preview.
const WITH_PREVIEW: f32 = 1100.0;

/// Widest form that still reads well.
const WIDEST_FORM: f32 = 884.0;

/// A wish about the words.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Shows the form with this field ready to be typed into.
    GoTo(Field),
    /// Goes to the field of the next finding.
    NextFinding,
    /// Asks for the issuer's logo.
    ChooseLogo,
    /// Takes in this file as the issuer's logo.
    ReadLogo(PathBuf),
    /// The logo was read: a `data:` URI.
    Logo(String),
    /// Frameworks of skills.
    Skills(library::Ask),
    /// Shows a part of the form.
    Part(Part),
    /// Comments on the field that has the keyboard.
    CommentHere,
    /// Puts a comment on a field, by its path.
    Comment {
        /// The field; empty for the badge as a whole.
        field: String,
        /// What is said.
        text: String,
    },
    /// The name under which the user comments.
    Author(String),
    /// Lists badges on a platform from now on, or no longer.
    Platform(&'static str),
    /// Writes an alt text from what the artwork shows.
    ProposeAltText,
    /// Writes this translation, by its place, or none.
    Translate(Option<usize>),
    /// Adds a language, by its tag.
    AddLanguage(String),
    /// Adds a result that awards may state.
    AddResult,
    /// Asks for the file of a badge standard.
    AddStandard,
    /// Takes in this file as a badge standard.
    ReadStandard(PathBuf),
    /// Keeps a standard among the user's own.
    KeepStandard(Box<Standard>),
    /// Takes a standard away from them.
    RemoveStandard(Box<Standard>),
    /// Keeps the badge's issuer for other badges.
    SaveIssuer,
    /// Asks for the file of an issuer.
    ChooseIssuerFile,
    /// Takes in this file as the badge's issuer.
    ReadIssuer(PathBuf),
    /// An issuer was read.
    TakeIssuer(Box<crate::badge::Profile>),
    /// Forgets a saved issuer.
    RemoveIssuer(String),
    /// Says which key signs for the badge's issuer.
    KeyOfIssuer(Option<String>),
}

/// What the form remembers between frames.
#[derive(Default)]
pub struct Words {
    /// The field that gets the keyboard in the next frame.
    pub focus: Option<Field>,
    /// The field that has or last had the keyboard.
    here: Option<Field>,
    /// The button that moved a statement goes on moving it: its new place,
    /// and whether up or down.
    mover: Option<(usize, criteria::Way)>,
    /// The answers to the questions that help to choose a layer, while they
    /// are asked.
    answers: Option<Vec<bool>>,
    /// The layer that the answers proposed and the user took.
    proposed: Option<String>,
    finder: finder::Finder,
    /// Where the caret goes in the statement that gets the keyboard.
    caret: Option<usize>,
    /// Whether the criteria are written as one text, though they are short.
    one_text: bool,
    /// Whether the running example is shown.
    tells_story: bool,
    /// The parts that are not as they begin, open or folded.
    turned: HashSet<Part>,
    /// The part that is read.
    at: Part,
    /// The last part so far in this frame whose head has left the view.
    passed: Part,
    /// The part to go to in the next frame.
    jump: Option<Part>,
    /// Whether a narrow window shows the preview.
    peeks: bool,
    /// The field that has or last had the keyboard, by its path.
    here_key: Option<String>,
    commenting: Option<comments::Draft>,
    cleaned: Option<field::Cleaned>,
    new_language: String,
    too_many_tags: bool,
    /// The skill whose details are open.
    open_skill: Option<usize>,
    new_tag: String,
    preview: preview::Preview,
    logo: issuer::Logo,
}

impl Ask {
    pub(in crate::app) fn listed() -> Vec<Self> {
        let mut listed = vec![Self::NextFinding, Self::ChooseLogo];
        listed.extend([library::Ask::Suggest, library::Ask::Show, library::Ask::AddFile].map(Self::Skills));
        listed.extend(Part::ALL.map(Self::Part));
        listed.extend([
            Self::CommentHere,
            Self::ProposeAltText,
            Self::SaveIssuer,
            Self::ChooseIssuerFile,
            Self::AddStandard,
        ]);
        listed
    }

    pub(in crate::app) fn label(&self) -> String {
        match self {
            Self::GoTo(field) => format!("Go to {}", field.label()),
            Self::NextFinding => "Go to the next finding".into(),
            Self::ChooseLogo | Self::ReadLogo(_) | Self::Logo(_) => "Choose the issuer's logo…".into(),
            Self::Skills(ask) => ask.label(),
            Self::Part(part) => format!("Go to {} (Words)", part.title()),
            Self::CommentHere | Self::Comment { .. } => "Comment on this field".into(),
            Self::Author(_) => "Your name on comments".into(),
            Self::Platform(_) => "Where badges are listed".into(),
            Self::ProposeAltText => "Propose an alt text from the artwork".into(),
            Self::Translate(_) => "Write in another language".into(),
            Self::AddLanguage(_) => "Add a language".into(),
            Self::AddResult => "Add a result".into(),
            Self::AddStandard | Self::ReadStandard(_) | Self::KeepStandard(_) => "Add a badge standard…".into(),
            Self::RemoveStandard(_) => "Remove a badge standard".into(),
            Self::SaveIssuer => "Save the issuer for other badges".into(),
            Self::ChooseIssuerFile | Self::ReadIssuer(_) | Self::TakeIssuer(_) => "Take the issuer from a file…".into(),
            Self::RemoveIssuer(_) => "Remove a saved issuer".into(),
            Self::KeyOfIssuer(_) => "Choose the issuer's key".into(),
        }
    }

    pub(in crate::app) fn shortcut(&self) -> Option<KeyboardShortcut> {
        match self {
            Self::NextFinding => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F8)),
            Self::CommentHere => Some(comments::SHORTCUT),
            _ => None,
        }
    }
}

impl App {
    pub(in crate::app) fn update_words(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::GoTo(field) => self.go_to_field(field),
            Ask::NextFinding => match next_finding(&self.state) {
                Some(field) => self.go_to_field(field),
                None if !self.state.desk.is_reviewed() => self.say(ctx, Notice::done("The words are being checked.")),
                None => self.say(ctx, Notice::done("There is nothing to mend.")),
            },
            Ask::Skills(ask) => self.update_library(ctx, ask),
            Ask::ChooseLogo => self.update(ctx, issuer::choose_logo()),
            Ask::ReadLogo(path) => self.begin(ctx, "Reading the logo", move |_| issuer::read_logo(&path)),
            Ask::Logo(uri) => self.edit_badge(ctx, "Change the issuer's logo", |badge| badge.issuer.image = uri),
            other => self.update_desk(ctx, other),
        }
    }

    fn go_to_field(&mut self, field: Field) {
        self.state.desk.history.seal();
        if let Field::Element(_) | Field::Artwork = field {
            self.state.desk.place = Place::Artwork;
            self.state.words.here = Some(field);
            let chosen = if let Field::Element(id) = field { Some(id) } else { None };
            self.state.desk.history.select(chosen);
            return;
        }
        self.state.desk.place = Place::Words;
        self.state.words.focus = Some(field);
        self.state.words.here = Some(field);
    }

    pub(in crate::app) fn words(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        self.tend_library(ui.ctx());
        frameworks::show(ui.ctx(), &self.state, commands);
        let mut words = std::mem::take(&mut self.state.words);
        let width = ui.ctx().content_rect().width();
        let narrow = width < WITH_PREVIEW;
        let tokens = Tokens::of(ui);
        if !narrow || words.peeks {
            let size = if width >= 1320.0 { 400.0 } else { 320.0 };
            let frame = Frame::new().fill(tokens.panel);
            egui::Panel::right("preview").exact_size(size).resizable(false).frame(frame).show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    Frame::new().inner_margin(Margin::symmetric(24, 24)).show(ui, |ui| {
                        words.preview.show(ui, &self.state);
                    });
                });
            });
        }
        let head = Frame::new().inner_margin(Margin { left: 32, right: 32, top: 16, bottom: 8 });
        egui::Panel::top("head of the form").frame(head).show_separator_line(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(WIDEST_FORM));
            form::head(ui, &self.state, &mut words, narrow, commands);
        });
        ScrollArea::vertical().id_salt("form").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 32, right: 32, top: 8, bottom: 48 }).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(WIDEST_FORM));
                form::show(ui, &self.state, &mut words, commands);
            });
        });
        self.state.words = words;
    }
}

/// The field of the finding that comes after the field where the user is, in
/// the order of the form; the first one after the last.
fn next_finding(state: &State) -> Option<Field> {
    let mut fields: Vec<Field> = state.findings().iter().map(|finding| finding.field).collect();
    fields.sort_by_key(|field| place_of(*field));
    let after = |field: &&Field| state.words.here.is_some_and(|here| place_of(**field) > place_of(here));
    fields.iter().find(after).or(fields.first()).copied()
}

/// Where a field stands in the form.
fn place_of(field: Field) -> (u8, usize) {
    match field {
        Field::Name => (0, 0),
        Field::ShortName => (1, 0),
        Field::Layer => (2, 0),
        Field::Description => (3, 0),
        Field::CriteriaList => (4, 0),
        Field::Criterion(index) | Field::Passage(index) => (5, index),
        Field::CriteriaAddress => (6, 0),
        Field::Skills => (7, 0),
        Field::Skill(index) => (8, index),
        Field::Evidence => (9, 0),
        Field::Assessment => (10, 0),
        Field::IssuerDescription => (11, 0),
        Field::ImageCaption => (12, 0),
        Field::ImageAuthor => (13, 0),
        Field::ImageLicence => (14, 0),
        Field::Availability => (15, 0),
        Field::Access => (16, 0),
        Field::Worth => (17, 0),
        Field::Validity => (18, 0),
        Field::NextStep => (19, 0),
        Field::Artwork => (20, 0),
        Field::Element(id) => (21, usize::try_from(id.0).unwrap_or(usize::MAX)),
    }
}
