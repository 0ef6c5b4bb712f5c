//! Makes rule files from rules.

use std::collections::BTreeMap;

use super::super::pattern::{Dialect, from_java, portable};
use super::xml::{Element, Node};
use super::{Rule, RuleError, Srx};

/// The name space of SRX 2.0.
const NAME_SPACE: &str = "http://www.lisa.org/srx20";

impl Srx {
    /// Makes a file that cascades from language patterns, each with the name of its group and its
    /// rules. Groups of one name and of the same rules become one.
    ///
    /// # Panics
    /// Never: the file that is made has a header and a body.
    pub fn of_groups(groups: &[(String, String, Vec<Rule>)]) -> Srx {
        let mut header = Element::new("header", &[("segmentsubflows", "yes"), ("cascade", "yes")]);
        for (kind, include) in [("start", "no"), ("end", "yes"), ("isolated", "no")] {
            let handle = Element::new("formathandle", &[("type", kind), ("include", include)]);
            header.put(2, Node::Element(handle));
        }
        header.end(1);
        let mut rules = Element::new("languagerules", &[]);
        let mut maps = Element::new("maprules", &[]);
        let mut names: BTreeMap<String, &[Rule]> = BTreeMap::new();
        for (pattern, name, members) in groups {
            let mut name = name.clone();
            while names
                .get(&name)
                .is_some_and(|rules| *rules != members.as_slice())
            {
                name.push('\'');
            }
            let map = [
                ("languagepattern", pattern.as_str()),
                ("languagerulename", name.as_str()),
            ];
            maps.put(3, Node::Element(Element::new("languagemap", &map)));
            if names.insert(name.clone(), members).is_some() {
                continue;
            }
            let mut group = Element::new("languagerule", &[("languagerulename", name.as_str())]);
            for rule in members {
                group.put(4, Node::Comment(comment(rule)));
                group.put(4, Node::Element(element(rule)));
            }
            group.end(3);
            rules.put(3, Node::Element(group));
        }
        rules.end(2);
        maps.end(2);
        let mut body = Element::new("body", &[]);
        body.put(2, Node::Element(rules));
        body.put(2, Node::Element(maps));
        body.end(1);
        let mut root = Element::new("srx", &[("xmlns", NAME_SPACE), ("version", "2.0")]);
        root.put(1, Node::Element(header));
        root.put(1, Node::Element(body));
        root.end(0);
        let made = Srx::from_nodes(vec![Node::Element(root)]);
        made.expect("the file has a header and a body")
    }
}

impl Rule {
    /// Returns the rule with patterns that mean in every program what they mean here: in ICU's
    /// regular expressions, in Java's and in .NET's.
    ///
    /// # Errors
    /// When a pattern is no regular expression.
    pub fn portable(&self) -> Result<Rule, RuleError> {
        self.rewritten(portable)
    }

    /// Returns the rule of a file in a dialect with patterns of the ICU dialect.
    ///
    /// # Errors
    /// When a pattern is no regular expression.
    pub fn in_icu(&self, dialect: Dialect) -> Result<Rule, RuleError> {
        match dialect {
            Dialect::Icu => Ok(self.clone()),
            Dialect::JavaAscii => self.rewritten(from_java),
        }
    }

    fn rewritten(&self, write: fn(&str) -> Result<String, String>) -> Result<Rule, RuleError> {
        let write = |pattern: &str| {
            write(pattern).map_err(|detail| RuleError::Pattern {
                rule: self.id.clone(),
                detail,
            })
        };
        Ok(Rule {
            id: self.id.clone(),
            why: self.why.clone(),
            breaks: self.breaks,
            before: write(&self.before)?,
            after: write(&self.after)?,
        })
    }
}

/// Returns the comment that names a rule; two hyphens would end it.
fn comment(rule: &Rule) -> String {
    let text = if rule.why.is_empty() {
        format!(" id {}: ", rule.id)
    } else {
        format!(" id {}: {} ", rule.id, rule.why)
    };
    let mut comment = String::new();
    for c in text.chars() {
        if c == '-' && comment.ends_with('-') {
            comment.push(' ');
        }
        comment.push(c);
    }
    comment
}

fn element(rule: &Rule) -> Element {
    let mut element = Element::new("rule", &[("break", if rule.breaks { "yes" } else { "no" })]);
    for (name, pattern) in [("beforebreak", &rule.before), ("afterbreak", &rule.after)] {
        let mut half = Element::new(name, &[]);
        if !pattern.is_empty() {
            half.children.push(Node::Text(pattern.clone()));
        }
        element.children.push(Node::Element(half));
    }
    element
}

impl Element {
    /// Appends a child on a line of its own.
    fn put(&mut self, depth: usize, node: Node) {
        self.end(depth);
        self.children.push(node);
    }

    /// Begins a line.
    fn end(&mut self, depth: usize) {
        self.children
            .push(Node::Text(format!("\n{}", "  ".repeat(depth))));
    }
}
