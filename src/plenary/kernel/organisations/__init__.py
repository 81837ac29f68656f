"""Bodies that meet and units that work, as a tree, with their names and terms."""
