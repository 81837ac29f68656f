"""Reads which meeting it was, of which body, and on which day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plenary.readout.draft import Found, Span
from plenary.readout.english.dates import meeting_date
from plenary.readout.english.names import chinese_name
from plenary.readout.english.verbs import ING, PAST, lemma
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import FUNCTION_WORDS, REPORTING
from plenary.readout.english.words import Word, value, words

_MEETINGS = word_set("""
    meeting meetings conference session symposium seminar teleconference forum plenary plenum workshop
    assembly congress videoconference
    """)
_HELD = word_set(
    "holds convenes hosts concludes held convened hosted organized organised opened concluded called launched"
)
_LED = word_set("chaired presided over attended attends chairing presiding addressed")
_BODIES = word_set("""
    committee group council commission board office bureau government congress conference ministry bank
    administration department association company corporation secretariat taskforce court cabinet
    federation panel body headquarters district city fao university college school academy institute
    hospital agency union society exchange province municipality county centre center
    """)
_STOPS = word_set("""
    recently yesterday today on to which that where was were is are has had who with via during
    , ; : . at and days by for this last earlier here monday tuesday wednesday thursday friday
    saturday sunday through from attended chaired held convened
    """)
_BEFORE_HELD = word_set(
    "has also , on monday tuesday wednesday thursday friday saturday sunday here today yesterday jointly"
)
_BEFORE_NAMES = word_set("china's new")
_PLACES = word_set("district city fao administration bureau ministry office company department")
_IN_NAME = word_set("for at on and by from")
_FIRST = 5
_LONGEST = 400
_NEAR_COMMA = 16
_LONGEST_HOUSE = 4
_LATEST_SUBJECT = 12
_SHORT_SUBJECT = 4
_NOT_NAMED = word_set("at to made decision according by statement")
_TIMES = word_set("morning afternoon evening night day days eve same sidelines")
_LONG_ADJUNCTS = word_set("to with following according under after guided")
_ADJUNCTS = _LONG_ADJUNCTS | word_set(
    "on in at days recently from this yesterday a earlier today during"
)
_HOLDS = re.compile(
    r"(?i)\b(?:holds?|convenes?)\s+(?:the\s+|a\s+|an\s+|its\s+)?(?P<after>[^,;]*?\b(?:meeting|conference|session|symposium))\b"
)
_HEADLINE = re.compile(
    r"^(?P<before>.*?)\s+(?:was\s+)?(?:held|convened|convenes|opens|opened|kicks\s+off|takes\s+place)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting of a readout; what the text does not say is None."""

    name: Found | None = None
    body: Found | None = None
    date: Found | None = None


def read_meeting(
    text: str, sentences: Sequence[tuple[Span, Sequence[Word]]], title: Span | None = None
) -> Meeting:
    """Read the meeting from the first sentences that say that one was held."""
    for sentence, spoken in sentences[:_FIRST]:
        listed = spoken[:_LONGEST]
        name = (
            _held(listed)
            or _was_held(listed)
            or _led(listed)
            or _at_its(listed)
            or _speaks(listed)
            or _remarks_at(listed)
        )
        if name:
            return _meeting(text, sentence, listed, name, title)
    late = _told_late(text, sentences[_FIRST:]) or _in_headline(text, sentences, title)
    return late if late.body else replace(late, body=_who_met(text, sentences))


def _who_met(text: str, sentences: Sequence[tuple[Span, Sequence[Word]]]) -> Found | None:
    """Read the body of "The review board met on 4 May under the chairmanship of X"."""
    for _, listed in sentences[:_FIRST]:
        body = _opening_body(listed)
        if body and listed[body[1]].low == "met":
            return _body_found(text, listed, body)
    return None


def _meeting(
    text: str,
    sentence: Span,
    listed: Sequence[Word],
    name: tuple[int, int],
    title: Span | None,
) -> Meeting:
    start, end = name
    body = (
        _body_in(listed, start, end)
        or _subject(listed, start)
        or _body_before(listed, start, end)
        or (_opening_body(listed) if _at_its(listed) == name else None)
        or _held_by(listed, end)
    )
    found = _body_found(text, listed, body) if body else None
    if title is not None and (
        body is None or not any(w.capital for w in listed[body[0] : body[1]])
    ):
        found = _body_in_headline(text, title, found) or found
    return Meeting(
        name=_named(text, listed, name, title), body=found, date=meeting_date(text, sentence)
    )


def _body_in_headline(text: str, title: Span, body: Found | None) -> Found | None:
    """Give the body as the headline has it in full: "leading group" is the "Central Leading Group"."""
    head = words(text, title.start, title.end)
    said = {w.low for w in head}
    if not said & _MEETINGS or (body and body.text.split()[-1].lower() not in said):
        return None
    named = _body_in(head, 0, len(head))
    return _body_found(text, head, named) if named else None


def _named(
    text: str, listed: Sequence[Word], name: tuple[int, int], title: Span | None
) -> Found | None:
    start, end = name
    bare = end - start == 1
    return _from_headline(text, listed, start, title, bare=bare) or (
        _found(text, listed, (start, end)) if end - start > 1 else None
    )


def _held_by(listed: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Read the body of "a meeting was held by the foreign affairs office"."""
    by = next((i for i in range(at, min(at + 6, len(listed))) if listed[i].low == "by"), None)
    if by is None or listed[by - 1].low not in _HELD:
        return None
    start = _without_article(listed, by + 1)
    stop = next(
        (i for i in range(start, len(listed)) if listed[i].low in {".", ",", "in", "on"}), start
    )
    return (start, _body_end(listed, start, stop) or stop) if stop > start else None


def _told_late(text: str, sentences: Sequence[tuple[Span, Sequence[Word]]]) -> Meeting | None:
    """Read the meeting from a later sentence: "The council adopted this at its third meeting"."""
    for sentence, spoken in sentences:
        name = _at_its(spoken[:_LONGEST])
        if name:
            return _meeting(text, sentence, spoken[:_LONGEST], name, None)
    return None


def _in_headline(
    text: str, sentences: Sequence[tuple[Span, Sequence[Word]]], title: Span | None
) -> Meeting:
    """Read the meeting from "Joint Communiqué of the Fourth Meeting of Ministers of Transport"."""
    date = meeting_date(text, sentences[0][0]) if sentences else None
    if title is None:
        return Meeting(date=date)
    listed = words(text, title.start, title.end)
    starts = [i + 1 for i, w in enumerate(listed) if w.low in {"of", "from"}]
    name = _led(listed) or next(filter(None, (_meeting_phrase(listed, i) for i in starts)), None)
    if name is None:
        return Meeting(date=date)
    body = _after_of(listed, *name) or _body_before(listed, *name)
    return Meeting(
        name=_found(text, listed, name),
        body=_found(text, listed, body) if body else None,
        date=date,
    )


def _after_of(listed: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    """Give whose meeting it was: what follows "of" after the noun."""
    meeting = max((i for i in range(start, end) if listed[i].low in _MEETINGS), default=end)
    for i in range(meeting, end - 1):
        if listed[i].low == "of":
            return _without_article(listed, i + 1), end
    return None


def _from_headline(
    text: str, listed: Sequence[Word], start: int, title: Span | None, *, bare: bool
) -> Found | None:
    """Take the name from the headline where the prose says only "a meeting"."""
    if title is None or not start or listed[start - 1].low not in {"a", "an"}:
        return None
    held = _HEADLINE.match(title.of(text))
    holds = _HOLDS.search(title.of(text))
    if held:
        named = words(text, title.start, title.start + held.end("before"))
    elif holds and bare:
        named = words(text, title.start + holds.start("after"), title.start + holds.end("after"))
    else:
        return None
    if len(named) <= 1 or not any(w.low in _MEETINGS for w in named):
        return None
    return value(text, named)


def _found(text: str, listed: Sequence[Word], part: tuple[int, int]) -> Found:
    return value(text, listed[part[0] : part[1]])


def _held(listed: Sequence[Word]) -> tuple[int, int] | None:
    """Read "the committee held its second meeting of 2004"."""
    for i, word in enumerate(listed[:80]):
        if word.low not in _HELD or (
            i and listed[i - 1].low in {"was", "were", "been", "is", "be"}
        ):
            continue
        return _meeting_phrase(listed, i + 1)
    return None


def _was_held(listed: Sequence[Word]) -> tuple[int, int] | None:
    """Read "the second meeting of the committee was held"."""
    for i, word in enumerate(listed[:120]):
        nexts = {w.low for w in listed[i + 1 : i + 4]} if word.low in {"was", "were"} else set()
        held = bool(nexts & _HELD) or (bool(nexts & {"presided", "chaired"}) and i > _SHORT_SUBJECT)
        if held or (
            word.low in {"took", "kicked", "convened", "opened"}
            and i
            and listed[i - 1].low != "was"
        ):
            start = _after_adjunct(listed, i)
            if any(w.low in _MEETINGS for w in listed[start:i]):
                return _without_article(listed, start), _without_asides(listed, start, i)
    return None


def _led(listed: Sequence[Word]) -> tuple[int, int] | None:
    """Read "X presided over the second meeting of the committee"."""
    for i, word in enumerate(listed[:120]):
        led = i and word.low in {"leading", "attending"} and listed[i - 1].low in {"while", "when"}
        if word.low in _LED or led:
            phrase = _meeting_phrase(listed, i + 1)
            if phrase and phrase[1] - phrase[0] > 1:
                return phrase
    return None


def _speaks(listed: Sequence[Word]) -> tuple[int, int] | None:
    """Read "The State Council's executive meeting chaired by X called for": the meeting is the subject."""
    starts = [0, *(i + 1 for i, w in enumerate(listed[:80]) if w.low in {",", "at"})]
    return next((found for found in (_speaks_from(listed, at) for at in starts) if found), None)


def _speaks_from(listed: Sequence[Word], at: int) -> tuple[int, int] | None:
    start = _without_article(listed, at)
    for i in range(start + 1, min(len(listed) - 1, start + _LATEST_SUBJECT)):
        if listed[i].low in _MEETINGS and listed[i + 1].low not in _MEETINGS:
            of = _of_body(listed, start, i)
            if of:
                return of
            named = any(_house(w) in _BODIES and w.capital for w in listed[start:i])
            named = named and not any(w.low in _NOT_NAMED for w in listed[start:i])
            led = listed[i + 2].low if listed[i + 1].low == "," and i + 2 < len(listed) else ""
            follows = (
                listed[i + 1].low in _LED or led in _LED or lemma(listed[i + 1].low) in REPORTING
            )
            return (start, i + 1) if named and follows else None
        if listed[i].low in {",", "."}:
            return None
    return None


def _of_body(listed: Sequence[Word], start: int, i: int) -> tuple[int, int] | None:
    """Read "An executive meeting of the State Council, chaired by X, mapped out"."""
    if listed[i + 1].low != "of":
        return None
    near = range(i + 2, min(i + 14, len(listed) - 1))
    stop = next((n for n in near if listed[n].low in _LED | {","}), None)
    if stop is None or not any(_house(w) in _BODIES and w.capital for w in listed[i + 2 : stop]):
        return None
    return (start, stop) if listed[stop + (listed[stop].low == ",")].low in _LED else None


def _house(word: Word) -> str:
    return word.low.removesuffix("'s")


def _at_its(listed: Sequence[Word]) -> tuple[int, int] | None:
    """Read "the committee suggested at its regular meeting for the second quarter"."""
    for i in range(min(len(listed) - 1, 60)):
        if listed[i].low == "at" and listed[i + 1].low == "its":
            phrase = _meeting_phrase(listed, i + 1)
            if phrase and (_subject(listed, phrase[0]) or _opening_body(listed)):
                return phrase
    return None


def _remarks_at(listed: Sequence[Word]) -> tuple[int, int] | None:
    """Read "made the remarks at a national meeting on harvests"."""
    for i in range(min(len(listed) - 2, 80)):
        if listed[i].low in {"remarks", "instructions"} and listed[i + 1].low in {"at", "during"}:
            phrase = _meeting_phrase(listed, i + 2)
            if phrase and phrase[1] - phrase[0] > 1:
                return phrase
    return None


def _opening_body(listed: Sequence[Word]) -> tuple[int, int] | None:
    """Read the body that opens a sentence: "The council adopted this at its third meeting"."""
    start = _without_article(listed, 0)
    for i in range(start, min(start + _LATEST_SUBJECT, len(listed) - 1)):
        if listed[i].low in _BODIES and listed[i + 1].low in PAST:
            return start, i + 1
        if listed[i].low in {",", ";"}:
            break
    return None


def _after_adjunct(listed: Sequence[Word], end: int) -> int:
    """Give where the meeting's name begins: after "On August 1,", "Days ago," or "To improve X,"."""
    if not listed or listed[0].low not in _ADJUNCTS:
        return 0
    commas = [i for i in range(min(end, 80)) if listed[i].low == "," and i + 1 < len(listed)]
    commas = [i for i in commas if not listed[i + 1].low.isdigit()]
    near = [i + 1 for i in commas if i < _NEAR_COMMA]
    if listed[0].low in _LONG_ADJUNCTS:
        return commas[-1] + 1 if commas else 0
    return near[0] if near else 0


def _without_article(listed: Sequence[Word], at: int) -> int:
    while at < len(listed) and listed[at].low in {"the", "a", "an", "its", "their", "over"}:
        at += 1
    return at


def _without_asides(listed: Sequence[Word], start: int, end: int) -> int:
    """Leave out what stands between commas after the name: ", hosted by X,"."""
    for i in range(start, end):
        if listed[i].low == "," and any(w.low in _MEETINGS for w in listed[start:i]):
            return i
    while end > start and listed[end - 1].low in {"recently", "also"}:
        end -= 1
    return end


def _meeting_phrase(listed: Sequence[Word], at: int) -> tuple[int, int] | None:
    start = _without_article(listed, at)
    seen = topic = False
    i = start
    while i < len(listed):
        word = listed[i].low
        topic = topic or (seen and word == "on")
        if word in _MEETINGS:
            seen = True
        elif (word == "for" and _names_work(listed, i)) or (
            topic and word == "and" and _is_topic(listed, i + 1) and _goes_on(listed, i + 1)
        ):
            pass
        elif word == "in" and not _is_year(listed, i + 1):
            if seen or not listed[i + 1 : i + 2] or not _proper(listed, i + 1):
                break
        elif (word == "a" and seen) or (
            word in _STOPS
            and not (word in _IN_NAME and (_proper(listed, i + 1) or _is_quarter(listed, i + 1)))
            and not (word == "on" and seen and _is_topic(listed, i + 1))
        ):
            break
        i += 1
    return (start, i) if seen and i > start else None


def _is_topic(listed: Sequence[Word], at: int) -> bool:
    """Say whether "on" tells what the meeting was about, and not when it was."""
    if at >= len(listed) or listed[at].low in {"how", "whether", "what"}:
        return False
    near = {w.low for w in listed[at : at + 3]}
    return listed[at].low[0].isalpha() and not listed[at].capital and not near & _TIMES


def _names_work(listed: Sequence[Word], at: int) -> bool:
    """Say whether "for" goes on with a body's name: "the commission for deepening reform"."""
    if at + 1 >= len(listed) or not at or listed[at - 1].low not in _BODIES:
        return False
    nextly = listed[at + 1].low
    return nextly in ING or (nextly not in FUNCTION_WORDS and nextly[0].isalpha())


def _goes_on(listed: Sequence[Word], at: int) -> bool:
    """Say whether the topic goes on after "and": "on flood and drought control", not "and delivered"."""
    word = listed[at].low
    return word not in PAST and word not in FUNCTION_WORDS and not word.endswith("ly")


def _is_quarter(listed: Sequence[Word], at: int) -> bool:
    """Say whether "the second quarter" stands here."""
    return [w.low for w in listed[at : at + 3 : 2]] == ["the", "quarter"]


def _is_year(listed: Sequence[Word], at: int) -> bool:
    return at < len(listed) and re.fullmatch(r"(?:19|20)\d\d", listed[at].low) is not None


def _proper(listed: Sequence[Word], at: int) -> bool:
    """Say whether a name goes on after "for", "and": "Leading Group for Improving", "and the District"."""
    if at < len(listed) and listed[at].low in {"the", "its"}:
        at += 1
    return (
        at < len(listed)
        and listed[at].capital
        and listed[at].low
        not in {
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        }
    )


def _body_in(listed: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    """Read the body out of "second meeting of the monetary policy committee"."""
    meeting = next((i for i in range(start, end) if listed[i].low in _MEETINGS), end)
    for i in range(meeting, end - 1):
        if listed[i].low != "of":
            continue
        first = _without_article(listed, i + 1)
        stop = _body_end(listed, first, end)
        if stop and not _is_year(listed, first):
            return first, stop
    return None


def _body_found(text: str, listed: Sequence[Word], body: tuple[int, int]) -> Found:
    start, end = body
    if end - start > 1 and listed[start].low in _BEFORE_NAMES and listed[start + 1].capital:
        body = start + 1, end  # "China's State Council", "the new State Council".
    named = _found(text, listed, _without_definition(listed, *body))
    if not named.text.endswith(("'s", "’s")):
        return named
    return Found(named.text[:-2], Span(named.span.start, named.span.end - 2))


def _without_definition(listed: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Leave out (the "Committee") after a body; (PBC) belongs to its name."""
    for i in range(start + 1, end - 1):
        if listed[i].low == "(" and any(w.low in '"“”' for w in listed[i + 1 : i + 4]):
            return start, i
    return start, end


def _body_end(listed: Sequence[Word], start: int, end: int) -> int | None:
    if not any(listed[i].low in _BODIES for i in range(start, end)):
        return None
    named = False
    for i in range(start, end):
        word = listed[i].low
        named = named or word in _BODIES
        if named and (
            word in {"&", ";", ","} or (word in {"in", "held"} and _is_year(listed, i + 1))
        ):
            return i
        if named and word == "and" and listed[i + 1 : i + 2] and _starts_second_body(listed, i + 1):
            return i
    return end


def _starts_second_body(listed: Sequence[Word], at: int) -> bool:
    return listed[at].low in {"the", "its"} or _is_year(listed, at)


def _subject(listed: Sequence[Word], name: int) -> tuple[int, int] | None:
    """Read the body that held the meeting, as the subject of "held"."""
    verb = next(
        (i for i in range(name - 1, max(name - 4, -1), -1) if _ends_subject(listed, i)), None
    )
    if verb is None:
        return None
    start = _without_article(listed, _after_adjunct(listed, verb))
    end = verb
    while end > start and (
        listed[end - 1].low.endswith("ly") or listed[end - 1].low in _BEFORE_HELD
    ):
        end -= 1
    if end <= start:
        return None
    if any(chinese_name(listed, i) == end - i for i in range(start, end)):
        return None  # Who held the meeting is a person.
    if end - start == 1 and not listed[start].capital:
        return None  # "The company" names nobody.
    known = any(w.low in _BODIES for w in listed[start:end])
    return (start, end) if known or _is_proper_name(listed, start, end) else None


def _ends_subject(listed: Sequence[Word], i: int) -> bool:
    return listed[i].low in _HELD or (
        listed[i].low in PAST and [w.low for w in listed[i + 1 : i + 3]] == ["at", "its"]
    )


def _is_proper_name(listed: Sequence[Word], start: int, end: int) -> bool:
    """Say whether a few capitalised words name a house rather than a person."""
    short = end - start <= _LONGEST_HOUSE
    return short and all(w.capital for w in listed[start:end]) and not chinese_name(listed, start)


def _body_before(listed: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    """Read the body that stands before the noun: "State Council executive meeting"."""
    last = next(
        (
            i
            for i in range(start, end)
            if _house(listed[i]) in _BODIES - _PLACES and listed[i].capital
        ),
        None,
    )
    if last is None:
        return None
    first = last
    while (
        first > start
        and listed[first - 1].capital
        and listed[first - 1].low not in {"plenary", "meeting"}
    ):
        first -= 1
    return first, last + 1
