# Ce que la pièce « memory » dit en français ; ../en/memory.ftl a les mêmes entrées.
