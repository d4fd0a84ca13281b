//! What can be typed to make pictures.

use std::path::PathBuf;

use clap::Args;

use super::sides;
use crate::issue::Platform;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  badgewright render rescue.badge --size 1200 -o rescue.png\n  \
                        badgewright render rescue.badge --platform open-badge-factory -o rescue.png\n  \
                        badgewright render rescue.badge --sheet -o rescue.pdf")]
pub(in crate::cli) struct Render {
    /// The document
    #[arg(value_name = "FILE.badge")]
    pub(in crate::cli) document: PathBuf,
    /// Width and height of a PNG in pixels; what suits the platform, or 600, unless given
    #[arg(long, value_parser = clap::value_parser!(u32).range(sides()))]
    pub(in crate::cli) size: Option<u32>,
    /// Where it will be uploaded; what that platform refuses is not written
    #[arg(long, value_name = "NAME", value_parser = Platform::by_name)]
    pub(in crate::cli) platform: Option<&'static Platform>,
    /// Write one sheet with all the sizes in which badges are seen, as PNG or PDF
    #[arg(long, conflicts_with_all = ["size", "editable"])]
    pub(in crate::cli) sheet: bool,
    /// In an SVG, keep texts as texts with their fonts inside, not as outlines
    #[arg(long)]
    pub(in crate::cli) live_text: bool,
    /// Put the document inside the PNG or SVG, so that it can be opened again
    #[arg(long)]
    pub(in crate::cli) editable: bool,
    /// Replace a picture that is there
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// The picture to write; its ending, .png, .svg or .pdf, tells the format
    #[arg(short, long, value_name = "OUT")]
    pub(in crate::cli) output: PathBuf,
}
