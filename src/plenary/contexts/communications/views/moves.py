"""The steps of a page on its way to the public and back: one view for those with a form, one for buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from plenary.contexts.communications import policies
from plenary.contexts.communications.differences import SideDifference, differences
from plenary.contexts.communications.editions import differs
from plenary.contexts.communications.enums import SideState
from plenary.contexts.communications.forms.steps import (
    ApproveForm,
    BringBackForm,
    ForceForm,
    HideForm,
    SendBackForm,
    StepForm,
    SubmitForm,
    WithdrawForm,
)
from plenary.contexts.communications.models import Page
from plenary.contexts.communications.selectors.page_view import PageView, page_view
from plenary.contexts.communications.services import (
    corrections,
    dating,
    forcing,
    hiding,
    kinds,
    publishing,
    records,
    sending,
    withdrawing,
    writing,
)
from plenary.contexts.communications.views.answers import crumbs_to, form_page, typed
from plenary.shared.errors import Forbidden, Refused
from plenary.shared.web.numbers import whole
from plenary.shared.web.record_form import is_kept
from plenary.shared.web.request import Request


@dataclass(frozen=True, slots=True)
class Step:
    """A step with a form: what it is called, which service takes it, and what is said afterwards."""

    form: type[StepForm]
    service: Callable[..., Page]
    title: Any
    done: Any
    intro: Any = ""
    intro_changed: Any = ""
    """In place of the intro where what goes out is not what was public last."""
    shows_wording: bool = False


STEPS: dict[str, Step] = {
    "submit": Step(
        form=SubmitForm,
        service=sending.submit_page,
        title=_("Send to review"),
        done=_("It waits for a second person's approval."),
        intro=_("Somebody who had no hand in the page approves it."),
        shows_wording=True,
    ),
    "bring_back": Step(
        form=BringBackForm,
        service=sending.bring_back_page,
        title=pgettext_lazy("page", "Bring back"),
        done=_("It waits for a second person's approval."),
        intro=_(
            "What was withdrawn by mistake comes back as it stands, once somebody who had no hand in"
            " the page approves it. To change it first, edit the page."
        ),
        intro_changed=_(
            "It was changed after readers last saw it, and is not what was withdrawn: read it before"
            " you send it. Somebody who had no hand in the page approves it."
        ),
        shows_wording=True,
    ),
    "send_back": Step(
        form=SendBackForm,
        service=sending.send_back,
        title=pgettext_lazy("page", "Send back"),
        done=_("It is a draft again."),
    ),
    "approve": Step(
        form=ApproveForm,
        service=publishing.approve_page,
        title=_("Approve and publish"),
        done=_("Published."),
        intro=_("You answer for it that both languages say the same and that nothing is secret."),
        shows_wording=True,
    ),
    "force": Step(
        form=ForceForm,
        service=forcing.force_page,
        title=_("Publish before a second person looks"),
        done=_("Published by way of exception. It is listed until a second person has looked."),
        intro=_(
            "For what cannot wait, such as an emergency notice. Reason and name are kept and shown in"
            " the newsroom; somebody who had no hand in it looks it over afterwards."
        ),
        shows_wording=True,
    ),
    "withdraw": Step(
        form=WithdrawForm,
        service=withdrawing.withdraw_page,
        title=pgettext_lazy("page", "Withdraw"),
        done=_("Withdrawn. The address stays and says why."),
        intro=_("Readers see the reason at the address of the page. A language without one stays."),
    ),
    "hide": Step(
        form=HideForm,
        service=hiding.ask_to_hide,
        title=_("Hide the title"),
        done=_("It waits for a second person's yes. Until then readers see the title."),
        intro=_(
            "Readers of what was withdrawn see its title. If that names somebody or is at fault, a"
            " second person hides it, and the words of the address with it. The reason is kept in the"
            " newsroom."
        ),
    ),
}
BUTTONS: dict[str, tuple[Callable[..., Page], Any]] = {
    "take_over": (records.take_over, _("The page says what the record says now.")),
    "hide_yes": (hiding.hide_titles, _("Hidden. The page has an address of its number alone.")),
    "hide_no": (hiding.leave_titles, _("The title stays to be read.")),
    "checked": (kinds.check_guide, _("Noted: the guide has been checked today.")),
    "reviewed": (dating.review_page, _("Noted: it has been looked at today and still holds.")),
    "still_holds": (writing.say_still_holds, _("Noted: the other side still holds.")),
}


@require_http_methods(["GET", "POST"])
def step(request: Request, pk: int, name: str) -> HttpResponse:
    """Ask what a step needs to be told, and take it."""
    taken = STEPS[name]
    view, langs = _open(request, pk, name)
    form = taken.form(
        typed(request),
        seen=view.page.version,
        langs=langs,
        been_public=[one.side.lang for one in view.sides if one.side.released_at],
        asks=_asks(view, langs),
    )

    moved: list[Page] = []

    def take(data: dict[str, Any]) -> None:
        seen = data["seen_version"]
        moved.append(
            taken.service(actor=request.actor, page_id=pk, seen_version=seen, **form.said())
        )

    if request.method == "POST" and is_kept(form, take, view.page.version):
        messages.success(request, _done(taken, form, moved[0]))
        return redirect(view.page)
    return form_page(
        request,
        form,
        title=taken.title,
        crumbs=crumbs_to(view.page),
        save=taken.title,
        intro=_intro(taken, view, langs),
        found=view.told if taken.shows_wording else [],
        names=view.names if taken.shows_wording else [],
        differences=_differences(taken, view, langs),
        page=view.page,
        says_optional=False,
    )


@require_POST
def button(request: Request, pk: int, name: str) -> HttpResponse:
    """Take a step that needs to be told nothing."""
    service, done = BUTTONS[name]
    seen = whole(request.POST.get("seen_version"))
    page = service(actor=request.actor, page_id=pk, seen_version=seen)
    messages.success(request, done)
    return redirect(page)


@require_POST
def compared(request: Request, pk: int, lang: str) -> HttpResponse:
    """Say that a public language agrees with the corrected other one."""
    seen = whole(request.POST.get("seen_version"))
    page = corrections.say_compared(actor=request.actor, page_id=pk, seen_version=seen, lang=lang)
    messages.success(request, _("Noted: the two languages agree. Readers are no longer warned."))
    return redirect(page)


@require_POST
def look_over(request: Request, pk: int) -> HttpResponse:
    """Say, as the second person, that what went out unseen may stand."""
    waiver = forcing.look_over(actor=request.actor, waiver_id=pk)
    messages.success(request, _("Noted: a second person has looked it over."))
    return redirect(waiver.page)


def _done(taken: Step, form: StepForm, page: Page) -> Any:
    """Give what is said after a step: of what waits for its hour, that it does."""
    asked = form.cleaned_data.get("langs", ())
    waits = page.sides.filter(lang__in=asked, state=SideState.APPROVED).exists()
    return _("Approved; it goes out at the scheduled time.") if waits else taken.done


def _intro(taken: Step, view: PageView, langs: list[str]) -> Any:
    if not taken.intro_changed:
        return taken.intro
    sides = [one.side for one in view.sides if one.side.lang in langs]
    is_changed = any(differs(view.page, side) for side in sides)
    return taken.intro_changed if is_changed else taken.intro


def _differences(taken: Step, view: PageView, langs: list[str]) -> list[SideDifference]:
    """Give what readers would see change, for a step that lets something out."""
    sides = [one.side for one in view.sides if one.side.lang in langs]
    return differences(view.page, sides) if taken.shows_wording else []


def _asks(view: PageView, langs: list[str]) -> set[str]:
    """Give the reasons that approving these languages may ask for."""
    faulty = any(one.proofs for one in view.sides if one.side.lang in langs)
    checked = any(one.open_in for one in view.checks)
    asked = {"despite": checked, "wording": faulty, "alone": view.may_go_alone}
    return {name for name, is_asked in asked.items() if is_asked}


def _open(request: Request, pk: int, name: str) -> tuple[PageView, list[str]]:
    """Give a page and the languages that this step is open for; else say why there is none."""
    view = page_view(request.actor, pk)
    if langs := view.langs[name]:
        return view, langs
    if name == "approve" and view.had_a_hand:
        raise Forbidden(_("You had a hand in this page: somebody else approves it."))
    if not view.may_write or (
        name == "send_back" and not policies.can_send_back(request.actor, view.page)
    ):
        raise Forbidden
    raise Refused(_("This step is not open from the record's present state."))
