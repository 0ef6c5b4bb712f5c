//! The checker beside a validating parser, and on what such a parser does not see.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::validate;
use crate::exchange::{Diagnostic, ExchangeError, Severity};

fn findings(name: &str, bytes: &[u8]) -> Result<Vec<Diagnostic>, ExchangeError> {
    let mut found = Vec::new();
    validate(name, bytes, &mut |finding| {
        found.push(finding);
        true
    })?;
    Ok(found)
}

fn ids(file: &str) -> Vec<String> {
    let found = findings("a.tmx", file.as_bytes()).unwrap();
    found.iter().map(|d| d.message.id().to_owned()).collect()
}

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/tmx")
}

/// Tells which files xmllint finds valid by the definition of a version; `None` where xmllint or the
/// definitions are not there.
fn judged(files: &[Vec<u8>], version: &str) -> Option<Vec<bool>> {
    let dtd = shared().join(format!("dtd/tmx{}.dtd", version.replace('.', "")));
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..files.len())
        .map(|n| folder.path().join(format!("{n}.tmx")))
        .collect();
    for (path, bytes) in paths.iter().zip(files) {
        std::fs::write(path, bytes).unwrap();
    }
    let lint = Command::new("xmllint")
        .args(["--huge", "--noout", "--nonet", "--dtdvalid"])
        .arg(&dtd)
        .args(&paths)
        .output();
    match lint {
        Ok(lint) if dtd.exists() => {
            // It names a file where something is wrong with it, and is silent else.
            let said = String::from_utf8_lossy(&lint.stderr);
            let valid = |path: &PathBuf| {
                let invalid = format!("Document {} does not", path.display());
                let broken = format!("{}:", path.display());
                !said.contains(&invalid)
                    && !said
                        .lines()
                        .any(|line| line.starts_with(&broken) && line.contains("error"))
            };
            Some(paths.iter().map(valid).collect())
        }
        _ => {
            assert!(
                std::env::var_os("ENFACE_NO_SKIP").is_none(),
                "no xmllint or no DTD"
            );
            println!("skipped: xmllint or the DTD is not there");
            None
        }
    }
}

/// Says that the checker and xmllint agree about a file.
fn assert_agrees(name: &str, bytes: &[u8], version: &str, valid: bool) {
    let Ok(found) = findings(name, bytes) else {
        assert!(!valid, "{name} is valid and cannot be read");
        return;
    };
    let text = String::from_utf8_lossy(bytes);
    if valid {
        let broken = |d: &&Diagnostic| d.message.id().starts_with("tmx-dtd-");
        assert_eq!(
            found.iter().find(broken),
            None,
            "{name} {version}: {text:.2000}"
        );
    } else {
        let error = found.iter().any(|d| d.severity == Severity::Error);
        assert!(error, "{name} {version}: {found:?}\n{text:.2000}");
    }
}

#[test]
fn the_suite_is_judged_as_by_a_validating_parser() {
    let Ok(text) = std::fs::read_to_string(shared().join("expected.json")) else {
        assert!(std::env::var_os("ENFACE_NO_SKIP").is_none(), "no suite");
        println!("skipped: the TMX suite is not there");
        return;
    };
    for entry in serde_json::from_str::<Vec<Value>>(&text).unwrap() {
        let file = entry["file"].as_str().unwrap();
        let bytes = std::fs::read(shared().join(file)).unwrap();
        let known = |version: &&str| ["1.1", "1.2", "1.3", "1.4"].contains(version);
        let version = entry["version"].as_str().filter(known).unwrap_or("1.4");
        if file.ends_with("gz") || file.ends_with("zip") {
            let found = findings(file, &bytes).unwrap();
            let error = found.iter().find(|d| d.severity == Severity::Error);
            assert_eq!(error, None, "{file}");
        } else {
            let valid = judged(std::slice::from_ref(&bytes), version);
            if let Some([valid]) = valid.as_deref() {
                assert_agrees(file, &bytes, version, *valid);
            }
        }
    }
}

/// A valid file of a version, with a place `@` in each element where something can be put.
fn sample(version: &str) -> String {
    let (lang, hi) = match version {
        "1.1" => ("lang", ""),
        "1.2" => ("lang", "<hi x=\"4\" type=\"t\">h</hi>"),
        _ => ("xml:lang", "<hi x=\"4\" type=\"t\">h</hi>"),
    };
    format!(
        "<?xml version=\"1.0\"?>\n<tmx version=\"{version}\">\n<header creationtool=\"t\" \
         creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" \
         srclang=\"en\" datatype=\"plaintext\">\n<note>n</note><prop type=\"p\">p</prop>\
         <ude name=\"u\"><map unicode=\"#xF8FF\"/></ude></header>\n<body>\n<tu tuid=\"1\" \
         segtype=\"block\"><note>n</note><prop type=\"p\">p</prop>\n<tuv {lang}=\"en\">\
         <prop type=\"p\">p</prop><seg>a<bpt i=\"1\" x=\"1\">b<sub>s</sub></bpt>{hi}\
         <ept i=\"1\">e</ept><it pos=\"begin\" x=\"2\">i</it><ph x=\"3\">f</ph><ut x=\"5\">u</ut>\
         </seg></tuv>\n</tu>\n</body>\n</tmx>\n"
    )
}

/// Returns the file with one thing taken out, put in or doubled at a time.
fn variants(whole: &str) -> Vec<String> {
    let mut all = Vec::new();
    let tags: Vec<(usize, usize)> = whole
        .match_indices('<')
        .skip(1)
        .filter_map(|(at, _)| Some((at, at + whole[at..].find('>')? + 1)))
        .collect();
    for &(at, end) in &tags {
        let tag = &whole[at..end];
        for put in [
            "text",
            "<note>x</note>",
            "<ph/>",
            "<g/>",
            "<sub/>",
            "<hi/>",
            "<tuv/>",
            "<seg/>",
            "<header/>",
        ] {
            all.push(format!("{}{put}{}", &whole[..end], &whole[end..]));
        }
        for (space, _) in tag.match_indices(' ') {
            // Each attribute left out.
            let Some(length) = tag[space + 1..]
                .find("\" ")
                .or_else(|| tag[space + 1..].find("\">"))
                .or_else(|| tag[space + 1..].find("\"/"))
            else {
                continue;
            };
            all.push(format!(
                "{}{}",
                &whole[..at + space],
                &whole[at + space + length + 2..]
            ));
        }
        if !tag.starts_with("</") {
            let name_end = at + 1 + tag[1..].find([' ', '>', '/']).unwrap();
            for attribute in [
                "x",
                "type",
                "lang",
                "xml:lang",
                "segtype",
                "datatype",
                "pos",
                "xmlns",
                "gitCommit",
            ] {
                if !tag.contains(&format!(" {attribute}=")) {
                    all.push(format!(
                        "{} {attribute}=\"begin\"{}",
                        &whole[..name_end],
                        &whole[name_end..]
                    ));
                }
            }
            // The element left out, with all in it.
            let name = &whole[at + 1..name_end];
            let close = format!("</{name}>");
            if !tag.ends_with("/>")
                && let Some(length) = whole[at..].find(&close)
            {
                let after = at + length + close.len();
                all.push(format!("{}{}", &whole[..at], &whole[after..]));
                all.push(format!(
                    "{}{}{}",
                    &whole[..after],
                    &whole[at..after],
                    &whole[after..]
                ));
            }
        }
    }
    all
}

#[test]
fn every_small_change_of_a_valid_file_is_judged_as_by_a_validating_parser() {
    for version in ["1.1", "1.2", "1.3", "1.4"] {
        let whole = sample(version);
        assert_eq!(ids(&whole), [""; 0], "{version}");
        let files: Vec<Vec<u8>> = variants(&whole)
            .into_iter()
            .map(String::into_bytes)
            .collect();
        let valid = judged(&files, version).unwrap_or_default();
        for (file, valid) in files.iter().zip(valid) {
            assert_agrees("variant", file, version, valid);
        }
    }
}

/// Returns the ids of what is found in a unit of these two texts.
fn in_unit(attributes: &str, english: &str, french: &str) -> Vec<String> {
    ids(&format!(
        "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" \
         datatype=\"plaintext\"/><body><tu{attributes}><tuv xml:lang=\"en\"><seg>{english}</seg>\
         </tuv><tuv xml:lang=\"fr\"><seg>{french}</seg></tuv></tu></body></tmx>"
    ))
}

#[test]
fn what_a_validating_parser_does_not_see_is_told_too() {
    let pair = "<bpt i=\"1\" x=\"1\"/>a<ept i=\"1\"/>";
    assert_eq!(in_unit("", pair, pair), [""; 0]);
    for (attributes, english, french, id) in [
        (" srclang=\"de\"", "a", "b", "tmx-no-source"),
        (" srclang=\"d\"", "a", "b", "tmx-bad-tag"),
        (" creationdate=\"31/01/2024\"", "a", "b", "tmx-bad-date"),
        (" usagecount=\"many\"", "a", "b", "tmx-bad-count"),
        ("", pair, "a", "tmx-codes-differ"),
        (
            "",
            "<ph x=\"1\"/>",
            "<ph x=\"2\"/>",
            "tmx-code-numbers-differ",
        ),
        ("", "<ph x=\"one\"/>", "<ph x=\"one\"/>", "tmx-code-number"),
        ("", "<ph assoc=\"q\"/>", "<ph/>", "tmx-code-assoc"),
        ("", "<bpt i=\"1\"/>", "<bpt i=\"1\"/>", "tmx-unpaired"),
        (
            "",
            "<ept i=\"1\"/><bpt i=\"1\"/>",
            "<bpt i=\"1\"/><ept i=\"1\"/>",
            "tmx-code-order",
        ),
        ("", &format!("{pair}{pair}"), "", "tmx-code-twice"),
        ("", "a", "", "tmx-empty-seg"),
    ] {
        let found = in_unit(attributes, english, french);
        assert!(found.iter().any(|found| found == id), "{id}: {found:?}");
    }
}

#[test]
fn mistakes_of_xml_are_findings_and_the_rest_is_looked_at_all_the_same() {
    let file = sample("1.4")
        .replace("<seg>a", "<seg>a & b&nbsp;c")
        .replace("<note>n<", "<note>n</prop><");
    let found = findings("a.tmx", file.as_bytes()).unwrap();
    assert!(
        found.iter().all(|d| d.severity == Severity::Error),
        "{found:?}"
    );
    let ids: Vec<&str> = found.iter().map(|d| d.message.id()).collect();
    assert!(ids.contains(&"tmx-header-lost"), "{ids:?}");
    assert!(ids.contains(&"tmx-fixed-ampersand"), "{ids:?}");
    assert!(ids.contains(&"tmx-fixed-entity"), "{ids:?}");
    assert!(findings("a.tmx", b"<map/>").is_err());
}

#[test]
fn what_is_not_told_of_a_unit_is_counted() {
    let unit = format!(
        "<tu><tuv xml:lang=\"en\"><seg>{}</seg></tuv></tu>",
        "& ".repeat(1_500)
    );
    let file = format!(
        "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" \
         datatype=\"plaintext\"/><body>{unit}{unit}</body></tmx>"
    );
    let found = findings("a.tmx", file.as_bytes()).unwrap();
    let more: Vec<&Diagnostic> = found
        .iter()
        .filter(|d| d.message.id() == "tmx-more-findings")
        .collect();
    assert_eq!(found.len(), 2_002);
    assert_eq!(more.len(), 2);
}
