//! Where what is chosen lies, how large it is, how it is turned: as numbers,
//! for one element and for several.

use eframe::egui::{self, Ui};

use super::message::Message;
use super::model::Board;
use super::rows::{number, row, row_named};
use super::switch::Switch;
use crate::app::desk::{Out, Outbox};
use crate::app::toolkit::widgets::Action;
use crate::artwork::{Element, Frame, half_turns};
use crate::document::{Edit, Group};
use crate::editing::local_space::{GlobalElement, in_global_space, labelled, middle_of, with_middle};
use crate::editing::transform_box::{transform_box, turned};

/// Least and greatest number for a place, and for a side.
const FAR: std::ops::RangeInclusive<f64> = -6000.0..=6000.0;
const SIDES: std::ops::RangeInclusive<f64> = Frame::MIN_SIDE..=6000.0;

impl Board<'_> {
    /// The rows for place, size and turn.
    pub(super) fn place_rows(&self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let chosen = in_global_space(self.desk.artwork(), self.desk.history.selection());
        let Some(before) = transform_box(&chosen) else { return };
        let mut now = before;
        pair(ui, "Place", ["Place across", "Place down"], [&mut now.x, &mut now.y], &FAR);
        pair(ui, "Size", ["Width", "Height"], [&mut now.width, &mut now.height], &SIDES);
        let habits = self.desk.settings.canvas;
        let same = |a: f64, b: f64| (a - b).abs() < f64::EPSILON;
        if habits.keep_proportions {
            let (sx, sy) = (now.width / before.width.max(1e-9), now.height / before.height.max(1e-9));
            if same(now.height, before.height) {
                now.height = before.height * sx;
            } else if same(now.width, before.width) {
                now.width = before.width * sy;
            }
        }
        row_named(ui, "Keep", "Keep proportions", |ui| {
            let mut toggle = |icon: &str, words: &str, on: bool, switch| {
                let response = ui.add(Action::icon_only(icon, words).selected(on));
                if response.clicked() {
                    out.mine(Message::Switch(switch));
                }
                response
            };
            let proportions = toggle("link-simple", "Keep proportions", habits.keep_proportions, Switch::Proportions);
            toggle("target", "Keep the centre", habits.keep_center, Switch::Center);
            proportions
        });
        let turn = turn_row(ui, &chosen, before);
        let put = |change: &dyn Fn(&Element) -> Element| {
            let changed = chosen.iter().map(|one| one.to_local(change(&one.element))).collect();
            let label = labelled("Change", &chosen);
            Out::Edit { edits: vec![Edit::Put(changed)], label, group: Group::Typing("place".into()) }
        };
        if now != before {
            out.push(put(&|element| element.refitted(before, now)));
        }
        if turn != 0.0 {
            out.push(put(&|element| turned(element, before, turn)));
        }
    }
}

impl Board<'_> {
    /// The row for what copies go around, while there are any.
    pub(super) fn middle_row(&self, ui: &mut Ui, out: &mut Outbox<Message>) {
        let chosen = in_global_space(self.desk.artwork(), self.desk.history.selection());
        let [one] = chosen.as_slice() else { return };
        let Some(before) = middle_of(&one.element) else { return };
        let mut now = before;
        pair(ui, "Around", ["Middle across", "Middle down"], [&mut now.x, &mut now.y], &FAR);
        if now != before {
            let edits = vec![Edit::Put(vec![one.to_local(with_middle(&one.element, now))])];
            let label = format!("Middle of the copies of {}", one.element.title());
            out.push(Out::Edit { edits, label, group: Group::Typing("middle".into()) });
        }
    }
}

/// The row for the turn; by how many degrees it was changed. Several have no
/// angle in common, so theirs is counted since they were chosen.
fn turn_row(ui: &mut Ui, chosen: &[GlobalElement], frame: Frame) -> f64 {
    let ids: Vec<_> = chosen.iter().map(|one| one.element.id).collect();
    let key = ui.scope_id().with(("turned by", &ids));
    let before = match chosen {
        [_] => frame.rotation,
        _ => ui.data(|data| data.get_temp::<f64>(key)).unwrap_or_default(),
    };
    let mut now = before;
    let changed = row(ui, "Turned by", |ui| ui.add(number(&mut now, -360.0..=360.0, "°"))).changed();
    if !changed {
        return 0.0;
    }
    ui.data_mut(|data| data.insert_temp(key, now));
    half_turns(now - before)
}

fn pair(ui: &mut Ui, words: &str, names: [&str; 2], values: [&mut f64; 2], range: &std::ops::RangeInclusive<f64>) {
    row_named(ui, words, names[0], |ui| {
        let size = egui::vec2(78.0, 32.0);
        let [first, second] = values;
        let response = ui.add_sized(size, number(first, range.clone(), ""));
        ui.add_sized(size, number(second, range.clone(), "")).accessible_name(names[1]);
        response
    });
}
