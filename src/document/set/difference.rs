//! What a member has of its own, named, to be shown and put back one by one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Member;
use crate::artwork::{Artwork, ElementId};

/// One thing that a member has of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Words, by their place in the badge.
    Words(String),
    /// The palette.
    Palette,
    /// A property of an element: the place of all that belongs to it.
    Element(ElementId, String),
    /// An element of the design that it does not have.
    Without(ElementId),
    /// An element of its own.
    Own(ElementId),
    /// All its elements.
    Instead,
}

/// A [`Part`] with what people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub part: Part,
    /// Such as "Short name: Bike Repair" or "Icon bicycle: colour".
    pub words: String,
}

/// Longest part of a text that is quoted.
const QUOTED: usize = 40;

impl Member {
    /// What this member has of its own, in the order of words, colours,
    /// elements.
    pub fn differences(&self, design: &Artwork) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut add = |part, words: String| found.push(Difference { part, words });
        for (place, value) in &self.badge {
            let told = match value {
                // The design's own name needs no repeating.
                Value::String(words) => format!("{}: {}", words_name(place), shortened(&words.replace("{name}", "…"))),
                Value::Null => format!("{}: none", words_name(place)),
                _ => words_name(place),
            };
            add(Part::Words(place.clone()), told);
        }
        if self.palette.is_some() {
            add(Part::Palette, "Colours".into());
        }
        let title = |id: ElementId| design.element(id).map_or_else(|| format!("Element {}", id.0), |e| e.title());
        for (id, properties) in &self.elements {
            let mut named: BTreeMap<String, String> = BTreeMap::new();
            for (place, value) in properties {
                let (whole, name) = property(place);
                let name = match value {
                    Value::String(words) if whole == *place => format!("{name}: {}", shortened(words)),
                    _ => name,
                };
                named.insert(whole, name);
            }
            for (place, name) in named {
                add(Part::Element(*id, place), format!("{}, {name}", title(*id)));
            }
        }
        for id in &self.without {
            add(Part::Without(*id), format!("{}: left out", title(*id)));
        }
        for element in &self.own {
            add(Part::Own(element.id), format!("{}: only here", element.title()));
        }
        if self.instead.is_some() {
            add(Part::Instead, "All elements: in an order of its own".into());
        }
        found
    }

    /// The member without this part of its own: there it follows the design
    /// again.
    #[must_use]
    pub fn put_back(&self, part: &Part) -> Self {
        let mut member = self.clone();
        match part {
            Part::Words(place) => {
                member.badge.remove(place);
            }
            Part::Palette => member.palette = None,
            Part::Element(id, place) => {
                if let Some(properties) = member.elements.get_mut(id) {
                    properties.retain(|other, _| property(other).0 != *place);
                    if properties.is_empty() {
                        member.elements.remove(id);
                    }
                }
            }
            Part::Without(id) => {
                member.without.remove(id);
            }
            Part::Own(id) => member.own.retain(|element| element.id != *id),
            Part::Instead => member.instead = None,
        }
        member
    }
}

/// Which property a place belongs to, and what that is called. Size and place
/// are put back together.
fn property(place: &str) -> (String, String) {
    if place.starts_with("/frame") {
        return ("/frame".into(), "place and size".into());
    }
    let name = match place {
        "/fill" => "colour",
        "/stroke" => "line",
        "/shadow" | "/innerShadow" => "shadow",
        "/kind" => "what it is",
        "/kind/text/content" => "text",
        "/kind/text/font" => "font",
        "/kind/text/size" => "size of the type",
        "/kind/icon/name" => "icon",
        "/kind/icon/weight" => "lines or filled",
        "/kind/picture/picture" => "picture",
        "/hidden" => "hidden",
        "/opacity" => "opacity",
        other => return (place.to_owned(), spaced(other)),
    };
    (place.to_owned(), name.to_owned())
}

fn words_name(place: &str) -> String {
    let name = match place {
        "/name" => "Name",
        "/shortName" => "Short name",
        "/description" => "Description",
        "/layer" => "Learning layer",
        "/criteria/statements" => "Criteria",
        "/skills" => "Skills",
        "/image/caption" => "Alt text",
        "/practicalities" | "/practicalities/level" => "Level",
        other => {
            let spaced = spaced(other);
            let mut letters = spaced.chars();
            return letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
        }
    };
    name.to_owned()
}

/// The last name of a place in words: `/criteria/ownId` is "own id".
fn spaced(place: &str) -> String {
    let last = place.rsplit('/').next().unwrap_or_default();
    let mut words = String::new();
    for letter in last.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= QUOTED {
        return line;
    }
    line.chars().take(QUOTED - 1).chain(['…']).collect()
}
