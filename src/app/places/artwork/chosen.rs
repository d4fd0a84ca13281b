//! Elements that are chosen, and what is done with them: copied, taken away, ordered, grouped,
//! locked. What lies in a chosen group is left to the group.

use std::sync::Arc;

use super::message::Message;
use crate::app::desk::{Desk, Out, Outbox, Place};
use crate::artwork::{Element, ElementId, Kind};
use crate::document::{Edit, Order, Selection};
use crate::editing::insert::copy_of;
use crate::editing::local_space::all_in_global_space;

/// The chosen elements as they lie in their groups, from the back to the front.
pub(super) fn chosen_elements(desk: &Desk) -> Vec<Element> {
    let artwork = desk.artwork();
    let chosen = all_in_global_space(artwork, desk.history.selection());
    chosen.iter().filter_map(|one| artwork.element(one.element.id)).map(|element| (**element).clone()).collect()
}

/// The name of a way of ordering.
pub(super) fn order_label(order: Order) -> &'static str {
    match order {
        Order::Forward => "Bring forward",
        Order::Backward => "Send backward",
        Order::Front => "Bring to front",
        Order::Back => "Send to back",
        Order::To(_) => "Move in the list",
    }
}

fn chosen_ids(desk: &Desk) -> Vec<ElementId> {
    chosen_elements(desk).iter().map(|element| element.id).collect()
}

/// Puts elements in front of all others and chooses them.
pub(super) fn insert(out: &mut Outbox<Message>, elements: Vec<Element>, first: Option<Edit>, label: &str) {
    let ids = elements.iter().map(|element| element.id).collect();
    let edits = first.into_iter().chain([Edit::Insert { elements, index: None }]).collect();
    out.push(Out::Go(Place::Artwork));
    out.push(Out::All(vec![Out::edit(label, edits), Out::Select(ids)]));
}

/// Puts a copy in front of all that lies beside each, in the same group.
pub(super) fn duplicate(desk: &Desk, out: &mut Outbox<Message>) {
    let mut artwork = desk.artwork().clone();
    // A badge of a set with elements of its own in the design's groups would follow the design no more.
    let stays_in_group = desk.document().shown.is_none();
    let (mut edits, mut copies) = (Vec::new(), Vec::new());
    for one in all_in_global_space(desk.artwork(), desk.history.selection()) {
        let copy = copy_of(&one.element, &artwork);
        artwork.elements.push(Arc::new(copy.clone()));
        copies.push(copy.id);
        edits.push(match one.home.filter(|_| stays_in_group) {
            Some(group) => Edit::InsertInto { group, elements: vec![one.to_local(copy)] },
            None => Edit::Insert { elements: vec![copy], index: None },
        });
    }
    out.push(Out::All(vec![Out::edit("Duplicate", edits), Out::Select(copies)]));
}

pub(super) fn delete_chosen(desk: &Desk, out: &mut Outbox<Message>) {
    let chosen = chosen_elements(desk);
    let label = match chosen.as_slice() {
        [one] => format!("Delete {}", one.title()),
        many => format!("Delete {} elements", many.len()),
    };
    let gone = chosen.iter().map(|element| element.id).collect();
    out.edit(label, vec![Edit::Remove(gone)]);
}

/// Moves what is chosen among what lies beside it; several keep their order.
pub(super) fn order(desk: &Desk, out: &mut Outbox<Message>, order: Order) {
    let mut edits = Vec::new();
    ordered(&desk.artwork().elements, desk.history.selection(), order, &mut edits);
    out.edit(order_label(order), edits);
}

pub(super) fn group(desk: &Desk, out: &mut Outbox<Message>) {
    let id = desk.artwork().fresh_id();
    let group = Out::edit("Group", vec![Edit::Group(chosen_ids(desk), id)]);
    out.push(Out::All(vec![group, Out::Select(vec![id])]));
}

pub(super) fn ungroup(desk: &Desk, out: &mut Outbox<Message>) {
    let (mut groups, mut freed) = (Vec::new(), Vec::new());
    for group in chosen_elements(desk) {
        if let Kind::Group { elements } = &group.kind {
            groups.push(group.id);
            freed.extend(elements.iter().map(|element| element.id));
        }
    }
    out.edit("Ungroup", groups.iter().copied().map(Edit::Ungroup).collect());
    // What could not be taken apart stays chosen.
    let is_gone = |id: &ElementId| desk.artwork().element(*id).is_none();
    if !groups.is_empty() && groups.iter().all(is_gone) {
        out.push(Out::Select(freed));
    }
}

/// Switches something on for all that is chosen, or off where all have it.
pub(super) fn switch_all(
    desk: &Desk,
    out: &mut Outbox<Message>,
    label: &str,
    flag: impl Fn(&mut Element) -> &mut bool,
) {
    let mut chosen = chosen_elements(desk);
    let all = chosen.iter_mut().all(|element| *flag(element));
    chosen.iter_mut().for_each(|element| *flag(element) = !all);
    out.edit(label, vec![Edit::Put(chosen)]);
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
