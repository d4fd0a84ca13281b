//! Widgets, type and colours that more than one place shows.

pub mod clipboard;
pub mod color_button;
pub mod finding_row;
pub mod languages;
pub mod markdown;
pub mod messages;
pub mod right_to_left;
pub mod secret;
pub mod theme;
pub mod thumbnails;
pub mod widgets;
