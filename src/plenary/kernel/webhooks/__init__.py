"""Webhooks: what happens is told to addresses that an account names, as far as that account may see it."""
