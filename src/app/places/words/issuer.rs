//! Who awards the badge.

use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use eframe::egui::{self, CornerRadius, Sense, Stroke, StrokeKind, Ui, vec2};

use super::Message;
use super::field::{Form, Line};
use super::rows::{Column, pairs, rows};
use crate::app::desk::{Desk, FileQuestion, Notice, Out};
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens};
use crate::app::toolkit::thumbnails::LiveThumbnail;
use crate::app::toolkit::widgets::{Action, Weight, column, fold, label, message, note, open_fold, paint_icon};
use crate::artwork::{Artwork, Element, ElementId, Frame, Kind, Picture, SIDE};
use crate::badge::{Address, IdentifierEntry, Profile};
use crate::document::{Document, Group, has_made_up_issuer};
use crate::review::Field;
use crate::scene::{Scene, build};
use crate::store::{ReadError, read_limited};

/// Largest file that is taken in as a logo: it travels inside every badge.
const MAX_LOGO_BYTES: u64 = 512 * 1024;

const LOGO_SIDE: f32 = 88.0;

/// The folded part with what few say of an issuer.
const FURTHER: &str = "more on the issuer";

/// The logo as it is shown.
#[derive(Default)]
pub(super) struct Logo {
    picture: LiveThumbnail,
    /// The address or `data:` URI it was made from.
    of: String,
    drawing: Option<(Document, Scene)>,
}

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

impl Logo {
    /// Reads the logo when it is another one than before.
    fn draw_from(&mut self, uri: &str) {
        if self.of == uri {
            return;
        }
        uri.clone_into(&mut self.of);
        let bytes =
            uri.split_once(";base64,").filter(|(kind, _)| kind.starts_with("data:image/")).map(|(_, data)| data);
        let picture =
            bytes.and_then(|data| STANDARD.decode(data).ok()).and_then(|bytes| Picture::from_bytes(bytes).ok());
        self.drawing = picture.map(|picture| {
            let document = document_of(picture);
            let scene = build(&document.artwork, &document.badge);
            (document, scene)
        });
    }
}

/// A document with nothing but a picture, as large as it can be.
fn document_of(picture: Picture) -> Document {
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let scale = SIDE / width.max(height);
    let id = picture.id();
    let element = Element::new(ElementId(1), Kind::picture(id.clone()), Frame::centred(width * scale, height * scale));
    let artwork =
        Artwork { elements: vec![Arc::new(element)], pictures: [(id, Arc::new(picture))].into(), ..Artwork::default() };
    Document { artwork: Arc::new(artwork), ..Document::default() }
}

/// Asks for a logo.
pub(super) fn logo_question() -> FileQuestion {
    FileQuestion {
        title: "Choose the issuer's logo".into(),
        save: false,
        suggested: std::path::PathBuf::new(),
        endings: vec!["png", "jpg", "jpeg", "webp"],
        kind: "PNG, JPEG or WebP pictures",
    }
}

/// Reads a file as a logo.
pub(super) fn read_logo(path: &Path) -> Out<Message> {
    match logo_uri(path) {
        Ok(uri) => Out::Mine(Message::Logo(uri)),
        Err(words) => Out::Say(Notice::error(words)),
    }
}

fn logo_uri(path: &Path) -> Result<String, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = read_limited(path, MAX_LOGO_BYTES).map_err(|error| match error {
        ReadError::TooLarge { most } => format!(
            "“{name}” is larger than {} kB. The logo travels inside every badge, so please make it smaller first.",
            most / 1024
        ),
        error @ ReadError::Io(_) => format!("“{name}” cannot be read: {error}."),
    })?;
    let picture = Picture::from_bytes(bytes).map_err(|error| error.to_string())?;
    Ok(format!("data:{};base64,{}", picture.media_type, STANDARD.encode(&picture.data)))
}
