"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Persons, posts and who holds a post when."""

    name = "plenary.kernel.people"
    verbose_name = _("Persons and posts")
