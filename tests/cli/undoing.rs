//! `history` and `undo`: every change has a number and can be taken back.

use serde_json::{Value, json};

use super::scene::{Scene, fields, object};

fn undo<const N: usize>(scene: &Scene, arguments: [&str; N]) -> Value {
    let ran = scene
        .enface()
        .args(["undo", "--json", "--date", "2026-01-04"]);
    object(&ran.args(arguments).run().stdout)
}

#[test]
fn history_lists_every_change_with_who_and_when() {
    let scene = Scene::new();
    scene.align_in();
    scene
        .enface()
        .args([
            "--user",
            "odile",
            "import",
            "--date",
            "2026-01-03T10:00:00Z",
        ])
        .arg("units.tmx")
        .run();
    let lines = scene.json(["history", "--json"]);
    assert_eq!(
        fields(&lines[0]),
        [
            "at",
            "author",
            "change",
            "import",
            "kind",
            "subject",
            "undoes",
            "undone_by",
            "units_added",
            "units_altered"
        ]
    );
    assert_eq!(lines[0]["kind"], "alignment");
    assert_eq!(lines[0]["subject"], "release.fr.txt release.en.txt");
    assert_eq!(lines[0]["units_added"], 7);
    assert_eq!(lines[1]["change"], 2);
    assert_eq!(lines[1]["kind"], "import");
    assert_eq!(lines[1]["author"], "odile");
    assert_eq!(lines[1]["at"], "20260103T100000Z");
    let text = scene.enface().arg("history").run().stdout;
    assert!(
        text.contains("2026-01-03 10:00") && text.contains("odile"),
        "{text}"
    );
}

#[test]
fn an_import_can_be_undone_and_brought_back() {
    let scene = Scene::with_memory();
    let before = scene.exported();
    let undone = undo(&scene, []);
    assert_eq!(
        undone,
        json!({"change": 3, "undone": 2, "units_removed": 4, "units_restored": 0})
    );
    assert_eq!(scene.stats()["units"], 7);
    assert!(!scene.exported().contains("octobre"));
    let ran = scene
        .enface()
        .args(["lookup", "Il ferme en octobre."])
        .exits(1);
    ran.run();

    let back = undo(&scene, ["3"]);
    assert_eq!(back["units_restored"], 4);
    assert_eq!(scene.exported(), before);
    let history = scene.json(["history", "--json"]);
    assert_eq!(history[2]["undoes"], 2);
    let text = scene.enface().arg("history").run().stdout;
    assert!(text.contains(" ~4 ") && !text.contains("+0"), "{text}");
    assert_eq!(history[2]["undone_by"], 4);
}

#[test]
fn an_alignment_can_be_undone_by_its_number() {
    let scene = Scene::with_memory();
    assert_eq!(undo(&scene, ["1"])["units_removed"], 7);
    let stats = scene.stats();
    assert_eq!(stats["units"], 4);
    assert_eq!(stats["alignments"], 0);
    assert_eq!(stats["documents"], 0);
    scene
        .enface()
        .args(["concordance", "Valmer"])
        .exits(1)
        .run();
    // And stored anew, as if it had never been there.
    scene.align_in();
    assert_eq!(scene.stats()["units"], 11);
}

#[test]
fn nothing_is_undone_twice() {
    let scene = Scene::with_memory();
    undo(&scene, ["2"]);
    let said = scene.refused(["undo", "2"]);
    assert!(said.contains("already undone by change set 3"), "{said}");
    undo(&scene, []);
    let said = scene.refused(["undo"]);
    assert!(said.contains("no change set left"), "{said}");
    let said = scene.refused(["undo", "99"]);
    assert!(
        said.contains("99") && said.contains("enface history"),
        "{said}"
    );
    assert_eq!(scene.stats()["units"], 0);
}

#[test]
fn what_was_undone_can_be_imported_again() {
    let scene = Scene::with_memory();
    undo(&scene, ["2"]);
    let report = scene.import("units.tmx");
    assert_eq!(report["units_added"], 4);
    assert_eq!(scene.stats()["units"], 11);
}

#[test]
fn undo_needs_a_memory_and_makes_none() {
    let scene = Scene::new();
    let said = scene.refused(["undo"]);
    assert!(said.contains("m.db"), "{said}");
    assert!(!scene.path("m.db").exists());
}
