"""Governance's part of the API: the same services and selectors as its pages, as JSON."""
