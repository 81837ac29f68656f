"""The administrator's pages: all accounts, inviting, granting, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from plenary.kernel.accounts import policies, post_rights, selectors, services
from plenary.kernel.accounts.enums import Role
from plenary.kernel.accounts.forms import GrantForm, InviteForm, PersonForm
from plenary.kernel.accounts.models import User
from plenary.kernel.audit.recording import authorise
from plenary.kernel.audit.viewing import note_viewed
from plenary.kernel.notifications.selectors import has_mail_server
from plenary.shared.errors import NotFound, Refused
from plenary.shared.web.request import Request

PER_PAGE = 50
STEPS: dict[str, tuple[Callable[..., User], Any]] = {
    "close": (services.deactivate_user, _("The account is closed; its sessions have ended.")),
    "open": (services.reactivate_user, _("The account is open; a link has been sent.")),
    "invite": (services.resend_invitation, _("A new link has been sent.")),
    "unlink": (services.unlink_subject, _("The account is no longer linked.")),
    "second-factor": (services.reset_second_factor, _("The second factor is taken away.")),
}
"""What an administrator does to an account with one press of a button."""
LINKS = ("open", "invite")
"""Which of these write a mail with a link."""
NOT_SENT = _(
    "No mail server is set: the link waits in the outbox. Open the mail there and hand the link over."
)


def account_list(request: Request) -> HttpResponse:
    """Show all accounts, found by name or address."""
    authorise(request.actor, policies.can_manage_accounts)
    words = request.GET.get("q", "")
    accounts = selectors.found_by(selectors.visible_to(request.actor), words)
    page = Paginator(accounts, PER_PAGE).get_page(request.GET.get("page"))
    note_viewed(request.actor, *page)
    context = {
        "page": page,
        "words": words,
        "labels": dict(Role.choices),
        "open_rights": post_rights.open_matters(),
    }
    return render(request, "accounts/account_list.html", context)


def invite(request: Request) -> HttpResponse:
    """Ask for name and address, and invite."""
    authorise(request.actor, policies.can_manage_accounts)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.invite_user(actor=request.actor, **form.cleaned_data)
        except Refused as refusal:
            _show(form, refusal)
        else:
            if has_mail_server():
                messages.success(request, _("The invitation has been sent. Grant a role now."))
            else:
                messages.success(request, _("The account is there. Grant a role now."))
                messages.warning(request, NOT_SENT)
            return redirect("accounts_account", pk=made.pk)
    return render(request, "accounts/invite.html", {"form": form})


def account(
    request: Request,
    pk: int,
    form: GrantForm | None = None,
    person_form: PersonForm | None = None,
) -> HttpResponse:
    """Show one account with its grants, and what may be done to it."""
    authorise(request.actor, policies.can_manage_accounts)
    shown = selectors.visible_to(request.actor).filter(pk=pk).first()
    if shown is None:
        raise NotFound
    note_viewed(request.actor, shown)
    context = {
        "shown": shown,
        "grants": shown.grants.select_related("unit", "post__organisation"),
        "has_second_factor": is_mfa_enabled(shown),
        "is_linked": SocialAccount.objects.filter(user_id=shown.pk).exists(),
        "asleep": set(post_rights.asleep().filter(user=shown).values_list("pk", flat=True)),
        "form": form or GrantForm(),
        "person_form": person_form or PersonForm(account=shown),
    }
    status = 422 if form or person_form else 200
    return render(request, "accounts/account.html", context, status=status)


@require_POST
def grant(request: Request, pk: int) -> HttpResponse:
    """Grant a role."""
    authorise(request.actor, policies.can_manage_accounts)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return account(request, pk, form)
    unit, post = form.cleaned_data["unit"], form.cleaned_data["post"]
    try:
        services.grant_role(
            actor=request.actor,
            user_id=pk,
            role=form.cleaned_data["role"],
            unit_id=unit.pk if unit else None,
            post_id=post.pk if post else None,
        )
    except Refused as refusal:
        _show(form, refusal)
        return account(request, pk, form)
    return redirect("accounts_account", pk=pk)


@require_POST
def link_person(request: Request, pk: int) -> HttpResponse:
    """Say whose own account it is."""
    authorise(request.actor, policies.can_manage_accounts)
    found = selectors.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    form = PersonForm(request.POST, account=found)
    if not form.is_valid():
        return account(request, pk, person_form=form)
    person = form.cleaned_data["person"]
    services.link_person(actor=request.actor, user_id=pk, person_id=person.pk if person else None)
    messages.success(request, _("Saved."))
    return redirect("accounts_account", pk=pk)


@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """Take a role back."""
    user = services.revoke_role(actor=request.actor, grant_id=pk)
    return redirect("accounts_account", pk=user.pk)


@require_POST
def take_step(request: Request, pk: int, step: str) -> HttpResponse:
    """Close an account, open it, send its link anew, or take its second factor away."""
    if step not in STEPS:
        raise NotFound
    service, sentence = STEPS[step]
    service(actor=request.actor, user_id=pk)
    if step in LINKS and not has_mail_server():
        messages.warning(request, NOT_SENT)
    else:
        messages.success(request, sentence)
    return redirect("accounts_account", pk=pk)


def _show(form: forms.Form, refusal: Refused) -> None:
    """Put a refusal's sentences beside the fields that they are about."""
    for name, sentence in refusal.fields.items():
        form.add_error(name if name in form.fields else None, str(sentence))
    if not refusal.fields:
        form.add_error(None, str(refusal))
