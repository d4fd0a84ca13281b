//! The frame around the places: rail, top bar, hints, questions, notices.

use eframe::egui::{self, Align, CornerRadius, Frame, Layout, Margin, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::App;
use super::command::{Ask, Command, open_any};
use super::desk::{Entry, Place};
use super::entries::find_entry;
use super::places::{artwork, brand, explainer, inspect, set, words};
use super::session::save_entry;
use super::state::{Dialog, State};
use super::toolkit::theme::{CARD_RADIUS, CONTROL_RADIUS, Tokens, text};
use super::toolkit::widgets::{
    Action, Weight, answers, field, focus_ring, heading, icon_mark, message_with, modal, modal_width, note, paint_icon,
};

const RAIL_WIDTH: f32 = 84.0;
const TOP_HEIGHT: f32 = 48.0;
const HINT_HEIGHT: f32 = 28.0;
/// Narrower windows leave out what can be reached elsewhere.
const NARROW: f32 = 1100.0;
/// Room that the name of the badge has at least beside how it is saved.
const LEAST_NAME: f32 = 160.0;
/// Below this width the places move to the foot of the window.
const PHONE: f32 = 600.0;

impl App {
    pub(super) fn shell(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        self.state.desk.is_asked = self.state.dialog.is_some();
        let tokens = Tokens::of(ui);
        let bar = Frame::new().fill(tokens.panel);
        egui::Panel::top("top").exact_size(TOP_HEIGHT).frame(bar.inner_margin(Margin::symmetric(16, 0))).show(
            ui,
            |ui| {
                self.top_bar(ui, commands);
            },
        );
        egui::Panel::bottom("hints").exact_size(HINT_HEIGHT).frame(bar.inner_margin(Margin::symmetric(16, 0))).show(
            ui,
            |ui| {
                self.hint_bar(ui);
            },
        );
        let (here, findings) = (self.state.desk.place, self.state.findings().len());
        if ui.available_width() < PHONE {
            let places = egui::Panel::bottom("places").exact_size(RAIL_ITEM + 8.0).resizable(false);
            places.frame(bar.inner_margin(Margin::same(4))).show(ui, |ui| row_of_places(ui, here, findings, commands));
        } else {
            egui::Panel::left("rail")
                .exact_size(RAIL_WIDTH)
                .resizable(false)
                .frame(bar.inner_margin(Margin::same(8)))
                .show(ui, |ui| rail(ui, here, findings, commands));
        }
        let works = !matches!(here, Place::Home | Place::Inspect | Place::Set);
        if works && !self.state.document().set.members.is_empty() {
            self.drawn(&ui.ctx().clone(), commands, |state, out| set::show_strip(ui, &state.desk, out));
        }
        // A message makes room for itself: it lies over nothing that is read or worked on. But
        // a canvas that grows and shrinks would move the badge under the pointer, and what
        // lies over a question has to be seen as well.
        let is_wide = ui.ctx().content_rect().width() >= PHONE;
        let is_asked = ui.ctx().memory(|memory| memory.top_modal_layer().is_some());
        let lies_over = is_wide && (is_asked || here == Place::Artwork);
        let has_notices = self.has_notices(ui.ctx());
        if has_notices && !lies_over {
            let notices = egui::Panel::bottom("notices").resizable(false).frame(bar.inner_margin(Margin::same(8)));
            notices.show(ui, |ui| {
                let room = ui.available_width();
                ui.vertical_centered(|ui| self.notices(ui, room));
            });
        }
        // Whether or not there is a message, the keyboard stays in its field.
        let same = egui::UiBuilder::new().scope_id(ui.scope_id().with("place"));
        let foot = ui.available_rect_before_wrap().bottom();
        ui.scope_builder(same, |ui| self.place(ui, commands));
        let ctx = ui.ctx().clone();
        self.drawn(&ctx, commands, |state, out| brand::show(&ctx, &mut state.places.brand, &state.desk, out));
        if has_notices && lies_over {
            // Above the badge: below it are the pictures of it in small sizes.
            let canvas = self.state.places.canvas.rect.filter(|_| here == Place::Artwork);
            let over = canvas.unwrap_or(ctx.content_rect());
            let area = egui::Area::new(egui::Id::unique("notices")).pivot(egui::Align2::CENTER_TOP);
            let area = area.fixed_pos(egui::pos2(over.center().x, TOP_HEIGHT + 8.0));
            area.order(egui::Order::Foreground).show(&ctx, |ui| self.notices(ui, over.width() - 16.0));
        }
        // Above the badge as well, and elsewhere where the bars of the window begin.
        let canvas = self.state.places.canvas.rect.filter(|_| here == Place::Artwork && !has_notices);
        let offer = match canvas {
            Some(canvas) => (egui::Align2::CENTER_TOP, canvas.center_top() + vec2(0.0, 8.0)),
            None => (egui::Align2::CENTER_BOTTOM, egui::pos2(ctx.content_rect().center().x, foot - 16.0)),
        };
        self.drawn(&ctx, commands, |state, out| {
            explainer::show(&ctx, offer, &mut state.places.explainer, &state.desk, out);
        });
        self.ask(&ctx, commands);
        let entries = self.state.palette.is_some().then(|| self.state.entries());
        if let (Some(palette), Some(entries)) = (&mut self.state.palette, entries)
            && let Some(chosen) = palette.show(&ctx, entries)
        {
            self.state.palette = None;
            commands.extend(chosen);
        }
        let dropped: Vec<std::path::PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if self.state.desk.place == Place::Artwork && !dropped.is_empty() {
            commands.push(artwork::Message::Dropped(dropped).into());
        } else if dropped.len() > 1 {
            commands.push(inspect::Message::Files(dropped).into());
        } else {
            commands.extend(dropped.into_iter().map(open_any));
        }
        drop_hint(&ctx);
    }

    /// What is worked on, in all the room that is left.
    fn place(&mut self, ui: &mut Ui, commands: &mut Vec<Command>) {
        egui::CentralPanel::default().frame(Frame::new().fill(Tokens::of(ui).background)).show(ui, |ui| {
            self.show_place(ui, commands);
        });
    }

    fn top_bar(&self, ui: &mut Ui, commands: &mut Vec<Command>) {
        let tokens = Tokens::of(ui);
        let narrow = ui.available_width() < NARROW;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // On a phone it stands among the places, and the name needs the room.
            let is_phone = ui.available_width() < PHONE;
            if !is_phone && ui.add(Action::new("Hand out").icon("gift").main()).clicked() {
                commands.push(Command::Go(Place::HandOut));
            }
            let find = find_entry();
            let with_keys = find.label_with_keys(ui.ctx());
            let action = if narrow {
                Action::icon_only(find.icon, &with_keys)
            } else {
                Action::new(&find.label).icon(find.icon).note(find.keys_in_words(ui.ctx()))
            };
            if ui.add(action).clicked() {
                commands.push(find.message);
            }
            let [undo, redo] = self.state.history_entries();
            let history = &self.state.desk.history;
            for (entry, step) in [(redo, history.redo_label()), (undo, history.undo_label())] {
                let label = &entry.label;
                let action =
                    if narrow { Action::icon_only(entry.icon, label) } else { Action::new(label).icon(entry.icon) };
                let response = ui.add(action.enabled(entry.enabled));
                let response = match step {
                    Some(step) => response.on_hover_text(format!("{label}: {step}")),
                    None => response,
                };
                if response.clicked() {
                    commands.push(entry.message);
                }
            }
            if self.state.desk.has_unsaved_work() {
                let save = save_entry();
                if ui.add(Action::icon_only(save.icon, &save.label_with_keys(ui.ctx()))).clicked() {
                    commands.push(Command::Session(save.message));
                }
            }
            for task in self.state.desk.tasks.shown() {
                if ui.add(Action::icon_only("x", "Cancel")).clicked() {
                    task.cancel();
                }
                let percent = task.fraction() * 100.0;
                note(
                    ui,
                    if percent > 0.0 {
                        format!("{}… {percent:.0} %", task.name)
                    } else {
                        format!("{}…", task.name)
                    },
                );
                ui.add(egui::Spinner::new().size(16.0));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                icon_mark(ui, "seal-check", true, 24.0, tokens.ink);
                let name = match self.state.desk.place {
                    Place::Home => "Badgewright",
                    Place::Inspect => "Inspect",
                    _ => self.state.badge().name.as_str(),
                };
                let name = if name.trim().is_empty() { "Badge without a name" } else { name };
                // The name gives way, not both: and where little of it would be left, it stands alone.
                let saved = ui.painter().layout_no_wrap(self.save_state().to_owned(), text::note(), tokens.soft);
                let room = ui.available_width() - saved.size().x - ui.spacing().item_spacing.x;
                let is_of_document = !matches!(self.state.desk.place, Place::Home | Place::Inspect);
                let is_told = is_of_document && room >= LEAST_NAME;
                let heading = egui::RichText::new(name).font(text::heading());
                ui.scope(|ui| {
                    ui.set_max_width(if is_told { room } else { ui.available_width() });
                    ui.add(egui::Label::new(heading).truncate().selectable(false));
                });
                if is_told {
                    ui.add(egui::Label::new(saved).selectable(false));
                }
            });
        });
    }

    fn hint_bar(&self, ui: &mut Ui) {
        let State { places, desk, .. } = &self.state;
        let hint = match desk.place {
            Place::Home => "Drag a badge anywhere onto this window to inspect it".to_owned(),
            Place::Artwork => places.canvas.hint().to_owned(),
            Place::Words => {
                let is_next = |message: &words::Message| matches!(message, words::Message::NextFinding);
                let keys = keys_of(ui, words::commands(&places.words, desk), is_next);
                format!("Tab goes to the next field · {keys} to the next finding")
            }
            Place::Check => "Press a finding to go to its field".to_owned(),
            Place::HandOut => "Files are written to your disk; nothing is sent anywhere".to_owned(),
            Place::Inspect => "Drop badges here to see what they say and what holds".to_owned(),
            Place::Set => {
                let keys =
                    keys_of(ui, set::commands(&places.sets, desk), |message| matches!(message, set::Message::Step(1)));
                format!("Enter chooses a badge · a double click edits it · {keys} goes to the next")
            }
        };
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| note(ui, hint));
    }

    /// Escape closes the newest message, unless it is for something else: a question,
    /// a menu, a field, a drag.
    pub(super) fn close_notice_by_key(&mut self, ctx: &egui::Context) {
        let is_elsewhere = ctx.memory(|memory| memory.top_modal_layer().is_some()) || egui::Popup::is_any_open(ctx);
        let is_busy = ctx.text_edit_focused() || ctx.input(|input| input.pointer.any_down());
        if is_elsewhere || is_busy || self.state.notices.is_empty() {
            return;
        }
        if ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            self.state.notices.pop();
        }
    }

    /// Whether there is something to say; what was there long enough is not.
    fn has_notices(&mut self, ctx: &egui::Context) -> bool {
        let now = ctx.input(|input| input.time);
        let before = self.state.notices.len();
        self.state.notices.retain(|(notice, since)| now - since < notice.seconds());
        // The room that one had is given back in the frame after this.
        if self.state.notices.len() < before {
            ctx.request_repaint();
        }
        !self.state.notices.is_empty()
    }

    fn notices(&mut self, ui: &mut Ui, room: f32) {
        let ctx = ui.ctx().clone();
        let now = ctx.input(|input| input.time);
        let mut closed = None;
        ui.set_width(room.clamp(0.0, 560.0));
        let tokens = Tokens::of(ui);
        for (at, (notice, _)) in self.state.notices.iter().enumerate() {
            let (tone, icon) =
                if notice.is_error { (tokens.error, "warning-circle") } else { (tokens.genuine, "check-circle") };
            message_with(ui, tone, icon, &notice.words, |ui| {
                if ui.add(Action::icon_only("x", "Close this message").small()).clicked() {
                    closed = Some(at);
                }
            });
        }
        if let Some(at) = closed {
            self.state.notices.remove(at);
        }
        let ends = self.state.notices.iter().map(|(notice, since)| since + notice.seconds() - now);
        if let Some(next) = ends.reduce(f64::min) {
            #[expect(clippy::cast_possible_truncation, reason = "a few seconds")]
            ctx.request_repaint_after_secs(next.max(0.0) as f32);
        }
    }

    /// Shows the question that must be answered first.
    fn ask(&mut self, ctx: &egui::Context, commands: &mut Vec<Command>) {
        let meant = match &self.state.dialog {
            Some(Dialog::TypePath { typed, question, .. }) => Some(self.meant(typed, question)),
            _ => None,
        };
        let Some(dialog) = &mut self.state.dialog else { return };
        let name = self.state.desk.history.document().badge.display_name().to_owned();
        let response = modal(ctx, "question").show(ctx, |ui| {
            modal_width(ui, 480.0);
            match dialog {
                Dialog::Unsaved { .. } => {
                    heading(ui, "Save your changes first?");
                    ui.label(format!("“{name}” has changes that are in no file yet."));
                    choose(
                        ui,
                        commands,
                        &[
                            ("Save", Weight::Main, Ask::LeaveUnsaved { save: true }),
                            ("Do not save", Weight::Danger, Ask::LeaveUnsaved { save: false }),
                            ("Keep working", Weight::Normal, Ask::CloseDialog),
                        ],
                    );
                }
                Dialog::Recover(found) => {
                    heading(ui, "Go on where you left off?");
                    let name = found.document.badge.display_name();
                    ui.label(format!("Badgewright did not end well last time. The last state of “{name}” was kept."));
                    choose(
                        ui,
                        commands,
                        &[
                            ("Go on with it", Weight::Main, Ask::Recover { keep: true }),
                            ("Throw it away", Weight::Danger, Ask::Recover { keep: false }),
                        ],
                    );
                }
                Dialog::TypePath { question, typed, opened, .. } => {
                    heading(ui, &question.title);
                    let label =
                        note(ui, format!("This desktop has no file dialog. Type the path ({}).", question.kind));
                    let response = ui.add(field(typed)).labelled_by(label.id);
                    if !std::mem::replace(opened, true) {
                        response.request_focus();
                    }
                    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                    let exists = meant.as_ref().is_some_and(|path| path.is_file());
                    let (yes, weight) = match (question.save, exists) {
                        (true, true) => ("Replace this file", Weight::Danger),
                        (true, false) => ("Save here", Weight::Main),
                        (false, _) => ("Open", Weight::Main),
                    };
                    if entered && !typed.trim().is_empty() && !(question.save && exists) {
                        commands.push(Command::Session(Ask::UseTypedPath));
                    }
                    choose(
                        ui,
                        commands,
                        &[(yes, weight, Ask::UseTypedPath), ("Cancel", Weight::Normal, Ask::CloseDialog)],
                    );
                }
            }
        });
        let must_answer = matches!(self.state.dialog, Some(Dialog::Recover(_)));
        if response.should_close() && !must_answer && commands.is_empty() {
            commands.push(Command::Session(Ask::CloseDialog));
        }
    }
}

fn choose(ui: &mut Ui, commands: &mut Vec<Command>, offered: &[(&str, Weight, Ask)]) {
    answers(ui, |ui| {
        for (label, weight, ask) in offered {
            if ui.add(Action::new(label).weight(*weight)).clicked() {
                commands.push(Command::Session(ask.clone()));
            }
        }
    });
}

/// The places beside one another, at the foot of a window as narrow as a phone.
fn row_of_places(ui: &mut Ui, here: Place, findings: usize, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    #[expect(clippy::cast_precision_loss, reason = "there are six places")]
    let width = ui.available_width() / Place::ALL.len() as f32;
    ui.horizontal_top(|ui| {
        for place in Place::ALL {
            let count = if place == Place::Check { findings } else { 0 };
            let chosen = ui.allocate_ui(vec2(width, RAIL_ITEM), |ui| {
                ui.set_max_width(width);
                rail_item(ui, place, place == here, count).clicked()
            });
            if chosen.inner {
                commands.push(Command::Go(place));
            }
        }
    });
}

fn rail(ui: &mut Ui, here: Place, findings: usize, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    for place in Place::ALL {
        if place == Place::Inspect {
            let gap = ui.available_height() - RAIL_ITEM - 2.0;
            ui.add_space(gap.max(0.0));
        }
        let count = if place == Place::Check { findings } else { 0 };
        if rail_item(ui, place, place == here, count).clicked() {
            commands.push(Command::Go(place));
        }
    }
}

const RAIL_ITEM: f32 = 60.0;

/// A place in the rail, with the number of things that wait there.
fn rail_item(ui: &mut Ui, place: Place, chosen: bool, count: usize) -> egui::Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), RAIL_ITEM), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, place.title()));
    let ink = if chosen { tokens.accent.ink } else { tokens.soft };
    let radius = CornerRadius::same(CONTROL_RADIUS);
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, radius, if chosen { tokens.accent.ground } else { tokens.background });
    }
    if response.has_focus() {
        focus_ring(ui, rect.shrink(2.0), radius);
    }
    paint_icon(ui, rect.center() - vec2(0.0, 9.0), place.icon(), chosen, 23.0, ink);
    let font = if chosen { text::note_strong() } else { text::note() };
    let font = egui::FontId::new(12.0, font.family);
    ui.painter().text(rect.center() + vec2(0.0, 17.0), egui::Align2::CENTER_CENTER, place.title(), font, ink);
    if count > 0 {
        let at = rect.center() + vec2(15.0, -18.0);
        ui.painter().circle_filled(at, 8.5, tokens.warning.ground);
        ui.painter().circle_stroke(at, 8.5, Stroke::new(1.0, tokens.warning.ink));
        let font = egui::FontId::new(11.0, text::note_strong().family);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, count, font, tokens.warning.ink);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The keys of the command of a table that a hint speaks of.
fn keys_of<M>(ui: &Ui, entries: Vec<Entry<M>>, is_meant: impl Fn(&M) -> bool) -> String {
    let entry = entries.into_iter().find(|entry| is_meant(&entry.message));
    entry.map(|entry| entry.keys_in_words(ui.ctx())).unwrap_or_default()
}

/// While a file is held over the window: says that it can be dropped.
fn drop_hint(ctx: &egui::Context) {
    if !ctx.input(|input| !input.raw.hovered_files.is_empty()) {
        return;
    }
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop"));
    let painter = ctx.layer_painter(layer);
    let rect = ctx.content_rect().shrink(12.0);
    let style = ctx.global_style();
    let accent = style.visuals.selection.stroke.color;
    painter.rect_filled(rect, CornerRadius::same(CARD_RADIUS), style.visuals.selection.bg_fill.gamma_multiply(0.9));
    painter.rect_stroke(rect, CornerRadius::same(CARD_RADIUS), Stroke::new(2.0, accent), egui::StrokeKind::Inside);
    painter.text(rect.center(), egui::Align2::CENTER_CENTER, "Drop it to open it", text::title(), accent);
}
