use super::*;
use crate::made_fonts::{
    CABIN, CAVEAT, file, named, names, of_letters, postscript, square, step, tables, with_outlines,
};

fn read(data: Vec<u8>) -> Result<OwnFont, FontFileError> {
    let begun = std::time::Instant::now();
    let read = OwnFont::from_bytes(data);
    assert!(begun.elapsed().as_secs() < 30, "it takes long");
    read
}

fn with_table(tag: &[u8; 4], table: Option<Vec<u8>>) -> Vec<u8> {
    let mut tables = tables(CABIN);
    tables.remove(tag);
    tables.extend(table.map(|table| (*tag, table)));
    file(&tables)
}

fn changed(tag: &[u8; 4], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut table = tables(CABIN)[tag].clone();
    change(&mut table);
    with_table(tag, Some(table))
}

#[test]
fn a_font_is_known_by_the_name_and_the_weight_that_its_file_says() {
    let family = |entries: &[(u16, &str)]| read(with_table(b"name", Some(names(entries)))).unwrap().family;
    assert_eq!(family(&[(1, "Harbour Sans Black"), (16, "Harbour Sans")]), "Harbour Sans");
    assert_eq!(family(&[(1, "  Harbour \n Sans")]), "Harbour Sans");
    assert_eq!(family(&[(1, "O'Neil \"</style><x>\\ {}")]), "O’Neil /style x", "nothing that breaks out of a file");
    assert_eq!(family(&[(1, &"a".repeat(400))]).len(), MAX_NAME);
    let weight = |weight: u16| read(named(CABIN, "Harbour", weight)).unwrap().weight;
    assert_eq!([650, 0, 4, 60_000].map(weight), [650, 400, 400, 1000]);
    let bundled = read(CABIN.to_vec()).unwrap();
    assert_eq!((bundled.family.as_str(), bundled.weight), ("Cabin", 400));
    assert_ne!(bundled.id(), read(named(CABIN, "Harbour", 400)).unwrap().id());
}

#[test]
fn slanted_and_narrow_fonts_are_families_of_their_own() {
    let slanted = read(changed(b"OS/2", |table| table[63] |= 1)).unwrap();
    assert_eq!(slanted.family, "Cabin Italic");
    let narrow = read(changed(b"OS/2", |table| table[7] = 3)).unwrap();
    assert_eq!(narrow.family, "Cabin Condensed");
}

#[test]
fn what_cannot_be_taken_in_gets_a_sentence() {
    let refused = |data: Vec<u8>| read(data).unwrap_err();
    assert_eq!(refused(vec![0; MAX_FONT_BYTES + 1]), FontFileError::TooManyBytes { megabytes: 5 });
    assert_eq!(refused(b"ttcf....".to_vec()), FontFileError::Collection);
    assert_eq!(refused(b"wOF2....".to_vec()), FontFileError::Packed);
    assert_eq!(refused(b"wOFF....".to_vec()), FontFileError::Packed);
    for none in [b"".as_slice(), b"%PDF-1.7", b"\x89PNG\r\n\x1A\n"] {
        assert_eq!(refused(none.to_vec()), FontFileError::NotAFont);
    }
    assert_eq!(refused(with_table(b"glyf", None)), FontFileError::NoOutlines);
    assert_eq!(
        refused(with_outlines(CABIN, &(0..400).map(|letter| (letter, Vec::new())).collect::<Vec<_>>())),
        FontFileError::NoOutlines
    );
    assert_eq!(refused(with_table(b"name", None)), FontFileError::NoName);
    assert_eq!(refused(with_table(b"name", Some(names(&[(1, " \u{1} ")])))), FontFileError::NoName);
    for units in [0, 15, 16385] {
        let data = changed(b"head", |table| table[18..20].copy_from_slice(&u16::to_be_bytes(units)));
        assert_eq!(refused(data), FontFileError::Units { units });
    }
    for table in [b"head", b"maxp", b"hhea", b"hmtx", b"cmap"] {
        assert!(matches!(refused(with_table(table, None)), FontFileError::Damaged(_)), "{table:?}");
    }
    assert_eq!(refused(CABIN[..CABIN.len() / 2].to_vec()), FontFileError::Damaged("a part of it"));
    // A list of letters that knows none.
    assert_eq!(refused(with_table(b"cmap", Some(vec![0; 4]))), FontFileError::NoLetters);
    for error in [FontFileError::NoOutlines, FontFileError::Damaged("a letter"), FontFileError::Units { units: 0 }] {
        let words = error.to_string();
        assert!(words.starts_with("This ") && words.ends_with('.'), "{words}");
    }
}

#[test]
fn the_licence_in_the_file_is_kept() {
    let rights = |bits: u16| read(changed(b"OS/2", |table| table[8..10].copy_from_slice(&bits.to_be_bytes())));
    for forbidden in [0x0002, 0x0102, 0x0200] {
        assert_eq!(rights(forbidden), Err(FontFileError::Restricted { family: "Cabin".into() }));
    }
    // Of several rights the widest counts.
    for allowed in [0, 0x0004, 0x0008, 0x000A, 0x0100] {
        assert!(rights(allowed).is_ok(), "{allowed:#x}");
    }
}

#[test]
fn letters_without_end_are_refused_before_they_are_drawn() {
    let in_itself = with_outlines(CABIN, &[(40, of_letters(&[40]))]);
    assert_eq!(read(in_itself).unwrap_err(), FontFileError::TooIntricate);
    let in_each_other = with_outlines(CABIN, &[(40, of_letters(&[41])), (41, of_letters(&[40]))]);
    assert_eq!(read(in_each_other).unwrap_err(), FontFileError::TooIntricate);
    // Each is forty of the one before.
    let tower: Vec<_> = (41..48).map(|letter| (letter, of_letters(&[letter - 1; 40]))).collect();
    assert_eq!(read(with_outlines(CABIN, &tower)).unwrap_err(), FontFileError::TooIntricate);
    assert!(read(with_outlines(CABIN, &[(41, of_letters(&[40, 40, 40]))])).is_ok());
    // No points, and yet something to read them from.
    let pointless = with_outlines(CABIN, &[(40, [0; 10].into_iter().chain([0, 0, 1, 1]).collect())]);
    assert_eq!(read(pointless).unwrap_err(), FontFileError::Damaged("a letter"));
    // As many rules as can be said, all of them in one place.
    let mut rules = vec![0, 1, 0, 0, 0, 10, 0, 10, 0, 10, 0x7F, 0xFF];
    rules.extend([0, 0].repeat(0x7FFF));
    rules[14..16].copy_from_slice(&[0x7F, 0xFF]);
    assert_eq!(read(with_table(b"GSUB", Some(rules))).unwrap_err(), FontFileError::TooIntricate);
}

#[test]
fn postscript_outlines_are_read_and_pieces_that_call_each_other_are_counted() {
    let font = read(postscript(CABIN, &square(), &[])).unwrap();
    assert_eq!(font.family, "Cabin");
    // Eight pieces, each of which calls the next two hundred times.
    let call = |piece: i16| step(&[piece - 107], 29);
    let pieces: Vec<Vec<u8>> =
        (1..9).map(|next| [call(next).repeat(200), vec![11]].concat()).chain([vec![11]]).collect();
    let endless = [step(&[50, 0], 21), call(0), square()].concat();
    assert_eq!(read(postscript(CABIN, &endless, &pieces)).unwrap_err(), FontFileError::TooIntricate);
    let twice = [call(7), square()].concat();
    assert!(read(postscript(CABIN, &twice, &pieces)).is_ok());
}

#[test]
fn one_file_for_each_family_and_weight() {
    let font = |font: &[u8], family, weight| Arc::new(OwnFont::from_bytes(named(font, family, weight)).unwrap());
    let mut fonts = OwnFonts::default();
    fonts.add(font(CABIN, "Harbour", 400));
    fonts.add(font(CABIN, "Harbour", 700));
    fonts.add(font(CAVEAT, "HARBOUR", 400));
    let listed: Vec<(&str, u16)> = fonts.iter().map(|font| (font.family(), font.weight())).collect();
    assert_eq!(listed.len(), 2, "{listed:?}");
    assert!(listed.contains(&("HARBOUR", 400)) && listed.contains(&("Harbour", 700)));
    let text = serde_json::to_string(&fonts).unwrap();
    assert_eq!(serde_json::from_str::<OwnFonts>(&text).unwrap(), fonts);
    assert!(fonts.fits());
    (0..12).for_each(|weight| fonts.add(font(CABIN, "Pier", 100 + weight)));
    assert!(!fonts.fits());
    let refused = serde_json::from_str::<OwnFonts>(&serde_json::to_string(&fonts).unwrap()).unwrap_err();
    assert!(refused.to_string().contains("more than 12 fonts"), "{refused}");
    let damaged = text.replacen("\"data\":\"AAEA", "\"data\":\"AAEB", 1);
    let refused = serde_json::from_str::<OwnFonts>(&damaged).unwrap_err();
    assert!(refused.to_string().contains("This file is not a font"), "{refused}");
}
