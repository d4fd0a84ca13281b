//! Widgets that more than one place shows.

pub mod finding_row;
