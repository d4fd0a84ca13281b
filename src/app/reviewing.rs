//! The review beside the work: spelling and grammar are read in the
//! background, findings can be left as they are, and profiles of the user's own
//! are kept.

use std::sync::Arc;

use eframe::egui::{self, Ui};

use super::App;
use super::command::Command;
use super::desk::{Notice, Place};
use super::widgets::{Action, Weight, field, note};
use super::words::Ask as WordsAsk;
use crate::badge::{Badge, SetAside};
use crate::document::{Document, Edit, Group};
use crate::review::{
    Change, Checklist, Field, Finding, Outcome, OwnProfile, OwnProfiles, Profile, Proofs, Review, keep_own_words,
    own_words,
};
use crate::scene::Scene;

/// Seconds without typing after which texts are read.
const READ_AFTER: f64 = 0.3;

/// The names of the work in the background.
const READING: &str = "Reading the words";
const REVIEWING: &str = "Checking the words";

/// A wish about the review.
#[derive(Clone, Debug)]
pub enum Ask {
    /// Leaves a finding as it is.
    Leave(SetAside),
    /// Looks at a finding again that was left.
    TakeBack(SetAside),
    /// Takes a word for right in this badge.
    WordOfBadge(String),
    /// Takes a word for right in all badges of this user.
    WordOfMine(String),
    /// Texts were read for spelling and grammar.
    Read(Box<Proofs>),
    /// The words were reviewed.
    Reviewed(Box<Reviewed>),
    /// Changes a profile of the user's own, or makes one; `None` ends it.
    Edit(Option<Box<OwnProfile>>),
    /// Keeps the profile that is changed, and holds the badge to it.
    KeepProfile,
    /// Takes a profile of the user's own away.
    RemoveProfile(Box<OwnProfile>),
    /// Holds the badge to a profile of the user's own.
    Own(Box<OwnProfile>),
}

/// The words as they are now, and all that the review knows beside them.
pub(super) struct ToReview {
    pub(super) document: Document,
    pub(super) scene: Arc<Scene>,
    pub(super) profile: Checklist,
    pub(super) proofs: Proofs,
    pub(super) dictionary: Arc<Vec<String>>,
    /// The translation that is written.
    pub(super) language: Option<String>,
    /// The [`Reviewing::turn`] in which this is known.
    pub(super) turn: u64,
}

/// What a review found, and of what.
#[derive(Clone, Debug, Default)]
pub struct Reviewed {
    of: Option<(Document, Option<String>, u64)>,
    pub(super) outcome: Outcome,
    /// The findings in the translation.
    translated: Vec<Finding>,
}

impl ToReview {
    /// Takes longer than a frame when the texts are long, or when ESCO is asked
    /// for the first time.
    pub(super) fn run(self) -> Reviewed {
        let Document { badge, artwork, .. } = &self.document;
        let others = names_beside(&self.document);
        let review = Review::of(badge, artwork).proofread(&self.proofs, &self.dictionary).among(&others);
        let outcome = review.drawn(&self.scene).outcome(&self.profile);
        let translated = self.language.as_deref().map(|tag| {
            let words = badge.in_language(tag);
            let review = Review::of(&words, artwork).proofread(&self.proofs, &self.dictionary);
            let mut found = review.outcome(&self.profile).open;
            // There is one place and one issuer for all languages.
            found.retain(|finding| !matches!(finding.field, Field::Access | Field::IssuerDescription));
            found
        });
        Reviewed {
            of: Some((self.document, self.language, self.turn)),
            outcome,
            translated: translated.unwrap_or_default(),
        }
    }
}

/// The names of the other badges of the set, while one of them is in view. A
/// set of more badges is held against itself on its own screen only.
fn names_beside(document: &Document) -> Vec<String> {
    const MOST: usize = 200;
    let Some(place) = document.shown_place() else { return Vec::new() };
    let others = (0..document.set.members.len()).filter(|other| *other != place).take(MOST);
    others.filter_map(|other| Some(document.member(other)?.badge.name.clone())).collect()
}

impl Reviewed {
    /// Whether this version was read, and this translation of it, by what was
    /// known in this turn.
    pub(super) fn is_of(&self, document: &Document, language: Option<&str>, turn: u64) -> bool {
        let is_of = |(of, read, then): &(Document, Option<String>, u64)| {
            of.same_version(document) && read.as_deref() == language && *then == turn
        };
        self.of.as_ref().is_some_and(is_of)
    }

    /// The badge that was read.
    pub(super) fn badge(&self) -> Option<&Badge> {
        self.of.as_ref().map(|(document, ..)| &*document.badge)
    }

    /// What was found in this translation, if it is the one that was read.
    pub(super) fn findings_in(&self, language: &str) -> &[Finding] {
        let is_read = self.of.as_ref().is_some_and(|(_, read, _)| read.as_deref() == Some(language));
        if is_read { &self.translated } else { &[] }
    }
}

/// What the window knows about the review, beside the findings.
#[derive(Default)]
pub struct Reviewing {
    /// What spelling and grammar said.
    pub(super) proofs: Proofs,
    /// The user's own words.
    pub(super) dictionary: Arc<Vec<String>>,
    /// The user's own profiles.
    pub(super) own: Vec<OwnProfile>,
    /// Counts how often the review came to know something else than the words: a
    /// review that began before is made again.
    pub(super) turn: u64,
    /// The profile that is being changed.
    pub(super) editing: Option<OwnProfile>,
    /// The words last seen, since when, and whether they are read.
    seen: Option<(Arc<Badge>, f64, bool)>,
}

impl Ask {
    pub(super) fn label(&self) -> String {
        match self {
            Self::Leave(_) => "Leave a finding as it is".into(),
            Self::TakeBack(_) => "Look at a finding again".into(),
            Self::WordOfBadge(word) => format!("“{word}” is right in this badge"),
            Self::WordOfMine(word) => format!("“{word}” is right in all badges"),
            Self::Read(_) => READING.into(),
            Self::Reviewed(_) => REVIEWING.into(),
            Self::Edit(_) => "Change a profile of your own".into(),
            Self::KeepProfile => "Keep the profile".into(),
            Self::RemoveProfile(own) => format!("Remove the profile “{}”", own.name),
            Self::Own(own) => format!("Check for {}", own.name),
        }
    }
}

impl App {
    /// Reads the user's dictionary and profiles, and goes on with the profile
    /// that was last chosen. A dictionary that cannot be read is said, and none
    /// is used.
    pub(super) fn begin_review(&mut self, ctx: &egui::Context) {
        let Some(home) = self.state.desk.outside.folder.clone() else { return };
        self.state.review.own = OwnProfiles::new(&home).list();
        let chosen = self.state.desk.settings.check_for.as_deref();
        // One that is gone by now is as if none had been chosen.
        if let Some(profile) = chosen.and_then(|named| OwnProfiles::find(Some(&home), named).ok()) {
            self.state.set_profile(profile);
        }
        match own_words(&home) {
            Ok(words) => self.state.review.dictionary = Arc::new(words),
            Err(error) => self.say(ctx, Notice::error(format!("Your dictionary cannot be read: {error}."))),
        }
    }

    pub(super) fn update_review(&mut self, ctx: &egui::Context, ask: Ask) {
        let label = ask.label();
        match ask {
            Ask::Leave(note) => self.change_writing(ctx, label, |writing| writing.set_aside.push(note)),
            Ask::TakeBack(note) => {
                self.change_writing(ctx, label, |writing| writing.set_aside.retain(|other| *other != note));
            }
            Ask::WordOfBadge(word) => self.change_writing(ctx, label, |writing| writing.own_words.push(word)),
            Ask::WordOfMine(word) => {
                Arc::make_mut(&mut self.state.review.dictionary).push(word);
                let kept = self
                    .state
                    .desk
                    .outside
                    .folder
                    .as_deref()
                    .map(|home| keep_own_words(home, &self.state.review.dictionary));
                if let Some(Err(error)) = kept {
                    self.say(ctx, Notice::error(error.to_string()));
                }
                self.state.review_anew();
            }
            Ask::Read(proofs) => {
                let badge = self.state.document().badge.clone();
                self.state.review.proofs.take_in(*proofs, &badge);
                self.state.review_anew();
            }
            Ask::Reviewed(reviewed) => self.state.take_review(*reviewed),
            Ask::Edit(profile) => self.state.review.editing = profile.map(|profile| *profile),
            Ask::KeepProfile => self.keep_profile(ctx),
            Ask::RemoveProfile(own) => {
                if let Some(Err(error)) =
                    self.state.desk.outside.folder.as_deref().map(|home| OwnProfiles::new(home).remove(&own))
                {
                    self.say(ctx, Notice::error(error.to_string()));
                }
                self.state.review.own.retain(|other| *other != *own);
                self.state.review.editing = None;
                self.check_for(Profile::default());
            }
            Ask::Own(own) => self.check_for(&*own),
        }
    }

    /// Holds the words to these rules, today and the next time.
    pub(super) fn check_for(&mut self, profile: impl Into<Checklist>) {
        self.state.set_profile(profile);
        self.state.desk.settings.check_for = Some(self.state.profile.key().to_owned());
        self.state.desk.keep_settings();
    }

    fn keep_profile(&mut self, ctx: &egui::Context) {
        let Some(own) = self.state.review.editing.take() else { return };
        let Some(home) = &self.state.desk.outside.folder else {
            let words = "Your home folder is not known, so the profile holds only until the window is closed.";
            self.state.set_profile(&own);
            return self.say(ctx, Notice::error(words));
        };
        let kept = OwnProfiles::new(home);
        match kept.keep(&own) {
            Ok(()) => {
                self.state.review.own = kept.list();
                self.check_for(&own);
                self.say(ctx, Notice::done(format!("The profile “{}” is kept.", own.name)));
            }
            Err(error) => {
                self.state.review.editing = Some(own);
                self.say(ctx, Notice::error(error.to_string()));
            }
        }
    }

    fn change_writing(&mut self, ctx: &egui::Context, label: String, change: impl FnOnce(&mut crate::badge::Writing)) {
        let mut badge = self.state.badge().clone();
        change(&mut badge.writing);
        self.update(ctx, Command::Edit { edits: vec![Edit::Badge(Box::new(badge))], label, group: Group::Once });
    }

    /// Has the words reviewed when they changed, and texts that are new read for
    /// spelling and grammar once nobody types for a moment. Once a frame.
    pub(super) fn tend_review(&mut self, ctx: &egui::Context) {
        if !self.state.desk.tasks.runs(REVIEWING)
            && let Some(due) = self.state.to_review()
        {
            self.begin_quietly(ctx, REVIEWING, move |_| Command::Review(Ask::Reviewed(Box::new(due.run()))));
        }
        if !matches!(self.state.desk.place, Place::Words | Place::Check) || self.state.desk.tasks.runs(READING) {
            return;
        }
        let now = ctx.input(|input| input.time);
        let badge = self.state.document().badge.clone();
        let review = &mut self.state.review;
        match &mut review.seen {
            Some((seen, since, is_read)) if Arc::ptr_eq(seen, &badge) => {
                if *is_read {
                    return;
                }
                if now - *since < READ_AFTER {
                    ctx.request_repaint_after_secs((READ_AFTER - (now - *since)) as f32);
                    return;
                }
                *is_read = true;
            }
            seen => {
                // What is shown first is read at once.
                let is_first = seen.is_none();
                *seen = Some((badge.clone(), now, is_first));
                if !is_first {
                    ctx.request_repaint_after_secs(READ_AFTER as f32);
                    return;
                }
            }
        }
        let unread = review.proofs.unread(&badge);
        if !unread.is_empty() {
            self.begin_quietly(ctx, READING, move |_| Command::Review(Ask::Read(Box::new(Proofs::read(unread)))));
        }
    }
}

/// The button that settles a finding, if it has one; in a translation, by its
/// language.
pub(super) fn settle(ui: &mut Ui, finding: &Finding, language: Option<&str>, commands: &mut Vec<Command>) {
    let Some(fix) = &finding.fix else { return };
    // Of a translation nothing but a text is changed.
    let is_possible = language.is_none() || matches!(fix.change, Change::Text { .. });
    if is_possible && super::check::fix_button(ui, fix).clicked() {
        commands.push(Command::Words(WordsAsk::Fix(fix.clone(), language.map(str::to_owned))));
    }
}

/// The buttons of a finding, from right to left: its fix, and leaving it.
pub(super) fn buttons(ui: &mut Ui, finding: &Finding, commands: &mut Vec<Command>) {
    settle(ui, finding, None, commands);
    let id = reason_id(finding);
    let is_open = ui.data(|data| data.get_temp::<String>(id).is_some());
    let leave = Action::new("Leave it…").weight(Weight::Quiet).small().selected(is_open);
    if ui.add(leave).accessible_name(format!("Leave it: {}", name_of(finding))).clicked() {
        ui.data_mut(|data| {
            if is_open {
                data.remove::<String>(id);
            } else {
                data.insert_temp(id, String::new());
            }
        });
    }
}

/// Below a finding that is about to be left: why, and for a word, where it is
/// right.
pub(super) fn reason(ui: &mut Ui, finding: &Finding, commands: &mut Vec<Command>) {
    let id = reason_id(finding);
    let Some(mut because) = ui.data(|data| data.get_temp::<String>(id)) else { return };
    let mut wanted = None;
    if finding.rule.id == "W1" {
        ui.horizontal(|ui| {
            note(ui, format!("“{}” is right", finding.words));
            if ui.add(Action::new("In this badge").small()).clicked() {
                wanted = Some(Ask::WordOfBadge(finding.words.clone()));
            }
            if ui.add(Action::new("In all my badges").small()).clicked() {
                wanted = Some(Ask::WordOfMine(finding.words.clone()));
            }
        });
    }
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 180.0).max(120.0);
        let text = ui.add(field(&mut because).hint_text("because …").desired_width(width));
        let text = text.accessible_name("Leave it, because");
        if text.changed() {
            ui.data_mut(|data| data.insert_temp(id, because.clone()));
        }
        let entered = text.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let is_said = !because.trim().is_empty();
        if (ui.add(Action::new("Leave it").small().enabled(is_said)).clicked() || entered) && is_said {
            wanted = Some(Ask::Leave(finding.set_aside(because.trim())));
        }
        if ui.add(Action::new("Cancel").weight(Weight::Quiet).small()).clicked() {
            ui.data_mut(|data| data.remove::<String>(id));
        }
    });
    if let Some(ask) = wanted {
        ui.data_mut(|data| data.remove::<String>(id));
        commands.push(Command::Review(ask));
    }
}

/// What a finding is called: its field, and its rule or the word.
fn name_of(finding: &Finding) -> String {
    let about =
        if finding.rule.id == "W1" { format!("“{}”", finding.words) } else { finding.rule.title.to_owned() };
    format!("{}, {about}", finding.field.label())
}

/// Where the reason is kept while it is typed.
fn reason_id(finding: &Finding) -> egui::Id {
    egui::Id::unique(("leave", finding.rule.id, finding.field.path(), &finding.words))
}
