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
fn days_and_properties_choose_what_goes_out() {
    let scene = Scene::with_memory();
    let dated = "<tu changedate=\"20210405T060708Z\" creationdate=\"20190101T000000Z\">\
        <prop type=\"client\">Port</prop><tuv xml:lang=\"fr\"><seg>Un.</seg></tuv>\
        <tuv xml:lang=\"en\"><prop type=\"x-seen\">yes</prop><seg>One.</seg></tuv></tu>";
    scene.write(
        "dated.tmx",
        format!("<tmx version=\"1.4\"><header/><body>{dated}</body></tmx>"),
    );
    scene.import("dated.tmx");
    let count = |filter: [&str; 2]| {
        let ran = scene.enface().arg("export").args(filter);
        ran.args(["-o", "-"]).run().stdout.matches("</tu>").count()
    };
    // The alignment is of 2 January, the import of 3 January.
    assert_eq!(count(["--date", "2026-01-02"]), 7);
    assert_eq!(count(["--date", "2026-01-03"]), 4);
    assert_eq!(count(["--date", "2026"]), 11);
    assert_eq!(count(["--date", "2021-04"]), 1);
    assert_eq!(count(["--date", "..2026-01-02"]), 8);
    assert_eq!(count(["--property", "client"]), 1);
    assert_eq!(count(["--property", "client=Port"]), 1);
    assert_eq!(count(["--property", "x-seen=yes"]), 1);
    assert_eq!(count(["--property", "x-enface-state=unreviewed"]), 7);
    for filter in [["--date", "2019"], ["--property", "client=Mer"]] {
        let said = scene.refused(["export", filter[0], filter[1], "-o", "-"]);
        assert!(said.contains("nothing to write"), "{said}");
    }
    let said = scene.refused(["export", "--date", "octobre", "-o", "-"]);
    assert!(said.contains("octobre"), "{said}");
}

#[test]
fn an_option_that_would_do_nothing_is_refused() {
    let scene = Scene::with_memory();
    let said = scene.refused(["export", "--preset", "memoq", "-o", "x.tsv"]);
    assert!(said.contains("--preset memoq"), "{said}");
    let said = scene.refused(["export", "--region", "fr-CA", "-o", "x.tmx"]);
    assert!(said.contains("--region"), "{said}");
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
        ("a.tmx.gz", ".tmx"),
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
        let later = !matches!(file, "a.pdf" | "a.zip" | "a.tmx.gz");
        assert_eq!(said.contains("not yet"), later, "{said}");
    }
}

#[test]
fn a_damaged_tmx_is_refused_whole_or_recovered() {
    let scene = Scene::new();
    let broken = scene
        .text("units.tmx")
        .replacen("</seg>", " & R&nbsp;D</seg>", 1);
    scene.write(
        "broken.tmx",
        &broken[..broken.rfind("</tu>").expect("units")],
    );
    let said = scene.refused(["import", "broken.tmx"]);
    assert!(said.contains("line") || said.contains("Line"), "{said}");
    let ran = scene
        .enface()
        .args(["import", "--recover", "--json", "broken.tmx"])
        .run();
    let report = object(&ran.stdout);
    assert_eq!(report["units_read"], 3);
    assert_eq!(report["units_repaired"], 1);
    assert_eq!(report["units_lost"], 1);
    assert!(report["diagnostics"][0]["line"].is_u64());
}

#[test]
fn a_tmx_is_checked_without_a_memory() {
    let scene = Scene::new();
    let whole = scene.text("units.tmx");
    scene.write(
        "odd.tmx",
        whole
            .replacen("<tu>", "<tu wrong=\"1\">", 1)
            .replacen("<tu ", "<tu wrong=\"1\" ", 1),
    );
    scene.write("other.tmx", "<map/>");
    let ran = scene
        .enface()
        .args(["validate", "--json", "odd.tmx"])
        .exits(1)
        .run();
    let finding = objects(&ran.stdout).remove(0);
    for field in [
        "file", "line", "column", "unit", "severity", "id", "message",
    ] {
        assert!(fields(&finding).contains(&field), "{field}");
    }
    assert_eq!(finding["id"], "tmx-dtd-attribute");
    assert_eq!(finding["severity"], "error");
    let ran = scene.enface().args(["validate", "odd.tmx"]).exits(1).run();
    assert!(ran.stdout.contains("error"), "{}", ran.stdout);
    scene
        .enface()
        .args(["validate", "other.tmx"])
        .exits(2)
        .run();
    assert!(!scene.names().iter().any(|name| name == "m.db"));
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

#[test]
fn an_ending_of_something_else_is_refused() {
    let scene = Scene::with_memory();
    for name in ["out.xls", "out.docx", "out.tmx.gz"] {
        let said = scene.refused(["export", "-o", name]);
        assert!(said.contains(".xlsx"), "{said}");
        assert!(!scene.path(name).exists());
    }
}
