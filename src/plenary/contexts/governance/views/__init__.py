"""Governance's pages."""
