//! One sheet with the badge in all the sizes in which it is seen, on light and
//! on dark ground.

use kurbo::Affine;

use super::raster::{Pixels, Renderer};
use crate::artwork::{Artwork, Color, Element, ElementId, Font, Frame, Kind, Paint, Text};
use crate::badge::Badge;
use crate::scene::{Scene, build};

/// The sizes, in pixels.
pub const SIDES: [u32; 5] = [600, 256, 110, 64, 32];

/// Size of the sheet in pixels, or in points on paper.
pub const WIDTH: u32 = 2 * ROW_WIDTH;
/// Height of it.
pub const HEIGHT: u32 = 720;

const ROW_WIDTH: u32 = 976;
const MARGIN: f64 = 40.0;
const LABEL: f64 = 14.0;

const GROUNDS: [(Color, Color); 2] =
    [(Color::WHITE, Color::rgb(0x5A, 0x64, 0x73)), (Color::rgb(0x13, 0x16, 0x1A), Color::rgb(0xA3, 0xAD, 0xB9))];

/// A badge on the sheet: its left and upper edge, and its side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) side: u32,
}

/// Where the badges are.
pub(super) fn places() -> Vec<Place> {
    let mut places = Vec::new();
    for ground in 0..GROUNDS.len() {
        let left = f64::from(ROW_WIDTH) * ground as f64 + MARGIN;
        let mut y = MARGIN;
        for (at, side) in SIDES.into_iter().enumerate() {
            let x = if at == 0 { left } else { left + f64::from(SIDES[0]) + MARGIN };
            places.push(Place { x, y, side });
            if at > 0 {
                y += f64::from(side) + 2.0 * LABEL + 6.0;
            }
        }
    }
    places
}

/// What lies under the badges: the grounds, and under each badge its size.
pub(super) fn ground() -> Scene {
    let mut elements = Vec::new();
    let mut add = |kind: Kind, frame: Frame, color: Color| {
        let id = ElementId(elements.len() as u64 + 1);
        elements.push(Element::new(id, kind, frame).filled(Paint::Solid(color)).into());
    };
    let (width, height) = (f64::from(ROW_WIDTH), f64::from(HEIGHT));
    for (at, (color, _)) in GROUNDS.into_iter().enumerate() {
        let frame = Frame { x: width * (at as f64 + 0.5), y: height / 2.0, width, height, rotation: 0.0 };
        add(Kind::Rectangle { corners: [0.0; 4] }, frame, color);
    }
    for place in places() {
        let ground = usize::from(place.x > width);
        let side = f64::from(place.side);
        let text = Text::new(format!("{} px", place.side), Font::new("Cabin", 400), LABEL);
        let frame = Frame {
            x: place.x + side.max(60.0) / 2.0,
            y: place.y + side + LABEL,
            width: side.max(60.0),
            height: LABEL * 1.5,
            rotation: 0.0,
        };
        add(Kind::Text(Text { align: crate::artwork::Align::Left, ..text }), frame, GROUNDS[ground].1);
    }
    build(&Artwork { elements, ..Artwork::default() }, &Badge::default())
}

/// The sheet in pixels; each badge is drawn in its own size.
pub fn picture(scene: &Scene, renderer: &mut Renderer) -> Pixels {
    let mut sheet = renderer.render_view(&ground(), WIDTH, HEIGHT, Affine::IDENTITY);
    for place in places() {
        let badge = renderer.render(scene, place.side);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places lie on the sheet")]
        lay(&mut sheet, &badge, place.x.round() as usize, place.y.round() as usize);
    }
    sheet
}

/// Lays a picture over another.
fn lay(under: &mut Pixels, over: &Pixels, x: usize, y: usize) {
    let (width, side) = (under.width as usize, over.width as usize);
    for (row, line) in over.rgba.chunks_exact(side * 4).enumerate() {
        let start = ((y + row) * width + x) * 4;
        let Some(target) = under.rgba.get_mut(start..start + side * 4) else { return };
        for (below, above) in target.chunks_exact_mut(4).zip(line.chunks_exact(4)) {
            let through = 255 - u32::from(above[3]);
            for (below, above) in below.iter_mut().zip(above) {
                let mixed = u32::from(*above) + (u32::from(*below) * through + 127) / 255;
                *below = u8::try_from(mixed).unwrap_or(u8::MAX);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::starter;

    #[test]
    fn each_size_stands_on_both_grounds_beside_the_others() {
        let places = places();
        assert_eq!(places.len(), 2 * SIDES.len());
        for (at, one) in places.iter().enumerate() {
            let end = |place: &Place| (place.x + f64::from(place.side), place.y + f64::from(place.side));
            assert!(end(one).0 <= f64::from(WIDTH) && end(one).1 + 2.0 * LABEL <= f64::from(HEIGHT), "{one:?}");
            for other in &places[at + 1..] {
                let apart =
                    end(one).0 <= other.x || end(other).0 <= one.x || end(one).1 <= other.y || end(other).1 <= one.y;
                assert!(apart, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn each_badge_on_the_sheet_is_the_one_that_is_exported_in_that_size() {
        let document = starter("bike-repair").unwrap().document(String::new()).unwrap();
        let scene = build(&document.artwork, &document.badge);
        let mut renderer = Renderer::new();
        let sheet = picture(&scene, &mut renderer);
        assert_eq!((sheet.width, sheet.height), (WIDTH, HEIGHT));
        let place = places()[3];
        let alone = renderer.render(&scene, place.side);
        let middle = place.side as usize / 2;
        let at = ((place.y as usize + middle) * WIDTH as usize + place.x as usize + middle) * 4;
        let own = (middle * place.side as usize + middle) * 4;
        assert_eq!(sheet.rgba[at..at + 4], alone.rgba[own..own + 4]);
        assert_eq!(sheet.rgba[..4], [255, 255, 255, 255], "light ground, opaque");
        assert!(sheet.rgba.chunks_exact(4).all(|pixel| pixel[3] == 255));
    }
}
