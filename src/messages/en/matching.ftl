# What the room `matching` says to people, in English; ../fr/matching.ftl has the same entries.

match-all-words = All words are the same.
match-words = { $base }% of the words are the same.
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
match-context-next = The sentence after it is the same.
match-context-previous = The sentence before it is the same.
match-context-both = The sentences before and after it are the same.
match-context-id = It stands at the same place in the same document.
match-needs-edit = A word beside a changed number must be put in the singular or plural.
