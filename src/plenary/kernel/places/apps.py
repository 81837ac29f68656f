"""Names the app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Places, once for all: names, address, coordinates, hours."""

    name = "plenary.kernel.places"
    verbose_name = _("Places")

    def ready(self) -> None:
        """Let names, addresses and hours be translated, and names be kept to."""
        from plenary.kernel.places.models import Place  # noqa: PLC0415
        from plenary.kernel.places.selectors import named_in, visible_to  # noqa: PLC0415
        from plenary.kernel.places.services import TEXTS, translate_place  # noqa: PLC0415
        from plenary.kernel.text.kinds import TextKind, register_kind  # noqa: PLC0415
        from plenary.kernel.text.naming import register_names  # noqa: PLC0415
        from plenary.kernel.text.profiles import ANY_TEXT  # noqa: PLC0415
        from plenary.shared.addresses import address_of  # noqa: PLC0415

        register_kind(
            TextKind(
                model=Place,
                word=_("Place"),
                visible_to=visible_to,
                write=translate_place,
                url=lambda place: f"{address_of('workspace:places')}#place-{place.pk}",
                profiles=dict.fromkeys(TEXTS, ANY_TEXT),
            )
        )
        register_names(named_in)
