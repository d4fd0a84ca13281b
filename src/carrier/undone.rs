//! Encodings undone: what a text may stand for that holds no badge as it is written.
//!
//! Base64 (in both alphabets, broken into lines or not), hexadecimal digits, letters by
//! their numbers (`%7B`, `\x7b`, `=7B`, `&#123;`, `&quot;`), UTF-16 between other bytes, and
//! what was packed. Nothing
//! tells what a text was meant as, so each way in which it can be undone is tried, and
//! whoever asks looks at what comes of it.

use std::ops::Range;

use memchr::{memchr, memchr3, memmem};

/// No badge is shorter, in bytes.
pub(super) const SHORTEST: usize = 32;

/// How many different digits the words of a badge take at least, whichever way they are
/// written before.
const LEAST_DIGITS: u32 = 6;

/// Digits in which bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digits {
    /// Base64, and base64url.
    SixtyFour,
    /// Hexadecimal.
    Sixteen,
}

impl Digits {
    pub(super) const ALL: [Self; 2] = [Self::SixtyFour, Self::Sixteen];

    /// How many bits a digit has.
    fn bits(self) -> u32 {
        match self {
            Self::SixtyFour => 6,
            Self::Sixteen => 4,
        }
    }

    fn value(self, digit: u8) -> Option<u8> {
        match (self, digit) {
            (Self::SixtyFour, b'A'..=b'Z') => Some(digit - b'A'),
            (Self::SixtyFour, b'a'..=b'z') => Some(digit - b'a' + 26),
            (Self::SixtyFour, b'0'..=b'9') => Some(digit - b'0' + 52),
            (Self::SixtyFour, b'+' | b'-') => Some(62),
            (Self::SixtyFour, b'/' | b'_') => Some(63),
            (Self::Sixteen, _) => hexadecimal(digit),
            _ => None,
        }
    }

    /// How many digits a badge takes at least.
    fn least(self) -> usize {
        (SHORTEST * 8).div_ceil(self.bits() as usize)
    }

    /// In how many places a group of whole bytes may begin: other letters may stand
    /// directly before the first.
    pub(super) fn places(self) -> usize {
        match self {
            Self::SixtyFour => 4,
            Self::Sixteen => 2,
        }
    }

    /// Where nothing but so many digits stand, or what breaks them into lines.
    pub(super) fn runs(self, text: &[u8]) -> impl Iterator<Item = Range<usize>> {
        let least = self.least();
        let stands_between = move |byte: u8| match self {
            Self::SixtyFour => byte.is_ascii_whitespace(),
            Self::Sixteen => byte.is_ascii_whitespace() || b":,xX".contains(&byte),
        };
        runs(text, least, move |byte| stands_between(byte) || self.value(byte).is_some())
    }

    /// Whether words may be written in these digits: those of badges need most of them. An
    /// even colour in a picture is the same few again and again.
    pub(super) fn may_be_words(self, run: &[u8]) -> bool {
        let mut there = 0_u64;
        run.iter().filter_map(|digit| self.value(*digit)).any(|value| {
            there |= 1 << value;
            there.count_ones() >= LEAST_DIGITS
        })
    }

    /// How many bytes digits stand for at most.
    pub(super) fn most(self, run: &[u8]) -> usize {
        run.len() * self.bits() as usize / 8
    }

    /// The bytes that digits stand for, from this place on.
    pub(super) fn bytes(self, run: &[u8], place: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.most(run));
        let (mut held, mut bits) = (0_u32, 0);
        // As programs write a number: `0x7b`.
        let is_mark = |at: usize| self == Self::Sixteen && matches!(run.get(at + 1), Some(b'x' | b'X'));
        let digits = run.iter().enumerate().filter(|(at, digit)| **digit != b'0' || !is_mark(*at));
        for value in digits.filter_map(|(_, digit)| self.value(*digit)).skip(place) {
            held = (held << self.bits()) | u32::from(value);
            bits += self.bits();
            if bits >= 8 {
                bits -= 8;
                bytes.push((held >> bits) as u8);
                held &= (1 << bits) - 1;
            }
        }
        bytes
    }
}

/// Where so many bytes in a row, or more, are such ones. A run of them covers every place
/// at that distance, so most bytes of what has none need not be looked at.
fn runs<T: Copy>(bytes: &[T], least: usize, is_one: impl Fn(T) -> bool + Copy) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let probe = from + least - 1;
            if !is_one(*bytes.get(probe)?) {
                from = probe + 1;
                continue;
            }
            let (before, after) = (bytes.get(from..probe)?, bytes.get(probe..)?);
            let start = before.iter().rposition(|byte| !is_one(*byte)).map_or(from, |at| from + at + 1);
            let end = after.iter().position(|byte| !is_one(*byte)).map_or(bytes.len(), |length| probe + length);
            from = end;
            if end - start >= least {
                return Some(start..end);
            }
        }
    })
}

/// Whether bytes hold a text as long as the words of badges: those of pictures and fonts
/// have none, by chance or otherwise.
pub(super) fn has_text(bytes: &[u8]) -> bool {
    runs(bytes, SHORTEST / 2, |byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()).next().is_some()
}

/// The parts of bytes in which texts in UTF-16 lie, in either byte order and beginning
/// anywhere.
pub(super) fn wide(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    // No text has a letter without a number.
    let mut from = 0;
    let ends = memmem::find_iter(bytes, b"\0\0\0").chain([bytes.len()]);
    let parts = ends.filter_map(move |end| bytes.get(std::mem::replace(&mut from, end)..end));
    parts.filter(|part| is_wide(part))
}

/// Whether letters of the usual kind stand there that each have a zero beside them.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    let is_letter = |[one, other]: [u8; 2]| {
        let letter = one | other;
        (one == 0) != (other == 0) && (letter.is_ascii_graphic() || letter.is_ascii_whitespace())
    };
    runs(bytes.as_chunks().0, SHORTEST / 2, is_letter).next().is_some()
}

/// The text in such a part. All words by which badges are known have letters of one byte.
pub(super) fn narrow(part: &[u8]) -> String {
    part.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect()
}

/// Whether something in a text may be undone. Asked of nearly every part of a file.
pub(super) fn may_be_coded(text: &[u8]) -> bool {
    Spelling::ALL.iter().any(|spelling| spelling.is_in(text))
        || Digits::ALL.iter().any(|digits| digits.runs(text).next().is_some())
}

/// A way in which letters are written by their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// Where the next one may begin.
    sign: fn(&[u8]) -> Option<usize>,
    /// The one that begins here.
    letter: fn(&[u8]) -> Option<Letter>,
}

impl Spelling {
    pub(super) const ALL: [Self; 2] = [
        Self { sign: |rest| memchr3(b'%', b'\\', b'&', rest), letter: by_number },
        Self { sign: |rest| memchr(b'=', rest), letter: quoted },
    ];

    /// Whether any letter of a text is written so.
    pub(super) fn is_in(self, text: &[u8]) -> bool {
        let mut rest = text;
        while let Some(from) = (self.sign)(rest).and_then(|at| rest.get(at..)) {
            if (self.letter)(from).is_some() {
                return true;
            }
            rest = from.get(1..).unwrap_or_default();
        }
        false
    }

    /// The text with its letters as they are, which is never longer.
    pub(super) fn undone(self, text: &[u8]) -> Vec<u8> {
        let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text);
        while let Some((before, from)) = (self.sign)(rest).and_then(|at| rest.split_at_checked(at)) {
            bytes.extend_from_slice(before);
            let (spelt, length) = (self.letter)(from).unwrap_or((Spelt::Nothing, 0));
            match spelt {
                Spelt::Byte(byte) => bytes.push(byte),
                Spelt::Letter(letter) => bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                Spelt::Nothing => bytes.extend(from.first().filter(|_| length == 0)),
            }
            rest = from.get(length.max(1)..).unwrap_or_default();
        }
        bytes.extend_from_slice(rest);
        bytes
    }
}

/// A letter, and how many bytes stood for it.
type Letter = (Spelt, usize);

/// What stands in a text by its number.
#[derive(Clone, Copy, Debug)]
enum Spelt {
    Byte(u8),
    Letter(char),
    Nothing,
}

/// As addresses, programs and pages write letters by their numbers.
fn by_number(from: &[u8]) -> Option<Letter> {
    match *from {
        [b'%', high, low, ..] => Some((Spelt::Byte(byte(high, low)?), 3)),
        [b'\\', b'x', high, low, ..] => Some((Spelt::Byte(byte(high, low)?), 4)),
        // Half a letter stays as it is, which JSON reads.
        [b'\\', b'u', a, b, c, d, ..] => {
            let number = u32::from(byte(a, b)?) << 8 | u32::from(byte(c, d)?);
            Some((Spelt::Letter(char::from_u32(number)?), 6))
        }
        [b'\\', sign @ (b'"' | b'\'' | b'\\' | b'/'), ..] => Some((Spelt::Byte(sign), 2)),
        [b'\\', b'n' | b'r' | b't', ..] => Some((Spelt::Byte(b'\n'), 2)),
        [b'&', b'#', ref number @ ..] => numeric(number).map(|(letter, length)| (letter, length + 2)),
        [b'&', ref name @ ..] => named(name).map(|(letter, length)| (letter, length + 1)),
        _ => None,
    }
}

/// As e-mails do.
fn quoted(from: &[u8]) -> Option<Letter> {
    match *from {
        [b'=', first, ..] if first.is_ascii_whitespace() => {
            let blank = from.iter().skip(1).take_while(|byte| byte.is_ascii_whitespace());
            Some((Spelt::Nothing, 1 + blank.count()))
        }
        [b'=', high, low, ..] => Some((Spelt::Byte(byte(high, low)?), 3)),
        _ => None,
    }
}

/// The number of a letter in a page, behind `&#`.
fn numeric(from: &[u8]) -> Option<Letter> {
    let (radix, digits, before) = match from {
        [b'x' | b'X', digits @ ..] => (16, digits, 1),
        digits => (10, digits, 0),
    };
    let count = digits.iter().take(8).take_while(|digit| char::from(**digit).is_digit(radix)).count();
    let number = std::str::from_utf8(digits.get(..count)?).ok()?;
    let letter = char::from_u32(u32::from_str_radix(number, radix).ok()?)?;
    let end = usize::from(digits.get(count) == Some(&b';'));
    Some((Spelt::Letter(letter), before + count + end))
}

/// The signs of JSON and XML by the names that pages give them, behind `&`.
fn named(from: &[u8]) -> Option<Letter> {
    const NAMES: [(&str, u8); 19] = [
        ("quot", b'"'),
        ("amp", b'&'),
        ("lt", b'<'),
        ("gt", b'>'),
        ("apos", b'\''),
        ("nbsp", b' '),
        ("lbrace", b'{'),
        ("lcub", b'{'),
        ("rbrace", b'}'),
        ("rcub", b'}'),
        ("lbrack", b'['),
        ("lsqb", b'['),
        ("rbrack", b']'),
        ("rsqb", b']'),
        ("colon", b':'),
        ("comma", b','),
        ("commat", b'@'),
        ("period", b'.'),
        ("sol", b'/'),
    ];
    let name = from.get(..memchr(b';', from.get(..8.min(from.len()))?)?)?;
    let (_, sign) = NAMES.iter().find(|(known, _)| known.as_bytes() == name)?;
    Some((Spelt::Byte(*sign), name.len() + 1))
}

fn byte(high: u8, low: u8) -> Option<u8> {
    Some(hexadecimal(high)? << 4 | hexadecimal(low)?)
}

fn hexadecimal(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// What is packed in these bytes, as it lies there and wherever it begins: zlib, gzip, or
/// files of an archive (ZIP).
pub(super) fn packed(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    // Without a dictionary, which nobody has here; with a window of whichever size (RFC 1950).
    let begins = |head: &[u8; 2]| {
        let [method, flags] = *head;
        method & 0x8f == 8 && flags & 0x20 == 0 && u16::from_be_bytes(*head).is_multiple_of(31)
    };
    let heads = bytes.array_windows::<2>().enumerate().filter(move |(_, head)| begins(head));
    let streams = heads.filter_map(|(at, _)| bytes.get(at + 2..));
    let mut zeros = Zeros { bytes, next: [0; 2] };
    let member = move |at: usize| match bytes.get(at..)? {
        [_, _, _, flags @ 0..0x20, _, _, _, _, _, _, ..] => zeros.behind_gzip_head(*flags, at + 10),
        _ => None,
    };
    let members = memmem::find_iter(bytes, b"\x1f\x8b\x08").filter_map(member);
    let file = |at| {
        let head = bytes.get(at..at + 30)?;
        let length = |at: usize| Some(usize::from(u16::from_le_bytes(*head.get(at..)?.first_chunk()?)));
        bytes.get(at + 30 + length(26)? + length(28)?..)
    };
    streams.chain(members).chain(memmem::find_iter(bytes, b"PK\x03\x04").filter_map(file))
}

/// Where zeros lie, which end the names in heads. Heads may follow one another closely, so
/// nothing is gone through twice.
struct Zeros<'b> {
    bytes: &'b [u8],
    /// The last one that was found for each of the names.
    next: [usize; 2],
}

impl<'b> Zeros<'b> {
    /// What follows on the fields that are not in every head (RFC 1952, section 2.3.1).
    fn behind_gzip_head(&mut self, flags: u8, from: usize) -> Option<&'b [u8]> {
        let mut at = from;
        if flags & 4 != 0 {
            let length = self.bytes.get(at..)?.first_chunk()?;
            at += 2 + usize::from(u16::from_le_bytes(*length));
        }
        // Its name, and words about it.
        for next in self.next.iter_mut().take((flags & 0x18).count_ones() as usize) {
            if *next < at {
                *next = memchr(0, self.bytes.get(at..)?).map_or(self.bytes.len(), |zero| at + zero);
            }
            at = *next + 1;
        }
        self.bytes.get(at + if flags & 2 != 0 { 2 } else { 0 }..)
    }
}
