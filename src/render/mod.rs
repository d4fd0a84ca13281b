//! A scene to pixels and to SVG, and sheets of words to PDF.
//!
//! One scene, several back ends: what the canvas shows is what the files hold.

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
