//! The words that numbers are said with: months, weekdays, scales, currencies, units, and
//! numbers in words.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Convention, Quantity};
use crate::text::words;

/// Months in French, January first.
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
/// Months in English.
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Abbreviated months in French, without the full stop; those that are never cut are whole.
const SHORT_MONTHS_FR: [&str; 12] = [
    "janv", "févr", "mars", "avr", "mai", "juin", "juill", "août", "sept", "oct", "nov", "déc",
];
/// Abbreviated months in English.
const SHORT_MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
];
/// Weekdays in French, Monday first.
const WEEKDAYS_FR: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
/// Weekdays in English.
const WEEKDAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Units: symbol or French singular, French plural, English singular, English plural. A unit
/// whose forms are all alike is a symbol.
const UNITS: [[&str; 4]; 63] = [
    ["kg", "kg", "kg", "kg"],
    ["g", "g", "g", "g"],
    ["km", "km", "km", "km"],
    ["m", "m", "m", "m"],
    ["cm", "cm", "cm", "cm"],
    ["mm", "mm", "mm", "mm"],
    ["km²", "km²", "km²", "km²"],
    ["m²", "m²", "m²", "m²"],
    ["m³", "m³", "m³", "m³"],
    ["ha", "ha", "ha", "ha"],
    ["km/h", "km/h", "km/h", "km/h"],
    ["°C", "°C", "°C", "°C"],
    ["kW", "kW", "kW", "kW"],
    ["MW", "MW", "MW", "MW"],
    ["GW", "GW", "GW", "GW"],
    ["kWh", "kWh", "kWh", "kWh"],
    ["MWh", "MWh", "MWh", "MWh"],
    ["GWh", "GWh", "GWh", "GWh"],
    ["TWh", "TWh", "TWh", "TWh"],
    ["Mo", "Mo", "MB", "MB"],
    ["Go", "Go", "GB", "GB"],
    ["To", "To", "TB", "TB"],
    ["tonne", "tonnes", "tonne", "tonnes"],
    ["gramme", "grammes", "gram", "grams"],
    ["kilogramme", "kilogrammes", "kilogram", "kilograms"],
    ["mètre", "mètres", "metre", "metres"],
    ["kilomètre", "kilomètres", "kilometre", "kilometres"],
    ["hectare", "hectares", "hectare", "hectares"],
    ["litre", "litres", "litre", "litres"],
    ["mégawatt", "mégawatts", "megawatt", "megawatts"],
    ["gigawatt", "gigawatts", "gigawatt", "gigawatts"],
    ["mg", "mg", "mg", "mg"],
    ["µg", "µg", "µg", "µg"],
    ["ml", "ml", "ml", "ml"],
    ["cl", "cl", "cl", "cl"],
    ["hl", "hl", "hl", "hl"],
    ["m/s", "m/s", "m/s", "m/s"],
    ["km2", "km2", "km2", "km2"],
    ["m2", "m2", "m2", "m2"],
    ["m3", "m3", "m3", "m3"],
    ["cm²", "cm²", "cm²", "cm²"],
    ["cm³", "cm³", "cm³", "cm³"],
    ["nm", "nm", "nm", "nm"],
    ["°F", "°F", "°F", "°F"],
    ["Hz", "Hz", "Hz", "Hz"],
    ["kHz", "kHz", "kHz", "kHz"],
    ["MHz", "MHz", "MHz", "MHz"],
    ["GHz", "GHz", "GHz", "GHz"],
    ["kV", "kV", "kV", "kV"],
    ["kPa", "kPa", "kPa", "kPa"],
    ["hPa", "hPa", "hPa", "hPa"],
    ["kt", "kt", "kt", "kt"],
    ["Mt", "Mt", "Mt", "Mt"],
    ["dB", "dB", "dB", "dB"],
    ["W", "W", "W", "W"],
    ["ko", "ko", "kB", "kB"],
    ["noeud", "noeuds", "knot", "knots"],
    ["nœud", "nœuds", "knot", "knots"],
    ["degré", "degrés", "degree", "degrees"],
    ["centimètre", "centimètres", "centimetre", "centimetres"],
    ["millimètre", "millimètres", "millimetre", "millimetres"],
    ["watt", "watts", "watt", "watts"],
    ["kilowatt", "kilowatts", "kilowatt", "kilowatts"],
];

/// Numbers in words, French. `un` and `une` are articles and left out.
const NUMBER_WORDS_FR: [&str; 84] = [
    "zéro",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "vingts",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "septante",
    "huitante",
    "nonante",
    "cent",
    "cents",
    "mille",
    "premier",
    "première",
    "premiers",
    "premières",
    "deuxième",
    "deuxièmes",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
    "onzième",
    "douzième",
    "quinzième",
    "vingtième",
    "trentième",
    "centième",
    "second",
    "seconde",
    "dizaine",
    "dizaines",
    "douzaine",
    "douzaines",
    "quinzaine",
    "vingtaine",
    "trentaine",
    "cinquantaine",
    "centaine",
    "centaines",
    "millier",
    "milliers",
    "moitié",
    "tiers",
    "double",
    "triple",
    "demi",
    "demie",
    "quart",
    "quarts",
    "million",
    "millions",
    "milliard",
    "milliards",
    "euro",
    "euros",
    "dollar",
    "dollars",
    "livre",
    "livres",
    "franc",
    "francs",
    "yen",
    "yens",
];
/// Numbers in words, English.
const NUMBER_WORDS_EN: [&str; 81] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousands",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fifteenth",
    "twentieth",
    "thirtieth",
    "hundredth",
    "dozen",
    "dozens",
    "half",
    "halves",
    "thirds",
    "quarters",
    "twice",
    "thrice",
    "double",
    "triple",
    "once",
    "tenfold",
    "twofold",
    "threefold",
    "score",
    "scores",
    "decade",
    "decades",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "thousand",
    "euro",
    "euros",
    "dollar",
    "dollars",
    "pound",
    "pounds",
    "franc",
    "francs",
    "yen",
];
/// The lists, to be asked for every word of a text.
static FRENCH_NUMBER_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| NUMBER_WORDS_FR.into_iter().collect());
static ENGLISH_NUMBER_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| NUMBER_WORDS_EN.into_iter().collect());
/// Codes of currencies, in lower case: what they count must not change unseen.
const CURRENCY_CODES: [&str; 7] = ["eur", "usd", "cad", "gbp", "chf", "aud", "jpy"];

/// Returns the numbers in words of a text, in order, in lower case: with them scale words and
/// currencies that belong to no quantity.
///
/// `quantities` are those of the text; words inside them are left out. Numbers with hyphens
/// (`vingt-trois`) give a word for each part. A `premier ministre` is no number, and a `quarter` is
/// one before `of` only.
pub fn number_words(text: &str, convention: Convention, quantities: &[Quantity]) -> Vec<String> {
    let list = match convention {
        Convention::French => &*FRENCH_NUMBER_WORDS,
        Convention::English => &*ENGLISH_NUMBER_WORDS,
    };
    let mut quantities = quantities.iter().peekable();
    let mut outside = |range: &Range<usize>| {
        while quantities
            .next_if(|quantity| quantity.range.end <= range.start)
            .is_some()
        {}
        quantities
            .peek()
            .is_none_or(|quantity| range.end <= quantity.range.start)
    };
    let lower = |run: &'_ str| -> String {
        if run.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return run.to_owned();
        }
        run.to_lowercase()
    };
    let words: Vec<(String, bool)> = words(text)
        .into_iter()
        .map(|word| (lower(&text[word.range.clone()]), outside(&word.range)))
        .collect();
    let next = |n: usize| words.get(n + 1).map_or("", |(word, _)| word.as_str());
    let is_number = |n: usize| {
        let word = words[n].0.as_str();
        let listed = list.contains(word) || CURRENCY_CODES.contains(&word);
        let title = word.starts_with("premi") && next(n).starts_with("ministre");
        (listed && !title) || (word == "quarter" && next(n) == "of")
    };
    (0..words.len())
        .filter(|n| words[*n].1 && is_number(*n))
        .map(|n| words[n].0.clone())
        .collect()
}

/// How long a form a month's name has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameForm {
    /// `septembre`.
    Full,
    /// `sept.`
    Short,
}

/// Returns the number of a month, from 1, by its name. In English only with a capital: `may` is a
/// verb.
pub(super) fn month(word: &str, convention: Convention) -> Option<(u8, NameForm)> {
    // Few words begin like a month, and all words come by here.
    let first = word.bytes().next().unwrap_or_default();
    if word.len() > 10 || !b"jfmasondJFMASOND".contains(&first) {
        return None;
    }
    let position = |list: &[&str; 12], exact: bool| {
        list.iter()
            .position(|name| *name == word || (!exact && word.to_lowercase() == *name))
    };
    let (full, short) = match convention {
        Convention::French => (
            position(&MONTHS_FR, false),
            position(&SHORT_MONTHS_FR, false).or((word == "juil").then_some(6)),
        ),
        Convention::English => (
            position(&MONTHS_EN, true),
            position(&SHORT_MONTHS_EN, true).or((word == "Sep").then_some(8)),
        ),
    };
    match (full, short) {
        (Some(at), _) => Some((at as u8 + 1, NameForm::Full)),
        (None, Some(at)) => Some((at as u8 + 1, NameForm::Short)),
        _ => None,
    }
}

/// Returns the name of a month; a short one has no full stop.
pub(super) fn month_name(month: u8, form: NameForm, convention: Convention) -> &'static str {
    let at = usize::from(month.clamp(1, 12)) - 1;
    match (convention, form) {
        (Convention::French, NameForm::Full) => MONTHS_FR[at],
        (Convention::French, NameForm::Short) => SHORT_MONTHS_FR[at],
        (Convention::English, NameForm::Full) => MONTHS_EN[at],
        (Convention::English, NameForm::Short) => SHORT_MONTHS_EN[at],
    }
}

/// Returns the number of a weekday, Monday being 0, by its name in the singular or plural.
pub(super) fn weekday(word: &str, convention: Convention) -> Option<u8> {
    let first = word.bytes().next().unwrap_or_default();
    if word.len() > 10 || !b"lmjvsdtwfLMJVSDTWF".contains(&first) {
        return None;
    }
    let lower = word.to_lowercase();
    let (name, list) = match convention {
        Convention::French => (lower.as_str(), &WEEKDAYS_FR),
        Convention::English => (word, &WEEKDAYS_EN),
    };
    let single = name.strip_suffix('s').unwrap_or(name);
    let at = list.iter().position(|day| *day == single);
    at.map(|at| at as u8)
}

/// Returns the name of a weekday, as it stands inside a sentence.
pub(super) fn weekday_name(weekday: u8, convention: Convention) -> &'static str {
    let at = usize::from(weekday.min(6));
    match convention {
        Convention::French => WEEKDAYS_FR[at],
        Convention::English => WEEKDAYS_EN[at],
    }
}

/// Returns the power of ten a scale word stands for.
pub(super) fn scale(word: &str, convention: Convention) -> Option<u32> {
    Some(match (convention, word.to_lowercase().as_str()) {
        (Convention::English, "thousand") => 3,
        (_, "million") | (Convention::French, "millions") => 6,
        (Convention::French, "milliard" | "milliards") | (Convention::English, "billion") => 9,
        (Convention::French, "billion" | "billions") | (Convention::English, "trillion") => 12,
        _ => return None,
    })
}

/// Returns the scale word for a power of ten; `None` where the language has no single usual one.
pub(super) fn scale_word(exponent: u32, plural: bool, convention: Convention) -> Option<String> {
    let word = match (convention, exponent) {
        (Convention::English, 3) => "thousand",
        (_, 6) => "million",
        (Convention::French, 9) => "milliard",
        (Convention::English, 9) => "billion",
        (Convention::English, 12) => "trillion",
        _ => return None,
    };
    let mark = if plural && convention == Convention::French {
        "s"
    } else {
        ""
    };
    Some(format!("{word}{mark}"))
}

/// Returns the number of a unit in the table by what stands after a figure.
pub(super) fn unit(word: &str, convention: Convention) -> Option<usize> {
    let forms = match convention {
        Convention::French => 0..2,
        Convention::English => 2..4,
    };
    UNITS
        .iter()
        .position(|unit| unit[forms.clone()].contains(&word))
}

/// Returns how a unit is written after a figure.
pub(super) fn unit_name(unit: usize, plural: bool, convention: Convention) -> &'static str {
    let column = match convention {
        Convention::French => usize::from(plural),
        Convention::English => 2 + usize::from(plural),
    };
    UNITS[unit][column]
}
