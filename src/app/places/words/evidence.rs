//! What earners hand in, how it is judged, and the results an award may state.

use eframe::egui::Ui;

use super::field::{Form, field_id};
use super::line::Line;
use crate::app::toolkit::widgets::{Action, card, choice, fold, label, note};
use crate::badge::ResultDescription;
use crate::document::Group;
use crate::review::Field;

use super::message::Message;

/// Most results that are shown.
const MOST: usize = 40;

/// The standard's kinds of result, with the words for them.
const KINDS: [(&str, &str); 8] = [
    ("Percent", "Percent"),
    ("LetterGrade", "Letter grade"),
    ("GradePointAverage", "Grade point average"),
    ("RawScore", "Score"),
    ("Result", "Outcome in words"),
    ("RubricScore", "Score by a rubric"),
    ("Status", "Status"),
    ("ScaledScore", "Scaled score"),
];

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    form.row(ui, 2, |ui, form, at| {
        if at == 0 {
            let line = Line {
                hint: "“Earners send two photos and a paragraph.”",
                rows: 2,
                field: Some(Field::Evidence),
                ..Line::new("practicalities.evidenceAsked", "Evidence asked for (optional)")
            };
            form.line(
                ui,
                &line,
                |badge| &badge.practicalities.evidence_asked,
                |badge, text| badge.practicalities.evidence_asked = text,
            );
        } else {
            let line = Line {
                hint: "“A trainer watches and gives feedback.”",
                rows: 2,
                field: Some(Field::Assessment),
                ..Line::new("practicalities.assessment", "How it is judged (optional)")
            };
            form.line(
                ui,
                &line,
                |badge| &badge.practicalities.assessment,
                |badge, text| badge.practicalities.assessment = text,
            );
        }
    });
    let count = form.badge.result_description.len();
    let words = match count {
        0 => "Results an award may state".to_owned(),
        1 => "1 result an award may state".to_owned(),
        more => format!("{more} results an award may state"),
    };
    fold(ui, "results", Action::new(&words), |ui| results(ui, form));
}

fn results(ui: &mut Ui, form: &mut Form<'_>) {
    note(ui, "Such as a score. When the badge is awarded, Hand out asks for each. Few badges need one.");
    let count = form.badge.result_description.len();
    for at in 0..count.min(MOST) {
        ui.push_id(("result", at), |ui| {
            card(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                result(ui, form, at);
            });
        });
    }
    if ui.add(Action::new("Add a result").icon("plus").small()).clicked() {
        form.out.mine(Message::AddResult);
    }
}

fn result(ui: &mut Ui, form: &mut Form<'_>, at: usize) {
    if at >= form.badge.result_description.len() {
        return;
    }
    let path = |name: &str| format!("resultDescription[{at}].{name}");
    form.row(ui, 2, |ui, form, column| {
        if column == 0 {
            let key = path("name");
            let named = format!("Name of result {}", at + 1);
            let line = Line { hint: "Such as Final score", ..Line::new(&key, &named) };
            form.line(
                ui,
                &line,
                |badge| &badge.result_description[at].name,
                |badge, text| badge.result_description[at].name = text,
            );
        } else {
            kind(ui, form, at);
        }
    });
    let texts: [(&str, &str, Read, Write); 4] = [
        (
            "allowedValue",
            "Values it may have, with commas",
            |r| r.allowed_value.join(", "),
            |r, t| {
                r.allowed_value =
                    t.split(',').map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).take(100).collect();
            },
        ),
        ("requiredValue", "Value that is needed", |r| r.required_value.clone(), |r, t| r.required_value = t),
        ("valueMin", "Least", |r| r.value_min.clone(), |r, t| r.value_min = t),
        ("valueMax", "Most", |r| r.value_max.clone(), |r, t| r.value_max = t),
    ];
    for pair in texts.chunks(2) {
        form.row(ui, 2, |ui, form, column| {
            let Some((name, words, read, write)) = pair.get(column) else { return };
            let named = format!("{words} (result {})", at + 1);
            small_text(ui, form, at, &path(name), &named, *read, *write);
        });
    }
    let remove = format!("Remove result {}", at + 1);
    if ui.add(Action::new(&remove).icon("trash").small()).clicked() {
        form.edit(remove, Group::Once, |badge| {
            badge.result_description.remove(at);
        });
    }
}

type Read = fn(&ResultDescription) -> String;
type Write = fn(&mut ResultDescription, String);

/// A text that is not kept as it is typed: it is taken over when it is left.
fn small_text(ui: &mut Ui, form: &mut Form<'_>, at: usize, key: &str, words: &str, read: Read, write: Write) {
    let name = label(ui, words);
    let id = field_id(key);
    // What is typed for one badge is not taken over by another that comes into view.
    let typed_id = id.with(("typed", &form.badge.id));
    let kept = form.badge.result_description.get(at).map(read).unwrap_or_default();
    let mut typed = ui.data(|data| data.get_temp::<String>(typed_id)).unwrap_or_else(|| kept.clone());
    let response = ui.add(crate::app::toolkit::widgets::field(&mut typed).id(id)).labelled_by(name.id);
    if response.changed() {
        let typed = form.clean(key, typed.clone(), false);
        ui.data_mut(|data| data.insert_temp(typed_id, typed));
    }
    if response.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(typed_id));
        if typed.trim() != kept {
            form.edit(format!("Change “{words}”"), Group::Once, |badge| {
                if let Some(result) = badge.result_description.get_mut(at) {
                    write(result, typed.trim().to_owned());
                }
            });
        }
    }
}

fn kind(ui: &mut Ui, form: &mut Form<'_>, at: usize) {
    let words = format!("Kind of result {}", at + 1);
    let name = label(ui, &words);
    let now = form.badge.result_description[at].result_type.clone();
    let shown = KINDS.iter().find(|(kind, _)| *kind == now).map_or(now.as_str(), |(_, words)| words);
    let mut chosen = None;
    ui.spacing_mut().combo_width = ui.available_width().min(240.0);
    choice(ui, "kind of result", if shown.is_empty() { "Not said" } else { shown }, |ui| {
        for (kind, words) in KINDS {
            if ui.selectable_label(now == kind, words).clicked() && now != kind {
                chosen = Some(kind);
            }
        }
    })
    .labelled_by(name.id);
    if let Some(kind) = chosen {
        form.edit("Change the kind of result", Group::Once, |badge| {
            badge.result_description[at].result_type = kind.to_owned();
        });
    }
}
