"""Where a request comes from."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_FORWARDED",
    "HTTP_X_REAL_IP",
    "HTTP_VIA",
    "HTTP_CF_CONNECTING_IP",
    "HTTP_TRUE_CLIENT_IP",
)
"""What proxies and tunnels leave in the requests that they pass on."""


def client_address(request: HttpRequest) -> str:
    """Give the address behind the trusted proxies; what stands further left may be invented."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    trusted: int = settings.TRUSTED_PROXIES
    if not trusted:
        return direct
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    hops = [hop for hop in hops if _is_address(hop)]
    return hops[-trusted] if len(hops) >= trusted else direct


def is_from_this_machine(request: HttpRequest) -> bool:
    """Say whether the request was made on this machine, straight to it, under a loopback name."""
    if any(name in request.META for name in FORWARDED):
        return False
    return _is_loopback(str(request.META.get("REMOTE_ADDR", ""))) and _is_loopback(
        _host_name(request)
    )


def own_path(target: str | None, otherwise: str) -> str:
    """Give where a form asked to go on to, if that is on this site; anywhere else: ``otherwise``."""
    is_own = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if target and is_own else otherwise


def _host_name(request: HttpRequest) -> str:
    host = request.get_host()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_loopback(name: str) -> bool:
    return name == "localhost" or (_is_address(name) and ipaddress.ip_address(name).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
