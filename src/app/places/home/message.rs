//! What Home is told.

use super::recent;
use crate::app::toolkit::thumbnails::Key as Thumbnail;
use crate::document::Document;
use crate::render::raster::Pixels;

/// Something that Home is told.
#[derive(Clone, Debug)]
pub enum Message {
    /// Shows Home to start a badge.
    New,
    /// Starts from a starter, by name, made one's own.
    Start(&'static str),
    /// The starters were read, by name.
    Starters(Vec<(&'static str, Document)>),
    /// The recent documents were read.
    Recent(Vec<recent::Entry>),
    /// A thumbnail was drawn.
    Drawn(Thumbnail, Pixels),
}
