//! The seeds from end to end: read, cut, aligned, stored, exported, looked up.
//!
//! The beads must be those checked by hand, the TMX those of `tmx/` to the byte, and what the
//! memory says of the third release what a translator signed. `ENFACE_BLESS=1` writes the TMX and
//! the golden files anew; read the difference before you keep it.

mod support;

use std::path::Path;

use support::{Enface, project, read};
use tempfile::TempDir;

/// The releases with a translation, and the one without.
const PAIRS: [&str; 2] = ["2023-10-03-otan", "2024-02-13-fictif"];
const NEW: &str = "2024-03-21-fictif";

/// What is stored as date and author, so that the same input gives the same bytes.
const STAMP: [&str; 4] = ["--date", "2026-11-23", "--user", "enface"];

fn seed(slug: &str, language: &str) -> String {
    project(&format!("seeds/{slug}/{slug}.{language}.txt"))
        .display()
        .to_string()
}

/// Compares with a golden file, or writes it where that is asked for.
fn golden(place: &str, found: &str) {
    let path = project(place);
    if std::env::var_os("ENFACE_BLESS").is_some() {
        std::fs::write(&path, found).expect("the golden file can be written");
    }
    let expected = String::from_utf8(read(&path)).expect("golden files are UTF-8");
    assert!(expected == found, "{place} differs; found:\n{found}");
}

/// Returns a memory that holds both pairs.
fn memory(folder: &Path) -> std::path::PathBuf {
    let memory = folder.join("seeds.db");
    for slug in PAIRS {
        let (fr, en) = (seed(slug, "fr"), seed(slug, "en"));
        Enface::new()
            .memory(&memory)
            .args(["align", "--add", &fr, &en])
            .args(STAMP)
            .run();
    }
    memory
}

#[test]
fn the_beads_are_those_checked_by_hand() {
    for slug in PAIRS {
        let (fr, en) = (seed(slug, "fr"), seed(slug, "en"));
        let ran = Enface::new()
            .args(["align", "--format", "links", &fr, &en])
            .run();
        let links: Vec<&str> = ran
            .stdout
            .lines()
            .filter_map(|line| line.split('\t').next())
            .collect();
        let checked = String::from_utf8(read(&project(&format!("seeds/{slug}/beads.tsv"))))
            .expect("the list is UTF-8");
        let wanted: Vec<String> = checked
            .lines()
            .skip(1)
            .map(|line| {
                let fields: Vec<&str> = line.split('\t').collect();
                format!("{}:{}", fields[1], fields[2])
            })
            .collect();
        assert_eq!(links, wanted, "{slug}");
    }
}

#[test]
fn the_pages_mark_what_is_worth_a_look_and_what_is_doubtful() {
    let mut marked = 0;
    for slug in PAIRS {
        let (fr, en) = (seed(slug, "fr"), seed(slug, "en"));
        let shown = |format: &str| {
            let ran = Enface::new().args(["align", "--format", format, &fr, &en]);
            ran.run().stdout
        };
        let pages = shown("table");
        for line in shown("links").lines() {
            let confidence = line.split('\t').nth(1).expect("two columns");
            let band = confidence.parse::<f64>().expect("a number");
            let mark = match band {
                _ if band >= 0.95 => continue,
                _ if band >= 0.7 => '?',
                _ => '!',
            };
            let gutter = format!("{confidence} {mark}");
            assert!(pages.contains(&gutter), "{slug}: {gutter}\n{pages}");
            marked += 1;
        }
    }
    assert!(marked > 0);
}

#[test]
fn the_sentences_are_those_of_the_checked_beads() {
    for slug in PAIRS {
        let checked = String::from_utf8(read(&project(&format!("seeds/{slug}/beads.tsv"))))
            .expect("the list is UTF-8");
        for (language, numbers, text) in [("fr", 1, 3), ("en", 2, 4)] {
            let file = seed(slug, language);
            let ran = Enface::new()
                .args(["segment", "--lang", language, &file])
                .run();
            let cut: Vec<&str> = ran.stdout.lines().collect();
            let mut told = Vec::new();
            for (row, line) in checked.lines().enumerate().skip(1) {
                let fields: Vec<&str> = line.split('\t').collect();
                let bead = numbers_of(fields[numbers]);
                // The list joins the sentences of a bead by one space.
                let found: Vec<&str> = bead
                    .iter()
                    .map(|&number| cut.get(number).copied().unwrap_or("(no sentence)"))
                    .collect();
                let place = format!("{slug} {language}, line {} of beads.tsv", row + 1);
                assert_eq!(found.join(" "), fields[text], "{place}");
                told.extend(bead);
            }
            let every: Vec<usize> = (0..cut.len()).collect();
            assert_eq!(
                told, every,
                "{slug} {language}: each sentence is in one bead"
            );
        }
    }
}

/// Reads the sentence numbers of one side of a bead: `3,4`, or nothing.
fn numbers_of(side: &str) -> Vec<usize> {
    side.split(',')
        .filter(|number| !number.is_empty())
        .map(|number| number.parse().expect("a sentence number"))
        .collect()
}

#[test]
fn the_tmx_of_each_pair_is_the_one_in_tmx() {
    let folder = TempDir::new().expect("a temporary folder");
    for slug in PAIRS {
        let (fr, en) = (seed(slug, "fr"), seed(slug, "en"));
        let file = folder.path().join("made.tmx").display().to_string();
        Enface::new()
            .args(["align", &fr, &en, "-o", &file])
            .args(STAMP)
            .run();
        let made = String::from_utf8(read(Path::new(&file))).expect("TMX is UTF-8");
        golden(&format!("tmx/{slug}.tmx"), &made);
    }
}

#[test]
fn a_memory_exports_what_was_aligned() {
    let folder = TempDir::new().expect("a temporary folder");
    for slug in PAIRS {
        let memory = folder.path().join(format!("{slug}.db"));
        let (fr, en) = (seed(slug, "fr"), seed(slug, "en"));
        let file = folder.path().join("made.tmx").display().to_string();
        Enface::new()
            .memory(&memory)
            .args(["align", "--add", &fr, &en])
            .args(STAMP)
            .run();
        Enface::new()
            .memory(&memory)
            .args(["export", "-o", &file])
            .run();
        let wanted = read(&project(&format!("tmx/{slug}.tmx")));
        assert!(
            read(Path::new(&file)) == wanted,
            "{slug}: the export differs from tmx/"
        );
    }
}

#[test]
fn the_third_release_gets_what_a_translator_expects() {
    let folder = TempDir::new().expect("a temporary folder");
    let memory = memory(folder.path());
    let file = seed(NEW, "fr");
    let shown = Enface::new()
        .memory(&memory)
        .args(["lookup", "--document", &file])
        .run();
    golden("tests/golden/seeds/lookup.txt", &shown.stdout);
    let french = Enface::new()
        .memory(&memory)
        .args(["--ui", "fr", "lookup", "--document", &file]);
    golden("tests/golden/seeds/lookup.fr.txt", &french.run().stdout);
    let json = Enface::new()
        .memory(&memory)
        .args(["lookup", "--json", "--document", &file])
        .run();
    golden("tests/golden/seeds/lookup.jsonl", &json.stdout);
}

#[test]
fn the_table_of_the_readme_holds() {
    let folder = TempDir::new().expect("a temporary folder");
    let memory = memory(folder.path());
    let file = seed(NEW, "fr");
    let ran = Enface::new()
        .memory(&memory)
        .args(["lookup", "--json", "--document", &file])
        .run();
    let answers: Vec<serde_json::Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON is an object"))
        .collect();
    let answer = |beginning: &str| {
        answers
            .iter()
            .find(|a| {
                a["query"]
                    .as_str()
                    .is_some_and(|query| query.starts_with(beginning))
            })
            .unwrap_or_else(|| panic!("no sentence begins “{beginning}”"))
    };
    // Only numbers and dates differ: 99 before the deduction for an unreviewed unit.
    for (beginning, adapted) in [
        (
            "Le pont aérien",
            "The airlift has delivered 2,480 tonnes of food since 26 February 2024.",
        ),
        (
            "Les contributions",
            "The contributions announced amount to €1.8 billion, of which 60% has already been paid.",
        ),
    ] {
        let best = &answer(beginning)["matches"][0];
        assert_eq!(best["adapted"], adapted);
        assert_eq!(best["base"], 100);
        assert_eq!(best["band"], "95-99");
    }
    assert_eq!(answer("Texte fictif")["matches"][0]["base"], 100);
    assert_eq!(
        answer("Contact presse")["matches"].as_array().map(Vec::len),
        Some(0)
    );
    for beginning in [
        "Ce jeudi",
        "Au cours de cet appel",
        "M. Holmqvist",
        "Le 18 mars",
    ] {
        let base = answer(beginning)["matches"][0]["base"]
            .as_u64()
            .unwrap_or_default();
        assert!((70..=90).contains(&base), "{beginning}: {base}");
    }
    for (beginning, part) in [
        ("– l’adoption", "l’adoption d’un large ensemble de mesures"),
        (
            "Il a observé",
            "les pays membres se partageaient la charge de manière équitable",
        ),
    ] {
        let found = answer(beginning);
        assert_eq!(
            found["matches"].as_array().map(Vec::len),
            Some(0),
            "{beginning}"
        );
        let fragments = found["fragments"].to_string();
        assert!(fragments.contains(part), "{beginning}: {fragments}");
    }
}

#[test]
fn a_phrase_is_found_with_its_english() {
    let folder = TempDir::new().expect("a temporary folder");
    let memory = memory(folder.path());
    let ran = Enface::new()
        .memory(&memory)
        .args(["concordance", "aussi longtemps qu’il le faudra"])
        .run();
    assert_eq!(
        ran.stdout.matches("{+as long as it takes+}").count(),
        2,
        "{}",
        ran.stdout
    );
}
