//! What the canvas shows beneath a picture while it is cropped.

use std::sync::Arc;

use super::model::{Board, context};
use crate::editing::ToolKind;
use crate::editing::crop_tool::with_ghost;
use crate::scene::{Scene, build};

impl Board<'_> {
    /// What the canvas shows: the badge and, while a picture is cropped, what
    /// is cut off of it.
    pub(super) fn shown_scene(&mut self) -> Arc<Scene> {
        let scene = Arc::clone(self.desk.scene());
        if self.canvas.tools.kind() != ToolKind::Crop {
            self.canvas.ghosted = None;
            return scene;
        }
        if let Some((made_for, ghosted)) = &self.canvas.ghosted
            && Arc::ptr_eq(made_for, &scene)
        {
            return Arc::clone(ghosted);
        }
        let Some(artwork) = with_ghost(&context(self.desk, 0.0)) else { return scene };
        let ghosted = Arc::new(build(&artwork, self.desk.badge()));
        self.canvas.ghosted = Some((scene, Arc::clone(&ghosted)));
        ghosted
    }
}
