# Ce que la pièce « segmentation » dit en français ; ../en/segmentation.ftl a les mêmes entrées.
