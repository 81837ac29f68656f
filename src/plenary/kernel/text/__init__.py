"""Two-language text: which side is the source, and whether the other is up to date."""
