//! Numbers with what belongs to them: ordinal endings, scale words, currencies, units, percent.

use std::ops::Range;

use super::Convention;
use super::calendar::english_suffix;
use super::figures::{Digits, figures_at, sign_before};
use super::rewriting::{is_plural, roman};
use super::scan::{skip_spaces, word_at};
use super::vocabulary::{scale, unit};

/// A number with its scale word, currency, unit or ordinal ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub(super) digits: Digits,
    /// Whether the number is in Roman letters, as centuries are in French.
    pub(super) roman: bool,
    /// The ending of an ordinal: `e`, `re`, `th`.
    pub(super) ordinal: Option<Range<usize>>,
    pub(super) scale: Option<Scale>,
    pub(super) currency: Option<CurrencyMark>,
    pub(super) percent: bool,
    pub(super) unit: Option<(usize, Range<usize>)>,
    /// The place of a sign that stands before the currency: `-€12`.
    pub(super) sign: Option<Range<usize>>,
    /// The power of ten and the currency that the next number lends: `5` of `5 à 7 millions $`.
    pub(super) lent: Option<(u32, Option<Currency>)>,
    /// The last two digits of a year after another one: `27` of `2021–27`, with the value 2027.
    pub(super) short_year: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) range: Range<usize>,
    pub(super) exponent: u32,
    /// `m`, `bn`, `M`, `Md` instead of a word.
    pub(super) short: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CurrencyMark {
    /// With the `de` or `d’` that joins a word to a scale word.
    pub(super) range: Range<usize>,
    pub(super) currency: Currency,
    /// A word (`euros`) instead of a symbol.
    pub(super) word: bool,
}

/// A currency that both languages write with a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    /// €
    Euro,
    /// $, whichever country's.
    Dollar,
    /// £
    Pound,
}

/// Currency, symbol, words in French (one, several) and in English.
pub(super) const CURRENCIES: [(Currency, char, [&str; 2], [&str; 2]); 3] = [
    (Currency::Euro, '€', ["euro", "euros"], ["euro", "euros"]),
    (
        Currency::Dollar,
        '$',
        ["dollar", "dollars"],
        ["dollar", "dollars"],
    ),
    (
        Currency::Pound,
        '£',
        ["livre sterling", "livres sterling"],
        ["pound", "pounds"],
    ),
];

/// Short scale marks: text, power of ten, convention.
pub(super) const SHORT_SCALES: [(&str, u32, Convention); 7] = [
    ("bn", 9, Convention::English),
    ("m", 6, Convention::English),
    ("k", 3, Convention::English),
    ("Mds", 9, Convention::French),
    ("Md", 9, Convention::French),
    ("M", 6, Convention::French),
    ("k", 3, Convention::French),
];

impl Figure {
    /// Tells whether two figures say the same: value, currency, unit, percent, ordinal.
    pub fn same_amount(&self, other: &Figure) -> bool {
        self.same_number(other)
            && self.percent == other.percent
            && self.currency() == other.currency()
            && self.unit_number() == other.unit_number()
            && self.lent == other.lent
    }

    /// Tells whether two figures have the same value and neither contradicts the other's currency.
    pub fn same_number(&self, other: &Figure) -> bool {
        let currencies = self.currency().zip(other.currency());
        self.digits.value(self.exponent()) == other.digits.value(other.exponent())
            && self.ordinal.is_some() == other.ordinal.is_some()
            && currencies.is_none_or(|(a, b)| a == b)
    }

    /// Tells whether it is written as years are: four digits without a separator.
    pub fn is_yearlike(&self) -> bool {
        self.digits.is_ungrouped() && self.digits.whole() == 4 && self.is_bare()
    }

    /// Tells whether nothing belongs to the number: what follows is counted by it.
    pub fn is_bare(&self) -> bool {
        self.ordinal.is_none()
            && self.scale.is_none()
            && self.currency.is_none()
            && self.unit.is_none()
            && !self.percent
    }

    /// Tells whether the number asks for the plural in a language.
    pub fn is_plural(&self, convention: Convention) -> bool {
        is_plural(&self.digits, self.exponent(), convention)
    }

    /// Tells whether its English name begins with a vowel: `8`, `11`, `18`, `80`.
    pub fn begins_with_vowel(&self) -> bool {
        let (digits, whole) = (&self.digits.all, self.digits.whole());
        let head = whole % 3;
        digits.starts_with('8') || (head == 2 && matches!(digits.get(..2), Some("11" | "18")))
    }

    /// Returns this figure with what the next one lends it; itself where nothing is lent.
    pub(super) fn with_loan(&self) -> Figure {
        let mut figure = self.clone();
        if let Some((exponent, currency)) = figure.lent.take() {
            let end = figure.digits.range.end;
            if exponent > 0 {
                figure.scale = Some(Scale {
                    range: end..end,
                    exponent,
                    short: false,
                });
            }
            figure.currency = currency.map(|currency| CurrencyMark {
                range: end..end,
                currency,
                word: true,
            });
        }
        figure
    }

    /// Takes a scale word and a currency from the next number of a range or list.
    pub(super) fn borrow_from(&mut self, next: &Figure) {
        let lends = next.exponent() > 0 || next.currency.is_some();
        // `900 000 à 1,5 million` is said in full.
        let short = self.digits.whole() <= 3;
        if self.is_bare() && short && next.ordinal.is_none() && lends {
            self.lent = Some((next.exponent(), next.currency()));
        }
    }

    /// Reads two digits after a year and a dash as a year.
    pub(super) fn complete_year(&mut self, year: &Figure) {
        let later = year.digits.all[2..] < self.digits.all[..];
        if self.is_bare() && self.digits.all.len() == 2 && self.digits.decimals == 0 && later {
            self.digits.all.insert_str(0, &year.digits.all[..2]);
            self.short_year = true;
        }
    }

    /// Returns the value of a bare whole number of one or two digits.
    pub(super) fn small_number(&self) -> Option<u32> {
        let digits = &self.digits;
        let small = self.is_bare() && digits.decimals == 0 && digits.all.len() <= 2;
        digits
            .all
            .parse()
            .ok()
            .filter(|_| small && digits.sign.is_none())
    }

    pub(super) fn currency(&self) -> Option<Currency> {
        self.currency.as_ref().map(|mark| mark.currency)
    }

    pub(super) fn unit_number(&self) -> Option<usize> {
        self.unit.as_ref().map(|(unit, _)| *unit)
    }

    pub(super) fn exponent(&self) -> u32 {
        self.scale.as_ref().map_or(0, |scale| scale.exponent)
    }
}

/// Reads a figure whose first digit stands at `at`.
pub(super) fn figure_at(
    text: &str,
    at: usize,
    convention: Convention,
) -> Option<(Range<usize>, Figure)> {
    let digits = figures_at(text, at, convention)?;
    let mut end = digits.range.end;
    let mut start = digits.range.start;
    let mut figure = Figure {
        digits,
        roman: false,
        ordinal: None,
        scale: None,
        currency: None,
        percent: false,
        unit: None,
        sign: None,
        lent: None,
        short_year: false,
    };
    figure.currency = symbol_before(text, start);
    if let Some(mark) = &figure.currency {
        start = mark.range.start;
        if figure.digits.sign.is_none() {
            let (sign, at) = sign_before(text, start);
            figure.sign = sign.is_some().then_some(at..start);
            (figure.digits.sign, start) = (sign, at);
        }
    }
    figure.ordinal = ordinal_after(text, end, &figure.digits, convention);
    if let Some(ending) = &figure.ordinal {
        end = ending.end;
    } else {
        take_scale(text, &mut end, &mut figure, convention);
        take_currency(text, &mut end, &mut figure, convention);
        take_percent_or_unit(text, &mut end, &mut figure, convention);
    }
    let decade = convention == Convention::English && figure.is_yearlike();
    if decade && word_at(text, end) == "s" {
        end += 1;
    }
    // Letters that cling to the digits and are none of these make it a mark: `4G`.
    (!text[end..].starts_with(char::is_alphanumeric)).then_some((start..end, figure))
}

fn symbol_before(text: &str, start: usize) -> Option<CurrencyMark> {
    let before = text[..start].trim_end_matches(' ');
    let c = before.chars().next_back()?;
    let at = before.len() - c.len_utf8();
    // `12 € 45` is no amount of 45: a symbol after a digit belongs to that.
    let taken = text[..at]
        .trim_end()
        .ends_with(|c: char| c.is_ascii_digit());
    let found = CURRENCIES.iter().find(|currency| currency.1 == c)?;
    (start - before.len() <= 1 && !taken).then_some(CurrencyMark {
        range: at..before.len(),
        currency: found.0,
        word: false,
    })
}

fn ordinal_after(
    text: &str,
    end: usize,
    digits: &Digits,
    convention: Convention,
) -> Option<Range<usize>> {
    let word = word_at(text, end);
    let known = match convention {
        Convention::French => matches!(word, "e" | "er" | "re" | "ère" | "ème" | "nd" | "nde"),
        Convention::English => digits
            .all
            .parse()
            .is_ok_and(|number| english_suffix(number) == word),
    };
    (known && digits.decimals == 0).then(|| end..end + word.len())
}

fn take_scale(text: &str, end: &mut usize, figure: &mut Figure, convention: Convention) {
    let at = skip_spaces(text, *end);
    let word = word_at(text, at);
    if let Some(exponent) = scale(word, convention).filter(|_| at > *end) {
        *end = at + word.len();
        figure.scale = Some(Scale {
            range: at..*end,
            exponent,
            short: false,
        });
        return;
    }
    for (mark, exponent, language) in SHORT_SCALES {
        let after = &text[at..];
        let fits = language == convention
            && match language {
                Convention::English => word == mark && figure.currency.is_some() && at == *end,
                Convention::French => after
                    .strip_prefix(mark)
                    .is_some_and(|rest| rest.starts_with(['€', '$', '£'])),
            };
        if fits {
            *end = at + mark.len();
            figure.scale = Some(Scale {
                range: at..*end,
                exponent,
                short: true,
            });
            return;
        }
    }
}

fn take_currency(text: &str, end: &mut usize, figure: &mut Figure, convention: Convention) {
    if figure.currency.is_some() {
        return;
    }
    let at = skip_spaces(text, *end);
    if let Some(c) = text[at..].chars().next()
        && let Some(found) = CURRENCIES.iter().find(|currency| currency.1 == c)
    {
        // `12 $5` would be an amount of five.
        if !text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) {
            *end = at + c.len_utf8();
            figure.currency = Some(CurrencyMark {
                range: at..*end,
                currency: found.0,
                word: false,
            });
        }
        return;
    }
    let joined = ["de ", "d’", "d'"].into_iter().find(|de| {
        figure.scale.is_some() && convention == Convention::French && text[at..].starts_with(de)
    });
    let word_start = at + joined.map_or(0, str::len);
    for (currency, _, french, english) in CURRENCIES {
        let forms = if convention == Convention::French {
            french
        } else {
            english
        };
        for form in [forms[1], forms[0]] {
            let rest = text[word_start..].strip_prefix(form);
            if at > *end && rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
                *end = word_start + form.len();
                figure.currency = Some(CurrencyMark {
                    range: at..*end,
                    currency,
                    word: true,
                });
                return;
            }
        }
    }
}

fn take_percent_or_unit(text: &str, end: &mut usize, figure: &mut Figure, convention: Convention) {
    let at = skip_spaces(text, *end);
    let rest = &text[at..];
    if let Some(mark) = ["%", "pour cent", "per cent", "percent"].iter().find(|m| {
        let after = rest.strip_prefix(**m);
        after.is_some_and(|rest| **m == "%" || !rest.starts_with(char::is_alphabetic))
    }) {
        figure.percent = true;
        *end = at + mark.len();
        return;
    }
    if figure.currency.is_some() || figure.scale.is_some() {
        return;
    }
    let mut length = rest
        .find(|c: char| !(c.is_alphabetic() || matches!(c, '°' | '²' | '³' | '/')))
        .unwrap_or(rest.len());
    // `km2`
    length += usize::from(length > 0 && rest[length..].starts_with(['2', '3']));
    // `12 l’an` is no litre.
    let apart = !rest[length..].starts_with(['’', '\'']);
    if let Some(unit) = unit(&rest[..length], convention).filter(|_| apart) {
        *end = at + length;
        figure.unit = Some((unit, at..*end));
    }
}

/// Reads a century: `XIXe`.
pub(super) fn roman_ordinal_at(text: &str, at: usize) -> Option<(Range<usize>, Figure)> {
    let word = word_at(text, at);
    let letters = word.len() - word.trim_start_matches(['I', 'V', 'X', 'L']).len();
    let ending = &word[letters..];
    if letters == 0 || !matches!(ending, "e" | "er" | "re" | "ème") {
        return None;
    }
    let number = (1..=89).find(|n| roman(*n).as_deref() == Some(&word[..letters]))?;
    let digits = Digits {
        range: at..at + letters,
        sign: None,
        all: number.to_string(),
        decimals: 0,
        group: None,
    };
    let end = at + word.len();
    let figure = Figure {
        digits,
        roman: true,
        ordinal: Some(at + letters..end),
        scale: None,
        currency: None,
        percent: false,
        unit: None,
        sign: None,
        lent: None,
        short_year: false,
    };
    Some((at..end, figure))
}
