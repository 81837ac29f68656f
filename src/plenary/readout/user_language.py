"""Tells in which language the person at the terminal is to be answered."""

from __future__ import annotations

from collections.abc import Mapping

from plenary.readout.draft import Lang


def user_language(environ: Mapping[str, str]) -> Lang:
    """Give Chinese where LC_ALL, LC_MESSAGES or LANG, the first that is set, asks for it; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "zh" if environ[name].lower().startswith("zh") else "en"
    return "en"
