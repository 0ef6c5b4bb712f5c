//! Writes another amount in the place of a figure, in that figure's own style.

use std::ops::Range;

use super::amounts::{CURRENCIES, Currency, CurrencyMark, Figure, SHORT_SCALES, Scale};
use super::calendar::english_suffix;
use super::figures::Digits;
use super::scan::{skip_spaces, word_at};
use super::vocabulary::{scale_word, unit_name};
use super::{Convention, Edit};

/// The narrow no-break space.
const NARROW_SPACE: char = '\u{202f}';

/// A figure `here` in `text` that answers `old` of another text and is to say `new`.
pub(super) struct Rewriting<'r> {
    pub(super) text: &'r str,
    pub(super) convention: Convention,
    pub(super) here: &'r Figure,
    pub(super) old: &'r Figure,
    pub(super) new: &'r Figure,
}

impl Rewriting<'_> {
    /// Returns the edits, in order; `None` where they cannot be made with certainty.
    pub(super) fn edits(&self) -> Option<Vec<Edit>> {
        let (old, new) = (self.old, self.new);
        let alike = old.percent == new.percent
            && old.ordinal.is_some() == new.ordinal.is_some()
            && old.currency.is_some() == new.currency.is_some()
            && old.unit.is_some() == new.unit.is_some();
        if !alike {
            return None;
        }
        if let Some(ending) = &self.here.ordinal {
            return self.ordinal(ending);
        }
        let spelled_out = old.scale.is_some() || old.currency.is_some();
        if let Some((exponent, _)) = self.here.lent.filter(|_| spelled_out) {
            // The next number says the scale and the currency; what it says is rewritten there.
            let moved = (new.exponent() as i32 - exponent as i32) / 3;
            let number = self.number(&new.digits.shifted(moved));
            return Some(vec![(self.here.digits.range.clone(), number)]);
        }
        if self.here.short_year {
            let year = Some(&new.digits).filter(|_| new.is_yearlike())?;
            let number = year.all[2..].to_owned();
            return Some(vec![(self.here.digits.range.clone(), number)]);
        }
        let exponent = self.exponent();
        let moved = (new.exponent() as i32 - exponent as i32) / 3;
        let digits = new.digits.shifted(moved);
        let sign = self.sign_apart(&digits);
        let number = self.number(&Digits {
            sign: digits.sign.filter(|_| sign.is_none()),
            ..digits.clone()
        });
        let plural = is_plural(&digits, 0, self.convention);
        let mut edits = if (exponent > 0) == self.here.scale.is_some() {
            self.in_place(number, exponent, plural)?
        } else {
            self.recomposed(number, exponent, plural)?
        };
        edits.extend(sign);
        edits.retain(|(range, written)| self.text[range.clone()] != **written);
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        Some(edits)
    }

    /// Returns the edit of a sign that stands, or would stand, before a currency: `-€12`.
    fn sign_apart(&self, digits: &Digits) -> Option<Edit> {
        let here = self.here;
        let mark = here.currency.as_ref()?;
        let start = mark.range.start;
        let before = start < here.digits.range.start;
        let range = match &here.sign {
            Some(range) => range.clone(),
            None if before && here.digits.sign.is_none() => start..start,
            None => return None,
        };
        let minus = |sign: char| matches!(sign, '-' | '\u{2212}');
        let same = here
            .digits
            .sign
            .filter(|sign| digits.sign.is_some_and(|new| minus(new) == minus(*sign)));
        let sign = same.or(digits.sign);
        Some((range, sign.map(String::from).unwrap_or_default()))
    }

    /// Writes the digits in the style of this text; where it has narrow spaces elsewhere, they
    /// stand between groups too.
    fn number(&self, digits: &Digits) -> String {
        let group = match self.convention {
            Convention::French if self.text.contains(NARROW_SPACE) => NARROW_SPACE,
            Convention::French => '\u{a0}',
            Convention::English => ',',
        };
        digits.written_like(&self.here.digits, &self.old.digits, self.convention, group)
    }

    /// Chooses the power of ten of the scale word that the new number gets here.
    fn exponent(&self) -> u32 {
        let (given, here) = (self.new.exponent(), self.here.exponent());
        if given == self.old.exponent() {
            // This text may count in another scale than the other one: `1 500 milliards` is
            // `1.5 trillion`. It goes on doing so unless that gives `0.9 trillion`.
            let moved = (given as i32 - here as i32) / 3;
            let whole = self.new.digits.whole() as i32 + 3 * moved;
            return if moved == 0 || whole >= 1 {
                here
            } else {
                given
            };
        }
        match (self.convention, given) {
            (Convention::French, 12) => 9,
            (Convention::French, 3) => 0,
            (Convention::English, 6 | 9) if self.new.digits.whole() > 3 => given + 3,
            _ => given,
        }
    }

    /// Changes each part where it stands.
    fn in_place(&self, number: String, exponent: u32, plural: bool) -> Option<Vec<Edit>> {
        let mut edits = vec![(self.here.digits.range.clone(), number)];
        if let Some(scale) = &self.here.scale {
            edits.push((scale.range.clone(), self.scale(scale, exponent, plural)?));
        }
        match &self.here.currency {
            Some(mark) => {
                let plural = plural || exponent > 0;
                edits.push((mark.range.clone(), self.currency(mark, plural)?));
            }
            None if self.old.currency() != self.new.currency() => return None,
            None => {}
        }
        match &self.here.unit {
            Some((unit, range)) => {
                edits.push((range.clone(), self.unit(*unit, range, plural)?));
            }
            None if self.old.unit_number() != self.new.unit_number() => return None,
            None => {}
        }
        Some(edits)
    }

    fn scale(&self, scale: &Scale, exponent: u32, plural: bool) -> Option<String> {
        if !scale.short {
            return scale_word(exponent, plural, self.convention);
        }
        if exponent == scale.exponent {
            return Some(self.text[scale.range.clone()].to_owned());
        }
        let mut marks = SHORT_SCALES.iter();
        let mark = marks
            .rfind(|(_, power, language)| *power == exponent && *language == self.convention)?;
        Some(mark.0.to_owned())
    }

    fn currency(&self, mark: &CurrencyMark, plural: bool) -> Option<String> {
        let changes = self.old.currency() != self.new.currency();
        let currency = if changes {
            self.new.currency()?
        } else {
            mark.currency
        };
        let written = &self.text[mark.range.clone()];
        if !mark.word {
            return Some(symbol(currency).to_string());
        }
        let joined = ["de ", "d’", "d'"].iter().any(|de| written.starts_with(de));
        let was_plural = self.here.exponent() > 0 || self.here.is_plural(self.convention);
        if !changes && (joined || plural == was_plural) {
            return Some(written.to_owned());
        }
        let word = currency_word(currency, plural, self.convention);
        Some(if joined {
            with_de(word)
        } else {
            word.to_owned()
        })
    }

    fn unit(&self, unit: usize, range: &Range<usize>, plural: bool) -> Option<String> {
        let changes = self.old.unit_number() != self.new.unit_number();
        if changes {
            let answers = Some(unit) == self.old.unit_number();
            let unit = self.new.unit_number().filter(|_| answers)?;
            return Some(unit_name(unit, plural, self.convention).to_owned());
        }
        let same = plural == self.here.is_plural(self.convention);
        Some(if same {
            self.text[range.clone()].to_owned()
        } else {
            unit_name(unit, plural, self.convention).to_owned()
        })
    }

    /// Writes the number anew with what follows it, where a scale word comes in or goes out.
    fn recomposed(&self, number: String, exponent: u32, plural: bool) -> Option<Vec<Edit>> {
        let here = self.here;
        let short = here.scale.as_ref().is_some_and(|scale| scale.short);
        if here.unit.is_some() || here.percent || short {
            return None;
        }
        match self.convention {
            Convention::English => self.recomposed_english(number, exponent, plural),
            Convention::French => self.recomposed_french(&number, exponent, plural),
        }
    }

    fn recomposed_english(&self, number: String, exponent: u32, plural: bool) -> Option<Vec<Edit>> {
        let digits = &self.here.digits.range;
        let end = self
            .here
            .scale
            .as_ref()
            .map_or(digits.end, |scale| scale.range.end);
        let written = match exponent {
            0 => number,
            _ => format!(
                "{number} {}",
                scale_word(exponent, plural, self.convention)?
            ),
        };
        let mut edits = vec![(digits.start..end, written)];
        match &self.here.currency {
            Some(mark) if !mark.word => {
                edits.push((mark.range.clone(), self.currency(mark, plural)?));
            }
            _ if self.old.currency() != self.new.currency() => return None,
            _ => {}
        }
        Some(edits)
    }

    fn recomposed_french(&self, number: &str, exponent: u32, plural: bool) -> Option<Vec<Edit>> {
        let digits = &self.here.digits.range;
        let Some(mark) = &self.here.currency else {
            if self.old.currency() != self.new.currency() {
                return None;
            }
            return self.recomposed_noun(number, exponent, plural);
        };
        if mark.range.start < digits.start {
            return None;
        }
        let currency = self.new.currency()?;
        let written = match exponent {
            0 => format!(
                "{number}\u{a0}{}",
                currency_word(currency, plural, self.convention)
            ),
            _ => format!(
                "{number}\u{a0}{} {}",
                scale_word(exponent, plural, self.convention)?,
                with_de(currency_word(currency, true, self.convention))
            ),
        };
        Some(vec![(digits.start..mark.range.end, written)])
    }

    /// Puts a scale word with its `de` before a French noun, or takes both away: `850 000
    /// personnes`, `3 millions de personnes`.
    fn recomposed_noun(&self, number: &str, exponent: u32, plural: bool) -> Option<Vec<Edit>> {
        let start = self.here.digits.range.start;
        let end = match &self.here.scale {
            Some(scale) => scale.range.end,
            None => self.here.digits.range.end,
        };
        let noun = skip_spaces(self.text, end);
        if exponent == 0 {
            let joint = ["de ", "d’", "d'"].into_iter();
            let mut joint = joint.filter(|de| self.text[noun..].starts_with(de));
            let (end, space) = match joint.next() {
                Some(de) => (noun + de.len(), " "),
                None => (end, ""),
            };
            return Some(vec![(start..end, format!("{number}{space}"))]);
        }
        let written = format!(
            "{number}\u{a0}{}",
            scale_word(exponent, plural, self.convention)?
        );
        let word = word_at(self.text, noun);
        if noun == end || word.is_empty() || NO_NOUNS.contains(&word) {
            return Some(vec![(start..end, written)]);
        }
        // Only what looks like a plural is surely counted by the number.
        if !word.ends_with(['s', 'x']) || !word.starts_with(char::is_lowercase) {
            return None;
        }
        let de = de_before(word)?;
        Some(vec![(start..noun, format!("{written} {de}"))])
    }

    fn ordinal(&self, ending: &Range<usize>) -> Option<Vec<Edit>> {
        let digits = &self.new.digits;
        let number: u32 = digits.all.parse().ok().filter(|_| digits.decimals == 0)?;
        let written = if self.here.roman {
            roman(number)?
        } else {
            self.number(digits)
        };
        let ending_text = match (self.convention, &self.text[ending.clone()]) {
            (Convention::English, _) => english_suffix(number),
            (Convention::French, _)
                if number == 1
                    && self.here.roman
                    && self.text[ending.end..].trim_start().starts_with("siècle") =>
            {
                "er"
            }
            // The gender of a first cannot be known from the other language.
            (Convention::French, _) if number == 1 => return None,
            (Convention::French, "er" | "re" | "ère" | "nd" | "nde") => "e",
            (Convention::French, kept) => kept,
        };
        let range = self.here.digits.range.start..ending.end;
        Some(vec![(range, format!("{written}{ending_text}"))])
    }
}

/// Tells whether a number asks for the plural.
pub(super) fn is_plural(digits: &Digits, exponent: u32, convention: Convention) -> bool {
    let (_, short, power) = digits.value(exponent);
    match convention {
        Convention::English => !(short == "1" && power == 0),
        // Below two is singular in French: `1,9 million`.
        Convention::French => {
            let magnitude = short.len() as i64 + power;
            magnitude > 1 || (magnitude == 1 && !short.starts_with('1'))
        }
    }
}

fn symbol(currency: Currency) -> char {
    CURRENCIES
        .iter()
        .find(|c| c.0 == currency)
        .map_or('€', |c| c.1)
}

fn currency_word(currency: Currency, plural: bool, convention: Convention) -> &'static str {
    let entry = CURRENCIES
        .iter()
        .find(|c| c.0 == currency)
        .unwrap_or(&CURRENCIES[0]);
    match convention {
        Convention::French => entry.2[usize::from(plural)],
        Convention::English => entry.3[usize::from(plural)],
    }
}

/// French words that may follow a number and are not counted by it.
const NO_NOUNS: [&str; 36] = [
    "en", "dans", "à", "et", "ou", "sur", "par", "pour", "au", "aux", "contre", "depuis", "selon",
    "qui", "que", "ont", "sont", "a", "est", "étaient", "dont", "sans", "plus", "moins", "vers",
    "puis", "mais", "hors", "sous", "chez", "avec", "entre", "dès", "cette", "soit", "lors",
];

/// Returns the `de` before a French word; `None` before an `h` that may be mute or not.
pub(super) fn de_before(word: &str) -> Option<&'static str> {
    const MUTE: [&str; 6] = ["habit", "hect", "homm", "heur", "humain", "huma"];
    let first = word.chars().next()?;
    match first {
        'a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'è' | 'ê' | 'î' | 'â' | 'œ' => Some("d’"),
        'h' => MUTE.iter().any(|h| word.starts_with(h)).then_some("d’"),
        'y' => None,
        _ => Some("de "),
    }
}

fn with_de(word: &str) -> String {
    if word.starts_with('e') {
        format!("d’{word}")
    } else {
        format!("de {word}")
    }
}

/// Writes a number from 1 to 89 in Roman letters.
pub(super) fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 7] = [
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = Some(number).filter(|n| (1..90).contains(n))?;
    let mut written = String::new();
    for (value, letters) in STEPS {
        while left >= value {
            written.push_str(letters);
            left -= value;
        }
    }
    Some(written)
}
