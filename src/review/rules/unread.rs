//! Rule on what could not be read.

use crate::review::rule::Diagnostic;
use crate::review::{Field, Profile, Rule, Severity};

pub(in crate::review) const R1: Rule = Rule {
    id: "R1",
    name: "badge-not-all-read",
    severity: Severity::Error,
    profiles: &Profile::ALL,
    source: "Badgewright",
    title: "Everything can be read",
    explanation: "A badge with thousands of statements or skills is read by nobody, and most platforms refuse it. The \
                  review reads the first of them and says where it stops: what comes after is not checked.",
    example: "Five statements and five skills.",
    reads_english: false,
    check: |context| {
        let mut diagnostics: Vec<Diagnostic> =
            context.unread.iter().map(|(field, message)| Diagnostic::new(*field, message.clone())).collect();
        if context.is_intricate() {
            let message = "The artwork has so many parts that its colours were not compared: what can be told from its \
                           ground, and what cannot, is not known. Leave parts out that nobody would miss.";
            diagnostics.push(Diagnostic::new(Field::Artwork, message));
        }
        diagnostics
    },
};
