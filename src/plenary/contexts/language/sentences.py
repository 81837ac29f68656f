"""What is wrong with an entry or a file, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenary.shared.web.filters import comma

FIELD_WORDS: dict[str, Any] = {
    "code": pgettext_lazy("term", "Code"),
    "name_zh": gettext_lazy("Preferred in Chinese"),
    "name_en": gettext_lazy("Preferred in English"),
    "profile": gettext_lazy("Kind of text"),
    "domain": gettext_lazy("Domain"),
    "definition_zh": gettext_lazy("Definition in Chinese"),
    "definition_en": gettext_lazy("Definition in English"),
    "note": pgettext_lazy("term", "Remark"),
    "source": gettext_lazy("Source"),
    "source_on": gettext_lazy("Date of the source"),
    "is_source_undated": gettext_lazy("The source states no date"),
    "valid_from": gettext_lazy("Valid from"),
    "valid_to": gettext_lazy("Valid to"),
    "names": gettext_lazy("Other names"),
    "accepted_zh": gettext_lazy("Also accepted in Chinese"),
    "accepted_en": gettext_lazy("Also accepted in English"),
    "forbidden_zh": gettext_lazy("Forbidden in Chinese"),
    "forbidden_en": gettext_lazy("Forbidden in English"),
    "approved_by": gettext_lazy("Approved by"),
    "approved_on": gettext_lazy("Approved on"),
}
"""What each field of an entry is called."""

_SENTENCES: dict[str, Any] = {
    "no-name": gettext_lazy("There is no preferred name in either language."),
    "no-chinese": gettext_lazy("The preferred Chinese name is missing."),
    "no-english": gettext_lazy("The preferred English name is missing."),
    "no-profile": gettext_lazy("“%(written)s” is no kind of text that is known here."),
    "no-standing": gettext_lazy("A name is preferred, accepted or forbidden, not “%(written)s”."),
    "too-long": gettext_lazy("“%(field)s” is longer than %(most)d characters."),
    "name-too-long": gettext_lazy("The name “%(name)s…” is longer than %(most)d characters."),
    "reason-too-long": gettext_lazy(
        "The remark on the name “%(name)s” is longer than %(most)d characters."
    ),
    "too-many-names": gettext_lazy("There are more than %(most)d other names."),
    "no-day": gettext_lazy("“%(written)s” under “%(field)s” is not a day. Write it as 2025-05-08."),
    "far-day": gettext_lazy(
        "%(written)s under “%(field)s” is too far off: give a day from 1900 to 2199."
    ),
    "ends-before": gettext_lazy("The last day lies before the first."),
    "name-twice": gettext_lazy("The name “%(name)s” stands there twice."),
    "same-code": gettext_lazy("The same code stands in row %(row)d already."),
    "same-revision": gettext_lazy("The same revision of this code stands in row %(row)d already."),
    "open-twice": gettext_lazy(
        "Row %(row)d proposes this code already. Bring this revision in once that one is approved."
    ),
    "no-state": gettext_lazy(
        "“%(written)s” is no state that is known here. Write draft, proposed, approved or retired."
    ),
    "no-revision": gettext_lazy("“%(written)s” is not a revision's number."),
    "retired-in-file": gettext_lazy(
        "The file has this entry as retired; here it is in use. Retire it on its page if it should be."
    ),
    "retired-here": gettext_lazy(
        "This revision has been retired here. Take its number out of the row to propose it anew."
    ),
    "past-differs": gettext_lazy(
        "A retired revision stays as it was: here revision %(number)d says something else."
    ),
    "same-term": gettext_lazy("Row %(row)d says the same term for the same kind of text and time."),
    "two-preferred": gettext_lazy(
        "More than one %(language)s name is marked as preferred: “%(first)s” and “%(second)s”."
    ),
    "changed-meanwhile": gettext_lazy(
        "Somebody changed this entry while the file was being brought in. Hand this row in again."
    ),
    "formula": gettext_lazy("“%(written)s” is a formula. Put its value in its place."),
}

_OF_FILES: dict[str, Any] = {
    "entities": gettext_lazy(
        "The file declares entities, which could make it swell or fetch other files. Save it anew"
        " without a document type."
    ),
    "broken-xml": gettext_lazy("The file is broken at line %(line)d: it is not well-formed XML."),
    "not-tbx": gettext_lazy("This is no TBX: its root is “%(root)s”."),
    "too-many-entries": gettext_lazy(
        "The file has more than %(most)d entries. Hand it in in parts."
    ),
    "too-many-columns": gettext_lazy("The sheet has more than %(most)d columns."),
    "encoding": gettext_lazy("The characters cannot be read. Save the file as UTF-8."),
    "heading-twice": gettext_lazy("The heading “%(heading)s” stands there twice."),
    "merged-headings": gettext_lazy(
        "The headings are merged cells. Put one row of headings above the entries, one cell each:"
        " at least Chinese and English."
    ),
    "no-headings": gettext_lazy(
        "There is no row of headings with at least Chinese and English among the first ten rows."
    ),
    "locked": gettext_lazy("The file has a password. Save it without one."),
    "too-slow": gettext_lazy("Reading took too long. Hand the file in in parts."),
    "too-large": gettext_lazy("The file holds too much. Hand it in in parts."),
    "broken": gettext_lazy("The file is damaged, or is not what its name says."),
    "marked": gettext_lazy(
        "The file carries a secrecy marking. State secrets must not be entered here; nothing of the file"
        " is kept."
    ),
    "no-entry": gettext_lazy("The file holds no entry."),
    "unread": gettext_lazy("Not read, because their headings are not known here: %(headings)s."),
    "unread-kinds": gettext_lazy(
        "Not kept, because the term base has no place for it: %(headings)s."
    ),
    "own-mistake": gettext_lazy("Plenary made a mistake over this file. Tell the administrator."),
    "part-done": gettext_lazy(
        "Brought in before that: %(number)d entries. They are proposals now; bring the others in from here."
    ),
    "approved": gettext_lazy("In force now: %(approved)d. Left for a person to look at: %(left)d."),
    "left": gettext_lazy(
        "The work in the background broke off again and again, or came from another machine. Go on from"
        " here: nothing is done twice."
    ),
    "left-unread": gettext_lazy(
        "Reading broke off again and again, the last time after %(read)d entries, or came from another"
        " machine. Nothing of the file is kept; hand it in again."
    ),
    "base-changed": gettext_lazy(
        "The term base has changed since this preview. Hand the file in again."
    ),
    "not-allowed": gettext_lazy("Whoever confirmed this may no longer import terms."),
    "approver-not-allowed": gettext_lazy(
        "Whoever asked for the approval may not approve terms any more."
    ),
    "said": "%(sentence)s",
}
"""What is said of a whole file; ``said`` keeps a sentence that was written in one language."""


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """Give the sentence of a fault, with the field's name in the language in force."""
    told = dict(facts)
    if "field" in told:
        told["field"] = FIELD_WORDS[told["field"]]
    if "language" in told:
        told["language"] = _("Chinese") if told["language"] == "zh" else _("English")
    return str(_SENTENCES[code] % told)


def of_file(code: str, facts: Mapping[str, Any]) -> str:
    """Give the sentence of what is to be said of a whole file."""
    told = dict(facts)
    if "headings" in told:
        told["headings"] = comma().join(told["headings"])
    return str(_OF_FILES[code] % told)


def field_of(code: str, facts: Mapping[str, Any]) -> str:
    """Give the form's field at which a fault is shown."""
    own = {
        "no-name": "name_zh",
        "no-chinese": "name_zh",
        "no-english": "name_en",
        "no-profile": "profile",
        "ends-before": "valid_to",
    }
    return str(facts.get("field") or own.get(code, "names"))
