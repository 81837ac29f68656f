"""The demo's acts: what people asked, wrote and drew up beside the work itself, each by its own account."""

from __future__ import annotations

import datetime as dt

from plenary.config.demo.accounts import account
from plenary.config.demo.texts import Story
from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty, Extension, Task, TaskList
from plenary.kernel.people.models import Post
from plenary.shared import clock

ASKED_ON, WRITTEN_ON, DRAWN_ON = dt.date(2025, 7, 10), dt.date(2025, 7, 11), dt.date(2025, 7, 14)


def load_acts(story: Story) -> None:
    """Let one act of each kind be under way."""
    with clock.at(ASKED_ON):
        extension = _ask_for_extension(story)
        _ask_for_transfer(story)
    with clock.at(WRITTEN_ON):
        services.endorse_extension(
            actor=account("office"), extension_id=extension.pk, seen_version=None
        )
        _instruct(story)
    with clock.at(DRAWN_ON):
        services.recompute_open_lights()
        _draw_up(story)


def _ask_for_extension(story: Story) -> Extension:
    told = story.told["extension"]
    task = Task.objects.get(title_en=told["task"])
    return services.ask_for_extension(
        actor=account(told["by"]),
        task_id=task.pk,
        unit_id=task.lead_unit_id or 0,
        wanted_on=dt.date(2025, 9, 30),
        reason=told["reason"],
    )


def _ask_for_transfer(story: Story) -> None:
    told = story.told["transfer"]
    asker = account(told["by"])
    duty = Duty.objects.filter(unit_id__in=asker.unit_ids).exclude(role="lead").order_by("pk")[0]
    services.ask_for_transfer(actor=asker, duty_id=duty.pk, reason=told["reason"])


def _instruct(story: Story) -> None:
    told = story.told["instruction"]
    task = Task.objects.get(title_en=told["task"])
    services.give_instruction(
        actor=account("leader"),
        task_id=task.pk,
        text_zh=told.get("text_zh", ""),
        text_en=told["text_en"],
        unit_ids=[task.lead_unit_id or 0],
        answer_by=dt.date(2025, 7, 31),
    )


def _draw_up(story: Story) -> None:
    office, told = account("office"), story.told["slip"]
    task = Task.objects.get(title_en=told["task"])
    services.draw_slip(
        actor=office,
        task_id=task.pk,
        unit_id=task.lead_unit_id or 0,
        reason=told["reason"],
        reason_other=told.get("reason_en", ""),
        answer_by=dt.date(2025, 7, 21),
    )
    services.draw_circular(actor=office, list_id=TaskList.objects.get().pk)
    accountable = Post.objects.filter(title_en__contains=story.told["accountable"])[0]
    services.draw_card(actor=office, post_id=accountable.pk)
    services.draw_handover(actor=office, post_id=accountable.pk)
