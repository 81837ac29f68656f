"""Puts the terms that Plenary brings along into the term base."""

from typing import Any

from django.core.management.base import BaseCommand

from plenary.contexts.language.services.loading import load_shipped_terms
from plenary.shared.actor import SYSTEM


class Command(BaseCommand):
    """Load the shipped terms; those that are there already are left alone."""

    help = "Load the terms that Plenary brings along; those that are there are left alone."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load them and say how many were new."""
        self.stdout.write(f"{load_shipped_terms(actor=SYSTEM)} terms loaded")
