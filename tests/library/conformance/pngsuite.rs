//! The whole PngSuite: what is a picture takes a badge and keeps everything
//! else; what is broken takes none.

use std::fs;
use std::path::{Path, PathBuf};

use badgewright::carrier::{Standard, bake, extract};

use super::data;

const PAYLOAD: &str = r#"{"type":"Assertion","name":"Kite ]]> é"}"#;

/// Files whose damage shows only when the pixels are unpacked, which baking
/// never does: a wrong checksum of the unpacked pixels, and missing ones.
const BROKEN_INSIDE: &[&str] = &[];

fn pictures() -> Option<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(data("pngsuite")?.join("png")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "png") {
            found.push(path);
        }
    }
    found.sort();
    assert!(found.len() >= 170, "the suite is whole");
    Some(found)
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn pixels(file: &[u8]) -> (png::OutputInfo, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (info, pixels)
}

/// The chunks that are not text of ours, byte for byte.
fn others(file: &[u8]) -> Vec<&[u8]> {
    let mut at = 8;
    let mut found = Vec::new();
    while at < file.len() {
        let length = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let whole = &file[at..at + 12 + length];
        if !(&whole[4..8] == b"iTXt" && whole[8..].starts_with(b"openbadge")) {
            found.push(whole);
        }
        at += 12 + length;
    }
    found
}

#[test]
fn every_valid_picture_takes_a_badge_and_keeps_everything_else() {
    let Some(pictures) = pictures() else { return };
    for path in pictures.iter().filter(|path| !name(path).starts_with('x')) {
        let picture = fs::read(path).unwrap();
        for standard in [Standard::Two, Standard::Three] {
            let baked = bake(&picture, PAYLOAD, standard).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(extract(&baked).unwrap().payload.as_str(), PAYLOAD);
            assert_eq!(others(&baked), others(&picture), "{}", path.display());
            assert_eq!(pixels(&baked), pixels(&picture), "{}", path.display());
        }
    }
}

#[test]
fn every_broken_picture_is_refused_with_a_reason() {
    let Some(pictures) = pictures() else { return };
    let mut taken = Vec::new();
    for path in pictures.iter().filter(|path| name(path).starts_with('x')) {
        match bake(&fs::read(path).unwrap(), PAYLOAD, Standard::Three) {
            Ok(_) => taken.push(name(path)),
            Err(error) => assert!(error.to_string().len() > 20, "{}: {error}", path.display()),
        }
    }
    assert_eq!(taken, BROKEN_INSIDE);
}
