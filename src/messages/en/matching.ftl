# What the room `matching` says to people, in English; ../fr/matching.ftl has the same entries.
