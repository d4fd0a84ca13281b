//! Tools: events in badge units in, wishes out. They know no window.

use std::collections::BTreeSet;

use kurbo::{Point, Vec2};

use super::cage::{Handle, handle_at, keeps_shape, sized, turned};
pub use super::snapping::Guide;
use super::snapping::{snapped, standing};
use crate::artwork::{Artwork, Bounds, Element, ElementId};
use crate::document::{Edit, Group, Selection};
use crate::scene::Scene;

/// Which tool the pointer holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToolKind {
    /// Chooses, moves, sizes and turns.
    #[default]
    Select,
    /// Changes the points of a path.
    Nodes,
    /// Draws a path.
    Pen,
    /// Moves the view.
    Hand,
}

/// Keys held with the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Adds to what is chosen; keeps a direction, a proportion or an angle.
    pub shift: bool,
    /// Reaches into groups; keeps the centre.
    pub alt: bool,
    /// Snaps to nothing.
    pub command: bool,
}

/// What the pointer does on the canvas, in badge units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ToolEvent {
    /// The main button goes down.
    Press(Point, Held),
    /// It moves while down.
    Drag(Point, Held),
    /// It goes up.
    Release,
    /// The drag is given up.
    Cancel,
}

/// What a tool sees.
pub struct ToolContext<'a> {
    /// The artwork as it is now.
    pub artwork: &'a Artwork,
    /// The artwork, resolved.
    pub scene: &'a Scene,
    /// What is chosen.
    pub selection: &'a Selection,
    /// How far from a handle or a thin line still counts, in badge units.
    pub reach: f64,
    /// Distance of the turning knob from the frame, in badge units.
    pub arm: f64,
}

/// What a tool wishes.
#[derive(Clone, Debug)]
pub enum ToolOutput {
    /// Chooses exactly these elements.
    Select(Vec<ElementId>),
    /// Changes the document; all edits with one number are one step.
    Edit(Vec<Edit>, String, Group),
    /// Takes back what this drag did.
    Undo,
}

/// The tool that chooses, moves, sizes and turns.
#[derive(Debug, Default)]
pub struct SelectTool {
    drag: Option<Drag>,
    /// How many drags there were: each is a step of its own.
    count: u64,
    guides: Vec<Guide>,
    marquee: Option<(Point, Point)>,
}

#[derive(Clone, Debug)]
struct Drag {
    from: Point,
    what: Dragged,
    /// Moved far enough to be more than a click.
    moves: bool,
}

#[derive(Clone, Debug)]
enum Dragged {
    Elements(Vec<Element>),
    Handle(Handle, Box<Element>),
    Marquee(BTreeSet<ElementId>),
}

impl SelectTool {
    /// The lines that the dragged element snapped to.
    pub fn guides(&self) -> &[Guide] {
        &self.guides
    }

    /// Two corners of the box that is being drawn to choose what is in it.
    pub fn marquee(&self) -> Option<(Point, Point)> {
        self.marquee
    }

    /// What to do about an event.
    pub fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, held) => self.press(at, held, context),
            ToolEvent::Drag(to, held) => self.moved(to, held, context),
            ToolEvent::Release => {
                self.end();
                Vec::new()
            }
            ToolEvent::Cancel => {
                // Only what this drag changed is taken back, not a step before it.
                let changed =
                    |element: &Element| context.artwork.element(element.id).is_some_and(|now| **now != *element);
                let undo = self.drag.as_ref().is_some_and(|drag| match &drag.what {
                    Dragged::Elements(elements) => elements.iter().any(changed),
                    Dragged::Handle(_, element) => changed(element),
                    Dragged::Marquee(_) => false,
                });
                self.end();
                if undo { vec![ToolOutput::Undo] } else { Vec::new() }
            }
        }
    }

    fn end(&mut self) {
        self.drag = None;
        self.marquee = None;
        self.guides.clear();
    }

    fn press(&mut self, at: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.count += 1;
        let drag = |what| Some(Drag { from: at, what, moves: false });
        if let Some(element) = only_chosen(context)
            && let Some(handle) = handle_at(element.frame, context.arm, at, context.reach)
        {
            self.drag = drag(Dragged::Handle(handle, Box::new(element.clone())));
            return Vec::new();
        }
        let hit = if held.alt {
            context.scene.hit_inside(at.x, at.y, context.reach)
        } else {
            context.scene.hit(at.x, at.y, context.reach)
        };
        let hit = hit.filter(|id| context.artwork.element(*id).is_some_and(|element| !element.locked));
        let Some(hit) = hit else {
            let before = if held.shift { context.selection.clone() } else { BTreeSet::new() };
            self.drag = drag(Dragged::Marquee(before.clone()));
            return vec![ToolOutput::Select(before.into_iter().collect())];
        };
        let mut chosen = context.selection.clone();
        if held.shift {
            if !chosen.remove(&hit) {
                chosen.insert(hit);
            }
        } else if !chosen.contains(&hit) {
            chosen = BTreeSet::from([hit]);
        }
        let elements = chosen.iter().filter_map(|id| context.artwork.element(*id)).filter(|element| !element.locked);
        self.drag = drag(Dragged::Elements(elements.map(|element| (**element).clone()).collect()));
        vec![ToolOutput::Select(chosen.into_iter().collect())]
    }

    fn moved(&mut self, to: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let Some(drag) = &mut self.drag else { return Vec::new() };
        if !drag.moves && drag.from.distance(to) < context.reach / 2.0 {
            return Vec::new();
        }
        drag.moves = true;
        let drag = drag.clone();
        self.guides.clear();
        let group = Group::Drag(self.count);
        match drag.what {
            Dragged::Marquee(before) => {
                self.marquee = Some((drag.from, to));
                let area = kurbo::Rect::from_points(drag.from, to);
                let inside =
                    context.artwork.elements.iter().filter(|element| !element.locked && !element.hidden).filter(
                        |element| {
                            context.scene.bounds(element.id).is_some_and(|b| {
                                area.contains(Point::new(b.left, b.top)) && area.contains(Point::new(b.right, b.bottom))
                            })
                        },
                    );
                let mut chosen = before;
                chosen.extend(inside.map(|element| element.id));
                vec![ToolOutput::Select(chosen.into_iter().collect())]
            }
            Dragged::Handle(Handle::Turn, element) => {
                let edit = Edit::Put(vec![turned(&element, drag.from, to, held.shift)]);
                vec![ToolOutput::Edit(vec![edit], format!("Turn {}", element.title()), group)]
            }
            Dragged::Handle(Handle::Size(across, down), element) => {
                let even = held.shift != keeps_shape(&element);
                let edit = Edit::Put(vec![sized(&element, (across, down), to, even, held.alt)]);
                vec![ToolOutput::Edit(vec![edit], format!("Size {}", element.title()), group)]
            }
            Dragged::Elements(elements) => {
                let Some(around) = elements.iter().map(|e| e.frame.bounds()).reduce(Bounds::union) else {
                    return Vec::new();
                };
                let mut by = to - drag.from;
                if held.shift {
                    by = if by.x.abs() >= by.y.abs() { Vec2::new(by.x, 0.0) } else { Vec2::new(0.0, by.y) };
                }
                if !held.command {
                    let moving: Vec<ElementId> = elements.iter().map(|element| element.id).collect();
                    (by, self.guides) = snapped(around, by, context.reach, &standing(context.artwork, &moving));
                }
                let label = match elements.as_slice() {
                    [one] => format!("Move {}", one.title()),
                    many => format!("Move {} elements", many.len()),
                };
                let moved = elements.into_iter().map(|mut element| {
                    element.frame = element.frame.moved(by.x, by.y);
                    element
                });
                vec![ToolOutput::Edit(vec![Edit::Put(moved.collect())], label, group)]
            }
        }
    }
}

/// The chosen element when exactly one is chosen that can be changed and lies
/// on the artwork itself: only such a one has handles.
pub fn only_chosen<'a>(context: &ToolContext<'a>) -> Option<&'a Element> {
    let mut chosen = context.selection.iter();
    let id = chosen.next().filter(|_| chosen.len() == 0)?;
    context.artwork.elements.iter().find(|element| element.id == *id && !element.locked).map(|element| &**element)
}

#[cfg(test)]
mod tests;
