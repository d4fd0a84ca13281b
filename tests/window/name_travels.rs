//! One value on its whole way through the house: the badge's name, from the
//! form to the file and back. What the form holds, the file holds.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::support::{NOW, USUAL, Window, window_on};
use badgewright::artwork::{ElementId, Kind};
use badgewright::credential::{ob3, proof};
use badgewright::document::{Document, Edit, starter};
use badgewright::inspect::{InspectOptions, Trust, Verdict, inspect};
use badgewright::render::raster::{Pixels, Renderer};
use badgewright::render::svg;
use badgewright::scene::{Draw, Scene, build};
use badgewright::{carrier, issue};
use eframe::egui::{Key, Modifiers};
use kurbo::BezPath;
use serde_json::Value;

/// With signs that mean something in XML and in JSON, and a letter that is
/// not in ASCII.
const NAME: &str = "Ice & \"Snow\" Rescue on the Söderälv";
const EARNER: &str = "amy@example.org";

#[test]
fn the_name_that_is_typed_is_the_name_that_is_drawn_signed_baked_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let (path, text) = document_that_shows_its_name(folder.path());
    let mut window = window_on(USUAL, folder, Some(path));
    let before = window.state().state().document().clone();

    // Typed into the form …
    window.key_with(Modifiers::COMMAND, Key::Num3);
    write(&mut window, "Title", NAME);

    // … it is one step of the history, and the badge's name.
    let history = &window.state().state().desk.history;
    assert_eq!(history.undo_label(), Some("Change “Title”"));
    assert_eq!(window.badge().name, NAME);
    let document = window.state().state().document().clone();
    assert!(Arc::ptr_eq(&document.artwork, &before.artwork), "typing words leaves the artwork alone");

    // The text that is bound to it is shaped from it: as if it had been typed there.
    let scene = Arc::clone(window.state().state().scene());
    let as_typed = build_with_text(&document, text, NAME);
    assert_ne!(outlines(&scene, text), outlines(&build(&before.artwork, &before.badge), text));
    assert_eq!(outlines(&scene, text), outlines(&as_typed, text));

    // The pixels show those outlines, and so does the SVG, which also bears it as its title.
    assert_ne!(pixels(&scene).rgba, pixels(&build(&before.artwork, &before.badge)).rgba);
    assert_eq!(pixels(&scene).rgba, pixels(&as_typed).rgba);
    assert_ne!(svg::write(&scene, "", ""), svg::write(&build(&before.artwork, &before.badge), "", ""));
    let drawing = svg::write(&scene, &document.badge.name, "");
    let drawing = roxmltree::Document::parse(&drawing).unwrap();
    let title = drawing.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "title"))).unwrap();
    assert_eq!(title.text(), Some(NAME));

    // It is the achievement's name in the standard's words.
    let award = issue::award(EARNER, NOW.parse().unwrap()).unwrap();
    let credential = ob3::credential(&document.badge, "did:example:issuer", &award).unwrap();
    assert_eq!(credential["credentialSubject"]["achievement"]["name"], NAME);

    // Handed out in the window, it is signed and baked into a chunk of the picture.
    let baked = hand_out(&mut window);
    let file = fs::read(&baked).unwrap();
    let signed: Value = serde_json::from_str(&chunk(&file)).unwrap();
    assert_eq!(signed["credentialSubject"]["achievement"]["name"], NAME);
    assert!(holds(&signed));
    let mut renamed = signed.clone();
    renamed["credentialSubject"]["achievement"]["name"] = before.badge.name.clone().into();
    assert!(!holds(&renamed), "the signature covers the name");
    let picture = image::load_from_memory(&file).unwrap().to_rgba8();
    assert!(picture.as_raw() == &straight(&pixels(&scene)), "baking leaves the pixels alone");

    // Anybody reads it back, with the same types.
    assert_eq!(carrier::extract(&file).unwrap().payload.as_str(), chunk(&file));
    let trust = Trust::load(&window.folder().join("badgewright")).unwrap();
    let report = inspect(
        &file,
        &InspectOptions {
            trust: &trust,
            sources: &badgewright::inspect::Sources::default(),
            at: NOW.parse().unwrap(),
            email: Some(EARNER),
        },
    );
    assert_eq!(report.verdict, Verdict::Genuine, "{}", report.summary);
    assert_eq!(report.badge.unwrap().name.as_deref(), Some(NAME));

    // And it stands on the card of whoever opens the file.
    let another = tempfile::tempdir().unwrap();
    let theirs = another.path().join("received.png");
    fs::copy(&baked, &theirs).unwrap();
    let card = window_on(USUAL, another, Some(theirs));
    assert!(card.shows(NAME));
}

/// A starter whose text shows the name itself, as a file; with that text.
fn document_that_shows_its_name(folder: &Path) -> (std::path::PathBuf, ElementId) {
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    Arc::make_mut(&mut document.badge).issuer.name = "Canal School".into();
    let bound = document.artwork.elements.iter().find(|element| match &element.kind {
        Kind::Text(text) => text.content == "{short name}",
        _ => false,
    });
    let id = bound.unwrap().id;
    let path = folder.join("name.badge");
    with_text(&document, id, "{name}").save(&path).unwrap();
    (path, id)
}

fn with_text(document: &Document, id: ElementId, content: &str) -> Document {
    let mut element = (**document.artwork.element(id).unwrap()).clone();
    let Kind::Text(text) = &mut element.kind else { panic!("it is a text") };
    content.clone_into(&mut text.content);
    document.edited(&Edit::Put(vec![element])).unwrap()
}

fn build_with_text(document: &Document, id: ElementId, content: &str) -> Scene {
    let document = with_text(document, id, content);
    build(&document.artwork, &document.badge)
}

/// Writes into a field in place of what it holds.
fn write(window: &mut Window, field: &str, text: &str) {
    window.press(field);
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(text);
}

/// Makes a key and the earner's badge, and gives the file.
fn hand_out(window: &mut Window) -> std::path::PathBuf {
    window.key_with(Modifiers::COMMAND, Key::Num5);
    write(window, "Passphrase", "correct horse");
    write(window, "Passphrase, once more", "correct horse");
    window.press("Make my signing key");
    write(window, "Earner's e-mail address or DID", EARNER);
    window.press("Passphrase of your signing key");
    window.key(Key::Enter);
    let path = window.folder().join("amy.png");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(path.to_str().unwrap());
    window.key(Key::Enter);
    path
}

/// All outlines of an element, in badge units.
fn outlines(scene: &Scene, id: ElementId) -> Vec<BezPath> {
    let paths = scene.draws().iter().filter_map(|draw| match draw {
        Draw::Path(path) if path.element == id => Some(path.place * (*path.path).clone()),
        _ => None,
    });
    let paths: Vec<BezPath> = paths.collect();
    assert!(!paths.is_empty());
    paths
}

fn pixels(scene: &Scene) -> Pixels {
    Renderer::new().render(scene, issue::USUAL_SIDE)
}

/// The pixels as a PNG holds them: not multiplied by how opaque they are.
fn straight(pixels: &Pixels) -> Vec<u8> {
    image::load_from_memory(&pixels.to_png()).unwrap().to_rgba8().into_raw()
}

/// The text of the one badge chunk, as another PNG reader finds it.
fn chunk(file: &[u8]) -> String {
    let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut texts = reader.info().utf8_text.iter().filter(|text| text.keyword == "openbadgecredential");
    let text = texts.next().unwrap();
    assert!(!text.compressed && texts.next().is_none());
    text.get_text().unwrap()
}

fn holds(credential: &Value) -> bool {
    let checked = proof::verify(
        &proof::Document::of(credential).unwrap(),
        &proof::Against::new(NOW.parse().unwrap(), &badgewright::credential::did::public_key),
    )
    .unwrap()
    .proofs;
    checked.len() == 1 && checked.iter().all(|checked| checked.result.is_ok())
}
