//! `import` and `export`: files of units in and out.

use std::collections::BTreeSet;

use super::scene::{Scene, fields, object, objects};

#[test]
fn a_tmx_comes_in_whole_and_once() {
    let scene = Scene::new();
    let report = scene.import("units.tmx");
    for field in [
        "file",
        "format",
        "change",
        "units_read",
        "units_added",
        "units_known",
        "units_repaired",
        "units_lost",
        "languages",
        "diagnostics",
    ] {
        assert!(fields(&report).contains(&field), "{field}");
    }
    assert_eq!(report["file"], "units.tmx");
    assert_eq!(report["format"], "tmx");
    assert_eq!(report["change"], 1);
    assert_eq!(report["units_read"], 4);
    assert_eq!(report["units_added"], 4);
    assert_eq!(report["languages"], serde_json::json!({"en": 3, "fr": 4}));
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert_eq!(scene.stats()["units"], 4);
    assert_eq!(scene.stats()["usable"], 3);

    let again = scene.import("units.tmx");
    assert!(again["change"].is_null());
    assert_eq!(again["units_added"], 0);
    assert_eq!(again["units_known"], 4);
    assert_eq!(scene.stats()["changes"], 1);
}

#[test]
fn a_table_comes_in_with_the_languages_of_its_heading_or_of_the_options() {
    let scene = Scene::new();
    scene.write("headed.tsv", "fr\ten\nUn quai.\tA quay.\n\"Deux\" \tTwo\n");
    scene.write("bare.tsv", "Trois quais.\tThree quays.\n");
    let report = scene.import("headed.tsv");
    assert_eq!(report["format"], "tsv");
    assert_eq!(report["units_added"], 2);
    assert!(
        scene.exported().contains("<seg>\"Deux\" </seg>"),
        "no quoting"
    );

    let said = scene.refused(["import", "bare.tsv"]);
    assert!(said.contains("--from and --to"), "{said}");
    scene
        .enface()
        .args(["import", "--from", "fr", "--to", "en", "bare.tsv"])
        .run();
    assert_eq!(scene.stats()["pairs"]["fr>en"], 3);
}

#[test]
fn a_dry_run_reports_and_stores_nothing() {
    let scene = Scene::new();
    let dry = || {
        object(
            &scene
                .enface()
                .args(["import", "--dry-run", "--json", "units.tmx"])
                .run()
                .stdout,
        )
    };
    let report = dry();
    assert_eq!(report["units_added"], 4);
    assert!(report["change"].is_null());
    assert_eq!(
        scene.names(),
        ["release.en.txt", "release.fr.txt", "units.tmx"]
    );

    scene.align_in();
    let before = scene.files();
    assert_eq!(dry()["units_added"], 4);
    assert_eq!(scene.files(), before);
}

#[test]
fn each_file_is_its_own_transaction() {
    let scene = Scene::new();
    scene.write(
        "broken.tmx",
        "<tmx version=\"1.4\">\n<header/><body><tu></body></tmx>",
    );
    let ran = scene
        .enface()
        .args(["import", "--json", "broken.tmx", "units.tmx", "missing.tmx"])
        .exits(2)
        .run();
    let reports = objects(&ran.stdout);
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["file"], "units.tmx");
    assert!(
        ran.stderr.contains("broken.tmx: Line 2, column 20"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("missing.tmx"), "{}", ran.stderr);
    assert_eq!(scene.stats()["units"], 4);
}

#[test]
fn what_is_odd_in_a_file_is_reported_with_its_place() {
    let scene = Scene::new();
    let odd = scene
        .text("units.tmx")
        .replace("<tu tuid=\"2\">", "<tu tuid=\"1\">");
    scene.write("odd.tmx", odd);
    let report = scene.import("odd.tmx");
    let found = &report["diagnostics"][0];
    assert_eq!(
        fields(found),
        ["column", "id", "line", "message", "severity", "unit"]
    );
    assert_eq!(found["severity"], "warning");
    assert_eq!(found["id"], "tmx-duplicate-tuid");
    assert_eq!(found["line"], 4);
    assert_eq!(report["units_added"], 4, "it is kept all the same");
}

#[test]
fn what_goes_out_comes_in_as_the_same_units() {
    let scene = Scene::with_memory();
    scene.enface().args(["export", "-o", "all.tmx"]).run();
    let other = Scene::new();
    other.write("all.tmx", scene.read("all.tmx"));
    let report = other.import("all.tmx");
    assert_eq!(report["units_added"], 11);
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert_eq!(other.exported(), scene.text("all.tmx"));
    for field in ["units", "usable", "reviewed", "languages", "pairs"] {
        assert_eq!(other.stats()[field], scene.stats()[field], "{field}");
    }
}

#[test]
fn an_import_goes_out_with_its_own_header_and_ids() {
    let scene = Scene::new();
    scene.import("units.tmx");
    let out = scene.exported();
    assert!(out.contains(r#"creationtool="hand""#), "{out}");
    for tuid in 1..=4 {
        assert!(out.contains(&format!("tuid=\"{tuid}\"")));
    }
    assert!(out.contains("<bpt i=\"1\">[b]</bpt>attendent<ept i=\"1\">[/b]</ept>"));
    scene.align_in();
    assert!(scene.exported().contains(r#"creationtool="enface""#));
}

#[test]
fn filters_choose_what_goes_out() {
    let scene = Scene::with_memory();
    scene.write("german.tsv", "fr\tde\nUn quai.\tEin Kai.\n");
    scene.import("german.tsv");
    let texts = |filter: &[&str]| -> (usize, BTreeSet<String>) {
        let ran = scene.enface().arg("export").args(filter).args(["-o", "-"]);
        let out = ran.run().stdout;
        let languages = out
            .split("xml:lang=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"'))
            .map(|(tag, _)| tag.to_owned())
            .collect();
        (out.matches("</tu>").count(), languages)
    };
    let tags = |tags: &[&str]| tags.iter().map(|&t| t.to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(texts(&[]), (12, tags(&["de", "en", "fr"])));
    assert_eq!(texts(&["--import", "1"]), (4, tags(&["en", "fr"])));
    assert_eq!(
        texts(&["--document", "release.fr.txt"]),
        (7, tags(&["en", "fr"]))
    );
    assert_eq!(texts(&["--reviewed"]).0, 5);
    assert_eq!(texts(&["--from", "fr", "--to", "en"]).0, 10);
    assert_eq!(texts(&["--to", "de"]).0, 1);
    assert_eq!(texts(&["--min-confidence", "1"]).0, 5);
    assert_eq!(texts(&["--min-confidence", "0.5"]).0, 12);
}

#[test]
fn an_export_of_nothing_is_an_error_and_writes_nothing() {
    let scene = Scene::with_memory();
    scene.write("out.tmx", "as it was");
    for filter in [
        ["--to", "de"],
        ["--document", "other.txt"],
        ["--import", "9"],
    ] {
        let said = scene.refused(["export", filter[0], filter[1], "-o", "out.tmx"]);
        assert!(
            said.contains("enface history") || said.contains("enface stats"),
            "{said}"
        );
        assert_eq!(scene.text("out.tmx"), "as it was");
    }
    assert!(!scene.names().iter().any(|name| name.starts_with('.')));
}

#[test]
fn standard_input_can_be_imported() {
    let scene = Scene::new();
    let ran = scene
        .enface()
        .args(["import", "--json", "-"])
        .stdin(scene.read("units.tmx"))
        .run();
    assert_eq!(object(&ran.stdout)["units_added"], 4);
}

#[test]
fn what_is_not_read_yet_is_named_once_with_a_way_round() {
    let scene = Scene::new();
    for (file, advice) in [
        ("a.docx", "enface align"),
        ("a.zip", "Unpack"),
        ("a.tmx.gz", "Unpack"),
        ("a.pdf", ".tmx"),
    ] {
        scene.write(
            file,
            match file {
                "a.zip" => "PK\u{3}\u{4}",
                _ => "x",
            },
        );
        let said = scene.refused(["import", file]);
        assert!(said.contains(advice), "{said}");
        assert_eq!(said.matches(file).count(), 1, "{said}");
        assert!(said.contains("not yet") || file == "a.pdf", "{said}");
    }
}

#[test]
fn errors_do_not_name_files_that_nobody_has_heard_of() {
    let scene = Scene::with_memory();
    for arguments in [
        ["export", "-o", "nowhere/x.tmx"],
        ["-mnowhere/x.db", "import", "units.tmx"],
    ] {
        let said = scene.refused(arguments);
        assert!(
            said.contains("nowhere/x") && said.contains("No such file"),
            "{said}"
        );
        assert!(!said.contains(".enface"), "{said}");
    }
}
