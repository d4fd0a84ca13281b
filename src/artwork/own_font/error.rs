//! What keeps a font file from being taken in.

/// Largest font file that is taken in, in bytes.
pub const MAX_FONT_BYTES: usize = 4 * 1024 * 1024;

/// Most font files of one badge.
pub const MAX_FONTS: usize = 12;

/// Most bytes of all font files of one badge together.
pub const MAX_FONTS_BYTES: usize = 16 * 1024 * 1024;

/// Why a font file cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontFileError {
    /// The file is too large.
    #[error(
        "This font file has {megabytes} MB; at most {} MB can be taken in. A font for fewer languages is smaller.",
        MAX_FONT_BYTES / 1024 / 1024
    )]
    TooManyBytes {
        /// Its size.
        megabytes: usize,
    },
    /// It is none.
    #[error("This file is not a font. Fonts are files that end in .ttf or .otf.")]
    NotAFont,
    /// Several fonts in one file.
    #[error("This file is a collection of several fonts (TTC). Convert the one you need to TTF or OTF first.")]
    Collection,
    /// A font for web pages.
    #[error("This font is packed for web pages (WOFF). Convert it to TTF or OTF first.")]
    Packed,
    /// It says that it must not be embedded.
    #[error(
        "The font “{family}” says that its licence forbids to embed it, and here it would travel inside the badge. \
         Ask whoever made it for a licence that allows this."
    )]
    Restricted {
        /// Its family.
        family: String,
    },
    /// There are only pixels in it.
    #[error("This font has no outlines, only pixels or nothing at all. Badges need a font with outlines.")]
    NoOutlines,
    /// Texts cannot be set in it.
    #[error(
        "This font does not have the letters A to Z, so texts cannot be set in it. Add its signs as drawings (SVG)."
    )]
    NoLetters,
    /// It does not say what it is called.
    #[error("This font does not say the name of its family. Ask whoever made it for a complete file.")]
    NoName,
    /// The size of its letters is not known.
    #[error("This font file is damaged: it has {units} units in an em, and fonts have 16 to 16384.")]
    Units {
        /// What it says.
        units: u16,
    },
    /// Something in it cannot be read.
    #[error("This font file is damaged: {0} cannot be read. Get it again from where it came.")]
    Damaged(&'static str),
    /// Drawing it would take too long.
    #[error("The letters of this font are made of more parts than can be drawn. Choose a simpler one.")]
    TooIntricate,
}
