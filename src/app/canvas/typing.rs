//! Typing on the badge itself: the letters appear where they will stand.
//!
//! The keyboard goes to a field that nobody sees and that stands where the
//! caret is. So input methods, the clipboard and screen readers find a field
//! like any other; only the caret and what is chosen are drawn along the line
//! that the letters stand on.

use std::ops::Range;

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{self, Color32, Key, Modifiers, Rect, Shape, Stroke, TextEdit, Ui, UiBuilder, Vec2};
use kurbo::Point;

use super::Ask;
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::{Notice, Place};
use crate::app::theme::Tokens;
use crate::app::widgets::{Action, Weight, heading, modal, modal_width};
use crate::artwork::{Binding, Element, ElementId, Frame, Kind, SIDE, Text};
use crate::badge::cleaned;
use crate::document::{Edit, Group};
use crate::editing::ToolKind;
use crate::editing::insert::typed_text;
use crate::editing::tool::{Held, ToolEvent};
use crate::scene::{Carets, Source, carets, carets_on_top, said, shows_words, source};

/// Height of the type of a new text, in badge units.
const SIZE: f64 = 48.0;

/// Width and height of the frame of a text that was placed by a click, at most
/// and at least.
const MOST: (f64, f64) = (400.0, 120.0);
const LEAST: (f64, f64) = (120.0, 60.0);

/// The step of undo that typing belongs to.
const STEP: &str = "Type on the badge";

/// A text that is being typed on.
#[derive(Debug)]
pub(super) struct Typing {
    element: ElementId,
    /// A text that is not on the badge before its first letter.
    new: Option<Box<Element>>,
    /// Where the caret is: the end of what is chosen that moves, and the other.
    caret: (usize, usize),
    /// The caret was put elsewhere and the field does not know yet.
    moved: bool,
    /// The field wants the keyboard.
    wants_keys: bool,
}

/// The tool that types.
#[derive(Debug, Default)]
pub(super) struct TextTool {
    pub(super) typing: Option<Typing>,
    /// Two corners of the frame of a new text while it is drawn.
    drawn: Option<(Point, Point)>,
    /// A text that shows several of the badge's words; it is asked what to do.
    asked: Option<ElementId>,
}

impl Typing {
    fn on(element: ElementId) -> Self {
        Self { element, new: None, caret: (0, 0), moved: true, wants_keys: true }
    }

    fn chosen(&self) -> Range<usize> {
        let (one, other) = self.caret;
        one.min(other)..one.max(other)
    }

    fn put(&mut self, at: usize, extend: bool) {
        self.caret = (at, if extend { self.caret.1 } else { at });
        self.moved = true;
    }
}

impl App {
    /// Begins to type on a text: before the letter at a place, or with all of
    /// it chosen.
    pub(super) fn begin_typing(&mut self, ctx: &egui::Context, id: ElementId, at: Option<Point>) {
        self.end_typing(ctx);
        let Some(element) = self.state.artwork().element(id).filter(|element| !element.locked) else { return };
        let Kind::Text(text) = &element.kind else { return };
        let letters = match source(text, self.state.badge()) {
            Source::Several => {
                self.state.canvas.text.asked = Some(id);
                return;
            }
            Source::Own(typed) | Source::Word(_, typed) => typed.chars().count(),
        };
        let mut typing = Typing::on(id);
        typing.caret = (letters, 0);
        if let Some(at) = at
            && let Some(carets) = carets(self.state.artwork(), self.state.badge(), id)
        {
            typing.put(carets.nearest(at), false);
        }
        self.state.canvas.tool = ToolKind::Text;
        self.state.canvas.text.typing = Some(typing);
        self.update(ctx, Command::Select(vec![id]));
    }

    /// Whether one text is all that is chosen.
    pub(super) fn has_chosen_text(&self) -> bool {
        matches!(self.chosen_elements().as_slice(), [Element { kind: Kind::Text(_), .. }])
    }

    /// Begins to type a new text in a frame.
    fn type_new(&mut self, ctx: &egui::Context, frame: Frame) {
        let artwork = self.state.artwork();
        let element = self.told_apart(typed_text(artwork, frame, SIZE));
        let mut typing = Typing::on(element.id);
        typing.new = Some(Box::new(element));
        self.state.canvas.text.typing = Some(typing);
        self.update(ctx, Command::Select(Vec::new()));
    }

    /// Ends typing. A text on which nothing is left is taken away.
    pub(super) fn end_typing(&mut self, ctx: &egui::Context) {
        let Some(typing) = self.state.canvas.text.typing.take() else { return };
        let element = self.state.artwork().element(typing.element);
        let is_empty = element.is_some_and(
            |element| matches!(&element.kind, Kind::Text(Text { content, .. }) if content.trim().is_empty()),
        );
        if is_empty {
            let edits = vec![Edit::Remove(vec![typing.element])];
            self.update(ctx, Command::Edit { edits, label: STEP.into(), group: typing_group(typing.element) });
        }
        self.update(ctx, Command::Seal);
    }

    /// What the pointer does with the text tool.
    pub(super) fn text_event(&mut self, ctx: &egui::Context, event: ToolEvent, reach: f64) {
        match event {
            ToolEvent::Press(at, held) => self.text_press(ctx, at, held, reach),
            ToolEvent::Drag(to, _) => {
                let carets = self.typed_carets();
                let tool = &mut self.state.canvas.text;
                if let Some((_, corner)) = &mut tool.drawn {
                    *corner = to;
                } else if let (Some(typing), Some(carets)) = (&mut tool.typing, carets) {
                    typing.put(carets.nearest(to), true);
                }
            }
            ToolEvent::Release => {
                if let Some(typing) = &mut self.state.canvas.text.typing {
                    typing.wants_keys = true;
                }
                if let Some((from, to)) = self.state.canvas.text.drawn.take() {
                    self.type_new(ctx, frame_between(from, to, reach));
                }
            }
            ToolEvent::Cancel => self.state.canvas.text.drawn = None,
        }
    }

    fn text_press(&mut self, ctx: &egui::Context, at: Point, held: Held, reach: f64) {
        let scene = std::sync::Arc::clone(self.state.scene());
        let hit = scene.hit_inside(at.x, at.y, reach);
        let typed = self.state.canvas.text.typing.as_ref().map(|typing| typing.element);
        let inside = typed.and_then(|id| scene.bounds(id)).is_some_and(|bounds| {
            kurbo::Rect::new(bounds.left, bounds.top, bounds.right, bounds.bottom).inflate(reach, reach).contains(at)
        });
        if let Some(carets) = self.typed_carets().filter(|_| inside || (hit.is_some() && hit == typed)) {
            if let Some(typing) = &mut self.state.canvas.text.typing {
                typing.put(carets.nearest(at), held.shift);
                typing.wants_keys = true;
            }
            return self.update(ctx, Command::Seal);
        }
        let is_text = |id: &ElementId| {
            let element = self.state.artwork().element(*id);
            element.is_some_and(|element| matches!(element.kind, Kind::Text(_)) && !element.locked)
        };
        if let Some(id) = hit.filter(is_text) {
            return self.begin_typing(ctx, id, Some(at));
        }
        self.end_typing(ctx);
        self.state.canvas.text.drawn = Some((at, at));
    }

    /// Chooses the word in which the caret is.
    pub(super) fn choose_typed_word(&mut self) {
        let Some((_, typed)) = self.typed() else { return };
        let letters: Vec<char> = typed.chars().collect();
        let Some(typing) = &mut self.state.canvas.text.typing else { return };
        let at = typing.caret.0.min(letters.len());
        let before = letters[..at].iter().rev().take_while(|letter| letter.is_alphanumeric()).count();
        let after = letters[at..].iter().take_while(|letter| letter.is_alphanumeric()).count();
        typing.caret = (at + after, at - before);
        typing.moved = true;
    }

    /// The text that is typed on, and what is typed on it so far.
    fn typed(&self) -> Option<(Element, String)> {
        let typing = self.state.canvas.text.typing.as_ref()?;
        let on_badge = || self.state.artwork().element(typing.element).map(|element| (**element).clone());
        let element = typing.new.as_deref().cloned().or_else(on_badge)?;
        let Kind::Text(text) = &element.kind else { return None };
        let typed = match source(text, self.state.badge()) {
            Source::Own(typed) | Source::Word(_, typed) => typed.to_owned(),
            Source::Several => return None,
        };
        Some((element, typed))
    }

    fn typed_carets(&self) -> Option<Carets> {
        let typing = self.state.canvas.text.typing.as_ref()?;
        match &typing.new {
            Some(new) => carets_on_top(new, self.state.artwork(), self.state.badge()),
            None => carets(self.state.artwork(), self.state.badge(), typing.element),
        }
    }

    /// The field that takes what is typed, and the caret on the badge.
    pub(super) fn typing(&mut self, ui: &mut Ui, viewport: Viewport, commands: &mut Vec<Command>) {
        self.text_frame(ui, viewport);
        let Some((element, typed)) = self.typed() else {
            // It was taken back or away.
            self.state.canvas.text.typing = None;
            return;
        };
        let (Some(carets), Kind::Text(text)) = (self.typed_carets(), &element.kind) else { return };
        let Some(typing) = &mut self.state.canvas.text.typing else { return };
        let word = match source(text, self.state.history.document().badge.as_ref()) {
            Source::Word(binding, _) => Some(binding),
            _ => None,
        };
        let several_lines = word.is_none() && text.baseline == crate::artwork::Baseline::Straight;
        let before = typing.caret;
        go_by_lines(ui, typing, &carets);
        let id = egui::Id::unique(("typing", typing.element));
        if std::mem::take(&mut typing.moved) {
            let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
            let (caret, other) = typing.caret;
            state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(other), CCursor::new(caret))));
            state.store(ui.ctx(), id);
        }
        // A question that just closed still keeps the keyboard from everything else for a frame.
        let is_asked = ui.memory(|memory| memory.top_modal_layer().is_some());
        if is_asked {
            typing.wants_keys = true;
            ui.ctx().request_repaint();
        }
        let wants_keys = !is_asked && std::mem::take(&mut typing.wants_keys);
        if wants_keys {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let mut value = typed.clone();
        let output = field(ui, id, &mut value, several_lines, viewport, &carets, typing.caret.0);
        if wants_keys {
            // A click beside the field, such as the one on the badge that asked for it, took them away again.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let has_keys = ui.memory(|memory| memory.has_focus(id));
        let name = match word {
            Some(binding) => format!("The badge’s {}, typed on the badge", binding.token().trim_matches(['{', '}'])),
            None => "Text on the badge".to_owned(),
        };
        output.response.response.clone().accessible_name(name);
        if let Some(range) = output.cursor_range {
            typing.caret = (range.primary.index.0, range.secondary.index.0);
        }
        let chosen = typing.chosen();
        if value != typed {
            commands.extend(self.typed_on(&element, word, &value));
        } else if typing.caret != before {
            commands.push(Command::Seal);
        }
        paint_caret(ui, viewport, &carets, chosen, self.state.canvas.text.typing.as_ref().map_or(0, |t| t.caret.0));
        if !has_keys && !is_asked {
            commands.push(Command::Canvas(Ask::EndTyping));
        }
    }

    /// The edit that a changed field stands for.
    fn typed_on(&mut self, element: &Element, word: Option<Binding>, value: &str) -> Vec<Command> {
        let Some(typing) = &mut self.state.canvas.text.typing else { return Vec::new() };
        let group = typing_group(element.id);
        let step = |edits| Command::Edit { edits, label: STEP.into(), group };
        let value = cleaned(value, word.is_none()).0;
        let Some(word) = word else {
            let follows = shows_words(&value);
            let mut changed = element.clone();
            if let Kind::Text(text) = &mut changed.kind {
                text.content = value;
            }
            let mut commands = match typing.new.take() {
                Some(_) => vec![
                    step(vec![Edit::Insert { elements: vec![changed], index: None }]),
                    Command::Canvas(Ask::ShowTyped(element.id)),
                ],
                None => vec![step(vec![Edit::Put(vec![changed])])],
            };
            if follows {
                let words = "This text now follows the badge’s own words.";
                commands.extend([Command::Canvas(Ask::EndTyping), Command::Say(Notice::done(words))]);
            }
            return commands;
        };
        if value.trim().is_empty() {
            // A badge is never without its words: all of it is chosen, and what is typed next replaces it.
            let all = self.typed().map_or(0, |(_, typed)| typed.chars().count());
            if let Some(typing) = &mut self.state.canvas.text.typing {
                typing.caret = (all, 0);
                typing.moved = true;
            }
            return Vec::new();
        }
        let mut badge = self.state.badge().clone();
        match word {
            Binding::Name => badge.name = value,
            Binding::ShortName => badge.short_name = value,
            Binding::Issuer => badge.issuer.name = value,
            Binding::Layer => {}
        }
        vec![step(vec![Edit::Badge(Box::new(badge))])]
    }

    /// The frame that is being drawn for a new text, or the one typed in.
    fn text_frame(&self, ui: &Ui, viewport: Viewport) {
        let tool = &self.state.canvas.text;
        let line = Stroke::new(1.0, Tokens::of(ui).accent.ink);
        let at = |point: Point| viewport.to_window(point);
        let painter = ui.painter_at(viewport.rect);
        if let Some((from, to)) = tool.drawn {
            let area = Rect::from_two_pos(at(from), at(to));
            painter.rect_stroke(area, 0.0, line, egui::StrokeKind::Inside);
        }
        let typed = tool.typing.as_ref().and_then(|typing| typing.new.as_deref().map(|new| new.frame));
        if let Some(frame) = typed {
            let (w, h) = (frame.width / 2.0, frame.height / 2.0);
            let corners = [(-w, -h), (w, -h), (w, h), (-w, h), (-w, -h)];
            let corners: Vec<egui::Pos2> = corners.map(|(x, y)| at(frame.to_artwork(x, y).into())).into();
            painter.extend(Shape::dashed_line(&corners, line, 4.0, 4.0));
        }
    }

    /// Asks what to do with a text that shows words which are not typed on it.
    pub(super) fn bound_text(&mut self, ui: &Ui, commands: &mut Vec<Command>) {
        let Some(id) = self.state.canvas.text.asked else { return };
        let Some(element) = self.state.artwork().element(id) else { return self.state.canvas.text.asked = None };
        let Kind::Text(text) = &element.kind else { return };
        let shown = said(text, self.state.badge());
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
                    answer = Some(vec![Command::Go(Place::Words)]);
                }
                if ui.add(Action::new("Make it a text of its own")).clicked() {
                    let mut own = (**element).clone();
                    if let Kind::Text(text) = &mut own.kind {
                        text.content.clone_from(&shown);
                    }
                    let edit = Command::edit("Make it a text of its own", vec![Edit::Put(vec![own])]);
                    answer = Some(vec![edit, Command::Canvas(Ask::Type(id))]);
                }
                if ui.add(Action::new("Cancel")).clicked() {
                    answer = Some(Vec::new());
                }
            });
        });
        if answer.is_some() || response.should_close() {
            self.state.canvas.text.asked = None;
            commands.extend(answer.unwrap_or_default());
        }
    }
}

fn typing_group(element: ElementId) -> Group {
    Group::Typing(format!("typing on {}", element.0))
}

/// Up, down and the ends of lines, by the lines that are on the badge.
fn go_by_lines(ui: &Ui, typing: &mut Typing, carets: &Carets) {
    let here = typing.caret.0;
    for (key, to) in [
        (Key::ArrowUp, carets.beside(here, false)),
        (Key::ArrowDown, carets.beside(here, true)),
        (Key::Home, carets.home(here)),
        (Key::End, carets.end(here)),
    ] {
        for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
            if ui.input_mut(|input| input.consume_key(modifiers, key)) {
                typing.put(to, modifiers.shift);
            }
        }
    }
}

/// The field that nobody sees, as small as a point, where the caret is.
fn field(
    ui: &mut Ui,
    id: egui::Id,
    value: &mut String,
    several_lines: bool,
    viewport: Viewport,
    carets: &Carets,
    caret: usize,
) -> egui::text_edit::TextEditOutput {
    let place = carets.at(caret).map_or(viewport.rect.center(), |caret| viewport.to_window(caret.foot));
    let place = place.clamp(viewport.rect.min, viewport.rect.max);
    let room = Rect::from_min_size(place, Vec2::new(600.0, 24.0));
    let mut hidden = ui.new_child(UiBuilder::new().max_rect(room));
    hidden.set_clip_rect(Rect::from_min_size(place, Vec2::splat(1.0)));
    hidden.set_opacity(0.0);
    let field = if several_lines { TextEdit::multiline(value) } else { TextEdit::singleline(value) };
    field.id(id).frame(egui::Frame::NONE).desired_rows(1).desired_width(600.0).show(&mut hidden)
}

fn paint_caret(ui: &Ui, viewport: Viewport, carets: &Carets, chosen: Range<usize>, caret: usize) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter_at(viewport.rect);
    for area in carets.areas(chosen) {
        let corners: Vec<egui::Pos2> = area.map(|corner| viewport.to_window(corner)).into();
        // Lighter on dark badges, tinted on light ones.
        for tint in [Color32::WHITE.gamma_multiply(0.3), tokens.accent.ink.gamma_multiply(0.3)] {
            painter.add(Shape::convex_polygon(corners.clone(), tint, Stroke::NONE));
        }
    }
    if let Some(caret) = carets.at(caret) {
        let ends = [viewport.to_window(caret.foot), viewport.to_window(caret.head)];
        painter.line_segment(ends, Stroke::new(4.0, Color32::WHITE));
        painter.line_segment(ends, Stroke::new(2.0, tokens.accent.ink));
    }
}

/// The frame of a new text: as it was drawn, or around where was clicked.
fn frame_between(from: Point, to: Point, reach: f64) -> Frame {
    let drawn = kurbo::Rect::from_points(from, to);
    let (x, y) = (drawn.center().x, drawn.center().y);
    if drawn.width() > 2.0 * reach && drawn.height() > 2.0 * reach {
        return Frame { x, y, width: drawn.width(), height: drawn.height(), rotation: 0.0 };
    }
    // As wide as it can be around this place without leaving the badge.
    let room = |at: f64, least: f64, most: f64| (2.0 * at.min(SIDE - at)).clamp(least, most);
    let (width, height) = (room(from.x, LEAST.0, MOST.0), room(from.y, LEAST.1, MOST.1));
    Frame { x: from.x, y: from.y, width, height, rotation: 0.0 }
}
