"""What the audit log calls the records of the newsroom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

RECORDS: dict[str, Any] = {
    "attachment": _("Attachment"),
    "file": _("Attachment"),
    "edition": _("Edition"),
    "error": _("Report of an error"),
    "errorreport": _("Report of an error"),
    "image": _("Photo"),
    "page": _("Page"),
    "pageimage": _("Photo"),
    "pageside": _("Page in one language"),
    "side": _("Page in one language"),
    "subscription": _("Subscription"),
    "textfile": _("Translators' file"),
    "topic": _("Topic of the portal"),
}
