"""Places, once for all: names, address, coordinates, hours."""
