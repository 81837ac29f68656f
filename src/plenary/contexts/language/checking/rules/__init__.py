"""The rules, one module for each step of the order in which a pair is checked."""
