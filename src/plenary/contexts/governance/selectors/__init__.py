"""Questions to governance's records; lists and look-ups start from ``visible_to(actor)``."""
