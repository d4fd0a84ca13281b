//! Carries out what is wished of the canvas.

use std::sync::Arc;

use eframe::egui;

use super::clipboard::NOT_PUT;
use super::icon_picker::remember_icon;
use super::own_fonts::take_fonts;
use super::{Board, Canvas, Message};
use crate::app::desk::{Desk, FileQuestion, Notice, Out, Outbox, Place, Target};
use crate::app::toolkit::thumbnails::to_image;
use crate::artwork::{Element, Kind};
use crate::document::{Edit, Group};
use crate::editing::cage::cage;
use crate::editing::insert::{told_apart, with_fresh_ids};
use crate::editing::nested::lifted;
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
                self.insert(out, vec![element], None, &format!("Add {}", new.label().to_lowercase()));
            }
            Message::ChooseIcon { replace } => {
                out.push(Out::Go(Place::Artwork));
                self.open_icons(replace);
            }
            Message::ReplaceIcon(name, weight) => {
                let edits = self.chosen_elements().into_iter().filter_map(|mut element| match &mut element.kind {
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
                out.pick_for(Target::badge(self.desk), NOT_PUT, question, Message::PlacePicture);
            }
            Message::PlacePicture(path) => self.place_picture(out, path),
            Message::ChooseFont => self.choose_font(out),
            Message::ReadFonts(paths) => self.read_fonts(out, paths),
            Message::Dropped(paths) => self.take_dropped(out, paths),
            Message::PastePicture(pixels) => self.paste_picture(out, pixels),
            Message::PictureRead(placed) => {
                let element = with_fresh_ids(&placed.element, self.desk.artwork());
                if !placed.left_out.is_empty() {
                    let words = format!("Not taken over from this drawing: {}.", placed.left_out.join(", "));
                    out.say(Notice::error(words));
                }
                self.insert(out, vec![element], placed.picture.map(Edit::AddPicture), "Add picture");
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
            Message::Delete => self.delete_chosen(out),
            Message::Duplicate => self.duplicate(out),
            Message::Order(order) => self.order(out, order),
            Message::Group => self.group(out),
            Message::Ungroup => self.ungroup(out),
            Message::Arrange(arrange) => self.arrange(out, arrange),
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
                if let [element] = self.chosen_elements().as_slice() {
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
            Message::Look(look) => self.look(look),
            Message::PickColor { at, line } => self.pick_color(ctx, out, at, line),
            Message::PickFor(field) => {
                let before = self.canvas.tools.kind();
                self.take_tool(ToolKind::Eyedropper, out);
                self.canvas.asked = Some((field, before));
            }
            Message::Step { down, more } => self.step(out, down, more),
            Message::Lock => self.switch_all(out, "Lock or unlock", |element| &mut element.locked),
            Message::Hide => self.switch_all(out, "Hide or show", |element| &mut element.hidden),
            Message::AddGuide { upright } => self.add_guide(out, upright),
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
            Message::Paste(pasted) => self.paste(out, pasted),
            Message::SeeAsOthers => {
                out.push(Out::Go(Place::Artwork));
                self.canvas.seeing = Some(super::seeing::Seeing::default());
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
                let chosen = lifted(self.desk.artwork(), self.desk.history.selection());
                if let Some(frame) = cage(&chosen) {
                    let area = self.canvas.view.on(rect).rect_of(frame.bounds());
                    self.canvas.view.show(rect, area.expand(0.15 * area.size().max_elem()));
                }
            }
        }
    }

    /// Takes another tool; what asked for a colour of the badge is not waited for any more.
    pub(super) fn take_tool(&mut self, tool: ToolKind, out: &mut Outbox<Message>) {
        let outputs = self.with_tools(|tools, context| tools.take(tool, context));
        self.carry_out(out, outputs);
        self.canvas.asked = None;
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
            ToolKey::Enter(_) => match self.chosen_elements().as_slice() {
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
        let chosen = lifted(self.desk.artwork(), self.desk.history.selection());
        let moved = chosen.iter().map(|one| {
            let frame = one.element.frame.moved(by.x, by.y);
            one.lowered(Element { frame, ..one.element.clone() })
        });
        let edits = vec![Edit::Put(moved.collect())];
        out.push(Out::Edit { edits, label: "Nudge".into(), group: Group::Nudge });
    }

    /// Puts elements in front of all others and chooses them.
    pub(super) fn insert(
        &mut self,
        out: &mut Outbox<Message>,
        elements: Vec<Element>,
        first: Option<Edit>,
        label: &str,
    ) {
        let ids = elements.iter().map(|element| element.id).collect();
        let edits = first.into_iter().chain([Edit::Insert { elements, index: None }]).collect();
        out.push(Out::Go(Place::Artwork));
        out.push(Out::All(vec![Out::edit(label, edits), Out::Select(ids)]));
    }
}

impl NewElement {
    /// The command that puts it on the badge.
    pub(super) fn command(&self) -> Out<Message> {
        Out::Mine(Message::Add(self.clone()))
    }
}
