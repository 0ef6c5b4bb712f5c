//! What is exported for other programs than those that read TMX: these programs read it.

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use tempfile::TempDir;

use support::omegat::{Project, sources_in_omegat};
use support::{Enface, installed, project, read};

/// Units that the seeds have nothing of: codes with and without native code, line ends, characters
/// to escape, a note, two units of one source, a unit that nobody has reviewed.
const BY_HAND: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="hand" creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en" srclang="fr" datatype="plaintext"/>
  <body>
    <tu>
      <note>Ni < ni & : &lt;&amp;</note>
      <tuv xml:lang="fr"><seg>« Oui »&#160;: 3 &lt; 4 &amp; 5 "six".</seg></tuv>
      <tuv xml:lang="en"><seg>“Yes”: 3 &lt; 4 &amp; 5 "six".</seg></tuv>
    </tu>
    <tu>
      <prop type="x-enface-state">unreviewed</prop>
      <tuv xml:lang="fr-CA"><seg>Un <bpt i="1" x="1" type="bold">&lt;b></bpt>quai<ept i="1">&lt;/b></ept> neuf<ph x="2"/>.</seg></tuv>
      <tuv xml:lang="en"><seg>A new <bpt i="1" x="1" type="bold">&lt;b></bpt>quay<ept i="1">&lt;/b></ept><ph x="2"/>.</seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="fr"><seg>Deux <bpt i="1" x="1"/>quais<ept i="1"/> et %d.</seg></tuv>
      <tuv xml:lang="en"><seg>Two <bpt i="1" x="1"/>quays<ept i="1"/> and 100 %.
</seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="fr"><seg>Deux <bpt i="1" x="1"/>quais<ept i="1"/> et %d.</seg></tuv>
      <tuv xml:lang="en"><seg>A pair of <bpt i="1" x="1"/>quays<ept i="1"/>.</seg></tuv>
    </tu>
  </body>
</tmx>
"#;

/// A folder with `out.xlf`, `out.po`, `out.csv` and `out.xlsx`: a seed and the units by hand.
fn exported() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder can be made");
    let place = |name: &str| folder.path().join(name);
    let by_hand = BY_HAND.replace("Ni < ni & : ", "");
    fs::write(place("hand.tmx"), by_hand).expect("it can be written to");
    let seed = project("seeds/2024-02-13-fictif");
    let side = |language: &str| seed.join(format!("2024-02-13-fictif.{language}.txt"));
    let memory = place("m.db");
    let enface = || Enface::new().memory(&memory).in_folder(folder.path());
    enface()
        .args(["align", "--add", "--date", "2026-01-01T00:00:00Z"])
        .arg(side("fr"))
        .arg(side("en"))
        .run();
    enface().args(["import", "hand.tmx"]).run();
    for name in ["out.xlf", "out.po", "out.csv", "out.xlsx"] {
        enface()
            .args(["export", "--from", "fr", "--to", "en", "-o", name])
            .run();
    }
    folder
}

/// A unit of an XLIFF file, read without the program's own reader: the characters of source and
/// target, those of native codes apart.
#[derive(Default, Debug, PartialEq)]
struct Unit {
    source: String,
    target: String,
    source_codes: String,
    target_codes: String,
}

fn units_of(xliff: &[u8]) -> Vec<Unit> {
    let mut reader = Reader::from_reader(xliff);
    let mut units: Vec<Unit> = Vec::new();
    let (mut in_target, mut in_text, mut codes) = (false, false, 0);
    loop {
        let text = match reader.read_event().expect("our XLIFF is well-formed") {
            Event::Eof => return units,
            Event::Start(tag) => {
                match tag.name().as_ref() {
                    "trans-unit" => units.push(Unit::default()),
                    "source" | "target" => {
                        in_text = true;
                        in_target = tag.name().as_ref() == "target";
                    }
                    "bpt" | "ept" | "ph" | "it" => codes += 1,
                    _ => {}
                }
                continue;
            }
            Event::End(tag) => {
                match tag.name().as_ref() {
                    "source" | "target" => in_text = false,
                    "bpt" | "ept" | "ph" | "it" => codes -= 1,
                    _ => {}
                }
                continue;
            }
            Event::Text(text) => text.xml10_content().into_owned(),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", name.xml10_content());
                unescape(&reference)
                    .expect("only XML's own references")
                    .into_owned()
            }
            _ => continue,
        };
        let Some(unit) = units.last_mut().filter(|_| in_text) else {
            continue;
        };
        let to = match (in_target, codes > 0) {
            (false, false) => &mut unit.source,
            (true, false) => &mut unit.target,
            (false, true) => &mut unit.source_codes,
            (true, true) => &mut unit.target_codes,
        };
        to.push_str(&text);
    }
}

#[test]
fn msgfmt_finds_nothing_in_a_catalogue() {
    let Some(msgfmt) = installed("msgfmt") else {
        return;
    };
    let folder = exported();
    let check = |file: &Path| {
        let output = Command::new(msgfmt)
            .args(["--check", "--verbose", "-o", "/dev/null"])
            .arg(file)
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("msgfmt runs");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let (passed, said) = check(&folder.path().join("out.po"));
    assert!(passed && !said.contains("warning"), "{said}");
    let units = units_of(&read(&folder.path().join("out.xlf")));
    // The unreviewed ones are fuzzy; the header counts as none.
    let counted: usize = said
        .split_whitespace()
        .filter_map(|word| word.parse::<usize>().ok())
        .sum();
    assert_eq!(counted, units.len(), "{said}");
    assert!(said.contains("14 fuzzy"), "{said}");

    // It can tell: plural forms and flags from the sources, read, stored and written again.
    let text = "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\"X-Source-Language: fr\\n\"\n\n\
        #, c-format\nmsgid \"%d quai\"\nmsgid_plural \"%d quais\"\nmsgstr[0] \"%d quay\"\n\
        msgstr[1] \"%d quays\"\n\n#, c-format\nmsgid \"\\n%s\"\nmsgstr \"no directive\"\n";
    fs::write(folder.path().join("in.po"), text).expect("it can be written to");
    assert!(!check(&folder.path().join("in.po")).0);
    let memory = folder.path().join("po.db");
    let enface = || Enface::new().memory(&memory).in_folder(folder.path());
    enface().args(["import", "in.po"]).run();
    enface()
        .args(["export", "--from", "fr", "--to", "en", "-o", "again.po"])
        .run();
    let (passed, said) = check(&folder.path().join("again.po"));
    assert!(passed && !said.contains("warning"), "{said}");
    assert!(said.contains("2 translated"), "{said}");
}

/// A project from French into English.
const PROJECT: Project = Project {
    source: "FR",
    target: "EN",
    cuts_sentences: false,
};

/// Takes out what OmegaT writes for codes: `<b0>`, `</b0>`, `<x1/>`.
fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let end = tag.find('>').unwrap_or_default();
        let name = tag[..end].trim_matches('/');
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_tag = letters.len() < name.len() && letters.bytes().all(|b| b.is_ascii_lowercase());
        if is_tag && !letters.is_empty() {
            rest = &tag[end + 1..];
        } else {
            out.push('<');
            rest = tag;
        }
    }
    out + rest
}

#[test]
fn omegat_lists_every_source_of_xliff_and_catalogue() {
    let Some(omegat) = installed("omegat") else {
        return;
    };
    let folder = exported();
    // It translates a target in its place and shows nothing else, so that people give it files
    // whose targets are copies of the sources.
    let xliff = String::from_utf8(read(&folder.path().join("out.xlf"))).expect("it is UTF-8");
    let mut sources = String::new();
    for (place, part) in xliff.split("<target").enumerate() {
        let Some((_, after)) = part.split_once("</target>") else {
            assert_eq!(place, 0, "a target has an end");
            sources += part;
            continue;
        };
        let (_, source) = sources
            .rsplit_once("<source")
            .expect("a target has a source");
        let (_, source) = source.split_once('>').expect("a tag ends");
        let source = source.trim_end().trim_end_matches("</source>").to_owned();
        for part in ["<target>", &source, "</target>", after] {
            sources += part;
        }
    }
    fs::write(folder.path().join("sources.xlf"), sources).expect("it can be written to");
    let files = ["out.xlf", "sources.xlf", "out.po"].map(|name| folder.path().join(name));
    let listed = sources_in_omegat(omegat, PROJECT, &files);
    let units = units_of(&read(&files[0]));
    assert!(units.len() > 15, "{}", units.len());
    let found = |name: &str| -> Vec<String> {
        let texts = listed[name].iter();
        texts.map(|text| without_tags(text)).collect()
    };
    let sources: Vec<String> = units.iter().map(|unit| unit.source.clone()).collect();
    let targets = units.iter().map(|unit| unit.target.trim_end().to_owned());
    assert_eq!(found("out.xlf"), targets.collect::<Vec<_>>());
    assert_eq!(found("sources.xlf"), sources);
    // The header of a catalogue is its first entry.
    assert!(listed["out.po"][0].starts_with("Project-Id-Version"));
    assert_eq!(listed["out.po"][1..], sources);
}

/// Asks Lokalize for every entry of the files named on its command line, over D-Bus; it needs no
/// screen. Each answer is a line, after `= NAME`.
const ASK: &str = r#"
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR="$HOME/run"
mkdir -p -m700 "$XDG_RUNTIME_DIR"
lokalize --noprojectscan "$1" >/dev/null 2>&1 &
lokalize=$!
call() { gdbus call --session --timeout 20 --dest "$1" --object-path "$2" --method "${@:3}"; }
names() { call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.ListNames; }
ask() { call "$name" /ThisIsWhatYouWant/Editor/0 "org.kde.Lokalize.Editor.$1" "${@:2}"; }
for ((n = 0; n < 300; n++)); do
  name=$(names | grep -o "org.kde.lokalize[^'\"]*" | head -1)
  [ -n "$name" ] && count=$(ask entryCount 2>/dev/null) && count=${count//[^0-9]/}
  [ "${count:-0}" -gt 0 ] && break
  sleep 0.2
done
for ((n = 0; n < count; n++)); do
  ask entrySource "$n" 0
  ask entryTarget "$n" 0
done
kill $lokalize
"#;

/// Returns source and target of each entry as Lokalize has them.
fn read_by_lokalize(file: &Path) -> Vec<[String; 2]> {
    let home = TempDir::new().expect("a temporary folder can be made");
    let output = Command::new("dbus-run-session")
        .args(["--", "bash", "-c", ASK, "ask"])
        .arg(file)
        .env("HOME", home.path())
        .env("LC_ALL", "C.UTF-8")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("a session bus can be started");
    let answers = String::from_utf8_lossy(&output.stdout).into_owned();
    let texts: Vec<String> = answers.lines().map(variant).collect();
    assert!(
        !texts.is_empty(),
        "Lokalize said nothing: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let pairs = texts.chunks_exact(2);
    pairs
        .map(|pair| [pair[0].clone(), pair[1].clone()])
        .collect()
}

/// Reads a text as D-Bus prints it: `('It\\'s\\n',)`.
fn variant(line: &str) -> String {
    let inner = line.trim().trim_start_matches('(').trim_end_matches(",)");
    let mut chars = inner[1..inner.len() - 1].chars();
    let mut text = String::new();
    while let Some(c) = chars.next() {
        text.push(match (c, ()) {
            ('\\', ()) => match chars.next().expect("something is escaped") {
                'n' => '\n',
                't' => '\t',
                'u' => {
                    let code: String = chars.by_ref().take(4).collect();
                    let code = u32::from_str_radix(&code, 16).expect("a code");
                    char::from_u32(code).expect("a character")
                }
                other => other,
            },
            (c, ()) => c,
        });
    }
    text
}

#[test]
fn lokalize_lists_every_entry_of_xliff() {
    let needed = ["lokalize", "gdbus", "dbus-run-session"];
    if !needed
        .into_iter()
        .all(|program| installed(program).is_some())
    {
        return;
    }
    let folder = exported();
    let xliff = folder.path().join("out.xlf");
    let units = units_of(&read(&xliff));
    // It shows a code as U+FFFC, with its native code between two of them.
    let bare = |text: &str| -> String {
        let parts = text.split('\u{fffc}').enumerate();
        let native = |part: &str| part.starts_with('<') && part.ends_with('>');
        parts
            .filter(|(_, part)| !native(part))
            .map(|(_, part)| part)
            .collect()
    };
    let found: Vec<[String; 2]> = read_by_lokalize(&xliff)
        .into_iter()
        .map(|[source, target]| [bare(&source), bare(&target)])
        .collect();
    let expected: Vec<[String; 2]> = units
        .iter()
        .map(|unit| [unit.source.clone(), unit.target.clone()])
        .collect();
    assert_eq!(found, expected);
}

/// Prints the rows of a workbook as openpyxl has them: cells ended by U+001F, rows by U+001E; then
/// whether the first row is bold and stays.
const ROWS: &str = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
out = open(sys.argv[2], "w", encoding="utf-8", newline="")
for row in sheet.iter_rows():
    for cell in row:
        assert cell.data_type in "sn", cell.data_type
        out.write(("" if cell.value is None else str(cell.value)) + "\x1f")
    out.write("\x1e")
out.write(str(sheet.freeze_panes) + str(sheet["A1"].font.bold))
"#;

#[test]
fn a_workbook_holds_texts_for_openpyxl() {
    // The system's own has the system's packages, whatever other one comes first in the path.
    let has_it = |python: &&str| {
        let there = Command::new(python)
            .args(["-c", "import openpyxl"])
            .output();
        there.is_ok_and(|output| output.status.success())
    };
    let Some(python) = ["/usr/bin/python3", "python3"].into_iter().find(has_it) else {
        support::skip("openpyxl is not installed");
        return;
    };
    let folder = exported();
    let dump = folder.path().join("dump");
    let output = Command::new(python)
        .args(["-c", ROWS])
        .arg(folder.path().join("out.xlsx"))
        .arg(&dump)
        .output()
        .expect("Python runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let dump = String::from_utf8(read(&dump)).expect("it is UTF-8");
    let (rows, style) = dump.rsplit_once('\u{1e}').expect("there are rows");
    assert_eq!(style, "A2True");
    let mut expected = vec!["fr\u{1f}en\u{1f}".to_owned()];
    let units = units_of(&read(&folder.path().join("out.xlf")));
    expected.extend(
        units
            .iter()
            .map(|unit| format!("{}\u{1f}{}\u{1f}", unit.source, unit.target)),
    );
    let found: Vec<&str> = rows.split('\u{1e}').collect();
    assert_eq!(found, expected);
}
