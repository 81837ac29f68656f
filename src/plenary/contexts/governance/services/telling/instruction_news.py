"""Tells units of a leader's word that they answer, and leaders of one that nobody answers any more."""

from __future__ import annotations

from collections.abc import Iterable

from plenary.contexts.governance.models import Instruction
from plenary.contexts.governance.selectors import recipients
from plenary.contexts.governance.services.telling.lines import tell
from plenary.kernel.text.wording import in_en, in_zh
from plenary.shared.actor import Actor


def tell_routed(actor: Actor, instruction: Instruction, unit_ids: Iterable[int]) -> None:
    """Tell units that a leader's word waits for their answer, and by when."""
    zh = in_zh("领导批示，请答复")
    if instruction.answer_by:
        zh = f"{in_zh('领导批示，请于')}{instruction.answer_by}前答复"
    en = in_en("An instruction waits for your answer")
    if instruction.answer_by:
        en = f"{en} by {instruction.answer_by}"
    tell_of(actor, recipients.of_units(unit_ids), instruction, "routed", (zh, en))


def tell_nobody_answers(actor: Actor, instruction: Instruction) -> None:
    """Tell the leader whose word it is, and the office, that no unit owes an answer any more."""
    tell_of(
        actor,
        leaders_of(instruction) | recipients.of_the_office(),
        instruction,
        "released",
        (
            in_zh("单位责任变动，批示已无待答复单位，请研究"),
            in_en("Parts have changed; no unit owes an answer to an instruction any more"),
        ),
    )


def leaders_of(instruction: Instruction) -> set[int]:
    """Give the accounts of whoever gave it and of the post whose word it is."""
    posts = [instruction.post_id] if instruction.post_id else []
    given_by = {instruction.given_by_id} if instruction.given_by_id else set()
    return given_by | recipients.of_posts(posts)


def tell_of(
    actor: Actor, users: set[int], instruction: Instruction, done: str, words: tuple[str, str]
) -> None:
    """Tell accounts what was done with a leader's word: the words are Chinese, then English."""
    tell(
        actor,
        users,
        kind=f"instruction.{done}",
        task=instruction.task,
        zh=words[0],
        en=words[1],
        record_of=instruction,
    )
