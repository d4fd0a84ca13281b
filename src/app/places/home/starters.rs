//! The badges one can start from.

use std::sync::Arc;

use eframe::egui::{self, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::Message;
use super::own::{self, Look, Own};
use super::sectors;
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, text};
use crate::app::toolkit::thumbnails::Thumbnails;
use crate::app::toolkit::widgets::{Action, focus_ring, note, paragraph, title};
use crate::artwork::Brand;
use crate::badge::{Layer, Standard};
use crate::document::{Document, starters};

const CARD_GAP: f32 = 16.0;
const NARROWEST_CARD: f32 = 168.0;
/// Below the picture: name, layer, and the space around them.
const UNDER_PICTURE: f32 = 76.0;
const PICTURE_SIDE: f32 = 144.0;

/// The starters, once they are read, and which of them are shown.
#[derive(Default)]
pub(super) struct Shelf {
    asked: bool,
    starters: Vec<Item>,
    /// What the starters look like now.
    look: Look,
    /// Code of the layer shown, all when none.
    layer: Option<&'static str>,
    /// Sector shown, all when none.
    sector: Option<&'static str>,
}

struct Item {
    name: &'static str,
    sector: &'static str,
    document: Document,
    /// The document as it is shown.
    shown: Document,
}

impl Item {
    /// What its thumbnail is called: another look is another picture.
    fn key(&self, look: &Look) -> String {
        match look {
            (None, None) => self.name.to_owned(),
            (brand, icon) => {
                let brand = brand.as_ref().map(|brand| format!("{:?}{:?}", brand.colors, brand.display_font));
                format!("{} {} {}", self.name, brand.unwrap_or_default(), icon.unwrap_or_default())
            }
        }
    }
}

/// Reads all starters.
pub(super) fn read() -> Vec<(&'static str, Document)> {
    starters().iter().filter_map(|starter| Some((starter.name, starter.document(String::new()).ok()?))).collect()
}

impl Shelf {
    /// True the first time, when the starters are still to be read.
    pub(super) fn wants_filling(&mut self) -> bool {
        !std::mem::replace(&mut self.asked, true)
    }

    pub(super) fn fill(&mut self, read: Vec<(&'static str, Document)>) {
        let sector = |name| starters().iter().find(|starter| starter.name == name).map_or("", |starter| starter.sector);
        self.starters = read
            .into_iter()
            .map(|(name, document)| Item { name, sector: sector(name), shown: document.clone(), document })
            .collect();
        self.look = Look::default();
    }

    /// Shows the starters in another look.
    fn wear(&mut self, own: &Own, kit: Option<&Arc<Brand>>) {
        let look = own.looks_by(kit);
        if look != self.look {
            self.starters.iter_mut().for_each(|item| item.shown = own.looks(&item.document, kit));
            self.look = look;
        }
    }

    fn shown(&self) -> impl Iterator<Item = &Item> {
        let layer_fits =
            |item: &&Item| self.layer.is_none_or(|layer| item.document.badge.layer.as_deref() == Some(layer));
        let sector_fits = |item: &&Item| self.sector.is_none_or(|sector| item.sector == sector);
        self.starters.iter().filter(layer_fits).filter(sector_fits)
    }
}

pub(super) fn show(
    ui: &mut Ui,
    shelf: &mut Shelf,
    (own, kit): (&mut Own, Option<&Arc<Brand>>),
    thumbnails: &mut Thumbnails,
    out: &mut Outbox<Message>,
) {
    title(ui, "Start a badge");
    paragraph(ui, "Pick a starter, then make it yours. Everything can be changed.");
    ui.add_space(8.0);
    own::row(ui, own, kit, out);
    shelf.wear(own, kit);
    ui.horizontal_wrapped(|ui| layers(ui, shelf));
    sectors::choose(ui, &mut shelf.sector);
    ui.add_space(8.0);
    if shelf.sector.is_some() {
        sectors::why(ui, &mut shelf.sector);
        ui.add_space(8.0);
    }
    let shown: Vec<&Item> = shelf.shown().collect();
    if shown.is_empty() && !shelf.starters.is_empty() {
        paragraph(ui, "There is no starter of this layer in this sector.");
    }
    let width = ui.available_width();
    let columns = ((width + CARD_GAP) / (NARROWEST_CARD + CARD_GAP)).floor().clamp(1.0, 4.0);
    let card = ((width - (columns - 1.0) * CARD_GAP) / columns).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "one to four")]
    for row in shown.chunks(columns as usize) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = CARD_GAP;
            for item in row {
                if starter_card(ui, item, &shelf.look, card, thumbnails).clicked() {
                    out.mine(Message::Start(item.name));
                }
            }
        });
        ui.add_space(CARD_GAP - ui.spacing().item_spacing.y);
    }
}

fn layers(ui: &mut Ui, shelf: &mut Shelf) {
    if ui.add(Action::new("All").selected(shelf.layer.is_none())).clicked() {
        shelf.layer = None;
    }
    for layer in &Standard::bundled().layers {
        if ui.add(Action::new(&layer.name).selected(shelf.layer == Some(&layer.code))).clicked() {
            shelf.layer = Some(&layer.code);
        }
    }
}

fn starter_card(ui: &mut Ui, item: &Item, look: &Look, width: f32, thumbnails: &mut Thumbnails) -> Response {
    let tokens = Tokens::of(ui);
    let side = PICTURE_SIDE.min(width - 32.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 16.0 + side + UNDER_PICTURE), Sense::click());
    let badge = &item.document.badge;
    let layer = badge.layer().map(|layer: &Layer| format!("{} layer", layer.name)).unwrap_or_default();
    let name = badge.display_name();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Start from {name}, {layer}")));
    if ui.is_rect_visible(rect) {
        let border = if response.hovered() { tokens.accent.ink } else { tokens.line };
        let radius = CornerRadius::same(CARD_RADIUS);
        ui.painter().rect(rect, radius, tokens.panel, Stroke::new(1.0, border), StrokeKind::Inside);
        if response.has_focus() {
            focus_ring(ui, rect, radius);
        }
        let picture = Rect::from_min_size(pos2(rect.center().x - side / 2.0, rect.top() + 16.0), vec2(side, side));
        thumbnails.show(ui, picture, &item.key(look), &item.shown);
        let at = |y: f32| pos2(rect.center().x, picture.bottom() + y);
        let painter = ui.painter().with_clip_rect(rect.shrink(8.0).intersect(ui.clip_rect()));
        painter.text(at(24.0), egui::Align2::CENTER_CENTER, name, text::strong(), tokens.ink);
        painter.text(at(46.0), egui::Align2::CENTER_CENTER, layer, text::note(), tokens.soft);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.set_max_width(280.0);
        ui.label(&badge.name);
        note(ui, item.sector);
    })
}
