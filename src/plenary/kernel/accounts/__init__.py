"""Accounts, the roles granted to them, sign-in and second factor."""
