"""Reads English readouts."""

from plenary.readout.english.reading import read_english

__all__ = ["read_english"]
