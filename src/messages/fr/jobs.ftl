# Ce que la pièce « jobs » dit en français ; ../en/jobs.ftl a les mêmes entrées.
