//! Rules on the learning layer.

use super::rule::Remark;
use super::words::quoted;
use super::{Field, Profile, Rule, Severity};

pub(super) const L1: Rule = Rule {
    id: "L1",
    severity: Severity::Error,
    profiles: &[Profile::BadgeNation],
    source: "Cities of Learning Badge Standard; Badge Nation, writing form",
    title: "A learning layer is chosen",
    explanation: "The layer tells what kind of learning experience the badge records, from meeting a topic to \
                  carrying it to others. It is not a level: no layer is better than another. Answer the questions \
                  beside the four cards if you are not sure.",
    example: "Participate, for a workshop with set learning outcomes",
    check: |subject| {
        let message = match subject.badge.layer.as_deref().map(str::trim) {
            None | Some("") => {
                let names: Vec<_> = subject.badge.standard().layers.iter().map(|layer| layer.name.as_str()).collect();
                format!("No learning layer is chosen yet ({}).", names.join(", "))
            }
            Some(_) if subject.badge.layer().is_some() => return Vec::new(),
            Some(code) => format!(
                "The learning layer {} is not one of the {}; choose one of those, or add its standard.",
                quoted(code),
                subject.badge.standard().name
            ),
        };
        vec![Remark::new(Field::Layer, message)]
    },
};
