//! Sentences at the edge of the window.

/// Something to say at the edge of the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// The sentence.
    pub words: String,
    /// Whether it is bad news.
    pub is_error: bool,
    /// Whether it tells of a step of the history, which the next one makes old.
    pub is_step: bool,
}

impl Notice {
    /// Good news.
    pub fn done(words: impl Into<String>) -> Self {
        Self { words: words.into(), is_error: false, is_step: false }
    }

    /// Bad news.
    pub fn error(words: impl Into<String>) -> Self {
        Self { words: words.into(), is_error: true, is_step: false }
    }

    /// Seconds for which it is shown, unless it is closed before: bad news has to be
    /// understood, and both can be long.
    pub fn seconds(&self) -> f64 {
        if self.is_error { 20.0 } else { 6.0 }
    }
}
