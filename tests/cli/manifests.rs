//! `align --pairs FILE`: pairs from a list instead of naming habits.

use super::scene::{ENGLISH, FRENCH, Scene, objects};

/// Three releases whose names tell nothing, in a folder beside a list of them.
fn releases() -> Scene {
    let scene = Scene::new();
    for name in ["un", "deux", "trois"] {
        scene.write(
            &format!("d/texte {name}"),
            format!("Communiqué {name}\n{FRENCH}"),
        );
        scene.write(
            &format!("d/sub/{name}.txt"),
            format!("Release {name}\n{ENGLISH}"),
        );
    }
    scene
}

#[test]
fn the_pairs_of_a_manifest_are_aligned_in_its_order() {
    let scene = releases();
    let list = "\u{feff}# Nos communiqués\r\nfr-CA\ten-CA\r\n\r\ntexte un\tsub/un.txt\r\n\
                texte deux\tsub/deux.txt\t\r\n# texte trois\tsub/trois.txt\r\n";
    scene.write("d/list.tsv", list);
    let lines = scene.json([
        "align",
        "--add",
        "--format",
        "json",
        "--pairs",
        "d/list.tsv",
    ]);
    let named: Vec<_> = lines
        .iter()
        .map(|line| ["source", "target", "result", "line", "beads"].map(|name| line[name].clone()))
        .collect();
    assert_eq!(
        serde_json::json!(named),
        serde_json::json!([
            ["d/texte un", "d/sub/un.txt", "aligned", 4, 8],
            ["d/texte deux", "d/sub/deux.txt", "aligned", 5, 8],
        ])
    );
    assert_eq!(
        scene.stats()["pairs"],
        serde_json::json!({"fr-CA>en-CA": 16})
    );

    // Languages that are typed count more.
    let ran = scene
        .enface()
        .args([
            "align",
            "--add",
            "--from",
            "fr",
            "--to",
            "en",
            "--pairs",
            "d/list.tsv",
        ])
        .run();
    assert!(
        ran.stderr.contains("2 aligned, 0 skipped, 0 failed"),
        "{}",
        ran.stderr
    );
    assert_eq!(scene.stats()["pairs"]["fr>en"], 16);
}

#[test]
fn without_a_header_the_texts_tell_their_languages() {
    let scene = releases();
    scene.write(
        "list.tsv",
        "d/sub/un.txt\td/texte un\nd/texte deux\td/sub/deux.txt\n",
    );
    scene
        .enface()
        .args(["align", "--add", "--pairs", "list.tsv"])
        .run();
    assert_eq!(
        scene.stats()["pairs"],
        serde_json::json!({"en>fr": 8, "fr>en": 8})
    );
    let ran = scene
        .enface()
        .args(["align", "--pairs", "-"])
        .stdin("d/texte trois\td/sub/trois.txt")
        .run();
    assert!(ran.stdout.contains("  d/texte trois\n"), "{}", ran.stdout);
}

#[test]
fn what_is_wrong_with_a_pair_is_said_with_its_line() {
    let scene = releases();
    scene.write("d/lettre.docx", b"PK\x03\x04\x14\0\0\0");
    scene.write(
        "d/list.tsv",
        "texte un\tsub/un.txt\ntexte quatre\tsub/quatre.txt\n./texte un\tsub/un.txt\n\
         lettre.docx\tsub/un.txt\ntexte un\ttexte deux\nsub\tsub/un.txt\ntexte deux\tsub/deux.txt\n",
    );
    let run = |ui: &str, format: &str| {
        let ran = scene
            .enface()
            .args(["--ui", ui, "align", "--add", "--again"]);
        ran.args(["--format", format, "--pairs", "d/list.tsv"])
            .exits(2)
            .run()
    };
    let lines = objects(&run("en", "json").stdout);
    let results: Vec<_> = lines.iter().map(|line| line["result"].clone()).collect();
    assert_eq!(
        results,
        [
            "aligned",
            "failed",
            "duplicate",
            "skipped",
            "failed",
            "failed",
            "aligned"
        ]
    );
    let reason = |at: usize| lines[at]["reason"].as_str().expect("a reason");
    assert!(
        reason(1).starts_with("d/list.tsv, line 2: d/texte quatre: "),
        "{}",
        reason(1)
    );
    assert_eq!(
        reason(2),
        "d/list.tsv, line 3: The same two files as in line 1; not done again."
    );
    assert!(reason(3).starts_with("d/list.tsv, line 4: ") && reason(3).contains("not yet"));
    assert!(reason(4).contains("line 5") && reason(4).contains("same language"));
    assert!(
        reason(5).contains("line 6: d/sub is a folder"),
        "{}",
        reason(5)
    );
    assert_eq!(scene.stats()["alignments"], 2);

    let ran = run("fr", "table");
    assert!(
        ran.stdout
            .contains("échec  d/list.tsv, ligne 2\u{a0}: d/texte quatre\u{a0}: "),
        "{}",
        ran.stdout
    );
    let same = "doublon  d/list.tsv, ligne 3\u{a0}: Les deux mêmes fichiers qu’à la ligne 1";
    assert!(ran.stdout.contains(same), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("2 ignorés, 3 en échec"),
        "{}",
        ran.stderr
    );
}

#[test]
fn duplicates_alone_are_no_error() {
    let scene = releases();
    scene.write(
        "list.tsv",
        "d/texte un\td/sub/un.txt\nd/texte un\td/sub/un.txt\n",
    );
    let ran = scene.enface().args(["align", "--pairs", "list.tsv"]).run();
    assert!(
        ran.stdout.contains("duplicate  list.tsv, line 2: "),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr.contains("1 aligned, 1 skipped, 0 failed"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_line_that_is_no_pair_refuses_the_whole_manifest() {
    let scene = releases();
    for (line, why) in [
        (&b"texte deux sub/deux.txt"[..], "there is no TAB"),
        (b"texte deux\t", "one of the two paths is missing"),
        (b"\tsub/deux.txt", "one of the two paths is missing"),
        (b"texte deux\tsub/deux.txt\tdone", "more than two columns"),
        (b"texte deux\tsub/d\xe9ux.txt", "not UTF-8"),
    ] {
        let list = [&b"# comment\ntexte un\tsub/un.txt\n"[..], line, b"\n"].concat();
        scene.write("d/list.tsv", list);
        let said = scene.refused(["align", "--add", "--pairs", "d/list.tsv"]);
        assert!(
            said.contains("d/list.tsv, line 3: ") && said.contains(why),
            "{said}"
        );
        assert!(!scene.path("m.db").exists(), "nothing was done");
        let said = scene.refused(["--ui", "fr", "align", "--pairs", "d/list.tsv"]);
        assert!(said.contains("d/list.tsv, ligne 3\u{a0}: "), "{said}");
    }
    scene.write("d/list.tsv", "# nothing\nfr\ten\n");
    let said = scene.refused(["align", "--pairs", "d/list.tsv"]);
    assert!(said.contains("d/list.tsv lists no pair"), "{said}");
}

#[test]
fn the_pairs_of_a_folder_can_be_written_as_a_manifest() {
    let scene = Scene::new();
    scene.write("d/fr/pont.txt", FRENCH);
    scene.write("d/en/pont.txt", ENGLISH);
    scene.write("d/quai_f.txt", format!("Le quai\n{FRENCH}"));
    scene.write("d/quai_e.txt", format!("The quay\n{ENGLISH}"));
    scene.write("d/seul.txt", FRENCH);
    let write = |output: &str, pairs: &str| {
        let ran = scene
            .enface()
            .args(["align", "--write-manifest", output, "--pairs", pairs]);
        ran.run().stdout
    };
    assert_eq!(write("d/list.tsv", "d"), "");
    assert_eq!(
        scene.text("d/list.tsv"),
        "fr\ten\nfr/pont.txt\ten/pont.txt\nquai_f.txt\tquai_e.txt\n# seul.txt\n"
    );
    assert!(!scene.path("m.db").exists());
    let report = |pairs: &str| {
        let ran = scene
            .enface()
            .args(["align", "--format", "json", "--pairs", pairs])
            .run();
        let lines = objects(&ran.stdout).into_iter();
        lines
            .map(|line| (line["source"].clone(), line["beads"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(report("d/list.tsv"), report("d"));

    // From here, and from a folder elsewhere.
    assert!(write("-", "./d").contains("\nd/fr/pont.txt\td/en/pont.txt\n"));
    scene.write("lists/read.me", "");
    write("lists/list.tsv", "d");
    let whole = scene
        .path("d/quai_f.txt")
        .canonicalize()
        .expect("it is there");
    assert!(
        scene
            .text("lists/list.tsv")
            .contains(&format!("\n{}\t", whole.display()))
    );
    assert_eq!(report("lists/list.tsv").len(), 2);

    let said = scene.refused(["align", "--write-manifest", "d/quai_f.txt", "--pairs", "d"]);
    assert!(said.contains("it would be lost"), "{said}");
    let said = scene.refused([
        "align",
        "--write-manifest",
        "new.tsv",
        "--pairs",
        "d/list.tsv",
    ]);
    assert!(said.contains("manifest already"), "{said}");
}
