"""What is frozen of pages that are more than words, beside the facts of every page."""

from __future__ import annotations

from typing import Any

from plenary.contexts.communications import markup, programme
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.models import BodyFacts, EventFacts, Page, PostFacts


def facts_of_kind(page: Page, lang: str) -> dict[str, Any]:
    """Give what a page of its kind says in a language, in plain values that need no look-up."""
    if page.kind == PageKind.EVENT:
        return _event(page, EventFacts.objects.select_related("place").get(page=page))
    if page.kind == PageKind.GUIDE:
        return _guide(getattr(page, f"body_{lang}"))
    if page.kind == PageKind.BODY:
        return {"seats": BodyFacts.objects.get(page=page).seats}
    if page.kind == PageKind.POST:
        return {"post": PostFacts.objects.get(page=page).told}
    return {}


def people_of(page: Page) -> list[dict[str, str]]:
    """Give who holds which post, for the page of a body or of a post."""
    told: list[dict[str, str]] = []
    if page.kind == PageKind.POST:
        told = PostFacts.objects.get(page=page).people
    elif page.kind == PageKind.BODY:
        told = BodyFacts.objects.get(page=page).people
    return told


def _event(page: Page, facts: EventFacts) -> dict[str, Any]:
    place = facts.place
    return {
        "event": {
            "starts_on": facts.starts_on.isoformat(),
            "ends_on": facts.ends_on.isoformat(),
            "state": facts.state,
        },
        "place": {
            name: getattr(place, name)
            for name in ("name_zh", "name_en", "address_zh", "address_en")
        }
        if place
        else {},
        "programme": [
            {
                "on": one.on.isoformat(),
                "starts": f"{one.starts:%H:%M}",
                "ends": f"{one.ends:%H:%M}" if one.ends else "",
                **{name: getattr(one, name) for name in programme.LONGEST},
            }
            for one in page.programme.all()
        ],
    }


def _guide(body: str) -> dict[str, Any]:
    sections = markup.outline(body)
    return {
        "sections": [
            {"anchor": one.anchor, "heading": one.heading, "steps": one.steps} for one in sections
        ]
    }
