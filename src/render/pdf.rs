//! Pages of words and pictures as PDF, with text that can be selected and
//! searched: what the inspection of a badge is saved and printed as.

mod artwork;
mod outline;

use std::num::NonZeroU16;
use std::sync::Arc;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Point, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, TextDirection};
use skrifa::instance::{LocationRef, Size as FontSize};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider as _};

use crate::artwork::{IconWeight, SIDE};
use crate::render::raster::Renderer;
use crate::scene::{Scene, icon};

use outline::path;

pub use artwork::{artwork, sizes};
pub use outline::PdfError;

/// A4, in points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 56.0;
/// The most pages of one sheet.
const MAX_PAGES: usize = 50;

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/ui/AtkinsonHyperlegibleNext-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/ui/AtkinsonHyperlegibleNext-Bold.ttf");

/// Red, green and blue.
pub type Ink = [u8; 3];

/// What a paragraph is to those who have a sheet read out to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// The heading of it all.
    Title,
    /// The heading of a section.
    Heading,
    /// A paragraph like any other.
    #[default]
    Plain,
}

/// An icon before a paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Its name.
    pub icon: &'static str,
    /// What it says; empty when it only adorns.
    pub says: &'static str,
}

/// Something on a sheet. Parts follow one another downwards and flow on to
/// further pages.
#[derive(Clone, Debug)]
pub enum Part {
    /// A paragraph.
    Text {
        /// The words; line breaks are kept.
        words: String,
        /// Size of the letters in points.
        size: f32,
        /// Whether the letters are bold.
        bold: bool,
        /// Their colour.
        ink: Ink,
        /// The icon that stands before it.
        mark: Option<Mark>,
        /// What it is on the sheet.
        role: Role,
    },
    /// A picture, in the middle.
    Picture {
        /// Pixels, not premultiplied.
        rgba: Vec<u8>,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// The longer side on paper, in points.
        side: f32,
        /// What it shows, in words.
        alt: String,
    },
    /// An artwork of outlines, in the middle.
    Drawing {
        /// The artwork.
        scene: Arc<Scene>,
        /// Its side on paper, in points.
        side: f32,
        /// What it shows, in words.
        alt: String,
    },
    /// Room between parts, in points.
    Gap(f32),
}

/// A sheet as a PDF file, with `foot` at the foot of every page.
///
/// # Errors
/// When the parts do not make a PDF.
pub fn sheet(title: &str, parts: &[Part], foot: &str) -> Result<Vec<u8>, PdfError> {
    let letters = Letters::new()?;
    let pages = laid_out(parts, &letters);
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new().title(title.to_owned()).language("en".to_owned()).creator("Badgewright".to_owned()),
    );
    let mut groups: Vec<TagGroup> = parts.iter().map(group).collect();
    let mut renderer = Renderer::new();
    for lines in pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| PdfError("it has no size".into()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for (part, line) in lines {
            if let (Some(read), Some(group)) = (line.draw(&mut surface, &letters, &mut renderer), groups.get_mut(part))
            {
                group.push(read);
            }
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        letters.write(&mut surface, foot, MARGIN, HEIGHT - 32.0, 9.0, false, [90, 100, 115]);
        surface.end_tagged();
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
    for (_, group) in parts.iter().zip(groups).filter(|(part, _)| !matches!(part, Part::Gap(_))) {
        tree.push(group);
    }
    document.set_tag_tree(tree);
    document.finish().map_err(|error| PdfError(format!("{error:?}")))
}

/// What a part is to those who have the sheet read out; without content it is
/// left away.
fn group(part: &Part) -> TagGroup {
    match part {
        Part::Picture { alt, .. } | Part::Drawing { alt, .. } => TagGroup::new(Tag::Figure(Some(alt.clone()))),
        Part::Text { role: Role::Title, words, .. } => TagGroup::new(Tag::Hn(NonZeroU16::MIN, Some(words.clone()))),
        Part::Text { role: Role::Heading, words, .. } => {
            TagGroup::new(Tag::Hn(NonZeroU16::MIN.saturating_add(1), Some(words.clone())))
        }
        Part::Text { .. } | Part::Gap(_) => TagGroup::new(Tag::P),
    }
}

/// The two weights of the one family, to be measured and drawn.
struct Letters {
    regular: Font,
    bold: Font,
    measures: [FontRef<'static>; 2],
}

/// How far a paragraph stands from the margin.
fn indent(mark: Option<Mark>, size: f32) -> f32 {
    if mark.is_some() { size * 1.6 } else { 0.0 }
}

impl Letters {
    fn new() -> Result<Self, PdfError> {
        let font = |bytes: &'static [u8]| {
            Font::new(bytes.to_vec().into(), 0).ok_or_else(|| PdfError("the letters cannot be read".into()))
        };
        let measure = |bytes| FontRef::new(bytes).map_err(|error| PdfError(error.to_string()));
        Ok(Self { regular: font(REGULAR)?, bold: font(BOLD)?, measures: [measure(REGULAR)?, measure(BOLD)?] })
    }

    fn metrics(&self, size: f32, bold: bool) -> (GlyphMetrics<'_>, skrifa::charmap::Charmap<'_>) {
        let font = &self.measures[usize::from(bold)];
        (font.glyph_metrics(FontSize::new(size), LocationRef::default()), font.charmap())
    }

    /// The height of a paragraph on the page; nothing for other parts.
    fn height(&self, part: &Part) -> f32 {
        let Part::Text { words, size, bold, mark, .. } = part else { return 0.0 };
        let lines = self.wrapped(words, WIDTH - 2.0 * MARGIN - indent(*mark, *size), *size, *bold);
        lines.iter().map(|_| size * 1.4).sum()
    }

    /// The words in lines no wider than `room`. A word that is wider is broken.
    fn wrapped(&self, words: &str, room: f32, size: f32, bold: bool) -> Vec<String> {
        let (metrics, charmap) = self.metrics(size, bold);
        let width = |text: &str| -> f32 {
            let advance = |letter| charmap.map(letter).and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(size);
            text.chars().map(advance).sum()
        };
        let mut lines = Vec::new();
        for paragraph in words.lines() {
            let mut line = String::new();
            for word in paragraph.split_whitespace() {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if width(&longer) <= room {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                for letter in word.chars() {
                    if width(&line) + size > room {
                        lines.push(std::mem::take(&mut line));
                    }
                    line.push(letter);
                }
            }
            lines.push(line);
        }
        lines
    }

    #[expect(clippy::too_many_arguments, reason = "a line of text is just these")]
    fn write(&self, surface: &mut Surface<'_>, text: &str, x: f32, y: f32, size: f32, bold: bool, ink: Ink) {
        surface.set_fill(Some(fill(ink)));
        let font = if bold { &self.bold } else { &self.regular };
        surface.draw_text(Point::from_xy(x, y), font.clone(), size, text, false, TextDirection::Auto);
    }
}

fn fill([red, green, blue]: Ink) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

/// Something at its place on a page.
enum Placed<'a> {
    Line { text: String, x: f32, y: f32, size: f32, bold: bool, ink: Ink },
    Icon { mark: Mark, x: f32, y: f32, side: f32, ink: Ink },
    Picture { rgba: &'a [u8], width: u32, height: u32, x: f32, y: f32, size: (f32, f32) },
    Drawing { scene: &'a Scene, x: f32, y: f32, side: f32 },
}

impl Placed<'_> {
    /// Draws it; what comes back is its place among what is read out, if it is.
    fn draw(self, surface: &mut Surface<'_>, letters: &Letters, renderer: &mut Renderer) -> Option<Identifier> {
        let tag = match &self {
            Self::Icon { mark: Mark { says: "", .. }, .. } => ContentTag::Artifact(Artifact::default()),
            Self::Icon { mark, .. } => ContentTag::Span(SpanTag::empty().with_alt_text(Some(mark.says))),
            Self::Line { .. } => ContentTag::Span(SpanTag::empty()),
            Self::Picture { .. } | Self::Drawing { .. } => ContentTag::Other,
        };
        let is_read = !matches!(tag, ContentTag::Artifact(_));
        let place = surface.start_tagged(tag);
        match self {
            Self::Line { text, x, y, size, bold, ink } => letters.write(surface, &text, x, y, size, bold, ink),
            Self::Icon { mark, x, y, side, ink } => {
                if let Some(path) = icon(mark.icon, IconWeight::Fill).and_then(|outline| path(&outline)) {
                    let scale = side / 256.0;
                    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
                    surface.set_fill(Some(fill(ink)));
                    surface.draw_path(&path);
                    surface.pop();
                }
            }
            Self::Picture { rgba, width, height, x, y, size } => {
                if let Some(size) = Size::from_wh(size.0, size.1) {
                    surface.push_transform(&Transform::from_translate(x, y));
                    surface.draw_image(Image::from_rgba8(rgba.to_vec(), width, height), size);
                    surface.pop();
                }
            }
            Self::Drawing { scene, x, y, side } => {
                #[expect(clippy::cast_possible_truncation, reason = "PDF counts in single precision")]
                let scale = side / SIDE as f32;
                surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
                artwork::Drawing::of(scene, renderer).draw(surface);
                surface.pop();
            }
        }
        surface.end_tagged();
        is_read.then_some(place)
    }
}

/// The parts at their places, page by page, each with the part's number.
fn laid_out<'a>(parts: &'a [Part], letters: &Letters) -> Vec<Vec<(usize, Placed<'a>)>> {
    let mut pages = vec![Vec::new()];
    let mut y = MARGIN;
    let place = |y: &mut f32, height: f32, pages: &mut Vec<Vec<(usize, Placed<'a>)>>| {
        if *y + height > HEIGHT - MARGIN && *y > MARGIN {
            pages.push(Vec::new());
            *y = MARGIN;
        }
    };
    for (number, part) in parts.iter().enumerate() {
        if pages.len() >= MAX_PAGES {
            break;
        }
        // What a marked text is followed by belongs to it.
        if let Part::Text { mark: Some(_), .. } = part {
            let next = parts.get(number + 1).filter(|next| matches!(next, Part::Text { mark: None, .. }));
            let height = [Some(part), next].into_iter().flatten().map(|part| letters.height(part)).sum::<f32>();
            if height <= HEIGHT - 2.0 * MARGIN {
                place(&mut y, height, &mut pages);
            }
        }
        let picture = match part {
            Part::Gap(height) => {
                y += height;
                continue;
            }
            Part::Text { words, size, bold, ink, mark, .. } => {
                let indent = indent(*mark, *size);
                let lines = letters.wrapped(words, WIDTH - 2.0 * MARGIN - indent, *size, *bold);
                let last = lines.len().saturating_sub(1);
                for (line, mut text) in lines.into_iter().enumerate() {
                    place(&mut y, size * 1.4, &mut pages);
                    let Some(page) = pages.last_mut() else { break };
                    if let (Some(mark), 0) = (*mark, line) {
                        let icon = Placed::Icon { mark, x: MARGIN, y: y + size * 0.1, side: size * 1.15, ink: *ink };
                        page.push((number, icon));
                    }
                    // Those who hear it read out hear no end of a line.
                    if line < last {
                        text.push(' ');
                    }
                    let (x, bottom) = (MARGIN + indent, y + size);
                    page.push((number, Placed::Line { text, x, y: bottom, size: *size, bold: *bold, ink: *ink }));
                    y += size * 1.4;
                }
                continue;
            }
            Part::Drawing { scene, side, .. } => {
                place(&mut y, *side, &mut pages);
                let placed = Placed::Drawing { scene, x: (WIDTH - side) / 2.0, y, side: *side };
                y += side;
                placed
            }
            Part::Picture { rgba, width, height, side, .. } => {
                #[expect(clippy::cast_precision_loss, reason = "pictures are some thousand pixels wide")]
                let (w, h) = (*width as f32, *height as f32);
                let scale = side / w.max(h).max(1.0);
                let size = (w * scale, h * scale);
                place(&mut y, size.1, &mut pages);
                let x = (WIDTH - size.0) / 2.0;
                let placed = Placed::Picture { rgba, width: *width, height: *height, x, y, size };
                y += size.1;
                placed
            }
        };
        if let Some(page) = pages.last_mut() {
            page.push((number, picture));
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Part {
        let mark = Some(Mark { icon: "seal-check", says: "Holds" });
        Part::Text { words: words.into(), size: 11.0, bold: false, ink: [0, 0, 0], mark, role: Role::Plain }
    }

    #[test]
    fn long_words_and_long_texts_stay_on_their_pages() {
        let letters = Letters::new().unwrap();
        let room = WIDTH - 2.0 * MARGIN;
        let lines = letters.wrapped(&format!("one two {} three", "w".repeat(400)), room, 11.0, false);
        assert!(lines.len() > 6 && lines[0] == "one two", "{lines:?}");
        let pages = laid_out(&[text(&"word ".repeat(3_000))], &letters).len();
        assert!((3..20).contains(&pages), "{pages}");
    }

    #[test]
    fn what_belongs_to_a_marked_text_stands_on_its_page() {
        let letters = Letters::new().unwrap();
        let detail = Part::Text {
            words: "did:web:shore.example".into(),
            size: 9.0,
            bold: false,
            ink: [0, 0, 0],
            mark: None,
            role: Role::Plain,
        };
        for before in 0..80 {
            let parts = [vec![text("A line."); before], vec![text("Signed by:"), detail.clone()]].concat();
            let pages = laid_out(&parts, &letters);
            let page_of = |part: usize| pages.iter().position(|page| page.iter().any(|(number, _)| *number == part));
            assert_eq!(page_of(before), page_of(before + 1), "{before}");
        }
    }

    #[test]
    fn a_sheet_is_a_pdf_with_its_title() {
        let alt = "A red cross".to_owned();
        let picture = Part::Picture { rgba: vec![200; 16], width: 2, height: 2, side: 100.0, alt: alt.clone() };
        let drawing = Part::Drawing { scene: Arc::default(), side: 100.0, alt };
        let pdf = sheet("First Aid", &[picture, drawing, Part::Gap(8.0), text("Genuine")], "foot").unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        let all = String::from_utf8_lossy(&pdf);
        assert!(all.contains("First Aid") && all.contains("/Font"), "it has a title and real letters");
        for word in ["/StructTreeRoot", "/Figure", "A red cross", "/Lang"] {
            assert!(all.contains(word), "{word}: it can be read out");
        }
    }
}
