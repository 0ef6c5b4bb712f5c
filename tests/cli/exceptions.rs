//! `exceptions`: rules of one's own, and the stored documents cut again by them.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::scene::{Scene, fields, object, objects};

/// A decision in French; no rule of the program knows « délibn. ».
const FRENCH: &str = "\
Le conseil de Valmer s’est réuni lundi soir. La délibn. Ferrand fixe le prix du port à 12 euros. \
Les travaux commencent en mai.
La ville publie la délibn. Morel en juin. Elle a coûté 230 euros.
";

/// The same decision in English.
const ENGLISH: &str = "\
The council of Valmer met on Monday evening. The Ferrand decision sets the price of the harbour at \
12 euros. The works begin in May.
The city publishes the Morel decision in June. It cost 230 euros.
";

/// What both texts are called.
const PAIR: [&str; 2] = ["conseil.fr.txt", "conseil.en.txt"];

impl Scene {
    /// Makes a folder with both texts beside the release.
    fn of_the_council() -> Self {
        let scene = Scene::new();
        scene.write(PAIR[0], FRENCH);
        scene.write(PAIR[1], ENGLISH);
        scene
    }

    /// Makes the same folder with both texts and the release aligned in `m.db`.
    fn with_the_council() -> Self {
        let scene = Self::of_the_council();
        scene.align_council();
        scene.align_in();
        scene
    }

    fn align_council(&self) -> String {
        let ran = self.enface().args(["align", "--add", "--date=2026-01-01"]);
        ran.args(PAIR).run().stderr
    }

    /// Runs `exceptions` with a date of its own; returns the report and the places.
    fn edit<const N: usize>(&self, arguments: [&str; N]) -> (Value, Vec<Value>) {
        let ran = self.enface().args(["exceptions"]).args(arguments);
        let mut lines = objects(&ran.args(["--json", "--date=2026-01-05"]).run().stdout);
        let report = lines.remove(0);
        (report, lines)
    }

    /// Returns the sentences of the French text.
    fn segmented(&self) -> Vec<String> {
        let ran = self.enface().args(["segment", PAIR[0]]).run();
        ran.stdout.lines().map(str::to_owned).collect()
    }

    /// Returns the number of the unit whose French text is given.
    fn unit(&self, text: &str) -> Value {
        let ran = self.enface().args(["lookup", "--json", "--from", "fr"]);
        let answer = object(&ran.arg(text).run().stdout);
        assert_eq!(answer["matches"][0]["source"], text);
        answer["matches"][0]["unit"].clone()
    }

    /// Returns what is in force, row by row.
    fn in_force(&self) -> Vec<String> {
        let connection = Connection::open(self.path("m.db")).expect("it is there");
        let mut rows = Vec::new();
        for table in [
            "document",
            "segment",
            "alignment",
            "bead",
            "unit",
            "segmentation_rule",
        ] {
            let mut statement = connection
                .prepare(&format!(
                    "SELECT * FROM {table} WHERE removed IS NULL ORDER BY id"
                ))
                .expect("it is a memory");
            let width = statement.column_count();
            let found = statement.query_map([], |row| {
                (0..width)
                    .map(|n| row.get_ref(n).map(|value| format!("{value:?}")))
                    .collect::<Result<Vec<_>, _>>()
            });
            for row in found.expect("it can be read") {
                rows.push(format!(
                    "{table} {}",
                    row.expect("it can be read").join(" ")
                ));
            }
        }
        rows
    }
}

#[test]
fn an_exception_is_heard_wherever_text_is_cut() {
    let scene = Scene::of_the_council();
    assert_eq!(scene.segmented().len(), 7);
    scene.edit(["add", "--lang", "fr", "délibn."]);
    assert_eq!(
        scene.segmented(),
        [
            "Le conseil de Valmer s’est réuni lundi soir.",
            "La délibn. Ferrand fixe le prix du port à 12 euros.",
            "Les travaux commencent en mai.",
            "La ville publie la délibn. Morel en juin.",
            "Elle a coûté 230 euros.",
        ]
    );
    let links = scene.enface().args(["align", "--format=links"]).args(PAIR);
    assert_eq!(links.run().stdout.lines().count(), 5);
    let report = scene.json(["align", "--pairs", ".", "--format=json"]);
    assert_eq!(report[0]["beads"], 5);

    let tried = scene.enface().args(["align", "--add", "--try", PAIR[0]]);
    let tried = tried.args(PAIR).run().stderr;
    assert!(
        tried.contains("5 sentences: 5 known word for word"),
        "{tried}"
    );
    let answers = scene.json(["lookup", "--json", "--document", PAIR[0]]);
    assert_eq!(answers.len(), 5);
    // And nowhere else: a memory without the exception does not know it.
    let other = scene.enface().args(["-m", "other.db", "segment", PAIR[0]]);
    assert_eq!(other.run().stdout.lines().count(), 7);
}

#[test]
fn a_preview_shows_what_applying_then_does() {
    let scene = Scene::with_the_council();
    let before = scene.in_force();
    let (mut preview, places) = scene.edit(["add", "--dry-run", "délibn."]);
    assert_eq!(scene.in_force(), before);
    assert_eq!(scene.stats()["changes"], 2);
    assert_eq!(
        places[0],
        json!({
            "document": "conseil.fr.txt", "language": "fr", "block": 0,
            "before": ["La délibn.", "Ferrand fixe le prix du port à 12 euros."],
            "after": ["La délibn. Ferrand fixe le prix du port à 12 euros."],
        })
    );
    assert_eq!(places[1]["block"], 1);
    assert_eq!(places.len(), 2);
    let (applied, shown) = scene.edit(["add", "délibn."]);
    assert_eq!(shown, places);
    preview["change"] = json!(3);
    assert_eq!(applied, preview);
    assert_eq!(
        fields(&applied),
        [
            "added",
            "alignments",
            "change",
            "documents",
            "frozen",
            "known",
            "removed",
            "units_added",
            "units_removed"
        ]
    );
    assert_eq!(
        (&applied["documents"], &applied["alignments"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(applied["added"], json!(["own:délibn."]));
}

#[test]
fn sentence_pairs_are_joined_and_the_others_live_on() {
    let scene = Scene::with_the_council();
    let release = scene.unit("Ils ont occupé 230 ouvriers.");
    let first = scene.unit("Le conseil de Valmer s’est réuni lundi soir.");
    let whole = "La délibn. Ferrand fixe le prix du port à 12 euros.";
    let before = scene.stats();
    let (report, _) = scene.edit(["add", "délibn."]);
    let stats = scene.stats();
    let moved = |name: &str| report[name].as_i64().expect("a count");
    assert!(moved("units_removed") > 0);
    assert_eq!(
        stats["units"].as_i64(),
        before["units"]
            .as_i64()
            .map(|units| units + moved("units_added") - moved("units_removed"))
    );
    scene.unit(whole);
    assert!(scene.exported().contains(&format!("<seg>{whole}</seg>")));
    // What is cut as before is the unit it was, in the same document and in others.
    assert_eq!(
        scene.unit("Le conseil de Valmer s’est réuni lundi soir."),
        first
    );
    assert_eq!(scene.unit("Ils ont occupé 230 ouvriers."), release);
    let segments = |scene: &Scene| {
        let rows = scene.in_force().into_iter();
        rows.filter(|row| row.starts_with("segment ")).count()
    };
    assert_eq!(segments(&scene), 5 + 5 + 7 + 7);
    // The result is what aligning the files again would be.
    let again = scene.align_council();
    assert!(again.contains("nothing was changed"), "{again}");
}

#[test]
fn the_neighbours_of_a_sentence_are_those_of_the_new_cut() {
    let scene = Scene::with_the_council();
    scene.edit(["add", "délibn."]);
    let ran = scene.enface().args(["lookup", "--json", "--from", "fr"]);
    let ran = ran.args([
        "--prev",
        "Le conseil de Valmer s’est réuni lundi soir.",
        "--next",
        "Les travaux commencent en mai.",
    ]);
    let answer = ran
        .arg("La délibn. Ferrand fixe le prix du port à 12 euros.")
        .run();
    assert_eq!(object(&answer.stdout)["matches"][0]["context"], "both");
}

#[test]
fn undo_gives_back_what_was_and_can_be_undone() {
    let scene = Scene::with_the_council();
    let (rows, before) = (scene.in_force(), scene.exported());
    scene.edit(["add", "délibn."]);
    let (rows_after, after) = (scene.in_force(), scene.exported());
    assert_ne!(before, after);
    let undo = |number: &str| {
        scene
            .enface()
            .args(["undo", "--date=2026-01-06", number])
            .run()
    };
    undo("3");
    assert_eq!(scene.in_force(), rows);
    assert_eq!(scene.exported(), before);
    assert_eq!(scene.segmented().len(), 7);
    undo("4");
    assert_eq!(scene.in_force(), rows_after);
    assert_eq!(scene.exported(), after);
    assert_eq!(scene.segmented().len(), 5);

    let history = scene.json(["history", "--json"]);
    assert_eq!(history[2]["kind"], "segmentation");
    assert_eq!(history[2]["subject"], "+ délibn.");
    let text = scene.enface().args(["--ui=fr", "history"]).run().stdout;
    assert!(text.contains("segmentation"), "{text}");
}

#[test]
fn what_was_aligned_on_a_new_cut_holds_it_fast() {
    let scene = Scene::with_the_council();
    scene.edit(["add", "délibn."]);
    scene.write("autre.en.txt", ENGLISH.replace("works", "new works"));
    let aligned = scene.enface().args(["align", "--add"]);
    aligned.args([PAIR[0], "autre.en.txt"]).run();
    let said = scene.refused(["undo", "3"]);
    assert!(said.contains('4'), "{said}");
    scene.enface().args(["undo", "4"]).run();
    scene.enface().args(["undo", "3"]).run();
    assert_eq!(scene.segmented().len(), 7);
}

#[test]
fn removing_a_rule_cuts_again_where_it_held() {
    let scene = Scene::with_the_council();
    let before = scene.exported();
    scene.edit(["add", "délibn."]);
    let (_, places) = scene.edit(["remove", "--dry-run", "Délibn."]);
    assert_eq!(
        places[1]["after"],
        json!(["La ville publie la délibn.", "Morel en juin."])
    );
    let (report, applied) = scene.edit(["remove", "own:délibn."]);
    assert_eq!(applied, places);
    assert_eq!(report["removed"], json!(["own:délibn."]));
    let texts = |tmx: &str| {
        let lines = tmx.lines().filter_map(|line| line.split("<seg>").nth(1));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(texts(&scene.exported()), texts(&before));
    let ran = scene.enface().arg("exceptions").run();
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("no exceptions"), "{}", ran.stderr);
}

#[test]
fn a_person_reads_what_changes_sentence_by_sentence() {
    let scene = Scene::with_the_council();
    let ran = scene
        .enface()
        .args(["exceptions", "add", "--dry-run", "délibn."])
        .run();
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(
        lines[..6],
        [
            "conseil.fr.txt, paragraph 1",
            "- La délibn. | Ferrand fixe le prix du port à 12 euros.",
            "+ La délibn. Ferrand fixe le prix du port à 12 euros.",
            "conseil.fr.txt, paragraph 2",
            "- La ville publie la délibn. | Morel en juin.",
            "+ La ville publie la délibn. Morel en juin.",
        ]
    );
    let said = lines[6];
    assert!(
        said.starts_with("It would be: own:délibn. (fr) added; 1 document cut again"),
        "{said}"
    );
    assert!(said.ends_with("Nothing was stored."), "{said}");
    let ran = scene.enface().args(["exceptions", "add", "délibn."]).run();
    assert!(
        ran.stdout
            .contains("Stored as change set 3: own:délibn. (fr) added"),
        "{}",
        ran.stdout
    );
    assert!(ran.stderr.contains("Memory: m.db"), "{}", ran.stderr);
    let list = scene.enface().arg("exceptions").run().stdout;
    assert_eq!(list, "own:délibn.  fr  never cut after “délibn.”\n");
    let list = scene.json(["exceptions", "--json"]);
    assert_eq!(
        fields(&list[0]),
        [
            "after", "before", "break", "id", "language", "pattern", "text"
        ]
    );
    assert_eq!(
        (&list[0]["text"], &list[0]["language"]),
        (&json!("délibn."), &json!("fr"))
    );
}

#[test]
fn what_is_covered_already_changes_nothing() {
    let scene = Scene::with_the_council();
    scene.edit(["add", "délibn."]);
    for arguments in [
        &["délibn."][..],
        &["Délibn."],
        &["--lang=fr", " délibn. "],
        &["--lang=fr-CA", "délibn."],
    ] {
        let ran = scene
            .enface()
            .args(["exceptions", "add"])
            .args(arguments)
            .run();
        assert!(
            ran.stdout
                .contains("own:délibn. (fr) already known; nothing was changed"),
            "{}",
            ran.stdout
        );
    }
    assert_eq!(scene.stats()["changes"], 3);
    // For a region alone is not for all.
    scene.edit(["add", "--lang=fr-CA", "chapt."]);
    let (report, _) = scene.edit(["add", "--lang=fr", "chapt."]);
    assert_eq!(report["added"], json!(["own:chapt."]));
}

#[test]
fn the_language_is_that_of_the_documents_that_change() {
    let scene = Scene::with_the_council();
    let (report, _) = scene.edit(["add", "--dry-run", "délibn."]);
    assert_eq!(report["added"], json!(["own:délibn."]));
    let said = scene.refused(["exceptions", "add", "nulle-part."]);
    assert!(said.contains("en, fr") && said.contains("--lang"), "{said}");
    // « euros. » ends sentences in both languages.
    let said = scene.refused(["exceptions", "add", "euros."]);
    assert!(said.contains("--lang"), "{said}");
    assert_eq!(scene.stats()["changes"], 2);
}

#[test]
fn what_a_person_has_reviewed_keeps_its_sentences() {
    let scene = Scene::with_the_council();
    let connection = Connection::open(scene.path("m.db")).expect("it is there");
    let review = "UPDATE bead SET state = 'accepted' WHERE id = 1";
    assert_eq!(connection.execute(review, []).expect("it is a memory"), 1);
    drop(connection);
    let before = scene.exported();
    let (report, places) = scene.edit(["add", "--lang=fr", "délibn."]);
    assert_eq!(report["frozen"], json!(["conseil.fr.txt"]));
    assert_eq!((&report["documents"], places.len()), (&json!(0), 0));
    assert_eq!(scene.exported(), before);
    // The rule is there all the same, for what comes.
    assert_eq!(report["change"], 3);
    assert_eq!(scene.segmented().len(), 5);
    scene.enface().args(["undo", "3"]).run();
    let ran = scene
        .enface()
        .args(["exceptions", "add", "--lang=fr", "délibn."])
        .run();
    assert!(
        ran.stderr.contains("conseil.fr.txt keeps its sentences"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_reviewed_document_keeps_its_sentences_beside_another_translation_too() {
    let scene = Scene::with_the_council();
    let connection = Connection::open(scene.path("m.db")).expect("it is there");
    let review = "UPDATE bead SET state = 'accepted' WHERE id = 1";
    connection.execute(review, []).expect("it is a memory");
    scene.edit(["add", "--lang=fr", "délibn."]);
    scene.write("autre.en.txt", ENGLISH.replace("works", "new works"));
    let aligned = scene.enface().args(["align", "--add", "--format=json"]);
    let aligned = aligned.args([PAIR[0], "autre.en.txt"]).run().stdout;
    assert_eq!(objects(&aligned)[0]["source_sentences"], 7);
    let dangling = "SELECT count(*) FROM bead JOIN bead_segment ON bead = bead.id
        JOIN segment ON segment.id = segment
        WHERE bead.removed IS NULL AND segment.removed IS NOT NULL";
    let dangling = connection.query_row(dangling, [], |row| row.get::<_, i64>(0));
    assert_eq!(dangling.expect("it is a memory"), 0);
}

#[test]
fn sentences_that_came_one_a_line_are_left_alone() {
    let scene = Scene::of_the_council();
    scene.write(
        "lignes.fr.txt",
        "La délibn. Ferrand. Elle est lue.\nLa délibn.\nMorel suit.\n",
    );
    scene.write(
        "lignes.en.txt",
        "The Ferrand decision. It is read.\nThe decision\nMorel follows.\n",
    );
    let ran = scene
        .enface()
        .args(["align", "--add", "--sentences", "--force"]);
    ran.args(["--from=fr", "--to=en", "lignes.fr.txt", "lignes.en.txt"])
        .run();
    let before = scene.exported();
    let (report, places) = scene.edit(["add", "--lang=fr", "délibn."]);
    assert_eq!((&report["documents"], places.len()), (&json!(0), 0));
    assert_eq!(report["frozen"], json!([]));
    assert_eq!(scene.exported(), before);
}

#[test]
fn rules_go_out_and_come_in_as_they_are() {
    let scene = Scene::with_the_council();
    scene.edit(["add", "--lang=fr", "réf. int."]);
    scene.edit(["add", "--lang=fr", "c.-à-d."]);
    scene.edit(["add", "--lang=en-GB", "a<b&c."]);
    scene.edit(["add", "délibn."]);
    let rules = scene.json(["exceptions", "--json"]);
    let ids: Vec<&Value> = rules.iter().map(|rule| &rule["id"]).collect();
    assert_eq!(
        ids,
        ["own:délibn.", "own:a<b&c.", "own:c.-à-d.", "own:réf._int."]
    );
    let ran = scene
        .enface()
        .args(["exceptions", "export", "-o", "own.srx"])
        .run();
    assert_eq!(ran.stdout, "");
    let shown = scene
        .enface()
        .args(["exceptions", "export", "-o", "-"])
        .run();
    assert_eq!(shown.stdout, scene.text("own.srx"));

    let there = |arguments: &[&str]| {
        let ran = scene
            .enface()
            .args(["-m", "there.db", "exceptions", "--json"]);
        objects(&ran.args(arguments).run().stdout)
    };
    let report = &there(&["import", "own.srx"])[0];
    assert_eq!(report["added"].as_array().map(Vec::len), Some(4));
    assert_eq!(there(&[]), rules);
    let report = &there(&["import", "own.srx"])[0];
    assert_eq!(report["change"], Value::Null);
    assert_eq!(report["known"].as_array().map(Vec::len), Some(4));
    assert_eq!(there(&[]), rules);
    // And the same bytes go out again.
    let ran = scene
        .enface()
        .args(["-m", "there.db", "exceptions", "export", "-o", "-"]);
    assert_eq!(ran.run().stdout, scene.text("own.srx"));
}

/// A rule file of another tool: a rule that cuts before one that does not, and no names.
const FOREIGN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/>
<body><languagerules><languagerule languagerulename="Les miennes">
<rule break="yes"><beforebreak>;</beforebreak><afterbreak>\s</afterbreak></rule>
<rule break="no"><beforebreak>délibn\.</beforebreak><afterbreak>\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern="[Ff][Rr].*" languagerulename="Les miennes"/></maprules>
</body></srx>"#;

#[test]
fn a_rule_file_of_another_tool_brings_its_cuts_too() {
    let scene = Scene::with_the_council();
    scene.write("mine.srx", FOREIGN);
    let (report, places) = scene.edit(["import", "mine.srx"]);
    assert_eq!(report["added"], json!(["Les_miennes:1", "Les_miennes:2"]));
    assert_eq!(places.len(), 2);
    let list = scene.json(["exceptions", "--json"]);
    assert_eq!(
        (&list[0]["break"], &list[1]["break"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(list[0]["language"], Value::Null);
    let ran = scene.enface().args(["segment", "--lang=fr", "--json", "-"]);
    let sentences = objects(&ran.stdin("Un mot ; deux mots.").run().stdout);
    assert_eq!(sentences[0]["rule"], "Les_miennes:1");
    // A newer rule is asked before them.
    scene.edit(["add", "--lang=fr", "mot ;"]);
    let ran = scene.enface().args(["segment", "--lang=fr", "-"]);
    assert_eq!(
        ran.stdin("Un mot ; deux mots.")
            .run()
            .stdout
            .lines()
            .count(),
        1
    );
}

#[test]
fn rule_files_that_cannot_be_used_are_refused_whole() {
    let scene = Scene::with_the_council();
    let two = FOREIGN.replace(
        "<maprules>",
        r#"<maprules><languagemap languagepattern="en" languagerulename="Les miennes"/>"#,
    );
    let broken = |from: &str, to: &str| FOREIGN.replace(from, to);
    let before = scene.in_force();
    for (name, content, because) in [
        ("two.srx", two, "cascade=\"no\""),
        ("open.srx", broken("</body>", ""), "not well-formed"),
        ("tmx.srx", "<tmx/>".to_owned(), "no SRX rules"),
        ("map.srx", broken("[Ff][Rr].*", "[Ff"), "[Ff"),
        (
            "empty.srx",
            broken(
                "<languagemap languagepattern=\"[Ff][Rr].*\" languagerulename=\"Les miennes\"/>",
                "",
            ),
            "no rule that a language uses",
        ),
        (
            "pattern.srx",
            broken("délibn\\.", "(délibn"),
            "Les_miennes:2",
        ),
        (
            "group.srx",
            broken(
                "pattern=\"[Ff][Rr].*\" languagerulename=\"Les miennes\"",
                "pattern=\"fr\" languagerulename=\"Autres\"",
            ),
            "Autres",
        ),
    ] {
        assert_ne!(content, FOREIGN, "{name}");
        scene.write(name, content);
        let said = scene.refused(["exceptions", "import", name]);
        assert!(said.contains(because) && said.contains(name), "{said}");
    }
    scene.write("latin.srx", b"<srx>\xe9</srx>");
    let said = scene.refused(["exceptions", "import", "latin.srx"]);
    assert!(
        said.contains("line 1, column 6") && said.contains("UTF-8"),
        "{said}"
    );
    assert_eq!(scene.in_force(), before);
}

#[test]
fn what_cannot_be_done_is_said_with_its_reason() {
    let scene = Scene::with_the_council();
    for text in ["", "  ", "\u{a0}", "a\u{1}b."] {
        let said = scene.refused(["exceptions", "add", "--lang=fr", text]);
        assert!(said.contains("no text to make an exception of"), "{said}");
    }
    let said = scene.refused(["exceptions", "remove", "délibn."]);
    assert!(
        said.contains("délibn.") && said.contains("enface exceptions"),
        "{said}"
    );
    let said = scene.refused(["exceptions", "export", "-o", "own.srx"]);
    assert!(said.contains("no exceptions"), "{said}");
    assert!(!scene.path("own.srx").exists());
    scene.edit(["add", "--lang=fr", "art."]);
    scene.edit(["add", "--lang=en", "art."]);
    let said = scene.refused(["exceptions", "remove", "art."]);
    assert!(
        said.contains("several languages") && said.contains("--lang"),
        "{said}"
    );
    let (report, _) = scene.edit(["remove", "--lang=en", "art."]);
    assert_eq!(report["removed"], json!(["own:art."]));
    let left = scene.json(["exceptions", "--json"]);
    assert_eq!((left.len(), &left[0]["language"]), (1, &json!("fr")));
    let said = scene.refused(["exceptions", "export", "-o", "m.db"]);
    assert!(said.contains("m.db"), "{said}");
    let said = scene.refused(["exceptions", "list"]);
    assert!(said.contains("list"), "{said}");
}

#[test]
fn a_missing_memory_is_made_by_an_exception_only() {
    let scene = Scene::of_the_council();
    scene.enface().args(["segment", PAIR[0]]).run();
    for arguments in [
        &["exceptions"][..],
        &["exceptions", "export", "-o", "own.srx"],
        &["exceptions", "remove", "art."],
    ] {
        let ran = scene.enface().args(arguments).exits(2).run();
        assert!(ran.stderr.contains("no memory at m.db"), "{}", ran.stderr);
    }
    let said = scene.refused(["exceptions", "add", "art."]);
    assert!(said.contains("--lang"), "{said}");
    scene.edit(["add", "--lang=fr", "--dry-run", "art."]);
    assert_eq!(
        scene.names(),
        [
            "conseil.en.txt",
            "conseil.fr.txt",
            "release.en.txt",
            "release.fr.txt",
            "units.tmx"
        ]
    );
    let (report, _) = scene.edit(["add", "--lang=fr", "art."]);
    assert_eq!(report["change"], 1);
    assert!(scene.path("m.db").exists());
}

#[test]
fn a_memory_of_the_first_schema_is_taken_along() {
    let scene = Scene::new();
    scene.write(
        "m.db",
        crate::support::read(&crate::support::project("tests/golden/memory-v1.db")),
    );
    let stats = scene.stats();
    assert_eq!(
        (&stats["units"], &stats["documents"]),
        (&json!(15), &json!(4))
    );
    let ran = scene.enface().args(["lookup", "--json", "--from=fr"]);
    let answer = ran
        .args(["--prev", "Le port. Il ouvre.", "Il ferme."])
        .run();
    assert_eq!(object(&answer.stdout)["matches"][0]["context"], "previous");
    // The sentences that came one a line are known as such.
    let (_, places) = scene.edit(["add", "--lang=fr", "nulle-part."]);
    assert!(
        places.iter().all(|place| place["document"] != "s.fr.txt"),
        "{places:?}"
    );
    let undo = |number: &str| object(&scene.enface().args(["undo", "--json", number]).run().stdout);
    undo("5");
    assert_eq!(scene.stats()["units"], 15);
    // What the old schema noted can be taken back.
    assert_eq!(undo("4")["units_removed"], 2);
    assert_eq!(scene.stats()["documents"], 2);
    assert_eq!(undo("7")["units_restored"], 2);
    assert_eq!(scene.stats()["documents"], 4);
}
