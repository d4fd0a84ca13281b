//! Many badges as a table: filtered, sorted, exported.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{self, Sense, Ui, WidgetInfo, vec2};
use serde::Serialize;

use super::look::Row;
use super::view::{Column, ROW, TableFile, View};
use super::{Inspect, Message, card, told};
use crate::app::desk::Outbox;
use crate::app::toolkit::theme::{CONTROL_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{Action, field, focus_ring, label, message, note, paint_icon, title, with_bars};
use crate::credential::view::BadgeView;
use crate::inspect::{Report, Verdict, told_of_left_out};

/// Lines that a row has room for.
const LINES: usize = 2;

/// What stands before the fingerprint of a key that is somebody's only name.
const KEY: &str = "the key ";

/// One row as people read it.
#[derive(Clone, Debug, Default, Serialize)]
struct Cells {
    /// The whole path.
    file: String,
    #[serde(skip)]
    name: String,
    /// None of what was not looked at.
    verdict: Option<Verdict>,
    #[serde(skip)]
    title: &'static str,
    summary: String,
    badge: String,
    issuer: String,
    earner: String,
    awarded: String,
    /// What is to be known of the file beside its verdict.
    note: String,
    #[serde(skip)]
    has_other_picture: bool,
}

impl Cells {
    fn of(row: &Row) -> Self {
        let report: &Report = &row.report;
        let badge = report.badge.as_ref();
        Self {
            file: row.path.display().to_string(),
            name: row.name.clone(),
            verdict: Some(report.verdict),
            title: report.title(),
            summary: report.summary.clone(),
            badge: badge.map(names).unwrap_or_default(),
            issuer: report.awarded_by.clone().unwrap_or_default(),
            earner: report.recipient.clone().unwrap_or_default(),
            awarded: report.issued_on.map(|time| time.strftime("%Y-%m-%d").to_string()).unwrap_or_default(),
            note: report.told_of_picture().unwrap_or_default().to_owned(),
            has_other_picture: report.has_other_picture(),
        }
    }

    fn text(&self, column: Column) -> &str {
        match column {
            Column::File => &self.name,
            Column::Badge => &self.badge,
            Column::Issuer => &self.issuer,
            Column::Earner => &self.earner,
            Column::Date => &self.awarded,
            Column::Verdict => self.title,
        }
    }

    fn has(&self, words: &str) -> bool {
        let all = [&self.file, &self.badge, &self.issuer, &self.earner];
        all.iter().any(|text| text.to_lowercase().contains(words))
    }
}

/// The names of all badges that one award is for.
fn names(badge: &BadgeView) -> String {
    if badge.others.is_empty() {
        return badge.name.clone().unwrap_or_default();
    }
    let all: Vec<&str> = std::iter::once(badge).chain(&badge.others).map(told::name_of).collect();
    all.join(", ")
}

/// The rows that the table shows, by their places in the list.
fn chosen(rows: &[Row], view: &View) -> Vec<(usize, Cells)> {
    let words = view.filter.trim().to_lowercase();
    let mut found: Vec<(usize, Cells)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| view.verdict.is_none_or(|verdict| row.report.verdict == verdict))
        .map(|(at, row)| (at, Cells::of(row)))
        .filter(|(_, cells)| words.is_empty() || cells.has(&words))
        .collect();
    match view.column {
        Column::File => {}
        Column::Verdict => found.sort_by_key(|(_, cells)| cells.verdict),
        column => found.sort_by_cached_key(|(_, cells)| cells.text(column).to_lowercase()),
    }
    if view.backwards {
        found.reverse();
    }
    found
}

pub(super) fn show(ui: &mut Ui, state: &mut Inspect, out: &mut Outbox<Message>) {
    let passed = &state.passed;
    title(ui, &counted(&state.rows, passed.each.len()));
    for words in &passed.sentences {
        message(ui, Tokens::of(ui).warning, "warning-circle", words);
    }
    if let Some(words) = told_of_left_out(state.rows.iter().filter(|row| row.report.left_picture_out()).count()) {
        message(ui, Tokens::of(ui).warning, "warning-circle", &words);
    }
    filters(ui, state);
    let rows = chosen(&state.rows, &state.view);
    if rows.len() < state.rows.len() {
        let verb = if rows.len() == 1 { "is" } else { "are" };
        note(ui, format!("{} of {} {verb} shown.", rows.len(), state.rows.len()));
    }
    ui.add_space(8.0);
    with_bars(ui, |ui| {
        let width = ui.available_width() - ui.spacing().scroll.allocated_width();
        ui.scope(|ui| {
            ui.set_max_width(width);
            head(ui, &mut state.view);
        });
        let height = (ui.clip_rect().bottom() - ui.cursor().top() - 72.0).max(4.0 * ROW);
        let list = egui::ScrollArea::vertical().id_salt("badges").max_height(height).auto_shrink([false, true]);
        list.show_rows(ui, Column::height(width), rows.len(), |ui, range| {
            for (at, cells) in &rows[range] {
                if row(ui, cells).clicked() {
                    out.mine(Message::Show(*at));
                }
            }
        });
    });
    if rows.is_empty() {
        note(ui, "No file is left by this filter.");
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for (words, kind) in [("Export as CSV…", TableFile::Csv), ("Export as JSON…", TableFile::Json)] {
            if ui.add(Action::new(words).icon("download-simple").small()).clicked() {
                out.mine(Message::ExportTable(kind));
            }
        }
    });
}

/// How many files there are, and how many of each verdict.
fn counted(rows: &[Row], passed: usize) -> String {
    let count = |verdict| rows.iter().filter(|row| row.report.verdict == verdict).count();
    let told = Verdict::ALL.into_iter().map(|verdict| (count(verdict), verdict)).filter(|(count, _)| *count > 0);
    let told: Vec<String> =
        told.map(|(count, verdict)| format!("{count} {}", verdict.title().to_lowercase())).collect();
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

fn row(ui: &mut Ui, cells: &Cells) -> egui::Response {
    let width = ui.available_width();
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
    let (mut left, mut cut) = (rect.left(), Vec::new());
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
            Column::Issuer => issuer_within(ui, &words, room),
            Column::File => file_within(ui, &words, room),
            _ => words.clone().into_owned(),
        };
        if shown != words {
            cut.push(format!("{heading}: {words}"));
            words = Cow::Owned(shown);
        }
        if column == Column::Badge && !cells.note.is_empty() {
            let (said, icon, tone) = match cells.has_other_picture {
                true => ("Another picture", "image-broken", tokens.warning.ink),
                false => ("Picture not fully compared", "image", tokens.soft),
            };
            ink = tone;
            paint_icon(ui, egui::pos2(left + 14.0, rect.center().y), icon, true, 18.0, ink);
            (at, room) = (left + 30.0, width - 38.0);
            words = Cow::Owned(format!("{said} · {words}"));
        }
        if within(ui, &words, egui::pos2(at, rect.center().y), room, ink) {
            cut.push(format!("{heading}: {words}"));
        }
        left += width;
    }
    if whole.height() > ROW {
        let (at, room) = (whole.left() + 30.0, whole.width() - 38.0);
        let by = if cells.issuer.is_empty() { String::new() } else { format!("by {}", cells.issuer) };
        let issuer = issuer_within(ui, &by, room);
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

/// Who awarded a badge, in as many words as there is room for. What they call themselves is
/// left out first, and of a host its beginning: its end decides whose it is.
fn issuer_within(ui: &Ui, issuer: &str, room: f32) -> String {
    let fits = |words: &str| !laid(ui, words, room, egui::Color32::PLACEHOLDER, LINES).elided;
    if fits(issuer) {
        return issuer.to_owned();
    }
    let place = issuer.split([',', '“']).next().unwrap_or(issuer);
    let place = place.split(" and calls ").next().unwrap_or(place);
    let (host, path) = place.split_at(place.find('/').unwrap_or(place.len()));
    let below = if path.is_empty() { "…" } else { "/…" };
    let whole = [format!("{place}…"), format!("{host}{below}")].into_iter().find(|words| fits(words));
    // A host may begin anywhere; groups of a fingerprint are only read whole.
    let is_key = place.contains(KEY);
    let begins = |at: &usize| !is_key || host[..*at].ends_with('-');
    let ends = || host.char_indices().step_by(if is_key { 1 } else { 4 }).map(|(at, _)| at).filter(begins);
    let below = if is_key { "" } else { below };
    let ends = || ends().map(|at| format!("…{}{below}", &host[at..]));
    whole.or_else(|| ends().find(|words| fits(words))).unwrap_or_else(|| issuer.to_owned())
}

/// A file's name in as many words as there is room for: the outermost folders are left out first.
fn file_within(ui: &Ui, file: &str, room: f32) -> String {
    let fits = |words: &String| !laid(ui, words, room, egui::Color32::PLACEHOLDER, LINES).elided;
    let shorter = file.match_indices(std::path::MAIN_SEPARATOR).map(|(at, _)| format!("…{}", &file[at..]));
    std::iter::once(file.to_owned()).chain(shorter).find(fits).unwrap_or_else(|| file.to_owned())
}

/// A row of an exported table, which is for others.
#[derive(Serialize)]
struct Exported {
    #[serde(flatten)]
    cells: Cells,
    /// When, and for whom.
    looked_at: String,
}

impl Exported {
    fn of(row: &Row, at: jiff::Timestamp) -> Self {
        let report = row.report.for_others();
        let looked_at = told::looked_at(&report, at);
        Self { cells: Cells::of(&Row { report: Arc::new(report), ..row.clone() }), looked_at }
    }

    fn passed((path, why): &(PathBuf, String)) -> Self {
        let (file, title, summary) = (path.display().to_string(), "Not looked at", why.clone());
        Self { cells: Cells { file, title, summary, ..Cells::default() }, looked_at: String::new() }
    }
}

/// The rows that are shown, as a file, and how many they are. Where all are shown, what
/// was not looked at is among them.
pub(super) fn export(inspect: &Inspect, kind: TableFile, at: jiff::Timestamp) -> Result<(Vec<u8>, usize), String> {
    let Inspect { rows, view, passed, .. } = inspect;
    let is_whole = view.verdict.is_none() && view.filter.trim().is_empty();
    let passed = passed.each.iter().filter(|_| is_whole).map(Exported::passed);
    let shown = chosen(rows, view).into_iter().filter_map(|(place, _)| Some(Exported::of(rows.get(place)?, at)));
    let all: Vec<Exported> = shown.chain(passed).collect();
    if kind == TableFile::Json {
        let mut text = serde_json::to_vec_pretty(&all).map_err(|error| error.to_string())?;
        text.push(b'\n');
        return Ok((text, all.len()));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = || -> Result<(), csv::Error> {
        let names = ["file", "verdict", "summary", "badge", "issuer", "earner", "awarded", "note", "looked_at"];
        writer.write_record(names)?;
        for Exported { cells, looked_at } in &all {
            let Cells { file, title, summary, badge, issuer, earner, awarded, note, .. } = cells;
            let texts = [file, *title, summary, badge, issuer, earner, awarded, note, looked_at];
            writer.write_record(texts.map(plain))?;
        }
        Ok(())
    };
    write().map_err(|error| error.to_string())?;
    Ok((writer.into_inner().map_err(|error| error.to_string())?, all.len()))
}

/// A text that a spreadsheet does not take for a formula, whoever wrote it.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
