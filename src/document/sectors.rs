//! The fields of life that the starters are for, and why to badge there.

/// A field of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sector {
    /// What it is called.
    pub name: &'static str,
    /// Name of an icon of the window.
    pub icon: &'static str,
    /// What badges are good for there, in a few sentences.
    pub why: &'static str,
}

static SECTORS: &[Sector] = &[
    Sector {
        name: "School and college",
        icon: "graduation-cap",
        why: "Marks tell how an examination went. A badge tells what a pupil did beside it: ran an experiment, \
              welcomed newcomers, found out which course to take. It travels on to the next school or first \
              employer, and it counts for those whom tests do not show at their best.",
    },
    Sector {
        name: "Youth and community",
        icon: "users-three",
        why: "Much that young people learn happens in a workshop, a kitchen or a garden, and leaves no paper behind. \
              A badge gives it a name, says plainly what was done, and shows the next step. Youth workers get words \
              for what they see grow every week.",
    },
    Sector {
        name: "Arts and culture",
        icon: "paint-brush",
        why: "A concert or a play is over when the lights go on; the patience, listening and courage behind it stay. \
              A badge writes them down, so that singing in a choir or making a radio story can be told to people who \
              were not in the audience.",
    },
    Sector {
        name: "Employers",
        icon: "briefcase",
        why: "Certificates say what somebody was taught; an employer wants to know what somebody can be trusted with. \
              A badge for a placement or a training day names the work, the conditions and who watched. People in \
              the firm see what they can go on to, and new ones bring proof that can be checked.",
    },
    Sector {
        name: "Volunteering",
        icon: "hand-heart",
        why: "Volunteers give time and rarely ask for anything back. A badge is thanks that lasts: it tells which \
              responsibility they carried and what they learnt by it. It also helps the organisation to place people \
              well, and newcomers to see where helping can lead.",
    },
    Sector {
        name: "Sport",
        icon: "trophy",
        why: "Results show who won. A badge shows the rest: who kept coming, who led the warm-up, who dared to decide \
              a close call. Clubs that badge coaches, referees and captains find that more members take on a task, \
              because it is seen.",
    },
    Sector {
        name: "Libraries and museums",
        icon: "bank",
        why: "People learn here without lessons, at their own pace and for nothing. A badge makes that visible: to \
              the visitor, who sees how far an afternoon has led, and to those who pay for the house and want to \
              know what it changes.",
    },
    Sector {
        name: "Health and care",
        icon: "heart",
        why: "Care depends on qualities that no examination measures: turning up, listening, keeping calm. A badge \
              lets staff and volunteers show them, with words from the people who saw it. For those who think about \
              such work it is a first step that counts.",
    },
];

impl Sector {
    /// All of them, in the order in which they are shown.
    pub fn all() -> &'static [Self] {
        SECTORS
    }

    /// The sector of this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        SECTORS.iter().find(|sector| sector.name == name)
    }
}
