//! What is done with several elements at once, or to the form of one.

use std::sync::Arc;

use eframe::egui::{Ui, vec2};
use kurbo::BezPath;

use super::properties::{number, row};
use super::{Board, Message};
use crate::app::desk::{Notice, Out, Outbox, Progress};
use crate::app::toolkit::widgets::{Action, label};
use crate::artwork::{Artwork, Baseline, Element, ElementId, Kind};
use crate::document::{Alignment, Axis, Edit, aligned, distributed, mirrored};
use crate::editing::ToolKind;
use crate::editing::crop_tool::within_shape;
use crate::editing::nested::{Lifted, lifted};
use crate::editing::node_tool::{nodes_of, with_nodes};
use crate::editing::nodes::{Nodes, Place as PointPlace};
use crate::scene::{Operation, Scene, as_kind, build, path_of, reshaped};

/// Outlines of more points than this are worked on beside the window.
const AT_ONCE: usize = 600;

/// How far growing and shrinking move an outline, in badge units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Distance(f64);

impl Default for Distance {
    fn default() -> Self {
        Self(6.0)
    }
}

/// A wish about the places or forms of what is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arrange {
    /// Lines elements up with one another, a single one with the badge.
    Align(Alignment),
    /// Makes the gaps between them equal.
    Distribute(Axis),
    /// Shows them as a mirror does.
    Mirror(Axis),
    /// Makes one outline of them.
    Combine(Operation),
    /// Makes a path of a shape, a text or an icon.
    ToPath,
    /// Moves an outline outwards.
    Grow,
    /// Moves an outline inwards.
    Shrink,
    /// Shows all of them only within the lowest.
    Mask,
    /// Joins the nearest ends of two paths.
    Join,
    /// Lets a text stand on the outline of a shape.
    OnPath,
    /// Shows a picture within a shape, which it takes the place of.
    CutToShape,
}

impl Arrange {
    pub(super) fn listed() -> impl Iterator<Item = Self> {
        let aligned = Alignment::ALL.map(Self::Align).into_iter();
        aligned
            .chain(Axis::ALL.map(Self::Distribute))
            .chain(Axis::ALL.map(Self::Mirror))
            .chain(Operation::ALL.map(Self::Combine))
            .chain([Self::ToPath, Self::Grow, Self::Shrink, Self::Mask, Self::Join, Self::OnPath, Self::CutToShape])
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Align(Alignment::Left) => "Align left",
            Self::Align(Alignment::Centre) => "Align centres across",
            Self::Align(Alignment::Right) => "Align right",
            Self::Align(Alignment::Top) => "Align top",
            Self::Align(Alignment::Middle) => "Align centres down",
            Self::Align(Alignment::Bottom) => "Align bottom",
            Self::Distribute(Axis::Across) => "Equal gaps across",
            Self::Distribute(Axis::Down) => "Equal gaps down",
            Self::Mirror(Axis::Across) => "Mirror left and right",
            Self::Mirror(Axis::Down) => "Mirror up and down",
            Self::Combine(Operation::Unite) => "Unite",
            Self::Combine(Operation::Subtract) => "Subtract from the lowest",
            Self::Combine(Operation::Intersect) => "Keep what all cover",
            Self::Combine(Operation::Exclude) => "Cut out the overlap",
            Self::ToPath => "Make it a path",
            Self::Grow => "Grow the outline",
            Self::Shrink => "Shrink the outline",
            Self::Mask => "Show only within the lowest",
            Self::Join => "Join two paths",
            Self::OnPath => "Put the text on the path",
            Self::CutToShape => "Cut the picture to the shape",
        }
    }

    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::Align(Alignment::Left) => "align-left",
            Self::Align(Alignment::Centre) => "align-center-horizontal",
            Self::Align(Alignment::Right) => "align-right",
            Self::Align(Alignment::Top) => "align-top",
            Self::Align(Alignment::Middle) => "align-center-vertical",
            Self::Align(Alignment::Bottom) => "align-bottom",
            Self::Distribute(Axis::Across) => "columns",
            Self::Distribute(Axis::Down) => "rows",
            Self::Mirror(Axis::Across) => "flip-horizontal",
            Self::Mirror(Axis::Down) => "flip-vertical",
            Self::Combine(Operation::Unite) => "unite",
            Self::Combine(Operation::Subtract) => "subtract",
            Self::Combine(Operation::Intersect) => "intersect",
            Self::Combine(Operation::Exclude) => "exclude",
            Self::ToPath => "bezier-curve",
            Self::Grow => "arrows-out",
            Self::Shrink => "arrows-in",
            Self::Mask => "crop",
            Self::Join => "link",
            Self::OnPath => "path",
            Self::CutToShape => "image-square",
        }
    }

    /// Other words by which people look for it.
    pub(super) fn synonyms(self) -> &'static str {
        match self {
            Self::Align(_) => "line up arrange",
            Self::Distribute(_) => "spread space spacing arrange",
            Self::Mirror(_) => "flip reflect",
            Self::Combine(_) => "boolean pathfinder outline merge union cut",
            Self::ToPath => "convert outline vector curves",
            Self::Grow => "offset larger thicker outline",
            Self::Shrink => "inset smaller thinner outline",
            Self::Mask => "clip crop window",
            Self::Join => "connect close",
            Self::OnPath => "curve circle bend letters",
            Self::CutToShape => "clip crop photo round",
        }
    }

    /// Whether it can be done with so many chosen.
    pub(super) fn enabled(self, chosen: usize) -> bool {
        match self {
            Self::Combine(_) | Self::Mask => chosen > 1,
            Self::Distribute(_) => chosen > 2,
            Self::Join | Self::OnPath | Self::CutToShape => chosen == 2,
            Self::ToPath | Self::Grow | Self::Shrink => chosen == 1,
            Self::Align(_) | Self::Mirror(_) => chosen > 0,
        }
    }
}

/// A row for how far an outline grows and shrinks.
pub(super) fn distance_row(ui: &mut Ui, Distance(distance): &mut Distance) {
    row(ui, "Grow by", |ui| ui.add(number(distance, 0.5..=200.0, "")));
}

/// Buttons for what can be done with so many chosen.
pub(super) fn arrange_rows(ui: &mut Ui, chosen: usize, out: &mut Outbox<Message>) {
    let rows: [(&str, Vec<Arrange>); 3] = [
        ("Line up", Alignment::ALL.map(Arrange::Align).into()),
        (
            "Spread and mirror",
            Axis::ALL.map(Arrange::Distribute).into_iter().chain(Axis::ALL.map(Arrange::Mirror)).collect(),
        ),
        (
            "Form",
            Operation::ALL
                .map(Arrange::Combine)
                .into_iter()
                .chain([Arrange::Mask, Arrange::Join, Arrange::OnPath, Arrange::CutToShape])
                .chain([Arrange::ToPath, Arrange::Grow, Arrange::Shrink])
                .collect(),
        ),
    ];
    for (words, offered) in rows {
        let offered: Vec<Arrange> = offered.into_iter().filter(|arrange| arrange.enabled(chosen)).collect();
        if offered.is_empty() {
            continue;
        }
        label(ui, words);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for arrange in offered {
                if ui.add(Action::icon_only(arrange.icon(), arrange.label())).clicked() {
                    out.mine(Message::Arrange(arrange));
                }
            }
        });
    }
}

impl Board<'_> {
    pub(super) fn arrange(&mut self, out: &mut Outbox<Message>, arrange: Arrange) {
        let label = arrange.label();
        // From the lowest to the highest, wherever they lie.
        let chosen = lifted(self.desk.artwork(), self.desk.history.selection());
        if chosen.is_empty() {
            return out.say(Notice::error("What is chosen is locked. Unlock it first."));
        }
        let ids: Vec<ElementId> = chosen.iter().map(|one| one.element.id).collect();
        let elements: Vec<Element> = chosen.iter().map(|one| one.element.clone()).collect();
        let placed = match arrange {
            Arrange::Align(alignment) => aligned(&elements, alignment),
            Arrange::Distribute(axis) => distributed(&elements, axis),
            Arrange::Mirror(axis) => mirrored(&elements, axis),
            Arrange::Mask => return self.mask(out, ids),
            Arrange::Join => return self.join_paths(out, &chosen),
            Arrange::OnPath => return self.text_on_path(out, &chosen),
            Arrange::CutToShape => return self.cut_to_shape(out, &chosen),
            Arrange::ToPath | Arrange::Combine(_) | Arrange::Grow | Arrange::Shrink => {
                return self.form(out, arrange, &chosen);
            }
        };
        let edit = Edit::Put(chosen.iter().zip(placed).map(|(one, placed)| one.lowered(placed)).collect());
        out.edit(label, vec![edit]);
    }

    /// Gives the lowest of some elements another form.
    fn form(&mut self, out: &mut Outbox<Message>, arrange: Arrange, chosen: &[Lifted]) {
        let Some(lowest) = chosen.first() else { return };
        if let (Arrange::ToPath, Some(path)) = (arrange, path_of(&lowest.element)) {
            return self.become_path(out, lowest, &path);
        }
        // Alone, as copies of the groups around them are no part of their outlines.
        let elements = chosen.iter().map(|one| Arc::new(one.element.clone())).collect();
        let alone = Artwork { elements, ..self.desk.artwork().clone() };
        let scene = build(&alone, self.desk.badge());
        let ids: Vec<ElementId> = chosen.iter().map(|one| one.element.id).collect();
        let points: usize = ids.iter().filter_map(|id| scene.outline(*id)).map(|path| path.elements().len()).sum();
        let (lowest, distance) = (lowest.clone(), self.canvas.offset.0);
        if points > AT_ONCE {
            let document = Box::new(self.desk.document().clone());
            let work = move |_: &Progress| {
                let formed = formed(&scene, arrange, &lowest, &ids, distance);
                Out::Mine(Message::Formed(document, Box::new(formed)))
            };
            return out.run("Working on the outline", work);
        }
        out.push(formed(&scene, arrange, &lowest, &ids, distance));
    }

    /// A shape with its paint as it is, and points of its own.
    fn become_path(&mut self, out: &mut Outbox<Message>, shape: &Lifted, path: &BezPath) {
        let Some(path) = reshaped(&shape.element, path) else { return };
        let edits = vec![Edit::Put(vec![shape.lowered(path)])];
        out.edit(Arrange::ToPath.label(), edits);
        out.push(Out::Mine(Message::Tool(ToolKind::Nodes)));
    }

    /// Two open paths as one, in the paint of the lower one.
    fn join_paths(&mut self, out: &mut Outbox<Message>, chosen: &[Lifted]) {
        let runs: Vec<Nodes> = chosen.iter().filter_map(|one| nodes_of(&one.element)).collect();
        let joined = match (chosen, runs.as_slice()) {
            ([lower, _], [first, second]) => {
                let all = Nodes(first.0.iter().chain(&second.0).cloned().collect());
                let apart = |one: PointPlace, other: PointPlace| (one.0 < first.0.len()) != (other.0 < first.0.len());
                all.nearest_ends(apart)
                    .and_then(|(one, other)| all.joined(one, other))
                    .and_then(|nodes| with_nodes(&lower.element, &nodes))
                    .map(|joined| lower.lowered(joined))
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
    fn text_on_path(&mut self, out: &mut Outbox<Message>, chosen: &[Lifted]) {
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
        let edit = Out::edit(Arrange::OnPath.label(), vec![Edit::Put(vec![text.lowered(changed)])]);
        out.push(Out::All(vec![edit, Out::Select(vec![id])]));
    }

    /// Shows a picture within a shape, which it takes the place of.
    fn cut_to_shape(&mut self, out: &mut Outbox<Message>, chosen: &[Lifted]) {
        let picture = chosen.iter().find(|one| matches!(one.element.kind, Kind::Picture { .. }));
        let shape = chosen.iter().find(|one| path_of(&one.element).is_some());
        let cut = picture.zip(shape).and_then(|(picture, shape)| {
            let cut = within_shape(&picture.element, &shape.element, self.desk.artwork())?;
            Some((picture.lowered(cut), shape.element.id))
        });
        let Some((cut, shape)) = cut else {
            return out.say(Notice::error("Choose a picture and the shape that it shall show within."));
        };
        let id = cut.id;
        let edits = vec![Edit::Put(vec![cut]), Edit::Remove(vec![shape])];
        let edit = Out::edit(Arrange::CutToShape.label(), edits);
        out.push(Out::All(vec![edit, Out::Select(vec![id])]));
    }

    fn mask(&mut self, out: &mut Outbox<Message>, ids: Vec<ElementId>) {
        let id = self.desk.artwork().fresh_id();
        let label = Arrange::Mask.label();
        let grouped = match self.desk.document().edited(&Edit::Group(ids.clone(), id)) {
            Ok(grouped) => grouped,
            Err(error) => return out.say(Notice::error(error.to_string())),
        };
        let Some(mut group) = grouped.artwork.element(id).map(|group| (**group).clone()) else { return };
        group.clipped = true;
        let edits = vec![Edit::Group(ids, id), Edit::Put(vec![group])];
        out.push(Out::All(vec![Out::edit(label, edits), Out::Select(vec![id])]));
    }
}

/// The command that gives the lowest of some elements a form made of all.
fn formed(scene: &Scene, arrange: Arrange, lowest: &Lifted, ids: &[ElementId], distance: f64) -> Out<Message> {
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
    let mut edits = vec![Edit::Put(vec![lowest.lowered(formed)])];
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
