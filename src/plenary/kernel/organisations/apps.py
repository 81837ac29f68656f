"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Bodies that meet and units that work, as a tree, with their names and terms."""

    name = "plenary.kernel.organisations"
    verbose_name = _("Bodies and units")

    def ready(self) -> None:
        """Let the directory's texts be translated, and its names be kept to."""
        from plenary.kernel.organisations.models import Organisation  # noqa: PLC0415
        from plenary.kernel.organisations.selectors import named_in, visible_to  # noqa: PLC0415
        from plenary.kernel.organisations.services import translate_organisation  # noqa: PLC0415
        from plenary.kernel.text.kinds import TextKind, register_kind  # noqa: PLC0415
        from plenary.kernel.text.naming import register_names  # noqa: PLC0415
        from plenary.kernel.text.profiles import ORGANISATION  # noqa: PLC0415

        register_kind(
            TextKind(
                model=Organisation,
                word=_("Body or unit"),
                visible_to=visible_to,
                write=translate_organisation,
                url=Organisation.get_absolute_url,
                profiles={"name": ORGANISATION, "short": ORGANISATION},
                written_on=lambda organisation: organisation.dissolved_on,
            )
        )
        register_names(named_in)
