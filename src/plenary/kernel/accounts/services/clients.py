"""From where an account has signed in: its browsers and networks, kept as keyed digests."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from plenary.kernel.accounts.models import KnownClient, User
from plenary.shared import clock
from plenary.shared.web.address import client_address

COOKIE = "plenary_device"
COOKIE_PATH = "/accounts/"
KEPT_FOR = dt.timedelta(days=180)
NETWORK_OF_SIX = 64
_SALT = "plenary.accounts.clients"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks: ``key`` is counted by; known where the account has signed in from there before."""

    key: str
    is_known: bool


def client_of(request: HttpRequest, *, email: str) -> Client:
    """Say from where an account is tried: its own session, a browser or a network that it knows, or neither.

    A browser is told by its cookie. So a stranger behind the same address does not count against it.
    """
    user = request.user
    if isinstance(user, User) and user.is_active and user.email == email:
        return Client(digest("session", request.session.session_key or ""), is_known=True)
    network = digest("network", network_of(client_address(request)))
    seen = [network]
    if token := _token(request):
        seen.insert(0, digest("device", token))
    known = set(
        KnownClient.objects.filter(
            user__email__iexact=email, client__in=seen, seen_at__gt=clock.now() - KEPT_FOR
        ).values_list("client", flat=True)
    )
    for client in seen:
        if client in known:
            return Client(client, is_known=True)
    return Client(network, is_known=False)


@transaction.atomic
def remember_client(*, request: HttpRequest, user: User) -> None:
    """Keep the browser and the network of somebody who has just proved to be the account's holder.

    The browser gets a new token each time (the middleware sends it), so that a copied one is void
    with the next sign-in; other accounts of the same browser go over to it.
    """
    now = clock.now()
    token = secrets.token_urlsafe(32)
    device = digest("device", token)
    if old := _token(request):
        KnownClient.objects.filter(client=digest("device", old)).update(client=device)
    for client in (device, digest("network", network_of(client_address(request)))):
        KnownClient.objects.update_or_create(user=user, client=client, defaults={"seen_at": now})
    request.new_device = token  # type: ignore[attr-defined]


def forget_clients(*, user: User) -> None:
    """Know no browser or network of an account any more: after its password was changed."""
    KnownClient.objects.filter(user=user).delete()


def clean_clients() -> int:
    """Forget what has not been used for half a year; give the number."""
    return KnownClient.objects.filter(seen_at__lt=clock.now() - KEPT_FOR).delete()[0]


def network_of(address: str) -> str:
    """Give the network that counts as one place: an IPv4 address, or the 64 bits before an IPv6 host."""
    try:
        told = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(told, ipaddress.IPv4Address):
        return str(told)
    if told.ipv4_mapped:
        return str(told.ipv4_mapped)
    return str(ipaddress.ip_network((told, NETWORK_OF_SIX), strict=False))


def digest(kind: str, value: str) -> str:
    """Give a keyed digest, which cannot be turned back without the installation's key."""
    return f"{kind[:7]}:{salted_hmac(_SALT, f'{kind}:{value}').hexdigest()[:32]}"


def _token(request: HttpRequest) -> str:
    """Give the browser's token where it has one in the form that Plenary writes."""
    told = request.COOKIES.get(COOKIE, "")
    return told if _TOKEN.fullmatch(told) else ""
