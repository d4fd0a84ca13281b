//! What is done with several elements at once, or to the form of one.

use eframe::egui::{self, Ui, vec2};

use kurbo::BezPath;

use super::{Ask, ToolKind};
use crate::app::App;
use crate::app::command::Command;
use crate::app::state::Notice;
use crate::app::widgets::{Action, label};
use crate::artwork::{Element, ElementId, Frame, Kind};
use crate::document::{Alignment, Axis, Edit, aligned, distributed, mirrored};
use crate::scene::{Operation, as_kind, path_of};

/// How far "grow" and "shrink" move an outline, in badge units.
const STEP: f64 = 6.0;

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
}

impl Arrange {
    pub(super) fn listed() -> impl Iterator<Item = Self> {
        let aligned = Alignment::ALL.map(Self::Align).into_iter();
        aligned
            .chain(Axis::ALL.map(Self::Distribute))
            .chain(Axis::ALL.map(Self::Mirror))
            .chain(Operation::ALL.map(Self::Combine))
            .chain([Self::ToPath, Self::Grow, Self::Shrink, Self::Mask])
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
        }
    }

    /// Whether it can be done with so many chosen.
    pub(super) fn enabled(self, chosen: usize) -> bool {
        match self {
            Self::Combine(_) | Self::Mask => chosen > 1,
            Self::Distribute(_) => chosen > 2,
            Self::ToPath | Self::Grow | Self::Shrink => chosen == 1,
            Self::Align(_) | Self::Mirror(_) => chosen > 0,
        }
    }
}

/// Buttons for what can be done with so many chosen.
pub(super) fn arrange_rows(ui: &mut Ui, chosen: usize, commands: &mut Vec<Command>) {
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
                .chain([Arrange::Mask, Arrange::ToPath, Arrange::Grow, Arrange::Shrink])
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
                    commands.push(Command::Canvas(Ask::Arrange(arrange)));
                }
            }
        });
    }
}

impl App {
    pub(super) fn arrange(&mut self, ctx: &egui::Context, arrange: Arrange) {
        let label = arrange.label();
        // From the lowest to the highest; what lies in groups is left to its group.
        let chosen: Vec<Element> = self
            .state
            .artwork()
            .elements
            .iter()
            .filter(|element| self.state.history.selection().contains(&element.id) && !element.locked)
            .map(|element| (**element).clone())
            .collect();
        let Some(lowest) = chosen.first() else {
            let words = "Choose elements that lie on the badge itself, not in a group.";
            return self.say(ctx, Notice::error(words));
        };
        let ids: Vec<ElementId> = chosen.iter().map(|element| element.id).collect();
        let scene = self.state.scene();
        let formed = match arrange {
            Arrange::Align(alignment) => {
                let edits = vec![Edit::Put(aligned(&chosen, alignment))];
                return self.update(ctx, Command::edit(label, edits));
            }
            Arrange::Distribute(axis) => {
                return self.update(ctx, Command::edit(label, vec![Edit::Put(distributed(&chosen, axis))]));
            }
            Arrange::Mirror(axis) => {
                return self.update(ctx, Command::edit(label, vec![Edit::Put(mirrored(&chosen, axis))]));
            }
            Arrange::Mask => return self.mask(ctx, ids),
            Arrange::Combine(operation) => scene.combined(&ids, operation),
            Arrange::ToPath => match path_of(lowest) {
                Some(path) => return self.become_path(ctx, lowest, &path),
                None => scene.outline(lowest.id).and_then(|outline| as_kind(&outline)),
            },
            Arrange::Grow => scene.offset(lowest.id, STEP),
            Arrange::Shrink => scene.offset(lowest.id, -STEP),
        };
        let Some(formed) = formed else {
            let words = "Nothing would be left, or it has no outline of its own. Nothing was changed.";
            return self.say(ctx, Notice::error(words));
        };
        let combined = shaped(lowest, formed);
        let mut edits = vec![Edit::Put(vec![combined])];
        if ids.len() > 1 {
            edits.push(Edit::Remove(ids[1..].to_vec()));
        }
        self.update(ctx, Command::All(vec![Command::edit(label, edits), Command::Select(vec![ids[0]])]));
    }

    /// A shape with its paint as it is, and points of its own.
    fn become_path(&mut self, ctx: &egui::Context, element: &Element, path: &BezPath) {
        let Some((kind, frame)) = as_kind(path) else { return };
        let path = Element { kind, frame, mirrored: false, ..element.clone() };
        let edits = vec![Edit::Put(vec![path])];
        self.state.canvas.tool = ToolKind::Nodes;
        self.update(ctx, Command::edit(Arrange::ToPath.label(), edits));
    }

    fn mask(&mut self, ctx: &egui::Context, ids: Vec<ElementId>) {
        let id = self.state.artwork().fresh_id();
        let label = Arrange::Mask.label();
        let before = self.state.document().clone();
        let Ok(grouped) = before.edited(&Edit::Group(ids.clone(), id)) else { return };
        let Some(mut group) = grouped.artwork.element(id).map(|group| (**group).clone()) else { return };
        group.clipped = true;
        let edits = vec![Edit::Group(ids, id), Edit::Put(vec![group])];
        self.update(ctx, Command::All(vec![Command::edit(label, edits), Command::Select(vec![id])]));
    }
}

/// The element with another form, in its own paint. What only was a line is
/// filled with the line's paint.
fn shaped(element: &Element, (kind, frame): (Kind, Frame)) -> Element {
    let mut shaped = element.clone();
    if shaped.fill.is_none() {
        shaped.fill = shaped.stroke.take().map(|stroke| stroke.paint).or(first_fill(element));
    }
    shaped.kind = kind;
    shaped.frame = frame;
    shaped.mirrored = false;
    shaped.copies = 0;
    shaped
}

/// The paint of the first element in a group that has one.
fn first_fill(element: &Element) -> Option<crate::artwork::Paint> {
    match &element.kind {
        Kind::Group { elements } => elements.iter().find_map(|inner| inner.fill.clone().or_else(|| first_fill(inner))),
        _ => None,
    }
}
