//! What becomes of a message to Words.

use std::path::Path;

use super::message::Message;
use super::model::{Memory, Words};
use super::part::Part;
use super::{issuers, logo, picture, standards};
use crate::app::desk::{Desk, Notice, Out, Outbox, Place};
use crate::badge::{Badge, Comment, ResultDescription, Translation};
use crate::document::Edit;
use crate::review::{Field, is_english};
use crate::scene::alt_text;

/// What is said where another badge is in view once a file is read or chosen.
const NO_LOGO: &str = "the logo was not put on it. Please choose it again";
const NO_ISSUER: &str = "the issuer was not taken into it. Please choose the file again";

/// Takes in a message.
pub fn update(words: &mut Words, _: &egui::Context, message: Message, desk: &mut Desk, out: &mut Outbox<Message>) {
    let Words { memory, library } = words;
    match message {
        Message::GoTo(field) => go_to(memory, field, desk),
        Message::NextFinding => match next_finding(memory, desk) {
            Some(field) => go_to(memory, field, desk),
            None if !desk.is_reviewed() => out.say(Notice::done("The words are being checked.")),
            None => out.say(Notice::done("There is nothing to mend.")),
        },
        Message::Skills(message) => library.update(message, desk, out),
        Message::ChooseLogo => {
            out.pick_for(desk.badge_in_view(), NO_LOGO, logo::question(), Message::ReadLogo);
        }
        Message::ReadLogo(path) => {
            out.run_for(desk.badge_in_view(), NO_LOGO, "Reading the logo", move |_| read_logo(&path));
        }
        Message::Logo(uri) => edit_badge(desk, out, "Change the issuer's logo", |badge| badge.issuer.image = uri),
        Message::Part(part) => {
            desk.place = Place::Words;
            memory.go_to_part(part);
        }
        Message::CommentHere => {
            desk.place = Place::Words;
            let key = memory.here_key.clone().unwrap_or_default();
            if key.is_empty() {
                memory.go_to_part(Part::Progress);
            }
            memory.begin_comment(&key);
        }
        Message::Comment { field, text } => {
            let author = desk.settings.author.trim().to_owned();
            let at = (desk.outside.now)().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            let comment = Comment { field, text, author, at, settled: false };
            edit_badge(desk, out, "Comment", |badge| badge.writing.comments.push(comment));
        }
        Message::Author(name) => {
            desk.settings.author = name;
            desk.keep_settings();
        }
        Message::Platform(key) => {
            desk.settings.turn_platform(key);
            desk.keep_settings();
        }
        Message::ProposeAltText => propose_alt_text(memory, desk, out),
        Message::Translate(at) => desk.language = at,
        Message::AddLanguage(tag) => {
            let badge = desk.badge();
            let mut words = Translation { in_language: tag, id: (desk.outside.fresh_id)(), ..Translation::default() };
            words.criteria.statements = vec![String::new(); badge.criteria.statements.len()];
            words.skills = vec![String::new(); badge.skills.len()];
            desk.language = Some(badge.translations.len());
            edit_badge(desk, out, "Add a language", |badge| badge.translations.push(words));
        }
        Message::AddResult => {
            let result = ResultDescription {
                id: (desk.outside.fresh_id)(),
                result_type: "Percent".into(),
                ..ResultDescription::default()
            };
            edit_badge(desk, out, "Add a result", |badge| badge.result_description.push(result));
        }
        Message::AddStandard => out.pick(standards::question(), Message::ReadStandard),
        Message::ReadStandard(path) => out.run("Reading the standard", move |_| standards::read(&path)),
        Message::KeepStandard(standard) => out.say(standards::change(desk, &standard, true)),
        Message::RemoveStandard(standard) => out.say(standards::change(desk, &standard, false)),
        Message::SaveIssuer => {
            let profile = desk.badge().issuer.clone();
            if profile.name.trim().is_empty() {
                return out.say(Notice::error("Give the organisation a name first, then save it."));
            }
            let done = format!("“{}” is among your issuers now.", profile.name.trim());
            out.say(desk.change_issuers(&done, |issuers| issuers.keep(&profile, None)));
        }
        Message::ChooseIssuerFile => {
            out.pick_for(desk.badge_in_view(), NO_ISSUER, issuers::question(), Message::ReadIssuer);
        }
        Message::ReadIssuer(path) => {
            out.run_for(desk.badge_in_view(), NO_ISSUER, "Reading the issuer", move |_| issuers::read(&path));
        }
        Message::TakeIssuer(profile) => {
            desk.place = Place::Words;
            let label = format!("Take {} as issuer", profile.name);
            edit_badge(desk, out, label, |badge| badge.issuer = *profile);
        }
        Message::RemoveIssuer(name) => {
            let done = format!("“{name}” is removed from your issuers. This badge keeps it.");
            out.say(desk.change_issuers(&done, |issuers| {
                issuers.remove(&name);
                Ok(())
            }));
        }
        Message::KeyOfIssuer(key) => {
            let name = desk.badge().issuer.name.clone();
            out.say(desk.change_issuers("The key is chosen for this issuer.", |issuers| {
                issuers.set_key(&name, key);
                Ok(())
            }));
        }
    }
}

fn read_logo(path: &Path) -> Out<Message> {
    match logo::read(path) {
        Ok(uri) => Out::Mine(Message::Logo(uri)),
        Err(words) => Out::Say(Notice::error(words)),
    }
}

/// Changes the words as one step.
fn edit_badge(desk: &Desk, out: &mut Outbox<Message>, label: impl Into<String>, change: impl FnOnce(&mut Badge)) {
    let mut badge = desk.badge().clone();
    change(&mut badge);
    out.edit(label, vec![Edit::Badge(Box::new(badge))]);
}

fn propose_alt_text(memory: &mut Memory, desk: &Desk, out: &mut Outbox<Message>) {
    let language = &desk.badge().in_language;
    if !is_english(language) {
        return out.say(Notice::error(picture::only_english(language)));
    }
    let proposed = alt_text(desk.artwork(), desk.badge());
    if proposed.is_empty() {
        return out.say(Notice::error("There is nothing on the artwork yet that could be told."));
    }
    memory.set_open(Part::Picture, true);
    edit_badge(desk, out, "Propose an alt text", |badge| badge.image.caption = proposed);
}

/// Shows a field ready to be typed into, or an element.
fn go_to(memory: &mut Memory, field: Field, desk: &mut Desk) {
    desk.history.seal();
    memory.here = Some(field);
    if let Field::Element(_) | Field::Artwork = field {
        desk.place = Place::Artwork;
        let chosen = if let Field::Element(id) = field { Some(id) } else { None };
        desk.history.select(chosen);
        return;
    }
    desk.place = Place::Words;
    memory.focus = Some(field);
}

/// The field of the finding that comes after the field where the user is, in
/// the order of the form; the first one after the last.
fn next_finding(memory: &Memory, desk: &Desk) -> Option<Field> {
    let mut fields: Vec<Field> = desk.findings().iter().map(|finding| finding.field).collect();
    fields.sort_by_key(|field| place_of(*field));
    let after = |field: &&Field| memory.here.is_some_and(|here| place_of(**field) > place_of(here));
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
