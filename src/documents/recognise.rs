//! Recognises what a file is, by its name and by what is in it.

use super::Format;

/// What a readable file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recognised {
    /// A format that is read.
    Read(Format),
    /// A format that is known and not read yet.
    NotYet(&'static str),
}

/// Name endings of formats that are read.
const READ: [(&str, Format); 14] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("xht", Format::Html),
    ("shtml", Format::Html),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("mkd", Format::Markdown),
    ("mdown", Format::Markdown),
    ("mdwn", Format::Markdown),
    ("mkdn", Format::Markdown),
    ("mdx", Format::Markdown),
];

/// Name endings of formats that are known and not read yet.
const NOT_YET: [(&str, &str); 33] = [
    ("docx", "DOCX"),
    ("docm", "DOCX"),
    ("dotx", "DOCX"),
    ("xlsx", "XLSX"),
    ("xlsm", "XLSX"),
    ("pptx", "PPTX"),
    ("odt", "ODT"),
    ("ods", "ODS"),
    ("odp", "ODP"),
    ("epub", "EPUB"),
    ("doc", "DOC"),
    ("xls", "XLS"),
    ("ppt", "PPT"),
    ("rtf", "RTF"),
    ("pdf", "PDF"),
    ("idml", "IDML"),
    ("xml", "XML"),
    ("dita", "DITA"),
    ("tmx", "TMX"),
    ("tbx", "TBX"),
    ("xlf", "XLIFF"),
    ("xliff", "XLIFF"),
    ("sdlxliff", "XLIFF"),
    ("mxliff", "XLIFF"),
    ("mqxliff", "XLIFF"),
    ("po", "PO"),
    ("pot", "PO"),
    ("srt", "SRT"),
    ("vtt", "WebVTT"),
    ("json", "JSON"),
    ("csv", "CSV"),
    ("tsv", "TSV"),
    ("tex", "LaTeX"),
];

/// Beginnings of HTML files, in lower case.
const HTML_STARTS: [&str; 9] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<title",
    "<h1",
    "<p>",
    "<div",
    "<article",
];

/// Recognises office files by their first bytes, and by name where a zip file may be anything.
pub(super) fn not_yet_by_bytes(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let by_name = || {
        let found = ending(name).and_then(|e| NOT_YET.iter().find(|(known, _)| *known == e))?;
        Some(found.1)
    };
    if bytes.starts_with(b"{\\rtf") {
        return Some("RTF");
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return by_name().filter(|format| matches!(*format, "DOC" | "XLS" | "PPT"));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let office = ["DOCX", "XLSX", "PPTX", "ODT", "ODS", "ODP", "EPUB", "IDML"];
    by_name()
        .filter(|f| office.contains(f))
        .or_else(|| inside_of_zip(bytes))
}

/// Recognises an office file without a telling name by the names of its parts.
fn inside_of_zip(bytes: &[u8]) -> Option<&'static str> {
    let parts: [(&[u8], _); 7] = [
        (b"word/document", "DOCX"),
        (b"xl/workbook", "XLSX"),
        (b"ppt/presentation", "PPTX"),
        (b"opendocument.text", "ODT"),
        (b"opendocument.spreadsheet", "ODS"),
        (b"opendocument.presentation", "ODP"),
        (b"application/epub+zip", "EPUB"),
    ];
    // The names stand at the head of each part and again in the directory at the end.
    let head = &bytes[..bytes.len().min(65_536)];
    let tail = &bytes[bytes.len().saturating_sub(65_536)..];
    let has = |part: &[u8]| {
        [head, tail]
            .iter()
            .any(|b| b.windows(part.len()).any(|w| w == part))
    };
    parts
        .iter()
        .find(|(part, _)| has(part))
        .map(|(_, format)| *format)
}

/// Tells whether a charset declared in the text counts: in HTML and XML.
pub(super) fn may_declare_charset(name: &str, bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]);
    let named = ending(name).and_then(|e| READ.iter().find(|(known, _)| *known == e));
    match named {
        Some((_, format)) => *format == Format::Html || starts_like_html_file(&head),
        None => head.trim_start().starts_with('<'),
    }
}

/// Recognises a file that was decoded.
///
/// The name decides, but for a text file that is an HTML page, and an XML file that is XHTML.
/// Without a telling name, what begins like HTML is HTML, and all else is plain text.
pub(super) fn by_name_and_text(name: &str, text: &str) -> Recognised {
    let ending = ending(name).unwrap_or_default();
    if let Some((_, format)) = READ.iter().find(|(known, _)| *known == ending) {
        let page = *format == Format::Text && starts_like_html_file(text);
        return Recognised::Read(if page { Format::Html } else { *format });
    }
    let known = NOT_YET.iter().find(|(known, _)| *known == ending);
    if ending == "xml" || known.is_none() && text.trim_start().starts_with("<?xml") {
        return if is_xhtml(text) {
            Recognised::Read(Format::Html)
        } else {
            Recognised::NotYet("XML")
        };
    }
    if let Some((_, format)) = known {
        return Recognised::NotYet(format);
    }
    let head = head_in_lower_case(text);
    let is_html = HTML_STARTS.iter().any(|start| head.starts_with(start));
    Recognised::Read(if is_html { Format::Html } else { Format::Text })
}

/// Returns the ending of a file's name in lower case; a language ending after it is stepped over,
/// as in `release.html.fr`.
fn ending(name: &str) -> Option<String> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let known = |ending: &str| {
        READ.iter().any(|(known, _)| *known == ending)
            || NOT_YET.iter().any(|(known, _)| *known == ending)
    };
    let mut endings = file.rsplit('.').map(str::to_ascii_lowercase);
    let last = endings.next().filter(|last| last.len() < file.len())?;
    let before = endings.next().unwrap_or_default();
    let is_language = !known(&last) && matches!(last.len(), 2 | 5) && known(&before);
    Some(if is_language { before } else { last })
}

fn head_in_lower_case(text: &str) -> String {
    text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .chars()
        .take(512)
        .collect::<String>()
        .to_lowercase()
}

fn starts_like_html_file(text: &str) -> bool {
    let head = head_in_lower_case(text);
    head.starts_with("<!doctype html") || head.starts_with("<html") || is_xhtml(&head)
}

/// Tells whether an XML file is an XHTML page: its first element is `html`.
fn is_xhtml(text: &str) -> bool {
    let mut rest = text.trim_start();
    let mut bytes_left = 65_536_usize;
    while let Some(inner) = rest.strip_prefix('<') {
        if inner
            .get(..4)
            .is_some_and(|name| name.eq_ignore_ascii_case("html"))
        {
            return !inner[4..].starts_with(|c: char| c.is_alphanumeric());
        }
        let end = if inner.starts_with("!--") { "-->" } else { ">" };
        if !inner.starts_with(['?', '!']) {
            return false;
        }
        let Some(at) = inner.find(end).filter(|at| *at < bytes_left) else {
            return false;
        };
        bytes_left -= at;
        rest = inner[at + end.len()..].trim_start();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_format() {
        let cases = [
            ("a/b/Note.TXT", Recognised::Read(Format::Text)),
            ("page.htm", Recognised::Read(Format::Html)),
            ("README.fr.md", Recognised::Read(Format::Markdown)),
            ("release.html.fr", Recognised::Read(Format::Html)),
            ("release", Recognised::Read(Format::Text)),
            ("release.2024", Recognised::Read(Format::Text)),
            ("memory.tmx", Recognised::NotYet("TMX")),
            ("law.xml", Recognised::NotYet("XML")),
        ];
        for (name, expected) in cases {
            assert_eq!(by_name_and_text(name, "Bonjour."), expected, "{name}");
        }
    }

    #[test]
    fn the_content_tells_the_format_where_the_name_does_not() {
        let html = Recognised::Read(Format::Html);
        assert_eq!(by_name_and_text("-", "\n <!DOCTYPE HTML>\n<p>Oui"), html);
        assert_eq!(by_name_and_text("page.txt", "<html><p>Oui"), html);
        assert_eq!(
            by_name_and_text("p.xml", "<?xml version='1.0'?><!-- x --><html>"),
            html
        );
        assert_eq!(
            by_name_and_text("-", "<?xml version='1.0'?><law/>"),
            Recognised::NotYet("XML")
        );
        assert_eq!(
            by_name_and_text("-", "1 < 2"),
            Recognised::Read(Format::Text)
        );
    }

    #[test]
    fn office_files_are_known_by_their_bytes() {
        assert_eq!(not_yet_by_bytes("a.docx", b"PK\x03\x04"), Some("DOCX"));
        assert_eq!(
            not_yet_by_bytes("a", b"PK\x03\x04....xl/workbook.xml"),
            Some("XLSX")
        );
        assert_eq!(not_yet_by_bytes("a.zip", b"PK\x03\x04"), None);
        assert_eq!(not_yet_by_bytes("a.txt", b"{\\rtf1 x}"), Some("RTF"));
    }
}
