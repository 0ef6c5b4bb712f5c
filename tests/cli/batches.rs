//! Many pairs at once: the same for any number of threads, stopped and taken up again.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use super::scene::{ENGLISH, FRENCH, Scene, objects};

/// Writes numbered pairs, none like another.
fn write_pairs(scene: &Scene, folder: &str, numbers: std::ops::Range<u32>) {
    for number in numbers {
        // Early ones are long, so that late ones are ready before them.
        let times = if number % 5 == 0 { 6 } else { 1 };
        let text = |title: &str, text: &str, article: &str| {
            let body = (0..times).map(|n| format!("{article} {number}-{n}.\n{text}"));
            format!("{title} {number}\n{}", body.collect::<String>())
        };
        let french = text("Communiqué", FRENCH, "Article");
        let english = text("Release", ENGLISH, "Section");
        scene.write(&format!("{folder}/doc{number:02}.fr.txt"), french);
        scene.write(&format!("{folder}/doc{number:02}.en.txt"), english);
    }
}

/// Returns the words that align a folder and store all they can, with everything fixed that is
/// stored.
fn arguments<'a>(format: &'a str, threads: &'a str, place: &'a str) -> [&'a str; 12] {
    let stored = ["--user", "odile", "align", "--add", "--date", "2026-01-02"];
    let rest = ["--format", format, "--threads", threads, "--pairs", place];
    std::array::from_fn(|at| *stored.iter().chain(&rest).nth(at).expect("twelve words"))
}

/// Returns everything of a memory that two runs may differ in.
fn remembered(scene: &Scene) -> [String; 2] {
    let history = scene.enface().args(["history", "--json"]).run().stdout;
    [scene.exported(), history]
}

fn results(stdout: &str) -> Vec<String> {
    let word = |line: serde_json::Value| line["result"].as_str().expect("a word").to_owned();
    objects(stdout).into_iter().map(word).collect()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let line = |format: &str, threads: &str| {
        let scene = Scene::new();
        write_pairs(&scene, "d", 0..14);
        // The same two documents in two more folders, a broken pair, one that cannot be read yet.
        write_pairs(&scene, "d/a", 3..4);
        write_pairs(&scene, "d/b", 3..4);
        scene.write("d/doc05b.fr.txt", FRENCH);
        scene.write("d/doc05b.en.txt", FRENCH);
        scene.write("d/doc06b.fr.docx", b"PK\x03\x04\x14\0\0\0");
        scene.write("d/doc06b.en.docx", b"PK\x03\x04\x14\0\0\0");
        let ran = scene
            .enface()
            .args(arguments(format, threads, "d"))
            .exits(2)
            .run();
        (ran.stdout, ran.stderr, remembered(&scene))
    };
    for format in ["json", "table"] {
        let one = line(format, "1");
        for threads in ["2", "7"] {
            assert_eq!(line(format, threads), one, "{format}, {threads} threads");
        }
    }
    let (json, said, _) = line("json", "3");
    let results = results(&json);
    assert_eq!(results[0], "aligned", "d/a/doc03");
    assert_eq!(results[1], "known", "d/b/doc03, the same two documents");
    let count = |word: &str| results.iter().filter(|result| *result == word).count();
    assert_eq!(
        ["aligned", "known", "skipped", "failed"].map(count),
        [14, 2, 1, 1]
    );
    assert!(
        said.contains("14 aligned, 2 already there, 1 skipped, 1 failed"),
        "{said}"
    );
}

#[test]
fn a_second_run_aligns_only_what_is_new_or_changed() {
    let scene = Scene::new();
    write_pairs(&scene, "d", 0..5);
    let run = |more: &[&str]| {
        let ran = scene.enface().args(arguments("json", "2", "d"));
        let ran = ran.args(more.iter().copied()).run();
        (results(&ran.stdout), ran.stdout)
    };
    let (_, first) = run(&[]);
    let before = remembered(&scene);
    let (second, report) = run(&[]);
    assert_eq!(second, ["known"; 5]);
    assert_eq!(remembered(&scene), before);
    let beads = |report: &str| {
        let lines = objects(report).into_iter();
        lines
            .map(|line| {
                ["beads", "accept", "look", "doubtful", "one_sided"].map(|n| line[n].clone())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        beads(&report),
        beads(&first),
        "the beads that the memory has"
    );
    assert!(
        objects(&report)
            .iter()
            .all(|l| l["change"].is_null() && l["units"] == 0)
    );

    scene.write("d/doc02.en.txt", format!("Release two\n{ENGLISH}"));
    write_pairs(&scene, "d", 5..6);
    scene.enface().args(["undo", "1"]).run();
    let (third, _) = run(&[]);
    assert_eq!(
        third,
        ["aligned", "known", "aligned", "known", "known", "aligned"]
    );

    let before = remembered(&scene);
    let (again, report) = run(&["--again"]);
    assert_eq!(again, ["aligned"; 6]);
    assert!(objects(&report).iter().all(|line| line["change"].is_null()));
    assert_eq!(remembered(&scene), before);
}

#[test]
fn a_pair_aligned_the_other_way_round_is_known_too() {
    let scene = Scene::new();
    let add = ["align", "--add", "release.en.txt", "release.fr.txt"];
    scene.enface().args(add).run();
    let ran = scene.enface().args(arguments("table", "1", ".")).run();
    assert!(
        ran.stdout.contains("already there  ./release.fr.txt"),
        "{}",
        ran.stdout
    );
    let ran = scene
        .enface()
        .args(["--ui", "fr"])
        .args(arguments("table", "1", "."))
        .run();
    assert!(
        ran.stdout.contains("déjà en mémoire  ./release.fr.txt"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr
            .contains("0 couple de fichiers aligné, 1 déjà en mémoire, 0 ignoré"),
        "{}",
        ran.stderr
    );
    assert_eq!(scene.stats()["changes"], 1);
}

/// Begins a run whose report the test reads.
fn start(scene: &Scene, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_enface"))
        .env_clear()
        .env("ENFACE_MEMORY", "m.db")
        .current_dir(scene.folder())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built")
}

#[test]
fn a_batch_that_was_stopped_goes_on_where_it_stopped() {
    const PAIRS: u32 = 60;
    // Names so long that the whole report does not go into a pipe: the program cannot come to the
    // end before it is read.
    let folder = format!("d{}", format!("/{}", "x".repeat(200)).repeat(6));
    let whole = Scene::new();
    write_pairs(&whole, &folder, 0..PAIRS);
    whole.enface().args(arguments("json", "2", "d")).run();

    let scene = Scene::new();
    write_pairs(&scene, &folder, 0..PAIRS);
    let mut child = start(&scene, &arguments("json", "2", "d"));
    let mut report = BufReader::new(child.stdout.take().expect("it was asked for"));
    let mut lines = String::new();
    report.read_line(&mut lines).expect("there is a first line");
    let interrupted = Command::new("sh")
        .args(["-c", &format!("kill -INT {}", child.id())])
        .status();
    assert!(interrupted.expect("there is a shell").success());
    report
        .read_to_string(&mut lines)
        .expect("the report is text");
    let output = child.wait_with_output().expect("the program ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    let done = results(&lines).len();
    assert!((1..PAIRS as usize).contains(&done), "{done}");
    assert!(
        said.contains(&format!("Stopped as you asked, after {done} of 60 pairs")),
        "{said}"
    );
    assert_eq!(
        scene.stats()["changes"],
        done,
        "what was reported is stored, and nothing else"
    );

    let ran = scene.enface().args(arguments("json", "2", "d")).run();
    let (known, aligned) = (vec!["known"; done], vec!["aligned"; PAIRS as usize - done]);
    assert_eq!(results(&ran.stdout), [known, aligned].concat());
    assert_eq!(remembered(&scene), remembered(&whole));
}

#[test]
fn a_killed_batch_keeps_what_was_reported() {
    let folder = format!("d{}", format!("/{}", "x".repeat(200)).repeat(6));
    let scene = Scene::new();
    write_pairs(&scene, &folder, 0..60);
    let mut child = start(&scene, &arguments("json", "2", "d"));
    let mut report = BufReader::new(child.stdout.take().expect("it was asked for"));
    let mut lines = String::new();
    for _ in 0..3 {
        report.read_line(&mut lines).expect("there are lines");
    }
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    let stored = scene.stats()["changes"].as_u64().expect("a number");
    assert!((3..60).contains(&stored), "{stored}");
    let ran = scene.enface().args(arguments("json", "2", "d")).run();
    let known = results(&ran.stdout)
        .iter()
        .filter(|word| *word == "known")
        .count();
    assert_eq!(known as u64, stored);
    assert_eq!(scene.stats()["changes"], 60);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let scene = Scene::new();
    write_pairs(&scene, "d", 0..1);
    for wrong in [
        &["--pairs", "d", "--threads", "0"][..],
        &["--pairs", "d", "--threads", "many"],
        &["--pairs", "d", "--again"],
        &["--threads", "2", "release.fr.txt", "release.en.txt"],
        &["--pairs", "d", "--add", "--write-manifest", "list.tsv"],
    ] {
        let ran = scene
            .enface()
            .arg("align")
            .args(wrong.iter().copied())
            .exits(2)
            .run();
        assert!(
            ran.stderr.starts_with("enface: "),
            "{wrong:?}: {}",
            ran.stderr
        );
        assert_eq!(ran.stdout, "", "{wrong:?}");
    }
    assert!(!scene.path("m.db").exists());
}

#[test]
fn a_memory_that_is_none_stops_the_batch_before_it_begins() {
    let scene = Scene::new();
    write_pairs(&scene, "d", 0..2);
    scene.write("m.db", "no memory");
    let ran = scene
        .enface()
        .args(arguments("json", "2", "d"))
        .exits(2)
        .run();
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("m.db"), "{}", ran.stderr);
}
