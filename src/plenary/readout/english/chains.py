"""Splits a demand into its actions: one clause for each verb with an object of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plenary.readout.english.frames import efforts_among, light_action, listed_doing, tells
from plenary.readout.english.plainverbs import (
    is_attended_action,
    is_plain_verb,
    is_plain_verb_after_to,
)
from plenary.readout.english.sentence import Form, Head, low, skip_adverbs
from plenary.readout.english.verblist import ADJECTIVE_VERBS, NOUN_VERBS
from plenary.readout.english.verbs import (
    BASE,
    FINITE,
    ING,
    PARTICIPLE,
    THIRD,
    is_adverb,
    lemma,
    may_be_verb,
)
from plenary.readout.english.vocabulary import word_set
from plenary.readout.english.wordlists import (
    AGENTS,
    ATTENTION,
    FUNCTION_WORDS,
    LEADING_VERBS,
    PARTICLES,
    REPORTING,
)
from plenary.readout.english.words import Word


@dataclass(frozen=True, slots=True)
class Clause:
    """One action of a demand: its words, its verb, and the head that it belongs to."""

    start: int
    end: int
    verb: int
    form: Form
    head: Head


@dataclass(frozen=True, slots=True)
class _Joint:
    """A comma, a semicolon or an "and" between two parts, and the verb that follows it."""

    at: int
    start: int
    verb: int
    comma: bool
    conjunction: bool
    to: bool


_COMMAS = word_set(", ;")
_COLON = ":"
_CONJUNCTIONS = word_set("and or &")
_FINAL_PURPOSES = ("so as to", "in order to", "in a bid to", "with a view to", "in an effort to", "with the aim of", "in an attempt to", "with the goal of", "for the purpose of", "to ensure that")  # fmt: skip
_PURPOSES = tuple(tuple(p.split()) for p in _FINAL_PURPOSES)
_PURPOSE_STARTS = {purpose[:2] for purpose in _PURPOSES}
_INTRANSITIVES = word_set(
    "work act cooperate collaborate proceed respond persevere participate think"
)
_SHORT, _FEW = 2, 3
_AFTER_PARTICIPLE = word_set(
    "among between across before after during together up out down over back stable unchanged open basically so to in by with . at within under when into step more nearby as from through for on public"
)
_ADJUNCTS = word_set("on in with under based through by at while when")
_OPEN_PREPOSITIONS = word_set("in on into with for upon to")
_RELATIVES = word_set("which that who where whose whereby")
_TAILS = word_set("so in with for such to by through via") | _RELATIVES
_TURNS = _COMMAS | _CONJUNCTIONS | _TAILS | {"as", _COLON}
"""The words at which a clause may end or its tail begin; all others are passed over."""


def _acts(word: str) -> bool:
    """Say whether a word is a verb, and not a participle before a noun: "detailed plans drawn up"."""
    return lemma(word) is not None and (word in BASE or word not in PARTICIPLE)


class ChainSplitter:
    """Walks through the words of one demand and closes a clause wherever the next action begins."""

    def __init__(self, words: Sequence[Word], head: Head, end: int) -> None:
        self.words = words
        self.head = head
        self.end = end
        self.form: Form = head.form
        self.start = head.start
        self.verb = head.verb
        self.tail = ""
        self.clauses: list[Clause] = []
        self.light = head.light
        self.bare = False
        """Whether a "to" has been left out in the list already: a further ", to V" is a purpose."""
        self.listed = False
        """Whether the last action of the list kept its "to": so will the next one."""

    def split(self) -> list[Clause]:
        """Give the clauses of the demand in the order of the text."""
        if self.form == "noun":
            return self._split_nouns()
        at = self._enter(self.verb)
        for turn in [i for i in range(at, self.end) if self.words[i].low in _TURNS]:
            if turn >= at:
                at = self._step(turn)
        self._close(self.end)
        return self.clauses

    def _close(self, end: int) -> None:
        self.clauses.append(Clause(self.start, end, self.verb, self.form, self.head))

    def _step(self, at: int) -> int:
        word = self.words[at].low
        if word in _COMMAS and self._states(at):
            self.end = at
            return at
        if (
            word in _COMMAS
            or word in _CONJUNCTIONS
            or (word == "as" and low(self.words, at + 1) == "well")
        ):
            joint = self._joint(at)
            if joint and self._begins(joint):
                return self._next(joint)
            elliptic = self._elliptic(at)
            if elliptic:
                return elliptic
            return self._after_joint(at, joint)
        if word == _COLON:
            return self._open_list(at)
        if self.tail != "final":
            self._mark_tail(at, word)
        return at + 1

    def _states(self, at: int) -> bool:
        """Say whether a statement follows that demands nothing: ", and felling is forbidden"."""
        if low(self.words, at + 1) not in {"and", "but", "yet"}:
            return False
        for i in range(at + 3, min(at + 12, self.end)):
            word = self.words[i].low
            if word in {"is", "are", "was", "were", "has", "have", "had"}:
                return not is_plain_verb(self.words, skip_adverbs(self.words, at + 2), comma=True)
            if word in _COMMAS | _RELATIVES | {"to", "should", "must", "will", "shall", "as"}:
                return False
        return False

    def _open_list(self, at: int) -> int:
        """Read on after "the need to follow the plan: mend A, clean B"."""
        joint = self._joint(at + 1)
        opens = joint and self.form != "ing" and self._is_verb(joint) and self._has_object(at)
        if joint is None or not opens:
            return at + 1
        self.form = "base" if self.form == "participle" else self.form
        return self._next(joint, at)

    def _after_joint(self, at: int, joint: _Joint | None) -> int:
        if (
            joint
            and joint.to
            and joint.comma
            and (
                (self.bare and not self._lists_on(joint.verb))
                or (self.form in {"base", "participle"} and not self.light)
            )
        ):
            self.tail = self.tail or "to"
        if (
            self.words[at].low in _COMMAS
            and low(self.words, skip_adverbs(self.words, at + 1)) in ING
        ):
            self.tail = "doing" if self.tail != "final" else self.tail
        elif self.words[at].low == "," and self.tail == "relative":
            self.tail = ""
        return at + 1

    # Reading a joint.

    def _joint(self, at: int) -> _Joint | None:
        comma = conjunction = False
        i = at
        while i < self.end:
            word = self.words[i].low
            if word in _COMMAS:
                comma = True
            elif word in _CONJUNCTIONS:
                conjunction = True
            elif (
                word == "as" and low(self.words, i + 1) == "well" and low(self.words, i + 2) == "as"
            ):
                conjunction = True
                i += 2
            elif word == "but" and low(self.words, i + 1) == "also":
                conjunction = True
            elif word not in {"then", "also", "thus"} or i == at:
                break
            i += 1
        if self.form == "ing" and low(self.words, i) in {"of", "for", "on", "with"}:
            doing = skip_adverbs(self.words, i + 1)
            if conjunction and doing < self.end and low(self.words, doing) in ING:
                return _Joint(at, i, doing, comma, conjunction, False)
        start = i
        to = low(self.words, i) == "to"
        verb = skip_adverbs(self.words, i + 1 if to else self._past_adjunct(i))
        if verb >= self.end:
            return None
        return _Joint(at, start, verb, comma, conjunction, to)

    def _past_adjunct(self, at: int) -> int:
        """Give the verb of "and, on the basis of the plan, increase" or "and on this basis make"."""
        if low(self.words, at) not in _ADJUNCTS:
            return at
        if low(self.words, at - 1) == "and" and low(self.words, at - 2) == ",":
            return self._past_open_adjunct(at)
        if low(self.words, at - 1) != "," and low(self.words, at + 1) != "this":
            return at
        if [w.low for w in self.words[at : at + 3]] == ["on", "this", "basis"]:
            return at + 3 + (low(self.words, at + 3) == ",")
        for i in range(at + 1, min(at + 14, self.end)):
            if self.words[i].low == ",":
                return i + 1
        return at

    def _past_open_adjunct(self, at: int) -> int:
        """Give the verb of ", and under the lead of the council make plans", where no comma marks it."""
        for i in range(at + 2, min(at + 14, self.end)):
            word, before = self.words[i].low, self.words[i - 1].low
            if word in _COMMAS | _CONJUNCTIONS:
                break
            plain = word in BASE and word not in NOUN_VERBS and before not in FUNCTION_WORDS
            if plain and is_plain_verb(self.words, i, comma=True):
                return i
        return at

    def _begins(self, joint: _Joint) -> bool:
        """Say whether what follows a joint is a further action of this demand."""
        if self.form == "participle":
            return self._turns_active(joint)
        if self.tail == "final" and not (self.listed and joint.to and joint.comma):
            return False
        if self.form == "ing":
            return self._begins_doing(joint)
        if not (joint.comma or joint.conjunction):
            return False
        if not self._has_object(joint.at) and not self._stands_alone(joint):
            return False
        return self._is_verb(joint) and self._is_level(joint)

    def _is_verb(self, joint: _Joint) -> bool:
        if tells(self.words, joint.verb, self.end) or self._takes_effect(joint.verb):
            return False
        return (
            self._follows_adverb(joint)
            or is_plain_verb(self.words, joint.verb, comma=joint.comma)
            or (joint.to and low(self.words, joint.verb) in BASE)
            or self._is_passive(joint)
        )

    def _follows_adverb(self, joint: _Joint) -> bool:
        """Say whether a word that may be a noun is made a verb by its adverb: "systematically study"."""
        before = low(self.words, joint.verb - 1)
        return (
            joint.verb > joint.start
            and before.endswith("ly")
            and low(self.words, joint.verb) in BASE
            and low(self.words, joint.verb) not in ADJECTIVE_VERBS
            and low(self.words, joint.verb + 1) not in {"of", ""}
        )

    def _takes_effect(self, verb: int) -> bool:
        """Say whether "take effect" only goes on with a side clause: "ensure the plans are carried out and take effect"."""
        return low(self.words, verb) == "take" and low(self.words, verb + 1) in {"effect", "shape"}

    def _is_level(self, joint: _Joint) -> bool:
        """Say whether a verb after a joint goes on with the list, and not with the tail before it."""
        if joint.to and self.bare and not joint.conjunction:
            return self._lists_on(joint.verb)
        if joint.to:
            return self.form == "to" and (
                joint.comma or self.listed or self.tail not in {"to", "relative"}
            )
        return joint.comma or self.tail not in {"to", "relative"}

    def _lists_on(self, at: int) -> bool:
        """Say whether a later ", and to V" shows that ", to V" goes on with a list."""
        nexts = [w.low for w in self.words[at : min(at + 60, self.end)]]
        return any(nexts[i : i + 3] == [",", "and", "to"] for i in range(len(nexts) - 3))

    def _is_passive(self, joint: _Joint) -> bool:
        after = low(self.words, skip_adverbs(self.words, joint.verb + 1))
        return low(self.words, joint.verb) == "be" and after in PARTICIPLE

    def _begins_doing(self, joint: _Joint) -> bool:
        if low(self.words, joint.verb) not in ING or joint.to or not self._has_object(joint.at):
            return False
        if low(self.words, joint.verb + 1) in _COMMAS | _CONJUNCTIONS | {"of", ""}:
            return False
        if self.tail == "examples":
            return False
        if self.tail == "by":
            return joint.comma and joint.conjunction
        if low(self.words, joint.at) == ";":
            return True
        return joint.conjunction or self._closes_list(joint.verb)

    def _closes_list(self, at: int) -> bool:
        """Say whether a later "and V-ing" closes the list that a comma seems to continue."""
        for i in range(at + 1, min(self.end - 1, at + 80)):
            if self.words[i].low == "and":
                doing = skip_adverbs(self.words, i + 1)
                if low(self.words, doing) in ING and low(self.words, doing + 1) not in _COMMAS | {
                    "of"
                }:
                    return True
        return False

    def _has_object(self, at: int) -> bool:
        if at > self.verb + 1 and lemma(self.words[self.verb].low) in _INTRANSITIVES:
            return True
        particles = PARTICLES.get(lemma(self.words[self.verb].low) or "", "").split()
        first = self.verb + 1 + (low(self.words, self.verb + 1) in particles)
        for i in range(first, at):
            word = self.words[i].low
            if is_adverb(word) or word in _CONJUNCTIONS | _COMMAS or self._shares(i):
                continue
            if word not in _OPEN_PREPOSITIONS or i + 1 < at:
                return True
        return False

    def _turns_active(self, joint: _Joint) -> bool:
        """Say whether whoever "should be guided by A" goes on to act: ", thoroughly study B"."""
        subject = self.head.subject
        if self.tail or joint.to or not joint.comma or subject is None or self.light:
            return False
        verb = low(self.words, joint.verb)
        sure = self._follows_adverb(joint) or (verb in BASE and verb not in NOUN_VERBS | {"be"})
        acts = any(w.low in AGENTS for w in self.words[subject[0] : subject[1]])
        return sure and acts and self._is_verb(joint)

    def _stands_alone(self, joint: _Joint) -> bool:
        """Say whether a verb without an object is an action: "publicize, build consensus, and train"."""
        if not joint.comma or joint.conjunction or joint.at != self.verb + 1:
            return False
        after = low(self.words, joint.verb + 1)
        return bool(after) and after not in _COMMAS | _CONJUNCTIONS

    def _shares(self, at: int) -> bool:
        """Say whether a word is one more verb of "support, improve and foster X"."""
        return (
            lemma(self.words[at].low) is not None
            and low(self.words, at - 1) in _CONJUNCTIONS | _COMMAS
        )

    def _next(self, joint: _Joint, end: int | None = None) -> int:
        self._close(joint.at if end is None else end)
        self.form = "base" if self.form in {"participle", "adjective"} else self.form
        self.bare = self.form == "to" and not joint.to
        self.listed = self.form == "to" and joint.to
        self.start, self.verb, self.tail = joint.start, joint.verb, ""
        return self._enter(joint.verb)

    # What follows the verb of a clause.

    def _enter(self, verb: int) -> int:
        """Give where to read on after a verb; "strive to", "make efforts to" hand over to the next."""
        if self.form in {"base", "to", "ing"}:
            action = lemma(self.words[verb].low)
            if action in LEADING_VERBS:
                return self._enter_leading(verb)
            acting = light_action(self.words, verb, self.end, action or "")
            if acting:
                self.verb, self.form = acting, "to"
                return self._enter(acting)
        if self.form == "participle":
            doing = listed_doing(self.words, verb, self.end)
            if doing:
                self.verb, self.form = doing, "ing"
                return doing + 1
            return self._enter_passive(verb)
        return verb + 1

    def _enter_leading(self, verb: int) -> int:
        after = skip_adverbs(self.words, verb + 1)
        if low(self.words, after) in {"committed", "dedicated"}:
            after += 1
        if low(self.words, after) == "to":
            action = skip_adverbs(self.words, after + 1)
            if may_be_verb(low(self.words, action)) and action < self.end:
                self.verb = action
                self.light = True
                return self._enter(action)
        lasting = lemma(self.words[verb].low) in {"continue", "keep", "begin", "start", "go"}
        if lasting and low(self.words, after) in ING and after < self.end:
            self.verb = after
            return after + 1
        return verb + 1

    def _enter_passive(self, verb: int) -> int:
        """Read "efforts should be made to V", "attention should be paid to V-ing"."""
        attention = self._is_attention()
        if not self.light and not attention:
            return verb + 1
        for i in range(verb + 1, min(verb + 10, self.end)):
            word = self.words[i].low
            if word in {",", ";", "order"} or (word == "by" and low(self.words, i + 1) in ING):
                break
            after = skip_adverbs(self.words, i + 1)
            if word == "to" and self._opens_infinitive(i, after, attention=attention):
                self.verb, self.form = after, "to"
                return self._enter(after)
            doing = word == "to" or word in {"on", "upon"} or (self.light and word == "in")
            if doing and low(self.words, after) in ING:
                self.verb, self.form = after, "ing"
                return after + 1
        return verb + 1

    def _opens_infinitive(self, to: int, verb: int, *, attention: bool) -> bool:
        if attention:
            return is_attended_action(self.words, verb)
        word = low(self.words, verb)
        return may_be_verb(word) and (word not in BASE or is_plain_verb_after_to(self.words, to))

    def _is_attention(self) -> bool:
        nouns = ATTENTION.get(PARTICIPLE.get(low(self.words, self.head.verb), ""), "").split()
        subject = self.head.subject
        return bool(nouns and subject) and any(
            w.low in nouns
            for w in self.words[subject[0] if subject else 0 : subject[1] if subject else 0]
        )

    # What belongs to the verb before it: purposes, results, relative clauses.

    def _mark_tail(self, at: int, word: str) -> None:
        if word in {"so", "in", "with", "for", "such"} and self._is_purpose(at):
            self.tail = "final"
        elif word == "to":
            if is_plain_verb_after_to(self.words, at):
                self.tail = "to"
        elif word == "as":
            doing = low(self.words, skip_adverbs(self.words, at + 1)) in ING
            self.tail = "examples" if doing and low(self.words, at - 1) == "such" else self.tail
        elif word in {"by", "through", "via"}:
            if low(self.words, skip_adverbs(self.words, at + 1)) in ING:
                self.tail = "by"
        elif word in _RELATIVES:
            is_result = word == "that" and low(self.words, at - 1) in {"so", "such"}
            self.tail = "relative" if is_result else self._relative(at)

    def _is_purpose(self, at: int) -> bool:
        if (self.words[at].low, low(self.words, at + 1)) not in _PURPOSE_STARTS:
            return False
        return any(tuple(w.low for w in self.words[at : at + len(p)]) == p for p in _PURPOSES)

    def _relative(self, at: int) -> str:
        for i in range(at + 1, min(at + 9, self.end)):
            word = self.words[i].low
            if word in THIRD or word in FINITE or word in {"can", "may", "will", "should"}:
                return "relative" if word in {"can", "may", "will", "should", "are"} else ""
        return "relative"

    # "X should be improved, and Y strengthened".

    def _elliptic(self, at: int) -> int | None:
        if self.form != "participle" or self.tail == "final":
            return None
        start = at
        while start < self.end and self.words[start].low in _COMMAS | _CONJUNCTIONS:
            start += 1
        verb = self._short_passive(start)
        if verb is None or not self._has_own_subject(start, verb):
            return None
        self._close(at)
        self.start, self.verb, self.tail = start, verb, ""
        return verb + 1

    def _short_passive(self, start: int) -> int | None:
        for i in range(start, min(start + 16, self.end)):
            word = self.words[i].low
            if i > start and word in PARTICIPLE and self._ends_part(i + 1):
                return i
            if word in _COMMAS or word in {"to", "with", "by", "that", "which", "at", "as", "than"}:
                return None
        return None

    def _ends_part(self, at: int) -> bool:
        word = low(self.words, at)
        return at >= self.end or word in _COMMAS | _CONJUNCTIONS | _AFTER_PARTICIPLE

    def _has_own_subject(self, start: int, verb: int) -> bool:
        body = [w for w in self.words[start:verb] if w.low[0].isalnum()]
        if lemma(self.words[verb].low) in REPORTING and len(body) <= _FEW:
            return False  # "the meeting noted"
        while body and is_adverb(body[-1].low):
            body = body[:-1]
        if (
            not body
            or body[-1].low in FUNCTION_WORDS
            or (_acts(body[0].low) and THIRD.get(body[0].low, body[0].low) not in NOUN_VERBS)
        ):
            return False
        return (
            not any(w.low in FINITE or w.low in {"not", "also"} for w in body)
            and len(body[-1].low) > _SHORT
        )

    # "called for A, a focus on B, and efforts to V".

    def _to_be(self, at: int, end: int) -> int | None:
        """Give the verb of "policies to be improved"."""
        for i in range(at + 1, min(at + 12, end - 2)):
            if self.words[i].low in _COMMAS:
                break
            verb = skip_adverbs(self.words, i + 2)
            if self.words[i].low == "to" and low(self.words, i + 1) == "be":
                return verb if low(self.words, verb) in PARTICIPLE and verb < end else None
        return None

    def _split_passives(self, verb: int) -> list[Clause]:
        """Read "called for policies to be improved, and training to be offered"."""
        self.verb, self.form = verb, "participle"
        for i in range(verb + 1, self.end - 3):
            if self.words[i].low not in _COMMAS | _CONJUNCTIONS or i < self.verb:
                continue
            start = i + 1 + (low(self.words, i + 1) in _CONJUNCTIONS)
            following = self._to_be(start - 1, self.end)
            if following is not None:
                self._close(i)
                self.start, self.verb = start, following
        self._close(self.end)
        return self.clauses

    def _split_nouns(self) -> list[Clause]:
        passive = self._to_be(self.start, self.end)
        if passive is not None:
            return self._split_passives(passive)
        efforts, verb = efforts_among(self.words, self.start, self.end)
        if not efforts:
            return self._split_mixed()
        for i in range(self.start + 1, efforts):
            if self.words[i].low == "," and low(self.words, i + 1) in {"a", "an"}:
                self._close(i)
                self.start = self.verb = i + 1
        self._close(efforts)
        self.start, self.verb, self.form, self.light = efforts, verb, "to", True
        self.start += low(self.words, efforts) in {",", ";"}
        self.start += low(self.words, self.start) == "and"
        return self._read_on(verb)

    def _split_mixed(self) -> list[Clause]:
        """Read "support for A, mending B, and cleaning C" and "the need for A, and to mend B"."""
        for i in range(self.start + 1, self.end - 1):
            if self.words[i].low not in _COMMAS | _CONJUNCTIONS:
                continue
            joint = self._joint(i)
            form = self._other_form(joint) if joint else None
            if joint and form:
                self._close(i)
                self.start, self.verb, self.form = joint.start, joint.verb, form
                return self._read_on(joint.verb)
        self._close(self.end)
        return self.clauses

    def _other_form(self, joint: _Joint) -> Form | None:
        """Give the form of the verb that goes on with a list of nouns."""
        if joint.to:
            plain = is_plain_verb_after_to(self.words, joint.verb - 1)
            return "to" if joint.comma and plain else None
        doing = low(self.words, joint.verb) in ING
        if not doing or low(self.words, joint.verb + 1) in _COMMAS | _CONJUNCTIONS | {"of", ""}:
            return None
        return "ing" if joint.conjunction or self._closes_list(joint.verb) else None

    def _read_on(self, verb: int) -> list[Clause]:
        at = self._enter(verb)
        while at < self.end:
            at = self._step(at)
        self._close(self.end)
        return self.clauses
