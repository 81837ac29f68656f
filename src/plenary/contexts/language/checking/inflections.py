"""Inflections: the forms of the verbs and nouns of official English, as the tables have them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from plenary.contexts.language.checking import tables


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its forms and what its noun is called; ``is_other``: the base is a noun or adjective too."""

    base: str
    third: str
    past: str
    participle: str
    ing: str
    noun: str
    is_other: bool


@cache
def verbs() -> dict[str, Verb]:
    """Give the verbs by their base."""
    return {
        row["base"]: Verb(**{name: row[name] for name in ("base", "third", "past", "participle", "ing", "noun")},
                          is_other=bool(row["is_other"]))
        for row in tables.rows("verbs")
    }  # fmt: skip


@cache
def pure_verbs() -> dict[str, Verb]:
    """Give the verbs whose base is nothing else."""
    return {base: verb for base, verb in verbs().items() if not verb.is_other}


@cache
def forms() -> dict[str, Verb]:
    """Give the verbs by each form that is neither their base nor another verb's ("found" founds too)."""
    found = {form: verb for verb in verbs().values() for form in (verb.third, verb.past, verb.ing)}
    return {form: verb for form, verb in found.items() if form not in verbs() and form != "found"}


@cache
def nouns_of_verbs() -> frozenset[str]:
    """Give the nouns that are made of verbs, as "decision"."""
    return frozenset(verb.noun for verb in verbs().values() if verb.noun)


@cache
def plurals() -> dict[str, str]:
    """Give the plural of each noun that can be counted."""
    return {row["singular"]: row["plural"] for row in tables.rows("nouns")}


@cache
def singulars() -> dict[str, str]:
    """Give the singular of each plural."""
    return {plural: singular for singular, plural in plurals().items()}
