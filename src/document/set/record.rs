//! What a member has of its own: what it is now, less the design.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Map, Value};

use super::Member;
use super::caption::followed;
use super::resolve::{filled, fits, ids, without_inner, words_fit};
use crate::artwork::{Artwork, Color, Element, ElementId, Kind, follow, repainted};
use crate::badge::Badge;

/// What a member is compared with.
pub(super) struct Design<'a> {
    pub(super) badge: &'a Badge,
    pub(super) artwork: &'a Artwork,
    /// The artwork in the member's colours.
    pub(super) base: &'a Artwork,
}

/// The member that comes to this badge and artwork. What was its own before
/// and comes to the same stays as it was written.
pub(super) fn record(design: &Design<'_>, before: &Member, badge: &Badge, artwork: &Artwork) -> Member {
    let mut member = Member { id: before.id.clone(), extra: before.extra.clone(), ..Member::default() };
    if badge.id != before.id && !badge.id.is_empty() {
        member.id.clone_from(&badge.id);
    }
    let mut common = design.badge.clone();
    common.image.caption = followed((design.badge, design.artwork), (badge, artwork));
    member.badge = own_words(&common, before, badge);
    member.palette = (artwork.palette != design.artwork.palette).then(|| artwork.palette.clone());
    let known = ids(design.base);
    let is_own = |element: &Arc<Element>| !known.contains(&element.id);
    let followers = artwork.elements.iter().rposition(|element| !is_own(element)).map_or(0, |last| last + 1);
    let (following, own) = artwork.elements.split_at(followers);
    let left = ids(&Artwork { elements: following.to_vec(), ..Artwork::default() });
    let without: BTreeSet<ElementId> = topmost_missing(&design.base.elements, &left);
    if shape(&design.base.elements, &without) != shape(following, &BTreeSet::new())
        || !own.iter().all(is_own_whole(&known))
    {
        member.instead = Some(artwork.elements.clone());
        return member;
    }
    member.own = own.to_vec();
    member.without = without;
    let mut base = BTreeMap::new();
    design.base.each(|element| {
        base.insert(element.id, element);
    });
    Artwork { elements: following.to_vec(), ..Artwork::default() }.each(|element| {
        let Some(original) = base.get(&element.id).filter(|original| !Arc::ptr_eq(original, element)) else { return };
        let properties = own_properties(original, element);
        if !properties.is_empty() {
            member.elements.insert(element.id, properties);
        }
    });
    // What does not fit the design at the moment is not forgotten.
    for (id, properties) in &before.elements {
        let Some(original) = base.get(id) else {
            member.elements.insert(*id, properties.clone());
            continue;
        };
        let unfit = properties.iter().filter(|(place, value)| !fits(original, place, value));
        let unfit: Vec<(&String, &Value)> = unfit.collect();
        if !unfit.is_empty() {
            keep_apart(member.elements.entry(*id).or_default(), unfit);
        }
    }
    member.elements.retain(|_, properties| !properties.is_empty());
    member
}

/// Keeps these, but those that would come in the way of what there is by now.
fn keep_apart(own: &mut BTreeMap<String, Value>, kept: Vec<(&String, &Value)>) {
    let lies_in = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let free: Vec<(&String, &Value)> = kept
        .into_iter()
        .filter(|(place, _)| own.keys().all(|other| !lies_in(place, other) && !lies_in(other, place)))
        .collect();
    own.extend(free.into_iter().map(|(place, value)| (place.clone(), value.clone())));
}

/// True for an element of which nothing is the design's.
fn is_own_whole(known: &BTreeSet<ElementId>) -> impl Fn(&Arc<Element>) -> bool + '_ {
    |element| ids(&Artwork { elements: vec![Arc::clone(element)], ..Artwork::default() }).is_disjoint(known)
}

fn own_words(design: &Badge, before: &Member, badge: &Badge) -> BTreeMap<String, Value> {
    let (mut from, mut to) = (object(design), object(badge));
    from.remove("id");
    to.remove("id");
    let mut own = BTreeMap::new();
    differences(&from, &to, "", &|_| true, &mut own);
    for (place, value) in &mut own {
        if let Some(written) = before.badge.get(place).filter(|written| filled(written, design) == *value) {
            value.clone_from(written);
        }
    }
    // An own word that happens to be the design's as well stays its own while it names the design's.
    for (place, written) in &before.badge {
        let is_pattern = written.as_str().is_some_and(|words| words.contains('{'));
        if is_pattern && Value::Object(to.clone()).pointer(place) == Some(&filled(written, design)) {
            own.insert(place.clone(), written.clone());
        }
    }
    let unfit = before.badge.iter().filter(|(place, written)| !words_fit(design, place, written));
    keep_apart(&mut own, unfit.collect());
    own
}

/// What an element has of its own. Paint and shadows count as wholes; the kind
/// counts as a whole where it is another kind.
pub(super) fn own_properties(original: &Element, element: &Element) -> BTreeMap<String, Value> {
    let (from, to) = (object(&without_inner(original)), object(&without_inner(element)));
    let variant = |object: &Map<String, Value>| object.get("kind")?.as_object()?.keys().next().cloned();
    let same_kind = variant(&from).is_some() && variant(&from) == variant(&to);
    let mut own = BTreeMap::new();
    let goes_into = |place: &str| match place {
        "/frame" => true,
        kind if kind.starts_with("/kind") => same_kind && kind.matches('/').count() < 3,
        _ => false,
    };
    differences(&from, &to, "", &goes_into, &mut own);
    own
}

/// The places at which two objects differ, with what stands there in the
/// second; goes into objects where `goes_into` says so.
fn differences(
    from: &Map<String, Value>,
    to: &Map<String, Value>,
    place: &str,
    goes_into: &impl Fn(&str) -> bool,
    found: &mut BTreeMap<String, Value>,
) {
    for key in from.keys().chain(to.keys().filter(|key| !from.contains_key(*key))) {
        let here = format!("{place}/{}", key.replace('~', "~0").replace('/', "~1"));
        match (from.get(key), to.get(key)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(Value::Object(a)), Some(Value::Object(b))) if goes_into(&here) => {
                differences(a, b, &here, goes_into, found);
            }
            (_, now) => {
                found.insert(here, now.cloned().unwrap_or(Value::Null));
            }
        }
    }
}

fn object(value: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(value) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

/// How elements lie in each other, some left out.
#[derive(PartialEq)]
struct Node(ElementId, Vec<Node>);

fn shape(elements: &[Arc<Element>], without: &BTreeSet<ElementId>) -> Vec<Node> {
    let kept = elements.iter().filter(|element| !without.contains(&element.id));
    kept.map(|element| Node(element.id, inner(element).map_or_else(Vec::new, |inner| shape(inner, without)))).collect()
}

fn inner(element: &Element) -> Option<&[Arc<Element>]> {
    match &element.kind {
        Kind::Group { elements } => Some(elements),
        _ => None,
    }
}

fn topmost_missing(elements: &[Arc<Element>], left: &BTreeSet<ElementId>) -> BTreeSet<ElementId> {
    let mut missing = BTreeSet::new();
    for element in elements {
        if !left.contains(&element.id) {
            missing.insert(element.id);
        } else if let Some(inner) = inner(element) {
            missing.extend(topmost_missing(inner, left));
        }
    }
    missing
}

/// A member's artwork in other colours: elements that are the old base's
/// become the new base's, the member's own follow the palette.
pub(super) fn recolored_beside(artwork: &Artwork, old: &Artwork, new: &Artwork, palette: &[Color]) -> Artwork {
    let mut pairs: BTreeMap<ElementId, (&Arc<Element>, &Arc<Element>)> = BTreeMap::new();
    let mut olds = Vec::new();
    old.each(|element| olds.push(element));
    let mut news = Vec::new();
    new.each(|element| news.push(element));
    for (old, new) in olds.into_iter().zip(news) {
        pairs.insert(old.id, (old, new));
    }
    let change = |color: Color| follow(color, &artwork.palette, palette);
    fn swapped(
        element: &Arc<Element>,
        pairs: &BTreeMap<ElementId, (&Arc<Element>, &Arc<Element>)>,
        change: &impl Fn(Color) -> Color,
    ) -> Arc<Element> {
        if let Some((old, new)) = pairs.get(&element.id)
            && Arc::ptr_eq(old, element)
        {
            return Arc::clone(new);
        }
        let Kind::Group { elements } = &element.kind else { return repainted(element, change) };
        let bare = (*repainted(&Arc::new(without_inner(element)), change)).clone();
        let inner = elements.iter().map(|inner| swapped(inner, pairs, change)).collect();
        Arc::new(Element { kind: Kind::Group { elements: inner }, ..bare })
    }
    let elements = artwork.elements.iter().map(|element| swapped(element, &pairs, &change)).collect();
    Artwork { palette: palette.to_vec(), elements, ..artwork.clone() }
}
