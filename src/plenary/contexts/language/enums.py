"""The closed lists of the term base's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Profile(models.TextChoices):
    """The kind of text that a term holds for: the same name is right on one sign and wrong on another."""

    ANY = "", _("Any text")
    ORGANISATION = "organisation", _("Names of organisations")
    PLACE_NAME_SIGN = "place-name-sign", _("Place-name signs")
    ROAD_SIGN = "road-sign", _("Road signs")
    METRO = "metro", _("Metro")
    PUBLIC_INFORMATION = "public-information", _("Public information")
    GOVERNMENT_TEXT = "government-text", _("Government texts")


class TermState(models.TextChoices):
    """Where an entry stands; only an approved one is shown to the public and checked against."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    RETIRED = "retired", _("Retired")


class Side(models.TextChoices):
    """The language of a designation."""

    ZH = "zh", _("Chinese")
    EN = "en", _("English")


class Standing(models.TextChoices):
    """How a designation beside the preferred one may be used."""

    ACCEPTED = "accepted", pgettext_lazy("name", "Accepted")
    FORBIDDEN = "forbidden", _("Forbidden")


class SuggestionState(models.TextChoices):
    """What became of a suggestion."""

    OPEN = "open", pgettext_lazy("suggestion", "Waiting")
    ACCEPTED = "accepted", pgettext_lazy("suggestion", "Accepted")
    DECLINED = "declined", pgettext_lazy("suggestion", "Declined")


class ImportState(models.TextChoices):
    """Where a file that is brought in stands."""

    READING = "reading", _("Being read")
    PREVIEW = "preview", _("Preview")
    DOING = "doing", _("Being brought in")
    DONE = "done", _("Brought in")
    APPROVAL = "approval", _("Being approved")
    DROPPED = "dropped", _("Put aside")
    FAILED = "failed", _("Could not be read")


class Verdict(models.TextChoices):
    """What a row of a file would do."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REFUSED = "refused", _("refused")
