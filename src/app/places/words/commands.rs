//! What a user can ask of Words.

use eframe::egui::{Key, Modifiers};

use super::message::{Message, SkillsMessage};
use super::model::Words;
use super::part::Part;
use crate::app::desk::{Desk, Entry};

/// The commands of the form.
pub fn commands(_: &Words, _: &Desk) -> Vec<Entry<Message>> {
    let row = |message, label, synonyms| Entry::new(message, label, "note-pencil").also(synonyms);
    let skills = |message, label, synonyms| row(Message::Skills(message), label, synonyms);
    let mut all = vec![
        row(Message::NextFinding, "Go to the next finding", "problem mistake error jump")
            .keys(Modifiers::NONE, Key::F8),
        row(Message::ChooseLogo, "Choose the issuer's logo…", "organisation picture image mark"),
        skills(SkillsMessage::Suggest, "Suggest skills", "propose competencies find"),
        skills(SkillsMessage::Show, "Frameworks of skills…", "competency standards esco library"),
        skills(SkillsMessage::AddFile, "Add a framework of skills…", "import competency case csv"),
    ];
    all.extend(Part::ALL.map(|part| {
        let label = format!("Go to {} (Words)", part.title());
        Entry::new(Message::Part(part), label, "note-pencil").also(part.synonyms())
    }));
    all.extend([
        row(Message::CommentHere, "Comment on this field", "note remark feedback annotate")
            .keys(Modifiers::COMMAND | Modifiers::ALT, Key::M),
        row(Message::ProposeAltText, "Propose an alt text from the artwork", "accessibility description screen reader"),
        row(Message::SaveIssuer, "Save the issuer for other badges", "organisation profile keep contact"),
        row(Message::ChooseIssuerFile, "Take the issuer from a file…", "import organisation profile contact"),
        row(Message::AddStandard, "Add a badge standard…", "import layers scheme pathway"),
    ]);
    all
}
