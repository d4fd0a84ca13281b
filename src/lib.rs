//! Badgewright: lay out a digital badge, say what it stands for, sign it, bake
//! it into a picture, and open any such picture again.
//!
//! The rooms, from those that know nobody to those that know most; a room
//! uses only rooms above it in this list (`tests/library/house.rs` holds that).

pub mod artwork;
pub mod badge;
pub mod store;

pub mod document;

pub mod scene;
pub mod skills;

pub mod credential;
pub mod render;
pub mod review;

pub mod carrier;

pub mod inspect;

pub mod editing;
pub mod issue;
pub mod online;

pub mod app;
pub mod cli;

/// Fields that a file holds and this version does not know; kept on saving.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// True for the value a field has when nothing was said: such fields are left
/// out of files.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
#[path = "../tests/support/font.rs"]
mod made_fonts;
