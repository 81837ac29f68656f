"""Assembles Plenary: settings, addresses, the servers' entrances and the command."""
