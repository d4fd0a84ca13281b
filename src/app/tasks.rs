//! Work that takes longer than a frame.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;

use eframe::egui;

use super::command::Command;

/// How far a piece of work is, shared between it and the window.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    thousandths: Arc<AtomicU32>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// Says how far the work is, 0 to 1.
    pub fn set(&self, fraction: f32) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
        self.thousandths.store((fraction.clamp(0.0, 1.0) * 1000.0) as u32, Ordering::Relaxed);
    }

    /// True when nobody waits for the result any more.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A piece of work under way.
pub struct Running {
    /// What it is, such as "Signing".
    pub name: &'static str,
    /// Whether people are shown that it runs.
    pub shown: bool,
    progress: Progress,
    result: mpsc::Receiver<Command>,
}

impl Running {
    /// How far it is, 0 to 1.
    pub fn fraction(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "at most 1000")]
        let thousandths = self.progress.thousandths.load(Ordering::Relaxed) as f32;
        thousandths / 1000.0
    }

    /// Lets it know that the result is not wanted.
    pub fn cancel(&self) {
        self.progress.cancelled.store(true, Ordering::Relaxed);
    }
}

/// The work under way. What it results in is a command, carried out like any
/// other.
#[derive(Default)]
pub struct Tasks {
    running: Vec<Running>,
}

impl Tasks {
    /// Begins work that people are shown.
    pub fn begin(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        self.start(ctx, name, true, work);
    }

    /// Begins work in the background, such as autosave.
    pub fn begin_quietly(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        self.start(ctx, name, false, work);
    }

    fn start(
        &mut self,
        ctx: &egui::Context,
        name: &'static str,
        shown: bool,
        work: impl FnOnce(&Progress) -> Command + Send + 'static,
    ) {
        let (sender, result) = mpsc::channel();
        let progress = Progress::default();
        self.running.push(Running { name, shown, progress: progress.clone(), result });
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            let command = work(&progress);
            // The window may be gone by now; then nobody wants the result.
            let _ = sender.send(command);
            ctx.request_repaint();
        });
    }

    /// What people are shown as under way.
    pub fn shown(&self) -> impl Iterator<Item = &Running> {
        self.running.iter().filter(|task| task.shown)
    }

    /// True while this work is under way.
    pub fn runs(&self, name: &str) -> bool {
        self.running.iter().any(|task| task.name == name)
    }

    /// True while any work is under way.
    pub fn busy(&self) -> bool {
        !self.running.is_empty()
    }

    /// Takes what is finished.
    pub(super) fn finished(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        self.running.retain(|task| match task.result.try_recv() {
            Ok(command) => {
                if !task.progress.is_cancelled() {
                    commands.push(command);
                }
                false
            }
            Err(mpsc::TryRecvError::Empty) => true,
            Err(mpsc::TryRecvError::Disconnected) => {
                let words = format!("{} broke off. Nothing was changed; please try again.", task.name);
                commands.push(Command::Say(super::state::Notice::error(words)));
                false
            }
        });
        commands
    }
}
