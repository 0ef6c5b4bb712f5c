# What the room `alignment` says to people, in English; ../fr/alignment.ftl has the same entries.
align-doubt-lengths = The lengths differ more than translations do: { $source } and { $target } characters.
align-doubt-number = The number { $number } is missing on the other side.
align-doubt-next-to-omission = It stands next to a sentence without counterpart, which may belong here.
align-doubt-one-sided = This sentence has no counterpart in the other document.
align-doubt-close-call = Another way to link these sentences is nearly as good.
align-doubt-elsewhere = Its translation seems to stand elsewhere: “{ $text }”.
