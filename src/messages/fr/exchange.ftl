# Ce que la pièce « exchange » dit en français ; ../en/exchange.ftl a les mêmes entrées.
