//! Carries out what is wished of the canvas.

use std::sync::Arc;

use eframe::egui;

use super::Ask;
use crate::app::App;
use crate::app::command::Command;
use crate::app::desk::FileQuestion;
use crate::app::desk::{Notice, Place};
use crate::app::toolkit::thumbnails::to_image;
use crate::artwork::{Element, Kind};
use crate::document::{Edit, Group};
use crate::editing::cage::cage;
use crate::editing::insert::{told_apart, with_fresh_ids};
use crate::editing::nested::lifted;
use crate::editing::{Held, NewElement, ToolEvent, ToolKey, ToolKind};
use crate::render::svg;

/// How much one step of zoom changes it.
const ZOOM_STEP: f32 = 1.25;

impl App {
    pub(in crate::app) fn update_canvas(&mut self, ctx: &egui::Context, ask: Ask) {
        let rect = self.state.canvas.viewport().rect;
        match ask {
            Ask::Add(new) => {
                if let NewElement::Icon { name, weight } = &new {
                    self.remember_icon(name, *weight);
                }
                let artwork = self.state.artwork();
                let element = told_apart(new.element(artwork), artwork, self.state.scene());
                self.insert(ctx, vec![element], None, &format!("Add {}", new.label().to_lowercase()));
            }
            Ask::ChooseIcon { replace } => {
                self.state.desk.place = Place::Artwork;
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
                    suggested: (self.state.desk.outside.documents)(),
                    endings: vec!["png", "jpg", "jpeg", "webp", "svg"],
                    kind: "Pictures: PNG, JPEG, WebP, SVG",
                };
                let then = |path| Command::Canvas(Ask::PlacePicture(path));
                self.update(ctx, Command::Session(crate::app::session::pick(question, then)));
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
            Ask::Pointer(event) => {
                let outputs = self.with_tools(|tools, context| tools.event(event, context));
                self.carry_out(ctx, outputs);
                if event == ToolEvent::Release {
                    self.update(ctx, Command::Seal);
                }
            }
            Ask::Key(key) => self.key(ctx, key),
            Ask::DragGuide(guide, from) => {
                self.update_canvas(ctx, Ask::Tool(ToolKind::Select));
                let outputs = self.with_tools(|tools, context| tools.select.begin_guide(guide, from, context));
                self.carry_out(ctx, outputs);
            }
            Ask::Points(change) => {
                let output = self.with_tools(|tools, context| tools.nodes.rework(change, context));
                self.carry_out(ctx, output.into_iter().collect());
            }
            Ask::StepPoint { back } => self.with_tools(|tools, context| tools.nodes.step(back, context)),
            Ask::Delete if self.tool_key(ctx, ToolKey::Delete) => {}
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
                    self.state.desk.history.apply_instead(&[Edit::Recolor(palette)], label, group)
                } else {
                    self.state.desk.history.apply(&[Edit::Palette(palette)], label, Group::Once)
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
            Ask::Nudge(dx, dy) => {
                let by = kurbo::Vec2::new(dx, dy);
                if !self.tool_key(ctx, ToolKey::Arrows(by, Held::default())) {
                    self.nudge(ctx, by);
                }
            }
            Ask::TypeOnChosen => {
                if let [element] = self.chosen_elements().as_slice() {
                    self.update_canvas(ctx, Ask::Type(element.id));
                }
            }
            Ask::Type(id) => {
                let outputs = self.with_tools(|tools, context| tools.type_on(id, context));
                self.carry_out(ctx, outputs);
            }
            Ask::Typed(letters) => {
                let outputs = self.with_tools(|tools, context| tools.text.changed(&letters, context));
                self.carry_out(ctx, outputs);
            }
            Ask::ShowTyped(id) => self.state.desk.history.select([id]),
            Ask::Tool(tool) => {
                let outputs = self.with_tools(|tools, context| tools.take(tool, context));
                self.carry_out(ctx, outputs);
                self.state.canvas.asked = None;
            }
            Ask::Look(look) => self.look(look),
            Ask::PickColor { at, line } => self.pick_color(ctx, at, line),
            Ask::PickFor(field) => {
                let before = self.state.canvas.tools.kind();
                self.update_canvas(ctx, Ask::Tool(ToolKind::Eyedropper));
                self.state.canvas.asked = Some((field, before));
            }
            Ask::Step { down, more } => self.step(ctx, down, more),
            Ask::Lock => self.switch_all(ctx, "Lock or unlock", |element| &mut element.locked),
            Ask::Hide => self.switch_all(ctx, "Hide or show", |element| &mut element.hidden),
            Ask::Habits(habits) => {
                self.state.desk.settings.canvas = habits;
                self.state.desk.keep_settings();
            }
            Ask::Switch(switch) => {
                let habits = switch.switched(self.state.desk.settings.canvas);
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
                if !self.state.desk.outside.drawings.write(&drawing) {
                    ctx.copy_text(drawing);
                }
                self.say(ctx, Notice::done("The picture is on the clipboard as SVG."));
            }
            Ask::Paste(pasted) => self.paste(ctx, pasted),
            Ask::SeeAsOthers => {
                self.state.desk.place = Place::Artwork;
                self.state.canvas.seeing = Some(super::seeing::Seeing::default());
            }
            Ask::ZoomIn => self.state.canvas.view.zoom_about(rect, ZOOM_STEP, rect.center()),
            Ask::ZoomOut => self.state.canvas.view.zoom_about(rect, 1.0 / ZOOM_STEP, rect.center()),
            Ask::ZoomFit => self.state.canvas.view.fit(),
            Ask::ZoomActual => self.state.canvas.view.zoom_to(1.0),
            Ask::ZoomChosen => {
                let chosen = lifted(self.state.artwork(), self.state.desk.history.selection());
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
        let selection = self.state.desk.history.selection().clone();
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

    /// Gives a key to the tool in hand; false where that has no use for it.
    fn tool_key(&mut self, ctx: &egui::Context, key: ToolKey) -> bool {
        let outputs = self.with_tools(|tools, context| tools.key(key, context));
        let used = outputs.is_some();
        self.carry_out(ctx, outputs.unwrap_or_default());
        used
    }

    /// A key on the canvas. What the tool has no use for is meant for what is chosen.
    fn key(&mut self, ctx: &egui::Context, key: ToolKey) {
        if self.tool_key(ctx, key) || self.state.desk.history.selection().is_empty() {
            return;
        }
        let asked = match key {
            ToolKey::Arrows(..) => return self.nudge(ctx, key.push().unwrap_or_default()),
            ToolKey::Enter(_) => match self.chosen_elements().as_slice() {
                [Element { kind: Kind::Text(_), .. }] => Ask::TypeOnChosen,
                [Element { kind: Kind::Picture { .. }, .. }] => Ask::Tool(ToolKind::Crop),
                _ => return,
            },
            ToolKey::Escape => Ask::SelectNone,
            ToolKey::Backspace => Ask::Delete,
            ToolKey::Delete | ToolKey::Plus | ToolKey::Minus => return,
        };
        self.update_canvas(ctx, asked);
    }

    /// Moves what is chosen by so many badge units.
    fn nudge(&mut self, ctx: &egui::Context, by: kurbo::Vec2) {
        let chosen = lifted(self.state.artwork(), self.state.desk.history.selection());
        let moved = chosen.iter().map(|one| {
            let frame = one.element.frame.moved(by.x, by.y);
            one.lowered(Element { frame, ..one.element.clone() })
        });
        let edits = vec![Edit::Put(moved.collect())];
        self.update(ctx, Command::Edit { edits, label: "Nudge".into(), group: Group::Nudge });
    }

    /// Puts elements in front of all others and chooses them.
    pub(super) fn insert(&mut self, ctx: &egui::Context, elements: Vec<Element>, first: Option<Edit>, label: &str) {
        let ids = elements.iter().map(|element| element.id).collect();
        let edits = first.into_iter().chain([Edit::Insert { elements, index: None }]).collect();
        self.state.desk.place = Place::Artwork;
        self.update(ctx, Command::All(vec![Command::edit(label, edits), Command::Select(ids)]));
    }
}

impl NewElement {
    /// The command that puts it on the badge.
    pub(super) fn command(&self) -> Command {
        Command::Canvas(Ask::Add(self.clone()))
    }
}
