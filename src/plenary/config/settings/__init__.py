"""Django's settings: what all share in base, and what differs in dev, test and production."""
