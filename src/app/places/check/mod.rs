//! What the review found.

mod message;
mod model;
mod profiles;

use eframe::egui::{
    self, CornerRadius, Frame, Label, Layout, Margin, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo,
};

pub use message::{Message, commands};
pub use model::Check;

use crate::app::desk::{Desk, Out, Outbox, Place, ReviewMessage};
use crate::app::toolkit::finding_row::{buttons, look, reason};
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, Tone, text};
use crate::app::toolkit::widgets::{
    Action, card, column, focus_ring, fold, heading, icon_mark, message, note, paint_icon, paragraph, title,
};
use crate::badge::Suppression;
use crate::review::{Finding, Severity, is_english, language_note};

/// Widest list that still reads well.
const WIDEST: f32 = 820.0;

/// Pages at least this wide have the rules beside the findings.
const WITH_RULES_BESIDE: f32 = 1000.0;
const RULES_WIDTH: f32 = 320.0;

/// Takes in a message.
#[expect(clippy::needless_pass_by_value, reason = "every place takes its messages in this way")]
pub fn update(_: &mut Check, _: &egui::Context, message: Message, _: &mut Desk, _: &mut Outbox<Message>) {
    match message {}
}

/// Shows what the review found, and the rules beside it.
pub fn show(ui: &mut Ui, _: &mut Check, desk: &Desk, out: &mut Outbox<Message>) {
    ScrollArea::vertical().id_salt("check").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 32, right: 32, top: 24, bottom: 48 }).show(ui, |ui| {
            let beside = ui.available_width() >= WITH_RULES_BESIDE;
            let wide = if beside { ui.available_width() - RULES_WIDTH - 32.0 } else { ui.available_width() };
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 32.0;
                column(ui, wide.min(WIDEST), |ui| {
                    findings_column(ui, desk, out);
                    if !beside {
                        ui.add_space(24.0);
                        profiles::rules(ui, desk, out);
                    }
                });
                if beside {
                    column(ui, RULES_WIDTH, |ui| profiles::rules(ui, desk, out));
                }
            });
        });
    });
}

fn findings_column(ui: &mut Ui, desk: &Desk, out: &mut Outbox<Message>) {
    let findings = desk.findings();
    title(ui, "Check");
    paragraph(ui, "Rules that badge writers work by, held against your words and your artwork as you work.");
    ui.add_space(8.0);
    profiles::choose(ui, desk, out);
    ui.add_space(8.0);
    let language = &desk.badge().in_language;
    if !is_english(language) {
        message(ui, Tokens::of(ui).intact, "info", language_note(language));
        ui.add_space(8.0);
    }
    if findings.is_empty() && desk.is_reviewed() {
        nothing_to_mend(ui, desk.review.profile.name(), out);
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        group(ui, findings, severity, out);
    }
    left(ui, desk.suppressed(), out);
}

/// What the writer left as it is.
fn left(ui: &mut Ui, suppressed: &[(Finding, Suppression)], out: &mut Outbox<Message>) {
    if suppressed.is_empty() {
        return;
    }
    ui.add_space(8.0);
    heading(ui, &format!("{} left as it is", suppressed.len()));
    for (at, (finding, note)) in suppressed.iter().enumerate() {
        ui.push_id(("left", at), |ui| {
            card(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                paragraph(ui, &finding.message);
                ui.add(Label::new(format!("Left because: {}", note.because)).wrap().selectable(false));
                if ui.add(Action::new("Look at it again").icon("arrow-counter-clockwise").small()).clicked() {
                    out.push(Out::Review(ReviewMessage::TakeBack(note.clone())));
                }
            });
        });
    }
}

fn nothing_to_mend(ui: &mut Ui, profile: &str, out: &mut Outbox<Message>) {
    let tokens = Tokens::of(ui);
    card(ui).inner_margin(Margin::same(32)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.vertical_centered(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(64.0), Sense::hover());
            ui.painter().circle_filled(rect.center(), 32.0, tokens.genuine.ground);
            paint_icon(ui, rect.center(), "check-circle", true, 34.0, tokens.genuine.ink);
            ui.add_space(4.0);
            heading(ui, "Nothing to mend");
            paragraph(
                ui,
                format!(
                    "By the rules for {profile} these words are ready. Somebody who was not there should read them once more."
                ),
            );
            ui.add_space(8.0);
            if ui.add(Action::new("Go on to Hand out").icon("gift")).clicked() {
                out.push(Out::Go(Place::HandOut));
            }
        });
    });
}

fn group(ui: &mut Ui, findings: &[Finding], severity: Severity, out: &mut Outbox<Message>) {
    let count = findings.iter().filter(|finding| finding.rule.severity == severity).count();
    let words = match (severity, count) {
        (_, 0) => return,
        (Severity::Error, 1) => "1 thing to mend".to_owned(),
        (Severity::Error, more) => format!("{more} things to mend"),
        (Severity::Warning, _) => format!("{count} worth changing"),
        (Severity::Hint, _) => format!("{count} worth a thought"),
    };
    ui.add_space(8.0);
    heading(ui, &words);
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.rule.severity == severity) {
        ui.push_id(("finding", at), |ui| one(ui, finding, out));
    }
}

/// One finding: a card that leads to its field.
fn one(ui: &mut Ui, finding: &Finding, out: &mut Outbox<Message>) {
    let tokens = Tokens::of(ui);
    let (tone, icon) = look(tokens, finding.rule.severity);
    let mut chosen = None;
    let whole = ui.scope_builder(UiBuilder::new().id_salt("card").sense(Sense::click()), |ui| {
        let hovered = ui.response().hovered();
        let line = if hovered { tokens.accent.ink } else { tokens.line };
        card(ui).stroke(Stroke::new(1.0, line)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                icon_mark(ui, icon, true, 22.0, tone.ink);
                ui.with_layout(Layout::right_to_left(egui::Align::Min), |ui| {
                    chosen = buttons(ui, finding);
                    ui.with_layout(Layout::top_down(egui::Align::Min), |ui| words(ui, finding, tone));
                });
            });
            chosen = reason(ui, finding).or(chosen.take());
        });
    });
    if let Some(choice) = chosen {
        out.push(Out::Review(ReviewMessage::of_choice(choice, None)));
    }
    let response = whole.response;
    let leads_to = finding.field.label();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} Go to {leads_to}", finding.message)));
    if response.has_focus() {
        focus_ring(ui, response.rect, CornerRadius::same(CARD_RADIUS));
    }
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        out.push(Out::GoToField(finding.field));
    }
}

fn words(ui: &mut Ui, finding: &Finding, tone: Tone) {
    let rule = finding.rule;
    ui.spacing_mut().item_spacing.y = 4.0;
    let kind = RichText::new(format!("{} · {}", rule.severity.label(), finding.field.label()))
        .font(text::note_strong())
        .color(tone.ink);
    ui.add(Label::new(kind).selectable(false));
    ui.add(Label::new(RichText::new(rule.title).font(text::strong())).wrap().selectable(false));
    ui.add(Label::new(&finding.message).wrap().selectable(false));
    if let Some(fix) = &finding.fix {
        note(ui, fix.result());
    }
    fold(ui, "why", Action::new("Why?"), |ui| {
        paragraph(ui, rule.explanation);
        paragraph(ui, format!("For example: {}", rule.example));
        note(ui, format!("Rule {}, from {}", rule.id, rule.source));
    });
}
