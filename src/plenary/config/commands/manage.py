"""``plenary manage``: Django's own commands."""

from plenary.config import manage

HELP = "run one of Django's own commands"


def main(argv: list[str]) -> int:
    """Run the command that is named."""
    return manage.main(argv)
