//! TMX 1.4b, in and out.
