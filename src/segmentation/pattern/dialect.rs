//! What a rule file's author means by `\s`, `\h`, `\Q…\E` and the like.
//!
//! SRX 2.0 means ICU's regular expressions, in which `\s \d \w` are Unicode's. Programs in Java
//! read the same files with Java's, in which they are ASCII's: a no-break space is no `\s` there.
//! So the same file cuts differently, and the file does not say how it was meant. [`Dialect`] says
//! it, and [`looks_java`] guesses it.
//!
//! The translation is textual, character by character, into the syntax of the crates `regex` and
//! `fancy-regex`. It gives two patterns where the author used what no automaton can hold
//! (look-around, references back, possessive quantifiers): `exact`, and `plain` without these,
//! which matches whatever `exact` matches and more.
//!
//! Where we differ: `(?i)` folds all letters, not ASCII's only, in the Java dialect too; `\b` is
//! Unicode's in both, as it was in Java before version 19; Unicode blocks (`\p{InGreek}`) and
//! grapheme clusters (`\X`) are refused.

mod class;

/// Whose regular expressions the patterns of a rule file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// ICU's, as the standard says: `\s`, `\d` and `\w` are Unicode's.
    #[default]
    Icu,
    /// Java's without `UNICODE_CHARACTER_CLASS`: `\s`, `\d` and `\w` are ASCII's.
    JavaAscii,
}

impl Dialect {
    /// Returns the dialect's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Icu => "icu",
            Dialect::JavaAscii => "java-ascii",
        }
    }
}

/// A pattern in the syntax of our engines.
#[derive(Debug, Default)]
pub(super) struct Translated {
    /// For an automaton; without what only `exact` can say.
    pub plain: String,
    /// For an engine that goes back, where `plain` matches too much.
    pub exact: Option<String>,
    /// Where what looks ahead at the pattern's end begins.
    looks_at_end: Option<Looks>,
}

/// Where a run of look-aheads and edges of words begins.
#[derive(Debug, Clone)]
struct Looks {
    in_plain: usize,
    in_exact: usize,
    /// The flags that hold there: `(?i)`.
    flags: String,
    /// Whether an automaton can hold all that comes before.
    rest_is_plain: bool,
}

impl Translated {
    /// Moves what looks ahead at the end to the pattern of the text that comes there.
    pub(super) fn move_looks_to(&mut self, after: &mut Translated) {
        let Some(looks) = self.looks_at_end.take() else {
            return;
        };
        let with_flags = |moved: String| {
            if moved.is_empty() || looks.flags.is_empty() {
                moved
            } else {
                format!("(?:{}{moved})", looks.flags)
            }
        };
        let plain = with_flags(self.plain.split_off(looks.in_plain));
        if let Some(exact) = &mut self.exact {
            let moved = with_flags(exact.split_off(looks.in_exact));
            let rest = after.exact.as_ref().unwrap_or(&after.plain);
            after.exact = Some(format!("{moved}(?:{rest})"));
            if looks.rest_is_plain {
                self.exact = None;
            }
        } else if let Some(exact) = &mut after.exact {
            *exact = format!("{plain}(?:{exact})");
        }
        if !plain.is_empty() {
            after.plain = format!("{plain}(?:{})", after.plain);
        }
    }
}

/// Translates a pattern for our engines.
pub(super) fn translate(pattern: &str, dialect: Dialect) -> Result<Translated, String> {
    let words = match dialect {
        Dialect::Icu => Words::Icu,
        Dialect::JavaAscii => Words::JavaAscii,
    };
    let mut scan = Scan::new(pattern, words);
    scan.run()?;
    let movable = scan.ends_in_looks && !scan.bound;
    Ok(Translated {
        exact: scan.hard.then_some(scan.exact),
        plain: scan.plain,
        looks_at_end: scan.looks.filter(|_| movable),
    })
}

/// Writes a pattern of the Java dialect as one of the ICU dialect.
pub(in crate::segmentation) fn from_java(pattern: &str) -> Result<String, String> {
    let mut scan = Scan::new(pattern, Words::JavaAscii);
    scan.run()?;
    Ok(scan.exact)
}

/// Writes a pattern of the ICU dialect so that it means the same in every dialect.
pub(in crate::segmentation) fn portable(pattern: &str) -> Result<String, String> {
    let mut scan = Scan::new(pattern, Words::Portable);
    scan.run()?;
    Ok(scan.exact)
}

/// Tells whether a pattern looks as if its author had Java's `\s` in mind: a class that names the
/// no-break space beside `\s` would otherwise name it twice.
pub(in crate::segmentation) fn looks_java(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some(open) = rest.find('[') {
        let class = &rest[open..];
        let end = class.find(']').unwrap_or(class.len());
        let class = &class[..end];
        let no_break = ["\u{a0}", r"\u00A0", r"\u00a0", r"\xA0", r"\xa0", r"\h"];
        if class.contains(r"\s") && no_break.iter().any(|s| class.contains(s)) {
            return true;
        }
        rest = &rest[open + end..];
    }
    false
}

/// What the short classes are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    Icu,
    JavaAscii,
    /// ICU's, spelt out.
    Portable,
}

/// What flags within a pattern change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flags {
    /// `(?s)`: a dot is any character.
    dot_is_all: bool,
    /// `(?m)`: `$` is the end of a line.
    many_lines: bool,
    words: Words,
}

const LINE_ENDS: &str = r"\n\x0B\f\r\x{85}\x{2028}\x{2029}";
const LEVEL_SPACES: &str = r"\x20\t\x{A0}\x{1680}\x{180E}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}";
const AT_END: &str = r"(?:(?:\r\n|[\n\r\x{85}\x{2028}\x{2029}])?\z)";

/// One walk through a pattern.
struct Scan<'p> {
    rest: std::iter::Peekable<std::str::Chars<'p>>,
    plain: String,
    exact: String,
    /// Depth of groups, and at which of them a look-around began.
    depth: usize,
    muted_at: Option<usize>,
    /// Where in `exact` the open groups begin, and the group that was closed just now.
    groups: Vec<(usize, Flags)>,
    closed_group: Option<usize>,
    flags: Flags,
    /// The flags set outside of all groups, as written.
    top_flags: String,
    hard: bool,
    /// A `|` outside of all groups or a reference back binds the pattern's end to the rest.
    bound: bool,
    /// The last run of looks outside of all groups.
    looks: Option<Looks>,
    ends_in_looks: bool,
}

impl<'p> Scan<'p> {
    fn new(pattern: &'p str, words: Words) -> Self {
        Scan {
            rest: pattern.chars().peekable(),
            plain: String::new(),
            exact: String::new(),
            depth: 0,
            muted_at: None,
            groups: Vec::new(),
            closed_group: None,
            flags: Flags {
                dot_is_all: false,
                many_lines: false,
                words,
            },
            top_flags: String::new(),
            hard: false,
            bound: false,
            looks: None,
            ends_in_looks: false,
        }
    }

    fn emit(&mut self, text: &str) {
        self.exact.push_str(text);
        if self.muted_at.is_none() {
            self.plain.push_str(text);
        }
        if self.depth == 0 {
            self.ends_in_looks = false;
        }
    }

    /// Notes that outside of all groups something looks ahead here.
    fn begin_looks(&mut self) {
        if !self.ends_in_looks {
            self.looks = Some(Looks {
                flags: self.top_flags.clone(),
                in_plain: self.plain.len(),
                in_exact: self.exact.len(),
                rest_is_plain: !self.hard,
            });
        }
        self.ends_in_looks = true;
    }

    /// Writes one thing for an engine that goes back and another for the automaton.
    fn emit_hard(&mut self, exact: &str, plain: &str) {
        self.hard = true;
        self.exact.push_str(exact);
        if self.muted_at.is_none() {
            self.plain.push_str(plain);
        }
    }

    fn next(&mut self) -> Option<char> {
        self.rest.next()
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().copied()
    }

    /// Takes a string if it comes next.
    fn eat(&mut self, expected: &str) -> bool {
        let mut ahead = self.rest.clone();
        if expected.chars().all(|c| ahead.next() == Some(c)) {
            self.rest = ahead;
            return true;
        }
        false
    }

    fn run(&mut self) -> Result<(), String> {
        while let Some(c) = self.next() {
            if !matches!(c, '*' | '+' | '?' | '{') {
                self.closed_group = None;
            }
            match c {
                '\\' if self.depth == 0 && matches!(self.peek(), Some('b' | 'B')) => {
                    self.begin_looks();
                    let text = self.escape(false)?;
                    self.emit(&text);
                    self.ends_in_looks = true;
                }
                '\\' => {
                    let text = self.escape(false)?;
                    self.emit(&text);
                }
                '[' => {
                    let class = self.class()?;
                    self.emit(&class);
                }
                '(' => self.open()?,
                ')' => self.close(),
                '.' if !self.flags.dot_is_all && self.flags.words != Words::Portable => {
                    self.emit(&format!("[^{LINE_ENDS}]").replace(r"\x0B\f", ""));
                }
                '$' if !self.flags.many_lines && self.flags.words != Words::Portable => {
                    self.emit(AT_END);
                }
                '*' | '+' | '?' | '{' => self.quantifier(c),
                '|' => {
                    self.bound |= self.depth == 0;
                    self.emit("|");
                }
                _ => self.emit(c.encode_utf8(&mut [0; 4])),
            }
        }
        Ok(())
    }

    fn quantifier(&mut self, first: char) {
        let mut text = String::from(first);
        if first == '{' {
            while let Some(c) = self.next() {
                text.push(c);
                if c == '}' {
                    break;
                }
            }
        }
        let possessive = self.peek() == Some('+');
        let group = self
            .closed_group
            .filter(|_| self.flags.words == Words::Portable);
        match group.zip(bounds(&text)).filter(|_| !possessive) {
            Some((start, (least, most))) => {
                self.spell_out(start, least, most);
                // Lazy or not, the same texts match.
                self.eat("?");
                return;
            }
            None => self.emit(&text),
        }
        if self.eat("+") {
            self.emit_hard("+", "");
        } else if self.eat("?") {
            self.emit("?");
        }
    }

    /// Writes a repeated group as so many groups, each within the one before: programs in Java put
    /// rules into look-behinds, which may hold no group that is repeated a number of times.
    fn spell_out(&mut self, start: usize, least: usize, most: usize) {
        let group = self.exact.split_off(start);
        let mut text = group.repeat(least);
        if most == 0 {
            text.push_str("(?:)");
        }
        text.push_str(&format!("(?:{group}").repeat(most - least));
        text.push_str(&")?".repeat(most - least));
        self.exact.push_str(&text);
    }

    fn open(&mut self) -> Result<(), String> {
        self.groups.push((self.exact.len(), self.flags));
        if !self.eat("?") {
            self.emit("(");
            self.depth += 1;
            return Ok(());
        }
        if self.eat("#") {
            while self.next().is_some_and(|c| c != ')') {}
            self.groups.pop();
            return Ok(());
        }
        for look in ["<=", "<!", "=", "!"] {
            if self.eat(look) {
                self.open_look(look);
                return Ok(());
            }
        }
        if self.eat(">") {
            self.emit("");
            self.emit_hard("(?>", "(?:");
        } else if self.eat("<") {
            self.emit("(?<");
        } else {
            return self.flags();
        }
        self.depth += 1;
        Ok(())
    }

    fn open_look(&mut self, look: &str) {
        let ahead = !look.starts_with('<');
        if self.depth == 0 && ahead {
            self.begin_looks();
        } else if self.depth == 0 {
            self.ends_in_looks = false;
        }
        self.emit_hard(&format!("(?{look}"), "");
        if self.muted_at.is_none() {
            self.muted_at = Some(self.depth);
        }
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.exact.push(')');
        if let Some((start, flags)) = self.groups.pop() {
            self.closed_group = Some(start);
            self.flags = flags;
        }
        if self.muted_at == Some(self.depth) {
            self.muted_at = None;
            // Something for a quantifier to stand behind.
            self.plain.push_str("(?:)");
        } else if self.muted_at.is_none() {
            self.plain.push(')');
            if self.depth == 0 {
                self.ends_in_looks = false;
            }
        }
    }

    /// Reads `(?flags)` or `(?flags:`; those that only choose Unicode are left out, since we
    /// always do.
    fn flags(&mut self) -> Result<(), String> {
        let (mut kept, mut on) = (String::new(), true);
        loop {
            match self.next() {
                Some('-') => {
                    on = false;
                    kept.push('-');
                }
                Some('u' | 'd' | 'w') => {}
                Some('U') => {
                    if on && self.flags.words == Words::JavaAscii {
                        self.flags.words = Words::Icu;
                    }
                }
                Some(flag @ ('i' | 'm' | 's' | 'x')) => {
                    match flag {
                        's' => self.flags.dot_is_all = on,
                        'm' => self.flags.many_lines = on,
                        _ => {}
                    }
                    kept.push(flag);
                }
                Some(end @ (':' | ')')) => {
                    let kept = kept.trim_end_matches('-');
                    if end == ':' {
                        self.emit(&format!("(?{kept}:"));
                        self.depth += 1;
                    } else {
                        self.groups.pop();
                        if !kept.is_empty() {
                            let flags = format!("(?{kept})");
                            self.emit(&flags);
                            if self.depth == 0 {
                                self.top_flags.push_str(&flags);
                            }
                        }
                    }
                    return Ok(());
                }
                Some(other) => return Err(format!("(?{other} is not known")),
                None => return Err("a group is not closed".to_owned()),
            }
        }
    }

    /// Reads what follows a backslash.
    fn escape(&mut self, in_class: bool) -> Result<String, String> {
        let Some(c) = self.next() else {
            return Err(r"\ stands at the end".to_owned());
        };
        let set = |positive: bool, members: &str| match (positive, in_class) {
            (true, true) => members.to_owned(),
            (true, false) => format!("[{members}]"),
            (false, _) => format!("[^{members}]"),
        };
        Ok(match c {
            'Q' => self.quoted(),
            'E' => String::new(),
            's' | 'S' | 'd' | 'D' | 'w' | 'W' => self.short_class(c, set),
            'h' | 'H' => set(c == 'h', LEVEL_SPACES),
            'v' | 'V' => set(c == 'v', LINE_ENDS),
            'R' if !in_class => format!(r"(?:\r\n|[{LINE_ENDS}])"),
            'b' | 'B' if !in_class && self.peek() != Some('{') => format!(r"\{c}"),
            'A' | 'z' if !in_class => format!(r"\{c}"),
            'Z' if !in_class => AT_END.to_owned(),
            't' | 'n' | 'r' | 'f' => format!(r"\{c}"),
            'a' => self.character(7)?,
            'e' => self.character(0x1B)?,
            'c' => match self.next() {
                Some(control) if control.is_ascii() => self.character(control as u32 ^ 64)?,
                _ => return Err(r"\c without a control character".to_owned()),
            },
            '0' => {
                let digits = self.digits(8, 3);
                self.character(digits.unwrap_or(0))?
            }
            'x' | 'u' | 'U' => self.hexadecimal(c)?,
            'p' | 'P' => self.property(c == 'p', set)?,
            '1'..='9' if !in_class => {
                self.bound = true;
                self.emit_hard(&format!(r"\{c}"), "(?s:.*)");
                String::new()
            }
            'k' if !in_class => self.named_reference(),
            '<' | '>' => c.to_string(),
            _ if c.is_ascii_alphanumeric() => return Err(format!(r"\{c} is not supported")),
            _ if c.is_ascii() => format!(r"\{c}"),
            _ => c.to_string(),
        })
    }

    fn quoted(&mut self) -> String {
        let mut text = String::new();
        while !self.eat(r"\E") {
            let Some(c) = self.next() else { break };
            text.push_str(&regex_syntax::escape(c.encode_utf8(&mut [0; 4])));
        }
        text
    }

    /// Writes one character by its number.
    fn character(&self, code: u32) -> Result<String, String> {
        let c = char::from_u32(code).ok_or_else(|| format!("{code:X} is no character"))?;
        Ok(if self.flags.words != Words::Portable {
            format!(r"\x{{{code:X}}}")
        } else if code <= 0xFFFF {
            format!(r"\u{code:04X}")
        } else {
            c.to_string()
        })
    }

    fn hexadecimal(&mut self, kind: char) -> Result<String, String> {
        if self.eat("{") {
            let code = self.digits(16, 8);
            if !self.eat("}") {
                return Err(r"a number after \x{ is not closed".to_owned());
            }
            return self.character(code.ok_or(r"\x{} names no character")?);
        }
        let length = match kind {
            'x' => 2,
            'u' => 4,
            _ => 8,
        };
        let missing = || format!(r"\{kind} wants {length} digits");
        let mut code = self.digits(16, length).ok_or_else(missing)?;
        // Java writes what lies beyond sixteen bits as two halves.
        if (0xD800..0xDC00).contains(&code) && self.eat(r"\u") {
            let low = self.digits(16, 4).ok_or_else(missing)?;
            code = 0x10000 + ((code - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF);
        }
        self.character(code)
    }

    /// Reads a number of up to so many digits.
    fn digits(&mut self, radix: u32, most: usize) -> Option<u32> {
        let mut number = None;
        for _ in 0..most {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(radix)) else {
                break;
            };
            self.next();
            number = Some(number.unwrap_or(0_u32).wrapping_mul(radix) + digit);
        }
        number
    }

    fn named_reference(&mut self) -> String {
        let mut name = String::from(r"\k");
        while let Some(c) = self.next() {
            name.push(c);
            if c == '>' {
                break;
            }
        }
        self.bound = true;
        self.emit_hard(&name, "(?s:.*)");
        String::new()
    }
}

/// Returns the numbers of a quantifier in braces that names both or one; `None` for others.
fn bounds(quantifier: &str) -> Option<(usize, usize)> {
    let numbers = quantifier.strip_prefix('{')?.strip_suffix('}')?;
    let (least, most) = numbers.split_once(',').unwrap_or((numbers, numbers));
    let (least, most) = (least.parse().ok()?, most.parse().ok()?);
    // More would make patterns without end.
    (least <= most && most <= 40).then_some((least, most))
}

#[cfg(test)]
mod tests;
