"""What machines read of a page: schema.org's terms as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from markupsafe import Markup

from plenary.contexts.communications import addresses
from plenary.contexts.communications.described import subject_of
from plenary.contexts.communications.enums import PageKind
from plenary.contexts.communications.licences import LICENCES, Licence
from plenary.contexts.communications.models import Edition, Topic

_TYPES = {
    PageKind.STATIC: "WebPage",
    PageKind.HUB: "CollectionPage",
    PageKind.EVENT: "WebPage",
    PageKind.GUIDE: "Article",
    PageKind.BODY: "AboutPage",
    PageKind.POST: "AboutPage",
}


def json_ld(edition: Edition, others: dict[str, Edition], topics: Iterable[Topic]) -> Markup:
    """Write an edition as a schema.org object in a block of data, which no browser runs."""
    text = json.dumps(
        _described(edition, others, topics), ensure_ascii=False, separators=(",", ":")
    )
    harmless = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(harmless))  # noqa: S704 - no sign of HTML is left


def _described(
    edition: Edition, others: dict[str, Edition], topics: Iterable[Topic]
) -> dict[str, Any]:
    facts, lang = edition.facts, edition.lang
    address = addresses.full(addresses.of(edition))
    unit = facts[f"unit_{lang}"] or facts["unit_zh"] or facts["unit_en"]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(PageKind(edition.kind), "NewsArticle"),
        "@id": address,
        "url": address,
        "headline": edition.title[:110],
        "name": edition.title,
        "inLanguage": addresses.TAGS[lang],
        "datePublished": edition.released_at.isoformat(),
        "dateModified": edition.published_at.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": unit},
        "about": [
            {"@type": "Thing", "name": topic.name_zh if lang == "zh" else topic.name_en}
            for topic in topics
        ],
        "identifier": facts["index"],
        "isAccessibleForFree": True,
    }
    described |= _credit(facts, lang)
    if subject := subject_of(edition, address, unit):
        described["mainEntity"] = subject
    if edition.summary:
        described["description"] = edition.summary
    if pictures := _pictures(edition):
        described["image"] = pictures
    if told := _credits(edition):
        described["associatedMedia"] = told
    if facts["held_on"]:
        described["temporalCoverage"] = facts["held_on"]
    if corrections := facts["corrections"]:
        described["correction"] = [f"{on}: {note}" for on, note in corrections]
    if other := others.get(addresses.OTHER[lang]):
        described["workTranslation"] = {"@id": addresses.full(addresses.of(other))}
    return described


def _credit(facts: dict[str, Any], lang: str) -> dict[str, Any]:
    """Give who wrote it, where it stood before and its licence, as far as they are said."""
    told: dict[str, Any] = {}
    if author := _author(facts, lang):
        told["author"] = author
    if before := facts.get("origin", {}).get("url"):
        told["isBasedOn"] = before
    if text := _licence(facts):
        told |= {"license": text.url} if text.url else {"copyrightNotice": getattr(text, lang)}
    return told


def _author(facts: dict[str, Any], lang: str) -> dict[str, str]:
    """Give who wrote it: a person, unless it is the very unit that it comes from."""
    name = facts.get(f"author_{lang}") or facts.get("author_zh") or facts.get("author_en")
    if not name:
        return {}
    is_unit = name in {facts["unit_zh"], facts["unit_en"]}
    return {"@type": "GovernmentOrganization" if is_unit else "Person", "name": name}


def _licence(facts: dict[str, Any]) -> Licence | None:
    """Give the page's own licence as it was frozen, else the portal's."""
    if "licence_en" in facts:
        return Licence(facts["licence_zh"], facts["licence_en"], facts["licence_url"])
    return LICENCES.get(settings.SITE_LICENCE)


def _credits(edition: Edition) -> list[dict[str, str]]:
    """Give of each photo whose it is and under which licence, where that has a text."""
    return [
        {
            "@type": "ImageObject",
            "contentUrl": addresses.full(addresses.image(one["key"], f"{one['widths'][-1]}.jpg")),
            "creditText": one[f"credit_{edition.lang}"],
            "license": one["licence_url"],
        }
        for one in edition.facts.get("images", [])
        if one.get("licence_url")
    ]


def _pictures(edition: Edition) -> list[str]:
    """Give the addresses of the photos at their widest, and of the picture of the title."""
    photos = edition.facts.get("images", [])
    paths = [addresses.image(one["key"], f"{one['widths'][-1]}.jpg") for one in photos]
    if edition.title_key:
        paths.append(addresses.image(edition.title_key, "title.png"))
    return [addresses.full(path) for path in paths]
