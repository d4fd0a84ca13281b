//! The canvas itself: the badge as it will be exported, the cage, the pointer.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, ColorImage, CursorIcon, Key, Modifiers, Pos2, Rect, Role, Sense, Shape, Stroke, TextureHandle,
    TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use kurbo::Point;

use super::cage::{Handle, handle_at, handles};
use super::node_tool::editable;
use super::nodes::Nodes;
use super::tool::{Guide, Held, ToolContext, ToolEvent, ToolKind, ToolOutput, only_chosen};
use super::viewport::Viewport;
use super::{Ask, Canvas};
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::theme::Tokens;
use crate::artwork::{Element, Frame, Kind};
use crate::render::raster::{MAX_SIDE, Pixels, Renderer};
use crate::scene::{Scene, title};

/// How near to a handle or a thin line counts, in points.
const REACH: f32 = 8.0;
/// Length of the arm that holds the turning knob, in points.
const ARM: f32 = 26.0;
/// Badge units an arrow key moves by, and with Shift.
const NUDGE: (f64, f64) = (1.0, 10.0);

/// The picture of the canvas, drawn anew only when something changed.
#[derive(Default)]
pub(super) struct Surface {
    renderer: Renderer,
    drawn: Option<(Arc<Scene>, Viewport, f32)>,
    texture: Option<TextureHandle>,
    checks: Option<TextureHandle>,
    pressed: bool,
}

/// A picture for the window.
pub(super) fn to_image(pixels: &Pixels) -> ColorImage {
    let size = [pixels.width as usize, pixels.height as usize];
    ColorImage::from_rgba_premultiplied(size, &pixels.rgba)
}

impl Surface {
    pub(super) fn renderer(&mut self) -> &mut Renderer {
        &mut self.renderer
    }

    fn draw(&mut self, ui: &Ui, scene: &Arc<Scene>, viewport: Viewport) -> egui::TextureId {
        // A window larger than what can be drawn at once is drawn a little less sharp.
        let most = ui.input(|input| input.max_texture_side).min(MAX_SIDE as usize) as f32;
        let density = ui.ctx().pixels_per_point().min(most / viewport.rect.size().max_elem());
        let same = self.drawn.as_ref().is_some_and(|(old, view, old_density)| {
            Arc::ptr_eq(old, scene) && *view == viewport && (*old_density - density).abs() < f32::EPSILON
        });
        if !same || self.texture.is_none() {
            let size = viewport.rect.size() * density;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window's size in pixels")]
            let (width, height) = (size.x.round().max(1.0) as u32, size.y.round().max(1.0) as u32);
            let pixels = self.renderer.render_view(scene, width, height, viewport.to_pixels(density));
            let image = to_image(&pixels);
            match &mut self.texture {
                Some(texture) => texture.set(image, TextureOptions::LINEAR),
                None => self.texture = Some(ui.ctx().load_texture("canvas", image, TextureOptions::LINEAR)),
            }
            self.drawn = Some((Arc::clone(scene), viewport, density));
        }
        self.texture.as_ref().map_or(egui::TextureId::default(), TextureHandle::id)
    }

    /// A quiet checkerboard for what is transparent.
    fn checks(&mut self, ui: &Ui) -> egui::TextureId {
        let texture = self.checks.get_or_insert_with(|| {
            let (clear, gray) = (Color32::TRANSPARENT, Color32::from_rgba_unmultiplied(128, 128, 128, 22));
            let image = ColorImage::new([2, 2], vec![clear, gray, gray, clear]);
            ui.ctx().load_texture("checks", image, TextureOptions::NEAREST_REPEAT)
        });
        texture.id()
    }
}

impl App {
    pub(super) fn surface(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(rect, Sense::click_and_drag());
        let words = format!("Canvas, {} elements", self.state.artwork().elements.len());
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, &words));
        self.state.canvas.rect = Some(rect);
        self.move_view(ui, &response);
        let viewport = self.state.canvas.view.on(rect);
        self.pointer(ui, &response, viewport, commands);
        self.keys(ui, &response, commands);

        let scene = Arc::clone(self.state.scene());
        let painter = ui.painter_at(rect);
        let board = viewport.artwork_rect();
        let checks = self.state.canvas.surface.checks(ui);
        painter.image(checks, board, Rect::from_min_size(Pos2::ZERO, Vec2::splat(20.0)), Color32::WHITE);
        let picture = self.state.canvas.surface.draw(ui, &scene, viewport);
        painter.image(picture, rect, Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)), Color32::WHITE);
        self.announce(ui, viewport, &scene);
        overlay(ui, &painter, viewport, &self.state, &scene);
        super::previews::zoom_card(ui, rect, viewport, commands);
        let Canvas { surface, previews, .. } = &mut self.state.canvas;
        previews.card(ui, rect, &scene, &mut surface.renderer, commands);
    }

    fn move_view(&mut self, ui: &Ui, response: &egui::Response) {
        let rect = response.rect;
        let (space, middle) = ui.input(|i| (i.key_down(Key::Space), i.pointer.middle_down()));
        let panning = self.state.canvas.tool == ToolKind::Hand || middle || (space && !ui.ctx().text_edit_focused());
        if panning && response.dragged() {
            self.state.canvas.view.pan(rect, response.drag_delta());
        }
        if panning && response.hovered() {
            ui.ctx().set_cursor_icon(if response.dragged() { CursorIcon::Grabbing } else { CursorIcon::Grab });
        }
        if response.contains_pointer() {
            let (zoom, scroll, at) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta(), i.pointer.hover_pos()));
            if (zoom - 1.0).abs() > f32::EPSILON
                && let Some(at) = at
            {
                self.state.canvas.view.zoom_about(rect, zoom, at);
            } else if scroll != Vec2::ZERO {
                self.state.canvas.view.pan(rect, scroll);
            }
        }
    }

    fn pointer(&mut self, ui: &Ui, response: &egui::Response, viewport: Viewport, commands: &mut Vec<Command>) {
        let (modifiers, space, at) = ui.input(|i| (i.modifiers, i.key_down(Key::Space), i.pointer.interact_pos()));
        let held = Held { shift: modifiers.shift, alt: modifiers.alt, command: modifiers.command };
        // A tap can go down and up within one frame.
        let (pressed, down) = ui.input(|i| (i.pointer.primary_pressed(), i.pointer.primary_down()));
        let pressed = pressed && response.contains_pointer();
        let mut events = Vec::new();
        let surface = &mut self.state.canvas.surface;
        let idle = !surface.pressed;
        if pressed && idle && self.state.canvas.tool != ToolKind::Hand && !space {
            surface.pressed = true;
            response.request_focus();
            if let Some(from) = ui.input(|i| i.pointer.press_origin()).or(at) {
                events.push(ToolEvent::Press(viewport.to_artwork(from), held));
            }
        }
        if surface.pressed {
            if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
                surface.pressed = false;
                events.push(ToolEvent::Cancel);
            } else {
                let moved = at.filter(|_| ui.input(|i| i.pointer.delta() != Vec2::ZERO || !down));
                events.extend(moved.map(|at| ToolEvent::Drag(viewport.to_artwork(at), held)));
                if !down {
                    surface.pressed = false;
                    events.push(ToolEvent::Release);
                }
            }
        }
        for event in events {
            let outputs = self.tool_event(event, viewport);
            let released = matches!(event, ToolEvent::Release);
            commands.extend(outputs.into_iter().map(Command::from));
            // Each event must see what the one before it did.
            let ctx = ui.ctx().clone();
            for command in commands.drain(..) {
                self.update(&ctx, command);
            }
            if released {
                commands.push(Command::Seal);
            }
        }
        if response.double_clicked()
            && self.state.canvas.tool == ToolKind::Select
            && only_handled(&self.state).is_some_and(|element| matches!(element.kind, Kind::Outline { .. }))
        {
            commands.push(Command::Canvas(Ask::Tool(ToolKind::Nodes)));
        } else if response.double_clicked() {
            commands.extend(self.state.history.selection().iter().next().map(|id| Command::Select(vec![*id])));
        }
        if let Some(hover) = response.hover_pos()
            && self.state.canvas.tool == ToolKind::Select
        {
            let point = viewport.to_artwork(hover);
            if let Some(icon) = self.cursor(point, viewport) {
                ui.ctx().set_cursor_icon(icon);
            }
        }
    }

    fn tool_event(&mut self, event: ToolEvent, viewport: Viewport) -> Vec<ToolOutput> {
        let scene = Arc::clone(self.state.scene());
        let document = self.state.document().clone();
        let selection = self.state.history.selection().clone();
        let context = ToolContext {
            artwork: &document.artwork,
            scene: &scene,
            selection: &selection,
            reach: viewport.units(REACH),
            arm: viewport.units(ARM),
        };
        let canvas = &mut self.state.canvas;
        match canvas.tool {
            ToolKind::Nodes => canvas.nodes.event(event, &context),
            ToolKind::Pen => canvas.pen.event(event, &context),
            ToolKind::Select | ToolKind::Hand => canvas.select.event(event, &context),
        }
    }

    fn cursor(&self, point: Point, viewport: Viewport) -> Option<CursorIcon> {
        let element = only_handled(&self.state)?;
        let handle = handle_at(element.frame, viewport.units(ARM), point, viewport.units(REACH));
        Some(match handle? {
            Handle::Turn => CursorIcon::Grab,
            Handle::Size(across, down) => size_cursor(element.frame, across, down),
        })
    }

    fn keys(&mut self, ui: &Ui, response: &egui::Response, commands: &mut Vec<Command>) {
        let focus = ui.memory(|memory| memory.focused());
        if response.has_focus() {
            let arrows = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
                ..egui::EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        }
        let before = std::mem::replace(&mut self.state.canvas.focus_before, focus);
        let elsewhere = |id: Option<egui::Id>| id.is_some_and(|id| id != response.id);
        let escape = !elsewhere(focus) && !elsewhere(before) && !egui::Popup::is_any_open(ui.ctx());
        if elsewhere(focus)
            || egui::Popup::is_any_open(ui.ctx())
            || ui.memory(|memory| memory.top_modal_layer().is_some())
        {
            return;
        }
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::Paste(text) if text.trim_start().starts_with('<') => Some(text.clone()),
                _ => None,
            })
        });
        commands.extend(pasted.map(|drawing| Command::Canvas(Ask::Paste(drawing))));
        if self.state.canvas.tool == ToolKind::Pen {
            let ends = |input: &mut egui::InputState| {
                input.consume_key(Modifiers::NONE, Key::Enter) || input.consume_key(Modifiers::NONE, Key::Escape)
            };
            if !self.state.canvas.pen.drawn().nodes.is_empty() && ui.input_mut(ends) {
                commands.push(Command::Canvas(Ask::FinishPath));
            }
        }
        if self.state.history.selection().is_empty() {
            return;
        }
        let by = |across: f64, down: f64| Command::Canvas(Ask::Nudge(across, down));
        ui.input_mut(|input| {
            for (modifiers, step) in [(Modifiers::SHIFT, NUDGE.1), (Modifiers::NONE, NUDGE.0)] {
                for (key, across, down) in [
                    (Key::ArrowLeft, -1.0, 0.0),
                    (Key::ArrowRight, 1.0, 0.0),
                    (Key::ArrowUp, 0.0, -1.0),
                    (Key::ArrowDown, 0.0, 1.0),
                ] {
                    for _ in 0..input.count_and_consume_key(modifiers, key) {
                        commands.push(by(across * step, down * step));
                    }
                }
            }
            if escape && input.consume_key(Modifiers::NONE, Key::Escape) {
                commands.push(Command::Canvas(Ask::SelectNone));
            }
            if input.consume_key(Modifiers::NONE, Key::Backspace) {
                commands.push(Command::Canvas(Ask::Delete));
            }
        });
    }

    /// Tells screen readers and tests what lies on the canvas, and where.
    fn announce(&self, ui: &Ui, viewport: Viewport, scene: &Scene) {
        for (at, element) in self.state.artwork().elements.iter().enumerate() {
            let Some(bounds) = scene.bounds(element.id) else { continue };
            let rect = viewport.rect_of(bounds).intersect(viewport.rect);
            let id = ui.scope_id().with(("element", element.id));
            let response = ui.interact(rect, id, Sense::empty());
            let chosen = self.state.history.selection().contains(&element.id);
            let words = format!("Element {}: {}", at + 1, title(element, self.state.badge()));
            response.widget_info(|| WidgetInfo::selected(Role::GraphicsObject, true, chosen, &words));
        }
    }
}

fn only_handled(state: &State) -> Option<Element> {
    only_chosen(&context(state, 0.0, 0.0)).cloned()
}

/// The arrow that points along a handle, however the frame is turned.
fn size_cursor(frame: Frame, across: i8, down: i8) -> CursorIcon {
    let angle = f64::from(down).atan2(f64::from(across)).to_degrees() + frame.rotation;
    let eighth = ((angle.rem_euclid(180.0)) / 45.0).round() as i64 % 4;
    match eighth {
        0 => CursorIcon::ResizeHorizontal,
        1 => CursorIcon::ResizeNwSe,
        2 => CursorIcon::ResizeVertical,
        _ => CursorIcon::ResizeNeSw,
    }
}

/// What lies over the badge: cage, guides, marquee.
fn overlay(ui: &Ui, painter: &egui::Painter, viewport: Viewport, state: &State, scene: &Scene) {
    let tokens = Tokens::of(ui);
    let line = Stroke::new(1.5, tokens.accent.ink);
    let at = |point: Point| viewport.to_window(point);
    for guide in state.canvas.select.guides() {
        let guide_line = Stroke::new(1.0, Color32::from_rgb(0xC9, 0x3D, 0x77));
        let board = viewport.artwork_rect().expand(16.0);
        let ends = match *guide {
            Guide::Upright(x) => {
                [pos2(at(Point::new(x, 0.0)).x, board.top()), pos2(at(Point::new(x, 0.0)).x, board.bottom())]
            }
            Guide::Level(y) => {
                [pos2(board.left(), at(Point::new(0.0, y)).y), pos2(board.right(), at(Point::new(0.0, y)).y)]
            }
        };
        painter.extend(Shape::dashed_line(&ends, guide_line, 4.0, 4.0));
    }
    if let Some((from, to)) = state.canvas.select.marquee() {
        let area = Rect::from_two_pos(at(from), at(to));
        painter.rect(
            area,
            0.0,
            tokens.accent.ink.gamma_multiply(0.08),
            Stroke::new(1.0, tokens.accent.ink),
            egui::StrokeKind::Inside,
        );
    }
    if state.canvas.tool != ToolKind::Select {
        return points(painter, viewport, state, line);
    }
    let only = only_handled(state);
    for id in state.history.selection() {
        if only.as_ref().is_some_and(|element| element.id == *id) {
            continue;
        }
        if let Some(bounds) = scene.bounds(*id) {
            painter.rect_stroke(viewport.rect_of(bounds).expand(2.0), 2.0, line, egui::StrokeKind::Outside);
        }
    }
    let Some(element) = only else { return };
    let frame = element.frame;
    let (w, h) = (frame.width / 2.0, frame.height / 2.0);
    let corner = |x: f64, y: f64| at(frame.to_artwork(x, y).into());
    let corners = vec![corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
    painter.add(Shape::closed_line(corners, line));
    let arm = viewport.units(ARM);
    painter.line_segment([corner(0.0, -h), corner(0.0, -h - arm)], line);
    for (handle, place) in handles(frame, arm) {
        let place = at(place);
        match handle {
            Handle::Turn => {
                painter.circle(place, 6.0, Color32::WHITE, line);
            }
            Handle::Size(..) => {
                let square = Rect::from_center_size(place, vec2(10.0, 10.0));
                painter.rect(square, 2.0, Color32::WHITE, line, egui::StrokeKind::Middle);
            }
        }
    }
}

/// The points of the path that is changed or drawn, with the handles of those
/// that are chosen.
fn points(painter: &egui::Painter, viewport: Viewport, state: &State, line: Stroke) {
    let at = |point: Point| viewport.to_window(point);
    let canvas = &state.canvas;
    let (nodes, chosen) = match canvas.tool {
        ToolKind::Pen => {
            let run = canvas.pen.drawn();
            (Nodes(vec![run.clone()]), vec![(0, run.nodes.len().saturating_sub(1))])
        }
        ToolKind::Nodes => {
            let context = context(state, 0.0, 0.0);
            let Some((element, nodes)) = editable(&context) else { return };
            (nodes, canvas.nodes.chosen(element.id))
        }
        ToolKind::Select | ToolKind::Hand => return,
    };
    let mut last = None;
    kurbo::flatten(nodes.path().iter(), viewport.units(0.3), |element| {
        let to = match element {
            kurbo::PathEl::MoveTo(to) => return last = Some(to),
            kurbo::PathEl::LineTo(to) => to,
            _ => return,
        };
        if let Some(from) = last.replace(to) {
            painter.line_segment([at(from), at(to)], line);
        }
    });
    for (place, node) in nodes.each() {
        let is_chosen = chosen.contains(&place);
        if is_chosen {
            for handle in [node.before, node.after] {
                if handle != node.at {
                    painter.line_segment([at(node.at), at(handle)], Stroke::new(1.0, line.color));
                    painter.circle(at(handle), 4.0, Color32::WHITE, line);
                }
            }
        }
        let fill = if is_chosen { line.color } else { Color32::WHITE };
        if node.is_smooth() {
            painter.circle(at(node.at), 5.0, fill, line);
        } else {
            painter.rect(
                Rect::from_center_size(at(node.at), Vec2::splat(9.0)),
                1.0,
                fill,
                line,
                egui::StrokeKind::Middle,
            );
        }
    }
}

fn context(state: &State, reach: f64, arm: f64) -> ToolContext<'_> {
    ToolContext { artwork: state.artwork(), scene: state.scene(), selection: state.history.selection(), reach, arm }
}

impl From<ToolOutput> for Command {
    fn from(output: ToolOutput) -> Self {
        match output {
            ToolOutput::Select(ids) => Self::Select(ids),
            ToolOutput::Edit(edits, label, group) => Self::Edit { edits, label, group },
            ToolOutput::Undo => Self::Undo,
        }
    }
}
