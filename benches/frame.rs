//! CPU time of the window's frames while an element is dragged: the program's
//! part, from the pointer's event to the shapes that the graphics driver gets,
//! the badge's pixels included.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "it is a program that reports what it measured")]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use badgewright::app::{App, Command, Outside};
use badgewright::artwork::{Artwork, Color, Element, ElementId, Frame, Kind, Paint, Shadow};
use badgewright::document::Document;
use eframe::egui::{self, Event, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// CPU time of this thread.
fn cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or_default())
}

/// A badge with 200 elements, ten of which throw shadows.
fn crowd() -> Document {
    let mut artwork = Artwork::default();
    for number in 0..200_u16 {
        let (column, row) = (f64::from(number % 20), f64::from(number / 20));
        let kind = match number % 4 {
            0 => Kind::Disc,
            1 => Kind::Star { points: 5, inner: 0.5, corner: 3.0 },
            2 => Kind::Gear { teeth: 12, depth: 0.2, hole: 0.4 },
            _ => Kind::Rectangle { corners: [6.0; 4] },
        };
        let frame = Frame { x: 30.0 + 28.0 * column, y: 60.0 + 52.0 * row, width: 40.0, height: 40.0, rotation: 0.0 };
        let color = Color::rgb(u8::try_from(number).unwrap_or(0), 90, 140);
        let mut element = Element::new(ElementId(u64::from(number) + 1), kind, frame).filled(Paint::Solid(color));
        if number % 20 == 7 {
            element.shadow = Some(Shadow::default());
        }
        artwork.elements.push(Arc::new(element));
    }
    Document { artwork: Arc::new(artwork), ..Document::default() }
}

fn main() {
    measure("the starter", None);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("crowd.badge");
    crowd().save(&path).expect("a saved document");
    measure("200 elements, ten shadows", Some(path));
}

fn measure(what: &str, open: Option<PathBuf>) {
    println!("{what}, 1440 × 900");
    let outside = || Outside { folder: None, ..Outside::real() };
    let begun = cpu();
    let is_opened = open.is_some();
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .build_eframe(|cc| App::new(&cc.egui_ctx, outside(), open));
    harness.run_ok();
    println!("  until it is shown, the window's own start included: {:?}", cpu() - begun);
    let name = if is_opened { "Element 110:" } else { ": Icon" };
    let from = harness.query_all_by_label_contains(name).next().map_or(Pos2::ZERO, |node| node.rect().center());
    let button = |pressed| Event::PointerButton {
        pos: from,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    harness.event(Event::PointerMoved(from));
    harness.event(button(true));
    harness.step();
    let mut times: Vec<Duration> = (0..1000_u16)
        .map(|step| {
            let angle = f32::from(step) / 40.0;
            harness.event(Event::PointerMoved(from + 90.0 * Vec2::angled(angle)));
            let before = cpu();
            harness.step();
            cpu() - before
        })
        .collect();
    assert!(harness.state().state().desk.history.undo_label().is_some(), "the element was dragged");
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("  frame while dragging, {} frames:", times.len());
    println!("  median {:?}  p90 {:?}  p99 {:?}  longest {:?}", at(50), at(90), at(99), at(100));
    harness.event(button(false));
    harness.step();
    let ctx = harness.ctx.clone();
    let before = cpu();
    harness.state_mut().update(&ctx, Command::Undo);
    println!("  undo, without the frame that shows it: {:?}", cpu() - before);
}
