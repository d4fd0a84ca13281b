//! Drawings on the system's clipboard. The window itself takes texts and
//! pixels from there; drawing programs put neither beside a drawing.

use std::sync::{Mutex, PoisonError};

use clipboard_rs::{Clipboard as _, ClipboardContent, ClipboardContext};

/// What a drawing is called on the clipboard.
const SVG: &str = if cfg!(target_os = "macos") { "public.svg-image" } else { "image/svg+xml" };

/// Where drawings come from and go to as SVG.
pub trait Drawings: Send + Sync {
    /// The drawing on the clipboard, if there is one. May take a moment: it is
    /// asked of the program that has it.
    fn read(&self) -> Option<String>;
    /// Puts a drawing there, for drawing programs as well as for text editors;
    /// says whether that was possible.
    fn write(&self, svg: &str) -> bool;
}

/// The clipboard of the desktop.
#[derive(Default)]
pub struct System {
    /// Answers those who paste what was copied, for as long as it is kept.
    answers: Mutex<Option<ClipboardContext>>,
}

impl std::fmt::Debug for System {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("System")
    }
}

impl Drawings for System {
    fn read(&self) -> Option<String> {
        let bytes = ClipboardContext::new().ok()?.get_buffer(SVG).ok()?;
        String::from_utf8(bytes).ok().filter(|text| !text.trim().is_empty())
    }

    fn write(&self, svg: &str) -> bool {
        let Ok(context) = ClipboardContext::new() else { return false };
        let copied = vec![
            ClipboardContent::Text(svg.to_owned()),
            ClipboardContent::Other(SVG.to_owned(), svg.as_bytes().to_vec()),
        ];
        let is_done = context.set(copied).is_ok();
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner) = Some(context);
        is_done
    }
}
