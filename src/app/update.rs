//! The one place where commands are carried out.

use eframe::egui;

use super::App;
use super::command::Command;
use super::palette::Palette;
use super::state::Notice;

impl App {
    /// Carries out a command.
    pub fn update(&mut self, ctx: &egui::Context, command: Command) {
        match command {
            Command::Go(place) => {
                self.state.place = place;
                self.state.history.seal();
            }
            Command::FindCommand => self.state.palette = Some(Palette::default()),
            Command::Undo => {
                self.state.history.undo();
            }
            Command::Redo => {
                self.state.history.redo();
            }
            Command::Home(ask) => self.update_home(ctx, ask),
            Command::Session(ask) => self.update_session(ctx, ask),
            Command::Canvas(ask) => self.update_canvas(ctx, ask),
            Command::Words(ask) => self.update_words(ctx, ask),
            Command::Review(ask) => self.update_review(ctx, ask),
            Command::HandOut(ask) => self.update_handout(ctx, ask),
            Command::Inspect(ask) => self.update_inspect(ctx, ask),
            Command::Sets(ask) => self.update_sets(ctx, ask),
            Command::Brand(ask) => self.update_brand(ctx, ask),
            Command::Explainer(ask) => self.update_explainer(ctx, ask),
            Command::Theme(theme) => {
                theme.apply(ctx);
                self.state.settings.theme = theme;
                self.keep_settings();
            }
            Command::Edit { edits, label, group } => {
                if let Err(error) = self.state.history.apply(&edits, label, group) {
                    self.say(ctx, Notice::error(error.to_string()));
                }
            }
            Command::Seal => self.state.history.seal(),
            Command::Select(elements) => {
                self.state.history.select(elements);
                self.state.history.seal();
            }
            Command::Say(notice) => self.say(ctx, notice),
            Command::All(commands) => {
                for command in commands {
                    self.update(ctx, command);
                }
            }
        }
        self.state.derive();
        ctx.request_repaint();
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
            .filter(|command| command.enabled(&self.state) && !(typing && command.yields_to_typing(self.state.place)))
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
