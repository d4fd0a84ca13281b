//! Beside the starters: a place to drop a badge, recent documents, and what a
//! badge is.

use eframe::egui::{
    self, CornerRadius, Frame, Label, Margin, Rect, RichText, Role, Sense, Shape, Stroke, StrokeKind, TextWrapMode, Ui,
    WidgetInfo, pos2, vec2,
};
use jiff::Timestamp;

use super::Message;
use super::recent::{Entry, List, ago};
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, text};
use crate::app::toolkit::thumbnails::Thumbnails;
use crate::app::toolkit::widgets::{Action, aside_card, card, focus_ring, heading, note, paint_icon};

const RECENT_HEIGHT: f32 = 60.0;
const RECENT_PICTURE: f32 = 44.0;

pub(super) fn show(ui: &mut Ui, recent: &List, thumbnails: &mut Thumbnails, now: Timestamp, out: &mut Outbox<Message>) {
    drop_place(ui, out);
    if !recent.entries().is_empty() {
        ui.add_space(16.0);
        heading(ui, "Recent");
        for entry in recent.entries() {
            if recent_row(ui, entry, thumbnails, now) {
                out.push(Out::Open(entry.path.clone()));
            }
        }
    }
    ui.add_space(16.0);
    many_badges(ui, out);
    ui.add_space(16.0);
    about_badges(ui, out);
}

/// The way to a set of the badge that is open.
fn many_badges(ui: &mut Ui, out: &mut Outbox<Message>) {
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, "Many badges?");
        note(ui, "Make one design into a set: for each layer or level, or from a table.");
        if ui.add(Action::new("Show the set of this badge").icon("cards-three")).clicked() {
            out.push(Out::ShowSet);
        }
    });
}

/// Files can be dropped anywhere; this says so, and offers a dialog.
fn drop_place(ui: &mut Ui, out: &mut Outbox<Message>) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .corner_radius(CornerRadius::same(CARD_RADIUS))
        .inner_margin(Margin::symmetric(16, 24));
    let place = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.vertical_centered(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(32.0, 32.0), Sense::hover());
            paint_icon(ui, rect.center(), "file-arrow-down", false, 28.0, tokens.ink);
            heading(ui, "Drop a badge here");
            let words = RichText::new("to see what is in it and what holds.\nPNG, SVG or JSON")
                .font(text::note())
                .color(tokens.soft);
            ui.add(Label::new(words).selectable(false));
            ui.add_space(8.0);
            if ui.add(Action::new("Choose a file…")).clicked() {
                out.push(Out::ChooseToInspect);
            }
        });
    });
    dashed_border(ui, place.response.rect, Stroke::new(1.5, tokens.faint.gamma_multiply(0.7)));
}

fn dashed_border(ui: &Ui, rect: Rect, stroke: Stroke) {
    let rect = rect.shrink(1.0);
    let radius = f32::from(CARD_RADIUS);
    let quarter = |center: egui::Pos2, from: f32| {
        (0..=6_u8).map(move |step| {
            let angle = (from + f32::from(step) * 15.0).to_radians();
            center + radius * vec2(angle.cos(), angle.sin())
        })
    };
    let inner = rect.shrink(radius);
    let mut outline: Vec<egui::Pos2> = [
        quarter(inner.left_top(), 180.0),
        quarter(inner.right_top(), 270.0),
        quarter(inner.right_bottom(), 0.0),
        quarter(inner.left_bottom(), 90.0),
    ]
    .into_iter()
    .flatten()
    .collect();
    outline.extend(outline.first().copied());
    ui.painter().extend(Shape::dashed_line(&outline, stroke, 6.0, 5.0));
}

fn recent_row(ui: &mut Ui, entry: &Entry, thumbnails: &mut Thumbnails, now: Timestamp) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), RECENT_HEIGHT), Sense::click());
    let name = match entry.document.badge.display_name().trim() {
        "" => "Badge without a name",
        name => name,
    };
    let edited = format!("edited {}", ago(entry.edited, now));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {name}, {edited}")));
    let radius = CornerRadius::same(CARD_RADIUS);
    let border = if response.hovered() { tokens.accent.ink } else { tokens.line };
    ui.painter().rect(rect, radius, tokens.panel, Stroke::new(1.0, border), StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui, rect, radius);
    }
    let side = vec2(RECENT_PICTURE, RECENT_PICTURE);
    let picture = Rect::from_center_size(pos2(rect.left() + 12.0 + RECENT_PICTURE / 2.0, rect.center().y), side);
    thumbnails.show(ui, picture, &entry.key(), &entry.document);
    let left = picture.right() + 12.0;
    let line = |words: &str, font: egui::FontId, ink: egui::Color32, y: f32| {
        let words: egui::WidgetText = RichText::new(words).font(font.clone()).into();
        let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), rect.right() - 12.0 - left, font);
        ui.painter().galley(pos2(left, y - galley.size().y / 2.0), galley, ink);
    };
    line(name, text::strong(), tokens.ink, rect.center().y - 10.0);
    line(&edited, text::note(), tokens.soft, rect.center().y + 11.0);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(entry.path.display().to_string()).clicked()
}

/// What a badge is, in a sentence, and the way to more.
fn about_badges(ui: &mut Ui, out: &mut Outbox<Message>) {
    aside_card(ui, |ui| {
        let say = |ui: &mut Ui, words: &str| {
            ui.add(Label::new(RichText::new(words).font(text::body())).wrap().selectable(false))
        };
        heading(ui, "New to badges?");
        say(ui, "A badge is a picture that carries what somebody did, in a form that anybody can check.");
        if ui.add(Action::new("What is a digital badge?").icon("puzzle-piece")).clicked() {
            out.push(Out::Explain);
        }
    });
}
