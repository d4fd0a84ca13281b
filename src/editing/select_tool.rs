//! Select: the tool that chooses, moves, sizes, turns and shapes.

mod drags;
mod pushes;
mod shown;

use std::collections::BTreeSet;
use std::sync::Arc;

use kurbo::{Point, Vec2};

use super::habits::Held;
use super::keyboard_handles::{HandleId, KeyboardHandle};
use super::local_space::{GlobalElement, in_global_space, middle_of, to_artwork};
use super::overlay::Mark;
use super::shape_handles::shape_handles;
use super::snapping::{Snap, SnapTargets};
use super::tool::{Cursor, Tool, ToolContext, ToolEvent, ToolKind, ToolOutput, only_chosen};
use super::transform_box::{Handle, handles, transform_box};
use crate::artwork::{Element, ElementId, Frame, Guide, Kind};
use crate::document::{Edit, Group};

/// The tool that chooses, moves, sizes, turns and shapes.
#[derive(Debug, Default)]
pub struct SelectTool {
    drag: Option<Drag>,
    /// How many drags there were: each is a step of its own.
    count: u64,
    snaps: Vec<Snap>,
    marquee: Option<(Point, Point)>,
    told: Option<String>,
    /// Where the last click was: another one there reaches further down.
    clicked: Option<Point>,
    /// The last drag hardly moved, and nobody was told yet that it was a click.
    stood: bool,
}

#[derive(Debug)]
struct Drag {
    from: Point,
    what: Dragged,
    /// What stays where it is meanwhile.
    targets: SnapTargets,
    /// Moved far enough to be more than a click.
    moves: bool,
    /// The document was changed.
    changed: bool,
}

#[derive(Debug)]
enum Dragged {
    Elements(Vec<GlobalElement>),
    TransformBox(Handle, Frame, Vec<GlobalElement>),
    Shape(usize, Box<GlobalElement>),
    Middle(Box<GlobalElement>),
    Guide(usize),
    Marquee(BTreeSet<ElementId>),
}

/// What of the chosen elements is within reach of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Grabbed {
    /// A handle of the transform box.
    TransformBox(Handle, Frame),
    /// A handle of the shape, by its place among them.
    Shape(usize),
    /// What its copies go around.
    Middle,
}

/// The handle of what is chosen that lies nearest to a point, within reach.
fn grabbed(chosen: &[GlobalElement], at: Point, context: &ToolContext<'_>) -> Option<Grabbed> {
    let frame = transform_box(chosen)?;
    let transform_box =
        handles(frame, context.arm).map(|(handle, place)| (Grabbed::TransformBox(handle, frame), place));
    let shape = match chosen {
        [one] => shape_handles(&one.element, context.inset),
        _ => Vec::new(),
    };
    let shape = shape.iter().enumerate().filter_map(|(at, handle)| {
        let [one] = chosen else { return None };
        Some((Grabbed::Shape(at), to_artwork(&one.element, handle.place())))
    });
    let middle = match chosen {
        [one] => middle_of(&one.element),
        _ => None,
    };
    transform_box
        .chain(shape)
        .chain(middle.map(|place| (Grabbed::Middle, place)))
        .map(|(what, place)| (what, place.distance(at)))
        .filter(|(_, off)| *off <= context.reach)
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(what, _)| what)
}

/// The guide within reach of a point that can be moved.
fn guide_at(at: Point, context: &ToolContext<'_>) -> Option<usize> {
    let near = |guide: &Guide| {
        let off = if guide.upright { at.x } else { at.y } - guide.at;
        !guide.locked && off.abs() <= context.reach / 2.0
    };
    context.artwork.guides.iter().position(near).filter(|_| context.habits.snapping.guides)
}

impl Tool for SelectTool {
    fn hint(&self) -> &'static str {
        "Drag to move · Click again for what lies below · Alt reaches into groups · Page keys choose, arrow keys nudge, Tab goes to handles"
    }

    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, held) => self.press(at, held, context),
            ToolEvent::Drag(to, held) => self.moved(to, held, context),
            ToolEvent::Release => {
                let drag = self.end();
                drag.and_then(|drag| self.released(&drag, context)).into_iter().collect()
            }
            ToolEvent::Cancel => {
                let changed = self.end().is_some_and(|drag| drag.changed);
                if changed { vec![ToolOutput::Undo] } else { Vec::new() }
            }
            ToolEvent::Click(at, held) => self.clicked(at, held, context),
            ToolEvent::DoubleClick(at) => {
                self.stood = false;
                double_clicked(at, context)
            }
        }
    }

    fn cursor(&self, at: Point, _: Held, context: &ToolContext<'_>) -> Option<Cursor> {
        Self::cursor_over(at, context)
    }

    fn overlay(&self, context: &ToolContext<'_>) -> Vec<Mark> {
        self.shown(context)
    }

    fn handles(&self, context: &ToolContext<'_>) -> Vec<KeyboardHandle> {
        pushes::handles(context)
    }

    fn push(&self, handle: HandleId, by: Vec2, context: &ToolContext<'_>) -> Option<ToolOutput> {
        pushes::pushed(handle, by, context)
    }

    fn remove(&self, handle: HandleId, context: &ToolContext<'_>) -> Option<ToolOutput> {
        let HandleId::Guide(at) = handle else { return None };
        Some(ToolOutput::once("Remove a guide", Edit::Guides(without_guide(context, at)?)))
    }
}

/// The guides of the badge but for one; none where that is not there.
fn without_guide(context: &ToolContext<'_>, at: usize) -> Option<Vec<Guide>> {
    let mut guides = context.artwork.guides.clone();
    (at < guides.len()).then(|| guides.remove(at))?;
    Some(guides)
}

/// Goes into what lies there: a text is typed on, a picture cropped, a path gets its
/// points. Of several that are chosen one stays.
fn double_clicked(at: Point, context: &ToolContext<'_>) -> Vec<ToolOutput> {
    let hit = context.scene.hit_inside(at.x, at.y, context.reach);
    let hit = hit.and_then(|id| context.artwork.element(id));
    if let Some(text) = hit.filter(|element| matches!(element.kind, Kind::Text(_))) {
        return vec![ToolOutput::Type(text.id)];
    }
    match only_chosen(context).map(|one| one.element.kind) {
        Some(Kind::Picture { .. }) => vec![ToolOutput::Take(ToolKind::Crop)],
        Some(Kind::Outline { .. }) => vec![ToolOutput::Take(ToolKind::Nodes)],
        _ => context.selection.first().map(|id| ToolOutput::Select(vec![*id])).into_iter().collect(),
    }
}

impl SelectTool {
    /// A click that is not part of a double click: the first one at a place
    /// chooses what lies in front there, another one what lies below the
    /// chosen one.
    fn clicked(&mut self, at: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        if !std::mem::take(&mut self.stood) {
            return Vec::new();
        }
        let again = self.clicked.replace(at).is_some_and(|last| last.distance(at) <= context.reach);
        if held.shift || grabbed(&in_global_space(context.artwork, context.selection), at, context).is_some() {
            return Vec::new();
        }
        let hits = context.scene.all_hit(at.x, at.y, context.reach, held.alt);
        let Some(&front) = hits.first() else { return Vec::new() };
        let chosen = hits.iter().position(|id| context.selection.contains(id));
        let next = match chosen {
            Some(chosen) if again => hits[(chosen + 1) % hits.len()],
            _ => front,
        };
        vec![ToolOutput::Select(vec![next])]
    }

    /// Begins to drag a new guide, as out of a ruler.
    pub fn begin_guide(&mut self, guide: Guide, from: Point, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.count += 1;
        let mut guides = context.artwork.guides.clone();
        guides.push(guide);
        let place = guides.len() - 1;
        let targets = SnapTargets::beside(context.artwork, &[]);
        self.drag = Some(Drag { from, what: Dragged::Guide(place), targets, moves: true, changed: true });
        vec![ToolOutput::Edit(vec![Edit::Guides(guides)], "Add a guide".into(), Group::Drag(self.count))]
    }

    fn end(&mut self) -> Option<Drag> {
        self.marquee = None;
        self.snaps.clear();
        self.told = None;
        self.stood = self.drag.as_ref().is_some_and(|drag| !drag.moves);
        self.drag.take()
    }

    fn press(&mut self, at: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.count += 1;
        let chosen = in_global_space(context.artwork, context.selection);
        let handle = grabbed(&chosen, at, context);
        let hits = context.scene.all_hit(at.x, at.y, context.reach, held.alt);
        // What was reached within a group stays in hand without the key.
        let inside = context.scene.all_hit(at.x, at.y, context.reach, true);
        let on_chosen = hits.iter().chain(&inside).find(|id| context.selection.contains(id)).copied();
        match (handle, chosen.as_slice()) {
            (Some(Grabbed::Shape(handle)), [one]) => {
                self.begin(at, Dragged::Shape(handle, Box::new(one.clone())), context);
                return Vec::new();
            }
            (Some(Grabbed::Middle), [one]) => {
                self.begin(at, Dragged::Middle(Box::new(one.clone())), context);
                return Vec::new();
            }
            (Some(Grabbed::TransformBox(handle, frame)), _) => {
                self.begin(at, Dragged::TransformBox(handle, frame, chosen), context);
                return Vec::new();
            }
            _ => {}
        }
        if on_chosen.is_none()
            && hits.is_empty()
            && let Some(guide) = guide_at(at, context)
        {
            let targets = SnapTargets::without_guide(context.artwork, guide);
            self.drag = Some(Drag { from: at, what: Dragged::Guide(guide), targets, moves: false, changed: false });
            return Vec::new();
        }
        // What is chosen already is dragged even where something lies over it.
        let Some(hit) = on_chosen.or(hits.first().copied()) else {
            let before = if held.shift { context.selection.clone() } else { BTreeSet::new() };
            self.begin(at, Dragged::Marquee(before.clone()), context);
            return vec![ToolOutput::Select(before.into_iter().collect())];
        };
        let mut selection = context.selection.clone();
        if held.shift {
            let hit = hits.first().copied().unwrap_or(hit);
            if !selection.remove(&hit) {
                selection.insert(hit);
            }
        } else if on_chosen.is_none() {
            selection = BTreeSet::from([hit]);
        }
        self.begin(at, Dragged::Elements(in_global_space(context.artwork, &selection)), context);
        vec![ToolOutput::Select(selection.into_iter().collect())]
    }

    fn begin(&mut self, from: Point, what: Dragged, context: &ToolContext<'_>) {
        let moving: Vec<ElementId> = match &what {
            Dragged::Elements(chosen) | Dragged::TransformBox(_, _, chosen) => {
                chosen.iter().map(|one| one.element.id).collect()
            }
            Dragged::Shape(_, one) | Dragged::Middle(one) => vec![one.element.id],
            Dragged::Guide(_) | Dragged::Marquee(_) => Vec::new(),
        };
        let targets = match &what {
            Dragged::Marquee(_) => SnapTargets::default(),
            _ => SnapTargets::beside(context.artwork, &moving),
        };
        self.drag = Some(Drag { from, what, targets, moves: false, changed: false });
    }

    fn moved(&mut self, to: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let Some(mut drag) = self.drag.take() else { return Vec::new() };
        if !drag.moves && drag.from.distance(to) < context.reach / 2.0 {
            self.drag = Some(drag);
            return Vec::new();
        }
        drag.moves = true;
        self.clicked = None;
        self.snaps.clear();
        self.told = None;
        let snapper = context.snapper(held, &drag.targets);
        let outputs = match &drag.what {
            Dragged::Marquee(before) => vec![self.marked((drag.from, to), before, held.alt, context)],
            Dragged::Elements(chosen) => self.moved_elements(chosen, to - drag.from, held, snapper),
            Dragged::TransformBox(Handle::Turn, frame, chosen) => {
                self.turned_elements(chosen, *frame, (drag.from, to), held, snapper, context.arm)
            }
            Dragged::TransformBox(Handle::Size(across, down), frame, chosen) => {
                self.sized_elements(chosen, *frame, (*across, *down), to, held, snapper, context)
            }
            Dragged::Shape(at, one) => self.dragged_shape_handle(*at, one, drag.from, to, held, context),
            Dragged::Middle(one) => self.moved_middle(one, to, snapper),
            Dragged::Guide(at) => self.moved_guide(*at, to, snapper, context),
        };
        drag.changed |= outputs.iter().any(|output| match output {
            ToolOutput::Edit(edits, ..) => edits.iter().any(|edit| drag.changes(edit, context)),
            _ => false,
        });
        self.drag = Some(drag);
        outputs
    }

    /// Chooses what lies wholly in a box; `inside` goes into groups.
    fn marked(
        &mut self,
        (from, to): (Point, Point),
        before: &BTreeSet<ElementId>,
        inside: bool,
        context: &ToolContext<'_>,
    ) -> ToolOutput {
        self.marquee = Some((from, to));
        let area = kurbo::Rect::from_points(from, to);
        let mut chosen = before.clone();
        mark(&context.artwork.elements, inside, &mut chosen, &|id| {
            context.scene.bounds(id).is_some_and(|b| {
                area.contains(Point::new(b.left, b.top)) && area.contains(Point::new(b.right, b.bottom))
            })
        });
        ToolOutput::Select(chosen.into_iter().collect())
    }
}

/// Adds what lies within, of groups what lies in them where `inside` is true.
fn mark(
    elements: &[Arc<Element>],
    inside: bool,
    chosen: &mut BTreeSet<ElementId>,
    is_within: &impl Fn(ElementId) -> bool,
) {
    for element in elements.iter().filter(|element| !element.locked && !element.hidden) {
        match &element.kind {
            Kind::Group { elements } if inside => mark(elements, inside, chosen, is_within),
            _ if is_within(element.id) => {
                chosen.insert(element.id);
            }
            _ => {}
        }
    }
}

impl Drag {
    /// Whether an edit leads to something else than there was before.
    fn changes(&self, edit: &Edit, context: &ToolContext<'_>) -> bool {
        let before: &[GlobalElement] = match &self.what {
            Dragged::Elements(chosen) | Dragged::TransformBox(_, _, chosen) => chosen,
            Dragged::Shape(_, one) | Dragged::Middle(one) => std::slice::from_ref(&**one),
            Dragged::Guide(_) | Dragged::Marquee(_) => &[],
        };
        match edit {
            Edit::Put(elements) => {
                let original = |one: &GlobalElement| one.to_local(one.element.clone());
                elements.iter().any(|now| before.iter().map(original).any(|old| old.id == now.id && old != *now))
            }
            Edit::Guides(guides) => *guides != context.artwork.guides,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests;
