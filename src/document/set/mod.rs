//! One design, many badges.
//!
//! A set lies in the document beside the design. Each member holds only what
//! it has of its own; everything else is the design's, so whatever changes
//! there changes everywhere. [`Document::member`] tells what a member comes to.
//! While one is worked on, the document shows it instead of the design, and
//! each edit becomes part of what is its own.

mod caption;
mod difference;
mod many;
mod member;
mod record;
mod regroup;
mod resolve;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Document;
use crate::artwork::{Artwork, Color, ElementId, PictureId};
use crate::badge::Badge;

pub(in crate::document) use caption::followed;
pub use difference::{Difference, Part};
pub(in crate::document) use regroup::regrouped;

pub use many::{by_layer, by_level, copied};
pub use member::{Member, Set, Shown};
pub use table::{Column, MAX_TABLE_BYTES, Mapping, Table, TableError, main_icon};

/// Most badges of a set.
pub const MAX_MEMBERS: usize = 1000;

impl Document {
    /// The families of fonts that texts of the design, of its set and of what
    /// is in view ask for, in lower case.
    pub(super) fn families(&self) -> BTreeSet<String> {
        let mut families = BTreeSet::new();
        let mut note = |family: &str| {
            families.insert(family.trim().to_ascii_lowercase());
        };
        self.design_parts().1.each_family(&mut note);
        self.artwork.each_family(&mut note);
        self.set.members.iter().for_each(|member| member.each_family(&mut note));
        families
    }

    /// The member at this place of the set, as a document of its own.
    pub fn member(&self, place: usize) -> Option<Self> {
        let member = self.set.members.get(place)?;
        let (badge, artwork) = self.design_parts();
        let resolved = resolve::resolve(badge, artwork, member);
        Some(Self {
            badge: Arc::new(resolved.badge),
            artwork: Arc::new(resolved.artwork),
            brand: self.brand.clone(),
            set: Arc::default(),
            shown: None,
            extra: Arc::clone(&self.extra),
        })
    }

    /// The document with its design in view.
    #[must_use]
    pub fn design(&self) -> Self {
        let (badge, artwork) = self.design_parts();
        Self { badge: Arc::clone(badge), artwork: Arc::clone(artwork), shown: None, ..self.clone() }
    }

    /// The document with this member in view, to be worked on; the design when
    /// there is none of this identifier.
    #[must_use]
    pub fn showing(&self, id: &str) -> Self {
        let design = self.design();
        let Some(member) = self.set.place(id).and_then(|place| self.set.members.get(place)) else { return design };
        let resolved = resolve::resolve(&design.badge, &design.artwork, member);
        let shown = Shown { id: id.to_owned(), badge: design.badge, artwork: design.artwork, base: resolved.base };
        Self {
            badge: Arc::new(resolved.badge),
            artwork: Arc::new(resolved.artwork),
            shown: Some(Arc::new(shown)),
            ..self.clone()
        }
    }

    /// The place in the set of the member in view.
    pub fn shown_place(&self) -> Option<usize> {
        self.set.place(&self.shown.as_ref()?.id)
    }

    /// True for an element in view in which a member leaves the design.
    pub fn is_own(&self, id: ElementId) -> bool {
        let Some(member) = self.shown_place().and_then(|place| self.set.members.get(place)) else { return false };
        member.elements.contains_key(&id)
            || member.instead.is_some()
            || member.own.iter().any(|element| element.id == id)
    }

    /// The design's words and artwork, whatever is in view.
    pub(super) fn design_parts(&self) -> (&Arc<Badge>, &Arc<Artwork>) {
        match &self.shown {
            Some(shown) => (&shown.badge, &shown.artwork),
            None => (&self.badge, &self.artwork),
        }
    }

    /// Pictures, fonts and guides belong to the design, whoever brings them in: those
    /// of all members lie in one place.
    pub(super) fn share_with_design(&mut self) {
        let Some(shown) = &mut self.shown else { return };
        let is_new = |id: &PictureId| !shown.artwork.pictures.contains_key(id);
        let same_fonts = self.artwork.fonts == shown.artwork.fonts;
        if !self.artwork.pictures.keys().any(is_new) && same_fonts && self.artwork.guides == shown.artwork.guides {
            return;
        }
        let shown = Arc::make_mut(shown);
        for artwork in [&mut shown.artwork, &mut shown.base] {
            let artwork = Arc::make_mut(artwork);
            artwork.pictures.extend(self.artwork.pictures.clone());
            artwork.fonts.clone_from(&self.artwork.fonts);
            artwork.guides.clone_from(&self.artwork.guides);
        }
    }

    /// Notes what the member in view has of its own by now.
    pub(super) fn note_member(&mut self) {
        let (Some(place), Some(shown)) = (self.shown_place(), self.shown.clone()) else { return };
        let base = if self.artwork.palette == shown.base.palette {
            Arc::clone(&shown.base)
        } else {
            resolve::in_palette(&shown.artwork, &self.artwork.palette)
        };
        let before = &self.set.members[place];
        if !before.badge.contains_key(caption::CAPTION) {
            let was = resolve::resolve(&shown.badge, &shown.artwork, before).badge.image.caption;
            if was == self.badge.image.caption {
                let now = caption::followed((&shown.badge, &shown.artwork), (&self.badge, &self.artwork));
                if now != was {
                    Arc::make_mut(&mut self.badge).image.caption = now;
                }
            }
        }
        let design = record::Design { badge: &shown.badge, artwork: &shown.artwork, base: &base };
        let member = record::record(&design, before, &self.badge, &self.artwork);
        let id = member.id.clone();
        if member != *self.set.members[place] {
            self.set = Arc::new(self.set.with(place, member));
        }
        self.shown = Some(Arc::new(Shown { id, base, ..(*shown).clone() }));
    }

    /// Gives the member in view other colours: what it shares with the design
    /// is the re-coloured design's, what is its own is re-coloured by itself.
    pub(super) fn recolor_member(&mut self, palette: &[Color]) {
        let Some(shown) = self.shown.clone() else { return };
        let after = resolve::in_palette(&shown.artwork, palette);
        let own = record::recolored_beside(&self.artwork, &shown.base, &after, palette);
        self.artwork = Arc::new(own);
    }

    /// A member made by changing what it comes to so far.
    #[must_use]
    pub fn member_after(&self, member: &Member, change: impl FnOnce(&mut Badge, &mut Artwork)) -> Member {
        let (badge, artwork) = self.design_parts();
        let resolved = resolve::resolve(badge, artwork, member);
        let (mut changed_badge, mut changed) = (resolved.badge, resolved.artwork);
        change(&mut changed_badge, &mut changed);
        let base = if changed.palette == resolved.base.palette {
            resolved.base
        } else {
            resolve::in_palette(artwork, &changed.palette)
        };
        record::record(&record::Design { badge, artwork, base: &base }, member, &changed_badge, &changed)
    }
}
