# What the room `memory` says to people, in English; ../fr/memory.ftl has the same entries.
