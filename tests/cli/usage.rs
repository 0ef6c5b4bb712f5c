//! What can be typed, in two languages, and what an exit code means.

use crate::support::Enface;

use super::scene::Scene;

#[test]
fn help_and_version_are_results() {
    let ran = Enface::new().arg("--help").run();
    for command in ["align", "import", "export", "lookup", "concordance", "undo"] {
        assert!(ran.stdout.contains(command), "{command}");
        let own = Enface::new().args([command, "--help"]).run();
        assert!(
            own.stdout.contains(&format!("enface {command}")),
            "{command}"
        );
        assert_eq!(own.stderr, "");
    }
    let ran = Enface::new().arg("--version").run();
    assert_eq!(
        ran.stdout,
        concat!("enface ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn what_is_promised_for_later_says_not_yet() {
    let scene = Scene::with_memory();
    let before = scene.files();
    for command in ["analyze", "check", "package", "serve", "translate"] {
        let said = scene.refused([command, "--some", "thing"]);
        assert!(said.contains("not yet"), "{said}");
    }
    assert_eq!(scene.files(), before);
}

#[test]
fn what_cannot_be_typed_is_exit_code_2() {
    let scene = Scene::new();
    for (arguments, named) in [
        (["stats", "--colour", "red"], "--colour"),
        (
            ["-mone.db", "--memory=two.db", "stats"],
            "--memory <FILE> is given twice",
        ),
        (["xyzzy", "a", "b"], "xyzzy"),
        (["align", "--format=gif", "release.fr.txt"], "gif"),
        (["import", "--date=hier", "units.tmx"], "hier"),
        (["lookup", "--limit=many", "x"], "many"),
        (["segment", "--lang=fr!", "release.fr.txt"], "fr!"),
        (["--ui=de", "stats", "--json"], "de"),
        (["export", "--from", "fr"], "-o"),
    ] {
        let said = scene.refused(arguments);
        assert!(said.contains(named), "{arguments:?}: {said}");
    }
    let said = scene.refused(["concordance", "logiciel", "libre"]);
    assert!(
        said.contains("libre") && said.contains("in quotes"),
        "{said}"
    );
    let said = scene.refused(["concordance", "-les"]);
    assert!(said.contains("put --."), "{said}");
    let said = scene.refused([]);
    assert!(said.contains("--help"), "{said}");
    let said = scene.refused(["align", "release.fr.txt"]);
    assert!(said.contains("TARGET"), "{said}");
}

#[test]
fn it_speaks_french_when_asked_or_where_the_locale_is() {
    let scene = Scene::new();
    let asked = scene.refused(["--ui", "fr", "stats"]);
    assert!(asked.contains("La mémoire m.db n’existe pas"), "{asked}");
    for name in ["LC_ALL", "LANG"] {
        let ran = scene
            .enface()
            .env(name, "fr_CA.UTF-8")
            .arg("stats")
            .exits(2)
            .run();
        assert_eq!(ran.stderr, asked);
    }
    let help = Enface::new().args(["--ui", "fr", "lookup", "--help"]).run();
    for heading in ["Utilisation\u{a0}:", "Options\u{a0}:", "Arguments\u{a0}:"] {
        assert!(help.stdout.contains(heading), "{}", help.stdout);
    }
    let english = Enface::new()
        .env("LANG", "fr_FR.UTF-8")
        .args(["--ui", "en", "--help"])
        .run();
    assert!(english.stdout.contains("Usage"), "{}", english.stdout);
}

#[test]
fn json_is_in_english_whatever_the_locale_unless_asked() {
    let scene = Scene::with_memory();
    let details = |locale: &str, options: &[&str]| {
        let ran = scene
            .enface()
            .env("LC_ALL", locale)
            .args(options.iter().copied())
            .args(["lookup", "--json"])
            .arg("Ils ont occupé 230 ouvriers.")
            .run();
        ran.stdout
    };
    let english = details("C", &[]);
    assert!(english.contains("not reviewed"), "{english}");
    assert_eq!(details("fr_FR.UTF-8", &[]), english);
    let french = details("C", &["--ui", "fr"]);
    assert!(
        french != english && !french.contains("not reviewed"),
        "{french}"
    );
}

#[test]
fn the_environment_names_a_memory_and_an_empty_name_is_none() {
    let scene = Scene::with_memory();
    let counted = Enface::new()
        .in_folder(scene.folder())
        .env("ENFACE_MEMORY", "m.db")
        .args(["stats", "--json"])
        .run();
    assert!(counted.stdout.contains("\"units\":11"));
    let ran = Enface::new()
        .env("ENFACE_MEMORY", "")
        .env("XDG_DATA_HOME", scene.path("data"))
        .args(["stats", "--json"])
        .exits(2)
        .run();
    assert!(ran.stderr.contains("enface/memory.db"), "{}", ran.stderr);
}

#[test]
fn without_a_name_the_memory_is_in_the_users_data_folder() {
    let scene = Scene::new();
    let ran = Enface::new()
        .in_folder(scene.folder())
        .env("XDG_DATA_HOME", scene.path("data"))
        .args(["import", "units.tmx"])
        .run();
    assert!(scene.path("data/enface/memory.db").is_file());
    assert!(ran.stderr.contains("enface/memory.db"), "{}", ran.stderr);
}
