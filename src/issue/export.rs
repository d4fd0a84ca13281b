//! The picture of a badge alone, as a file for web pages, print and platforms.

use super::{FileKind, Platform, TooLarge, picture};
use crate::document::Document;
use crate::render::pdf::{self, PdfError};
use crate::render::raster::Renderer;
use crate::render::{sizes, svg};
use crate::scene::build;

/// Export of a picture: what is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Export {
    /// The kind of file.
    pub kind: FileKind,
    /// In an SVG: texts stay texts, with their fonts inside.
    pub live_text: bool,
    /// In a PNG or PDF: the badge in all the sizes in which it is seen, on one sheet.
    pub sheet: bool,
    /// The document travels inside a PNG or SVG and can be opened again.
    pub editable: bool,
    /// Where it will be uploaded.
    pub platform: Option<&'static Platform>,
}

/// Why no picture came about. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The platform would not take it.
    #[error("Nothing was written. {0}")]
    Refused(String),
    /// Drawing it would take too long.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// There is no such file.
    #[error("Nothing was written. {0} cannot be exported as a picture; choose PNG, SVG or PDF.")]
    NoPicture(&'static str),
    /// The PDF did not come about.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// It was called off.
    #[error("Nothing was written: the export was cancelled.")]
    Cancelled,
}

impl Export {
    /// Export as a picture of this kind and nothing more.
    pub fn plain(kind: FileKind) -> Self {
        Self { kind, live_text: false, sheet: false, editable: false, platform: None }
    }

    /// Refusal by the platform, as far as that is known before it is drawn.
    pub fn refusal(&self) -> Option<String> {
        let platform = self.platform?;
        if self.sheet {
            return Some(format!("{} takes one badge, not a sheet of sizes. Leave the sheet out.", platform.name));
        }
        platform.refusal(self.kind, None)
    }

    /// The file's bytes.
    ///
    /// # Errors
    /// When the platform refuses it, when it makes no such file, and when it is
    /// called off: `goes_on` hears how far the work is, from 0 to 1, and answers
    /// whether to go on.
    pub fn make(
        &self,
        document: &Document,
        renderer: &mut Renderer,
        goes_on: &dyn Fn(f32) -> bool,
    ) -> Result<Vec<u8>, ExportError> {
        if let Some(refusal) = self.refusal() {
            return Err(ExportError::Refused(refusal));
        }
        let go_on = |part: f32| if goes_on(part) { Ok(()) } else { Err(ExportError::Cancelled) };
        let scene = build(&document.artwork, &document.badge);
        let (title, caption) = (&document.badge.name, &document.badge.image.caption);
        go_on(0.05)?;
        let bytes = match self.kind {
            FileKind::Png { .. } if self.sheet => {
                lighter(sizes::picture(&scene, renderer).to_png(), sizes::WIDTH, &go_on)?
            }
            FileKind::Svg if self.sheet => return Err(ExportError::NoPicture("A sheet of sizes as SVG")),
            FileKind::Svg if self.live_text => svg::write_live(&scene, title, caption).into_bytes(),
            FileKind::Pdf if self.sheet => pdf::sizes(&scene, title, caption, renderer)?,
            FileKind::Pdf => pdf::artwork(&scene, title, caption, renderer)?,
            kind => {
                let plain = picture(document, &scene, kind, renderer)?.ok_or(ExportError::NoPicture("A record"))?;
                if let FileKind::Png { side } = kind { lighter(plain, side, &go_on)? } else { plain }
            }
        };
        let bytes = if self.editable { document.put_into(bytes) } else { bytes };
        if let Some(refusal) = self.platform.and_then(|platform| platform.refusal(self.kind, Some(bytes.len()))) {
            return Err(ExportError::Refused(refusal));
        }
        go_on(1.0)?;
        Ok(bytes)
    }
}

/// Longest side of a picture that is packed in every way: of a larger one that
/// would take much longer than drawing it.
const MOST_PACKED_WELL: u32 = 2048;

/// A PNG in fewer bytes, its pixels the same. It is packed in several ways,
/// and between them it can be called off.
fn lighter(png: Vec<u8>, side: u32, go_on: &dyn Fn(f32) -> Result<(), ExportError>) -> Result<Vec<u8>, ExportError> {
    use oxipng::FilterStrategy as Way;
    let mut lightest = png;
    let (ways, effort): (&[Way], u8) = if side > MOST_PACKED_WELL {
        (&[Way::NONE], 0)
    } else {
        (&[Way::NONE, Way::SUB, Way::Entropy, Way::Bigrams], 2)
    };
    let step = 0.7 / ways.len() as f32;
    for (at, way) in ways.iter().enumerate() {
        go_on(0.2 + step * at as f32)?;
        let options =
            oxipng::Options { filters: oxipng::indexset! { way.clone() }, ..oxipng::Options::from_preset(effort) };
        // What cannot be made lighter stays as it is.
        if let Ok(lighter) = oxipng::optimize_from_memory(&lightest, &options) {
            lightest = lighter;
        }
    }
    Ok(lightest)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::document::starter;
    use crate::issue::PLATFORMS;

    fn document() -> Document {
        starter("bike-repair").unwrap().document("urn:uuid:1".into()).unwrap()
    }

    fn made(export: Export) -> Result<Vec<u8>, ExportError> {
        export.make(&document(), &mut Renderer::new(), &|_| true)
    }

    #[test]
    fn pictures_are_lighter_and_their_pixels_the_same() {
        let kind = FileKind::Png { side: 128 };
        let light = made(Export::plain(kind)).unwrap();
        let scene = build(&document().artwork, &document().badge);
        let plain = picture(&document(), &scene, kind, &mut Renderer::new()).unwrap().unwrap();
        assert!(light.len() < plain.len());
        let pixels = |png: &[u8]| image::load_from_memory(png).unwrap().into_rgba8();
        assert_eq!(pixels(&light), pixels(&plain));
    }

    #[test]
    fn an_export_can_be_called_off_between_its_steps() {
        let steps = Cell::new(0);
        let result = Export::plain(FileKind::Png { side: 64 }).make(&document(), &mut Renderer::new(), &|part| {
            assert!((0.0..=1.0).contains(&part));
            steps.set(steps.get() + 1);
            steps.get() < 4
        });
        assert!(matches!(result, Err(ExportError::Cancelled)), "{result:?}");
        assert_eq!(steps.get(), 4, "nothing more was done");
    }

    #[test]
    fn a_sheet_shows_all_sizes_as_png_and_as_pdf() {
        let sheet = |kind| Export { sheet: true, ..Export::plain(kind) };
        let png = made(sheet(FileKind::Png { side: 64 })).unwrap();
        let picture = image::load_from_memory(&png).unwrap();
        assert_eq!((picture.width(), picture.height()), (sizes::WIDTH, sizes::HEIGHT));
        assert!(made(sheet(FileKind::Pdf)).unwrap().starts_with(b"%PDF"));
        let refused = made(sheet(FileKind::Svg)).unwrap_err().to_string();
        assert!(refused.contains("choose PNG, SVG or PDF"), "{refused}");
    }

    #[test]
    fn a_platform_refuses_before_anything_is_drawn_and_what_came_out_too_heavy() {
        let factory = PLATFORMS.iter().find(|platform| platform.name == "Open Badge Factory");
        let export = |kind| Export { platform: factory, ..Export::plain(kind) };
        let large = export(FileKind::Png { side: 600 });
        assert!(large.refusal().unwrap().contains("Choose 300 px"));
        assert!(made(large).unwrap_err().to_string().starts_with("Nothing was written."));
        assert!(made(export(FileKind::Png { side: 300 })).is_ok());
        let heavy = Export { live_text: true, ..export(FileKind::Svg) };
        let mut document = document();
        let artwork = std::sync::Arc::make_mut(&mut document.artwork);
        let mut elements = artwork.elements.clone();
        let mut small = (*elements[0]).clone();
        (small.frame.width, small.frame.height) = (30.0, 30.0);
        elements.extend(std::iter::repeat_n(std::sync::Arc::new(small), 2_000));
        artwork.elements = elements;
        let refused = heavy.make(&document, &mut Renderer::new(), &|_| true).unwrap_err().to_string();
        assert!(refused.contains("takes at most 250 KB"), "{refused}");
    }

    #[test]
    fn an_editable_picture_opens_again_in_each_kind_that_can_hold_it() {
        for (kind, live_text) in [(FileKind::Png { side: 64 }, false), (FileKind::Svg, false), (FileKind::Svg, true)] {
            let file = made(Export { editable: true, live_text, ..Export::plain(kind) }).unwrap();
            assert_eq!(Document::from_bytes(&file).unwrap(), document());
            let without = made(Export { live_text, ..Export::plain(kind) }).unwrap();
            assert!(Document::from_bytes(&without).is_err(), "not unless it was asked for");
        }
    }
}
