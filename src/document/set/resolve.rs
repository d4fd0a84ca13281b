//! What a member comes to: the design, with what is its own put in.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Member;
use super::caption::{CAPTION, followed};
use crate::artwork::{Artwork, Binding, Color, Element, ElementId, Kind, recolored};
use crate::badge::Badge;

/// A member's words and artwork.
pub(super) struct Resolved {
    pub(super) badge: Badge,
    pub(super) artwork: Artwork,
    /// The design in the member's colours, nothing else changed.
    pub(super) base: Arc<Artwork>,
}

/// What a member comes to. What of its own does not fit the design any more is
/// left out, and comes back when it fits again.
pub(super) fn resolve(badge: &Badge, artwork: &Arc<Artwork>, member: &Member) -> Resolved {
    let base = match &member.palette {
        Some(palette) => in_palette(artwork, palette),
        None => Arc::clone(artwork),
    };
    let mut resolved = (*base).clone();
    match &member.instead {
        Some(elements) => resolved.elements.clone_from(elements),
        None => {
            resolved.elements = base.elements.iter().filter_map(|element| own_version(element, member)).collect();
            add_own(&mut resolved, &member.own);
        }
    }
    let mut words = own_words(badge, member);
    if !member.badge.contains_key(CAPTION) {
        words.image.caption = followed((badge, artwork), (&words, &resolved));
    }
    Resolved { badge: words, artwork: resolved, base }
}

/// The design in other colours.
pub(super) fn in_palette(artwork: &Arc<Artwork>, palette: &[Color]) -> Arc<Artwork> {
    if artwork.palette == palette { Arc::clone(artwork) } else { Arc::new(recolored(artwork, palette)) }
}

fn own_words(badge: &Badge, member: &Member) -> Badge {
    let mut own = if member.badge.is_empty() {
        badge.clone()
    } else {
        let own: Vec<(&str, Value)> =
            member.badge.iter().map(|(place, value)| (place.as_str(), filled(value, badge))).collect();
        with_fitting(badge, &own, |_| true)
    };
    own.id.clone_from(&member.id);
    own
}

/// A member's own words with the design's in place of their names in braces.
pub(super) fn filled(value: &Value, badge: &Badge) -> Value {
    let Value::String(words) = value else { return value.clone() };
    let filled =
        words.replace(Binding::Name.token(), &badge.name).replace(Binding::ShortName.token(), &badge.short_name);
    Value::String(filled)
}

/// An element as the member has it; the very same where nothing is its own.
pub(super) fn own_version(element: &Arc<Element>, member: &Member) -> Option<Arc<Element>> {
    if member.without.contains(&element.id) {
        return None;
    }
    let mut own = Arc::clone(element);
    if let Some(properties) = member.elements.get(&element.id) {
        let properties: Vec<(&str, Value)> =
            properties.iter().map(|(place, value)| (place.as_str(), value.clone())).collect();
        let mut changed = with_fitting(&without_inner(element), &properties, is_drawable);
        changed.id = element.id;
        if let (Kind::Group { elements: inner }, Kind::Group { elements }) = (&mut changed.kind, &element.kind) {
            inner.clone_from(elements);
        }
        own = Arc::new(changed);
    }
    if let Kind::Group { elements } = &own.kind {
        let inner: Vec<Arc<Element>> = elements.iter().filter_map(|inner| own_version(inner, member)).collect();
        let is_same = inner.len() == elements.len() && inner.iter().zip(elements).all(|(a, b)| Arc::ptr_eq(a, b));
        if !is_same {
            own = Arc::new(Element { kind: Kind::Group { elements: inner }, ..(*own).clone() });
        }
    }
    Some(own)
}

/// The element without what lies in it, which has places of its own.
pub(super) fn without_inner(element: &Element) -> Element {
    let mut bare = element.clone();
    if let Kind::Group { elements } = &mut bare.kind {
        elements.clear();
    }
    bare
}

/// Puts the member's own elements in front; an id that the design uses by now
/// is given up for a fresh one.
fn add_own(artwork: &mut Artwork, own: &[Arc<Element>]) {
    let mut taken = ids(artwork);
    for element in own {
        let alone = Artwork { elements: vec![Arc::clone(element)], ..Artwork::default() };
        let wanted = ids(&alone);
        if wanted.is_disjoint(&taken) {
            artwork.elements.push(Arc::clone(element));
        } else {
            artwork.elements.push(Arc::new(element.numbered_from(artwork.fresh_id())));
        }
        taken = ids(artwork);
    }
}

pub(super) fn ids(artwork: &Artwork) -> BTreeSet<ElementId> {
    let mut ids = BTreeSet::new();
    artwork.each(|element| {
        ids.insert(element.id);
    });
    ids
}

/// True for an element that can be drawn where it lies.
fn is_drawable(element: &Element) -> bool {
    element.frame.is_sane()
}

/// True when a property of its own can be put into an element.
pub(super) fn fits(element: &Element, place: &str, value: &Value) -> bool {
    with(&without_inner(element), &[(place, value.clone())], is_drawable).is_some()
}

/// True when words of its own can be put into a badge.
pub(super) fn words_fit(badge: &Badge, place: &str, value: &Value) -> bool {
    with(badge, &[(place, filled(value, badge))], |_| true).is_some()
}

/// The same value with others at these places, as far as they make sense there.
fn with_fitting<T: Clone + Serialize + DeserializeOwned>(
    whole: &T,
    places: &[(&str, Value)],
    is_good: impl Fn(&T) -> bool,
) -> T {
    if let Some(all) = with(whole, places, &is_good) {
        return all;
    }
    let one = |so_far: T, place: &(&str, Value)| with(&so_far, std::slice::from_ref(place), &is_good).unwrap_or(so_far);
    places.iter().fold(whole.clone(), one)
}

/// The same value with others at these places; `None` where that makes no
/// sense.
fn with<T: Serialize + DeserializeOwned>(
    whole: &T,
    places: &[(&str, Value)],
    is_good: impl Fn(&T) -> bool,
) -> Option<T> {
    let mut json = serde_json::to_value(whole).ok()?;
    for (place, value) in places {
        let (parent, key) = place.rsplit_once('/')?;
        let Some(Value::Object(parent)) = json.pointer_mut(parent) else { return None };
        let key = key.replace("~1", "/").replace("~0", "~");
        if value.is_null() {
            parent.remove(&key);
        } else {
            parent.insert(key, value.clone());
        }
    }
    serde_json::from_value(json).ok().filter(is_good)
}
