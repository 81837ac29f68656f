"""The contexts' tests."""
