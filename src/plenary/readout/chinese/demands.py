"""The obligation in a clause: 要, 必须, 应, 不得, and who is told to act."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plenary.readout.chinese.kinds import ends_as_a_body, names_a_body, opens_lead
from plenary.readout.chinese.verbs import head_of
from plenary.readout.chinese.vocabulary import skip_adverbs, verb_at

_HALF = 2
_REACH = 90
_MODAL = re.compile(
    r"(?<![重主需首必纪摘概扼只紧简])要(?![求点素闻务害员义件领塞道目么是])|一定要|(?:务必|务须)要?|必须|"
    r"(?<![对响反供相适效呼顺回])应当|应该|(?<![对响反供相适效呼顺回])应(?![对急用邀尽有届变战设收检])|"
    r"不得|不能|不要|不可(?![一或替分逆能持估避忽少再移比磨战抗])|切勿|绝不能|决不能|不准|不许|严禁|切忌|需要?(?!求)|须(?!知)|将(?!来)|拟"
)
_FORBIDDING = frozenset(
    {"不得", "不可", "切勿", "严禁", "不准", "不许", "切忌", "绝不能", "决不能"}
)
_PLAIN_DUTY = frozenset({"必须", "务必", "务须", "一定要", "务必要"})
_PAIRED = frozenset("既更又还也")
_RESULTS = ("确保", "保证", "做到", "使", "让")
_OPENER = re.compile(
    r"[被以从在对为向与同由用按就把将围聚结按根通利依针面坚让使有切成始形做靠走尽落实当千多加继既更再进一各自不统]|注|发|因|紧"
)


@dataclass(frozen=True, slots=True)
class Demand:
    """An obligation in a clause: where its modal stands, where it ends, and who is told to act."""

    start: int
    end: int
    subject: str
    forbids: bool = False


def demand_of(text: str) -> Demand | None:
    """Find the obligation of a clause (要, 必须, 应, 不得); None where it has none."""
    for modal in _MODAL.finditer(text, 0, _REACH):
        subject = text[: modal.start()]
        if _opens_action(text, modal.end(), modal.group()) and _can_be_subject(
            subject, modal.group()
        ):
            return Demand(modal.start(), modal.end(), subject, forbids=modal.group() in _FORBIDDING)
    return None


def _opens_action(text: str, at: int, modal: str) -> bool:
    if modal in _FORBIDDING:
        return at < len(text)
    rest = skip_adverbs(text, at)
    if rest >= len(text):
        return rest > at
    if modal in _PLAIN_DUTY or names_a_body(text[: at - len(modal)]):
        return True
    if modal == "要" and (
        skip_adverbs(text[: at - 1]) == at - 1 or text[at - 2 : at - 1] in _PAIRED
    ):
        return True
    return rest > at or bool(
        verb_at(text, rest)
        or _OPENER.match(text, rest)
        or opens_lead(text, rest)
        or head_of(text, at)
    )


def _can_be_subject(subject: str, modal: str) -> bool:
    plain = subject[skip_adverbs(subject) :]
    begins_with_verb = verb_at(plain, 0) is not None
    if modal in {"将", "拟"}:
        return ends_as_a_body(plain) and not begins_with_verb
    if not plain:
        return True
    if plain.startswith(_RESULTS) or _is_quoted(subject):
        return False
    if modal != "要" and begins_with_verb and not ends_as_a_body(plain):
        return False
    if plain.endswith("的"):
        return modal == "要" and len(plain) > _HALF
    return not plain.endswith(("和", "与", "所", "、"))


def _is_quoted(subject: str) -> bool:
    return subject.count("“") > subject.count("”")
