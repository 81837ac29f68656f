"""The closed lists of the portal's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PageKind(models.TextChoices):
    """What a page is."""

    NEWS = "news", _("News")
    READOUT = "readout", _("Readout of a meeting")
    NOTICE = "notice", pgettext_lazy("page", "Notice")
    HUB = "hub", _("Topic hub")
    STATIC = "static", _("Standing page")
    EVENT = "event", pgettext_lazy("page", "Event")
    GUIDE = "guide", _("Guide")
    BODY = "body", _("People and bodies")
    POST = "post", pgettext_lazy("page", "Post")


class EventState(models.TextChoices):
    """Whether an event takes place as it was announced."""

    PLANNED = "planned", pgettext_lazy("event", "As announced")
    POSTPONED = "postponed", pgettext_lazy("event", "Postponed")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class Lang(models.TextChoices):
    """The languages that a page is released in, each by itself."""

    ZH = "zh", _("Chinese")
    EN = "en", _("English")


class SideState(models.TextChoices):
    """Where the text of one language stands on its way to the public."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    APPROVED = "approved", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("page", "Withdrawn")


class WaiverKind(models.TextChoices):
    """What stood against a publication that was made all the same."""

    WORDING = "wording", _("Against the check of the wording")
    ALONE = "alone", _("In one language alone")
    URGENT = "urgent", _("Before a second person looked")
    NAMES = "names", _("Called otherwise than agreed")


class Consent(models.TextChoices):
    """Whether the persons on a photo agreed to be shown; unsaid, the photo does not go out."""

    NOT_NEEDED = "none", _("Not needed: nobody can be recognised")
    GIVEN = "given", pgettext_lazy("consent", "Given")


class LicenceKey(models.TextChoices):
    """Under which licence a photo or a file goes out (``licences``)."""

    RESERVED = "reserved", _("All rights reserved")
    BY = "CC-BY-4.0", "CC BY 4.0"
    BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    ZERO = "CC0-1.0", "CC0 1.0"


class ReportState(models.TextChoices):
    """What became of a reader's report."""

    OPEN = "open", pgettext_lazy("report of a reader", "Open")
    ACCEPTED = "accepted", pgettext_lazy("report of a reader", "Corrected")
    DECLINED = "declined", _("Left as it is")


class FileState(models.TextChoices):
    """What became of a translator's file."""

    PREVIEW = "preview", pgettext_lazy("file", "Waits for a decision")
    DONE = "done", pgettext_lazy("file", "Taken in")
    DROPPED = "dropped", pgettext_lazy("file", "Put aside")


class RowVerdict(models.TextChoices):
    """What becomes of one text of a translator's file."""

    CHANGED = "changed", _("Becomes a draft")
    SOURCE = "source", _("Source changed meanwhile")
    OTHER = "other", _("Translated here meanwhile")
    REFUSED = "refused", pgettext_lazy("row", "Refused")
    UNKNOWN = "unknown", _("Not known here")
    EMPTY = "empty", _("Not translated")
    UNCHANGED = "unchanged", pgettext_lazy("row", "As it is")


class Place(models.TextChoices):
    """What of the portal readers open."""

    PAGE = "page", _("Page")
    TOPIC = "topic", pgettext_lazy("portal", "Topic")
    FRONT = "front", _("Front page")
    ARCHIVE = "archive", _("All pages")
    SEARCH = "search", _("Search")
