//! A scene to pixels and to SVG.
//!
//! One scene, several back ends: what the canvas shows is what the files hold.

mod blur;
mod extent;
pub mod raster;
pub mod svg;

#[cfg(test)]
mod tests;
