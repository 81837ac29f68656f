"""Names the app; at start it adds its menu entries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from plenary.shared.web.navigation import Section, add_entry


class LanguageConfig(AppConfig):
    """Language: terms and text checks."""

    name = "plenary.contexts.language"
    verbose_name = _("Language")

    def ready(self) -> None:
        """Add the menu entries, listen to reviews, check texts, and put the night's work on schedule."""
        from plenary.contexts.language import jobs, registration, subscribers  # noqa: PLC0415

        subscribers.register()
        registration.register()
        jobs.put_on_schedule()
        terms = Section("language", _("Terminology"))
        add_entry(45, _("Term base"), "language:terms", section=terms)
        add_entry(46, _("Check a text"), "language:check", section=terms)
