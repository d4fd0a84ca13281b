//! What the keyboard moves of what is chosen: the transform box, the numbers of a shape,
//! the middle of copies, and the badge's guides.

use kurbo::{Point, Vec2};

use crate::artwork::{Element, SIDE, half_turns};
use crate::document::Edit;
use crate::editing::habits::Held;
use crate::editing::keyboard_handles::{HandleId, KeyboardHandle, place_name};
use crate::editing::local_space::{GlobalElement, in_global_space, labelled, middle_of, to_artwork, with_middle};
use crate::editing::shape_handles::{ShapeHandle, set_parameter, shape_handles};
use crate::editing::tool::{ToolContext, ToolOutput};
use crate::editing::transform_box::{self, Handle, manner, transform_box, turned};

/// All of them.
pub(super) fn handles(context: &ToolContext<'_>) -> Vec<KeyboardHandle> {
    let chosen = in_global_space(context.artwork, context.selection);
    let shape = match chosen.as_slice() {
        [one] => shape_handles(&one.element, context.inset),
        _ => Vec::new(),
    };
    let shape = chosen.first().into_iter().flat_map(|one| {
        shape.iter().enumerate().map(move |(at, handle)| {
            let place = to_artwork(&one.element, handle.place());
            KeyboardHandle { id: HandleId::Shape(one.element.id, at), at: place, words: handle.words() }
        })
    });
    let middle = match chosen.as_slice() {
        [one] => middle_of(&one.element).map(|at| (one.element.id, at)),
        _ => None,
    };
    let middle = middle.map(|(id, at)| {
        let words = format!("Middle of the copies at {:.0}, {:.0}", at.x, at.y);
        KeyboardHandle { id: HandleId::Middle(id), at, words }
    });
    around_chosen(&chosen, context.arm).into_iter().chain(shape).chain(middle).chain(guides(context)).collect()
}

/// The handles of the transform box around what is chosen.
fn around_chosen(chosen: &[GlobalElement], arm: f64) -> Vec<KeyboardHandle> {
    let (Some(first), Some(frame)) = (chosen.first(), transform_box(chosen)) else { return Vec::new() };
    let words = |handle| match handle {
        Handle::Turn if chosen.len() == 1 => format!("Turned by {:.0}°", half_turns(frame.rotation)),
        Handle::Turn => "Turn".into(),
        Handle::Size(across, down) => {
            format!("Size from the {}, {:.0} × {:.0}", place_name(across, down), frame.width, frame.height)
        }
    };
    let keyboard_handle = |(handle, at)| KeyboardHandle {
        id: HandleId::TransformBox(first.element.id, handle),
        at,
        words: words(handle),
    };
    transform_box::handles(frame, arm).map(keyboard_handle).collect()
}

fn guides<'a>(context: &ToolContext<'a>) -> impl Iterator<Item = KeyboardHandle> + use<'a> {
    let shown = context.habits.snapping.guides;
    let guides = context.artwork.guides.iter().enumerate().filter(move |(_, guide)| shown && !guide.locked);
    guides.map(|(at, guide)| {
        let (words, place) = if guide.upright {
            (format!("Upright guide at {:.0}", guide.at), Point::new(guide.at, SIDE / 2.0))
        } else {
            (format!("Level guide at {:.0}", guide.at), Point::new(SIDE / 2.0, guide.at))
        };
        KeyboardHandle { id: HandleId::Guide(at), at: place, words }
    })
}

/// What a key does that pushes a handle by so many steps across and down.
pub(super) fn pushed(id: HandleId, by: Vec2, context: &ToolContext<'_>) -> Option<ToolOutput> {
    let step = |edit: Edit, label: String| ToolOutput::Edit(vec![edit], label, id.group());
    let chosen = in_global_space(context.artwork, context.selection);
    let one = |id| chosen.iter().find(|one| one.element.id == id);
    match id {
        HandleId::TransformBox(_, handle) => {
            let frame = transform_box(&chosen)?;
            let manner = manner(&chosen, Held::default(), context.habits);
            let change = |element: &Element| match handle {
                Handle::Turn => turned(element, frame, by.x - by.y),
                Handle::Size(across, down) => {
                    element.refitted(frame, transform_box::pushed(frame, (across, down), by, manner))
                }
            };
            let verb = if handle == Handle::Turn { "Turn" } else { "Size" };
            let changed = chosen.iter().map(|one| one.to_local(change(&one.element))).collect();
            Some(step(Edit::Put(changed), labelled(verb, &chosen)))
        }
        HandleId::Shape(element, at) => {
            let one = one(element)?;
            let handle: ShapeHandle = shape_handles(&one.element, context.inset).into_iter().nth(at)?;
            let mut changed = one.element.clone();
            set_parameter(&mut changed, at, handle.stepped(by.x - by.y), false);
            let label = format!("{} of {}", handle.name, one.element.title());
            Some(step(Edit::Put(vec![one.to_local(changed)]), label))
        }
        HandleId::Middle(element) => {
            let one = one(element)?;
            let changed = one.to_local(with_middle(&one.element, middle_of(&one.element)? + by));
            Some(step(Edit::Put(vec![changed]), format!("Middle of the copies of {}", one.element.title())))
        }
        HandleId::Guide(at) => {
            let mut guides = context.artwork.guides.clone();
            let guide = guides.get_mut(at)?;
            guide.at += if guide.upright { by.x } else { by.y };
            Some(step(Edit::Guides(guides), "Move a guide".into()))
        }
        HandleId::Crop(..) | HandleId::Paint(..) => None,
    }
}
