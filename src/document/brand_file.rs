//! A brand as a file: the user's own, and to be passed on.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::edit;
use crate::artwork::{Artwork, Brand, MAX_BRAND_COLORS, MAX_DEPTH, Picture};
use crate::badge::clause;
use crate::store::{ReadError, WriteError, read_limited, write_atomically};

/// Ending of the file's name, without the dot.
pub const BRAND_EXTENSION: &str = "brand";

/// Largest brand file that is read, in bytes: two pictures, the fonts, and what
/// belongs to them.
pub const MAX_BRAND_BYTES: u64 = 72 * 1024 * 1024;

/// The format that this version writes.
const FORMAT: u64 = 1;

/// Why a brand cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum BrandError {
    /// The system could not read it.
    #[error("“{}” cannot be read: {source}.", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// It is too large.
    #[error("This file has more than {} MB, which no brand kit has. Is it the right file?", MAX_BRAND_BYTES / 1024 / 1024)]
    TooLarge,
    /// It is none.
    #[error("This is not a brand kit: {0}.")]
    NotABrand(String),
    /// A newer version of the program wrote it.
    #[error(
        "This brand kit has format {0}; this version of Badgewright reads up to format {FORMAT}. Open it with a newer version."
    )]
    Newer(u64),
}

#[derive(Serialize, Deserialize)]
struct BrandFile {
    #[serde(rename = "brandFormat")]
    format: u64,
    brand: Brand,
}

/// Opens a brand file.
///
/// # Errors
/// When it cannot be read or [`read_brand`] refuses it.
pub fn open_brand(path: &Path) -> Result<Brand, BrandError> {
    let bytes = read_limited(path, MAX_BRAND_BYTES).map_err(|error| match error {
        ReadError::TooLarge { .. } => BrandError::TooLarge,
        ReadError::Io(source) => BrandError::Read { path: path.to_owned(), source },
    })?;
    read_brand(&bytes)
}

/// Reads a brand from the bytes of its file.
///
/// # Errors
/// When it is none, is too large, or has a newer format.
pub fn read_brand(bytes: &[u8]) -> Result<Brand, BrandError> {
    #[derive(Deserialize)]
    struct Probe {
        #[serde(rename = "brandFormat")]
        format: Option<u64>,
    }
    if bytes.len() as u64 > MAX_BRAND_BYTES {
        return Err(BrandError::TooLarge);
    }
    let probe: Probe = serde_json::from_slice(bytes).map_err(|error| BrandError::NotABrand(error.to_string()))?;
    match probe.format {
        None => return Err(BrandError::NotABrand("it has no “brandFormat” number".into())),
        Some(newer) if newer > FORMAT => return Err(BrandError::Newer(newer)),
        Some(_) => {}
    }
    let file: BrandFile = serde_json::from_slice(bytes).map_err(|error| BrandError::NotABrand(error.to_string()))?;
    checked(file.brand).map_err(BrandError::NotABrand)
}

/// Writes a brand, whole or not at all.
///
/// # Errors
/// When the folder or the disk does not take it.
pub fn save_brand(brand: &Brand, path: &Path) -> Result<(), WriteError> {
    let file = BrandFile { format: FORMAT, brand: brand.clone() };
    #[expect(clippy::expect_used, reason = "our own types have text keys only, and memory cannot refuse a write")]
    let mut bytes = serde_json::to_vec_pretty(&file).expect("a brand is always JSON");
    bytes.push(b'\n');
    write_atomically(path, &bytes)
}

/// The brand, when it is what a brand may be: pictures are looked at anew.
pub(super) fn checked(mut brand: Brand) -> Result<Brand, String> {
    if brand.colors.len() > MAX_BRAND_COLORS {
        return Err(format!("it has {} colours, and a brand takes at most {MAX_BRAND_COLORS}", brand.colors.len()));
    }
    for logo in [&mut brand.logo, &mut brand.mono_logo].into_iter().flatten() {
        let logo = Arc::make_mut(logo);
        let alone = Artwork { elements: vec![Arc::clone(&logo.drawing)], ..Artwork::default() };
        if edit::depth(&alone.elements) > MAX_DEPTH {
            return Err(format!("groups of its logo lie in each other more than {MAX_DEPTH} deep"));
        }
        let mut is_sane = true;
        alone.each(|element| is_sane &= element.frame.is_sane());
        if !is_sane {
            return Err("its logo cannot be drawn".into());
        }
        if let Some(picture) = &logo.picture {
            let read = Picture::from_bytes(picture.data.clone()).map_err(|error| clause(&error))?;
            logo.picture = Some(Arc::new(read));
        }
    }
    Ok(brand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::artwork::{Color, Element, ElementId, Font, Frame, Kind, Logo};

    fn brand() -> Brand {
        let mut png = Vec::new();
        image::RgbaImage::new(4, 4).write_to(&mut io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
        let picture = Picture::from_bytes(png).unwrap();
        let kind = Kind::picture(picture.id());
        let drawing = Arc::new(Element::new(ElementId(1), kind, Frame::centred(100.0, 100.0)));
        Brand {
            name: "Harbour Trust".into(),
            colors: vec![Color::rgb(1, 2, 3), Color::WHITE],
            display_font: Some(Font::new("Lora", 700)),
            logo: Some(Arc::new(Logo { drawing, picture: Some(Arc::new(picture)) })),
            ..Brand::default()
        }
    }

    #[test]
    fn a_brand_comes_back_from_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("harbour.brand");
        save_brand(&brand(), &path).unwrap();
        assert_eq!(open_brand(&path).unwrap(), brand());
    }

    #[test]
    fn what_is_no_brand_is_refused_with_a_sentence() {
        let refused = |bytes: &[u8]| read_brand(bytes).unwrap_err().to_string();
        assert!(refused(b"{}").contains("brandFormat"));
        assert!(refused(b"[1,").contains("not a brand kit"));
        assert!(refused(br#"{"brandFormat": 9, "brand": {}}"#).contains("newer version"));
        let many = serde_json::json!({"brandFormat": 1, "brand": {"colors": vec!["#000000"; 13]}});
        assert!(refused(many.to_string().as_bytes()).contains("13 colours"));
        let mut far = brand();
        let mut drawing = (*far.logo.as_ref().unwrap().drawing).clone();
        drawing.frame.width = 1e9;
        far.logo = Some(Arc::new(Logo { drawing: drawing.into(), picture: None }));
        let file = serde_json::to_vec(&BrandFile { format: 1, brand: far }).unwrap();
        assert!(refused(&file).contains("logo"));
    }
}
