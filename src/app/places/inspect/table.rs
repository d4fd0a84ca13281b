//! Many badges as a table: filtered, sorted, exported.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{self, Sense, Ui, WidgetInfo, vec2};

use super::cells::{Cells, Mark, chosen};
use super::issuer_within::issuer_within;
use super::look::Row;
use super::view::{Column, NARROW, ROW, TableFile, View};
use super::ways_on::ways_on;
use super::{Inspect, Message, card};
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{CONTROL_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{Action, field, focus_ring, label, message, note, paint_icon, title};
use crate::inspect::{Verdict, told_of_left_out};

/// Lines that a row has room for.
const LINES: usize = 2;

pub(super) fn show(ui: &mut Ui, state: &mut Inspect, out: &mut Outbox<Message>) {
    title(ui, &counted(&state.rows, state.passed.each.len()));
    notes(ui, state);
    filters(ui, state);
    let rows = chosen(&state.rows, &state.view);
    if rows.len() < state.rows.len() {
        let verb = if rows.len() == 1 { "is" } else { "are" };
        note(ui, format!("{} of {} {verb} shown.", rows.len(), state.rows.len()));
    }
    ui.add_space(8.0);
    // Above the table, which may be long.
    ui.horizontal_wrapped(|ui| {
        for (words, kind) in [("Export as CSV…", TableFile::Csv), ("Export as JSON…", TableFile::Json)] {
            if ui.add(Action::new(words).icon("download-simple").small()).clicked() {
                out.mine(Message::ExportTable(kind));
            }
        }
        ways_on(ui, Action::small, out);
    });
    ui.add_space(8.0);
    let width = ui.available_width();
    head(ui, &mut state.view);
    // The page scrolls, and the table with it: no second bar beside that of the page, and in
    // a low window as many rows as there is room for.
    in_view(ui, Column::height(width), rows.len(), |ui, range| {
        for (at, cells) in &rows[range] {
            if row(ui, cells, width).clicked() {
                out.mine(Message::Show(*at));
            }
        }
    });
    if rows.is_empty() {
        note(ui, "No file is left by this filter.");
    }
}

/// Has those of many rows shown that are in view. The page is as long as all of them.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "some thousand rows"
)]
fn in_view(ui: &mut Ui, height: f32, count: usize, add: impl FnOnce(&mut Ui, Range<usize>)) {
    let height = height + ui.spacing().item_spacing.y;
    let (top, view) = (ui.cursor().top(), ui.clip_rect());
    let above = |y: f32| (((y - top) / height).max(0.0) as usize).min(count);
    let range = above(view.top())..(above(view.bottom()) + 1).min(count);
    let rest = (count - range.end) as f32 * height;
    ui.add_space(range.start as f32 * height);
    // A row is the same for egui wherever it is seen.
    ui.skip_ahead_auto_ids(range.start);
    add(ui, range);
    ui.add_space(rest);
}

/// What is to be known of the files. In a narrow window it would leave no room for them,
/// so that it is unfolded there by whoever wants to read it.
fn notes(ui: &mut Ui, state: &Inspect) {
    let left_out = told_of_left_out(state.rows.iter().filter(|row| row.report.left_picture_out()).count());
    let notes: Vec<&String> = state.passed.sentences.iter().chain(&left_out).collect();
    let tell = |ui: &mut Ui| {
        for words in &notes {
            message(ui, Tokens::of(ui).warning, "warning-circle", *words);
        }
    };
    if notes.is_empty() || ui.available_width() >= NARROW {
        return tell(ui);
    }
    let words = match notes.len() {
        1 => "A note on these files".to_owned(),
        number => format!("{number} notes on these files"),
    };
    let words = egui::RichText::new(words).font(text::note_strong()).color(Tokens::of(ui).warning.ink);
    egui::CollapsingHeader::new(words).id_salt("notes").show(ui, tell);
}

/// How many files there are, and how many of each verdict.
fn counted(rows: &[Row], passed: usize) -> String {
    let count = |verdict| rows.iter().filter(|row| row.report.verdict == verdict).count();
    let told = Verdict::ALL.into_iter().map(|verdict| (count(verdict), verdict)).filter(|(count, _)| *count > 0);
    // A verdict alone would say of those that all is well.
    let marked = |verdict| {
        let all = rows.iter().filter(|row| row.report.verdict == verdict);
        match all.filter(|row| Mark::of(&row.report).any(Mark::is_warning)).count() {
            0 => String::new(),
            count => format!(" ({count} to take care with)"),
        }
    };
    let told: Vec<String> =
        told.map(|(count, verdict)| format!("{count} {}{}", verdict.title().to_lowercase(), marked(verdict))).collect();
    let files = if rows.len() == 1 { "file" } else { "files" };
    let passed = if passed == 0 {
        String::new()
    } else {
        format!("; {passed} more {} not looked at", if passed == 1 { "was" } else { "were" })
    };
    format!("{} {files}: {}{passed}", rows.len(), told.join(", "))
}

fn filters(ui: &mut Ui, state: &mut Inspect) {
    let name = label(ui, "Filter by words");
    ui.horizontal_wrapped(|ui| {
        ui.add(field(&mut state.view.filter).desired_width(240.0).hint_text("name, issuer, file")).labelled_by(name.id);
        let all = format!("All {}", state.rows.len());
        if ui.add(Action::new(&all).selected(state.view.verdict.is_none()).pill().small()).clicked() {
            state.view.verdict = None;
        }
        for mark in [Mark::TakeCare, Mark::NotCompared] {
            let kind = mark.is_warning();
            let has_one = |row: &&Row| Mark::of(&row.report).any(|mark| mark.is_warning() == kind);
            let count = state.rows.iter().filter(has_one).count();
            let (words, is_chosen) = (format!("{} {count}", mark.words()), state.view.marked == Some(kind));
            if count == 0 && !is_chosen {
                continue;
            }
            if ui.add(Action::new(&words).icon(mark.icon()).selected(is_chosen).pill().small()).clicked() {
                state.view.marked = (!is_chosen).then_some(kind);
            }
        }
        for verdict in Verdict::ALL {
            let mut reports = state.rows.iter().map(|row| &row.report).filter(|report| report.verdict == verdict);
            let count = reports.clone().count();
            let Some(first) = reports.next().map(|report| report.title()) else { continue };
            // What they all rest on, else what they have in common.
            let title = if reports.all(|report| report.title() == first) { first } else { verdict.title() };
            let (_, icon) = card::tone_of(ui, verdict);
            let words = format!("{title} {count}");
            let is_chosen = state.view.verdict == Some(verdict);
            if ui.add(Action::new(&words).icon(icon).selected(is_chosen).pill().small()).clicked() {
                state.view.verdict = (!is_chosen).then_some(verdict);
            }
        }
    });
}

fn head(ui: &mut Ui, view: &mut View) {
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for &(column, words, share) in Column::shown(width) {
            let (rect, cell) = ui.allocate_exact_size(vec2(width * share, 24.0), Sense::click());
            cell.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Sort by {words}")));
            let ink = if cell.hovered() || cell.has_focus() { Tokens::of(ui).accent.ink } else { Tokens::of(ui).soft };
            let room = rect.width() - 8.0;
            within(ui, words, egui::pos2(rect.left() + 4.0, rect.center().y), room, ink);
            if view.column == column {
                let icon = if view.backwards { "caret-up" } else { "caret-down" };
                let end = ui.fonts_mut(|fonts| fonts.layout_no_wrap(words.to_owned(), text::note(), ink)).size().x;
                paint_icon(ui, egui::pos2(rect.left() + end.min(room) + 14.0, rect.center().y), icon, false, 14.0, ink);
            }
            if cell.has_focus() {
                focus_ring(ui, rect, CONTROL_RADIUS.into());
            }
            if cell.clicked() {
                view.backwards = view.column == column && !view.backwards;
                view.column = column;
            }
        }
    });
}

fn row(ui: &mut Ui, cells: &Cells, width: f32) -> egui::Response {
    let (whole, response) = ui.allocate_exact_size(vec2(width, Column::height(width)), Sense::click());
    let rect = egui::Rect::from_min_size(whole.min, vec2(width, ROW));
    let to = if cells.earner.is_empty() { String::new() } else { format!(", to {}", cells.earner) };
    let mut told = format!("{}: {}, by {}{to}, {}", cells.text(Column::File), cells.badge, cells.issuer, cells.title);
    if !cells.note.is_empty() {
        told = format!("{told}. {}", cells.note);
    }
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &told));
    let tokens = Tokens::of(ui);
    let (tone, icon) = card::tone_of(ui, cells.verdict.unwrap_or(Verdict::NotABadge));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(whole, CONTROL_RADIUS, tokens.accent.ground);
    }
    if response.has_focus() {
        focus_ring(ui, whole, CONTROL_RADIUS.into());
        response.scroll_to_me(None);
    }
    ui.painter().hline(whole.x_range(), whole.bottom(), (1.0, tokens.line));
    let mut left = rect.left();
    let mut cut: Vec<String> = Some(cells.note.clone()).filter(|note| !note.is_empty()).into_iter().collect();
    for &(column, heading, share) in Column::shown(rect.width()) {
        let width = rect.width() * share;
        let (mut at, mut ink) = (left + 4.0, tokens.ink);
        if column == Column::Verdict {
            paint_icon(ui, egui::pos2(left + 14.0, rect.center().y), icon, true, 18.0, tone.ink);
            (at, ink) = (left + 30.0, tone.ink);
        }
        let mut room = left + width - 8.0 - at;
        let mut words = Cow::Borrowed(cells.text(column));
        let shown = match column {
            Column::Issuer => issuer_within(&words, |words| fits(ui, words, room)),
            Column::File => file_within(ui, &words, room),
            _ => words.clone().into_owned(),
        };
        if shown != words {
            cut.push(format!("{heading}: {words}"));
            words = Cow::Owned(shown);
        }
        if column == Column::Badge
            && let Some(first) = cells.marks.first()
        {
            ink = if *first == Mark::NotCompared { tokens.soft } else { tokens.warning.ink };
            paint_icon(ui, egui::pos2(left + 14.0, rect.center().y), first.icon(), true, 18.0, ink);
            (at, room) = (left + 30.0, width - 38.0);
            let said = cells.marks.iter().map(|mark| mark.words()).chain([&*words]).collect::<Vec<_>>();
            words = Cow::Owned(said.join(" · "));
        }
        if within(ui, &words, egui::pos2(at, rect.center().y), room, ink) {
            cut.push(format!("{heading}: {words}"));
        }
        left += width;
    }
    if whole.height() > ROW {
        let (at, room) = (whole.left() + 30.0, whole.width() - 38.0);
        let by = if cells.issuer.is_empty() { String::new() } else { format!("by {}", cells.issuer) };
        let issuer = issuer_within(&by, |words| fits(ui, words, room));
        let earner = if cells.earner.is_empty() { String::new() } else { format!(" · to {}", cells.earner) };
        let rest = format!("{}{earner}", cells.text(Column::File));
        let rest = laid(ui, &rest, room, tokens.soft, 1);
        ui.painter().galley(egui::pos2(at, whole.bottom() - 6.0 - rest.size().y), rest, tokens.soft);
        within(ui, &issuer, egui::pos2(at, rect.bottom() + 14.0), room, tokens.soft);
    }
    if cut.is_empty() { response } else { response.on_hover_text(cut.join("\n")) }
}

/// Words in one cell, on as many lines as the row has room for; whether some had to
/// be left out, in place of which there are dots.
fn within(ui: &Ui, words: &str, middle: egui::Pos2, room: f32, ink: egui::Color32) -> bool {
    let galley = laid(ui, words, room, ink, LINES);
    let (top, is_cut) = (middle.y - galley.size().y / 2.0, galley.elided);
    ui.painter().galley(egui::pos2(middle.x, top), galley, ink);
    is_cut
}

fn laid(ui: &Ui, words: &str, room: f32, ink: egui::Color32, lines: usize) -> Arc<egui::Galley> {
    let mut words = LayoutJob::simple(words.to_owned(), text::note(), ink, room.max(0.0));
    words.wrap.max_rows = lines;
    words.break_on_newline = false;
    ui.painter().layout_job(words)
}

/// Whether a cell has room for these words.
fn fits(ui: &Ui, words: &str, room: f32) -> bool {
    !laid(ui, words, room, egui::Color32::PLACEHOLDER, LINES).elided
}

/// A file's name in as many words as there is room for: the outermost folders are left out first.
fn file_within(ui: &Ui, file: &str, room: f32) -> String {
    let shorter = file.match_indices(std::path::MAIN_SEPARATOR).map(|(at, _)| format!("…{}", &file[at..]));
    std::iter::once(file.to_owned())
        .chain(shorter)
        .find(|words| fits(ui, words, room))
        .unwrap_or_else(|| file.to_owned())
}
