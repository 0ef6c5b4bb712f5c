//! `align --pairs`: every pair of a folder, each on its own.

use super::scene::{ENGLISH, FRENCH, Scene, objects};

/// Pairs by each naming habit, one that cannot be read yet, one that is broken, one file alone.
fn folder() -> Scene {
    let scene = Scene::new();
    for (source, target) in [
        ("d/pont.fr.txt", "d/pont.en.txt"),
        ("d/fr/port.txt", "d/en/port.txt"),
        ("d/quai_f.txt", "d/quai_e.txt"),
        ("d/rade-fr.txt", "d/rade-en.txt"),
    ] {
        // No two documents are the same: each has a title of its own.
        scene.write(source, format!("Communiqué {source}\n{FRENCH}"));
        scene.write(target, format!("Release {source}\n{ENGLISH}"));
    }
    scene.write("d/lettre.fr.docx", b"PK\x03\x04\x14\0\0\0");
    scene.write("d/lettre.en.docx", b"PK\x03\x04\x14\0\0\0");
    scene.write("d/brisé.fr.txt", FRENCH);
    scene.write("d/brisé.en.txt", FRENCH);
    scene.write("d/seul.fr.txt", FRENCH);
    scene.write("d/.caché.fr.txt", FRENCH);
    scene
}

#[test]
fn the_good_pairs_are_stored_and_the_others_are_named() {
    let scene = folder();
    let ran = scene
        .enface()
        .args(["align", "--add", "--format", "json", "--pairs", "d"])
        .exits(2)
        .run();
    let lines = objects(&ran.stdout);
    let results: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| {
            let word = |name: &str| line[name].as_str().expect("a word");
            (word("source"), word("result"))
        })
        .collect();
    assert_eq!(
        results,
        [
            ("d/brisé.fr.txt", "failed"),
            ("d/fr/port.txt", "aligned"),
            ("d/lettre.fr.docx", "skipped"),
            ("d/pont.fr.txt", "aligned"),
            ("d/quai_f.txt", "aligned"),
            ("d/rade-fr.txt", "aligned"),
        ]
    );
    let reason = |line: usize| lines[line]["reason"].as_str().expect("a reason").to_owned();
    assert!(reason(0).contains("same language"), "{}", reason(0));
    assert!(reason(2).contains("not yet"), "{}", reason(2));
    let beads: Vec<_> = lines.iter().map(|line| &line["beads"]).collect();
    assert_eq!(beads, [0, 8, 0, 8, 8, 8]);
    assert!(
        ran.stderr
            .contains("4 aligned, 1 skipped, 1 failed; 1 file without a partner"),
        "{}",
        ran.stderr
    );
    let stats = scene.stats();
    assert_eq!(stats["alignments"], 4);
    assert_eq!(stats["changes"], 4, "each pair is a change set of its own");
    assert_eq!(stats["units"], 32);
}

#[test]
fn skipped_files_alone_are_no_error() {
    let scene = folder();
    std::fs::remove_file(scene.path("d/brisé.fr.txt")).unwrap();
    let ran = scene.enface().args(["align", "--pairs", "d"]).run();
    assert!(ran.stdout.contains("lettre.fr.docx"), "{}", ran.stdout);
    assert!(ran.stdout.contains("d/pont.fr.txt"), "{}", ran.stdout);
    assert!(!scene.path("m.db").exists(), "nothing was to be stored");
}

#[test]
fn a_second_run_over_the_folder_changes_nothing() {
    let scene = folder();
    std::fs::remove_file(scene.path("d/brisé.fr.txt")).unwrap();
    let run = || {
        scene
            .enface()
            .args(["align", "--add", "--format", "json", "--pairs", "d"])
            .run()
    };
    run();
    let before = scene.stats();
    let again = objects(&run().stdout);
    assert!(again.iter().all(|line| line["change"].is_null()));
    assert_eq!(scene.stats(), before);
}

#[test]
fn a_folder_without_pairs_is_an_error_that_says_how_to_name_them() {
    let scene = Scene::new();
    scene.write("d/seul.fr.txt", FRENCH);
    let said = scene.refused(["align", "--pairs", "d"]);
    assert!(said.contains("x.fr.html"), "{said}");
    let said = scene.refused(["align", "--pairs", "nowhere"]);
    assert!(said.contains("nowhere"), "{said}");
}
