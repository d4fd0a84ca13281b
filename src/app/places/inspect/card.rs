//! The card that tells what a badge says and what holds.

use std::fmt::Write as _;

use eframe::egui::{
    self, Align, Color32, CornerRadius, Frame, Layout, Margin, Rect, RichText, Sense, TextureHandle, Ui, Vec2, pos2,
    vec2,
};

use super::told::{
    NOBODY, is_over, is_settled_online, looked_at, may_tell_more, name_of, of_the_award, outcome_words,
    recipient_words, replaced, verdict_icon,
};
use super::{Inspect, Message, Seen, address, trusted};
use crate::app::desk::Outbox;
use crate::app::toolkit::markdown;
use crate::app::toolkit::theme::{CARD_RADIUS, CONTROL_HEIGHT, CONTROL_RADIUS, Tokens, Tone, text};
use crate::app::toolkit::widgets::{Action, end_columns, heading, icon_mark, message, note, pill, two_columns};
use crate::badge::{Layer, as_address};
use crate::credential::did::fingerprint;
use crate::credential::recipient::Addressed;
use crate::credential::view::BadgeView;
use crate::inspect::{Check, Outcome, Report, Verdict};

/// Width of the column with the picture.
const PICTURE_COLUMN: f32 = 360.0;
/// Narrower cards show the picture above the words.
const ONE_COLUMN: f32 = 920.0;

/// Colour and icon of a verdict. The words always stand beside them.
pub(super) fn tone_of(ui: &Ui, verdict: Verdict) -> (Tone, &'static str) {
    let tokens = Tokens::of(ui);
    let tone = match verdict {
        Verdict::Genuine => tokens.genuine,
        Verdict::Intact => tokens.intact,
        Verdict::Unconfirmed => tokens.warning,
        Verdict::Ended | Verdict::Withdrawn => tokens.over,
        Verdict::NotValid | Verdict::NotABadge => tokens.error,
    };
    (tone, verdict_icon(verdict))
}

pub(super) fn show(
    ui: &mut Ui,
    seen: &Seen,
    picture: Option<TextureHandle>,
    state: &mut Inspect,
    out: &mut Outbox<Message>,
) {
    let tokens = Tokens::of(ui);
    let frame =
        Frame::new().fill(tokens.panel).stroke((1.0, tokens.line)).corner_radius(CornerRadius::same(CARD_RADIUS));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if ui.available_width() < ONE_COLUMN {
            let side = ui.available_width().min(220.0);
            ui.add_space(16.0);
            artwork(ui, seen, picture, side);
            let margin = if side < 220.0 || ui.available_width() < 500.0 { 12 } else { 24 };
            Frame::new().inner_margin(Margin::same(margin)).show(ui, |ui| words(ui, seen, state, out));
            return;
        }
        let gap = std::mem::take(&mut ui.spacing_mut().item_spacing.x);
        ui.horizontal_top(|ui| {
            let column = ui.available_rect_before_wrap();
            ui.allocate_ui_with_layout(vec2(PICTURE_COLUMN, 0.0), Layout::top_down(Align::Center), |ui| {
                ui.set_width(PICTURE_COLUMN);
                ui.add_space(32.0);
                artwork(ui, seen, picture, 296.0);
            });
            let height = Frame::new()
                .inner_margin(Margin::same(32))
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.x = gap;
                    ui.vertical(|ui| words(ui, seen, state, out));
                })
                .response
                .rect
                .height();
            let x = column.left() + PICTURE_COLUMN;
            ui.painter().vline(x, column.top()..=column.top() + height, (1.0, tokens.line));
        });
    });
}

fn artwork(ui: &mut Ui, seen: &Seen, picture: Option<TextureHandle>, side: f32) {
    ui.vertical_centered(|ui| {
        match picture {
            Some(texture) => {
                let size = texture.size_vec2();
                let shown = size * (side / size.x.max(size.y)).min(1.0);
                let (rect, response) = ui.allocate_exact_size(Vec2::new(side, shown.y), Sense::hover());
                let place = Rect::from_center_size(rect.center(), shown);
                ui.painter().image(
                    texture.id(),
                    place,
                    Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)),
                    Color32::WHITE,
                );
                let alt = seen
                    .report
                    .badge
                    .as_ref()
                    .and_then(|badge| badge.image_alt.clone())
                    .unwrap_or_else(|| "The badge's picture".into());
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &alt));
            }
            None => icon_mark(ui, "file-text", false, 72.0, Tokens::of(ui).faint),
        }
        ui.add_space(16.0);
        if seen.replaced_by.is_some() {
            Frame::new().inner_margin(Margin::symmetric(16, 0)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                message(ui, Tokens::of(ui).warning, "image-broken", replaced(&seen.report));
            });
            ui.add_space(8.0);
        }
        let standard = seen.report.standard.map(|standard| format!(" · {}", standard.title())).unwrap_or_default();
        note(ui, format!("{}{standard}", seen.name()));
        ui.add_space(16.0);
    });
}

fn words(ui: &mut Ui, seen: &Seen, state: &mut Inspect, out: &mut Outbox<Message>) {
    ui.set_max_width(ui.available_width());
    let report = &seen.report;
    let told = verdict(ui, report, out);
    if std::mem::take(&mut state.to_verdict) {
        told.scroll_to_me(None);
    }
    if let Some(words) = seen.noted_words() {
        ui.add_space(8.0);
        message(ui, Tokens::of(ui).warning, "prohibit", words);
    }
    ui.add_space(16.0);
    if let Some(badge) = &report.badge {
        ui.scope(|ui| head(ui, report, badge, state, out));
        ui.add_space(8.0);
    }
    let wide = ui.available_width() > 560.0 && report.badge.is_some();
    if wide {
        let mut columns = two_columns(ui, 24.0);
        says(&mut columns[0], report);
        checks(&mut columns[1], report);
        end_columns(ui, &columns);
    } else {
        says(ui, report);
        checks(ui, report);
    }
    ui.add_space(16.0);
    ui.horizontal_wrapped(|ui| {
        // Where it would settle the verdict it stands beside that.
        if may_tell_more(report) && !is_settled_online(report) {
            online_button(ui, out);
        }
        if ui.add(Action::new("Print…").icon("printer")).clicked() {
            out.mine(Message::Print);
        }
        if ui.add(Action::new("Save as PDF…").icon("file-pdf")).clicked() {
            out.mine(Message::SavePdf);
        }
        if ui.add(Action::new("Copy as text").icon("copy")).clicked() {
            out.mine(Message::CopyText);
        }
        if report.badge.is_some() && ui.add(Action::new("Start from this badge").icon("copy-simple")).clicked() {
            out.mine(Message::StartFrom);
        }
        if seen.can_be_revoked() && ui.add(Action::new("Withdraw this badge…").icon("prohibit")).clicked() {
            out.mine(Message::ConsiderRevoking);
        }
    });
    ui.add_space(8.0);
    experts(ui, report);
}

/// Which badge it is, and who awarded it to whom.
fn head(ui: &mut Ui, report: &Report, badge: &BadgeView, state: &mut Inspect, out: &mut Outbox<Message>) {
    if let Some(disclaimer) = report.disclaimer() {
        ui.label(disclaimer);
        subdue(ui);
    }
    ui.add(
        egui::Label::new(RichText::new(badge.name.as_deref().unwrap_or("A badge without a name")).font(text::title()))
            .wrap(),
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label("Awarded by");
        let issuer = report.awarded_by.as_deref().unwrap_or(NOBODY);
        ui.label(RichText::new(issuer).font(text::strong()));
        ui.label(recipient_words(report));
        let can_compare = report.verdict <= Verdict::Withdrawn && report.addressed != Addressed::Not;
        if can_compare && !state.asks_address && ui.link("Is that you?").clicked() {
            out.mine(Message::CompareAddress);
        }
    });
    if state.asks_address {
        address::row(ui, report, state, out);
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let tokens = Tokens::of(ui);
        let plain = Tone { ink: tokens.soft, ground: tokens.background };
        let tone = if report.disclaimer().is_some() { plain } else { tokens.accent };
        if let Some(layer) = &badge.layer {
            let icon = Layer::by_name(layer).map(|layer| layer.icon.as_str());
            pill(ui, tone, icon, &format!("{layer} layer"));
        }
        for skill in &badge.skills {
            pill(ui, tone, None, skill);
        }
    });
}

/// The verdict in words, with its colour and its icon, and what settles it.
fn verdict(ui: &mut Ui, report: &Report, out: &mut Outbox<Message>) -> egui::Response {
    let (tone, icon) = tone_of(ui, report.verdict);
    let trust = trusted::button_words(report);
    let online = is_settled_online(report);
    // One short button stands beside the words, more stand below them.
    let wide = trust.as_ref().map_or(0.0, |words| action_width(ui, words));
    let beside = !online && trust.is_some() && ui.available_width() - wide > 340.0;
    Frame::new()
        .fill(tone.ground)
        .corner_radius(CornerRadius::same(CONTROL_RADIUS))
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                icon_mark(ui, icon, true, 30.0, tone.ink);
                ui.add_space(4.0);
                ui.vertical(|ui| {
                    let room = if beside { ui.available_width() - wide - 16.0 } else { ui.available_width() };
                    ui.set_max_width(room);
                    ui.label(RichText::new(report.title()).font(text::heading()).color(tone.ink));
                    if let Some(caution) = report.caution() {
                        message(ui, Tokens::of(ui).warning, "warning", caution);
                        ui.add_space(8.0);
                    }
                    ui.add(egui::Label::new(RichText::new(report.why()).color(tone.ink)).wrap());
                    if !beside && (online || trust.is_some()) {
                        ui.add_space(8.0);
                        ui.horizontal_wrapped(|ui| {
                            if online {
                                online_button(ui, out);
                            }
                            trust_button(ui, trust.as_deref(), out);
                        });
                    }
                });
                if beside {
                    let room = vec2(ui.available_width(), CONTROL_HEIGHT);
                    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
                        trust_button(ui, trust.as_deref(), out);
                    });
                }
            });
        })
        .response
}

/// How wide a button with these words is.
fn action_width(ui: &Ui, words: &str) -> f32 {
    ui.painter().layout_no_wrap(words.to_owned(), text::strong(), Color32::PLACEHOLDER).size().x + 24.0
}

fn online_button(ui: &mut Ui, out: &mut Outbox<Message>) {
    if ui.add(Action::new("Check online…").icon("globe").main()).clicked() {
        out.mine(Message::ConsiderOnline);
    }
}

fn trust_button(ui: &mut Ui, words: Option<&str>, out: &mut Outbox<Message>) {
    if let Some(words) = words
        && ui.add(Action::new(words).fits()).clicked()
    {
        out.mine(Message::ConsiderTrust);
    }
}

/// What is nobody's word is shown more quietly than what somebody stands behind.
fn subdue(ui: &mut Ui) {
    ui.visuals_mut().override_text_color = Some(Tokens::of(ui).soft);
}

/// What the badge says: description and criteria.
fn says(ui: &mut Ui, report: &Report) {
    let Some(badge) = &report.badge else { return };
    ui.scope(|ui| {
        if report.disclaimer().is_some() {
            subdue(ui);
        }
        badge_says(ui, badge);
        for (words, listed) in of_the_award(report) {
            heading(ui, words);
            for told in listed {
                ui.add(egui::Label::new(told).wrap());
            }
        }
        // One award can be for several badges.
        for other in &badge.others {
            ui.add_space(12.0);
            ui.add(egui::Label::new(RichText::new(name_of(other)).font(text::heading())).wrap());
            badge_says(ui, other);
        }
    });
}

fn badge_says(ui: &mut Ui, badge: &BadgeView) {
    if let Some(description) = &badge.description {
        ui.add(egui::Label::new(description).wrap());
        ui.add_space(8.0);
    }
    if let Some(criteria) = &badge.criteria {
        heading(ui, "Earning criteria");
        markdown::show(ui, criteria);
    }
}

/// What was checked, each in a sentence.
fn checks(ui: &mut Ui, report: &Report) {
    heading(ui, "What was checked");
    // Whose address it is stands beside the question.
    let told = report.checks.iter().filter(|check| check.id != address::ANSWER);
    for (place, check) in told.enumerate() {
        let (tone, icon) = tone_of_check(ui, report, check);
        message(ui, tone, icon, &check.message);
        if let Some(detail) = &check.detail {
            let title = RichText::new("Technical detail").font(text::note()).color(Tokens::of(ui).soft);
            egui::CollapsingHeader::new(title).id_salt(("check", place)).show(ui, |ui| {
                ui.add(egui::Label::new(RichText::new(detail).font(text::note())).wrap());
            });
        }
    }
}

fn tone_of_check(ui: &Ui, report: &Report, check: &Check) -> (Tone, &'static str) {
    let tokens = Tokens::of(ui);
    if let Some(icon) = is_over(report, check) {
        return (tokens.over, icon);
    }
    match check.outcome {
        Outcome::Pass => (tokens.genuine, "check-circle"),
        Outcome::Fail => (tokens.error, "x-circle"),
        Outcome::Unknown => (tokens.warning, "question"),
        Outcome::Note => (tokens.intact, "info"),
    }
}

fn facts(report: &Report) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let mut tell = |name, value: Option<String>| facts.extend(value.map(|value| (name, value)));
    tell("Proof", report.form.clone());
    for check in &report.checks {
        tell("Checked", check.detail.as_ref().map(|detail| format!("{}: {detail}", check.id)));
    }
    let told = |id: &Option<String>| id.as_deref().map(as_address);
    tell("Award", told(&report.id));
    tell("Signed by", told(&report.signer));
    tell("Key", told(&report.signing_key));
    tell("Fingerprint", report.signing_key.as_deref().map(fingerprint));
    tell("Recipient", report.recipient.clone());
    tell("Valid from", report.valid_from.map(|time| time.to_string()));
    tell("Valid until", report.valid_until.map(|time| time.to_string()));
    if let Some(badge) = &report.badge {
        tell("Issuer", told(&badge.issuer.id));
        tell("Issuer's page", told(&badge.issuer.url));
        for alignment in &badge.alignments {
            let parts = [alignment.name.clone(), alignment.framework.clone(), told(&alignment.url)];
            tell("Aligned to", Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")));
        }
    }
    facts
}

fn experts(ui: &mut Ui, report: &Report) {
    let facts = facts(report);
    if facts.is_empty() {
        return;
    }
    egui::CollapsingHeader::new("For experts").show(ui, |ui| {
        for (name, value) in facts {
            ui.horizontal_top(|ui| {
                let soft = Tokens::of(ui).soft;
                ui.add_sized(
                    vec2(110.0, 18.0),
                    egui::Label::new(RichText::new(name).font(text::note()).color(soft)).halign(Align::LEFT),
                );
                ui.add(egui::Label::new(RichText::new(value).font(text::note())).wrap());
            });
        }
    });
}

/// The card as plain text, for others.
pub(super) fn as_text(seen: &Seen, at: jiff::Timestamp) -> String {
    let report = &seen.report.for_others();
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{}\n{}\n{}", seen.name(), looked_at(report, at), report.summary);
    if let Some(words) = seen.noted_for_others() {
        let _ = writeln!(out, "{words}");
    }
    if let Some(badge) = &report.badge {
        let name = name_of(badge);
        let issuer = report.awarded_by.as_deref().unwrap_or(NOBODY);
        let disclaimer = report.disclaimer().map(|words| format!("{words}\n")).unwrap_or_default();
        let _ = writeln!(out, "\n{disclaimer}{name}\nAwarded by {issuer} {}", recipient_words(report));
        if let Some(layer) = &badge.layer {
            let _ = writeln!(out, "Layer: {layer}");
        }
        if !badge.skills.is_empty() {
            let _ = writeln!(out, "Skills: {}", badge.skills.join(", "));
        }
        for said in [&badge.description, &badge.criteria].into_iter().flatten() {
            let _ = writeln!(out, "\n{said}");
        }
        for other in &badge.others {
            let _ = writeln!(out, "\n{}", name_of(other));
            if !other.skills.is_empty() {
                let _ = writeln!(out, "Skills: {}", other.skills.join(", "));
            }
            for said in [&other.description, &other.criteria].into_iter().flatten() {
                let _ = writeln!(out, "\n{said}");
            }
        }
    }
    for (words, listed) in of_the_award(report) {
        let _ = writeln!(out, "\n{words}\n{}", listed.join("\n"));
    }
    let _ = writeln!(out, "\nWhat was checked");
    // An address that was compared stays on this computer.
    for check in report.checks.iter().filter(|check| check.id != address::ANSWER) {
        let _ = writeln!(out, "- ({}) {}", outcome_words(report, check), check.message);
    }
    for (name, value) in facts(report) {
        let _ = writeln!(out, "{name}: {value}");
    }
    out
}
