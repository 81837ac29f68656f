"""Reads who chaired and who was present, with their posts, and which groups were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from plenary.readout.draft import Attendee, Found, Span
from plenary.readout.english.names import SURNAMES, chinese_name, foreign_name, skip_honorifics
from plenary.readout.english.posts import (
    CORE_POSTS,
    JOINTS,
    is_plural,
    posts_after,
    title_before,
    with_shared,
)
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import HONORIFICS, POST_HEADS
from plenary.readout.english.words import Word, unglued, value, words

Role = Literal["chair", "present", "absent", "spoke"]
_CUES: tuple[tuple[Role, bool, str], ...] = (
    ("absent", False, r"(?:was|were)\s+(?:also\s+)?absent|took\s+(?:a\s+)?leave|(?:was|were)\s+on\s+leave|submitted\s+(?:their\s+)?written|sent\s+(?:written|representatives?|their)|(?:was|were)\s+unable\s+to|did\s+not\s+attend|asked\s+for\s+leave|failed\s+to\s+attend|(?:was|were)\s+(?:excused|not\s+present)|were\s+on\s+(?:business|duty)|gave\s+(?:written|their\s+apologies)|expressed\s+(?:their\s+)?(?:views|opinions)\s+in\s+writ"),
    ("chair", True, r"(?:co-?)?chaired\s+by|presided\s*(?:over)?\s+by|hosted\s+by|(?:meeting|conference|session)\s+was\s+convened\s+by|moderated\s+by|under\s+the\s+chairmanship\s+of"),
    ("present", True, r"attended\s+by|joined\s+by|presented\s+by|(?:present|attending)(?:\s+at)?(?:\s+the\s+\w+)?\s+(?:was|were|are|is|included|include)\b|participated\s+(?:in\s+)?by|participants\s+(?:included|were)|attendees\s+(?:included|were)|in\s+attendance\s+were|accompanied\s+by|attending\s+the\s+\w+\s+(?:included|were)|(?:was|were)\s+participated\s+by"),
    ("chair", False, r"(?:made|making)\s+(?:the|these|this|his|her)\s+(?:remarks?|comments?|statements?|call)\s+(?:(?:when|while|at|as|in)\s+)?(?:\w+ly\s+)?(?:he\s+|she\s+)?(?:chair|presid|host|lead|head)(?:ing|ed)\b|(?:held|convened|called|organi[sz]ed)\s+(?:a|an|the)\s+(?:[\w-]+\s+){0,4}(?:meeting|conference|symposium|teleconference)\b|(?:also\s+)?(?:co-?)?chair(?:ed|ing)\b|presid(?:ed|ing)\b|presides\b|chairs\b|(?:hosted|moderated)\s+(?:the|a|this)\b|was\s+(?:the|in\s+the)\s+chair"),
    ("present", False, r"attended\b|(?:was|were)\s+(?:all\s+|also\s+)*(?:present\b|in\s+attend[ae]nce)|sat\s+in\b|participated\b|(?:was|were)\s+(?:also\s+)?invited\s+to\s+(?:attend|participate|sit)|took\s+part\b|joined\s+the\s+(?:meeting|session|conference|discussion)|(?:also\s+)?(?:made|delivered|gave)\s+(?:a|an|the|his|her|keynote|important)?\s*(?:\w+\s+)?(?:speech|report|remarks|address|presentation|briefing|lecture)"),
    ("spoke", False, r"made\s+(?:the|these)\s+remarks\b|(?:respectively\s+)?conveyed\b|reported\s+(?:on|to)\b|spoke\s+(?:at|on|first)\b|reviewed\b|summari[sz]ed\b|inspected\b|briefed\b|introduced\b|(?:stressed|emphasi[sz]ed|noted|stated|required|urged|proposed|said|requested|added|vowed|pledged|demanded|reiterated|warned|ordered|instructed|underscored|underlined|highlighted|reaffirmed|announced|observed|remarked|recalled|concluded|suggested|recommended)\b(?!\s+by)|pointed\s+out\b|outlined\b|elaborated\b|called\s+(?:on|for)\b|expressed\b"),
)  # fmt: skip
_CUE = re.compile(
    r"\b(?:" + "|".join(f"(?P<c{i}>{form})" for i, (_, _, form) in enumerate(_CUES)) + ")"
)
_LABELS: dict[str, Role] = {
    "chair": "chair", "chairs": "chair", "chairman": "chair", "chaired by": "chair", "chairperson": "chair",
    "moderator": "chair", "host": "chair", "presiding": "chair", "presided over by": "chair",
    "present": "present", "in attendance": "present", "attendees": "present", "participants": "present",
    "members present": "present", "attended by": "present", "attendance": "present", "also present": "present",
    "absent": "absent", "apologies": "absent", "apologies for absence": "absent", "excused": "absent",
}  # fmt: skip
_LABEL = re.compile(
    r"^(" + "|".join(sorted(_LABELS, key=len, reverse=True)) + r")\s*[:：]", re.IGNORECASE
)
_TELLING = word_set("""
    absent leave written unable attend excused apologies submitted sent expressed asked failed
    chairing presiding chaired co-chaired cochaired presided held organized organised hosted co-hosted convened moderated chairmanship
    attended joined presented present attending participated participants attendees attendance
    attendence in-attendance accompanied presides chairs chair sat took conveyed reported spoke
    reviewed summarized summarised inspected briefed introduced business duty
    """)
_SPEAKING = word_set("""
    stressed emphasized emphasised noted stated required urged proposed said requested added pointed
    outlined elaborated called vowed pledged demanded reiterated warned ordered instructed underscored
    underlined highlighted reaffirmed announced observed remarked recalled concluded suggested recommended
    """)
_GAVE = word_set("made delivered gave")
_SPEECHES = word_set(
    "speech report remarks address presentation briefing lecture views opinions apologies"
)
"""The words without which a sentence tells of nobody's presence."""
_LONGEST_LIST = 1200
_IN_CHAIR = re.compile(r"(?i)(?:in the )?chair(?:man|woman|person)?|presiding")
_CHAIR = re.compile(
    r"(?i)(?:(?:acting|deputy|vice)[- ]){0,2}(?:(?:co-)?chair(?:man|woman|person)?|(?:lord )?mayor|president|speaker|director|secretary|convener|leader)"
    r"(?: of [^,;.]{3,90})?"
)
_POST_ENDS = word_set(". , ; with on at in from")
_END = Word("", 0, 0, False)
_DASH = r"(?:[ \t]+(?:[–—]|--?)[ \t]+|[–—])"
_DASHED = re.compile(
    rf"(?P<before>{_DASH}|(?<=[Cc]hair)[ ]\()(?P<aside>[A-Za-z][^;:!?\n–—]{{1,80}}?)(?P<after>{_DASH}|\)[ ])"
    r"(?=(?:also |then )?(?:presid(?:ed|ing)|(?:co-?)?chair(?:ed|s|ing)|hosted|moderated|attended|opened|(?:took|was in|were in) the chair|(?:was|were) (?:also )?(?:present|in attendance)))"
)
"""An aside between dashes, or behind the chair in brackets, before what somebody did: "The Chair – Ann Hill – presided"."""
_WHO = re.compile(r"\bwho\b[^;]*$")
_BESIDE = re.compile(
    r",\s+(?:and\s+)?with\s+(?P<who>.+?),?\s+(?:also\s+)?(?:in\s+attend[ae]nce|attending|present|participating)\b"
)
_DONE = re.compile(r"\s*(?:over\s+)?(?:the|this)\s+\w+;")
"""What is left of "presided over the meeting; " before the next person."""
_WHO_CHAIRED = re.compile(r"\bwho\s+(?:also\s+)?(?:chaired|presided|hosted)")
_INCLUDED = re.compile(r",\s+(?:including|among\s+them|namely)\s")
_LIST_END = word_set("""
    who which where when while stressing emphasizing noting pointing delivered spoke said was were is are
    has had introduced conducted listened made gave briefed reported
    """)
_GROUP_ENDS = word_set("also all both respectively , ; were was")
_NO_GROUP = word_set("he she they it this these")
_OPENING = 12
_OCCASION = re.compile(r"(?:At|During|In|After|On)\s[^,]{3,60},")
_LONGEST_GROUP = 240
_WHEN = word_set("during at in after before on")
_MEETING = word_set("meeting session conference plenary symposium seminar forum event")
_GROUP = re.compile(
    r"(?i)\b(?:representatives?|heads|members|leaders|officials|presidents|experts|directors|principals|persons?|staff|"
    r"personnel|delegates|observers|responsible|leading|principal|cadres|scholars|chiefs|secretaries|officers|employees)\b"
)


@dataclass(slots=True)
class People:
    """Who chaired, who was present, and which groups without names were."""

    chair: list[Found] = field(default_factory=list)
    attendees: list[Attendee] = field(default_factory=list)
    groups: list[Found] = field(default_factory=list)
    unnamed: Found | None = None
    """The post of whom the text says that they presided, without a name."""

    def add(self, person: Attendee) -> None:
        """Keep a person once; the same name with another affiliation is another person."""
        if person.name.text.isalpha() and self._is_known(person.name.text):
            return
        for i, known in enumerate(self.attendees):
            if _same(known.name, person.name):
                if not known.posts:
                    self.attendees[i] = Attendee(known.name, person.posts)
                    return
                if not person.posts or any(
                    _same_post(old, new) for old in known.posts for new in person.posts
                ):
                    return
        self.attendees.append(person)

    def _is_known(self, surname: str) -> bool:
        """Say whether a surname alone means somebody named in full before: "Premier Li said"."""
        names = [p.name.text.split() for p in self.attendees]
        return any(len(name) > 1 and surname in name for name in names)

    def add_chair(self, name: Found) -> None:
        """Keep a chair once."""
        if not any(_same(c, name) for c in self.chair):
            self.chair.append(name)

    def called(self, text: str, place: Span) -> list[Attendee]:
        """Give whom a surname alone means: "Li, also head of the group, made the remarks while chairing"."""
        listed = words(text, place.start, place.end)
        if not listed or (len(listed) > 1 and listed[1].low != ","):
            return []
        for i, known in enumerate(self.attendees):
            if listed[0].low in known.name.text.casefold().split():
                posts = posts_after(text, listed, 1, len(listed), is_last=True)
                new = tuple(p for p in posts if not any(_same_post(old, p) for old in known.posts))
                self.attendees[i] = Attendee(known.name, known.posts + new)
                return [self.attendees[i]]
        return []


def _same_post(a: Found, b: Found) -> bool:
    """Say whether two posts are one, perhaps given in full and in short: "Dean of the School", "Dean"."""
    first, second = a.text.casefold(), b.text.casefold()
    return first == second or first.startswith(second + " of ") or second.startswith(first + " of ")


def _same(a: Found, b: Found) -> bool:
    return "".join(a.text.split()).casefold() == "".join(b.text.split()).casefold()


@dataclass(frozen=True, slots=True)
class _Listing:
    role: Role
    place: Span
    labelled: bool = False


def read_people(text: str, sentences: Iterable[tuple[Span, Sequence[Word]]]) -> People:
    """Read the people of a text from its sentences."""
    people = People()
    for sentence, told in sentences:
        spoken = told
        if plain := _without_dashes(text, sentence):
            text = plain
            spoken = words(text, sentence.start, sentence.end)
        last: list[Attendee] = []
        for listing in _listings(text, sentence, spoken):
            listed = list(_persons(text, words(text, listing.place.start, listing.place.end)))
            if listing.role in {"spoke", "present"} and not listed:
                people.called(text, listing.place)  # "Li, also head of the group, said"
            if listing.role == "absent" or (
                listing.role == "spoke" and not _opens(text, listing, listed)
            ):
                continue
            if not listed and listing.role == "present":
                _add_group(text, listing.place, people)
            if listing.role == "chair":
                _add_chairs(text, listing.place, listed or last, people)
            for person in listed:
                people.add(person)
                if listing.labelled and any(_IN_CHAIR.fullmatch(p.text) for p in person.posts):
                    people.add_chair(person.name)
            last = listed
    return people


def _without_dashes(text: str, sentence: Span) -> str:
    """Give the text with commas in the place of a sentence's dashes, all else where it was; nothing without any."""
    found = list(_DASHED.finditer(text, sentence.start, sentence.end))
    for start, end in [one.span(side) for one in found for side in ("before", "after")]:
        text = f"{text[:start]},{' ' * (end - start - 1)}{text[end:]}"
    return text if found else ""


def _opens(text: str, listing: _Listing, listed: Sequence[Attendee]) -> bool:
    """Say whether a speaker opens the sentence, and is not named in passing."""
    if not listed:
        return False
    first = min([listed[0].name.span.start, *(p.span.start for p in listed[0].posts)])
    before = text[listing.place.start : first].rpartition(";")[2].strip()
    return len(before) <= _OPENING or _OCCASION.fullmatch(before) is not None


def _listings(text: str, sentence: Span, spoken: Sequence[Word]) -> Iterator[_Listing]:
    """Give the lists of people in a sentence, each with what its people did."""
    label = _LABEL.match(text[sentence.start : sentence.start + 40])
    if label:
        role = _LABELS[label.group(1).lower()]
        yield _Listing(role, Span(sentence.start + label.end(), sentence.end), True)
        return
    said = {word.low for word in spoken[:_LONGEST_LIST]}
    if (
        said.isdisjoint(_TELLING)
        and (said.isdisjoint(_GAVE) or said.isdisjoint(_SPEECHES))
        and (said.isdisjoint(_SPEAKING) or not _may_open_with_a_person(spoken))
    ):
        return
    view, places = unglued(text, spoken[:_LONGEST_LIST])
    for listing in _cued(view):
        start, stop = listing.place.start, listing.place.end
        yield _Listing(listing.role, Span(places(start), places(stop)))


def _may_open_with_a_person(spoken: Sequence[Word]) -> bool:
    """Say quickly whether a speaker may open the sentence, perhaps after "During the meeting,"."""
    first = spoken[0].low
    named = len(spoken) > 1 and spoken[1].capital and first not in _NO_GROUP | {"the"}
    named = named or [w.low for w in spoken[1:3]] in ([",", "also"], [",", "who"])
    return named or first in _WHEN or first in POST_HEADS or first.rstrip(".") in HONORIFICS


def _cued(view: str) -> Iterator[_Listing]:
    low = view.lower()
    cues = list(_CUE.finditer(low if len(low) == len(view) else view))
    start = passed = 0
    for i, cue in enumerate(cues):
        if i < passed:
            continue
        role, by, _ = _CUES[int((cue.lastgroup or "c0")[1:])]
        if by:
            passed = _past_asides(view, cues, i + 1)
            end = cues[passed].start() if passed < len(cues) else len(view)
            beside = _BESIDE.search(view, cue.end(), end)
            if beside:
                yield _Listing("present", Span(beside.start("who"), beside.end("who")))
            yield _Listing(role, Span(cue.end(), beside.start() if beside else end))
            yield from _chair_among(view, Span(cue.end(), end))
            start = end
        elif start < cue.start():
            done = _DONE.match(view, start, cue.start())
            yield _Listing(role, Span(done.end() if done else start, cue.start()))
            start = cue.end()
            included = _INCLUDED.search(view, start, start + 120)
            if included and i + 1 == len(cues) and role != "absent":
                yield _Listing("present", Span(included.end(), len(view)))
        else:
            start = max(start, cue.end())


def _past_asides(view: str, cues: Sequence[re.Match[str]], i: int) -> int:
    """Give the next cue that ends a list: what stands in "A, who chaired the meeting; and B" does not."""
    while i < len(cues):
        aside = _WHO.search(view, max(0, cues[i].start() - 60), cues[i].start())
        if not aside or ";" not in view[cues[i].end() :]:
            return i
        i += 1
    return i


def _chair_among(view: str, place: Span) -> Iterator[_Listing]:
    """Give the one of a list who "chaired the meeting"."""
    chaired = _WHO_CHAIRED.search(view, place.start, place.end)
    if chaired:
        item = view.rfind(";", place.start, chaired.start()) + 1
        yield _Listing("chair", Span(max(item, place.start), chaired.start()))


def _list_end(listed: Sequence[Word]) -> int:
    """Give where a list of people ends: before "who", ", the meeting", a further verb."""
    passed = 0
    for i, word in enumerate(listed):
        if i < passed:
            continue
        if word.low == "who" and i:
            passed = next((n for n in range(i, len(listed)) if listed[n].low == ";"), 0)
            if passed:
                continue  # "A, who chaired the meeting; and B": the list goes on.
        if word.low in _LIST_END and i:
            return i
        told = word.low == "the" and i + 1 < len(listed) and listed[i + 1].low in _MEETING
        if told and i and listed[i - 1].low not in _WHEN:
            return i
    return len(listed)


def _names(listed: Sequence[Word], end: int) -> list[tuple[int, int, int]]:
    """Give the names of a list: where the honorific begins, where the name begins and ends."""
    result: list[tuple[int, int, int]] = []
    at = 0
    while at < end:
        name = skip_honorifics(listed, at)
        size = chinese_name(listed, name) or _surname(listed, name)
        if not size and (name > at or _opens_item(listed, at)):
            size = foreign_name(listed, name, titled=name > at)
            if size and name == at and not _closes_item(listed, name + size):
                size = 0
            if size > 1 and chinese_name(listed, name + 1) == size - 1:
                size = 0  # An unknown post before a Chinese name.
        if size and name + size <= end:
            result.append((at, name, name + size))
            at = name + size
        else:
            at += 1
    return result


def _surname(listed: Sequence[Word], at: int) -> int:
    """Read a surname alone after a post: "Director He"."""
    if not 0 < at < len(listed) or not (listed[at].capital and listed[at - 1].capital):
        return 0
    follows = at + 1 < len(listed) and listed[at + 1].capital
    return int(listed[at].low in SURNAMES and listed[at - 1].low in CORE_POSTS and not follows)


def _opens_item(listed: Sequence[Word], at: int) -> bool:
    if at == 0 or listed[at - 1].low in JOINTS | {"by", "including", ":", "were", "as"}:
        return True
    before = listed[at - 1]
    return before.capital and (
        before.low in CORE_POSTS or before.low.removesuffix("s") in CORE_POSTS
    )


def _closes_item(listed: Sequence[Word], at: int) -> bool:
    if at >= len(listed):
        return True
    if listed[at].low in {"(", "（", "."}:
        return True
    return listed[at].low in JOINTS


def _persons(text: str, listed: Sequence[Word]) -> Iterator[Attendee]:
    end = _list_end(listed)
    names = _names(listed, end)
    shared: tuple[Found, ...] = ()
    people: list[Attendee] = []
    for i, (before, start, stop) in enumerate(names):
        next_start = names[i + 1][0] if i + 1 < len(names) else end
        previous_end = names[i - 1][2] if i else 0
        own_title = title_before(text, listed, previous_end, before)
        if not i and not own_title:
            own_title = _chair_before(text, listed, before)
        posts = posts_after(text, listed, stop, next_start, is_last=i + 1 == len(names))
        if own_title:
            shared = own_title if is_plural(own_title[0].text) else ()
        name = value(text, listed[start:stop])
        people.append(Attendee(name, own_title + posts or (shared if i and not posts else ())))
    yield from with_shared(people)


def _add_chairs(text: str, place: Span, listed: Sequence[Attendee], people: People) -> None:
    chairs = listed or people.called(text, place)
    for person in chairs:
        people.add_chair(person.name)
    if not chairs:
        people.unnamed = people.unnamed or _post_alone(text, place)


def _post_alone(text: str, place: Span) -> Found | None:
    """Read the post of "The Chair of the Committee presided", or of "chaired by the Mayor and approved"."""
    part: list[Word] = []
    for word, after in pairwise([*words(text, place.start, place.end), _END]):
        if word.low in _POST_ENDS or (word.low == "and" and not after.capital):
            if post := _chairing_post(text, part):
                return post
            part = []
        elif part or word.low not in {"the", "its", "and", "also"}:
            part.append(word)
    return _chairing_post(text, part)


def _chairing_post(text: str, part: Sequence[Word]) -> Found | None:
    post = value(text, part) if part else None
    return post if post and _CHAIR.fullmatch(post.text) else None


def _chair_before(text: str, listed: Sequence[Word], before: int) -> tuple[Found, ...]:
    """Read the post of "The Chair of the Committee, Jane Smith, presided"."""
    titled = listed[1:before] if listed and listed[0].low == "the" else listed[:before]
    if len(titled) < 2 or titled[-1].low != ",":  # noqa: PLR2004 - a post and its comma
        return ()
    post = value(text, titled[:-1])
    return (post,) if _CHAIR.fullmatch(post.text) else ()


def _add_group(text: str, place: Span, people: People) -> None:
    listed = words(text, place.start, place.end)
    while listed and listed[-1].low in _GROUP_ENDS:
        listed.pop()
    if not listed or place.end - place.start > _LONGEST_GROUP:
        return
    group = value(text, listed)
    if _GROUP.search(group.text) and listed[0].low not in _NO_GROUP:
        people.groups.append(group)
