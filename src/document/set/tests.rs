use serde_json::Value;

use super::*;
use crate::artwork::{Element, Kind, Paint, Theme};
use crate::badge::Level;
use crate::document::{Edit, Group, History, starter};

fn first_aid() -> Document {
    starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap()
}

fn ids() -> impl FnMut() -> String {
    let mut count = 100;
    move || {
        count += 1;
        format!("urn:uuid:{count}")
    }
}

/// First Aid with a badge for each learning layer.
fn by_layers() -> Document {
    let design = first_aid();
    let members = by_layer(&design, None, ids());
    with_members(&design, members)
}

fn with_members(design: &Document, members: Vec<Member>) -> Document {
    let set = Set { members: members.into_iter().map(Arc::new).collect(), ..Set::default() };
    design.edited(&Edit::Set(Arc::new(set))).unwrap()
}

fn names(document: &Document) -> Vec<String> {
    (0..document.set.members.len()).map(|place| document.member(place).unwrap().badge.name.clone()).collect()
}

fn icon_id(document: &Document) -> ElementId {
    main_icon(&document.artwork).unwrap()
}

fn moved(document: &Document, id: ElementId, dx: f64) -> Edit {
    let mut element = (**document.artwork.element(id).unwrap()).clone();
    element.frame = element.frame.moved(dx, 0.0);
    Edit::Put(vec![element])
}

fn painted(document: &Document, id: ElementId, color: Color) -> Edit {
    Edit::Put(vec![(**document.artwork.element(id).unwrap()).clone().filled(Paint::Solid(color))])
}

#[test]
fn a_set_by_layer_follows_the_design() {
    let document = by_layers();
    assert_eq!(names(&document)[0], "First Aid Volunteer at Public Events: Engage");
    assert_eq!(document.member(3).unwrap().badge.layer().unwrap().name, "Lead");
    let mut badge = (*document.badge).clone();
    badge.name = "Rescue".into();
    badge.description = "Changed".into();
    let changed = document.edited(&Edit::Badge(Box::new(badge))).unwrap();
    assert_eq!(names(&changed), ["Rescue: Engage", "Rescue: Participate", "Rescue: Demonstrate", "Rescue: Lead"]);
    assert_eq!(changed.member(2).unwrap().badge.description, "Changed");
    let icon = icon_id(&document);
    let changed = changed.edited(&moved(&changed, icon, 30.0)).unwrap();
    assert_eq!(changed.member(1).unwrap().artwork, changed.artwork, "artwork flows, too");
    assert_ne!(changed.member(1).unwrap().badge.id, changed.member(2).unwrap().badge.id);
}

#[test]
fn levels_are_not_layers() {
    let design = first_aid();
    let document = with_members(&design, by_level(&design, None, ids()));
    let level = |place| document.member(place).unwrap().badge.practicalities.level;
    assert_eq!((level(0), level(2)), (Some(Level::Foundational), Some(Level::Advanced)));
    assert_eq!(document.member(0).unwrap().badge.layer, design.badge.layer);
}

#[test]
fn what_is_changed_on_a_member_is_its_own_and_can_be_put_back_one_by_one() {
    let mut history = History::new(by_layers());
    let (icon, red) = (icon_id(history.document()), Color::rgb(200, 0, 0));
    let second = history.document().set.members[1].id.clone();
    history.show(Some(&second));
    assert!(!history.is_dirty(), "looking changes nothing");
    let edits = [painted(history.document(), icon, red)];
    history.apply(&edits, "Paint", Group::Once).unwrap();
    let edits = [moved(history.document(), icon, 12.0)];
    history.apply(&edits, "Move", Group::Once).unwrap();
    let own = history.document().set.members[1].differences(&history.document().design().artwork);
    let words: Vec<&str> = own.iter().map(|difference| difference.words.as_str()).collect();
    assert!(
        words.iter().any(|w| w.ends_with("colour")) && words.iter().any(|w| w.ends_with("place and size")),
        "{words:?}"
    );
    // The design moves on: what is the member's own stays, the rest follows.
    history.show(None);
    assert_ne!(
        history.document().artwork.element(icon).unwrap().fill,
        Some(Paint::Solid(red)),
        "the design is as it was"
    );
    let mut turned = (**history.document().artwork.element(icon).unwrap()).clone();
    turned.opacity = 0.5;
    history.apply(&[Edit::Put(vec![turned])], "Fade", Group::Once).unwrap();
    let member = history.document().member(1).unwrap();
    let element = member.artwork.element(icon).unwrap();
    assert_eq!((element.fill.clone(), element.opacity), (Some(Paint::Solid(red)), 0.5));
    // One thing put back, the other kept.
    let colour = own.iter().find(|difference| difference.words.ends_with("colour")).unwrap();
    let set = history.document().set.with(1, history.document().set.members[1].put_back(&colour.part));
    history.apply(&[Edit::Set(Arc::new(set))], "Put back", Group::Once).unwrap();
    let member = history.document().member(1).unwrap();
    let (now, design) = (member.artwork.element(icon).unwrap(), history.document().artwork.element(icon).unwrap());
    assert_eq!(now.fill, design.fill);
    assert!((now.frame.x - design.frame.x - 12.0).abs() < 1e-9);
    history.undo();
    assert_eq!(history.document().member(1).unwrap().artwork.element(icon).unwrap().fill, Some(Paint::Solid(red)));
}

#[test]
fn the_alt_text_names_what_stands_on_the_member_until_it_has_one_of_its_own() {
    let mut history = History::new(by_layers());
    let caption = |document: &Document, place| document.member(place).unwrap().badge.image.caption.clone();
    let design = history.document().badge.image.caption.clone();
    assert!(design.contains("“First Aid” and “Demonstrate”"), "{design}");
    assert_eq!(caption(history.document(), 3), design.replace("Demonstrate", "Lead"));
    let fourth = history.document().set.members[3].id.clone();
    history.show(Some(&fourth));
    let words = |history: &mut History, change: &dyn Fn(&mut Badge)| {
        let mut badge = (*history.document().badge).clone();
        change(&mut badge);
        history.apply(&[Edit::Badge(Box::new(badge))], "Words", Group::Once).unwrap();
    };
    words(&mut history, &|badge| badge.short_name = "Rescue".into());
    let expected = design.replace("First Aid”", "Rescue”").replace("Demonstrate", "Lead");
    assert_eq!(history.document().badge.image.caption, expected, "it follows in view");
    let own = |history: &History| history.document().set.members[3].badge.contains_key("/image/caption");
    assert!(!own(&history), "and is nothing of its own");
    words(&mut history, &|badge| badge.image.caption = "A red kit; “Rescue”, “Lead”.".into());
    words(&mut history, &|badge| badge.short_name = "Save".into());
    assert!(own(&history));
    assert_eq!(history.document().badge.image.caption, "A red kit; “Rescue”, “Lead”.");
    history.show(None);
    words(&mut history, &|badge| badge.image.caption = "A kit with “Demonstrate”.".into());
    assert_eq!(caption(history.document(), 0), "A kit with “Engage”.", "the design's own is the pattern");
    assert_eq!(caption(history.document(), 3), "A red kit; “Rescue”, “Lead”.");
}

#[test]
fn a_member_can_have_more_and_fewer_elements_and_another_order() {
    let mut document = by_layers();
    let id = document.set.members[0].id.clone();
    document = document.showing(&id);
    let icon = icon_id(&document);
    let star = Element::new(document.artwork.fresh_id(), Kind::Disc, crate::artwork::Frame::centred(40.0, 40.0));
    let own = star.id;
    document = document.edited(&Edit::Insert { elements: vec![star], index: None }).unwrap();
    document = document.edited(&Edit::Remove(vec![icon])).unwrap();
    let member = &document.set.members[0];
    assert!(member.instead.is_none() && member.own.len() == 1 && member.without.contains(&icon), "{member:?}");
    // The design gets an element with the very id that the member used.
    let mut design = document.design();
    let disc = Element::new(design.artwork.fresh_id(), Kind::Disc, crate::artwork::Frame::centred(9.0, 9.0));
    assert_eq!(disc.id, own);
    design = design.edited(&Edit::Insert { elements: vec![disc], index: None }).unwrap();
    let resolved = design.member(0).unwrap();
    assert_eq!(resolve::ids(&resolved.artwork).len(), resolve::ids(&design.artwork).len(), "one more, one fewer");
    // Another order is a matter of all elements.
    let first = document.artwork.elements[0].id;
    let reordered = document.edited(&Edit::Order(first, crate::document::Order::Front)).unwrap();
    assert!(reordered.set.members[0].instead.is_some());
    let back = reordered.set.members[0].put_back(&Part::Instead);
    let back = reordered.edited(&Edit::Set(Arc::new(reordered.set.with(0, back)))).unwrap();
    assert_eq!(back.artwork, back.design().artwork, "what is in view follows at once");
}

#[test]
fn a_member_in_other_colours_follows_new_elements_of_the_design_too() {
    let document = by_layers();
    let shown = document.showing(&document.set.members[2].id.clone());
    let mut palette = shown.artwork.palette.clone();
    palette[0] = Color::rgb(90, 20, 120);
    let shown = shown.edited(&Edit::Recolor(palette.clone())).unwrap();
    let member = &shown.set.members[2];
    assert!(member.palette.as_ref() == Some(&palette) && member.elements.is_empty(), "colours alone: {member:?}");
    let design = shown.design();
    let new = Element::new(design.artwork.fresh_id(), Kind::Disc, crate::artwork::Frame::centred(9.0, 9.0));
    let new = new.filled(Paint::Solid(design.artwork.palette[0]));
    let id = new.id;
    let design = design.edited(&Edit::Insert { elements: vec![new], index: None }).unwrap();
    let painted = design.member(2).unwrap().artwork.element(id).unwrap().fill.clone();
    assert_eq!(painted, Some(Paint::Solid(palette[0])));
}

#[test]
fn a_set_comes_back_from_its_file_and_what_is_in_view_is_not_in_it() {
    let document = by_layers();
    let id = document.set.members[1].id.clone();
    let shown = document.showing(&id);
    let shown = shown.edited(&painted(&shown, icon_id(&shown), Color::rgb(1, 2, 3))).unwrap();
    let bytes = shown.to_bytes();
    assert_eq!(bytes, shown.design().to_bytes());
    let opened = Document::from_bytes(&bytes).unwrap();
    assert_eq!(opened, shown.design());
    assert_eq!(opened.member(1).unwrap().artwork, shown.artwork);
    assert!(!String::from_utf8(first_aid().to_bytes()).unwrap().contains("\"set\""), "no set, no word of one");
}

#[test]
fn members_that_do_not_fit_do_no_harm() {
    let document = by_layers();
    let icon = icon_id(&document);
    let file = String::from_utf8(document.to_bytes()).unwrap();
    let mut json: Value = serde_json::from_str(&file).unwrap();
    json["set"]["members"][0]["badge"]["/skills/none/here"] = 3.into();
    json["set"]["members"][0]["badge"]["no place"] = 3.into();
    json["set"]["members"][0]["elements"] = serde_json::json!({
        icon.0.to_string(): {"/frame/width": 1e9}, "999": {"/fill": null}, "1": {"/kind": {"nonsense": 1}},
    });
    let opened = Document::from_bytes(json.to_string().as_bytes()).unwrap();
    assert_eq!(opened.member(0).unwrap().artwork, opened.artwork, "what cannot be is left out");
    json["set"]["members"][0]["own"] = serde_json::json!([
        {"id": 1, "kind": "disc", "frame": {"x": 1e9, "y": 0, "width": 9, "height": 9}},
    ]);
    let refused = Document::from_bytes(json.to_string().as_bytes()).unwrap_err().to_string();
    assert!(refused.contains("set.members[0]"), "{refused}");
    json["set"]["members"] = serde_json::json!(vec![serde_json::json!({}); MAX_MEMBERS + 1]);
    let refused = Document::from_bytes(json.to_string().as_bytes()).unwrap_err().to_string();
    assert!(refused.contains("1001 badges"), "{refused}");
}

#[test]
fn a_theme_gives_each_layer_of_a_set_its_shape() {
    let design = first_aid();
    let artwork = crate::artwork::themed(&design.artwork, Some(Theme::Ours), 0);
    let design = design.edited(&Edit::Artwork(Box::new(artwork))).unwrap();
    let document = with_members(&design, by_layer(&design, Some(Theme::Ours), ids()));
    let outlines: Vec<Kind> =
        (0..4).map(|place| document.member(place).unwrap().artwork.elements[0].kind.clone()).collect();
    for (at, outline) in outlines.iter().enumerate() {
        assert!(!outlines[..at].contains(outline), "{outline:?} twice");
    }
    assert!(document.set.members.iter().all(|member| member.instead.is_none()));
}

#[test]
fn a_copy_has_a_name_of_its_own() {
    let document = by_layers();
    let copy = copied(&document, &document.set.members[0], "urn:uuid:9".into());
    let mut members: Vec<Member> = document.set.members.iter().map(|member| (**member).clone()).collect();
    members.push(copy);
    let document = with_members(&document, members);
    assert_eq!(names(&document)[4], "First Aid Volunteer at Public Events: Engage (2)");
    let again = copied(&document, &document.set.members[4], "urn:uuid:10".into());
    assert_eq!(again.badge["/name"], "First Aid Volunteer at Public Events: Engage (3)");
}

#[test]
fn what_does_not_fit_at_the_moment_survives_edits_of_the_member() {
    let mut history = History::new(by_layers());
    let icon = icon_id(history.document());
    let second = history.document().set.members[1].id.clone();
    let original = (**history.document().artwork.element(icon).unwrap()).clone();
    let Kind::Icon { weight, .. } = original.kind else { panic!("{original:?}") };
    let named = |name: &str| Element { kind: Kind::Icon { name: name.into(), weight }, ..original.clone() };
    history.show(Some(&second));
    history.apply(&[Edit::Put(vec![named("bicycle")])], "Icon", Group::Once).unwrap();
    // Meanwhile the design shows a disc there, and the member is worked on.
    history.show(None);
    let disc = Element { kind: Kind::Disc, ..original.clone() };
    history.apply(&[Edit::Put(vec![disc])], "Disc", Group::Once).unwrap();
    history.show(Some(&second));
    assert_eq!(history.document().artwork.element(icon).unwrap().kind, Kind::Disc, "there is no icon to be another");
    let edits = [painted(history.document(), icon, Color::rgb(200, 0, 0))];
    history.apply(&edits, "Paint", Group::Once).unwrap();
    history.show(None);
    history.apply(&[Edit::Put(vec![original.clone()])], "Icon again", Group::Once).unwrap();
    let member = history.document().member(1).unwrap();
    let element = member.artwork.element(icon).unwrap();
    assert_eq!(element.kind, named("bicycle").kind);
    assert_eq!(element.fill, Some(Paint::Solid(Color::rgb(200, 0, 0))), "and so does what was changed since");
}

#[test]
fn one_thing_that_does_not_fit_takes_nothing_else_along() {
    let design = first_aid();
    let member = Member::new("urn:uuid:7").saying("/name", "Rescue").saying("/skills/none/here", 3).saying("/tags", 5);
    let document = with_members(&design, vec![member]);
    assert_eq!(document.member(0).unwrap().badge.name, "Rescue");
    let shown = document.showing("urn:uuid:7");
    let mut badge = (*shown.badge).clone();
    badge.description = "Own".into();
    let shown = shown.edited(&Edit::Badge(Box::new(badge))).unwrap();
    let own = &shown.set.members[0].badge;
    assert_eq!(own.len(), 4, "{own:?}");
    assert_eq!(shown.member(0).unwrap().badge.description, "Own");
}

#[test]
fn grouping_in_the_design_leaves_what_members_have_of_their_own_where_it_is_seen() {
    let mut history = History::new(by_layers());
    let icon = icon_id(history.document());
    let ground = history.document().artwork.elements[0].id;
    let second = history.document().set.members[1].id.clone();
    history.show(Some(&second));
    let edits = [moved(history.document(), icon, 30.0), painted(history.document(), icon, Color::rgb(200, 0, 0))];
    history.apply(&edits[..1], "Move", Group::Once).unwrap();
    history.show(None);
    let seen = |history: &History| {
        let artwork = history.document().member(1).unwrap().artwork;
        let (x, y) = artwork.element(icon).map(|icon| (icon.frame.x, icon.frame.y)).unwrap();
        let holds = |group: &&Arc<Element>| matches!(&group.kind, Kind::Group { elements } if elements.iter().any(|one| one.id == icon));
        artwork.elements.iter().find(holds).map_or((x, y), |group| group.frame.to_artwork(x, y))
    };
    let (before, own) = (seen(&history), history.document().set.members[1].elements.clone());
    let group = history.document().artwork.fresh_id();
    history.apply(&[Edit::Group(vec![ground, icon], group)], "Group", Group::Once).unwrap();
    let close = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).hypot(a.1 - b.1) < 0.02;
    assert!(close(seen(&history), before), "{:?}", seen(&history));
    let member = &history.document().set.members[1];
    assert!(member.instead.is_none() && member.elements.keys().eq(own.keys()), "only the icon is its own: {member:?}");
    // The group is turned and taken apart again.
    let mut turned = (**history.document().artwork.element(group).unwrap()).clone();
    turned.frame.rotation = 90.0;
    history.apply(&[Edit::Put(vec![turned])], "Turn", Group::Once).unwrap();
    let before = seen(&history);
    history.apply(&[Edit::Ungroup(group)], "Ungroup", Group::Once).unwrap();
    assert!(close(seen(&history), before), "{:?} {before:?}", seen(&history));
    (0..3).for_each(|_| {
        history.undo();
    });
    assert_eq!(history.document().set.members[1].elements, own);
}

mod from_a_table {
    use super::*;

    const ROWS: &str = "Badge name;Short_name;Icon;Colour;Layer;Remarks\n\
        Bike Repair;Bikes;bicycle;#0E6B6B;Participate;x\n\
        Ice Rescue;;;;;\n";

    fn read(text: &str) -> Result<Table, TableError> {
        Table::read(text.as_bytes())
    }

    fn made(text: &str) -> Result<Vec<Member>, Vec<String>> {
        let design = first_aid();
        let table = read(text).map_err(|error| vec![error.to_string()])?;
        let mapping = table.guessed(&design.artwork);
        let members = table.members(&design, &mapping, |icon| ["bicycle", "first-aid-kit"].contains(&icon), ids());
        members.map_err(|errors| errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_row_becomes_a_badge() {
        let members = made(ROWS).unwrap();
        let document = with_members(&first_aid(), members);
        let bikes = document.member(0).unwrap();
        assert_eq!((bikes.badge.name.as_str(), bikes.badge.short_name.as_str()), ("Bike Repair", "Bikes"));
        assert_eq!(bikes.artwork.palette[0], Color::rgb(0x0E, 0x6B, 0x6B));
        assert_eq!(bikes.badge.layer().unwrap().name, "Participate");
        let icon = bikes.artwork.element(icon_id(&document)).unwrap();
        assert!(matches!(&icon.kind, Kind::Icon { name, .. } if name == "bicycle"));
        let ice = document.member(1).unwrap();
        assert_eq!((ice.badge.short_name.as_str(), ice.artwork), ("First Aid", Arc::clone(&document.artwork)));
        let table = read(ROWS).unwrap();
        assert_eq!(table.unused(&table.guessed(&document.artwork)), ["Remarks"]);
    }

    #[test]
    fn each_mistake_gets_a_sentence_that_names_the_row() {
        let told = made("name,icon,colour,layer\nA,skateboard,teal,Observe\n,bicycle,,\nB,,,\nb,,,\n").unwrap_err();
        let expected = [
            "Row 2: there is no learning layer “Observe”. There are Engage, Participate, Demonstrate, Lead.",
            "Row 2: there is no icon “skateboard”.",
            "Row 2: there is no colour “teal”. Write it as #0E6B6B.",
            "Row 3 has no name.",
            "Row 5 has the name “b”, as row 4 has.",
        ];
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for (said, wanted) in told.iter().zip(expected) {
            assert!(said.starts_with(wanted), "{said}");
        }
        assert_eq!(made("title of it,icon\nA,bicycle\n").unwrap_err(), [TableError::NoNames.to_string()]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let said = |bytes: &[u8]| Table::read(bytes).unwrap_err().to_string();
        assert!(said(b"name,icon\nCaf\xE9,x\n").starts_with("Row 2 has letters that are not in UTF-8"));
        assert!(said(b"\xFF\xFEn\0a\0").contains("UTF-8"));
        assert!(
            said(b"name,icon\nA,b,c\n")
                .starts_with("Row 2 has another number of cells (3) than there are headings (2)")
        );
        assert!(said(b"name,icon\n").contains("no rows"));
        assert!(said(b"").contains("no rows"));
        assert!(said(&vec![b'a'; MAX_TABLE_BYTES + 1]).contains("8 MB"));
        let many = format!("name\n{}", (0..10_000).map(|row| format!("Badge {row}\n")).collect::<String>());
        assert!(said(many.as_bytes()).starts_with("This table has 10000 rows"), "{}", said(many.as_bytes()));
        let long = format!("name\n{}\n", "x".repeat(30_000));
        assert!(said(long.as_bytes()).starts_with("Row 2 has a text of more than"));
        let wide = vec!["h"; 200].join(",");
        assert!(said(wide.as_bytes()).contains("200 columns"));
    }

    #[test]
    fn a_table_as_spreadsheets_write_it_is_read() {
        let table = read("\u{feff}Name,Description\r\n\"Kites, made\",\"Two\nlines\"\r\n,\r\nB,x\r\n").unwrap();
        assert_eq!(table.rows[0], (2, vec!["Kites, made".into(), "Two\nlines".into()]));
        assert_eq!(table.rows[1].0, 4, "rows are counted as a spreadsheet does");
    }
}
