//! Choosing a learning layer: the cards, and questions that propose one.

use std::sync::Arc;

use eframe::egui::{self, CornerRadius, FontId, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::field::Form;
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, icon, text};
use crate::app::toolkit::widgets::{
    self, Action, Weight, card, focus_ring, icon_mark, label, low_row, note, paint_icon,
};
use crate::badge::{Layer, MAX_LAYERS, Standard};
use crate::document::Group;
use crate::review::Field;

const CARD_HEIGHT: f32 = 72.0;
const CARD_GAP: f32 = 8.0;
/// Cards narrower than this stand in two rows.
const NARROWEST_CARD: f32 = 140.0;

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    let badge = Arc::clone(&form.badge);
    let standard = badge.standard();
    low_row(ui, |ui| {
        label(ui, "Learning layer");
        note(ui, "the kind of learning, not a level");
    });
    cards(ui, form, &standard.layers);
    about_the_chosen(ui, form);
    super::standards::unknown(ui, form);
    form.said_of(ui, "layer", "the learning layer", Some(Field::Layer));
    match form.memory.answers.take() {
        Some(answers) => form.memory.answers = questions(ui, form, standard, answers),
        None => offers(ui, form, standard),
    }
    story(ui, form, standard);
    super::standards::show(ui, form);
}

fn offers(ui: &mut Ui, form: &mut Form<'_>, standard: &Standard) {
    ui.horizontal_wrapped(|ui| {
        let asks = standard.layers.iter().skip(1).any(|layer| !layer.question.is_empty());
        if asks && ui.add(Action::new("Help me choose").icon("signpost").small()).clicked() {
            form.memory.answers = Some(Vec::new());
        }
        let tells = standard.layers.iter().any(|layer| !layer.story.is_empty());
        let shown = form.memory.tells_story;
        if tells
            && ui.add(Action::new("One story at each layer").icon("book-open-text").small().selected(shown)).clicked()
        {
            form.memory.tells_story = !shown;
        }
        if form.badge.layer.is_some() && ui.add(Action::new("Leave it out").weight(Weight::Quiet).small()).clicked() {
            form.memory.proposed = None;
            form.edit("Take the learning layer out", Group::Once, |badge| badge.layer = None);
        }
    });
}

/// The standard's running example, told once at each layer.
fn story(ui: &mut Ui, form: &Form<'_>, standard: &Standard) {
    if !form.memory.tells_story {
        return;
    }
    let tokens = Tokens::of(ui);
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for layer in standard.layers.iter().filter(|layer| !layer.story.is_empty()).take(MAX_LAYERS) {
            let chosen = form.badge.layer.as_deref() == Some(&layer.code);
            ui.horizontal_top(|ui| {
                icon_mark(ui, icon_of(layer), chosen, 20.0, if chosen { tokens.accent.ink } else { tokens.soft });
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    label(ui, &layer.name);
                    widgets::paragraph(ui, &layer.story);
                });
            });
            ui.add_space(4.0);
        }
    });
}

/// The layer's icon, or one that stands for any layer.
fn icon_of(layer: &Layer) -> &str {
    if icon(&layer.icon).is_some() { &layer.icon } else { "stack-simple" }
}

fn cards(ui: &mut Ui, form: &mut Form<'_>, layers: &[Layer]) {
    let layers = &layers[..layers.len().min(MAX_LAYERS)];
    let width = card_width(ui.available_width(), layers.len());
    let chosen = form.badge.layer.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(CARD_GAP, CARD_GAP);
        for (at, layer) in layers.iter().enumerate() {
            let is_chosen = chosen.as_deref() == Some(&layer.code);
            let response = layer_card(ui, layer, is_chosen, width.floor());
            // The keyboard goes to the chosen card, to the first one while none is.
            let stands_for_all = is_chosen || (at == 0 && form.badge.layer().is_none());
            form.attend(&response, stands_for_all.then_some(Field::Layer));
            form.notice(&response, "layer");
            if response.clicked() && !is_chosen {
                form.memory.proposed = None;
                form.edit(format!("Choose {}", layer.name), Group::Once, |badge| {
                    badge.layer = Some(layer.code.clone());
                });
            }
        }
    });
}

/// How wide each card is, so that rows are about as long as each other.
fn card_width(room: f32, count: usize) -> f32 {
    let in_a_row = |count: usize| {
        #[expect(clippy::cast_precision_loss, reason = "a handful of layers")]
        let count = count.max(1) as f32;
        (room - (count - 1.0) * CARD_GAP) / count
    };
    let most = (1..=count.max(1)).rev().find(|columns| in_a_row(*columns) >= NARROWEST_CARD).unwrap_or(1);
    let rows = count.max(1).div_ceil(most);
    in_a_row(count.max(1).div_ceil(rows))
}

fn layer_card(ui: &mut Ui, layer: &Layer, chosen: bool, width: f32) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD_HEIGHT), Sense::click());
    let named = if layer.short.is_empty() { layer.name.clone() } else { format!("{}, {}", layer.name, layer.short) };
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, named.as_str()));
    let radius = CornerRadius::same(CARD_RADIUS);
    let (fill, border, ink) = if chosen {
        (tokens.accent.ground, Stroke::new(2.0, tokens.accent.ink), tokens.accent.ink)
    } else if response.hovered() {
        (tokens.panel, Stroke::new(1.0, tokens.accent.ink), tokens.ink)
    } else {
        (tokens.panel, Stroke::new(1.0, tokens.line), tokens.ink)
    };
    ui.painter().rect(rect, radius, fill, border, StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui, rect, radius);
    }
    let left = rect.left() + 14.0;
    paint_icon(ui, egui::pos2(left + 11.0, rect.top() + 25.0), icon_of(layer), chosen, 22.0, ink);
    let painter = ui.painter().with_clip_rect(rect.shrink(8.0).intersect(ui.clip_rect()));
    let name = FontId::new(16.0, text::strong().family);
    painter.text(egui::pos2(left + 31.0, rect.top() + 25.0), egui::Align2::LEFT_CENTER, &layer.name, name, ink);
    let short = if chosen { tokens.ink } else { tokens.soft };
    painter.text(egui::pos2(left, rect.top() + 50.0), egui::Align2::LEFT_CENTER, &layer.short, text::note(), short);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        let said = if layer.meaning.is_empty() { &layer.name } else { &layer.meaning };
        ui.label(said);
        if let Some(fits) = fits(layer) {
            note(ui, fits);
        }
    })
}

fn fits(layer: &Layer) -> Option<String> {
    (!layer.activities.is_empty()).then(|| format!("Fits {}.", layer.activities.join(", ")))
}

/// The sentences that a standard has on a layer; it need not have all. What
/// criteria show is said where they are written.
fn sentences(layer: &Layer) -> String {
    let fits = fits(layer).unwrap_or_default();
    [layer.meaning.as_str(), &fits].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ")
}

fn about_the_chosen(ui: &mut Ui, form: &Form<'_>) {
    let Some(layer) = form.badge.layer() else { return };
    let mut said = sentences(layer);
    if form.memory.proposed.as_ref() == Some(&layer.code) && !layer.reason.is_empty() {
        said = format!("Proposed because {}. {said}", layer.reason);
    }
    if said.is_empty() {
        return;
    }
    let words = egui::RichText::new(said).font(text::note()).color(Tokens::of(ui).soft);
    ui.add(egui::Label::new(words).wrap().selectable(false));
}

/// Asks from the last layer to the second, one question at a time; the first
/// yes, or the first layer after the last no, is proposed. Gives the answers
/// back while they are still wanted.
fn questions(ui: &mut Ui, form: &mut Form<'_>, standard: &Standard, mut answers: Vec<bool>) -> Option<Vec<bool>> {
    let asked: Vec<&Layer> = standard.layers.iter().skip(1).rev().filter(|layer| !layer.question.is_empty()).collect();
    let mut open = true;
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        match asked.get(answers.len()).filter(|_| !answers.contains(&true)) {
            Some(layer) => {
                note(ui, format!("Question {} of {}", answers.len() + 1, asked.len()));
                ui.label(egui::RichText::new(&layer.question).font(text::strong()));
                ui.horizontal(|ui| {
                    if ui.add(Action::new("Yes").main()).clicked() {
                        answers.push(true);
                    }
                    if ui.add(Action::new("No")).clicked() {
                        answers.push(false);
                    }
                    if ui.add(Action::new("Not now").weight(Weight::Quiet)).clicked() {
                        open = false;
                    }
                });
            }
            None => {
                let yes =
                    |layer: &Layer| asked.iter().zip(&answers).any(|(asked, yes)| *yes && asked.code == layer.code);
                let Some(layer) = standard.propose(yes) else { return };
                let words = match layer.reason.as_str() {
                    "" => format!("{} fits.", layer.name),
                    reason => format!("{} fits, because {reason}.", layer.name),
                };
                ui.label(egui::RichText::new(words).font(text::strong()));
                widgets::paragraph(ui, sentences(layer));
                ui.horizontal(|ui| {
                    if ui.add(Action::new("Use it").icon("check").main()).clicked() {
                        form.memory.proposed = Some(layer.code.clone());
                        form.edit(format!("Choose {}", layer.name), Group::Once, |badge| {
                            badge.layer = Some(layer.code.clone());
                        });
                        open = false;
                    }
                    if ui.add(Action::new("Ask again")).clicked() {
                        answers.clear();
                    }
                    if ui.add(Action::new("Choose myself").weight(Weight::Quiet)).clicked() {
                        open = false;
                    }
                });
            }
        }
    });
    open.then_some(answers)
}
