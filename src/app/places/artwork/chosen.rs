//! What is done with whatever is chosen: copied, taken away, ordered, grouped,
//! locked. What lies in a chosen group is left to the group.

use std::sync::Arc;

use eframe::egui;

use crate::app::App;
use crate::app::command::{Command, order_label};
use crate::artwork::{Element, ElementId, Kind};
use crate::document::{Edit, Order, Selection};
use crate::editing::insert::copy_of;
use crate::editing::nested::all_lifted;

impl App {
    /// The chosen elements as they lie in their groups, from the back to the
    /// front.
    pub(super) fn chosen_elements(&self) -> Vec<Element> {
        let artwork = self.state.artwork();
        let chosen = all_lifted(artwork, self.state.desk.history.selection());
        chosen.iter().filter_map(|one| artwork.element(one.element.id)).map(|element| (**element).clone()).collect()
    }

    fn chosen_ids(&self) -> Vec<ElementId> {
        self.chosen_elements().iter().map(|element| element.id).collect()
    }

    /// Puts a copy in front of all that lies beside each, in the same group.
    pub(super) fn duplicate(&mut self, ctx: &egui::Context) {
        let mut artwork = self.state.artwork().clone();
        // A badge of a set with elements of its own in the design's groups would follow the design no more.
        let stays_in_group = self.state.document().shown.is_none();
        let (mut edits, mut copies) = (Vec::new(), Vec::new());
        for one in all_lifted(self.state.artwork(), self.state.desk.history.selection()) {
            let copy = copy_of(&one.element, &artwork);
            artwork.elements.push(Arc::new(copy.clone()));
            copies.push(copy.id);
            edits.push(match one.home.filter(|_| stays_in_group) {
                Some(group) => Edit::InsertInto { group, elements: vec![one.lowered(copy)] },
                None => Edit::Insert { elements: vec![copy], index: None },
            });
        }
        self.update(ctx, Command::All(vec![Command::edit("Duplicate", edits), Command::Select(copies)]));
    }

    pub(super) fn delete_chosen(&mut self, ctx: &egui::Context) {
        let chosen = self.chosen_elements();
        let label = match chosen.as_slice() {
            [one] => format!("Delete {}", one.title()),
            many => format!("Delete {} elements", many.len()),
        };
        let gone = chosen.iter().map(|element| element.id).collect();
        self.update(ctx, Command::edit(label, vec![Edit::Remove(gone)]));
    }

    /// Moves what is chosen among what lies beside it; several keep their order.
    pub(super) fn order(&mut self, ctx: &egui::Context, order: Order) {
        let mut edits = Vec::new();
        ordered(&self.state.artwork().elements, self.state.desk.history.selection(), order, &mut edits);
        self.update(ctx, Command::edit(order_label(order), edits));
    }

    pub(super) fn group(&mut self, ctx: &egui::Context) {
        let id = self.state.artwork().fresh_id();
        let group = Command::edit("Group", vec![Edit::Group(self.chosen_ids(), id)]);
        self.update(ctx, Command::All(vec![group, Command::Select(vec![id])]));
    }

    pub(super) fn ungroup(&mut self, ctx: &egui::Context) {
        let (mut groups, mut freed) = (Vec::new(), Vec::new());
        for group in self.chosen_elements() {
            if let Kind::Group { elements } = &group.kind {
                groups.push(group.id);
                freed.extend(elements.iter().map(|element| element.id));
            }
        }
        self.update(ctx, Command::edit("Ungroup", groups.iter().copied().map(Edit::Ungroup).collect()));
        // What could not be taken apart stays chosen.
        let is_gone = |id: &ElementId| self.state.artwork().element(*id).is_none();
        if !groups.is_empty() && groups.iter().all(is_gone) {
            self.update(ctx, Command::Select(freed));
        }
    }

    /// Switches something on for all that is chosen, or off where all have it.
    pub(super) fn switch_all(&mut self, ctx: &egui::Context, label: &str, flag: impl Fn(&mut Element) -> &mut bool) {
        let mut chosen = self.chosen_elements();
        let all = chosen.iter_mut().all(|element| *flag(element));
        chosen.iter_mut().for_each(|element| *flag(element) = !all);
        self.update(ctx, Command::edit(label, vec![Edit::Put(chosen)]));
    }
}

/// The edits that move the chosen among these and what lies in them. None
/// passes another that is chosen.
fn ordered(elements: &[Arc<Element>], chosen: &Selection, order: Order, edits: &mut Vec<Edit>) {
    let is_chosen = |at: &usize| chosen.contains(&elements[*at].id);
    let places: Vec<usize> = (0..elements.len()).filter(is_chosen).collect();
    let mut put = |at: usize, order| edits.push(Edit::Order(elements[at].id, order));
    match order {
        Order::Front | Order::To(_) => places.iter().for_each(|at| put(*at, order)),
        Order::Back => places.iter().rev().for_each(|at| put(*at, order)),
        Order::Forward => {
            let mut end = elements.len();
            for at in places.into_iter().rev() {
                end = if at + 1 < end { at + 1 } else { at };
                put(at, Order::To(end));
            }
        }
        Order::Backward => {
            let mut begin = 0;
            for at in places {
                let to = if at > begin { at - 1 } else { at };
                put(at, Order::To(to));
                begin = to + 1;
            }
        }
    }
    for element in elements.iter().filter(|element| !chosen.contains(&element.id)) {
        if let Kind::Group { elements } = &element.kind {
            ordered(elements, chosen, order, edits);
        }
    }
}
