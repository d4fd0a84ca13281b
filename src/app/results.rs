//! What work beside the window comes to: commands, carried out like any other.

use std::sync::mpsc;

use eframe::egui;

use super::App;
use super::command::Command;
use super::desk::{Notice, Progress};

/// Where work beside the window brings what it comes to.
pub(super) struct Results {
    sender: mpsc::Sender<(u64, Option<Command>)>,
    arrived: mpsc::Receiver<(u64, Option<Command>)>,
}

impl Default for Results {
    fn default() -> Self {
        let (sender, arrived) = mpsc::channel();
        Self { sender, arrived }
    }
}

/// Tells when the work of a thread is over, also when it broke off.
struct Bearer {
    number: u64,
    result: Option<Command>,
    sender: mpsc::Sender<(u64, Option<Command>)>,
    ctx: egui::Context,
}

impl Bearer {
    fn bring(&mut self, command: Command) {
        self.result = Some(command);
    }
}

impl Drop for Bearer {
    fn drop(&mut self) {
        // The window may be gone by now; then nobody wants the result.
        let _ = self.sender.send((self.number, self.result.take()));
        self.ctx.request_repaint();
    }
}

impl App {
    /// Begins work that people are shown.
    pub(super) fn begin(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        self.start(ctx, name, true, work);
    }

    /// Begins work in the background, such as autosave.
    pub(super) fn begin_quietly(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        self.start(ctx, name, false, work);
    }

    /// Begins work; `shown` says whether people are shown that it runs.
    pub(super) fn start(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        shown: bool,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        let (number, progress) = self.state.desk.tasks.begin(name, shown);
        let sender = self.results.sender.clone();
        let mut bearer = Bearer { number, result: None, sender, ctx: ctx.clone() };
        std::thread::spawn(move || bearer.bring(work(&progress)));
    }

    /// Takes what is finished and still wanted.
    pub(super) fn finished(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        while let Ok((number, result)) = self.results.arrived.try_recv() {
            let Some(task) = self.state.desk.tasks.end(number) else { continue };
            commands.extend(match result {
                Some(command) => task.is_wanted().then_some(command),
                None => {
                    let words = format!("{} broke off. Nothing was changed; please try again.", task.name);
                    Some(Command::Say(Notice::error(words)))
                }
            });
        }
        commands
    }
}
