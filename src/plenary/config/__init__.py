"""Assembles Plenary: settings, addresses and the command line."""
