"""Texts out of and into files of translators: XLIFF 2.1 (OASIS Standard), without Django's models."""
