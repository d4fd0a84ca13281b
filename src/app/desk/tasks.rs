//! Work that takes longer than a frame.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

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
    number: u64,
    /// What it is, such as "Signing".
    pub name: &'static str,
    shown: bool,
    progress: Progress,
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

    /// Whether its result is still wanted.
    pub(in crate::app) fn is_wanted(&self) -> bool {
        !self.progress.is_cancelled()
    }
}

/// The work under way. Its results go to the top of the window alone.
#[derive(Default)]
pub struct Tasks {
    running: Vec<Running>,
    last: u64,
}

impl Tasks {
    /// Takes up a piece of work: its number, and what it tells how far it is.
    pub(in crate::app) fn begin(&mut self, name: &'static str, shown: bool) -> (u64, Progress) {
        self.last += 1;
        let (number, progress) = (self.last, Progress::default());
        self.running.push(Running { number, name, shown, progress: progress.clone() });
        (number, progress)
    }

    /// Lays down the work of this number.
    pub(in crate::app) fn end(&mut self, number: u64) -> Option<Running> {
        let at = self.running.iter().position(|task| task.number == number)?;
        Some(self.running.remove(at))
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
}
