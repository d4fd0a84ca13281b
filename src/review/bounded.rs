//! Limits of a review: how much of a badge is read. One that would take for ever says where it
//! stops; what it has not read it never passes.

use super::field::Field;
use crate::badge::Badge;
use crate::scene::Work;

/// Most statements, and most skills, that are read.
const MOST_STATEMENTS: usize = 200;
const MOST_SKILLS: usize = 100;

/// Most bytes of the words of one language that are read, and of one text.
const MOST_BYTES: usize = 60_000;
const MOST_OF_ONE: usize = 20_000;

/// Most translations, and most tags, alignments and words of its own.
const MOST_TRANSLATIONS: usize = 40;
const MOST_OTHERS: usize = 1_000;

/// Most comparisons of a place with edges by which colours are told.
const MOST_COMPARISONS: f64 = 4e8;

/// Most points of an artwork of which others are tried as a fix.
const MOST_TO_TRY: f64 = 100_000.0;

/// Cut badge, of which only the beginning is read.
pub(super) struct Cut {
    pub(super) badge: Badge,
    /// What is not read, by field.
    pub(super) unread: Vec<(Field, String)>,
}

/// Cut of a badge, where not all of it is read.
pub(super) fn cut(badge: &Badge) -> Option<Cut> {
    if is_readable(badge) {
        return None;
    }
    let mut cut = Cut { badge: badge.clone(), unread: Vec::new() };
    let Badge { criteria, skills, translations, tag, alignment, writing, .. } = &mut cut.badge;
    let mut told = |field: Field, all: usize, most: usize, what: &str| {
        if all > most {
            let message = format!("There are {all} {what}; the first {most} were read and the rest were not.");
            cut.unread.push((field, message));
        }
    };
    told(Field::CriteriaList, criteria.statements.len(), MOST_STATEMENTS, "statements");
    told(Field::Skills, skills.len(), MOST_SKILLS, "skills");
    told(Field::Name, translations.len(), MOST_TRANSLATIONS, "translations");
    told(Field::Description, tag.len(), MOST_OTHERS, "tags");
    told(Field::Description, alignment.len(), MOST_OTHERS, "entries of frameworks");
    told(Field::Description, writing.own_words.len(), MOST_OTHERS, "words of its own");
    criteria.statements.truncate(MOST_STATEMENTS);
    skills.truncate(MOST_SKILLS);
    translations.truncate(MOST_TRANSLATIONS);
    tag.truncate(MOST_OTHERS);
    alignment.truncate(MOST_OTHERS);
    writing.own_words.truncate(MOST_OTHERS);
    let mut left = MOST_BYTES;
    let mut shorten = |field: Field, text: &mut String| {
        let most = left.min(MOST_OF_ONE);
        if text.len() > most {
            text.truncate(text.floor_char_boundary(most));
            let message = format!("{} is too long: not all of it was read. Make it shorter.", field.label());
            cut.unread.push((field, message));
        }
        left -= text.len();
    };
    each_text(&mut cut.badge, &mut shorten);
    for translation in &mut cut.badge.translations {
        let mut words = Badge {
            criteria: std::mem::take(&mut translation.criteria),
            name: std::mem::take(&mut translation.name),
            short_name: std::mem::take(&mut translation.short_name),
            description: std::mem::take(&mut translation.description),
            ..Badge::default()
        };
        words.criteria.statements.truncate(MOST_STATEMENTS);
        translation.skills.truncate(MOST_SKILLS);
        each_text(&mut words, &mut shorten);
        (translation.criteria, translation.name) = (words.criteria, words.name);
        (translation.short_name, translation.description) = (words.short_name, words.description);
        for text in translation.skills.iter_mut().chain([
            &mut translation.caption,
            &mut translation.evidence_asked,
            &mut translation.assessment,
            &mut translation.next_step,
            &mut translation.worth,
        ]) {
            shorten(Field::Name, text);
        }
    }
    cut.unread.dedup();
    Some(cut)
}

/// Whether all of a badge can be read. Quick: it is asked after each key press.
fn is_readable(badge: &Badge) -> bool {
    let few = badge.criteria.statements.len() <= MOST_STATEMENTS
        && badge.skills.len() <= MOST_SKILLS
        && badge.translations.len() <= MOST_TRANSLATIONS
        && [badge.tag.len(), badge.alignment.len(), badge.writing.own_words.len()].iter().all(|n| *n <= MOST_OTHERS);
    if !few {
        return false;
    }
    let practical = &badge.practicalities;
    let own = [
        &badge.name,
        &badge.short_name,
        &badge.description,
        &badge.criteria.id,
        &badge.image.caption,
        &badge.issuer.description,
        &practical.evidence_asked,
        &practical.assessment,
        &practical.next_step,
        &practical.worth,
    ];
    let texts = own.into_iter().chain(&badge.criteria.statements).chain(badge.skills.iter().map(|skill| &skill.label));
    let translated = badge.translations.iter().flat_map(|words| {
        let own = [
            &words.name,
            &words.short_name,
            &words.description,
            &words.caption,
            &words.evidence_asked,
            &words.assessment,
            &words.next_step,
            &words.worth,
        ];
        own.into_iter().chain(&words.criteria.statements).chain(&words.skills)
    });
    let mut all = 0;
    texts.chain(translated).all(|text| {
        all += text.len();
        all <= MOST_BYTES && text.len() <= MOST_OF_ONE
    })
}

fn each_text(badge: &mut Badge, visit: &mut impl FnMut(Field, &mut String)) {
    visit(Field::Name, &mut badge.name);
    visit(Field::ShortName, &mut badge.short_name);
    visit(Field::Description, &mut badge.description);
    for (at, text) in badge.criteria.statements.iter_mut().enumerate() {
        visit(Field::Criterion(at), text);
    }
    visit(Field::CriteriaAddress, &mut badge.criteria.id);
    for (at, skill) in badge.skills.iter_mut().enumerate() {
        visit(Field::Skill(at), &mut skill.label);
    }
    visit(Field::ImageCaption, &mut badge.image.caption);
    visit(Field::Evidence, &mut badge.practicalities.evidence_asked);
    visit(Field::Assessment, &mut badge.practicalities.assessment);
    visit(Field::NextStep, &mut badge.practicalities.next_step);
    visit(Field::Worth, &mut badge.practicalities.worth);
    visit(Field::IssuerDescription, &mut badge.issuer.description);
}

/// Whether telling the colours at so many places of this artwork takes too long.
pub(super) fn is_too_intricate(work: &Work, places: usize) -> bool {
    work.points() * places as f64 > MOST_COMPARISONS
}

/// Whether versions of this artwork can be tried out.
pub(super) fn can_be_tried(work: &Work) -> bool {
    work.points() <= MOST_TO_TRY
}
