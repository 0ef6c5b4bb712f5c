//! Tests of quantities: what is found, and how values are written.

use super::*;

fn found(text: &str, convention: Convention) -> Vec<&str> {
    quantities(text, convention)
        .into_iter()
        .map(|q| &text[q.range])
        .collect()
}

fn first(text: &str, convention: Convention) -> Quantity {
    quantities(text, convention).remove(0)
}

/// Writes in English what the French `new` says, where the French `old` was said.
fn in_english(target: &str, old: &str, new: &str) -> Option<String> {
    let here = first(target, Convention::English);
    let [old, new] = [old, new].map(|text| first(text, Convention::French));
    assert!(here.answers(&old), "{here:?}");
    written(
        target,
        here.rewritten(target, Convention::English, &old, &new)?,
    )
}

/// Writes in French what the English `new` says.
fn in_french(target: &str, old: &str, new: &str) -> Option<String> {
    let here = first(target, Convention::French);
    let [old, new] = [old, new].map(|text| first(text, Convention::English));
    assert!(here.answers(&old), "{here:?}");
    written(
        target,
        here.rewritten(target, Convention::French, &old, &new)?,
    )
}

#[allow(clippy::unnecessary_wraps)]
fn written(target: &str, edits: Vec<(Range<usize>, String)>) -> Option<String> {
    let mut text = target.to_owned();
    for (range, edit) in edits.into_iter().rev() {
        text.replace_range(range, &edit);
    }
    Some(text)
}

#[test]
fn french_quantities_are_found_whole() {
    let text = "Mardi 3 octobre 2023 à 14 h 30, 1 250 tonnes (1,2 milliard d’euros, 45 %) au G7.";
    assert_eq!(
        found(text, Convention::French),
        [
            "Mardi 3 octobre 2023",
            "14 h 30",
            "1 250 tonnes",
            "1,2 milliard d’euros",
            "45 %",
            "G7"
        ]
    );
    assert_eq!(
        found(
            "Du 1er au 5 mai, XIXe siècle, version 2.1.3, COVID-19",
            Convention::French
        ),
        ["1er au 5 mai", "XIXe", "2.1.3", "COVID-19"]
    );
}

#[test]
fn english_quantities_are_found_whole() {
    let text = "On Tuesday, October 3, 2023, at 2:30 p.m., $1,250.50 and €40m (-0.6%), the 21st.";
    assert_eq!(
        found(text, Convention::English),
        [
            "Tuesday, October 3, 2023",
            "2:30 p.m.",
            "$1,250.50",
            "€40m",
            "-0.6%",
            "21st"
        ]
    );
    assert_eq!(
        found("You may march 3 times in May.", Convention::English),
        ["3", "May"]
    );
}

#[test]
fn years_and_figures_beside_each_other_stay_apart() {
    assert_eq!(
        found("en 2023 150 personnes", Convention::French),
        ["2023", "150"]
    );
    assert_eq!(found("2021-2024", Convention::French), ["2021", "2024"]);
    assert_eq!(
        found("3, 5 and 9 May, 12, 15 May", Convention::English),
        ["3, 5 and 9 May", "12", "15 May"]
    );
}

#[test]
fn values_are_equal_however_they_are_written() {
    let same = |french: &str, english: &str| {
        first(english, Convention::English).answers(&first(french, Convention::French))
    };
    assert!(same("1 234,50", "1,234.5"));
    assert!(same("1 500 milliards d’euros", "€1.5 trillion"));
    assert!(same("14 h", "2 p.m."));
    assert!(same("0 h 15", "12:15 a.m."));
    assert!(same("03/10/2023", "3 October 2023"));
    assert!(same("XIXe siècle", "19th century"));
    assert!(!same("75 €", "$75"));
    assert!(!same("3 mai", "3 June"));
    assert!(!same("-2 %", "2%"));
}

#[test]
fn the_style_of_the_text_is_kept() {
    let cases = [
        ("12,500 people", "12 500", "8 750", "8,750 people"),
        ("12\u{a0}500 people", "12 500", "8 750", "8\u{a0}750 people"),
        (
            "$40m",
            "40 millions de dollars",
            "2,5 milliards de dollars",
            "$2.5bn",
        ),
        (
            "€950,000",
            "950 000 €",
            "1,1 million d’euros",
            "€1.1 million",
        ),
        (
            "€1.1 million",
            "1,1 million d’euros",
            "950 000 euros",
            "€950,000",
        ),
        (
            "€1.5 trillion",
            "1 500 milliards d’euros",
            "900 milliards d’euros",
            "€900 billion",
        ),
        ("3rd May", "3 mai", "22 juin", "22nd June"),
        ("2023-10-03", "3 octobre 2023", "1er mai 2024", "2024-05-01"),
        ("2.30 p.m.", "14 h 30", "16 h 05", "4.05 p.m."),
        ("9.00 am", "9 h", "13 h", "1.00 pm"),
        ("2.30 metres", "2,30", "4,5", "4.5 metres"),
        ("2:30 pm", "14 h 30", "9 h", "9 am"),
        ("9:00", "9 h", "8 h 05", "8:05"),
        ("2 tonnes", "2 tonnes", "1 kg", "1 kg"),
    ];
    for (target, old, new, expected) in cases {
        assert_eq!(
            in_english(target, old, new).as_deref(),
            Some(expected),
            "{old} → {new}"
        );
    }
}

#[test]
fn french_is_written_as_french() {
    let cases = [
        (
            "3,4 milliards d’euros",
            "€3.4 billion",
            "€1.2 billion",
            "1,2 milliard d’euros",
        ),
        (
            "950 000 €",
            "€950,000",
            "€1.1 million",
            "1,1\u{a0}million d’euros",
        ),
        (
            "5 millions de dollars",
            "$5 million",
            "€5 million",
            "5 millions d’euros",
        ),
        ("1 dollar", "$1", "$3", "3 dollars"),
        ("15 mars", "15 March", "April 1", "1er avril"),
        ("1re session", "1st session", "2nd session", "2e session"),
        ("14 h 30", "2:30 p.m.", "9 a.m.", "9 h"),
    ];
    for (target, old, new, expected) in cases {
        assert_eq!(
            in_french(target, old, new).as_deref(),
            Some(expected),
            "{old} → {new}"
        );
    }
}

#[test]
fn what_is_not_certain_is_not_written() {
    assert_eq!(
        in_french("2e session", "2nd session", "1st session"),
        None,
        "gender unknown"
    );
    assert_eq!(in_english("45%", "45 %", "45 euros"), None);
    assert_eq!(in_english("3 May", "3 mai", "3 mai 2024"), None);
    assert_eq!(
        in_french("850 000 vivent ici", "850,000", "3 million"),
        None
    );
}

#[test]
fn an_address_is_looked_for_near_its_beginning_only() {
    let literals = |text: &str| -> Vec<usize> {
        let found = quantities(text, Convention::French).into_iter();
        found
            .filter(|q| matches!(q.value, Value::Literal(_)))
            .map(|q| q.range.len())
            .collect()
    };
    let long = format!("https://enface.example/{}2", "a/".repeat(2_000));
    assert_eq!(literals(&format!("({long}). Fin")), [long.len()]);
    let late = format!("{}://", "(a".repeat(600));
    assert_eq!(literals(&late), [1000]);
    assert_eq!(literals(&"(a".repeat(1 << 18)), [0; 0]);
}

#[test]
fn a_scale_word_comes_and_goes_with_its_de() {
    let cases = [
        (
            "3 millions d’habitants",
            "3 million",
            "900,000",
            "900 000 habitants",
        ),
        (
            "900 000 habitants",
            "900,000",
            "3 million",
            "3\u{a0}millions d’habitants",
        ),
        (
            "900 000 personnes",
            "900,000",
            "1.5 million",
            "1,5\u{a0}million de personnes",
        ),
        (
            "900 000 en 2023",
            "900,000",
            "3 million",
            "3\u{a0}millions en 2023",
        ),
    ];
    for (target, old, new, expected) in cases {
        let found = in_french(target, old, new).map(|text| text.replace("900\u{a0}000", "900 000"));
        assert_eq!(found.as_deref(), Some(expected), "{old} → {new}");
    }
}

#[test]
fn codes_addresses_and_telephone_numbers_are_literals() {
    let text = "Run `make x`, see @name_1, #Tag, %(n)s, %1$d, {0}, {{ user }}, ${HOME}, <a href=\"x\">, \
                </b>, --force, src/main.rs, max_size, +32 2 707 11 11, 01 55 55 12 34.";
    let literals: Vec<&str> = quantities(text, Convention::English)
        .into_iter()
        .filter(|q| matches!(q.value, Value::Literal(_)))
        .map(|q| &text[q.range])
        .collect();
    assert_eq!(
        literals,
        [
            "`make x`",
            "@name_1",
            "#Tag",
            "%(n)s",
            "%1$d",
            "{0}",
            "{{ user }}",
            "${HOME}",
            "<a href=\"x\">",
            "</b>",
            "--force",
            "src/main.rs",
            "max_size",
            "+32 2 707 11 11",
            "01 55 55 12 34"
        ]
    );
    let none = "A < b, 45 % de, `, {, a@b, fin.Le 5 mai, x # y, -- z";
    let found = quantities(none, Convention::French).into_iter();
    assert_eq!(
        found
            .filter(|q| matches!(q.value, Value::Literal(_)))
            .count(),
        0
    );
}
