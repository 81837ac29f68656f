"""Tests of the kernel's accounts."""
