"""What a unit's form proposes from records, so that the same fact is never asked for twice."""
