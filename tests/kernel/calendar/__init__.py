"""Tests of the kernel's calendar."""
