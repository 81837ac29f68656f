"""Names the action of a demand: the lemma of its main verb, with the words that belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from plenary.readout.english.plainverbs import is_attended_action
from plenary.readout.english.verbs import BASE, ING, PARTICIPLE, is_adverb, lemma
from plenary.readout.english.wordlists import ATTENTION, LEADING_VERBS, PARTICLES, SET_PHRASES
from plenary.readout.english.words import Word

_NEAR = 6
_IDIOMS = {
    ("take", ("into", "account")),
    ("bear", ("in", "mind")),
    ("keep", ("in", "mind")),
}
_SHORTEST = 4
_WITH_E = (
    *(
        "ated",
        "ized",
        "ised",
        "uced",
        "osed",
        "ived",
        "ured",
        "aged",
        "ined",
        "ired",
        "ibed",
        "oked",
    ),
    *(
        "nged",
        "nced",
        "rced",
        "rged",
        "dged",
        "bled",
        "pled",
        "tled",
        "gled",
        "kled",
        "fled",
        "dled",
        "zled",
        "ared",
        "ued",
    ),
    *(
        "lved",
        "rved",
        "uded",
        "aded",
        "ided",
        "oded",
        "uted",
        "iled",
        "aled",
        "oled",
        "uled",
        "iped",
    ),
)


def _nominals(base: str) -> list[str]:
    forms = [base + "ment", base + "ation", base + "ion", base + "ance", base + "al"]
    if base.endswith("e"):
        forms += [base[:-1] + "ion", base[:-1] + "ation", base[:-1] + "ance", base[:-1] + "al"]
    if base.endswith("ify"):
        forms.append(base[:-1] + "ication")
    if base.endswith("y"):
        forms.append(base[:-1] + "iance")
    return forms


NOMINAL: dict[str, str] = {form: base for base in sorted(BASE) for form in _nominals(base)}
NOMINAL |= {
    "cooperation": "cooperate", "coordination": "coordinate", "analysis": "analyze", "growth": "grow",
    "reduction": "reduce", "adherence": "adhere", "supervision": "supervise", "use": "use",
    "expansion": "expand", "extension": "extend", "provision": "provide", "support": "support",
    "reform": "reform", "maintenance": "maintain", "efforts": "make", "action": "act",
    "actions": "act", "study": "study", "control": "control", "promotion": "promote",
    "protection": "protect", "prevention": "prevent", "response": "respond",
}  # fmt: skip


def _at(words: Sequence[Word], at: int, end: int) -> str:
    return words[at].low if 0 <= at < min(end, len(words)) else ""


def _past(words: Sequence[Word], at: int, end: int) -> int:
    while at < end and is_adverb(words[at].low):
        at += 1
    return at


def _led(words: Sequence[Word], at: int, end: int) -> int | None:
    """Give the action that somebody takes the lead in: "take the lead in replacing"."""
    after = [word.low for word in words[at + 1 : min(at + 4, end)]]
    doing = _past(words, at + 4, end)
    leads = lemma(words[at].low) == "take" and after == ["the", "lead", "in"]
    return doing if leads and _at(words, doing, end) in ING else None


def main_verb(words: Sequence[Word], verb: int, end: int) -> int:
    """Give the index of the action itself: after "continue to", "strive to", "work hard to"."""
    at = verb
    for _ in range(4):
        if led := _led(words, at, end):
            at = led
            continue
        if lemma(words[at].low) not in LEADING_VERBS:
            return at
        after = _past(words, at + 1, end)
        if _at(words, after, end) in {"committed", "devoted", "dedicated"}:
            after += 1
        if _at(words, after, end) == "to":
            action = _past(words, after + 1, end)
            if _at(words, action, end) in BASE:
                at = action
                continue
        if (
            words[at].low in {"continue", "continued", "continuing", "keep"}
            and _at(words, after, end) in ING
        ):
            at = after
            continue
        return at
    return at


def _attention(
    words: Sequence[Word], verb: int, end: int, action: str, before: Sequence[Word]
) -> str | None:
    nouns = ATTENTION.get(action, "").split()
    noun = next((i for i in range(verb + 1, min(verb + _NEAR, end)) if words[i].low in nouns), None)
    name = (
        words[noun].low
        if noun is not None
        else next((w.low for w in before if w.low in nouns), None)
    )
    if name is None:
        return None
    at = (verb if noun is None else noun) + 1
    if _at(words, at, end) in {"to", "on", "upon", "for", "in"}:
        doing = _past(words, at + 1, end)
        word = _at(words, doing, end)
        if word in ING and _at(words, doing + 1, end) not in {"and", ",", ""}:
            return ING[word]
        if words[at].low == "to" and is_attended_action(words, doing) and doing + 1 < end:
            return word
    return f"{action} {name}"


def _set_phrase(
    words: Sequence[Word], verb: int, end: int, action: str, before: Sequence[Word]
) -> str | None:
    wanted = SET_PHRASES.get(action, "").split()
    if not wanted:
        return None
    reach = verb + (_NEAR if action in {"give", "make", "take"} else 14)
    for i in range(verb + 1, min(reach, end)):
        word = words[i].low
        if word in {"of", "to"} and action in {"give", "make", "take"}:
            break
        if word in wanted:
            if action in {"bring", "put"}:
                into = next((w.low for w in words[i - 2 : i] if w.low in {"into", "in"}), None)
                return f"{action} {into} {word}" if into else None
            return f"{action} {word}"
    for spoken in before:
        if spoken.low in wanted and action in {"give", "make"}:
            return f"{action} {spoken.low}"
    return None


def _unknown(word: str) -> str | None:
    """Give the plain form of a participle that is in no list: "demolished", "applauded", "galvanised"."""
    if not word.endswith("ed") or len(word) <= _SHORTEST:
        return None
    if word.endswith("ied"):
        return word[:-3] + "y"
    if word[-3] == word[-4] and word[-3] in "bdgmnprt":
        return word[:-3]
    return word[:-1] if word.endswith(_WITH_E) else word[:-2]


def name_action(
    words: Sequence[Word], verb: int, end: int, *, noun: bool = False, before: Sequence[Word] = ()
) -> str | None:
    """Give the lemma of the action at ``verb``; ``before`` is the subject of a passive."""
    if noun:
        return _noun_action(words, verb, end)
    at = main_verb(words, verb, end)
    word = words[at].low
    if word not in PARTICIPLE and word.rpartition("-")[2] in PARTICIPLE:
        word = word.rpartition("-")[2]  # "well-implemented"
    action = PARTICIPLE.get(word) or lemma(word) or word
    if action == "be":
        passive = _past(words, at + 1, end)
        return PARTICIPLE.get(_at(words, passive, end)) or _unknown(_at(words, passive, end))
    if action == word and word not in BASE:
        action = _unknown(word) or word
    phrase = _attention(words, at, end, action, before) or _set_phrase(
        words, at, end, action, before
    )
    if phrase:
        return phrase
    return _with_particle(words, at, end, action)


def _with_particle(words: Sequence[Word], at: int, end: int, action: str) -> str:
    """Give an action with what belongs to it: "take into account", "bear in mind", "open up"."""
    nexts = tuple(w.low for w in words[at + 1 : min(at + 3, end)])
    if (action, nexts) in _IDIOMS:
        return f"{action} {' '.join(nexts)}"
    particle = _at(words, at + 1, end)
    if particle and particle in PARTICLES.get(action, "").split():
        return f"{action} {particle}"
    return _distant_particle(words, at, end, action)


def _distant_particle(words: Sequence[Word], at: int, end: int, action: str) -> str:
    if action == "bring" and any(w.low == "down" for w in words[at + 1 : min(at + 8, end)]):
        return "bring down"
    return action


def _noun_action(words: Sequence[Word], start: int, end: int) -> str | None:
    for i in range(start, min(start + 8, end)):
        word = words[i].low
        if word in NOMINAL:
            return NOMINAL[word]
        if word in ING and i > start and _at(words, i + 1, end) in {"of", ""}:
            return ING[word]
        if word in {"of", "in", "for", ","} and i > start:
            break
    return None
