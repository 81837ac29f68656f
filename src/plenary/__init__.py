"""Plenary: the working system of an international-affairs office."""

__version__ = "0.1.0"
