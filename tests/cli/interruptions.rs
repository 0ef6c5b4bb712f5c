//! Several programs at once, Ctrl-C, sudden death, readers that go away: the memory stays whole.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::scene::{Scene, TMX_HEAD, many_units, object, push_unit};

/// More units than an import reads before anybody looks.
const MANY: u32 = 60_000;

/// Begins a run whose streams the test holds.
fn start<const N: usize>(scene: &Scene, arguments: [&str; N]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_enface"))
        .env_clear()
        .env("ENFACE_MEMORY", "m.db")
        .current_dir(scene.folder())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built")
}

/// An import from standard input that has begun: half of a file went in, the rest is held back.
struct HalfAnImport {
    child: Child,
    next: u32,
}

impl HalfAnImport {
    fn begin(scene: &Scene) -> Self {
        let child = start(scene, ["import", "--json", "-"]);
        let mut half = HalfAnImport { child, next: 0 };
        let mut text = String::from(TMX_HEAD);
        for number in 0..MANY / 4 {
            push_unit(&mut text, number);
        }
        half.next = MANY / 4;
        // A pipe holds 64 KiB: when all of this has gone in, most of it has been read.
        half.write(&text).expect("the import reads");
        half
    }

    fn write(&mut self, text: &str) -> std::io::Result<()> {
        let pipe = self.child.stdin.as_mut().expect("it was asked for");
        pipe.write_all(text.as_bytes())
    }

    /// Sends units until the program reads no more.
    fn feed_until_it_stops(&mut self) {
        loop {
            let mut text = String::new();
            push_unit(&mut text, self.next);
            self.next += 1;
            match self.write(&text) {
                Ok(()) => assert!(self.next < 100 * MANY, "nothing stops it"),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
                    return;
                }
            }
        }
    }

    /// Ends the file as it should end, and returns the report.
    fn finish(mut self) -> Value {
        self.write("</body></tmx>\n").expect("the import reads");
        let output = end(self.child);
        object(std::str::from_utf8(&output.stdout).expect("a report"))
    }
}

/// Waits for the end.
fn end(child: Child) -> Output {
    child.wait_with_output().expect("the program ends")
}

/// Sends the signal of Ctrl-C.
fn interrupt(child: &Child) {
    let sent = Command::new("sh")
        .args(["-c", &format!("kill -INT {}", child.id())])
        .status()
        .expect("there is a shell");
    assert!(sent.success());
}

/// Waits until the folder shows that the work has begun.
fn wait_until(child: &mut Child, begun: impl Fn() -> bool) {
    while !begun() {
        let ended = child.try_wait().expect("it can be asked");
        assert!(ended.is_none(), "it ended before it was seen at work");
        thread::sleep(Duration::from_millis(1));
    }
}

/// Tells whether a hidden file of ours stands in the folder, with something in it.
fn hidden_file(scene: &Scene, ending: &str) -> bool {
    let hidden = |name: &String| name.starts_with(".enface-") && name.ends_with(ending);
    let filled = |name: String| fs::metadata(scene.path(&name)).is_ok_and(|m| m.len() > 0);
    scene.names().into_iter().filter(hidden).any(filled)
}

#[track_caller]
fn assert_stopped(output: &Output) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("Stopped as you asked"), "{said}");
    assert!(output.stdout.is_empty());
}

#[test]
fn ctrl_c_in_the_middle_of_the_first_import_leaves_no_memory() {
    let scene = Scene::new();
    scene.write("many.tmx", many_units(0..MANY));
    let names = scene.names();
    let mut child = start(&scene, ["import", "many.tmx"]);
    wait_until(&mut child, || hidden_file(&scene, ".db"));
    interrupt(&child);
    assert_stopped(&end(child));
    assert_eq!(scene.names(), names);
}

#[test]
fn ctrl_c_in_the_middle_of_an_import_leaves_the_memory_as_it_was() {
    let scene = Scene::with_memory();
    let before = (scene.exported(), scene.stats()["units"].clone());
    let names = scene.names();
    let mut import = HalfAnImport::begin(&scene);
    interrupt(&import.child);
    import.feed_until_it_stops();
    assert_stopped(&end(import.child));
    assert_eq!((scene.exported(), scene.stats()["units"].clone()), before);
    assert_eq!(scene.names(), names);
    assert_eq!(scene.stats()["changes"], 2);
}

#[test]
fn ctrl_c_in_the_middle_of_an_export_leaves_the_old_file() {
    let scene = Scene::new();
    scene.write("many.tmx", many_units(0..MANY));
    scene.import("many.tmx");
    scene.write("out.tmx", "as it was");
    let names = scene.names();
    let mut child = start(&scene, ["export", "-o", "out.tmx"]);
    wait_until(&mut child, || hidden_file(&scene, ".part"));
    interrupt(&child);
    assert_stopped(&end(child));
    assert_eq!(scene.text("out.tmx"), "as it was");
    assert_eq!(scene.names(), names);
}

#[test]
fn a_killed_import_leaves_the_memory_as_it_was() {
    let scene = Scene::with_memory();
    let (stats, before) = (scene.stats(), scene.exported());
    let mut import = HalfAnImport::begin(&scene);
    import.child.kill().expect("it runs");
    assert_eq!(end(import.child).status.code(), None);
    assert_eq!(scene.exported(), before);
    assert_eq!(scene.stats()["units"], stats["units"]);
    assert_eq!(scene.stats()["changes"], stats["changes"]);
    // And goes on from there.
    scene.write("more.tmx", many_units(0..10));
    assert_eq!(scene.import("more.tmx")["change"], 3);
    assert_eq!(scene.stats()["units"], 21);
}

#[test]
fn a_killed_first_import_leaves_no_memory_behind() {
    let scene = Scene::new();
    let mut import = HalfAnImport::begin(&scene);
    import.child.kill().expect("it runs");
    end(import.child);
    assert!(!scene.path("m.db").exists());
    assert_eq!(scene.import("units.tmx")["change"], 1);
}

/// Imports six files and aligns two at the same time; all of it must be in the memory then.
fn import_at_once(scene: &Scene) {
    thread::scope(|scope| {
        for writer in 0..6 {
            let file = format!("part{writer}.tmx");
            scene.write(&file, many_units(writer * 200..(writer + 1) * 200));
            scope.spawn(move || {
                let report = scene.import(&file);
                assert_eq!(report["units_added"], 200, "{file}");
                assert!(report["change"].is_number());
            });
        }
        scope.spawn(|| scene.align_in());
    });
    let text = scene.exported();
    for number in 0..1200 {
        assert!(
            text.contains(&format!("Le navire {number} attend")),
            "{number}"
        );
    }
    assert!(text.contains("230 ouvriers"));
}

#[test]
fn several_programs_write_into_one_memory() {
    let scene = Scene::new();
    scene.import("units.tmx");
    import_at_once(&scene);
    let stats = scene.stats();
    assert_eq!(stats["units"], 4 + 1200 + 7);
    assert_eq!(stats["changes"], 8);
}

#[test]
fn several_programs_make_one_memory() {
    let scene = Scene::new();
    import_at_once(&scene);
    assert_eq!(scene.stats()["units"], 1200 + 7);
    assert_eq!(scene.stats()["changes"], 7);
    assert!(!scene.names().iter().any(|name| name.starts_with('.')));
}

#[test]
fn readers_see_the_memory_as_it_was_while_a_writer_works() {
    let scene = Scene::with_memory();
    let before = scene.exported();
    let import = HalfAnImport::begin(&scene);
    let read = import.next;
    assert_eq!(scene.exported(), before);
    assert_eq!(scene.stats()["units"], 11);
    let answer = scene.json(["lookup", "--json", "Il ferme en octobre."]);
    assert_eq!(answer[0]["matches"][0]["score"], 100);
    assert_eq!(import.finish()["units_added"], read);
    assert_eq!(scene.stats()["units"], 11 + read);
}

#[test]
fn a_second_writer_waits_for_the_first() {
    let scene = Scene::with_memory();
    scene.write("more.tmx", many_units(MANY..MANY + 10));
    let first = HalfAnImport::begin(&scene);
    let second = start(&scene, ["import", "--json", "more.tmx"]);
    assert!(first.finish()["change"].is_number());
    let output = end(second);
    assert_eq!(output.status.code(), Some(0));
    let report = object(std::str::from_utf8(&output.stdout).unwrap());
    assert_eq!(report["units_added"], 10);
}

/// Runs a command whose output nobody reads to the end.
fn half_read<const N: usize>(scene: &Scene, arguments: [&str; N]) -> String {
    let mut child = start(scene, arguments);
    let mut lines = BufReader::new(child.stdout.take().expect("it was asked for"));
    let mut first = String::new();
    lines.read_line(&mut first).expect("there is a first line");
    drop(lines);
    let output = end(child);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    assert!(!said.contains("enface: "), "{arguments:?}: {said}");
    first
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let scene = Scene::new();
    scene.write("many.tmx", many_units(0..3000));
    scene.write(
        "long.fr.txt",
        "Le pont a rouvert lundi. Il a coûté cher.\n".repeat(3000),
    );
    scene.import("many.tmx");
    assert!(half_read(&scene, ["export", "-o", "-"]).starts_with("<?xml"));
    half_read(&scene, ["export", "-o", "/dev/stdout"]);
    half_read(&scene, ["concordance", "--limit", "9999", "navire"]);
    half_read(&scene, ["segment", "long.fr.txt"]);
    half_read(&scene, ["extract", "--json", "long.fr.txt"]);
}

#[test]
fn a_reader_that_goes_away_does_not_keep_an_alignment_from_being_stored() {
    let scene = Scene::new();
    let numbered = |line: fn(u32) -> String| (0..600).map(line).collect::<Vec<_>>().join("\n");
    let french =
        numbered(|n| format!("Le navire {n} attend au port de Valmer depuis lundi matin."));
    let english =
        numbered(|n| format!("Ship {n} has waited in Valmer harbour since Monday morning."));
    scene.write("long.fr.txt", french);
    scene.write("long.en.txt", english);
    half_read(
        &scene,
        [
            "align",
            "--add",
            "--format",
            "json",
            "long.fr.txt",
            "long.en.txt",
        ],
    );
    assert_eq!(scene.stats()["units"], 600);
    scene.enface().arg("undo").run();
    half_read(
        &scene,
        ["align", "--add", "-o", "-", "long.fr.txt", "long.en.txt"],
    );
    assert_eq!(scene.stats()["units"], 600);
}

#[test]
fn a_reader_that_was_never_there_leaves_no_file_of_ours() {
    let scene = Scene::new();
    let names = scene.names();
    let mut child = start(&scene, ["import", "--dry-run", "--json", "units.tmx"]);
    drop(child.stdout.take());
    assert_eq!(end(child).status.code(), Some(0));
    assert_eq!(scene.names(), names);
}
