"""Keeps the themes: their names and words, their order, and which of them are in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.db import transaction
from django.db.models import Max, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from plenary.contexts.governance.models import Theme
from plenary.contexts.governance.policies.themes import can_keep_themes
from plenary.contexts.governance.selectors import themes
from plenary.contexts.governance.services.checks import apply, need_a_side
from plenary.kernel.audit.recording import authorise, lock, record, save, snapshot
from plenary.kernel.documents.validators import refuse_secrecy
from plenary.shared import clock
from plenary.shared.actor import Actor
from plenary.shared.errors import Refused

EDITABLE = ("name_zh", "name_en", "words")
MOST = 60
"""So many themes in use at most: more are no grouping."""
LONGEST_WORDS = 5000


@transaction.atomic
def add_theme(*, actor: Actor, name_zh: str = "", name_en: str = "", words: str = "") -> Theme:
    """Add a theme behind the others.

    By the office; refused without a name, under a name that a theme in use has, and beyond ``MOST``.
    """
    authorise(actor, can_keep_themes)
    _lock_every()
    made = Theme(name_zh=name_zh.strip(), name_en=name_en.strip(), words=_lines(words))
    _check(made)
    _need_room()
    made.key = _free_key(made)
    made.order = (Theme.objects.aggregate(last=Max("order"))["last"] or 0) + 1
    made.save()
    record(actor=actor, action="governance.theme.added", subject=made)
    return made


@transaction.atomic
def edit_theme(
    *, actor: Actor, theme_id: int, seen_version: int | None, changes: Mapping[str, Any]
) -> Theme:
    """Change a theme's names and the words by which a clause is known (``EDITABLE``). Refused as adding is."""
    theme = _lock(actor, theme_id, seen_version)
    before = snapshot(theme)
    wanted = dict(changes)
    if "words" in wanted:
        wanted["words"] = _lines(wanted["words"])
    changed = apply(theme, wanted, EDITABLE)
    _check(theme)
    if changed:
        save(theme, fields=changed)
        record(actor=actor, action="governance.theme.edited", subject=theme, before=before)
    return theme


@transaction.atomic
def retire_theme(*, actor: Actor, theme_id: int, seen_version: int | None) -> Theme:
    """Let a theme be offered no more; what stands under it stays there. Refused for one that is retired."""
    theme = _lock(actor, theme_id, seen_version)
    if theme.retired_on:
        raise Refused(_("The theme is retired already."))
    before = snapshot(theme)
    theme.retired_on = clock.today()
    save(theme, fields=["retired_on"])
    record(actor=actor, action="governance.theme.retired", subject=theme, before=before)
    return theme


@transaction.atomic
def restore_theme(*, actor: Actor, theme_id: int, seen_version: int | None) -> Theme:
    """Offer a retired theme again. Refused for one in use, and where another has its name by now."""
    theme = _lock(actor, theme_id, seen_version)
    if theme.retired_on is None:
        raise Refused(_("The theme is in use."))
    before = snapshot(theme)
    theme.retired_on = None
    _check(theme)
    _need_room()
    save(theme, fields=["retired_on"])
    record(actor=actor, action="governance.theme.restored", subject=theme, before=before)
    return theme


@transaction.atomic
def move_theme(
    *, actor: Actor, theme_id: int, seen_version: int | None, to: Literal["up", "down"]
) -> Theme:
    """Change places with the neighbour in use; at the end of the list nothing happens."""
    theme = _lock(actor, theme_id, seen_version)
    if theme.retired_on:
        raise Refused(_("A retired theme has no place in the order."))
    every = list(Theme.objects.filter(retired_on=None))
    place = next(n for n, one in enumerate(every) if one.pk == theme.pk)
    other = place + (-1 if to == "up" else 1)
    if not 0 <= other < len(every):
        return theme
    every[place], every[other] = every[other], every[place]
    for order, one in enumerate(every):
        if one.order != order:
            before = snapshot(one)
            one.order = order
            save(one, fields=["order"])
            record(actor=actor, action="governance.theme.moved", subject=one, before=before)
    return every[other]


def _lock_every() -> None:
    """Let nobody else keep themes meanwhile: their names, number and order are one thing.

    Always all of them and in one order, so that two people cannot wait for each other.
    """
    list(Theme.objects.order_by("pk").select_for_update().values_list("pk"))


def _lock(actor: Actor, theme_id: int, seen_version: int | None) -> Theme:
    _lock_every()
    theme = lock(themes.visible_to(actor), pk=theme_id, version=seen_version)
    authorise(actor, can_keep_themes, theme)
    return theme


def _check(theme: Theme) -> None:
    need_a_side(theme.name_zh, theme.name_en, "name")
    refuse_secrecy(theme.words)
    if len(theme.words) > LONGEST_WORDS:
        sentence = _("These words are too many.")
        raise Refused(sentence, fields={"words": sentence})
    for side in ("zh", "en"):
        name = getattr(theme, f"name_{side}")
        alike = Theme.objects.filter(Q(**{f"name_{side}__iexact": name}), retired_on=None)
        if name and alike.exclude(pk=theme.pk).exists():
            sentence = _("A theme in use has this name already.")
            raise Refused(sentence, fields={f"name_{side}": sentence})


def _need_room() -> None:
    if Theme.objects.filter(retired_on=None).count() >= MOST:
        raise Refused(_("There are too many themes in use. Retire one first."))


def _free_key(theme: Theme) -> str:
    """Give a key that stays when the theme is renamed: of its English name, else of its number."""
    stem = slugify(theme.name_en)[:50].strip("-") or "theme"
    taken = set(Theme.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def _lines(words: str) -> str:
    """Give words one a line, each once, without their edges."""
    return "\n".join(dict.fromkeys(filter(None, map(str.strip, words.splitlines()))))
