"""What a page still lacks before a language of it may go out; the same list refuses and advises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plenary.contexts.communications.enums import Lang, PageKind
from plenary.contexts.communications.markup import outline
from plenary.contexts.communications.models import BodyFacts, Page, PostFacts
from plenary.contexts.communications.selectors import images, records
from plenary.contexts.communications.selectors.kinds import bodies, directory, posts
from plenary.kernel.text.enums import State
from plenary.kernel.text.selectors import rows_of_many, states_of
from plenary.shared.web.filters import comma

_TAG = re.compile(
    r"</?(?:p|div|span|br|b|strong|em|h[1-6]|ul|ol|li|table|t[rdh]|a|script)\b[^<>]*>",
    re.IGNORECASE,
)
FIELDS = ("title", "summary", "body")
_PARTS = {
    "title": pgettext_lazy("part of a page", "title"),
    "summary": pgettext_lazy("part of a page", "summary"),
    "body": pgettext_lazy("part of a page", "text"),
}
MOST_NAMED = 5
BEHIND = gettext_lazy("The directory says something else now: take it over anew.")
IS_A_PHOTO = gettext_lazy(
    "A picture goes out as a photo, with credit, a description and consent, and without what the file"
    " tells of place and camera: use “Add a photo”."
)

OLDER = gettext_lazy(
    "The words of these are older than the other language's: %(names)s. Bring them up to date, or say at"
    " the translation desk that they still hold."
)
_FIELD_OF = {"communications.attachment": "files", "communications.programmeitem": "programme"}


def faults(page: Page, lang: str) -> dict[str, Any]:
    """Give what keeps a language of a page from being published: form field to sentence."""
    found: dict[str, Any] = {}
    zh = lang == Lang.ZH
    if not getattr(page, f"title_{lang}"):
        found[f"title_{lang}"] = (
            _("The Chinese title is missing.") if zh else _("The English title is missing.")
        )
    if not getattr(page, f"body_{lang}") and page.kind != PageKind.BODY:
        found[f"body_{lang}"] = (
            _("The Chinese text is missing.") if zh else _("The English text is missing.")
        )
    if not page.topics.exists():
        found["topics"] = _("Choose at least one topic: a page without one is not found again.")
    if page.source_unit_id is None:
        found["source_unit"] = _("Say which unit this comes from.")
    found |= _faults_of_kind(page, lang)
    if old := outdated(page, lang):
        found[f"{old[0]}_{lang}"] = _(
            "This side is older than the other one: %(parts)s. Bring it up to date, or say that it still holds."
        ) % {"parts": comma().join(str(_PARTS[field]) for field in old)}
    for field, sentence in _faults_of_parts(page, lang):
        found[field] = f"{found[field]} {sentence}" if field in found else sentence
    return found | records.faults(page) | images.faults(page, lang)


def advice(page: Page) -> dict[str, str]:
    """Give what a page had better say as well, or not, by the form's field; nothing of it keeps it from going out."""
    found = {}
    if page.kind == PageKind.NEWS and page.held_on is None:
        found["held_on"] = _(
            "No day is given on which this was held: it is missing from the days between event and"
            " publication, and from the list of what is not in English yet."
        )
    names = (f"{field}_{lang}" for field in FIELDS for lang in Lang.values)
    if tagged := next((name for name in names if _TAG.search(getattr(page, name))), None):
        found[tagged] = _(
            "The text holds marks of HTML, such as <p> or <b>, which readers would see as they are:"
            " paste its words, or bring the page in as a file."
        )
    return found


def _faults_of_kind(page: Page, lang: str) -> dict[str, Any]:
    """Give what a page of its kind lacks: words of a programme or of the directory, or its steps."""
    body = getattr(page, f"body_{lang}")
    if page.kind == PageKind.GUIDE and body and not any(one.steps for one in outline(body)):
        sentence = _("A guide says what to do step by step: begin each step with a number (1.).")
        return {f"body_{lang}": sentence}
    if page.kind == PageKind.EVENT:
        items = [one for one in page.programme.all() if not getattr(one, f"title_{lang}")]
        return _unnamed("programme", [f"{one.on} {one.starts:%H:%M}" for one in items])
    if page.kind == PageKind.BODY:
        return _faults_of_body(directory.facts_of(page.kind).get(page=page), lang)
    if page.kind == PageKind.POST:
        return _faults_of_post(directory.facts_of(page.kind).get(page=page), lang)
    return {}


def _faults_of_parts(page: Page, lang: str) -> Iterator[tuple[str, Any]]:
    """Give what keeps back the files of a page and the lines of its programme."""
    files = list(page.attachments.select_related("file"))
    if any(one.file.media_type.startswith("image/") for one in files):
        yield "files", IS_A_PHOTO
    nameless = [one.file_name for one in files if not getattr(one, f"name_{lang}")]
    yield from _unnamed("files", nameless).items()
    words: dict[tuple[str, int], Any] = {("files", one.pk): one for one in files}
    words |= {("programme", one.pk): one for one in page.programme.all()}
    kept = rows_of_many(words.values()).filter(standing=State.OUTDATED)
    old = {(_FIELD_OF[row.subject_type], row.subject_id) for row in kept if row.other_side == lang}
    for field in ("files", "programme"):
        named = [str(one) for key, one in words.items() if key[0] == field and key in old]
        if named:
            yield field, OLDER % {"names": _shown(named)}


def _faults_of_body(facts: BodyFacts, lang: str) -> dict[str, Any]:
    found = _unnamed("posts", bodies.nameless(facts, lang))
    if directory.is_out_of_date(facts):
        found["record"] = BEHIND
    return found


def _faults_of_post(facts: PostFacts, lang: str) -> dict[str, Any]:
    if directory.is_out_of_date(facts):
        return {"record": BEHIND}
    return _unnamed("record", posts.nameless(facts, lang))


def _unnamed(field: str, names: list[str]) -> dict[str, Any]:
    if not names:
        return {}
    sentence = _("These have no words in this language yet: %(names)s.")
    return {field: sentence % {"names": _shown(names)}}


def _shown(names: list[str]) -> str:
    return comma().join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")


def outdated(page: Page, lang: str) -> list[str]:
    """Give the parts whose words in a language were made from an earlier state of the other one."""
    if lang == page.source_side:
        return []
    states = states_of([page], fields=FIELDS)
    return [field for (_label, _pk, field), state in states.items() if state == State.OUTDATED]
