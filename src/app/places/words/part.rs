//! The parts of the form: what is in them, the index that leads to them, and
//! their heads, which fold them.

use eframe::egui::{self, Align, CornerRadius, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::field::Form;
use super::{Memory, Message};
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{CARD_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{Action, Weight, focus_ring, paint_icon};
use crate::badge::{Badge, Progress};
use crate::review::{Field, Finding};

const HEAD_HEIGHT: f32 = 48.0;

/// A part of the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// Title, layer, description.
    #[default]
    What,
    /// Criteria, skills, evidence, assessment, results.
    Earned,
    /// The issuer.
    Issuer,
    /// Alt text, who made the picture.
    Picture,
    /// What earners and platforms ask.
    Platforms,
    /// The words in other languages.
    Languages,
    /// Related badges and frameworks.
    Pathway,
    /// State and comments.
    Progress,
    /// Codes, subject, version.
    Codes,
}

impl Part {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 9] = [
        Self::What,
        Self::Earned,
        Self::Issuer,
        Self::Picture,
        Self::Platforms,
        Self::Languages,
        Self::Pathway,
        Self::Progress,
        Self::Codes,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::What => "What it is",
            Self::Earned => "How it is earned",
            Self::Issuer => "Awarded by",
            Self::Picture => "The picture",
            Self::Platforms => "For earners and platforms",
            Self::Languages => "Languages",
            Self::Pathway => "Where it leads",
            Self::Progress => "Progress and comments",
            Self::Codes => "Codes and subject",
        }
    }

    /// Its name in the index.
    fn short(self) -> &'static str {
        match self {
            Self::What => "What",
            Self::Earned => "How earned",
            Self::Issuer => "Issuer",
            Self::Picture => "Picture",
            Self::Platforms => "Platforms",
            Self::Languages => "Languages",
            Self::Pathway => "Pathway",
            Self::Progress => "Progress",
            Self::Codes => "Codes",
        }
    }

    /// What a newcomer needs lies open.
    fn opens_by_itself(self) -> bool {
        matches!(self, Self::What | Self::Earned | Self::Issuer)
    }

    /// The part a field stands in; none for the artwork.
    pub(super) fn of(field: Field) -> Option<Self> {
        match field {
            Field::Name | Field::ShortName | Field::Layer | Field::Description => Some(Self::What),
            Field::CriteriaList
            | Field::Criterion(_)
            | Field::Passage(_)
            | Field::CriteriaAddress
            | Field::Skills
            | Field::Skill(_) => Some(Self::Earned),
            Field::Evidence | Field::Assessment => Some(Self::Earned),
            Field::IssuerDescription => Some(Self::Issuer),
            Field::ImageCaption | Field::ImageAuthor | Field::ImageLicence => Some(Self::Picture),
            Field::Availability | Field::Access | Field::Worth | Field::Validity => Some(Self::Platforms),
            Field::NextStep => Some(Self::Pathway),
            Field::Element(_) | Field::Artwork => None,
        }
    }

    /// What is in it, for its head while it is folded.
    fn summary(self, badge: &Badge) -> String {
        let practical = &badge.practicalities;
        match self {
            Self::What | Self::Earned => String::new(),
            Self::Issuer => badge.issuer.name.trim().to_owned(),
            Self::Picture if badge.image.caption.trim().is_empty() => "Alt text, who made it, licence".to_owned(),
            Self::Picture => badge.image.caption.trim().to_owned(),
            Self::Platforms => match practical.facts() {
                facts if facts.is_empty() => "Who may earn it, where, how long it takes, what it costs".to_owned(),
                facts => facts.join(" · "),
            },
            Self::Languages => match badge.translations.len() {
                0 => "The same badge in a further language".to_owned(),
                1 => "One further language".to_owned(),
                more => format!("{more} further languages"),
            },
            Self::Pathway if !practical.next_step.trim().is_empty() => practical.next_step.trim().to_owned(),
            Self::Pathway => match badge.related.len() + badge.alignment.len() {
                0 => "Next step, related badges, frameworks".to_owned(),
                1 => "One link".to_owned(),
                more => format!("{more} links"),
            },
            Self::Progress => {
                let state = match badge.writing.progress {
                    Progress::Draft => "Draft",
                    Progress::Pending => "Pending",
                    Progress::Ready => "Ready",
                };
                match badge.writing.comments.iter().filter(|comment| !comment.settled).count() {
                    0 => state.to_owned(),
                    1 => format!("{state} · 1 open comment"),
                    more => format!("{state} · {more} open comments"),
                }
            }
            Self::Codes => {
                let said = [&badge.human_code, &badge.version, &badge.field_of_study];
                let said: Vec<&str> = said.into_iter().map(|s| s.trim()).filter(|s| !s.is_empty()).collect();
                if said.is_empty() { "Version, course number, subject".to_owned() } else { said.join(" · ") }
            }
        }
    }
}

impl Memory {
    /// Whether a part lies open.
    pub(super) fn is_open(&self, part: Part) -> bool {
        self.turned.contains(&part) != part.opens_by_itself()
    }

    /// Unfolds or folds a part.
    pub(super) fn set_open(&mut self, part: Part, open: bool) {
        if self.is_open(part) != open && !self.turned.remove(&part) {
            self.turned.insert(part);
        }
    }

    /// Unfolds the part and goes to it in the next frame.
    pub(super) fn go_to_part(&mut self, part: Part) {
        self.set_open(part, true);
        self.jump = Some(part);
    }
}

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
