# What the room `cli` says to people, in English; ../fr/cli.ftl has the same entries.

units-count = { $count ->
    [one] 1 unit
   *[other] { $count } units
}
