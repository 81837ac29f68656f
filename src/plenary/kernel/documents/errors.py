"""What can go wrong with a file beside a rule of the work."""

from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import PlenaryError


class NotStored(PlenaryError):
    """The disk did not take the file; nothing of it was kept."""

    status = 507
    sentence = _(
        "The file could not be stored: the server's disk is full or broken. Nothing was kept; please tell your administrator."
    )
