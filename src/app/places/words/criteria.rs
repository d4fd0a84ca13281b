//! How the badge is earned: one statement a row, or one text.

use eframe::egui::{
    self, Align, CornerRadius, Frame, Key, Layout, Margin, Modifiers, Response, Sense, Stroke, StrokeKind, TextEdit,
    Ui,
    text::{CCursor, CCursorRange},
    vec2,
};

use super::field::{Form, field_id, say_what_cannot_be_shown};
use super::line::Line;
use super::long_text;
use super::model::Way;
use crate::app::toolkit::finding_row::look;
use crate::app::toolkit::theme::{CONTROL_RADIUS, Tokens};
use crate::app::toolkit::widgets::{Action, Weight, column, fold, icon_mark, label, low_row, note, paint_icon};
use crate::badge::Badge;
use crate::document::Group;
use crate::review::Field;

/// Room for what stands behind a statement: its state and four buttons.
const BEHIND: f32 = 24.0 + 4.0 * 28.0 + 5.0 * 4.0;

/// Most statements that are shown, and most lines that become statements when
/// they are pasted; more lines stay one text.
const MOST_ROWS: usize = 100;

/// A statement on the move, by its place.
struct Dragged(usize);

/// What was asked for in a row.
enum Wish {
    Write(usize, String),
    Delete(usize),
    Move {
        from: usize,
        to: usize,
    },
    AddAfter(usize),
    /// Two of one, at this place in its text, in bytes.
    Split(usize, usize),
    /// One of this and the next one.
    Join(usize),
    Comment(usize),
}

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    ui.horizontal(|ui| {
        label(ui, "Criteria");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| manner(ui, form));
    });
    hint(ui, form);
    if is_one_text(form) {
        super::one_text::show(ui, form);
    } else {
        statements(ui, form);
    }
    form.comments(ui, "criteria.statements", "the criteria");
    ui.add_space(8.0);
    let line = Line {
        hint: "https://… where the criteria are explained, if there is such a page",
        field: Some(Field::CriteriaAddress),
        ..Line::new("criteria.id", "Page with the criteria (optional)")
    };
    form.line(ui, &line, |badge| &badge.criteria.id, |badge, text| badge.criteria.id = text);
}

/// Whether the criteria are written as one text.
fn is_one_text(form: &Form<'_>) -> bool {
    let statements = &form.badge.criteria.statements;
    statements.len() <= 1 && (form.memory.one_text || statements.first().is_some_and(|text| text.contains('\n')))
}

/// The way from statements to one text, and back.
fn manner(ui: &mut Ui, form: &mut Form<'_>) {
    if is_one_text(form) {
        if ui.add(Action::new("Write it as statements").weight(Weight::Quiet).small()).clicked() {
            form.memory.one_text = false;
            form.edit("Take the criteria apart", Group::Once, Badge::criteria_as_statements);
        }
    } else if ui.add(Action::new("Write it as one text").weight(Weight::Quiet).small()).clicked() {
        form.memory.one_text = true;
        form.edit("Write the criteria as one text", Group::Once, Badge::criteria_as_one_text);
    }
}

/// What the criteria of the chosen layer show, and an example.
fn hint(ui: &mut Ui, form: &Form<'_>) {
    let Some(layer) = form.badge.layer().filter(|layer| !layer.shows.is_empty()) else { return };
    note(ui, format!("{}: {}", layer.name, layer.shows));
    if layer.statements.is_empty() {
        return;
    }
    fold(ui, "example at this layer", Action::new("An example").weight(Weight::Quiet), |ui| {
        for statement in &layer.statements {
            note(ui, format!("• {statement}"));
        }
    });
}

fn statements(ui: &mut Ui, form: &mut Form<'_>) {
    let mut wish = None;
    let count = form.badge.criteria.statements.len();
    for at in 0..count.min(MOST_ROWS) {
        ui.push_id(("statement", at), |ui| row(ui, form, at, &mut wish));
        say_what_cannot_be_shown(ui, &form.badge.criteria.statements[at]);
        form.said_of(ui, &key(at), &Field::Criterion(at).label(), Some(Field::Criterion(at)));
    }
    if count > MOST_ROWS {
        note(
            ui,
            match count - MOST_ROWS {
                1 => "One more statement is kept and not shown.".to_owned(),
                more => format!("{more} more statements are kept and not shown."),
            },
        );
    }
    form.findings(ui, Field::CriteriaList);
    let add = ui.add(Action::new("Add a statement").icon("plus"));
    if form.focus == Some(Field::CriteriaList) {
        if count == 0 {
            form.attend(&add, Some(Field::CriteriaList));
        } else {
            form.memory.focus = Some(Field::Criterion(0));
        }
    }
    if add.clicked() {
        wish = Some(Wish::AddAfter(count.wrapping_sub(1)));
    }
    if let Some(wish) = wish {
        grant(ui, form, wish);
    }
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
                            if form.memory.mover == Some((at, way)) {
                                form.memory.mover = None;
                                button.request_focus();
                            }
                            if button.clicked() {
                                *wish = Some(Wish::Move { from: at, to });
                                form.memory.mover = Some((to, way));
                            }
                        }
                        if ui.add(Action::icon_only("x", &format!("Delete {}", name.to_lowercase())).small()).clicked()
                        {
                            *wish = Some(Wish::Delete(at));
                        }
                        more(ui, form, at, wish);
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

/// What else can be done with a statement.
fn more(ui: &mut Ui, form: &Form<'_>, at: usize, wish: &mut Option<Wish>) {
    let name = Field::Criterion(at).label().to_lowercase();
    let count = form.badge.criteria.statements.len();
    let button = ui.add(Action::icon_only("dots-three-vertical", &format!("More for {name}")).small());
    egui::Popup::menu(&button).show(|ui| {
        ui.set_min_width(240.0);
        let caret = caret(ui, form, at).filter(|byte| is_within(&form.badge.criteria.statements[at], *byte));
        let item = |ui: &mut Ui, words: &str, icon: &str, note: &str, enabled: bool| {
            ui.add(Action::new(words).icon(icon).note(note).weight(Weight::Quiet).full_width().enabled(enabled))
                .clicked()
        };
        if item(ui, "Split at the caret", "split-vertical", "Enter", caret.is_some()) {
            *wish = caret.map(|byte| Wish::Split(at, byte));
            ui.close();
        }
        if item(ui, "Join with the next", "arrows-merge", "", at + 1 < count) {
            *wish = Some(Wish::Join(at));
            ui.close();
        }
        if item(ui, "Comment on it", "chat-text", "", true) {
            *wish = Some(Wish::Comment(at));
            ui.close();
        }
    });
}

/// Where the caret stands, or stood last, in a statement, in bytes.
fn caret(ui: &Ui, form: &Form<'_>, at: usize) -> Option<usize> {
    let range = TextEdit::load_state(ui.ctx(), field_id(&key(at)))?.cursor.char_range()?;
    let text = &form.badge.criteria.statements[at];
    let place = range.primary.index.0;
    Some(text.char_indices().nth(place).map_or(text.len(), |(byte, _)| byte))
}

/// Whether there is something to read on both sides of a place.
fn is_within(text: &str, byte: usize) -> bool {
    text.split_at_checked(byte)
        .is_some_and(|(before, after)| [before, after].iter().all(|half| half.chars().any(char::is_alphanumeric)))
}

fn statement(ui: &mut Ui, form: &mut Form<'_>, at: usize, wish: &mut Option<Wish>) -> Response {
    let before = form.badge.criteria.statements[at].clone();
    let field = Field::Criterion(at);
    let width = ui.available_width() - BEHIND;
    if long_text::is_too_long(&before) {
        return column(ui, width, |ui| {
            if let Some(text) = long_text::show(ui, &field.label(), &before, None) {
                *wish = Some(Wish::Write(at, text));
            }
            ui.response()
        });
    }
    let mut value = before.clone();
    let id = field_id(&key(at));
    if form.focus == Some(field) {
        let end = form.memory.caret.take().unwrap_or_else(|| before.chars().count());
        let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(end))));
        TextEdit::store_state(ui.ctx(), id, state);
    }
    let has_keyboard = ui.ctx().memory(|memory| memory.has_focus(id));
    if has_keyboard {
        keys(ui, form, at, wish);
    }
    let edit = TextEdit::multiline(&mut value)
        .id(id)
        .frame(Frame::NONE.inner_margin(Margin::symmetric(4, 8)))
        .desired_width(width)
        .desired_rows(1)
        .return_key(None);
    let response = ui.add(edit).accessible_name(field.label());
    if response.changed() {
        *wish = Some(Wish::Write(at, form.clean(&key(at), value, true)));
    }
    form.attend(&response, Some(field));
    form.notice(&response, &key(at));
    response
}

/// Keys that make of one statement two, of two one, or move it.
fn keys(ui: &Ui, form: &Form<'_>, at: usize, wish: &mut Option<Wish>) {
    let count = form.badge.criteria.statements.len();
    let place = caret(ui, form, at);
    let range = TextEdit::load_state(ui.ctx(), field_id(&key(at))).and_then(|state| state.cursor.char_range());
    let nothing_marked = range.is_none_or(|range| range.is_empty());
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::Enter) {
            let text = &form.badge.criteria.statements[at];
            *wish = Some(match place.filter(|byte| is_within(text, *byte)) {
                Some(byte) => Wish::Split(at, byte),
                None => Wish::AddAfter(at),
            });
        } else if at > 0 && place == Some(0) && nothing_marked && input.consume_key(Modifiers::NONE, Key::Backspace) {
            *wish = Some(Wish::Join(at - 1));
        } else if at > 0 && input.consume_key(Modifiers::ALT, Key::ArrowUp) {
            *wish = Some(Wish::Move { from: at, to: at - 1 });
        } else if at + 1 < count && input.consume_key(Modifiers::ALT, Key::ArrowDown) {
            *wish = Some(Wish::Move { from: at, to: at + 1 });
        }
    });
    if let Some(Wish::Move { .. }) = wish {
        // The keyboard goes with the statement; the buttons keep theirs.
        ui.ctx().memory_mut(|memory| memory.surrender_focus(field_id(&key(at))));
    }
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
        None if is_unwritten(form, at) || !is_read(form.reviewed, &form.badge, at) => {
            icon_mark(ui, "circle-dashed", false, 20.0, tokens.faint);
        }
        None => icon_mark(ui, "check-circle", true, 20.0, tokens.genuine.ink),
    }
}

/// True while a statement has no more than the words it opens with.
fn is_unwritten(form: &Form<'_>, at: usize) -> bool {
    let said = form.badge.criteria.statements[at].trim();
    said.is_empty() || said == form.badge.issued_to.criterion_opening()
}

/// Whether the review has read the statement as it is now.
fn is_read(read: Option<&Badge>, now: &Badge, at: usize) -> bool {
    read.is_some_and(|read| read.criteria.statements.get(at) == now.criteria.statements.get(at))
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
        Wish::Write(at, text) => write(form, at, text),
        Wish::Delete(at) => {
            form.memory.focus = Some(match count {
                0 | 1 => Field::CriteriaList,
                _ => Field::Criterion(at.min(count - 2)),
            });
            let label = format!("Delete {}", Field::Criterion(at).label().to_lowercase());
            form.edit(label, Group::Once, |badge| badge.remove_statement(at));
        }
        Wish::Move { from, to } if from != to && to < count => {
            let label = format!("Move {}", Field::Criterion(from).label().to_lowercase());
            if form.memory.mover.is_none() {
                form.memory.focus = Some(Field::Criterion(to));
            }
            form.edit(label, Group::Once, |badge| badge.move_statement(from, to));
        }
        Wish::Move { .. } => {}
        Wish::AddAfter(at) => {
            let to = at.wrapping_add(1).min(count);
            let opening = format!("{} ", form.badge.issued_to.criterion_opening());
            form.memory.focus = Some(Field::Criterion(to));
            form.edit("Add a statement", Group::Once, |badge| badge.insert_statement(to, opening));
        }
        Wish::Split(at, byte) => {
            form.memory.focus = Some(Field::Criterion(at + 1));
            form.memory.caret = Some(form.badge.issued_to.criterion_opening().chars().count() + 1);
            let label = format!("Split {}", Field::Criterion(at).label().to_lowercase());
            form.edit(label, Group::Once, |badge| badge.split_statement(at, byte));
        }
        Wish::Join(at) => {
            form.memory.focus = Some(Field::Criterion(at));
            form.memory.caret = Some(form.badge.criteria.statements[at].trim().trim_end_matches('.').chars().count());
            let label = format!("Join criteria {} and {}", at + 1, at + 2);
            form.edit(label, Group::Once, |badge| badge.join_statement(at));
        }
        Wish::Comment(at) => form.memory.begin_comment(&key(at)),
    }
    ui.ctx().request_repaint();
}

/// Takes in what was typed or pasted. Several lines become statements, one
/// each.
fn write(form: &mut Form<'_>, at: usize, text: String) {
    let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).take(MOST_ROWS + 1).count();
    let before = &form.badge.criteria.statements[at];
    let more = text.matches('\n').count() > before.matches('\n').count();
    if more && lines(&text) <= MOST_ROWS {
        let pasted: Vec<String> =
            text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        form.memory.focus = Some(Field::Criterion(at + pasted.len().saturating_sub(1)));
        form.edit("Paste statements", Group::Once, |badge| {
            let mut pasted = pasted.into_iter();
            badge.criteria.statements[at] = pasted.next().unwrap_or_default();
            for (further, text) in pasted.enumerate() {
                badge.insert_statement(at + 1 + further, text);
            }
        });
    } else {
        let label = format!("Change {}", Field::Criterion(at).label().to_lowercase());
        form.edit(label, Group::Typing(key(at)), |badge| badge.criteria.statements[at] = text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_stands_only_once_it_was_read_as_it_is() {
        let mut now = Badge::default();
        now.criteria.statements = vec!["Earner has swum.".into(), "Earner has dived.".into()];
        assert!(!is_read(None, &now, 0), "no review ended yet");
        let read = now.clone();
        now.criteria.statements[1].push_str(" Twice.");
        assert!(is_read(Some(&read), &now, 0) && !is_read(Some(&read), &now, 1));
    }
}
