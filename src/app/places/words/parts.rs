//! The parts of the form as they are shown: the index that leads to them, and their
//! heads, which fold them.

use eframe::egui::{self, Align, CornerRadius, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::field::Form;
use super::message::Message;
use super::model::Memory;
use super::part::Part;
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{Action, Weight, focus_ring, paint_icon};
use crate::review::Finding;

const HEAD_HEIGHT: f32 = 48.0;

/// The index: leads to each part.
pub(super) fn index(ui: &mut Ui, memory: &Memory, findings: &[Finding], out: &mut Outbox<Message>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for part in Part::ALL {
            let has_findings = findings.iter().any(|finding| Part::of(finding.field) == Some(part));
            let action = Action::new(part.short()).weight(Weight::Quiet).small().selected(memory.at == part);
            let action = if has_findings { action.icon("warning-circle") } else { action };
            let named = format!("Go to {}{}", part.title(), if has_findings { ", with findings" } else { "" });
            if ui.add(action).accessible_name(named).clicked() {
                out.mine(Message::Part(part));
            }
        }
    });
}

/// A part: its head, and while it is open what is in it.
pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, part: Part, add: impl FnOnce(&mut Ui, &mut Form<'_>)) {
    let open = form.memory.is_open(part);
    if part != Part::What {
        ui.add_space(if open { 16.0 } else { 0.0 });
    }
    let response = head(ui, form, part, open);
    if response.clicked() {
        form.memory.set_open(part, !open);
    }
    if form.memory.jump == Some(part) {
        form.memory.jump = None;
        response.scroll_to_me(Some(Align::TOP));
        response.request_focus();
    }
    // The part that is read is the last one whose head has reached the top, or
    // the one that somebody went to: those at the end never reach it.
    let has_reached = response.rect.top() <= ui.clip_rect().top() + 96.0;
    let was_gone_to = response.has_focus() && ui.clip_rect().contains(response.rect.center());
    if has_reached || was_gone_to || part == Part::What {
        form.memory.passed = part;
    }
    if open {
        add(ui, form);
        ui.add_space(8.0);
    }
}

fn head(ui: &mut Ui, form: &Form<'_>, part: Part, open: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let height = if open { 32.0 } else { HEAD_HEIGHT };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let count = form.findings.iter().filter(|finding| Part::of(finding.field) == Some(part)).count();
    let summary = if open { String::new() } else { part.summary(&form.badge) };
    response.widget_info(|| {
        let said = if summary.is_empty() { String::new() } else { format!(", {summary}") };
        WidgetInfo::selected(Role::Button, true, open, format!("{}{said}", part.title()))
    });
    let radius = CornerRadius::same(CARD_RADIUS);
    let touched = response.hovered() || response.has_focus();
    let pad = if open { 0.0 } else { 14.0 };
    if !open {
        let line = if touched { tokens.accent.ink } else { tokens.line };
        ui.painter().rect(rect, radius, tokens.panel, Stroke::new(1.0, line), StrokeKind::Inside);
    }
    if response.has_focus() {
        let ring = if open { rect.expand2(vec2(6.0, 0.0)) } else { rect };
        focus_ring(ui, ring, radius);
    }
    let middle = rect.center().y;
    let ink = if touched { tokens.accent.ink } else { tokens.ink };
    let galley = ui.painter().layout_no_wrap(part.title().to_owned(), text::heading(), ink);
    let mut x = rect.left() + pad;
    ui.painter().galley(pos2(x, middle - galley.size().y / 2.0), galley.clone(), ink);
    x += galley.size().x + 12.0;
    let caret = if open { "caret-up" } else { "caret-down" };
    let right = rect.right() - pad.max(4.0) - 8.0;
    paint_icon(ui, pos2(right, middle), caret, false, 16.0, tokens.soft);
    if !open && count > 0 {
        paint_icon(ui, pos2(x + 8.0, middle), "warning-circle", true, 18.0, tokens.warning.ink);
        x += 26.0;
    }
    if !summary.is_empty() && right - 16.0 > x {
        let plain: String = summary.chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let words: egui::WidgetText = egui::RichText::new(plain).font(text::note()).color(tokens.soft).into();
        let galley = words.into_galley(ui, Some(egui::TextWrapMode::Truncate), right - 16.0 - x, text::note());
        ui.painter().galley(pos2(x, middle - galley.size().y / 2.0), galley, tokens.soft);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
