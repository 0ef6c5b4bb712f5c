//! Containers of units: TMX and tab-separated tables.

pub mod tmx;
