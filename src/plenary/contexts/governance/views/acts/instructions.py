"""Writing an instruction on a task, routing it, answering it, and the leader's judgement."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.contexts.governance import policies, services
from plenary.contexts.governance.enums import ENDED_INSTRUCTIONS, InstructionState
from plenary.contexts.governance.forms.acts import (
    InstructionForm,
    RemarkForm,
    UnitsForm,
    WordForm,
)
from plenary.contexts.governance.forms.records import id_of
from plenary.contexts.governance.forms.tasks import in_language
from plenary.contexts.governance.models import Instruction, Task
from plenary.contexts.governance.selectors import tasks
from plenary.contexts.governance.selectors.acts import instructions
from plenary.contexts.governance.selectors.leaders import leader_posts
from plenary.contexts.governance.views.answers import pairs
from plenary.contexts.governance.views.saving import Crumbs, form_page, is_kept, need, typed
from plenary.kernel.organisations.models import Organisation
from plenary.kernel.people.models import Post
from plenary.shared.errors import Refused
from plenary.shared.web.opening import seconds_open
from plenary.shared.web.request import Request


@require_http_methods(["GET", "POST"])
def instruction_new(request: Request, pk: int) -> HttpResponse:
    """Write a leader's word on a task."""
    task = get_object_or_404(tasks.visible_to(request.actor), pk=pk)
    need(policies.can_instruct, request.actor, task)
    form = InstructionForm(
        typed(request),
        units=_units_of(task),
        posts=_posts(request),
        initial={"units": [task.lead_unit_id]},
    )
    made: list[Instruction] = []
    if is_kept(
        form,
        lambda data: made.append(
            services.give_instruction(
                actor=request.actor,
                task_id=pk,
                **pairs(data, "text"),
                unit_ids=[unit.pk for unit in data["units"]],
                answer_by=data["answer_by"],
                post_id=id_of(data["post"]),
            )
        ),
    ):
        messages.success(request, _("The instruction stands on the task."))
        return redirect(made[0])
    return form_page(
        request, form, title=_("Write an instruction"), crumbs=_crumbs(task), save=_("Give it")
    )


@require_http_methods(["GET", "POST"])
def instruction(request: Request, pk: int) -> HttpResponse:
    """Show an instruction with all that was said to it; the leader judges the answers here."""
    found = _found(request, pk)
    form = RemarkForm(typed(request), seen=found.version)
    if request.method == "POST":
        need(policies.can_settle, request.actor, found)
    if is_kept(form, lambda data: _judge(request, pk, data), found.version):
        messages.success(request, _("Kept."))
        return redirect(found)
    calls = list(found.calls.select_related("unit"))
    context = {
        "instruction": found,
        "calls": calls,
        "said": list(found.words.select_related("unit")),
        "form": form,
        "answerable": [
            call
            for call in calls
            if call.answered_at is None
            and found.state not in ENDED_INSTRUCTIONS
            and policies.can_answer(request.actor, found, call.unit_id)
        ],
        "may_route": policies.can_route(request.actor, found)
        and found.state not in ENDED_INSTRUCTIONS,
        "may_settle": policies.can_settle(request.actor, found)
        and found.state not in ENDED_INSTRUCTIONS,
        "is_answered": found.state == InstructionState.ANSWERED,
    }
    return render(request, "governance/instruction_page.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def route(request: Request, pk: int) -> HttpResponse:
    """Let more units answer an instruction."""
    found = _found(request, pk)
    need(policies.can_route, request.actor, found)
    called = found.calls.values("unit_id")
    form = UnitsForm(
        typed(request), seen=found.version, units=_units_of(found.task).exclude(pk__in=called)
    )
    if is_kept(
        form,
        lambda data: services.route_instruction(
            actor=request.actor,
            instruction_id=pk,
            seen_version=data["seen_version"],
            unit_ids=[unit.pk for unit in data["units"]],
        ),
        found.version,
    ):
        messages.success(request, _("The units have been told."))
        return redirect(found)
    crumbs = [*_crumbs(found.task), (found.get_absolute_url(), _("Instruction"))]
    return form_page(
        request, form, title=_("Route the instruction"), crumbs=crumbs, save=_("Route")
    )


@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int, unit: int) -> HttpResponse:
    """Answer an instruction for a unit."""
    found = _found(request, pk)
    need(policies.can_answer, request.actor, found, unit)
    get_object_or_404(found.calls, unit_id=unit)
    form = WordForm(typed(request))
    if is_kept(
        form,
        lambda data: services.answer_instruction(
            actor=request.actor,
            instruction_id=pk,
            unit_id=unit,
            seconds=seconds_open(request),
            **pairs(data, "text"),
        ),
    ):
        messages.success(request, _("The answer is kept, and the leader sees it."))
        return redirect(found)
    crumbs = [*_crumbs(found.task), (found.get_absolute_url(), _("Instruction"))]
    return form_page(
        request,
        form,
        title=_("Answer the instruction"),
        crumbs=crumbs,
        save=_("Answer"),
        quote=found.text_zh or found.text_en,
    )


def _judge(request: Request, pk: int, data: dict[str, object]) -> None:
    seen = int(str(data["seen_version"]))
    remark = str(data["remark"])
    if "send_back" in request.POST:
        services.send_instruction_back(
            actor=request.actor, instruction_id=pk, seen_version=seen, reason=remark
        )
    elif "settle" in request.POST:
        services.settle_instruction(
            actor=request.actor, instruction_id=pk, seen_version=seen, note=remark
        )
    elif "withdraw" in request.POST:
        services.withdraw_instruction(
            actor=request.actor, instruction_id=pk, seen_version=seen, reason=remark
        )
    else:
        raise Refused(_("Choose one of the buttons."))


def _found(request: Request, pk: int) -> Instruction:
    visible = instructions.visible_to(request.actor)
    return get_object_or_404(visible.select_related("task", "post__organisation"), pk=pk)


def _units_of(task: Task) -> QuerySet[Organisation]:
    held = task.duties.filter(unit__isnull=False).order_by().values("unit_id")
    return Organisation.objects.filter(pk__in=held)


def _posts(request: Request) -> QuerySet[Post]:
    posts = leader_posts(request.actor)
    if request.actor.has("office"):
        return posts
    return posts.filter(pk__in=request.actor.post_ids)


def _crumbs(task: Task) -> Crumbs:
    return [(task.get_absolute_url(), in_language(task, "title"))]
