//! One badge: signed and baked into its picture, and looked at again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark: it stops at what it did not expect")]

use badgewright::carrier;
use badgewright::credential::ob3::{self, Award};
use badgewright::credential::proof;
use badgewright::credential::{Algorithm, IssuerKey, SystemRandom};
use badgewright::document::{Document, starter};
use badgewright::inspect::{InspectOptions, Trust, Verdict, inspect};
use badgewright::issue::{self, FileKind, Form, IssueOptions, Prepared, USUAL_SIDE, prepare};
use badgewright::render::raster::Renderer;
use badgewright::scene::build;
use divan::Bencher;
use jiff::Timestamp;
use rayon::prelude::*;

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

fn work() -> Work {
    let mut document = starter("first-aid").unwrap().document("urn:uuid:1".into()).unwrap();
    std::sync::Arc::make_mut(&mut document.badge).issuer.name = "Bench".into();
    let scene = build(&document.artwork, &document.badge);
    let kind = FileKind::Png { side: USUAL_SIDE };
    let picture = issue::picture(&document, &scene, kind, &mut Renderer::new()).unwrap().unwrap();
    let now: Timestamp = "2026-03-14T10:00:00Z".parse().unwrap();
    let key = IssuerKey::generate("Bench", Algorithm::Ed25519, now, &mut SystemRandom).unwrap();
    let award = issue::award("amy@example.org", now).unwrap();
    Work { document, picture, key, award }
}

fn signed_and_baked(work: &Work) -> Vec<u8> {
    let signed = proof::sign(
        &ob3::credential(&work.document.badge, &work.key.did(), &work.award).unwrap(),
        &work.key,
        work.award.issued_on,
    )
    .unwrap();
    carrier::bake(&work.picture, &signed.to_string(), carrier::Standard::Three).unwrap()
}

fn prepared(work: &Work) -> Prepared {
    prepare(&work.document, &IssueOptions::new(Form::Ob3, FileKind::Png { side: USUAL_SIDE }, None)).unwrap()
}

fn awarded(work: &Work, prepared: &Prepared) -> Vec<u8> {
    prepared.award(Some(&work.key), &work.award, work.award.issued_on).unwrap().file
}

#[divan::bench]
fn sign_and_bake(bencher: Bencher<'_, '_>) {
    let work = work();
    bencher.bench_local(|| signed_and_baked(&work));
}

/// One badge for one earner, drawn for this award alone.
#[divan::bench]
fn draw_and_award(bencher: Bencher<'_, '_>) {
    let work = work();
    bencher.bench_local(|| awarded(&work, &prepared(&work)));
}

/// One of many awards of a badge that is drawn already: signed, baked and looked over.
#[divan::bench]
fn award_prepared(bencher: Bencher<'_, '_>) {
    let work = work();
    let prepared = prepared(&work);
    bencher.bench_local(|| awarded(&work, &prepared));
}

#[divan::bench]
fn inspect_baked_png(bencher: Bencher<'_, '_>) {
    let work = work();
    let (file, trust) = (signed_and_baked(&work), Trust::default());
    let sources = badgewright::inspect::Sources::default();
    let question =
        InspectOptions { trust: &trust, sources: &sources, at: work.award.issued_on, email: Some("amy@example.org") };
    bencher.bench_local(|| inspect(&file, &question));
}

/// Into a picture of pixels, in memory.
#[divan::bench]
fn bake_png(bencher: Bencher<'_, '_>) {
    let work = work();
    let payload = carrier::extract(&signed_and_baked(&work)).unwrap().payload;
    bencher.bench_local(|| carrier::bake(&work.picture, payload.as_str(), carrier::Standard::Three));
}

/// Into a picture of outlines of 59 KB, in memory.
#[divan::bench]
fn bake_svg(bencher: Bencher<'_, '_>) {
    let work = work();
    let payload = carrier::extract(&signed_and_baked(&work)).unwrap().payload;
    let path = "<path d=\"M10 10 C 20 20, 40 20, 50 10 L 60 60 Z\" fill=\"#0e6b6b\"/>\n";
    let picture = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">\n{}</svg>\n", path.repeat(59_000 / path.len()));
    bencher.bench_local(|| carrier::bake(picture.as_bytes(), payload.as_str(), carrier::Standard::Three));
}

/// A folder of badges as a registrar has it, on all cores: files are read,
/// taken apart and verified. One iteration is [`FILES`] badges.
const FILES: usize = 200;

fn folder_of(bencher: Bencher<'_, '_>, form: Form, algorithm: Algorithm) {
    let work = work();
    let now = work.award.issued_on;
    let key = IssuerKey::generate("Bench", algorithm, now, &mut SystemRandom).expect("random numbers");
    let folder = tempfile::tempdir().expect("a folder");
    let options = IssueOptions::new(form, FileKind::Png { side: USUAL_SIDE }, None);
    let prepared = prepare(&work.document, &options).expect("a badge that can be awarded");
    let paths: Vec<_> = (0..FILES)
        .map(|number| {
            let award = Award { id: format!("urn:uuid:award-{number}"), ..work.award.clone() };
            let path = folder.path().join(format!("{number}.png"));
            let badge = prepared.award(Some(&key), &award, now).expect("a badge").file;
            std::fs::write(&path, badge).expect("written");
            path
        })
        .collect();
    let (trust, sources) = (Trust::default(), badgewright::inspect::Sources::default());
    bencher.counter(FILES).bench_local(|| {
        let intact = paths
            .par_iter()
            .filter(|path| {
                let file = std::fs::read(path).expect("read");
                let question = InspectOptions { trust: &trust, sources: &sources, at: now, email: None };
                inspect(&file, &question).verdict == Verdict::Intact
            })
            .count();
        assert_eq!(intact, FILES);
    });
}

#[divan::bench(sample_count = 20)]
fn folder_of_rdfc(bencher: Bencher<'_, '_>) {
    folder_of(bencher, Form::Ob3, Algorithm::Ed25519);
}

#[divan::bench(sample_count = 20)]
fn folder_of_jcs(bencher: Bencher<'_, '_>) {
    folder_of(bencher, Form::Ob3Jcs, Algorithm::Ed25519);
}

#[divan::bench(sample_count = 20)]
fn folder_of_jwt_es256(bencher: Bencher<'_, '_>) {
    folder_of(bencher, Form::Ob3Jwt, Algorithm::P256);
}

#[divan::bench(sample_count = 20)]
fn folder_of_jwt_rs256(bencher: Bencher<'_, '_>) {
    folder_of(bencher, Form::Ob3Jwt, Algorithm::Rsa);
}

#[divan::bench(sample_count = 20)]
fn folder_of_jwt_eddsa(bencher: Bencher<'_, '_>) {
    folder_of(bencher, Form::Ob3Jwt, Algorithm::Ed25519);
}
