//! Font files in documents, sets and brand kits.

use std::sync::Arc;

use super::set::{Member, Set};
use super::{Document, Edit, EditError, Group, History, open_brand, save_brand, starter};
use crate::artwork::{Artwork, Brand, Element, Font, Kind, MAX_FONTS, OwnFont};
use crate::made_fonts::{CABIN, CAVEAT, named};

fn own(family: &str, weight: u16) -> Arc<OwnFont> {
    Arc::new(OwnFont::from_bytes(named(CAVEAT, family, weight)).unwrap())
}

fn first_aid() -> Document {
    starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap()
}

/// The first text of the badge, set in this family.
fn set_in(artwork: &Artwork, family: &str) -> Edit {
    let mut found: Option<Element> = None;
    artwork.each(|element| {
        if let (None, Kind::Text(text)) = (&found, &element.kind) {
            let mut text = text.clone();
            text.font = Font::new(family, 700);
            found = Some(Element { kind: Kind::Text(text), ..(**element).clone() });
        }
    });
    Edit::Put(vec![found.unwrap()])
}

fn families(document: &Document) -> Vec<String> {
    document.artwork.fonts.iter().map(|font| font.family().to_owned()).collect()
}

#[test]
fn a_font_travels_in_the_file_while_a_text_is_set_in_it() {
    let plain = first_aid();
    let carrying = plain.edited(&Edit::AddFont(own("Harbour", 700))).unwrap();
    assert_eq!(families(&carrying), ["Harbour"]);
    assert_eq!(carrying.to_bytes(), plain.to_bytes(), "what no text asks for is left out");
    let set = carrying.edited(&set_in(&carrying.artwork, "harbour")).unwrap();
    let again = Document::from_bytes(&set.to_bytes()).unwrap();
    assert_eq!(again, set);
    assert_eq!(again.artwork.fonts.iter().next().unwrap().data(), own("Harbour", 700).data());
    assert!(!String::from_utf8(plain.to_bytes()).unwrap().contains("fonts"));
}

#[test]
fn a_damaged_font_in_a_file_is_told_with_its_place() {
    let set = first_aid().edited(&set_in(&first_aid().artwork, "Harbour")).unwrap();
    let set = set.edited(&Edit::AddFont(own("Harbour", 700))).unwrap();
    let text = String::from_utf8(set.to_bytes()).unwrap();
    let damaged = text.replacen("\"data\": \"AAEA", "\"data\": \"AAEB", 1);
    assert_ne!(damaged, text);
    let refused = Document::from_bytes(damaged.as_bytes()).unwrap_err().to_string();
    assert!(refused.contains("“artwork.fonts”") && refused.contains("This file is not a font"), "{refused}");
}

#[test]
fn there_are_only_so_many_and_unused_ones_make_room() {
    let mut document = first_aid().edited(&set_in(&first_aid().artwork, "Harbour")).unwrap();
    for weight in 0..12 {
        document = document.edited(&Edit::AddFont(own("Harbour", 100 + weight))).unwrap();
    }
    assert_eq!(families(&document).len(), MAX_FONTS);
    let full = document.edited(&Edit::AddFont(own("Pier", 400))).unwrap_err();
    assert_eq!(full, EditError::TooManyFonts);
    assert_eq!(
        full.to_string(),
        "A badge can carry at most 12 font files, of 16 MB together. Set its texts in fewer fonts."
    );
    let other = document.edited(&set_in(&document.artwork, "Pier")).unwrap();
    assert_eq!(families(&other.edited(&Edit::AddFont(own("Pier", 400))).unwrap()), ["Pier"]);
}

#[test]
fn a_font_that_a_badge_of_the_set_brings_in_belongs_to_all_and_is_one_step() {
    let set = Set {
        members: vec![Arc::new(Member::new("urn:uuid:2")), Arc::new(Member::new("urn:uuid:3"))],
        ..Set::default()
    };
    let document = first_aid().edited(&Edit::Set(Arc::new(set))).unwrap().showing("urn:uuid:3");
    let mut history = History::new(document.clone());
    let edits = [set_in(&document.artwork, "Harbour"), Edit::AddFont(own("Harbour", 700))];
    history.apply(&edits, "Add the font", Group::Once).unwrap();
    let after = history.document().design();
    assert_eq!(families(&after), ["Harbour"], "the design carries it");
    let again = Document::from_bytes(&history.document().to_bytes()).unwrap();
    assert_eq!(families(&again), ["Harbour"], "though no text of the design asks for it");
    assert_eq!(again.member(1).unwrap().artwork, history.document().artwork);
    assert_eq!(families(&again.member(0).unwrap()), ["Harbour"]);
    history.undo();
    assert!(families(history.document()).is_empty());
}

#[test]
fn a_brand_kit_carries_the_files_of_its_fonts_onto_badges() {
    let set = first_aid().edited(&set_in(&first_aid().artwork, "Harbour")).unwrap();
    let set = set.edited(&Edit::AddFont(own("Harbour", 700))).unwrap();
    let set = set.edited(&Edit::AddFont(own("Pier", 400))).unwrap();
    let mut kit = Brand { display_font: Some(Font::new("Harbour", 700)), ..Brand::default() };
    kit.carry(&set.artwork.fonts);
    assert_eq!(kit.fonts.iter().map(|font| font.family()).collect::<Vec<_>>(), ["Harbour"], "those it names");
    let seen = Brand::of(&set.artwork);
    assert_eq!(seen.fonts, kit.fonts);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("harbour.brand");
    save_brand(&kit, &path).unwrap();
    assert_eq!(open_brand(&path).unwrap(), kit);
    let dressed = super::dressed_in(&first_aid(), &Arc::new(open_brand(&path).unwrap()));
    assert_eq!(families(&dressed), ["Harbour"]);
    let again = Document::from_bytes(&dressed.to_bytes()).unwrap();
    assert_eq!((families(&again), again.brand), (vec!["Harbour".to_owned()], dressed.brand));
    // Another font is named: the old file goes.
    kit.display_font = Some(Font::new("Outfit", 700));
    kit.carry(&set.artwork.fonts);
    assert!(kit.fonts.is_empty());
    // Its own file of a family stays, whatever a badge carries.
    let other = Arc::new(OwnFont::from_bytes(named(CABIN, "Harbour", 700)).unwrap());
    let mut kit = Brand { text_font: Some(Font::new("Harbour", 700)), ..Brand::default() };
    kit.fonts.add(Arc::clone(&other));
    kit.carry(&set.artwork.fonts);
    assert_eq!(kit.fonts.iter().next(), Some(&other));
}
