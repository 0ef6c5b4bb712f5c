//! Entities: the five of XML, character references, and those that the file itself declares.
//!
//! Nothing outside the file is ever opened, and nothing is expanded twice, so neither a foreign
//! file nor a bomb can come in this way.

use std::collections::BTreeMap;

use super::grammar::{is_name, is_xml_char};
use crate::exchange::Refusal;

/// How many declarations are taken in.
const MOST: usize = 1_000;
/// How long the text of one may be, in bytes.
const LONGEST: usize = 1_024;
/// How many bytes all references together may add to a file.
const GROWTH: usize = 8 << 20;

/// What stands between `&` and `;`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reference {
    /// A reference to a character that XML allows.
    Character(char),
    /// A reference to a number that is no character, or none that XML allows.
    Code(u32),
    /// The name of an entity.
    Name,
    /// None of these.
    None,
}

/// Tells what stands between `&` and `;`.
pub(super) fn reference(name: &str) -> Reference {
    let Some(number) = name.strip_prefix('#') else {
        return if is_name(name) {
            Reference::Name
        } else {
            Reference::None
        };
    };
    match character(number, name) {
        Ok(c) => Reference::Character(c),
        Err(Refusal::Character(code)) => Reference::Code(code),
        Err(_) => Reference::None,
    }
}

/// The entities of one file.
#[derive(Debug, Default)]
pub(super) struct Entities {
    /// Name → text; `None` where it is external, too long, or holds mark-up or other entities.
    declared: BTreeMap<String, Option<String>>,
    grown: usize,
}

impl Entities {
    /// Takes in the declarations of an internal subset: the text between `<!DOCTYPE` and `>`.
    pub(super) fn declare(&mut self, doctype: &str) {
        let Some((_, subset)) = doctype.split_once('[') else {
            return;
        };
        let mut rest = subset;
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
            } else if let Some(declaration) = rest.strip_prefix("<!ENTITY") {
                rest = self.declare_one(declaration);
            } else {
                rest = skip_declaration(&rest[1..]);
            }
        }
    }

    /// Tells whether `&name;` stands for something, or is refused for safety.
    pub(super) fn knows(&self, name: &str) -> bool {
        predefined(name).is_some() || self.declared.contains_key(name)
    }

    /// Takes in one declaration and returns what follows it.
    fn declare_one<'s>(&mut self, declaration: &'s str) -> &'s str {
        let after = skip_declaration(declaration);
        let body = declaration[..declaration.len() - after.len()].trim_start();
        let Some((name, value)) = body.split_once(|c: char| c.is_ascii_whitespace()) else {
            return after;
        };
        let value = value.trim_start();
        let text = value
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .and_then(|quote| value[1..].split_once(quote))
            .and_then(|(text, _)| simple_text(text));
        // The first declaration of a name holds; `%` begins one that no text can use.
        if name != "%" && self.declared.len() < MOST && !self.declared.contains_key(name) {
            self.declared.insert(name.to_owned(), text);
        }
        after
    }

    /// Appends what `&name;` stands for.
    ///
    /// # Errors
    /// When it is not declared, refused, or a character that XML forbids.
    pub(super) fn resolve(&mut self, name: &str, out: &mut String) -> Result<(), Refusal> {
        if let Some(number) = name.strip_prefix('#') {
            out.push(character(number, name)?);
            return Ok(());
        }
        if let Some(c) = predefined(name) {
            out.push(c);
            return Ok(());
        }
        match self.declared.get(name) {
            None => Err(Refusal::UnknownEntity(name.to_owned())),
            Some(None) => Err(Refusal::UnsafeEntity(name.to_owned())),
            Some(Some(text)) => {
                self.grown += text.len().saturating_sub(name.len() + 2);
                if self.grown > GROWTH {
                    return Err(Refusal::UnsafeEntity(name.to_owned()));
                }
                out.push_str(text);
                Ok(())
            }
        }
    }

    /// Appends an attribute's value as XML 1.0 reads it: references resolved, white space as
    /// spaces.
    ///
    /// # Errors
    /// As [`Entities::resolve`], and where `<` or a lone `&` stands in it.
    pub(super) fn value(&mut self, raw: &str) -> Result<String, Refusal> {
        if is_simple(raw) {
            return Ok(raw.to_owned());
        }
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find(['&', '<']) {
            push_value(&rest[..at], &mut out)?;
            let Some(reference) = rest[at..].strip_prefix('&') else {
                return Err(Refusal::Bare('<'));
            };
            let Some((name, after)) = reference.split_once(';') else {
                return Err(Refusal::Bare('&'));
            };
            self.resolve(name, &mut out)?;
            rest = after;
        }
        push_value(rest, &mut out)?;
        Ok(out)
    }
}

/// Tells whether a value stands for itself: no white space but plain spaces, no mark-up, nothing
/// that XML might forbid.
fn is_simple(raw: &str) -> bool {
    raw.bytes()
        .all(|b| b >= b' ' && b != b'&' && b != b'<' && b != 0xEF)
}

fn push_value(raw: &str, out: &mut String) -> Result<(), Refusal> {
    let mut before = ' ';
    for c in raw.chars() {
        match c {
            '\n' if before == '\r' => {}
            '\t' | '\n' | '\r' => out.push(' '),
            c if is_xml_char(c) => out.push(c),
            c => return Err(Refusal::Character(u32::from(c))),
        }
        before = c;
    }
    Ok(())
}

/// Returns what follows the `>` that ends a declaration; one inside quotes does not.
fn skip_declaration(text: &str) -> &str {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return &text[at + 1..],
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    ""
}

/// Returns the text of a declaration, if it is short and holds characters only.
fn simple_text(raw: &str) -> Option<String> {
    if raw.len() > LONGEST {
        return None;
    }
    // Twice, as XML does: once where it is declared, once where it is used.
    let text = resolve_known(&resolve_characters(raw)?)?;
    (text.len() <= LONGEST && text.chars().all(is_xml_char)).then_some(text)
}

/// Resolves the character references of a text.
fn resolve_characters(raw: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = raw;
    while let Some((before, reference)) = rest.split_once("&#") {
        out.push_str(before);
        let (number, after) = reference.split_once(';')?;
        out.push(character(number, number).ok()?);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// Resolves references to characters and to the five names of XML; `None` at any other, and at
/// mark-up.
fn resolve_known(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        out.push_str(&rest[..at]);
        let (name, after) = rest[at..].strip_prefix('&')?.split_once(';')?;
        out.push(match name.strip_prefix('#') {
            Some(number) => character(number, name).ok()?,
            None => predefined(name)?,
        });
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// Returns the character of a reference without its `#`.
fn character(number: &str, name: &str) -> Result<char, Refusal> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric());
    let code = match number.strip_prefix('x') {
        Some(hex) if digits(hex) => u32::from_str_radix(hex, 16),
        None if digits(number) => number.parse(),
        _ => return Err(Refusal::UnknownEntity(name.to_owned())),
    };
    let code = code.map_err(|_| Refusal::UnknownEntity(name.to_owned()))?;
    char::from_u32(code)
        .filter(|c| is_xml_char(*c))
        .ok_or(Refusal::Character(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(doctype: &str, name: &str) -> Result<String, Refusal> {
        let mut entities = Entities::default();
        entities.declare(doctype);
        let mut out = String::new();
        entities.resolve(name, &mut out).map(|()| out)
    }

    #[test]
    fn declared_texts_are_resolved_once() {
        let subset = "tmx [ <!-- <!ENTITY a 'no'> --> <!ENTITY a \"y'>\"><!ENTITY a 'late'>\
                      <!ENTITY amp2 '&#38;#38;'> <!ENTITY n '&#160;'>]";
        assert_eq!(resolved(subset, "a").unwrap(), "y'>");
        assert_eq!(resolved(subset, "amp2").unwrap(), "&");
        assert_eq!(resolved(subset, "n").unwrap(), "\u{a0}");
        assert_eq!(resolved(subset, "#x41").unwrap(), "A");
    }

    #[test]
    fn what_could_harm_is_refused() {
        let subset = "tmx [<!ENTITY e SYSTEM 'file:///secret'><!ENTITY b '&e;&e;'>\
                      <!ENTITY t '<b/>'>]";
        for name in ["e", "b", "t"] {
            assert_eq!(
                resolved(subset, name),
                Err(Refusal::UnsafeEntity(name.to_owned()))
            );
        }
        assert_eq!(resolved("", "#xD83D"), Err(Refusal::Character(0xD83D)));
        assert_eq!(resolved("", "#11"), Err(Refusal::Character(11)));
        assert!(matches!(
            resolved("", "nbsp"),
            Err(Refusal::UnknownEntity(_))
        ));
        assert!(matches!(
            resolved("", "#+5"),
            Err(Refusal::UnknownEntity(_))
        ));
    }

    #[test]
    fn all_references_together_have_a_limit() {
        let mut entities = Entities::default();
        entities.declare(&format!("tmx [<!ENTITY a '{}'>]", "x".repeat(1_000)));
        let mut out = String::new();
        let result = (0..100_000).try_for_each(|_| entities.resolve("a", &mut out));
        assert_eq!(result, Err(Refusal::UnsafeEntity("a".to_owned())));
    }

    #[test]
    fn white_space_in_values_becomes_spaces() {
        let mut entities = Entities::default();
        assert_eq!(entities.value("a\r\nb\tc&#9;").unwrap(), "a b c\t");
        assert_eq!(entities.value("a < b"), Err(Refusal::Bare('<')));
        assert_eq!(entities.value("a & b"), Err(Refusal::Bare('&')));
    }
}
