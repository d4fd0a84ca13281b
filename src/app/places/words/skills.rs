//! The skills the badge shows, as pills.

use eframe::egui::{
    self, Align, CornerRadius, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, TextWrapMode, Ui,
    WidgetInfo, WidgetText, vec2,
};

use super::field::{Form, field_id};
use super::finder::{self, capitalised};
use super::library::Library;
use super::line::Line;
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{Action, card, column, field, focus_ring, heading, note, paint_icon};
use crate::badge::Alignment;
use crate::document::Group;
use crate::review::Field;

const PILL_HEIGHT: f32 = 32.0;
const REMOVE_WIDTH: f32 = 28.0;

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, library: &Library) {
    if let Some(Field::Skill(at)) = form.focus {
        form.memory.open_skill = Some(at);
    }
    finder::top_row(ui, form, library);
    let mut removed = None;
    if !form.badge.skills.is_empty() {
        let badge = form.badge.clone();
        ui.horizontal_wrapped(|ui| {
            for (at, skill) in badge.skills.iter().enumerate() {
                let open = form.memory.open_skill == Some(at);
                let doubtful = form.findings.iter().any(|finding| finding.field == Field::Skill(at));
                let pill = Pill { kind: "skill", label: &skill.label, chosen: open, doubtful, opens: true };
                let (main, gone) = pill.show(ui, at);
                if main.clicked() {
                    form.memory.open_skill = (!open).then_some(at);
                }
                if gone {
                    removed = Some(at);
                }
            }
        });
    }
    details(ui, form);
    // The open skill has its findings beside its words.
    for at in (0..form.badge.skills.len()).filter(|at| form.memory.open_skill != Some(*at)).collect::<Vec<_>>() {
        form.findings(ui, Field::Skill(at));
    }
    finder::show(ui, form, library);
    form.findings(ui, Field::Skills);
    finder::offers(ui, form, library);
    if let Some(at) = removed {
        form.memory.open_skill = None;
        form.edit("Remove a skill", Group::Once, |badge| {
            badge.remove_skill(at);
        });
    }
}

/// A text of a skill's framework entry.
struct Entry {
    key: &'static str,
    label: &'static str,
    hint: &'static str,
    read: fn(&Alignment) -> &String,
    write: fn(&mut Alignment) -> &mut String,
}

const ENTRIES: [Entry; 4] = [
    Entry {
        key: "targetFramework",
        label: "Framework (optional)",
        hint: "Such as ESCO",
        read: |entry| &entry.target_framework,
        write: |entry| &mut entry.target_framework,
    },
    Entry {
        key: "targetName",
        label: "Its name in the framework",
        hint: "If it has another there",
        read: |entry| &entry.target_name,
        write: |entry| &mut entry.target_name,
    },
    Entry {
        key: "targetUrl",
        label: "Its address",
        hint: "https://…",
        read: |entry| &entry.target_url,
        write: |entry| &mut entry.target_url,
    },
    Entry {
        key: "targetCode",
        label: "Its code",
        hint: "",
        read: |entry| &entry.target_code,
        write: |entry| &mut entry.target_code,
    },
];

/// The open skill: its words, and where a framework defines it.
fn details(ui: &mut Ui, form: &mut Form<'_>) {
    let Some(at) = form.memory.open_skill.filter(|at| *at < form.badge.skills.len()) else { return };
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            heading(ui, &Field::Skill(at).label());
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Action::new("Close").small()).clicked() {
                    form.memory.open_skill = None;
                }
            });
        });
        let key = format!("skills[{at}].label");
        let line = Line { hint: "A short noun", field: Some(Field::Skill(at)), ..Line::new(&key, "The words shown") };
        form.line(ui, &line, |badge| &badge.skills[at].label, |badge, text| badge.skills[at].label = text);
        finder::framework_words(ui, form, at);
        note(ui, "A skill from a framework can be found and compared by machines. Say where the framework defines it.");
        for pair in ENTRIES.chunks(2) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let half = (ui.available_width() - 16.0) / 2.0;
                for entry in pair {
                    column(ui, half, |ui| framework_entry(ui, form, at, entry));
                }
            });
        }
    });
}

fn framework_entry(ui: &mut Ui, form: &mut Form<'_>, at: usize, entry: &Entry) {
    let key = format!("skills[{at}].alignment.{}", entry.key);
    let line = Line { hint: entry.hint, ..Line::new(&key, entry.label) };
    form.line(
        ui,
        &line,
        |badge| badge.skills[at].alignment.as_ref().map_or("", |alignment| (entry.read)(alignment)),
        |badge, text| {
            let mut alignment = badge.skills[at].alignment.take().unwrap_or_default();
            *(entry.write)(&mut alignment) = text;
            badge.skills[at].alignment = (alignment != Alignment::default()).then_some(alignment);
        },
    );
}

/// A small rounded word that can be taken away.
pub(super) struct Pill<'p> {
    /// What such things are called, such as "skill".
    pub(super) kind: &'p str,
    pub(super) label: &'p str,
    /// Whether its details are open.
    pub(super) chosen: bool,
    /// Whether the review has something to say of it.
    pub(super) doubtful: bool,
    /// Whether it has details.
    pub(super) opens: bool,
}

impl Pill<'_> {
    /// Shows it; true when it is to go.
    pub(super) fn show(&self, ui: &mut Ui, at: usize) -> (Response, bool) {
        let tokens = Tokens::of(ui);
        let tone = if self.doubtful { tokens.warning } else { tokens.accent };
        let shown = if self.label.trim().is_empty() { "(empty)" } else { self.label };
        let widest = (ui.max_rect().width() - 2.0 * REMOVE_WIDTH).max(80.0);
        let words: WidgetText = egui::RichText::new(shown).font(text::note_strong()).into();
        let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), widest, text::note_strong());
        let size = vec2(12.0 + galley.size().x + REMOVE_WIDTH + 2.0, PILL_HEIGHT);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let id = ui.scope_id().with((self.kind, at));
        let (main, cross) = rect.split_left_right_at_x(rect.right() - REMOVE_WIDTH);
        let sense = if self.opens { Sense::click() } else { Sense::hover() };
        let main_response = ui.interact(main, id, sense);
        let named = format!("{}: {shown}", capitalised(self.kind));
        if self.opens {
            main_response.widget_info(|| WidgetInfo::selected(Role::Button, true, self.chosen, &named));
        } else {
            main_response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &named));
        }
        let remove = ui.interact(cross, id.with("remove"), Sense::click());
        remove.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Remove {} {shown}", self.kind)));
        let radius = CornerRadius::same(255);
        let border = if self.chosen || (self.opens && main_response.hovered()) { tone.ink } else { tone.ground };
        ui.painter().rect(rect, radius, tone.ground, Stroke::new(1.0, border), StrokeKind::Inside);
        if remove.hovered() {
            ui.painter().circle_filled(cross.center() - vec2(2.0, 0.0), 10.0, tone.ink.gamma_multiply(0.15));
        }
        for response in [&main_response, &remove].into_iter().filter(|response| response.has_focus()) {
            let ring = if response.id == main_response.id { rect } else { around(cross) };
            focus_ring(ui, ring, radius);
        }
        ui.painter().galley(egui::pos2(rect.left() + 12.0, rect.center().y - galley.size().y / 2.0), galley, tone.ink);
        paint_icon(ui, cross.center() - vec2(2.0, 0.0), "x", false, 14.0, tone.ink);
        let hand = egui::CursorIcon::PointingHand;
        let main_response = if self.opens { main_response.on_hover_cursor(hand) } else { main_response };
        (main_response, remove.on_hover_cursor(hand).on_hover_text("Remove").clicked())
    }
}

fn around(cross: Rect) -> Rect {
    Rect::from_center_size(cross.center() - vec2(2.0, 0.0), vec2(20.0, 20.0))
}

/// A field into which one word after the other is typed: gives back what is
/// still in it, and what was added with Enter or by leaving it. Commas part
/// several.
pub(super) fn adder(ui: &mut Ui, key: &str, mut typed: String, hint: &str) -> (String, Response, Vec<String>) {
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    let entered = ui.input(|input| input.modifiers == Modifiers::NONE && input.key_pressed(Key::Enter));
    let response = ui.add(field(&mut typed).id(field_id(key)).hint_text(hint).desired_width(320.0));
    if !response.lost_focus() {
        return (typed, response, Vec::new());
    }
    if escaped {
        return (String::new(), response, Vec::new());
    }
    let added = typed.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    if entered {
        response.request_focus();
    }
    (String::new(), response, added)
}
