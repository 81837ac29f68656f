"""Which addresses there are, which of them only read, and what each of those answers to whom."""

from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from unittest import mock

from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import Http404
from django.template import loader
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, resolve
from django_htmx.middleware import HtmxDetails

from tests.access.asking import FORBIDDEN, MISSING, SIGN_IN, answer
from tests.access.filling import filled
from tests.access.kinds import Row, sentence
from tests.access.parts import BY_SECRET, HARMLESS
from tests.access.reaching import called
from tests.access.roles import NOBODY

OF_THE_PACKAGE = {
    "account_change_password",
    "mfa_index",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
}
"""Plenary's own views of the sign-in package: of the account itself, and of no record."""
OTHER_METHOD = "405"
READING = {
    "communications.desk.taking_out.take_out",
    "documents.read_file",
    "governance.agendas.packs.read_pack",
    "governance.agendas.papers.read_paper",
    "governance.report_freezing.hand_out_pack",
}
"""Services that an address calls to hand something out: they write that it was read."""


@dataclass(frozen=True)
class Address:
    """One address of the site, as the list of addresses says it."""

    name: str
    route: str
    view: Any
    parameters: dict[str, Any]

    @property
    def is_open(self):
        """Say whether it can be called without signing in."""
        return not getattr(self.view, "login_required", True)

    @property
    def is_own(self):
        """Say whether the view is Plenary's, and not the sign-in package's."""
        return self.view.__module__.startswith("plenary.") and self.name not in OF_THE_PACKAGE


def addresses(resolver=None, before="", given=(), space=""):
    """Give every address of the site."""
    for one in (resolver or get_resolver()).url_patterns:
        route = f"{before}{one.pattern}"
        taken = {**dict(given), **one.pattern.converters}
        if isinstance(one, URLPattern):
            yield Address(f"{space}{one.name}", route, one.callback, taken)
        else:
            inside = f"{one.namespace}:" if one.namespace else ""
            yield from addresses(one, route, taken, space + inside)


@cache
def closed():
    """Give the addresses that need signing in, each with the services that it calls."""
    return [(one, called(one.view)) for one in addresses() if not one.is_open and one.is_own]


def only_reads(services):
    """Say whether an address that calls these changes nothing."""
    return services - set(HARMLESS) - set(BY_SECRET) <= READING


def writing():
    """Give the addresses that change something, each with the services that decide."""
    named = [(one.route, services - set(HARMLESS)) for one, services in closed()]
    return [(f"/{route}", services) for route, services in named if not only_reads(services)]


def opened():
    """Give the addresses that need no account, each with what it does; the API's operations stand apart."""
    found = [one for one in addresses() if one.is_open and one.is_own]
    return [(f"/{one.route}", sentence(one.view)) for one in found]


def rows(house):
    """Ask every address that only reads of every role; a page is not drawn, for who sees it is settled before."""
    with mock.patch.object(loader, "get_template") as got:
        got.return_value.render.return_value = ""
        for one, services in closed():
            if only_reads(services):
                yield Row(f"/{one.route}", sentence(one.view), _asked(house, one))


def _asked(house, address):
    path = filled(house, address)
    found, told = resolve(path), {NOBODY: SIGN_IN}
    for role, account in house.accounts.items():
        for method in ("get", "post"):
            request = getattr(RequestFactory(), method)(path)
            request.user, request.actor = account, house.actors[role]
            request.session, request.htmx = SessionStore(), HtmxDetails(request)
            request.resolver_match, request.LANGUAGE_CODE = found, "en"
            request._messages = FallbackStorage(request)
            told[role] = _told(partial(address.view, request, *found.args, **found.kwargs))
            if told[role] != OTHER_METHOD:
                break
    return told


def _told(call):
    """Give the answer of a view, whether it says or raises it."""
    status = 0

    def closing():
        nonlocal status
        given = call()
        for close in given._resource_closers:
            close()
        status = given.status_code

    try:
        told = answer(closing)
    except Http404:
        return MISSING
    return {403: FORBIDDEN, 404: MISSING, 405: OTHER_METHOD}.get(status, told)
