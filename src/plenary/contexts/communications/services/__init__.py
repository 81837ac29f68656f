"""The only writers of pages: one verb each."""
