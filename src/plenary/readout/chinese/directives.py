"""Reads the directives of a passage: sentence by sentence, clause by clause, with the mood carried along."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plenary.readout.chinese import kinds, phrases
from plenary.readout.chinese.demands import Demand, demand_of
from plenary.readout.chinese.frames import FrameKind, frame_of, is_numbered, skip_links
from plenary.readout.chinese.leads import attaches, demand_follows, leads_to_demand, others_follow
from plenary.readout.chinese.passages import Clause, Passage, sentences
from plenary.readout.chinese.pieces import Group, Mood, Piece, pieces_of
from plenary.readout.chinese.tails import is_tail_of
from plenary.readout.chinese.verbs import Head, any_verb, head_of

_AGENDA = re.compile(
    r"^(?:会议|会上|主席会议|委员长会议|座谈会)?(?:还|并|又|分别|专题|书面)?(?:集体)?(?:传达|听取|审议|审定|研究(?:部署|讨论|了|审议)|讨论(?:通过|了|并)|通报|表决|宣布|宣读|观看|"
    r"举行|还举行|召开|学习(?:了|传达))"
)
_PROCLAIMS = re.compile(r"(?:会议|会上|大会)?(?:上)?(?:宣布|宣读)了?[^要]{0,40}")
_SUBMIT = re.compile(r"提请[^，]{2,50}(?:审议|审定|追认|表决|审查|决定|选举|批准|任免|讨论|通过)")
_NOT_SUBMIT = re.compile(r"(?:拟|已|将|关于)提请|提请[^，]*审议的|受[^，]*委托")
_PRINCIPLE = re.compile(r"[^，]{0,4}(?:坚持|践行|牢记|恪守|秉持|结合|遵循)")
_ANNOUNCES = re.compile(
    r"(?:重点|着重|切实|着力|认真)*(?:做好|抓好|把握好?|处理好|突出|做到|抓住|强调)(?:以下)?[一二两三四五六七八九十几\d]+(?:个?方面|点|项|件|个)[^，]{0,6}$"
)
_EXPLAINS = re.compile(r"(?:就是|目的是|为的是)$")
_PERSONNEL = re.compile(
    r"[^，]{2,40}为[^，]{0,40}(?:发言人|主任|委员|秘书长|组长|代表|成员|局长|部长)$|(?:任命|免去|增补|补选)"
)
_ROUND = re.compile(r"(?:紧紧|始终)?围绕[^，]{2,40}$")
_SUBJECT_REACH = 60
_LISTS_AGENDA = re.compile(r"(?:内容|议程|议题)(?:有|如下|包括|是)?：$")
_LEADING = frozenset({"结合", "围绕", "立足", "聚焦"})
_USES = re.compile(r"(?:充分|有效|积极|善于)?(?P<verb>利用|借助|运用)")
_ATTENDS = re.compile(
    r"[^，]*(?:书记|[省市县区镇乡部局院校州]长|主任|主席|领导|同志|秘书长|常委|负责人)[^，]{0,30}(?:出席|参加|列席|陪同|主持)(?:了)?(?:会议|调研|座谈会|座谈|活动|检查|督导|考察|上述活动|会见|会谈)?$"
)
_ABOUT = re.compile(r"(?:紧紧|紧密|重点)?(?:围绕|聚焦|针对|立足|面对|着眼)")
_FIRST = re.compile(r"(?:既|不仅|不但|不光|不能只)要?")
_SECOND = re.compile(r"(?:更|又|也|还|而且|并且)+要")
_HEADING = 16
_NORM = re.compile(r"^下.{0,4}功夫$")


@dataclass(slots=True)
class _Sentence:
    """The state inside one sentence."""

    mood: Mood
    open: bool = False
    blocked: bool = False
    lead: int | None = None
    last: Group | None = None
    actor: tuple[int, int] | None = None
    assigned: tuple[int, int] | None = None
    """Who was named to lead before what is demanded."""


def groups_of(
    passage: Passage, frame: FrameKind | None = None
) -> tuple[list[Group], FrameKind | None]:
    """Read the directives of a passage as groups of clauses.

    ``frame`` is what a colon at the end of the passage before announced; the second value is what a
    colon at the end of this one announces.
    """
    mood = Mood(frame=frame)
    for sentence in sentences(passage.text):
        _read_sentence(passage.text, sentence, mood)
    if _LISTS_AGENDA.search(passage.text) or (frame == "others" and is_numbered(passage.text)):
        return [] if frame == "others" else mood.groups, "others"
    announces = mood.frame if passage.text.endswith("：") or _is_heading(passage.text) else None
    return mood.groups, announces


def _is_heading(text: str) -> bool:
    """Whether a line is nothing but a frame, set as a heading (会议强调)."""
    frame = frame_of(text[skip_links(text) :]) if len(text) <= _HEADING else None
    return frame is not None and skip_links(text) + frame.content == len(text)


def _read_sentence(text: str, sentence: list[Clause], mood: Mood) -> None:
    if _PROCLAIMS.match(text, sentence[0].start):
        return
    state = _Sentence(mood)
    pieces = list(pieces_of(text, sentence, mood))
    for at, piece in enumerate(pieces):
        rest = pieces[at + 1 : at + 9]
        if piece.fresh:
            state = _Sentence(mood)
        _read_piece(text, piece, rest, state)


def _read_piece(text: str, piece: Piece, rest: list[Piece], state: _Sentence) -> None:
    words = piece.of(text)
    if _SUBMIT.search(words) and not _NOT_SUBMIT.search(words):
        _add(state, Group(piece.start, piece.end, "提请"))
        return
    if piece.frame in {"others", "sees"}:
        return
    demand = demand_of(words)
    if demand is None and _assigned(text, piece, rest, state):
        return
    if demand:
        _demanded(text, piece, rest, demand, state)
    elif state.open:
        _continued(text, piece, rest, state)
    elif not state.blocked:
        _opened_bare(text, piece, rest, state)
    if piece.stop == "；":
        state.lead = None


def _assigned(text: str, piece: Piece, rest: list[Piece], state: _Sentence) -> bool:
    """Keep a clause that only says who does it, or by when, with the demand that it belongs to."""
    words = piece.of(text)
    told = kinds.assignment(words)
    follows = told is not None and _demanded_after(text, rest)
    last = state.last or (None if follows else _just_before(text, piece, state.mood))
    if last is not None and state.lead is None and (told or kinds.is_deadline(words)):
        last.acts_until = last.acts_until or last.end
        last.end = piece.end
        if told and told[2] and last.actor is None:
            last.actor = (piece.start + told[0], piece.start + told[1])
        state.last, state.open = last, True
        return True
    if told is None or not follows:
        return False
    state.lead = _begin(state, piece)
    state.assigned = state.assigned or (piece.start + told[0], piece.start + told[1])
    return True


def _demanded_after(text: str, rest: list[Piece]) -> bool:
    """Whether what is demanded follows whoever else is named to do it."""
    words = [piece.of(text) for piece in rest]
    first = next((n for n, one in enumerate(words) if not kinds.assignment(one)), len(words))
    return demand_follows(text, rest[first:])


def _just_before(text: str, piece: Piece, mood: Mood) -> Group | None:
    """Give the demand that ended with the sentence before."""
    last = mood.groups[-1] if mood.groups else None
    return last if last and piece.first and text[last.end : piece.start].strip() == "。" else None


def _demanded(text: str, piece: Piece, rest: list[Piece], demand: Demand, state: _Sentence) -> None:
    if state.blocked and _explains(text, piece, demand):
        return
    state.open, state.blocked = True, False
    state.mood.opened = True
    state.actor = (piece.start, piece.start + demand.start) if demand.subject else state.assigned
    state.assigned = None
    words = piece.of(text)
    body = words[demand.end :]
    if piece.last and _ANNOUNCES.match(body):
        return
    if demand.subject and _ROUND.match(body):
        _add(state, Group(_begin(state, piece), piece.end, "围绕", state.actor))
        return
    chained = (
        phrases.is_idiom_chain(body) or phrases.is_bare_idiom(body) or phrases.is_attitude(body)
    )
    others = others_follow(text, rest)
    if state.last is not None and _is_second_half(text, words, state.last):
        state.last.end = piece.end
        return
    chained = chained and not demand_follows(text, rest) and not kinds.is_topical(demand.subject)
    leading = kinds.is_lead(body) or (not demand.subject and phrases.is_manner(body))
    leads = (leading and not (demand.subject and others)) or chained
    if leads and attaches(text, piece, rest):
        state.lead = _begin(state, piece)
        return
    head = kinds.joined_head(body) or head_of(words, demand.end)
    forbidden = words[demand.start : demand.end] if demand.forbids else None
    verb = _verb(head) if head and head.sure else forbidden or _verb(head)
    _add(
        state,
        Group(_begin(state, piece), piece.end, verb, state.actor, kinds.is_loyalty(words)),
    )


def _explains(text: str, piece: Piece, demand: Demand) -> bool:
    """Whether the clause only says what the past act before it was for (…，就是要…)."""
    modal = piece.start + demand.start
    return bool(_EXPLAINS.search(text, max(0, modal - 4), modal))


def _is_second_half(text: str, words: str, last: Group) -> bool:
    """Whether the clause is the other half of a pair (既要…，更要…)."""
    return bool(_SECOND.match(words)) and bool(
        _FIRST.search(text, max(last.start, last.end - _SUBJECT_REACH), last.end)
    )


def _continued(text: str, piece: Piece, rest: list[Piece], state: _Sentence) -> None:
    words = piece.of(text)
    if kinds.is_background(words) and not _ABOUT.match(words):
        state.open, state.blocked, state.lead = False, True, None
        return
    if kinds.is_lead(words) and _led(text, piece, rest, state):
        return
    if phrases.in_phrases(words) and not kinds.is_tail(words) and _idiom(text, piece, rest, state):
        return
    if _extends(text, words, piece, rest, state):
        return
    head = head_of(words)
    if head is None:
        _with_subject(words, piece, state)
        return
    head = _charged(words, head, piece, state)
    _add(
        state,
        Group(_begin(state, piece), piece.end, _verb(head), state.actor, kinds.is_loyalty(words)),
    )


def _charged(words: str, head: Head, piece: Piece, state: _Sentence) -> Head:
    """Give the verb of a clause, whose doer is the one that 由 names in it from here on."""
    told = kinds.charged(words, head)
    if told is None:
        return head
    state.actor = (piece.start + 1, piece.start + told[0])
    return told[1]


def _led(text: str, piece: Piece, rest: list[Piece], state: _Sentence) -> bool:
    """Attach a leading adjunct forwards, or backwards; False where it stands for itself."""
    words = piece.of(text)
    if attaches(text, piece, rest):
        state.lead = _begin(state, piece)
        return True
    if state.lead is not None:
        return False
    inner = kinds.inner_head(words)
    uses = _USES.match(words)
    if inner or uses:
        verb = inner.verb if inner else uses and uses.group("verb")
        _add(state, Group(piece.start, piece.end, verb, state.actor))
        return True
    if state.last is None or _PRINCIPLE.match(words):
        return False
    state.last.end = piece.end
    return True


def _idiom(text: str, piece: Piece, rest: list[Piece], state: _Sentence) -> bool:
    """Keep a clause of four-character phrases with what it goes with; False where it is an action."""
    words = piece.of(text)
    if state.lead is not None:
        acts = "、" not in words and (phrases.has_object(words) or phrases.is_whole_verb(words))
        acts = acts or phrases.ends_in_its_verb(words)
        return not acts and attaches(text, piece, rest)
    if phrases.is_prelude(words) and attaches(text, piece, rest):
        state.lead = piece.start
        return True
    head = head_of(words)
    acts = not phrases.is_idiom_chain(words) or phrases.chain_acts(words)
    acts = acts or phrases.is_terse_chain(words)
    if state.last is None or (head and head.sure and acts):
        return False
    if phrases.is_manner(words) and attaches(text, piece, rest):
        state.lead = piece.start
        return True
    state.last.end = piece.end
    return True


def _extends(text: str, words: str, piece: Piece, rest: list[Piece], state: _Sentence) -> bool:
    """Attach the clause to the one before where it is its tail."""
    last = state.last
    if last is None or state.lead is not None:
        return False
    if is_tail_of(text, piece, rest, last):
        last.end = piece.end
        return True
    if last.loyal and kinds.is_loyalty(words):
        last.end = piece.end
        return True
    return False


def _with_subject(words: str, piece: Piece, state: _Sentence) -> None:
    told = kinds.subject_verb(words)
    if told:
        size, head = told
        state.actor = (piece.start, piece.start + size)
        _add(state, Group(_begin(state, piece), piece.end, _verb(head), state.actor))
    elif state.last is not None and state.lead is None:
        state.last.end = piece.end
    elif state.lead is None:
        state.lead = piece.start


def _opened_bare(text: str, piece: Piece, rest: list[Piece], state: _Sentence) -> None:
    """Open the mood by a sentence that begins with its verb, without 要."""
    words = piece.of(text)
    if _leads_up(text, words, rest, state):
        state.lead = _begin(state, piece)
        return
    told = kinds.subject_verb(words)
    if told and told[1].verb in _LEADING and attaches(text, piece, rest):
        state.lead, state.open = _begin(state, piece), True
        return
    group = None if _states_a_fact(text, piece, rest, state) else _bare_group(words, piece, state)
    if group is None:
        state.blocked = not kinds.is_time(words) or "来" in words
        state.lead = None
        return
    state.open = state.mood.opened = True
    _add(state, group)


def _leads_up(text: str, words: str, rest: list[Piece], state: _Sentence) -> bool:
    """Whether the clause only leads up to what follows: an adjunct, a topic, 做好…工作，要…"""
    if kinds.is_lead(words) and "以来" not in words:
        return True
    if state.lead is not None and rest and demand_of(rest[0].of(text)):
        return True
    if not leads_to_demand(text, rest) or kinds.is_background(words):
        return False
    head = head_of(words)
    return kinds.is_topic(words) or bool(head and (head.sure or head.start > 0))


def _states_a_fact(text: str, piece: Piece, rest: list[Piece], state: _Sentence) -> bool:
    """Whether the clause, or what the next one says of it, is background or agenda."""
    words = piece.of(text)
    if piece.frame in {None, "thinks"} and not state.mood.opened and not piece.numbered:
        return True
    if _PERSONNEL.match(words) or _ATTENDS.match(words):
        return True
    if kinds.is_background(words) or kinds.is_time(words) or _AGENDA.match(words):
        return True
    if not rest:
        return False
    if kinds.is_predicate(rest[0].of(text)) or kinds.is_background(rest[0].of(text)):
        return True
    return piece.frame != "demands" and _turns_out_past(text, rest)


def _turns_out_past(text: str, rest: list[Piece]) -> bool:
    """Whether a later clause of the sentence tells what was done (…，作出了积极贡献)."""
    for piece in rest:
        words = piece.of(text)
        if piece.fresh or demand_of(words):
            return False
        if kinds.is_background(words):
            return True
    return False


def _bare_group(words: str, piece: Piece, state: _Sentence) -> Group | None:
    """Make the directive of a clause without 要; None where it is no demand."""
    begin = _begin(state, piece)
    head = head_of(words)
    guessed = head and head.start > 0 and not kinds.starts_with_time(words)
    guessed = guessed and not words.startswith("不")
    if kinds.is_assigned(words) and state.mood.opened:
        return Group(begin, piece.end, "牵头")
    if head and ((head.direct and (head.sure or guessed)) or kinds.is_self_contained(head)):
        head = _charged(words, head, piece, state)
        return Group(begin, piece.end, _verb(head), state.actor, kinds.is_loyalty(words))
    if piece.frame != "demands":
        return None
    told = kinds.subject_verb(words)
    if told:
        state.actor = (piece.start, piece.start + told[0])
        return Group(begin, piece.end, _verb(told[1]), state.actor)
    found = any_verb(words, 2, _SUBJECT_REACH) if piece.first else None
    may_decide = state.mood.opened or piece.fresh
    return Group(begin, piece.end, _verb(found)) if found and may_decide else None


def _begin(state: _Sentence, piece: Piece) -> int:
    return piece.start if state.lead is None else state.lead


def _add(state: _Sentence, group: Group) -> None:
    state.lead = None
    state.last = group
    state.mood.groups.append(group)


def _verb(head: Head | None) -> str | None:
    if head is None:
        return None
    return "下功夫" if _NORM.match(head.verb) else head.verb
