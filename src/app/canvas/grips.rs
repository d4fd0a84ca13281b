//! The handles that the keyboard can move, too: of shapes, of paints, and the
//! badge's guides.

use kurbo::Point;

use super::knobs::{Knob, knobs, turn_knob};
use super::nested::{lifted, to_artwork};
use super::paint_handles::{PaintHandle, handles, stepped};
use super::paint_tool::repaintable;
use super::tool::{ToolContext, ToolKind, ToolOutput};
use crate::artwork::{ElementId, SIDE};
use crate::document::{Edit, Group};

/// Which handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GripId {
    /// Of an element's shape.
    Knob(ElementId, usize),
    /// Of an element's paint.
    Paint(ElementId, PaintHandle),
    /// A guide.
    Guide(usize),
}

/// A handle, where it lies, and what is said of it.
#[derive(Clone, Debug)]
pub struct Grip {
    /// Which.
    pub id: GripId,
    /// Where, in badge units.
    pub at: Point,
    /// Its name and number, such as "Thickness 12 %".
    pub words: String,
}

/// The handles that a tool shows.
pub fn grips(tool: ToolKind, context: &ToolContext<'_>) -> Vec<Grip> {
    match tool {
        ToolKind::Select => {
            let chosen = lifted(context.artwork, context.selection);
            let shape = match chosen.as_slice() {
                [one] => knobs(&one.element, context.inset).into_iter().enumerate().map(|(at, knob)| {
                    let place = to_artwork(&one.element, knob.place());
                    Grip { id: GripId::Knob(one.element.id, at), at: place, words: knob.words() }
                }),
                _ => return guides(context).collect(),
            };
            shape.chain(guides(context)).collect()
        }
        ToolKind::Paint => {
            let Some(one) = repaintable(context) else { return Vec::new() };
            let id = one.element.id;
            let grip = |placed: super::paint_handles::Placed| Grip {
                id: GripId::Paint(id, placed.handle),
                at: placed.at,
                words: placed.words,
            };
            handles(&one.element, context.inset).into_iter().map(grip).collect()
        }
        _ => Vec::new(),
    }
}

fn guides<'a>(context: &ToolContext<'a>) -> impl Iterator<Item = Grip> + use<'a> {
    let shown = context.habits.snapping.guides;
    let guides = context.artwork.guides.iter().enumerate().filter(move |(_, guide)| shown && !guide.locked);
    guides.map(|(at, guide)| {
        let (words, place) = if guide.upright {
            (format!("Upright guide at {:.0}", guide.at), Point::new(guide.at, SIDE / 2.0))
        } else {
            (format!("Level guide at {:.0}", guide.at), Point::new(SIDE / 2.0, guide.at))
        };
        Grip { id: GripId::Guide(at), at: place, words }
    })
}

/// What a key does that pushes a handle by so many steps across and down.
pub fn pushed(id: GripId, across: f64, down: f64, context: &ToolContext<'_>) -> Option<ToolOutput> {
    let step = |edit: Edit, label: String| {
        let group = Group::Typing(format!("{id:?}"));
        ToolOutput::Edit(vec![edit], label, group)
    };
    match id {
        GripId::Knob(element, at) => {
            let chosen = lifted(context.artwork, context.selection);
            let one = chosen.iter().find(|one| one.element.id == element)?;
            let knob: Knob = knobs(&one.element, context.inset).into_iter().nth(at)?;
            let mut changed = one.element.clone();
            turn_knob(&mut changed.kind, at, knob.stepped(across - down), false);
            let label = format!("{} of {}", knob.name, one.element.title());
            Some(step(Edit::Put(vec![one.lowered(changed)]), label))
        }
        GripId::Paint(element, handle) => {
            let one = repaintable(context).filter(|one| one.element.id == element)?;
            let changed = stepped(&one.element, handle, across, down)?;
            let label = format!("Paint of {}", one.element.title());
            Some(step(Edit::Put(vec![one.lowered(changed)]), label))
        }
        GripId::Guide(at) => {
            let mut guides = context.artwork.guides.clone();
            let guide = guides.get_mut(at)?;
            guide.at += if guide.upright { across } else { down };
            Some(step(Edit::Guides(guides), "Move a guide".into()))
        }
    }
}
