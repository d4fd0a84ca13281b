//! Gradient: the tool that changes gradients and patterns where they are seen.

use kurbo::{Point, Vec2};

use super::habits::Held;
use super::keyboard_handles::{HandleId, KeyboardHandle};
use super::local_space::{GlobalElement, from_artwork, in_global_space, to_artwork};
use super::overlay::{Form, Mark, Pen};
use super::paint_handles::{PaintHandle, Track, dragged, handles, stepped, track, with_stop, without_stop};
use super::tool::{Tool, ToolContext, ToolEvent, ToolKey, ToolOutput, back_to_choosing};
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
    one: GlobalElement,
    moves: bool,
    changed: bool,
}

/// The element whose paint has handles: the one that is chosen.
fn repaintable(context: &ToolContext<'_>) -> Option<GlobalElement> {
    let mut chosen = in_global_space(context.artwork, context.selection);
    if chosen.len() == 1 { chosen.pop() } else { None }
}

impl Tool for PaintTool {
    fn hint(&self) -> &'static str {
        "Drag the handles · A click on the line adds a colour · Delete takes the chosen one away · V goes back to choosing"
    }

    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
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
            ToolEvent::Click(..) | ToolEvent::DoubleClick(_) => Vec::new(),
        }
    }

    fn key(&mut self, key: ToolKey, context: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        match key {
            ToolKey::Escape => Some(back_to_choosing()),
            ToolKey::Delete => self.without_chosen(context).map(|output| vec![output]),
            _ => None,
        }
    }

    /// The handles of a gradient or a pattern, and its colours beside their line.
    fn overlay(&self, context: &ToolContext<'_>) -> Vec<Mark> {
        let outline = |id| context.scene.bounds(id).map(|bounds| Mark::Outline(bounds, Pen::Firm));
        let Some(one) = repaintable(context) else {
            return context.selection.iter().filter_map(|id| outline(*id)).collect();
        };
        let mut marks = Vec::new();
        match track(&one.element) {
            Some(Track::Line(from, to)) => {
                marks.extend([Pen::Lit, Pen::Firm].map(|pen| Mark::Line(vec![from, to], pen)));
            }
            Some(Track::Circle(center, radius)) => {
                marks.extend([Pen::Lit, Pen::Firm].map(|pen| Mark::Circle(center, radius, pen)));
            }
            None => marks.extend(outline(one.element.id)),
        }
        let chosen = self.chosen(one.element.id);
        marks.extend(handles(&one.element, context.inset).into_iter().map(|placed| {
            let held = chosen == Some(placed.handle);
            let form = placed.color.map_or(Form::Paint { held }, |color| Form::Stop { color, held });
            Mark::Handle(placed.at, form)
        }));
        marks.extend(self.told.clone().map(Mark::Words));
        marks
    }

    fn handles(&self, context: &ToolContext<'_>) -> Vec<KeyboardHandle> {
        let Some(one) = repaintable(context) else { return Vec::new() };
        let id = one.element.id;
        let placed = handles(&one.element, context.inset).into_iter();
        placed.map(|one| KeyboardHandle { id: HandleId::Paint(id, one.handle), at: one.at, words: one.words }).collect()
    }

    fn focus(&mut self, handle: HandleId) {
        if let HandleId::Paint(element, handle) = handle {
            self.chosen = Some((element, handle));
        }
    }

    fn push(&self, handle: HandleId, by: Vec2, context: &ToolContext<'_>) -> Option<ToolOutput> {
        let HandleId::Paint(element, place) = handle else { return None };
        let one = repaintable(context).filter(|one| one.element.id == element)?;
        let changed = stepped(&one.element, place, by.x, by.y)?;
        let label = format!("Paint of {}", one.element.title());
        Some(ToolOutput::Edit(vec![Edit::Put(vec![one.to_local(changed)])], label, handle.group()))
    }
}

impl PaintTool {
    /// The handle of an element that was last taken hold of.
    fn chosen(&self, element: ElementId) -> Option<PaintHandle> {
        self.chosen.filter(|(of, _)| *of == element).map(|(_, handle)| handle)
    }

    /// Takes the chosen colour away, where the gradient does not need it; none where no
    /// colour is chosen.
    fn without_chosen(&mut self, context: &ToolContext<'_>) -> Option<ToolOutput> {
        let one = repaintable(context)?;
        let Some(PaintHandle::Stop(at)) = self.chosen(one.element.id) else { return None };
        let Some(changed) = without_stop(&one.element, at) else {
            return Some(ToolOutput::Say("A gradient needs at least two colours."));
        };
        // So that another press of the key meets the one before, not the element.
        self.chosen = Some((one.element.id, PaintHandle::Stop(at.saturating_sub(1))));
        Some(ToolOutput::once(format!("Remove colour {}", at + 1), Edit::Put(vec![one.to_local(changed)])))
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
            let edit = Edit::Put(vec![one.to_local(changed.clone())]);
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
        let edit = Edit::Put(vec![drag.one.to_local(changed)]);
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
