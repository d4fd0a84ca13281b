//! A scene to pixels and to SVG, and sheets of words to PDF.
//!
//! One scene, several back ends: what the canvas shows is what the files hold.
//!
//! ```
//! use badgewright::document::starter;
//! use badgewright::render::{raster::Renderer, svg};
//! use badgewright::scene::build;
//!
//! let document = starter("first-aid").expect("a starter").document("urn:uuid:1".into())?;
//! let scene = build(&document.artwork, &document.badge);
//! assert!(Renderer::new().render(&scene, 64).to_png().starts_with(b"\x89PNG"));
//! assert!(svg::write(&scene, "First Aid", "A cross on a shield").contains("<title>First Aid</title>"));
//! # Ok::<(), badgewright::document::FileError>(())
//! ```

mod blur;
mod changed;
mod extent;
pub mod pdf;
pub mod raster;
pub mod sizes;
pub mod svg;
pub mod vision;

pub use changed::changed;

#[cfg(test)]
mod bounds_tests;
#[cfg(test)]
mod tests;
