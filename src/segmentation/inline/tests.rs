//! Codes and text, cut together.

use proptest::prelude::*;

use super::*;

fn content(canonical: &str) -> InlineContent {
    InlineContent::from_canonical(canonical).unwrap()
}

/// Returns the parts as they are written; sentences in guillemets.
fn parts(segmenter: &Segmenter, canonical: &str) -> Vec<String> {
    let content = content(canonical);
    let parts = segmenter.split_content(&content);
    let joined: Vec<&Piece> = parts.iter().flat_map(|p| &p.pieces).collect();
    assert_eq!(written(joined.into_iter()), canonical);
    let show = |part: &ContentPart| {
        let written = written(part.pieces.iter());
        if part.is_sentence {
            format!("«{written}»")
        } else {
            written
        }
    };
    parts.iter().map(show).collect()
}

/// Writes pieces one after the other; what closes has no name here but the one it opened with.
fn written<'p>(pieces: impl Iterator<Item = &'p Piece>) -> String {
    let mut whole = InlineContent::default();
    let mut depth = 0_usize;
    let mut unopened = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => whole.push_text(text),
            Piece::Open { name, attributes } => {
                depth += 1;
                whole.open(name.clone(), attributes.clone());
            }
            Piece::Close if depth > 0 => {
                depth -= 1;
                whole.close();
            }
            Piece::Close => {
                unopened.push_str(&whole.canonical());
                unopened.push_str("</>");
                whole = InlineContent::default();
            }
        }
    }
    unopened + &whole.canonical()
}

fn french() -> Segmenter {
    Segmenter::new(&"fr".parse().unwrap())
}

#[test]
fn codes_do_not_hide_a_sentence_s_end() {
    let text = "Il <bpt i=\"1\">b</bpt>part.<ept i=\"1\">/b</ept> Elle reste.";
    assert_eq!(
        parts(&french(), text),
        [
            "«Il <bpt i=\"1\">b</bpt>part.<ept i=\"1\">/b</ept>»",
            " ",
            "«Elle reste.»"
        ]
    );
    // Nor do the letters of a code make one.
    assert_eq!(parts(&french(), "Il vient<ph>a. B</ph> ici.").len(), 1);
}

#[test]
fn a_code_at_a_cut_goes_where_the_format_handle_says() {
    let text = "Un.<bpt i=\"1\">b</bpt> Deux.";
    assert_eq!(
        parts(&french(), text),
        ["«Un.»", "<bpt i=\"1\">b</bpt> ", "«Deux.»"]
    );
    let mut segmenter = french();
    segmenter.format.start = true;
    assert_eq!(
        parts(&segmenter, text),
        ["«Un.<bpt i=\"1\">b</bpt>»", " ", "«Deux.»"]
    );

    let text = "Un.<ph>x</ph> Deux.";
    assert_eq!(parts(&french(), text)[0], "«Un.»");
    segmenter.format.isolated = true;
    assert_eq!(parts(&segmenter, text)[0], "«Un.<ph>x</ph>»");

    let text = "Un.<it pos=\"end\">x</it> Deux.";
    assert_eq!(parts(&french(), text)[0], "«Un.<it pos=\"end\">x</it>»");
    segmenter.format.end = false;
    assert_eq!(parts(&segmenter, text)[0], "«Un.»");
}

#[test]
fn what_marks_text_over_a_cut_opens_in_one_part_and_closes_in_another() {
    let parts = parts_of("<hi>Un. Deux.</hi> Trois.");
    assert_eq!(parts, ["Un.", " ", "Deux.", " ", "Trois."]);
}

fn parts_of(canonical: &str) -> Vec<String> {
    let content = content(canonical);
    let plain = content.plain();
    let parts = french().split_content(&content);
    parts
        .iter()
        .map(|p| plain[p.range.clone()].to_owned())
        .collect()
}

#[test]
fn white_space_at_the_edges_is_a_part_of_its_own() {
    assert_eq!(
        parts(&french(), " \u{a0}Un. \n Deux.\t"),
        [" \u{a0}", "«Un.»", " \n ", "«Deux.»", "\t"]
    );
    assert_eq!(parts(&french(), " <ph>x</ph> "), [" <ph>x</ph> "]);
    assert_eq!(parts(&french(), "<ph>x</ph>"), ["<ph>x</ph>"]);
    assert!(parts(&french(), "").is_empty());
}

#[test]
fn text_within_codes_is_cut_by_itself_if_the_rules_say_so() {
    let text = content("Voir<ph>fn<sub>Un. <ph>x<sub>A. B.</sub></ph>Deux.</sub></ph> ici. Là.");
    let mut segmenter = french();
    let subflows = segmenter.split_subflows(&text);
    assert_eq!(subflows.len(), 2);
    assert_eq!(subflows[0], ("Un. Deux.".to_owned(), vec![0..3, 4..9]));
    assert_eq!(subflows[1].0, "A. B.");
    segmenter.subflows = false;
    assert!(segmenter.split_subflows(&text).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn the_parts_are_the_content(steps in proptest::collection::vec((0..7usize, "[aA.! \u{a0}é]{0,6}"), 0..24)) {
        let mut content = InlineContent::default();
        let mut depth = 0;
        for (step, text) in steps {
            match step {
                0 | 1 => content.push_text(&text),
                2 => { content.open("hi", crate::model::Attributes::new()); depth += 1; }
                3 => { content.open("ph", crate::model::Attributes::new()); depth += 1; }
                4 => { content.open("sub", crate::model::Attributes::new()); depth += 1; }
                _ if depth > 0 => { content.close(); depth -= 1; }
                _ => {}
            }
        }
        (0..depth).for_each(|_| content.close());
        let parts = french().split_content(&content);
        let mut joined = InlineContent::default();
        for piece in parts.iter().flat_map(|p| &p.pieces) {
            match piece {
                Piece::Text(text) => joined.push_text(text),
                Piece::Open { name, attributes } => joined.open(name.clone(), attributes.clone()),
                Piece::Close => joined.close(),
            }
        }
        prop_assert_eq!(joined.canonical(), content.canonical());
        let mut end = 0;
        for part in &parts {
            prop_assert_eq!(part.range.start, end);
            end = part.range.end;
        }
        prop_assert_eq!(end, content.plain().len());
        let _ = depth;
    }
}
