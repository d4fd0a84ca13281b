//! The list of elements, the front one first.

use std::sync::Arc;

use eframe::egui::{self, Align, CornerRadius, Layout, Role, Sense, Ui, WidgetInfo, vec2};

use super::commands::entry;
use super::message::Message;
use super::model::Board;
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::theme::{CONTROL_RADIUS, Tokens, text};
use crate::app::toolkit::widgets::{Action, focus_ring, heading, note, paint_icon};
use crate::artwork::{Element, Kind};
use crate::document::{Edit, Order};
use crate::editing::insert::icon_of;
use crate::scene::title;

const ROW: f32 = 36.0;

/// Elements of which each has its row, seen or not. Of more than these only
/// what is in sight is made: a row takes its time in each frame.
pub(super) const MOST_ROWS: usize = 300;

impl Board<'_> {
    /// The list, with what it can do with the chosen element.
    pub(super) fn elements(&mut self, ui: &mut Ui, out: &mut Outbox<Message>) {
        ui.horizontal(|ui| {
            heading(ui, "Elements");
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for message in [
                    Message::Delete,
                    Message::Duplicate,
                    Message::Order(Order::Backward),
                    Message::Order(Order::Forward),
                ] {
                    let Some(entry) = entry(&message, self.canvas, self.desk) else { continue };
                    let action = Action::icon_only(entry.icon, &entry.label).enabled(entry.enabled).small();
                    if ui.add(action).clicked() {
                        out.mine(entry.message);
                    }
                }
            });
        });
        let now = self.desk.history.selection().clone();
        let newly = std::mem::replace(&mut self.canvas.chosen_before, now.clone()) != now;
        let elements = &self.desk.artwork().elements;
        if elements.is_empty() {
            note(ui, "Nothing is on the badge yet. Add a shape, a text or an icon with the tools at the left.");
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let mut count = 0;
            self.desk.artwork().each(|_| count += 1);
            let how = Listed { newly, is_crowded: count > MOST_ROWS };
            for element in elements.iter().rev() {
                self.element_row(ui, element, 0, how, out);
            }
        });
    }

    fn element_row(&self, ui: &mut Ui, element: &Arc<Element>, depth: usize, how: Listed, out: &mut Outbox<Message>) {
        let newly = how.newly;
        let chosen = self.desk.history.selection().contains(&element.id);
        let place = egui::Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW));
        if how.is_crowded && !ui.is_rect_visible(place) && !(chosen && newly) {
            ui.allocate_exact_size(place.size(), Sense::hover());
            return self.inner_rows(ui, element, depth, how, out);
        }
        let title = title(element, self.desk.badge());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(16.0 * depth as f32);
            let width = ui.available_width() - 2.0 * 28.0;
            let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::click());
            let is_own = self.desk.document().is_own(element.id);
            let said = if is_own { format!("{title}, only so in this badge") } else { title.clone() };
            response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &said));
            if chosen && newly {
                response.scroll_to_me(None);
            }
            // A crowded badge has more rows than can be seen at once.
            if ui.is_rect_visible(rect) {
                paint_row(ui, &response, element, &title, chosen);
            }
            if is_own {
                ui.painter().circle_filled(rect.right_center() - vec2(10.0, 0.0), 4.0, Tokens::of(ui).warning.ink);
            }
            if response.clicked() {
                out.push(Out::Select(self.choice(ui, element)));
            }
            let toggles = [
                ("lock", "lock-open", element.locked, format!("Lock {title}"), format!("Unlock {title}")),
                ("eye-slash", "eye", element.hidden, format!("Hide {title}"), format!("Show {title}")),
            ];
            for (at, (on, off, is_on, turn_on, turn_off)) in toggles.into_iter().enumerate() {
                let words = if is_on { turn_off } else { turn_on };
                if ui.add(Action::icon_only(if is_on { on } else { off }, &words).small()).clicked() {
                    let mut changed = (**element).clone();
                    let flag = if at == 0 { &mut changed.locked } else { &mut changed.hidden };
                    *flag = !is_on;
                    out.push(Out::edit(words, vec![Edit::Put(vec![changed])]));
                }
            }
        });
        self.inner_rows(ui, element, depth, how, out);
    }

    fn inner_rows(&self, ui: &mut Ui, element: &Element, depth: usize, how: Listed, out: &mut Outbox<Message>) {
        if let Kind::Group { elements } = &element.kind {
            for inner in elements.iter().rev() {
                self.element_row(ui, inner, depth + 1, how, out);
            }
        }
    }

    /// What is chosen after a click on a row: with Ctrl or Shift one more or
    /// one less.
    fn choice(&self, ui: &Ui, element: &Element) -> Vec<crate::artwork::ElementId> {
        let more = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        let mut chosen = self.desk.history.selection().clone();
        if !more {
            return vec![element.id];
        }
        if !chosen.remove(&element.id) {
            chosen.insert(element.id);
        }
        chosen.into_iter().collect()
    }
}

/// How the list is shown.
#[derive(Clone, Copy)]
struct Listed {
    /// Whether something else is chosen than in the frame before.
    newly: bool,
    is_crowded: bool,
}

/// What a row of the list looks like: icon and title.
fn paint_row(ui: &Ui, row: &egui::Response, element: &Element, title: &str, chosen: bool) {
    let tokens = Tokens::of(ui);
    let rect = row.rect;
    let radius = CornerRadius::same(CONTROL_RADIUS);
    if chosen || row.hovered() {
        ui.painter().rect_filled(rect, radius, if chosen { tokens.accent.ground } else { tokens.background });
    }
    if row.has_focus() {
        focus_ring(ui, rect.shrink(2.0), radius);
    }
    let ink = match (element.hidden, chosen) {
        (true, _) => tokens.faint,
        (false, true) => tokens.accent.ink,
        (false, false) => tokens.ink,
    };
    paint_icon(ui, rect.left_center() + vec2(18.0, 0.0), icon_of(&element.kind), chosen, 17.0, ink);
    let font = if chosen { text::strong() } else { text::body() };
    let mut job = egui::text::LayoutJob::simple_singleline(title.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 44.0);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(rect.left_center() + vec2(36.0, -galley.size().y / 2.0), galley, ink);
}
