"""Reads what the meeting studied, heard, reviewed, approved or discussed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plenary.readout.draft import AgendaItem, AgendaKind
from plenary.readout.english.verbs import FINITE, PAST
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import POST_HEADS, REPORTING
from plenary.readout.english.words import Word, value

_KINDS: dict[str, AgendaKind] = {}
for _kind, _verbs in (
    (
        "study",
        "studied studying conveyed conveying relayed relaying learned learnt delivered transmitted communicated",
    ),
    ("hear", "heard hearing listened listening received briefed reported introduced featured"),
    (
        "review",
        "reviewed reviewing examined examining considered considering scrutinized deliberated deliberating inspected summarized summarised summarized summarised",
    ),
    ("approve", "approved approving adopted adopting passed passing endorsed ratified"),
    (
        "discuss",
        "decided mulled mulling discussed discussing analyzed analysed analyzing analysing debated exchanged assessed",
    ),
    ("notify", "notified announced circulated announcing notifying circulating"),
    (
        "other",
        "arranged outlined identified set mapped deployed made laid planned arranging outlining identifying setting mapping deploying making laying planning",
    ),
):
    for _verb in _verbs.split():
        _KINDS[_verb] = _kind  # type: ignore[assignment]
_INFINITIVES: dict[str, AgendaKind] = {
    "study": "study", "convey": "study", "relay": "study", "hear": "hear", "listen": "hear",
    "review": "review", "deliberate": "review", "examine": "review", "consider": "review",
    "approve": "approve", "adopt": "approve", "discuss": "discuss", "analyze": "discuss", "analyse": "discuss",
    "plan": "other", "decide": "discuss", "mull": "discuss", "make": "other", "arrange": "other", "deploy": "other", "outline": "other", "map": "other", "set": "other",
}  # fmt: skip
_DEALINGS = _KINDS.keys() | _INFINITIVES.keys() | {"conducted"}
_PARTICIPLES_TOO = {verb for verb in _KINDS if not verb.endswith("ing")}
_RANK: dict[AgendaKind, int] = {
    "approve": 5,
    "discuss": 2,
    "review": 3,
    "hear": 2,
    "study": 1,
    "notify": 1,
    "other": 0,
}
_SUBJECTS = word_set("""
    meeting session conference plenary attendees participants committee members they it symposium forum
    items group agenda mayors governors directors experts ambassadors councillors trustees heads council we purpose commission ministers parties sides authority cabinet government board panel directors conference secretariat assembly delegates bureau those leaders representatives
    respectively officials company department departments office units centre center
    """)
_PAPERS = word_set("""
    report reports plan plans opinions measures list lists priorities draft drafts regulations rules
    guidelines document documents points summary scheme schemes program programme work key
    """)
_TABLED = _PAPERS | word_set(
    "law bill decision resolution rule issue issues matters amendment amendments draft programmes proposals"
)
_ARRANGED = word_set("""
    work works task tasks priority priorities plan plans issue issues problem problems step steps
    measures arrangements shortcomings
    """)
_PRESENTED = word_set("presentation presentations briefing briefings report reports")
_STATES = word_set("situation developments stance trend trends issues matters")
_ANALYSES = word_set("analysis study discussion discussions")
_DESCRIBING = word_set("newly recently be been was were is are")
_BEFORE_ARRANGING = _SUBJECTS | {",", "and", "also", "then", "he", "she"}
_OF_PAPERS = word_set(
    "adopted delivered considered received announced passed assessed reported introduced"
)
_ADJUNCTS = word_set("yesterday today earlier during at in on after following moreover also")
_ITEMS = _TABLED | word_set("""
    principles spirit instructions requirements results outcomes experience progress arrangements project
    projects revision revisions minutes budget accounts checklist roadmap speech speeches guideline outline
    proposal regulation performance briefing briefings presentation presentations update updates conference meeting session plenary plans methods catalogue
    """)
_ISSUES = word_set("issues matters topics documents items subjects files papers questions")
_TITLED = word_set("plan plans guidance opinions measures regulations rules report guidelines programme program scheme duties list law code framework strategy")
_MODALS = word_set("should shall must")
_BEFORE_DOING = word_set(", and ; include includes included including was were of after by for : also then")
_GATHERED = word_set("purpose held convened meeting session met presided chaired seminar seminars symposium conference gathered")
_PREPOSITIONS = word_set("of on for in to with by from at under between among")
_LONG = 6
_STOPS = word_set("highlighted underscored underlined urged demanded believed said noted stressed emphasized held agreed called pointed decided requested required")
_DECIDES = word_set("decided agreed resolved voted")
_PASSES = word_set("approve adopt endorse pass ratify")
_PARTICIPLES = word_set("stressing emphasizing noting calling which where who pointing urging")
_DANGLING = word_set(", and . also well as the it to")
_MEETINGS = word_set("meeting plenary session conference")
_NEAR_RELATIVE = 9
_EARLY = 40
_LONGEST = 600
_FEWEST = 2


def read_agenda(text: str, sentences: Iterable[Sequence[Word]]) -> list[AgendaItem]:
    """Read the agenda from the sentences that say what the meeting itself did."""
    result: list[AgendaItem] = []
    for sentence in sentences:
        listed = sentence[:_LONGEST]
        if not _DEALINGS.isdisjoint([word.low for word in listed]):
            result += _items(text, listed)
            result += _passives(text, listed)
    return result


def _passives(text: str, listed: Sequence[Word]) -> Iterator[AgendaItem]:
    """Read "the draft law was discussed and approved in principle, and the next steps were arranged"."""
    yield from _inverted(text, listed)
    floor = 0
    for i, word in enumerate(listed[:120]):
        if word.low not in {"was", "were"} or i < floor:
            continue
        verb = i + 1
        while verb < len(listed) and (
            listed[verb].low in {"also", "both", "then"} or listed[verb].low.endswith("ly")
        ):
            verb += 1
        kind = _KINDS.get(listed[verb].low) if verb < len(listed) else None
        start = _passive_start(listed, floor, i)
        start = _past_issues(listed, start, i)
        if not kind or i - start < _FEWEST or not _is_tabled(listed, start, i, verb):
            return
        after, kind = _join_verbs(listed, verb, kind)
        if [w.low for w in listed[after : after + 2]] == ["in", "principle"]:
            kind = "discuss"
        if listed[verb].low == "delivered" and any(w.low == "report" for w in listed[start:i]):
            kind = "hear"
        parts = [(start, verb + 1)] if kind == "other" else _split(listed, start, i)
        for first, last in parts:
            yield AgendaItem(kind, value(text, listed[first:last]))
        floor = after


def _inverted(text: str, listed: Sequence[Word]) -> Iterator[AgendaItem]:
    """Read "Also reviewed at the meeting were a report on water and a plan for parks"."""
    verb = int(listed[0].low == "also")
    kind = _KINDS.get(listed[verb].low) if len(listed) > verb + 2 else None
    were = next((i for i in range(verb + 1, min(verb + 8, len(listed))) if listed[i].low in {"was", "were"}), None)
    if not kind or kind == "other" or were is None:
        return
    for first, last in _split(listed, were + 1, _object_end(listed, were + 1, len(listed))):
        yield AgendaItem(kind, value(text, listed[first:last]))


def _is_tabled(listed: Sequence[Word], start: int, at: int, verb: int) -> bool:
    """Say whether the subject of a passive is something that a meeting deals with."""
    if listed[verb].low == "arranged":
        return True
    if [w.low for w in listed[start : start + 2]] in (["other", "matters"], ["other", "issues"]):
        return False
    subject = {w.low for w in listed[start:at]}
    if "which" in subject:
        return False
    if _KINDS[listed[verb].low] == "other":
        return bool(subject & _ARRANGED)
    return bool(subject & _ITEMS) or listed[start].capital


def _passive_start(listed: Sequence[Word], floor: int, at: int) -> int:
    """Give where the subject of a passive begins: after an adjunct, or after the passive before it."""
    if floor:
        while floor < at and listed[floor].low in {",", ";", "and"}:
            floor += 1
        return floor
    if listed[0].low not in _ADJUNCTS:
        return 0
    commas = [n + 1 for n in range(at - 1) if listed[n].low == ","]
    return next((n for n in commas if listed[n].low not in _ADJUNCTS), commas[-1] if commas else 0)


def _items(text: str, listed: Sequence[Word]) -> Iterator[AgendaItem]:
    marks = list(_marks(listed))
    for n, (verb, after, kind) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else len(listed)
        if kind == "other":
            yield from _arrangement(text, listed, marks, n)
            continue
        start = _object_start(listed, after, end)
        end = _object_end(listed, start, end)
        settled = _kind_of(kind, listed, verb, start, end)
        if settled == "hear":
            end = _before_speaker(listed, start, end)
        for at, last in _split(listed, start, end):
            first = at + (listed[at].low in {"on", "about", "to"} and last - at > _FEWEST)
            if last - first < _FEWEST and not listed[first].capital:
                continue
            yield AgendaItem(settled, value(text, listed[first:last]))


def _before_speaker(listed: Sequence[Word], start: int, end: int) -> int:
    """Leave out who gave a report: "a report on water mains from the Director"."""
    for i in range(start + 4, end - 1):
        if listed[i].low in {"from", "by", "delivered", "presented", "given", "made"}:
            near = listed[i + 1 : i + 7]
            if any(w.low in POST_HEADS and w.capital for w in near):
                return i
    return end


def _arrangement(
    text: str, listed: Sequence[Word], marks: Sequence[tuple[int, int, AgendaKind]], n: int
) -> Iterator[AgendaItem]:
    """Give what was laid out with its verb, two in a row as one: "identified A and set out B"."""
    if n and marks[n - 1][2] == "other":
        return
    last = n
    while last + 1 < len(marks) and marks[last + 1][2] == "other":
        last += 1
    stop = marks[last + 1][0] if last + 1 < len(marks) else len(listed)
    end = _object_end(listed, marks[last][1], stop)
    yield AgendaItem("other", value(text, listed[marks[n][0] : end]))


def _marks(listed: Sequence[Word]) -> Iterator[tuple[int, int, AgendaKind]]:
    """Give each verb of dealing with an item: where it begins, where its object may, and its kind."""
    i = 0
    active = False
    while i < len(listed):
        word = listed[i].low
        if (
            (i == 0 and word in POST_HEADS)
            or word in _SUBJECTS
            or (word in {"after", "included", "include", "following"})
        ):
            active = active or i < _EARLY
        if _stops(listed, i) and (active or word not in {"held", "agreed", "required"}):
            return
        kind = _verb_kind(listed, i) if active and word in _DEALINGS else None
        if kind and not _is_subordinate(listed, i):
            after, kind = _join_verbs(listed, i, kind)
            yield i, after, kind
            i = after
            continue
        i += 1


def _stops(listed: Sequence[Word], i: int) -> bool:
    """Say whether what the meeting said begins here; "held that" does, "held a meeting" does not."""
    word = listed[i].low
    nexts = [w.low for w in listed[i + 1 : i + 4]]
    if word in _DECIDES and (_PASSES & set(nexts) or nexts[:1] == ["on"]):
        return False
    return word in _STOPS and (
        word != "held" or (i + 1 < len(listed) and listed[i + 1].low in {"that", ","})
    )


def _verb_kind(listed: Sequence[Word], i: int) -> AgendaKind | None:
    word = listed[i].low
    if word == "conducted":
        analysis = {w.low for w in listed[i + 1 : i + 5]} & _ANALYSES
        return "discuss" if analysis else None
    kind = _KINDS.get(word)
    if kind:
        return kind if _deals(listed, i, kind) else None
    before = listed[i - 1].low if i else ""
    if word in _INFINITIVES and before in {"to", "and", ","} and (
        _is_purpose(listed, i) or _is_decided(listed, i)
    ):
        kind = _INFINITIVES[word]
        if word == "decide":
            return kind if [w.low for w in listed[i + 1 : i + 2]] == ["on"] else None
        return kind if kind != "other" or _arranges(listed, i) else None
    return None


def _deals(listed: Sequence[Word], i: int, kind: AgendaKind) -> bool:
    """Say whether a past verb tells what the meeting did, and does not describe a paper."""
    word = listed[i].low
    if kind == "other":
        before = listed[i - 1] if i else listed[i]
        told = before.low in _BEFORE_ARRANGING or before.low.endswith("ly")
        return (told or (before.capital and before.low not in _PAPERS)) and _arranges(listed, i)
    if word in {"reported", "introduced"} and [w.low for w in listed[i + 1 : i + 2]] == ["on"]:
        return True
    if word in {"inspected", "assessed"} and not (
        i and (listed[i - 1].low in _BEFORE_ARRANGING or listed[i - 1].capital)
    ):
        return False
    if word in _PARTICIPLES_TOO and i and listed[i - 1].low in _DESCRIBING:
        return False
    if word == "decided":
        return [w.low for w in listed[i + 1 : i + 2]] == ["on"]
    if word.endswith("ing") and i and listed[i - 1].low not in _BEFORE_DOING:
        return listed[i - 1].low.endswith("ly")
    if word in _PARTICIPLES_TOO and i > 2 and listed[i - 1].low == "and":
        if {w.low for w in listed[i - 3 : i - 1]} & {"was", "were"}:
            return False
    if word == "featured":
        return bool({w.low for w in listed[i + 1 : i + 4]} & _PRESENTED)
    return word not in _OF_PAPERS or _is_document(listed, i)


def _is_decided(listed: Sequence[Word], i: int) -> bool:
    """Say whether the meeting "decided to approve" something: that is done, and no next step."""
    return listed[i].low in _PASSES and any(w.low in _DECIDES for w in listed[max(0, i - 3) : i])


def _arranges(listed: Sequence[Word], i: int) -> bool:
    """Say whether a verb tells that work was laid out: "set out the tasks", "made arrangements for"."""
    after = [w.low for w in listed[i + 1 : i + 9]]
    if listed[i].low in {"set", "mapped", "laid", "setting", "mapping", "laying", "map"}:
        return after[:1] in (["out"], ["forth"], ["down"])
    if listed[i].low in {"made", "making", "make"}:
        return bool({"arrangements", "plans"} & set(after[:4]))
    return bool(_ARRANGED & set(after))


def _is_purpose(listed: Sequence[Word], i: int) -> bool:
    """Say whether an infinitive tells why the meeting was held: "convened a meeting to review"."""
    before = [w.low for w in listed[:i]]
    return any(w in _GATHERED for w in before) and not any(
        w in {"should", "will", "shall", "must", "need", "efforts", "necessary", "stressed"}
        for w in before
    )


def _is_document(listed: Sequence[Word], i: int) -> bool:
    near = {w.low for w in listed[i + 1 : i + 12]}
    if listed[i].low == "delivered" and "speech" in {w.low for w in listed[i + 1 : i + 4]}:
        return False
    if listed[i].low == "delivered":
        return bool(near & {"principles", "spirit", "instructions", "guidelines"})
    return bool(near & (_ITEMS | {"principles", "spirit", "instructions", "resolution", "decision", "progress", "preparations", "arrangements", "opportunities", "challenges", "situation", "experience", "practices", "activities", "achievements"})) and not near & {
        "speech", "remarks", "address", "lecture",
    }  # fmt: skip


def _is_subordinate(listed: Sequence[Word], i: int) -> bool:
    back = listed[max(0, i - 3) : i]
    for near in reversed(listed[max(0, i - _NEAR_RELATIVE) : i]):
        if near.low == "which":
            return not _means_meeting(listed, i)
        if near.low in {",", ";"}:
            break
    if any(w.low in _MODALS for w in listed[:i]) and not any(w.low == ";" for w in back):
        return True
    if i > 1 and listed[i - 1].low in {"which", "that"}:
        if listed[i - 1].low == "which" and _means_meeting(listed, i):
            return False
        return not {w.low for w in listed[i - 3 : i - 1]} & _SUBJECTS
    return any(
        w.low in {"which", "that", "who", "should", "will", "have", "has", "had"} for w in back
    )


def _means_meeting(listed: Sequence[Word], i: int) -> bool:
    """Say whether "which" stands for the meeting: "an executive meeting of the council, which heard"."""
    which = max(n for n in range(i) if listed[n].low == "which")
    before = {w.low for w in listed[max(0, which - 12) : which]}
    return which == i - 1 and bool(before & _MEETINGS) and listed[which - 1].low == ","


def _join_verbs(listed: Sequence[Word], i: int, kind: AgendaKind) -> tuple[int, AgendaKind]:
    """Read "reviewed and approved" as one, by the stronger of the two."""
    after = i + 1
    while after + 1 < len(listed) and listed[after].low in {"and", ","}:
        other = after + 1
        if listed[other].low in {"and", "also"}:
            other += 1
        second = (
            _KINDS.get(listed[other].low) or _INFINITIVES.get(listed[other].low)
            if other < len(listed)
            else None
        )
        if not second and _acts_on(listed, other):
            after = other + 1
            break
        if not second:
            break
        if _RANK[second] > _RANK[kind]:
            kind = second
        after = other + 1
    if [w.low for w in listed[after : after + 2]] == ["in", "principle"] and kind == "approve":
        kind = "discuss"
    return after, kind


def _acts_on(listed: Sequence[Word], at: int) -> bool:
    """Say whether a second verb shares the paper: "studied and implemented the spirit"."""
    return (
        at + 1 < len(listed)
        and listed[at].low in {"implemented", "implement", "learned", "grasped", "understood"}
        and listed[at + 1].low in {"the", "a", "its"}
    )


def _object_start(listed: Sequence[Word], at: int, end: int) -> int:
    at = _first_word(listed, at, end)
    return _past_issues(listed, at, end)


def _past_issues(listed: Sequence[Word], at: int, end: int) -> int:
    """Leave out "issues including", "such documents as" before what was dealt with."""
    near = [w.low for w in listed[at : min(at + 6, end)]]
    for i, word in enumerate(near):
        if word in _ISSUES:
            if near[i + 1 : i + 2] in (["including"], ["like"]):
                return at + i + 2
            if near[i + 1 : i + 3] == ["such", "as"]:
                return at + i + 3
            if near[:1] == ["such"] and near[i + 1 : i + 2] == ["as"]:
                return at + i + 2
    return at


def _first_word(listed: Sequence[Word], at: int, end: int) -> int:
    if at < end and listed[at].low == "and":
        return end
    while at < end and (
        listed[at].low in {"to", "on", "about", "upon", "an", "in", "principle", "views", "reports"}
        and (
            listed[at].low != "reports" or (listed[at + 1 : at + 2] and listed[at + 1].low == "on")
        )
    ):
        at += 1
        if (
            at < end
            and listed[at - 1].low == "an"
            and not {w.low for w in listed[at : at + 4]} & {"analysis", "discussion", "study"}
        ):
            return at - 1
    for i in range(at, min(at + 5, end)):
        if (
            listed[i].low in {"analysis", "discussion", "discussions", "study"}
            and i + 1 < end
            and listed[i + 1].low in {"of", "on"}
        ):
            return i + 2
    return at


def _object_end(listed: Sequence[Word], start: int, end: int) -> int:
    end = next((i for i in range(start, end) if _leaves_object(listed, i, start)), end)
    while end > start and listed[end - 1].low in _DANGLING:
        end -= 1
    dangling = listed[end - 1].low in _MEETINGS and listed[end - 2].low == "the"
    if end - start > _FEWEST and dangling:
        return _object_end(listed, start, end - 2)
    return end


def _leaves_object(listed: Sequence[Word], i: int, start: int) -> bool:
    """Say whether the list of items ends before a word: a stop, or what the meeting did next."""
    word = listed[i].low
    if word == "after" and listed[i + 1 : i + 2] and listed[i + 1].low in {"it", "they", "the"}:
        return True
    if word == "at" and {"its", "the"} & {w.low for w in listed[i + 1 : i + 2]}:
        return bool(_MEETINGS & {w.low for w in listed[i + 2 : i + 6]})
    if word == "by" and [w.low for w in listed[i + 1 : i + 3]] == ["a", "vote"]:
        return True
    if word in {";", ":"} or (i > start and _stops(listed, i)):
        return True
    if word == ".":
        return listed[i - 1].low not in {"no", "nos", "art", "vol"}
    if word == "and" and _did_next(listed, i + 1):
        return True
    nexts = [w.low for w in listed[i + 1 : i + 3]]
    if word != "," or not nexts:
        return False
    if (
        nexts[0] in _PARTICIPLES
        or nexts[0] in _SUBJECTS
        or (nexts[0] in PAST and nexts[0] not in _KINDS)
    ):
        return True
    after = nexts[-1]
    if nexts[0] == "and":
        if after == "put":
            return True
        return (
            after in FINITE or after in _MEETINGS or PAST.get(after) in REPORTING or after == "made"
        )
    return nexts[0] == "the" and after in _MEETINGS | {"committee"}


def _did_next(listed: Sequence[Word], at: int) -> bool:
    """Say whether what the meeting did next begins: "and welcomed the growth", "and decided"."""
    if at + 1 >= len(listed) or listed[at].low not in PAST or listed[at].low in _KINDS:
        return False
    return PAST[listed[at].low] in REPORTING or listed[at + 1].low in {"the", "a", "its", "that"}


def _kind_of(
    kind: AgendaKind, listed: Sequence[Word], verb: int, start: int, end: int
) -> AgendaKind:
    """Take deliberating on a situation as a discussion; on a paper it is a review."""
    if listed[verb].low.startswith("deliberat") and (
        not (said := {w.low for w in listed[start:end]}) & _PAPERS or said & _STATES
    ):
        return "discuss"
    if listed[verb].low == "reviewed" and {w.low for w in listed[start:end]} & {
        "situation",
        "developments",
    }:
        return "discuss"
    return kind


def _split(listed: Sequence[Word], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a list of items at its commas, "as well as", "along with", and "and the" before a paper."""
    first = start
    depth = 0
    i = start
    while i < end:
        word = listed[i].low
        depth += (word in {"(", "“"}) - (word in {")", "”"})
        cut = i
        if depth == 0 and (word in {",", ";"} or _joins(listed, i)):
            while i < end and (listed[i].low in {",", ";", "and"} or _joins(listed, i)):
                i += 3 if _joins(listed, i) == "as" else 2 if _joins(listed, i) else 1
            i += i < end and listed[i].low == "to" and _lists_verb(listed, i + 1)
            if i < end and not _continues(listed, first, cut, i):
                if cut > first:
                    yield first, cut
                first = i
            continue
        if depth == 0 and word == "and" and _parts_papers(listed, first, i, end):
            yield first, i
            first = i + 1
        i += 1
    if end > first:
        yield first, end


def _lists_verb(listed: Sequence[Word], at: int) -> bool:
    return at < len(listed) and listed[at].low in _INFINITIVES


def _joins(listed: Sequence[Word], i: int) -> str:
    nexts = [w.low for w in listed[i : i + 3]]
    if nexts == ["as", "well", "as"]:
        return "as"
    if nexts[:2] == ["and", "on"]:
        return "on"
    return "along" if nexts[:2] in (["along", "with"], ["together", "with"]) else ""


def _parts_papers(listed: Sequence[Word], first: int, i: int, end: int) -> bool:
    """Say whether "and" stands between two papers, the first of which has been told in full."""
    told = any(w.low in _PREPOSITIONS for w in listed[first:i])
    if told and _is_titled(listed, first, i) and _is_titled(listed, i + 1, end):
        return True
    bare = i + 2 < end and listed[i + 1].low in _TITLED and listed[i + 2].low in {"on", "of", "for"}
    if i + 1 >= end or (listed[i + 1].low not in {"the", "a", "an", "its"} and not bare):
        return False
    place = next((n for n in range(first, i) if listed[n].low in _PREPOSITIONS), None)
    if place is None or _is_nested(listed, first, place, i):
        return False
    return _is_paper(listed, first, i) and _is_paper(listed, i + 1, end)


def _is_titled(listed: Sequence[Word], at: int, end: int) -> bool:
    """Say whether a paper is named by its title: "Guidance on Key Tasks"."""
    for n, word in enumerate(listed[at : min(at + 8, end)]):
        if word.low in {"of", "on", "for", "to"} and n:
            return True
        if not word.capital and word.low != "and":
            return False
        if word.low == "and" and n == 0:
            return False
        if word.low in _TITLED:
            return True
    return at + 1 < end and listed[at].low in _TITLED


def _is_nested(listed: Sequence[Word], first: int, told: int, i: int) -> bool:
    """Say whether the second paper belongs under the first: "revisions to the law on A and the law on B"."""
    head = next((w.low for w in listed[i + 2 : i + 9] if w.low in _ITEMS), "")
    heads = {w.low for w in listed[first:told]}
    return head not in heads and head in {w.low for w in listed[told:i]}


def _is_paper(listed: Sequence[Word], at: int, end: int) -> bool:
    """Say whether a paper or a meeting is named here, before any "of" or "on"."""
    for word in listed[at : min(at + 12, end)]:
        if word.low in _ITEMS:
            return True
        if word.low in _PREPOSITIONS or word.low in {",", ";"}:
            return False
    return False


def _continues(listed: Sequence[Word], first: int, cut: int, after: int) -> bool:
    """Say whether what follows a comma belongs to the item before it: "economic, financial matters"."""
    if cut - first < _FEWEST:
        return True
    word = listed[after]
    if word.low == "including":
        return True
    if (
        word.low in {"the", "a", "its", "as", "this", "an"}
        or word.low[0].isdigit()
        or word.low in '“"《'
        or _is_paper(listed, after, len(listed))
    ):
        return False
    if word.capital:
        return listed[cut].low == "," and listed[after - 1].low == "," and cut - first > _LONG
    if listed[cut].low == "," and listed[after - 1].low == ",":
        return True
    return any(w.low == "," for w in listed[first:cut])
