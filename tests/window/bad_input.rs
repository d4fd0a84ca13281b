//! Bad input on its way through the house: what cannot be read, kept or
//! written is told in a sentence, and nothing is changed by it. The rooms hold
//! this for themselves; here the real program has to.

use std::fs;
use std::process::{Command, Stdio};

use crate::desk::{Desk, Done, bytes, done};
use crate::support::{NOW, USUAL, Window, window, window_on};
use badgewright::inspect::{InspectOptions, Trust, Verdict, inspect};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use eframe::egui::{Key, Modifiers};
use png::text_metadata::ITXtChunk;
use serde_json::{Value, json};

const KEYWORD: &str = "openbadgecredential";

/// A small picture with these texts in it.
fn png_with(texts: &[ITXtChunk]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    for text in texts {
        writer.write_text_chunk(text).unwrap();
    }
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    file
}

fn compressed(text: String) -> ITXtChunk {
    let mut chunk = ITXtChunk::new(KEYWORD, text);
    chunk.compressed = true;
    chunk
}

impl Desk {
    fn put(&self, name: &str, file: impl AsRef<[u8]>) {
        fs::write(self.path(name), file).unwrap();
    }

    /// A desk with a badge in it, `amy.png`.
    fn with_badge() -> Self {
        let desk = Self::set_up();
        desk.well("bake aid.badge --key own.key --to amy@example.org -o amy.png");
        desk
    }

    /// What anybody is told about a file, by the command that judges and the
    /// one that takes the credential out.
    fn told(&self, file: &str) -> (String, String) {
        let report = self.json(&format!("inspect --json {file}"));
        let refusal = self.refused(&format!("unbake {file}"));
        let sentence = refusal.trim().strip_prefix("badgewright: ").unwrap().to_owned();
        assert_eq!(report["checks"][0]["message"], sentence, "both say the same of {file}");
        (report["verdict"].as_str().unwrap().to_owned(), sentence)
    }

    /// Runs a command that gets 1 s of CPU and 64 MB to write in, and is
    /// killed when it takes more.
    fn run_on_little(&self, line: &str) -> Done {
        let command = self.command(line);
        // Nothing may hang. Without optimisation everything takes about ten times as long.
        let seconds = if cfg!(debug_assertions) { 10 } else { 1 };
        let mut limited = Command::new("/bin/sh");
        limited
            .args(["-c", &format!("ulimit -c 0; ulimit -t {seconds}; ulimit -d 65536; exec \"$@\""), "sh"])
            .arg(command.get_program())
            .args(command.get_args())
            .current_dir(self.folder.path())
            .env_clear()
            .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))))
            .stdin(Stdio::null());
        done(limited.output().unwrap())
    }
}

#[test]
fn a_file_that_is_no_png_is_named_for_what_it_is() {
    let desk = Desk::new();
    for (file, kind) in [
        (&b"\xff\xd8\xff\xe0 and so on"[..], "a JPEG picture"),
        (b"GIF89a and so on", "a GIF picture"),
        (b"%PDF-1.7 and so on", "a PDF document"),
        (b"dear Amy, here is your badge", "plain text"),
        (b"\x00\x01\x02\xfe", "neither a picture nor text"),
    ] {
        desk.put("badge.png", file);
        let (verdict, sentence) = desk.told("badge.png");
        assert_eq!(verdict, "not-a-badge", "{sentence}");
        assert!(sentence.contains(kind) && sentence.contains("Badges travel in PNG"), "{sentence}");
    }
    desk.put("badge.png", "");
    assert_eq!(desk.told("badge.png"), ("not-a-badge".into(), "The file is empty.".into()));
}

#[test]
fn a_truncated_png_is_damaged_wherever_it_was_cut() {
    let desk = Desk::with_badge();
    let whole = bytes(&desk.path("amy.png"));
    desk.put("cut.png", &whole[..whole.len() / 2]);
    let (verdict, sentence) = desk.told("cut.png");
    assert_eq!(verdict, "not-valid");
    assert!(sentence.starts_with("The PNG is damaged: "), "{sentence}");

    let (trust, sources) = (Trust::default(), badgewright::inspect::Sources::default());
    let question = InspectOptions { trust: &trust, sources: &sources, at: NOW.parse().unwrap(), email: None };
    for length in (8..whole.len()).step_by(61).chain(whole.len() - 20..whole.len()) {
        let report = inspect(&whole[..length], &question);
        assert_eq!(report.verdict, Verdict::NotValid, "cut after {length} bytes: {}", report.summary);
    }
}

#[test]
fn a_picture_without_a_badge_is_an_ordinary_picture() {
    let desk = Desk::set_up();
    for (file, kind) in [("plain.png", "PNG"), ("plain.svg", "SVG")] {
        desk.well(&format!("render aid.badge -o {file}"));
        let sentence = format!("This {kind} is an ordinary picture: no badge is in it.");
        assert_eq!(desk.told(file), ("not-a-badge".into(), sentence));
    }
}

#[test]
fn of_two_badges_in_one_file_the_first_is_shown_and_the_other_told() {
    let desk = Desk::set_up();
    let credential = |to: &str| {
        desk.well(&format!("bake aid.badge --key own.key --to {to} -o {to}.json"));
        desk.well(&format!("unbake {to}.json")).data
    };
    let (amy, bob) = (credential("amy@example.org"), credential("bob@example.org"));
    let chunk = |text: &str| ITXtChunk::new(KEYWORD, text);
    desk.put("two.png", png_with(&[chunk(&amy), chunk(&amy.replace("First Aid", "Forged Aid"))]));
    desk.put("both.png", png_with(&[chunk(&amy), chunk(&bob)]));
    desk.put("twice.png", png_with(&[chunk(&amy), chunk(&amy)]));

    for (file, said) in [("two.png", "two badges that say different things"), ("twice.png", "more than once")] {
        let report = desk.json(&format!("inspect --json {file} --to amy@example.org"));
        let told = report["checks"].as_array().unwrap().iter().any(|check| {
            check["id"] == "file" && check["outcome"] == "note" && check["message"].as_str().unwrap().contains(said)
        });
        assert!(told, "{file}: {report:#}");
        assert_eq!(desk.run(&format!("inspect {file} --to bob@example.org")).code, Some(1), "{file} shows Amy's");
        let unbaked = desk.well(&format!("unbake {file}"));
        assert_eq!(unbaked.data, amy);
        assert!(unbaked.messages.contains(said), "{}", unbaked.messages);
    }
    for question in ["both.png", "both.png --to amy@example.org"] {
        let report = desk.json(&format!("inspect --json {question}"));
        assert_eq!(report["verdict"], "not-valid", "which one a program shows would be chance: {report:#}");
        assert!(report["summary"].as_str().unwrap().contains("disagree"), "{report:#}");
    }
}

#[test]
fn compressed_badge_data_is_refused_and_never_unpacked() {
    let desk = Desk::with_badge();
    let credential = desk.well("unbake amy.png").data;
    desk.put("compressed.png", png_with(&[compressed(credential)]));
    let bomb = png_with(&[compressed(format!("{{{}}}", " ".repeat(200 * 1024 * 1024)))]);
    assert!(bomb.len() < 4 * 1024 * 1024, "it is small before it is unpacked");
    desk.put("bomb.png", bomb);
    assert_eq!(desk.run_on_little("render aid.badge --size 4096 -o large.png").code, None, "the limits are kept");

    for file in ["compressed.png", "bomb.png"] {
        let done = desk.run_on_little(&format!("inspect --json {file}"));
        assert_eq!(done.code, Some(1), "{file}: {}", done.messages);
        let report: Value = serde_json::from_str(&done.data).unwrap();
        assert_eq!(report["verdict"], "not-valid");
        let (_, sentence) = desk.told(file);
        assert!(sentence.contains("it is compressed, which the standard does not allow"), "{sentence}");
    }
    // Neither do pictures that are placed on the artwork unpack their texts.
    desk.put("shown.badge", showing(&desk, &bytes(&desk.path("bomb.png")), 1).to_string());
    let done = desk.run_on_little("render shown.badge -o shown.svg");
    assert_eq!((done.code, desk.path("shown.svg").is_file()), (Some(0), true), "{}", done.messages);
}

#[test]
fn an_svg_that_defines_entities_is_refused_and_reads_no_file() {
    let desk = Desk::with_badge();
    desk.put("secret.txt", "the secret of this machine");
    let secret = desk.path("secret.txt");
    let credential = desk.well("unbake amy.png").data;
    let svg = |definitions: &str, said: &str| {
        format!(
            "<!DOCTYPE svg [{definitions}]><svg xmlns=\"http://www.w3.org/2000/svg\" \
             xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><openbadges:credential><![CDATA[{credential}]]>\
             </openbadges:credential><text>{said}</text></svg>"
        )
    };
    let lol: String = (1..20).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    desk.put("file.svg", svg(&format!("<!ENTITY x SYSTEM \"file://{}\">", secret.display()), "&x;"));
    desk.put("lol.svg", svg(&format!("<!ENTITY l0 \"lol\">{lol}"), "&l19;"));
    for file in ["file.svg", "lol.svg"] {
        let (verdict, sentence) = desk.told(file);
        assert_eq!(verdict, "not-valid");
        assert!(sentence.starts_with("The SVG cannot be read: its document type (DOCTYPE)"), "{sentence}");
        let done = desk.run_on_little(&format!("inspect {file}"));
        assert_eq!(done.code, Some(1), "{}", done.messages);
        assert!(!done.data.contains("secret of"), "{}", done.data);
    }
}

#[test]
fn a_wrong_passphrase_is_told_in_the_same_words_everywhere_and_nothing_is_written() {
    let desk = Desk::set_up();
    let key = bytes(&desk.path("own.key"));
    let mut command = desk.command("bake aid.badge --key own.key --to amy@example.org -o amy.png");
    let wrong = done(command.env("BADGEWRIGHT_PASSPHRASE", "Correct horse").output().unwrap());
    let sentence = one_sentence(&wrong.messages);
    let sentence = sentence.strip_prefix("badgewright: ").unwrap();
    assert!(sentence.starts_with("That passphrase does not open this key."), "{sentence}");
    assert_eq!((wrong.code, desk.path("amy.png").exists()), (Some(2), false));
    assert_eq!(bytes(&desk.path("own.key")), key);

    // The same key in the window.
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("badgewright/keys")).unwrap();
    fs::write(folder.path().join("badgewright/keys/signing.key.json"), key).unwrap();
    let mut window = window_on(USUAL, folder, None);
    window.key_with(Modifiers::COMMAND, Key::Num5);
    window.type_into("Earner's e-mail address or DID", "amy@example.org");
    window.type_into("Passphrase of your signing key", "Correct horse");
    window.key(Key::Enter);
    let path = window.folder().join("amy.png");
    answer(&mut window, path.to_str().unwrap());
    assert!(window.tells(sentence));
    assert!(!path.exists());
}

#[test]
fn a_picture_of_thirty_thousand_pixels_a_side_is_not_taken_in() {
    const SIDE: u32 = 30_000;
    let mut huge = Vec::new();
    let mut encoder = png::Encoder::new(&mut huge, SIDE, SIDE);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&vec![0; (SIDE / 8 * SIDE) as usize]).unwrap();
    writer.finish().unwrap();
    let sentence = "This picture has 30000 × 30000 pixels; at most";

    // Placed on a badge.
    let mut window = window(USUAL);
    let path = window.folder().join("huge.png");
    fs::write(&path, &huge).unwrap();
    let before = window.state().state().document().clone();
    window.press("Add a picture");
    answer(&mut window, path.to_str().unwrap());
    assert!(window.tells(sentence));
    assert!(window.state().state().document().same_version(&before), "the badge is as it was");

    // In a document that claims to hold it already.
    let desk = Desk::new();
    desk.well("new --template first-aid -o aid.badge");
    desk.put("huge.badge", showing(&desk, &huge, SIDE).to_string());
    let done = desk.run_on_little("render huge.badge -o huge.png");
    assert_eq!((done.code, desk.path("huge.png").exists()), (Some(2), false));
    assert!(done.messages.contains("damaged at “artwork.pictures.p”"), "{}", done.messages);
    assert!(done.messages.contains(sentence), "{}", done.messages);
}

#[test]
fn a_font_that_is_missing_is_told_and_the_badge_is_drawn_all_the_same() {
    let desk = Desk::new();
    desk.well("new --template first-aid -o aid.badge");
    let text = fs::read_to_string(desk.path("aid.badge")).unwrap();
    desk.put("other.badge", text.replace("\"Cabin\"", "\"Helvetica Neue\""));
    for file in ["other.png", "other.svg"] {
        let done = desk.well(&format!("render other.badge -o {file}"));
        assert!(
            done.messages.contains("The font “Helvetica Neue” is neither bundled nor in this badge; “"),
            "{}",
            done.messages
        );
        assert!(desk.path(file).is_file());
    }
    desk.well("render aid.badge -o aid.svg");
    let kept = fs::read_to_string(desk.path("other.badge")).unwrap();
    assert!(kept.contains("Helvetica Neue"), "the document still asks for it");

    // The window says so where the picture goes out.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.badge");
    fs::write(&path, kept).unwrap();
    let mut window = window_on(USUAL, folder, Some(path));
    window.key_with(Modifiers::COMMAND, Key::Num5);
    assert!(window.tells("The font “Helvetica Neue” is neither bundled nor in this badge"));
}

/// Each command that writes, and the file it would write.
const WRITING: [(&str, &str); 8] = [
    ("badgewright new --template first-aid -o disk/new.badge", "disk/new.badge"),
    ("badgewright render aid.badge --force -o disk/old.png", "disk/old.png"),
    ("badgewright render aid.badge -o disk/new.svg", "disk/new.svg"),
    ("badgewright bake aid.badge --key own.key --to amy@example.org --force -o disk/old.png", "disk/old.png"),
    ("badgewright unbake amy.png -o disk/new.json", "disk/new.json"),
    ("badgewright key new -o disk/new.key", "disk/new.key"),
    ("BADGEWRIGHT_HOME=disk/home badgewright key new -o elsewhere.key", "disk/home/issuers.json"),
    ("BADGEWRIGHT_HOME=disk/home badgewright trust add did:web:example.org", "disk/home/issuers.json"),
];

#[test]
fn a_full_disk_is_told_and_leaves_everything_as_it_was() {
    // What is left of the disk is filled to the last byte.
    let Some(said) = on_a_disk("head -c 1000000 /dev/zero > disk/filler || true") else { return };
    for ((line, file), sentence) in WRITING.iter().zip(said) {
        assert!(sentence.contains(&format!("“{file}” was not written: the disk is full.")), "{line}: {sentence}");
    }
}

#[test]
fn a_read_only_folder_is_told_and_leaves_everything_as_it_was() {
    let Some(said) = on_a_disk("mount -o remount,ro disk") else { return };
    for ((line, file), sentence) in WRITING.iter().zip(said) {
        assert!(
            sentence.contains(&format!("“{file}” was not written: this folder is read-only.")),
            "{line}: {sentence}"
        );
    }
}

/// The one sentence of what a command said, behind what it shows before it signs.
fn one_sentence(said: &str) -> String {
    let is_shown = |line: &&str| line.starts_with("  ") || line.starts_with("This is what");
    let sentences: Vec<&str> = said.lines().filter(|line| !is_shown(line)).collect();
    assert_eq!(sentences.len(), 1, "one sentence: {said}");
    sentences[0].to_owned()
}

/// Runs the commands that write on a disk of 64 kB, after what makes it
/// unfit, and gives what they said. The disk is seen by those commands only
/// and is gone with them. Where that is not allowed, this part is left out.
fn on_a_disk(made_unfit: &str) -> Option<Vec<String>> {
    let alone = [&["--mount"][..], &["--map-root-user", "--mount"]].into_iter().find(|flags| {
        let folder = tempfile::tempdir().unwrap();
        let mut trial = Command::new("unshare");
        trial.args(*flags).args(["mount", "-t", "tmpfs", "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        trial.status().is_ok_and(|status| status.success())
    });
    let Some(alone) = alone else {
        eprintln!("left out: a disk for this test cannot be mounted here");
        return None;
    };
    let desk = Desk::with_badge();
    desk.well("render aid.badge --size 32 -o old.png");
    fs::create_dir(desk.path("disk")).unwrap();
    let mut script = format!(
        "set -e\nmount -t tmpfs -o size=64k tmpfs disk\nmkdir disk/home\ncp old.png disk\n{made_unfit}\nls -AR disk >before\n"
    );
    for (number, (line, _)) in WRITING.iter().enumerate() {
        let line = line.replace("badgewright", "\"$0\"");
        script += &format!(
            "code=0; {line} >said{number} 2>&1 || code=$?; test $code = 2 || echo \"code $code\" >>said{number}\n"
        );
    }
    script += "ls -AR disk >after\ncmp before after\ncmp old.png disk/old.png\ntest ! -e elsewhere.key || { echo 'a key was left behind'; exit 1; }\n";
    let command = desk.command("");
    let mut shell = Command::new("unshare");
    shell
        .args(alone)
        .args(["/bin/sh", "-c", &script])
        .arg(command.get_program())
        .current_dir(desk.folder.path())
        .envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))))
        .stdin(Stdio::null());
    let done = done(shell.output().unwrap());
    assert_eq!(done.code, Some(0), "the disk is as it was: {}{}", done.data, done.messages);
    let said = (0..WRITING.len()).map(|number| fs::read_to_string(desk.path(&format!("said{number}"))).unwrap());
    Some(said.map(|said| one_sentence(&said)).collect())
}

/// The desk's document with a picture on it, of so many pixels a side.
fn showing(desk: &Desk, picture: &[u8], side: u32) -> Value {
    let mut document: Value = serde_json::from_slice(&bytes(&desk.path("aid.badge"))).unwrap();
    document["artwork"]["pictures"] =
        json!({ "p": { "mediaType": "image/png", "width": side, "height": side, "data": STANDARD.encode(picture) } });
    let element = json!({
        "id": 99,
        "kind": { "picture": { "picture": "p" } },
        "frame": { "x": 300, "y": 300, "width": 200, "height": 200 },
    });
    document["artwork"]["elements"].as_array_mut().unwrap().push(element);
    document
}

/// Types a path where a file is asked for.
fn answer(window: &mut Window, path: &str) {
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_here(path);
    window.key(Key::Enter);
}

/// The largest and most crowded files that are read at all.
#[cfg(target_os = "linux")]
#[test]
fn no_file_takes_64_mb_of_memory_to_be_read() {
    let desk = Desk::with_badge();
    let mut png = bytes(&desk.path("amy.png"));
    let at = png.len() - 12;
    let filler = vec![0_u8; 20 * 1024 * 1024];
    let mut chunk = u32::try_from(filler.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend_from_slice(b"fiLl");
    chunk.extend_from_slice(&filler);
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&chunk[4..]);
    chunk.extend_from_slice(&hasher.finalize().to_be_bytes());
    png.splice(at..at, chunk);
    let nodes = format!("<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>", "<a/>".repeat(140_000));
    let attributes =
        format!("<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>", "<a b='' c='' d='' e='' f=''/>".repeat(55_000));
    let long = format!("<svg xmlns='http://www.w3.org/2000/svg'><desc>{}</desc></svg>", "a".repeat(7 * 1024 * 1024));
    let values = format!(r#"{{"type":"OpenBadgeCredential","evidence":[{}0]}}"#, "0,".repeat(59_000));
    let objects = format!(r#"{{"type":"OpenBadgeCredential","evidence":[{}{{}}]}}"#, r#"{"id":"a"},"#.repeat(25_000));
    let text = format!(r#"{{"type":"OpenBadgeCredential","name":"{}"}}"#, "a".repeat(2_000_000));
    // Parts of one file, each of which is held against each of the others.
    let texts = |number: usize, text: &dyn Fn(usize) -> String| (0..number).map(text).collect::<Vec<_>>().join(",");
    let issuer = format!(
        r#"{{"type":"OpenBadgeCredential","issuer":{{"name":"{}"}},"credentialSubject":{{"achievement":[{}]}}}}"#,
        "N".repeat(400_000),
        texts(400, &|i| format!(r#""urn:a:{i}""#))
    );
    let results = format!(
        r#"{{"type":"OpenBadgeCredential","credentialSubject":{{"achievement":{{"resultDescription":[{}]}},"result":[{}]}}}}"#,
        texts(8_000, &|i| format!(r#"{{"id":"y{i}"}}"#)),
        texts(8_000, &|i| format!(r#"{{"resultDescription":"x{i}"}}"#))
    );
    let token =
        [r#"{"alg":"EdDSA"}"#, results.as_str(), "signature"].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
    let status = format!(
        r#"{{"type":"OpenBadgeCredential","credentialStatus":[{}]}}"#,
        texts(9_900, &|i| format!(
            r#"{{"id":"https://e.example/{i}","type":"BitstringStatusListEntry","statusPurpose":"revocation","statusListIndex":"{i}","statusListCredential":"https://e.example/list"}}"#
        ))
    );
    let braces =
        format!("<svg xmlns='http://www.w3.org/2000/svg'><desc>@context {}</desc></svg>", r#"{"a":"#.repeat(380_000));
    let more = values.replace("0,0]", "0,1]");
    let twice = png_with(&[ITXtChunk::new(KEYWORD, values.clone()), ITXtChunk::new(KEYWORD, more)]);
    for (name, file) in [
        ("large.png", png),
        ("nodes.svg", nodes.into_bytes()),
        ("attributes.svg", attributes.into_bytes()),
        ("long.svg", long.into_bytes()),
        ("values.json", values.into_bytes()),
        ("objects.json", objects.into_bytes()),
        ("text.json", text.into_bytes()),
        ("twice.png", twice),
        ("issuer.json", issuer.into_bytes()),
        ("results.jwt", token.into_bytes()),
        ("status.json", status.into_bytes()),
        ("braces.svg", braces.into_bytes()),
        ("too-large.bin", vec![b' '; 80 * 1024 * 1024]),
    ] {
        desk.put(name, file);
        let done = desk.run_on_little(&format!("inspect {name}"));
        assert!(matches!(done.code, Some(0 | 1 | 3)), "{name}: {:?} {}{}", done.code, done.data, done.messages);
    }
}
