//! What the window knows of the brand kit.

use std::sync::Arc;

use crate::app::toolkit::thumbnails::LiveThumbnail;
use crate::artwork::Brand;
use crate::document::Document;
use crate::scene::Scene;

/// What the window knows of the brand kit.
#[derive(Default)]
pub struct BrandKit {
    /// The kit that was replaced.
    pub(super) before: Option<Arc<Brand>>,
    /// Whether it is shown.
    pub(super) open: bool,
    /// It changed while it was being written.
    pub(super) write_again: bool,
    /// Pictures of the logos, the usual one and the one in one colour.
    pub(super) logos: [Option<(Document, Arc<Scene>)>; 2],
    pub(super) pictures: [LiveThumbnail; 2],
}
