"""The demo's acts: what people asked, wrote and drew up beside the work itself, each by its own account."""

from __future__ import annotations

import datetime as dt

from plenary.contexts.governance import services
from plenary.contexts.governance.models import Duty, Extension, Task, TaskList
from plenary.kernel.accounts.models import User
from plenary.kernel.people.models import Post
from plenary.shared import clock
from plenary.shared.actor import Actor

ASKED_ON, WRITTEN_ON, DRAWN_ON = dt.date(2025, 7, 10), dt.date(2025, 7, 11), dt.date(2025, 7, 14)
PAYMENTS, BOOK = "推广境外来宾支付便利化", "出版《石景山故事》双语画册"


def load_acts() -> None:
    """Let one act of each kind be under way."""
    with clock.at(ASKED_ON):
        extension = _ask_for_extension()
        _ask_for_transfer()
    with clock.at(WRITTEN_ON):
        services.endorse_extension(
            actor=_account("office"), extension_id=extension.pk, seen_version=None
        )
        _instruct()
    with clock.at(DRAWN_ON):
        services.recompute_open_lights()
        _draw_up()


def _ask_for_extension() -> Extension:
    task = Task.objects.get(title_zh=PAYMENTS)
    return services.ask_for_extension(
        actor=_account("commerce"),
        task_id=task.pk,
        unit_id=task.lead_unit_id or 0,
        wanted_on=dt.date(2025, 9, 30),
        reason="部分商户终端九月到货",
    )


def _ask_for_transfer() -> None:
    sports = _account("sports")
    duty = Duty.objects.filter(unit_id__in=sports.unit_ids).exclude(role="lead").order_by("pk")[0]
    services.ask_for_transfer(
        actor=sports, duty_id=duty.pk, reason="场馆保障职责已划转，建议由场馆运营单位配合"
    )


def _instruct() -> None:
    task = Task.objects.get(title_zh=BOOK)
    services.give_instruction(
        actor=_account("leader"),
        task_id=task.pk,
        text_zh="请宣传部商外办落实英文审校人选，本月底前报进度。",
        text_en="Please find an English reviewer together with the foreign affairs office and report"
        " by the end of the month.",
        unit_ids=[task.lead_unit_id or 0],
        answer_by=dt.date(2025, 7, 31),
    )


def _draw_up() -> None:
    office = _account("office")
    task = Task.objects.get(title_zh=BOOK)
    services.draw_slip(
        actor=office,
        task_id=task.pk,
        unit_id=task.lead_unit_id or 0,
        reason="任务已逾期，英文审校仍未落实",
        answer_by=dt.date(2025, 7, 21),
    )
    services.draw_circular(actor=office, list_id=TaskList.objects.get().pk)
    accountable = Post.objects.filter(title_en__contains="District Mayor")[0]
    services.draw_card(actor=office, post_id=accountable.pk)
    services.draw_handover(actor=office, post_id=accountable.pk)


def _account(key: str) -> Actor:
    return User.objects.get(email=f"{key}@demo.invalid").actor
