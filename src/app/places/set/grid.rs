//! All badges of the set beside one another.

use eframe::egui::{
    self, Align2, CornerRadius, Frame, Layout, Margin, Rect, RichText, Role, Sense, Stroke, StrokeKind, TextWrapMode,
    Ui, WidgetInfo, pos2, vec2,
};

use super::{Message, Sets};
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{Action, focus_ring, low_row, note, title};
use crate::document::Document;

const GAP: f32 = 16.0;
const NARROWEST: f32 = 160.0;
const PICTURE: f32 = 128.0;
const CARD: f32 = PICTURE + 84.0;
/// The picture of the design among those of the members.
const DESIGN: &str = "the design";

/// The page with its heading; rows out of view cost nothing.
pub(super) fn page(ui: &mut Ui, design: &Document, sets: &mut Sets, out: &mut Outbox<Message>) {
    Frame::new().inner_margin(Margin { left: 32, right: 24, top: 24, bottom: 8 }).show(ui, |ui| {
        head(ui, design, out);
    });
    let frame = Frame::new().inner_margin(Margin { left: 32, right: 16, top: 8, bottom: 0 });
    frame.show(ui, |ui| {
        let (columns, width) = columns(ui.available_width() - GAP);
        let rows = (design.set.members.len() + 1).div_ceil(columns);
        ui.spacing_mut().item_spacing.y = GAP;
        let area = egui::ScrollArea::vertical().id_salt("members").auto_shrink(false);
        area.show_rows(ui, CARD, rows, |ui, shown| {
            for number in shown {
                row(ui, design, sets, out, (number, columns, width));
            }
        });
    });
}

/// All rows, where the page scrolls as a whole.
pub(super) fn all(ui: &mut Ui, design: &Document, sets: &mut Sets, out: &mut Outbox<Message>) {
    Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
        head(ui, design, out);
        let (columns, width) = columns(ui.available_width());
        for number in 0..(design.set.members.len() + 1).div_ceil(columns) {
            row(ui, design, sets, out, (number, columns, width));
            ui.add_space(GAP - ui.spacing().item_spacing.y);
        }
    });
}

fn columns(width: f32) -> (usize, f32) {
    let columns = ((width + GAP) / (NARROWEST + GAP)).floor().clamp(1.0, 12.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "one to twelve")]
    (columns as usize, ((width - (columns - 1.0) * GAP) / columns).floor())
}

fn head(ui: &mut Ui, design: &Document, out: &mut Outbox<Message>) {
    let count = design.set.members.len();
    ui.horizontal_wrapped(|ui| {
        title(ui, &if count == 1 { "A set of one badge".to_owned() } else { format!("A set of {count} badges") });
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add(Action::new("Add a badge").icon("plus")).clicked() {
                out.mine(Message::Add);
            }
            if ui.add(Action::new("From a table…").icon("table")).clicked() {
                out.mine(Message::ChooseTable);
            }
        });
    });
    note(ui, "Change the design, and every badge follows. Choose a badge to see what it has of its own.");
}

fn row(
    ui: &mut Ui,
    design: &Document,
    sets: &mut Sets,
    out: &mut Outbox<Message>,
    (number, columns, width): (usize, usize, f32),
) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for at in (number * columns)..((number + 1) * columns).min(design.set.members.len() + 1) {
            match at.checked_sub(1) {
                None => design_card(ui, design, sets, width, out),
                Some(place) => member_card(ui, design, sets, place, width, out),
            }
        }
    });
}

fn design_card(ui: &mut Ui, design: &Document, sets: &mut Sets, width: f32, out: &mut Outbox<Message>) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Edit the design of all badges"));
    if ui.is_rect_visible(rect) {
        let tokens = Tokens::of(ui);
        let at = ground(ui, rect, &response, false, tokens.accent.ground);
        sets.pictures.show(ui, at, DESIGN, design);
        words(ui, rect, "The design", "all badges follow it", tokens.accent.ink);
    }
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        out.mine(Message::Design);
    }
}

fn member_card(ui: &mut Ui, design: &Document, sets: &mut Sets, place: usize, width: f32, out: &mut Outbox<Message>) {
    let (Some(member), Some(document)) = (design.set.members.get(place), sets.pictures.member(design, place)) else {
        return;
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD), Sense::click());
    let name = match document.badge.name.trim() {
        "" => "Badge without a name",
        name => name,
    };
    let own = match member.differences(&design.artwork).len() {
        0 => "as the design".to_owned(),
        1 => "1 change of its own".to_owned(),
        count => format!("{count} changes of its own"),
    };
    let is_chosen = sets.chosen.as_ref() == Some(&member.id);
    let number = place + 1;
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, format!("Badge {number}: {name}, {own}")));
    if ui.is_rect_visible(rect) {
        let tokens = Tokens::of(ui);
        let at = ground(ui, rect, &response, is_chosen, tokens.panel);
        sets.pictures.show(ui, at, &member.id, &document);
        // What all names begin with tells nothing here.
        let rest = name.strip_prefix(design.badge.name.as_str()).map(|rest| rest.trim_matches([':', ' ', '–', '-']));
        words(ui, rect, rest.filter(|rest| !rest.is_empty()).unwrap_or(name), &own, tokens.ink);
        let flagged = sets.findings.as_ref().is_some_and(|(findings, of)| {
            of.same_file(design) && findings.iter().any(|finding| finding.members.contains(&place))
        });
        if flagged {
            let spot = rect.right_top() + vec2(-18.0, 18.0);
            ui.painter().circle_filled(spot, 11.0, tokens.warning.ground);
            crate::app::toolkit::widgets::paint_icon(ui, spot, "warning", true, 14.0, tokens.warning.ink);
        }
    }
    if response.double_clicked() {
        out.mine(Message::Edit(member.id.clone()));
    } else if response.clicked() {
        out.mine(Message::Choose(member.id.clone()));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.set_max_width(280.0);
        ui.label(name);
        low_row(ui, |ui| note(ui, own));
    });
}

/// The card's ground; gives the place of the picture.
fn ground(ui: &Ui, rect: Rect, response: &egui::Response, is_chosen: bool, fill: egui::Color32) -> Rect {
    let tokens = Tokens::of(ui);
    let radius = CornerRadius::same(CARD_RADIUS);
    let stroke = match (is_chosen, response.hovered()) {
        (true, _) => Stroke::new(2.0, tokens.accent.ink),
        (false, true) => Stroke::new(1.0, tokens.accent.ink),
        (false, false) => Stroke::new(1.0, tokens.line),
    };
    ui.painter().rect(rect, radius, fill, stroke, StrokeKind::Inside);
    if response.has_focus() {
        focus_ring(ui, rect, radius);
    }
    Rect::from_min_size(pos2(rect.center().x - PICTURE / 2.0, rect.top() + 14.0), vec2(PICTURE, PICTURE))
}

fn words(ui: &Ui, rect: Rect, name: &str, about: &str, ink: egui::Color32) {
    let line = |words: &str, font: egui::FontId, ink: egui::Color32, y: f32| {
        let words: egui::WidgetText = RichText::new(words).font(font.clone()).into();
        let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), rect.width() - 20.0, font);
        let at = Align2::CENTER_CENTER.anchor_size(pos2(rect.center().x, rect.top() + PICTURE + y), galley.size());
        ui.painter().galley(at.min, galley, ink);
    };
    line(name, text::strong(), ink, 36.0);
    line(about, text::note(), Tokens::of(ui).soft, 60.0);
}
