# What the room `jobs` says to people, in English; ../fr/jobs.ftl has the same entries.
