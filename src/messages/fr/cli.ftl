# Ce que la pièce « cli » dit en français ; ../en/cli.ftl a les mêmes entrées.

units-count = { $count ->
    [one] { $count } unité
   *[other] { $count } unités
}
