//! Pictures of parts of the window: as much of it as is tested, and no more.

use std::path::Path;

use eframe::egui::{Rect, pos2};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{SnapshotOptions, try_image_snapshot_options};

use super::Window;
use crate::packed::pack;

const FOLDER: &str = "tests/snapshots";
/// What is seen around a part, in points.
const AIR: f32 = 16.0;

/// A part of the window.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// All of it, where its layout is what is tested.
    Whole,
    /// The question, menu or floating window in which this is.
    Over(&'a str),
    /// What these are at the edges of.
    Around(&'a [&'a str]),
    /// The canvas with its rulers and what lies over it.
    Canvas,
    /// What can be set of the chosen element, above the list of elements.
    Properties,
}

impl Window {
    /// Compares a part of the window with the picture of this name. What looks different
    /// is told at the end of the test; a picture that is taken anew is packed.
    pub fn picture(&mut self, part: Part<'_>, name: &str) {
        // Edges of letters may fall a little differently on another processor.
        let options = SnapshotOptions::new().threshold(1.0).max_failed_pixels(60_usize).output_path(FOLDER);
        let path = Path::new(FOLDER).join(format!("{name}.png"));
        let before = std::fs::read(&path).ok();
        let rect = self.rect_of(part);
        let whole = self.render().unwrap();
        let [left, top, right, bottom] = [rect.left(), rect.top(), rect.right(), rect.bottom()]
            .map(|edge| (edge * self.ctx.pixels_per_point()).round() as u32);
        let image = image::imageops::crop_imm(&whole, left, top, right - left, bottom - top).to_image();
        self.pictures.add(try_image_snapshot_options(&image, name, &options));
        if path.exists() && std::fs::read(&path).ok() != before {
            pack(&path);
        }
    }

    fn rect_of(&self, part: Part<'_>) -> Rect {
        let window = self.ctx.content_rect();
        let rect = match part {
            Part::Whole => window,
            Part::Over(name) => {
                let layer = self.ctx.layer_id_at(self.rect_around(name).center()).unwrap();
                self.ctx.memory(|memory| memory.area_rect(layer.id)).unwrap().expand(AIR)
            }
            Part::Around(names) => {
                let rects = names.iter().map(|name| self.rect_around(name));
                rects.reduce(Rect::union).unwrap().expand(AIR)
            }
            Part::Canvas => self.canvas(),
            Part::Properties => {
                let (canvas, list) = (self.canvas(), self.rect_around("Elements"));
                Rect::from_min_max(canvas.right_top(), pos2(window.right(), list.top()))
            }
        };
        rect.intersect(window)
    }

    fn canvas(&self) -> Rect {
        self.state().state().places.canvas.rect.unwrap()
    }

    /// Where the first thing lies whose name has these words.
    fn rect_around(&self, words: &str) -> Rect {
        let node = self.query_all_by_label_contains(words).next();
        node.unwrap_or_else(|| panic!("nothing here is called “{words}”")).rect()
    }
}
