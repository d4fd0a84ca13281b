//! How the badge is earned: one statement a row.

use eframe::egui::{
    self, Align, CornerRadius, Frame, Key, Layout, Margin, Modifiers, Response, Sense, Stroke, StrokeKind, TextEdit,
    Ui,
    text::{CCursor, CCursorRange},
    vec2,
};

use super::field::{Form, Line, field_id};
use crate::app::check::look;
use crate::app::theme::{CONTROL_RADIUS, Tokens};
use crate::app::widgets::{Action, icon_mark, label, low_row, paint_icon};
use crate::document::Group;
use crate::review::Field;

/// Room for what stands behind a statement: its state and three buttons.
const BEHIND: f32 = 24.0 + 3.0 * 28.0 + 4.0 * 4.0;

/// Which way a statement moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// A statement on the move, by its place.
struct Dragged(usize);

/// What was asked for in a row.
enum Wish {
    Write(usize, String),
    Delete(usize),
    Move { from: usize, to: usize },
    AddAfter(usize),
}

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    label(ui, "How it is earned");
    let mut wish = None;
    for at in 0..form.badge.criteria.statements.len() {
        ui.push_id(("statement", at), |ui| row(ui, form, at, &mut wish));
        form.findings(ui, Field::Criterion(at));
    }
    form.findings(ui, Field::CriteriaList);
    let add = ui.add(Action::new("Add a statement").icon("plus"));
    let count = form.badge.criteria.statements.len();
    if form.focus == Some(Field::CriteriaList) {
        if count == 0 {
            form.attend(&add, Some(Field::CriteriaList));
        } else {
            form.words.focus = Some(Field::Criterion(0));
        }
    }
    if add.clicked() {
        wish = Some(Wish::AddAfter(count.wrapping_sub(1)));
    }
    if let Some(wish) = wish {
        grant(ui, form, wish);
    }
    ui.add_space(8.0);
    let line = Line {
        hint: "https://… where the criteria are explained, if there is such a page",
        field: Some(Field::CriteriaAddress),
        ..Line::new("criteria.id", "Page with the criteria (optional)")
    };
    form.line(ui, &line, |badge| &badge.criteria.id, |badge, text| badge.criteria.id = text);
}

fn key(at: usize) -> String {
    format!("criteria.statements[{at}]")
}

fn row(ui: &mut Ui, form: &mut Form<'_>, at: usize, wish: &mut Option<Wish>) {
    let tokens = Tokens::of(ui);
    let count = form.badge.criteria.statements.len();
    let name = Field::Criterion(at).label();
    let mut frame = Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(CONTROL_RADIUS))
        .inner_margin(Margin::symmetric(8, 0))
        .begin(ui);
    {
        let ui = &mut frame.content_ui;
        ui.set_width(ui.available_width());
        let response = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            handle(ui, at);
            let response = statement(ui, form, at, wish);
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                ui.add_space(4.0);
                ui.vertical(|ui| {
                    ui.add_space(8.0);
                    state(ui, form, at);
                });
                ui.vertical(|ui| {
                    ui.add_space(4.0);
                    low_row(ui, |ui| {
                        for (way, icon, to, possible) in [
                            (Way::Up, "caret-up", at.wrapping_sub(1), at > 0),
                            (Way::Down, "caret-down", at + 1, at + 1 < count),
                        ] {
                            let words =
                                format!("Move {} {}", name.to_lowercase(), if way == Way::Up { "up" } else { "down" });
                            let button = ui.add(Action::icon_only(icon, &words).small().enabled(possible));
                            if form.words.mover == Some((at, way)) {
                                form.words.mover = None;
                                button.request_focus();
                            }
                            if button.clicked() {
                                *wish = Some(Wish::Move { from: at, to });
                                form.words.mover = Some((to, way));
                            }
                        }
                        if ui.add(Action::icon_only("x", &format!("Delete {}", name.to_lowercase())).small()).clicked()
                        {
                            *wish = Some(Wish::Delete(at));
                        }
                    });
                });
            });
            response
        });
        if response.inner.has_focus() {
            frame.frame.stroke = Stroke::new(1.5, tokens.accent.ink);
        }
    }
    let response = frame.end(ui);
    drop_target(ui, &response, at, wish);
}

/// What is taken hold of to move a statement. Keys move it by the buttons.
fn handle(ui: &mut Ui, at: usize) {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 36.0), Sense::DRAG);
    response.dnd_set_drag_payload(Dragged(at));
    let tokens = Tokens::of(ui);
    let ink = if response.hovered() || response.dragged() { tokens.ink } else { tokens.faint };
    paint_icon(ui, rect.center(), "dots-six-vertical", false, 18.0, ink);
    response.on_hover_and_drag_cursor(egui::CursorIcon::Grab);
}

fn statement(ui: &mut Ui, form: &mut Form<'_>, at: usize, wish: &mut Option<Wish>) -> Response {
    let before = form.badge.criteria.statements[at].clone();
    let mut value = before.clone();
    let field = Field::Criterion(at);
    let id = field_id(&key(at));
    if form.focus == Some(field) {
        let end = CCursor::new(before.chars().count());
        let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        TextEdit::store_state(ui.ctx(), id, state);
    }
    let edit = TextEdit::multiline(&mut value)
        .id(id)
        .frame(Frame::NONE.inner_margin(Margin::symmetric(4, 8)))
        .desired_width(ui.available_width() - BEHIND)
        .desired_rows(1)
        .return_key(None);
    let response = ui.add(edit).accessible_name(field.label());
    if response.changed() {
        *wish = Some(Wish::Write(at, value));
    }
    if response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        *wish = Some(Wish::AddAfter(at));
    }
    form.attend(&response, Some(field));
    response
}

/// Whether the statement stands or has findings, for the eye; the findings
/// themselves are said below it.
fn state(ui: &mut Ui, form: &Form<'_>, at: usize) {
    let tokens = Tokens::of(ui);
    let finding = form.findings.iter().find(|finding| finding.field == Field::Criterion(at));
    match finding {
        Some(finding) => {
            let (tone, icon) = look(tokens, finding.rule.severity);
            icon_mark(ui, icon, true, 20.0, tone.ink);
        }
        None if is_unwritten(form, at) => icon_mark(ui, "circle-dashed", false, 20.0, tokens.faint),
        None => icon_mark(ui, "check-circle", true, 20.0, tokens.genuine.ink),
    }
}

/// True while a statement has no more than the words it opens with.
fn is_unwritten(form: &Form<'_>, at: usize) -> bool {
    let said = form.badge.criteria.statements[at].trim();
    said.is_empty() || said == form.badge.issued_to.criterion_opening()
}

fn drop_target(ui: &Ui, response: &Response, at: usize, wish: &mut Option<Wish>) {
    let Some(pointer) = ui.input(|input| input.pointer.interact_pos()) else { return };
    let below = pointer.y > response.rect.center().y;
    let place_for = |from: usize| match (below, from < at) {
        (true, true) | (false, false) => at,
        (true, false) => at + 1,
        (false, true) => at.saturating_sub(1),
    };
    if let Some(dragged) = response.dnd_hover_payload::<Dragged>()
        && place_for(dragged.0) != dragged.0
    {
        let y = if below { response.rect.bottom() + 4.0 } else { response.rect.top() - 4.0 };
        let line = egui::Rect::from_x_y_ranges(response.rect.x_range(), y - 1.5..=y + 1.5);
        ui.painter().rect(line, CornerRadius::same(2), Tokens::of(ui).accent.ink, Stroke::NONE, StrokeKind::Inside);
    }
    if let Some(dragged) = response.dnd_release_payload::<Dragged>() {
        *wish = Some(Wish::Move { from: dragged.0, to: place_for(dragged.0) });
    }
}

fn grant(ui: &Ui, form: &mut Form<'_>, wish: Wish) {
    let count = form.badge.criteria.statements.len();
    match wish {
        Wish::Write(at, text) => {
            let lines = |text: &str| text.matches('\n').count();
            if lines(&text) > lines(&form.badge.criteria.statements[at]) {
                // Several statements were pasted, one a line.
                let pasted: Vec<String> =
                    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
                form.words.focus = Some(Field::Criterion(at + pasted.len().saturating_sub(1)));
                form.edit("Paste statements", Group::Once, |badge| {
                    badge.criteria.statements.splice(at..=at, pasted);
                });
            } else {
                let label = format!("Change {}", Field::Criterion(at).label().to_lowercase());
                form.edit(label, Group::Typing(key(at)), |badge| badge.criteria.statements[at] = text);
            }
        }
        Wish::Delete(at) => {
            form.words.focus = Some(match count {
                0 | 1 => Field::CriteriaList,
                _ => Field::Criterion(at.min(count - 2)),
            });
            let label = format!("Delete {}", Field::Criterion(at).label().to_lowercase());
            form.edit(label, Group::Once, |badge| {
                badge.criteria.statements.remove(at);
            });
        }
        Wish::Move { from, to } if from != to && to < count => {
            let label = format!("Move {}", Field::Criterion(from).label().to_lowercase());
            form.edit(label, Group::Once, |badge| {
                let statement = badge.criteria.statements.remove(from);
                badge.criteria.statements.insert(to, statement);
            });
        }
        Wish::Move { .. } => {}
        Wish::AddAfter(at) => {
            let to = at.wrapping_add(1).min(count);
            let opening = format!("{} ", form.badge.issued_to.criterion_opening());
            form.words.focus = Some(Field::Criterion(to));
            form.edit("Add a statement", Group::Once, |badge| badge.criteria.statements.insert(to, opening));
        }
    }
    ui.ctx().request_repaint();
}
