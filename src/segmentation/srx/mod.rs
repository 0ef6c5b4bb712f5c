//! Rule files in SRX 2.0 (Segmentation Rules eXchange, LISA OSCAR standard of 2008), read and
//! written.
//!
//! The file is kept as the tree it is, so that header, comments and the extensions of other tools
//! come out as they went in; groups of rules and the language map are read from the tree. Files in
//! SRX 1.0, which have no `cascade`, are read as well.
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

mod build;
mod xml;

use regex::Regex;

use super::error::RuleError;
use super::pattern::{Dialect, looks_java};
use xml::{Element, Node};

/// One rule: what it says about a place between two characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The rule's name.
    pub id: String,
    /// Why it is there, for people; may be empty.
    pub why: String,
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

/// To which side of a cut an inline code goes that stands at it: `<formathandle>`.
///
/// `true` is the sentence before the cut. Without a word in the file: opening codes go with what
/// follows, closing ones with what comes before, isolated ones with what follows (SRX 2.0,
/// section `formathandle`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatHandle {
    /// Codes that open.
    pub start: bool,
    /// Codes that close.
    pub end: bool,
    /// Codes that stand alone.
    pub isolated: bool,
}

impl Default for FormatHandle {
    fn default() -> Self {
        FormatHandle {
            start: false,
            end: true,
            isolated: false,
        }
    }
}

/// A rule file, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Srx {
    nodes: Vec<Node>,
    cascade: bool,
    subflows: bool,
    format: FormatHandle,
    groups: Vec<Group>,
    maps: Vec<Map>,
}

impl Srx {
    /// Reads a rule file in UTF-8, or in UTF-16 with a byte order mark.
    ///
    /// # Errors
    /// Those of [`Srx::read`], and when the bytes are no text.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RuleError> {
        Self::read(&xml::decode(bytes)?)
    }

    /// Reads a rule file.
    ///
    /// # Errors
    /// When the text is not well-formed XML, with line and column, or is no SRX.
    pub fn read(xml: &str) -> Result<Self, RuleError> {
        Self::from_nodes(xml::read(xml.trim_start_matches('\u{feff}'))?)
    }

    fn from_nodes(nodes: Vec<Node>) -> Result<Self, RuleError> {
        let root = nodes.iter().find_map(|node| match node {
            Node::Element(element) if element.local_name() == "srx" => Some(element),
            _ => None,
        });
        let root = root.ok_or(RuleError::NotSrx)?;
        let body = root.child("body").ok_or(RuleError::NotSrx)?;
        let nothing = Element::default();
        let header = root.child("header").unwrap_or(&nothing);
        let mut format = FormatHandle::default();
        for handle in header
            .elements()
            .filter(|e| e.local_name() == "formathandle")
        {
            let include = handle.attribute("include") == "yes";
            match handle.attribute("type") {
                "start" => format.start = include,
                "end" => format.end = include,
                "isolated" => format.isolated = include,
                _ => {}
            }
        }
        let (cascade, subflows) = (
            header.attribute("cascade") == "yes",
            header.attribute("segmentsubflows") != "no",
        );
        let groups = body
            .child("languagerules")
            .into_iter()
            .flat_map(Element::elements);
        let groups = groups
            .filter(|e| e.local_name() == "languagerule")
            .map(group)
            .collect();
        let mut maps = Vec::new();
        collect_maps(body.child("maprules"), &mut maps);
        Ok(Srx {
            nodes,
            cascade,
            subflows,
            format,
            groups,
            maps,
        })
    }

    /// Writes the file in UTF-8: the same header, groups, rules, maps, comments and extensions,
    /// in the same order and layout.
    pub fn to_xml(&self) -> String {
        xml::write(&self.nodes)
    }

    /// Tells whether every map that fits a language counts, and not only the first.
    pub fn cascades(&self) -> bool {
        self.cascade
    }

    /// Tells whether text within inline codes, such as a footnote, is cut by itself.
    pub fn cuts_subflows(&self) -> bool {
        self.subflows
    }

    /// Returns to which side of a cut the inline codes go.
    pub fn format_handle(&self) -> FormatHandle {
        self.format
    }

    /// Returns the dialect that the patterns of the file look written in.
    pub fn guessed_dialect(&self) -> Dialect {
        let mut patterns = self.groups.iter().flat_map(|g| &g.rules);
        let java = |rule: &Rule| looks_java(&rule.before) || looks_java(&rule.after);
        if patterns.any(java) {
            Dialect::JavaAscii
        } else {
            Dialect::Icu
        }
    }

    /// Returns the rules of a language, in the order in which they are asked: of every group whose
    /// map fits the tag if the file cascades, else of the first. None fit: no rules.
    ///
    /// A map fits when its pattern matches the whole tag, whatever its case, and whether the
    /// pattern has `-` or `_` in it: other programs write `FR.*` and `fr_FR`.
    ///
    /// # Errors
    /// When a pattern of the map is none, or a map names a group that is not there.
    pub fn rules_of(&self, tag: &str) -> Result<Vec<Rule>, RuleError> {
        let mut rules = Vec::new();
        for map in &self.maps {
            if !language_pattern_fits(&map.pattern, tag)? {
                continue;
            }
            rules.extend(self.group(map)?.rules.iter().cloned());
            if !self.cascade {
                break;
            }
        }
        Ok(rules)
    }

    /// Returns the maps in order, each with its language pattern, the name of its group and the
    /// group's rules.
    ///
    /// # Errors
    /// When a map names a group that is not there.
    pub fn mapped_rules(&self) -> Result<Vec<(String, String, Vec<Rule>)>, RuleError> {
        let mapped = self.maps.iter().map(|map| {
            let rules = self.group(map)?.rules.clone();
            Ok((map.pattern.clone(), map.group.clone(), rules))
        });
        mapped.collect()
    }

    fn group(&self, map: &Map) -> Result<&Group, RuleError> {
        let group = self.groups.iter().find(|g| g.name == map.group);
        group.ok_or_else(|| RuleError::NoGroup {
            group: map.group.clone(),
        })
    }
}

/// Tells whether a pattern of the language map matches the whole of a tag.
///
/// # Errors
/// When the pattern is no regular expression.
pub fn language_pattern_fits(pattern: &str, tag: &str) -> Result<bool, RuleError> {
    match Regex::new(&format!("^(?i:{pattern})$")) {
        Ok(regex) => Ok(regex.is_match(tag) || regex.is_match(&tag.replace('-', "_"))),
        Err(error) => Err(RuleError::Map {
            pattern: pattern.to_owned(),
            detail: error.to_string(),
        }),
    }
}

/// Finds the lines of the map; in SRX 1.0 they lie one level deeper.
fn collect_maps(element: Option<&Element>, maps: &mut Vec<Map>) {
    for child in element.into_iter().flat_map(Element::elements) {
        match child.local_name() {
            "languagemap" => maps.push(Map {
                pattern: child.attribute("languagepattern").to_owned(),
                group: child.attribute("languagerulename").to_owned(),
            }),
            "maprule" => collect_maps(Some(child), maps),
            _ => {}
        }
    }
}

fn group(element: &Element) -> Group {
    let mut group = Group {
        name: element.attribute("languagerulename").to_owned(),
        rules: Vec::new(),
    };
    let mut named = None;
    for node in &element.children {
        match node {
            Node::Comment(comment) => named = id_in(comment),
            Node::Element(rule) if rule.local_name() == "rule" => {
                let number = group.rules.len() + 1;
                let half = |name| rule.child(name).map(Element::text).unwrap_or_default();
                let unnamed = || (format!("{}:{number}", group.name), String::new());
                let (id, why) = named.take().unwrap_or_else(unnamed);
                group.rules.push(Rule {
                    id,
                    why,
                    // A rule breaks unless it says `break="no"`: the standard's default.
                    breaks: !rule.attribute("break").trim().eq_ignore_ascii_case("no"),
                    before: half("beforebreak"),
                    after: half("afterbreak"),
                });
            }
            Node::Element(_) => named = None,
            Node::Text(_) | Node::Other(_) => {}
        }
    }
    group
}

/// Returns the id and the reason that a comment of the form `id NAME: why` gives.
fn id_in(comment: &str) -> Option<(String, String)> {
    let rest = comment.trim().strip_prefix("id ")?;
    // The name may hold a colon; the colon before the reason has a space behind it.
    let (name, why) = rest.split_once(": ").unwrap_or((rest, ""));
    let name = name.trim().trim_end_matches(':');
    let usable = !name.is_empty() && !name.contains(char::is_whitespace);
    usable.then(|| (name.to_owned(), why.trim().to_owned()))
}

#[cfg(test)]
mod tests;
