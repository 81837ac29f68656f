"""Tests of the kernel's jobs."""
