//! Commands as people meet them: in the palette, in menus, by keys, in the list of
//! shortcuts. Each place has one table of them; what work comes to stands in none.

use std::borrow::Cow;

use eframe::egui::{Context, Key, KeyboardShortcut, Modifiers};

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

    /// Its keys as this system writes them, such as "Ctrl+PageDown"; empty where it has none.
    pub fn shortcut(&self, ctx: &Context) -> String {
        self.keys.map(|keys| ctx.format_shortcut(&keys)).unwrap_or_default()
    }

    /// Its keys as they stand in a sentence, such as "Ctrl Page Down".
    pub fn keys_in_words(&self, ctx: &Context) -> String {
        let mut words = String::new();
        for letter in self.shortcut(ctx).replace('+', " ").chars() {
            if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
                words.push(' ');
            }
            words.push(letter);
        }
        words
    }

    /// What it is called, with its keys where it has any, such as "Save (Ctrl S)".
    pub fn label_with_keys(&self, ctx: &Context) -> String {
        match self.keys_in_words(ctx).as_str() {
            "" => self.label.clone().into_owned(),
            keys => format!("{} ({keys})", self.label),
        }
    }

    /// The same command told to somebody else.
    pub fn map<N>(self, told: impl FnOnce(M) -> N) -> Entry<N> {
        let Self { message, label, synonyms, icon, keys, enabled } = self;
        Entry { message: told(message), label, synonyms, icon, keys, enabled }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_as_people_read_them() {
        let ctx = Context::default();
        ctx.set_os(eframe::egui::os::OperatingSystem::Nix);
        let next = Entry::new((), "Next badge", "caret-right");
        assert_eq!((next.shortcut(&ctx), next.label_with_keys(&ctx)), (String::new(), "Next badge".to_owned()));
        let next = next.keys(Modifiers::COMMAND | Modifiers::ALT, Key::PageDown);
        assert_eq!(next.shortcut(&ctx), "Ctrl+Alt+PageDown");
        assert_eq!(next.label_with_keys(&ctx), "Next badge (Ctrl Alt Page Down)");
        assert_eq!(next.keys(Modifiers::NONE, Key::F8).keys_in_words(&ctx), "F8");
    }
}
