//! The rule of the house (see ARCHITECTURE.md): arrows between rooms point
//! down only, the window stays in `app`, printing stays in `cli`, and files
//! stay short enough to read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The floors of the house from the top; a room uses rooms of lower floors.
const FLOORS: &[&[&str]] = &[
    &["app", "cli"],
    &["editing", "issue", "online"],
    &["inspect"],
    &["carrier"],
    &["credential", "render", "review"],
    &["scene", "skills"],
    &["document"],
    &["badge", "artwork"],
];

const WINDOW_WORDS: &[&str] = &["egui", "eframe", "rfd"];
const NETWORK_WORDS: &[&str] = &["ureq", "rustls", "TcpStream", "ToSocketAddrs"];
const PRINTING_WORDS: &[&str] = &["println", "eprintln", "print", "eprint", "stdout", "stderr"];
const LONGEST_FILE: usize = 500;
const LONGEST_TEST_FILE: usize = 700;

#[test]
fn arrows_point_down_only() {
    let wrong: Vec<String> = sources("src").iter().flat_map(|(path, source)| wrong_arrows(path, source)).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
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
    let wrong = named_outside(&["app"], WINDOW_WORDS);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn only_one_room_reaches_for_the_network() {
    let wrong = named_outside(&["online"], NETWORK_WORDS);
    assert!(wrong.is_empty(), "only online fetches: {}", wrong.join("; "));
}

#[test]
fn only_the_command_line_prints() {
    let wrong = named_outside(&["cli"], PRINTING_WORDS);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is named may be a pipe, which is waited for without end: `document` has the
/// one way to open a file.
#[test]
fn only_one_room_opens_files() {
    let openers = ["File::open(", "fs::read(", "fs::read_to_string(", "OpenOptions", "image::open("];
    let is_test = |path: &Path| is_test_file(path) || path.to_string_lossy().ends_with("tests.rs");
    let opens = |(path, source): (PathBuf, String)| {
        let code = without_tests(&code_of(&source));
        let begins = |at: usize| !code[..at].ends_with(char::is_alphanumeric);
        let found = openers.iter().find(|opener| code.match_indices(**opener).any(|(at, _)| begins(at)))?;
        Some(format!("{}: “{found}” instead of document::open_file", path.display()))
    };
    let rooms = sources("src").into_iter().filter(|(path, _)| room_of(path) != Some("document") && !is_test(path));
    let wrong: Vec<String> = rooms.filter_map(opens).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
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
    assert!(long.is_empty(), "\n{}", long.join("\n"));
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

/// Words that code outside `main.rs` and these rooms names, tests aside.
fn named_outside(rooms: &[&str], words: &[&str]) -> Vec<String> {
    sources("src")
        .iter()
        .filter(|(path, _)| !path.ends_with("main.rs") && !is_test_file(path))
        .filter(|(path, _)| !room_of(path).is_some_and(|room| rooms.contains(&room)))
        .flat_map(|(path, source)| named(path, source, words))
        .collect()
}

fn named(path: &Path, source: &str, words: &[&str]) -> Vec<String> {
    let used = tokens(&without_tests(&code_of(source)));
    words
        .iter()
        .filter(|word| used.iter().any(|token| token == *word))
        .map(|word| format!("{}: names “{word}”", path.display()))
        .collect()
}

fn is_test_file(path: &Path) -> bool {
    path.starts_with("tests")
        || path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "tests.rs")))
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

/// How many modules lie between a file and the root of the crate.
fn depth_of(path: &Path) -> usize {
    path.components().count() - if path.ends_with("mod.rs") { 2 } else { 1 }
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

fn wrong_arrows(path: &Path, source: &str) -> Vec<String> {
    let Some(room) = room_of(path) else { return Vec::new() };
    let Some(floor) = floor_of(room) else { return Vec::new() };
    rooms_named(&tokens(&code_of(source)), depth_of(path))
        .into_iter()
        .filter(|other| other != room && floor_of(other).is_some_and(|below| below <= floor))
        .map(|other| format!("{}: “{room}” may not use “{other}”", path.display()))
        .collect()
}

/// The names that stand directly below the crate's root in this code: after
/// `crate::`, in the braces of `crate::{…}`, after enough `super::`.
fn rooms_named(tokens: &[String], depth: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut after = at;
        let mut supers = 0;
        while tokens[after..].starts_with(&["super".into(), "::".into()]) {
            supers += 1;
            after += 2;
        }
        let is_crate = tokens[at..].starts_with(&["crate".into(), "::".into()]);
        if is_crate {
            after = at + 2;
        }
        if is_crate || supers >= depth {
            found.extend(first_names(&tokens[after.min(tokens.len())..]));
        }
        at = after.max(at + 1);
    }
    found
}

/// The first name of a path, or of each path in its braces.
fn first_names(tokens: &[String]) -> Vec<String> {
    if tokens.first().is_none_or(|token| token != "{") {
        return tokens.first().cloned().into_iter().collect();
    }
    let mut names = Vec::new();
    let mut level = 0;
    let mut begins = false;
    for token in tokens {
        match token.as_str() {
            "{" => {
                level += 1;
                begins = level == 1;
            }
            "}" if level == 1 => break,
            "}" => level -= 1,
            "," => begins = level == 1,
            name if begins => {
                names.push(name.to_owned());
                begins = false;
            }
            _ => {}
        }
    }
    names
}

/// Names, `::`, and every other sign on its own.
fn tokens(code: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() || letter == '_' {
            let mut name = letter.to_string();
            while let Some(next) = letters.next_if(|next| next.is_alphanumeric() || *next == '_') {
                name.push(next);
            }
            found.push(name);
        } else if letter == ':' && letters.next_if_eq(&':').is_some() {
            found.push("::".into());
        } else if !letter.is_whitespace() {
            found.push(letter.into());
        }
    }
    found
}

/// The source without comments and with empty texts, so that neither is taken
/// for code.
fn code_of(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let skipped = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => text_length(rest),
            'r' if !code.ends_with(|c: char| c.is_alphanumeric() || c == '_') => raw_text_length(rest).unwrap_or(0),
            '\'' => character_length(rest).unwrap_or(0),
            _ => 0,
        };
        if skipped == 0 {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
        } else {
            code.push(' ');
            rest = &rest[skipped..];
        }
    }
    code
}

fn text_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn raw_text_length(rest: &str) -> Option<usize> {
    let hashes = rest[1..].chars().take_while(|letter| *letter == '#').count();
    let begins = 1 + hashes;
    let text = rest[begins..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(text.find(&end).map_or(rest.len(), |at| begins + 1 + at + end.len()))
}

/// Length of `'x'` or `'\n'`; a lifetime is none.
fn character_length(rest: &str) -> Option<usize> {
    if rest.starts_with("'\\") {
        return rest.get(3..)?.find('\'').map(|end| 3 + end + 1);
    }
    rest.char_indices().nth(2).filter(|(_, letter)| *letter == '\'').map(|(at, _)| at + 1)
}

/// The code without its `#[cfg(test)]` modules.
fn without_tests(code: &str) -> String {
    let Some(begin) = code.find("#[cfg(test)]") else { return code.to_owned() };
    let after = &code[begin..];
    let mut level = 0;
    for (at, letter) in after.char_indices() {
        match letter {
            '{' => level += 1,
            '}' => level -= 1,
            _ => {}
        }
        if level == 0 && matches!(letter, '}' | ';') {
            return format!("{}{}", &code[..begin], without_tests(&after[at + 1..]));
        }
    }
    code[..begin].to_owned()
}

mod the_checker {
    use super::*;

    fn arrows(path: &str, source: &str) -> usize {
        wrong_arrows(Path::new(path), source).len()
    }

    #[test]
    fn finds_an_arrow_that_points_up() {
        assert_eq!(arrows("src/badge/layer.rs", "use crate::document::History;"), 1);
        assert_eq!(arrows("src/scene/mod.rs", "fn f() { crate::render::png() }"), 1);
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
        assert_eq!(arrows("src/main.rs", "use crate::cli; use crate::app;"), 0);
    }

    #[test]
    fn does_not_read_comments_and_texts() {
        let source = r###"
            //! See [`crate::app`].
            /* crate::cli */
            const A: &str = "crate::app";
            const B: &str = r#"crate::"app"#;
            const C: [char; 3] = ['"', '\'', 'c'];
            fn life<'a>(x: &'a str) -> &'a str { x } // println!
        "###;
        assert_eq!(arrows("src/badge/mod.rs", source), 0);
        assert_eq!(named(Path::new("x"), source, PRINTING_WORDS), Vec::<String>::new());
        assert_eq!(arrows("src/badge/mod.rs", &format!("{source} use crate::app;")), 1, "what follows them is read");
    }

    #[test]
    fn finds_printing_and_the_window_but_not_in_tests() {
        let path = Path::new("src/scene/mod.rs");
        assert_eq!(named(path, "fn f() { println!(\"x\"); }", PRINTING_WORDS).len(), 1);
        assert_eq!(named(path, "use std::io::{stdout, Write};", PRINTING_WORDS).len(), 1);
        assert_eq!(named(path, "fn f(ui: &mut egui::Ui) {}", WINDOW_WORDS).len(), 1);
        assert_eq!(named(path, "fn fingerprint() { sprint(egui_free) }", &["print", "egui"]).len(), 0);
        let in_test = "#[cfg(test)] mod tests { fn f() { println!(); } } fn g() { eprint!() }";
        assert_eq!(named(path, in_test, PRINTING_WORDS), ["src/scene/mod.rs: names “eprint”"]);
        assert_eq!(named(path, "#[cfg(test)] mod tests; fn g() { print!() }", PRINTING_WORDS).len(), 1);
    }

    #[test]
    fn knows_which_files_are_tests() {
        for path in ["tests/cli.rs", "src/review/tests.rs", "src/app/tests/words.rs"] {
            assert!(is_test_file(Path::new(path)), "{path}");
        }
        assert!(!is_test_file(Path::new("src/review/words.rs")));
    }
}
