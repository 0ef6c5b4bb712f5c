//! What the two dialects mean, pattern by pattern.

use super::*;

/// Tells whether a whole text matches a pattern of a dialect.
#[track_caller]
fn matches(dialect: Dialect, pattern: &str, text: &str) -> bool {
    let translated = translate(pattern, dialect).unwrap();
    let plain = regex::Regex::new(&format!(r"\A(?:{})\z", translated.plain)).unwrap();
    let plain = plain.is_match(text);
    match translated.exact {
        Some(exact) => {
            let exact = fancy_regex::Regex::new(&format!(r"\A(?:{exact})\z")).unwrap();
            let exact = exact.is_match(text).unwrap();
            assert!(plain || !exact, "the automaton's pattern is narrower");
            exact
        }
        None => plain,
    }
}

#[track_caller]
fn both(pattern: &str, text: &str, expected: bool) {
    for dialect in [Dialect::Icu, Dialect::JavaAscii] {
        assert_eq!(
            matches(dialect, pattern, text),
            expected,
            "{pattern} on {text:?}"
        );
    }
}

#[track_caller]
fn differ(pattern: &str, text: &str, icu: bool) {
    assert_eq!(
        matches(Dialect::Icu, pattern, text),
        icu,
        "ICU: {pattern} on {text:?}"
    );
    assert_eq!(
        matches(Dialect::JavaAscii, pattern, text),
        !icu,
        "Java: {pattern} on {text:?}"
    );
}

#[test]
fn short_classes_are_unicode_s_or_ascii_s() {
    differ(r"\s", "\u{a0}", true);
    differ(r"[\sx]", "\u{202f}", true);
    differ(r"[^\s]", "\u{a0}", false);
    differ(r"\S", "\u{a0}", false);
    differ(r"\d", "٣", true);
    differ(r"\w", "é", true);
    differ(r"\W", "é", false);
    differ(r"[\W]", "é", false);
    both(r"\s\d\w", " 3_", true);
    // A flag of Java's asks for Unicode.
    both(r"(?U)\s", "\u{a0}", true);
}

#[test]
fn named_classes_of_java_are_ascii_s() {
    differ(r"\p{Upper}", "É", true);
    differ(r"\p{Alpha}", "é", true);
    differ(r"\P{Lower}", "é", false);
    both(r"\p{Punct}", "!", true);
    both(r"\p{Lu}\p{IsLl}\pL", "Été", true);
    both(r"\p{javaUpperCase}", "É", true);
    both(r"\p{javaWhitespace}", "\u{a0}", false);
}

#[test]
fn characters_by_number_or_quoted() {
    both(r"\u00e9\xE9\x{e9}", "ééé", true);
    both(r"\uD83D\uDE00", "😀", true);
    both(r"\t\e\a\cA\011", "\t\u{1b}\u{7}\u{1}\t", true);
    both(r"a\Q.*[\Eb", "a.*[b", true);
    both(r"a\Q.*[\Eb", "axx[b", false);
    both(r"\<\>\#\-\é", "<>#-é", true);
}

#[test]
fn spaces_and_line_ends_of_many_kinds() {
    both(r"\h\h\h", " \u{a0}\t", true);
    both(r"\h", "\n", false);
    both(r"\v\R", "\n\r\n", true);
    both(r"[\h,]+", "\u{202f},", true);
    both(".", "\u{2028}", false);
    both("(?s).", "\u{2028}", true);
    both(r"a$", "a\n", true);
    both(r"a\Z", "a\r\n", true);
    both(r"a\z", "a\n", false);
}

#[test]
fn classes_within_classes() {
    both("[a-c&&[^b]]+", "aca", true);
    both("[a-c&&[^b]]+", "abc", false);
    both("[a[0-9]]+", "a7", true);
    both("[]a]+", "]a", true);
    both(r"[\d-–—]+", "3-–—", true);
    both("[~&#]+", "~&#", true);
    assert!(matches(Dialect::Icu, "[[:alpha:]x]+", "ké"));
    assert!(
        matches(Dialect::Icu, "[[:^upper:]]", "é") && !matches(Dialect::Icu, "[[:^upper:]]", "É")
    );
    assert!(
        matches(Dialect::JavaAscii, "[[:alpha:]]+", ":ah")
            && !matches(Dialect::JavaAscii, "[[:alpha:]]", "k")
    );
    assert!(matches(Dialect::Icu, r"[\p{L}--[b]]+", "ac"));
    assert!(!matches(Dialect::Icu, r"[\p{L}--[b]]+", "ab"));
}

#[test]
fn flags_hold_to_the_end_of_their_group() {
    both("(?s:.)a.", "\u{2028}ax", true);
    both("(?s:.)a.", "xa\u{2028}", false);
    both("(?s).(?-s).", "\u{2028}\u{2028}", false);
    both("(?:(?s).)a.", "xa\u{2028}", false);
    assert!(!matches(Dialect::JavaAscii, r"(?U:\s)\s", "\u{a0}\u{a0}"));
}

#[test]
fn what_looks_around_is_checked_exactly() {
    both("(?!b)[a-z]c", "ac", true);
    both("(?!b)[a-z]c", "bc", false);
    both("a(?=b)[a-z]", "ab", true);
    both("a(?=b)[a-z]", "ac", false);
    both("ab(?<=b)c", "abc", true);
    both("ab(?<!b)c", "abc", false);
    both(r"(a|b)\1", "aa", true);
    both(r"(a|b)\1", "ab", false);
    both("a++a", "aaa", false);
    both("(?>a*)b", "aab", true);
    both("(?:(?=a)a)?b", "ab", true);
}

#[test]
fn looks_at_the_end_belong_to_what_follows() {
    let moved = |before| {
        let mut before = translate(before, Dialect::Icu).unwrap();
        let mut after = translate("x", Dialect::Icu).unwrap();
        before.move_looks_to(&mut after);
        (before.exact, after.exact.unwrap_or(after.plain))
    };
    let simple = |text: &str| (None, text.to_owned());
    assert_eq!(moved("a(?!b)"), simple("(?!b)(?:x)"));
    assert_eq!(moved(r"a\b(?=c)"), simple(r"\b(?=c)(?:x)"));
    assert_eq!(moved(r"a\b"), simple(r"\b(?:x)"));
    assert_eq!(moved("(?i)a(?=b)"), (None, "(?:(?i)(?=b))(?:x)".to_owned()));
    assert_eq!(
        moved("(?<!z)a(?!b)"),
        (Some("(?<!z)a".to_owned()), "(?!b)(?:x)".to_owned())
    );
    for stays in ["a(?!b)c", "(?:a(?!b))", "y|a(?!b)", "a(?<=a)"] {
        assert_eq!(moved(stays), (Some(stays.to_owned()), "x".to_owned()));
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    for (pattern, part) in [
        (r"\X", r"\X"),
        (r"\p{InGreek}", "InGreek"),
        ("[a", "class is not closed"),
        (r"a\", "at the end"),
        (r"\xZ", "digits"),
        (r"\uD83D", "no character"),
        ("(?y)a", "(?y"),
    ] {
        let error = translate(pattern, Dialect::Icu).unwrap_err();
        assert!(error.contains(part), "{pattern}: {error}");
    }
}

#[test]
fn portable_patterns_mean_the_same_in_both_dialects() {
    for (pattern, texts) in [
        (r"\s+", ["\u{a0}\t", "\u{202f} ", "x", ""]),
        (r"[^\s»]", ["\u{a0}", "»", "x", "é"]),
        (r"\d\x{A0}\w", ["٣\u{a0}é", "3\u{a0}a", "3 a", "a\u{a0}3"]),
        (r"\S\D", ["ab", "a3", "\u{a0}b", "a٣"]),
        (
            r"(?:a|\s{2}){1,3}b",
            ["ab", "aa\u{a0}\u{a0}b", "b", "aaaab"],
        ),
        (r"((?:a){2}b)?(?i:c){0,2}", ["aab", "aabcC", "", "ab"]),
        (r"(a){2}?b(c){0}?", ["aab", "ab", "aabc", "b"]),
    ] {
        let portable = portable(pattern).unwrap();
        assert!(
            !portable.contains(r"\x{") && !portable.contains("){"),
            "{portable}"
        );
        for text in texts {
            let expected = matches(Dialect::Icu, pattern, text);
            both(&portable, text, expected);
        }
    }
}

#[test]
fn a_class_that_names_the_no_break_space_beside_white_space_is_java_s() {
    assert!(looks_java(r"\.[\s\u00A0]+"));
    assert!(looks_java("[\u{a0}\\s]"));
    assert!(!looks_java(r"\s\u00A0"));
    assert!(!looks_java(r"[^\s]"));
}
