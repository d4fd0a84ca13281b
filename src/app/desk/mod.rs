//! What every place is given: the document and what follows from it, what a user chose,
//! what comes from outside, the work under way. A place reads it; it changes only when
//! what a place asked for is carried out, after the frame.

mod entry;
mod files;
mod model;
mod notice;
mod outbox;
mod outside;
mod own;
mod place;
pub(super) mod review;
mod session;
mod settings;
mod target;
mod tasks;
mod viewer;

pub use entry::Entry;
pub use files::{FileAnswer, FileDialogs, FileQuestion, Portal, Typed};
pub use model::Desk;
pub use notice::Notice;
pub use outbox::{Out, Outbox, Task, Then};
pub use outside::{Outside, Show};
pub use own::Own;
pub use place::Place;
pub use review::{ReviewMessage, Reviewing};
pub use session::Session;
pub use settings::{HandOutSettings, Settings};
pub use target::Target;
pub use tasks::{Progress, Tasks};
