//! What is not decoded, since that would take more than the picture is worth.

use super::*;

/// Bits of a file, the lowest of each byte first.
#[derive(Clone, Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn put(&mut self, value: u32, bits: u32) {
        self.0.extend((0..bits).map(|bit| value >> bit & 1 == 1));
    }

    /// A code, whose highest bit is the first.
    fn code(&mut self, value: u32, bits: u32) {
        self.put(value.reverse_bits() >> (32 - bits), bits);
    }

    fn bytes(&self) -> Vec<u8> {
        let byte = |bits: &[bool]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        self.0.chunks(8).map(byte).collect()
    }
}

fn webp(parts: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let part = |(kind, data): &(&[u8; 4], &[u8])| {
        [&kind[..], &(data.len() as u32).to_le_bytes(), data, &[0][..data.len() % 2]].concat()
    };
    let parts = parts.iter().map(part).collect::<Vec<_>>().concat();
    [b"RIFF", &(4 + parts.len() as u32).to_le_bytes()[..], b"WEBP", &parts].concat()
}

/// A lossless WebP of one colour, with so many groups of five codes, each of a table of 1,024
/// places, of which the last alone is used.
fn with_codes(side: u32, groups: u32) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.put(0x2f, 8);
    [side - 1, side - 1].iter().for_each(|side| bits.put(*side, 14));
    // Neither opacity nor transforms nor a cache of colours; one block for all, of this group.
    bits.put(0, 6);
    bits.put(1, 1);
    bits.put(7, 3);
    bits.put(0, 1);
    let single = |bits: &mut Bits, symbol: u32| {
        bits.put(0b101, 3);
        bits.put(symbol, 8);
    };
    [(groups - 1) & 255, (groups - 1) >> 8, 0, 0, 0].iter().for_each(|symbol| single(&mut bits, *symbol));
    let mut code = Bits::default();
    code.put(0, 1);
    code.put(10, 4);
    // The lengths from one to ten have codes of three bits, the last four of them of four.
    [0, 0, 0, 3, 3, 3, 3, 3, 0, 3, 4, 4, 4, 4].iter().for_each(|length| code.put(*length, 3));
    code.put(1, 1);
    code.put(1, 3);
    code.put(9, 4);
    (0..6).for_each(|length| code.code(length, 3));
    [12, 13, 14, 15, 15].iter().for_each(|length| code.code(*length, 4));
    (0..5 * (groups - 1)).for_each(|_| bits.0.extend(&code.0));
    [200, 100, 50, 255, 0].iter().for_each(|symbol| single(&mut bits, *symbol));
    webp(&[(b"VP8L", &[bits.bytes(), vec![0; 8]].concat())])
}

/// A part of a JPEG.
fn marked(kind: u8, data: &[u8]) -> Vec<u8> {
    [&[0xff, kind], &(data.len() as u16 + 2).to_be_bytes()[..], data].concat()
}

/// A progressive JPEG of so many components and scans, with other parts before.
fn jpeg(side: u16, components: u8, scans: usize, before: &[u8]) -> Vec<u8> {
    let sides = side.to_be_bytes();
    let frame = (1..=components).flat_map(|number| [number, 0x11, 0]);
    let frame: Vec<u8> = [8].into_iter().chain(sides).chain(sides).chain([components]).chain(frame).collect();
    let code = |kind: u8| [&[kind, 1][..], &[0; 15], &[0]].concat();
    let scan = |number: usize| {
        let blocks = usize::from(side.div_ceil(8)).pow(2);
        let [from, to] = if number == 0 { [0, 0] } else { [1, 63] };
        [marked(0xda, &[1, 1, 0, from, to, 0]), vec![0; blocks.div_ceil(8)]].concat()
    };
    let table = marked(0xdb, &[&[0][..], &[1; 64]].concat());
    let codes = [marked(0xc4, &code(0)), marked(0xc4, &code(0x10))].concat();
    let scans: Vec<u8> = (0..scans).flat_map(scan).collect();
    [&[0xff, 0xd8], before, &table, &marked(0xc2, &frame), &codes, &scans, &[0xff, 0xd9]].concat()
}

/// What is told of a red PNG whose record has this picture.
fn told_of_recorded(picture: &[u8]) -> String {
    let image = format!("data:image/png;base64,{}", STANDARD.encode(picture));
    told(&png(64, [255, 0, 0, 255]), &image, |_| ()).unwrap()
}

#[test]
fn a_webp_that_may_take_more_than_it_shows_is_not_decoded() {
    for groups in [1, 100] {
        assert_eq!(told_of_recorded(&with_codes(128, groups)), OTHER, "{groups} groups");
    }
    let costly = with_codes(128, 3_000);
    let tables = 5 * 3_000 * 4_096;
    assert!(whole::TABLES_PER_BYTE * costly.len() as u64 > tables, "no more are thought to be there than there are");
    let canvas = |flags: u8, side: u32| {
        let side = &(side - 1).to_le_bytes()[..3];
        [&[flags, 0, 0, 0], side, side].concat()
    };
    let frame = |side: u16| [&[0x10, 0, 0, 0x9d, 1, 0x2a], &side.to_le_bytes()[..], &side.to_le_bytes()].concat();
    let opacity = |flags: u8| [&[flags][..], &[0; 30_000]].concat();
    let inner = with_codes(64, 3_000).split_off(20);
    let (larger, damaged) = ("the one in the record is larger", "the one in the record is damaged");
    for (file, why) in [
        (costly, larger),
        (webp(&[(b"VP8X", &canvas(0x10, 64)), (b"VP8L", &inner)]), larger),
        (webp(&[(b"VP8X", &canvas(0, 64)), (b"VP8 ", &frame(16_383))]), larger),
        (webp(&[(b"VP8X", &canvas(0x10, 64)), (b"ALPH", &opacity(1)), (b"VP8 ", &frame(64))]), larger),
        (webp(&[(b"VP8X", &canvas(0x10, 64)), (b"ALPH", &opacity(0)), (b"VP8 ", &frame(64))]), damaged),
        (webp(&[(b"VP8X", &canvas(2, 64)), (b"ANIM", &[0; 6])]), "the one in the record moves"),
        (webp(&[(b"VP8 ", &frame(64))])[..26].to_vec(), damaged),
    ] {
        let told = told_of_recorded(&file);
        assert!(told.contains("was not compared") && told.contains(why), "{why}: {told}");
    }
    // As a program writes it.
    let mut honest = Cursor::new(Vec::new());
    let picture = image::RgbaImage::from_fn(128, 128, |x, y| image::Rgba([x as u8, y as u8, (x / 16) as u8, 255]));
    picture.write_to(&mut honest, image::ImageFormat::WebP).unwrap();
    assert_eq!(told_of_recorded(&honest.into_inner()), OTHER);
}

#[test]
fn a_jpeg_that_may_take_more_than_it_shows_is_not_decoded() {
    let codes = marked(0xc4, &[&[0, 1][..], &[0; 15], &[0]].concat().repeat(300));
    let profiles = marked(0xe2, b"x").repeat(600);
    for (file, why) in [
        (jpeg(1_024, 1, 10, b""), None),
        (jpeg(MAX_SIDE as u16, 1, 3, b""), None),
        (jpeg(1_024, 3, 3, b""), None),
        (jpeg(1_160, 4, 3, b""), Some("is larger, or takes more to read, than pictures that are compared")),
        (jpeg(64, 1, 34, b""), Some("more memory or time")),
        (jpeg(64, 1, 3, &codes), Some("more memory or time")),
        (jpeg(64, 1, 3, &profiles), Some("more memory or time")),
        (jpeg(64, 1, 3, b"\xff\xff"), None),
        (jpeg(64, 1, 3, &[&marked(0xe0, b"JFIF\0")[..], b"junk"].concat()), Some("is damaged")),
        (jpeg(64, 2, 3, b""), Some("is of a kind")),
    ] {
        let told = told_of_recorded(&file);
        match why {
            Some(why) => assert!(told.contains("was not compared") && told.contains(why), "{why}: {told}"),
            None => assert_eq!(told, OTHER),
        }
    }
    // What it says of its colours need not fit its components.
    let adobe = |colours: u8| marked(0xee, &[&b"Adobe"[..], &[0, 100, 0, 0, 0, 0, colours]].concat());
    for (components, colours) in [(1, 0), (1, 1), (1, 2), (3, 0), (3, 2), (4, 0), (4, 1), (4, 2)] {
        for file in [jpeg(64, components, 3, &adobe(colours)), baseline(&jpeg(64, components, 1, &adobe(colours)))] {
            let told = told_of_recorded(&file);
            assert!(told == OTHER || told.contains("was not compared"), "{told}");
        }
    }
}

/// The same JPEG, said to be no progressive one.
fn baseline(file: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    let at = memmem::find(&file, b"\xff\xc2").unwrap();
    file[at + 1] = 0xc0;
    file
}

#[test]
fn a_png_that_is_packed_in_more_than_a_picture_needs_is_not_unpacked() {
    let red = png(64, [255, 0, 0, 255]);
    let at = memmem::find(&red, b"IDAT").unwrap();
    let length = u32::from_be_bytes(red[at - 4..at].try_into().unwrap()) as usize;
    let (head, pixels) = red[at + 4..at + 4 + length].split_at(2);
    // Blocks in which nothing is.
    let padded = |blocks: usize| {
        let pixels = [head, &[0, 0, 0, 0xff, 0xff].repeat(blocks), pixels].concat();
        [&red[..at - 4], &part(b"IDAT", &pixels), &red[at + 8 + length..]].concat()
    };
    let data = |file: &[u8]| format!("data:image/png;base64,{}", STANDARD.encode(file));
    assert_eq!(told(&padded(1_000), &data(&red), |_| ()), None, "the pixels are the same");
    let named = Shown::of(&red).unwrap().noted_in(&red).unwrap();
    assert_eq!(told(&padded(1_000), &data(&named), |_| ()), None, "the same by their name");
    let costly = padded(MAX_PACKED / 5 + 1);
    for record in [&red, &named] {
        let told = told(&costly, &data(record), |_| ()).unwrap();
        assert!(told.contains("was not compared") && told.contains("the one in the file is larger"), "{told}");
    }
    // Nobody packed it anew.
    let named = Shown::of(&costly).unwrap().noted_in(&red).unwrap();
    assert_eq!(told(&costly, &data(&named), |_| ()), None);
}
