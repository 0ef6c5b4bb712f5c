//! Classes of characters: short ones, named ones, those in brackets.

use std::fmt::Write as _;

use super::{Scan, Words};

impl Scan<'_> {
    pub(super) fn short_class(&self, c: char, set: impl Fn(bool, &str) -> String) -> String {
        let members = match (self.flags.words, c.to_ascii_lowercase()) {
            (Words::Icu, _) => return format!(r"\{c}"),
            (Words::JavaAscii, 's') => r"\x20\t\n\x0B\f\r",
            (Words::JavaAscii, 'd') => "0-9",
            (Words::JavaAscii, _) => "a-zA-Z_0-9",
            (Words::Portable, 's') => r"\s\u0085\p{Z}",
            (Words::Portable, 'd') => r"\p{Nd}",
            (Words::Portable, _) => r"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}",
        };
        set(c.is_ascii_lowercase(), members)
    }

    pub(super) fn property(
        &mut self,
        positive: bool,
        set: impl Fn(bool, &str) -> String,
    ) -> Result<String, String> {
        let mut name = String::new();
        if self.eat("{") {
            loop {
                match self.next() {
                    Some('}') => break,
                    Some(c) => name.push(c),
                    None => return Err(r"a name after \p{ is not closed".to_owned()),
                }
            }
        } else {
            name.extend(self.next());
        }
        if name.starts_with("In") || name.starts_with("blk=") || name.starts_with("block=") {
            return Err(format!(
                r"blocks such as \p{{{name}}} are not supported: name the script or the characters"
            ));
        }
        let java = self.flags.words == Words::JavaAscii;
        let members = match name.as_str() {
            "Lower" if java => "a-z",
            "Upper" if java => "A-Z",
            "Alpha" if java => "a-zA-Z",
            "Digit" if java => "0-9",
            "Alnum" if java => "a-zA-Z0-9",
            "Punct" if java => r"!-/:-@\[-`{-\x7E",
            "Space" if java => r"\x20\t\n\x0B\f\r",
            "Blank" if java => r"\x20\t",
            "ASCII" => r"\x00-\x7F",
            "Graph" if java => r"!-\x7E",
            "Print" if java => r"\x20-\x7E",
            "Cntrl" if java => r"\x00-\x1F\x7F",
            "XDigit" => "0-9a-fA-F",
            "Alnum" => r"\p{Alphabetic}\p{Nd}",
            "Punct" => r"\p{P}",
            "Blank" => r"\t\p{Zs}",
            "Cntrl" => r"\p{Cc}",
            "L1" => r"\x00-\x{FF}",
            "javaLowerCase" => r"\p{Lowercase}",
            "javaUpperCase" => r"\p{Uppercase}",
            "javaLetter" | "javaAlphabetic" => r"\p{L}",
            "javaDigit" => r"\p{Nd}",
            // Without the no-break spaces.
            "javaWhitespace" => {
                r"\t\n\x0B\f\r\x1C-\x20\x{1680}\x{2000}-\x{2006}\x{2008}-\x{200A}\x{2028}\x{2029}\x{205F}\x{3000}"
            }
            _ => {
                let sign = if positive { 'p' } else { 'P' };
                let name = name.strip_prefix("Is").unwrap_or(&name);
                return Ok(format!(r"\{sign}{{{name}}}"));
            }
        };
        Ok(set(positive, members))
    }

    /// Reads `alpha:]` of `[:alpha:]`, `^alpha:]` of `[:^alpha:]`; Unicode's, as ICU has them.
    pub(super) fn named_class(&mut self) -> Result<String, String> {
        let positive = !self.eat("^");
        let mut name = String::new();
        while !self.eat(":]") {
            name.push(self.next().ok_or("a class is not closed")?);
        }
        let members = match name.as_str() {
            "alpha" => r"\p{Alphabetic}",
            "upper" => r"\p{Uppercase}",
            "lower" => r"\p{Lowercase}",
            "digit" => r"\p{Nd}",
            "alnum" => r"\p{Alphabetic}\p{Nd}",
            "punct" => r"\p{P}",
            "space" => r"\s\x{85}\p{Z}",
            "blank" => r"\t\p{Zs}",
            "cntrl" => r"\p{Cc}",
            "xdigit" => "0-9a-fA-F",
            "ascii" => r"\x00-\x7F",
            "word" => r"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}",
            _ => return Err(format!("[:{name}:] is not known")),
        };
        Ok(if positive {
            members.to_owned()
        } else {
            format!("[^{members}]")
        })
    }

    /// Reads a class, with those inside it.
    pub(super) fn class(&mut self) -> Result<String, String> {
        let mut class = String::from("[");
        let mut depth = 1;
        // Whether something stands there that a range cannot start with.
        let mut after_set = false;
        let mut first = true;
        while depth > 0 {
            let Some(c) = self.next() else {
                return Err("a class is not closed".to_owned());
            };
            let was_set = std::mem::take(&mut after_set);
            let was_first = std::mem::take(&mut first);
            match c {
                '\\' => {
                    let short = self.peek().is_some_and(|c| {
                        matches!(
                            c,
                            's' | 'S' | 'd' | 'D' | 'w' | 'W' | 'h' | 'H' | 'v' | 'V' | 'p' | 'P'
                        )
                    });
                    class.push_str(&self.escape(true)?);
                    after_set = short;
                }
                '^' if was_first => {
                    class.push('^');
                    first = true;
                }
                ']' if was_first => class.push_str(r"\]"),
                ']' => {
                    class.push(']');
                    depth -= 1;
                    after_set = true;
                }
                // A class by name; in Java, a class of these very characters.
                '[' if self.flags.words != Words::JavaAscii && self.eat(":") => {
                    class.push_str(&self.named_class()?);
                    after_set = true;
                }
                '[' if self.eat(":") => {
                    class.push_str(r"[\x3A");
                    depth += 1;
                }
                '[' => {
                    class.push('[');
                    depth += 1;
                    first = true;
                }
                // One set without another, in ICU only.
                '-' if self.flags.words != Words::JavaAscii && self.eat("-") => {
                    class.push_str("--");
                }
                '-' if was_set || self.peek() == Some('-') => class.push_str(r"\-"),
                '~' => class.push_str(r"\x7E"),
                _ => {
                    let _ = write!(class, "{c}");
                }
            }
        }
        Ok(class)
    }
}
