mod support;
use eframe::egui::{self, Vec2};
use badgewright::app::{Command, Place, ThemeChoice};

fn shoot(name: &str, size: Vec2, ppp: f32, act: impl FnOnce(&mut support::Window)) {
    let folder = tempfile::tempdir().unwrap();
    let docs = folder.path().join("documents");
    std::fs::create_dir_all(&docs).unwrap();
    let mut paths = vec![];
    for (i, s) in badgewright::document::starters().iter().take(3).enumerate() {
        let p = docs.join(format!("{}.badge", s.name));
        s.document(format!("urn:x:{i}")).unwrap().save(&p).unwrap();
        let t = std::time::SystemTime::from(jiff::Timestamp::try_from(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1773316800 - 130 * (i as u64 + 1) * (i as u64 * 40 + 1))).unwrap());
        std::fs::File::options().write(true).open(&p).unwrap().set_modified(t).unwrap();
        paths.push(p);
    }
    let set = folder.path().join("badgewright");
    std::fs::create_dir_all(&set).unwrap();
    std::fs::write(set.join("settings.json"), serde_json::json!({"recent": paths}).to_string()).unwrap();
    let mut w = support::build(egui_kittest::Harness::builder().with_size(size).with_pixels_per_point(ppp), folder, None);
    act(&mut w);
    w.settle();
    let image = w.render().unwrap();
    std::fs::create_dir_all("/tmp/shots").unwrap();
    image.save(format!("/tmp/shots/{name}.png")).unwrap();
}

fn go(w: &mut support::Window, place: Place) {
    let ctx = w.ctx.clone();
    w.state_mut().update(&ctx, Command::Go(place));
    w.settle();
}

fn dark(w: &mut support::Window) {
    let ctx = w.ctx.clone();
    w.state_mut().update(&ctx, Command::Theme(ThemeChoice::Dark));
}

#[test]
fn shots() {
    let only = std::env::var("ONLY").unwrap_or_default();
    let usual = egui::vec2(1440.0, 900.0);
    let small = egui::vec2(1024.0, 700.0);
    let mut run = |name: &str, size, ppp, act: &dyn Fn(&mut support::Window)| {
        if name.contains(&only) { shoot(name, size, ppp, |w| act(w)); }
    };
    run("home", usual, 1.0, &|w| go(w, Place::Home));
    run("home-dark", usual, 1.0, &|w| { go(w, Place::Home); dark(w) });
    run("home-small", small, 1.0, &|w| go(w, Place::Home));
    run("home-small125", egui::vec2(819.0, 560.0), 1.25, &|w| go(w, Place::Home));
    run("home-about", usual, 1.0, &|w| { go(w, Place::Home); w.press("What is in a badge?") });
    run("words", usual, 1.0, &|w| go(w, Place::Words));
    run("words-tall", usual, 1.0, &|w| { go(w, Place::Words); w.set_size(egui::vec2(1440.0,1500.0)); });
    run("words-dark", usual, 1.0, &|w| { go(w, Place::Words); dark(w) });
    run("words-small", small, 1.0, &|w| go(w, Place::Words));
    run("words-full", small, 1.0, &|w| {
        go(w, Place::Words);
        w.set_size(egui::vec2(1024.0,2000.0));
        w.press("Help me choose");
        w.press("No");
        w.press("Yes");
        w.type_into("Criterion 2", "\u{8}. Earner will be able to communicate calmly with casualties.");
        w.type_into("Short name", " for a very long name that does not fit");
        w.press("Skill: Communication");
        w.press("For a time");
        w.press("More");
        w.type_into("Add a skill", "Increased self-motivation");
        w.key(egui::Key::Enter);
    });
    run("check", usual, 1.0, &|w| go(w, Place::Check));
    let broken = |w: &mut support::Window| {
        go(w, Place::Words);
        w.type_into("Criterion 2", " Earner will be able to communicate calmly with casualties.");
        w.type_into("Short name", " for a very long name that does not fit");
        w.type_into("Add a skill", "Increased self-motivation");
        w.key(egui::Key::Enter);
        go(w, Place::Check);
    };
    run("check-broken", usual, 1.0, &|w| { broken(w); w.get_all_by_label_why(); });
    run("check-broken-dark", small, 1.0, &|w| { broken(w); dark(w) });
}

trait Why { fn get_all_by_label_why(&mut self); }
impl Why for support::Window {
    fn get_all_by_label_why(&mut self) {
        use egui_kittest::kittest::Queryable as _;
        self.get_all_by_label("Why?").next().unwrap().click();
        self.settle();
    }
}
