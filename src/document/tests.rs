use super::*;
use crate::artwork::{Element, ElementId, Frame, Kind};
use crate::store::write_atomically;

fn first_aid() -> Document {
    starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap()
}

fn moved(document: &Document, id: u64, dx: f64) -> Edit {
    let mut element = (**document.artwork.element(ElementId(id)).unwrap()).clone();
    element.frame = element.frame.moved(dx, 0.0);
    Edit::Put(vec![element])
}

#[test]
fn every_starter_opens_and_comes_back_the_same_from_its_own_bytes() {
    for starter in starters() {
        let document = starter.document("urn:uuid:1".into()).unwrap();
        assert!(document.badge.layer().is_some(), "{} has a layer", starter.name);
        assert_eq!(Document::from_bytes(&document.to_bytes()).unwrap(), document, "{}", starter.name);
    }
}

#[test]
fn a_saved_file_opens_again_with_the_fields_it_did_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.badge");
    let text = String::from_utf8(first_aid().to_bytes()).unwrap();
    let later = text
        .replacen("\"badge\": {", "\"workshop\": {\"table\": 4},\n  \"badge\": {\"mood\": \"fine\",", 1)
        .replacen("\"kind\": \"disc\",", "\"kind\": \"disc\", \"glow\": 0.123456789,", 1);
    std::fs::write(&path, later).unwrap();
    Document::open(&path).unwrap().save(&path).unwrap();
    let again: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(again["workshop"]["table"], 4);
    assert_eq!(again["badge"]["mood"], "fine");
    assert_eq!(again["artwork"]["elements"][0]["glow"], 0.123456789);
}

#[test]
fn what_another_program_saved_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.badge");
    let before = first_aid();
    let (ours, theirs) =
        (before.edited(&moved(&before, 3, 1.0)).unwrap(), before.edited(&moved(&before, 3, 2.0)).unwrap());
    before.save_over(&path, &before).unwrap();
    // As another editor writes it: the same document in other bytes.
    let value: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    std::fs::write(&path, value.to_string()).unwrap();
    theirs.save_over(&path, &before).unwrap();
    theirs.save_over(&path, &before).unwrap();
    for there in [theirs.to_bytes(), b"{".to_vec()] {
        std::fs::write(&path, &there).unwrap();
        let told = ours.save_over(&path, &before).unwrap_err().to_string();
        assert!(told.contains("a.badge") && told.contains("another name"), "{told}");
        assert_eq!(std::fs::read(&path).unwrap(), there);
    }
    std::fs::remove_file(&path).unwrap();
    ours.save_over(&path, &before).unwrap();
    ours.save_over(&path, &ours).unwrap();
}

#[test]
fn a_small_change_is_a_small_change_in_the_file() {
    let before = first_aid();
    let after = before.edited(&moved(&before, 3, 1.0 / 3.0)).unwrap();
    let (before, after) = (before.to_bytes(), after.to_bytes());
    let lines =
        |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    let changed: Vec<_> = lines(&before).into_iter().zip(lines(&after)).filter(|(a, b)| a != b).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].1.contains("\"x\": 300.333"), "{changed:?}");
}

#[test]
fn files_that_cannot_be_opened_say_where_and_why() {
    let good = String::from_utf8(first_aid().to_bytes()).unwrap();
    let cases: [(&str, String, &str); 7] = [
        ("a newer format", good.replacen("\"format\": 2", "\"format\": 99", 1), "format 99"),
        ("a file cut off", good[..good.len() / 2].to_owned(), "ends in the middle, at line"),
        ("a wrong type", good.replacen("\"width\": 592", "\"width\": \"wide\"", 1), "artwork.elements[0].frame.width"),
        ("an unknown kind", good.replacen("\"kind\": \"disc\"", "\"kind\": \"blob\"", 1), "“blob”, that this version"),
        ("no format", good.replacen("\"format\": 2,", "", 1), "“format” number"),
        ("a letter", "Dear Sir or Madam".into(), "not a badge document"),
        ("a frame out of sight", good.replacen("\"width\": 592", "\"width\": 1e300", 1), "cannot be drawn"),
    ];
    for (what, text, expected) in cases {
        let error = Document::from_bytes(text.as_bytes()).expect_err(what).to_string();
        assert!(error.contains(expected), "{what}: {error}");
    }
}

/// A document of one element.
fn of_kind(kind: Kind) -> Document {
    let element = Element::new(ElementId(1), kind, Frame::centred(200.0, 100.0));
    let artwork = Artwork { elements: vec![Arc::new(element)], ..Artwork::default() };
    Document { artwork: Arc::new(artwork), ..Document::default() }
}

const BUBBLE: Kind =
    Kind::SpeechBubble { corner: 12.5, tail_position: 0.25, tail_tip: 0.1, tail_width: 0.2, tail_length: 0.3 };

#[test]
fn a_speech_bubble_comes_back_as_it_was_and_asks_older_versions_for_a_newer_one() {
    let bytes = of_kind(BUBBLE).to_bytes();
    assert_eq!(Document::from_bytes(&bytes).unwrap().artwork.elements[0].kind, BUBBLE);
    let format = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap()["format"].clone();
    assert_eq!(format(&bytes), 3, "readers of format 2 say that it is newer, not damaged");
    assert_eq!(format(&of_kind(Kind::Disc).to_bytes()), 2, "what they can read they are not kept from");
    let mut with_member = of_kind(Kind::Disc);
    let own = of_kind(BUBBLE).artwork.elements.clone();
    let member = set::Member { own, ..set::Member::default() };
    with_member.set = Arc::new(set::Set { members: vec![Arc::new(member)], ..set::Set::default() });
    assert_eq!(format(&with_member.to_bytes()), 3);
}

#[test]
fn numbers_of_shapes_beyond_their_range_are_read_as_its_ends() {
    let read = |kind: serde_json::Value| {
        let frame = serde_json::json!({"x": 0, "y": 0, "width": 90, "height": 90});
        let elements = serde_json::json!([{"id": 1, "kind": kind, "frame": frame}]);
        let file = serde_json::json!({"format": 2, "badge": {}, "artwork": {"elements": elements}});
        Document::from_bytes(file.to_string().as_bytes()).unwrap().artwork.elements[0].kind.clone()
    };
    let star = read(serde_json::json!({"star": {"points": 4_000_000, "inner": -3, "corner": 40}}));
    let Kind::Star { points: 60, inner, corner } = star else { panic!("{star:?}") };
    assert!((inner - 0.02).abs() < 1e-9);
    assert_eq!(corner, 40.0, "how round it can be depends on the frame, which may grow");
    let bubble = serde_json::json!({"speechBubble": {
        "corner": -1, "tailPosition": 7, "tailTip": -7, "tailWidth": 0, "tailLength": 1e300,
    }});
    let ends =
        Kind::SpeechBubble { corner: 0.0, tail_position: 1.0, tail_tip: 0.0, tail_width: 0.04, tail_length: 0.8 };
    assert_eq!(read(bubble.clone()), ends);
    let picture = read(serde_json::json!({"picture": {"picture": "x", "shape": bubble}}));
    assert!(matches!(picture, Kind::Picture { shape: Some(shape), .. } if *shape == ends));
}

#[test]
fn every_cut_of_a_file_is_refused_without_a_panic() {
    let good = first_aid().to_bytes();
    for end in 0..good.len() - 2 {
        assert!(Document::from_bytes(&good[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn an_id_that_stands_twice_is_given_to_the_first_only() {
    let text = String::from_utf8(first_aid().to_bytes()).unwrap().replacen("\"id\": 2,", "\"id\": 1,", 1);
    let document = Document::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(document.artwork.elements[0].id, ElementId(1));
    assert_eq!(document.artwork.elements[1].id, ElementId(10));
}

#[test]
fn undo_brings_back_the_very_same_version_and_its_selection() {
    let first = first_aid();
    let mut history = History::new(first.clone());
    history.select([ElementId(5)]);
    history.apply(&[moved(&first, 5, 10.0)], "Move icon", Group::Once).unwrap();
    history.select([ElementId(7)]);
    history.apply(&[Edit::Remove(vec![ElementId(7)])], "Delete", Group::Once).unwrap();
    assert!(history.selection().is_empty(), "what is gone is not chosen");
    assert!(history.is_dirty());
    assert!(history.undo());
    assert_eq!(history.selection().iter().copied().collect::<Vec<_>>(), [ElementId(7)]);
    assert!(history.undo());
    assert_eq!(history.selection().iter().copied().collect::<Vec<_>>(), [ElementId(5)]);
    assert!(history.document().same_version(&first) && !history.is_dirty());
    assert!(!history.undo());
    assert!(history.redo());
    assert_eq!(history.redo_label(), Some("Delete"));
}

#[test]
fn a_drag_is_one_step_and_the_next_drag_another() {
    let first = first_aid();
    let mut history = History::new(first.clone());
    for (drag, dx) in [(1, 1.0), (1, 2.0), (1, 3.0), (2, 4.0)] {
        let edit = moved(&first, 5, dx);
        history.apply(&[edit], "Move icon", Group::Drag(drag)).unwrap();
    }
    history.undo();
    assert_eq!(history.document().artwork.element(ElementId(5)).unwrap().frame.x, 303.0);
    history.undo();
    assert!(history.document().same_version(&first));
}

#[test]
fn an_edit_shares_what_it_does_not_touch() {
    let first = first_aid();
    let second = first.edited(&moved(&first, 5, 1.0)).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first.badge, &second.badge));
    for (i, (a, b)) in first.artwork.elements.iter().zip(&second.artwork.elements).enumerate() {
        assert_eq!(std::sync::Arc::ptr_eq(a, b), i != 4, "element {i}");
    }
}

#[test]
fn an_edit_that_is_not_possible_changes_nothing() {
    let mut history = History::new(first_aid());
    let fresh = Element::new(ElementId(90), Kind::Disc, Frame::centred(5.0, 5.0));
    let edits = [Edit::Insert { elements: vec![fresh], index: None }, Edit::Remove(vec![ElementId(77)])];
    assert_eq!(history.apply(&edits, "Both", Group::Once), Err(EditError::NoSuchElement(ElementId(77))));
    assert!(!history.is_dirty() && history.undo_label().is_none());
}

#[test]
fn a_group_taken_apart_leaves_everything_where_it_was() {
    let first = first_aid();
    let grouped = first.edited(&Edit::Group(vec![ElementId(5), ElementId(3)], ElementId(50))).unwrap();
    let group = grouped.artwork.element(ElementId(50)).unwrap();
    assert!(matches!(&group.kind, Kind::Group { elements } if elements.len() == 2));
    let apart = grouped.edited(&Edit::Ungroup(ElementId(50))).unwrap();
    for id in [3, 5] {
        assert_eq!(
            apart.artwork.element(ElementId(id)).map(|e| e.frame),
            first.artwork.element(ElementId(id)).map(|e| e.frame)
        );
    }
    assert_eq!(
        grouped.edited(&Edit::Group(vec![ElementId(5), ElementId(6)], ElementId(51))),
        Err(EditError::NotBeside)
    );
}

#[test]
fn a_crash_leaves_exactly_the_last_version_and_a_running_window_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let document = first_aid();
    let window = Recovery::begin(folder.path(), "one").unwrap();
    window.keep(&Document::default(), None).unwrap();
    window.keep(&document, Some(std::path::Path::new("/tmp/a.badge"))).unwrap();
    assert!(Recovery::found(folder.path()).is_empty(), "its window still runs");
    drop(window); // what a crash does: the lock ends, the copy stays
    let mut found = Recovery::found(folder.path());
    let found = found.pop().unwrap();
    assert_eq!((&found.document, found.original.as_deref()), (&document, Some(std::path::Path::new("/tmp/a.badge"))));
    found.discard();
    assert!(Recovery::found(folder.path()).is_empty());

    let window = Recovery::begin(folder.path(), "two").unwrap();
    window.keep(&document, None).unwrap();
    window.forget();
    drop(window);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn writing_refuses_folders() {
    let folder = tempfile::tempdir().unwrap();
    let error = write_atomically(folder.path(), b"x").unwrap_err().to_string();
    assert!(error.contains("there is a folder of that name"), "{error}");
    let error = write_atomically(&folder.path().join("no/such.badge"), b"x").unwrap_err().to_string();
    assert!(error.contains("folder does not exist"), "{error}");
}

#[test]
fn copies_stay_where_they_are_seen_when_they_are_grouped_and_freed() {
    let mut document = first_aid();
    let mut star =
        Element::new(document.artwork.fresh_id(), Kind::Disc, Frame { x: 200.0, ..Frame::centred(40.0, 40.0) });
    star.fill = Some(crate::artwork::Paint::Solid(crate::artwork::Color::BLACK));
    star.copies = 5;
    let (id, other) = (star.id, document.artwork.elements[1].id);
    document = document.edited(&Edit::Insert { elements: vec![star], index: None }).unwrap();
    let file = String::from_utf8(document.to_bytes()).unwrap();
    assert!(!file.contains("\"middle\""), "what goes without saying is not written");
    // Where the element lies, and what its copies go around.
    let seen = |document: &Document| {
        let element = document.artwork.element(id).unwrap();
        let middle = element.middle.unwrap_or(crate::artwork::Spot::MIDDLE);
        let holds = |group: &&Arc<Element>| matches!(&group.kind, Kind::Group { elements } if elements.iter().any(|one| one.id == id));
        let group = document.artwork.elements.iter().find(holds);
        let place = |x, y| group.map_or((x, y), |group| group.frame.to_artwork(x, y));
        [place(element.frame.x, element.frame.y), place(middle.x, middle.y)]
    };
    let before = seen(&document);
    let group = document.artwork.fresh_id();
    let grouped = document.edited(&Edit::Group(vec![id, other], group)).unwrap();
    let freed = grouped.edited(&Edit::Ungroup(group)).unwrap();
    for document in [&grouped, &freed, &Document::from_bytes(&grouped.to_bytes()).unwrap()] {
        for (now, before) in seen(document).into_iter().zip(before) {
            assert!((now.0 - before.0).hypot(now.1 - before.1) < 0.1, "{now:?} {before:?}");
        }
    }
}
