//! What can be said of the chosen element.

use eframe::egui::{Ui, vec2};

use super::arrange::{Arrange, Distance};
use super::chosen::chosen_elements;
use super::commands::entry;
use super::message::Message;
use super::model::Board;
use super::paint::{blend_row, opacity_row, paint_rows, shadow_rows, stroke_rows};
use super::palettes::color_page;
use super::picture_properties::picture_rows;
use super::points::point_rows;
use super::rows::{choice, count, number, percent_row, row, row_named};
use super::text_properties::{rounded_frame, text_rows};
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, check_box, heading, icon_mark, label};
use crate::artwork::shapes::Unit;
use crate::artwork::{Element, IconWeight, Kind, RibbonStyle, ShieldStyle};
use crate::document::{Alignment, Axis, Edit, Group};
use crate::editing::insert::default_stroke;
use crate::editing::insert::icon_of;
use crate::scene::{Operation, title};

/// A row for each number of a shape in a frame of which this is half the smaller
/// side; one row for those that go together.
fn parameter_rows(ui: &mut Ui, kind: &mut Kind, half: f64) {
    let Some(shape) = kind.shape() else { return };
    let alike = shape.alike(kind);
    let shown = if alike.is_some() { 1 } else { shape.parameters.len() };
    for (at, parameter) in shape.parameters.iter().enumerate().take(shown) {
        let Some(mut value) = (parameter.field.get)(kind) else { continue };
        let (name, range) = (alike.unwrap_or(parameter.name), parameter.range.within(half));
        let is_changed = match parameter.unit {
            Unit::Part => {
                let percent = range.start() * 100.0..=range.end() * 100.0;
                let changed = percent_row(ui, name, value, percent);
                value = changed.unwrap_or(value);
                changed.is_some()
            }
            Unit::Count => row(ui, name, |ui| ui.add(count(&mut value, range))).changed(),
            Unit::Degrees => row(ui, name, |ui| ui.add(number(&mut value, range, "°"))).changed(),
            Unit::Length => row(ui, name, |ui| ui.add(number(&mut value, range, ""))).changed(),
        };
        if is_changed {
            shape.set(kind, at, value, false);
        }
    }
}

/// A row for how far an outline grows and shrinks.
fn distance_row(ui: &mut Ui, Distance(distance): &mut Distance) {
    row(ui, "Grow by", |ui| ui.add(number(distance, 0.5..=200.0, "")));
}

/// Buttons for what can be done with so many chosen.
fn arrange_rows(ui: &mut Ui, chosen: usize, out: &mut Outbox<Message>) {
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
    pub(super) fn properties(&mut self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let chosen = chosen_elements(self.desk);
        let [before] = chosen.as_slice() else {
            self.without_one(ui, chosen.len(), out);
            return;
        };
        let mut element = before.clone();
        let tokens = Tokens::of(ui);
        ui.horizontal(|ui| {
            icon_mark(ui, icon_of(&before.kind), true, 20.0, tokens.accent.ink);
            heading(ui, before.kind.noun());
        });
        let hint = title(before, self.desk.badge());
        row(ui, "Name", |ui| ui.add(crate::app::toolkit::widgets::field(&mut element.name).hint_text(hint)));
        let palette = self.desk.artwork().palette.clone();
        self.kind_rows(ui, &mut element, out);
        rounded_frame(before, &mut element);
        if !matches!(element.kind, Kind::Group { .. } | Kind::Picture { .. }) {
            paint_rows(ui, &mut element, &palette, out);
        }
        if !matches!(element.kind, Kind::Picture { .. }) {
            stroke_rows(ui, &mut element, &palette, out, || default_stroke(self.desk.artwork()));
        }
        opacity_row(ui, &mut element.opacity);
        blend_row(ui, &mut element.blend);
        ui.push_id("shadow", |ui| shadow_rows(ui, &mut element.shadow, false));
        if !matches!(element.kind, Kind::Group { .. } | Kind::Picture { .. }) {
            ui.push_id("inner shadow", |ui| shadow_rows(ui, &mut element.inner_shadow, true));
        }
        let mut copies = element.copies.max(1);
        row(ui, "Copies", |ui| ui.add(count(&mut copies, 1..=60))).on_hover_text("Evenly around a middle");
        element.copies = if copies > 1 { copies } else { 0 };
        self.middle_row(ui, out);
        row(ui, "Mirrored", |ui| check_box(ui, &mut element.mirrored, "Left and right"));
        self.place_rows(ui, out);
        ui.add_space(8.0);
        arrange_rows(ui, 1, out);
        distance_row(ui, &mut self.canvas.offset);
        if element != *before {
            let label = format!("Change {}", before.title());
            let group = Group::Typing(format!("element {}", before.id.0));
            out.push(Out::Edit { edits: vec![Edit::Put(vec![element])], label, group });
        } else if self.canvas.let_go_beside(ui) {
            out.push(Out::Seal);
        }
    }

    fn without_one(&mut self, ui: &mut Ui, chosen: usize, out: &mut Outbox<Message>) {
        if chosen > 1 {
            heading(ui, &format!("{chosen} elements"));
            ui.horizontal_wrapped(|ui| {
                for message in [Message::Group, Message::Duplicate, Message::Delete, Message::Lock, Message::Hide] {
                    let Some(entry) = entry(&message, self.canvas, self.desk) else { continue };
                    if ui.add(Action::new(&entry.label).icon(entry.icon)).clicked() {
                        out.mine(entry.message);
                    }
                }
            });
            ui.add_space(8.0);
            self.place_rows(ui, out);
            if self.canvas.let_go_beside(ui) {
                out.push(Out::Seal);
            }
            ui.add_space(8.0);
            arrange_rows(ui, chosen, out);
            return;
        }
        let mut around = self.canvas.around;
        color_page(ui, self.desk, &mut around, out);
        self.canvas.around = around;
    }

    fn kind_rows(&mut self, ui: &mut Ui, element: &mut Element, out: &mut Outbox<Message>) {
        match &mut element.kind {
            Kind::Shield { style, .. } => {
                let cuts = [
                    (ShieldStyle::Peaked, "Peaked"),
                    (ShieldStyle::Heater, "Straight"),
                    (ShieldStyle::Round, "Round"),
                    (ShieldStyle::Notched, "Notched"),
                ];
                choice(ui, "Cut", style, &cuts);
            }
            Kind::Ribbon { style, .. } => {
                let cuts = [
                    (RibbonStyle::Band, "Band"),
                    (RibbonStyle::Banner, "Folded"),
                    (RibbonStyle::Arched, "Arched"),
                    (RibbonStyle::Tails, "Tails"),
                ];
                choice(ui, "Cut", style, &cuts);
            }
            Kind::Text(text) => text_rows(ui, text, self.desk.document(), out),
            Kind::Icon { name, weight } => {
                let words = name.replace('-', " ");
                row_named(ui, "Icon", &format!("Icon: {words}"), |ui| {
                    let button = ui.add(Action::new(&words).icon("smiley"));
                    if button.clicked() {
                        out.mine(Message::ChooseIcon { replace: true });
                    }
                    button
                });
                row(ui, "Drawn", |ui| {
                    let mut filled = *weight == IconWeight::Fill;
                    let response = check_box(ui, &mut filled, "Filled");
                    *weight = if filled { IconWeight::Fill } else { IconWeight::Regular };
                    response
                });
            }
            Kind::Group { .. } => {
                row(ui, "Shows", |ui| check_box(ui, &mut element.clipped, "Within its lowest only"));
                if ui.add(Action::new("Ungroup").icon("selection-slash")).clicked() {
                    out.mine(Message::Ungroup);
                }
            }
            Kind::Outline { .. } => point_rows(ui, self.canvas.tools.kind(), out),
            Kind::Picture { .. } => {
                let canvas = &self.canvas;
                picture_rows(ui, element, canvas.tools.kind(), &self.desk.history.document().artwork, out);
            }
            _ => {}
        }
        parameter_rows(ui, &mut element.kind, element.frame.width.min(element.frame.height) / 2.0);
    }
}
