# Ce que la pièce « alignment » dit en français ; ../en/alignment.ftl a les mêmes entrées.
