//! `segment --srx`, `--explain`, `--export-srx`: rule files of others, reasons, and our rules out.

use super::scene::{Scene, objects};

/// Rules of somebody: a semicolon ends, but not after `bis`; one rule that nobody can read.
const THEIRS: &str = r#"<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/>
<body><languagerules><languagerule languagerulename="Mine">
<rule break="no"><beforebreak>\bbis;</beforebreak><afterbreak>\s</afterbreak></rule>
<rule break="yes"><beforebreak>;</beforebreak><afterbreak>\s</afterbreak></rule>
<rule break="yes"><beforebreak>(</beforebreak><afterbreak></afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern="FR.*" languagerulename="Mine"/></maprules></body></srx>"#;

const TEXT: &str = "Un ; deux. Trois bis; quatre ;\u{a0}cinq";

fn scene() -> Scene {
    let scene = Scene::new();
    scene.write("theirs.srx", THEIRS);
    scene.write("text.txt", TEXT);
    scene
}

fn texts(output: &str) -> Vec<String> {
    let sentences = objects(output).into_iter();
    let text = |s: serde_json::Value| s["text"].as_str().expect("a text").to_owned();
    sentences.map(text).collect()
}

#[test]
fn a_rule_file_alone_decides_and_says_how_it_was_read() {
    let scene = scene();
    let run = |dialect: &str| {
        let run = scene
            .enface()
            .args(["segment", "--lang=fr", "--json", "--srx=theirs.srx"]);
        run.args(["--dialect", dialect, "text.txt"]).run()
    };
    let ran = run("auto");
    let cut = ["Un ;", "deux. Trois bis; quatre ;", "cinq"];
    assert_eq!(texts(&ran.stdout), cut);
    assert!(
        ran.stderr.contains("Mine:3") && ran.stderr.contains("left out"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("2 rules") && ran.stderr.contains("icu (guessed"),
        "{}",
        ran.stderr
    );
    // In Java's dialect the no-break space is no white space.
    let ran = run("java-ascii");
    assert_eq!(
        texts(&ran.stdout),
        ["Un ;", "deux. Trois bis; quatre ;\u{a0}cinq"]
    );
    assert!(!ran.stderr.contains("guessed"), "{}", ran.stderr);
}

#[test]
fn a_language_that_the_file_does_not_have_is_said() {
    let scene = scene();
    let run = scene
        .enface()
        .args(["segment", "--lang=en", "--srx=theirs.srx", "text.txt"]);
    let ran = run.run();
    assert_eq!(ran.stdout.lines().count(), 1);
    assert!(ran.stderr.contains("no rules for en"), "{}", ran.stderr);
}

#[test]
fn a_file_that_is_no_rule_file_is_refused_with_the_place() {
    let scene = scene();
    for (content, said) in [
        ("", "no SRX rules"),
        ("<tmx/>", "no SRX rules"),
        ("<srx>\n<body></srx>", "line 2"),
        ("<srx><body><x>&nope;</x></body></srx>", "nope"),
    ] {
        scene.write("bad.srx", content);
        let refusal = scene.refused(["segment", "--lang=fr", "--srx=bad.srx", "text.txt"]);
        assert!(
            refusal.contains("bad.srx") && refusal.contains(said),
            "{refusal}"
        );
    }
    let refusal = scene.refused(["segment", "--lang=fr", "--srx=none.srx", "text.txt"]);
    assert!(refusal.contains("none.srx"), "{refusal}");
}

#[test]
fn an_explanation_names_the_rules_and_changes_no_cut() {
    let scene = Scene::new();
    scene.write("text.txt", "Hier M. Roy est venu. Il part.");
    let run = |arguments: &[&str]| {
        let run = scene.enface().args(["segment", "--lang=fr"]);
        run.args(arguments).arg("text.txt").run().stdout
    };
    let explained = run(&["--explain"]);
    let lines: Vec<&str> = explained
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    assert_eq!(lines.join("\n") + "\n", run(&[]));
    assert!(
        explained.contains("Hier M.| Roy") && explained.contains("fr-title"),
        "{explained}"
    );
    assert!(explained.contains("ended by fr-"), "{explained}");
    let json = objects(&run(&["--explain", "--json"]));
    assert_eq!(json[0]["kept"][0]["rule"], "fr-title");
    assert_eq!(json[0]["kept"][0]["at"], 7);
    assert_eq!(json[0]["kept"][0]["against"], "fr-end");
    assert_eq!(
        objects(&run(&["--json"]))[0]["kept"]
            .as_array()
            .map(Vec::len),
        Some(0)
    );
}

#[test]
fn the_rules_go_out_with_the_memory_s_own_in_front() {
    let scene = Scene::new();
    let add = ["exceptions", "add", "--lang=fr", "déliv."];
    scene.enface().args(add).run();
    scene
        .enface()
        .args(["segment", "--export-srx", "-o", "ours.srx"])
        .run();
    let file = scene.text("ours.srx");
    let own = file.find("own:déliv.").expect("the memory's own rule");
    assert!(own < file.find("fr-title").expect("a built-in rule"));
    assert!(
        file.contains("de-title") && !file.contains("other-"),
        "all languages of their own"
    );
    scene.write("text.txt", "Voir la déliv. Le pont ouvre. Il ferme.");
    let run = |arguments: &[&str]| {
        let run = scene.enface().args(["segment", "--lang=fr"]);
        run.args(arguments).arg("text.txt").run().stdout
    };
    let expected = "Voir la déliv. Le pont ouvre.\nIl ferme.\n";
    assert_eq!(run(&[]), expected);
    assert_eq!(run(&["--srx=ours.srx"]), expected);
    // To standard output, and one language only.
    let english = scene
        .enface()
        .args(["segment", "--export-srx", "--lang=en"])
        .run()
        .stdout;
    assert!(
        english.contains("en-title") && !english.contains("fr-title") && !english.contains("own:")
    );
    let russian = scene
        .enface()
        .args(["segment", "--export-srx", "--lang=ru"])
        .run()
        .stdout;
    assert!(russian.contains("other-end") && !russian.contains("en-title"));
    let refusal = scene.refused(["segment", "--export-srx", "-o", "m.db"]);
    assert!(refusal.contains("m.db"), "{refusal}");
}
