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
    assert!(ids(FILE, "EN").is_empty());
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

#[test]
fn what_is_written_is_read_again_with_its_names() {
    let rule = |id: &str, breaks, before: &str| Rule {
        id: id.to_owned(),
        breaks,
        before: before.to_owned(),
        after: r#"\s[<&>]'""#.to_owned(),
    };
    let groups = [
        (
            "[Ff][Rr].*".to_owned(),
            "A & B".to_owned(),
            vec![rule("own:art.", false, r"art\."), rule("x:2", true, " é ")],
        ),
        (".*".to_owned(), "C".to_owned(), vec![rule("y:", true, "")]),
    ];
    let written = Srx::of_groups(&groups);
    let read = Srx::read(&written.to_xml()).unwrap();
    assert_eq!(read, written);
    assert!(read.cascades());
    assert_eq!(read.mapped_rules().unwrap(), groups);
}
