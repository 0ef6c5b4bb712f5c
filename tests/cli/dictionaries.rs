//! `align --dictionary`, and what a memory teaches the aligner: where word pairs come from.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::scene::{Scene, many_units};
use crate::support::skip;

const PAIR: [&str; 2] = ["release.fr.txt", "release.en.txt"];

/// The folder and the names of FreeDict's French–English dictionary, as Debian installs it.
const FREEDICT: &str = "/usr/share/dictd/freedict-fra-eng";

/// Five pairs in French and English, and one that is more than a word on each side.
const TABLE: &str = "fr\ten\nle pont\tthe bridge\nmatin\tmorning\nruban\tribbon\t3\n\
                     rive\tbank\nville\tcity\nmise en œuvre\timplementation\n";

impl Scene {
    /// Aligns the release and returns standard output and standard error.
    fn aligned(&self, options: &[&str]) -> (String, String) {
        let ran = self.enface().arg("align").args(options.iter().copied());
        let ran = ran.args(["--format=links"]).args(PAIR).run();
        (ran.stdout, ran.stderr)
    }

    /// Writes a dictionary for `dictd` as it is: two entries and its title.
    fn write_dictd(&self, name: &str) {
        let entries = [
            (
                "00databaseshort",
                "00databaseshort\n French-English words\n",
            ),
            (
                "pont",
                "pont /pɔ̃/ <n, masc>\n1. bridge\n2. deck, upper deck\n",
            ),
            ("ville", "ville /vil/ <n, fem>\ncity; town\n"),
        ];
        let digit = |n: usize| {
            let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            char::from(digits[n])
        };
        let number = |n: usize| [digit(n / 64), digit(n % 64)].iter().collect::<String>();
        let (mut index, mut text) = (String::new(), String::new());
        for (headword, entry) in entries {
            let (place, length) = (number(text.len()), number(entry.len()));
            let _ = writeln!(index, "{headword}\t{place}\t{length}");
            text += entry;
        }
        self.write(&format!("{name}.index"), index);
        self.write(&format!("{name}.dict"), text);
    }
}

#[test]
fn a_table_helps_and_says_what_was_taken() {
    let scene = Scene::new();
    scene.write("words.tsv", TABLE);
    let (without, silent) = scene.aligned(&[]);
    let (with, said) = scene.aligned(&["--dictionary=words.tsv"]);
    assert_ne!(with, without);
    assert!(!silent.contains("words"), "{silent}");
    let line = "words.tsv: 5 word pairs taken, 1 passed over (more than one word).\n";
    assert!(said.starts_with(line), "{said}");
    let ran = scene
        .enface()
        .args(["--ui", "fr", "align", "--dictionary", "words.tsv"]);
    let said = ran.args(PAIR).run().stderr;
    let line = "words.tsv\u{a0}: 5 paires de mots retenues, 1 laissées de côté (plus d’un mot).\n";
    assert!(said.starts_with(line), "{said}");
    assert_eq!(
        scene.names(),
        ["release.en.txt", "release.fr.txt", "units.tmx", "words.tsv"]
    );
}

#[test]
fn a_dictionary_of_the_other_direction_is_turned() {
    let scene = Scene::new();
    scene.write("words.tsv", TABLE);
    let turned = TABLE.lines().map(|line| {
        let mut fields: Vec<&str> = line.split('\t').collect();
        fields.swap(0, 1);
        fields.join("\t") + "\n"
    });
    scene.write("turned.tsv", turned.collect::<String>());
    let (straight, _) = scene.aligned(&["--dictionary=words.tsv"]);
    let (turned, said) = scene.aligned(&["--dictionary=turned.tsv"]);
    assert_eq!(turned, straight);
    assert!(!said.contains("does not say"), "{said}");

    let silent = TABLE.split_once('\n').expect("there is a header").1;
    scene.write("silent.tsv", silent);
    let (taken, said) = scene.aligned(&["--dictionary=silent.tsv"]);
    assert_eq!(taken, straight);
    assert!(
        said.contains("silent.tsv does not say its languages"),
        "{said}"
    );
}

#[test]
fn dictionaries_add_up() {
    let scene = Scene::new();
    let (header, lines) = TABLE.split_once('\n').expect("there is a header");
    let lines: Vec<&str> = lines.lines().collect();
    let table = |lines: &[&str]| format!("{header}\n{}\n", lines.join("\n"));
    scene.write("words.tsv", TABLE);
    scene.write("a.tsv", table(&lines[..2]));
    scene.write("b.tsv", table(&lines[2..]));
    let (both, _) = scene.aligned(&["--dictionary=b.tsv", "--dictionary=a.tsv"]);
    assert_eq!(both, scene.aligned(&["--dictionary=words.tsv"]).0);
}

#[test]
fn a_dictd_dictionary_is_named_by_either_file_or_neither() {
    let scene = Scene::new();
    scene.write_dictd("d/words");
    scene.write(
        "same.tsv",
        "fr\ten\npont\tbridge\npont\tdeck\nville\tcity\nville\ttown\n",
    );
    let (expected, _) = scene.aligned(&["--dictionary=same.tsv"]);
    for name in [
        "d/words",
        "d/words.index",
        "d/words.dict",
        "d/words.dict.dz",
    ] {
        let (found, said) = scene.aligned(&[&format!("--dictionary={name}")]);
        assert_eq!(found, expected, "{name}");
        let line = format!("{name}: 4 word pairs taken, 1 passed over");
        assert!(said.starts_with(&line), "{said}");
    }
    // Named by its stem, its files are inputs all the same.
    let index = scene.read("d/words.index");
    let ran = scene.enface().args(["align", "--dictionary=d/words"]);
    let ran = ran.args(["-o", "d/words.index", "--format=links"]);
    ran.args(PAIR).exits(2).run();
    assert_eq!(scene.read("d/words.index"), index);
}

#[test]
fn a_batch_uses_the_dictionary_for_every_pair() {
    let scene = Scene::new();
    scene.write("words.tsv", TABLE);
    for name in ["a", "b"] {
        scene.write(&format!("d/{name}.fr.txt"), scene.read(PAIR[0]));
        scene.write(&format!("d/{name}.en.txt"), scene.read(PAIR[1]));
    }
    let ran = scene
        .enface()
        .args(["align", "--dictionary=words.tsv", "--pairs=d"])
        .run();
    assert!(ran.stderr.contains("5 word pairs taken"), "{}", ran.stderr);
    assert!(ran.stderr.contains("2 aligned"), "{}", ran.stderr);
    scene.write("words.tsv", "de\ten\nHaus\thouse\n");
    let ran = scene
        .enface()
        .args(["align", "--dictionary=words.tsv", "--pairs=d"]);
    let said = ran.exits(2).run().stderr;
    assert!(said.contains("de>en"), "{said}");
}

#[test]
fn what_is_no_dictionary_is_refused_with_its_place() {
    let scene = Scene::new();
    scene.write("line.tsv", "chat\tcat\nchien\n");
    scene.write("none.tsv", "fr\ten\nmise en œuvre\timplementation\n");
    scene.write("german.tsv", "de\ten\nHaus\thouse\n");
    scene.write("far.index", "chat\tA\tBA\n");
    scene.write("far.dict", "chat\ncat\n");
    scene.write("torn.index", "chat\tA\tJ\n");
    scene.write("torn.dict.dz", b"\x1f\x8b\x08\x00\x00");
    scene.write("alone.index", "chat\tA\tJ\n");
    let before = scene.files();
    for (name, parts) in [
        ("line.tsv", ["line.tsv: line 2", "TAB"]),
        (
            "none.tsv",
            ["none.tsv: There is no pair", "1 translation passed over"],
        ),
        ("german.tsv", ["german.tsv", "de>en"]),
        ("far", ["far.index: line 1", "9 bytes"]),
        ("torn", ["torn.dict.dz", "damaged"]),
        ("alone.index", ["alone.dict", ""]),
        ("nothing.tsv", ["nothing.tsv", ""]),
        (".", ["folder", ""]),
    ] {
        let dictionary = format!("--dictionary={name}");
        let ran = scene.enface().args(["align", "--add", &dictionary]);
        let ran = ran.args(PAIR).exits(2).run();
        assert_eq!(ran.stdout, "", "{name}");
        for part in parts {
            assert!(ran.stderr.contains(part), "{name}: {}", ran.stderr);
        }
    }
    let french = scene.refused([
        "--ui=fr",
        "align",
        "--dictionary=line.tsv",
        PAIR[0],
        PAIR[1],
    ]);
    assert!(french.contains("ligne 2"), "{french}");
    let over = [
        "align",
        "--dictionary=line.tsv",
        "-oline.tsv",
        PAIR[0],
        PAIR[1],
    ];
    assert!(scene.refused(over).contains("would be lost"));
    assert_eq!(scene.files(), before);
}

#[test]
fn freedict_is_read_whole() {
    if !Path::new(FREEDICT).with_extension("index").exists() {
        skip("dict-freedict-fra-eng is not installed");
        return;
    }
    let scene = Scene::new();
    let (_, said) = scene.aligned(&["--dictionary", FREEDICT]);
    let pairs = said
        .strip_prefix(&format!("{FREEDICT}: "))
        .expect("it begins with its name");
    let pairs: u32 = pairs
        .split(' ')
        .next()
        .and_then(|count| count.parse().ok())
        .expect("the number of pairs follows");
    assert!(pairs > 9_000, "{said}");
    assert!(!said.contains("does not say"), "{said}");
}

#[test]
fn what_a_memory_teaches_lies_beside_it_and_may_be_deleted() {
    let scene = Scene::new();
    scene.write("many.tmx", many_units(0..330));
    let kept = scene.path("m.db.lexicon-en-fr");
    let lexicon = || fs::read(&kept).expect("the lexicon is kept");
    let alone = scene.aligned(&[]);
    scene.import("many.tmx");
    scene.json([
        "lookup",
        "--json",
        "--from=fr",
        "--to=en",
        "Le navire 7 attend au port.",
    ]);
    assert!(!kept.exists());
    let first = scene.aligned(&[]);
    let bytes = lexicon();
    assert_eq!(scene.aligned(&[]), first);
    assert_eq!(lexicon(), bytes);
    fs::write(&kept, &bytes[..bytes.len() / 2]).expect("it can be written");
    assert_eq!(scene.aligned(&[]), first);
    assert_eq!(lexicon(), bytes);
    fs::remove_file(&kept).expect("it can be deleted");
    assert_eq!(scene.aligned(&[]), first);
    assert_eq!(lexicon(), bytes);

    scene.enface().arg("undo").run();
    assert_eq!(scene.aligned(&[]), alone);
    assert!(!kept.exists());
}
