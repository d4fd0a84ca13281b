//! The badge as somebody sees it who is shown it: an employer who reads what
//! was done, or an earner who thinks of earning it.

use eframe::egui::{self, Ui};

use crate::app::desk::Desk;
use crate::app::toolkit::languages::name_of;
use crate::app::toolkit::theme::{Tokens, icon, text};
use crate::app::toolkit::thumbnails::LiveThumbnail;
use crate::app::toolkit::widgets::{Action, note, pill};
use crate::app::toolkit::{markdown, right_to_left};
use crate::badge::{Badge, Cost, shortened};
use crate::document::Document;
use crate::scene::{Scene, build};

const PICTURE_SIDE: f32 = 196.0;

/// Most characters of one text that are shown here.
const LONGEST: usize = 2_000;

/// Most entries of a list that are shown here.
const MOST: usize = 60;

/// Who looks at the badge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Viewer {
    /// Somebody who is shown the badge.
    #[default]
    Employer,
    /// Somebody who may earn it.
    Earner,
}

/// The preview between frames.
#[derive(Default)]
pub(super) struct Preview {
    viewer: Viewer,
    /// The language it is seen in; its own while empty.
    language: String,
    picture: LiveThumbnail,
    /// The badge in that language: of which version, and its picture.
    translated: Option<(Document, Document, Scene)>,
}

impl Preview {
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &Desk) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (viewer, words) in
                [(Viewer::Employer, "As an employer sees it"), (Viewer::Earner, "As an earner sees it")]
            {
                if ui.add(Action::new(words).small().pill().selected(self.viewer == viewer)).clicked() {
                    self.viewer = viewer;
                }
            }
        });
        self.languages(ui, desk.badge());
        ui.add_space(8.0);
        self.translate(desk);
        let (document, scene) = match &self.translated {
            Some((_, document, scene)) => (document, scene),
            None => (desk.document(), desk.scene().as_ref()),
        };
        let picture = &mut self.picture;
        ui.vertical_centered(|ui| picture.show(ui, document, scene, PICTURE_SIDE));
        ui.add_space(8.0);
        match self.viewer {
            Viewer::Employer => employer(ui, &document.badge),
            Viewer::Earner => earner(ui, &document.badge),
        }
    }

    fn languages(&mut self, ui: &mut Ui, badge: &Badge) {
        if badge.translations.is_empty() {
            self.language.clear();
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (at, tag) in badge.languages().enumerate().take(MOST) {
                let own = at == 0;
                let chosen = if own { self.language.is_empty() } else { self.language == tag };
                let name = format!("See it in {}", name_of(tag));
                let button = Action::new(if tag.is_empty() { "–" } else { tag }).small().pill().selected(chosen);
                if ui.add(button).accessible_name(name).clicked() {
                    self.language = if own { String::new() } else { tag.to_owned() };
                }
            }
        });
    }

    /// The badge in the chosen language, drawn anew when the document changed.
    fn translate(&mut self, desk: &Desk) {
        if self.language.is_empty() || desk.badge().languages().skip(1).all(|tag| tag != self.language) {
            self.translated = None;
            return;
        }
        let current = self
            .translated
            .as_ref()
            .is_some_and(|(of, shown, _)| of.same_version(desk.document()) && shown.badge.in_language == self.language);
        if !current {
            let badge = std::sync::Arc::new(desk.badge().in_language(&self.language));
            let document = Document { badge, ..desk.document().clone() };
            let scene = build(&document.artwork, &document.badge);
            self.translated = Some((desk.document().clone(), document, scene));
        }
    }
}

fn head(ui: &mut Ui, badge: &Badge) {
    let name = if badge.name.trim().is_empty() { "Badge without a title" } else { badge.name.trim() };
    let font = egui::FontId::new(20.0, text::strong().family);
    right_to_left::show(ui, &shortened(name, 300), &font, Tokens::of(ui).ink);
}

fn employer(ui: &mut Ui, badge: &Badge) {
    head(ui, badge);
    if !badge.issuer.name.trim().is_empty() {
        note(ui, format!("Awarded by {}", shortened(badge.issuer.name.trim(), 200)));
    }
    layer(ui, badge);
    ui.add_space(4.0);
    description(ui, badge);
    criteria(ui, badge, "Earning criteria");
    said(ui, "Evidence", &badge.practicalities.evidence_asked);
    said(ui, "How it was judged", &badge.practicalities.assessment);
    skills(ui, badge, "Skills");
    let entries: Vec<&str> = badge
        .alignment
        .iter()
        .map(|entry| entry.target_name.trim())
        .filter(|name| !name.is_empty())
        .take(MOST)
        .collect();
    said(ui, "Aligned to", &entries.join(" · "));
    if let Some(validity) = badge.validity {
        let holds = format!("{} {} from the day of the award", validity.length, validity.unit.name(validity.length));
        said(ui, "Holds", &holds);
    }
}

fn earner(ui: &mut Ui, badge: &Badge) {
    head(ui, badge);
    if !badge.issuer.name.trim().is_empty() {
        note(ui, format!("A badge by {}", shortened(badge.issuer.name.trim(), 200)));
    }
    let practical = &badge.practicalities;
    let facts = practical.facts();
    if !facts.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (at, fact) in facts.iter().enumerate() {
                let icon = match at {
                    _ if practical.cost.is_some_and(|cost: Cost| cost.label() == fact) => "ticket",
                    _ if fact.starts_with("About ") => "clock",
                    _ if practical.access.as_ref().is_some_and(|access| access.label() == fact) => "map-pin",
                    _ => "users",
                };
                pill(ui, Tokens::of(ui).accent, Some(icon), &shortened(fact, 40));
            }
        });
    }
    ui.add_space(4.0);
    said(ui, "What it is worth", &practical.worth);
    description(ui, badge);
    criteria(ui, badge, "What you will have done");
    said(ui, "What you hand in", &practical.evidence_asked);
    said(ui, "How it is judged", &practical.assessment);
    skills(ui, badge, "Skills you will show");
    said(ui, "Where it leads", &practical.next_step);
    if let Some(level) = practical.level {
        said(ui, "Level of difficulty", level.label());
    }
    layer(ui, badge);
}

fn layer(ui: &mut Ui, badge: &Badge) {
    let Some(layer) = badge.layer() else { return };
    let known = icon(&layer.icon).map(|_| layer.icon.as_str());
    pill(ui, Tokens::of(ui).accent, known, &shortened(&layer.name, 60));
}

fn description(ui: &mut Ui, badge: &Badge) {
    let words = badge.description.trim();
    if !words.is_empty() {
        right_to_left::show(ui, &shortened(words, LONGEST), &text::body(), Tokens::of(ui).ink);
    }
}

fn criteria(ui: &mut Ui, badge: &Badge, words: &str) {
    let narrative = badge.criteria.narrative();
    if !narrative.is_empty() {
        section(ui, words);
        ui.spacing_mut().item_spacing.y = 4.0;
        markdown::show(ui, &narrative);
        ui.spacing_mut().item_spacing.y = 8.0;
    }
}

fn skills(ui: &mut Ui, badge: &Badge, words: &str) {
    let skills: Vec<&str> =
        badge.skills.iter().map(|skill| skill.label.trim()).filter(|label| !label.is_empty()).take(MOST).collect();
    said(ui, words, &skills.join(" · "));
}

/// A section with a text; none while nothing is said.
fn said(ui: &mut Ui, words: &str, text: &str) {
    if !text.trim().is_empty() {
        section(ui, words);
        right_to_left::show(ui, &shortened(text.trim(), LONGEST), &text::body(), Tokens::of(ui).soft);
    }
}

fn section(ui: &mut Ui, words: &str) {
    ui.add_space(8.0);
    ui.add(egui::Label::new(egui::RichText::new(words).font(text::strong())).selectable(false));
}
