//! Files and folders of badges, read and inspected beside the window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use eframe::egui::ColorImage;
use rayon::prelude::*;

use crate::app::tasks::Progress;
use crate::artwork::{Artwork, ElementId, MAX_PICTURE_SIDE, SIDE};
use crate::badge::Badge;
use crate::inspect::{Question, Report, Sources, Trust, inspect};
use crate::render::raster::Renderer;
use crate::scene::{build, read_svg};

/// Largest file that is looked into, in bytes. The carriers have limits of
/// their own below this one.
const MAX_FILE: u64 = crate::carrier::MAX_FILE as u64 + 1;
/// Side to which pictures of badges are reduced for the card, in pixels.
const PICTURE_SIDE: u32 = 640;

/// A file that was looked at.
#[derive(Clone, Debug)]
pub struct Row {
    /// Where it lies.
    pub path: PathBuf,
    /// What was found.
    pub report: Arc<Report>,
}

/// The file that the card shows.
pub struct Seen {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// Its bytes at the first look, so that every further look is at the same.
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) report: Report,
    pub(super) picture: Option<Arc<ColorImage>>,
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Seen({}: {:?})", self.path.display(), self.report.verdict)
    }
}

impl Seen {
    /// What was found.
    pub fn report(&self) -> &Report {
        &self.report
    }

    pub(super) fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The same file with another report on it.
    pub(super) fn with(&self, report: Report) -> Self {
        Self { path: self.path.clone(), bytes: Arc::clone(&self.bytes), report, picture: self.picture.clone() }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| std::io::Read::read_to_end(&mut std::io::Read::take(file, MAX_FILE), &mut bytes))
        .map_err(|error| format!("“{}” cannot be read: {error}.", path.display()))?;
    Ok(bytes)
}

/// Reads and inspects one file, and draws its picture if it has one.
pub(super) fn one(path: &Path, trust: &Trust, at: jiff::Timestamp) -> Result<Seen, String> {
    let bytes = read(path)?;
    let report = inspect(&bytes, &Question { trust, sources: &Sources::default(), at, email: None });
    let picture = picture_of(&bytes).map(Arc::new);
    Ok(Seen { path: path.to_owned(), bytes: Arc::new(bytes), report, picture })
}

/// Inspects many files on all cores, in their order. Files that cannot be read
/// are told in the second list.
pub(super) fn many(
    paths: &[PathBuf],
    trust: &Trust,
    at: jiff::Timestamp,
    progress: &Progress,
) -> (Vec<Row>, Vec<String>) {
    let done = AtomicUsize::new(0);
    let looked: Vec<Option<Result<Row, String>>> = paths
        .par_iter()
        .map(|path| {
            if progress.is_cancelled() {
                return None;
            }
            let row = read(path).map(|bytes| {
                let report = inspect(&bytes, &Question { trust, sources: &Sources::default(), at, email: None });
                Row { path: path.clone(), report: Arc::new(report) }
            });
            #[expect(clippy::cast_precision_loss, reason = "some thousand files")]
            progress.set((done.fetch_add(1, Ordering::Relaxed) + 1) as f32 / paths.len() as f32);
            Some(row)
        })
        .collect();
    let (mut rows, mut unread) = (Vec::new(), Vec::new());
    for result in looked.into_iter().flatten() {
        match result {
            Ok(row) => rows.push(row),
            Err(words) => unread.push(words),
        }
    }
    (rows, unread)
}

/// The picture in a badge file, small enough for the card.
fn picture_of(bytes: &[u8]) -> Option<ColorImage> {
    let text = bytes.trim_ascii_start();
    if text.first() == Some(&b'<') {
        let element = read_svg(bytes, ElementId(1), SIDE).ok()?.element;
        let artwork = Artwork { elements: vec![Arc::new(element)], ..Default::default() };
        let scene = build(&artwork, &Badge::default());
        let pixels = Renderer::new().render(&scene, PICTURE_SIDE);
        return Some(ColorImage::from_rgba_premultiplied(
            [pixels.width as usize, pixels.height as usize],
            &pixels.rgba,
        ));
    }
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(MAX_PICTURE_SIDE);
    limits.max_image_height = Some(MAX_PICTURE_SIDE);
    limits.max_alloc = Some(256 * 1024 * 1024);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let picture = if picture.width().max(picture.height()) > PICTURE_SIDE {
        picture.thumbnail(PICTURE_SIDE, PICTURE_SIDE)
    } else {
        picture
    };
    let rgba = picture.to_rgba8();
    Some(ColorImage::from_rgba_unmultiplied([rgba.width() as usize, rgba.height() as usize], &rgba))
}
