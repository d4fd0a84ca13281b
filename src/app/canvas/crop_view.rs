//! What is seen of cropping, and its keys.

use std::sync::Arc;

use eframe::egui::{self, Color32, Key, Modifiers, Rect, Shape, Stroke, Ui, vec2};
use kurbo::Point;

use super::Ask;
use super::surface::context;
use super::viewport::Viewport;
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::State;
use crate::artwork::{Crop, Element, ElementId, Kind};
use crate::editing::ToolKind;
use crate::editing::cage::{Handle, handles};
use crate::editing::crop_tool::{croppable, whole, with_crop};
use crate::editing::nested::Lifted;
use crate::scene::{Scene, build};

/// How much one press of a key magnifies.
const STEP: f64 = 1.1;

/// How strongly what is cut off is seen while a picture is cropped.
const GHOST: f64 = 0.3;

/// A scene with what is cut off of a picture, and the scene it was made for.
pub(super) type Ghosted = Option<(Arc<Scene>, Arc<Scene>)>;

impl App {
    /// What the canvas shows: the badge and, while a picture is cropped, what
    /// is cut off of it.
    pub(super) fn shown_scene(&mut self) -> Arc<Scene> {
        let scene = Arc::clone(self.state.scene());
        if self.state.canvas.tool != ToolKind::Crop {
            self.state.canvas.ghosted = None;
            return scene;
        }
        if let Some((made_for, ghosted)) = &self.state.canvas.ghosted
            && Arc::ptr_eq(made_for, &scene)
        {
            return Arc::clone(ghosted);
        }
        let context = context(&self.state, 0.0);
        let Some(element) = croppable(&context).and_then(|one| context.artwork.element(one.element.id)) else {
            return scene;
        };
        let mut ghost = with_crop(element, Crop::default());
        ghost.id = context.artwork.fresh_id();
        ghost.opacity *= GHOST;
        ghost.shadow = None;
        if let Kind::Picture { shape, .. } = &mut ghost.kind {
            *shape = None;
        }
        let mut artwork = context.artwork.clone();
        put_beneath(&mut artwork.elements, 0, element.id, &Arc::new(ghost));
        let ghosted = Arc::new(build(&artwork, self.state.badge()));
        self.state.canvas.ghosted = Some((scene, Arc::clone(&ghosted)));
        ghosted
    }

    /// Larger, smaller, done.
    pub(super) fn crop_keys(&self, ui: &Ui, commands: &mut Vec<Command>) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) || pressed(Key::Enter) {
            commands.push(Command::Canvas(Ask::Tool(ToolKind::Select)));
        }
        if pressed(Key::Plus) || pressed(Key::Equals) {
            commands.push(Command::Canvas(Ask::Magnify(STEP)));
        }
        if pressed(Key::Minus) {
            commands.push(Command::Canvas(Ask::Magnify(1.0 / STEP)));
        }
    }
}

/// Puts a ghost beneath an element, in whatever group that lies, but not
/// before the place `least`.
fn put_beneath(elements: &mut Vec<Arc<Element>>, least: usize, id: ElementId, ghost: &Arc<Element>) {
    if let Some(at) = elements.iter().position(|element| element.id == id) {
        return elements.insert(at.max(least), Arc::clone(ghost));
    }
    for element in elements.iter_mut().filter(|element| matches!(element.kind, Kind::Group { .. })) {
        let element = Arc::make_mut(element);
        if let Kind::Group { elements } = &mut element.kind {
            // The lowest cuts what lies over it.
            put_beneath(elements, usize::from(element.clipped), id, ghost);
        }
    }
}

/// How far the whole picture reaches, and the edges it is cropped to.
pub(super) fn paint_crop(painter: &egui::Painter, viewport: Viewport, state: &State, line: Stroke) {
    let context = context(state, 0.0);
    let Some(Lifted { element, .. }) = croppable(&context) else { return };
    let frame = element.frame;
    let corners = |area: kurbo::Rect| {
        let places =
            [(area.x0, area.y0), (area.x1, area.y0), (area.x1, area.y1), (area.x0, area.y1), (area.x0, area.y0)];
        places.map(|(x, y)| {
            let x = if element.mirrored { -x } else { x };
            viewport.to_window(frame.to_artwork(x, y).into())
        })
    };
    painter.extend(Shape::dashed_line(&corners(whole(&element)), Stroke::new(1.0, line.color), 5.0, 4.0));
    let shown = kurbo::Rect::from_center_size(Point::ORIGIN, (frame.width, frame.height));
    painter.add(Shape::line(corners(shown).into(), line));
    for (handle, place) in handles(frame, 0.0) {
        let Handle::Size(across, down) = handle else { continue };
        let place = viewport.to_window(place);
        let size = match (across, down) {
            (0, _) => vec2(20.0, 6.0),
            (_, 0) => vec2(6.0, 20.0),
            _ => vec2(12.0, 12.0),
        };
        painter.rect(Rect::from_center_size(place, size), 2.0, Color32::WHITE, line, egui::StrokeKind::Middle);
    }
}
