"""The prose of a published text, paragraph by paragraph, without the lines of the page around it."""

from __future__ import annotations

from plenary.readout.chinese.layout import layout_of
from plenary.readout.draft import Lang
from plenary.readout.english.layout import read_layout


def prose(text: str, lang: Lang) -> list[str]:
    """Give the paragraphs of a readout with their spacing tidied: no double space, no broken line.

    Headline, date, source, topics and the controls of a web page are left out.
    """
    if lang == "zh":
        return [one.text.strip() for one in layout_of(text).passages if one.text.strip()]
    return [
        tidy for place in read_layout(text).paragraphs if (tidy := " ".join(place.of(text).split()))
    ]
