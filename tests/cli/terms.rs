//! `terms`: a term base kept in the memory, found in texts, written, and new terms proposed.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::scene::{Scene, TMX_HEAD, fields, object, objects};

/// Concepts of a harbour, one with a term that is not to be used.
const TBX: &str = "<?xml version=\"1.0\"?><martif type=\"TBX-Basic\" xml:lang=\"en\"><martifHeader/>\
    <text><body><termEntry id=\"c1\"><descrip type=\"subjectField\">port</descrip>\
    <note>au pied du quai</note>\
    <langSet xml:lang=\"fr\"><tig><term>remorqueur</term></tig></langSet>\
    <langSet xml:lang=\"en\"><tig><term>tug</term><termNote type=\"administrativeStatus\">\
    preferredTerm-admn-sts</termNote></tig><tig><term>tow-boat</term><termNote \
    type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>\
    <termEntry><langSet xml:lang=\"fr\"><tig><term>cale sèche</term></tig></langSet>\
    <langSet xml:lang=\"en\"><tig><term>dry dock &amp; slip</term></tig></langSet></termEntry>\
    </body></text></martif>";

/// The same harbour as OmegaT keeps it.
const GLOSSARY: &str = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n\
    remorqueur\ttug\tun bateau\nécluse\tlock\nquai\tquay\nquai\twharf\n";

impl Scene {
    /// Imports a list of terms, French to English; returns the report.
    fn import_terms(&self, file: &str) -> Value {
        let ran = self
            .enface()
            .args(["terms", "import", "--json", "--date=2026-02-01"]);
        object(&ran.args(["--from=fr", "--to=en", file]).run().stdout)
    }

    /// Returns the entries of the base without their numbers.
    fn entries(&self) -> Vec<Value> {
        let mut lines = self.json(["terms", "list", "--json"]);
        for line in &mut lines {
            line.as_object_mut()
                .expect("an entry is an object")
                .remove("entry");
        }
        lines
    }

    /// Returns (text, target) of the terms in a text.
    fn terms_in(&self, text: &str) -> Vec<(String, String)> {
        let found = self.json(["terms", "find", "--json", text]);
        let terms = found[0]["terms"]
            .as_array()
            .expect("there is a list")
            .clone();
        let shown = |term: &Value| {
            let at = |name: &str| term[name].as_u64().expect("it is a place") as usize;
            let target = term["target"].as_str().expect("it is a text");
            (text[at("start")..at("end")].to_owned(), target.to_owned())
        };
        terms.iter().map(shown).collect()
    }
}

fn strings(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

#[test]
fn a_glossary_comes_in_once_and_goes_with_undo() {
    let scene = Scene::new();
    scene.write("port.utf8", GLOSSARY);
    let report = scene.import_terms("port.utf8");
    assert_eq!(
        (&report["units_added"], &report["units_known"]),
        (&json!(4), &json!(0))
    );
    let again = scene.import_terms("port.utf8");
    assert_eq!(
        (&again["units_added"], &again["units_known"]),
        (&json!(0), &json!(4))
    );
    assert_eq!(again["change"], Value::Null);
    assert_eq!(
        scene.terms_in("Les remorqueurs sortent de l’ecluse."),
        strings(&[("remorqueurs", "tug"), ("ecluse", "lock")])
    );
    assert_eq!(
        scene.terms_in("au quai"),
        strings(&[("quai", "quay"), ("quai", "wharf")])
    );
    scene.enface().args(["undo"]).run();
    assert!(
        scene
            .enface()
            .args(["terms", "list"])
            .exits(1)
            .run()
            .stdout
            .is_empty()
    );
    assert!(
        scene
            .refused(["terms", "find", "au quai"])
            .contains("no terms")
    );
}

#[test]
fn a_dry_run_stores_nothing_and_tells_what_is_odd_with_its_place() {
    let scene = Scene::with_memory();
    let before = scene.exported();
    scene.write("odd.tsv", "fr\ten\tnote\nquai\tquay\nseul\n\tlock\n");
    let ran = scene
        .enface()
        .args(["terms", "import", "--dry-run", "--json", "odd.tsv"]);
    let report = object(&ran.run().stdout);
    let told: Vec<_> = report["diagnostics"]
        .as_array()
        .expect("there is a list")
        .iter()
        .map(|d| (d["id"].as_str(), d["line"].as_u64(), d["column"].as_u64()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("tsv-no-tab"), Some(3), Some(1)),
            (Some("tsv-empty-text"), Some(4), Some(1))
        ]
    );
    assert_eq!(scene.exported(), before);
    scene.write("nobody.txt", "quai\tquay\n");
    assert!(
        scene
            .refused(["terms", "import", "nobody.txt"])
            .contains("--from")
    );
}

#[test]
fn tables_hold_notes_in_their_third_column() {
    let scene = Scene::new();
    scene.write("t.csv", "quai,quay,\"au port, à droite\"\n");
    scene.write(
        "t.tsv",
        "English\tFrançais\tRemarques\nlock\técluse\tcanal\n",
    );
    scene.import_terms("t.csv");
    scene.import_terms("t.tsv");
    assert_eq!(
        scene.entries(),
        [
            json!({"terms": [{"lang": "fr", "text": "quai"}, {"lang": "en", "text": "quay"}],
                   "note": "au port, à droite"}),
            json!({"terms": [{"lang": "en", "text": "lock"}, {"lang": "fr", "text": "écluse"}],
                   "note": "canal"}),
        ]
    );
}

#[test]
fn what_is_exported_is_read_back_the_same() {
    let scene = Scene::new();
    scene.write("a.tbx", TBX);
    scene.import_terms("a.tbx");
    scene
        .enface()
        .args([
            "terms",
            "add",
            "--from=fr",
            "--to=en",
            "--note",
            "<5 m>",
            "écluse",
            "lock",
        ])
        .run();
    let before = scene.entries();
    assert_eq!(before[0]["terms"][2]["status"], "deprecated");
    scene
        .enface()
        .args(["terms", "export", "-o", "out.tbx"])
        .run();
    let other = Scene::new();
    other.write("out.tbx", scene.text("out.tbx"));
    assert_eq!(other.import_terms("out.tbx")["units_added"], 3);
    assert_eq!(other.entries(), before);
    // Nothing is lost on the second way either.
    other
        .enface()
        .args(["terms", "export", "-o", "again.tbx"])
        .run();
    assert_eq!(other.text("again.tbx"), scene.text("out.tbx"));
    assert!(scene.text("out.tbx").contains("<termEntry id=\"c1\">"));

    // A table and a glossary have no word for a term that is not to be used.
    for (name, head) in [("out.tsv", "fr\ten\tnote\n"), ("out.utf8", "")] {
        let ran = scene.enface().args(["terms", "export", "-o", name]).run();
        assert!(ran.stderr.contains("left out"), "{}", ran.stderr);
        let expected = format!(
            "{head}remorqueur\ttug\tau pied du quai\ncale sèche\tdry dock & slip\nécluse\tlock\t<5 m>\n"
        );
        assert_eq!(scene.text(name), expected);
        let third = Scene::new();
        third.write(name, scene.text(name));
        assert_eq!(third.import_terms(name)["units_added"], 3);
        third.enface().args(["terms", "export", "-o", name]).run();
        assert_eq!(third.text(name), expected);
    }
    assert!(
        scene
            .refused(["terms", "export", "-o", "out.docx"])
            .contains(".tbx")
    );
}

#[test]
fn entries_are_added_and_removed_one_by_one() {
    let scene = Scene::with_memory();
    let add = |source: &str, target: &str| {
        let ran = scene
            .enface()
            .args(["terms", "add", "--json", "--from=fr", "--to=en"]);
        object(&ran.args([source, target]).run().stdout)
    };
    assert_eq!(add("quai", "quay")["added"], 1);
    assert_eq!(add("quai", " quay ")["known"], 1);
    assert_eq!(add("quai", "wharf")["added"], 1);
    let said = scene.refused(["terms", "remove", "quai"]);
    assert!(
        said.contains("quai = quay") && said.contains("--entry"),
        "{said}"
    );
    assert!(
        scene
            .refused(["terms", "remove", "digue"])
            .contains("digue")
    );
    scene
        .enface()
        .args(["terms", "remove", "quai", "wharf"])
        .run();
    assert_eq!(scene.terms_in("un quai"), strings(&[("quai", "quay")]));
    scene.enface().args(["undo"]).run();
    assert_eq!(scene.terms_in("un quai").len(), 2);
    // An entry with further terms goes only by its number.
    scene.write("a.tbx", TBX);
    scene.import_terms("a.tbx");
    assert!(
        scene
            .refused(["terms", "remove", "remorqueur", "tug"])
            .contains("tow-boat")
    );
    let listed = scene.json(["terms", "list", "--json"]);
    let number = listed[2]["entry"].to_string();
    scene
        .enface()
        .args(["terms", "remove", "--entry", &number])
        .run();
    assert_eq!(scene.entries().len(), 3);
    assert!(
        scene
            .refused(["terms", "add", "--from=fr", "--to=fr", "a", "b"])
            .contains("fr")
    );
    // Sentences are untouched by all of this.
    scene.enface().args(["verify"]).run();
    assert_eq!(
        scene.stats()["units"].as_u64().map(|units| units > 10),
        Some(true)
    );
}

#[test]
fn the_list_is_a_table_that_lines_up() {
    let scene = Scene::new();
    scene.write("port.utf8", GLOSSARY);
    scene.import_terms("port.utf8");
    let table = scene
        .enface()
        .args(["terms", "list", "--from=fr", "--to=en"])
        .run()
        .stdout;
    assert_eq!(
        table,
        "   fr          en\n\
         1  remorqueur  tug    un bateau\n\
         2  écluse      lock\n\
         3  quai        quay\n\
         4  quai        wharf\n"
    );
}

#[test]
fn a_lookup_shows_the_terms_of_its_query() {
    let scene = Scene::with_memory();
    let query = "Le port ouvre en juin.";
    let ask = || scene.json(["lookup", "--json", "--from=fr", query])[0].clone();
    assert_eq!(fields(&ask()), ["below", "fragments", "matches", "query"]);
    let ran = scene
        .enface()
        .args(["terms", "add", "--from=fr", "--to=en", "--note=maritime"]);
    ran.args(["port", "harbour"]).run();
    let term = &ask()["terms"][0];
    assert_eq!((&term["start"], &term["end"]), (&json!(3), &json!(7)));
    assert_eq!(
        (&term["source"], &term["target"]),
        (&json!("port"), &json!("harbour"))
    );
    assert_eq!(
        (&term["note"], &term["exact"]),
        (&json!("maritime"), &json!(true))
    );
    let shown = scene
        .enface()
        .args(["lookup", "--from=fr", query])
        .run()
        .stdout;
    assert!(shown.contains("port  →  harbour  maritime"), "{shown}");
    // The other way round too; and a term is no match of its own.
    let back = scene.json([
        "lookup",
        "--json",
        "--from=en",
        "The harbour opens in June.",
    ]);
    assert_eq!(back[0]["terms"][0]["target"], "port");
    let own = scene
        .enface()
        .args(["lookup", "--json", "--from=fr", "port"])
        .exits(1)
        .run();
    assert!(
        object(&own.stdout)["matches"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
}

#[test]
fn find_reads_one_text_a_line_and_tells_its_language() {
    let scene = Scene::new();
    scene.write("port.utf8", GLOSSARY);
    scene.import_terms("port.utf8");
    let ran = scene.enface().args(["terms", "find", "--json"]);
    let lines = objects(
        &ran.stdin("Deux remorqueurs\nTwo tugs in the locks\nrien\n")
            .run()
            .stdout,
    );
    let shown: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                line["from"].as_str(),
                line["terms"].as_array().map_or(0, Vec::len),
            )
        })
        .collect();
    assert_eq!(shown[0], (Some("fr"), 1));
    assert_eq!(shown[1], (Some("en"), 2));
    assert_eq!(shown[2].1, 0);
    let nothing = scene
        .enface()
        .args(["terms", "find", "rien"])
        .exits(1)
        .run();
    assert_eq!(nothing.stdout, "rien\n");
    assert!(
        scene
            .refused(["terms", "find", "--to=de", "quai"])
            .contains("de")
    );
}

/// A memory in which one term is always translated alike, and one is not.
fn harbour() -> String {
    let mut tmx = TMX_HEAD.to_owned();
    for number in [
        "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit",
    ] {
        let office = if number == "huit" {
            "port office"
        } else {
            "harbour office"
        };
        let _ = writeln!(
            tmx,
            "<tu><tuv xml:lang=\"fr\"><seg>Le droit de mouillage, le {number}, est payé au bureau du port.</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>The anchorage due, on the {number}, is paid at the {office}.</seg></tuv></tu>\n\
             <tu><tuv xml:lang=\"fr\"><seg>La cale sèche du {number} attend un navire.</seg></tuv>\
             <tuv xml:lang=\"en\"><seg>The dry dock of the {number} is waiting for a ship.</seg></tuv></tu>"
        );
    }
    tmx.push_str("</body></tmx>\n");
    tmx
}

#[test]
fn terms_of_the_memory_are_proposed_with_their_evidence() {
    let scene = Scene::new();
    scene.write("harbour.tmx", harbour());
    scene.import("harbour.tmx");
    let extract = || scene.json(["terms", "extract", "--json"]);
    let all = extract();
    let find = |all: &[Value], source: &str| all.iter().find(|p| p["source"] == source).cloned();
    let due = find(&all, "droit de mouillage").expect("it stands in eight units");
    assert_eq!(
        fields(&due),
        [
            "base",
            "count",
            "examples",
            "from",
            "rivals",
            "score",
            "source",
            "target",
            "target_count",
            "to",
            "together"
        ]
    );
    assert_eq!(
        (&due["target"], &due["count"], &due["together"]),
        (&json!("anchorage due"), &json!(8), &json!(8))
    );
    assert_eq!((&due["from"], &due["to"]), (&json!("fr"), &json!("en")));
    assert_eq!(due["examples"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        due["examples"][0]["source"],
        "Le droit de mouillage, le un, est payé au bureau du port."
    );
    assert_eq!(extract(), all, "the same bytes each time");

    // What is reviewed comes in, and is known from then on.
    scene
        .enface()
        .args(["terms", "extract", "-o", "new.tsv"])
        .run();
    assert!(
        scene
            .text("new.tsv")
            .starts_with("fr\ten\tscore\tcount\trivals\texample\ttranslated\n")
    );
    scene.enface().args(["terms", "import", "new.tsv"]).run();
    let ran = scene.enface().args(["terms", "extract"]).exits(1).run();
    assert!(ran.stderr.contains("more known already"), "{}", ran.stderr);
    scene.enface().args(["undo"]).run();
    scene
        .enface()
        .args([
            "terms",
            "add",
            "--from=fr",
            "--to=en",
            "cale sèche",
            "graving dock",
        ])
        .run();
    let dock = find(&extract(), "cale sèche").expect("the base says something else");
    assert_eq!(dock["base"], json!(["graving dock"]));
    for name in ["new.tbx", "new.utf8"] {
        scene.enface().args(["terms", "extract", "-o", name]).run();
        let other = Scene::new();
        other.write(name, scene.text(name));
        assert_eq!(
            other.import_terms(name)["units_added"].as_u64(),
            Some(all.len() as u64),
            "{name}"
        );
    }
    let few = scene.json(["terms", "extract", "--json", "--limit=1", "--from=en"]);
    assert_eq!((few.len(), &few[0]["from"]), (1, &json!("en")));
}

#[test]
fn a_memory_of_the_fourth_schema_is_taken_along() {
    let scene = Scene::new();
    scene.write(
        "m.db",
        crate::support::read(&crate::support::project("tests/golden/memory-v4.db")),
    );
    assert_eq!(scene.stats()["units"], 13);
    scene
        .enface()
        .args([
            "terms",
            "add",
            "--from=fr",
            "--to=en",
            "entretien",
            "conversation",
        ])
        .run();
    assert_eq!(
        scene.terms_in("deux entretiens"),
        strings(&[("entretiens", "conversation")])
    );
    scene.enface().arg("verify").run();
}
