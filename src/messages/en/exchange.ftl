# What the room `exchange` says to people, in English; ../fr/exchange.ftl has the same entries.
