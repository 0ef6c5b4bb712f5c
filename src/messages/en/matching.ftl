# What the room `matching` says to people, in English; ../fr/matching.ftl has the same entries.

match-numbers-adapted = Numbers differ and were carried over: { $detail } (−{ $points }).
match-numbers = Numbers differ and were not carried over, change them by hand: { $detail } (−{ $points }).
match-case = Capitals differ (−{ $points }).
match-punctuation = Punctuation differs (−{ $points }).
match-writing = The same words are written in another way (−{ $points }).
match-typography = Only spaces, quotation marks or apostrophes differ.
match-codes = Inline codes differ (−{ $points }).
match-unreviewed = The pair was not reviewed; confidence { $detail } (−{ $points }).
match-reversed = The pair was translated in the other direction (−{ $points }).
match-ambiguous = This sentence has several translations, and no context decides (−{ $points }).
match-memory = The memory it comes from has a penalty (−{ $points }).
match-other-region = The pair comes from another region.

match-why-percent = %
match-why-changed = { $count ->
    [one] 1 word changed ({ $changes })
   *[other] { $count } words changed ({ $changes })
}
match-why-form = { $count ->
    [one] 1 word in another form ({ $changes })
   *[other] { $count } words in another form ({ $changes })
}
match-why-added = { $count ->
    [one] 1 word added ({ $changes })
   *[other] { $count } words added ({ $changes })
}
match-why-removed = { $count ->
    [one] 1 word removed ({ $changes })
   *[other] { $count } words removed ({ $changes })
}
match-why-more = { " " }and { $count } more
match-why-words-equal = all words equal
match-why-punctuation-equal = punctuation equal
match-why-numbers-adapted = numbers carried over ({ $detail })
match-why-numbers = numbers not carried over ({ $detail })
match-why-case = capitals
match-why-punctuation = punctuation
match-why-writing = other writing of the same words
match-why-typography = only spaces, quotation marks or apostrophes differ
match-why-codes = inline codes
match-why-unreviewed = alignment not reviewed (confidence { $detail })
match-why-unreviewed-unit = unit not reviewed
match-why-reversed = translated in the other direction
match-why-ambiguous = several translations, no context decides
match-why-memory = penalty of the memory
match-why-other-region = other region
match-why-next = next sentence equal
match-why-previous = previous sentence equal
match-why-both = previous and next sentences equal
match-why-id = same place in the same document
match-why-needs-edit = a word beside a number must follow it
