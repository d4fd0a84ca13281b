//! A scene to pixels and to SVG, and sheets of words to PDF.
//!
//! One scene, several back ends: what the canvas shows is what the files hold.

mod blur;
mod extent;
pub mod pdf;
pub mod raster;
pub mod sizes;
pub mod svg;
pub mod vision;

#[cfg(test)]
mod tests;
