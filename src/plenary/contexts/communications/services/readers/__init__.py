"""Counts how often pages of the portal are opened, and nothing about readers."""
