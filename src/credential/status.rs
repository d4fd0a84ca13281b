//! Lists of withdrawn badges: Bitstring Status List 1.0 (and the older
//! StatusList2021) as compressed bits.

use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use thiserror::Error;

/// The fewest entries a list may have, so that one entry tells nothing about
/// whom it belongs to (Bitstring Status List, "minimum").
pub const ENTRIES: usize = 131_072;

/// The largest list that is unpacked, in bytes: 32 million entries.
const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// The longest text that is looked at.
const MAX_TEXT: usize = 2 * 1024 * 1024;

/// Old lists are padded, new ones are not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Why a list cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum StatusError {
    /// Not compressed bits in base64url.
    #[error("the list is damaged")]
    Damaged,
    /// Unpacks to more than is read.
    #[error("the list has more than {} entries", MAX_BYTES * 8)]
    TooLong,
    /// An entry beyond its end.
    #[error("the list has no entry {0}")]
    NoEntry(u64),
}

/// The entries of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits(Vec<u8>);

impl Bits {
    /// A list in which nothing is set.
    #[must_use]
    pub fn clear() -> Self {
        Self(vec![0; ENTRIES / 8])
    }

    /// Reads `encodedList`: gzip in base64url, with or without the multibase
    /// prefix `u`.
    ///
    /// # Errors
    /// When it is damaged or too long.
    pub fn decode(text: &str) -> Result<Self, StatusError> {
        if text.len() > MAX_TEXT {
            return Err(StatusError::TooLong);
        }
        // Compressed data begins with 1f 8b, `H4s` in base64, so a first `u` is the prefix.
        let packed = BASE64.decode(text.strip_prefix('u').unwrap_or(text)).map_err(|_| StatusError::Damaged)?;
        let mut bits = Vec::new();
        let mut unpacked = GzDecoder::new(packed.as_slice()).take(MAX_BYTES + 1);
        unpacked.read_to_end(&mut bits).map_err(|_| StatusError::Damaged)?;
        if bits.len() as u64 > MAX_BYTES { Err(StatusError::TooLong) } else { Ok(Self(bits)) }
    }

    /// The list as `encodedList`.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        // Writing to memory cannot fail.
        let packed = packer.write_all(&self.0).and_then(|()| packer.finish()).unwrap_or_default();
        format!("u{}", BASE64.encode(packed))
    }

    /// How many entries of `size` bits it has.
    #[must_use]
    pub fn entries(&self, size: u8) -> usize {
        self.0.len().saturating_mul(8) / usize::from(size.max(1))
    }

    /// The value of an entry of `size` bits, the first bit of the list leftmost.
    ///
    /// # Errors
    /// When the list is shorter.
    pub fn get(&self, index: u64, size: u8) -> Result<u64, StatusError> {
        let none = || StatusError::NoEntry(index);
        let first = index.checked_mul(u64::from(size)).ok_or_else(none)?;
        let end = first.checked_add(u64::from(size)).ok_or_else(none)?;
        (first..end).try_fold(0, |value, at| {
            let byte = usize::try_from(at / 8).ok().and_then(|at| self.0.get(at)).ok_or_else(none)?;
            Ok(value << 1 | u64::from(byte >> (7 - at % 8) & 1))
        })
    }

    /// Sets or clears an entry of one bit.
    ///
    /// # Errors
    /// When the list is shorter.
    pub fn set(&mut self, index: u64, on: bool) -> Result<(), StatusError> {
        let byte = usize::try_from(index / 8).ok().and_then(|at| self.0.get_mut(at));
        let byte = byte.ok_or(StatusError::NoEntry(index))?;
        let bit = 0x80 >> (index % 8);
        *byte = if on { *byte | bit } else { *byte & !bit };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_stays_set_on_the_way_through_text() {
        let mut bits = Bits::clear();
        for index in [0, 7, 8, 131_071] {
            bits.set(index, true).unwrap();
        }
        bits.set(7, false).unwrap();
        let back = Bits::decode(&bits.encode()).unwrap();
        let set: Vec<u64> = (0..131_072).filter(|index| back.get(*index, 1) == Ok(1)).collect();
        assert_eq!(set, [0, 8, 131_071]);
        assert_eq!(back.get(0, 2), Ok(2), "two bits, the first leftmost");
        assert_eq!(back.get(131_072, 1), Err(StatusError::NoEntry(131_072)));
        assert!(back.get(u64::MAX, 8).is_err() && back.get(u64::MAX, 1).is_err());
    }

    #[test]
    fn the_specifications_own_list_is_read() {
        // Bitstring Status List 1.0, example of an encoded list of zeros.
        let text = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
        assert_eq!(Bits::decode(text), Ok(Bits::clear()));
        assert_eq!(Bits::decode(&text[1..]), Ok(Bits::clear()), "as StatusList2021 wrote it");
    }

    #[test]
    fn a_bomb_and_rubbish_are_refused() {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&vec![0; 64 * 1024 * 1024]).unwrap();
        let bomb = format!("u{}", BASE64.encode(packer.finish().unwrap()));
        assert_eq!(Bits::decode(&bomb), Err(StatusError::TooLong));
        for bad in ["", "u", "uAAAA", "not base64!", "uH4sI"] {
            assert_eq!(Bits::decode(bad), Err(StatusError::Damaged), "{bad}");
        }
    }
}
