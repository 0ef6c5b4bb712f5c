//! The named characters of HTML: what `&nbsp;` and its two thousand relatives stand for.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Returns the characters of a name (`nbsp`, `eacute`), as the HTML standard lists them, asked of
/// its own tokenizer; `None` where it has no such name.
pub fn named_character(name: &str) -> Option<String> {
    if name.is_empty() || name.len() > 32 || !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let tokenizer = Tokenizer::new(Characters::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(format!("&{name};")));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let text = tokenizer.sink.0.into_inner();
    // An unknown name stays as it is; one whose beginning is known keeps its semicolon.
    (!text.contains([';', '&']) || name == "amp" || name == "semi").then_some(text)
}

/// Collects characters.
#[derive(Default)]
struct Characters(RefCell<String>);

impl TokenSink for Characters {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_html_are_known_and_others_are_not() {
        assert_eq!(named_character("nbsp").as_deref(), Some("\u{a0}"));
        assert_eq!(named_character("eacute").as_deref(), Some("é"));
        assert_eq!(named_character("hellip").as_deref(), Some("…"));
        assert_eq!(named_character("amp").as_deref(), Some("&"));
        for none in ["", "nothing", "notit", "eacutex", "nbsp;", "#160"] {
            assert_eq!(named_character(none), None, "{none}");
        }
    }
}
