"""What the audit log calls the records of the newsroom."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RECORDS: dict[str, Any] = {
    "attachment": _("Attachment"),
    "file": _("Attachment"),
    "body": _("Page of a body"),
    "bodyfacts": _("Page of a body"),
    "post": _("Page of a post"),
    "postfacts": _("Page of a post"),
    "check": _("Fact-check"),
    "edition": _("Edition"),
    "error": _("Report of an error"),
    "errorreport": _("Report of an error"),
    "event": pgettext_lazy("page", "Event"),
    "eventfacts": pgettext_lazy("page", "Event"),
    "factcheck": _("Fact-check"),
    "factcheckanswer": _("Answer to a fact-check"),
    "guide": _("Guide"),
    "guidefacts": _("Guide"),
    "image": _("Photo"),
    "origin": _("Origin of a page"),
    "page": _("Page"),
    "pagedates": _("How long the page stays valid"),
    "pageimage": _("Photo"),
    "pageside": _("Page in one language"),
    "side": _("Page in one language"),
    "programmeitem": _("Line of a programme"),
    "subscription": _("Subscription"),
    "textfile": _("Translators' file"),
    "topic": _("Topic of the portal"),
    "waiver": _("Exception"),
}
