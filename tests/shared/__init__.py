"""Tests of the shared tools."""
