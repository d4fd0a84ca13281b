//! Tools that only look: zoom and eyedropper.

use eframe::egui::{self, Color32, CursorIcon, Id, Rect, Stroke, StrokeKind, Ui};
use kurbo::{Affine, Point};

use super::viewport::Viewport;
use super::{Ask, Canvas};
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::Notice;
use crate::app::theme::Tokens;
use crate::app::widgets::Action;
use crate::artwork::{Color, Element, Kind, Paint, Stroke as Line};
use crate::document::Edit;
use crate::editing::tool::ToolKind;

/// How much a click with the magnifying glass changes the zoom.
const CLOSER: f32 = 1.6;

/// A box smaller than this is a click, in points.
const LEAST_BOX: f32 = 6.0;

/// Width of a line that the eyedropper gives to what had none.
const LINE: f64 = 6.0;

/// Under which the window remembers which field asks for a colour.
fn asking() -> Id {
    Id::unique("the field that asks for a colour of the badge")
}

/// A button that takes the eyedropper to the badge for the colour before it.
pub(super) fn eyedropper_button(ui: &mut Ui, color: &mut Color, what: &str) {
    let id = ui.scope_id().with(("eyedropper", what));
    let words = format!("Pick {} from the badge", what.to_lowercase());
    if ui.add(Action::icon_only("eyedropper", &words).small()).clicked() {
        ui.data_mut(|data| data.insert_temp(asking(), Some(id)));
    }
    if let Some(picked) = ui.data_mut(|data| data.remove_temp::<Option<Color>>(id)).flatten() {
        *color = picked;
    }
}

impl App {
    /// The magnifying glass: a click comes closer, with Alt goes away, a box
    /// is shown as large as it can be.
    pub(super) fn zoom_with_tool(&mut self, ui: &Ui, response: &egui::Response) {
        let Canvas { tool, view, zoom_from, .. } = &mut self.state.canvas;
        if *tool != ToolKind::Zoom {
            return;
        }
        let (alt, origin, at) =
            ui.input(|input| (input.modifiers.alt, input.pointer.press_origin(), input.pointer.interact_pos()));
        if response.hovered() {
            ui.ctx().set_cursor_icon(if alt { CursorIcon::ZoomOut } else { CursorIcon::ZoomIn });
        }
        if response.drag_started() {
            *zoom_from = origin;
        }
        let area = zoom_from.zip(at).map(|(from, to)| Rect::from_two_pos(from, to).intersect(response.rect));
        if let Some(area) = area.filter(|_| response.dragged()) {
            let line = Stroke::new(1.0, Tokens::of(ui).accent.ink);
            let ground = line.color.gamma_multiply(0.08);
            let painter = ui.ctx().layer_painter(ui.layer_id());
            painter.rect(area, 0.0, ground, line, StrokeKind::Inside);
        }
        if response.drag_stopped() {
            *zoom_from = None;
            match area {
                Some(area) if area.width().max(area.height()) >= LEAST_BOX => return view.show(response.rect, area),
                _ => {}
            }
        }
        // A long press that did not move is a click, too.
        if (response.clicked() || response.drag_stopped())
            && let Some(at) = at
        {
            view.zoom_about(response.rect, if alt { 1.0 / CLOSER } else { CLOSER }, at);
        }
    }

    /// The eyedropper: a click takes the colour under it, for the field that
    /// asked or for what is chosen.
    pub(super) fn pick_color(
        &mut self,
        ui: &Ui,
        response: &egui::Response,
        viewport: Viewport,
        commands: &mut Vec<Command>,
    ) {
        if let Some(field) = ui.data_mut(|data| data.remove_temp::<Option<Id>>(asking())).flatten() {
            let before = self.state.canvas.tool;
            self.state.canvas.tool = ToolKind::Eyedropper;
            self.state.canvas.asked = Some((field, before));
            response.request_focus();
        }
        if self.state.canvas.tool != ToolKind::Eyedropper {
            return;
        }
        let Some(at) = response.hover_pos() else { return };
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        let color = self.color_at(viewport, viewport.to_artwork(at));
        if let Some(color) = color {
            let lens = egui::Rect::from_min_size(at + egui::vec2(14.0, 14.0), egui::vec2(28.0, 28.0));
            let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, asking()));
            let shown = super::paint::to_color32(color);
            painter.rect(lens, 8.0, shown, Stroke::new(2.0, Color32::WHITE), StrokeKind::Inside);
            painter.rect_stroke(lens, 8.0, Stroke::new(1.0, Tokens::of(ui).line), StrokeKind::Outside);
        }
        if response.clicked() || response.drag_stopped() {
            let line = ui.input(|input| input.modifiers.shift);
            self.take_color(ui, color, line, commands);
        }
    }

    /// Gives a colour to the field that asked, or to what is chosen: to its
    /// fill, or to its `line`.
    pub(super) fn take_color(&mut self, ui: &Ui, color: Option<Color>, line: bool, commands: &mut Vec<Command>) {
        let Some(color) = color else {
            commands
                .push(Command::Say(Notice::error("Nothing is painted there. Click on the badge to take a colour.")));
            return;
        };
        if let Some((field, before)) = self.state.canvas.asked.take() {
            ui.data_mut(|data| data.insert_temp(field, Some(color)));
            self.state.canvas.tool = before;
            ui.ctx().request_repaint();
            return;
        }
        commands.push(Command::Canvas(Ask::PaintWith { color, line }));
    }

    /// The colour that is seen at a place; none where nothing is painted.
    pub(super) fn color_at(&mut self, viewport: Viewport, at: Point) -> Option<Color> {
        let scale = f64::from(viewport.zoom);
        let view = Affine::translate((0.5 - at.x * scale, 0.5 - at.y * scale)) * Affine::scale(scale);
        let scene = std::sync::Arc::clone(self.state.scene());
        let pixels = self.state.canvas.surface.renderer().render_view(&scene, 1, 1, view);
        let &[r, g, b, a] = pixels.rgba.first_chunk::<4>()?;
        if a == 0 {
            return None;
        }
        let straight = |channel: u8| (u16::from(channel) * 255 / u16::from(a)).min(255) as u8;
        Some(Color { r: straight(r), g: straight(g), b: straight(b), a })
    }

    /// Paints what is chosen with one colour; with nothing chosen the colour
    /// goes to the clipboard.
    pub(super) fn paint_with(&mut self, ctx: &egui::Context, color: Color, line: bool) {
        let chosen = self.chosen_elements();
        if chosen.is_empty() {
            ctx.copy_text(color.to_string());
            return self.say(ctx, Notice::done(format!("The colour {color} is on the clipboard.")));
        }
        let edits =
            vec![Edit::Put(chosen.iter().filter(|one| !one.locked).map(|one| painted(one, color, line)).collect())];
        self.update(ctx, Command::edit(format!("Paint with {color}"), edits));
    }
}

/// An element in another colour; of a group each that has such a paint.
fn painted(element: &Element, color: Color, line: bool) -> Element {
    let mut painted = element.clone();
    if let Kind::Group { elements } = &mut painted.kind {
        for inner in elements.iter_mut().filter(|inner| !inner.locked) {
            let has_it = if line { inner.stroke.is_some() } else { inner.fill.is_some() };
            if has_it || matches!(inner.kind, Kind::Group { .. }) {
                *inner = self::painted(inner, color, line).into();
            }
        }
    } else if line {
        let stroke = painted.stroke.take().unwrap_or_else(|| Line::solid(color, LINE));
        painted.stroke = Some(Line { paint: Paint::Solid(color), ..stroke });
    } else {
        painted.fill = Some(Paint::Solid(color));
    }
    painted
}
