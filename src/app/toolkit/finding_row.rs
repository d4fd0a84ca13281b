//! What is shown of a finding wherever it stands: how its severity looks, its fix, and
//! leaving it as it is.

use eframe::egui::{self, Response, Ui};

use crate::app::toolkit::theme::{Tokens, Tone};
use crate::app::toolkit::widgets::{Action, Weight, field, note};
use crate::badge::Suppression;
use crate::review::{Change, Finding, Fix, Severity};

/// What was chosen for a finding.
#[derive(Clone, Debug)]
pub enum FindingChoice {
    /// Settles it.
    Fix(Fix),
    /// Leaves it as it is.
    Leave(Suppression),
    /// Takes a word for right in this badge.
    WordOfBadge(String),
    /// Takes a word for right in all badges of this user.
    WordOfMine(String),
}

/// How a severity looks: its colours and its icon.
pub fn look(tokens: &Tokens, severity: Severity) -> (Tone, &'static str) {
    match severity {
        Severity::Error => (tokens.error, "warning-octagon"),
        Severity::Warning => (tokens.warning, "warning"),
        Severity::Hint => (tokens.intact, "lightbulb"),
    }
}

/// The button that settles a finding; what it does is told when it is
/// touched, and to screen readers.
fn fix_button(ui: &mut Ui, fix: &Fix) -> Response {
    ui.add(Action::new("Fix").icon("magic-wand").small())
        .on_hover_text(fix.result())
        .accessible_name(format!("Fix: {}", fix.label))
}

/// The button that settles a finding, if it has one.
fn settle(ui: &mut Ui, finding: &Finding) -> Option<FindingChoice> {
    let fix = finding.fix.as_ref()?;
    fix_button(ui, fix).clicked().then(|| FindingChoice::Fix(fix.clone()))
}

/// The same in a translation, of which nothing but a text is changed.
pub fn settle_translation(ui: &mut Ui, finding: &Finding) -> Option<FindingChoice> {
    let is_text = finding.fix.as_ref().is_some_and(|fix| matches!(fix.change, Change::Text { .. }));
    if is_text { settle(ui, finding) } else { None }
}

/// The buttons of a finding, from right to left: its fix, and leaving it.
pub fn buttons(ui: &mut Ui, finding: &Finding) -> Option<FindingChoice> {
    let chosen = settle(ui, finding);
    let id = reason_id(finding);
    let is_open = ui.data(|data| data.get_temp::<String>(id).is_some());
    let leave = Action::new("Leave it…").weight(Weight::Quiet).small().selected(is_open);
    if ui.add(leave).accessible_name(format!("Leave it: {}", name_of(finding))).clicked() {
        ui.data_mut(|data| {
            if is_open {
                data.remove::<String>(id);
            } else {
                data.insert_temp(id, String::new());
            }
        });
    }
    chosen
}

/// Below a finding that is about to be left: why, and for a word, where it is
/// right.
pub fn reason(ui: &mut Ui, finding: &Finding) -> Option<FindingChoice> {
    let id = reason_id(finding);
    let mut because = ui.data(|data| data.get_temp::<String>(id))?;
    let mut chosen = None;
    if finding.rule.id == "W1" {
        ui.horizontal(|ui| {
            note(ui, format!("“{}” is right", finding.words));
            if ui.add(Action::new("In this badge").small()).clicked() {
                chosen = Some(FindingChoice::WordOfBadge(finding.words.clone()));
            }
            if ui.add(Action::new("In all my badges").small()).clicked() {
                chosen = Some(FindingChoice::WordOfMine(finding.words.clone()));
            }
        });
    }
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 180.0).max(120.0);
        let text = ui.add(field(&mut because).hint_text("because …").desired_width(width));
        let text = text.accessible_name("Leave it, because");
        if text.changed() {
            ui.data_mut(|data| data.insert_temp(id, because.clone()));
        }
        let entered = text.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let is_said = !because.trim().is_empty();
        if (ui.add(Action::new("Leave it").small().enabled(is_said)).clicked() || entered) && is_said {
            chosen = Some(FindingChoice::Leave(finding.suppression(because.trim())));
        }
        if ui.add(Action::new("Cancel").weight(Weight::Quiet).small()).clicked() {
            ui.data_mut(|data| data.remove::<String>(id));
        }
    });
    if chosen.is_some() {
        ui.data_mut(|data| data.remove::<String>(id));
    }
    chosen
}

/// What a finding is called: its field, and its rule or the word.
fn name_of(finding: &Finding) -> String {
    let about =
        if finding.rule.id == "W1" { format!("“{}”", finding.words) } else { finding.rule.title.to_owned() };
    format!("{}, {about}", finding.field.label())
}

/// Where the reason is kept while it is typed.
fn reason_id(finding: &Finding) -> egui::Id {
    egui::Id::unique(("leave", finding.rule.id, finding.field.path(), &finding.words))
}
