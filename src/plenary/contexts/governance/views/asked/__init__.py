"""Pages of what units are asked for."""
