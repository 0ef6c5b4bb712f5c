//! A folder to work in, with two releases and the units of a colleague, and ways to look at it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Enface, Ran};

/// A release in French: 4 paragraphs, 7 sentences.
pub(super) const FRENCH: &str = "\
Le pont de Valmer rouvre à la circulation
Le pont de Valmer a rouvert lundi matin après 14 mois de travaux. La ministre des Transports, \
Mme Odile Ferrand, a coupé le ruban. « Ce pont relie deux rives », a-t-elle dit.
Les travaux ont coûté 12,5 millions d’euros. Ils ont occupé 230 ouvriers.
La ville prépare maintenant la réfection du port.
";

/// The same release in English, sentence by sentence.
pub(super) const ENGLISH: &str = "\
Valmer bridge reopens to traffic
The Valmer bridge reopened on Monday morning after 14 months of works. The Minister of Transport, \
Ms Odile Ferrand, cut the ribbon. “This bridge joins two banks”, she said.
The works cost 12.5 million euros. They employed 230 workers.
The city is now preparing the repair of the harbour.
";

/// Four units of a colleague: two plain ones, one with inline codes, one without English.
pub(super) const UNITS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="hand" creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en" srclang="fr" datatype="plaintext"/><body>
<tu tuid="1"><tuv xml:lang="fr"><seg>Le port ouvre en mai.</seg></tuv><tuv xml:lang="en"><seg>The harbour opens in May.</seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="fr"><seg>Il ferme en octobre.</seg></tuv><tuv xml:lang="en"><seg>It closes in October.</seg></tuv></tu>
<tu tuid="3"><tuv xml:lang="fr"><seg>Trois navires y <bpt i="1">[b]</bpt>attendent<ept i="1">[/b]</ept> déjà.</seg></tuv><tuv xml:lang="en"><seg>Three ships are <bpt i="1">[b]</bpt>waiting<ept i="1">[/b]</ept> there already.</seg></tuv></tu>
<tu tuid="4"><tuv xml:lang="fr"><seg>Rien en anglais.</seg></tuv></tu>
</body></tmx>
"#;

/// A folder of its own for one test; it disappears with the scene.
pub(super) struct Scene {
    folder: TempDir,
}

impl Scene {
    /// Makes a folder with `release.fr.txt`, `release.en.txt` and `units.tmx`.
    pub(super) fn new() -> Self {
        let scene = Scene {
            folder: TempDir::new().expect("there is room for a folder"),
        };
        scene.write("release.fr.txt", FRENCH);
        scene.write("release.en.txt", ENGLISH);
        scene.write("units.tmx", UNITS);
        scene
    }

    /// Makes the same folder with the release aligned and the units imported in `m.db`.
    pub(super) fn with_memory() -> Self {
        let scene = Self::new();
        scene.align_in();
        scene.import("units.tmx");
        scene
    }

    /// Stores the alignment of the release in `m.db`.
    pub(super) fn align_in(&self) -> Ran {
        self.enface()
            .args(["align", "--add", "--date", "2026-01-02"])
            .args(["release.fr.txt", "release.en.txt"])
            .run()
    }

    /// Imports a file into `m.db` and returns the report.
    pub(super) fn import(&self, file: &str) -> Value {
        let ran = self
            .enface()
            .args(["import", "--json", "--date", "2026-01-03", file]);
        object(&ran.run().stdout)
    }

    /// Begins a run in the folder, with the memory `m.db` unless the command names another.
    pub(super) fn enface(&self) -> Enface {
        Enface::new()
            .in_folder(self.folder())
            .env("ENFACE_MEMORY", "m.db")
    }

    /// Runs a command that fails with exit code 2 and says nothing on standard output; returns
    /// what it says on standard error.
    pub(super) fn refused<const N: usize>(&self, arguments: [&str; N]) -> String {
        let ran = self.enface().args(arguments).exits(2).run();
        assert_eq!(ran.stdout, "", "{arguments:?}");
        assert!(ran.stderr.starts_with("enface: "), "{}", ran.stderr);
        ran.stderr
    }

    /// Returns the JSON lines of a command that exits with 0.
    pub(super) fn json<const N: usize>(&self, arguments: [&str; N]) -> Vec<Value> {
        objects(&self.enface().args(arguments).run().stdout)
    }

    /// Returns `stats --json`.
    pub(super) fn stats(&self) -> Value {
        object(&self.enface().args(["stats", "--json"]).run().stdout)
    }

    /// Returns everything in the memory, as the export shows it.
    pub(super) fn exported(&self) -> String {
        self.enface().args(["export", "-o", "-"]).run().stdout
    }

    /// Returns the folder.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the path of a file in the folder.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Writes a file, and the folders it stands in.
    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        let folder = path.parent().expect("a file stands in a folder");
        fs::create_dir_all(folder).expect("folders can be made");
        fs::write(path, content).expect("files can be written");
    }

    /// Returns the bytes of a file.
    pub(super) fn read(&self, name: &str) -> Vec<u8> {
        crate::support::read(&self.path(name))
    }

    /// Returns the text of a file.
    pub(super) fn text(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).expect("the file is UTF-8")
    }

    /// Returns the names and bytes of all files, to see that nothing changed. The two files that
    /// SQLite keeps beside an open memory are no content.
    pub(super) fn files(&self) -> Vec<(String, Vec<u8>)> {
        self.names()
            .into_iter()
            .filter(|name| self.path(name).is_file())
            .map(|name| (name.clone(), self.read(&name)))
            .collect()
    }

    /// Returns the names in the folder in order, hidden ones too, without those that SQLite keeps
    /// beside an open memory.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder())
            .expect("the folder is there")
            .map(|entry| {
                entry
                    .expect("a folder can be listed to its end")
                    .file_name()
            })
            .map(|name| name.to_string_lossy().into_owned())
            .filter(|name| !name.ends_with(".db-wal") && !name.ends_with(".db-shm"))
            .collect();
        names.sort();
        names
    }
}

/// Reads one JSON object.
pub(super) fn object(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// Reads one JSON object a line.
pub(super) fn objects(text: &str) -> Vec<Value> {
    text.lines().map(object).collect()
}

/// Returns the names of an object's fields in alphabetical order.
pub(super) fn fields(value: &Value) -> Vec<&str> {
    let object = value.as_object().expect("this is an object");
    let mut names: Vec<&str> = object.keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// Makes a TMX of numbered units, none like another.
pub(super) fn many_units(numbers: std::ops::Range<u32>) -> String {
    let mut tmx = String::from(TMX_HEAD);
    for number in numbers {
        push_unit(&mut tmx, number);
    }
    tmx.push_str(TMX_FOOT);
    tmx
}

/// What stands before the units of a TMX.
pub(super) const TMX_HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="hand" creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en" srclang="fr" datatype="plaintext"/><body>
"#;

/// What stands after them.
const TMX_FOOT: &str = "</body></tmx>\n";

/// Adds one numbered unit to the text of a TMX.
pub(super) fn push_unit(tmx: &mut String, number: u32) {
    let _ = writeln!(
        tmx,
        "<tu><tuv xml:lang=\"fr\"><seg>Le navire {number} attend au port.</seg></tuv>\
         <tuv xml:lang=\"en\"><seg>Ship {number} is waiting in the harbour.</seg></tuv></tu>"
    );
}
