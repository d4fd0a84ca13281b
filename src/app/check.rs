//! What the review found.

mod profiles;

use eframe::egui::{
    self, CornerRadius, Frame, Label, Layout, Margin, Response, RichText, Role, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo,
};

use super::App;
use super::command::Command;
use super::desk::Place;
use super::reviewing::{Ask as ReviewAsk, buttons, reason};
use super::state::State;
use super::theme::{CARD_RADIUS, Tokens, Tone, text};
use super::widgets::{
    Action, card, column, focus_ring, fold, heading, icon_mark, message, note, paint_icon, paragraph, title,
};
use super::words::Ask;
use crate::badge::SetAside;
use crate::review::{Finding, Fix, Severity, is_english, language_note};

/// Widest list that still reads well.
const WIDEST: f32 = 820.0;

/// Pages at least this wide have the rules beside the findings.
const WITH_RULES_BESIDE: f32 = 1000.0;
const RULES_WIDTH: f32 = 320.0;

/// How a severity looks: its colours and its icon.
pub(super) fn look(tokens: &Tokens, severity: Severity) -> (Tone, &'static str) {
    match severity {
        Severity::Error => (tokens.error, "warning-octagon"),
        Severity::Warning => (tokens.warning, "warning"),
        Severity::Hint => (tokens.intact, "lightbulb"),
    }
}

/// The button that settles a finding; what it does is told when it is
/// touched, and to screen readers.
pub(super) fn fix_button(ui: &mut Ui, fix: &Fix) -> Response {
    ui.add(Action::new("Fix").icon("magic-wand").small())
        .on_hover_text(fix.result())
        .accessible_name(format!("Fix: {}", fix.label))
}

impl App {
    pub(super) fn check(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        ScrollArea::vertical().id_salt("check").auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 32, right: 32, top: 24, bottom: 48 }).show(ui, |ui| {
                let state = &self.state;
                let beside = ui.available_width() >= WITH_RULES_BESIDE;
                let wide = if beside { ui.available_width() - RULES_WIDTH - 32.0 } else { ui.available_width() };
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 32.0;
                    column(ui, wide.min(WIDEST), |ui| {
                        findings_column(ui, state, commands);
                        if !beside {
                            ui.add_space(24.0);
                            profiles::rules(ui, state, commands);
                        }
                    });
                    if beside {
                        column(ui, RULES_WIDTH, |ui| profiles::rules(ui, state, commands));
                    }
                });
            });
        });
    }
}

fn findings_column(ui: &mut Ui, state: &State, commands: &mut Vec<Command>) {
    let findings = state.findings();
    title(ui, "Check");
    paragraph(ui, "Rules that badge writers work by, held against your words and your artwork as you work.");
    ui.add_space(8.0);
    profiles::choose(ui, state, commands);
    ui.add_space(8.0);
    let language = &state.badge().in_language;
    if !is_english(language) {
        message(ui, Tokens::of(ui).intact, "info", language_note(language));
        ui.add_space(8.0);
    }
    if findings.is_empty() && state.is_reviewed() {
        nothing_to_mend(ui, state.profile.name(), commands);
    }
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        group(ui, findings, severity, commands);
    }
    left(ui, state.aside(), commands);
}

/// What the writer left as it is.
fn left(ui: &mut Ui, aside: &[(Finding, SetAside)], commands: &mut Vec<Command>) {
    if aside.is_empty() {
        return;
    }
    ui.add_space(8.0);
    heading(ui, &format!("{} left as it is", aside.len()));
    for (at, (finding, note)) in aside.iter().enumerate() {
        ui.push_id(("left", at), |ui| {
            card(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                paragraph(ui, &finding.message);
                ui.add(Label::new(format!("Left because: {}", note.because)).wrap().selectable(false));
                if ui.add(Action::new("Look at it again").icon("arrow-counter-clockwise").small()).clicked() {
                    commands.push(Command::Review(ReviewAsk::TakeBack(note.clone())));
                }
            });
        });
    }
}

fn nothing_to_mend(ui: &mut Ui, profile: &str, commands: &mut Vec<Command>) {
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
                commands.push(Command::Go(Place::HandOut));
            }
        });
    });
}

fn group(ui: &mut Ui, findings: &[Finding], severity: Severity, commands: &mut Vec<Command>) {
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
        ui.push_id(("finding", at), |ui| show(ui, finding, commands));
    }
}

/// One finding: a card that leads to its field.
fn show(ui: &mut Ui, finding: &Finding, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui);
    let (tone, icon) = look(tokens, finding.rule.severity);
    let whole = ui.scope_builder(UiBuilder::new().id_salt("card").sense(Sense::click()), |ui| {
        let hovered = ui.response().hovered();
        let line = if hovered { tokens.accent.ink } else { tokens.line };
        card(ui).stroke(Stroke::new(1.0, line)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                icon_mark(ui, icon, true, 22.0, tone.ink);
                ui.with_layout(Layout::right_to_left(egui::Align::Min), |ui| {
                    buttons(ui, finding, commands);
                    ui.with_layout(Layout::top_down(egui::Align::Min), |ui| words(ui, finding, tone));
                });
            });
            reason(ui, finding, commands);
        });
    });
    let response = whole.response;
    let leads_to = finding.field.label();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} Go to {leads_to}", finding.message)));
    if response.has_focus() {
        focus_ring(ui, response.rect, CornerRadius::same(CARD_RADIUS));
    }
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.push(Command::Words(Ask::GoTo(finding.field)));
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
