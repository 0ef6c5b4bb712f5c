# What the room `documents` says to people, in English; ../fr/documents.ftl has the same entries.
