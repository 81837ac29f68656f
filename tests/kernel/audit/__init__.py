"""Tests of the kernel's audit."""
