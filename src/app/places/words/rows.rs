//! Texts in pairs, and lists of entries with a few texts each: related badges,
//! frameworks, identifiers.

use eframe::egui::Ui;

use super::field::Form;
use super::line::Line;
use crate::app::toolkit::widgets::{Action, card, note};
use crate::badge::Badge;
use crate::document::Group;

/// Most entries that are shown.
const MOST: usize = 40;

/// A text of the badge, of its issuer or of an entry.
pub(super) struct Column<T> {
    /// Where it is in the badge's JSON; in an entry, its name there.
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    read: fn(&T) -> &str,
    write: fn(&mut T, String),
}

impl<T> Column<T> {
    /// A text of this name in the badge's JSON, what people call it, and what is
    /// shown while it is empty.
    pub(super) const fn new(
        name: &'static str,
        label: &'static str,
        hint: &'static str,
        read: fn(&T) -> &str,
        write: fn(&mut T, String),
    ) -> Self {
        Self { name, label, hint, read, write }
    }
}

/// Texts of the badge or of a part of it, two in a row.
pub(super) fn pairs<T: 'static>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    columns: &[Column<T>],
    read: fn(&Badge) -> &T,
    write: fn(&mut Badge) -> &mut T,
) {
    for pair in columns.chunks(2) {
        form.row(ui, 2, |ui, form, half| {
            let Some(column) = pair.get(half) else { return };
            let line = Line { hint: column.hint, ..Line::new(column.name, column.label) };
            form.line(ui, &line, |badge| (column.read)(read(badge)), |badge, text| (column.write)(write(badge), text));
        });
    }
}

/// The entries of a list, two texts in a row, with ways to add and remove.
/// `noun` names an entry.
pub(super) fn rows<T: Default + 'static>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    list: &str,
    noun: &str,
    columns: &[Column<T>],
    read: fn(&Badge) -> &Vec<T>,
    write: fn(&mut Badge) -> &mut Vec<T>,
) {
    let count = read(&form.badge).len();
    let mut removed = None;
    for at in 0..count.min(MOST) {
        ui.push_id((list, at), |ui| {
            card(ui).inner_margin(eframe::egui::Margin::same(12)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                for pair in columns.chunks(2) {
                    form.row(ui, 2, |ui, form, half| {
                        let Some(column) = pair.get(half) else { return };
                        let key = format!("{list}[{at}].{}", column.name);
                        let label = format!("{} {}", column.label, at + 1);
                        let line = Line { hint: column.hint, ..Line::new(&key, &label) };
                        form.line(
                            ui,
                            &line,
                            |badge| read(badge).get(at).map_or("", column.read),
                            |badge, text| {
                                if let Some(entry) = write(badge).get_mut(at) {
                                    (column.write)(entry, text);
                                }
                            },
                        );
                    });
                }
                let remove = format!("Remove {noun} {}", at + 1);
                if ui.add(Action::new("Remove").icon("trash").small()).accessible_name(remove).clicked() {
                    removed = Some(at);
                }
            });
        });
    }
    if count > MOST {
        let (more, verb) = (count - MOST, if count == MOST + 1 { "is" } else { "are" });
        note(ui, format!("{more} more {verb} kept and not shown."));
    }
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    if ui.add(Action::new(&format!("Add {article} {noun}")).icon("plus").small()).clicked() {
        form.edit(format!("Add {article} {noun}"), Group::Once, |badge| write(badge).push(T::default()));
    }
    if let Some(at) = removed {
        form.edit(format!("Remove {article} {noun}"), Group::Once, |badge| {
            write(badge).remove(at);
        });
    }
}
