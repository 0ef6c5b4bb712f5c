//! The same input and the same memory give the same bytes.

use super::scene::Scene;

/// Aligns, imports and exports in a new memory, with everything fixed that is stored.
fn line() -> [String; 4] {
    let scene = Scene::new();
    let run = |arguments: &[&str]| {
        let ran = scene.enface().args(["--user", "odile"]);
        ran.args(arguments.iter().copied()).run().stdout
    };
    let pair = ["release.fr.txt", "release.en.txt"];
    let json = run(&["align", "--format", "json", pair[0], pair[1]]);
    let stamped = ["align", "--date", "2026-01-02", "--add", "--format", "tmx"];
    let tmx = run(&[&stamped[..], &pair[..]].concat());
    run(&["import", "--date", "2026-01-03", "units.tmx"]);
    let answers = scene
        .enface()
        .args(["lookup", "--from", "fr", "--json"])
        .stdin("Il ferme en mai.\nLes travaux ont coûté 9 millions d’euros.\nLe port de Valmer\n")
        .run()
        .stdout;
    [json, tmx, answers, run(&["export", "-o", "-"])]
}

#[test]
fn two_new_memories_give_the_same_bytes() {
    let first = line();
    assert!(first.iter().all(|output| !output.is_empty()));
    assert_eq!(line(), first);
}

#[test]
fn asking_again_gives_the_same_bytes() {
    let scene = Scene::with_memory();
    for arguments in [
        ["lookup", "--json", "La ville prépare la fermeture du port."],
        ["concordance", "--json", "pont"],
        ["export", "-o", "-"],
        ["align", "release.fr.txt", "release.en.txt"],
        ["history", "--json", "--ui=en"],
    ] {
        let run = || scene.enface().args(arguments).run().stdout;
        assert_eq!(run(), run(), "{arguments:?}");
    }
}

#[test]
fn no_clock_name_or_path_of_this_call_enters_an_export() {
    let scene = Scene::with_memory();
    let out = scene
        .enface()
        .args(["--user", "someone-else", "export", "-o", "-"])
        .run()
        .stdout;
    assert!(!out.contains("someone-else"));
    assert!(!out.contains(&scene.folder().display().to_string()));
    let dates: Vec<&str> = out
        .split("date=\"")
        .skip(1)
        .filter_map(|rest| rest.get(..16))
        .collect();
    assert_eq!(dates.len(), 7);
    assert!(dates.iter().all(|date| *date == "20260102T000000Z"));
}
