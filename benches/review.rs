//! The review of a badge: its rules alone, and spelling and grammar.

use badgewright::document::{Document, starter};
use badgewright::review::{Profile, Proofs, Review, RuleSet};
use divan::Bencher;

fn main() {
    divan::main();
}

#[expect(clippy::unwrap_used, reason = "a benchmark: it stops at what it did not expect")]
fn document() -> Document {
    starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap()
}

/// What runs after each key press.
#[divan::bench(args = [Profile::BadgeNation.name(), Profile::Credly.name()])]
fn rules(bencher: Bencher<'_, '_>, profile: &str) {
    let document = document();
    let rules = RuleSet::from(profile.parse::<Profile>().unwrap_or_default());
    bencher.bench_local(|| Review::of(&document.badge, &document.artwork).outcome(&rules));
}

/// What runs beside the window for texts that are new: here all of a badge's.
#[divan::bench]
fn spelling_and_grammar(bencher: Bencher<'_, '_>) {
    let document = document();
    bencher.bench_local(|| Proofs::read(Proofs::default().unread(&document.badge)));
}
