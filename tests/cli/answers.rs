//! `lookup`, `concordance` and `stats`: what the memory answers.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::scene::{Scene, fields, object, objects};

const EXACT: &str = "Les travaux ont coûté 12,5 millions d’euros.";
const BEFORE_EXACT: &str = "« Ce pont relie deux rives », a-t-elle dit.";
const AFTER_EXACT: &str = "Ils ont occupé 230 ouvriers.";

/// Looks one text up.
fn answer<const N: usize>(scene: &Scene, options: [&str; N], text: &str) -> Value {
    let ran = scene.enface().args(["lookup", "--json"]).args(options);
    object(&ran.arg(text).run().stdout)
}

/// Marks everything as accepted, as a reviewer will.
fn review_everything(scene: &Scene) {
    let connection = Connection::open(scene.path("m.db")).expect("it is there");
    let changed = connection
        .execute("UPDATE bead SET state = 'accepted'", [])
        .expect("it is a memory");
    assert_eq!(changed, 7);
}

#[test]
fn an_answer_has_what_scripts_rely_on() {
    let scene = Scene::with_memory();
    let line = answer(&scene, [], "Il ferme en octobre.");
    assert_eq!(fields(&line), ["below", "fragments", "matches", "query"]);
    assert_eq!(line["query"], "Il ferme en octobre.");
    let found = &line["matches"][0];
    for field in [
        "score",
        "base",
        "band",
        "penalties",
        "source",
        "target",
        "adapted",
        "needs_edit",
        "proposal",
        "diff",
        "unit",
        "context",
        "reviewed",
        "origin",
    ] {
        assert!(fields(found).contains(&field), "{field}");
    }
    assert_eq!(
        fields(&found["origin"]),
        ["author", "block", "date", "document", "import"]
    );
    assert_eq!(found["score"], 100);
    assert_eq!(found["band"], "100");
    assert_eq!(found["target"], "It closes in October.");
    assert_eq!(found["adapted"], "It closes in October.");
    assert_eq!(found["diff"], json!([["=", "Il ferme en octobre."]]));
    assert_eq!(found["context"], "none");
    assert_eq!(found["reviewed"], true);
    assert_eq!(found["origin"]["import"], 1);
}

#[test]
fn an_unreviewed_unit_loses_a_little_and_says_so() {
    let scene = Scene::with_memory();
    let line = answer(&scene, [], EXACT);
    let found = &line["matches"][0];
    assert_eq!(found["base"], 100);
    assert_eq!(found["score"], 99);
    assert_eq!(found["band"], "95-99");
    assert_eq!(found["penalties"][0]["id"], "unreviewed");
    assert_eq!(found["penalties"][0]["points"], 1);
    assert_eq!(found["origin"]["document"], "release.fr.txt");
    assert_eq!(found["origin"]["block"], 2);
    assert_eq!(found["origin"]["date"], "20260102T000000Z");
}

#[test]
fn context_lifts_a_match_above_100_only_where_a_person_has_reviewed_it() {
    let scene = Scene::with_memory();
    let asked = |options: &[&str]| {
        let ran = scene
            .enface()
            .args(["lookup", "--json"])
            .args(options.iter().copied());
        let line = object(&ran.arg(EXACT).run().stdout);
        let found = &line["matches"][0];
        (
            found["score"].as_u64().unwrap(),
            found["context"].as_str().unwrap().to_owned(),
        )
    };
    let cases: [(&[&str], u64, &str); 5] = [
        (&[], 100, "none"),
        (&["--prev", BEFORE_EXACT], 100, "previous"),
        (&["--next", AFTER_EXACT], 100, "next"),
        (
            &["--prev", BEFORE_EXACT, "--next", AFTER_EXACT],
            101,
            "both",
        ),
        (&["--prev", "Une autre phrase."], 100, "none"),
    ];
    for (options, _, context) in cases {
        assert_eq!(asked(options), (99, context.to_owned()), "{options:?}");
    }
    review_everything(&scene);
    for (options, score, context) in cases {
        assert_eq!(asked(options), (score, context.to_owned()), "{options:?}");
    }
}

#[test]
fn a_like_sentence_shows_its_differences() {
    let scene = Scene::with_memory();
    let line = answer(
        &scene,
        [],
        "La ville prépare maintenant la fermeture du port.",
    );
    let found = &line["matches"][0];
    assert_eq!(found["base"], 87, "one word of eight");
    assert_eq!(found["band"], "85-94");
    let parts = found["diff"].as_array().unwrap();
    let side = |skip: &str| -> String {
        parts
            .iter()
            .filter(|part| part[0] != skip)
            .filter_map(|part| part[1].as_str())
            .collect()
    };
    assert_eq!(
        side("-"),
        "La ville prépare maintenant la fermeture du port."
    );
    assert_eq!(
        side("+"),
        "La ville prépare maintenant la réfection du port."
    );
}

#[test]
fn the_threshold_and_the_limit_choose_what_is_shown() {
    let scene = Scene::with_memory();
    let text = "La ville prépare maintenant la fermeture du port.";
    let count = |line: &Value| line["matches"].as_array().unwrap().len();
    assert_eq!(count(&answer(&scene, ["--threshold", "87"], text)), 1);
    let ran = scene
        .enface()
        .args(["lookup", "--json", "--threshold", "88", text])
        .exits(1)
        .run();
    assert_eq!(count(&object(&ran.stdout)), 0);

    scene.write(
        "two.tsv",
        "fr\ten\nLe quai ouvre en mai.\tThe quay opens in May.\nLe quai ouvre en juin.\tThe quay opens in June.\n",
    );
    scene.import("two.tsv");
    let text = "Le quai ouvre en mai.";
    assert!(count(&answer(&scene, [], text)) >= 2);
    assert_eq!(count(&answer(&scene, ["--limit", "1"], text)), 1);
    let said = scene.refused(["lookup", "--threshold", "40", text]);
    assert!(
        said.contains("40") && said.contains("--threshold"),
        "{said}"
    );
}

#[test]
fn standard_input_is_answered_line_by_line_in_order() {
    let scene = Scene::with_memory();
    let lines = ["Il ferme en octobre.", "Rien de tel ici bas.", EXACT, ""];
    let ran = scene
        .enface()
        .args(["lookup", "--from", "fr", "--to", "en", "--json"])
        .stdin(lines.join("\n") + "\n")
        .run();
    let answers = objects(&ran.stdout);
    let queries: Vec<&str> = answers.iter().filter_map(|a| a["query"].as_str()).collect();
    assert_eq!(queries, lines);
    assert_eq!(
        answers[0],
        answer(&scene, [], lines[0]),
        "each line stands alone"
    );
    assert_eq!(answers[1]["matches"], json!([]));
    assert_eq!(answers[2], answer(&scene, [], lines[2]));
}

#[test]
fn nothing_found_in_any_line_is_exit_code_1() {
    let scene = Scene::with_memory();
    let ran = scene
        .enface()
        .args(["lookup", "--from", "fr", "--json"])
        .stdin("Rien de tel ici bas.\nNi cela.\n")
        .exits(1)
        .run();
    assert_eq!(ran.stdout.lines().count(), 2);
    let ran = scene
        .enface()
        .args(["lookup", "Personne ne connaît cette phrase."])
        .exits(1)
        .run();
    assert!(ran.stdout.contains("no match"), "{}", ran.stdout);
}

#[test]
fn the_direction_is_found_out_or_asked_for() {
    let scene = Scene::with_memory();
    let line = answer(&scene, [], "The harbour opens in May.");
    assert_eq!(line["matches"][0]["target"], "Le port ouvre en mai.");
    let line = answer(&scene, ["--to", "fr"], "It closes in October.");
    assert_eq!(line["matches"][0]["target"], "Il ferme en octobre.");
    let ran = scene
        .enface()
        .args([
            "lookup",
            "--json",
            "--from",
            "fr-CA",
            "Il ferme en octobre.",
        ])
        .run();
    assert_eq!(object(&ran.stdout)["matches"][0]["base"], 100);

    let ran = scene.enface().arg("lookup").stdin("Oui.\n").exits(2).run();
    assert!(
        ran.stderr.contains("fr>en") && ran.stderr.contains("en>fr"),
        "{}",
        ran.stderr
    );
    let said = scene.refused(["lookup", "12345"]);
    assert!(said.contains("fr>en") && said.contains("--from"), "{said}");
    let said = scene.refused(["lookup", "--to", "de", EXACT]);
    assert!(said.contains("de") && said.contains("en, fr"), "{said}");
}

#[test]
fn a_unit_used_against_its_stated_direction_loses_two() {
    let scene = Scene::new();
    scene.import("units.tmx");
    let line = answer(&scene, [], "The harbour opens in May.");
    assert_eq!(line["matches"][0]["score"], 98);
    assert_eq!(line["matches"][0]["penalties"][0]["id"], "reversed");
}

#[test]
fn a_reference_is_asked_too_and_its_matches_lose_its_penalty() {
    let scene = Scene::new();
    scene.align_in();
    let other = Scene::new();
    other.import("units.tmx");
    let file = other.path("m.db");
    let before = other.read("m.db");
    let text = "Il ferme en octobre.";
    let asked = |reference: String| {
        let ran = scene
            .enface()
            .arg("--reference")
            .arg(reference)
            .args(["lookup", "--json", text])
            .run();
        object(&ran.stdout)["matches"][0].clone()
    };
    let plain = asked(file.display().to_string());
    assert_eq!(plain["score"], 100);
    let penalized = asked(format!("{}=5", file.display()));
    assert_eq!(penalized["score"], 95);
    assert_eq!(penalized["base"], 100);
    assert_eq!(penalized["penalties"][0]["id"], "memory");
    assert_eq!(penalized["penalties"][0]["points"], 5);
    assert_eq!(other.read("m.db"), before, "references are only read");
    let said = scene.refused(["--reference", "m.db=many", "lookup", text]);
    assert!(said.contains("m.db=many"), "{said}");
    let said = scene.refused(["--reference", "gone.db", "lookup", text]);
    assert!(said.contains("gone.db"), "{said}");
}

#[test]
fn the_exhaustive_way_answers_the_same() {
    let scene = Scene::with_memory();
    for text in [
        EXACT,
        "La ville prépare la fermeture du port.",
        "Le port ouvre en juin.",
    ] {
        let (quick, slow) = (
            answer(&scene, ["--from", "fr"], text),
            scene
                .enface()
                .args(["lookup", "--json", "--exhaustive", "--from", "fr", text]),
        );
        assert_eq!(object(&slow.run().stdout), quick);
    }
}

#[test]
fn a_whole_document_is_looked_up_with_its_own_context() {
    let scene = Scene::with_memory();
    review_everything(&scene);
    scene.write("other-name.txt", scene.read("release.fr.txt"));
    for (file, context, score) in [
        ("release.fr.txt", "id", 102),
        ("other-name.txt", "both", 101),
    ] {
        let answers = scene.json(["lookup", "--json", "--document", file]);
        assert_eq!(answers.len(), 7);
        for line in &answers {
            assert_eq!(line["matches"][0]["context"], context, "{line}");
            assert_eq!(line["matches"][0]["score"], score, "{line}");
        }
    }
}

#[test]
fn concordance_points_at_the_phrase() {
    let scene = Scene::with_memory();
    let hits = scene.json(["concordance", "--json", "PONT  de valmer"]);
    assert_eq!(hits.len(), 2);
    for hit in &hits {
        for field in [
            "unit",
            "lang",
            "text",
            "hits",
            "other_lang",
            "other_text",
            "marked",
            "marks",
            "origin",
        ] {
            assert!(fields(hit).contains(&field), "{field}");
        }
        assert_eq!(hit["lang"], "fr");
        assert_eq!(hit["other_lang"], "en");
        let text = hit["text"].as_str().unwrap();
        for place in hit["hits"].as_array().unwrap() {
            let at = |n: usize| usize::try_from(place[n].as_u64().unwrap()).unwrap();
            assert_eq!(&text[at(0)..at(1)], "pont de Valmer");
        }
    }
    let english = scene.json(["concordance", "--json", "--in", "en", "bridge"]);
    assert_eq!(english.len(), 3);
    assert!(english.iter().all(|hit| hit["lang"] == "en"));
    let limited = scene.json(["concordance", "--json", "--limit", "1", "bridge"]);
    assert_eq!(limited.len(), 1);
    let text = scene
        .enface()
        .args(["concordance", "réfection"])
        .run()
        .stdout;
    let text = text.replace("{+", "").replace("+}", "");
    assert!(text.contains("The city is now preparing the repair of the harbour."));
}

#[test]
fn a_phrase_that_is_nowhere_is_exit_code_1() {
    let scene = Scene::with_memory();
    let ran = scene
        .enface()
        .args(["concordance", "éléphant rose"])
        .exits(1)
        .run();
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("éléphant rose"), "{}", ran.stderr);
}

#[test]
fn stats_count_what_the_memory_holds() {
    let scene = Scene::with_memory();
    let mut stats = scene.stats();
    let bytes = stats["bytes"].take();
    assert!(bytes.as_u64().unwrap() > 0);
    assert_eq!(
        stats,
        json!({
            "units": 11,
            "usable": 10,
            "documents": 2,
            "alignments": 1,
            "languages": {"en": 10, "fr": 11},
            "pairs": {"fr>en": 10},
            "reviewed": 4,
            "changes": 2,
            "bytes": null,
        })
    );
    let text = scene.enface().arg("stats").run().stdout;
    assert!(text.contains("m.db") && text.contains("fr → en"), "{text}");
}

#[test]
fn concordance_refuses_what_can_find_nothing() {
    let scene = Scene::with_memory();
    for phrase in ["", " ", "« … »"] {
        let said = scene.refused(["concordance", "--json", phrase]);
        assert!(said.contains("no letter or digit"), "{said}");
    }
    let said = scene.refused(["concordance", "--limit", "0", "pont"]);
    assert!(said.contains("--limit"), "{said}");
}

#[test]
fn concordance_says_that_there_may_be_more() {
    let scene = Scene::with_memory();
    let said = |limit: &str| {
        let ran = scene
            .enface()
            .args(["concordance", "--limit", limit, "pont"]);
        ran.run().stderr
    };
    assert!(
        said("1").contains("1 text shown") && said("1").contains("--limit"),
        "{}",
        said("1")
    );
    assert_eq!(said("50"), "");
}
