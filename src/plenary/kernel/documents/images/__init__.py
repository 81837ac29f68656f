"""Photos: taken apart and cleaned of everything hidden, and made into the sizes that pages show."""
