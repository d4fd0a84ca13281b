//! What work beside the window comes to: commands, carried out like any other.

use std::sync::mpsc;

use eframe::egui;

use super::command::Command;

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

impl Results {
    /// Does work beside the window, under a number by which it is known.
    pub(super) fn bear(&self, ctx: &egui::Context, number: u64, work: impl FnOnce() -> Command + Send + 'static) {
        let mut bearer = Bearer { number, result: None, sender: self.sender.clone(), ctx: ctx.clone() };
        std::thread::spawn(move || bearer.bring(work()));
    }

    /// The next work that is over, and what it comes to; nothing when it broke off.
    pub(super) fn next(&self) -> Option<(u64, Option<Command>)> {
        self.arrived.try_recv().ok()
    }
}
