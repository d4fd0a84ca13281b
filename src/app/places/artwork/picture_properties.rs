//! What can be said of a chosen picture.

use eframe::egui::Ui;

use super::message::Message;
use super::rows::{choice, percent_row};
use crate::app::desk::Outbox;
use crate::app::toolkit::widgets::Action;
use crate::artwork::{Artwork, Element, Kind, ShieldStyle};
use crate::editing::ToolKind;
use crate::editing::crop_tool::{unsquashed, with_crop};

/// The shapes that a picture is offered to show within.
fn shapes(element: &Element) -> [(Option<Kind>, &'static str); 6] {
    let corner = element.frame.width.min(element.frame.height) / 6.0;
    [
        (None, "Its own"),
        (Some(Kind::Disc), "Disc"),
        (Some(Kind::Rectangle { corners: [corner; 4] }), "Round corners"),
        (Some(Kind::Polygon { sides: 6, corner: 0.0 }), "Hexagon"),
        (Some(Kind::shield(ShieldStyle::Peaked)), "Shield"),
        (Some(Kind::Scallop { lobes: 16, depth: 0.08 }), "Scallop"),
    ]
}

/// The rows for a picture: what is cut off, within which shape it shows.
pub(super) fn picture_rows(
    ui: &mut Ui,
    element: &mut Element,
    tool: ToolKind,
    artwork: &Artwork,
    out: &mut Outbox<Message>,
) {
    let Kind::Picture { crop, shape, .. } = &element.kind else { return };
    let (mut crop, before) = (*crop, *crop);
    let offered = shapes(element);
    let same = |one: &Option<Kind>| match (one, shape.as_deref()) {
        (None, None) => true,
        (Some(one), Some(other)) => std::mem::discriminant(one) == std::mem::discriminant(other),
        _ => false,
    };
    let now = offered.iter().position(|(kind, _)| same(kind)).unwrap_or(offered.len());
    let mut names: Vec<(usize, &str)> = offered.iter().map(|(_, name)| *name).enumerate().collect();
    if now == offered.len() {
        names.push((now, shape.as_ref().map_or("", |shape| shape.noun())));
    }
    let mut chosen = now;
    choice(ui, "Shape", &mut chosen, &names);
    for (words, part, other) in [
        ("Crop left", &mut crop.left, before.right),
        ("Crop right", &mut crop.right, before.left),
        ("Crop top", &mut crop.top, before.bottom),
        ("Crop bottom", &mut crop.bottom, before.top),
    ] {
        *part = percent_row(ui, words, *part, 0.0..=99.0 - other * 100.0).unwrap_or(*part);
    }
    ui.horizontal_wrapped(|ui| {
        if tool == ToolKind::Crop {
            if ui.add(Action::new("Done").icon("check").small()).clicked() {
                out.mine(Message::Tool(ToolKind::Select));
            }
        } else if ui.add(Action::new("Crop on the badge").icon("crop").small()).clicked() {
            out.mine(Message::Tool(ToolKind::Crop));
        }
        if let Some(right) = unsquashed(element, artwork)
            && ui.add(Action::new("Unsquash").icon("resize").small()).clicked()
        {
            *element = right;
        }
    });
    if crop != before {
        *element = with_crop(element, crop);
    }
    if chosen != now
        && let Kind::Picture { shape, .. } = &mut element.kind
    {
        *shape = offered.get(chosen).and_then(|(kind, _)| kind.clone()).map(Box::new);
    }
}
