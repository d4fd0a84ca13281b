//! A document inside an exported picture of its artwork, to be opened again.
//!
//! In a PNG it is a private chunk (PNG Specification, 5.4) that editors which
//! change the picture leave out; in an SVG it is `<metadata>`. Neither changes
//! what is shown, and neither is ever part of an awarded badge.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::{Document, FileError, MAX_FILE_BYTES};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Not needed to show it, private, not to be copied into a changed picture.
const CHUNK: &[u8; 4] = b"bwDT";
const OPENS: &str = "<metadata id=\"badgewright-document\">";
const CLOSES: &str = "</metadata>";

impl Document {
    /// A picture of this document's artwork, PNG or SVG, with the document
    /// inside. Other files come back as they are.
    pub fn put_into(&self, picture: Vec<u8>) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        // Memory takes all bytes.
        let Ok(packed) = packed.write_all(&self.to_bytes()).and_then(|()| packed.finish()) else { return picture };
        if picture.starts_with(PNG) && picture.ends_with(b"IEND\xaeB`\x82") {
            let Ok(length) = u32::try_from(packed.len()) else { return picture };
            let end = picture.len() - 12;
            let body = [CHUNK.as_slice(), &packed].concat();
            let sum = crc32fast::hash(&body);
            return [&picture[..end], &length.to_be_bytes(), &body, &sum.to_be_bytes(), &picture[end..]].concat();
        }
        match String::from_utf8(picture) {
            Ok(svg) => match svg.rfind("</svg>") {
                Some(end) => {
                    let coded = STANDARD.encode(packed);
                    format!("{}{OPENS}{coded}{CLOSES}\n{}", &svg[..end], &svg[end..]).into_bytes()
                }
                None => svg.into_bytes(),
            },
            Err(other) => other.into_bytes(),
        }
    }
}

/// Whether a PNG has a document inside.
pub fn carries_document(png: &[u8]) -> bool {
    png.starts_with(PNG) && in_png(png).is_some()
}

/// The bytes of the document inside a picture; `None` for what is no picture.
pub(super) fn taken_out(file: &[u8]) -> Option<Result<Vec<u8>, FileError>> {
    let packed = if file.starts_with(PNG) {
        in_png(file)
    } else {
        let text = std::str::from_utf8(file).ok().filter(|text| text.trim_start().starts_with('<'))?;
        let coded = text.split_once(OPENS).and_then(|(_, rest)| rest.split_once(CLOSES));
        coded.and_then(|(coded, _)| STANDARD.decode(coded).ok())
    };
    let Some(packed) = packed else { return Some(Err(FileError::NotInside)) };
    let mut bytes = Vec::new();
    let unpacked = ZlibDecoder::new(packed.as_slice()).take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes);
    Some(unpacked.map(|_| bytes).map_err(|_| FileError::NotInside))
}

fn in_png(file: &[u8]) -> Option<Vec<u8>> {
    let mut rest = file.get(PNG.len()..)?;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let data = after.get(..length)?;
        if kind == CHUNK {
            let sum = after.get(length..length + 4)?;
            let whole = crc32fast::hash(&[kind.as_slice(), data].concat());
            return (sum == whole.to_be_bytes()).then(|| data.to_vec());
        }
        rest = after.get(length + 4..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::starter;

    fn png() -> Vec<u8> {
        let mut png = Vec::new();
        image::RgbaImage::new(4, 4).write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        png
    }

    #[test]
    fn a_document_comes_out_of_a_picture_as_it_went_in() {
        let document = starter("trail-guide").unwrap().document("urn:uuid:1".into()).unwrap();
        for picture in [png(), b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>\n".to_vec()] {
            let with = document.put_into(picture.clone());
            assert!(with.len() > picture.len());
            assert_eq!(Document::from_bytes(&with).unwrap(), document);
            let without = Document::from_bytes(&picture).unwrap_err().to_string();
            assert!(without.contains("no badge document"), "{without}");
        }
        let with = document.put_into(png());
        assert_eq!(image::load_from_memory(&with).unwrap().into_rgba8(), image::RgbaImage::new(4, 4));
    }

    #[test]
    fn damaged_and_hostile_pictures_are_refused() {
        let document = starter("trail-guide").unwrap().document("urn:uuid:1".into()).unwrap();
        let whole = document.put_into(png());
        let at = whole.windows(4).position(|part| part == CHUNK).unwrap();
        let mut changed = whole.clone();
        changed[at + 30] ^= 1;
        assert!(Document::from_bytes(&changed).is_err(), "the checksum tells");
        for end in [9, 30, at + 2, at + 40] {
            assert!(Document::from_bytes(&whole[..end]).is_err());
        }
        let mut bomb = ZlibEncoder::new(Vec::new(), Compression::best());
        for _ in 0..70 {
            bomb.write_all(&vec![b' '; 1024 * 1024]).unwrap();
        }
        let bomb = STANDARD.encode(bomb.finish().unwrap());
        let error = Document::from_bytes(format!("<svg>{OPENS}{bomb}{CLOSES}</svg>").as_bytes()).unwrap_err();
        assert!(matches!(error, FileError::TooLarge), "{error}");
    }
}
