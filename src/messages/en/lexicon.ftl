# What the room `lexicon` says to people, in English; ../fr/lexicon.ftl has the same entries.

dictionary-not-utf8 = line { $line }: the text is not in UTF-8. Save the file as UTF-8; nothing was changed.
dictionary-no-pair = line { $line }: a word and its translation, separated by TAB, are needed here. Complete the line or take it out; nothing was changed.
dictionary-too-many-fields = line { $line }: there are more than three fields; a line is a word, its translation and possibly a weight. Take the others out; nothing was changed.
dictionary-weight = line { $line }: “{ $value }” is not a weight. Write a number above 0 and up to 1000, such as 2 or 0.5, or nothing; nothing was changed.
dictionary-no-index-line = line { $line }: a headword and two numbers, separated by TAB, are needed here. Check that this is the index of a dictionary for dictd; nothing was changed.
dictionary-index-number = line { $line }: “{ $value }” is not a number as an index for dictd writes them. Get the file again; nothing was changed.
dictionary-out-of-text = line { $line }: the entry would lie beyond the end of the text, which has { $size } bytes. Check that index and text belong together; nothing was changed.
dictionary-compression = The text cannot be decompressed; the file is damaged or cut short. Get it again; nothing was changed.
dictionary-too-big = The text has more than 500 MB, which no dictionary has. Check the file; nothing was changed.
dictionary-no-pairs = There is no pair of one word on each side, which is all that an alignment can use ({ $passed_over ->
    [one] 1 translation
   *[other] { $passed_over } translations
} passed over). Check that this is a dictionary of the two languages; nothing was changed.
