//! Carries out what is wished of the canvas.

use std::sync::Arc;

use eframe::egui;

use super::arranging::arranged;
use super::chosen::{self, chosen_elements, insert};
use super::clipboard::{NOT_PUT, paste, paste_picture, place_picture, take_dropped};
use super::guides::add_guide;
use super::icon_picker::{IconPicker, remember_icon};
use super::message::Message;
use super::model::{Board, Canvas};
use super::own_fonts::{choose_font, read_fonts, take_fonts};
use super::seeing::Seeing;
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place};
use crate::app::toolkit::thumbnails::to_image;
use crate::artwork::{Element, Kind};
use crate::document::{Edit, Group};
use crate::editing::insert::{told_apart, with_fresh_ids};
use crate::editing::local_space::in_global_space;
use crate::editing::transform_box::transform_box;
use crate::editing::{Habits, Held, NewElement, ToolEvent, ToolKey, ToolKind};
use crate::render::svg;

/// How much one step of zoom changes it.
const ZOOM_STEP: f32 = 1.25;

/// Takes in a message.
pub fn update(canvas: &mut Canvas, ctx: &egui::Context, message: Message, desk: &mut Desk, out: &mut Outbox<Message>) {
    match &message {
        Message::Add(NewElement::Icon { name, weight }) | Message::ReplaceIcon(name, weight) => {
            remember_icon(desk, name, *weight);
        }
        _ => {}
    }
    match message {
        Message::FontsRead(fonts) => take_fonts(desk, &fonts, out),
        Message::Palette(palette) => {
            let label = "Change the colours";
            let done = if desk.artwork().palette.len() == palette.len() {
                // While a colour is tried out, shades are taken from what was there before it.
                let group = Group::Typing("palette".into());
                desk.history.apply_instead(&[Edit::Recolor(palette)], label, group)
            } else {
                desk.history.apply(&[Edit::Palette(palette)], label, Group::Once)
            };
            if let Err(error) = done {
                out.say(Notice::error(error.to_string()));
            }
        }
        Message::ShowTyped(id) => desk.history.select([id]),
        Message::Habits(habits) => work_by(desk, habits),
        Message::Switch(switch) => work_by(desk, switch.switched(desk.settings.canvas)),
        of_canvas => Board { canvas, desk }.update(ctx, of_canvas, out),
    }
}

/// Works with these habits from now on.
fn work_by(desk: &mut Desk, habits: Habits) {
    desk.settings.canvas = habits;
    desk.keep_settings();
}

impl Board<'_> {
    fn update(&mut self, ctx: &egui::Context, message: Message, out: &mut Outbox<Message>) {
        let rect = self.canvas.viewport().rect;
        match message {
            Message::Add(new) => {
                let artwork = self.desk.artwork();
                let element = told_apart(new.element(artwork), artwork, self.desk.scene());
                insert(out, vec![element], None, &format!("Add {}", new.label().to_lowercase()));
            }
            Message::ChooseIcon { replace } => {
                out.push(Out::Go(Place::Artwork));
                self.canvas.icons = Some(IconPicker::open(self.desk, replace));
            }
            Message::ReplaceIcon(name, weight) => {
                let edits = chosen_elements(self.desk).into_iter().filter_map(|mut element| match &mut element.kind {
                    Kind::Icon { name: old, weight: old_weight } => {
                        old.clone_from(&name);
                        *old_weight = weight;
                        Some(element)
                    }
                    _ => None,
                });
                let edit = Edit::Put(edits.collect());
                out.edit("Change the icon", vec![edit]);
            }
            Message::ChoosePicture => {
                let question = FileQuestion {
                    title: "Add a picture".into(),
                    save: false,
                    suggested: (self.desk.outside.documents)(),
                    endings: vec!["png", "jpg", "jpeg", "webp", "svg"],
                    kind: "Pictures: PNG, JPEG, WebP, SVG",
                };
                out.pick_for(self.desk.badge_in_view(), NOT_PUT, question, Message::PlacePicture);
            }
            Message::PlacePicture(path) => place_picture(self.desk, out, path),
            Message::ChooseFont => choose_font(self.desk, out),
            Message::ReadFonts(paths) => read_fonts(self.desk, out, paths),
            Message::Dropped(paths) => take_dropped(self.desk, out, paths),
            Message::PastePicture(pixels) => paste_picture(self.desk, out, pixels),
            Message::PictureRead(placed) => {
                let element = with_fresh_ids(&placed.element, self.desk.artwork());
                if !placed.left_out.is_empty() {
                    let words = format!("Not taken over from this drawing: {}.", placed.left_out.join(", "));
                    out.say(Notice::error(words));
                }
                insert(out, vec![element], placed.picture.map(Edit::AddPicture), "Add picture");
            }
            Message::Pointer(event) => {
                let outputs = self.with_tools(|tools, context| tools.event(event, context));
                self.carry_out(out, outputs);
                if event == ToolEvent::Release {
                    out.push(Out::Seal);
                }
            }
            Message::Key(key) => self.key(out, key),
            Message::DragGuide(guide, from) => {
                self.take_tool(ToolKind::Select, out);
                let outputs = self.with_tools(|tools, context| tools.select.begin_guide(guide, from, context));
                self.carry_out(out, outputs);
            }
            Message::Points(change) => {
                let output = self.with_tools(|tools, context| tools.nodes.rework(change, context));
                self.carry_out(out, output.into_iter().collect());
            }
            Message::StepPoint { back } => self.with_tools(|tools, context| tools.nodes.step(back, context)),
            Message::Delete if self.tool_key(out, ToolKey::Delete) => {}
            Message::Delete => chosen::delete_chosen(self.desk, out),
            Message::Duplicate => chosen::duplicate(self.desk, out),
            Message::Order(order) => chosen::order(self.desk, out, order),
            Message::Group => chosen::group(self.desk, out),
            Message::Ungroup => chosen::ungroup(self.desk, out),
            Message::Arrange(arrange) => arranged(self.desk, out, arrange, self.canvas.offset),
            Message::Formed(document, command) if document.same_version(self.desk.document()) => {
                out.push(*command);
            }
            Message::Formed(..) => {
                let words = "The badge changed while the outline was worked on. Nothing was done; please try again.";
                out.say(Notice::error(words));
            }
            Message::SelectAll => {
                let all =
                    self.desk.artwork().elements.iter().filter(|e| !e.locked && !e.hidden).map(|e| e.id).collect();
                out.push(Out::Select(all));
            }
            Message::SelectNone => out.push(Out::Select(Vec::new())),
            Message::Nudge(dx, dy) => {
                let by = kurbo::Vec2::new(dx, dy);
                if !self.tool_key(out, ToolKey::Arrows(by, Held::default())) {
                    self.nudge(out, by);
                }
            }
            Message::TypeOnChosen => {
                if let [element] = chosen_elements(self.desk).as_slice() {
                    out.mine(Message::Type(element.id));
                }
            }
            Message::Type(id) => {
                let outputs = self.with_tools(|tools, context| tools.type_on(id, context));
                self.carry_out(out, outputs);
            }
            Message::Typed(letters) => {
                let outputs = self.with_tools(|tools, context| tools.text.changed(&letters, context));
                self.carry_out(out, outputs);
            }
            Message::Tool(tool) => self.take_tool(tool, out),
            Message::Look(look) => self.canvas.view.look(rect, look),
            Message::PickColor { at, line } => self.pick_color(ctx, out, at, line),
            Message::PickFor(field) => {
                let before = self.canvas.tools.kind();
                self.take_tool(ToolKind::Eyedropper, out);
                self.canvas.asked = Some((field, before));
            }
            Message::Step { down, more } => self.step(out, down, more),
            Message::Lock => chosen::switch_all(self.desk, out, "Lock or unlock", |element| &mut element.locked),
            Message::Hide => chosen::switch_all(self.desk, out, "Hide or show", |element| &mut element.hidden),
            Message::AddGuide { upright } => add_guide(self.desk, out, upright),
            Message::CopyPicture => {
                let scene = Arc::clone(self.desk.scene());
                let pixels = self.canvas.surface.renderer().render(&scene, crate::issue::USUAL_SIDE);
                ctx.copy_image(to_image(&pixels));
                out.say(Notice::done("The picture is on the clipboard."));
            }
            Message::CopySvg => {
                let badge = self.desk.badge();
                let drawing = svg::write(self.desk.scene(), &badge.name, &badge.image.caption);
                if !self.desk.outside.drawings.write(&drawing) {
                    ctx.copy_text(drawing);
                }
                out.say(Notice::done("The picture is on the clipboard as SVG."));
            }
            Message::Paste(pasted) => paste(self.desk, out, pasted),
            Message::SeeAsOthers => {
                out.push(Out::Go(Place::Artwork));
                self.canvas.seeing = Some(Seeing::default());
            }
            Message::FontsRead(..)
            | Message::Palette(_)
            | Message::ShowTyped(_)
            | Message::Habits(_)
            | Message::Switch(_) => {}
            Message::ZoomIn => self.canvas.view.zoom_about(rect, ZOOM_STEP, rect.center()),
            Message::ZoomOut => self.canvas.view.zoom_about(rect, 1.0 / ZOOM_STEP, rect.center()),
            Message::ZoomFit => self.canvas.view.fit(),
            Message::ZoomActual => self.canvas.view.zoom_to(1.0),
            Message::ZoomChosen => {
                let chosen = in_global_space(self.desk.artwork(), self.desk.history.selection());
                if let Some(frame) = transform_box(&chosen) {
                    let area = self.canvas.view.on(rect).rect_of(frame.bounds());
                    self.canvas.view.show(rect, area.expand(0.15 * area.size().max_elem()));
                }
            }
        }
    }

    /// Chooses the element below the chosen ones, or above them; at the end it
    /// begins anew.
    fn step(&mut self, out: &mut Outbox<Message>, down: bool, more: bool) {
        let selection = self.desk.history.selection().clone();
        let elements = &self.desk.artwork().elements;
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
        out.push(Out::Select(chosen));
    }

    /// Gives a key to the tool in hand; false where that has no use for it.
    fn tool_key(&mut self, out: &mut Outbox<Message>, key: ToolKey) -> bool {
        let outputs = self.with_tools(|tools, context| tools.key(key, context));
        let used = outputs.is_some();
        self.carry_out(out, outputs.unwrap_or_default());
        used
    }

    /// A key on the canvas. What the tool has no use for is meant for what is chosen.
    fn key(&mut self, out: &mut Outbox<Message>, key: ToolKey) {
        if self.tool_key(out, key) || self.desk.history.selection().is_empty() {
            return;
        }
        let asked = match key {
            ToolKey::Arrows(..) => return self.nudge(out, key.push().unwrap_or_default()),
            ToolKey::Enter(_) => match chosen_elements(self.desk).as_slice() {
                [Element { kind: Kind::Text(_), .. }] => Message::TypeOnChosen,
                [Element { kind: Kind::Picture { .. }, .. }] => Message::Tool(ToolKind::Crop),
                _ => return,
            },
            ToolKey::Escape => Message::SelectNone,
            ToolKey::Backspace => Message::Delete,
            ToolKey::Delete | ToolKey::Plus | ToolKey::Minus => return,
        };
        out.mine(asked);
    }

    /// Moves what is chosen by so many badge units.
    fn nudge(&mut self, out: &mut Outbox<Message>, by: kurbo::Vec2) {
        let chosen = in_global_space(self.desk.artwork(), self.desk.history.selection());
        let moved = chosen.iter().map(|one| {
            let frame = one.element.frame.moved(by.x, by.y);
            one.to_local(Element { frame, ..one.element.clone() })
        });
        let edits = vec![Edit::Put(moved.collect())];
        out.push(Out::Edit { edits, label: "Nudge".into(), group: Group::Nudge });
    }
}
