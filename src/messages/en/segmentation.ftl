# What the room `segmentation` says to people, in English; ../fr/segmentation.ftl has the same entries.
