//! `delete`, `replace`, `dedupe`, `history --unit`, `backup`, `verify`: a memory kept in order.

use serde_json::{Value, json};

use super::scene::{Scene, object, objects};

/// Runs a bulk edit and returns its lines and, last, its summary.
fn bulk(scene: &Scene, arguments: &[&str]) -> (Vec<Value>, Value) {
    let ran = scene.enface().args(arguments).arg("--json").run();
    let mut lines = objects(&ran.stdout);
    let summary = lines.pop().expect("a summary ends it");
    (lines, summary)
}

fn undo(scene: &Scene) -> Value {
    object(&scene.enface().args(["undo", "--json"]).run().stdout)
}

fn unit_of(scene: &Scene, text: &str) -> String {
    let hits = scene.json(["concordance", "--json", text]);
    hits[0]["unit"].to_string()
}

#[test]
fn a_replacement_alters_texts_and_nothing_else_and_can_be_undone() {
    let scene = Scene::with_memory();
    let before = scene.exported();
    let (lines, dry) = bulk(
        &scene,
        &["replace", "--dry-run", "--in", "en", "harbour", "port"],
    );
    assert_eq!(dry, json!({"change": null, "units": 2}));
    assert_eq!(scene.exported(), before);
    let (done, summary) = bulk(&scene, &["replace", "--in", "en", "harbour", "port"]);
    assert_eq!(done, lines);
    assert_eq!(summary["change"], 3);
    assert_eq!(scene.exported(), before.replace("harbour", "port"));
    let unit = unit_of(&scene, "port opens");
    let events = objects(
        &scene
            .enface()
            .args(["history", "--json", "--unit", &unit])
            .run()
            .stdout,
    );
    assert_eq!(events[0]["what"], "made");
    assert_eq!(events[1]["what"], "text");
    assert_eq!(events[1]["before"], "The harbour opens in May.");
    assert_eq!(events[1]["after"], "The port opens in May.");
    undo(&scene);
    assert_eq!(scene.exported(), before);
    scene.enface().args(["undo", "4"]).run();
    assert_eq!(scene.exported(), before.replace("harbour", "port"));
    scene.enface().arg("verify").run();
}

#[test]
fn a_regular_expression_may_name_its_groups_and_leaves_codes_alone() {
    let scene = Scene::new();
    scene.import("units.tmx");
    // The code [b] is no text, and a match does not go across it.
    let across = ["replace", "--regex", "--in=fr", r"y \[?b?\]?attendent", "x"];
    scene.enface().args(across).exits(1).run();
    let (lines, _) = bulk(
        &scene,
        &["replace", "--regex", "--in=fr", r"\b(en) (\w+)", "$2 ($1)"],
    );
    let after: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["after"].as_str())
        .collect();
    assert_eq!(
        after,
        [
            "Le port ouvre mai (en).",
            "Il ferme octobre (en).",
            "Rien anglais (en)."
        ]
    );
    // Anchors are the ends of the whole text, also where codes cut it.
    let (lines, _) = bulk(
        &scene,
        &[
            "replace",
            "--regex",
            "--in=fr",
            "^Trois|déjà.$|^ ?attendent",
            "X",
        ],
    );
    assert_eq!(lines[0]["after"], "X navires y attendent X");
    for by in ["$1x", "$2", "${mot}"] {
        let said = scene.refused(["replace", "--regex", "(navires)", by]);
        assert!(said.contains("no group"), "{said}");
    }
    let said = scene.refused(["replace", "", "x"]);
    assert!(said.contains("empty"), "{said}");
    assert!(scene.refused(["delete", ""]).contains("empty"));
    let said = scene.refused(["replace", "--regex", "(", "x"]);
    assert!(said.contains("regular expression"), "{said}");
    let nothing = scene
        .enface()
        .args(["replace", "nowhere", "x"])
        .exits(1)
        .run();
    assert!(
        nothing.stderr.contains("No unit fits"),
        "{}",
        nothing.stderr
    );
}

#[test]
fn deleted_units_answer_no_more_until_they_are_brought_back() {
    let scene = Scene::with_memory();
    let said = scene.refused(["delete"]);
    assert!(said.contains("--all"), "{said}");
    let (lines, _) = bulk(&scene, &["delete", "port"]);
    let unit = |line: &Value| line["texts"][0][1].as_str().unwrap_or_default().to_owned();
    let texts: Vec<String> = lines.iter().map(unit).collect();
    assert!(texts.iter().all(|text| text.contains("port")), "{texts:?}");
    assert_eq!(scene.stats()["units"], 11 - texts.len());
    assert!(!scene.exported().contains("Le port ouvre"));
    // Aligning the same documents again does not bring a deleted sentence back.
    scene.align_in();
    assert!(!scene.exported().contains("réfection du port"));
    let undone = object(&scene.enface().args(["undo", "--json", "3"]).run().stdout);
    assert_eq!(undone["units_restored"], texts.len());
    assert_eq!(scene.stats()["units"], 11);
    let back = scene.exported();
    assert!(texts.iter().all(|text| back.contains(text)), "{back}");
    scene.enface().arg("verify").run();
}

#[test]
fn an_import_cannot_be_undone_while_a_later_edit_stands_on_its_units() {
    let scene = Scene::new();
    scene.import("units.tmx");
    bulk(&scene, &["replace", "octobre", "novembre"]);
    let unit = unit_of(&scene, "novembre");
    let said = scene.refused(["undo", "1"]);
    assert!(said.contains(&format!("units {unit}")), "{said}");
    undo(&scene);
    scene.enface().args(["undo", "1"]).run();
    assert_eq!(scene.stats()["units"], 0);
}

#[test]
fn equal_units_are_merged_but_not_those_with_another_context() {
    let scene = Scene::new();
    let unit = |date: &str, extra: &str, context: &str| {
        format!(
            "<tu creationdate=\"{date}\">{extra}<tuv xml:lang=\"fr\">{context}<seg>Oui.</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>Yes.</seg></tuv></tu>"
        )
    };
    let file = |units: &[String]| {
        let (head, tail) = super::scene::UNITS.split_at(super::scene::UNITS.find("<tu ").unwrap());
        let foot = &tail[tail.find("</body>").unwrap()..];
        format!("{head}{}{foot}", units.join("\n"))
    };
    let before = |text: &str| format!("<prop type=\"x-context-pre\">{text}</prop>");
    scene.write(
        "a.tmx",
        file(&[
            unit("20240101T000000Z", "<note>de Paul</note>", ""),
            unit("20240102T000000Z", "", &before("Il vient ?")),
            unit("20240103T000000Z", "", &before("Il part ?")),
            unit(
                "20240104T000000Z",
                "<prop type=\"x-client\">Valmer</prop>",
                &before("Il part ?"),
            ),
        ]),
    );
    scene.import("a.tmx");
    let (preview, _) = bulk(&scene, &["dedupe", "--dry-run"]);
    assert_eq!(scene.stats()["units"], 4);
    let (lines, summary) = bulk(&scene, &["dedupe"]);
    assert_eq!(lines, preview);
    assert_eq!(summary["units"], 2);
    let out = scene.exported();
    assert_eq!(out.matches("</tu>").count(), 2);
    // Nobody's context, note or property is lost.
    for kept in [
        "Il vient ?",
        "Il part ?",
        "de Paul",
        "Valmer",
        "20240104",
        "20240102",
    ] {
        assert!(out.contains(kept), "{kept} in {out}");
    }
    undo(&scene);
    let (lines, _) = bulk(&scene, &["dedupe", "--keep", "oldest"]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(scene.exported().contains("20240103"));
    scene.enface().arg("verify").run();
    let again = scene.enface().arg("dedupe").exits(1).run();
    assert!(
        again.stderr.contains("nothing was changed"),
        "{}",
        again.stderr
    );
}

#[test]
fn an_equal_unit_goes_into_the_one_of_an_alignment_with_its_notes() {
    let scene = Scene::new();
    scene.align_in();
    let head = &super::scene::UNITS[..super::scene::UNITS.find("<tu ").unwrap()];
    scene.write(
        "same.tmx",
        format!(
            "{head}<tu><tuv xml:lang=\"fr\"><note>relu</note><seg>Ils ont occupé 230 ouvriers.</seg>\
             </tuv><tuv xml:lang=\"en\"><seg>They employed 230 workers.</seg></tuv>\
             <prop type=\"x-enface-state\">unreviewed</prop></tu></body></tmx>"
        ),
    );
    scene.import("same.tmx");
    let before = scene.exported();
    let (_, summary) = bulk(&scene, &["dedupe"]);
    assert_eq!(summary["units"], 1);
    let out = scene.exported();
    assert_eq!(out.matches("230 ouvriers").count(), 1);
    assert!(out.contains("<note>relu</note>"), "{out}");
    scene.enface().arg("verify").run();
    undo(&scene);
    assert_eq!(scene.exported(), before);
}

#[test]
fn a_term_is_no_sentence_that_is_known() {
    let scene = Scene::new();
    scene.write("s.csv", "fr,en\nquai,quay\n");
    scene.write(
        "t.tbx",
        "<?xml version=\"1.0\"?><martif type=\"TBX\"><text><body><termEntry>\
         <langSet xml:lang=\"fr\"><tig><term>quai</term></tig></langSet>\
         <langSet xml:lang=\"en\"><tig><term>quay</term></tig></langSet>\
         </termEntry></body></text></martif>",
    );
    assert_eq!(scene.import("t.tbx")["units_added"], 1);
    assert_eq!(scene.import("s.csv")["units_added"], 1);
    scene.enface().arg("dedupe").exits(1).run();
    let answer = scene.json(["lookup", "--json", "--from=fr", "quai"]);
    assert_eq!(answer[0]["matches"][0]["target"], "quay");
}

#[test]
fn a_backup_is_the_whole_memory() {
    let scene = Scene::with_memory();
    scene.enface().args(["backup", "copy.db"]).run();
    let copied = scene
        .enface()
        .args(["-m", "copy.db", "export", "-o", "-"])
        .run();
    assert_eq!(copied.stdout, scene.exported());
    scene.enface().args(["-m", "copy.db", "verify"]).run();
    // What SQLite left of another memory would be taken for a part of this one.
    scene.write("other.db-wal", "left behind");
    let said = scene.refused(["backup", "other.db"]);
    assert!(said.contains("other.db-wal"), "{said}");
    let said = scene.refused(["-m", "other.db", "import", "units.tmx"]);
    assert!(said.contains("other.db-wal"), "{said}");
    assert_eq!(scene.text("other.db-wal"), "left behind");
    let said = scene.refused(["backup", "m.db"]);
    assert!(said.contains("m.db"), "{said}");
}

#[test]
fn what_is_damaged_is_told() {
    let scene = Scene::with_memory();
    let sound = scene.enface().arg("verify").run();
    assert!(sound.stderr.contains("sound"), "{}", sound.stderr);
    let memory = rusqlite::Connection::open(scene.path("m.db")).unwrap();
    memory
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             UPDATE tuv SET content = 'Autre chose.' WHERE content = 'Il ferme en octobre.';
             UPDATE tuv SET content = '<b>' WHERE content = 'Rien en anglais.';
             UPDATE tuv SET unit = 999 WHERE content = 'The harbour opens in May.'",
        )
        .unwrap();
    drop(memory);
    let ran = scene.enface().args(["verify", "--json"]).exits(2).run();
    let found = objects(&ran.stdout);
    let ids: Vec<&str> = found
        .iter()
        .filter_map(|finding| finding["id"].as_str())
        .collect();
    for id in [
        "verify-orphan",
        "verify-digest-differs",
        "verify-unit-damaged",
    ] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
}

#[test]
fn a_memory_of_the_second_schema_is_taken_along() {
    let scene = Scene::new();
    let golden =
        |name: &str| crate::support::read(&crate::support::project("tests/golden").join(name));
    scene.write("m.db", golden("memory-v2.db"));
    scene.write("old.tmx", golden("memory-v2.tmx"));
    let stats = scene.stats();
    assert_eq!(
        (&stats["units"], &stats["reviewed"]),
        (&json!(12), &json!(4))
    );
    scene.enface().arg("verify").run();
    // Notes and properties came along in their places, and units are known again.
    let report = scene.import("old.tmx");
    assert_eq!(
        (&report["units_known"], &report["units_added"]),
        (&json!(4), &json!(0))
    );
    let out = scene
        .enface()
        .args(["export", "--import", "1", "-o", "-"])
        .run()
        .stdout;
    for kept in [
        "since 2019",
        "Ville de Valmer",
        "deux\nlignes",
        "after\tthe first",
        "Avant.",
    ] {
        assert!(out.contains(kept), "{kept} in {out}");
    }
    // What the old schema noted can be taken back.
    assert_eq!(
        object(&scene.enface().args(["undo", "--json", "4"]).run().stdout)["units_restored"],
        2
    );
    scene.enface().args(["undo", "6"]).run();
    assert_eq!(scene.stats()["units"], 10);
    scene.enface().arg("verify").run();
}

#[test]
fn a_memory_of_the_third_schema_is_taken_along() {
    let scene = Scene::new();
    let golden =
        |name: &str| crate::support::read(&crate::support::project("tests/golden").join(name));
    scene.write("m.db", golden("memory-v3.db"));
    scene.write("memory-v2.tmx", golden("memory-v2.tmx"));
    let stats = scene.stats();
    assert_eq!(
        (&stats["units"], &stats["reviewed"]),
        (&json!(13), &json!(3))
    );
    // Languages are found again, and so are units.
    let answer = scene.json(["lookup", "--json", "--from", "fr", "--to", "en", "Le secrétaire général de l’OTAN insiste sur le caractère indéfectible du soutien à l’Ukraine lors d’un entretien téléphonique avec le président Biden et d’autres dirigeants"]);
    assert!(answer[0]["matches"].is_array());
    let report = scene.import("memory-v2.tmx");
    assert_eq!(
        (&report["units_known"], &report["units_added"]),
        (&json!(3), &json!(1))
    );
    scene.enface().args(["undo", "3"]).run();
    assert_eq!(scene.stats()["units"], 15);
    scene.enface().arg("verify").run();
}
