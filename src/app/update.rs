//! The one place where commands are carried out.

use eframe::egui;

use super::App;
use super::command::Command;
use super::desk::{Notice, Outbox, Place, Task, review};
use super::palette::Palette;

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
                let step = self.state.desk.history.undo_label().map(str::to_owned);
                self.state.desk.history.undo();
                self.tell_step(ctx, "Undone", step);
            }
            Command::Redo => {
                let step = self.state.desk.history.redo_label().map(str::to_owned);
                self.state.desk.history.redo();
                self.tell_step(ctx, "Done again", step);
            }
            Command::Place(message) => self.update_place(ctx, message),
            Command::Session(ask) => self.update_session(ctx, ask),
            Command::Review(message) => {
                self.told(ctx, |state, out| review::update(&mut state.desk, message, out));
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
            Command::For(target, undone, then) => {
                if self.state.desk.shows(&target) {
                    return self.update(ctx, *then);
                }
                self.say(ctx, Notice::error(format!("Another badge is in view by now, so {undone}.")));
            }
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

    /// Names a step that was taken back or done again, where the badge itself is not in
    /// view: nothing else there shows it.
    fn tell_step(&mut self, ctx: &egui::Context, done: &str, step: Option<String>) {
        let Some(step) = step.filter(|step| !step.is_empty()) else { return };
        let awarded = match self.state.desk.place {
            Place::HandOut => " Badges that are awarded stay as they are.",
            Place::Inspect | Place::Check | Place::Home => "",
            Place::Artwork | Place::Words | Place::Set => return,
        };
        // Only the last of several is news.
        self.state.notices.retain(|(notice, _)| !notice.is_step);
        self.say(ctx, Notice { is_step: true, ..Notice::done(format!("{done}: {step}.{awarded}")) });
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
        let is_pressed = |event: &egui::Event| matches!(event, egui::Event::Key { pressed: true, .. });
        if !ctx.input(|input| input.events.iter().any(is_pressed)) {
            return Vec::new();
        }
        let typing = ctx.text_edit_focused();
        let entries = self.state.entries().into_iter();
        let mut wanted: Vec<(Command, egui::KeyboardShortcut)> = entries
            .filter(|entry| entry.enabled && !(typing && entry.message.yields_to_typing(self.state.desk.place)))
            .filter_map(|entry| entry.keys.map(|keys| (entry.message, keys)))
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
