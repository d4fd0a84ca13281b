//! The little of CBOR (RFC 8949) that signatures over parts are written in:
//! whole numbers, bytes, lists and maps, each with its length before it.

/// Reads one item after another. Nothing is set aside for what is not there:
/// what is returned are pieces of the bytes.
pub(super) struct Reader<'b>(&'b [u8]);

/// The kinds of items that are read (RFC 8949, section 3.1).
#[derive(Clone, Copy)]
enum Major {
    Number = 0,
    Bytes = 2,
    List = 4,
    Map = 5,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// Whether everything was read.
    pub(super) fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        self.head(Major::Number)
    }

    pub(super) fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.head(Major::Bytes)?).ok()?;
        self.take(length)
    }

    /// How many items follow in a list.
    pub(super) fn list(&mut self) -> Option<u64> {
        self.head(Major::List)
    }

    /// How many pairs follow in a map.
    pub(super) fn map(&mut self) -> Option<u64> {
        self.head(Major::Map)
    }

    /// The number in the head of an item of this kind.
    fn head(&mut self, major: Major) -> Option<u64> {
        let first = *self.take(1)?.first()?;
        if first >> 5 != major as u8 {
            return None;
        }
        let length = match first & 0x1f {
            small @ 0..24 => return Some(small.into()),
            more @ 24..28 => 1 << (more - 24),
            // Items without a length before them have no place here.
            _ => return None,
        };
        Some(self.take(length)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_and_nothing_else_is() {
        let mut reader = Reader::new(&[0x82, 0x18, 0x2a, 0x42, 1, 2, 0xa1, 0x00, 0x1a, 0, 1, 0, 0]);
        assert_eq!((reader.list(), reader.number(), reader.bytes()), (Some(2), Some(42), Some([1, 2].as_slice())));
        assert_eq!((reader.map(), reader.number(), reader.number()), (Some(1), Some(0), Some(65_536)));
        assert!(reader.is_done());
        // Of another kind, cut off, without a length, longer than there is.
        for bytes in [[0x40].as_slice(), &[], &[0x19, 1], &[0x1f], &[0x1c], &[0x38, 1]] {
            assert_eq!(Reader::new(bytes).number(), None, "{bytes:?}");
        }
        for bytes in [[0x5f].as_slice(), &[0x43, 1, 2], &[0x5b, 255, 255, 255, 255, 255, 255, 255, 255, 1]] {
            assert_eq!(Reader::new(bytes).bytes(), None, "{bytes:?}");
        }
    }
}
