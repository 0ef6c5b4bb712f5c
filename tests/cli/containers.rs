//! `import` and `export` of other containers than TMX and tables with TABs.

use rusqlite::Connection;

use super::scene::Scene;

#[test]
fn every_container_comes_in_by_its_ending() {
    let scene = Scene::new();
    let files = [
        (
            "a.xlf",
            "xliff",
            "<xliff version='1.2'><file original='a.docx' source-language='fr' target-language='en'>\
             <body><trans-unit id='1'><source>Un <g id='1'>quai</g>.</source><target \
             state='needs-translation'>A <g id='1'>quay</g>.</target></trans-unit></body></file>\
             </xliff>",
        ),
        (
            "b.po",
            "po",
            "msgid \"\"\nmsgstr \"Language: en\\nX-Source-Language: fr\\n\"\n\nmsgid \"Deux quais.\"\n\
             msgstr \"Two quays.\"\n",
        ),
        (
            "c.csv",
            "csv",
            "Français;Anglais\n\"Trois; quais.\";Three quays.\n",
        ),
        (
            "d.tbx",
            "tbx",
            "<martif type='TBX'><text><body><termEntry id='1'><langSet xml:lang='fr'><tig><term>quai\
             </term></tig></langSet><langSet xml:lang='en'><tig><term>quay</term></tig></langSet>\
             </termEntry></body></text></martif>",
        ),
    ];
    for (name, format, content) in files {
        scene.write(name, content);
        let report = scene.import(name);
        assert_eq!(report["format"], format);
        assert_eq!(report["units_added"], 1, "{name}");
        assert_eq!(
            report["languages"],
            serde_json::json!({"en": 1, "fr": 1}),
            "{name}"
        );
        assert_eq!(report["diagnostics"], serde_json::json!([]), "{name}");
    }
    let tmx = scene.exported();
    assert!(
        tmx.contains("<bpt i=\"1\" x=\"1\"></bpt>quay<ept i=\"1\"></ept>."),
        "{tmx}"
    );
    assert_eq!(scene.stats()["reviewed"], 3, "one needs translation");
}

#[test]
fn what_is_exported_comes_in_again_the_same() {
    let scene = Scene::new();
    scene.import("units.tmx");
    for name in ["out.xlf", "out.po", "out.csv", "out.xlsx", "out.tsv"] {
        let enface = || {
            scene
                .enface()
                .args(["export", "--from", "fr", "--to", "en", "-o", name])
        };
        enface().run();
        let first = scene.read(name);
        enface().run();
        assert_eq!(scene.read(name), first, "{name}: the same bytes");
        // From here on nothing changes: what a container cannot say has been left out.
        let again = |bytes: &[u8]| {
            let other = Scene::new();
            other.write(name, bytes);
            let report = other.import(name);
            let units = report["units_read"].as_u64().unwrap();
            assert!(units >= 3, "{name}: {units}");
            let enface = other.enface();
            enface
                .args(["export", "--from", "fr", "--to", "en", "-o", name])
                .run();
            other.read(name)
        };
        let second = again(&first);
        let third = again(&second);
        assert!(
            third == second,
            "{name}: {}",
            String::from_utf8_lossy(&third)
        );
    }
}

#[test]
fn a_memory_of_trados_studio_is_read_from_its_place() {
    let scene = Scene::new();
    let connection = Connection::open(scene.path("old.sdltm")).unwrap();
    let segment = |text: &str| {
        format!("<Segment><Elements><Text><Value>{text}</Value></Text></Elements></Segment>")
    };
    connection
        .execute_batch(&format!(
            "CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, source_language TEXT,
                 target_language TEXT);
             CREATE TABLE translation_units (id INTEGER PRIMARY KEY, translation_memory_id INT,
                 source_segment TEXT, target_segment TEXT, creation_date DATETIME,
                 creation_user TEXT, usage_counter INT);
             CREATE TABLE attributes (id INTEGER PRIMARY KEY, name TEXT, type INT, tm_id INT);
             CREATE TABLE picklist_values (id INTEGER PRIMARY KEY, attribute_id INT, value TEXT);
             CREATE TABLE picklist_attributes (translation_unit_id INT, picklist_value_id INT);
             INSERT INTO translation_memories VALUES (1, 'fr-CA', 'en-CA');
             INSERT INTO translation_units VALUES
                 (5, 1, '{}', '{}', '2024-03-01 10:20:30', 'me', 2),
                 (7, 1, '{}', 'damaged', NULL, NULL, 0);
             INSERT INTO attributes VALUES (1, 'Client', 4, 1);
             INSERT INTO picklist_values VALUES (9, 1, 'Ville');
             INSERT INTO picklist_attributes VALUES (5, 9);",
            segment("Un quai."),
            segment("A quay."),
            segment("Deux quais.")
        ))
        .unwrap();
    drop(connection);
    let report = scene.import("old.sdltm");
    assert_eq!(report["format"], "sdltm");
    assert_eq!(report["units_added"], 2);
    assert_eq!(
        report["languages"],
        serde_json::json!({"en-CA": 1, "fr-CA": 2})
    );
    assert_eq!(report["diagnostics"][0]["id"], "sdltm-segment");
    assert_eq!(report["diagnostics"][0]["line"], 7);
    let tmx = scene.exported();
    for part in [
        "creationdate=\"20240301T102030Z\" creationid=\"me\" usagecount=\"2\" srclang=\"fr-CA\"",
        "<prop type=\"x-Client:SinglePicklist\">Ville</prop>",
        "<seg>A quay.</seg>",
    ] {
        assert!(tmx.contains(part), "{part} is not in {tmx}");
    }
    scene.write("new.sdltm", "no database");
    let said = scene.refused(["import", "new.sdltm"]);
    assert!(said.contains("Trados Studio"), "{said}");
}

/// What OmegaT 3.6 keeps of a project: TMX 1.1, with the place of each alternative translation.
const PROJECT_SAVE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6.0" segtype="sentence" srclang="FR-CA"/>
  <body>
<!-- Default translations -->
    <tu>
      <tuv lang="FR-CA"><seg>Un quai.</seg></tuv>
      <tuv lang="EN-CA" changeid="me" changedate="20240301T102030Z"><seg>A quay.</seg></tuv>
    </tu>
<!-- Alternative translations -->
    <tu>
      <prop type="file">a.txt</prop>
      <prop type="prev">Avant.</prop>
      <prop type="next">Après.</prop>
      <prop type="id">12</prop>
      <tuv lang="FR-CA"><seg>Un quai.</seg></tuv>
      <tuv lang="EN-CA" changeid="me" changedate="20240301T102031Z"><seg>A platform.</seg></tuv>
    </tu>
  </body>
</tmx>
"#;

#[test]
fn a_project_of_omegat_keeps_the_places_of_its_alternatives() {
    let scene = Scene::new();
    scene.write("project_save.tmx", PROJECT_SAVE);
    let report = scene.import("project_save.tmx");
    assert_eq!(report["units_added"], 2);
    assert_eq!(
        report["languages"],
        serde_json::json!({"en-CA": 2, "fr-CA": 2})
    );
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    let tmx = scene.exported();
    for part in [
        "<prop type=\"file\">a.txt</prop>",
        "<prop type=\"prev\">Avant.</prop>",
        "<prop type=\"next\">Après.</prop>",
        "<prop type=\"id\">12</prop>",
        "changedate=\"20240301T102031Z\"",
    ] {
        assert!(tmx.contains(part), "{part} is not in {tmx}");
    }
}

#[test]
fn an_alignment_can_be_looked_through_in_a_workbook() {
    let scene = Scene::new();
    let align = |name| {
        scene
            .enface()
            .args(["align", "release.fr.txt", "release.en.txt", "-o", name])
            .run()
    };
    align("a.xlsx");
    align("b.xlsx");
    assert_eq!(scene.read("a.xlsx"), scene.read("b.xlsx"));
    let links = scene
        .enface()
        .args([
            "align",
            "--format=links",
            "release.fr.txt",
            "release.en.txt",
        ])
        .run();
    let report = scene.import("a.xlsx");
    assert_eq!(
        report["units_read"].as_u64().unwrap(),
        links.stdout.lines().count() as u64
    );
}

#[test]
fn what_a_sheet_cannot_hold_leaves_no_file() {
    let scene = Scene::new();
    scene.write("long.tsv", format!("fr\ten\nUn.\t{}\n", "é".repeat(33_000)));
    scene.import("long.tsv");
    let said = scene.refused(["export", "--from", "fr", "--to", "en", "-o", "long.xlsx"]);
    assert!(said.contains("Row 2") && said.contains("32,767"), "{said}");
    assert!(!scene.names().contains(&"long.xlsx".to_owned()));
}
