//! Bad input gets a clear error — what, where, what to do — and changes nothing.

use std::process::{Command, Output};

use rusqlite::Connection;

use super::scene::{FRENCH, Scene, many_units};
use crate::support::{installed, skip};

/// The first bytes of a picture.
const PICTURE: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0\x1f\xf3\xffa";

/// Runs a command that must be refused, with everything in the folder as before; the error must
/// hold some words.
#[track_caller]
fn refused<const N: usize>(scene: &Scene, arguments: [&str; N], words: &[&str]) {
    let before = scene.files();
    let said = scene.refused(arguments);
    for word in words {
        assert!(said.contains(word), "“{word}” is missing in: {said}");
    }
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|f| f.0.clone()).collect::<Vec<_>>();
    let after = scene.files();
    assert_eq!(names(&after), names(&before), "{arguments:?}");
    assert!(after == before, "{arguments:?} changed a file");
}

/// The same without a memory and with one.
#[track_caller]
fn refused_always<const N: usize>(arguments: [&str; N], words: &[&str], prepare: fn(&Scene)) {
    for scene in [Scene::new(), Scene::with_memory()] {
        prepare(&scene);
        refused(&scene, arguments, words);
    }
}

#[test]
fn a_missing_file() {
    let words = ["gone.fr.txt", "No such file"];
    for command in ["extract", "segment"] {
        refused_always([command, "gone.fr.txt"], &words, |_| {});
    }
    refused_always(
        ["align", "--add", "gone.fr.txt", "release.en.txt"],
        &words,
        |_| {},
    );
    refused_always(
        ["align", "--add", "release.en.txt", "gone.fr.txt"],
        &words,
        |_| {},
    );
    refused_always(
        ["import", "gone.tmx"],
        &["gone.tmx", "No such file"],
        |_| {},
    );
}

#[test]
fn a_folder_where_a_file_is_needed() {
    let folder = |scene: &Scene| scene.write("d/x.txt", "x");
    let words = ["d is a folder; a file is needed"];
    refused_always(["segment", "d"], &words, folder);
    refused_always(["align", "--add", "d", "release.en.txt"], &words, folder);
    refused_always(["import", "d"], &words, folder);
    let scene = Scene::with_memory();
    folder(&scene);
    refused(&scene, ["export", "-o", "d"], &words);
}

#[test]
fn an_empty_file() {
    let empty = |scene: &Scene| {
        scene.write("empty.txt", "");
        scene.write("blank.txt", " \n\n");
        scene.write("empty.tmx", "");
    };
    for file in ["empty.txt", "blank.txt"] {
        refused_always(
            ["align", "--add", file, "release.en.txt"],
            &[file, "no text"],
            empty,
        );
        refused_always(["segment", file], &[file, "no text"], empty);
    }
    refused_always(["import", "empty.tmx"], &["empty.tmx", "is empty"], empty);
}

#[test]
fn a_binary_file() {
    let picture = |scene: &Scene| {
        scene.write("photo.txt", PICTURE);
        scene.write("photo.tmx", PICTURE);
    };
    refused_always(["extract", "photo.txt"], &["photo.txt", "PNG"], picture);
    let align = ["align", "--add", "photo.txt", "release.en.txt"];
    refused_always(align, &["photo.txt", "PNG", "Save it as"], picture);
    refused_always(["import", "photo.tmx"], &["photo.tmx"], picture);
}

#[test]
fn two_files_in_one_language() {
    let copy = |scene: &Scene| scene.write("copy.txt", FRENCH);
    let words = [
        "release.fr.txt",
        "copy.txt",
        "same language (fr)",
        "--force",
    ];
    refused_always(
        ["align", "--add", "release.fr.txt", "copy.txt"],
        &words,
        copy,
    );
}

#[test]
fn two_files_the_wrong_way_round() {
    let words = [
        "release.en.txt",
        "release.fr.txt",
        "wrong way round",
        "Swap",
    ];
    refused_always(
        [
            "align",
            "--add",
            "--from=fr",
            "--to=en",
            "release.en.txt",
            "release.fr.txt",
        ],
        &words,
        |_| {},
    );
}

#[test]
fn two_files_that_are_no_translations_of_each_other() {
    let other = |scene: &Scene| {
        let recipe: String = [
            "Peel the apples and slice them thinly.",
            "Melt the butter in a wide pan, then add sugar, cinnamon and a little lemon juice.",
            "Stir.",
            "When everything has turned golden, which takes about a quarter of an hour over a low \
             flame, take the pan away from the heat and let it cool under a clean cloth.",
            "Roll the dough.",
            "Serve warm with cream or, if your guests are many and hungry, with vanilla ice.",
            "Leftovers keep for three days in a cold larder.",
            "My grandmother used pears instead and nobody ever complained about that at her table.",
        ]
        .join("\n");
        scene.write("recipe.en.txt", recipe);
    };
    let words = [
        "release.fr.txt",
        "recipe.en.txt",
        "translations of each other",
        "--force",
    ];
    refused_always(
        ["align", "--add", "release.fr.txt", "recipe.en.txt"],
        &words,
        other,
    );
}

#[test]
fn a_file_that_is_not_well_formed_is_refused_whole_with_the_place() {
    let broken = |scene: &Scene| {
        let tmx = scene
            .text("units.tmx")
            .replace("</tu>\n<tu tuid=\"3\">", "</tuv>\n<tu tuid=\"3\">");
        scene.write("broken.tmx", tmx);
        scene.write("cut.tmx", &scene.read("units.tmx")[..700]);
        scene.write(
            "page.tmx",
            "<!doctype html><html><body>Not found</body></html>",
        );
    };
    refused_always(
        ["import", "broken.tmx"],
        &["broken.tmx", "Line 4, column "],
        broken,
    );
    refused_always(
        ["import", "cut.tmx"],
        &["cut.tmx", "Line ", "ends in the middle"],
        broken,
    );
    refused_always(["import", "page.tmx"], &["page.tmx", "HTML page"], broken);
}

#[test]
fn a_file_that_is_not_a_memory() {
    let scene = Scene::new();
    scene.write(
        "text.db",
        "This only has the name of a memory, it is a letter to a friend.",
    );
    Connection::open(scene.path("other.db"))
        .unwrap()
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    for file in ["text.db", "other.db", "units.tmx"] {
        let words = [file, "not an enface memory", "--memory"];
        refused(&scene, ["-m", file, "stats", "--json"], &words);
        refused(&scene, ["-m", file, "import", "units.tmx"], &words);
        refused(&scene, ["-m", file, "undo", "1"], &words);
        refused(
            &scene,
            [
                "-m",
                file,
                "align",
                "--add",
                "release.fr.txt",
                "release.en.txt",
            ],
            &words,
        );
    }
    scene.write("d/x", "");
    refused(
        &scene,
        ["-m", "d", "import", "units.tmx"],
        &["d is not an enface memory"],
    );
}

#[test]
fn an_empty_file_where_the_memory_should_be() {
    let scene = Scene::new();
    scene.write("m.db", "");
    refused(&scene, ["stats"], &["m.db", "not an enface memory"]);
    refused(
        &scene,
        ["import", "units.tmx"],
        &["m.db", "not an enface memory"],
    );
}

#[test]
fn a_missing_memory_that_is_to_be_read() {
    let scene = Scene::new();
    for command in [
        ["lookup", "Le port ouvre en mai.", "--json"],
        ["concordance", "port", "--json"],
        ["export", "-o", "out.tmx"],
        ["stats", "--json", "--ui=en"],
        ["history", "--json", "--ui=en"],
        ["undo", "1", "--json"],
    ] {
        refused(&scene, command, &["no memory at m.db", "enface import"]);
    }
}

#[test]
fn a_memory_of_a_newer_version() {
    let scene = Scene::with_memory();
    Connection::open(scene.path("m.db"))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let words = ["m.db", "newer enface (schema 99", "Update"];
    refused(&scene, ["stats"], &words);
    refused(&scene, ["lookup", "Il ferme en octobre."], &words);
    refused(&scene, ["import", "units.tmx"], &words);
    refused(&scene, ["undo"], &words);
    refused(
        &scene,
        ["align", "--add", "release.fr.txt", "release.en.txt"],
        &words,
    );
}

#[test]
fn a_folder_where_nothing_can_be_made() {
    // Not even the superuser makes files here.
    let scene = Scene::with_memory();
    refused(
        &scene,
        ["-m", "/proc/m.db", "import", "units.tmx"],
        &["/proc/m.db"],
    );
    refused(
        &scene,
        ["-m", "gone/m.db", "import", "units.tmx"],
        &["gone/m.db"],
    );
    refused(
        &scene,
        ["export", "-o", "/proc/out.tmx"],
        &["/proc/out.tmx"],
    );
    refused(&scene, ["export", "-o", "gone/out.tmx"], &["gone/out.tmx"]);
}

/// Runs a shell script in a file system name space of its own, where it may mount; `$E` is the
/// program. `None` where the system does not allow that.
fn in_own_file_system(scene: &Scene, script: &str) -> Option<Output> {
    let unshare = installed("unshare")?;
    let mut command = Command::new(unshare);
    command
        .args(["-rm", "sh", "-ec"])
        .current_dir(scene.folder());
    command.env_clear().env("PATH", std::env::var_os("PATH")?);
    command.env("E", env!("CARGO_BIN_EXE_enface"));
    let allowed = Command::new(unshare)
        .args(["-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"])
        .output()
        .expect("unshare runs");
    if !allowed.status.success() {
        skip("this system does not let a test mount a file system of its own");
        return None;
    }
    Some(command.arg(script).output().expect("unshare runs"))
}

#[track_caller]
fn told(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "the script failed\n{out}\n{err}");
    (out, err)
}

#[test]
fn a_read_only_folder_can_be_read_and_is_not_written() {
    let scene = Scene::with_memory();
    scene.write("ro/m.db", scene.read("m.db"));
    let script = r#"
        mount --bind ro ro; mount -o remount,bind,ro ro
        "$E" -m ro/m.db stats --json
        "$E" -m ro/m.db lookup 'Il ferme en octobre.' --json
        sed 's/mai/juin/' units.tmx >june.tmx
        for c in '-m ro/m.db import june.tmx' '-m ro/m.db undo' '-m ro/new.db import june.tmx' \
                 '-m m.db export -o ro/out.tmx'; do
            code=0; "$E" $c || code=$?; echo "exit $code"
        done
        ls -A ro; cmp ro/m.db m.db
    "#;
    let Some(output) = in_own_file_system(&scene, script) else {
        return;
    };
    let (out, err) = told(&output);
    assert!(out.contains("\"units\":11"), "{out}\n{err}");
    assert!(out.contains("It closes in October."), "{out}");
    let end: String = ["exit 2\n"; 4].concat() + "m.db\n";
    assert!(out.ends_with(&end), "{out}\n{err}");
    for name in ["ro/new.db", "ro/out.tmx"] {
        assert!(err.contains(name), "{err}");
    }
    assert_eq!(err.matches("enface: ").count(), 4, "{err}");
}

#[test]
fn a_full_disk_is_an_error_and_leaves_everything_as_it_was() {
    let scene = Scene::with_memory();
    scene.write("many.tmx", many_units(0..8_000));
    scene.write("full/here", "");
    scene
        .enface()
        .args(["-m", "many.db", "import", "many.tmx"])
        .run();
    let script = r#"
        mount -t tmpfs -o size=400k tmpfs full
        cp m.db full/m.db; echo 'as it was' >full/out.tmx
        for c in '-m full/m.db import many.tmx' '-m full/new.db import many.tmx' \
                 '-m many.db export -o full/out.tmx'; do
            code=0; "$E" $c || code=$?; echo "exit $code"
        done
        ls -A full; cmp full/m.db m.db; cat full/out.tmx
        "$E" -m full/m.db stats --json
    "#;
    let Some(output) = in_own_file_system(&scene, script) else {
        return;
    };
    let (out, err) = told(&output);
    let begin: String = ["exit 2\n"; 3].concat() + "m.db\nout.tmx\nas it was\n";
    assert!(out.starts_with(&begin), "{out}\n{err}");
    assert!(out.contains("\"units\":11"), "{out}");
    assert_eq!(err.matches("disk is full").count(), 2, "{err}");
    assert!(err.contains("full/out.tmx: No space left"), "{err}");
}

#[test]
fn a_full_device_is_an_error_that_names_it() {
    let scene = Scene::with_memory();
    scene.write("many.tmx", many_units(0..500));
    scene.import("many.tmx");
    // What these units teach lies beside the memory from here on.
    scene
        .enface()
        .args(["align", "release.fr.txt", "release.en.txt"])
        .run();
    refused(
        &scene,
        ["export", "-o", "/dev/full"],
        &["/dev/full: No space left"],
    );
    let align = [
        "align",
        "-o",
        "/dev/full",
        "release.fr.txt",
        "release.en.txt",
    ];
    refused(&scene, align, &["/dev/full: No space left"]);
    for command in [
        "export -o -",
        "stats",
        "history --json",
        "concordance navire",
    ] {
        let output = Command::new("sh")
            .args(["-c", &format!("\"$E\" -m m.db {command} >/dev/full")])
            .env("E", env!("CARGO_BIN_EXE_enface"))
            .current_dir(scene.folder())
            .output()
            .expect("there is a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{command}: {said}");
        assert!(said.contains("No space left"), "{command}: {said}");
    }
}
