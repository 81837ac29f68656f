"""Setting the first password with the link of an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from plenary.kernel.accounts import services
from plenary.kernel.accounts.forms import FirstPasswordForm
from plenary.kernel.accounts.views import sign_in
from plenary.shared.errors import Refused
from plenary.shared.web.limits import limited
from plenary.shared.web.request import Request


@sensitive_post_parameters("password1", "password2")
@never_cache
@login_not_required
@limited("invitation", "20/m")
def set_first_password(request: Request, token: str) -> HttpResponse:
    """Ask for the password twice and set it; the link is spent with it."""
    invited = services.invited_by(token)
    form = FirstPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.accept_invitation(token=token, password=form.cleaned_data["password1"])
        except Refused as refusal:
            form.add_error("password1", str(refusal.fields["password1"]))
        else:
            request.session[sign_in.ADDRESS] = invited.email
            messages.success(request, _("Your password is set. Sign in with it now."))
            return redirect("account_login")
    return render(request, "accounts/invitation.html", {"form": form, "invited": invited})
