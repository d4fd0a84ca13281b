//! JSON Patch (RFC 6902) of a document: what a fix that is not one text would change.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json, to_value};

use crate::artwork::{Element, ElementId, Kind};
use crate::document::{Document, Edit};

/// Patch that makes these edits in the document's file. `None` where they cannot be
/// made, or change more than words and elements, which no rule proposes.
pub(super) fn patch(document: &Document, edits: &[Edit]) -> Option<Vec<Value>> {
    if !edits.iter().all(|edit| matches!(edit, Edit::Badge(_) | Edit::Put(_) | Edit::Remove(_))) {
        return None;
    }
    let after = edits.iter().try_fold(document.clone(), |document, edit| document.edited(edit)).ok()?;
    let mut patch = Vec::new();
    if !Arc::ptr_eq(&document.badge, &after.badge) {
        change(&to_value(&document.badge).ok()?, &to_value(&after.badge).ok()?, "/badge", &mut patch);
    }
    let elements = [document, &after].map(|document| document.artwork.elements.as_slice());
    change_elements(elements, "/artwork/elements", &mut patch)?;
    Some(patch)
}

/// Elements that are gone, and what others have become. Those that stay are shared, so
/// that of a large artwork little is looked at.
fn change_elements(lists: [&[Arc<Element>]; 2], path: &str, patch: &mut Vec<Value>) -> Option<()> {
    let [before, after] = lists.map(|list| list.iter().map(|one| (one.id, one)).collect::<HashMap<ElementId, _>>());
    for (at, element) in lists[0].iter().enumerate().rev() {
        if !after.contains_key(&element.id) {
            patch.push(json!({ "op": "remove", "path": format!("{path}/{at}") }));
        }
    }
    for (at, element) in lists[1].iter().enumerate() {
        let before = before.get(&element.id)?;
        if Arc::ptr_eq(before, element) {
            continue;
        }
        let path = format!("{path}/{at}");
        let [was, is] = [before, &element].map(|element| {
            let mut alone = Element::clone(element);
            match &mut alone.kind {
                Kind::Group { elements } => (Some(std::mem::take(elements)), to_value(&alone)),
                _ => (None, to_value(&alone)),
            }
        });
        change(&was.1.ok()?, &is.1.ok()?, &path, patch);
        if let (Some(was), Some(is)) = (was.0, is.0) {
            change_elements([&was, &is], &format!("{path}/kind/group/elements"), patch)?;
        }
    }
    Some(())
}

/// What makes one value of another.
fn change(before: &Value, after: &Value, path: &str, patch: &mut Vec<Value>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Object(before), Value::Object(after)) => change_members(before, after, path, patch),
        (Value::Array(before), Value::Array(after)) => change_entries(before, after, path, patch),
        _ => patch.push(json!({ "op": "replace", "path": path, "value": after })),
    }
}

fn change_members(before: &Map<String, Value>, after: &Map<String, Value>, path: &str, patch: &mut Vec<Value>) {
    let path = |name: &str| format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        patch.push(json!({ "op": "remove", "path": path(name) }));
    }
    for (name, value) in after {
        match before.get(name) {
            Some(before) => change(before, value, &path(name), patch),
            None => patch.push(json!({ "op": "add", "path": path(name), "value": value })),
        }
    }
}

/// Of lists that begin and end alike only what is between is changed.
fn change_entries(before: &[Value], after: &[Value], path: &str, patch: &mut Vec<Value>) {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let rests = before.iter().skip(start).rev().zip(after.iter().skip(start).rev());
    let end = rests.take_while(|(one, other)| one == other).count();
    let (was, is) = (before.len() - end, after.len() - end);
    for at in (is.max(start)..was).rev() {
        patch.push(json!({ "op": "remove", "path": format!("{path}/{at}") }));
    }
    for (at, value) in after.iter().enumerate().take(is).skip(start) {
        let path = format!("{path}/{at}");
        match before.get(at).filter(|_| at < was) {
            Some(before) => change(before, value, &path, patch),
            None => patch.push(json!({ "op": "add", "path": path, "value": value })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{Artwork, Frame};
    use crate::badge::{Badge, Skill};

    fn document(elements: Vec<Element>) -> Document {
        let artwork = Artwork { elements: elements.into_iter().map(Arc::new).collect(), ..Artwork::default() };
        let badge = Badge { skills: ["A", "B", "C"].map(Skill::named).into(), ..Badge::default() };
        Document { badge: Arc::new(badge), artwork: Arc::new(artwork), ..Document::default() }
    }

    fn disc(id: u64) -> Element {
        Element::new(ElementId(id), Kind::Disc, Frame::centred(100.0, 100.0))
    }

    #[test]
    fn a_patch_tells_what_changes_and_no_more() {
        let document = document(vec![]);
        let mut badge = Badge::clone(&document.badge);
        badge.skills.remove(1);
        badge.name = "a".into();
        assert_eq!(
            patch(&document, &[Edit::Badge(Box::new(badge))]).unwrap(),
            [
                json!({ "op": "replace", "path": "/badge/name", "value": "a" }),
                json!({ "op": "remove", "path": "/badge/skills/1" }),
            ]
        );
    }

    #[test]
    fn statements_that_were_split_are_changed_and_added() {
        let mut patch = Vec::new();
        change(&json!(["a", "b and c", "d"]), &json!(["a", "b", "c", "d"]), "/s", &mut patch);
        assert_eq!(
            patch,
            [
                json!({ "op": "replace", "path": "/s/1", "value": "b" }),
                json!({ "op": "add", "path": "/s/2", "value": "c" }),
            ]
        );
    }

    #[test]
    fn elements_are_told_by_their_places_in_groups_too() {
        let mut group = disc(5);
        group.kind = Kind::Group { elements: vec![Arc::new(disc(6)), Arc::new(disc(7))] };
        let document = document(vec![disc(1), disc(2), group]);
        let mut moved = disc(7);
        moved.frame.x = 9.0;
        let patch = patch(&document, &[Edit::Put(vec![moved]), Edit::Remove(vec![ElementId(1)])]).unwrap();
        assert_eq!(
            patch,
            [
                json!({ "op": "remove", "path": "/artwork/elements/0" }),
                json!({ "op": "replace", "path": "/artwork/elements/1/kind/group/elements/1/frame/x", "value": 9 }),
            ]
        );
        assert_eq!(super::patch(&document, &[Edit::Palette(Vec::new())]), None);
    }
}
