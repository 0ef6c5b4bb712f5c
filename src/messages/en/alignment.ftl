# What the room `alignment` says to people, in English; ../fr/alignment.ftl has the same entries.
align-doubt-lengths = The lengths differ more than translations do: { $source } and { $target } characters.
align-doubt-number = The number { $number } is missing on the other side.
align-doubt-next-to-omission = It stands next to a sentence without counterpart, which may belong here.
align-doubt-one-sided = This sentence has no counterpart in the other document.
align-doubt-close-call = Another way to link these sentences is nearly as good.
align-doubt-words = No telling word of either side is known to translate one of the other.
align-doubt-elsewhere = It seems to belong with a sentence that stands elsewhere: “{ $text }”.
align-vectors-count = for { $wanted ->
    [one] 1 text
   *[other] { $wanted } texts
} there { $found ->
    [one] came 1 vector
   *[other] came { $found } vectors
}. It must give one for each text, in their order.
align-vectors-short = vector { $number } has { $found ->
    [0] no numbers
    [one] only 1 number
   *[other] only { $found } numbers
}. Each needs two or more.
align-vectors-length = vector { $number } has { $found } numbers, and the first one has { $wanted }. All must be of one length.
align-vectors-not-finite = a number of vector { $number } is infinite or too large. Check the model; all numbers must be finite.
