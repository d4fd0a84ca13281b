//! What the form asks for beside the fields themselves: comments, languages,
//! standards, issuers, settings.

use eframe::egui;

use super::{Ask, Part, issuers, picture, standards};
use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::{Notice, Place};
use crate::badge::{Badge, Comment, ResultDescription, Translation};
use crate::document::Edit;
use crate::review::is_english;
use crate::scene::alt_text;

impl App {
    /// As [`App::update_words`], for what is not the fields themselves.
    pub(super) fn update_desk(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::Part(part) => {
                self.state.desk.place = Place::Words;
                self.state.words.go_to_part(part);
            }
            Ask::CommentHere => {
                self.state.desk.place = Place::Words;
                let key = self.state.words.here_key.clone().unwrap_or_default();
                if key.is_empty() {
                    self.state.words.go_to_part(Part::Progress);
                }
                self.state.words.begin_comment(&key);
            }
            Ask::Comment { field, text } => {
                let author = self.state.desk.settings.author.trim().to_owned();
                let at = (self.state.desk.outside.now)().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
                let comment = Comment { field, text, author, at, settled: false };
                self.edit_badge(ctx, "Comment", |badge| badge.writing.comments.push(comment));
            }
            Ask::Author(name) => {
                self.state.desk.settings.author = name;
                self.state.desk.keep_settings();
            }
            Ask::Platform(key) => {
                self.state.desk.settings.turn_platform(key);
                self.state.desk.keep_settings();
            }
            Ask::ProposeAltText if !is_english(&self.state.badge().in_language) => {
                self.say(ctx, Notice::error(picture::only_english(&self.state.badge().in_language)));
            }
            Ask::ProposeAltText => {
                let proposed = alt_text(self.state.artwork(), self.state.badge());
                if proposed.is_empty() {
                    return self.say(ctx, Notice::error("There is nothing on the artwork yet that could be told."));
                }
                self.state.words.set_open(Part::Picture, true);
                self.edit_badge(ctx, "Propose an alt text", |badge| badge.image.caption = proposed);
            }
            Ask::Translate(at) => self.state.desk.language = at,
            Ask::AddLanguage(tag) => {
                let id = (self.state.desk.outside.fresh_id)();
                let count = self.state.badge().criteria.statements.len();
                let skills = self.state.badge().skills.len();
                let mut words = Translation { in_language: tag, id, ..Translation::default() };
                words.criteria.statements = vec![String::new(); count];
                words.skills = vec![String::new(); skills];
                self.state.desk.language = Some(self.state.badge().translations.len());
                self.edit_badge(ctx, "Add a language", |badge| badge.translations.push(words));
            }
            Ask::AddResult => {
                let result = ResultDescription {
                    id: (self.state.desk.outside.fresh_id)(),
                    result_type: "Percent".into(),
                    ..ResultDescription::default()
                };
                self.edit_badge(ctx, "Add a result", |badge| badge.result_description.push(result));
            }
            Ask::AddStandard => self.update(ctx, standards::ask()),
            Ask::ReadStandard(path) => {
                self.begin(ctx, "Reading the standard", move |_| standards::read(&path));
            }
            Ask::KeepStandard(standard) => self.change_standards(ctx, &standard, true),
            Ask::RemoveStandard(standard) => self.change_standards(ctx, &standard, false),
            Ask::SaveIssuer => {
                let profile = self.state.badge().issuer.clone();
                if profile.name.trim().is_empty() {
                    return self.say(ctx, Notice::error("Give the organisation a name first, then save it."));
                }
                let done = format!("“{}” is among your issuers now.", profile.name.trim());
                let said = self.state.desk.change_issuers(&done, |issuers| issuers.keep(&profile, None));
                self.say(ctx, said);
            }
            Ask::ChooseIssuerFile => self.update(ctx, issuers::ask()),
            Ask::ReadIssuer(path) => self.begin(ctx, "Reading the issuer", move |_| issuers::read(&path)),
            Ask::TakeIssuer(profile) => {
                self.state.desk.place = Place::Words;
                let label = format!("Take {} as issuer", profile.name);
                self.edit_badge(ctx, label, |badge| badge.issuer = *profile);
            }
            Ask::RemoveIssuer(name) => {
                let done = format!("“{name}” is removed from your issuers. This badge keeps it.");
                let said = self.state.desk.change_issuers(&done, |issuers| {
                    issuers.remove(&name);
                    Ok(())
                });
                self.say(ctx, said);
            }
            Ask::KeyOfIssuer(key) => {
                let name = self.state.badge().issuer.name.clone();
                let said = self.state.desk.change_issuers("The key is chosen for this issuer.", |issuers| {
                    issuers.set_key(&name, key);
                    Ok(())
                });
                self.say(ctx, said);
            }
            _ => {}
        }
    }

    /// Changes the words as one step.
    pub(super) fn edit_badge(
        &mut self,
        ctx: &egui::Context,
        label: impl Into<String>,
        change: impl FnOnce(&mut Badge),
    ) {
        let mut badge = self.state.badge().clone();
        change(&mut badge);
        self.update(ctx, Command::edit(label, vec![Edit::Badge(Box::new(badge))]));
    }
}
