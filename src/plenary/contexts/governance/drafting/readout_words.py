"""The words of a published readout: how it says what was dealt with, and how the meeting said what it said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from plenary.contexts.governance.drafting.facts import Pair
from plenary.contexts.governance.drafting.writing import clause
from plenary.contexts.governance.enums import AgendaKind, DecisionKind
from plenary.kernel.text.wording import in_en, in_zh
from plenary.readout import Manner, Voice, begins_with_verb

DEALT: Mapping[str, Pair] = {
    AgendaKind.STUDY: Pair("传达学习了", "studied"),
    AgendaKind.HEAR: Pair("听取了", "heard"),
    AgendaKind.REVIEW: Pair("审议了", "reviewed"),
    AgendaKind.APPROVE: Pair("审议了", "considered"),
    AgendaKind.DISCUSS: Pair("研究了", "discussed"),
    AgendaKind.NOTIFY: Pair("通报了", "was informed of"),
    AgendaKind.OTHER: Pair("研究了", "dealt with"),
}
"""What is said of an item that the record has no outcome of."""
PASSED: Mapping[str, Pair] = {
    DecisionKind.ADOPTED: Pair("审议通过了", "reviewed and adopted"),
    DecisionKind.AMENDED: Pair("审议并原则通过了", "reviewed, and adopted with changes,"),
}
"""What is said of an item that was to be reviewed, approved or discussed, once it was."""
SAID: Mapping[Manner, Pair] = {
    "noted": Pair("指出", "noted"),
    "held": Pair("认为", "held"),
    "stressed": Pair("强调", "stressed"),
    "required": Pair("要求", "required"),
    "decided": Pair("决定", "decided"),
    "said": Pair("提出", "said"),
}
_RELAY = r"传达(?!室)"
_STUDY = r"学习(?![型班室营]|教育|中心|小组|计划|平台|空间|强国|资料|制度|成果)"
_RESEARCH = r"研究(?![院所型员]|生(?![态产活物])|室(?![内外])|会(?![展议])|中心(?!组|工作)|基地|报告|成果|课题)"
MEETING = Pair("会议", "The meeting")
_ACTED_ON: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(verbs)
    for kind, verbs in {
        AgendaKind.STUDY: rf"(?:{_RELAY})?{_STUDY}|{_RELAY}",
        AgendaKind.HEAR: r"听取(?!意见|制度)",
        AgendaKind.REVIEW: r"审议(?!意见|稿|结果|制度)",
        AgendaKind.APPROVE: r"审定(?![稿会]|意见|委员会)|审议(?!意见|稿|结果|制度)",
        AgendaKind.DISCUSS: rf"{_RESEARCH}|讨论(?![会稿组题区])",
        AgendaKind.NOTIFY: r"通报(?!批评|表扬|制度|机制|办法|会)",
    }.items()
}
"""The verbs with which an item may begin itself; what is the beginning of a name is no verb."""
_COMMON = re.compile(
    r"(?:The|A|An|All|Both|This|These|Each|Every|It|Efforts|Great|Further|Measures|Steps|Work|Special|More|"
    r"Units|Departments|Coordination|Attention|Priority|Emphasis)\b"
)
_COUNTED = re.compile(
    r"(?:Report|Notice|Review|Plan|List|Draft|Proposal|Summary|Update|Briefing|Minutes|Budget|Programme|"
    r"Strategy|Annual|Action|Changes|Amendments|Arrangements|Progress|Preparations|Rules|Measures|"
    r"[A-Z][a-z]+-[a-z]+)(?= [a-z])"
)
"""How titles begin that are common words and take an article in a sentence."""
_NAMED = re.compile(
    r"(?:Rules|Measures|Programme|Strategy|Plan)(?: (?:[A-Z]\S*|of|for|on|and|the))+"
)
"""Titles that are names from end to end: Rules of Procedure."""
_DECIDES = re.compile(
    r"(?:审议|原则|一致|表决)*(?:通过(?!率)|批准(?![文书件])|同意(?!书))|听取(?!意见|制度)|决定(?![书性权])|"
    rf"确定(?!性)|议定(?!书)|审定(?![稿会]|意见|委员会)|{_RELAY}|{_RESEARCH}"
)
_SAYS_WHO = re.compile(r".{0,30}?(?:会议|大会|全会|委员会|领导小组)|.{1,80}(?:通过|批准|知悉|撤回)")
_THE_NEED = re.compile(r"(?:the )?(?:needs?|necessity|importance|significance|urgency)\b")
_IS_SUBJECT = re.compile(r"(?:\S+ ){1,8}?(?:will|should|must|shall|would|can|may|is|are)\b")
_FINITE = re.compile(
    r"\b(?:will|should|must|shall|would|can|may|is|are|be|was|were|has|have|needs?|ought)\b"
)


def dealt_with(kind: str, outcome: str) -> Pair:
    """Give the verb for an item of a kind, by what was decided on it."""
    if kind in {AgendaKind.REVIEW, AgendaKind.APPROVE, AgendaKind.DISCUSS} and outcome in PASSED:
        return _worded(PASSED[outcome])
    if outcome == DecisionKind.NOTED and kind not in {AgendaKind.STUDY, AgendaKind.NOTIFY}:
        return _worded(DEALT[AgendaKind.HEAR])
    return _worded(DEALT[kind])


def matter(text: str, kind: str, lang: str) -> str:
    """Name an item after its verb: without a verb of its own in Chinese, with its article in English."""
    bare = clause(text)
    if lang == "zh":
        own = _ACTED_ON[kind].match(bare) if kind in _ACTED_ON else None
        return (bare[own.end() :] if own else "") or bare
    if kind == AgendaKind.NOTIFY:
        bare = re.sub(r"^Notice (?:on|of(?= (?:the [a-z]|(?!the )[a-z]))) ", "", bare)
    if _COUNTED.match(bare):
        return f"the {bare if _NAMED.fullmatch(bare) else _small(bare)}"
    return lowered(bare)


def listed_zh(groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Say 会议传达学习了甲、乙，审议了丙。"""
    parts = [f"{verb}{'、'.join(things)}" for verb, things in groups]
    comma = "；" if any("，" in part for part in parts) else "，"
    return f"{in_zh(MEETING.zh)}{comma.join(parts)}。"


def listed_en(groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Say The meeting studied A and B, and reviewed C."""
    parts = [f"{verb} {_joined(things)}" for verb, things in groups]
    return f"{in_en(MEETING.en)} {_joined(parts, apart=True)}."


def said_zh(voice: Voice | None, pieces: Sequence[str], *, is_own: bool) -> str:
    """Say 会议强调，甲，乙。 ``is_own`` where the source is Chinese, so that its speaker can be named."""
    manner = _manner(voice)
    who = in_zh(MEETING.zh)
    if voice and voice.speaker:
        who = voice.speaker if is_own else f"{who}上"
    return f"{who}{in_zh(SAID[manner].zh)}，{and_zh(pieces)}"


def and_zh(pieces: Sequence[str]) -> str:
    """Put the demands of one sentence into one."""
    return f"{'，'.join(clause(piece) for piece in pieces)}。"


def said_en(
    voice: Voice | None, pieces: Sequence[str], *, is_own: bool, is_first: bool = True
) -> str:
    """Say The meeting stressed the need to do this and do that.

    In the words of an English source (``is_own``) where they stand right before it. A sentence after the first
    is reported again only where it could not stand alone.
    """
    manner, bare = _manner(voice), [clause(piece) for piece in pieces]
    form = _form(bare[0])
    if not is_first and form == "clause":
        return f"{bare[0][0].upper()}{_joined(bare)[1:]}."
    if is_first and is_own and voice and voice.lead:
        return f"{voice.lead[0].upper()}{voice.lead[1:]} {_joined([lowered(bare[0]), *bare[1:]])}."
    bare[0] = lowered(bare[0]) if form in {"clause", "thing"} else _small(bare[0])
    who = _who_en(voice, is_own=is_own) if is_first else "It also"
    verb, joint = _LINKS[form].get(manner, ("", ""))
    verb = in_en(verb or SAID[manner].en)
    if who == "It":
        verb = in_en(SAID["stressed" if manner == "required" else manner].en)
        return f"It was {verb} at the meeting that {_joined(_as_clauses(bare, form))}."
    return f"{who} {verb}{joint or _JOINTS[form]}{_joined(bare)}."


def decided_zh(text: str) -> str:
    """Say 会议通过…, 会议决定，… unless the decision says itself who decides."""
    if not text or _SAYS_WHO.match(text):
        return text
    if _DECIDES.match(text):
        return f"{in_zh(MEETING.zh)}{text}"
    return f"{in_zh('会议决定')}，{text}"


def decided_en(text: str) -> str:
    """Say The meeting decided to …, where a decision is worded as what follows that; else give it as it is."""
    first, _space, rest = text.partition(" ")
    if first in {"To", "That"} and rest:
        return f"{in_en('The meeting decided')} {first.lower()} {rest}"
    return text


def lowered(text: str) -> str:
    """Write the first letter small where it surely begins no name."""
    return text[:1].lower() + text[1:] if _COMMON.match(text) else text


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


_JOINTS = {
    "clause": " that ",
    "deed": " the need to ",
    "to": " the need ",
    "need": " ",
    "thing": " ",
}
_LINKS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "clause": {},
    "deed": {
        "held": ("saw", " the need to "),
        "required": ("called for steps to", " "),
        "decided": ("decided to", " "),
        "said": ("spoke of", " the need to "),
    },
    "to": {
        "held": ("saw", " the need "),
        "required": ("called for steps", " "),
        "decided": ("decided", " "),
        "said": ("spoke of", " the need "),
    },
    "need": {
        "held": ("saw", " "),
        "required": ("stressed", " "),
        "decided": ("agreed on", " "),
        "said": ("spoke of", " "),
    },
    "thing": {
        "held": ("saw", " the need for "),
        "stressed": ("stressed", " the need for "),
        "noted": ("noted", " the need for "),
        "required": ("called for", " "),
        "decided": ("decided on", " "),
        "said": ("spoke of", " "),
    },
}


def _manner(voice: Voice | None) -> Manner:
    return (voice.manner if voice else None) or "required"


def _form(piece: str) -> str:
    """Say what a demand is in English: a thing needed, a clause, a deed, or "to" with one."""
    if _THE_NEED.match(piece):
        return "need"
    if piece.startswith("to "):
        return "to"
    if begins_with_verb(piece) and not (piece[0].isupper() and _IS_SUBJECT.match(piece)):
        return "deed"
    return "clause" if _FINITE.search(piece) else "thing"


def _who_en(voice: Voice | None, *, is_own: bool) -> str:
    if voice and voice.speaker:
        return voice.speaker if is_own else "It"
    return in_en(MEETING.en)


def _as_clauses(pieces: Sequence[str], form: str) -> list[str]:
    lead = {
        "deed": "there was a need to ",
        "to": "there was a need ",
        "need": "there was ",
        "thing": "there was a need for ",
    }
    return [f"{lead.get(form, '')}{pieces[0]}", *pieces[1:]]


def _joined(parts: Sequence[str], *, apart: bool = False) -> str:
    """Join with commas and "and"; two without a comma, unless they are to stand apart."""
    if len(parts) <= 1:
        return "".join(parts)
    two = 2
    if len(parts) == two and not apart:
        return f"{parts[0]} and {parts[1]}"
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def _worded(pair: Pair) -> Pair:
    return Pair(in_zh(pair.zh), in_en(pair.en))
