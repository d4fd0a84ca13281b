//! The tools of the canvas, without a toolkit: they take events in badge units, return
//! edits and say what lies over the badge, so all of this is tried without a window.
//! Whatever there is to say of a tool stands in its file; the [`Toolbox`] has them all.
//!
//! ```
//! use badgewright::document::{History, starter};
//! use badgewright::editing::{Habits, Held, ToolContext, ToolEvent, ToolOutput, Toolbox};
//! use badgewright::scene::build;
//!
//! let document = starter("first-aid").expect("a starter").document("urn:uuid:1".into())?;
//! let (scene, history) = (build(&document.artwork, &document.badge), History::new(document));
//! let context = ToolContext::new(history.document(), &scene, history.selection(), Habits::default(), 1.0);
//! // A press chooses what is drawn there: in the middle of this badge, the icon.
//! let asked = Toolbox::default().event(ToolEvent::Press((300.0, 300.0).into(), Held::default()), &context);
//! let [ToolOutput::Select(chosen)] = &asked[..] else { panic!("{asked:?}") };
//! let element = history.document().artwork.element(chosen[0]).expect("it is there");
//! assert_eq!(element.title(), "Icon first aid kit");
//! # Ok::<(), badgewright::document::FileError>(())
//! ```

#[cfg(test)]
mod bench;
pub(crate) mod crop_tool;
mod cross;
mod eyedropper;
mod habits;
mod hand;
pub(crate) mod insert;
pub(crate) mod keyboard_handles;
pub(crate) mod local_space;
pub(crate) mod node_tool;
pub(crate) mod nodes;
pub(crate) mod overlay;
pub(crate) mod paint_handles;
pub(crate) mod paint_tool;
mod path_marks;
pub(crate) mod pen_tool;
pub(crate) mod select_tool;
pub(crate) mod shape_handles;
pub(crate) mod snapping;
pub(crate) mod text_tool;
pub(crate) mod tool;
pub(crate) mod toolbox;
#[cfg(test)]
mod toolbox_tests;
pub(crate) mod transform_box;
mod zoom;

pub use habits::{Habits, Held};
pub use insert::{NewElement, Placed};
pub use node_tool::PointsChange;
pub use tool::{Look, ToolContext, ToolEvent, ToolKey, ToolKind, ToolOutput};
pub use toolbox::Toolbox;
