"""In whose words, and in which manner, a readout says what stands at a place: noted, stressed, required."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from plenary.readout.chinese.frames import frame_of, skip_links
from plenary.readout.chinese.layout import layout_of
from plenary.readout.draft import Lang, Span
from plenary.readout.english.layout import read_layout
from plenary.readout.english.verbs import BASE

Manner = Literal["noted", "held", "stressed", "required", "decided", "said"]

_CHINESE: tuple[tuple[str, Manner], ...] = (
    ("强调", "stressed"),
    ("指出", "noted"),
    ("认为", "held"),
    ("要求", "required"),
    ("决定", "decided"),
    ("确定", "decided"),
    ("议定", "decided"),
)
"""The verbs of reporting; of several in one frame (强调指出) the earliest of this list says the manner."""
_ENGLISH: tuple[tuple[Manner, str], ...] = (
    ("stressed", (r"stress(?:ed|es)|emphasi[sz](?:ed|es)|underscor(?:ed|es)|underlin(?:ed|es)|"
                 r"highlight(?:ed|s)|reiterat(?:ed|es)|reaffirm(?:ed|s)")),
    ("noted", r"not(?:ed|es)|point(?:ed|s) out|observ(?:ed|es)|recogni[sz](?:ed|es)|acknowledg(?:ed|es)"),
    ("held", r"held|believ(?:ed|es)|agreed that"),
    ("required", (r"requir(?:ed|es)|urg(?:ed|es)|call(?:ed|s) (?:for|on|upon)|ask(?:ed|s)|"
                 r"request(?:ed|s)|demand(?:ed|s)|instruct(?:ed|s)|direct(?:ed|s)")),
    ("decided", r"decid(?:ed|es)|resolv(?:ed|es)|agreed to"),
    ("said", r"said|add(?:ed|s)|stat(?:ed|es)"),
)  # fmt: skip
_FRAME_EN = re.compile(
    r"(?:^|(?<=[.;,:”\"] ))(?P<who>(?:(?:The|the) (?:[\w’'-]+ ){0,6}?(?P<office>[a-z][\w-]+)|It|He|She|They|"
    r"(?:[A-Z][\w.’'-]+ ){0,2}[A-Z][\w’'-]+)) (?:(?:was|were) )?(?:also |further |then |again |strongly |finally )*"
    r"(?:" + "|".join(rf"(?P<{manner}>{verbs})" for manner, verbs in _ENGLISH) + r")\b"
)
_LEAD = re.compile(r"\s*(?:that|on)?\s*")
_SPACE = re.compile(r"\s+")
_PRONOUNS = frozenset({"It", "He", "She", "They"})
_WHO_ZH = re.compile(
    r"^(?P<who>.*?)(?:在会上|在讲话中|在[^，]{1,20}时)?(?:还|也|并|特别|进一步|一致|明确|着重|再次)*(?:强调|指出|认为|要求|决定|确定|议定|表示|提出|说|希望)"
)
_OFFICE_ZH = re.compile(
    r"^(?![按根依遵以]).{0,20}(?:书记|主任|主席|同志|[长理员])[\u4e00-\u9fff]{2,4}$"
)
_THE_MEETING = re.compile(r"会议|大会|全会|会上|座谈会")
_OF_THE_MEETING = frozenset(
    {"meeting", "session", "conference", "committee", "council", "group", "board"}
)
_STOP = {"zh": re.compile(r"[。！？]"), "en": re.compile(r"[.!?][”’\"]?\s+(?=[A-Z“])")}
_CLAUSE_ZH = re.compile(r"[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a place is reported; places of one sentence have the same ``sentence``."""

    manner: Manner | None
    """None where nothing before it in its paragraph reports it."""
    speaker: str
    """Who said it as printed; empty where the meeting did."""
    lead: str
    """The words before it as printed, where nothing else stands between them and it: "The meeting urged"."""
    paragraph: int
    sentence: int


def voices(text: str, lang: Lang, places: Sequence[Span]) -> list[Voice]:
    """Give the voice of each place of a readout's text."""
    paragraphs = list(_paragraphs(text, lang))
    return [_voice(text, lang, place, paragraphs) for place in places]


def begins_with_verb(demand: str) -> bool:
    """Say whether an English demand begins with its verb: "ensure the success of the fair"."""
    return demand.partition(" ")[0].lower() in BASE


def _paragraphs(text: str, lang: Lang) -> Iterator[Span]:
    if lang == "en":
        yield from read_layout(text).paragraphs
        return
    for one in layout_of(text).passages:
        if one.text:
            yield one.span(0, len(one.text))


def _voice(text: str, lang: Lang, place: Span, paragraphs: Sequence[Span]) -> Voice:
    inside = next((one for one in paragraphs if one.start <= place.start < one.end), None)
    start = inside.start if inside else text.rfind("\n", 0, place.start) + 1
    before = text[start : place.start]
    stops = [
        stop.end()
        for stop in _STOP[lang].finditer(text, start, place.start + 1)
        if stop.end() <= place.start
    ]
    reported = _reported_zh(before) if lang == "zh" else _reported_en(before)
    return Voice(*reported, paragraph=start, sentence=max(stops, default=start))


def _reported_zh(before: str) -> tuple[Manner | None, str, str]:
    """Read the frames of the clauses before a place; the last one holds."""
    manner: Manner | None = None
    speaker = ""
    for part in _CLAUSE_ZH.split(_SPACE.sub("", before)):
        said = _frame_zh(part)
        if not said:
            continue
        manner = next((kind for verb, kind in _CHINESE if verb in said), "said")
        who = _WHO_ZH.match(said)
        if who is not None and who["who"]:
            speaker = "" if _THE_MEETING.search(who["who"]) else who["who"]
    return manner, speaker, ""


def _frame_zh(clause: str) -> str:
    """Give the frame at the head of a clause; what all thought (与会同志认为) is none."""
    for part in (clause, clause[skip_links(clause) :]):
        frame = frame_of(part)
        if frame is not None:
            return "" if frame.kind in {"sees", "others"} else part[: frame.content]
    spoke = _WHO_ZH.fullmatch(clause)
    return clause if spoke and _OFFICE_ZH.search(spoke["who"]) else ""


def _reported_en(before: str) -> tuple[Manner | None, str, str]:
    """Find the last frame before a place; a pronoun keeps whoever spoke."""
    manner: Manner | None = None
    speaker = lead = ""
    told = _SPACE.sub(" ", before).lstrip()
    for frame in _FRAME_EN.finditer(told):
        manner = next(kind for kind, _verbs in _ENGLISH if frame[kind])
        who, office = frame["who"], frame["office"]
        if who not in _PRONOUNS:
            speaker = "" if office in _OF_THE_MEETING else who
        is_whole = _LEAD.fullmatch(told, frame.end()) and who not in _PRONOUNS
        lead = told[frame.start() :].strip() if is_whole else ""
    return manner, speaker, lead
