# What the room `documents` says to people, in English; ../fr/documents.ftl has the same entries.

document-binary = { $file } is not text: it looks like { $format }. Save it as text, HTML or Markdown and try again.
document-binary-unknown = { $file } is not text in any known encoding. Save it as text, HTML or Markdown and try again.
document-not-yet = { $file } cannot be read: this format is not yet supported ({ $format }). Save it as text, HTML or Markdown and try again.
document-empty = There is no text to translate in { $file }. Check that it is the right file.
