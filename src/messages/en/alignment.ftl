# What the room `alignment` says to people, in English; ../fr/alignment.ftl has the same entries.
