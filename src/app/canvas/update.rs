//! Carries out what is wished of the canvas.

use std::sync::Arc;

use eframe::egui::{self, Rect, Vec2};

use super::Ask;
use super::surface::context;
use crate::app::App;
use crate::app::command::Command;
use crate::app::dialogs::FileQuestion;
use crate::app::state::{Notice, Place};
use crate::app::thumbnails::to_image;
use crate::artwork::{Color, Element, Kind, Paint};
use crate::document::{Edit, Group};
use crate::editing::cage::cage;
use crate::editing::crop_tool::{croppable, magnified, slid};
use crate::editing::insert::with_fresh_ids;
use crate::editing::nested::lifted;
use crate::editing::{NewElement, ToolKind};
use crate::render::svg;

/// How much one step of zoom changes it.
const ZOOM_STEP: f32 = 1.25;

impl App {
    pub(in crate::app) fn update_canvas(&mut self, ctx: &egui::Context, ask: Ask) {
        let rect = self.state.canvas.rect.unwrap_or(Rect::from_min_size(egui::Pos2::ZERO, Vec2::splat(600.0)));
        match ask {
            Ask::Add(new) => {
                if let NewElement::Icon { name, weight } = &new {
                    self.remember_icon(name, *weight);
                }
                let element = self.told_apart(new.element(self.state.artwork()));
                self.insert(ctx, vec![element], None, &format!("Add {}", new.label().to_lowercase()));
            }
            Ask::ChooseIcon { replace } => {
                self.state.place = Place::Artwork;
                self.open_icons(replace);
            }
            Ask::ReplaceIcon(name, weight) => {
                self.remember_icon(&name, weight);
                let edits = self.chosen_elements().into_iter().filter_map(|mut element| match &mut element.kind {
                    Kind::Icon { name: old, weight: old_weight } => {
                        old.clone_from(&name);
                        *old_weight = weight;
                        Some(element)
                    }
                    _ => None,
                });
                let edit = Edit::Put(edits.collect());
                self.update(ctx, Command::edit("Change the icon", vec![edit]));
            }
            Ask::ChoosePicture => {
                let question = FileQuestion {
                    title: "Add a picture".into(),
                    save: false,
                    suggested: (self.outside.documents)(),
                    endings: vec!["png", "jpg", "jpeg", "webp", "svg"],
                    kind: "Pictures: PNG, JPEG, WebP, SVG",
                };
                let then = |path| Command::Canvas(Ask::PlacePicture(path));
                self.update(ctx, Command::Session(crate::app::session::Ask::Pick(question, then)));
            }
            Ask::PlacePicture(path) => self.place_picture(ctx, path),
            Ask::ChooseFont => self.choose_font(ctx),
            Ask::ReadFonts(paths) => self.read_fonts(ctx, paths),
            Ask::FontsRead(_, target) if target != self.target() => {
                let words = "Another badge is in view by now, so the font was not added to it. Please add it again.";
                self.say(ctx, Notice::error(words));
            }
            Ask::FontsRead(fonts, _) => self.take_fonts(ctx, &fonts),
            Ask::Dropped(paths) => self.take_dropped(ctx, paths),
            Ask::PastePicture(pixels) => self.paste_picture(ctx, pixels),
            Ask::Magnify(factor) => {
                self.recrop(ctx, "Magnify the picture", |picture| magnified(picture, factor));
            }
            Ask::PictureRead(_, target) if target != self.target() => {
                let words = "Another badge is in view by now, so the picture was not put on it. Please add it again.";
                self.say(ctx, Notice::error(words));
            }
            Ask::PictureRead(placed, _) => {
                let element = with_fresh_ids(&placed.element, self.state.artwork());
                if !placed.left_out.is_empty() {
                    let words = format!("Not taken over from this drawing: {}.", placed.left_out.join(", "));
                    self.say(ctx, Notice::error(words));
                }
                self.insert(ctx, vec![element], placed.picture.map(Edit::AddPicture), "Add picture");
            }
            Ask::Delete if self.change_points(ctx, "Delete points", |nodes, places| nodes.without(places)) => {
                self.state.canvas.nodes.forget();
            }
            Ask::Delete if self.remove_stop(ctx) => {}
            Ask::Soften(smooth) => {
                self.change_points(
                    ctx,
                    if smooth { "Make points smooth" } else { "Make points corners" },
                    |nodes, places| nodes.softened(places, smooth),
                );
            }
            Ask::StepPoint { back } => self.step_point(back),
            Ask::Bend { after, by } => self.bend(ctx, after, by),
            Ask::AddPoint | Ask::JoinPoints | Ask::BreakPath => self.rework_path(ctx, &ask),
            Ask::FinishPath => {
                let outputs = self.state.canvas.pen.finish(&self.state.artwork().clone());
                for command in outputs.into_iter().map(Command::from) {
                    self.update(ctx, command);
                }
            }
            Ask::Delete => self.delete_chosen(ctx),
            Ask::Duplicate => self.duplicate(ctx),
            Ask::Order(order) => self.order(ctx, order),
            Ask::Group => self.group(ctx),
            Ask::Ungroup => self.ungroup(ctx),
            Ask::Arrange(arrange) => self.arrange(ctx, arrange),
            Ask::Formed(document, command) if document.same_version(self.state.document()) => {
                self.update(ctx, *command);
            }
            Ask::Formed(..) => {
                let words = "The badge changed while the outline was worked on. Nothing was done; please try again.";
                self.say(ctx, Notice::error(words));
            }
            Ask::Palette(palette) => {
                let label = "Change the colours";
                let done = if self.state.artwork().palette.len() == palette.len() {
                    // While a colour is tried out, shades are taken from what was there before it.
                    let group = Group::Typing("palette".into());
                    self.state.history.apply_instead(&[Edit::Recolor(palette)], label, group)
                } else {
                    self.state.history.apply(&[Edit::Palette(palette)], label, Group::Once)
                };
                if let Err(error) = done {
                    self.say(ctx, Notice::error(error.to_string()));
                }
            }
            Ask::SelectAll => {
                let all =
                    self.state.artwork().elements.iter().filter(|e| !e.locked && !e.hidden).map(|e| e.id).collect();
                self.update(ctx, Command::Select(all));
            }
            Ask::SelectNone => self.update(ctx, Command::Select(Vec::new())),
            Ask::Nudge(dx, dy)
                if self.change_points(ctx, "Nudge points", |nodes, places| {
                    nodes.moved(places, kurbo::Vec2::new(dx, dy))
                }) => {}
            Ask::Nudge(dx, dy) if self.state.canvas.tool == ToolKind::Crop => {
                self.recrop(ctx, "Crop the picture", |picture| slid(picture, kurbo::Vec2::new(dx, dy)));
            }
            Ask::Nudge(dx, dy) => {
                let chosen = lifted(self.state.artwork(), self.state.history.selection());
                let moved = chosen.iter().map(|one| {
                    let frame = one.element.frame.moved(dx, dy);
                    one.lowered(Element { frame, ..one.element.clone() })
                });
                let edits = vec![Edit::Put(moved.collect())];
                self.update(ctx, Command::Edit { edits, label: "Nudge".into(), group: Group::Nudge });
            }
            Ask::TypeOnChosen => {
                if let [element] = self.chosen_elements().as_slice() {
                    self.begin_typing(ctx, element.id, None);
                }
            }
            Ask::Type(id) => self.begin_typing(ctx, id, None),
            Ask::ShowTyped(id) => self.state.history.select([id]),
            Ask::EndTyping => {
                self.end_typing(ctx);
                self.state.canvas.tool = ToolKind::Select;
            }
            Ask::Tool(tool) => {
                self.end_typing(ctx);
                if self.state.canvas.tool == ToolKind::Pen {
                    self.update_canvas(ctx, Ask::FinishPath);
                }
                self.state.canvas.asked = None;
                self.state.canvas.tool = tool;
            }
            Ask::Step { down, more } => self.step(ctx, down, more),
            Ask::Lock => self.switch_all(ctx, "Lock or unlock", |element| &mut element.locked),
            Ask::Hide => self.switch_all(ctx, "Hide or show", |element| &mut element.hidden),
            Ask::PaintWith { color, line } => self.paint_with(ctx, color, line),
            Ask::Habits(habits) => {
                self.state.settings.canvas = habits;
                self.keep_settings();
            }
            Ask::Switch(switch) => {
                let habits = switch.switched(self.state.settings.canvas);
                self.update_canvas(ctx, Ask::Habits(habits));
            }
            Ask::AddGuide { upright } => self.add_guide(ctx, upright),
            Ask::CopyPicture => {
                let scene = Arc::clone(self.state.scene());
                let pixels = self.state.canvas.surface.renderer().render(&scene, crate::issue::USUAL_SIDE);
                ctx.copy_image(to_image(&pixels));
                self.say(ctx, Notice::done("The picture is on the clipboard."));
            }
            Ask::CopySvg => {
                let badge = self.state.badge();
                let drawing = svg::write(self.state.scene(), &badge.name, &badge.image.caption);
                if !self.outside.drawings.write(&drawing) {
                    ctx.copy_text(drawing);
                }
                self.say(ctx, Notice::done("The picture is on the clipboard as SVG."));
            }
            Ask::Paste(pasted) => self.paste(ctx, pasted),
            Ask::SeeAsOthers => {
                self.state.place = Place::Artwork;
                self.state.canvas.seeing = Some(super::seeing::Seeing::default());
            }
            Ask::ZoomIn => self.state.canvas.view.zoom_about(rect, ZOOM_STEP, rect.center()),
            Ask::ZoomOut => self.state.canvas.view.zoom_about(rect, 1.0 / ZOOM_STEP, rect.center()),
            Ask::ZoomFit => self.state.canvas.view.fit(),
            Ask::ZoomActual => self.state.canvas.view.zoom_to(1.0),
            Ask::ZoomChosen => {
                let chosen = lifted(self.state.artwork(), self.state.history.selection());
                if let Some(frame) = cage(&chosen) {
                    let area = self.state.canvas.view.on(rect).rect_of(frame.bounds());
                    self.state.canvas.view.show(rect, area.expand(0.15 * area.size().max_elem()));
                }
            }
        }
    }

    /// Chooses the element below the chosen ones, or above them; at the end it
    /// begins anew.
    fn step(&mut self, ctx: &egui::Context, down: bool, more: bool) {
        let selection = self.state.history.selection().clone();
        let elements = &self.state.artwork().elements;
        let at = |chosen: &Element| selection.contains(&chosen.id);
        let last = elements.len().saturating_sub(1);
        let next = if down {
            elements.iter().position(|element| at(element)).map_or(last, |lowest| lowest.checked_sub(1).unwrap_or(last))
        } else {
            let highest = elements.iter().rposition(|element| at(element));
            highest.map_or(0, |highest| if highest == last { 0 } else { highest + 1 })
        };
        let Some(next) = elements.get(next).map(|element| element.id) else { return };
        let before = selection.into_iter().filter(|_| more);
        let chosen = before.chain([next]).collect();
        self.update(ctx, Command::Select(chosen));
    }

    /// Changes what is seen of the chosen picture; keys in a row are one step.
    fn recrop(&mut self, ctx: &egui::Context, label: &str, change: impl Fn(&Element) -> Element) {
        let Some(one) = croppable(&context(&self.state, 0.0)) else { return };
        let edits = vec![Edit::Put(vec![one.lowered(change(&one.element))])];
        self.update(ctx, Command::Edit { edits, label: label.into(), group: Group::Nudge });
    }

    /// Takes the chosen colour out of a gradient; false where none is chosen.
    fn remove_stop(&mut self, ctx: &egui::Context) -> bool {
        if self.state.canvas.tool != ToolKind::Paint {
            return false;
        }
        let artwork = self.state.artwork();
        let held = lifted(artwork, self.state.history.selection());
        let holds_stop = held.iter().any(|one| {
            matches!(
                self.state.canvas.paint.chosen(one.element.id),
                Some(crate::editing::paint_handles::PaintHandle::Stop(_))
            )
        });
        if !holds_stop {
            return false;
        }
        let rect = self.state.canvas.rect.unwrap_or(Rect::from_min_size(egui::Pos2::ZERO, Vec2::splat(600.0)));
        let viewport = self.state.canvas.view.on(rect);
        match self.with_context(viewport, |canvas, context| canvas.paint.without_chosen(context)) {
            Some(output) => self.update(ctx, output.into()),
            None => self.say(ctx, Notice::done("A gradient needs at least two colours.")),
        }
        true
    }

    /// A new element in a colour of the badge that can be told from what lies
    /// under its middle.
    pub(super) fn told_apart(&self, mut element: Element) -> Element {
        let under = self.state.scene().hit_inside(element.frame.x, element.frame.y, 0.0);
        let under = under.and_then(|id| self.state.artwork().element(id)?.fill.as_ref().map(Paint::first_color));
        if let (Some(under), Some(Paint::Solid(color))) = (under, element.fill.as_mut())
            && color.contrast(under) < 3.0
        {
            let by_contrast = |a: &&Color, b: &&Color| a.contrast(under).total_cmp(&b.contrast(under));
            *color = self.state.artwork().palette.iter().max_by(by_contrast).copied().unwrap_or(*color);
        }
        element
    }

    /// Puts elements in front of all others and chooses them.
    pub(super) fn insert(&mut self, ctx: &egui::Context, elements: Vec<Element>, first: Option<Edit>, label: &str) {
        let ids = elements.iter().map(|element| element.id).collect();
        let edits = first.into_iter().chain([Edit::Insert { elements, index: None }]).collect();
        self.state.place = Place::Artwork;
        self.update(ctx, Command::All(vec![Command::edit(label, edits), Command::Select(ids)]));
    }
}

impl NewElement {
    /// The command that puts it on the badge.
    pub(super) fn command(&self) -> Command {
        Command::Canvas(Ask::Add(self.clone()))
    }
}
