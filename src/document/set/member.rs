//! A set and its members: what each has of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::artwork::{Artwork, Color, Element, ElementId, Kind, PictureId};
use crate::badge::Badge;
use crate::{Extra, is_default};

/// The badges that are made from one design.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Set {
    /// The badges, in the order in which they are shown.
    pub members: Vec<Arc<Member>>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A badge of a set: what it has of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Member {
    /// Identifier of the badge, a URI.
    pub id: String,
    /// Words of its own, by their place in the badge (RFC 6901), such as
    /// `/shortName`; `null` where it leaves a word out. `{name}` in one stands
    /// for the design's name.
    #[serde(skip_serializing_if = "is_default")]
    pub badge: BTreeMap<String, Value>,
    /// Colours of its own; the design is re-coloured by them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub palette: Option<Vec<Color>>,
    /// Properties of its own of the design's elements, by their place in the
    /// element, such as `/fill` or `/kind/icon/name`.
    #[serde(skip_serializing_if = "is_default")]
    pub elements: BTreeMap<ElementId, BTreeMap<String, Value>>,
    /// Elements of the design that it does not have.
    #[serde(skip_serializing_if = "is_default")]
    pub without: BTreeSet<ElementId>,
    /// Elements of its own, in front of the design's.
    #[serde(skip_serializing_if = "is_default")]
    pub own: Vec<Arc<Element>>,
    /// All its elements, where it has them in another order or in other groups
    /// than the design; then no element follows the design.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<Vec<Arc<Element>>>,
    /// Fields this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The member that a document shows instead of its design, and the design
/// meanwhile.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Identifier of the member.
    pub id: String,
    pub(in crate::document) badge: Arc<Badge>,
    pub(in crate::document) artwork: Arc<Artwork>,
    /// The design in the member's colours.
    pub(super) base: Arc<Artwork>,
}

impl Set {
    /// The place of the member with this identifier.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.members.iter().position(|member| member.id == id)
    }

    /// The set with another member at this place.
    #[must_use]
    pub fn with(&self, place: usize, member: Member) -> Self {
        let mut set = self.clone();
        if let Some(old) = set.members.get_mut(place) {
            *old = Arc::new(member);
        }
        set
    }
}

impl Member {
    /// A member that has nothing of its own but an identifier.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }

    /// The same member with words of its own at this place of the badge.
    #[must_use]
    pub fn saying(mut self, place: &str, words: impl Into<Value>) -> Self {
        self.badge.insert(place.to_owned(), words.into());
        self
    }

    /// Visits each picture that its own elements may show.
    pub(in crate::document) fn each_picture(&self, mut visit: impl FnMut(PictureId)) {
        let own = self.own.iter().chain(self.instead.iter().flatten()).cloned().collect();
        Artwork { elements: own, ..Artwork::default() }.each(|element| {
            if let Kind::Picture { picture, .. } = &element.kind {
                visit(picture.clone());
            }
        });
        for (place, value) in self.elements.values().flatten() {
            let named = match place.as_str() {
                "/kind" => value.pointer("/picture/picture"),
                "/kind/picture/picture" => Some(value),
                _ => None,
            };
            if let Some(name) = named.and_then(Value::as_str) {
                visit(PictureId(name.to_owned()));
            }
        }
    }

    /// Visits each family of fonts that its own texts may ask for.
    pub(super) fn each_family(&self, mut visit: impl FnMut(&str)) {
        let elements = self.own.iter().chain(self.instead.iter().flatten()).cloned().collect();
        Artwork { elements, ..Artwork::default() }.each_family(&mut visit);
        for (place, value) in self.elements.values().flatten() {
            let within = "/kind/text/font/family".strip_prefix(place.as_str());
            if let Some(family) = within.and_then(|rest| value.pointer(rest)).and_then(Value::as_str) {
                visit(family);
            }
        }
    }
}
