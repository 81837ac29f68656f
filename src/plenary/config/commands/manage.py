"""``plenary manage``: Django's own commands."""

import os

HELP = "run one of Django's own commands"


def main(argv: list[str]) -> int:
    """Run the command that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.production")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["plenary manage", *argv])
    return 0
