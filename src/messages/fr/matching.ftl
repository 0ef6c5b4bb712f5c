# Ce que la pièce « matching » dit en français ; ../en/matching.ftl a les mêmes entrées.
