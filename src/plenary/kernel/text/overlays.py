"""Compiles a practice's words over the message catalogue: only those messages that it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from plenary.kernel.text.wording import Lang, practices, wording

FOLDERS: dict[Lang, str] = {"zh": "zh_Hans", "en": "en"}


def write_overlays(kept: Catalog, folder: Path) -> None:
    """Write ``<profile>/<language>/LC_MESSAGES/django.mo`` below a folder for each practice."""
    for profile in practices():
        for lang, name in FOLDERS.items():
            path = folder / profile / name / "LC_MESSAGES" / "django.mo"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_mo(file, overlay(kept, profile, lang))


def overlay(kept: Catalog, profile: str, lang: Lang) -> Catalog:
    """Give the messages of the catalogue whose text in a language is another one in a practice."""
    made = Catalog(locale=FOLDERS[lang], charset="utf-8", fuzzy=False)
    said = wording(profile, lang)
    for message in kept:
        texts = list(_texts(message, lang)) if message.id else []
        own = [said.of(text) for text in texts]
        if own != texts:
            string = own[0] if isinstance(message.id, str) else tuple(own)
            made.add(message.id, string, context=message.context)
    return made


def _texts(message: Message, lang: Lang) -> Iterator[str]:
    found = (message.id if lang == "en" else message.string) or ""
    yield from (found,) if isinstance(found, str) else found
