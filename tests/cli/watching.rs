//! `export --watch`: a file that follows the memory.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use super::scene::Scene;

/// A watch under way.
struct Watch {
    child: Child,
    said: BufReader<ChildStderr>,
}

impl Watch {
    fn begin(scene: &Scene, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_enface"))
            .env_clear()
            .env("ENFACE_MEMORY", "m.db")
            .current_dir(scene.folder())
            .args(["export", "--watch", "tm"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");
        let said = BufReader::new(child.stderr.take().expect("it was asked for"));
        Watch { child, said }
    }

    /// Returns the next line that it says.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).expect("it speaks");
        line
    }

    /// Sends the signal of Ctrl-C and returns what it said last; it must end well.
    fn interrupt(mut self) -> String {
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -INT {}", self.child.id())])
            .status()
            .expect("there is a shell");
        assert!(sent.success());
        let mut last = String::new();
        while let Some(line) = Some(self.line()).filter(|line| !line.is_empty()) {
            last = line;
        }
        let status = self.child.wait().expect("it ends");
        assert_eq!(status.code(), Some(0), "{last}");
        last
    }
}

fn with_folder() -> Scene {
    let scene = Scene::new();
    fs::create_dir(scene.path("tm")).expect("there is room for a folder");
    scene
}

/// Returns the names in the watched folder.
fn in_folder(scene: &Scene) -> Vec<String> {
    let entries = fs::read_dir(scene.path("tm")).expect("it is there");
    let names = entries.map(|e| e.expect("it can be listed").file_name());
    names.map(|n| n.to_string_lossy().into_owned()).collect()
}

#[test]
fn a_watched_file_follows_the_memory_until_ctrl_c() {
    let scene = with_folder();
    let mut watch = Watch::begin(&scene, &[]);
    assert!(watch.line().contains("Following the memory"));
    assert!(watch.line().contains("waiting"));
    assert_eq!(in_folder(&scene), [""; 0]);

    scene.import("units.tmx");
    assert!(watch.line().contains("4 units written"));
    let first = scene.text("tm/enface.tmx");
    assert_eq!(first, scene.exported());

    scene.align_in();
    assert!(watch.line().contains("11 units written"));
    assert_eq!(scene.text("tm/enface.tmx"), scene.exported());

    scene.enface().args(["undo", "2"]).run();
    assert!(watch.line().contains("4 units written"));
    assert_eq!(scene.text("tm/enface.tmx"), first);

    // The memory can be left without any unit; the file must not keep them.
    scene.enface().args(["undo", "1"]).run();
    assert!(watch.line().contains("0 units written"));
    assert!(!scene.text("tm/enface.tmx").contains("<tu"));

    assert!(watch.interrupt().contains("Ended as you asked"));
    assert_eq!(in_folder(&scene), ["enface.tmx"]);
    assert!(!scene.names().iter().any(|name| name.starts_with('.')));
}

#[test]
fn a_file_that_is_right_already_is_left_alone() {
    let scene = with_folder();
    scene.import("units.tmx");
    scene.align_in();
    let chosen = [
        "--from",
        "fr",
        "--to",
        "en",
        "--preset",
        "omegat",
        "-o",
        "colleague.tmx",
    ];
    let watch = Watch::begin(&scene, &chosen);
    let file = scene.path("tm/colleague.tmx");
    let until = Instant::now() + Duration::from_secs(20);
    while !file.exists() {
        assert!(Instant::now() < until, "nothing was written");
        std::thread::sleep(Duration::from_millis(20));
    }
    watch.interrupt();
    let written = |file| {
        fs::metadata(file)
            .and_then(|m| m.modified())
            .expect("it is there")
    };
    let before = written(&file);

    let mut watch = Watch::begin(&scene, &chosen);
    assert!(watch.line().contains("Following"));
    scene.write("german.tsv", "fr\tde\nUn quai.\tEin Kai.\n");
    scene.import("german.tsv");
    // Two looks at the memory at least.
    std::thread::sleep(Duration::from_millis(2500));
    assert!(watch.interrupt().contains("Ended"), "nothing else was said");
    assert_eq!(written(&file), before);
    assert_eq!(in_folder(&scene), ["colleague.tmx"]);
}

#[test]
fn what_cannot_be_watched_is_refused_at_once() {
    let scene = with_folder();
    let said = scene.refused(["export", "--watch", "nowhere"]);
    assert!(said.contains("nowhere"), "{said}");
    for name in ["../x.tmx", "-", "a/b.tmx"] {
        let said = scene.refused(["export", "--watch", "tm", "-o", name]);
        assert!(said.contains("-o"), "{said}");
    }
    assert_eq!(in_folder(&scene), [""; 0]);
}
