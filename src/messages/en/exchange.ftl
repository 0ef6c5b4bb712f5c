# What the room `exchange` says to people, in English; ../fr/exchange.ftl has the same entries.

exchange-empty = The file is empty. Nothing was read.
exchange-not-yet = { $format ->
    [gzip] The file is compressed twice. Unpack it once and import what is inside.
    [zip] The file is compressed twice. Unpack it once and import what is inside.
    [SDLTM] A memory of Trados Studio (.sdltm) is a database and is not read while packed. Unpack it first and import the .sdltm file.
    [DOCX] DOCX files are not yet supported. Save both versions of the document as text and use `enface align`.
   *[other] { $format } files are not yet supported. Export the units as TMX or as tab-separated text (.tsv) from the program they come from.
}
exchange-unknown-format = This file format is not known. Give a .tmx, .xlf, .po, .xlsx, .csv, .tsv, .tbx or .sdltm file.
exchange-io = The file cannot be read: { $reason }.
exchange-game-map = This is a map of a game (Tiled), not a translation memory; it only shares the ending .tmx.
exchange-html = This is an HTML page, not a translation memory. If it was downloaded, download the file itself, not the page about it.
exchange-other-xml = This is not a translation memory: its outermost element is `{ $root }`.
exchange-other-kind = { $kind ->
    [Office] This is a document of an office program (Word, Excel…), not a translation memory; it only has the ending .tmx. Export the memory again from the program it comes from.
    [SQLite] This is an SQLite database, not a TMX file; it only has the ending .tmx. Export the memory as TMX from the program it comes from.
    [program] This is a program, not a translation memory; it only has the ending .tmx.
    [binary] This is no text, so no translation memory; it only has the ending .tmx. Fetch the file again.
   *[other] This is a { $kind } file, not a translation memory; it only has the ending .tmx.
}
exchange-not-xml = This is not a translation memory: it is not XML at all.
exchange-bytes = Line { $line }, column { $column } (byte { $offset }): these bytes are not text in { $encoding }. Save the file again in UTF-8.
exchange-encoding = Line { $line }, column { $column }: the encoding { $name } is not known. Save the file again in UTF-8.
exchange-packed-damaged = The compressed file is damaged or cut short. Fetch it again; with --recover, what can be unpacked is read.
exchange-packed-encrypted = The zip file wants a password. Unpack it and import what is inside.
exchange-packed-method = The zip file is compressed in a way that cannot be read. Unpack it and import what is inside.
exchange-packed-nothing = Nothing in the zip file can be read. Unpack it and look at what is inside.
exchange-packed-several = The zip file holds several files that can be read, { $first } and { $second } among them. Unpack it and import each.

tmx-cut-short = Line { $line }, column { $column }: the file ends in the middle. Fetch it again; what comes before is whole.
tmx-wrong-end = Line { $line }, column { $column }: `</{ $found }>` stands where `</{ $expected }>` is due.
tmx-bare-ampersand = Line { $line }, column { $column }: this `&` begins nothing. As a character it is written `&amp;`.
tmx-bare-angle = Line { $line }, column { $column }: this `<` begins nothing. As a character it is written `&lt;`.
tmx-character = Line { $line }, column { $column }: XML forbids the character { $code }. Remove it.
tmx-unknown-entity = Line { $line }, column { $column }: the entity `&{ $name };` is not declared. Write the character itself.
tmx-unsafe-entity = Line { $line }, column { $column }: the entity `&{ $name };` comes from another file, is built from others or is too long; for safety it is refused. Write the text itself.
tmx-outside = Line { $line }, column { $column }: something stands before or after the one outermost element. Remove it.
tmx-twice = Line { $line }, column { $column }: the attribute `{ $name }` stands twice. Keep one.
tmx-syntax = Line { $line }, column { $column }: this XML is not well-formed: { $reason }.
tmx-too-long = Line { $line }, column { $column }: what begins here does not end within 64 megabytes. A quote or the end of a tag or comment is missing.

tmx-encoding-unknown = The encoding { $name } is not known; read as UTF-8.
tmx-skipped-before = Something stands before the `tmx` element that may not stand there; skipped.
tmx-skipped = Between or after the units something cannot be read; skipped. { $reason }
tmx-header-lost = The header cannot be read and is left out. { $reason }
tmx-unit-lost = This unit cannot be read and is left out; look at it in the file. { $reason }
tmx-recovered = All units are kept, but the file is not whole. { $reason }
tmx-fixed-bytes = { $count ->
    [one] One byte sequence is not text in { $encoding }, at byte { $offset }; a guess was made. Compare the text.
   *[other] { $count } byte sequences are not text in { $encoding }, the first at byte { $offset }; guesses were made. Compare the text.
}
tmx-fixed-character = XML forbids the character { $code }; left out.
tmx-fixed-surrogates = Two references to halves of a character; read as { $code }.
tmx-fixed-entity = The entity `&{ $name };` is not declared; read as HTML has it, { $code }.
tmx-fixed-unknown-entity = The entity `&{ $name };` is not declared; its name is kept as text.
tmx-fixed-ampersand = This `&` begins nothing; kept as a character.
tmx-fixed-angle = This `<` begins nothing; kept as a character.
tmx-fixed-twice = The attribute `{ $name }` stands twice; the first is kept.
tmx-more-findings = That was { $told } of { $count } findings here; mend these and check again.
tmx-fixed-quotes = The attribute `{ $name }` lacks its quotes; added.

tmx-encoding-contradicted = The file says that it is in { $declared }, but its bytes are in { $used }; read as { $used }. Correct the declaration.
tmx-no-version = The `tmx` element names no version. Add `version="1.4"`.
tmx-version = The version `{ $version }` does not exist; 1.1 to 1.4 do.
tmx-namespace = The `tmx` element names a name space; most programs expect none.
tmx-no-header = There is no header.
tmx-no-body = There is no body.
tmx-header-missing = The header lacks what it must have: { $names }.
tmx-names = `{ $name }` is read as TMX's own element; TMX writes names in lower case and without a prefix. Write them so.
tmx-unknown-element = `{ $name }` may not stand in `{ $parent }`; kept as it is.
tmx-unknown-attribute = `{ $element }` has no attribute `{ $name }`; kept as it is.
tmx-stray-text = There is text directly in `{ $parent }`; kept as it is.
tmx-text-left-out = There is text outside the header and the units; left out.
tmx-unit-outside = A unit stands outside the body; read all the same.
tmx-left-out = `{ $name }` stands outside the header and the units; left out.
tmx-bad-date = `{ $name }` is not a date: `{ $value }`; kept as it is. Write it like 20240131T120000Z.
tmx-bad-count = `{ $name }` is not a number: `{ $value }`; kept as it is. Write digits only.
tmx-bad-segtype = `{ $name }` cannot be `{ $value }`; kept as it is.
tmx-prop-type = A `prop` has no type.
tmx-no-texts = The unit has no text in any language.
tmx-no-language = A text has no language; it cannot be used for matches.
tmx-bad-language = `{ $language }` is not a language tag; the text cannot be used for matches. Write one such as fr or fr-CA.
tmx-two-languages = A text states two languages, `{ $first }` and `{ $second }`; the first is used. Remove the other.
tmx-old-lang = A text has its language in `lang`, as before TMX 1.3; read as `xml:lang`. Write `xml:lang`.
tmx-no-seg = A variant has no `seg`, so no text.
tmx-empty-seg = A text is empty; it cannot be used for matches. Add the text, or remove the variant.
tmx-duplicate-tuid = An earlier unit has the same tuid, `{ $tuid }`; both are kept. Give each its own.
tmx-inline-unknown = `{ $name }` is not an inline element of TMX; kept as it is.
tmx-inline-misplaced = `{ $name }` may not stand in `{ $parent }`; kept as it is.
tmx-inline-attribute = `{ $name }` lacks the attribute `{ $attribute }`.
tmx-unpaired = Only the beginning or only the end of code number { $number } is there. Add the other half, or use `it`.

tmx-dtd-root = The outermost element is `{ $name }`; in TMX it is `tmx`, in lower case and without a prefix. Rename it.
tmx-dtd-element = `{ $name }` may not stand in `{ $parent }` in TMX { $version }. Move it, or write its text as a `note` or `prop`.
tmx-dtd-order = `{ $name }` stands in the wrong place in `{ $parent }`: notes and properties come first, the header before the body. Move it.
tmx-dtd-twice = A second `{ $name }` stands in `{ $parent }`, which may have one. Put it in a variant of its own.
tmx-dtd-missing = `{ $parent }` lacks `{ $name }`. Add it, or remove `{ $parent }`.
tmx-dtd-text = Text stands directly in `{ $parent }`, which holds elements only. Put it in a `seg` or a `note`, or remove it.
tmx-dtd-attribute = `{ $element }` has no attribute `{ $name }` in TMX { $version }. Remove it, or make it a `prop`.
tmx-dtd-required = `{ $element }` lacks the attribute `{ $name }`, which TMX { $version } demands. Add it.
tmx-dtd-value = `{ $name }` of `{ $element }` is `{ $value }`; allowed are { $allowed }. Correct it.
tmx-no-source = The unit has no text in { $language }, the source language that it states. Add one, or state another `srclang`.
tmx-bad-tag = `{ $language }` in `{ $name }` is not a language tag. Write one such as `fr` or `fr-CA`.
tmx-code-number = `{ $value }` of a `{ $name }` is not a number. Number the codes 1, 2, 3…
tmx-code-twice = Two `{ $name }` of one text have the number `{ $value }`. Give each pair a number of its own.
tmx-code-order = The `ept` number `{ $value }` stands before its `bpt`. Swap them, or use `it`.
tmx-code-assoc = `assoc` is `{ $value }`; allowed are p, f and b. Correct it.
tmx-codes-differ = The texts in { $source } and { $target } do not have the same codes. Add the code that is missing, or remove the one too many.
tmx-code-numbers-differ = The codes of the texts in { $source } and { $target } do not have the same numbers `x`. Number them alike.

tsv-no-languages = The file does not say which languages it holds. Begin the table with a line of language tags, such as fr, TAB, en, or name them with --from and --to.
tsv-no-tab = The line has no TAB, so only one text.
tsv-empty-text = A text is empty; it cannot be used for matches.

xliff-left-out = `{ $name }` is no unit, and nothing of a unit; left out.
xliff-beside-segments = There is text beside the segments of a unit, “{ $text }”; left out.
xliff-no-texts = The unit has no text in any language.
xliff-no-language = A text has no language, nor has its file; it cannot be used for matches.
xliff-inline-unknown = `{ $name }` is not an inline element of XLIFF; kept as it is.
xliff-deleted-text = The text has a tracked deletion; read without what was deleted.

po-source-language = The file does not name its source language; read as English. Name it with --from.
po-no-language = The header does not name the language of the translations; they cannot be used for matches. Name it with --to.
po-empty-message = The message is empty; it cannot be used for matches.
po-line = Line { $line }, column { $column }: this is no line of a PO file. It begins with `#`, `msgid`, `msgstr`, `msgctxt` or a quote.
po-order = Line { $line }, column { $column }: this line cannot stand here; an entry is msgctxt, msgid, msgid_plural, msgstr, each once.
po-incomplete = Line { $line }, column { $column }: an entry lacks its msgid or its msgstr.
po-quote = Line { $line }, column { $column }: a text stands between two quotes, and nothing after them. Write a quote in the text as `\"`.
po-escape = Line { $line }, column { $column }: this backslash begins nothing. As a character it is written `\\`.

csv-open-quote = Line { $line }, column { $column }: this quote is never closed. Close it, or write it twice if it is part of the text.
csv-stray-quote = There is text after a closing quote; kept as part of the cell.

xlsx-protected = The workbook is protected by a password, or is an .xls of before 2007. Save it as .xlsx without a password.
xlsx-broken = { $line ->
    [0] This is no XLSX workbook, or it is damaged. Open it in a spreadsheet program and save it again.
   *[other] Row { $line }: the sheet is damaged here. Open it in a spreadsheet program and save it again.
}
xlsx-too-big = The workbook unpacks to more than 1 GiB; for safety it is refused. Split it, or save the sheet as CSV.
xlsx-outside = Row { $line }: a cell stands outside of the 1,048,576 rows and 16,384 columns that a sheet has. Open the workbook in a spreadsheet program and save it again.
xlsx-long-cell = Row { $line }: a cell has more than the 32,767 characters that a cell can hold. Shorten it, or save the sheet as CSV.
xlsx-many-cells = Row { $line }: the cells up to here take more than 512 MiB; for safety the workbook is refused. Split it, or save the sheet as CSV.
xlsx-too-many-rows = A sheet has 1,048,576 rows, and there are more units. Export a part (--document, --import), or write CSV or TMX.
xlsx-long-text = Row { $line }: a cell holds 32,767 characters, and this text is longer. Write CSV or TMX.

tbx-no-terms = The concept has no term.
tbx-no-language = A term has no language, or one that is no language tag; it cannot be used.

sdltm-broken = This is no memory of Trados Studio, or it is damaged. Export it as TMX from there. { $reason }
sdltm-tables = The tables of such a memory are missing.
sdltm-segment = A segment cannot be read; the text is left out.
