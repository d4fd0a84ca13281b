//! Adding skills: typed in own words, found in a framework, or suggested.

use eframe::egui::{
    self, CornerRadius, Frame, Key, Margin, Modifiers, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

use super::field::{Form, field_id};
use super::library::{Library, Offer, Ready};
use super::message::{Message, SkillsMessage};
use super::model::Finder;
use crate::app::toolkit::theme::{CARD_RADIUS, CONTROL_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{
    Action, Weight, card, field, focus_ring, heading, icon_mark, low_row, message, note, paint_icon,
};
use crate::badge::{Badge, Skill};
use crate::document::Group;
use crate::review::Field;
use crate::skills::{Hit, How};

/// How many skills are found at most.
const MOST: usize = 40;
const ROW_HEIGHT: f32 = 44.0;
/// How many rows are seen without scrolling.
const ROWS: f32 = 6.0;

/// The field into which skills are typed, and what is found for it.
pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, library: &Library) {
    let mut finder = std::mem::take(&mut form.memory.finder);
    let typed_before = finder.typed.clone();
    let has_focus = ui.memory(|memory| memory.has_focus(field_id("new skill")));
    let keys = if has_focus { Keys::taken(ui) } else { Keys::default() };
    let name = library.ready.as_ref().map_or("the framework", |ready| ready.framework().name.as_str());
    let hint = format!("Search {name}, or write your own words and press Enter");
    let edit = field(&mut finder.typed).id(field_id("new skill")).hint_text(hint).desired_width(520.0);
    let response = ui.add(edit).accessible_name("Add a skill");
    form.attend(&response, Some(Field::Skills));
    if finder.typed != typed_before {
        (finder.chosen, finder.said) = (None, None);
        finder.browses = false;
    }
    // Escape takes the keyboard from the field before the field is asked.
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        finder = Finder::default();
    }
    finder.browses |= keys.down && finder.typed.trim().is_empty();
    let found = library.ready.as_ref().filter(|_| finder.is_open()).map(|ready| (ready, finder.hits(ready)));
    let count = found.as_ref().map_or(0, |(_, hits)| hits.len());
    finder.step(&keys, count);
    let mut wanted: Vec<Skill> = Vec::new();
    if let Some((ready, hits)) = &found {
        if let Some(at) = rows(ui, ready, hits, &finder, &keys) {
            wanted.extend(skill_of(ready, &hits[at]));
        }
    } else if finder.is_open() {
        note(ui, library.failed.as_deref().unwrap_or("The framework is being read…"));
    }
    if keys.enter {
        match finder.chosen.zip(found.as_ref()) {
            Some((at, (ready, hits))) => wanted.extend(hits.get(at).and_then(|hit| skill_of(ready, hit))),
            None => wanted.extend(own_words(&finder.typed)),
        }
    }
    if !wanted.is_empty() {
        finder = Finder { said: add(form, wanted), ..Finder::default() };
        response.request_focus();
    }
    if let Some(said) = &finder.said {
        message(ui, Tokens::of(ui).warning, "warning", said);
    }
    form.memory.finder = finder;
}

/// The keys that move in the rows, taken before the field sees them.
#[derive(Default)]
struct Keys {
    up: bool,
    down: bool,
    enter: bool,
}

impl Keys {
    fn taken(ui: &Ui) -> Self {
        ui.input_mut(|input| Self {
            up: input.consume_key(Modifiers::NONE, Key::ArrowUp),
            down: input.consume_key(Modifiers::NONE, Key::ArrowDown),
            enter: input.consume_key(Modifiers::NONE, Key::Enter),
        })
    }
}

impl Finder {
    fn is_open(&self) -> bool {
        self.browses || !self.typed.trim().is_empty()
    }

    /// What fits, looked for once for what is typed.
    fn hits(&mut self, ready: &Ready) -> Vec<Hit> {
        let key = format!("{}\n{}", ready.framework().name, self.typed);
        match &self.found {
            Some((known, hits)) if *known == key => hits.clone(),
            _ => {
                let hits = ready.index().search(ready.framework(), &self.typed, MOST);
                self.found = Some((key, hits.clone()));
                hits
            }
        }
    }

    /// Moves to the next row, or back to the field above the first one.
    fn step(&mut self, keys: &Keys, count: usize) {
        if keys.down && count > 0 {
            self.chosen = Some(self.chosen.map_or(0, |at| at + 1).min(count - 1));
        } else if keys.up {
            self.chosen = self.chosen.and_then(|at| at.checked_sub(1));
        }
        self.chosen = self.chosen.filter(|at| *at < count);
    }
}

fn skill_of(ready: &Ready, hit: &Hit) -> Option<Skill> {
    ready.framework().entries.get(hit.entry).map(|entry| ready.framework().skill(entry))
}

fn own_words(typed: &str) -> impl Iterator<Item = Skill> {
    typed.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Skill::named)
}

/// Adds what the badge does not have yet, as one step; what it has is told.
fn add(form: &mut Form<'_>, wanted: Vec<Skill>) -> Option<String> {
    let mut fresh: Vec<Skill> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for skill in wanted {
        if form.badge.skills.iter().chain(&fresh).any(|have| is_same(have, &skill)) {
            known.push(format!("“{}”", skill.label));
        } else {
            fresh.push(skill);
        }
    }
    if !fresh.is_empty() {
        form.edit("Add a skill", Group::Once, |badge| badge.skills.extend(fresh));
    }
    match known.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is among the skills already.")),
        many => Some(format!("{} are among the skills already.", many.join(", "))),
    }
}

/// Whether two skills read the same or are the same entry of a framework.
fn is_same(one: &Skill, other: &Skill) -> bool {
    let address = |skill: &Skill| {
        let alignment = skill.alignment.as_ref()?;
        (!alignment.target_url.is_empty()).then(|| alignment.target_url.clone())
    };
    one.label.trim().to_lowercase() == other.label.trim().to_lowercase()
        || address(one).is_some_and(|have| Some(have) == address(other))
}

/// What was found, a row each; the place of the row that was pressed.
fn rows(ui: &mut Ui, ready: &Ready, hits: &[Hit], finder: &Finder, keys: &Keys) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let mut pressed = None;
    let frame = Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(CARD_RADIUS))
        .inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        if hits.is_empty() {
            note(ui, format!("Nothing in {} fits. Enter adds your own words.", ready.framework().name));
        }
        let most = ROWS * (ROW_HEIGHT + 2.0);
        ScrollArea::vertical().id_salt("found skills").max_height(most).min_scrolled_height(most).show(ui, |ui| {
            for (at, hit) in hits.iter().enumerate() {
                let response = row(ui, ready, hit, finder.chosen == Some(at));
                if finder.chosen == Some(at) && (keys.up || keys.down) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    pressed = Some(at);
                }
            }
        });
        ui.add_space(4.0);
        note(ui, footer(ready));
    });
    pressed
}

fn footer(ready: &Ready) -> String {
    let framework = ready.framework();
    match framework.credit.as_str() {
        "" => format!("From {}. The arrow keys choose, Enter adds.", framework.name),
        credit => format!("{credit}. The arrow keys choose, Enter adds."),
    }
}

fn row(ui: &mut Ui, ready: &Ready, hit: &Hit, chosen: bool) -> Response {
    let tokens = Tokens::of(ui);
    let framework = ready.framework();
    let entry = &framework.entries[hit.entry];
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let other = match hit.how {
        How::OtherLabel(at) => entry.other_labels().nth(at),
        How::Label => None,
    };
    let under = match other {
        Some(other) => format!("also “{other}”"),
        None => entry.description.to_string(),
    };
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, chosen, format!("Add {}, {}", entry.label, framework.name))
    });
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(CONTROL_RADIUS);
        if chosen || response.hovered() || response.has_focus() {
            ui.painter().rect(rect, radius, tokens.accent.ground, Stroke::NONE, StrokeKind::Inside);
        }
        if response.has_focus() {
            focus_ring(ui, rect.shrink(2.0), radius);
        }
        let ink = if chosen { tokens.accent.ink } else { tokens.ink };
        let mark = pos2(rect.left() + 18.0, rect.center().y);
        let icon = if entry.first { "sparkle" } else { "plus" };
        paint_icon(ui, mark, icon, entry.first, 16.0, if entry.first { tokens.accent.ink } else { tokens.soft });
        let left = rect.left() + 36.0;
        line(ui, rect, left, &entry.label, text::strong(), ink, -10.0);
        line(ui, rect, left, &under, text::note(), tokens.soft, 10.0);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(RichText::new(&*entry.label).font(text::strong()));
        if entry.first {
            note(ui, "A transversal skill: of use in every field");
        }
        if !entry.description.is_empty() {
            ui.label(&*entry.description);
        }
        if !entry.url.is_empty() {
            note(ui, &*entry.url);
        }
    })
}

fn line(ui: &Ui, rect: Rect, left: f32, words: &str, font: egui::FontId, ink: egui::Color32, y: f32) {
    let words: WidgetText = RichText::new(words).font(font.clone()).into();
    let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), rect.right() - 12.0 - left, font);
    ui.painter().galley(pos2(left, rect.center().y + y - galley.size().y / 2.0), galley, ink);
}

/// What the criteria speak of, to be added with one press.
pub(super) fn offers(ui: &mut Ui, form: &mut Form<'_>, library: &Library) {
    let Some((_, offers)) = &library.offers else { return };
    let open: Vec<&Offer> =
        offers.iter().filter(|offer| !form.badge.skills.iter().any(|have| is_same(have, &offer.skill))).collect();
    let mut wanted = None;
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            heading(ui, "Your words speak of these");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add(Action::new("Close the suggestions").weight(Weight::Quiet).small()).clicked() {
                    form.out.mine(Message::Skills(SkillsMessage::CloseSuggestions));
                }
            });
        });
        if open.is_empty() {
            note(ui, "No further skill of the framework stands in the criteria or the description.");
        }
        ui.spacing_mut().item_spacing.y = 4.0;
        for offer in open {
            if offer_row(ui, offer).clicked() {
                wanted = Some(offer.skill.clone());
            }
        }
    });
    if let Some(skill) = wanted {
        form.memory.finder.said = add(form, vec![skill]);
    }
}

fn offer_row(ui: &mut Ui, offer: &Offer) -> Response {
    let found = match &offer.label {
        Some(label) => format!("“{}” in {}, also called “{label}”", offer.words, offer.place),
        None => format!("“{}” in {}", offer.words, offer.place),
    };
    ui.horizontal(|ui| {
        let name = format!("Add {}", offer.skill.label);
        let response = ui.add(Action::icon_only("plus-circle", &name).small());
        ui.label(RichText::new(&offer.skill.label).font(text::strong()));
        let soft = Tokens::of(ui).soft;
        ui.add(egui::Label::new(RichText::new(found).font(text::note()).color(soft)).truncate().selectable(false));
        response
    })
    .inner
}

/// The heading of the skills with what can be done about them.
pub(super) fn top_row(ui: &mut Ui, form: &mut Form<'_>, library: &Library) {
    ui.horizontal(|ui| {
        crate::app::toolkit::widgets::label(ui, "Skills");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = library.ready.as_ref().map_or("…", |ready| ready.framework().name.as_str());
            let frameworks = format!("From {}", shortened(name));
            let shown = ui.add(Action::new(&frameworks).icon("book-open").weight(Weight::Quiet).small().fits());
            if shown.on_hover_text("Frameworks of skills…").accessible_name("Frameworks of skills").clicked() {
                form.out.mine(Message::Skills(SkillsMessage::Show));
            }
            let suggest = ui.add(Action::new("Suggest skills").icon("magic-wand").small());
            if suggest.on_hover_text("Finds skills that your criteria and description speak of").clicked() {
                form.out.mine(Message::Skills(SkillsMessage::Suggest));
            }
        });
    });
}

/// A name that leaves room for others.
pub(super) fn shortened(name: &str) -> String {
    const LONGEST: usize = 28;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// What a framework calls a skill that shows other words.
pub(super) fn framework_words(ui: &mut Ui, form: &mut Form<'_>, at: usize) {
    let Some(alignment) = form.badge.skills.get(at).and_then(|skill| skill.alignment.clone()) else { return };
    if alignment.target_name.trim().is_empty() {
        return;
    }
    let shown = form.badge.skills[at].label.trim().to_lowercase();
    let differs = shown != alignment.target_name.trim().to_lowercase();
    low_row(ui, |ui| {
        icon_mark(ui, "link", false, 16.0, Tokens::of(ui).soft);
        let framework =
            if alignment.target_framework.is_empty() { "Its framework" } else { &alignment.target_framework };
        note(ui, format!("{framework} calls it “{}”.", alignment.target_name));
        if differs && ui.add(Action::new("Use these words").small()).clicked() {
            form.edit("Use the framework's words", Group::Once, |badge: &mut Badge| {
                badge.skills[at].label = capitalised(&alignment.target_name);
            });
        }
    });
}

/// With a capital at the beginning.
pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
