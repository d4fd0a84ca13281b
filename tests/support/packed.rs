//! PNG files in as few bytes as can be, with the same pixels: a repository keeps every
//! picture that was ever committed.

use std::path::Path;

use oxipng::{Deflater, Options};

/// Packs the picture in a file, where that makes it lighter.
pub fn pack(path: &Path) {
    let png = std::fs::read(path).unwrap();
    let deflater = Deflater::Libdeflater { compression: 12 };
    let packed = oxipng::optimize_from_memory(&png, &Options { deflater, ..Options::from_preset(4) }).unwrap();
    if packed.len() < png.len() {
        std::fs::write(path, packed).unwrap();
    }
}
