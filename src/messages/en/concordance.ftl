# Words of the concordance: queries that cannot be read, lists, files, help.

concordance-query = The query “{ $query }” cannot be read at character { $column }: { $problem } To search for the text as it stands, put it into quotation marks inside those of the shell: { $quoted }.
concordance-no-word = no word stands here.
concordance-open-quote = the quotation mark " is not closed.
concordance-open-group = the parenthesis is not closed.
concordance-stray-close = this parenthesis closes none.
concordance-lonely = something is missing beside { $operator }.
concordance-only-not = only what must not be there is named; name something that must.
concordance-star = a star stands only at the end of a word: allian*.
concordance-near = NEAR holds two words or quoted phrases, then how many words may stand between them, at most { $most }: NEAR(port Valmer, 5).
concordance-too-long = a query has at most { $most } phrases, and not as many groups inside each other.
concordance-ending = { $file }: name a file that ends with .csv, .tsv, .xlsx or .tmx.
concordance-indexing = Preparing the search
concordance-hits = { $count ->
    [one] 1 hit
   *[other] { $count } hits
}
concordance-written = { $file }: { $count ->
    [one] 1 hit
   *[other] { $count } hits
} written.
concordance-beyond = There are fewer texts: none from number { $offset } on.
concordance-written-units = { $file }: { $count ->
    [one] 1 unit
   *[other] { $count } units
} written.
concordance-more = { $shown ->
    [one] 1 text
   *[other] { $shown } texts
} shown of { $total }. See the next ones with --offset { $next }, more at once with --limit.
concordance-units = those in { $count ->
    [one] 1 unit
   *[other] { $count } units
}
concordance-units-at-least = those in { $count } units or more
concordance-units-unknown = more
concordance-sorted = Only the first { $count } hits were sorted.
concordance-counted = Translations were counted in the first { $count } hits.
concordance-list = { $count ->
    [one] Translations in 1 hit
   *[other] Translations in { $count } hits
}
concordance-list-more = … and { $count } more (all of them: --translations)
concordance-unmarked = (no translation found)
concordance-column-unit = Unit
concordance-column-language = Language
concordance-column-left = Left
concordance-column-hit = Hit
concordance-column-right = Right
concordance-column-other-language = Other language
concordance-column-other-text = Other text
concordance-column-marked = Translation
concordance-column-origin = Origin

help-concordance = Find words in all stored texts, and how they were translated
help-concordance-usage = concordance [OPTIONS] QUERY
help-concordance-language = Search texts in this language only
help-concordance-target = The text beside it must answer this query as well
help-concordance-not-target = The text beside it must not answer this query
help-concordance-inflected = Words with the same stem are the same: ally, allies
help-concordance-case = Tell upper and lower case apart
help-concordance-accents = Tell letters with and without accents apart
help-concordance-regex = The queries are regular expressions
help-concordance-limit = Show at most this many texts [50]
help-concordance-offset = Pass over this many texts
help-concordance-translations = Show the translations with their counts
help-concordance-kwic = Show one hit a line, the hits below each other
help-concordance-sort = Sort these lines by the words to the left or right, or the newest first
help-concordance-output = Write the hits into a file: .csv, .tsv, .xlsx; the units: .tmx
help-concordance-json = Answer as JSON
help-concordance-phrase = A phrase; "…" quotes one, AND, OR, NOT or -word, begin*, NEAR(a b, 5)
