//! What earners and platforms ask of a badge: who may earn it, where, how long
//! it takes, what it costs, what it is listed as.

use eframe::egui::{DragValue, Response, Ui};

use super::field::Form;
use super::line::Line;
use super::message::Message;
use super::skills::{Pill, adder};
use crate::app::toolkit::widgets::{Action, choice, column, label, message, note};
use crate::badge::{
    ACHIEVEMENT_TYPES, Access, Asked, Availability, Badge, Cost, Level, ListedKind, PLATFORM_WORDS, TimeToEarn,
    TimeUnit, Validity, ValidityUnit,
};
use crate::document::Group;
use crate::review::Field;

/// Most tags of a badge; more are no help to anybody.
const MOST_TAGS: usize = 60;

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>) {
    platforms(ui, form);
    ui.add_space(8.0);
    form.row(ui, 2, |ui, form, at| if at == 0 { availability(ui, form) } else { access(ui, form) });
    ui.add_space(8.0);
    form.row(ui, 2, |ui, form, at| if at == 0 { time(ui, form) } else { cost(ui, form) });
    ui.add_space(8.0);
    form.row(ui, 2, |ui, form, at| if at == 0 { kind(ui, form) } else { level(ui, form) });
    let line = Line {
        hint: "What an earner can do with it",
        rows: 2,
        field: Some(Field::Worth),
        ..Line::new("practicalities.worth", "Why somebody would want it")
    };
    form.line(ui, &line, |badge| &badge.practicalities.worth, |badge, text| badge.practicalities.worth = text);
    ui.add_space(8.0);
    tags(ui, form);
    ui.add_space(8.0);
    form.row(ui, 2, |ui, form, at| if at == 0 { achievement_type(ui, form) } else { validity(ui, form) });
}

fn platforms(ui: &mut Ui, form: &mut Form<'_>) {
    label(ui, "Where your badges are listed");
    ui.horizontal_wrapped(|ui| {
        for platform in &PLATFORM_WORDS {
            let chosen = form.platforms.contains(&platform);
            if ui.add(Action::new(platform.name).pill().small().selected(chosen)).clicked() {
                form.out.mine(Message::Platform(platform.key));
            }
        }
    });
    note(ui, "Kept for all badges. Their limits count down at the fields, the tightest first.");
}

/// "Credly and Badge Nation ask for this."
fn asked_by(ui: &mut Ui, form: &Form<'_>, asked: Asked) {
    let names: Vec<&str> =
        form.platforms.iter().filter(|platform| platform.asks.contains(&asked)).map(|platform| platform.name).collect();
    let words = match names.as_slice() {
        [] => return,
        [one] => format!("{one} asks for this."),
        [most @ .., last] => format!("{} and {last} ask for this.", most.join(", ")),
    };
    note(ui, words);
}

/// A choice among a few values, one of which is that nothing is said.
fn one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    words: &str,
    now: Option<T>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Option<Option<T>> {
    let label = label(ui, words);
    let mut chosen = None;
    ui.spacing_mut().combo_width = ui.available_width().min(300.0);
    choice(ui, words, now.map_or("Not said", &name), |ui| {
        if ui.selectable_label(now.is_none(), "Not said").clicked() && now.is_some() {
            chosen = Some(None);
        }
        for value in all {
            if ui.selectable_label(now == Some(*value), name(*value)).clicked() && now != Some(*value) {
                chosen = Some(Some(*value));
            }
        }
    })
    .labelled_by(label.id);
    chosen
}

fn step(form: &mut Form<'_>, words: &str, change: impl FnOnce(&mut Badge)) {
    form.edit(format!("Change “{words}”"), Group::Once, change);
}

fn availability(ui: &mut Ui, form: &mut Form<'_>) {
    let words = "Who may earn it";
    let now = form.badge.practicalities.availability;
    if let Some(chosen) = one_of(ui, words, now, &Availability::ALL, Availability::label) {
        step(form, words, |badge| badge.practicalities.availability = chosen);
    }
    asked_by(ui, form, Asked::Availability);
    form.findings(ui, Field::Availability);
}

fn access(ui: &mut Ui, form: &mut Form<'_>) {
    let words = "Where it is earned";
    label(ui, words);
    let now = form.badge.practicalities.access.clone();
    ui.horizontal_wrapped(|ui| {
        let online = now == Some(Access::Online);
        if ui.add(Action::new("Online").selected(online)).clicked() {
            let access = (!online).then_some(Access::Online);
            step(form, words, |badge| badge.practicalities.access = access);
        }
        let in_place = matches!(now, Some(Access::Place(_)));
        if ui.add(Action::new("In a place").selected(in_place)).clicked() {
            let access = (!in_place).then(|| Access::Place(String::new()));
            step(form, words, |badge| badge.practicalities.access = access);
        }
    });
    if let Some(Access::Place(_)) = &form.badge.practicalities.access {
        let line =
            Line { hint: "Such as Harbour Pool, Torquay", ..Line::new("practicalities.access", "Name of the place") };
        form.line(
            ui,
            &line,
            |badge| match &badge.practicalities.access {
                Some(Access::Place(place)) => place,
                _ => "",
            },
            |badge, text| badge.practicalities.access = Some(Access::Place(text)),
        );
    }
    asked_by(ui, form, Asked::Access);
    form.findings(ui, Field::Access);
}

fn time(ui: &mut Ui, form: &mut Form<'_>) {
    let words = "Time it takes to earn";
    let name = label(ui, words);
    ui.horizontal_wrapped(|ui| {
        let now = form.badge.practicalities.time_to_earn;
        if ui.add(Action::new("Not said").selected(now.is_none())).clicked() && now.is_some() {
            step(form, words, |badge| badge.practicalities.time_to_earn = None);
        }
        if ui.add(Action::new("About …").selected(now.is_some())).clicked() && now.is_none() {
            let time = TimeToEarn { length: 6, unit: TimeUnit::Hours };
            step(form, words, |badge| badge.practicalities.time_to_earn = Some(time));
        }
        let Some(TimeToEarn { mut length, unit }) = now else { return };
        let number = ui.add(DragValue::new(&mut length).range(1..=999).speed(0.1)).labelled_by(name.id);
        number_changed(form, &number, words, "timeToEarn", |badge| {
            badge.practicalities.time_to_earn = Some(TimeToEarn { length, unit });
        });
        let mut chosen = None;
        choice(ui, "unit of time", unit.label(length), |ui| {
            for other in TimeUnit::ALL {
                if ui.selectable_label(other == unit, other.label(length)).clicked() && other != unit {
                    chosen = Some(TimeToEarn { length, unit: other });
                }
            }
        })
        .accessible_name("Hours to years");
        if chosen.is_some() {
            step(form, words, |badge| badge.practicalities.time_to_earn = chosen);
        }
    });
    asked_by(ui, form, Asked::TimeToEarn);
}

fn number_changed(form: &mut Form<'_>, number: &Response, words: &str, group: &str, change: impl FnOnce(&mut Badge)) {
    if number.changed() {
        form.edit(format!("Change “{words}”"), Group::Typing(group.into()), change);
    }
    form.attend(number, None);
}

fn cost(ui: &mut Ui, form: &mut Form<'_>) {
    let words = "Cost";
    let now = form.badge.practicalities.cost;
    if let Some(chosen) = one_of(ui, words, now, &Cost::ALL, Cost::label) {
        step(form, words, |badge| badge.practicalities.cost = chosen);
    }
    asked_by(ui, form, Asked::Cost);
}

fn kind(ui: &mut Ui, form: &mut Form<'_>) {
    let words = "Type it is listed as";
    let now = form.badge.practicalities.kind;
    if let Some(chosen) = one_of(ui, words, now, &ListedKind::ALL, ListedKind::label) {
        step(form, words, |badge| badge.practicalities.kind = chosen);
    }
    asked_by(ui, form, Asked::Kind);
}

fn level(ui: &mut Ui, form: &mut Form<'_>) {
    let words = "Level of difficulty";
    let now = form.badge.practicalities.level;
    if let Some(chosen) = one_of(ui, words, now, &Level::ALL, Level::label) {
        step(form, words, |badge| badge.practicalities.level = chosen);
    }
    note(ui, "How much it asks for; no learning layer is higher than another.");
    asked_by(ui, form, Asked::Level);
}

fn tags(ui: &mut Ui, form: &mut Form<'_>) {
    label(ui, "Tags");
    let badge = form.badge.clone();
    let mut removed = None;
    if !badge.tag.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (at, tag) in badge.tag.iter().enumerate().take(MOST_TAGS) {
                let pill = Pill { kind: "tag", label: tag, chosen: false, doubtful: false, opens: false };
                if pill.show(ui, at).1 {
                    removed = Some(at);
                }
            }
        });
    }
    let typed = std::mem::take(&mut form.memory.new_tag);
    let (typed, response, added) = adder(ui, "new tag", typed, "Add a tag and press Enter");
    form.memory.new_tag = typed;
    response.accessible_name("Add a tag");
    if badge.tag.len() + added.len() > MOST_TAGS {
        // What was typed stays, so that nothing is lost.
        form.memory.new_tag = added.join(", ");
        form.memory.too_many_tags = true;
    } else if !added.is_empty() {
        form.memory.too_many_tags = false;
        form.edit("Add a tag", Group::Once, |badge| {
            for tag in added.into_iter().map(|tag| crate::badge::cleaned(&tag, false).0) {
                if !badge.tag.contains(&tag) {
                    badge.tag.push(tag);
                }
            }
        });
    }
    if form.memory.too_many_tags {
        let words = format!("A badge takes {MOST_TAGS} tags here. None of these was added; type fewer.");
        message(ui, crate::app::toolkit::theme::Tokens::of(ui).warning, "warning", words);
    }
    asked_by(ui, form, Asked::Tags);
    if let Some(at) = removed {
        form.edit("Remove a tag", Group::Once, |badge| {
            badge.tag.remove(at);
        });
    }
}

fn achievement_type(ui: &mut Ui, form: &mut Form<'_>) {
    let name = label(ui, "Kind of achievement");
    let now = form.badge.achievement_type.clone();
    let shown = if now.is_empty() { "Not said".to_owned() } else { spaced(&now) };
    let mut chosen = None;
    ui.spacing_mut().combo_width = ui.available_width().min(300.0);
    choice(ui, "Kind of achievement", &shown, |ui| {
        for kind in ACHIEVEMENT_TYPES {
            if ui.selectable_label(now == *kind, spaced(kind)).clicked() {
                chosen = Some(*kind);
            }
        }
    })
    .labelled_by(name.id);
    note(ui, "Open Badges 3.0");
    if let Some(kind) = chosen.filter(|kind| now != *kind) {
        form.edit("Change the kind of achievement", Group::Once, |badge| badge.achievement_type = kind.to_owned());
    }
}

/// The standard's "CommunityService" as people write it.
fn spaced(kind: &str) -> String {
    match kind {
        "CoCurricular" => return "Co-curricular".to_owned(),
        "MicroCredential" => return "Micro-credential".to_owned(),
        "License" => return "Licence".to_owned(),
        _ => {}
    }
    let mut words = String::new();
    for letter in kind.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
    }
    words
}

fn validity(ui: &mut Ui, form: &mut Form<'_>) {
    let name = label(ui, "An award holds");
    column(ui, ui.available_width(), |ui| {
        ui.horizontal_wrapped(|ui| {
            let now = form.badge.validity;
            if ui.add(Action::new("For ever").selected(now.is_none())).clicked() && now.is_some() {
                form.edit("Hold for ever", Group::Once, |badge| badge.validity = None);
            }
            if ui.add(Action::new("For a time").selected(now.is_some())).clicked() && now.is_none() {
                let validity = Validity { length: 1, unit: ValidityUnit::Years };
                form.edit("Hold for a time", Group::Once, |badge| badge.validity = Some(validity));
            }
            let Some(Validity { mut length, unit }) = now else { return };
            let number = ui.add(DragValue::new(&mut length).range(1..=999).speed(0.1)).labelled_by(name.id);
            number_changed(form, &number, "An award holds", "validity", |badge| {
                badge.validity = Some(Validity { length, unit });
            });
            choice(ui, "Days, months or years", unit.name(length), |ui| {
                for other in [ValidityUnit::Days, ValidityUnit::Months, ValidityUnit::Years] {
                    if ui.selectable_label(other == unit, other.name(length)).clicked() && other != unit {
                        let validity = Validity { length, unit: other };
                        form.edit("Change how long it holds", Group::Once, |badge| badge.validity = Some(validity));
                    }
                }
            })
            .accessible_name("Days, months or years");
        });
    });
    form.findings(ui, Field::Validity);
}
