"""Django's own commands, under ``plenary manage``."""

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run one of Django's commands; ``argv`` is what follows ``plenary manage``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenary.config.settings.production")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["plenary manage", *(sys.argv[1:] if argv is None else argv)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
