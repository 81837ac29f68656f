"""Knows verbs by any of their forms, and names the action of a clause by its lemma."""

from __future__ import annotations

from plenary.readout.english.verblist import DOUBLING, IRREGULAR, NOUN_VERBS, VERBS
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import ADVERBS, FIELD_WORDS, FUNCTION_WORDS, REPORTING

_VOWELS = frozenset("aeiou")
_NOT_ADVERBS = word_set("""
    early friendly only orderly timely costly family assembly monopoly anomaly likely unlikely elderly
    lively daily weekly monthly quarterly yearly supply supplies reply ally fly july italy scholarly
    """)


def _stem(base: str) -> str:
    if base in DOUBLING:
        return base + base[-1]
    return base


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return _stem(base) + "ed"


def _with_ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        return base[:-1] + "ing"
    return _stem(base) + "ing"


def _with_s(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "sh", "ch", "x", "z")) or base in {"do", "go", "undergo"}:
        return base + "es"
    return base + "s"


def _past_forms(base: str) -> tuple[str, str]:
    irregular = IRREGULAR.get(base, "").split()
    if not irregular:
        return _with_ed(base), _with_ed(base)
    return irregular[0], irregular[-1]


BASE: frozenset[str] = frozenset(VERBS | NOUN_VERBS | REPORTING | {"be", "have"})
ING: dict[str, str] = {_with_ing(base): base for base in sorted(BASE)}
PARTICIPLE: dict[str, str] = {_past_forms(base)[1]: base for base in sorted(BASE - {"be", "have"})}
PAST: dict[str, str] = {_past_forms(base)[0]: base for base in sorted(BASE - {"be", "have"})}
THIRD: dict[str, str] = {_with_s(base): base for base in sorted(BASE - {"be", "have"})}
_SHORTEST_UNKNOWN = 3
_NOUN_ENDS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ing",
    "ed",
    "s",
    "ly",
    "ance",
    "ence",
    "ism",
    "al",
    "ic",
)
_DOUBLED = sorted(base for base in BASE if base.endswith(("el", "al")) and base not in DOUBLING)
ING |= {base + "ling": base for base in _DOUBLED}
PARTICIPLE |= {base + "led": base for base in _DOUBLED}
PAST |= {base + "led": base for base in _DOUBLED}
_LEMMAS: dict[str, str] = THIRD | PAST | ING | PARTICIPLE | {base: base for base in BASE}
FORMS: frozenset[str] = BASE | ING.keys() | PARTICIPLE.keys() | PAST.keys() | THIRD.keys()

FINITE = word_set("""
    is are was were has have had remains remained continues continued saw sees faces faced marks
    shows showed grew rose fell increased decreased stood became becomes played plays stays stayed
    keeps kept improved achieved made maintained recovered performed
    """)


def lemma(word: str) -> str | None:
    """Give the plain form of a verb in any of its forms, or None for a word that is no verb."""
    return _LEMMAS.get(word)


def may_be_verb(word: str) -> bool:
    """Say whether a word after "to" or a modal is a verb, be it one that is not in the lists."""
    if word in BASE:
        return True
    if len(word) < _SHORTEST_UNKNOWN or not word.replace("-", "").isalpha() or word in FORMS:
        return False
    return word not in FUNCTION_WORDS and word not in FIELD_WORDS and not word.endswith(_NOUN_ENDS)


def is_adverb(word: str) -> bool:
    """Say whether a word can stand between a helping verb and its verb."""
    if word in ADVERBS:
        return True
    return word.endswith("ly") and word not in _NOT_ADVERBS and word not in BASE
