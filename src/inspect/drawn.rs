//! What is worked out once from whom a user knows.

use std::sync::OnceLock;

/// Something that is no part of what is known, only drawn from it, once.
#[derive(Debug, Default)]
pub(super) struct Drawn<T>(pub(super) OnceLock<T>);

impl<T: Default> Clone for Drawn<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> PartialEq for Drawn<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Drawn<T> {}
