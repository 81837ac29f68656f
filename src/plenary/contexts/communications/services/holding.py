"""What keeps back at its hour what was approved before: the refusals of an approval, asked once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.enums import Lang, WaiverKind
from plenary.contexts.communications.models import Page, PageSide
from plenary.contexts.communications.selectors import checks, naming, waivers
from plenary.contexts.communications.selectors.readiness import faults
from plenary.contexts.communications.services.waiving import named, unanswered
from plenary.contexts.language.api import NameQuestion

LONGEST = 245
"""Of each language, so that a reason in both has room."""


def held_back(page: Page, sides: Mapping[str, PageSide], due: Sequence[PageSide]) -> str:
    """Say in both languages why these sides, whose hour has come, do not go out; nothing if they do.

    What is missing, outdated or not to be told any more, an agreed name that is called otherwise, a fault that a fact-checker has found since,
    a proved fault of the wording that nobody let stand, and one language alone for which nobody gave a reason.
    """
    langs = tuple(side.lang for side in due)
    if found := [one for lang in langs for one in unanswered(page, lang)]:
        return _in_both(
            lambda: (
                _("The check of the wording proves a fault: %(named)s.") % {"named": named(found)}
            )
        )
    if any(faults(page, lang) for lang in langs):
        return _in_both(lambda: _faults(page, langs))
    asked = naming.questions(page)
    if any(naming.faults(asked, lang) for lang in langs):
        return _in_both(lambda: _names(asked, langs))
    if checks.is_contested(page, langs):
        return _in_both(
            lambda: _(
                "A fact-checker has answered since that it is not correct; see the fact-checks."
            )
        )
    if waivers.goes_alone(page, dict(sides), langs) and not _may_go_alone(page, langs[0]):
        return _in_both(lambda: _("The other language would not be public with it."))
    return ""


def _faults(page: Page, langs: Sequence[str]) -> str:
    said = [str(sentence) for lang in langs for sentence in faults(page, lang).values()]
    return " ".join(dict.fromkeys(said))


def _names(asked: list[NameQuestion], langs: Sequence[str]) -> str:
    return " ".join(naming.faults(asked, lang).get("names", "") for lang in langs).strip()


def _may_go_alone(page: Page, lang: str) -> bool:
    return waivers.waiting(page, lang).filter(kind=WaiverKind.ALONE).exists()


def _in_both(said: Callable[[], str]) -> str:
    """Give what is said in Chinese and in English: whoever reads it chooses their language later."""
    every = []
    for lang in Lang.values:
        with translation.override(CODES[lang]):
            every.append(said()[:LONGEST])
    return " / ".join(every)
