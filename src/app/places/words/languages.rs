//! The badge in further languages: side by side with its own words, each
//! checked.

use std::sync::Arc;

use eframe::egui::{Key, Label, RichText, Ui};

use super::field::{Form, field_id};
use super::line::Line;
use super::message::Message;
use crate::app::desk::{Desk, Out, ReviewMessage};
use crate::app::toolkit::finding_row::{look, settle_translation};
use crate::app::toolkit::languages::{KNOWN, name_of};
use crate::app::toolkit::theme::{Tokens, text};
use crate::app::toolkit::widgets::{self, Action, Weight, card, choice, column, field, label, note};
use crate::badge::{Badge, Translation, shortened};
use crate::document::Group;
use crate::review::Finding;

/// Most further languages of a badge here.
const MOST: usize = 24;

/// Whether a tag has the form of BCP 47: letters, then parts of letters and
/// digits.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
        && tag.len() <= 35
}

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, desk: &Desk) {
    form.row(ui, 2, |ui, form, at| {
        if at == 0 {
            let line = Line { hint: "Such as en-GB", ..Line::new("inLanguage", "Language of the words") };
            form.line(ui, &line, |badge| &badge.in_language, |badge, text| badge.in_language = text);
            let tag = form.badge.in_language.trim();
            if !tag.is_empty() && !is_tag(tag) {
                note(ui, "Platforms expect a language tag, such as en-GB or cy.");
            }
        } else {
            add(ui, form);
        }
    });
    let badge = Arc::clone(&form.badge);
    if badge.translations.is_empty() {
        note(ui, "In a credential each language is a badge of its own, and each names the others.");
        return;
    }
    switch(ui, form, &badge, desk.language);
    let Some(at) = desk.language.filter(|at| *at < badge.translations.len()) else { return };
    let findings = desk.findings_in(&badge.translations[at].in_language);
    let counted = desk.counted(findings);
    side_by_side(ui, form, &badge, at, (findings, counted));
}

fn add(ui: &mut Ui, form: &mut Form<'_>) {
    let name = label(ui, "Add a language");
    let taken: Vec<String> = form.badge.languages().map(str::to_lowercase).collect();
    let full = form.badge.translations.len() >= MOST;
    let mut wanted: Option<String> = None;
    ui.horizontal_wrapped(|ui| {
        choice(ui, "add a language", "Choose one", |ui| {
            for (tag, name) in KNOWN.iter().filter(|(tag, _)| !taken.contains(&tag.to_lowercase())) {
                if ui.selectable_label(false, *name).clicked() {
                    wanted = Some((*tag).to_owned());
                }
            }
        })
        .labelled_by(name.id);
        let edit = field(&mut form.memory.new_language).id(field_id("new language")).hint_text("or its tag");
        let response = ui.add(edit.desired_width(110.0)).accessible_name("Tag of another language");
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if entered && !form.memory.new_language.trim().is_empty() {
            wanted = Some(form.memory.new_language.trim().to_owned());
        }
    });
    if !form.memory.new_language.trim().is_empty() && !is_tag(form.memory.new_language.trim()) {
        note(ui, "A tag is two or three letters, such as cy, and perhaps a country: pt-BR.");
    }
    if full {
        note(ui, format!("{MOST} further languages are the most."));
    }
    if let Some(tag) = wanted.filter(|tag| is_tag(tag) && !full && !taken.contains(&tag.to_lowercase())) {
        form.memory.new_language.clear();
        form.out.mine(Message::AddLanguage(tag));
    }
}

fn switch(ui: &mut Ui, form: &mut Form<'_>, badge: &Badge, language: Option<usize>) {
    label(ui, "Write in");
    ui.horizontal_wrapped(|ui| {
        for (at, translation) in badge.translations.iter().enumerate().take(MOST) {
            let chosen = language == Some(at);
            let name = name_of(&translation.in_language);
            let button = ui.add(Action::new(&name).icon("translate").selected(chosen));
            if button.accessible_name(format!("Write in {name}")).clicked() {
                form.out.mine(Message::Translate((!chosen).then_some(at)));
            }
        }
    });
}

/// A text of a translation.
struct Text {
    key: &'static str,
    label: &'static str,
    rows: usize,
    own: fn(&Badge) -> &str,
    read: fn(&Translation) -> &str,
    write: fn(&mut Translation, String),
}

const TEXTS: [Text; 4] = [
    Text {
        key: "name",
        label: "Title",
        rows: 1,
        own: |badge| &badge.name,
        read: |words| &words.name,
        write: |words, text| words.name = text,
    },
    Text {
        key: "shortName",
        label: "Short name",
        rows: 1,
        own: |badge| &badge.short_name,
        read: |words| &words.short_name,
        write: |words, text| words.short_name = text,
    },
    Text {
        key: "description",
        label: "Description",
        rows: 3,
        own: |badge| &badge.description,
        read: |words| &words.description,
        write: |words, text| words.description = text,
    },
    Text {
        key: "image.caption",
        label: "Alt text",
        rows: 2,
        own: |badge| &badge.image.caption,
        read: |words| &words.caption,
        write: |words, text| words.caption = text,
    },
];

/// Texts that are asked for only where the badge says something itself.
const FURTHER: [Text; 4] = [
    Text {
        key: "practicalities.evidenceAsked",
        label: "Evidence asked for",
        rows: 2,
        own: |badge| &badge.practicalities.evidence_asked,
        read: |words| &words.evidence_asked,
        write: |words, text| words.evidence_asked = text,
    },
    Text {
        key: "practicalities.assessment",
        label: "How it is judged",
        rows: 2,
        own: |badge| &badge.practicalities.assessment,
        read: |words| &words.assessment,
        write: |words, text| words.assessment = text,
    },
    Text {
        key: "practicalities.nextStep",
        label: "Next step",
        rows: 2,
        own: |badge| &badge.practicalities.next_step,
        read: |words| &words.next_step,
        write: |words, text| words.next_step = text,
    },
    Text {
        key: "practicalities.worth",
        label: "Why somebody would want it",
        rows: 2,
        own: |badge| &badge.practicalities.worth,
        read: |words| &words.worth,
        write: |words, text| words.worth = text,
    },
];

/// The texts that are asked for in a translation of this badge.
fn texts(badge: &Badge) -> impl Iterator<Item = &'static Text> {
    TEXTS.iter().chain(FURTHER.iter().filter(|text| !(text.own)(badge).trim().is_empty()))
}

/// `findings` come with how many they are, in words.
fn side_by_side(ui: &mut Ui, form: &mut Form<'_>, badge: &Badge, at: usize, (findings, counted): (&[Finding], String)) {
    let tag = badge.translations[at].in_language.clone();
    let language = name_of(&tag);
    card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            widgets::heading(ui, &language);
            note(ui, counted);
        });
        for text in texts(badge) {
            let said = Said { key: text.key, label: text.label, rows: text.rows, own: (text.own)(badge) };
            pair(ui, form, (at, &tag), &said, findings, text.read, text.write);
        }
        let statements = badge.criteria.statements.iter().map(String::as_str);
        for (number, own) in statements.enumerate().take(100) {
            let key = format!("criteria.statements[{number}]");
            let name = format!("Criterion {}", number + 1);
            pair(
                ui,
                form,
                (at, &tag),
                &Said { key: &key, label: &name, rows: 2, own },
                findings,
                |words| words.criteria.statements.get(number).map_or("", String::as_str),
                |words, said| put(&mut words.criteria.statements, number, said),
            );
        }
        for (number, skill) in badge.skills.iter().enumerate().take(100) {
            let key = format!("skills[{number}].label");
            let name = format!("Skill {}", number + 1);
            pair(
                ui,
                form,
                (at, &tag),
                &Said { key: &key, label: &name, rows: 1, own: &skill.label },
                findings,
                |words| words.skills.get(number).map_or("", String::as_str),
                |words, said| put(&mut words.skills, number, said),
            );
        }
        // What stands at no field of its own is said at the end.
        let shown = |finding: &&Finding| is_shown(&finding.field.path(), badge);
        for finding in findings.iter().filter(|finding| !shown(finding)) {
            show_finding(ui, form, finding, &tag);
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let first = format!("Make {language} the first language");
            if ui.add(Action::new(&first).icon("swap").small()).clicked() {
                form.out.mine(Message::Translate(Some(0)));
                form.edit(first, Group::Once, |badge| *badge = badge.in_language(&tag));
            }
            let remove = format!("Remove {language}");
            if ui.add(Action::new(&remove).icon("trash").weight(Weight::Danger).small()).clicked() {
                form.out.mine(Message::Translate(None));
                form.edit(remove, Group::Once, |badge| {
                    badge.translations.remove(at);
                });
            }
        });
    });
}

/// Puts a text in a list that may be shorter.
fn put(list: &mut Vec<String>, at: usize, text: String) {
    if list.len() <= at {
        list.resize(at + 1, String::new());
    }
    list[at] = text;
}

/// Whether findings on this field are said beside it.
fn is_shown(path: &str, badge: &Badge) -> bool {
    let index = |prefix: &str| path.strip_prefix(prefix).and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    texts(badge).any(|text| text.key == path)
        || index("criteria.statements[").is_some_and(|at| at < badge.criteria.statements.len().min(100))
        || index("skills[").is_some_and(|at| at < badge.skills.len().min(100))
}

fn show_finding(ui: &mut Ui, form: &mut Form<'_>, finding: &Finding, tag: &str) {
    let (tone, icon) = look(Tokens::of(ui), finding.rule.severity);
    let mut chosen = None;
    widgets::message_with(ui, tone, icon, &finding.message, |ui| chosen = settle_translation(ui, finding));
    form.out.extend(chosen.map(|choice| Out::Review(ReviewMessage::of_choice(choice, Some(tag)))));
}

/// What the badge itself says in a field.
struct Said<'s> {
    key: &'s str,
    label: &'s str,
    rows: usize,
    own: &'s str,
}

/// The badge's own words at the left, those of the translation at the right.
fn pair(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (at, tag): (usize, &str),
    said: &Said<'_>,
    findings: &[Finding],
    read: impl Fn(&Translation) -> &str,
    write: impl FnOnce(&mut Translation, String),
) {
    let key = format!("translations[{tag}].{}", said.key);
    let labelled = format!("{}, {}", said.label, name_of(tag));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let half = (ui.available_width() - 16.0) / 2.0;
        column(ui, half, |ui| {
            note(ui, said.label);
            let own = if said.own.trim().is_empty() { "–".into() } else { shortened(said.own.trim(), 2_000) };
            ui.add(Label::new(RichText::new(own).font(text::body()).color(Tokens::of(ui).soft)).wrap());
        });
        column(ui, half, |ui| {
            let line = Line { rows: said.rows, ..Line::new(&key, &labelled) };
            form.line(
                ui,
                &line,
                |badge| badge.translations.get(at).map_or("", &read),
                |badge, text| {
                    if let Some(words) = badge.translations.get_mut(at) {
                        write(words, text);
                    }
                },
            );
            for finding in findings.iter().filter(|finding| finding.field.path() == said.key) {
                show_finding(ui, form, finding, tag);
            }
        });
    });
    ui.add_space(4.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_languages_are_told_from_other_words() {
        for tag in ["cy", "en-GB", "zh-Hant-TW", "sgn", "de-1996"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["", "x", "english!", "en_GB", "en-", "Welsh language", "é"] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
