//! What a review says about one badge.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::english::is_english;
use super::field::{Field, Fix};
use super::rule::{Diagnostic, Rule, RuleContext};

/// One thing that a rule has to say about this badge.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule it comes from.
    pub rule: &'static Rule,
    /// The form field it is about.
    pub field: Field,
    /// A sentence about this very badge.
    pub message: String,
    /// What would settle it, where that is clear.
    pub fix: Option<Fix>,
    /// The words it speaks of. When the writer leaves them as they are, they
    /// are left until they change.
    pub words: String,
}

impl Finding {
    /// What a rule has to say.
    pub(super) fn of(rule: &'static Rule, context: &RuleContext<'_>) -> impl Iterator<Item = Self> {
        let badge = context.badge;
        let is_read = !rule.reads_english || is_english(&badge.in_language);
        let diagnostics = if is_read { (rule.check)(context) } else { Vec::new() };
        diagnostics.into_iter().map(move |Diagnostic { field, message, fix, words }| {
            let words = words.unwrap_or_else(|| field.words(badge, &message));
            Self { rule, field, message, fix, words }
        })
    }

    /// The same without its fix.
    pub(super) fn without_fix(self) -> Self {
        Self { fix: None, ..self }
    }
}

impl Serialize for Finding {
    /// Rule, severity, field, message and, if there is one, the fix's label.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Finding", 5)?;
        object.serialize_field("id", self.rule.id)?;
        object.serialize_field("severity", &self.rule.severity)?;
        object.serialize_field("field", &self.field.path())?;
        object.serialize_field("message", &self.message)?;
        match &self.fix {
            Some(fix) => object.serialize_field("fix", &fix.label)?,
            None => object.skip_field("fix")?,
        }
        object.end()
    }
}
