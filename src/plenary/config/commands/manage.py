"""``plenary manage``: Django's own commands."""

import os

from plenary.config.preparation import refuse_root


def main(argv: list[str]) -> int:
    """Run the command that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.production")
    from django.core.management import execute_from_command_line

    refuse_root()
    execute_from_command_line(["plenary manage", *argv])
    return 0
