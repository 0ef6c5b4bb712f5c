//! What a file is that only calls itself a translation memory, by its first bytes.

/// Beginnings of files of other kinds.
const BEGINNINGS: [(&[u8], &str); 14] = [
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\xD0\xCF\x11\xE0", "Office"),
    (b"PK\x03\x04", "Office"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ", "xz"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"\x7FELF", "program"),
];

/// Returns the kind of a file that cannot be TMX.
pub(super) fn kind(first: &[u8]) -> Option<&'static str> {
    if let Some((_, kind)) = BEGINNINGS
        .iter()
        .find(|(start, _)| first.starts_with(start))
    {
        return Some(kind);
    }
    if first.contains(&b'<') {
        return None;
    }
    let text = String::from_utf8_lossy(first);
    if text.contains("msgid \"") {
        Some("PO")
    } else if text.trim_start().starts_with('{') {
        Some("JSON")
    } else if first.contains(&0) {
        Some("binary")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_kinds_are_told_and_markup_is_left_to_its_reader() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n"), Some("PNG"));
        assert_eq!(kind(b"# a\nmsgid \"\"\nmsgstr \"\""), Some("PO"));
        assert_eq!(kind(b"\x01\x02\0\x03"), Some("binary"));
        assert_eq!(kind(b"\xFF\xFE<\0t\0m\0x\0"), None);
        assert_eq!(kind(b"From: me\n<tmx>"), None);
        assert_eq!(kind(b""), None);
    }
}
