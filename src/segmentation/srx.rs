//! Reads rule files in SRX 2.0 (Segmentation Rules eXchange, LISA OSCAR standard of 2008).
//!
//! Read are the rules in their order, the language map and `cascade`. What a file says about
//! inline codes (`formathandle`) has no meaning here, since sentences are cut in plain text.
//!
//! SRX gives rules no name, and ours must have one, so that a person can ask why a sentence ended.
//! A comment directly before a rule that begins with `id` names it and says why it is there:
//!
//! ```xml
//! <!-- id en-titles: a form of address stands before a name -->
//! <rule break="no"><beforebreak>Mr\.</beforebreak><afterbreak>\s</afterbreak></rule>
//! ```
//!
//! A comment is valid wherever the file goes, which an attribute of our own would not be. A rule
//! without one is called after its group and its place in it, from 1: `English:12`.

use std::borrow::Cow;
use std::fmt::Write as _;

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use regex::Regex;

use super::error::RuleError;

/// One rule: what it says about a place between two characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The rule's name.
    pub id: String,
    /// Whether text is cut where the rule applies.
    pub breaks: bool,
    /// The regular expression of the text that ends at the place; empty fits every text.
    pub before: String,
    /// The regular expression of the text that starts at the place; empty fits every text.
    pub after: String,
}

/// The rules of one `<languagerule>`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    name: String,
    rules: Vec<Rule>,
}

/// One line of the language map: tags that fit `pattern` use the group.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Map {
    pattern: String,
    group: String,
}

/// A rule file, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Srx {
    cascade: bool,
    groups: Vec<Group>,
    maps: Vec<Map>,
}

impl Srx {
    /// Reads a rule file in UTF-8.
    pub fn read(xml: &str) -> Result<Self, RuleError> {
        let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
        let mut state = Reading::default();
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => state.take(&event),
                Err(error) => {
                    return Err(RuleError::NotXml {
                        offset: reader.error_position(),
                        detail: error.to_string(),
                    });
                }
            }
        }
        if state.depth != 0 {
            return Err(RuleError::NotXml {
                offset: xml.len() as u64,
                detail: "the file ends inside an element".to_owned(),
            });
        }
        if state.is_srx && state.has_body {
            Ok(state.srx)
        } else {
            Err(RuleError::NotSrx)
        }
    }

    /// Returns the rules of a language, in the order in which they are asked: of every group whose
    /// map fits the tag if the file cascades, else of the first. None fit: no rules.
    ///
    /// A map fits when its pattern matches the whole tag; capitals count, as in the standard.
    pub fn rules_of(&self, tag: &str) -> Result<Vec<Rule>, RuleError> {
        let mut rules = Vec::new();
        for map in &self.maps {
            if !language_pattern_fits(&map.pattern, tag)? {
                continue;
            }
            rules.extend(self.group_of(map)?.rules.iter().cloned());
            if !self.cascade {
                break;
            }
        }
        Ok(rules)
    }

    fn group_of(&self, map: &Map) -> Result<&Group, RuleError> {
        let group = self.groups.iter().find(|g| g.name == map.group);
        group.ok_or_else(|| RuleError::NoGroup {
            group: map.group.clone(),
        })
    }
}

/// Tells whether a pattern of the language map matches the whole of a tag.
pub fn language_pattern_fits(pattern: &str, tag: &str) -> Result<bool, RuleError> {
    match Regex::new(&format!("^(?:{pattern})$")) {
        Ok(regex) => Ok(regex.is_match(tag)),
        Err(error) => Err(RuleError::Map {
            pattern: pattern.to_owned(),
            detail: error.to_string(),
        }),
    }
}

/// Where the text of the file goes at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Into {
    #[default]
    Nowhere,
    Before,
    After,
}

/// What is known half-way through a file.
#[derive(Debug, Default)]
struct Reading {
    srx: Srx,
    is_srx: bool,
    has_body: bool,
    depth: usize,
    /// The id that the last comment gives, until the next element.
    id: Option<String>,
    rule: Option<Rule>,
    into: Into,
}

impl Reading {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => {
                self.depth += 1;
                self.open(element);
            }
            Event::Empty(element) => {
                self.open(element);
                self.close(element.local_name().as_ref());
            }
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                self.close(element.local_name().as_ref());
            }
            Event::Comment(comment) => self.id = id_in(&comment.xml10_content()),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let text = match reference.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => named(reference).to_owned(),
                };
                self.text(&text);
            }
            _ => {}
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        let id = self.id.take();
        match element.local_name().as_ref() {
            "srx" => self.is_srx = true,
            "body" => self.has_body = true,
            "header" => self.srx.cascade = attribute(element, "cascade") == "yes",
            "languagerule" => self.srx.groups.push(Group {
                name: attribute(element, "languagerulename"),
                rules: Vec::new(),
            }),
            "languagemap" => self.srx.maps.push(Map {
                pattern: attribute(element, "languagepattern"),
                group: attribute(element, "languagerulename"),
            }),
            "rule" => self.rule = Some(self.new_rule(element, id)),
            "beforebreak" => self.into = Into::Before,
            "afterbreak" => self.into = Into::After,
            _ => {}
        }
    }

    /// A rule breaks unless it says `break="no"`: the standard's default.
    fn new_rule(&self, element: &BytesStart<'_>, id: Option<String>) -> Rule {
        let place = self.srx.groups.last();
        let id = id.unwrap_or_else(|| match place {
            Some(group) => format!("{}:{}", group.name, group.rules.len() + 1),
            None => String::new(),
        });
        Rule {
            id,
            breaks: attribute(element, "break") != "no",
            before: String::new(),
            after: String::new(),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "beforebreak" | "afterbreak" => self.into = Into::Nowhere,
            "rule" => {
                if let (Some(rule), Some(group)) = (self.rule.take(), self.srx.groups.last_mut()) {
                    group.rules.push(rule);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match (&mut self.rule, self.into) {
            (Some(rule), Into::Before) => rule.before.push_str(text),
            (Some(rule), Into::After) => rule.after.push_str(text),
            _ => {}
        }
    }
}

/// Returns an attribute's value, empty where it is missing or unreadable.
fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let found = element.try_get_attribute(name).ok().flatten();
    found
        .and_then(|a| a.normalized_value(XmlVersion::Implicit1_0).ok())
        .map(Cow::into_owned)
        .unwrap_or_default()
}

/// Returns what one of the five named entities of XML stands for; other names for nothing.
fn named(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

/// Returns the id that a comment of the form `id NAME: why` gives. The name may hold colons.
fn id_in(comment: &str) -> Option<String> {
    let rest = comment.trim_start().strip_prefix("id ")?;
    let word = rest.split_whitespace().next()?;
    let name = word.strip_suffix(':').unwrap_or(word);
    (!name.is_empty()).then(|| name.to_owned())
}

// ---- Rule files that are made, not read ----

/// What stands in a rule file before its groups.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="yes">
    <formathandle type="start" include="no"/>
    <formathandle type="end" include="yes"/>
    <formathandle type="isolated" include="no"/>
  </header>
  <body>
    <languagerules>
"#;

impl Srx {
    /// Returns a rule file that cascades, of groups of rules: language pattern, name of the group,
    /// rules.
    pub fn of_groups(groups: &[(String, String, Vec<Rule>)]) -> Srx {
        let (maps, groups) = groups
            .iter()
            .map(|(pattern, name, rules)| {
                let map = Map {
                    pattern: pattern.clone(),
                    group: name.clone(),
                };
                let group = Group {
                    name: name.clone(),
                    rules: rules.clone(),
                };
                (map, group)
            })
            .unzip();
        Srx {
            cascade: true,
            groups,
            maps,
        }
    }

    /// Tells whether every map that fits a language counts, and not the first alone.
    pub fn cascades(&self) -> bool {
        self.cascade
    }

    /// Returns the language map in its order: pattern, name of the group, its rules.
    pub fn mapped_rules(&self) -> Result<Vec<(String, String, Vec<Rule>)>, RuleError> {
        let mapped = |map: &Map| {
            let rules = self.group_of(map)?.rules.clone();
            Ok((map.pattern.clone(), map.group.clone(), rules))
        };
        self.maps.iter().map(mapped).collect()
    }

    /// Returns the file as XML, each rule named by a comment.
    pub fn to_xml(&self) -> String {
        let mut xml = String::from(HEAD);
        for group in &self.groups {
            let name = escape(&group.name);
            let _ = writeln!(xml, r#"      <languagerule languagerulename="{name}">"#);
            for rule in &group.rules {
                let breaks = if rule.breaks { "yes" } else { "no" };
                let (before, after) = (escape(&rule.before), escape(&rule.after));
                let _ = writeln!(
                    xml,
                    "        <!-- id {}: -->\n        <rule break=\"{breaks}\"><beforebreak>{before}\
                     </beforebreak><afterbreak>{after}</afterbreak></rule>",
                    rule.id
                );
            }
            xml.push_str("      </languagerule>\n");
        }
        xml.push_str("    </languagerules>\n    <maprules>\n");
        for map in &self.maps {
            let (pattern, group) = (escape(&map.pattern), escape(&map.group));
            let _ = writeln!(
                xml,
                r#"      <languagemap languagepattern="{pattern}" languagerulename="{group}"/>"#
            );
        }
        xml.push_str("    </maprules>\n  </body>\n</srx>\n");
        xml
    }
}

#[cfg(test)]
mod tests;
