//! CPU time of the window's frames while an element is dragged: the program's
//! part, from the pointer's event to the shapes that the graphics driver gets,
//! the badge's pixels included.

#![expect(clippy::print_stdout, reason = "it is a program that reports what it measured")]

use std::time::Duration;

use badgewright::app::{App, Outside};
use eframe::egui::{self, Event, Pos2, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// CPU time of this thread.
fn cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or_default())
}

fn main() {
    let outside = || Outside { folder: None, ..Outside::real() };
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .build_eframe(|cc| App::new(&cc.egui_ctx, outside(), None));
    harness.run_ok();
    let from = harness.query_all_by_label_contains(": Icon").next().map_or(Pos2::ZERO, |node| node.rect().center());
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
    assert!(harness.state().state().history.undo_label().is_some(), "the element was dragged");
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("frame while dragging, 1440 × 900, {} frames", times.len());
    println!("median {:?}  p90 {:?}  p99 {:?}  longest {:?}", at(50), at(90), at(99), at(100));
}
