# What the room `matching` says to people, in English; ../fr/matching.ftl has the same entries.

match-typography = only spaces, quotation marks or apostrophes differ
match-numbers-adapted = numbers carried over
match-numbers = { $count ->
    [one] 1 number differs
   *[other] { $count } numbers differ
}
match-case = capitals differ
match-punctuation = { $count ->
    [one] 1 punctuation mark differs
   *[other] { $count } punctuation marks differ
}
match-codes = { $count ->
    [one] 1 inline code differs
   *[other] { $count } inline codes differ
}
match-unreviewed = nobody has reviewed it
match-unreviewed-confidence = alignment not reviewed (confidence { $confidence })
match-reversed = translated the other way round
match-ambiguous = the same sentence has other translations too
match-memory = penalty of its memory
match-region = of another region
