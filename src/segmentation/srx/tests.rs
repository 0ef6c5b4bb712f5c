//! Rule files, read well and badly.

use super::*;

const FILE: &str = r#"<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="yes"/>
  <body>
    <languagerules>
      <languagerule languagerulename="A">
        <!-- id titles: a form of address -->
        <rule break="no"><beforebreak>Mr\.</beforebreak><afterbreak>\s</afterbreak></rule>
        <!-- a comment without a name -->
        <rule><beforebreak>[&lt;.&#x3E;]</beforebreak><afterbreak/></rule>
      </languagerule>
      <languagerule languagerulename="B">
        <rule break="yes"><beforebreak><![CDATA[<&]]></beforebreak></rule>
      </languagerule>
    </languagerules>
    <maprules>
      <languagemap languagepattern="[Ff][Rr].*" languagerulename="B"/>
      <languagemap languagepattern="[a-z]{2}" languagerulename="A"/>
    </maprules>
  </body>
</srx>"#;

#[test]
fn rules_are_read_in_order_with_their_names_and_entities() {
    let rules = Srx::read(FILE).unwrap().rules_of("en").unwrap();
    let rule = |id: &str, breaks, before: &str, after: &str| Rule {
        id: id.to_owned(),
        why: if id == "titles" {
            "a form of address"
        } else {
            ""
        }
        .to_owned(),
        breaks,
        before: before.to_owned(),
        after: after.to_owned(),
    };
    assert_eq!(
        rules,
        [
            rule("titles", false, r"Mr\.", r"\s"),
            rule("A:2", true, "[<.>]", ""),
        ]
    );
}

#[test]
fn a_cascade_takes_every_map_that_fits_and_without_it_the_first() {
    let ids = |file: &str, tag: &str| -> Vec<String> {
        let rules = Srx::read(file).unwrap().rules_of(tag).unwrap();
        rules.into_iter().map(|r| r.id).collect()
    };
    assert_eq!(ids(FILE, "fr"), ["B:1", "titles", "A:2"]);
    assert_eq!(ids(FILE, "fr-CA"), ["B:1"]);
    assert_eq!(ids(FILE, "EN"), ["titles", "A:2"]);
    assert!(ids(FILE, "eng").is_empty());
    assert_eq!(ids(&FILE.replace("[Ff][Rr].*", "fr_ca"), "fr-CA"), ["B:1"]);
    let first = FILE.replace(r#"cascade="yes""#, r#"cascade="no""#);
    assert_eq!(ids(&first, "fr"), ["B:1"]);
}

#[test]
fn a_map_that_names_no_group_is_an_error() {
    let file = FILE.replace(r#"languagerulename="B"/>"#, r#"languagerulename="C"/>"#);
    let error = Srx::read(&file).unwrap().rules_of("fr").unwrap_err();
    assert_eq!(
        error,
        RuleError::NoGroup {
            group: "C".to_owned()
        }
    );
}

#[test]
fn a_map_that_is_no_pattern_is_an_error() {
    let file = FILE.replace("[Ff][Rr].*", "[Ff");
    let error = Srx::read(&file).unwrap().rules_of("fr").unwrap_err();
    assert!(matches!(error, RuleError::Map { .. }), "{error}");
}

#[test]
fn what_is_no_srx_is_refused_with_the_place() {
    assert_eq!(Srx::read("<tmx/>"), Err(RuleError::NotSrx));
    assert_eq!(Srx::read(""), Err(RuleError::NotSrx));
    for broken in ["<srx><body></srx>", "<srx><body>", "<srx"] {
        let error = Srx::read(broken).unwrap_err();
        assert!(
            matches!(error, RuleError::NotXml { .. }),
            "{broken}: {error}"
        );
    }
}

/// A file as other tools write it, with all that the standard allows and some extensions.
const FOREIGN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- our rules -->
<srx xmlns="http://www.lisa.org/srx20" xmlns:okp="http://okapi.sf.net/srx-extensions" version="2.0">
  <header segmentsubflows="no" cascade="no">
    <formathandle type="start" include="yes"/>
    <formathandle type="end" include="no"/>
    <formathandle type="isolated" include="yes"/>
    <okp:options oneSegmentIncludesAll="no" note="a &amp; b &lt; &quot;c&quot;"/>
    <okp:sample language="en" useMappedRules="yes">Mr. Holmes &amp; co.</okp:sample>
  </header>
  <body>
    <languagerules>
      <languagerule languagerulename="A">
        <!-- why -->
        <rule break="no">
          <beforebreak>Mr\.&#xA0;?</beforebreak>
          <afterbreak>\s</afterbreak>
        </rule>
      </languagerule>
    </languagerules>
    <maprules>
      <languagemap languagepattern=".*" languagerulename="A"/>
    </maprules>
  </body>
</srx>
"#;

#[test]
fn a_file_is_written_as_it_was_read() {
    for file in [FILE, FOREIGN] {
        let srx = Srx::read(file).unwrap();
        let written = srx.to_xml();
        assert_eq!(Srx::read(&written).unwrap(), srx);
        assert_eq!(Srx::read(&written).unwrap().to_xml(), written);
    }
    // Where nothing is written in two ways, not a byte changes.
    let plain = FOREIGN.replace("&#xA0;", "\u{a0}");
    assert_eq!(Srx::read(&plain).unwrap().to_xml(), plain);
}

#[test]
fn the_header_says_what_becomes_of_codes_and_subflows() {
    let srx = Srx::read(FOREIGN).unwrap();
    let handle = FormatHandle {
        start: true,
        end: false,
        isolated: true,
    };
    assert_eq!(srx.format_handle(), handle);
    assert!(!srx.cuts_subflows() && !srx.cascades());
    let srx = Srx::read(FILE).unwrap();
    assert_eq!(srx.format_handle(), FormatHandle::default());
    assert!(srx.cuts_subflows() && srx.cascades());
}

#[test]
fn a_file_in_srx_1_is_read_and_does_not_cascade() {
    let file = r#"<srx version="1.0"><header segmentsubflows="yes"/><body><languagerules>
        <languagerule languagerulename="X"><rule break="yes"><beforebreak>a</beforebreak></rule></languagerule>
        <languagerule languagerulename="Y"><rule break="yes"><beforebreak>b</beforebreak></rule></languagerule>
        </languagerules><maprules><maprule maprulename="M">
        <languagemap languagepattern="fr" languagerulename="X"/>
        <languagemap languagepattern=".*" languagerulename="Y"/>
        </maprule></maprules></body></srx>"#;
    let srx = Srx::read(file).unwrap();
    assert_eq!(srx.rules_of("fr").unwrap()[0].before, "a");
    assert_eq!(srx.rules_of("fr").unwrap().len(), 1);
    assert_eq!(srx.rules_of("en").unwrap()[0].before, "b");
}

#[test]
fn a_made_file_reads_back_as_the_rules_it_was_made_of() {
    let rule = |id: &str, why: &str, before: &str| Rule {
        id: id.into(),
        why: why.into(),
        breaks: false,
        before: before.into(),
        after: r"<&\s".into(),
    };
    let group = |pattern: &str, name: &str, rules| (pattern.to_owned(), name.to_owned(), rules);
    let groups = [
        group(
            "fr.*",
            "one",
            vec![rule("own:art.", "", r"art\."), rule("b", "said: so", "")],
        ),
        group(".*", "two", vec![]),
    ];
    let read = Srx::read(&Srx::of_groups(&groups).to_xml()).unwrap();
    assert_eq!(read.mapped_rules().unwrap(), groups);
    assert!(read.cascades());
}

#[test]
fn java_s_dialect_is_guessed_from_the_patterns() {
    assert_eq!(Srx::read(FOREIGN).unwrap().guessed_dialect(), Dialect::Icu);
    let java = FOREIGN.replace(r"<afterbreak>\s", r"<afterbreak>[\s\u00A0]");
    let java = Srx::read(&java).unwrap();
    assert_eq!(java.guessed_dialect(), Dialect::JavaAscii);
    let rule = java.rules_of("fr").unwrap()[0].in_icu(Dialect::JavaAscii);
    assert_eq!(rule.unwrap().after, r"[\x20\t\n\x0B\f\r\x{A0}]");
}

#[test]
fn a_mistake_in_the_file_is_shown_by_line_and_column() {
    let file = "<srx>\n  <body>\n    <x>&nbsp;</x></body></srx>";
    let Err(RuleError::NotXml {
        line,
        column,
        detail,
    }) = Srx::read(file)
    else {
        panic!("it was read");
    };
    assert_eq!(line, 3);
    assert!(column > 5 && detail.contains("nbsp"), "{column} {detail}");
    let outside = Srx::read("<srx><body/></srx>\nx").unwrap_err();
    assert!(
        matches!(outside, RuleError::NotXml { line: 2, .. }),
        "{outside}"
    );
    let deep = "<a>".repeat(100_000);
    assert!(matches!(
        Srx::read(&deep),
        Err(RuleError::NotXml { line: 1, .. })
    ));
}

#[test]
fn a_file_may_be_in_utf_16() {
    let units = FOREIGN.encode_utf16();
    let little: Vec<u8> = units.clone().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
    let expected = Srx::read(FOREIGN).unwrap();
    assert_eq!(
        Srx::from_bytes(&[&[0xFF, 0xFE], &little[..]].concat()),
        Ok(expected.clone())
    );
    assert_eq!(
        Srx::from_bytes(&[&[0xFE, 0xFF], &big[..]].concat()),
        Ok(expected)
    );
    let error = Srx::from_bytes(b"<srx>\n\xE9</srx>").unwrap_err();
    assert!(
        matches!(
            error,
            RuleError::NotXml {
                line: 2,
                column: 1,
                ..
            }
        ),
        "{error}"
    );
}
