//! A scene to pixels and to SVG.
//!
//! One scene, several back ends: what the canvas shows is what the files hold.

mod blur;
pub mod raster;

#[cfg(test)]
mod tests;
