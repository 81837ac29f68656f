"""Finds where a sentence demands something: the modal, the frame or the noun that begins a demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plenary.readout.english.verbs import BASE, FINITE, ING, PARTICIPLE, is_adverb, lemma
from plenary.readout.english.wordlists import (
    AGENTS,
    DEMAND_NOUNS,
    FORECASTS,
    LIGHT_NOUNS,
    LINKS,
    NECESSITY,
    REPORTING,
)
from plenary.readout.english.words import Word

Form = Literal["base", "to", "participle", "ing", "noun", "adjective"]

# How far a pattern looks ahead or back; this keeps the work in step with the length of the text.
_REACH = 40

STRONG_MODALS = frozenset("should shall must".split())
WEAK_MODALS = frozenset("will would".split())
_BE = frozenset("be is are was were been".split())
_LINKS_BY_WORD: dict[str, list[tuple[str, ...]]] = {}
for _link in LINKS:
    _LINKS_BY_WORD.setdefault(_link[0], []).append(_link)
_RELATIVES = frozenset(
    "which who whom whose that where when whereby if because since unless until how what whether why".split()
)
_JOINTS = frozenset(", ; and or but while whereas".split())
_STRESS = frozenset(
    """
    stress emphasize emphasise underscore underline highlight reiterate reaffirm note recognize
    recognise acknowledge mention see point affirm
    """.split()
)
_WISHES = frozenset("advocate urge demand propose recommend suggest request".split())
_SUBJUNCTIVES = _WISHES | {"require", "ask", "order", "insist"}
_PLEDGES = frozenset("pledge vow decide promise agree resolve propose commit".split())
_ORDERS = frozenset(
    "urge ask require request instruct order call encourage direct exhort remind oblige advise".split()
)
_PASSIVE_ORDERS = frozenset(
    "encouraged urged required requested asked instructed obliged called needed ordered".split()
)
_SAID = frozenset("said noted added says stressed emphasized believed held believes argued".split())
DETERMINERS = frozenset(
    """
    the a an its their our his her this these those each every all any some such more both other
    new greater better stronger full no another various relevant
    """.split()
)
_PRONOUNS = frozenset("it they we he she this that these those which there".split())


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a demand, in words of its sentence.

    ``start`` is the first word of the demand, ``verb`` its first action word, ``form`` the form that
    the further actions of its list take, ``light`` whether the first action is only a frame, and
    ``subject`` the words that name who or what is spoken of.
    """

    start: int
    verb: int
    form: Form
    light: bool = False
    subject: tuple[int, int] | None = None
    addressed: bool = False
    anchor: int = 0
    before: int | None = None
    """Where the demand before this one ends, if a reporting frame stands between them."""


def skip_adverbs(words: Sequence[Word], at: int) -> int:
    """Give the index of the first word from ``at`` that is no adverb."""
    while at < len(words) and is_adverb(words[at].low):
        at += 1
    return at


def low(words: Sequence[Word], at: int) -> str:
    """Give the word at ``at`` in small letters, or an empty text outside of the sentence."""
    return words[at].low if 0 <= at < len(words) else ""


def skip_links(words: Sequence[Word], at: int) -> int:
    """Give the index after the words that only join a sentence to the one before it."""
    for link in _LINKS_BY_WORD.get(low(words, at), ()):
        size = len(link)
        if tuple(w.low for w in words[at : at + size]) == link:
            after = at + size
            if low(words, after) == ",":
                return skip_links(words, after + 1)
            if size == 1 and link[0] in {
                "furthermore",
                "meanwhile",
                "moreover",
                "and",
                "but",
                "besides",
            }:
                return skip_links(words, after)
    return at


class HeadFinder:
    """Walks once through the words of a sentence and gathers the heads in it."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.heads: list[Head] = []
        self.before: int | None = None
        self.floor = 0
        """The first word that the next head may take as its own: after a frame or an earlier demand."""

    def find(self) -> list[Head]:
        """Give the heads in the order of the text."""
        self.floor = at = skip_links(self.words, 0)
        self._imperative(at)
        while at < len(self.words):
            at = max(at + 1, self._step(at))
        return self.heads

    def _step(self, at: int) -> int:
        word = self.words[at].low
        if word in STRONG_MODALS or word in WEAK_MODALS:
            return self._modal(at)
        if word in {"need", "needs", "ought", "has", "have", "had", "needed"}:
            return self._need(at)
        if word in {"is", "are", "was", "were", "be"}:
            return self._being(at)
        action = lemma(word)
        if action in REPORTING:
            return self._report(at, action)
        if word in DEMAND_NOUNS and self.heads:
            return self._demand_noun(at, at)
        return at

    def _add(self, head: Head) -> int:
        if self.before is not None and self.before <= head.start:
            head = replace(head, before=self.before)
        self.before = None
        self.heads.append(head)
        self.floor = head.verb + 1
        return head.verb + 1

    # Frames that report: "The meeting stressed that", "called for", "stressed the need to".

    def _report(self, at: int, action: str) -> int:
        after = skip_adverbs(self.words, at + 1)
        if low(self.words, after) == "out":
            after = skip_adverbs(self.words, after + 1)
        kept, self.before = self.before, self._frame_start(at)
        that = self._that(after)
        if that is not None:
            return self._content(that, wishes=action in _SUBJUNCTIVES)
        for demand in (
            self._called,
            self._noun_after,
            self._order,
            self._doing_after,
            self._pledge,
        ):
            end = demand(at, after, action)
            if end is not None:
                return end
        if low(self.words, at) in _SAID and self._starts_clause(after):
            self.floor = after
            return at
        self.before = kept
        return at

    def _frame_start(self, at: int) -> int | None:
        """Give where the clause of a reporting verb begins, for the demand before it to end there."""
        if not self.heads:
            return None
        for i in range(at - 1, max(self.floor, at - _REACH), -1):
            if self.words[i].low in {",", ";"}:
                return i
        return None

    def _content(self, at: int, *, wishes: bool = False) -> int:
        if low(self.words, at) == ",":
            at += 1
        self.floor = skip_links(self.words, at)
        if wishes and self._subjunctive(self.floor):
            return self.floor
        self._imperative(self.floor)
        return self.floor

    def _subjunctive(self, at: int) -> bool:
        """Read "suggested that the bank continue its policy", a wish without a modal."""
        for i in range(at + 1, min(at + 16, len(self.words))):
            word = self.words[i].low
            if (
                word in FINITE
                or word in _BE
                or word in STRONG_MODALS
                or word in WEAK_MODALS
                or word in _JOINTS - {"and"}
            ):
                return False
            plain = word in BASE and (
                word not in _AMBIGUOUS or low(self.words, i + 1) in DETERMINERS
            )
            if plain and low(self.words, i - 1) not in {"to", "and"} | DETERMINERS:
                self._add(Head(at, i, "base", False, (at, i), anchor=at))
                return True
        return False

    def _that(self, after: int) -> int | None:
        for at in range(after, min(after + 9, len(self.words))):
            word = self.words[at].low
            if word == "that":
                return at + 1
            if word == ":" and at <= after + 3:
                return at + 1
            if word in {"to", "of", "the", "which", ";"} and not self._is_place(at):
                return None
        return None

    def _is_place(self, at: int) -> bool:
        """Say whether a "the" belongs to "at the meeting", "by the attendees"."""
        return low(self.words, at) == "the" and low(self.words, at - 1) in {
            "at",
            "by",
            "in",
            "during",
        }

    def _starts_clause(self, at: int) -> bool:
        return low(self.words, at) in DETERMINERS or low(self.words, at) in _PRONOUNS

    def _called(self, at: int, after: int, action: str) -> int | None:
        if action not in {"call", "ask", "push", "press"} or low(self.words, after) != "for":
            return None
        if low(self.words, at) == "call" and at and low(self.words, at - 1) in DETERMINERS:
            return None
        return self._nominal(after + 1, after + 1)

    def _noun_after(self, at: int, after: int, action: str) -> int | None:
        if action not in _STRESS and action not in {"urge", "agree", "discuss", "propose"}:
            return None
        for noun in range(after, min(after + 6, len(self.words))):
            word = self.words[noun].low
            if word in DEMAND_NOUNS:
                return self._demand_noun(noun, after)
            if word in _JOINTS or word in BASE and word not in {"practical", "present"}:
                return None
        return None

    def _demand_noun(self, noun: int, start: int) -> int:
        """Read "the need to V", "the importance of V-ing", "the necessity for X"."""
        joint = low(self.words, noun + 1)
        if start == noun:
            while start and low(self.words, start - 1) not in _JOINTS and noun - start < 4:
                start -= 1
            if (
                low(self.words, start - 1) not in {"and", ","}
                or low(self.words, start) not in DETERMINERS
            ):
                return noun
        if joint == "to":
            verb = skip_adverbs(self.words, noun + 2)
            if low(self.words, verb) in BASE:
                return self._add(Head(start, verb, "to", anchor=noun))
        if joint in {"of", "for", "to", "in"}:
            return self._nominal(noun + 2, start)
        return noun

    def _nominal(self, at: int, start: int) -> int:
        """Read what a demand asks for as a noun phrase, as V-ing, or as "efforts to V"."""
        verb = skip_adverbs(self.words, at)
        if low(self.words, verb) in ING:
            return self._add(Head(start, verb, "ing", anchor=at))
        light = self._light_infinitive(at)
        if light is not None:
            return self._add(Head(start, light, "to", anchor=at))
        if at >= len(self.words):
            return at
        return self._add(Head(start, at, "noun", anchor=at))

    def _light_infinitive(self, at: int) -> int | None:
        seen = False
        for i in range(at, min(at + 12, len(self.words))):
            word = self.words[i].low
            if word in LIGHT_NOUNS:
                seen = True
            elif seen and word == "to":
                verb = skip_adverbs(self.words, i + 1)
                if low(self.words, verb) == "be" and low(self.words, verb + 2) == "to":
                    verb = skip_adverbs(self.words, verb + 3)
                return verb if low(self.words, verb) in BASE else None
            elif word in {",", ";", "of", "for", "on"}:
                return None
        return None

    def _doing_after(self, at: int, after: int, action: str) -> int | None:
        if action not in _STRESS and action not in {
            "advocate",
            "propose",
            "recommend",
            "suggest",
            "urge",
        }:
            return None
        word = low(self.words, after)
        if word in ING and low(self.words, after + 1) not in {"and", ",", "is", "was", "of"}:
            return self._add(Head(at + 1, after, "ing", anchor=after))
        if action in _WISHES and low(self.words, at) not in BASE and self._asks_for_noun(after):
            return self._nominal(after, at + 1)
        return None

    def _asks_for_noun(self, at: int) -> bool:
        """Say whether a noun of action follows: "urged further reform of the banks"."""
        for i in range(at, min(at + 6, len(self.words))):
            word = self.words[i].low
            if _is_action_noun(word):
                return True
            if word in _JOINTS or word in {"of", "to", "that", "in", "for", "on", "by"}:
                return False
        return False

    def _order(self, at: int, after: int, action: str) -> int | None:
        """Read "urged all departments to V", "called on everyone to V"."""
        if action not in _ORDERS or low(self.words, at) in BASE or self._is_passive(at):
            return None
        if action == "call":
            if low(self.words, after) not in {"on", "upon"}:
                return None
            after += 1
        if low(self.words, after) in {"to", "by", "for", "in", ",", ";", "that", "of"}:
            return None
        for to in range(after + 1, min(after + 25, len(self.words))):
            word = self.words[to].low
            if word == "to":
                verb = skip_adverbs(self.words, to + 1)
                if any(w.low in LIGHT_NOUNS for w in self.words[after:to]):
                    return self._nominal(after, after)
                if low(self.words, verb) in BASE:
                    subject = (after, to)
                    return self._add(Head(after, verb, "to", False, subject, True, at))
            if word in {";", "that", "which"} or word in FINITE:
                return None
        return None

    def _is_passive(self, at: int) -> bool:
        before = at - 1
        while before >= 0 and is_adverb(self.words[before].low):
            before -= 1
        return low(self.words, before) in _BE

    def _pledge(self, at: int, after: int, action: str) -> int | None:
        if action not in _PLEDGES or low(self.words, after) != "to" or low(self.words, at) in BASE:
            return None
        verb = skip_adverbs(self.words, after + 1)
        if low(self.words, verb) not in BASE or self._is_passive(at):
            return None
        return self._add(Head(after, verb, "to", anchor=at))

    # "It is necessary to", "are encouraged to", "efforts are needed to".

    def _being(self, at: int) -> int:
        after = skip_adverbs(self.words, at + 1)
        word = low(self.words, after)
        if low(self.words, at - 1) == "it" or self._modal_it(at):
            return self._it_is(at, after)
        if low(self.words, at - 1) == "there":
            return self._there_is(at)
        if (
            word in _PASSIVE_ORDERS
            and low(self.words, at) in {"is", "are"}
            and not self._is_subordinate(at)
        ):
            return self._ordered(at, after)
        if low(self.words, at) == "be" and word in PARTICIPLE and self.heads:
            return self._elliptic(at, after)
        return at

    def _modal_it(self, at: int) -> bool:
        return low(self.words, at - 2) == "it" and low(self.words, at - 1) in {
            "would",
            "will",
            "also",
        }

    def _it_is(self, at: int, after: int) -> int:
        if low(self.words, after) == "of":
            after = skip_adverbs(self.words, after + 1)
        necessary = next(
            (i for i in range(after, after + 4) if low(self.words, i) in NECESSITY), None
        )
        if necessary is None:
            return at
        it = at - 1 if low(self.words, at - 1) == "it" else at - 2
        for to in range(necessary + 1, min(necessary + 25, len(self.words))):
            word = self.words[to].low
            if word == "to":
                verb = skip_adverbs(self.words, to + 1)
                if low(self.words, verb) in BASE:
                    return self._add(Head(self._start(it), verb, "to", anchor=at))
            if word == "that":
                return self._content(to + 1, wishes=True)
            if word in {";", "which", "as"}:
                break
        return at

    def _there_is(self, at: int) -> int:
        need = next((i for i in range(at + 1, at + 5) if low(self.words, i) in DEMAND_NOUNS), None)
        if need is None or low(self.words, need + 1) != "to":
            return at
        verb = skip_adverbs(self.words, need + 2)
        if low(self.words, verb) not in BASE:
            return at
        return self._add(Head(self._start(at - 1), verb, "to", anchor=at))

    def _ordered(self, at: int, order: int) -> int:
        to = skip_adverbs(self.words, order + 1)
        if low(self.words, to) in {"on", "upon"}:
            to += 1
        if low(self.words, to) != "to":
            return at
        verb = skip_adverbs(self.words, to + 1)
        if low(self.words, verb) not in BASE:
            return at
        start = self._start(at)
        light = low(self.words, order) in {"needed", "required"}
        return self._add(Head(start, verb, "to", False, (start, at), not light, at))

    def _elliptic(self, at: int, verb: int) -> int:
        """Read a second passive that lets its modal go: "X shall be improved, and Y be enhanced"."""
        if self.heads[-1].form != "participle" or self._is_subordinate(at):
            return at
        if low(self.words, at - 1) in STRONG_MODALS | WEAK_MODALS | {
            "to",
            "can",
            "may",
            "and",
            "also",
        }:
            return at
        start = self._start(at)
        if start <= self.floor or start >= at:
            return at
        return self._add(
            Head(start, verb, "participle", self._is_light(start, at, verb), (start, at), anchor=at)
        )

    # "should V", "shall be V-ed", "will V", "needs to be V-ed".

    def _modal(self, at: int) -> int:
        if self._is_subordinate(at):
            return at
        verb = self._past_aside(skip_adverbs(self.words, at + 1))
        if low(self.words, verb) == "need" and low(self.words, verb + 1) == "to":
            verb = skip_adverbs(self.words, verb + 2)
        start = self._start(at)
        if self._is_forecast(at, start, verb):
            self.floor = at + 1
            return at
        return self._obligation(at, start, verb)

    def _past_aside(self, at: int) -> int:
        """Give the verb of "will, in line with the arrangements, implement"."""
        if low(self.words, at) != ",":
            return at
        for i in range(at + 1, min(at + _REACH, len(self.words))):
            if self.words[i].low == ",":
                verb = skip_adverbs(self.words, i + 1)
                return verb if low(self.words, verb) in BASE else at
        return at

    def _need(self, at: int) -> int:
        word = self.words[at].low
        if self._is_subordinate(at) or low(self.words, at - 1) in DETERMINERS | {"for", "of"}:
            if word in DEMAND_NOUNS and self.heads:
                return self._demand_noun(at, at)
            return at
        after = skip_adverbs(self.words, at + 1)
        if low(self.words, after) == "to":
            verb = skip_adverbs(self.words, after + 1)
            if low(self.words, verb) in BASE and word != "had" and at:
                return self._obligation(at, self._start(at), verb)
            return at
        if word == "needs" and at and low(self.words, after) not in {"of", "for", ",", "and", "."}:
            noun = next(
                (i for i in range(after, after + 4) if _is_action_noun(low(self.words, i))), None
            )
            if noun is not None:
                start = self._start(at)
                return self._add(Head(start, noun, "noun", False, None, anchor=at))
        return at

    def _obligation(self, at: int, start: int, verb: int) -> int:
        subject = (start, at)
        if low(self.words, verb) != "be":
            if not low(self.words, verb).isalpha() and "-" not in low(self.words, verb):
                return at
            return self._add(Head(start, verb, "base", False, subject, anchor=at))
        passive = skip_adverbs(self.words, verb + 1)
        word = low(self.words, passive)
        if word in PARTICIPLE or (word.endswith("ed") and len(word) > 4):
            light = self._is_light(start, at, passive)
            addressed = PARTICIPLE.get(word) in _ORDERS | {"guide", "support"}
            return self._add(Head(start, passive, "participle", light, subject, addressed, at))
        if low(self.words, at - 1) == "there" or not word:
            return at
        return self._add(Head(start, verb, "adjective", False, subject, anchor=at))

    def _is_light(self, start: int, at: int, verb: int) -> bool:
        from plenary.readout.english.wordlists import LIGHT_VERBS

        if PARTICIPLE.get(low(self.words, verb)) not in LIGHT_VERBS:
            return False
        return any(w.low in LIGHT_NOUNS for w in self.words[max(start, at - 12) : at])

    # Where the clause of a head begins, and whether it is one of the sentence's own.

    def _is_subordinate(self, at: int) -> bool:
        for i in range(at - 1, max(self.floor, at - _REACH) - 1, -1):
            word = self.words[i].low
            if word in {",", ";", ":"}:
                return word == "," and low(self.words, i + 1) in {"which", "who", "whom", "where"}
            if word in _RELATIVES and not (
                word == "that" and low(self.words, i - 1) in {"and", ","}
            ):
                return True
            if word == "so" and low(self.words, i + 1) == "that":
                return True
        return False

    def _start(self, at: int) -> int:
        """Give the first word of the clause that has its modal at ``at``."""
        if not self.heads or self.floor > self.heads[-1].verb + 1:
            return self._after_background(at)
        start = self._boundary(at)
        return skip_links(self.words, start)

    def _after_background(self, at: int) -> int:
        """Leave out a clause of background before the demand: "X is sound, but Y should"."""
        start = max(self.floor, at - 4 * _REACH)
        for i in range(at - 1, start, -1):
            word = self.words[i].low
            cuts = word in {";", "but", "while", "therefore", "thus"} or (
                word in {"and", "so"} and low(self.words, i - 1) == ","
            )
            if cuts and any(w.low in FINITE for w in self.words[start:i]):
                if low(self.words, start) in {
                    "as",
                    "if",
                    "while",
                    "although",
                    "since",
                    "when",
                    "given",
                    "though",
                }:
                    return start
                return skip_links(self.words, i + 1)
        return start

    def _boundary(self, at: int) -> int:
        """Give where the subject of a later modal begins, after the demand before it."""
        first = max(self.floor, at - 2 * _REACH)
        joints = [i for i in range(first, at - 1) if self.words[i].low in _JOINTS]
        best, weight = at, 0
        for i in joints:
            worth = self._joint_weight(i, at)
            if worth > weight:
                best, weight = i + 1, worth
        while low(self.words, best) in {"and", "but", "that", "while", ","} and best < at:
            best += 1
        return best

    def _joint_weight(self, i: int, at: int) -> int:
        word, after = self.words[i].low, low(self.words, i + 1)
        if after in PARTICIPLE or is_adverb(after) and low(self.words, i + 2) in _VERBAL:
            return 0
        opens = after in DETERMINERS or after in LIGHT_NOUNS or after in _PRONOUNS
        if word == ";":
            return 8
        if word in {"while", "whereas", "but"} or after == "that":
            return 7
        if word == "," and after in {"and", "while", "but"}:
            return 6
        if opens:
            return 5
        if word == ",":
            return 1 if any(w.low == "," for w in self.words[i + 1 : at]) else 4
        return 2

    def _is_forecast(self, at: int, start: int, verb: int) -> bool:
        """Say whether a "will" or "would" foretells rather than binds."""
        if self.words[at].low in STRONG_MODALS:
            return low(self.words, verb) == "be" and self._is_remark(verb)
        subject = [w.low for w in self.words[start:at]]
        if self._is_withdrawn(verb):
            return True
        if low(self.words, verb) == "be":
            passive = low(self.words, skip_adverbs(self.words, verb + 1))
            return passive not in PARTICIPLE and not passive.endswith("ed") or passive in _FORESEEN
        if low(self.words, at - 1) in _PRONOUNS - {"we", "it", "they"}:
            return True
        return not (self._names_agent(subject, start, at))

    def _is_withdrawn(self, verb: int) -> bool:
        return low(self.words, verb) in FORECASTS and low(self.words, verb + 1) != "efforts"

    def _names_agent(self, subject: list[str], start: int, at: int) -> bool:
        own = subject[len(subject) - subject[::-1].index(",") :] if "," in subject else subject
        stops = {"of", "in", "on", "for", "between", "among"}
        core = own[: next((i for i, w in enumerate(own) if w in stops and i), len(own))]
        if any(w.removesuffix("'s") in AGENTS or w in LIGHT_NOUNS for w in core):
            return True
        return bool(core) and self.words[at - 1].capital and core[-1].isalnum()

    def _is_remark(self, verb: int) -> bool:
        passive = low(self.words, skip_adverbs(self.words, verb + 1))
        return passive in {
            "noted",
            "recognized",
            "recognised",
            "pointed",
            "acknowledged",
            "underestimated",
        }

    # A bare verb at the start: "Continuously strengthen capacity, gather resources".

    def _imperative(self, at: int) -> None:
        verb = skip_adverbs(self.words, at)
        if at and low(self.words, verb) in ING and low(self.words, 0) in _ORDINALS:
            self._add(Head(at, verb, "ing", anchor=at))
            return
        word, after = low(self.words, verb), low(self.words, verb + 1)
        if word not in BASE or word in {"be", "given", "account"} or not after:
            return
        ambiguous = lemma(word) == word and word in _AMBIGUOUS
        if ambiguous and verb == at and after not in DETERMINERS:
            return
        if (
            after in _BE
            or after in STRONG_MODALS
            or after in WEAK_MODALS
            or after in FINITE
            or after == "of"
        ):
            return
        if any(w.low in FINITE for w in self.words[verb + 1 : verb + 8]):
            return
        self._add(Head(at, verb, "base", anchor=at))


def _is_action_noun(word: str) -> bool:
    from plenary.readout.english.naming import NOMINAL

    return word in NOMINAL


_VERBAL = BASE | PARTICIPLE.keys()
_ORDINALS = frozenset(
    "first second third fourth fifth sixth firstly secondly thirdly fourthly finally lastly".split()
)
_FORESEEN = frozenset("affected faced seen held expected influenced hit felt attended".split())
from plenary.readout.english.wordlists import NOUN_VERBS as _AMBIGUOUS  # noqa: E402
