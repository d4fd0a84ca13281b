//! The changes a document can undergo.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Document;
use super::set::{MAX_MEMBERS, Set, regrouped};
use crate::artwork::{
    Artwork, Bounds, Brand, Color, Element, ElementId, Frame, Guide, Kind, MAX_DEPTH, MAX_FONTS, MAX_FONTS_BYTES,
    MAX_GUIDES, OwnFont, Picture, Spot, freed, recolored,
};
use crate::badge::Badge;

/// A change to a document. Panels and tools make these; only
/// [`History`](super::History) carries them out.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// The words as they are after the change.
    Badge(Box<Badge>),
    /// These elements take the place of those with the same ids.
    Put(Vec<Element>),
    /// New elements, in front of all others, or at `index` among them.
    Insert {
        /// The elements, with ids that are fresh.
        elements: Vec<Element>,
        /// Place of the first one, counted from the back.
        index: Option<usize>,
    },
    /// New elements of a group, in front of all others in it.
    InsertInto {
        /// The group.
        group: ElementId,
        /// The elements, with ids that are fresh.
        elements: Vec<Element>,
    },
    /// Takes elements away.
    Remove(Vec<ElementId>),
    /// Moves an element among those beside it.
    Order(ElementId, Order),
    /// Makes one group of elements that lie beside each other; it gets the
    /// given id.
    Group(Vec<ElementId>, ElementId),
    /// Takes a group apart.
    Ungroup(ElementId),
    /// Takes in a picture for elements to show.
    AddPicture(Arc<Picture>),
    /// Takes in a font for texts to be set in, in the place of another one of
    /// its family and weight.
    AddFont(Arc<OwnFont>),
    /// The badge's colours; what is painted with the old ones stays.
    Palette(Vec<Color>),
    /// The lines to lay elements against.
    Guides(Vec<Guide>),
    /// Other colours in the place of the badge's, as many as it has; what is
    /// painted with them follows.
    Recolor(Vec<Color>),
    /// The artwork as it is after the change, for changes of all of it.
    Artwork(Box<Artwork>),
    /// The brand of the badge.
    Brand(Option<Arc<Brand>>),
    /// The badges made from the design.
    Set(Arc<Set>),
}

/// Where to move an element among those beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// One place to the front.
    Forward,
    /// One place to the back.
    Backward,
    /// In front of all.
    Front,
    /// Behind all.
    Back,
    /// To this place, counted from the back.
    To(usize),
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// An element is not there.
    #[error("Element {} is no longer on the badge.", .0.0)]
    NoSuchElement(ElementId),
    /// An id is taken.
    #[error("There is already an element {} on the badge.", .0.0)]
    IdTaken(ElementId),
    /// Elements of different groups cannot be grouped.
    #[error("Only elements that lie in the same group can be grouped. Take the groups apart first.")]
    NotBeside,
    /// A part of a group can take over copies only while it has none.
    #[error("The group is drawn several times, and so is a part of it. Let one of them be a single copy first.")]
    CopiesOfCopies,
    /// What is not a group cannot be taken apart.
    #[error("Element {} is not a group.", .0.0)]
    NotAGroup(ElementId),
    /// An element would be too large, or too far away, to be drawn and opened again.
    #[error("Element {} would be too large or lie too far from the badge.", .0.0)]
    TooFar(ElementId),
    /// There are more fonts than a badge can carry.
    #[error(
        "A badge can carry at most {MAX_FONTS} font files, of {} MB together. Set its texts in fewer fonts.",
        MAX_FONTS_BYTES / 1024 / 1024
    )]
    TooManyFonts,
    /// There are more guides than anybody needs.
    #[error("A badge can have at most {MAX_GUIDES} guides.")]
    TooManyGuides,
    /// Groups lie too deep in each other.
    #[error("Groups can lie in each other at most {MAX_DEPTH} deep.")]
    TooDeep,
    /// A set would have too many badges.
    #[error("A set takes at most {MAX_MEMBERS} badges; this one would have {0}.")]
    TooManyMembers(usize),
}

impl Document {
    /// The document after a change.
    ///
    /// # Errors
    /// When the change names elements that are not there or is not possible.
    pub fn edited(&self, edit: &Edit) -> Result<Self, EditError> {
        let mut document = self.clone();
        match edit {
            Edit::Set(set) => return document.with_set(set),
            Edit::Brand(brand) => {
                document.brand.clone_from(brand);
                return Ok(document);
            }
            _ => document.change(edit)?,
        }
        if document.shown.is_some() {
            document.note_member();
        } else if matches!(edit, Edit::Group(..) | Edit::Ungroup(_)) {
            document.set = regrouped(&document.set, &self.artwork, &document.artwork);
        }
        Ok(document)
    }

    /// Another set; what is in view stays in view while it is there.
    fn with_set(mut self, set: &Arc<Set>) -> Result<Self, EditError> {
        if set.members.len() > MAX_MEMBERS {
            return Err(EditError::TooManyMembers(set.members.len()));
        }
        self.set = Arc::clone(set);
        Ok(match self.shown.clone() {
            Some(shown) => self.showing(&shown.id),
            None => self,
        })
    }

    /// Changes what is in view.
    fn change(&mut self, edit: &Edit) -> Result<(), EditError> {
        let document = self;
        if let Edit::Badge(badge) = edit {
            document.badge = Arc::new((**badge).clone());
            return Ok(());
        }
        if let (Edit::Recolor(palette), true) = (edit, document.shown.is_some()) {
            document.recolor_member(palette);
            return Ok(());
        }
        let artwork = Arc::make_mut(&mut document.artwork);
        match edit {
            Edit::Badge(_) | Edit::Set(_) | Edit::Brand(_) => {}
            Edit::Put(elements) => {
                for element in elements {
                    let (siblings, at) = place(&mut artwork.elements, element.id)?;
                    siblings[at] = Arc::new(element.clone().within_ranges());
                }
            }
            Edit::Insert { elements, index } => {
                let added = fresh(artwork, elements)?;
                let at = index.unwrap_or(usize::MAX).min(artwork.elements.len());
                artwork.elements.splice(at..at, added);
            }
            Edit::InsertInto { group, elements } => {
                let added = fresh(artwork, elements)?;
                let (siblings, at) = place(&mut artwork.elements, *group)?;
                match &mut Arc::make_mut(&mut siblings[at]).kind {
                    Kind::Group { elements } => elements.extend(added),
                    _ => return Err(EditError::NotAGroup(*group)),
                }
            }
            Edit::Remove(gone) => {
                for id in gone {
                    let (siblings, at) = place(&mut artwork.elements, *id)?;
                    siblings.remove(at);
                }
            }
            Edit::Order(id, order) => {
                let (siblings, at) = place(&mut artwork.elements, *id)?;
                let last = siblings.len() - 1;
                let to = match order {
                    Order::Forward => (at + 1).min(last),
                    Order::Backward => at.saturating_sub(1),
                    Order::Front => last,
                    Order::Back => 0,
                    Order::To(to) => (*to).min(last),
                };
                let element = siblings.remove(at);
                siblings.insert(to, element);
            }
            Edit::Group(members, id) => group(artwork, members, *id)?,
            Edit::Ungroup(id) => ungroup(artwork, *id)?,
            Edit::AddPicture(picture) => {
                artwork.pictures.insert(picture.id(), Arc::clone(picture));
            }
            Edit::AddFont(font) => artwork.fonts.add(Arc::clone(font)),
            Edit::Palette(palette) => artwork.palette.clone_from(palette),
            Edit::Guides(guides) => {
                if guides.len() > MAX_GUIDES {
                    return Err(EditError::TooManyGuides);
                }
                artwork.guides = guides.iter().filter(|guide| guide.is_sane()).copied().collect();
            }
            Edit::Recolor(palette) => *artwork = recolored(artwork, palette),
            Edit::Artwork(whole) => {
                let mut seen = BTreeSet::new();
                let mut twice = None;
                whole.each(|element| {
                    if !seen.insert(element.id) {
                        twice = Some(element.id);
                    }
                });
                if let Some(id) = twice {
                    return Err(EditError::IdTaken(id));
                }
                artwork.clone_from(whole);
            }
        }
        if depth(&artwork.elements) > MAX_DEPTH {
            return Err(EditError::TooDeep);
        }
        let mut too_far = None;
        artwork.each(|element| {
            if !element.frame.is_sane() {
                too_far = Some(element.id);
            }
        });
        if let Some(id) = too_far {
            return Err(EditError::TooFar(id));
        }
        if !document.artwork.fonts.fits() {
            // What no text asks for would not be kept anyway.
            let mut families = document.families();
            if let Edit::AddFont(font) = edit {
                families.insert(font.family().to_ascii_lowercase());
            }
            let fonts = &mut Arc::make_mut(&mut document.artwork).fonts;
            fonts.keep(&families);
            if !fonts.fits() {
                return Err(EditError::TooManyFonts);
            }
        }
        document.share_with_design();
        Ok(())
    }
}

/// New elements, of which none has an id that is taken.
fn fresh(artwork: &Artwork, elements: &[Element]) -> Result<Vec<Arc<Element>>, EditError> {
    let mut taken = ids(artwork);
    let elements = elements.iter().cloned().map(Element::within_ranges).map(Arc::new).collect();
    let added = Artwork { elements, ..Artwork::default() };
    let mut clash = None;
    added.each(|element| {
        if !taken.insert(element.id) {
            clash = Some(element.id);
        }
    });
    clash.map_or(Ok(added.elements), |id| Err(EditError::IdTaken(id)))
}

fn ids(artwork: &Artwork) -> BTreeSet<ElementId> {
    let mut ids = BTreeSet::new();
    artwork.each(|element| {
        ids.insert(element.id);
    });
    ids
}

/// How deep groups lie in each other.
pub(super) fn depth(elements: &[Arc<Element>]) -> usize {
    let below = |element: &Arc<Element>| match &element.kind {
        Kind::Group { elements } => depth(elements),
        _ => 0,
    };
    elements.iter().map(|element| 1 + below(element)).max().unwrap_or(0)
}

/// The list in which an element lies, and its place there. Groups on the way
/// are copied, what lies beside the way is shared.
fn place(elements: &mut Vec<Arc<Element>>, id: ElementId) -> Result<(&mut Vec<Arc<Element>>, usize), EditError> {
    fn holds(element: &Element, id: ElementId) -> bool {
        element.id == id
            || matches!(&element.kind, Kind::Group { elements } if elements.iter().any(|inner| holds(inner, id)))
    }
    let at = elements.iter().position(|element| holds(element, id)).ok_or(EditError::NoSuchElement(id))?;
    if elements[at].id == id {
        return Ok((elements, at));
    }
    match &mut Arc::make_mut(&mut elements[at]).kind {
        Kind::Group { elements } => place(elements, id),
        _ => Err(EditError::NoSuchElement(id)),
    }
}

fn group(artwork: &mut Artwork, members: &[ElementId], id: ElementId) -> Result<(), EditError> {
    if ids(artwork).contains(&id) {
        return Err(EditError::IdTaken(id));
    }
    let Some(first) = members.first() else { return Ok(()) };
    let is_on_top = artwork.elements.iter().any(|element| element.id == *first);
    let (siblings, _) = place(&mut artwork.elements, *first)?;
    if let Some(elsewhere) = members.iter().find(|id| siblings.iter().all(|sibling| sibling.id != **id)) {
        return Err(if ids(artwork).contains(elsewhere) {
            EditError::NotBeside
        } else {
            EditError::NoSuchElement(*elsewhere)
        });
    }
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    let mut top = 0;
    for sibling in siblings.drain(..) {
        if members.contains(&sibling.id) {
            inside.push(sibling);
            top = outside.len();
        } else {
            outside.push(sibling);
        }
    }
    let around = inside.iter().map(|element| element.frame.bounds()).reduce(Bounds::union);
    let Some(around) = around else { return Ok(()) };
    let (x, y) = around.center();
    for element in &mut inside {
        let element = Arc::make_mut(element);
        element.frame = element.frame.moved(-x, -y);
        if element.copies > 1 {
            let usual = if is_on_top { Spot::MIDDLE } else { Spot::GROUP };
            element.middle = Some(element.middle.unwrap_or(usual).moved(-x, -y));
        }
    }
    let frame = Frame { x, y, width: around.width(), height: around.height(), rotation: 0.0 };
    outside.insert(top, Arc::new(Element::new(id, Kind::Group { elements: inside }, frame)));
    *siblings = outside;
    Ok(())
}

fn ungroup(artwork: &mut Artwork, id: ElementId) -> Result<(), EditError> {
    let (siblings, at) = place(&mut artwork.elements, id)?;
    let group = Arc::clone(&siblings[at]);
    let Kind::Group { elements } = &group.kind else { return Err(EditError::NotAGroup(id)) };
    if group.copies > 1 && elements.iter().any(|element| element.copies > 1) {
        return Err(EditError::CopiesOfCopies);
    }
    let freed: Vec<Arc<Element>> = elements.iter().map(|element| Arc::new(freed(element, &group))).collect();
    siblings.splice(at..=at, freed);
    Ok(())
}
