//! `align`: its formats, its order, and what it stores.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use super::scene::{ENGLISH, FRENCH, Scene, fields, objects};

const PAIR: [&str; 2] = ["release.fr.txt", "release.en.txt"];

#[test]
fn json_is_a_summary_and_then_a_bead_a_line() {
    let scene = Scene::new();
    let lines = scene.json(["align", "--format", "json", PAIR[0], PAIR[1]]);
    let (summary, beads) = lines.split_first().expect("there is a summary");
    assert_eq!(
        fields(summary),
        [
            "accept",
            "beads",
            "doubtful",
            "look",
            "one_sided",
            "source",
            "source_sentences",
            "target",
            "target_sentences"
        ]
    );
    assert_eq!(summary["source"], "release.fr.txt");
    assert_eq!(summary["source_sentences"], 7);
    assert_eq!(summary["beads"], beads.len());
    assert_eq!(beads.len(), 7);
    for (number, bead) in beads.iter().enumerate() {
        assert_eq!(
            fields(bead),
            [
                "band",
                "confidence",
                "doubts",
                "source",
                "source_text",
                "target",
                "target_text"
            ]
        );
        assert_eq!(bead["source"], serde_json::json!([number]));
        assert_eq!(bead["target"], serde_json::json!([number]));
        let confidence = bead["confidence"].as_f64().expect("a number");
        assert!((0.0..=1.0).contains(&confidence));
    }
    assert_eq!(beads[5]["source_text"], "Ils ont occupé 230 ouvriers.");
    assert_eq!(beads[5]["target_text"], "They employed 230 workers.");
}

#[test]
fn links_are_numbers_of_sentences_and_a_probability() {
    let scene = Scene::new();
    let ran = scene
        .enface()
        .args(["align", "--format", "links", PAIR[0], PAIR[1]])
        .run();
    for (number, line) in ran.stdout.lines().enumerate() {
        let (link, confidence) = line.split_once('\t').expect("a TAB stands between");
        assert_eq!(link, format!("{number}:{number}"));
        let digits = confidence.strip_prefix("0.").expect("below 1");
        assert!(digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()));
    }
    assert_eq!(ran.stdout.lines().count(), 7);
}

#[test]
fn a_side_of_a_link_may_be_empty() {
    let scene = Scene::new();
    let longer = FRENCH.to_owned() + "Contact presse : presse@valmer.example, 01 99 00 00 00\n";
    scene.write("longer.fr.txt", longer);
    let ran = scene
        .enface()
        .args(["align", "--format", "links", "longer.fr.txt", PAIR[1]])
        .run();
    let last = ran.stdout.lines().last().expect("there are links");
    assert!(last.starts_with("7:\t"), "{last}");
}

#[test]
fn a_table_without_quoting_begins_with_the_languages() {
    let scene = Scene::new();
    let ran = scene
        .enface()
        .args(["align", "--format", "tsv", PAIR[0], PAIR[1]])
        .run();
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines[0], "fr\ten");
    assert_eq!(lines.len(), 8);
    assert!(lines.contains(&"Ils ont occupé 230 ouvriers.\tThey employed 230 workers."));
}

#[test]
fn a_tmx_has_every_two_sided_bead() {
    let scene = Scene::new();
    let ran = scene
        .enface()
        .args(["--user", "odile", "align", "--date", "2026-01-02"])
        .args(["--format", "tmx", PAIR[0], PAIR[1]])
        .run();
    assert_eq!(ran.stdout.matches("<tu ").count(), 7);
    assert!(ran.stdout.contains(r#"<tuv xml:lang="fr">"#));
    assert!(ran.stdout.contains(r#"creationdate="20260102T000000Z""#));
    assert!(ran.stdout.contains(r#"creationid="odile""#));
    assert!(ran.stdout.contains("<seg>They employed 230 workers.</seg>"));
}

#[test]
fn the_facing_pages_show_both_texts_and_the_confidence() {
    let scene = Scene::new();
    let ran = scene.enface().arg("align").args(PAIR).run();
    assert!(ran.stdout.contains("Ils ont occupé 230 ouvriers."));
    assert!(ran.stdout.contains("They employed 230 workers."));
    assert!(ran.stdout.contains("1-1 0.9"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\u{1b}'), "colours are for terminals");
    assert!(ran.stderr.contains("7 beads"), "{}", ran.stderr);
}

#[test]
fn sentences_are_numbered_by_line_and_blank_lines_end_paragraphs() {
    let scene = Scene::new();
    scene.write(
        "s.fr.txt",
        "Le port. Il ouvre en mai.\nIl ferme en octobre.\n\nTrois navires attendent.\n",
    );
    scene.write(
        "s.en.txt",
        "The harbour. It opens in May.\nIt closes in October.\n\nThree ships are waiting.\n",
    );
    let ran = scene
        .enface()
        .args(["align", "--sentences", "--from", "fr", "--to", "en"])
        .args(["--format", "json", "s.fr.txt", "s.en.txt"])
        .run();
    let lines = objects(&ran.stdout);
    assert_eq!(lines[0]["source_sentences"], 3);
    assert_eq!(lines[0]["target_sentences"], 3);
    assert_eq!(lines[1]["source_text"], "Le port. Il ouvre en mai.");
    assert_eq!(lines[3]["source"], serde_json::json!([2]));
}

#[test]
fn adding_the_same_documents_again_changes_nothing() {
    let scene = Scene::new();
    let first = scene.align_in();
    assert!(first.stderr.contains("Memory: m.db"), "{}", first.stderr);
    let (stats, before) = (scene.stats(), scene.exported());
    assert_eq!(stats["units"], 7);
    assert_eq!(stats["changes"], 1);

    let again = scene.align_in();
    assert!(
        again.stderr.contains("nothing was changed"),
        "{}",
        again.stderr
    );
    assert_eq!(scene.stats(), stats);
    assert_eq!(scene.exported(), before);
}

#[test]
fn the_output_file_is_whole_and_its_ending_says_the_format() {
    let scene = Scene::new();
    for (name, begins) in [
        ("out.tmx", "<?xml"),
        ("out.tsv", "fr\ten\n"),
        ("out.json", "{\"source\":"),
        ("out.jsonl", "{\"source\":"),
        ("out.links", "0:0\t"),
        ("out.txt", "release.fr.txt"),
    ] {
        let ran = scene.enface().args(["align", "-o", name]).args(PAIR).run();
        assert_eq!(ran.stdout, "");
        assert!(scene.text(name).starts_with(begins), "{name}");
    }
    let named = scene
        .enface()
        .args(["align", "--format", "tsv", "-o", "out.tmx"])
        .args(PAIR);
    named.run();
    assert!(scene.text("out.tmx").starts_with("fr\ten\n"));
    assert!(!scene.names().iter().any(|name| name.starts_with('.')));
}

#[test]
fn the_output_file_has_the_rights_of_any_new_file_or_of_the_one_before() {
    let scene = Scene::new();
    let out = scene.path("out.tmx");
    let rights = || out.metadata().unwrap().permissions().mode() & 0o777;
    for (before, mask, after) in [
        (None, "027", 0o640),
        (None, "002", 0o664),
        (Some(0o604), "027", 0o604),
    ] {
        match before {
            Some(mode) => fs::set_permissions(&out, fs::Permissions::from_mode(mode)).unwrap(),
            None => _ = fs::remove_file(&out),
        }
        let ran = Command::new("sh")
            .args(["-c", "umask $0; exec \"$@\"", mask])
            .args([env!("CARGO_BIN_EXE_enface"), "align", "-o", "out.tmx"])
            .args(PAIR)
            .current_dir(scene.folder())
            .output();
        assert!(ran.unwrap().status.success());
        assert_eq!(rights(), after, "{mask}");
    }
}

#[test]
fn what_cannot_be_written_is_not_stored_either() {
    let scene = Scene::new();
    let said = scene.refused(["align", "--add", "-o", "nowhere/out.tmx", PAIR[0], PAIR[1]]);
    assert!(said.contains("nowhere/out.tmx"), "{said}");
    let said = scene.refused(["align", "--add", "-o", "/dev/full", PAIR[0], PAIR[1]]);
    assert!(said.contains("/dev/full: No space left"), "{said}");
    assert!(!scene.path("m.db").exists());
}

#[test]
fn what_cannot_be_stored_is_not_written_either() {
    let scene = Scene::new();
    scene.write("m.db", "no memory");
    scene.write("out.tmx", "as it was");
    scene.refused(["align", "--add", "-o", "out.tmx", PAIR[0], PAIR[1]]);
    assert_eq!(scene.text("out.tmx"), "as it was");
    assert_eq!(scene.text("m.db"), "no memory");
}

#[test]
fn trying_shows_what_the_memory_now_knows_of_a_new_release() {
    let scene = Scene::new();
    scene.write(
        "new.fr.txt",
        "Les travaux ont coûté 14,5 millions d’euros.\n",
    );
    let ran = scene
        .enface()
        .args(["align", "--add", "-o", "out.tmx", "--try", "new.fr.txt"])
        .args(PAIR)
        .run();
    assert!(
        ran.stdout.contains("The works cost 12.5 million euros."),
        "{}",
        ran.stdout
    );
    assert!(ran.stderr.contains("new.fr.txt"), "{}", ran.stderr);
    assert_eq!(scene.stats()["units"], 7);
}

#[test]
fn the_force_option_aligns_what_would_be_refused() {
    let scene = Scene::new();
    let ran = scene
        .enface()
        .args(["align", "--force", "--format", "links", PAIR[0], PAIR[0]])
        .run();
    assert_eq!(ran.stdout.lines().count(), 7);
}

#[test]
fn languages_are_found_out_whatever_the_files_are_called() {
    let scene = Scene::new();
    scene.write("one.txt", FRENCH);
    scene.write("two.txt", ENGLISH);
    let ran = scene
        .enface()
        .args(["align", "--format", "tsv", "two.txt", "one.txt"])
        .run();
    assert!(ran.stdout.starts_with("en\tfr\n"), "{}", ran.stdout);
}
