"""The licences under which texts, photos and files go out, with their words and where each is written down."""

from __future__ import annotations

from dataclasses import dataclass

RESERVED = "reserved"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence in both languages; without an address, where there is no text to lead to."""

    zh: str
    en: str
    url: str = ""


LICENCES = {
    RESERVED: Licence("保留所有权利", "All rights reserved"),
    "CC-BY-4.0": Licence("CC BY 4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": Licence(
        "CC BY-SA 4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"
    ),
    "CC0-1.0": Licence(
        "CC0 1.0（无著作权限制）",
        "CC0 1.0 (no rights reserved)",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
}


def facts(key: str) -> dict[str, str]:
    """Give a licence as an edition keeps it beside a photo or a file."""
    licence = LICENCES[key]
    return {"licence_zh": licence.zh, "licence_en": licence.en, "licence_url": licence.url}
