//! Writes another amount in the place of a figure, in that figure's own style.

use std::ops::Range;

use super::amounts::{CURRENCIES, Currency, CurrencyMark, Figure, SHORT_SCALES, Scale};
use super::calendar::english_suffix;
use super::figures::Digits;
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
        let exponent = self.exponent();
        let moved = (new.exponent() as i32 - exponent as i32) / 3;
        let digits = new.digits.shifted(moved);
        let number = self.number(&digits);
        let plural = is_plural(&digits, 0, self.convention);
        let mut edits = if (exponent > 0) == self.here.scale.is_some() {
            self.in_place(number, exponent, plural)?
        } else {
            self.recomposed(number, exponent, plural)?
        };
        edits.retain(|(range, written)| self.text[range.clone()] != **written);
        edits.sort_by_key(|(range, _)| range.start);
        Some(edits)
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

    /// In French a noun takes `de` after a scale word, so only before a currency is this certain.
    fn recomposed_french(&self, number: &str, exponent: u32, plural: bool) -> Option<Vec<Edit>> {
        let digits = &self.here.digits.range;
        let mark = self
            .here
            .currency
            .as_ref()
            .filter(|mark| mark.range.start > digits.start)?;
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
