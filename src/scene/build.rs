//! From an artwork to a scene.

use std::collections::{HashMap, HashSet};
use std::f64::consts::TAU;
use std::rc::Rc;
use std::sync::Arc;

use kurbo::{Affine, BezPath, Join, Point, Shape as _, Size};

use super::builder::{Builder, Ink, Place};
use super::fonts::Fonts;
use super::icons::{ICON_SIDE, icon};
use super::paint::{shadow, within};
use super::pictures::KEPT_SIDE;
use super::text::set;
use super::touch::{Touch, is_sane};
use super::work::{Cost, MAX_COPIES};
use super::{Clip, Draw, Group, ImageDraw, Missing, Scene, pictures, said};
use crate::artwork::shapes::{self, Piece};
use crate::artwork::{Artwork, Blend, Crop, Element, Frame, IconWeight, Kind, MAX_DEPTH, Paint, PictureId, Spot, Text};
use crate::badge::Badge;

const TOO_MANY_COPIES: &str =
    "its copies, with the copies of what lies in it, come to more than can be drawn; let it have fewer";
const TOO_MANY_PICTURES: &str = "the artwork has more and larger pictures than can be drawn; use smaller files";

/// Resolves an artwork to what there is to draw, with the badge's own words
/// where texts ask for them. Hidden elements are left out, and so is what
/// cannot be drawn; see [`Scene::missing`].
pub fn build(artwork: &Artwork, badge: &Badge) -> Scene {
    let mut builder = Builder {
        artwork,
        badge,
        fonts: Fonts::of(&artwork.fonts),
        scene: Scene::default(),
        inks: HashMap::new(),
        given_up: HashSet::new(),
        bitmaps: HashMap::new(),
    };
    let root = Place { affine: Affine::IDENTITY, top: None, locked: false, depth: 0, clip: None };
    builder.elements(&artwork.elements, root);
    builder.scene
}

impl Builder<'_> {
    fn elements(&mut self, elements: &[Arc<Element>], place: Place) {
        for element in elements {
            self.element(element, place);
        }
    }

    fn element(&mut self, element: &Element, around: Place) {
        let opacity = within(element.opacity, 0.0, 1.0, 1.0);
        if element.hidden || opacity <= 0.0 {
            return;
        }
        if !element.frame.is_sane() {
            return self.left_out(element, "its place or size is not a usable number");
        }
        if around.depth > MAX_DEPTH {
            return self.left_out(element, "it lies in too many groups within groups");
        }
        if around.depth == 0 && !self.scene.work.another_drawing(element) {
            return self.left_out(element, TOO_MANY_COPIES);
        }
        if self.scene.work.is_used_up() {
            return self.too_much(element);
        }
        let own = placed(element);
        let place = Place {
            affine: around.affine * own,
            top: around.top.or(Some((element.id, element.locked))),
            locked: around.locked || element.locked,
            depth: around.depth + 1,
            clip: around.clip,
        };
        let first = self.scene.leaves.len();
        let copies = element.copies.clamp(1, MAX_COPIES);
        // Copies go around the middle of what the element lies in.
        let usual = if around.depth == 0 { Spot::MIDDLE } else { Spot::GROUP };
        let middle = element.middle.filter(|spot| spot.is_sane()).unwrap_or(usual);
        let middle = Point::new(middle.x, middle.y);
        for copy in 0..copies {
            if self.given_up.contains(&std::ptr::from_ref(element)) {
                break;
            }
            let turn = Affine::rotate_about(TAU * f64::from(copy) / f64::from(copies), middle);
            self.within_group(element, opacity, Place { affine: around.affine * turn * own, ..place });
        }
        self.scene.spans.insert(element.id, first..self.scene.leaves.len());
    }

    /// Draws the element, in a group of its own where opacity or shadow need it.
    fn within_group(&mut self, element: &Element, opacity: f64, place: Place) {
        let shadow = element.shadow.as_ref().and_then(shadow).filter(|_| self.another_shadow(element));
        let layers = match (&element.kind, &element.fill) {
            (Kind::Group { .. }, _) | (_, Some(Paint::Pattern { .. })) => 2,
            (Kind::Picture { .. }, _) => 1,
            _ => [element.fill.is_some(), element.stroke.is_some(), element.inner_shadow.is_some()]
                .into_iter()
                .map(usize::from)
                .sum(),
        };
        let pieces = if matches!(element.kind, Kind::Ribbon { .. }) { 5 } else { 1 };
        let plain = shadow.is_none() && element.blend == Blend::Normal;
        let alone = plain && (opacity >= 1.0 || layers * pieces <= 1);
        let before = self.scene.draws.len();
        if !alone {
            // A group that is only there for its shadow is drawn part by part.
            let is_layer = opacity < 1.0 || element.blend != Blend::Normal;
            if !self.another(element, if is_layer { Cost::group() } else { Cost::default() }) {
                return;
            }
            #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
            let opacity = opacity as f32;
            self.scene.draws.push(Draw::Push(Group { opacity, shadow, blend: element.blend, clip: None }));
        }
        self.content(element, if alone { opacity } else { 1.0 }, place);
        if !alone {
            if self.scene.draws.len() == before + 1 {
                self.scene.draws.pop();
            } else {
                self.scene.draws.push(Draw::Pop);
            }
        }
    }

    fn content(&mut self, element: &Element, opacity: f64, place: Place) {
        let frame = element.frame;
        let size = Size::new(frame.width.max(Frame::MIN_SIDE), frame.height.max(Frame::MIN_SIDE));
        match &element.kind {
            Kind::Group { elements } => {
                let (first, first_leaf) = (self.scene.draws.len(), self.scene.leaves.len());
                match element.clipped.then(|| self.silhouette(elements.first()?, place)).flatten() {
                    Some(clip) => {
                        let through = clip.place.transform_rect_bbox(clip.path.bounding_box());
                        let through = place.clip.map_or(through, |outer| outer.intersect(through));
                        let place = Place { clip: Some(through), ..place };
                        self.clipped(element, clip.path, clip.place, |builder| builder.elements(elements, place));
                    }
                    None => self.elements(elements, place),
                }
                self.outline_group(element, first, first_leaf, place);
            }
            Kind::Picture { picture, crop, shape } => {
                let within = shape.is_some().then(|| self.outlines(element, size)).flatten();
                self.picture(element, picture, *crop, within.map(|ink| ink.outline()), size, opacity, place);
            }
            _ => {
                if let Some(ink) = self.outlines(element, size) {
                    self.ink(element, &ink, size, opacity, place);
                }
            }
        }
    }

    /// The outlines of an element; `None` for what has none, which is told.
    fn outlines(&mut self, element: &Element, size: Size) -> Option<Rc<Ink>> {
        let key = std::ptr::from_ref(element);
        if let Some(known) = self.inks.get(&key) {
            return known.clone();
        }
        let ink = match &element.kind {
            Kind::Group { .. } => None,
            Kind::Text(text) => self.text(element, text, size),
            Kind::Picture { shape: Some(shape), .. } => shape_ink(shape, size),
            Kind::Picture { .. } => {
                let pieces = vec![(shapes::frame(size).to_path(0.1).into(), 1.0)];
                Some(Ink { pieces, join: Join::Miter, touch: None })
            }
            Kind::Icon { name, weight } => {
                let ink = icon_ink(name, *weight, size);
                if ink.is_none() {
                    self.missing(Missing::Icon { element: element.id, name: name.clone() });
                }
                ink
            }
            shape => {
                let ink = shape_ink(shape, size);
                if ink.is_none() {
                    self.left_out(element, "its outline cannot be read");
                }
                ink
            }
        };
        let ink = ink.map(Rc::new);
        self.inks.insert(key, ink.clone());
        ink
    }

    fn text(&mut self, element: &Element, text: &Text, size: Size) -> Option<Ink> {
        let said = said(text, self.badge);
        if !self.scene.work.another_text(said.chars().count()) {
            self.too_much(element);
            return None;
        }
        let Some(setting) = set(text, &said, size, &self.fonts) else {
            self.left_out(element, "no font is bundled");
            return None;
        };
        if !setting.face.family().eq_ignore_ascii_case(text.font.family.trim()) {
            let (family, used) = (text.font.family.chars().take(60).collect(), setting.face.family().to_owned());
            self.missing(Missing::Font { element: element.id, family, used });
        }
        for &letter in &setting.missing {
            let text: String = said.chars().take(60).collect();
            self.missing(Missing::Letter { element: element.id, letter, text });
        }
        if !is_sane(&setting.path) {
            self.left_out(element, "it has more or larger letters than can be drawn");
            return None;
        }
        if setting.path.elements().is_empty() {
            return None;
        }
        self.scene.type_sizes.push((element.id, setting.em));
        let path = Arc::new(setting.path);
        self.scene.letters.push((Arc::clone(&path), setting.letters));
        Some(Ink { pieces: vec![(path, 1.0)], join: Join::Round, touch: Some(setting.touch) })
    }

    /// A picture, of which only what is not cut off is seen, and only within
    /// an outline where there is one.
    #[expect(clippy::too_many_arguments, reason = "the fields of one kind of element, and where it lies")]
    fn picture(
        &mut self,
        element: &Element,
        id: &PictureId,
        crop: Crop,
        within: Option<BezPath>,
        size: Size,
        opacity: f64,
        place: Place,
    ) {
        let Some(picture) = self.artwork.pictures.get(id) else {
            let reason = "its file is not in this badge".to_owned();
            return self.missing(Missing::Picture { element: element.id, reason });
        };
        let known = self.bitmaps.get(id).cloned();
        let bitmap = known.unwrap_or_else(|| {
            let may = self.scene.work.another_picture(picture, KEPT_SIDE);
            let bitmap = if may { pictures::decoded(picture) } else { Err(TOO_MANY_PICTURES.to_owned()) };
            self.bitmaps.insert(id.clone(), bitmap.clone());
            bitmap
        });
        let bitmap = match bitmap {
            Ok(bitmap) => bitmap,
            Err(reason) => return self.missing(Missing::Picture { element: element.id, reason }),
        };
        let first = self.scene.draws.len();
        let crop = crop.sane();
        let (across, down) = crop.shown();
        let (width, height) = (size.width / across, size.height / down);
        let middle = ((crop.right - crop.left) * width / 2.0, (crop.bottom - crop.top) * height / 2.0);
        let is_whole = crop == Crop::default() && within.is_none();
        let outline: Arc<BezPath> = within.unwrap_or_else(|| shapes::frame(size).to_path(0.1)).into();
        let image = Draw::Image(ImageDraw {
            element: element.id,
            picture: picture.clone(),
            bitmap,
            place: place.affine * Affine::translate(middle),
            width,
            height,
            #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1")]
            opacity: opacity as f32,
        });
        if !self.another(element, Cost::image(width, height, place.affine * Affine::translate(middle))) {
            return;
        }
        if is_whole {
            self.scene.draws.push(image);
        } else {
            self.clipped(element, Arc::clone(&outline), place.affine, |builder| builder.scene.draws.push(image));
        }
        self.leaf(element, place, Touch { outlines: vec![outline], inside: true, near: 0.0 }, first);
    }

    /// The outline of an element within this place, to show others only within it.
    fn silhouette(&mut self, element: &Element, around: Place) -> Option<Clip> {
        let frame = element.frame;
        let size = Size::new(frame.width.max(Frame::MIN_SIDE), frame.height.max(Frame::MIN_SIDE));
        let path = self.outlines(element, size)?.outline();
        let place = around.affine * placed(element);
        (frame.is_sane() && is_sane(&path)).then(|| Clip { path: path.into(), place })
    }
}

/// From an element's own centre to what it lies in.
pub(super) fn placed(element: &Element) -> Affine {
    let frame = element.frame;
    Affine::translate((frame.x, frame.y))
        * Affine::rotate((frame.rotation % 360.0).to_radians())
        * if element.mirrored { Affine::FLIP_X } else { Affine::IDENTITY }
}

fn shape_ink(shape: &Kind, size: Size) -> Option<Ink> {
    let pieces: Vec<Piece> = shapes::pieces(shape, size);
    let sane = !pieces.is_empty() && pieces.iter().all(|piece| is_sane(&piece.path));
    let pieces = pieces.into_iter().map(|piece| (Arc::new(piece.path), piece.light)).collect();
    sane.then_some(Ink { pieces, join: Join::Miter, touch: None })
}

/// The icon as large as the frame allows without stretching it; touched
/// anywhere in its box, since icons in lines have little ink.
fn icon_ink(name: &str, weight: IconWeight, size: Size) -> Option<Ink> {
    let scale = size.width.min(size.height) / ICON_SIDE;
    let mut path = BezPath::clone(icon(name, weight)?.as_ref());
    path.apply_affine(Affine::scale(scale) * Affine::translate((-ICON_SIDE / 2.0, -ICON_SIDE / 2.0)));
    let touch = path.bounding_box().to_path(0.1);
    Some(Ink { pieces: vec![(Arc::new(path), 1.0)], join: Join::Round, touch: Some(touch) })
}
