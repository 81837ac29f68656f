"""Questions about the links in what is public."""
