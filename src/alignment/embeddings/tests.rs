//! What vectors do to an alignment, with vectors made for the purpose.

use super::*;
use crate::alignment::{AlignOptions, Bead, align, align_watched};
use crate::lexicon::Lexicon;
use crate::messages::Ui;
use crate::model::BlockKind;

/// Sentences of one length in words that no language has, so that nothing tells them apart.
const SOURCE: [&str; 3] = [
    "zorvu plantig mek",
    "brelt quinfad usk",
    "gavip rontulo shi",
];
const TARGET: [&str; 2] = ["wudle hosbini tra", "fopen likdary mud"];

fn list<'a>(texts: &[&'a str]) -> Vec<Sentence<'a>> {
    let sentence = |text: &&'a str| Sentence {
        text,
        block: 0,
        kind: BlockKind::Paragraph,
    };
    texts.iter().map(sentence).collect()
}

/// Returns a source that knows what each of some sentences says, as the number of a direction, and
/// takes joined ones for the sum.
fn knows<'a>(
    said: &'a [(&'a str, usize)],
    asked: &'a mut Vec<Vec<String>>,
) -> impl FnMut(&[String]) -> Result<Vectors, VectorProblem> + 'a {
    move |texts| {
        asked.push(texts.to_vec());
        let vector = |text: &String| {
            let mut vector = vec![0.0_f32; 4];
            for (sentence, direction) in said {
                if text.contains(sentence) {
                    vector[*direction] += 1.0;
                }
            }
            vector
        };
        let mut vectors = Vectors::default();
        vectors.add(texts.len(), texts.iter().map(vector).collect())?;
        Ok(vectors)
    }
}

fn asking(said: &[(&str, usize)]) -> (Vec<Bead>, Vec<Vec<String>>) {
    let mut asked = Vec::new();
    let beads = align_watched(
        &list(&SOURCE),
        &list(&TARGET),
        &Lexicon::default(),
        &AlignOptions::default(),
        Some(&mut knows(said, &mut asked)),
        &mut |_, _| Ok(()),
    );
    (beads.unwrap().beads, asked)
}

/// Returns which source sentences stand against each target sentence.
fn partners(beads: &[Bead]) -> Vec<Vec<usize>> {
    let of = |target: usize| beads.iter().filter(move |b| b.target.contains(&target));
    (0..TARGET.len())
        .map(|target| of(target).flat_map(|b| b.source.clone()).collect())
        .collect()
}

#[test]
fn vectors_decide_where_nothing_else_does() {
    // Whether the middle one belongs to what is before or after: of one, vectors must decide
    // against the alignment without them.
    for (middle, right) in [(0, [vec![0, 1], vec![2]]), (1, [vec![0], vec![1, 2]])] {
        let said = [
            (SOURCE[0], 0),
            (SOURCE[1], 1),
            (SOURCE[2], 2),
            (TARGET[0], 0),
            (TARGET[1], 2),
            (TARGET[middle], 1),
        ];
        let (beads, asked) = asking(&said);
        assert_eq!(partners(&beads), right);
        assert_eq!(asked.len(), 1);
        let mut texts = asked[0].clone();
        assert!(texts.contains(&format!("{} {}", SOURCE[0], SOURCE[1])));
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), asked[0].len());
        assert_eq!(asking(&said).0, beads);
    }
}

#[test]
fn vectors_that_say_nothing_change_no_bead() {
    let alone = align(
        &list(&SOURCE),
        &list(&TARGET),
        &Lexicon::default(),
        &AlignOptions::default(),
    );
    let (beads, _) = asking(&[]);
    assert_eq!(partners(&beads), partners(&alone));
}

#[test]
fn what_is_certain_is_not_asked_about() {
    let both = [
        "Article 12 Ferrand",
        "Article 7453 Valmer",
        "Zanzibar 1999 Kowalski",
    ];
    for count in [0, 1, 3] {
        let mut asked = Vec::new();
        let (source, target) = (list(&both[..count]), list(&both[..count]));
        let (lexicon, options) = (Lexicon::default(), AlignOptions::default());
        let mut ask = knows(&[], &mut asked);
        let beads = align_watched(
            &source,
            &target,
            &lexicon,
            &options,
            Some(&mut ask),
            &mut |_, _| Ok(()),
        );
        drop(ask);
        assert_eq!(
            beads.unwrap().beads,
            align(&source, &target, &lexicon, &options)
        );
        assert_eq!(asked, [] as [Vec<String>; 0], "{count}");
    }
}

#[test]
fn pins_stay_and_are_not_asked_about() {
    let options = AlignOptions {
        pins: vec![(1..2, 0..1)],
    };
    let said = [
        (SOURCE[0], 0),
        (TARGET[0], 0),
        (SOURCE[2], 2),
        (TARGET[1], 2),
    ];
    let mut asked = Vec::new();
    let beads = align_watched(
        &list(&SOURCE),
        &list(&TARGET),
        &Lexicon::default(),
        &options,
        Some(&mut knows(&said, &mut asked)),
        &mut |_, _| Ok(()),
    );
    assert_eq!(partners(&beads.unwrap().beads), [[1], [2]]);
}

#[test]
fn a_source_that_fails_fails_the_alignment() {
    let result = align_watched(
        &list(&SOURCE),
        &list(&TARGET),
        &Lexicon::default(),
        &AlignOptions::default(),
        Some(&mut |_: &[String]| Err("broken")),
        &mut |_, _| Ok(()),
    );
    assert_eq!(result.map(|found| found.beads), Err("broken"));
}

#[test]
fn the_margin_is_what_a_cosine_has_above_the_usual() {
    let (source, target) = (list(&["a", "b"]), list(&["c", "d"]));
    let question = Question::new((&source, &target));
    assert_eq!(question.texts, ["a", "b", "c", "d"]);
    let answer = question.put(&mut |texts| {
        let mut vectors = Vectors::default();
        // a and c point one way, b another, and d to both.
        let given = [[1.0, 0.0], [0.0, 2.0], [3.0, 0.0], [1.0, 1.0]];
        vectors.add(texts.len(), given.map(Vec::from).to_vec())?;
        Ok::<_, VectorProblem>(vectors)
    });
    let answer = answer.unwrap();
    let half = f64::sqrt(0.5);
    // a: 1 with c and √½ with d; c: 1 with a and 0 with b.
    let usual = f64::midpoint(f64::midpoint(1.0, half), 0.5);
    assert!((answer.margin(0, 2) - (1.0 - usual)).abs() < 1e-6);
    // d is as near to b as to a: nothing is gained by either.
    let usual = f64::midpoint(f64::midpoint(1.0, half), half);
    assert!((answer.margin(0, 3) - (half - usual)).abs() < 1e-6);
}

#[test]
fn samples_are_spread_over_the_document() {
    assert_eq!(spread(0).count(), 0);
    assert_eq!(spread(3).collect::<Vec<_>>(), [0, 1, 2]);
    let many: Vec<usize> = spread(3000).collect();
    assert_eq!(many.len(), SAMPLE);
    assert_eq!((many[0], many[29]), (50, 2950));
}

#[test]
fn vectors_are_checked() {
    let added = |wanted, vectors: &[&[f32]]| {
        let vectors = vectors.iter().map(|v| v.to_vec()).collect();
        Vectors::default().add(wanted, vectors)
    };
    assert_eq!(added(2, &[&[1.0, 2.0], &[0.0, 0.0]]), Ok(()));
    for (wanted, vectors, english) in [
        (
            2,
            &[&[1.0, 2.0][..]][..],
            "for 2 texts there came 1 vector.",
        ),
        (
            1,
            &[&[1.0, 2.0], &[1.0, 2.0]],
            "for 1 text there came 2 vectors.",
        ),
        (2, &[&[1.0, 2.0], &[1.0]], "vector 2 has only 1 number."),
        (1, &[&[]], "vector 1 has no numbers."),
        (
            2,
            &[&[1.0, 2.0], &[1.0, 2.0, 3.0]],
            "vector 2 has 3 numbers, and the first one has 2.",
        ),
        (
            1,
            &[&[1.0, f32::INFINITY]],
            "a number of vector 1 is infinite",
        ),
        (1, &[&[f32::NAN, 1.0]], "a number of vector 1 is infinite"),
    ] {
        let problem = added(wanted, vectors).unwrap_err().explain();
        let said = problem.in_language(Ui::En);
        assert!(said.starts_with(english), "{said}");
        assert!(problem.in_language(Ui::Fr).contains("vecteur"), "{said}");
    }
    let mut vectors = Vectors::default();
    vectors.add(1, vec![vec![f32::MAX, f32::MAX]]).unwrap();
    assert!(vectors.add(1, vec![vec![1.0, 2.0, 3.0]]).is_err());
    assert!((vectors.cosine(0, 0) - 1.0).abs() < 1e-6);
}
