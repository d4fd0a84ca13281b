//! What will be signed, in plain words, right above the button that signs it:
//! whatever is folded away or scrolled out of sight stands here, too.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, CornerRadius, Frame, Margin, Response, RichText, Ui};

use super::faults::Faults;
use crate::app::toolkit::theme::{CONTROL_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{Action, column};
use crate::issue::Told;

/// Width of the column with the names of the fields.
const NAMES: f32 = 116.0;

/// A text is seen whole before it is signed. Only of one that is longer than a page
/// the beginning is seen first, with a word of how much is hidden: so many letters.
const LETTERS: usize = 4000;

pub(super) fn show(ui: &mut Ui, told: &[Told], faults: &Faults) -> Response {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.background)
        .corner_radius(CornerRadius::same(CONTROL_RADIUS))
        .inner_margin(Margin::symmetric(12, 10));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        for line in told {
            row(ui, line, faults.contains_key(line.field));
        }
    });
    shown.response
}

fn row(ui: &mut Ui, line: &Told, is_wrong: bool) {
    let tokens = Tokens::of(ui);
    ui.horizontal_top(|ui| {
        let name = RichText::new(line.field).font(text::note()).color(tokens.soft);
        let width = NAMES.min(ui.available_width() * 0.4);
        column(ui, width, |ui| ui.add(egui::Label::new(name).wrap().selectable(false)));
        ui.vertical(|ui| {
            let opened = ui.scope_id().with(("whole", line.field));
            let short = Beginning::of(&line.says);
            let mut is_whole = ui.data(|data| data.get_temp::<bool>(opened).unwrap_or_default());
            let mut words = LayoutJob::default();
            let says = if is_whole { &line.says } else { short.seen };
            words.append(says, 0.0, TextFormat::simple(text::note(), tokens.ink));
            let ink = if is_wrong { tokens.error.ink } else { tokens.soft };
            if !line.note.is_empty() {
                words.append(&format!("  {}", line.note), 0.0, TextFormat::simple(text::note(), ink));
            }
            ui.add(egui::Label::new(words).wrap());
            if let Some(hidden) = &short.hidden {
                if !is_whole {
                    ui.add(egui::Label::new(RichText::new(format!("… and {hidden}")).font(text::note())).wrap());
                }
                let (icon, verb) = if is_whole { ("caret-down", "less") } else { ("caret-right", "all") };
                let words = format!("Show {verb} of “{}”", line.field);
                if ui.add(Action::new(&words).icon(icon).small().fits()).clicked() {
                    is_whole = !is_whole;
                    ui.data_mut(|data| data.insert_temp(opened, is_whole));
                }
            }
        });
    });
}

/// As much of a text as is seen before the whole of it is asked for.
#[derive(Debug, PartialEq)]
struct Beginning<'a> {
    seen: &'a str,
    /// How much more there is.
    hidden: Option<String>,
}

impl<'a> Beginning<'a> {
    /// A text of several lines ends with a whole one.
    fn of(says: &'a str) -> Self {
        let Some((end, _)) = says.char_indices().nth(LETTERS) else { return Self { seen: says, hidden: None } };
        let (seen, rest) = says.split_at(end);
        let (seen, rest) = match seen.rfind('\n').filter(|end| *end > LETTERS / 2) {
            Some(end) => says.split_at(end),
            None => (seen, rest),
        };
        let hidden = match rest.lines().filter(|line| !line.trim().is_empty()).count() {
            lines if rest.starts_with('\n') && lines > 1 => format!("{lines} more lines"),
            _ => format!("{} more letters", rest.trim_start().chars().count()),
        };
        Self { seen, hidden: Some(hidden) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_of_a_very_long_text_is_counted() {
        let page = "a".repeat(LETTERS);
        assert_eq!(Beginning::of(&page), Beginning { seen: &page, hidden: None });
        assert_eq!(Beginning::of(&format!("{page}ääb")).hidden.as_deref(), Some("3 more letters"));
        let list = format!("{}\none\ntwo\n\nthree", "a".repeat(LETTERS - 2));
        let short = Beginning::of(&list);
        assert_eq!((short.seen.len(), short.hidden.as_deref()), (LETTERS - 2, Some("3 more lines")));
    }
}
