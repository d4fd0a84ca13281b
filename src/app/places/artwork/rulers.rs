//! Rulers at the edges of the canvas, out of which guides are dragged.

use eframe::egui::{Align2, FontFamily, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use kurbo::Point;

use super::guides::show_guides;
use super::message::Message;
use super::model::Board;
use super::viewport::Viewport;
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::Tokens;
use crate::artwork::Guide;
use crate::editing::{Held, ToolEvent};

/// Width of a ruler, in points.
const WIDTH: f32 = 24.0;

/// Numbers stand at least this far apart, in points.
const APART: f32 = 56.0;

impl Board<'_> {
    /// Draws the rulers when they are wished for. A drag out of one makes a
    /// guide along it.
    pub(super) fn rulers(&mut self, ui: &Ui, viewport: Viewport, out: &mut Outbox<Message>) {
        if !self.desk.settings.canvas.snapping.rulers {
            return;
        }
        let canvas = viewport.rect;
        let top = Rect::from_min_size(canvas.min, vec2(canvas.width(), WIDTH));
        let left = Rect::from_min_size(canvas.min, vec2(WIDTH, canvas.height()));
        for (upright, place, words) in [
            (false, top, "Upper ruler: drag out of it for a level guide"),
            (true, left, "Left ruler: drag out of it for an upright guide"),
        ] {
            let response = ui.interact(place, ui.scope_id().with(("ruler", upright)), Sense::drag());
            response.widget_info(|| WidgetInfo::labeled(Role::Group, true, words));
            ruler(ui, viewport, place, upright);
            let at = ui.input(|input| input.pointer.interact_pos()).map(|at| viewport.to_artwork(at));
            let Some(at) = at else { continue };
            let held = ui.input(|input| Held { command: input.modifiers.command, ..Held::default() });
            if response.drag_started() {
                let guide = if upright { Guide::upright(at.x.round()) } else { Guide::level(at.y.round()) };
                show_guides(self.desk, out);
                out.mine(Message::DragGuide(guide, at));
            } else if response.dragged() {
                out.mine(Message::Pointer(ToolEvent::Drag(at, held)));
            } else if response.drag_stopped() {
                out.mine(Message::Pointer(ToolEvent::Release));
            }
        }
        let corner = Rect::from_min_size(canvas.min, vec2(WIDTH, WIDTH));
        ui.painter_at(canvas).rect_filled(corner, 0.0, Tokens::of(ui).panel);
    }
}

fn ruler(ui: &Ui, viewport: Viewport, place: Rect, upright: bool) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter_at(place);
    painter.rect_filled(place, 0.0, tokens.panel);
    let line = Stroke::new(1.0, tokens.line);
    if upright {
        painter.vline(place.right() - 0.5, place.y_range(), line);
    } else {
        painter.hline(place.x_range(), place.bottom() - 0.5, line);
    }
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];
    let step = steps.into_iter().find(|step| *step as f32 * viewport.zoom >= APART).unwrap_or(1000.0);
    let (from, to) = (viewport.to_artwork(place.min), viewport.to_artwork(place.max));
    let (from, to) = if upright { (from.y, to.y) } else { (from.x, to.x) };
    let font = FontId::new(10.0, FontFamily::Proportional);
    let mut at = (from / step).floor() * step;
    while at <= to {
        let window = viewport.to_window(Point::new(at, at));
        let words = format!("{at:.0}");
        if upright {
            painter.hline(place.right() - 6.0..=place.right(), window.y, line);
            painter.text(pos2(place.left() + 2.0, window.y + 1.0), Align2::LEFT_TOP, words, font.clone(), tokens.soft);
        } else {
            painter.vline(window.x, place.bottom() - 6.0..=place.bottom(), line);
            painter.text(pos2(window.x + 3.0, place.top() + 3.0), Align2::LEFT_TOP, words, font.clone(), tokens.soft);
        }
        at += step;
    }
}
