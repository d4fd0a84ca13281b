//! The picture in a badge's record, where the file shows another one: what is
//! signed is shown.

use eframe::egui::ColorImage;

use super::picture::{drawing_of, picture_of, pixels_of};
use crate::inspect::{Pixels, are_alike};

/// The picture in the record, when it is to be shown instead of the file's: the
/// file has none, or `is_another` as was found before or, where that is open, as it is
/// drawn. A picture that cannot be read says nothing.
pub(super) fn in_place_of(
    file: Option<&ColorImage>,
    signed: Option<&[u8]>,
    is_another: Option<bool>,
) -> Option<ColorImage> {
    let signed = signed?;
    let signed = match drawing_of(signed) {
        Some(scene) => pixels_of(&scene),
        None => picture_of(signed)?,
    };
    match file {
        Some(file) if !is_another.unwrap_or_else(|| !are_alike(&plain(file), &plain(&signed))) => None,
        _ => Some(signed),
    }
}

fn plain(picture: &ColorImage) -> Pixels {
    Pixels { size: picture.size, rgba: picture.pixels.iter().flat_map(|pixel| pixel.to_array()).collect() }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{Document, starters};
    use crate::render::raster::Renderer;
    use crate::scene::build;

    fn drawn(document: &Document, side: u32) -> Vec<u8> {
        Renderer::new().render(&build(&document.artwork, &document.badge), side).to_png()
    }

    #[test]
    fn the_same_drawing_in_another_size_is_the_same_and_another_word_is_not() {
        for starter in starters() {
            let document = starter.document("urn:uuid:1".into()).unwrap();
            let signed = drawn(&document, 128);
            for side in [200, 600] {
                let file = picture_of(&drawn(&document, side)).unwrap();
                assert_eq!(in_place_of(Some(&file), Some(&signed), None), None, "{} in {side} px", starter.name);
            }
            let mut other = document.clone();
            Arc::make_mut(&mut other.badge).short_name = "Head of it all".into();
            let file = picture_of(&drawn(&other, 600)).unwrap();
            let shown = in_place_of(Some(&file), Some(&signed), None).map(|shown| shown.size);
            assert_eq!(shown, Some([128, 128]), "{}: the signed one is shown", starter.name);
        }
    }

    #[test]
    fn a_record_alone_shows_its_picture_and_what_is_no_picture_shows_nothing() {
        let signed = drawn(&starters()[0].document("urn:uuid:1".into()).unwrap(), 64);
        assert!(in_place_of(None, Some(&signed), None).is_some());
        assert!(in_place_of(None, Some(b"no picture"), None).is_none() && in_place_of(None, None, None).is_none());
        let file = picture_of(&signed).unwrap();
        assert!(in_place_of(Some(&file), Some(&signed[..signed.len() / 2]), None).is_none(), "half of it says nothing");
        assert!(in_place_of(Some(&file), Some(&signed), Some(true)).is_some(), "what was found before counts");
        let other = drawn(&starters()[1].document("urn:uuid:1".into()).unwrap(), 64);
        assert!(in_place_of(Some(&file), Some(&other), Some(false)).is_none(), "either way");
    }
}
