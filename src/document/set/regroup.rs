//! Members after elements of the design were grouped, or a group was taken
//! apart: what they have of their own is seen where it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::record::own_properties;
use super::resolve::{in_palette, own_version};
use super::{Member, Set};
use crate::artwork::{Artwork, Element, ElementId, Kind, freed};

/// The set after the design became another by grouping or ungrouping; the very
/// same where no member has anything of its own in what was moved.
pub(in crate::document) fn regrouped(set: &Arc<Set>, before: &Arc<Artwork>, after: &Arc<Artwork>) -> Arc<Set> {
    let (old, new) = (homes(before), homes(after));
    let moved: Vec<ElementId> = old.iter().filter(|(id, home)| new.get(id) != Some(home)).map(|(id, _)| *id).collect();
    let mut changed = Arc::clone(set);
    for (place, member) in set.members.iter().enumerate() {
        if member.instead.is_none() && moved.iter().any(|id| member.elements.contains_key(id)) {
            changed = Arc::new(changed.with(place, carried_over(member, before, after, &old, &new)));
        }
    }
    changed
}

/// The group in which each element lies; none for the artwork itself.
fn homes(artwork: &Artwork) -> BTreeMap<ElementId, Option<ElementId>> {
    fn walk(elements: &[Arc<Element>], home: Option<ElementId>, found: &mut BTreeMap<ElementId, Option<ElementId>>) {
        for element in elements {
            found.insert(element.id, home);
            if let Kind::Group { elements } = &element.kind {
                walk(elements, Some(element.id), found);
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&artwork.elements, None, &mut found);
    found
}

fn carried_over(
    member: &Member,
    before: &Arc<Artwork>,
    after: &Arc<Artwork>,
    old: &BTreeMap<ElementId, Option<ElementId>>,
    new: &BTreeMap<ElementId, Option<ElementId>>,
) -> Member {
    let palette = member.palette.as_deref().unwrap_or(&before.palette);
    let (before, after) = (in_palette(before, palette), in_palette(after, palette));
    // What it comes to in the design as it was, element by element.
    let own = |id: ElementId| before.element(id).and_then(|element| own_version(element, member));
    let mut carried = member.clone();
    for (id, home) in new {
        let Some(was) = old.get(id).filter(|was| *was != home) else { continue };
        let (Some(element), Some(original)) = (own(*id), after.element(*id)) else { continue };
        let seen = match (was, home) {
            // Into a new group, which lies upright.
            (_, Some(group)) if !old.contains_key(group) => {
                let Some(group) = after.element(*group) else { continue };
                Element { frame: element.frame.moved(-group.frame.x, -group.frame.y), ..(*element).clone() }
            }
            // Out of a group that is no more.
            (Some(group), _) if !new.contains_key(group) => {
                let Some(group) = own(*group) else { continue };
                freed(&element, &group)
            }
            _ => continue,
        };
        let properties = own_properties(original, &seen);
        if properties.is_empty() {
            carried.elements.remove(id);
        } else {
            carried.elements.insert(*id, properties);
        }
    }
    carried.elements.retain(|id, _| !old.contains_key(id) || new.contains_key(id));
    carried
}
