//! Hits with their context as lines that can be sorted: key word in context.

use super::words::search_words;

/// How many words of a context are compared.
const COMPARED: usize = 12;

/// A hit and what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KwicLine<'t> {
    /// What stands before it.
    pub left: &'t str,
    /// The hit.
    pub hit: &'t str,
    /// What stands after it.
    pub right: &'t str,
}

/// By what lines are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KwicOrder {
    /// The words before the hit, from the nearest on.
    Left,
    /// The words after the hit, from the nearest on.
    Right,
}

impl<'t> KwicLine<'t> {
    /// Returns the line of a hit; the range must lie on character boundaries of the text.
    pub fn new(text: &'t str, (start, end): (usize, usize)) -> Self {
        KwicLine {
            left: &text[..start],
            hit: &text[start..end],
            right: &text[end..],
        }
    }

    /// Returns by what the line is sorted: folded words.
    pub fn key(&self, order: KwicOrder) -> Vec<String> {
        match order {
            KwicOrder::Left => {
                let words = search_words(self.left).into_iter().rev();
                words.take(COMPARED).map(|word| word.form).collect()
            }
            KwicOrder::Right => {
                let words = search_words(self.right).into_iter();
                words.take(COMPARED).map(|word| word.form).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_compared_from_the_hit_on_folded() {
        let text = "Vers l’Été, le port de Valmer ouvre";
        let start = text.find("port").unwrap();
        let line = KwicLine::new(text, (start, start + 4));
        assert_eq!(line.key(KwicOrder::Left), ["le", "ete", "l'", "vers"]);
        assert_eq!(line.key(KwicOrder::Right), ["de", "valmer", "ouvre"]);
    }
}
