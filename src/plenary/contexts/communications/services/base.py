"""What every change of a page shares: saving it without a twin, its texts' states, its sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from plenary.contexts.communications import keys
from plenary.contexts.communications.enums import Lang, SideState
from plenary.contexts.communications.errors import Twin
from plenary.contexts.communications.models import Page, PageSide, Sketch
from plenary.contexts.communications.selectors import hidden, likeness, pages
from plenary.contexts.communications.selectors.limits import told_as
from plenary.contexts.communications.selectors.readiness import FIELDS
from plenary.contexts.communications.workflows import SIDE_FLOW
from plenary.kernel.audit.recording import record, save, snapshot
from plenary.kernel.text.services import keep_text
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

SIDE_FIELDS = (
    "state",
    "submitted_by_id",
    "submitted_by_name",
    "submitted_at",
    "approved_by_id",
    "approved_by_name",
    "due_at",
    "note",
    "sent_back_reason",
    "released_at",
    "withdrawn_at",
    "withdrawn_reason",
    "hides_title",
    "hide_asked_by_id",
    "hide_asked_by_name",
    "hide_reason",
)


def save_once(page: Page, *, is_another: bool = False) -> None:
    """Write a page whose fields are set.

    Refused where another page has its title, text or address, and where one says nearly the same or
    was first published at the same address and nobody has said (``is_another``) that they are two.
    """
    page.title_key_zh, page.title_key_en = (
        keys.title_key(page.title_zh)[:300],
        keys.title_key(page.title_en)[:400],
    )
    page.body_key_zh, page.body_key_en = keys.body_key(page.body_zh), keys.body_key(page.body_en)
    _refuse_twin(page)
    bands = likeness.bands_of(page)
    known = set(page.sketches.values_list("lang", "band")) if page.pk else set()
    if bands != known:
        _refuse_like_text(page, is_another=is_another)
    _refuse_same_origin(page, is_another=is_another)
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError:
        raise Refused(
            _("Another page with this title, text or address was made just now.")
        ) from None
    if bands != known:
        page.sketches.all().delete()
        Sketch.objects.bulk_create(Sketch(page=page, lang=lang, band=band) for lang, band in bands)


def _refuse_like_text(page: Page, *, is_another: bool) -> None:
    near = likeness.with_like_text(page)
    if near and not is_another:
        sentence = _("Another page says nearly the same: “%(title)s”. Correct that one instead.")
        raise Twin(sentence % {"title": told_as(near[0])}, page_ids=[one.pk for one in near])
    page.unlike_ids = sorted({*page.unlike_ids, *(one.pk for one in near)})


def _refuse_same_origin(page: Page, *, is_another: bool) -> None:
    kept = Page.objects.filter(pk=page.pk).values_list("original_url", flat=True).first()
    if not page.original_url or page.original_url == kept:
        return
    same = likeness.from_addresses(page, [page.original_url])
    if same and not is_another:
        sentence = _("Another page has the same original: “%(title)s”. Correct that one instead.")
        sentence %= {"title": told_as(same[0])}
        ids = [one.pk for one in same]
        raise Twin(sentence, fields={"original_url": sentence}, page_ids=ids)
    page.unlike_ids = sorted({*page.unlike_ids, *(one.pk for one in same)})


def _refuse_twin(page: Page) -> None:
    fields = {
        "title_zh": _("Another page has this title: “%(title)s”. Correct that one instead."),
        "title_en": _("Another page has this title: “%(title)s”. Correct that one instead."),
        "body_zh": _("Another page has this very text: “%(title)s”. Correct that one instead."),
        "body_en": _("Another page has this very text: “%(title)s”. Correct that one instead."),
        "slug": _("Another page has this address: “%(title)s”."),
    }
    found: dict[str, str] = {}
    ids: list[int] = []
    for name, sentence in fields.items():
        column = name if name == "slug" else name.replace("_", "_key_")
        if twin := pages.same_words(page, {column: getattr(page, column)}):
            found[name] = sentence % {"title": told_as(twin)}
            ids.append(twin.pk)
    if hidden.is_taken(page.slug, page):
        found["slug"] = _("This address led to another page before and is not given again.")
    if found:
        raise Twin(next(iter(found.values())), fields=found, page_ids=ids, is_certain=True)


def keep_sides(actor: Actor, page: Page) -> None:
    """Note the two sides of each text as they now stand, so that the other one is known to be old."""
    for field in FIELDS:
        sides = {lang: getattr(page, f"{field}_{lang}") for lang in Lang.values}
        if not any(sides.values()):
            continue
        source = page.source_side
        if not sides[source]:
            source = Lang.EN if source == Lang.ZH else Lang.ZH
        keep_text(
            actor=actor,
            subject=page,
            field=field,
            zh=sides["zh"],
            en=sides["en"],
            source_side=str(source),
        )


def back_to_draft(actor: Actor, page: Page, langs: Iterable[str]) -> None:
    """Let the review of these languages lapse, because what they say has changed."""
    for lang, side in pages.sides_of(page).items():
        if lang not in set(langs) or side.state == SideState.DRAFT:
            continue
        before = snapshot(side)
        side.state = SIDE_FLOW.after(side.state, "change")
        side.due_at = None
        keep_side(actor, side, "communications.side.changed", before)


def keep_side(
    actor: Actor,
    side: PageSide,
    action: str,
    before: dict[str, Any],
    note: dict[str, Any] | None = None,
) -> None:
    """Write a side and its audit row."""
    side.save(update_fields=SIDE_FIELDS)
    record(actor=actor, action=action, subject=side, before=before, note=note)


def touch(actor: Actor, page: Page) -> None:
    """Note that the actor changed what both languages share: both must be reviewed anew."""
    sign(page, actor)
    save(page, fields=["writer_ids", "changed_at"])
    back_to_draft(actor, page, Lang.values)


def sign(page: Page, actor: Actor) -> None:
    """Note that the actor had a hand in what is not published yet."""
    page.changed_at = clock.now()
    if actor.user_id is not None and actor.user_id not in page.writer_ids:
        page.writer_ids = [*page.writer_ids, actor.user_id]


def need_langs(langs: Iterable[str]) -> tuple[str, ...]:
    """Give the languages asked for, each once, Chinese first; refused for none or an unknown one."""
    asked = set(langs)
    if not asked or not asked <= set(Lang.values):
        sentence = _("Choose at least one of the two languages.")
        raise Refused(sentence, fields={"langs": sentence})
    return tuple(lang for lang in Lang.values if lang in asked)
