//! The few controls all screens are made of.

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Frame, Margin, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    Vec2, Widget, WidgetInfo, vec2,
};

pub use super::messages::{message, message_with, outcome};
use super::theme::{CARD_RADIUS, CONTROL_HEIGHT, CONTROL_RADIUS, Tokens, Tone, icon, icon_family, text};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// One of several.
    #[default]
    Normal,
    /// The one main action.
    Main,
    /// Without a border until touched.
    Quiet,
    /// Takes something away.
    Danger,
}

/// A button with an icon, a label or both.
pub struct Action<'a> {
    label: &'a str,
    icon: Option<&'a str>,
    note: Option<String>,
    weight: Weight,
    selected: Option<bool>,
    enabled: bool,
    icon_only: bool,
    round: bool,
    full_width: bool,
    small: bool,
    fits: bool,
}

impl<'a> Action<'a> {
    /// A button with this label.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            icon: None,
            note: None,
            weight: Weight::Normal,
            selected: None,
            enabled: true,
            icon_only: false,
            round: false,
            full_width: false,
            small: false,
            fits: false,
        }
    }

    /// A square button that shows only an icon; the label is for tooltips and
    /// screen readers.
    pub fn icon_only(icon: &'a str, label: &'a str) -> Self {
        Self { icon: Some(icon), icon_only: true, weight: Weight::Quiet, ..Self::new(label) }
    }

    /// With an icon before the label.
    #[must_use]
    pub fn icon(self, icon: &'a str) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// With a faint note behind the label, such as a shortcut.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// As the one main action.
    #[must_use]
    pub fn main(self) -> Self {
        Self { weight: Weight::Main, ..self }
    }

    /// With this weight.
    #[must_use]
    pub fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    /// As one of a set of which one is chosen.
    #[must_use]
    pub fn selected(self, selected: bool) -> Self {
        Self { selected: Some(selected), ..self }
    }

    /// Whether it can be pressed now.
    #[must_use]
    pub fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    /// With fully round ends.
    #[must_use]
    pub fn pill(self) -> Self {
        Self { round: true, ..self }
    }

    /// As wide as the column, with the label at the left.
    #[must_use]
    pub fn full_width(self) -> Self {
        Self { full_width: true, ..self }
    }

    /// Never wider than where it stands: for labels that others wrote. What does not fit
    /// goes on in a further line.
    #[must_use]
    pub fn fits(self) -> Self {
        Self { fits: true, ..self }
    }

    /// Lower, for rows of lists.
    #[must_use]
    pub fn small(self) -> Self {
        Self { small: true, ..self }
    }
}

impl Widget for Action<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let chosen = self.selected == Some(true);
        let font = if self.small { text::note_strong() } else { text::strong() };
        let height = if self.small { 28.0 } else { CONTROL_HEIGHT };
        let icon_size = if self.small { 16.0 } else { 18.0 };
        let pad = if self.small { 8.0 } else { 12.0 };
        let layout = |ui: &Ui, text: &str, font: FontId| {
            ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER)
        };
        let within = |ui: &Ui, font: FontId| {
            let beside = if self.icon.is_some() { icon_size + 8.0 } else { 0.0 };
            let room = (ui.max_rect().width() - 2.0 * pad - beside).max(1.0);
            let words = LayoutJob::simple(self.label.to_owned(), font, Color32::PLACEHOLDER, room);
            ui.painter().layout_job(LayoutJob { break_on_newline: false, ..words })
        };
        let label = (!self.icon_only).then(|| if self.fits { within(ui, font) } else { layout(ui, self.label, font) });
        let note = self.note.as_ref().map(|note| layout(ui, note, text::note()));
        let (mut width, mut height) = (0.0, height);
        if let Some(label) = &label {
            // A second line needs its room, and no less at the edges than the first has.
            height = height.max(label.size().y + 10.0);
            width = 2.0 * pad + label.size().x;
            if self.icon.is_some() {
                width += icon_size + 8.0;
            }
            if let Some(note) = &note {
                width += note.size().x + 12.0;
            }
        }
        let width = if self.full_width { ui.available_width() } else { width.max(height) };
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
        response.widget_info(|| match self.selected {
            Some(selected) => WidgetInfo::selected(Role::Button, self.enabled, selected, self.label),
            None => WidgetInfo::labeled(Role::Button, self.enabled, self.label),
        });
        if ui.is_rect_visible(rect) {
            let touched = self.enabled && (response.hovered() || response.has_focus());
            let pressed = self.enabled && response.is_pointer_button_down_on();
            let (mut fill, mut border, mut ink) = match self.weight {
                Weight::Main => (tokens.accent.ink, tokens.accent.ink, tokens.on_accent),
                Weight::Normal => (tokens.panel, tokens.line, tokens.ink),
                Weight::Danger => (tokens.panel, tokens.line, tokens.error.ink),
                Weight::Quiet => (Color32::TRANSPARENT, Color32::TRANSPARENT, tokens.soft),
            };
            if chosen {
                (fill, border, ink) = (tokens.accent.ground, Color32::TRANSPARENT, tokens.accent.ink);
            }
            if touched && self.weight == Weight::Main {
                fill = fill.gamma_multiply(0.9);
            } else if touched {
                fill = if chosen { fill } else { tokens.accent.ground };
                border = if self.weight == Weight::Quiet { border } else { tokens.accent.ink };
            }
            if pressed {
                fill = fill.gamma_multiply(0.8);
            }
            if !self.enabled {
                ink = tokens.faint;
                fill = if self.weight == Weight::Main { tokens.line } else { fill };
                border = if self.weight == Weight::Main { tokens.line } else { border };
            }
            let radius = if self.round { CornerRadius::same(255) } else { CornerRadius::same(CONTROL_RADIUS) };
            let painter = ui.painter();
            painter.rect(rect, radius, fill, Stroke::new(1.0, border), StrokeKind::Inside);
            if response.has_focus() {
                focus_ring(ui, rect, radius);
            }
            let mut x = if self.full_width { rect.left() + pad } else { rect.center().x - (width - 2.0 * pad) / 2.0 };
            if let Some(name) = self.icon {
                let center = if self.icon_only { rect.center().x } else { x + icon_size / 2.0 };
                paint_icon(ui, egui::pos2(center, rect.center().y), name, chosen, icon_size, ink);
                x += icon_size + 8.0;
            }
            if let Some(label) = label {
                let at = egui::pos2(x, rect.center().y - label.size().y / 2.0);
                x += label.size().x + 12.0;
                ui.painter().galley(at, label, ink);
            }
            if let Some(note) = note {
                let x = if self.full_width { rect.right() - pad - note.size().x } else { x };
                let faded = if self.weight == Weight::Main { ink } else { tokens.soft };
                ui.painter().galley(egui::pos2(x, rect.center().y - note.size().y / 2.0), note, faded);
            }
        }
        let response = if self.enabled { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response };
        if self.icon_only { response.on_hover_text(self.label) } else { response }
    }
}

/// Shows which control has the keyboard.
pub fn focus_ring(ui: &Ui, rect: Rect, radius: CornerRadius) {
    let stroke = Stroke::new(2.0, Tokens::of(ui).accent.ink);
    ui.painter().rect_stroke(rect.expand(2.0), radius, stroke, StrokeKind::Outside);
}

/// Draws an icon around a point.
pub fn paint_icon(ui: &Ui, center: egui::Pos2, name: &str, filled: bool, size: f32, color: Color32) {
    if let Some(glyph) = icon(name) {
        ui.painter().text(center, Align2::CENTER_CENTER, glyph, FontId::new(size, icon_family(filled)), color);
    }
}

/// An icon in the flow of a line, without meaning of its own to screen
/// readers: words beside it say the same.
pub fn icon_mark(ui: &mut Ui, name: &str, filled: bool, size: f32, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    paint_icon(ui, rect.center(), name, filled, size, color);
}

/// The title of a page.
pub fn title(ui: &mut Ui, words: &str) {
    ui.add(egui::Label::new(egui::RichText::new(words).font(text::title())).selectable(false));
}

/// The heading of a section.
pub fn heading(ui: &mut Ui, words: &str) {
    ui.add(egui::Label::new(egui::RichText::new(words).font(text::heading())).selectable(false));
}

/// The label of a field; give its id to `labelled_by`.
pub fn label(ui: &mut Ui, words: &str) -> Response {
    ui.add(egui::Label::new(egui::RichText::new(words).font(text::note_strong())).selectable(false))
}

/// A note in softer ink.
pub fn note(ui: &mut Ui, words: impl Into<String>) -> Response {
    let soft = Tokens::of(ui).soft;
    ui.add(egui::Label::new(egui::RichText::new(words).font(text::note()).color(soft)).selectable(false))
}

/// A single-line text field as wide as its column.
pub fn field<'t>(value: &'t mut dyn egui::TextBuffer) -> egui::TextEdit<'t> {
    egui::TextEdit::singleline(value)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(12, 8))
        .align(egui::Align2::LEFT_CENTER)
}

/// A text field of several lines as wide as its column.
pub fn area<'t>(value: &'t mut dyn egui::TextBuffer, rows: usize) -> egui::TextEdit<'t> {
    egui::TextEdit::multiline(value).desired_width(f32::INFINITY).desired_rows(rows).margin(Margin::symmetric(12, 8))
}

/// A box to tick, with a border that can be seen.
pub fn check_box(ui: &mut Ui, ticked: &mut bool, words: &str) -> Response {
    ui.scope(|ui| {
        let border = Tokens::of(ui).soft;
        ui.visuals_mut().widgets.inactive.bg_stroke.color = border;
        ui.checkbox(ticked, words)
    })
    .inner
}

/// A white card with a border.
pub fn card(ui: &Ui) -> Frame {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(CARD_RADIUS))
        .inner_margin(Margin::same(16))
}

/// A quiet card in the accent's colour, as wide as there is room: something
/// to know, apart from what is worked on.
pub fn aside_card(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new()
        .fill(Tokens::of(ui).accent.ground)
        .corner_radius(CornerRadius::same(CARD_RADIUS))
        .inner_margin(Margin::same(16));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}

/// The look of what lies over everything else.
pub fn floating(ctx: &egui::Context) -> Frame {
    let style = ctx.global_style();
    Frame::new()
        .fill(style.visuals.window_fill)
        .stroke(style.visuals.window_stroke)
        .corner_radius(CornerRadius::same(CARD_RADIUS))
        .shadow(style.visuals.window_shadow)
        .inner_margin(Margin::same(24))
}

/// A question over everything else.
pub fn modal(ctx: &egui::Context, name: &str) -> egui::Modal {
    egui::Modal::new(egui::Id::unique(name)).frame(floating(ctx))
}

/// Makes what lies in a [`modal`] this wide, and never wider than the window.
pub fn modal_width(ui: &mut Ui, most: f32) {
    // The frame's own margins, and a little air at both sides.
    let room = ui.ctx().content_rect().width() - 64.0;
    ui.set_width(room.min(most));
}

/// The answers to a question: from the right, in as many rows as they need.
pub fn answers(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(8.0);
    // No higher than they are: a question would stay as high as the longest one before it.
    let room = vec2(ui.available_width(), CONTROL_HEIGHT);
    ui.allocate_ui_with_layout(room, egui::Layout::right_to_left(egui::Align::Center).with_main_wrap(true), add);
}

/// What is wrong with what was typed, above the [`answers`]. The place for it is kept free,
/// as high as the `usual` words need: a question does not move when they are said.
pub fn problem_place(ui: &mut Ui, problem: Option<&str>, usual: &str) {
    let width = (ui.available_width() - 64.0).max(1.0);
    let usual = ui.painter().layout(usual.to_owned(), text::body(), Color32::PLACEHOLDER, width);
    let end = ui.cursor().top() + usual.size().y + 40.0;
    if let Some(words) = problem {
        ui.add_space(8.0);
        message(ui, Tokens::of(ui).error, "warning-circle", words);
    }
    ui.add_space((end - ui.cursor().top()).max(0.0));
}

/// Two columns of equal width; give them to [`end_columns`] when they are
/// filled. Unlike egui's own columns these leave text ragged.
pub fn two_columns(ui: &mut Ui, gap: f32) -> [Ui; 2] {
    let room = ui.available_rect_before_wrap();
    let width = (room.width() - gap) / 2.0;
    [0.0, width + gap].map(|left| {
        let place = Rect::from_min_size(room.min + vec2(left, 0.0), vec2(width, room.height()));
        ui.new_child(egui::UiBuilder::new().max_rect(place).layout(egui::Layout::top_down(egui::Align::LEFT)))
    })
}

/// Goes on below the longer of two columns.
pub fn end_columns(ui: &mut Ui, columns: &[Ui; 2]) {
    ui.advance_cursor_after_rect(columns[0].min_rect().union(columns[1].min_rect()));
}

/// A small rounded word on a tinted ground.
pub fn pill(ui: &mut Ui, tone: Tone, icon_name: Option<&str>, words: &str) -> Response {
    let icon = if icon_name.is_some() { 21.0 } else { 0.0 };
    let most = (ui.max_rect().width() - icon - 24.0).max(1.0);
    // A frame does not begin a new row by itself where one is needed.
    if ui.layout().main_wrap() {
        let ink = tone.ink;
        let letters = ui.fonts_mut(|fonts| fonts.layout_no_wrap(words.to_owned(), text::note_strong(), ink)).size().x;
        if letters.min(most) + icon + 24.0 > ui.available_size_before_wrap().x {
            ui.end_row();
        }
    }
    Frame::new()
        .fill(tone.ground)
        .corner_radius(CornerRadius::same(15))
        .inner_margin(Margin::symmetric(12, 5))
        .show(ui, |ui| {
            low_row(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                if let Some(name) = icon_name {
                    icon_mark(ui, name, true, 15.0, tone.ink);
                }
                // What is longer than a row goes on in a further line.
                let words = LayoutJob::simple(words.to_owned(), text::note_strong(), tone.ink, most);
                let words = ui.painter().layout_job(words);
                ui.add(egui::Label::new(words).selectable(false));
            });
        })
        .response
}

/// Soft text of several lines.
pub fn paragraph(ui: &mut Ui, words: impl Into<String>) -> Response {
    let soft = Tokens::of(ui).soft;
    ui.add(egui::Label::new(egui::RichText::new(words).font(text::body()).color(soft)).wrap().selectable(false))
}

/// A list that opens to choose from. Give it the name of its label, or one of
/// its own.
pub fn choice<R>(ui: &mut Ui, key: &str, shown: &str, menu: impl FnOnce(&mut Ui) -> R) -> Response {
    let caret = |ui: &Ui, rect: Rect, _: &egui::style::WidgetVisuals, _: bool| {
        paint_icon(ui, rect.center(), "caret-down", false, 14.0, Tokens::of(ui).soft);
    };
    egui::ComboBox::from_id_salt(key).selected_text(shown).icon(caret).show_ui(ui, menu).response
}

/// A row as low as the text in it; other rows are as high as a button.
pub fn low_row<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal(add).inner
    })
    .inner
}

/// A part that is folded until its button is pressed.
pub fn fold(ui: &mut Ui, key: &str, button: Action<'_>, add: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with(("fold", key));
    let mut open = ui.data(|data| data.get_temp::<bool>(id).unwrap_or_default());
    if ui.add(button.icon(if open { "caret-down" } else { "caret-right" }).small()).clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    if open {
        add(ui);
    }
}

/// Whether the folded part `key` that stands beside this one is open.
pub fn is_open(ui: &Ui, key: &str) -> bool {
    let id = ui.scope_id().with(("fold", key));
    ui.data(|data| data.get_temp::<bool>(id).unwrap_or_default())
}

/// Opens the folded part `key` that stands beside this one.
pub fn open_fold(ui: &Ui, key: &str) {
    let id = ui.scope_id().with(("fold", key));
    ui.data_mut(|data| data.insert_temp(id, true));
}

/// Lists within this have a bar that is seen, beside them: a list that ends cleanly at its
/// edge does not tell that it goes on.
pub fn with_bars<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().scroll =
            egui::style::ScrollStyle { foreground_color: true, ..egui::style::ScrollStyle::solid() };
        add(ui)
    })
    .inner
}

/// A part of a row that is `width` wide and grows downwards.
pub fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        add(ui)
    })
    .inner
}
