"""The checker: plain Python over plain texts, usable without Django."""
