//! `concordance`: queries, pages, lines, translations, files.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use super::scene::{Scene, many_units, objects};

/// Returns the hits of a query as the texts they point at.
fn pointed(scene: &Scene, arguments: &[&str]) -> Vec<String> {
    let ran = scene.enface().args(["concordance", "--json"]);
    let hits = objects(&ran.args(arguments.iter().copied()).run().stdout);
    hits.iter()
        .flat_map(|hit| ranges(hit, "text", "hits"))
        .collect()
}

fn ranges(hit: &Value, text: &str, ranges: &str) -> Vec<String> {
    let text = hit[text].as_str().expect("as the page says");
    let ranges = hit[ranges].as_array().expect("as the page says").iter();
    let at = |range: &Value, n: usize| {
        usize::try_from(range[n].as_u64().expect("as the page says")).expect("as the page says")
    };
    ranges
        .map(|range| text[at(range, 0)..at(range, 1)].to_owned())
        .collect()
}

#[test]
fn operators_prefixes_and_both_sides_choose_texts() {
    let scene = Scene::with_memory();
    for (arguments, expected) in [
        (&["pont AND ruban"][..], &[][..]),
        (&["pont AND travaux"], &["pont", "travaux"]),
        (&["pont -travaux", "--limit", "1"], &["pont"]),
        (&["ouvr*"], &["ouvriers", "ouvre"]),
        (&["NEAR(port mai, 2)"], &["port", "mai"]),
        (&["NEAR(port mai, 1)"], &[]),
        (
            &["port", "--target", "harbour", "--in", "fr"],
            &["port", "port"],
        ),
        (&["port", "--not-target", "May"], &["port"]),
        (&["ouvre", "--inflected"], &["ouvre"]),
        (&["travail", "--inflected"], &[]),
        (&["occupé", "--inflected"], &["occupé"]),
        (&["Pont", "--case"], &[]),
        (&["prépare", "--accents"], &["prépare"]),
        (&["prepare", "--accents"], &[]),
        (&["12,5 millions"], &["12,5 millions"]),
        (&["--regex", r"\bp\wnt\b", "--limit", "1"], &["pont"]),
    ] {
        let exit = i32::from(expected.is_empty());
        let ran = scene.enface().args(["concordance", "--json"]);
        let ran = ran.args(arguments.iter().copied()).exits(exit).run();
        let hits = objects(&ran.stdout);
        let found: Vec<String> = hits
            .iter()
            .flat_map(|hit| ranges(hit, "text", "hits"))
            .collect();
        assert_eq!(found, expected, "{arguments:?}");
    }
}

#[test]
fn a_query_that_cannot_be_read_is_told_with_its_place_and_how_to_quote_it() {
    let scene = Scene::with_memory();
    for (query, column, words) in [
        ("pont (de", "6", "parenthesis"),
        ("pont AND", "6", "AND"),
        ("pont *x", "1", "star"),
        ("NOT pont", "1", "must not"),
    ] {
        let said = scene.refused(["concordance", query]);
        assert!(said.contains(&format!("character {column}")), "{said}");
        assert!(said.contains(words) && said.contains("'\""), "{said}");
    }
    let said = scene.refused(["--ui", "fr", "concordance", "pont OU"]);
    assert!(said.contains("à côté de OU"), "{said}");
    let said = scene.refused(["concordance", "pont", "--target", "(a"]);
    assert!(said.contains("(a"), "{said}");
    let said = scene.refused(["concordance", "--regex", "a("]);
    assert!(said.contains("a("), "{said}");
    scene.refused(["concordance", "pont", "-o", "hits.docx"]);
    scene.refused(["concordance", "pont", "-o", "m.db"]);
}

#[test]
fn marks_are_ranges_of_the_other_text() {
    let scene = Scene::with_memory();
    for hit in scene.json(["concordance", "--json", "le OR the"]) {
        let marked: Vec<&str> = hit["marked"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| m.as_str().unwrap())
            .collect();
        assert_eq!(ranges(&hit, "other_text", "marks"), marked);
    }
}

#[test]
fn without_colour_hits_stand_in_brackets_and_the_origin_below() {
    let scene = Scene::with_memory();
    let text = scene
        .enface()
        .args(["concordance", "réfection"])
        .run()
        .stdout;
    assert!(text.contains("la [-réfection-] du port"), "{text}");
    assert!(text.contains("release.fr.txt, paragraph 4"), "{text}");
    let text = scene
        .enface()
        .args(["--ui", "fr", "concordance", "navires"])
        .run()
        .stdout;
    assert!(text.contains("De l’importation"), "{text}");
}

#[test]
fn lines_have_their_hits_below_each_other_and_are_sorted_by_context() {
    let scene = Scene::with_memory();
    let lines = |sort: &str| -> Vec<String> {
        let ran = scene.enface().env("COLUMNS", "80");
        let ran = ran.args(["concordance", "--in", "fr", "--kwic", "--sort", sort, "le"]);
        ran.run().stdout.lines().map(str::to_owned).collect()
    };
    let right = lines("right");
    let after: Vec<&str> = (right.iter())
        .map(|line| {
            line.split_once(" le ")
                .or(line.split_once(" Le "))
                .unwrap()
                .1
                .trim_start()
        })
        .collect();
    let first: Vec<String> = after
        .iter()
        .map(|text| text.split(' ').next().unwrap().to_lowercase())
        .collect();
    assert!(first.is_sorted(), "{first:?}");
    let columns: Vec<usize> = (right.iter())
        .map(|line| {
            let hit = line.find(" le ").or(line.find(" Le ")).unwrap();
            line[..hit].chars().count()
        })
        .collect();
    assert!(
        columns.iter().all(|column| *column == columns[0]),
        "{right:?}"
    );
    assert!(
        right.iter().all(|line| line.chars().count() <= 80),
        "{right:?}"
    );
    assert_ne!(lines("left"), right);
    assert_eq!(lines("none").len(), right.len());
    let dated = lines("date");
    assert!(dated[0].starts_with("2026-01-02"), "{dated:?}");
}

#[test]
fn pages_follow_each_other_and_files_hold_everything() {
    let scene = Scene::new();
    scene.write("many.tmx", many_units(0..120));
    scene.import("many.tmx");
    let units = |arguments: &[&str]| -> Vec<i64> {
        let ran = scene.enface().args(["concordance", "--json"]);
        let hits = objects(&ran.args(arguments.iter().copied()).run().stdout);
        hits.iter()
            .map(|hit| hit["unit"].as_i64().unwrap())
            .collect()
    };
    assert_eq!(units(&["navire"]), (1..=50).collect::<Vec<_>>());
    assert_eq!(
        units(&["navire", "--offset", "50"]),
        (51..=100).collect::<Vec<_>>()
    );
    assert_eq!(
        units(&["navire", "--offset", "100"]),
        (101..=120).collect::<Vec<_>>()
    );

    for (file, rows) in [("hits.csv", 121), ("hits.tsv", 121)] {
        scene
            .enface()
            .args(["concordance", "navire", "-o", file])
            .run();
        assert_eq!(scene.text(file).lines().count(), rows, "{file}");
    }
    let first = scene.text("hits.tsv");
    let first = first.lines().nth(1).unwrap();
    assert!(
        first.starts_with("1\tfr\tLe \tnavire\t 0 attend"),
        "{first}"
    );
    assert!(scene.text("hits.csv").contains("\r\n1,fr,\"Le \",navire,"));
    scene
        .enface()
        .args(["concordance", "navire", "-o", "hits.xlsx"])
        .run();
    assert!(scene.read("hits.xlsx").starts_with(b"PK"));
    // The same units as the export writes them.
    scene
        .enface()
        .args(["concordance", "navire", "-o", "hits.tmx"])
        .run();
    assert_eq!(scene.text("hits.tmx"), scene.exported());

    let before = scene.files();
    scene
        .enface()
        .args(["concordance", "quai", "-o", "none.csv"])
        .exits(1)
        .run();
    assert_eq!(scene.files(), before);
}

#[test]
fn translations_are_counted_in_all_hits() {
    let scene = Scene::new();
    let mut table = String::from("fr\ten\n");
    for n in 0..30 {
        let _ = writeln!(table, "Le ministre {n} parle.\tMinister {n} speaks.");
    }
    scene.write("units.tsv", table);
    scene.import("units.tsv");
    let lines = scene.json(["concordance", "--json", "--translations", "ministre"]);
    let counted: u64 = lines
        .iter()
        .map(|line| line["count"].as_u64().unwrap())
        .sum();
    assert_eq!(counted, 30);
    for line in &lines {
        assert!(line["units"].as_array().unwrap().len() <= 5, "{line}");
        assert!(line["share"].as_f64().unwrap() <= 1.0, "{line}");
    }
}

#[test]
fn the_index_appears_with_the_first_search_and_may_be_lost_damaged_or_old() {
    let scene = Scene::new();
    scene.write("many.tmx", many_units(0..2500));
    scene.import("many.tmx");
    let index = scene.path("m.db.fulltext");
    assert!(!index.exists());
    let first = pointed(&scene, &["navire 24*", "--limit", "500"]);
    assert_eq!(first.len(), 11 + 100);
    assert!(index.exists());
    fs::write(&index, "what is this?").unwrap();
    assert_eq!(pointed(&scene, &["navire 24*", "--limit", "500"]), first);
    fs::remove_file(&index).unwrap();
    assert_eq!(pointed(&scene, &["navire 24*", "--limit", "500"]), first);

    scene.write("more.tmx", many_units(24_000..24_010));
    scene.import("more.tmx");
    let more = pointed(&scene, &["navire 24*", "--limit", "500"]);
    assert_eq!(more.len(), first.len() + 10);
    scene.enface().arg("undo").run();
    assert_eq!(pointed(&scene, &["navire 24*", "--limit", "500"]), first);
    // None of it is needed to read the memory.
    fs::write(&index, "what is this?").unwrap();
    assert_eq!(scene.exported().matches("<tu>").count(), 2500);
    let said = scene.enface().args(["concordance", "navire"]).run().stderr;
    assert!(
        said.contains("2500 units") && said.contains("--offset 50"),
        "{said}"
    );
}
