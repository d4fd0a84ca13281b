//! What each step says.

use eframe::egui::Ui;

use super::sample::Sample;
use super::{Explainer, Message};
use crate::app::toolkit::theme::Tokens;
use crate::app::toolkit::widgets::{Action, message, note, paragraph, title};
use crate::inspect::Verdict;

/// How many steps there are.
pub(super) const COUNT: usize = 5;

/// A step: its name, its heading and what it tells.
pub(super) struct Step {
    /// What the part is called.
    pub(super) part: &'static str,
    pub(super) icon: &'static str,
    heading: &'static str,
    tells: &'static [&'static str],
}

pub(super) const STEPS: [Step; COUNT] = [
    Step {
        part: "Picture",
        icon: "image",
        heading: "It begins as a picture",
        tells: &[
            "A badge looks like a picture, and it is one: a file that you can keep, send, print or show on a page.",
            "Its shape, symbol and words tell at a glance what it is about. Yet a picture can be copied by anybody. \
             What makes it a badge lies inside the same file, where the eye does not see it.",
        ],
    },
    Step {
        part: "Who",
        icon: "users",
        heading: "Inside: who gave it to whom",
        tells: &[
            "Two names stand in every badge. One belongs to the organisation that awards it and answers for it.",
            "The other belongs to the person who earned it. An e-mail address is kept as a scrambled number, so \
             nobody can read it out; but whoever knows the address can find out whether it fits.",
        ],
    },
    Step {
        part: "What",
        icon: "medal",
        heading: "What it stands for",
        tells: &[
            "A title, a few lines of description, the skills it shows, and the kind of learning behind it.",
            "A skill can point to a list that many countries share. So a machine in another place understands it, \
             too, and finds the person who has it.",
        ],
    },
    Step {
        part: "How",
        icon: "list-checks",
        heading: "How it was earned",
        tells: &[
            "The part that counts most: plain sentences on what the earner did and learnt.",
            "A stranger who reads them should know what to expect of that person. That is why a badge begins with \
             words, and why Badgewright looks over your shoulder while you write them.",
        ],
    },
    Step {
        part: "Proof",
        icon: "seal-check",
        heading: "And why it can be believed",
        tells: &[
            "At the end the organisation seals everything with a secret key. The seal fits these words and no \
             others; anybody can check it, without asking a website.",
            "Try it: a real award is sealed here and now, with a key that is thrown away afterwards.",
        ],
    },
];

pub(super) fn show(ui: &mut Ui, explainer: &Explainer, ask: &mut impl FnMut(Message)) {
    let step = &STEPS[explainer.step];
    note(ui, format!("What is a digital badge? · {}", step.part));
    title(ui, step.heading);
    ui.add_space(4.0);
    for words in step.tells {
        paragraph(ui, *words);
    }
    ui.add_space(8.0);
    if explainer.step == 0 {
        let words = if explainer.apart { "Put the picture together" } else { "Take the picture apart" };
        if ui.add(Action::new(words).icon("stack")).clicked() {
            ask(Message::Apart);
        }
    }
    if explainer.step + 1 == COUNT {
        proof(ui, explainer.sample.as_ref(), ask);
    }
}

/// The sample and what the inspector says of it.
fn proof(ui: &mut Ui, sample: Option<&Sample>, ask: &mut impl FnMut(Message)) {
    let tokens = Tokens::of(ui);
    let Some(sample) = sample else {
        if ui.add(Action::new("Seal a sample and check it").icon("seal-check")).clicked() {
            ask(Message::Seal);
        }
        return;
    };
    let (tone, icon, said) = match sample.verdict {
        Verdict::Genuine | Verdict::Intact => {
            (tokens.genuine, "seal-check", "The seal holds: nothing was changed since it was put on.")
        }
        _ => (tokens.error, "seal-warning", "The seal is broken: something was changed."),
    };
    message(ui, tone, icon, said);
    note(ui, &sample.reason);
    ui.horizontal_wrapped(|ui| {
        let change = if sample.is_changed { "Put the letter back" } else { "Change one letter" };
        if ui.add(Action::new(change).icon("pencil-simple")).clicked() {
            ask(Message::Change);
        }
        if ui.add(Action::new("Seal another one")).clicked() {
            ask(Message::Seal);
        }
    });
}
