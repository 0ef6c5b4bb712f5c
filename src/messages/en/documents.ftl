# What the room `documents` says to people, in English; ../fr/documents.ftl has the same entries.

document-binary = { $file } is no text: its first bytes say { $format }. Save it as text, HTML or Markdown and try again.
document-binary-unknown = { $file } is no text in any known encoding. Save it as text, HTML or Markdown and try again.
document-not-yet = { $file } cannot be read: not yet a format of this program ({ $format }). Save it as text, HTML or Markdown and try again.
document-empty = There is no text to translate in { $file }. Check that it is the right file.
