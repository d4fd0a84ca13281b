//! Typing on the badge itself: the letters appear where they will stand.
//!
//! The keyboard goes to a field that nobody sees and that stands where the
//! caret is. So input methods, the clipboard and screen readers find a field
//! like any other; only the caret and what is chosen are drawn along the line
//! that the letters stand on.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::{TextEditOutput, TextEditState};
use eframe::egui::{self, Key, Modifiers, Rect, TextEdit, Ui, UiBuilder, Vec2};

use super::message::Message;
use super::model::Board;
use super::viewport::Viewport;
use crate::app::desk::{Out, Outbox, Place};
use crate::app::toolkit::widgets::{Action, Weight, heading, modal, modal_width};
use crate::artwork::Kind;
use crate::document::Edit;
use crate::editing::ToolKind;
use crate::editing::text_tool::{Typed, Way};
use crate::scene::said;

impl Board<'_> {
    /// The field that takes what is typed.
    pub(super) fn typing(&mut self, ui: &mut Ui, viewport: Viewport, out: &mut Outbox<Message>) {
        let Some(typed) = self.with_tools(|tools, context| tools.text.typed(context)) else {
            // It was taken back or away.
            self.canvas.tools.text.forget();
            return;
        };
        let before = self.canvas.tools.text.caret();
        self.go_by_lines(ui);
        let tool = &mut self.canvas.tools.text;
        let id = egui::Id::unique(("typing", typed.element));
        if let Some((caret, other)) = tool.take_moved() {
            let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
            state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(other), CCursor::new(caret))));
            state.store(ui.ctx(), id);
        }
        // A question that just closed still keeps the keyboard from everything else for a frame.
        let is_asked = ui.memory(|memory| memory.top_modal_layer().is_some());
        if is_asked {
            tool.want_keys();
            ui.ctx().request_repaint();
        }
        let wants_keys = !is_asked && tool.take_wants_keys();
        if wants_keys {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let mut letters = typed.letters.clone();
        let output = field(ui, id, &mut letters, &typed, viewport);
        if wants_keys {
            // A click beside the field, such as the one on the badge that asked for it, took them away again.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let has_keys = ui.memory(|memory| memory.has_focus(id));
        let name = match typed.word {
            Some(word) => format!("The badge’s {}, typed on the badge", word.token().trim_matches(['{', '}'])),
            None => "Text on the badge".to_owned(),
        };
        output.response.response.clone().accessible_name(name);
        if let Some(range) = output.cursor_range {
            tool.follow((range.primary.index.0, range.secondary.index.0));
        }
        if letters != typed.letters {
            out.mine(Message::Typed(letters));
        } else if tool.caret() != before {
            out.push(Out::Seal);
        }
        if !has_keys && !is_asked {
            out.mine(Message::Tool(ToolKind::Select));
        }
    }

    /// Up, down and the ends of lines, by the lines that are on the badge.
    fn go_by_lines(&mut self, ui: &Ui) {
        let ways = [(Key::ArrowUp, Way::Up), (Key::ArrowDown, Way::Down), (Key::Home, Way::Home), (Key::End, Way::End)];
        for (key, way) in ways {
            for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
                if ui.input_mut(|input| input.consume_key(modifiers, key)) {
                    self.with_tools(|tools, context| tools.text.go(way, modifiers.shift, context));
                }
            }
        }
    }

    /// Asks what to do with a text that shows words which are not typed on it.
    pub(super) fn bound_text(&mut self, ui: &Ui, out: &mut Outbox<Message>) {
        let Some(id) = self.canvas.tools.text.asked else { return };
        let Some(element) = self.desk.artwork().element(id) else { return self.canvas.tools.text.asked = None };
        let Kind::Text(text) = &element.kind else { return };
        let shown = said(text, self.desk.badge());
        let mut answer = None;
        let response = modal(ui.ctx(), "bound text").show(ui.ctx(), |ui| {
            modal_width(ui, 440.0);
            heading(ui, "This text follows the badge");
            let shows = if shown.trim().is_empty() { "nothing yet".to_owned() } else { format!("“{shown}”") };
            ui.label(format!(
                "It shows {shows}, out of the badge’s own words. They are changed in the form; or this becomes a text of its own."
            ));
            ui.add_space(8.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.add(Action::new("Change the words").weight(Weight::Main)).clicked() {
                    answer = Some(vec![Out::Go(Place::Words)]);
                }
                if ui.add(Action::new("Make it a text of its own")).clicked() {
                    let mut own = (**element).clone();
                    if let Kind::Text(text) = &mut own.kind {
                        text.content.clone_from(&shown);
                    }
                    let edit = Out::edit("Make it a text of its own", vec![Edit::Put(vec![own])]);
                    answer = Some(vec![edit, Out::Mine(Message::Type(id))]);
                }
                if ui.add(Action::new("Cancel")).clicked() {
                    answer = Some(Vec::new());
                }
            });
        });
        if answer.is_some() || response.should_close() {
            self.canvas.tools.text.asked = None;
            out.extend(answer.unwrap_or_default());
        }
    }
}

/// The field that nobody sees, as small as a point, where the caret is.
fn field(ui: &mut Ui, id: egui::Id, letters: &mut String, typed: &Typed, viewport: Viewport) -> TextEditOutput {
    let place = typed.caret.map_or(viewport.rect.center(), |caret| viewport.to_window(caret));
    let place = place.clamp(viewport.rect.min, viewport.rect.max);
    let room = Rect::from_min_size(place, Vec2::new(600.0, 24.0));
    let mut hidden = ui.new_child(UiBuilder::new().max_rect(room));
    hidden.set_clip_rect(Rect::from_min_size(place, Vec2::splat(1.0)));
    hidden.set_opacity(0.0);
    let field = if typed.several_lines { TextEdit::multiline(letters) } else { TextEdit::singleline(letters) };
    field.id(id).frame(egui::Frame::NONE).desired_rows(1).desired_width(600.0).show(&mut hidden)
}
