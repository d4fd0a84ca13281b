//! The handles that the keyboard can move, too: of the cage, of shapes, of
//! paints, of what a picture is cropped to, and the badge's guides.

use kurbo::{Point, Vec2};

use super::cage::{self, Handle, cage, handles, manner, turned};
use super::crop_tool::{crop_of, croppable, trimmed_by};
use super::knobs::{Knob, knobs, turn_knob};
use super::nested::{Lifted, labelled, lifted, middle_of, to_artwork, with_middle};
use super::paint_handles::{self, PaintHandle, stepped};
use super::paint_tool::repaintable;
use super::tool::{Held, ToolContext, ToolKind, ToolOutput};
use crate::artwork::{Element, ElementId, SIDE, half_turns};
use crate::document::{Edit, Group};

/// Which handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GripId {
    /// Of the cage around what is chosen, told by the first that is.
    Cage(ElementId, Handle),
    /// An edge or a corner that a picture is cropped to.
    Crop(ElementId, i8, i8),
    /// Of an element's shape.
    Knob(ElementId, usize),
    /// Of an element's paint.
    Paint(ElementId, PaintHandle),
    /// What the copies of an element go around.
    Middle(ElementId),
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
                [one] => knobs(&one.element, context.inset),
                _ => Vec::new(),
            };
            let shape = chosen.first().into_iter().flat_map(|one| {
                shape.iter().enumerate().map(move |(at, knob)| {
                    let place = to_artwork(&one.element, knob.place());
                    Grip { id: GripId::Knob(one.element.id, at), at: place, words: knob.words() }
                })
            });
            let middle = match chosen.as_slice() {
                [one] => middle_of(&one.element).map(|at| (one.element.id, at)),
                _ => None,
            };
            let middle = middle.map(|(id, at)| {
                let words = format!("Middle of the copies at {:.0}, {:.0}", at.x, at.y);
                Grip { id: GripId::Middle(id), at, words }
            });
            caged(&chosen, context.arm).into_iter().chain(shape).chain(middle).chain(guides(context)).collect()
        }
        ToolKind::Crop => croppable(context).map(|one| edges(&one.element)).unwrap_or_default(),
        ToolKind::Paint => {
            let Some(one) = repaintable(context) else { return Vec::new() };
            let id = one.element.id;
            let grip = |placed: paint_handles::Placed| Grip {
                id: GripId::Paint(id, placed.handle),
                at: placed.at,
                words: placed.words,
            };
            paint_handles::handles(&one.element, context.inset).into_iter().map(grip).collect()
        }
        _ => Vec::new(),
    }
}

/// The handles of the cage around what is chosen.
fn caged(chosen: &[Lifted], arm: f64) -> Vec<Grip> {
    let (Some(first), Some(frame)) = (chosen.first(), cage(chosen)) else { return Vec::new() };
    let words = |handle| match handle {
        Handle::Turn if chosen.len() == 1 => format!("Turned by {:.0}°", half_turns(frame.rotation)),
        Handle::Turn => "Turn".into(),
        Handle::Size(across, down) => {
            format!("Size from the {}, {:.0} × {:.0}", place_name(across, down), frame.width, frame.height)
        }
    };
    let grip = |(handle, at)| Grip { id: GripId::Cage(first.element.id, handle), at, words: words(handle) };
    handles(frame, arm).map(grip).collect()
}

/// What a picture is cropped to: its edges and corners, with how much is cut off.
fn edges(element: &Element) -> Vec<Grip> {
    let crop = crop_of(element);
    let (left, right) = if element.mirrored { (crop.right, crop.left) } else { (crop.left, crop.right) };
    let cut = |at: i8, before: f64, after: f64| match at {
        0 => None,
        -1 => Some(before),
        _ => Some(after),
    };
    let grip = |(handle, at)| {
        let Handle::Size(across, down) = handle else { return None };
        let cuts = [cut(across, left, right), cut(down, crop.top, crop.bottom)];
        let cuts: Vec<String> = cuts.into_iter().flatten().map(|part| format!("{:.0} %", part * 100.0)).collect();
        let words = format!("Crop from the {}, {} cut off", place_name(across, down), cuts.join(" and "));
        Some(Grip { id: GripId::Crop(element.id, across, down), at, words })
    };
    handles(element.frame, 0.0).filter_map(grip).collect()
}

/// A side or a corner of a frame in words.
fn place_name(across: i8, down: i8) -> &'static str {
    match (across, down) {
        (-1, -1) => "upper left",
        (1, -1) => "upper right",
        (1, 1) => "lower right",
        (-1, 1) => "lower left",
        (0, -1) => "top",
        (0, _) => "bottom",
        (-1, _) => "left",
        _ => "right",
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
        GripId::Cage(_, handle) => {
            let chosen = lifted(context.artwork, context.selection);
            let frame = cage(&chosen)?;
            let manner = manner(&chosen, Held::default(), context.habits);
            let change = |element: &Element| match handle {
                Handle::Turn => turned(element, frame, across - down),
                Handle::Size(toward_x, toward_y) => {
                    let now = cage::pushed(frame, (toward_x, toward_y), Vec2::new(across, down), manner);
                    element.refitted(frame, now)
                }
            };
            let verb = if handle == Handle::Turn { "Turn" } else { "Size" };
            let changed = chosen.iter().map(|one| one.lowered(change(&one.element))).collect();
            Some(step(Edit::Put(changed), labelled(verb, &chosen)))
        }
        GripId::Crop(element, toward_x, toward_y) => {
            let one = croppable(context).filter(|one| one.element.id == element)?;
            let changed = trimmed_by(&one.element, (toward_x, toward_y), Vec2::new(across, down));
            Some(step(Edit::Put(vec![one.lowered(changed)]), "Crop the picture".into()))
        }
        GripId::Knob(element, at) => {
            let chosen = lifted(context.artwork, context.selection);
            let one = chosen.iter().find(|one| one.element.id == element)?;
            let knob: Knob = knobs(&one.element, context.inset).into_iter().nth(at)?;
            let mut changed = one.element.clone();
            turn_knob(&mut changed, at, knob.stepped(across - down), false);
            let label = format!("{} of {}", knob.name, one.element.title());
            Some(step(Edit::Put(vec![one.lowered(changed)]), label))
        }
        GripId::Paint(element, handle) => {
            let one = repaintable(context).filter(|one| one.element.id == element)?;
            let changed = stepped(&one.element, handle, across, down)?;
            let label = format!("Paint of {}", one.element.title());
            Some(step(Edit::Put(vec![one.lowered(changed)]), label))
        }
        GripId::Middle(element) => {
            let chosen = lifted(context.artwork, context.selection);
            let one = chosen.iter().find(|one| one.element.id == element)?;
            let at = middle_of(&one.element)? + Vec2::new(across, down);
            let changed = one.lowered(with_middle(&one.element, at));
            Some(step(Edit::Put(vec![changed]), format!("Middle of the copies of {}", one.element.title())))
        }
        GripId::Guide(at) => {
            let mut guides = context.artwork.guides.clone();
            let guide = guides.get_mut(at)?;
            guide.at += if guide.upright { across } else { down };
            Some(step(Edit::Guides(guides), "Move a guide".into()))
        }
    }
}
