"""The refusal of state secrets, as ``kernel.text`` keeps it for every text that is typed or handed in."""

from plenary.kernel.text.validators import refuse_secrecy, refuse_secret_name, warnings

__all__ = ["refuse_secrecy", "refuse_secret_name", "warnings"]
