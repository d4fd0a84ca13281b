//! Commands as people meet them: in the palette, in menus, by keys, in the list of
//! shortcuts. Each place has one table of them; what work comes to stands in none.

use std::borrow::Cow;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

/// A command that a user can ask for: a row of a place's table.
#[derive(Clone, Debug)]
pub struct Entry<M> {
    /// What it tells the place.
    pub message: M,
    /// What it is called.
    pub label: Cow<'static, str>,
    /// Other words by which people look for it, with blanks between them.
    pub synonyms: &'static str,
    /// Its icon.
    pub icon: &'static str,
    /// The keys that ask for it.
    pub keys: Option<KeyboardShortcut>,
    /// Whether it can be done now.
    pub enabled: bool,
}

impl<M> Entry<M> {
    /// A command that can always be done and has no keys.
    pub fn new(message: M, label: impl Into<Cow<'static, str>>, icon: &'static str) -> Self {
        Self { message, label: label.into(), synonyms: "", icon, keys: None, enabled: true }
    }

    /// The same, found by these words as well.
    #[must_use]
    pub fn also(self, synonyms: &'static str) -> Self {
        Self { synonyms, ..self }
    }

    /// The same, asked for by these keys as well.
    #[must_use]
    pub fn keys(self, modifiers: Modifiers, key: Key) -> Self {
        Self { keys: Some(KeyboardShortcut::new(modifiers, key)), ..self }
    }

    /// The same, only where it can be done.
    #[must_use]
    pub fn when(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    /// The same command told to somebody else.
    pub fn map<N>(self, told: impl FnOnce(M) -> N) -> Entry<N> {
        let Self { message, label, synonyms, icon, keys, enabled } = self;
        Entry { message: told(message), label, synonyms, icon, keys, enabled }
    }
}
