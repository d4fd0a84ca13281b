//! A screen of one's own with the real program on it, and hands for its mouse
//! and keyboard.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use eframe::egui::Pos2;
use serde_json::Value;
use tempfile::TempDir;

/// How long anything may take. Debug builds draw slowly in software.
const PATIENCE: Duration = Duration::from_secs(90);
const WIDTH: usize = 1440;
const HEIGHT: usize = 900;
/// A place in the empty part of the top bar: a question dims it.
const DIMMED_BY_QUESTIONS: (usize, usize) = (760, 20);

/// A display, a user's folders, and the window while it is open.
pub struct Screen {
    /// Names the picture of a failure.
    name: &'static str,
    display: String,
    server: Child,
    window: Option<Child>,
    folder: TempDir,
}

impl Screen {
    /// A display on which nothing is yet.
    pub fn new(name: &'static str) -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("{WIDTH}x{HEIGHT}x24"), "-noreset", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| not_installed("Xvfb", &error));
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb found no display to open");
        let folder = tempfile::tempdir().unwrap();
        for part in ["home", "runtime", "badgewright"] {
            fs::create_dir(folder.path().join(part)).unwrap();
        }
        // Not the first start, at which something is offered over the canvas.
        fs::write(folder.path().join("badgewright/settings.json"), r#"{"explained": true}"#).unwrap();
        Self { name, display: format!(":{}", number.trim()), server, window: None, folder }
    }

    /// A path in the folder of this test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program as a user of this screen starts it: no desktop around it, so
    /// no portal for files.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.folder.path())
            .env("DISPLAY", &self.display)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("HOME", self.path("home"))
            .env("BADGEWRIGHT_HOME", self.path("badgewright"))
            .env("XDG_RUNTIME_DIR", self.path("runtime"))
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null());
        command
    }

    /// Puts a file on the clipboard as another program does.
    pub fn copies(&self, kind: &str, path: &Path) {
        let path = path.to_str().unwrap();
        // It goes on answering in the background, so nobody waits for its output to end.
        let mut command = self.command("xclip");
        command.args(["-selection", "clipboard", "-t", kind, "-i", path]).stdout(Stdio::null()).stderr(Stdio::null());
        let status = command.status().unwrap_or_else(|error| not_installed("xclip", &error));
        assert!(status.success(), "{status:?}");
    }

    /// What another program gets from the clipboard.
    pub fn pasted(&self, kind: &str) -> Option<String> {
        let done = ended(self.command("xclip").args(["-selection", "clipboard", "-t", kind, "-o"]));
        done.status.success().then(|| String::from_utf8(done.stdout).unwrap())
    }

    /// Runs one of the program's commands beside the window.
    pub fn run(&self, arguments: &[&str]) -> Output {
        ended(self.command(env!("CARGO_BIN_EXE_badgewright")).args(arguments))
    }

    /// Opens the window and waits until something is drawn in it.
    pub fn open(&mut self) {
        let said = File::create(self.path("said.txt")).unwrap();
        let empty = self.picture();
        let mut command = self.command(env!("CARGO_BIN_EXE_badgewright"));
        command.stdout(said.try_clone().unwrap()).stderr(said);
        self.window = Some(command.spawn().unwrap());
        let id = self.until("the window is there", || {
            let found = self.hands(&["search", "--onlyvisible", "--name", "^Badgewright$"]);
            String::from_utf8(found.stdout).unwrap().lines().next().map(str::to_owned)
        });
        self.until("something is drawn in the window", || (self.picture() != empty).then_some(()));
        // There is no window manager to give it the keyboard.
        self.hands(&["windowfocus", "--sync", &id]);
        self.settled();
    }

    /// Ends the program as a power cut does.
    pub fn kill(&mut self) {
        let mut window = self.window.take().unwrap();
        window.kill().unwrap();
        window.wait().unwrap();
    }

    /// Closes the window by its keys and waits until the program has ended.
    pub fn close(&mut self) -> Option<i32> {
        self.hands(&["key", "ctrl+q"]);
        let mut window = self.window.take().unwrap();
        let status = self.until("the program ends", || window.try_wait().unwrap());
        status.code()
    }

    /// Presses keys, such as `ctrl+3`, and waits until all that follows is
    /// drawn.
    pub fn keys(&self, keys: &[&str]) {
        self.hands(&[&["key", "--delay", "40"], keys].concat());
        self.settled();
    }

    /// Goes to another place in the window.
    pub fn go(&self, keys: &str) {
        let before = self.picture();
        self.hands(&["key", keys]);
        self.until("another place is shown", || (self.picture() != before).then_some(()));
        self.settled();
    }

    /// Types into what has the keyboard.
    pub fn types(&self, text: &str) {
        self.hands(&["type", "--delay", "25", text]);
        self.settled();
    }

    /// Types into what has the keyboard, in place of what it holds.
    pub fn writes(&self, text: &str) {
        self.keys(&["ctrl+a"]);
        self.types(text);
    }

    /// Presses a place.
    pub fn click(&self, place: Pos2) {
        let [x, y] = pixel(place);
        self.hands(&["mousemove", &x, &y, "sleep", "0.1", "mousedown", "1", "sleep", "0.1", "mouseup", "1"]);
        self.settled();
    }

    /// Drags from one place to another.
    pub fn drag(&self, from: Pos2, to: Pos2) {
        const STEPS: u8 = 8;
        let mut moves = vec!["mousemove".to_owned()];
        moves.extend(pixel(from));
        moves.extend(["sleep", "0.1", "mousedown", "1"].map(str::to_owned));
        for step in 1..=STEPS {
            moves.extend(["sleep", "0.05", "mousemove"].map(str::to_owned));
            moves.extend(pixel(from.lerp(to, f32::from(step) / f32::from(STEPS))));
        }
        moves.extend(["sleep", "0.1", "mouseup", "1"].map(str::to_owned));
        self.hands(&moves.iter().map(String::as_str).collect::<Vec<_>>());
        self.settled();
    }

    /// Answers the question for a file with a typed path.
    pub fn types_path(&self, path: &Path) {
        self.until_asked();
        self.writes(path.to_str().unwrap());
        self.hands(&["key", "Return"]);
        self.until("the question is gone", || (!self.is_asked()).then_some(()));
        self.settled();
    }

    /// Waits until the window asks something that must be answered first.
    pub fn until_asked(&self) {
        self.until("the window asks", || self.is_asked().then_some(()));
        self.settled();
    }

    fn is_asked(&self) -> bool {
        let at = 3 * (DIMMED_BY_QUESTIONS.1 * WIDTH + DIMMED_BY_QUESTIONS.0);
        self.picture()[at] < 0xE0
    }

    /// Waits for the copy that the program keeps of unsaved work to fit, and
    /// gives the document in it. It is the window's state as seen from outside.
    pub fn kept(&self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        self.until(what, || self.kept_now().filter(&fits))
    }

    /// The document in the copy of unsaved work, if there is one.
    pub fn kept_now(&self) -> Option<Value> {
        let entries = fs::read_dir(self.path("badgewright/recovery")).ok()?;
        let path =
            entries.flatten().map(|entry| entry.path()).find(|path| path.extension().is_some_and(|e| e == "kept"))?;
        let mut kept: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        Some(kept["document"].take())
    }

    /// Waits until something is there.
    pub fn until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let since = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(
                since.elapsed() < PATIENCE,
                "waited in vain: {what}. See {} for what the screen showed",
                self.picture_of_failure().display()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until the screen stands still.
    fn settled(&self) {
        let mut before = self.picture();
        self.until("the screen stands still", || {
            let now = self.picture();
            let still = now == before;
            before = now;
            still.then_some(())
        });
    }

    /// The screen as bytes: red, green and blue of each pixel.
    fn picture(&self) -> Vec<u8> {
        let taken = ended(self.command("import").args(["-silent", "-window", "root", "-depth", "8", "rgb:-"]));
        assert_eq!(taken.stdout.len(), 3 * WIDTH * HEIGHT, "{}", String::from_utf8_lossy(&taken.stderr));
        taken.stdout
    }

    fn picture_of_failure(&self) -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("real-window-{}.png", self.name))
    }

    fn hands(&self, arguments: &[&str]) -> Output {
        ended(self.command("xdotool").args(arguments))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let path = self.picture_of_failure();
            // The test has failed already; nothing here may hide why.
            let taken = self.command("import").args(["-silent", "-window", "root"]).arg(&path).status();
            if taken.is_ok_and(|status| status.success()) {
                eprintln!("The screen at that moment: {}", path.display());
            }
            eprintln!("The program said: {}", fs::read_to_string(self.path("said.txt")).unwrap_or_default());
        }
        for child in self.window.iter_mut().chain([&mut self.server]) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn pixel(place: Pos2) -> [String; 2] {
    [place.x, place.y].map(|side| format!("{side:.0}"))
}

/// Runs a program that ends soon.
fn ended(command: &mut Command) -> Output {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| not_installed(&program, &error));
    let mut pipes = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let reader = std::thread::spawn(move || {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        pipes.0.read_to_end(&mut stdout).unwrap();
        pipes.1.read_to_end(&mut stderr).unwrap();
        (stdout, stderr)
    });
    let since = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if since.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let (stdout, stderr) = reader.join().unwrap();
    Output { status, stdout, stderr }
}

fn not_installed(program: &str, error: &std::io::Error) -> ! {
    panic!(
        "{program} cannot be started ({error}). The tests of the real window need it: run scripts/test, which installs \
         what they need, or “apt-get install xvfb xdotool imagemagick libgl1 libgl1-mesa-dri libegl1 \
         libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2 libx11-xcb1”"
    );
}
