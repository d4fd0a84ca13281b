//! The pixels of a PNG, row by row: a large picture as a whole takes more memory than
//! reading a badge may.

use std::io::Cursor;

use ::png::{BitDepth, Decoder, DecodingError, Limits, Reader, Transformations};
use thiserror::Error;

/// The most memory that reading takes beside the file, in bytes.
const MAX_BYTES: usize = 12 * 1024 * 1024;

/// Why the pixels of a picture are not read.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum RowsError {
    /// It would take more memory than it may.
    #[error("The picture is too large.")]
    TooLarge,
    /// Its pixels are not all there, or not what they say.
    #[error("The picture is damaged.")]
    Damaged,
}

impl From<DecodingError> for RowsError {
    fn from(error: DecodingError) -> Self {
        match error {
            DecodingError::LimitsExceeded => Self::TooLarge,
            _ => Self::Damaged,
        }
    }
}

/// The rows of a PNG, of which none is read yet.
pub struct Rows<'a>(Reader<Cursor<&'a [u8]>>);

impl<'a> Rows<'a> {
    /// The rows of a PNG whose longest side has at most so many pixels.
    ///
    /// # Errors
    /// When it is larger, or what stands before its pixels cannot be read.
    pub fn of(file: &'a [u8], max_side: u32) -> Result<Self, RowsError> {
        let mut decoder = Decoder::new_with_limits(Cursor::new(file), Limits { bytes: MAX_BYTES });
        decoder.set_transformations(Transformations::normalize_to_color8());
        decoder.set_ignore_text_chunk(true);
        decoder.set_ignore_iccp_chunk(true);
        let header = decoder.read_header_info()?;
        if header.width.max(header.height) > max_side {
            return Err(RowsError::TooLarge);
        }
        Ok(Self(decoder.read_info()?))
    }

    /// Width and height.
    #[must_use]
    pub fn size(&self) -> [u32; 2] {
        let (width, height) = self.0.info().size();
        [width, height]
    }

    /// Whether its colours are finer than the eight bits in which they are given here.
    #[must_use]
    pub fn is_finer(&self) -> bool {
        self.0.info().bit_depth == BitDepth::Sixteen
    }

    /// Gives the rows from the top, each pixel as red, green, blue and opacity.
    ///
    /// # Errors
    /// When not all of them can be read.
    pub fn each(mut self, mut take: impl FnMut(&mut [[u8; 4]])) -> Result<(), RowsError> {
        let channels = self.0.output_color_type().0.samples();
        let mut pixels = Vec::new();
        let mut give = |row: &[u8]| {
            give_row(channels, row, &mut pixels);
            take(&mut pixels);
        };
        if !self.0.info().interlaced {
            while let Some(row) = self.0.next_row()? {
                give(row.data());
            }
            return Ok(());
        }
        // It has no rows before it is whole.
        let bytes = self.0.output_buffer_size().filter(|bytes| *bytes <= MAX_BYTES).ok_or(RowsError::TooLarge)?;
        let mut whole = vec![0; bytes];
        let length = self.0.next_frame(&mut whole)?.line_size;
        whole.chunks(length.max(1)).for_each(give);
        Ok(())
    }
}

/// Puts the pixels of a row of so many channels in the place of others, each as red, green,
/// blue and opacity.
pub fn give_row(channels: usize, row: &[u8], pixels: &mut Vec<[u8; 4]>) {
    pixels.clear();
    match channels {
        1 => pixels.extend(row.iter().map(|grey| [*grey, *grey, *grey, u8::MAX])),
        2 => pixels.extend(row.as_chunks().0.iter().map(|[grey, alpha]| [*grey, *grey, *grey, *alpha])),
        3 => pixels.extend(row.as_chunks().0.iter().map(|[r, g, b]| [*r, *g, *b, u8::MAX])),
        _ => pixels.extend_from_slice(row.as_chunks().0),
    }
}
