//! Points: the tool that changes the points of a path.

use std::collections::BTreeSet;

use kurbo::{Point, Vec2};

use super::habits::Held;
use super::local_space::GlobalElement;
use super::nodes::{Nodes, Place};
use super::overlay::Mark;
use super::path_marks::path_marks;
use super::snapping::{Snap, SnapTargets};
use super::tool::{Tool, ToolContext, ToolEvent, ToolKey, ToolOutput, only_chosen};
use crate::artwork::{Baseline, Element, ElementId, Kind, Text};
use crate::document::{Edit, Group};
use crate::scene::{line_of, path_of, reshaped};

/// Moves points and their handles.
#[derive(Debug, Default)]
pub struct NodeTool {
    /// Whose points are chosen.
    of: Option<ElementId>,
    chosen: BTreeSet<Place>,
    drag: Option<Drag>,
    count: u64,
    snaps: Vec<Snap>,
}

#[derive(Clone, Debug)]
struct Drag {
    from: Point,
    before: Nodes,
    what: Dragged,
    /// What stays where it is meanwhile.
    targets: SnapTargets,
    /// Moved far enough to be more than a click.
    moves: bool,
    /// The document was changed.
    changed: bool,
    /// It began with a new point, which is not there when it is given up.
    added: bool,
}

#[derive(Clone, Copy, Debug)]
enum Dragged {
    /// All that are chosen, of which this one was taken hold of.
    Points(Place),
    /// The handle of a point: the one after it, or before.
    Handle(Place, bool),
}

/// The path whose points can be changed, with its points in badge units: the
/// one chosen element, if it is one.
pub fn editable(context: &ToolContext<'_>) -> Option<(GlobalElement, Nodes)> {
    let one = only_chosen(context)?;
    let nodes = nodes_of(&one.element)?;
    Some((one, nodes))
}

/// The points of a path, or of the path that a text stands on.
pub fn nodes_of(element: &Element) -> Option<Nodes> {
    let path = match &element.kind {
        Kind::Outline { .. } => path_of(element),
        Kind::Text(_) => line_of(element),
        _ => None,
    };
    path.map(|path| Nodes::of(&path))
}

/// The element with other points.
pub fn with_nodes(element: &Element, nodes: &Nodes) -> Option<Element> {
    let mut changed = reshaped(element, &nodes.path())?;
    if let (Kind::Text(text), Kind::Outline { path, view }) = (&element.kind, &changed.kind) {
        let backwards = matches!(text.baseline, Baseline::Path { backwards: true, .. });
        let baseline = Baseline::Path { path: path.clone(), view: *view, backwards };
        changed.kind = Kind::Text(Text { baseline, ..text.clone() });
    }
    Some(changed)
}

/// What is done with the chosen points at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointsChange {
    /// Makes them smooth, or corners.
    Soften(bool),
    /// Adds a point after the last of them.
    Add,
    /// Joins two ends of the path.
    Join,
    /// Breaks the path there.
    Break,
}

impl PointsChange {
    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Soften(true) => "Make points smooth",
            Self::Soften(false) => "Make points corners",
            Self::Add => "Add a point",
            Self::Join => "Join two ends",
            Self::Break => "Break the path",
        }
    }
}

impl Tool for NodeTool {
    fn hint(&self) -> &'static str {
        "Drag points and handles · Alt and a click on the line adds one · . and , choose, arrows move, Alt and arrows bend, Delete takes away"
    }

    fn event(&mut self, event: ToolEvent, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        match event {
            ToolEvent::Press(at, held) => self.press(at, held, context),
            ToolEvent::Drag(to, held) => self.moved(to, held, context),
            ToolEvent::Release => {
                self.drag = None;
                self.snaps.clear();
                Vec::new()
            }
            ToolEvent::Cancel => {
                self.snaps.clear();
                let Some(drag) = self.drag.take() else { return Vec::new() };
                if drag.added {
                    self.chosen.clear();
                }
                if drag.changed { vec![ToolOutput::Undo] } else { Vec::new() }
            }
            ToolEvent::Click(..) | ToolEvent::DoubleClick(_) => Vec::new(),
        }
    }

    /// Arrow keys move the chosen points; with Alt the handle after each, with Shift as
    /// well the one before.
    fn key(&mut self, key: ToolKey, context: &ToolContext<'_>) -> Option<Vec<ToolOutput>> {
        match key {
            ToolKey::Arrows(times, Held { alt: true, shift, .. }) => {
                Some(self.bend(!shift, ToolKey::BEND * times, context))
            }
            ToolKey::Arrows(..) => {
                let by = key.push()?;
                self.change("Nudge points", context, |nodes, places| nodes.moved(places, by)).map(|output| vec![output])
            }
            ToolKey::Delete => {
                let output = self.change("Delete points", context, Nodes::without)?;
                self.chosen.clear();
                Some(vec![output])
            }
            _ => None,
        }
    }

    fn overlay(&self, context: &ToolContext<'_>) -> Vec<Mark> {
        let path = editable(context).map(|(one, nodes)| path_marks(&nodes, &self.chosen(one.element.id), context));
        path.unwrap_or_default().into_iter().chain(self.snaps.iter().copied().map(Mark::Snap)).collect()
    }
}

impl NodeTool {
    /// The chosen points of an element.
    pub fn chosen(&self, element: ElementId) -> Vec<Place> {
        if self.of == Some(element) { self.chosen.iter().copied().collect() } else { Vec::new() }
    }

    fn choose(&mut self, element: ElementId, places: impl IntoIterator<Item = Place>) {
        self.of = Some(element);
        self.chosen = places.into_iter().collect();
    }

    /// Chooses the next point of the chosen path, or the one before.
    pub fn step(&mut self, back: bool, context: &ToolContext<'_>) {
        let Some((one, nodes)) = editable(context) else { return };
        let chosen = self.chosen(one.element.id);
        let from = if back { chosen.first() } else { chosen.last() };
        self.choose(one.element.id, nodes.beside(from.copied(), back));
    }

    /// Changes the chosen points at once, or says why that cannot be.
    pub fn rework(&mut self, change: PointsChange, context: &ToolContext<'_>) -> Option<ToolOutput> {
        let (one, nodes) = editable(context)?;
        let chosen = self.chosen(one.element.id);
        let reworked: Result<(Nodes, Vec<Place>), &str> = match (change, chosen.as_slice()) {
            (PointsChange::Soften(_), []) => return None,
            (PointsChange::Soften(smooth), places) => Ok((nodes.softened(places, smooth), chosen)),
            (PointsChange::Add, [.., last]) => nodes
                .with_point_after(*last)
                .map(|(nodes, place)| (nodes, vec![place]))
                .ok_or("Nothing comes after the end of a path. Choose the point before it."),
            (PointsChange::Break, [_, ..]) => Ok((nodes.broken(&chosen), Vec::new())),
            (PointsChange::Join, [one, other]) => nodes
                .joined(*one, *other)
                .map(|nodes| (nodes, Vec::new()))
                .ok_or("Only the ends of open paths can be joined. Choose two of them."),
            (PointsChange::Join, []) => nodes
                .nearest_ends(|_, _| true)
                .and_then(|(one, other)| nodes.joined(one, other))
                .map(|nodes| (nodes, Vec::new()))
                .ok_or("This path has no open ends."),
            (PointsChange::Join, _) => Err("Choose two ends of the path to join them."),
            _ => Err("Choose a point first: click it, or press the full stop."),
        };
        match reworked {
            Ok((nodes, places)) => {
                let changed = with_nodes(&one.element, &nodes)?;
                self.choose(one.element.id, places);
                Some(ToolOutput::once(change.label(), Edit::Put(vec![one.to_local(changed)])))
            }
            Err(words) => Some(ToolOutput::Refuse(words)),
        }
    }

    /// Moves a handle of each chosen point: the one after it, or before.
    fn bend(&self, after: bool, by: Vec2, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let bent = self.change("Bend the path", context, |nodes, places| {
            places.iter().fold(nodes.clone(), |nodes, place| {
                let handle = nodes.get(*place).map(|node| if after { node.after } else { node.before });
                handle.map_or(nodes.clone(), |at| nodes.bent(*place, after, at + by, false))
            })
        });
        bent.into_iter().collect()
    }

    /// Changes the chosen points; none where none are chosen.
    fn change(
        &self,
        label: &str,
        context: &ToolContext<'_>,
        change: impl Fn(&Nodes, &[Place]) -> Nodes,
    ) -> Option<ToolOutput> {
        let (one, nodes) = editable(context)?;
        let places = self.chosen(one.element.id);
        if places.is_empty() {
            return None;
        }
        let edit = match with_nodes(&one.element, &change(&nodes, &places)) {
            Some(changed) => Edit::Put(vec![one.to_local(changed)]),
            None => Edit::Remove(vec![one.element.id]),
        };
        Some(ToolOutput::once(label, edit))
    }

    fn press(&mut self, at: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.count += 1;
        let Some((one, nodes)) = editable(context) else { return self.choose_other(at, context) };
        if self.of != Some(one.element.id) {
            self.of = Some(one.element.id);
            self.chosen.clear();
        }
        let near = |point: Point| point.distance(at) <= context.reach;
        let drag = |what, before: &Nodes, added| {
            let (before, targets) = (before.clone(), SnapTargets::beside(context.artwork, &[one.element.id]));
            Some(Drag { from: at, before, what, targets, moves: false, changed: added, added })
        };
        let handle = self.chosen.iter().find_map(|place| {
            let node = nodes.get(*place)?;
            let after = near(node.after) && node.after != node.at;
            let before = near(node.before) && node.before != node.at;
            (after || before).then_some((*place, after))
        });
        if let Some((place, after)) = handle {
            self.drag = drag(Dragged::Handle(place, after), &nodes, false);
            return Vec::new();
        }
        let hit = nodes
            .each()
            .filter(|(_, node)| near(node.at))
            .min_by(|(_, a), (_, b)| a.at.distance(at).total_cmp(&b.at.distance(at)));
        if let Some((place, _)) = hit {
            if held.shift && self.chosen.remove(&place) {
                // What is chosen no more is not dragged, and nothing else is.
                self.drag = None;
                return Vec::new();
            }
            if held.shift {
                self.chosen.insert(place);
            } else if !self.chosen.contains(&place) {
                self.chosen = BTreeSet::from([place]);
            }
            self.drag = drag(Dragged::Points(place), &nodes, false);
            return Vec::new();
        }
        if held.alt
            && let Some((more, place)) = nodes.with_point_at(at, context.reach)
            && let Some(changed) = with_nodes(&one.element, &more)
        {
            self.chosen = BTreeSet::from([place]);
            self.drag = drag(Dragged::Points(place), &more, true);
            let edit = Edit::Put(vec![one.to_local(changed)]);
            return vec![ToolOutput::Edit(vec![edit], "Add a point".into(), Group::Drag(self.count))];
        }
        self.chosen.clear();
        self.choose_other(at, context)
    }

    fn choose_other(&mut self, at: Point, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        self.drag = None;
        // A group has no points; what lies in it has.
        let hit = context.scene.hit_inside(at.x, at.y, context.reach);
        vec![ToolOutput::Select(hit.into_iter().collect())]
    }

    fn moved(&mut self, to: Point, held: Held, context: &ToolContext<'_>) -> Vec<ToolOutput> {
        let Some(drag) = &mut self.drag else { return Vec::new() };
        if !drag.moves && drag.from.distance(to) < context.reach / 4.0 {
            return Vec::new();
        }
        drag.moves = true;
        let places: Vec<Place> = self.chosen.iter().copied().collect();
        self.snaps.clear();
        let nodes = match drag.what {
            Dragged::Points(held_one) => {
                let Some(node) = drag.before.get(held_one) else { return Vec::new() };
                let rested;
                (rested, self.snaps) =
                    context.snapper(held, &drag.targets).point(node.at + (to - drag.from), true, true);
                drag.before.moved(&places, rested - node.at)
            }
            Dragged::Handle(place, after) => drag.before.bent(place, after, to, held.alt),
        };
        let changed = only_chosen(context).and_then(|one| Some(one.to_local(with_nodes(&one.element, &nodes)?)));
        let Some(changed) = changed else { return Vec::new() };
        drag.changed |= context.artwork.element(changed.id).is_some_and(|before| **before != changed);
        vec![ToolOutput::Edit(vec![Edit::Put(vec![changed])], "Move points".into(), Group::Drag(self.count))]
    }
}
