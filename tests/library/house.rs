//! The rules of the house (see ARCHITECTURE.md): arrows between rooms point
//! down only, no files run in a circle, the window stays in `app`, printing in
//! `cli`, opening and writing files in `store`, and files stay short enough to read.

mod modules;
mod weight;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use modules::{Modules, circles};

/// The floors of the house from the top; a room uses rooms of lower floors.
const FLOORS: &[&[&str]] = &[
    &["app", "cli"],
    &["editing", "issue", "online"],
    &["inspect"],
    &["carrier"],
    &["credential", "render", "review"],
    &["scene", "skills"],
    &["document"],
    &["badge", "artwork", "store"],
];

const WINDOW_WORDS: &[&str] = &["egui", "eframe", "rfd"];
const NETWORK_WORDS: &[&str] = &["ureq", "rustls", "TcpStream", "ToSocketAddrs"];
const PRINTING_WORDS: &[&str] = &["println", "eprintln", "print", "eprint", "stdout", "stderr"];
const OPENERS: &[&str] = &[
    "File::create",
    "File::open",
    "File::options",
    "OpenOptions::new",
    "fs::copy",
    "fs::read",
    "fs::read_to_string",
    "fs::rename",
    "fs::write",
    "image::open",
];
const LONGEST_FILE: usize = 500;
const LONGEST_TEST_FILE: usize = 700;

#[test]
fn arrows_point_down_only() {
    told(&wrong_arrows(&house()));
}

#[test]
fn no_files_run_in_a_circle() {
    let house = house();
    let arrows = house.arrows();
    let of = |circle: &BTreeSet<&Path>| {
        let files: Vec<String> = circle.iter().map(|file| file.display().to_string()).collect();
        format!("a circle: {}", files.join(", "))
    };
    told(&circles(&arrows).iter().map(of).collect::<Vec<_>>());
}

/// A place of the window can be read alone: it knows neither its top nor another place.
#[test]
fn places_of_the_window_know_only_the_desk_and_the_toolkit() {
    const PLACES: &str = "src/app/places";
    const DESK: &str = "src/app/desk";
    const TOOLKIT: &str = "src/app/toolkit";
    let folder_of_place = |file: &Path| -> Option<PathBuf> {
        let place = file.strip_prefix(PLACES).ok()?.iter().next()?;
        Some(Path::new(PLACES).join(place)).filter(|folder| folder.extension().is_none())
    };
    let house = house();
    let (mut found, mut places) = (Vec::new(), BTreeSet::new());
    for (file, named) in &house.arrows() {
        let may_name: Vec<PathBuf> = match folder_of_place(file) {
            Some(place) => vec![place, DESK.into(), TOOLKIT.into()],
            None if file.starts_with(DESK) => vec![DESK.into(), TOOLKIT.into()],
            None if file.starts_with(TOOLKIT) => vec![TOOLKIT.into()],
            None => continue,
        };
        let is_foreign =
            |other: &&&Path| other.starts_with("src/app") && !may_name.iter().any(|folder| other.starts_with(folder));
        found.extend(
            named.iter().filter(is_foreign).map(|other| format!("{} names {}", file.display(), other.display())),
        );
        places.extend(folder_of_place(file));
    }
    assert!(places.len() >= 9, "{places:?}");
    told(&found);
}

/// What the top does with every place follows from one list.
#[test]
fn only_the_directory_names_all_places_and_a_new_one_costs_three_lines_elsewhere() {
    const PLACES: &str = "src/app/places";
    let place = |file: &Path| -> Option<String> {
        let place = Path::new(file.strip_prefix(PLACES).ok()?.iter().next()?).with_extension("");
        let place = place.to_string_lossy().into_owned();
        (place != "mod").then_some(place)
    };
    let house = house();
    let arrows = house.arrows();
    let all: BTreeSet<String> =
        arrows.keys().filter_map(|file| place(file)).filter(|name| name != "specimen").collect();
    assert!(all.len() >= 9, "{all:?}");
    let names_all: Vec<String> = arrows
        .iter()
        .filter(|(file, named)| {
            let named: BTreeSet<String> = named.iter().filter_map(|other| place(other)).collect();
            place(file).is_none() && all.is_subset(&named)
        })
        .map(|(file, _)| file.display().to_string())
        .collect();
    assert_eq!(names_all, ["src/app/directory.rs"]);
    // The place that is there for tests alone shows it.
    let is_of_specimen =
        |line: &&str| ["specimen::", "mod specimen", "places::specimen"].iter().any(|name| line.contains(name));
    let elsewhere: Vec<String> = sources("src/app")
        .into_iter()
        .filter(|(file, _)| !file.ends_with("places/specimen.rs"))
        .flat_map(|(file, text)| {
            let lines = text.lines().filter(is_of_specimen).map(str::trim).map(str::to_owned).collect::<Vec<_>>();
            lines.into_iter().map(move |line| format!("{}: {line}", file.display()))
        })
        .collect();
    assert!((2..=3).contains(&elsewhere.len()), "{elsewhere:#?}");
}

#[test]
fn every_folder_of_the_house_is_a_room() {
    let known: BTreeSet<&str> = FLOORS.iter().copied().flatten().copied().collect();
    for (path, _) in sources("src") {
        if let Some(room) = room_of(&path) {
            assert!(known.contains(room), "{}: “{room}” is on no floor of the house", path.display());
        }
    }
}

#[test]
fn only_the_app_knows_the_window() {
    told(&named_outside(&house(), "app", WINDOW_WORDS));
}

#[test]
fn only_one_room_reaches_for_the_network() {
    told(&named_outside(&house(), "online", NETWORK_WORDS));
}

#[test]
fn only_the_command_line_prints() {
    told(&named_outside(&house(), "cli", PRINTING_WORDS));
}

/// What is named may be a pipe, which is waited for without end, and what is written may
/// be half a file: `store` has the one way to the disk.
#[test]
fn only_one_room_opens_and_writes_files() {
    told(&openers(&house()));
}

/// Whoever wants to know why something is bounded looks where it says.
#[test]
fn every_file_that_the_limits_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let limits = fs::read_to_string(root.join("docs/limits.md")).unwrap();
    let named: Vec<&str> = limits.split('`').skip(1).step_by(2).filter(|name| name.contains('/')).collect();
    assert!(named.len() > 40, "{named:?}");
    let missing: Vec<String> =
        named.iter().filter(|name| !root.join("src").join(name).exists()).map(|name| format!("no {name}")).collect();
    told(&missing);
}

#[test]
fn files_stay_short() {
    let long: Vec<String> = ["src", "tests", "benches"]
        .into_iter()
        .flat_map(sources)
        .map(|(path, source)| (source.lines().count(), path))
        .filter(|(lines, path)| *lines > if is_test_file(path) { LONGEST_TEST_FILE } else { LONGEST_FILE })
        .map(|(lines, path)| format!("{} has {lines} lines: is it one thing, or two?", path.display()))
        .collect();
    told(&long);
}

fn told(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The project's own code, tests aside.
fn house() -> Modules {
    let sources = sources("src");
    let ours = sources.iter().filter(|(path, _)| !is_test_file(path) && !path.ends_with("main.rs"));
    Modules::read(ours.map(|(path, source)| (path.as_path(), source.as_str())))
}

/// Rust files below a folder of the project, with what is in them. A folder
/// that is not there has none, but `src` always is.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(root: &Path, folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(root, &path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                found.push((path.strip_prefix(root).unwrap_or(&path).to_owned(), source));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(root, &root.join(folder), &mut found);
    assert!(folder != "src" || found.iter().any(|(path, _)| path.ends_with("lib.rs")), "the sources are not there");
    found
}

fn is_test_file(path: &Path) -> bool {
    let is_tests = |part: &str| part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs");
    path.components().any(|part| part.as_os_str().to_str().is_some_and(is_tests))
}

/// The room a file of `src` lies in; none for `lib.rs` and `main.rs`.
fn room_of(path: &Path) -> Option<&str> {
    let mut parts = path.strip_prefix("src").ok()?.components().filter_map(|part| part.as_os_str().to_str());
    let first = parts.next()?;
    match first.strip_suffix(".rs") {
        Some("lib" | "main") => None,
        Some(room) => Some(room),
        None => Some(first),
    }
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// Rooms that name a room which does not lie below them.
fn wrong_arrows(house: &Modules) -> Vec<String> {
    let mut wrong = BTreeSet::new();
    for (_, module) in house.all() {
        let Some((room, floor)) = room_of(&module.file).and_then(|room| Some((room, floor_of(room)?))) else {
            continue;
        };
        let others = module.reached().filter_map(|names| names.first()).filter(|other| *other != room);
        for other in others.filter(|other| floor_of(other).is_some_and(|below| below <= floor)) {
            wrong.insert(format!("{}: “{room}” may not use “{other}”", module.file.display()));
        }
    }
    wrong.into_iter().collect()
}

/// Words that code outside one room names.
fn named_outside(house: &Modules, room: &str, words: &[&str]) -> Vec<String> {
    let outside = house.all().filter(|(_, module)| room_of(&module.file) != Some(room));
    let named = outside.flat_map(|(_, module)| {
        let named = words.iter().filter(|word| module.words.contains(**word));
        named.map(|word| format!("{}: names “{word}”, which stays in {room}", module.file.display()))
    });
    named.collect()
}

fn openers(house: &Modules) -> Vec<String> {
    let outside = house.all().filter(|(_, module)| room_of(&module.file) != Some("store"));
    let named = outside.flat_map(|(_, module)| {
        let is = |path: &&String| OPENERS.iter().any(|opener| path == opener || path.ends_with(&format!("::{opener}")));
        let found = module.paths.iter().filter(is);
        found.map(|path| format!("{}: “{path}” instead of a function of store", module.file.display()))
    });
    named.collect()
}

mod the_checker {
    use super::*;

    const ROOMS: &str =
        "mod app; mod badge; mod carrier; mod cli; mod document; mod inspect; mod render; mod review; mod scene;";

    /// The house with these files.
    fn with(files: &[(&str, &str)]) -> Modules {
        let rooms = ["app", "artwork", "badge", "carrier", "cli", "document", "inspect", "render", "review", "scene"];
        let rooms: Vec<(PathBuf, &str)> = rooms.iter().map(|room| (format!("src/{room}/mod.rs").into(), "")).collect();
        let files = files.iter().map(|(path, source)| (Path::new(*path), *source));
        let rooms = rooms.iter().filter(|(path, _)| !files.clone().any(|(other, _)| other == path));
        Modules::read(
            [(Path::new("src/lib.rs"), ROOMS)]
                .into_iter()
                .chain(rooms.map(|(path, source)| (path.as_path(), *source)))
                .chain(files.clone()),
        )
    }

    fn arrows(path: &str, source: &str) -> usize {
        wrong_arrows(&with(&[(path, source)])).len()
    }

    #[test]
    fn finds_an_arrow_that_points_up() {
        assert_eq!(arrows("src/badge/layer.rs", "use crate::document::History;"), 1);
        assert_eq!(arrows("src/scene/mod.rs", "fn f() { crate::render::png() }"), 1);
        assert_eq!(arrows("src/scene/mod.rs", "fn f() { println!(\"{}\", crate::render::png()) }"), 1);
        assert_eq!(arrows("src/carrier/png.rs", "use crate::{Extra, badge::{Badge, Layer}, inspect, scene};"), 1);
        assert_eq!(arrows("src/inspect.rs", "pub(crate) use crate :: cli :: run;"), 1);
    }

    #[test]
    fn finds_an_arrow_to_the_same_floor() {
        assert_eq!(arrows("src/render/svg.rs", "use crate::review::review;"), 1);
        assert_eq!(arrows("src/badge/mod.rs", "use crate::artwork::Color;"), 1);
        assert_eq!(arrows("src/app/mod.rs", "use crate::cli;"), 1);
    }

    #[test]
    fn finds_an_arrow_by_way_of_super() {
        assert_eq!(arrows("src/scene/mod.rs", "use super::render;"), 1);
        assert_eq!(arrows("src/scene/text.rs", "use super::super::{badge, render::Pixels};"), 1);
        assert_eq!(arrows("src/scene/text.rs", "use super::render;"), 0, "that is a module of the scene's own");
    }

    #[test]
    fn lets_arrows_down_and_at_home_pass() {
        assert_eq!(arrows("src/app/words.rs", "use crate::{badge::Badge, review, app::theme};"), 0);
        assert_eq!(arrows("src/render/raster.rs", "use crate::{scene::Scene, render::blur};"), 0);
    }

    #[test]
    fn does_not_read_comments_texts_and_tests() {
        let source = r###"
            //! See [`crate::app`].
            /* crate::cli */
            const A: &str = "crate::app";
            const B: &str = r#"crate::"app"#;
            fn life<'a>(x: &'a str) -> &'a str { x } // println!
            #[cfg(test)]
            mod tests { fn f() { crate::app::run(); println!(); } }
        "###;
        assert_eq!(arrows("src/badge/mod.rs", source), 0);
        assert!(named_outside(&with(&[("src/badge/mod.rs", source)]), "cli", PRINTING_WORDS).is_empty());
        assert_eq!(arrows("src/badge/mod.rs", &format!("{source} use crate::app;")), 1, "what follows them is read");
    }

    #[test]
    fn finds_printing_opening_and_the_window() {
        let named =
            |source: &str, words: &[&str]| named_outside(&with(&[("src/scene/mod.rs", source)]), "app", words).len();
        assert_eq!(named("fn f() { println!(\"x\"); }", PRINTING_WORDS), 1);
        assert_eq!(named("use std::io::{stdout, Write};", PRINTING_WORDS), 1);
        assert_eq!(named("fn f(ui: &mut egui::Ui) {}", WINDOW_WORDS), 1);
        assert_eq!(named("fn fingerprint() { sprint(egui_free) }", &["print", "egui"]), 0);
        let opens = |source: &str| openers(&with(&[("src/scene/mod.rs", source)])).len();
        assert_eq!(opens("fn f() { std::fs::read(path) }"), 1);
        assert_eq!(opens("use std::fs::File; fn f() { File::open(path) }"), 1);
        assert_eq!(opens("fn f() { fs::write(path, \"\") }"), 1);
        assert_eq!(opens("fn f() { fs::read_dir(path) }"), 0);
    }

    #[test]
    fn finds_a_circle_also_through_what_others_hand_on() {
        let arrows = |one: &str, other: &str| {
            let room = "mod one; mod other; pub use one::One; pub use other::Other;";
            let house = with(&[("src/scene/mod.rs", room), ("src/scene/one.rs", one), ("src/scene/other.rs", other)]);
            circles(&house.arrows()).iter().map(BTreeSet::len).sum::<usize>()
        };
        assert_eq!(arrows("use super::Other; pub struct One;", "use super::One; pub struct Other;"), 2);
        assert_eq!(arrows("use super::Other; pub struct One;", "pub(super) struct Other;"), 0);
        assert_eq!(
            arrows(
                "use super::Other; pub struct One;",
                "pub struct Other; #[cfg(test)] mod tests { use super::super::One; }"
            ),
            0
        );
    }

    #[test]
    fn knows_which_files_are_tests() {
        for path in ["tests/window/main.rs", "src/review/tests.rs", "src/app/tests/words.rs", "src/scene/work_tests.rs"]
        {
            assert!(is_test_file(Path::new(path)), "{path}");
        }
        assert!(!is_test_file(Path::new("src/review/words.rs")));
    }
}
