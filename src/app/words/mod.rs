//! The form: what the badge says, with what the review has to say beside each
//! field and the badge as others will see it at the right.

mod criteria;
mod details;
mod field;
mod finder;
mod form;
mod frameworks;
mod issuer;
mod layer;
mod library;
mod preview;
mod skills;

use std::path::PathBuf;

use eframe::egui::{self, Frame, Key, KeyboardShortcut, Margin, Modifiers, ScrollArea, Ui};

pub use library::Library;

use super::App;
use super::command::Command;
use super::state::{Notice, Place, State};
use super::theme::Tokens;
use super::thumbnails::LiveThumbnail;
use crate::document::{Edit, Group};
use crate::review::{Field, Fix, Profile};

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
    /// Settles a finding.
    Fix(Fix),
    /// Holds the words to other rules.
    Profile(Profile),
    /// Asks for the issuer's logo.
    ChooseLogo,
    /// Takes in this file as the issuer's logo.
    ReadLogo(PathBuf),
    /// The logo was read: a `data:` URI.
    Logo(String),
    /// Frameworks of skills.
    Skills(library::Ask),
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
    /// The skill whose details are open.
    open_skill: Option<usize>,
    new_tag: String,
    picture: LiveThumbnail,
    logo: issuer::Logo,
}

impl Ask {
    pub(super) fn listed() -> Vec<Self> {
        let mut listed = vec![Self::NextFinding, Self::ChooseLogo];
        listed.extend([library::Ask::Suggest, library::Ask::Show, library::Ask::AddFile].map(Self::Skills));
        listed.extend(Profile::ALL.map(Self::Profile));
        listed
    }

    pub(super) fn label(&self) -> String {
        match self {
            Self::GoTo(field) => format!("Go to {}", field.label()),
            Self::NextFinding => "Go to the next finding".into(),
            Self::Fix(fix) => fix.label.clone(),
            Self::Profile(profile) => format!("Check for {}", profile.name()),
            Self::ChooseLogo | Self::ReadLogo(_) | Self::Logo(_) => "Choose the issuer's logo…".into(),
            Self::Skills(ask) => ask.label(),
        }
    }

    pub(super) fn shortcut(&self) -> Option<KeyboardShortcut> {
        match self {
            Self::NextFinding => Some(KeyboardShortcut::new(Modifiers::NONE, Key::F8)),
            _ => None,
        }
    }
}

impl App {
    pub(super) fn update_words(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::GoTo(field) => self.go_to_field(field),
            Ask::NextFinding => match next_finding(&self.state) {
                Some(field) => self.go_to_field(field),
                None => self.say(ctx, Notice::done("There is nothing to mend.")),
            },
            Ask::Fix(fix) => {
                let fixed = fix.applied_to(self.state.badge());
                let edits = vec![Edit::Badge(Box::new(fixed))];
                self.update(ctx, Command::Edit { edits, label: fix.label, group: Group::Once });
            }
            Ask::Profile(profile) => self.state.set_profile(profile),
            Ask::Skills(ask) => self.update_library(ctx, ask),
            Ask::ChooseLogo => self.update(ctx, issuer::choose_logo()),
            Ask::ReadLogo(path) => self.tasks.begin(ctx, "Reading the logo", move |_| issuer::read_logo(&path)),
            Ask::Logo(uri) => {
                let mut badge = self.state.badge().clone();
                badge.issuer.image = uri;
                let edits = vec![Edit::Badge(Box::new(badge))];
                self.update(ctx, Command::edit("Change the issuer's logo", edits));
            }
        }
    }

    fn go_to_field(&mut self, field: Field) {
        self.state.history.seal();
        if let Field::Element(_) | Field::Artwork = field {
            self.state.place = Place::Artwork;
            self.state.words.here = Some(field);
            let chosen = if let Field::Element(id) = field { Some(id) } else { None };
            self.state.history.select(chosen);
            return;
        }
        self.state.place = Place::Words;
        self.state.words.focus = Some(field);
        self.state.words.here = Some(field);
    }

    pub(super) fn words(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        self.tend_library(ui.ctx());
        frameworks::show(ui.ctx(), &self.state, commands);
        let mut words = std::mem::take(&mut self.state.words);
        let width = ui.ctx().content_rect().width();
        if width >= WITH_PREVIEW {
            let tokens = Tokens::of(ui);
            let size = if width >= 1320.0 { 400.0 } else { 320.0 };
            let frame = Frame::new().fill(tokens.panel);
            egui::Panel::right("preview").exact_size(size).resizable(false).frame(frame).show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    Frame::new().inner_margin(Margin::symmetric(24, 24)).show(ui, |ui| {
                        preview::show(ui, &self.state, &mut words.picture);
                    });
                });
            });
        }
        ScrollArea::vertical().id_salt("form").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 32, right: 32, top: 24, bottom: 48 }).show(ui, |ui| {
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
        Field::Criterion(index) => (5, index),
        Field::CriteriaAddress => (6, 0),
        Field::Skills => (7, 0),
        Field::Skill(index) => (8, index),
        Field::ImageCaption => (9, 0),
        Field::Artwork => (10, 0),
        Field::Element(id) => (11, usize::try_from(id.0).unwrap_or(usize::MAX)),
    }
}
