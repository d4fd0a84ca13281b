//! Font files for tests, made of bundled ones: by another name, with other
//! tables, with letters that draw what a test wants.

#![allow(dead_code, reason = "each test uses a part of this")]

use std::collections::BTreeMap;

/// A bundled font.
pub const CABIN: &[u8] = include_bytes!("../../assets/fonts/badge/Cabin-Regular.ttf");

/// Another one, which looks quite different.
pub const CAVEAT: &[u8] = include_bytes!("../../assets/fonts/badge/Caveat-Bold.ttf");

/// The tables of a font file.
pub type Tables = BTreeMap<[u8; 4], Vec<u8>>;

fn number(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]))
}

fn long(bytes: &[u8], at: usize) -> usize {
    number(bytes, at) * 65536 + number(bytes, at + 2)
}

fn small(value: usize) -> [u8; 2] {
    u16::try_from(value).unwrap().to_be_bytes()
}

fn large(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap().to_be_bytes()
}

/// The tables that a font file has.
pub fn tables(font: &[u8]) -> Tables {
    let records = font[12..].chunks_exact(16).take(number(font, 4));
    let table = |record: &[u8]| {
        let (from, length) = (long(record, 8), long(record, 12));
        ([record[0], record[1], record[2], record[3]], font[from..from + length].to_vec())
    };
    records.map(table).collect()
}

/// A font file of these tables.
pub fn file(tables: &Tables) -> Vec<u8> {
    let mut head = if tables.contains_key(b"CFF ") { b"OTTO".to_vec() } else { vec![0, 1, 0, 0] };
    head.extend(small(tables.len()));
    head.extend([0; 6]);
    let mut body = Vec::new();
    for (tag, data) in tables {
        head.extend(tag);
        head.extend([0; 4]);
        head.extend(large(12 + 16 * tables.len() + body.len()));
        head.extend(large(data.len()));
        body.extend(data);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    head.extend(body);
    head
}

/// A table of names, by number.
pub fn names(names: &[(u16, &str)]) -> Vec<u8> {
    let (mut records, mut words) = (Vec::new(), Vec::new());
    for (id, name) in names {
        let text: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for field in [3, 1, 0x409, usize::from(*id), text.len(), words.len()] {
            records.extend(small(field));
        }
        words.extend(text);
    }
    let mut table = [small(0), small(names.len()), small(6 + records.len())].concat();
    table.extend(records);
    table.extend(words);
    table
}

/// The font by another name and of another weight.
pub fn named(font: &[u8], family: &str, weight: u16) -> Vec<u8> {
    let mut tables = tables(font);
    tables.insert(*b"name", names(&[(1, family)]));
    tables.get_mut(b"OS/2").unwrap()[4..6].copy_from_slice(&weight.to_be_bytes());
    file(&tables)
}

/// The font with other outlines for letters of these numbers.
pub fn with_outlines(font: &[u8], outlines: &[(usize, Vec<u8>)]) -> Vec<u8> {
    let mut tables = tables(font);
    let (loca, is_long) = (tables[b"loca"].clone(), tables[b"head"][51] == 1);
    let at = |letter: usize| if is_long { long(&loca, letter * 4) } else { number(&loca, letter * 2) * 2 };
    let count = loca.len() / if is_long { 4 } else { 2 } - 1;
    let (mut glyf, mut offsets) = (Vec::new(), large(0).to_vec());
    for letter in 0..count {
        match outlines.iter().find(|(other, _)| *other == letter) {
            Some((_, outline)) => glyf.extend(outline),
            None => glyf.extend(&tables[b"glyf"][at(letter)..at(letter + 1)]),
        }
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        offsets.extend(large(glyf.len()));
    }
    tables.insert(*b"glyf", glyf);
    tables.insert(*b"loca", offsets);
    tables.get_mut(b"head").unwrap()[51] = 1;
    file(&tables)
}

/// An outline put together from those of other letters.
pub fn of_letters(letters: &[usize]) -> Vec<u8> {
    let mut outline = vec![0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0];
    for (place, letter) in letters.iter().enumerate() {
        let more = if place + 1 < letters.len() { 0x20 } else { 0 };
        outline.extend(small(0x02 + more));
        outline.extend(small(*letter));
        outline.extend([0, 0]);
    }
    outline
}

/// Steps of a PostScript letter: a step with its numbers.
pub fn step(numbers: &[i16], operator: u8) -> Vec<u8> {
    let mut steps: Vec<u8> =
        numbers.iter().flat_map(|number| [[28].as_slice(), &number.to_be_bytes()].concat()).collect();
    steps.push(operator);
    steps
}

/// A square.
pub fn square() -> Vec<u8> {
    [step(&[50, 0], 21), step(&[400], 6), step(&[700], 7), step(&[-400], 6), vec![14]].concat()
}

/// The font with PostScript outlines: each letter takes these steps, which can
/// call these pieces.
pub fn postscript(font: &[u8], letter: &[u8], pieces: &[Vec<u8>]) -> Vec<u8> {
    fn index(entries: &[Vec<u8>]) -> Vec<u8> {
        if entries.is_empty() {
            return vec![0, 0];
        }
        let mut index = small(entries.len()).to_vec();
        index.push(4);
        let mut end = 1;
        index.extend(large(end));
        for entry in entries {
            end += entry.len();
            index.extend(large(end));
        }
        index.extend(entries.concat());
        index
    }
    let mut tables = tables(font);
    let letters = index(&vec![letter.to_vec(); number(&tables[b"maxp"], 4)]);
    let top = |letters: usize, private: usize| {
        let wide = |value: usize| [[29].as_slice(), &large(value)].concat();
        index(&[[wide(letters), vec![17], wide(0), wide(private), vec![18]].concat()])
    };
    let before = [vec![1, 0, 4, 4], index(&[b"Made".to_vec()])].concat();
    let after = [index(&[]), index(pieces)].concat();
    let at = before.len() + top(0, 0).len() + after.len();
    let cff = [before, top(at, at + letters.len()), after, letters].concat();
    for gone in [b"glyf", b"loca"] {
        tables.remove(gone);
    }
    tables.insert(*b"CFF ", cff);
    file(&tables)
}
