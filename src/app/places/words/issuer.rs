//! Who awards the badge.

use eframe::egui::{self, CornerRadius, Sense, Stroke, StrokeKind, Ui, vec2};

use super::field::Form;
use super::line::Line;
use super::message::Message;
use super::rows::{Column, pairs, rows};
use crate::app::desk::Desk;
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens};
use crate::app::toolkit::widgets::{Action, Weight, column, fold, label, message, note, open_fold, paint_icon};
use crate::badge::{Address, IdentifierEntry, Profile};
use crate::document::{Group, has_made_up_issuer};
use crate::review::Field;

const LOGO_SIDE: f32 = 88.0;

/// The folded part with what few say of an issuer.
const FURTHER: &str = "more on the issuer";

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, desk: &Desk) {
    super::issuers::choose(ui, form, desk);
    if has_made_up_issuer(&form.badge) {
        let words = "This organisation is made up for the example that the badge began as. Nothing is signed in its name: put your own in its place.";
        message(ui, Tokens::of(ui).warning, "warning-circle", words);
        ui.add_space(8.0);
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let logo = 160.0;
        let texts = ui.available_width() - logo - 16.0;
        column(ui, texts, |ui| {
            let line = Line { hint: "Your organisation", ..Line::new("issuer.name", "Name of the organisation") };
            form.line(ui, &line, |badge| &badge.issuer.name, |badge, text| badge.issuer.name = text);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                let half = (ui.available_width() - 16.0) / 2.0;
                column(ui, half, |ui| {
                    let line = Line { hint: "https://…", ..Line::new("issuer.url", "Home page") };
                    form.line(ui, &line, |badge| &badge.issuer.url, |badge, text| badge.issuer.url = text);
                });
                column(ui, half, |ui| {
                    let line = Line { hint: "badges@…", ..Line::new("issuer.email", "E-mail address") };
                    form.line(ui, &line, |badge| &badge.issuer.email, |badge, text| badge.issuer.email = text);
                });
            });
        });
        column(ui, logo, |ui| logo_field(ui, form));
    });
    if form.focus == Some(Field::IssuerDescription) {
        open_fold(ui, FURTHER);
    }
    fold(ui, FURTHER, Action::new("More about the organisation"), |ui| more(ui, form));
}

/// Texts on the issuer that few need.
const RARE: [Column<Profile>; 9] = [
    Column::new(
        "issuer.official",
        "Person who speaks for it",
        "",
        |issuer| &issuer.official,
        |issuer, text| issuer.official = text,
    ),
    Column::new(
        "issuer.phone",
        "Telephone of the organisation",
        "",
        |issuer| &issuer.phone,
        |issuer, text| issuer.phone = text,
    ),
    Column::new(
        "issuer.address.streetAddress",
        "Street and number",
        "",
        |issuer| issuer.address.as_ref().map_or("", |address| &address.street_address),
        |issuer, text| address(issuer, |address| address.street_address = text),
    ),
    Column::new(
        "issuer.address.addressLocality",
        "Town",
        "",
        |issuer| issuer.address.as_ref().map_or("", |address| &address.address_locality),
        |issuer, text| address(issuer, |address| address.address_locality = text),
    ),
    Column::new(
        "issuer.address.addressRegion",
        "Region or county",
        "",
        |issuer| issuer.address.as_ref().map_or("", |address| &address.address_region),
        |issuer, text| address(issuer, |address| address.address_region = text),
    ),
    Column::new(
        "issuer.address.postalCode",
        "Postcode",
        "",
        |issuer| issuer.address.as_ref().map_or("", |address| &address.postal_code),
        |issuer, text| address(issuer, |address| address.postal_code = text),
    ),
    Column::new(
        "issuer.address.addressCountry",
        "Country",
        "",
        |issuer| issuer.address.as_ref().map_or("", |address| &address.address_country),
        |issuer, text| address(issuer, |address| address.address_country = text),
    ),
    Column::new(
        "issuer.parentOrg.name",
        "Belongs to (organisation)",
        "Such as the council of a school",
        |issuer| issuer.parent_org.as_ref().map_or("", |parent| &parent.name),
        |issuer, text| parent(issuer, |parent| parent.name = text),
    ),
    Column::new(
        "issuer.parentOrg.url",
        "Home page of that one",
        "https://…",
        |issuer| issuer.parent_org.as_ref().map_or("", |parent| &parent.url),
        |issuer, text| parent(issuer, |parent| parent.url = text),
    ),
];

/// Changes the postal address; one that says nothing is none.
fn address(issuer: &mut Profile, change: impl FnOnce(&mut Address)) {
    let mut address = issuer.address.take().unwrap_or_default();
    change(&mut address);
    issuer.address = (address != Address::default()).then_some(address);
}

/// As [`address`], for the organisation that the issuer belongs to.
fn parent(issuer: &mut Profile, change: impl FnOnce(&mut Profile)) {
    let mut parent = issuer.parent_org.take().unwrap_or_default();
    change(&mut parent);
    issuer.parent_org = (*parent != Profile::default()).then_some(parent);
}

const IDENTIFIER: [Column<IdentifierEntry>; 2] = [
    Column::new(
        "identifier",
        "Identifier of organisation",
        "Such as a charity number",
        |entry| &entry.identifier,
        |entry, text| entry.identifier = text,
    ),
    Column::new(
        "identifierType",
        "Kind of identifier",
        "Such as ext:CharityNumber",
        |entry| &entry.identifier_type,
        |entry, text| entry.identifier_type = text,
    ),
];

fn more(ui: &mut Ui, form: &mut Form<'_>) {
    let line = Line {
        rows: 2,
        field: Some(Field::IssuerDescription),
        ..Line::new("issuer.description", "What the organisation does")
    };
    form.line(ui, &line, |badge| &badge.issuer.description, |badge, text| badge.issuer.description = text);
    pairs(ui, form, &RARE, |badge| &badge.issuer, |badge| &mut badge.issuer);
    rows(
        ui,
        form,
        "issuer.otherIdentifier",
        "identifier of the organisation",
        &IDENTIFIER,
        |badge| &badge.issuer.other_identifier,
        |badge| &mut badge.issuer.other_identifier,
    );
}

fn logo_field(ui: &mut Ui, form: &mut Form<'_>) {
    label(ui, "Logo");
    let uri = form.badge.issuer.image.clone();
    let tokens = Tokens::of(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(LOGO_SIDE, LOGO_SIDE), Sense::hover());
        let radius = CornerRadius::same(CARD_RADIUS);
        ui.painter().rect(rect, radius, tokens.panel, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        let logo = &mut form.memory.logo;
        logo.draw_from(&uri);
        if let Some((document, scene)) = &logo.drawing {
            let inner = egui::UiBuilder::new().max_rect(rect.shrink(8.0));
            ui.scope_builder(inner, |ui| logo.picture.show(ui, document, scene, LOGO_SIDE - 16.0));
        } else {
            let icon = if uri.is_empty() { "image" } else { "globe" };
            paint_icon(ui, rect.center(), icon, false, 28.0, tokens.faint);
        }
        if !uri.is_empty() && ui.add(Action::icon_only("trash", "Remove the logo")).clicked() {
            form.edit("Remove the issuer's logo", Group::Once, |badge| badge.issuer.image.clear());
        }
    });
    let words = if uri.is_empty() { "Choose a logo…" } else { "Another one…" };
    if ui.add(Action::new(words).weight(Weight::Normal).small()).clicked() {
        form.out.mine(Message::ChooseLogo);
    }
    if form.memory.logo.drawing.is_none() && !uri.is_empty() && !uri.starts_with("data:") {
        note(ui, uri);
    }
}
