"""Services of the links in what is public."""
