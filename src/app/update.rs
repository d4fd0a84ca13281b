//! The one place where commands are carried out.

use eframe::egui;

use super::App;
use super::command::Command;
use super::desk::{Notice, Outbox, Task, review};
use super::palette::Palette;
use super::places::{artwork, brand, explainer, hand_out, home, inspect, set, words};

impl App {
    /// Carries out a command.
    pub fn update(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::Go(place) => {
                self.state.desk.place = place;
                self.state.desk.history.seal();
            }
            Command::FindCommand => self.state.palette = Some(Palette::default()),
            Command::Undo => {
                self.state.desk.history.undo();
            }
            Command::Redo => {
                self.state.desk.history.redo();
            }
            Command::Home(message) => {
                let mut out = Outbox::default();
                home::update(&mut self.state.home, ctx, message, &self.state.desk, &mut out);
                self.answer(ctx, out);
            }
            Command::Session(ask) => self.update_session(ctx, ask),
            Command::Canvas(message) => {
                let mut out = Outbox::default();
                artwork::update(&mut self.state.canvas, ctx, message, &mut self.state.desk, &mut out);
                self.answer(ctx, out);
            }
            Command::Words(message) => {
                let mut out = Outbox::default();
                words::update(&mut self.state.words, message, &mut self.state.desk, &mut out);
                self.answer(ctx, out);
            }
            Command::Review(message) => {
                let mut out = Outbox::default();
                review::update(&mut self.state.desk, message, &mut out);
                self.answer(ctx, out);
            }
            Command::HandOut(message) => {
                let mut out = Outbox::default();
                hand_out::update(&mut self.state.handout, message, &mut self.state.desk, &mut out);
                self.answer(ctx, out);
            }
            Command::Inspect(message) => {
                let mut out = Outbox::default();
                inspect::update(&mut self.state.inspect, ctx, message, &mut self.state.desk, &mut out);
                self.answer(ctx, out);
            }
            Command::Sets(message) => {
                let mut out = Outbox::default();
                set::update(&mut self.state.sets, ctx, message, &mut self.state.desk, &mut out);
                self.answer(ctx, out);
            }
            Command::Brand(message) => {
                let mut out = Outbox::default();
                brand::update(&mut self.state.brand, message, &mut self.state.desk, &mut out);
                self.answer(ctx, out);
            }
            Command::Explainer(message) => {
                let mut out = Outbox::default();
                explainer::update(&mut self.state.explainer, message, &mut self.state.desk, &mut out);
                self.answer(ctx, out);
            }
            Command::Theme(theme) => {
                theme.apply(ctx);
                self.state.desk.settings.theme = theme;
                self.state.desk.keep_settings();
            }
            Command::Edit { edits, label, group } => {
                if let Err(error) = self.state.desk.history.apply(&edits, label, group) {
                    self.say(ctx, Notice::error(error.to_string()));
                }
            }
            Command::Seal => self.state.desk.history.seal(),
            Command::Select(elements) => {
                self.state.desk.history.select(elements);
                self.state.desk.history.seal();
            }
            Command::Say(notice) => self.say(ctx, notice),
            Command::All(commands) => {
                for command in commands {
                    self.update(ctx, command);
                }
            }
        }
        self.state.desk.derive();
        ctx.request_repaint();
    }

    /// Carries out what a place asked for.
    pub(super) fn answer<M: Into<Command> + 'static>(&mut self, ctx: &egui::Context, out: Outbox<M>) {
        let mut commands = Vec::new();
        self.post(ctx, out, &mut commands);
        for command in commands {
            self.update(ctx, command);
        }
    }

    /// Begins the work that a place asked for, and puts the rest among what is carried
    /// out after the frame.
    pub(super) fn post<M: Into<Command> + 'static>(
        &mut self,
        ctx: &egui::Context,
        out: Outbox<M>,
        commands: &mut Vec<Command>,
    ) {
        let (asked, tasks) = out.into_parts();
        for Task { name, shown, work } in tasks {
            self.start(ctx, name, shown, move |progress| work(progress).into());
        }
        commands.extend(asked.into_iter().map(Command::from));
    }

    /// Says something at the edge of the window.
    pub(super) fn say(&mut self, ctx: &egui::Context, notice: Notice) {
        let now = ctx.input(|input| input.time);
        self.state.notices.retain(|(other, _)| *other != notice);
        self.state.notices.push((notice, now));
    }

    /// The commands whose keys were pressed.
    pub(super) fn key_commands(&self, ctx: &egui::Context) -> Vec<Command> {
        // A question that is open gets all keys.
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            return Vec::new();
        }
        let typing = ctx.text_edit_focused();
        let mut wanted: Vec<(Command, egui::KeyboardShortcut)> = Command::listed()
            .into_iter()
            .chain([Command::FindCommand])
            .filter(|command| {
                command.enabled(&self.state) && !(typing && command.yields_to_typing(self.state.desk.place))
            })
            .filter_map(|command| command.shortcut().map(|shortcut| (command, shortcut)))
            .collect();
        // Ctrl+Shift+Z before Ctrl+Z: the shorter one would match both.
        wanted.sort_by_key(|(_, shortcut)| {
            std::cmp::Reverse(u8::from(shortcut.modifiers.shift) + u8::from(shortcut.modifiers.alt))
        });
        let mut commands = Vec::new();
        ctx.input_mut(|input| {
            for (command, shortcut) in wanted {
                if input.consume_shortcut(&shortcut) {
                    commands.push(command);
                }
            }
        });
        commands
    }
}
