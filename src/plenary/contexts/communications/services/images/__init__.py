"""Photos of pages: kept with their words, and made into the sizes that are shown."""
