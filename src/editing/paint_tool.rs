//! The tool that changes gradients and patterns where they are seen.

use kurbo::Point;

use super::nested::{Lifted, from_artwork, lifted, to_artwork};
use super::paint_handles::{PaintHandle, dragged, handles, with_stop, without_stop};
use super::tool::{Held, ToolContext, ToolEvent, ToolOutput};
use crate::artwork::{Element, ElementId};
use crate::document::{Edit, Group};

/// Drags the handles of a paint.
#[derive(Debug, Default)]
pub struct PaintTool {
    /// The handle that was last taken hold of, and whose it is.
    chosen: Option<(ElementId, PaintHandle)>,
    drag: Option<Drag>,
    count: u64,
    told: Option<String>,
}

#[derive(Debug)]
struct Drag {
    from: Point,
    /// From the pointer to the handle.
    off: kurbo::Vec2,
    handle: PaintHandle,
    one: Lifted,
    moves: bool,
    changed: bool,
}

/// The element whose paint has handles: the one that is chosen.
pub fn repaintable(context: &ToolContext<'_>) -> Option<Lifted> {
    let mut chosen = lifted(context.artwork, context.selection);
    if chosen.len() == 1 { chosen.pop() } else { None }
}

impl PaintTool {
    /// The handle of an element that was last taken hold of.
    pub fn chosen(&self, element: ElementId) -> Option<PaintHandle> {
        self.chosen.filter(|(of, _)| *of == element).map(|(_, handle)| handle)
    }

    /// Takes hold of a handle, as the keyboard does.
    pub fn choose(&mut self, element: ElementId, handle: PaintHandle) {
        self.chosen = Some((element, handle));
    }

    /// What is being changed, to be shown beside the pointer.
    pub fn told(&self) -> Option<&str> {
        self.told.as_deref()
    }

    /// What to do about an event.
    pub fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, _) => self.press(at, context),
            ToolEvent::Drag(to, held) => self.moved(to, held, context),
            ToolEvent::Release => {
                self.drag = None;
                self.told = None;
                Vec::new()
            }
            ToolEvent::Cancel => {
                self.told = None;
                if self.drag.take().is_some_and(|drag| drag.changed) { vec![ToolOutput::Undo] } else { Vec::new() }
            }
        }
    }

    /// Takes the chosen colour away; none where no colour is chosen or the
    /// gradient needs it.
    pub fn without_chosen(&mut self, context: &ToolContext<'_>) -> Option<ToolOutput> {
        let one = repaintable(context)?;
        let Some(PaintHandle::Stop(at)) = self.chosen(one.element.id) else { return None };
        let changed = without_stop(&one.element, at)?;
        // So that another press of the key meets the one before, not the element.
        self.chosen = Some((one.element.id, PaintHandle::Stop(at.saturating_sub(1))));
        let edit = Edit::Put(vec![one.lowered(changed)]);
        Some(ToolOutput::Edit(vec![edit], format!("Remove colour {}", at + 1), Group::Once))
    }

    fn press(&mut self, at: Point, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.count += 1;
        let Some(one) = repaintable(context) else { return self.choose_other(at, context) };
        let near = handles(&one.element, context.inset).into_iter().map(|placed| (placed.at.distance(at), placed));
        let nearest = near.filter(|(off, _)| *off <= context.reach).min_by(|(a, _), (b, _)| a.total_cmp(b));
        let id = one.element.id;
        let mut begin = |handle, off, one, changed| {
            self.chosen = Some((id, handle));
            self.drag = Some(Drag { from: at, off, handle, one, moves: changed, changed });
        };
        if let Some((_, placed)) = nearest {
            begin(placed.handle, placed.at - at, one, false);
            return Vec::new();
        }
        if let Some((changed, added)) = with_stop(&one.element, at, context.reach) {
            let edit = Edit::Put(vec![one.lowered(changed.clone())]);
            begin(PaintHandle::Stop(added), kurbo::Vec2::ZERO, one.changed(changed), true);
            return vec![ToolOutput::Edit(vec![edit], "Add a colour".into(), Group::Drag(self.count))];
        }
        self.choose_other(at, context)
    }

    fn choose_other(&mut self, at: Point, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.chosen = None;
        vec![ToolOutput::Select(context.scene.hit(at.x, at.y, context.reach).into_iter().collect())]
    }

    fn moved(&mut self, to: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let Some(drag) = &mut self.drag else { return Vec::new() };
        if !drag.moves && drag.from.distance(to) < context.reach / 4.0 {
            return Vec::new();
        }
        drag.moves = true;
        let element = &drag.one.element;
        let mut place = to + drag.off;
        let rests = matches!(drag.handle, PaintHandle::From | PaintHandle::To | PaintHandle::Center);
        if rests && context.habits.snapping.on && !held.command && !held.shift {
            place = rested(element, place, context.reach);
        }
        let Some(changed) = dragged(element, drag.handle, place, held.shift) else { return Vec::new() };
        drag.changed |= changed != *element;
        let words = handles(&changed, context.inset).into_iter().find(|placed| placed.handle == drag.handle);
        self.told = words.map(|placed| placed.words);
        let edit = Edit::Put(vec![drag.one.lowered(changed)]);
        let label = format!("Paint of {}", element.title());
        vec![ToolOutput::Edit(vec![edit], label, Group::Drag(self.count))]
    }
}

/// The place on the middles and sides of the element's frame, where it comes
/// near them.
fn rested(element: &Element, place: Point, reach: f64) -> Point {
    let local = from_artwork(element, place);
    let rest =
        |at: f64, half: f64| [0.0, -half, half].into_iter().find(|line| (at - line).abs() <= reach / 2.0).unwrap_or(at);
    let frame = element.frame;
    to_artwork(element, Point::new(rest(local.x, frame.width / 2.0), rest(local.y, frame.height / 2.0)))
}

#[cfg(test)]
mod tests;
