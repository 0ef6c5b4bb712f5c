//! A `trans-unit` that was read, and the translation units it gives.

use std::collections::BTreeMap;

use super::codes::{self, Numbers};
use super::review::{self, Said};
use super::segments::{self, Pair};
use crate::exchange::Severity;
use crate::messages::Message;
use crate::model::{
    Annotation, Attributes, BeadState, DOCUMENT_PROPERTY, InlineContent, STATE_PROPERTY,
    TranslationUnit, Tuv,
};

/// What the `file` element says for its units.
#[derive(Debug, Clone, Default)]
pub(super) struct File {
    /// Name of the document (`original`).
    pub(super) document: Option<String>,
    /// Source language as written.
    pub(super) source: Option<String>,
    /// Target language as written.
    pub(super) target: Option<String>,
}

/// A text with the attributes of its element.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) attributes: Attributes,
    pub(super) content: InlineContent,
}

/// Everything that is read of a `trans-unit`.
#[derive(Debug, Default)]
pub(super) struct TransUnit {
    pub(super) attributes: Attributes,
    pub(super) source: Option<Side>,
    pub(super) seg_source: Option<InlineContent>,
    pub(super) target: Option<Side>,
    /// Notes, and properties of other elements (`context`, `prop`).
    pub(super) annotations: Vec<Annotation>,
    /// What Trados Studio says of each segment: the attributes of `sdl:seg`.
    pub(super) trados: Vec<Attributes>,
    pub(super) alternatives: Vec<Alternative>,
}

/// An `alt-trans`.
#[derive(Debug, Default)]
pub(super) struct Alternative {
    pub(super) attributes: Attributes,
    pub(super) source: Option<Side>,
    pub(super) targets: Vec<Side>,
}

/// What the segments of a `trans-unit` have in common.
struct Whole<'u> {
    /// What the unit was called before, in a file of ours.
    called: Option<&'u Annotation>,
    /// The state that a file of ours gives it.
    stated: Option<&'u Annotation>,
    /// What Trados Studio says of each segment, by its `mid`.
    trados: BTreeMap<&'u str, &'u Attributes>,
}

/// Takes what was noticed.
pub(super) type Tell<'t> = dyn FnMut(Severity, Message) + 't;

/// Attributes of a `trans-unit` that become something else than a property of their own name.
const SAID: [&str; 4] = ["id", "resname", "approved", "xml:space"];

impl TransUnit {
    /// Returns the units: one for each segment, then one for each alternative that has a source of
    /// its own. An alternative without one translates a text that nobody knows; it is kept as a
    /// property.
    pub(super) fn units(mut self, file: &File, tell: &mut Tell<'_>) -> Vec<TranslationUnit> {
        let alternatives = std::mem::take(&mut self.alternatives);
        let (with_source, without): (Vec<_>, Vec<_>) =
            alternatives.into_iter().partition(|a| a.source.is_some());
        for alternative in &without {
            for target in &alternative.targets {
                let property = Annotation::property("x-alt-trans", &target.content.plain());
                self.annotations.push(property);
            }
        }
        let pairs = self.pairs(tell);
        let whole = self.whole();
        let mut units: Vec<TranslationUnit> = Vec::new();
        for pair in pairs {
            let first = units.is_empty();
            units.push(self.unit(pair, &whole, first, file, tell));
        }
        units.extend(
            with_source
                .into_iter()
                .map(|a| self.alternative(a, &whole, file, tell)),
        );
        units
    }

    /// Parts the texts into segments; a text without segments is one.
    fn pairs(&mut self, tell: &mut Tell<'_>) -> Vec<Pair> {
        let source = self.source.as_mut().map(|s| std::mem::take(&mut s.content));
        let target = self.target.as_mut().map(|t| std::mem::take(&mut t.content));
        // An empty target is how tools write that nobody has translated the unit yet.
        let target = target.filter(|target| !target.is_empty());
        let cut_source = self.seg_source.take().map(|s| segments::cut(&s));
        let cut_source = cut_source.filter(|cut| !cut.segments.is_empty());
        let cut_source =
            cut_source.unwrap_or_else(|| source.as_ref().map(segments::cut).unwrap_or_default());
        if cut_source.segments.is_empty() {
            return vec![Pair {
                mid: None,
                source,
                target,
            }];
        }
        let cut_target = target.as_ref().map(segments::cut).unwrap_or_default();
        for beside in [&cut_source.beside, &cut_target.beside] {
            if !beside.is_empty() {
                let message = Message::new("xliff-beside-segments").with("text", beside.trim());
                tell(Severity::Error, message);
            }
        }
        if cut_target.segments.is_empty() && target.is_some() {
            // The target is not cut: both as one.
            let mut whole = InlineContent::default();
            for (_, segment) in &cut_source.segments {
                append(&mut whole, segment);
            }
            return vec![Pair {
                mid: None,
                source: source.filter(|s| !s.is_empty()).or(Some(whole)),
                target,
            }];
        }
        segments::paired(cut_source.segments, cut_target.segments)
    }

    /// Looks once for what every segment asks.
    fn whole(&self) -> Whole<'_> {
        let of = |kind: &str| {
            let is = |a: &&Annotation| a.attributes.get("type") == Some(kind);
            self.annotations.iter().find(is)
        };
        let mut trados = BTreeMap::new();
        for seg in &self.trados {
            if let Some(id) = seg.get("id") {
                trados.entry(id).or_insert(seg);
            }
        }
        Whole {
            called: of("x-context"),
            stated: of(STATE_PROPERTY),
            trados,
        }
    }

    /// Makes a unit of a segment. What is said of the whole goes to the first one only, but for
    /// its state and its name: as often as there are segments it could fill the memory.
    fn unit(
        &self,
        pair: Pair,
        whole: &Whole<'_>,
        first: bool,
        file: &File,
        tell: &mut Tell<'_>,
    ) -> TranslationUnit {
        let mut annotations = self.about(file, whole, first);
        if let Some(mid) = &pair.mid {
            annotations.push(Annotation::property("x-mid", mid));
        }
        let trados = pair.mid.as_deref().and_then(|mid| whole.trados.get(mid));
        let none = Attributes::new();
        let target = self.target.as_ref().map_or(&none, |t| &t.attributes);
        let tool = |name: &str| self.attributes.iter().find(|(n, _)| tool_says(n, name));
        let said = Said {
            approved: self.attributes.get("approved"),
            state: target.get("state"),
            qualifier: target.get("state-qualifier"),
            trados: trados.and_then(|seg| seg.get("conf")),
            memoq: tool("status").map(|(_, value)| value),
            phrase: tool("confirmed").map(|(_, value)| value),
        };
        if pair.target.is_some()
            && let Some(state) = review::state(said)
            && whole.stated.is_none()
        {
            annotations.push(Annotation::property(STATE_PROPERTY, state.name()));
        }
        let of_target = target.iter().filter(|(n, _)| !n.starts_with("xml"));
        for (name, value) in of_target.filter(|(n, _)| first || n.starts_with("state")) {
            annotations.push(Annotation::property(&format!("x-{name}"), value));
        }
        for (name, value) in trados.iter().flat_map(|seg| seg.iter()) {
            if name != "id" {
                annotations.push(Annotation::property(&format!("x-sdl-{name}"), value));
            }
        }
        if first {
            annotations.extend(self.annotations.iter().cloned());
        } else {
            let known = [whole.called, whole.stated];
            annotations.extend(known.into_iter().flatten().cloned());
        }
        let target = pair.target.map(|content| (&self.target, content));
        let target = target.map(|(side, content)| (side.as_ref(), content));
        let source = pair.source.map(|content| (self.source.as_ref(), content));
        if source.is_none() && target.is_none() {
            tell(Severity::Warning, Message::new("xliff-no-texts"));
        }
        together(
            annotations,
            source,
            target.into_iter().collect(),
            file,
            tell,
        )
    }

    fn alternative(
        &self,
        found: Alternative,
        whole: &Whole<'_>,
        file: &File,
        tell: &mut Tell<'_>,
    ) -> TranslationUnit {
        let mut annotations = self.about(file, whole, false);
        let state = BeadState::Unreviewed.name();
        annotations.push(Annotation::property(STATE_PROPERTY, state));
        for (name, value) in found
            .attributes
            .iter()
            .filter(|(n, _)| !n.starts_with("xml"))
        {
            annotations.push(Annotation::property(&format!("x-{name}"), value));
        }
        let mut found = found;
        let source = found
            .source
            .as_mut()
            .map(|s| std::mem::take(&mut s.content));
        let source = source.map(|content| (found.source.as_ref(), content));
        let mut targets = Vec::new();
        for side in &mut found.targets {
            let content = std::mem::take(&mut side.content);
            targets.push((Some(&*side), content));
        }
        together(annotations, source, targets, file, tell)
    }

    /// Returns what is known of the unit whatever its segments are; further attributes for the
    /// first of them.
    fn about(&self, file: &File, whole: &Whole<'_>, first: bool) -> Vec<Annotation> {
        let document = file.document.as_deref().filter(|name| !name.is_empty());
        // A file of ours has its own numbers as ids, and says what the unit was called before.
        let id = self.attributes.get("id");
        let id = id.filter(|_| whole.called.is_none());
        let known = [
            (DOCUMENT_PROPERTY, document),
            ("x-context", id),
            ("x-resname", self.attributes.get("resname")),
        ];
        let known = known
            .into_iter()
            .filter_map(|(kind, value)| Some(Annotation::property(kind, value?)));
        let further = self
            .attributes
            .iter()
            .filter(|(name, _)| first && !SAID.contains(name) && !name.starts_with("xmlns"));
        let further =
            further.map(|(name, value)| Annotation::property(&format!("x-xliff-{name}"), value));
        known.chain(further).collect()
    }
}

/// Tells whether an attribute is one of a tool's own: `mq:status`, `m:confirmed`.
fn tool_says(name: &str, wanted: &str) -> bool {
    name.split_once(':')
        .is_some_and(|(prefix, own)| own == wanted && prefix != "xml")
}

type SideOf<'s> = (Option<&'s Side>, InlineContent);

/// Puts the parts of a unit together; codes that belong together get the same number.
fn together(
    mut annotations: Vec<Annotation>,
    source: Option<SideOf<'_>>,
    targets: Vec<SideOf<'_>>,
    file: &File,
    tell: &mut Tell<'_>,
) -> TranslationUnit {
    let mut numbers = Numbers::default();
    let source = source.map(|side| (&file.source, side));
    let targets = targets.into_iter().map(|side| (&file.target, side));
    let sides: Vec<_> = source.into_iter().chain(targets).collect();
    for (_, (_, content)) in &sides {
        numbers.note(content);
    }
    let mut variants = Vec::new();
    for (default, (side, content)) in sides {
        let read = codes::read(&content, &mut numbers);
        if let Some(name) = read.unknown {
            tell(
                Severity::Warning,
                Message::new("xliff-inline-unknown").with("name", name),
            );
        }
        if read.deletion {
            tell(Severity::Warning, Message::new("xliff-deleted-text"));
        }
        annotations.extend(read.comments.iter().map(|text| Annotation::note(text)));
        let own = side.and_then(|side| side.attributes.get("xml:lang"));
        let language = own.or(default.as_deref());
        if language.is_none() {
            tell(Severity::Warning, Message::new("xliff-no-language"));
        }
        variants.push(Tuv::of(language, read.content));
    }
    TranslationUnit::of_parts(annotations, variants)
}

/// Appends a content to another one.
fn append(to: &mut InlineContent, from: &InlineContent) {
    use crate::model::Piece;
    for piece in from.pieces() {
        match piece {
            Piece::Text(text) => to.push_text(text),
            Piece::Open { name, attributes } => to.open(name.as_str(), attributes.clone()),
            Piece::Close => to.close(),
        }
    }
}
