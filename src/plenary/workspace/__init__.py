"""The signed-in home, settings and search over everything: pages that stitch contexts together."""
