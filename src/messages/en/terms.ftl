# The words of terms: the term base, terms in a text, new ones.

terms-added = Added { $source } = { $target }; change set { $change }.
terms-known = The term base has { $source } = { $target } already; nothing was changed.
terms-removed = Removed { $terms }; change set { $change }.
terms-none = The memory has no terms. `enface terms import` and `enface terms add` bring some.
terms-no-such-term = No entry of the term base has { $term }; `enface terms list` shows them all. Nothing was changed.
terms-several = Several entries have { $term }: { $entries }. Name one with --entry; nothing was changed.
terms-holds-more = Entry { $entry } holds more terms: { $terms }. Remove it with --entry { $entry }; nothing was changed.
terms-empty = A term is empty. Give a term in each of the two languages.
terms-languages = The term base holds more than two languages ({ $present }): say which to write with --from and --to.
terms-ending = { $file }: terms are written as .tbx, as .tsv, or as a glossary of OmegaT (.utf8, .txt, .tab).
terms-written = { $file }: { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
} written.
terms-left-out = { $count ->
    [one] 1 left out: it is not to be used, or has no term in both languages.
   *[other] { $count } left out: they are not to be used, or have no term in both languages.
}
terms-deprecated = not to be used
terms-term = term
terms-rivals = also { $rivals }
terms-otherwise = term base: { $base }
terms-extracted = { $proposals ->
    [one] 1 proposal
   *[other] { $proposals } proposals
} from { $pairs ->
    [one] 1 pair
   *[other] { $pairs } pairs
} of texts, { $known } more known already. Each needs a person's eye before `enface terms import`.
terms-cut-short = The memory holds more: the first { $pairs } different pairs were read.

help-terms = Keep a term base in the memory, find its terms in a text, extract new ones
help-terms-usage = terms COMMAND
help-terms-import = Bring in terms of TBX, TSV, CSV and XLSX files and OmegaT glossaries
help-terms-import-usage = terms import [OPTIONS] FILE…
help-terms-import-dry-run = Read and report, store nothing
help-terms-import-from = Language of the first column of a table without header
help-terms-import-to = Language of the second one; the third holds notes
help-terms-import-date = Store this date with the change [else: now]
help-terms-import-json = Report as JSON
help-terms-import-files = Files to import; - is standard input
help-terms-add = Add a term and its translation
help-terms-add-usage = terms add --from L --to L [OPTIONS] SOURCE TARGET
help-terms-add-from = Language of the term
help-terms-add-to = Language of its translation
help-terms-add-note = What to know of it
help-terms-add-date = Store this date with the change [else: now]
help-terms-add-json = Report as JSON
help-terms-add-source = The term
help-terms-add-target = Its translation
help-terms-remove = Take an entry out of the term base
help-terms-remove-usage = terms remove [OPTIONS] SOURCE [TARGET]
help-terms-remove-entry = The number of the entry, as the list shows it, instead of its terms
help-terms-remove-from = Language of the term
help-terms-remove-to = Language of its translation
help-terms-remove-date = Store this date with the change [else: now]
help-terms-remove-json = Report as JSON
help-terms-remove-source = A term of the entry, as the list shows it
help-terms-remove-target = Another one, where several entries have the first
help-terms-list = Show the term base
help-terms-list-usage = terms list [OPTIONS]
help-terms-list-from = Only entries with a term in this language
help-terms-list-to = And in this one
help-terms-list-json = One entry a line as JSON
help-terms-export = Write the term base as TBX, TSV, or a glossary of OmegaT
help-terms-export-usage = terms export [OPTIONS] -o FILE
help-terms-export-from = Language of the first column [else: where the base has two languages, that of its first term]
help-terms-export-to = Language of the second one
help-terms-export-output = Write to this file: .tbx, .tsv, or .utf8, .txt, .tab for OmegaT; it appears only when complete; - is standard output
help-terms-find = Show the terms of the base in a text, whatever their inflection
help-terms-find-usage = terms find [OPTIONS] [TEXT]
help-terms-find-from = Language of the text [else: what the text tells]
help-terms-find-to = Language of the translations [else: all]
help-terms-find-json = One text a line as JSON
help-terms-find-text = The text [else: one a line from standard input]
help-terms-extract = Propose terms and their translations from the units of the memory
help-terms-extract-usage = terms extract [OPTIONS]
help-terms-extract-from = Language of the terms [else: what the memory tells]
help-terms-extract-to = Language of their translations
help-terms-extract-min = Only terms that stand in as many different units [else: 2, 3 or 5, by the size of the memory]
help-terms-extract-limit = Most proposals [200]
help-terms-extract-examples = Show two units with each
help-terms-extract-output = Write to this file for review and `terms import`: .tsv, .tbx, or .utf8, .txt, .tab for OmegaT
help-terms-extract-json = One proposal a line as JSON, with counts and examples
