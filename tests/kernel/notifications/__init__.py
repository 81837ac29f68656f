"""Tests of the kernel's notifications."""
