//! Segments inside a `source` or `target`: `mrk` elements of the kind `seg`.

use std::collections::{BTreeMap, VecDeque};

use crate::model::{Attributes, InlineContent, Piece};

/// A segment of a text: its `mid`, and what it holds.
pub(super) type Segment = (Option<String>, InlineContent);

/// A text cut into its segments.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// The segments in order; empty where the text has none.
    pub(super) segments: Vec<Segment>,
    /// Text that stands beside them and is more than space.
    pub(super) beside: String,
}

/// Cuts a text. A segment inside another is part of that one. Codes around segments say how the
/// paragraph looks, not the sentence, and are left out with them.
pub(super) fn cut(content: &InlineContent) -> Cut {
    let mut cut = Cut::default();
    let mut current: Option<(Segment, usize)> = None;
    for piece in content.pieces() {
        match (&mut current, piece) {
            (None, Piece::Open { name, attributes }) if is_segment(name, attributes) => {
                let mid = attributes.get("mid").map(str::to_owned);
                current = Some(((mid, InlineContent::default()), 0));
            }
            (None, Piece::Text(text)) => cut.beside.push_str(text),
            (None, _) => {}
            (Some((segment, _)), Piece::Text(text)) => segment.1.push_text(text),
            (Some((segment, depth)), Piece::Open { name, attributes }) => {
                segment.1.open(name.as_str(), attributes.clone());
                *depth += 1;
            }
            (Some((_, 0)), Piece::Close) => cut.segments.extend(current.take().map(|(s, _)| s)),
            (Some((segment, depth)), Piece::Close) => {
                segment.1.close();
                *depth -= 1;
            }
        }
    }
    if cut.segments.is_empty() || cut.beside.trim().is_empty() {
        cut.beside.clear();
    }
    cut
}

fn is_segment(name: &str, attributes: &Attributes) -> bool {
    name == "mrk" && attributes.get("mtype") == Some("seg")
}

/// A segment in both languages; at least one is there.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub(super) mid: Option<String>,
    pub(super) source: Option<InlineContent>,
    pub(super) target: Option<InlineContent>,
}

/// Puts segments of one `mid` together, in the order of the source; those of the target alone come
/// last. Segments without `mid` go by their place. n log n.
pub(super) fn paired(source: Vec<Segment>, target: Vec<Segment>) -> Vec<Pair> {
    let mut places: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
    for (place, (mid, _)) in target.iter().enumerate() {
        if let Some(mid) = mid {
            places.entry(mid.clone()).or_default().push_back(place);
        }
    }
    let mut targets: Vec<Option<Segment>> = target.into_iter().map(Some).collect();
    let mut pairs: Vec<Pair> = Vec::with_capacity(source.len());
    for (place, (mid, text)) in source.into_iter().enumerate() {
        // Nearly always it stands at the same place.
        let fits = |t: &Option<Segment>| t.as_ref().is_some_and(|(other, _)| *other == mid);
        let at = match targets.get(place) {
            Some(other) if fits(other) => Some(place),
            _ => mid.as_ref().and_then(|mid| {
                let places = places.get_mut(mid)?;
                // Some went to the segment at their own place.
                while places.front().is_some_and(|at| targets[*at].is_none()) {
                    places.pop_front();
                }
                places.pop_front()
            }),
        };
        pairs.push(Pair {
            target: at.and_then(|at| targets[at].take()).map(|(_, text)| text),
            source: Some(text),
            mid,
        });
    }
    pairs.extend(targets.into_iter().flatten().map(|(mid, text)| Pair {
        mid,
        source: None,
        target: Some(text),
    }));
    pairs
}
