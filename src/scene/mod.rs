//! An artwork resolved to what there is to draw: outlines in badge units with
//! their paint, text shaped, icons and shapes as paths.
//!
//! [`build`] makes a [`Scene`], a flat list that every back end of
//! [`crate::render`] draws the same way. The scene also knows where each
//! element's ink lies, and tells what the artwork asks for and is not there.
//!
//! ```
//! use badgewright::document::starter;
//! use badgewright::scene::build;
//!
//! let document = starter("first-aid").expect("a starter").document("urn:uuid:1".into())?;
//! let scene = build(&document.artwork, &document.badge);
//! assert!(!scene.draws().is_empty() && scene.missing().is_empty());
//! # Ok::<(), badgewright::document::FileError>(())
//! ```

mod alt_text;
mod build;
mod builder;
mod cache;
mod carets;
mod combine;
mod draw;
mod fit;
mod fonts;
mod icons;
mod ink;
mod missing;
mod paint;
mod pattern;
mod pictures;
mod probe;
mod resolved;
mod shaping;
mod svg_in;
mod text;
mod touch;
mod words;
mod work;

pub(crate) use cache::Cache;

pub use alt_text::{alt_text, drawn_texts};
pub use build::build;
pub use carets::{Caret, Carets, carets, carets_on_top};
pub use combine::{Operation, as_kind, line_of, path_of, reshaped};
pub use draw::{Brush, Clip, ColorStop, Draw, Group, ImageDraw, PathDraw, StrokeStyle};
pub use fonts::{Face, Family, FontFile, font_families};
pub use icons::{IconInfo, icon, search_icons};
pub use missing::Missing;
pub use pictures::Bitmap;
pub use probe::{Meeting, PLACES, Probe};
pub use resolved::{Letter, Scene};
pub use svg_in::{Drawing, MAX_SVG_BYTES, MAX_SVG_SHAPES, SvgError, read_svg};
pub use words::{Source, said, shows_words, source, title};
pub use work::Work;

#[cfg(test)]
mod own_fonts_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod work_tests;
