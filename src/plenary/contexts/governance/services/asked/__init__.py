"""Counting what units are asked for, and what answering costs them."""
