"""Numbers that registers declare, each with the query behind it."""
