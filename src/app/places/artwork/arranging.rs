//! Elements arranged as it was asked: lined up, spread, mirrored, put together as one outline.

use std::sync::Arc;

use kurbo::BezPath;

use super::arrange::{Arrange, Distance};
use super::message::Message;
use crate::app::desk::{Desk, Notice, Out, Outbox, Progress};
use crate::artwork::{Artwork, Baseline, Element, ElementId, Kind};
use crate::document::{Edit, aligned, distributed, mirrored};
use crate::editing::ToolKind;
use crate::editing::crop_tool::within_shape;
use crate::editing::local_space::{GlobalElement, in_global_space};
use crate::editing::node_tool::{nodes_of, with_nodes};
use crate::editing::nodes::{Nodes, Place as PointPlace};
use crate::scene::{Scene, as_kind, build, path_of, reshaped};

/// Outlines of more points than this are worked on beside the window.
const AT_ONCE: usize = 600;

/// Arranges what is chosen; `distance` is how far an outline grows and shrinks.
pub(super) fn arranged(desk: &Desk, out: &mut Outbox<Message>, arrange: Arrange, distance: Distance) {
    let label = arrange.label();
    // From the lowest to the highest, wherever they lie.
    let chosen = in_global_space(desk.artwork(), desk.history.selection());
    if chosen.is_empty() {
        return out.say(Notice::error("What is chosen is locked. Unlock it first."));
    }
    let ids: Vec<ElementId> = chosen.iter().map(|one| one.element.id).collect();
    let elements: Vec<Element> = chosen.iter().map(|one| one.element.clone()).collect();
    let placed = match arrange {
        Arrange::Align(alignment) => aligned(&elements, alignment),
        Arrange::Distribute(axis) => distributed(&elements, axis),
        Arrange::Mirror(axis) => mirrored(&elements, axis),
        Arrange::Mask => return mask(desk, out, ids),
        Arrange::Join => return join_paths(out, &chosen),
        Arrange::OnPath => return text_on_path(out, &chosen),
        Arrange::CutToShape => return cut_to_shape(desk, out, &chosen),
        Arrange::ToPath | Arrange::Combine(_) | Arrange::Grow | Arrange::Shrink => {
            return form(desk, out, arrange, &chosen, distance);
        }
    };
    let edit = Edit::Put(chosen.iter().zip(placed).map(|(one, placed)| one.to_local(placed)).collect());
    out.edit(label, vec![edit]);
}

/// Gives the lowest of some elements another form.
fn form(
    desk: &Desk,
    out: &mut Outbox<Message>,
    arrange: Arrange,
    chosen: &[GlobalElement],
    Distance(distance): Distance,
) {
    let Some(lowest) = chosen.first() else { return };
    if let (Arrange::ToPath, Some(path)) = (arrange, path_of(&lowest.element)) {
        return become_path(out, lowest, &path);
    }
    // Alone, as copies of the groups around them are no part of their outlines.
    let elements = chosen.iter().map(|one| Arc::new(one.element.clone())).collect();
    let alone = Artwork { elements, ..desk.artwork().clone() };
    let scene = build(&alone, desk.badge());
    let ids: Vec<ElementId> = chosen.iter().map(|one| one.element.id).collect();
    let points: usize = ids.iter().filter_map(|id| scene.outline(*id)).map(|path| path.elements().len()).sum();
    let lowest = lowest.clone();
    if points > AT_ONCE {
        let document = Box::new(desk.document().clone());
        let work = move |_: &Progress| {
            let formed = formed(&scene, arrange, &lowest, &ids, distance);
            Out::Mine(Message::Formed(document, Box::new(formed)))
        };
        return out.run("Working on the outline", work);
    }
    out.push(formed(&scene, arrange, &lowest, &ids, distance));
}

/// A shape with its paint as it is, and points of its own.
fn become_path(out: &mut Outbox<Message>, shape: &GlobalElement, path: &BezPath) {
    let Some(path) = reshaped(&shape.element, path) else { return };
    let edits = vec![Edit::Put(vec![shape.to_local(path)])];
    out.edit(Arrange::ToPath.label(), edits);
    out.push(Out::Mine(Message::Tool(ToolKind::Nodes)));
}

/// Two open paths as one, in the paint of the lower one.
fn join_paths(out: &mut Outbox<Message>, chosen: &[GlobalElement]) {
    let runs: Vec<Nodes> = chosen.iter().filter_map(|one| nodes_of(&one.element)).collect();
    let joined = match (chosen, runs.as_slice()) {
        ([lower, _], [first, second]) => {
            let all = Nodes(first.0.iter().chain(&second.0).cloned().collect());
            let apart = |one: PointPlace, other: PointPlace| (one.0 < first.0.len()) != (other.0 < first.0.len());
            all.nearest_ends(apart)
                .and_then(|(one, other)| all.joined(one, other))
                .and_then(|nodes| with_nodes(&lower.element, &nodes))
                .map(|joined| lower.to_local(joined))
        }
        _ => None,
    };
    let Some(joined) = joined else {
        return out.say(Notice::error("Choose two paths that both have open ends."));
    };
    let (id, gone) = (joined.id, chosen[1].element.id);
    let edit = Out::edit(Arrange::Join.label(), vec![Edit::Put(vec![joined]), Edit::Remove(vec![gone])]);
    out.push(Out::All(vec![edit, Out::Select(vec![id])]));
}

/// Lets a text stand on the outline of a shape, which stays where it is.
fn text_on_path(out: &mut Outbox<Message>, chosen: &[GlobalElement]) {
    let text = chosen.iter().find(|one| matches!(one.element.kind, Kind::Text(_)));
    let line = chosen.iter().find_map(|one| path_of(&one.element)).and_then(|path| as_kind(&path));
    let (Some(text), Some((Kind::Outline { path, view }, frame))) = (text, line) else {
        return out.say(Notice::error("Choose a text and the shape or path that it shall stand on."));
    };
    let mut changed = Element { frame, mirrored: false, ..text.element.clone() };
    if let Kind::Text(text) = &mut changed.kind {
        text.baseline = Baseline::Path { path, view, backwards: false };
        (text.start, text.hangs) = (0.0, false);
    }
    let id = changed.id;
    let edit = Out::edit(Arrange::OnPath.label(), vec![Edit::Put(vec![text.to_local(changed)])]);
    out.push(Out::All(vec![edit, Out::Select(vec![id])]));
}

/// Shows a picture within a shape, which it takes the place of.
fn cut_to_shape(desk: &Desk, out: &mut Outbox<Message>, chosen: &[GlobalElement]) {
    let picture = chosen.iter().find(|one| matches!(one.element.kind, Kind::Picture { .. }));
    let shape = chosen.iter().find(|one| path_of(&one.element).is_some());
    let cut = picture.zip(shape).and_then(|(picture, shape)| {
        let cut = within_shape(&picture.element, &shape.element, desk.artwork())?;
        Some((picture.to_local(cut), shape.element.id))
    });
    let Some((cut, shape)) = cut else {
        return out.say(Notice::error("Choose a picture and the shape that it shall show within."));
    };
    let id = cut.id;
    let edits = vec![Edit::Put(vec![cut]), Edit::Remove(vec![shape])];
    let edit = Out::edit(Arrange::CutToShape.label(), edits);
    out.push(Out::All(vec![edit, Out::Select(vec![id])]));
}

fn mask(desk: &Desk, out: &mut Outbox<Message>, ids: Vec<ElementId>) {
    let id = desk.artwork().fresh_id();
    let label = Arrange::Mask.label();
    let grouped = match desk.document().edited(&Edit::Group(ids.clone(), id)) {
        Ok(grouped) => grouped,
        Err(error) => return out.say(Notice::error(error.to_string())),
    };
    let Some(mut group) = grouped.artwork.element(id).map(|group| (**group).clone()) else { return };
    group.clipped = true;
    let edits = vec![Edit::Group(ids, id), Edit::Put(vec![group])];
    out.push(Out::All(vec![Out::edit(label, edits), Out::Select(vec![id])]));
}

/// The command that gives the lowest of some elements a form made of all.
fn formed(scene: &Scene, arrange: Arrange, lowest: &GlobalElement, ids: &[ElementId], distance: f64) -> Out<Message> {
    let id = lowest.element.id;
    let formed = match arrange {
        Arrange::Combine(operation) => scene.combined(ids, operation),
        Arrange::Grow => scene.offset(id, distance),
        Arrange::Shrink => scene.offset(id, -distance),
        _ => scene.outline(id),
    };
    let Some(formed) = formed.and_then(|outline| shaped(&lowest.element, &outline)) else {
        let words = "Nothing would be left, or it has no outline of its own. Nothing was changed.";
        return Out::Say(Notice::error(words));
    };
    let mut edits = vec![Edit::Put(vec![lowest.to_local(formed)])];
    if ids.len() > 1 {
        edits.push(Edit::Remove(ids[1..].to_vec()));
    }
    Out::All(vec![Out::edit(arrange.label(), edits), Out::Select(vec![id])])
}

/// The element with another form, in its own paint. What only was a line is
/// filled with the line's paint.
fn shaped(element: &Element, outline: &BezPath) -> Option<Element> {
    let mut shaped = reshaped(element, outline)?;
    if shaped.fill.is_none() {
        shaped.fill = shaped.stroke.take().map(|stroke| stroke.paint).or(first_fill(element));
    }
    (shaped.copies, shaped.middle) = (0, None);
    Some(shaped)
}

/// The paint of the first element in a group that has one.
fn first_fill(element: &Element) -> Option<crate::artwork::Paint> {
    match &element.kind {
        Kind::Group { elements } => elements.iter().find_map(|inner| inner.fill.clone().or_else(|| first_fill(inner))),
        _ => None,
    }
}
