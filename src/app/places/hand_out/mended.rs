//! What was said of what went wrong goes once something of it is another.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use super::HandOut;
use super::model::Details;
use crate::badge::Badge;

impl HandOut {
    /// Takes back what was said of the award before, once anything is said of the next.
    pub(super) fn forget_what_is_over(&mut self) {
        let Details { name, ends, evidence, results } = &self.details;
        let fields = [&self.to, name, ends, evidence];
        let is_begun = fields.into_iter().chain(results.values()).any(|said| !said.is_empty());
        if is_begun {
            self.forget_outcome();
        }
    }

    /// Takes back what was said of what went wrong, once anything that is typed or
    /// chosen, or the badge itself, is another.
    pub(super) fn forget_what_is_mended(&mut self, badge: &Arc<Badge>) {
        let mut mark = DefaultHasher::new();
        let Details { name, ends, evidence, results } = &self.details;
        (&self.to, name, ends, evidence, results, &self.awarded_by, &self.issuer, &self.language).hash(&mut mark);
        (&*self.passphrase.0, &*self.repeated.0, &*self.to_export.0, &self.key_name, &self.chosen).hash(&mut mark);
        (self.praise.texts(), Arc::as_ptr(badge)).hash(&mut mark);
        format!("{:?} {:?} {:?} {}", self.form, self.kind, self.key_kind, self.side).hash(&mut mark);
        let now = Some(mark.finish());
        if self.as_it_was.is_some() && self.as_it_was != now {
            self.problem = None;
        }
        self.as_it_was = now;
    }
}
