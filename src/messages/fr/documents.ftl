# Ce que la pièce « documents » dit en français ; ../en/documents.ftl a les mêmes entrées.
