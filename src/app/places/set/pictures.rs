//! What the members of a set come to, and pictures of them.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{self, Color32, Rect, TextureHandle, TextureOptions, Ui, pos2};

use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::thumbnails::{pixels_of, to_image};
use crate::document::Document;
use crate::document::set::Member;
use crate::render::raster::{Pixels, Renderer};
use crate::scene::build;

/// How many are drawn in one go, so that those in view come first.
const AT_ONCE: usize = 12;

/// How many pictures are kept; those not seen for longest go first.
const KEPT: usize = 160;

/// Members with what they come to, and pictures drawn beside the window.
#[derive(Default)]
pub(super) struct Pictures {
    /// The design of which the members are.
    design: Option<Document>,
    members: HashMap<String, (Arc<Member>, Document)>,
    made: HashMap<String, Made>,
    wanted: Vec<(String, Document, u32)>,
}

struct Made {
    of: Document,
    side: u32,
    texture: TextureHandle,
    /// The pass in which it was last seen.
    seen: u64,
}

impl Pictures {
    /// What the member at this place comes to.
    pub(super) fn member(&mut self, design: &Document, place: usize) -> Option<Document> {
        let is_same = self.design.as_ref().is_some_and(|known| {
            Arc::ptr_eq(&known.badge, &design.badge) && Arc::ptr_eq(&known.artwork, &design.artwork)
        });
        if !is_same {
            self.members.clear();
            self.design = Some(design.clone());
        }
        let member = design.set.members.get(place)?;
        if let Some((known, document)) = self.members.get(&member.id)
            && Arc::ptr_eq(known, member)
        {
            return Some(document.clone());
        }
        let document = design.member(place)?;
        self.members.insert(member.id.clone(), (Arc::clone(member), document.clone()));
        Some(document)
    }

    /// Shows the picture of a document in this square: the last one there is,
    /// until the newest is drawn.
    pub(super) fn show(&mut self, ui: &Ui, rect: Rect, id: &str, document: &Document) {
        let side = pixels_of(ui, rect.width());
        let pass = ui.ctx().cumulative_pass_nr();
        let made = self.made.get_mut(id);
        let is_current = made.as_ref().is_some_and(|made| made.side == side && made.of.same_version(document));
        match made {
            Some(made) => {
                made.seen = pass;
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                ui.painter().image(made.texture.id(), rect, whole, Color32::WHITE);
            }
            None => {
                let line = Tokens::of(ui).line.gamma_multiply(0.5);
                ui.painter().circle_filled(rect.center(), rect.width() * 0.46, line);
            }
        }
        if !is_current && self.wanted.len() < AT_ONCE {
            self.wanted.push((id.to_owned(), document.clone(), side));
        }
    }

    /// What is to be drawn; asked anew each frame, so that only what is in
    /// view is drawn.
    pub(super) fn wanted(&mut self) -> Vec<(String, Document, u32)> {
        std::mem::take(&mut self.wanted)
    }

    /// Takes in what was drawn.
    pub(super) fn keep(&mut self, ctx: &egui::Context, drawn: Vec<(String, Document, Pixels)>) {
        let seen = ctx.cumulative_pass_nr();
        for (id, of, pixels) in drawn {
            let texture = ctx.load_texture(format!("member {id}"), to_image(&pixels), TextureOptions::LINEAR);
            self.made.insert(id, Made { of, side: pixels.width, texture, seen });
        }
        while self.made.len() > KEPT {
            let Some(oldest) = self.made.iter().min_by_key(|(_, made)| made.seen).map(|(id, _)| id.clone()) else {
                return;
            };
            self.made.remove(&oldest);
        }
    }
}

/// Draws what is wanted.
pub(super) fn drawn(wanted: Vec<(String, Document, u32)>) -> Vec<(String, Document, Pixels)> {
    let mut renderer = Renderer::new();
    let draw = |(id, document, side): (String, Document, u32)| {
        let pixels = renderer.render(&build(&document.artwork, &document.badge), side);
        (id, document, pixels)
    };
    wanted.into_iter().map(draw).collect()
}
