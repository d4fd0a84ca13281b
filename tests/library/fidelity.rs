//! What we draw looks the same wherever it is shown: our pixels against our
//! SVG in resvg, in the browser and in librsvg, and against our PDF in poppler.
//!
//! The programs are Debian's `chromium`, `librsvg2-bin` and `poppler-utils`;
//! what is not installed is left out, and said.

mod features;

use std::path::Path;
use std::process::Command;

use badgewright::badge::Badge;
use badgewright::document::starters;
use badgewright::render::raster::Renderer;
use badgewright::render::{pdf, svg};
use badgewright::scene::{Scene, build};
use features::features;
use resvg::{tiny_skia, usvg};

const SIDE: u32 = 600;

fn scenes() -> Vec<(String, Scene)> {
    let starters = starters().iter().map(|starter| {
        let document = starter.document("urn:uuid:1".into()).unwrap();
        (starter.name.to_owned(), build(&document.artwork, &document.badge))
    });
    let badge = Badge { name: "Digital Storyteller".into(), ..Badge::default() };
    let features = features().into_iter().map(|(name, artwork)| (name.to_owned(), build(&artwork, &badge)));
    starters.chain(features).collect()
}

fn is_installed(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        println!("left out: {program} is not installed");
    }
    there
}

/// Red, green and blue on white, row by row.
fn on_white(straight: &image::RgbaImage) -> Vec<u8> {
    let over = |channel: u8, alpha: u8| {
        let (channel, alpha) = (u32::from(channel), u32::from(alpha));
        u8::try_from((channel * alpha + 255 * (255 - alpha) + 127) / 255).unwrap()
    };
    straight.pixels().flat_map(|p| [over(p[0], p[3]), over(p[1], p[3]), over(p[2], p[3])]).collect()
}

fn ours(scene: &Scene) -> Vec<u8> {
    let png = Renderer::new().render(scene, SIDE).to_png();
    on_white(&image::load_from_memory(&png).unwrap().into_rgba8())
}

fn opened(path: &Path) -> Vec<u8> {
    let picture = image::open(path).unwrap().into_rgba8();
    assert_eq!(picture.dimensions(), (SIDE, SIDE));
    on_white(&picture)
}

/// Mean difference of all channels, as a part of the whole range.
fn difference(one: &[u8], other: &[u8]) -> f64 {
    let sum: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / one.len() as f64 / 255.0
}

fn compare(who: &str, name: &str, scene: &Scene, theirs: &[u8], most: f64) -> Option<String> {
    let difference = difference(&ours(scene), theirs);
    println!("{who}: {name}: {:.3} %", difference * 100.0);
    (difference >= most).then(|| format!("{who}: {name}: {:.3} %", difference * 100.0))
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn resvg_shows_our_svg_as_we_do() {
    let mut off = Vec::new();
    for (name, scene) in scenes() {
        assert!(scene.missing().is_empty() && !scene.draws().is_empty(), "{name}");
        let tree = usvg::Tree::from_str(&svg::write(&scene, &name, ""), &usvg::Options::default()).unwrap();
        for side in [256, 600] {
            let mut theirs = tiny_skia::Pixmap::new(side, side).unwrap();
            let scale = side as f32 / 600.0;
            resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut theirs.as_mut());
            // With alpha: both are premultiplied.
            let difference = difference(&Renderer::new().render(&scene, side).rgba, theirs.data());
            println!("resvg: {name} at {side}: {:.3} %", difference * 100.0);
            if difference >= 0.005 {
                off.push(format!("{name} at {side}: {:.3} %", difference * 100.0));
            }
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
fn librsvg_shows_our_svg_as_we_do() {
    if !is_installed("rsvg-convert") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.svg"), folder.path().join("a.png"));
    let mut off = Vec::new();
    for (name, scene) in scenes() {
        std::fs::write(&from, svg::write(&scene, &name, "")).unwrap();
        run("rsvg-convert", &["-w", "600", "-h", "600", from.to_str().unwrap(), "-o", to.to_str().unwrap()]);
        off.extend(compare("rsvg-convert", &name, &scene, &opened(&to), 0.005));
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
fn poppler_shows_our_pdf_as_we_do() {
    if !is_installed("pdftoppm") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.pdf"), folder.path().join("a"));
    let mut off = Vec::new();
    for (name, scene) in scenes() {
        std::fs::write(&from, pdf::artwork(&scene, &name, "", &mut Renderer::new()).unwrap()).unwrap();
        run("pdftoppm", &["-r", "72", "-png", "-singlefile", from.to_str().unwrap(), to.to_str().unwrap()]);
        off.extend(compare("pdftoppm", &name, &scene, &opened(&to.with_extension("png")), 0.01));
    }
    assert!(off.is_empty(), "{off:#?}");
}

#[test]
fn a_browser_shows_our_svg_as_we_do() {
    const COLUMNS: usize = 12;
    if !is_installed("chromium") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let scenes = scenes();
    let outlines = scenes.iter().map(|(name, scene)| (name.clone(), scene, svg::write(scene, name, "")));
    let live =
        scenes.iter().map(|(name, scene)| (format!("{name}, live text"), scene, svg::write_live(scene, name, "")));
    let files: Vec<(String, &Scene, String)> = outlines.chain(live.filter(|(.., svg)| svg.contains("<text"))).collect();
    // All on one page: starting a browser takes longer than drawing.
    let mut page = "<body style='margin:0;line-height:0'>".to_owned();
    for (at, (_, _, svg)) in files.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{at}.svg")), svg).unwrap();
        let (left, top) = (at % COLUMNS * 600, at / COLUMNS * 600);
        page += &format!("<img src='{at}.svg' style='position:absolute;left:{left}px;top:{top}px;width:600px'>");
    }
    std::fs::write(folder.path().join("page.html"), page).unwrap();
    let rows = files.len().div_ceil(COLUMNS);
    let shot = folder.path().join("shot.png");
    run(
        "chromium",
        &[
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
            &format!("--user-data-dir={}", folder.path().join("profile").display()),
            &format!("--window-size={},{}", COLUMNS * 600, rows * 600),
            &format!("--screenshot={}", shot.display()),
            &format!("file://{}", folder.path().join("page.html").display()),
        ],
    );
    let shot = image::open(&shot).unwrap().into_rgba8();
    let mut off = Vec::new();
    for (at, (name, scene, _)) in files.iter().enumerate() {
        let (left, top) = ((at % COLUMNS * 600) as u32, (at / COLUMNS * 600) as u32);
        let theirs = on_white(&image::imageops::crop_imm(&shot, left, top, SIDE, SIDE).to_image());
        off.extend(compare("chromium", name, scene, &theirs, 0.005));
    }
    assert!(off.is_empty(), "{off:#?}");
}
