//! What the keyboard moves of what is chosen: the transform box, the numbers of a shape,
//! the middle of copies, and the badge's guides.

use kurbo::{Point, Vec2};

use crate::artwork::{Element, SIDE, half_turns};
use crate::document::Edit;
use crate::editing::cage::{self, Handle, cage, manner, turned};
use crate::editing::grips::{Grip, GripId, place_name};
use crate::editing::habits::Held;
use crate::editing::knobs::{Knob, knobs, turn_knob};
use crate::editing::nested::{Lifted, labelled, lifted, middle_of, to_artwork, with_middle};
use crate::editing::tool::{ToolContext, ToolOutput};

/// All of them.
pub(super) fn handles(context: &ToolContext<'_>) -> Vec<Grip> {
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
    cage::handles(frame, arm).map(grip).collect()
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
pub(super) fn pushed(id: GripId, by: Vec2, context: &ToolContext<'_>) -> Option<ToolOutput> {
    let step = |edit: Edit, label: String| ToolOutput::Edit(vec![edit], label, id.group());
    let chosen = lifted(context.artwork, context.selection);
    let one = |id| chosen.iter().find(|one| one.element.id == id);
    match id {
        GripId::Cage(_, handle) => {
            let frame = cage(&chosen)?;
            let manner = manner(&chosen, Held::default(), context.habits);
            let change = |element: &Element| match handle {
                Handle::Turn => turned(element, frame, by.x - by.y),
                Handle::Size(across, down) => element.refitted(frame, cage::pushed(frame, (across, down), by, manner)),
            };
            let verb = if handle == Handle::Turn { "Turn" } else { "Size" };
            let changed = chosen.iter().map(|one| one.lowered(change(&one.element))).collect();
            Some(step(Edit::Put(changed), labelled(verb, &chosen)))
        }
        GripId::Knob(element, at) => {
            let one = one(element)?;
            let knob: Knob = knobs(&one.element, context.inset).into_iter().nth(at)?;
            let mut changed = one.element.clone();
            turn_knob(&mut changed, at, knob.stepped(by.x - by.y), false);
            let label = format!("{} of {}", knob.name, one.element.title());
            Some(step(Edit::Put(vec![one.lowered(changed)]), label))
        }
        GripId::Middle(element) => {
            let one = one(element)?;
            let changed = one.lowered(with_middle(&one.element, middle_of(&one.element)? + by));
            Some(step(Edit::Put(vec![changed]), format!("Middle of the copies of {}", one.element.title())))
        }
        GripId::Guide(at) => {
            let mut guides = context.artwork.guides.clone();
            let guide = guides.get_mut(at)?;
            guide.at += if guide.upright { by.x } else { by.y };
            Some(step(Edit::Guides(guides), "Move a guide".into()))
        }
        GripId::Crop(..) | GripId::Paint(..) => None,
    }
}
