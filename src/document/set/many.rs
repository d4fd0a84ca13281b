//! Sets that follow from a scheme: a badge for each layer, or each level.

use super::{Document, MAX_MEMBERS, Member};
use crate::artwork::{Theme, themed};
use crate::badge::Practicalities;

/// The levels that platforms know, as they are written in a badge and as
/// people say them.
pub(super) const LEVELS: [(&str, &str); 3] =
    [("foundational", "Foundational"), ("intermediate", "Intermediate"), ("advanced", "Advanced")];

/// A member for each learning layer of the design's standard, named after it,
/// within the outline of a theme where one is wanted.
pub fn by_layer(design: &Document, theme: Option<Theme>, mut fresh_id: impl FnMut() -> String) -> Vec<Member> {
    let badge = design.design_parts().0;
    let layers = badge.standard().layers.iter().enumerate().take(MAX_MEMBERS);
    let made = layers.map(|(place, layer)| {
        let member = Member::new(fresh_id())
            .saying("/name", format!("{{name}}: {}", layer.name))
            .saying("/layer", layer.code.clone());
        outlined(design, &member, theme, place)
    });
    made.collect()
}

/// A member for each level, named after it. A level is never a learning layer.
pub fn by_level(design: &Document, theme: Option<Theme>, mut fresh_id: impl FnMut() -> String) -> Vec<Member> {
    let made = LEVELS.into_iter().enumerate().map(|(place, (code, name))| {
        let member = Member::new(fresh_id()).saying("/name", format!("{{name}}: {name}"));
        outlined(design, &at_level(design, member, code), theme, place)
    });
    made.collect()
}

/// The member at a level of its own.
pub(super) fn at_level(design: &Document, member: Member, code: &str) -> Member {
    if design.design_parts().0.practicalities == Practicalities::default() {
        // There is nothing yet that the level could be put into.
        return member.saying("/practicalities", serde_json::json!({ "level": code }));
    }
    member.saying("/practicalities/level", code)
}

fn outlined(design: &Document, member: &Member, theme: Option<Theme>, place: usize) -> Member {
    match theme {
        Some(theme) => design.member_after(member, |_, artwork| *artwork = themed(artwork, Some(theme), place)),
        None => member.clone(),
    }
}

/// A copy of a member, to go beside it, with a name that tells the two apart;
/// of a member that is not in the set, with one that tells it from the design.
pub fn copied(design: &Document, member: &Member, id: String) -> Member {
    let place = design.set.place(&member.id);
    let name = place.and_then(|place| design.member(place)).map(|document| document.badge.name.clone());
    let name = name.unwrap_or_else(|| design.design_parts().0.name.clone());
    let taken: Vec<String> = (0..design.set.members.len())
        .filter_map(|place| design.member(place).map(|document| document.badge.name.clone()))
        .collect();
    let stem = name.rsplit_once(" (").filter(|(_, rest)| rest.ends_with(')')).map_or(name.as_str(), |(stem, _)| stem);
    let fresh = (2..).map(|number| format!("{stem} ({number})")).find(|name| !taken.contains(name));
    Member { id, ..member.clone() }.saying("/name", fresh.unwrap_or(name))
}
