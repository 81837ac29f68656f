"""One index over every record, in which any two Chinese characters are found."""
