//! One badge: signed and baked into its picture, and looked at again.

use badgewright::carrier;
use badgewright::credential::ob3::{self, Award};
use badgewright::credential::proof;
use badgewright::credential::{Algorithm, IssuerKey, SystemRandom};
use badgewright::document::{Document, starter};
use badgewright::inspect::{Question, Trust, inspect};
use badgewright::issue::{self, FileKind, USUAL_SIDE};
use badgewright::render::raster::Renderer;
use badgewright::scene::build;
use divan::Bencher;
use jiff::Timestamp;

fn main() {
    divan::main();
}

/// A starter, its picture in the usual size, a key and an award.
struct Work {
    document: Document,
    picture: Vec<u8>,
    key: IssuerKey,
    award: Award,
}

#[expect(clippy::unwrap_used, reason = "a benchmark: it stops at what it did not expect")]
fn work() -> Work {
    let document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    let scene = build(&document.artwork, &document.badge);
    let kind = FileKind::Png { side: USUAL_SIDE };
    let picture = issue::picture(&document, &scene, kind, &mut Renderer::new()).unwrap();
    let now: Timestamp = "2026-03-14T10:00:00Z".parse().unwrap();
    let key = IssuerKey::generate("Bench", Algorithm::Ed25519, now, &mut SystemRandom).unwrap();
    let award = issue::award("amy@example.org", now).unwrap();
    Work { document, picture, key, award }
}

#[expect(clippy::unwrap_used, reason = "a benchmark: it stops at what it did not expect")]
fn signed_and_baked(work: &Work) -> Vec<u8> {
    let signed = proof::sign(
        &ob3::credential(&work.document.badge, &work.key.did(), &work.award).unwrap(),
        &work.key,
        work.award.issued_on,
    )
    .unwrap();
    carrier::bake(&work.picture, &signed.to_string(), carrier::Standard::Three).unwrap()
}

#[divan::bench]
fn sign_and_bake(bencher: Bencher<'_, '_>) {
    let work = work();
    bencher.bench_local(|| signed_and_baked(&work));
}

#[divan::bench]
fn inspect_baked_png(bencher: Bencher<'_, '_>) {
    let work = work();
    let (file, trust) = (signed_and_baked(&work), Trust::default());
    let sources = badgewright::inspect::Sources::default();
    let question =
        Question { trust: &trust, sources: &sources, at: work.award.issued_on, email: Some("amy@example.org") };
    bencher.bench_local(|| inspect(&file, &question));
}
