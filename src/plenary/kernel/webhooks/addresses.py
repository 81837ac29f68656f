"""Which addresses outside may be called: none by which somebody could reach into the network within.

A name is looked up and each of its addresses judged; the connection then goes to the very address that
was judged, so that a name cannot lead elsewhere between the two.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from plenary.shared.errors import Refused

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"https": 443, "http": 80}
LOWEST_FREE_PORT, HIGHEST_PORT = 1024, 65535
LONGEST = 500
LONGEST_READ = 5000
"""Of an address that is only looked at: a Chinese character takes nine signs in it."""
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")
METADATA = frozenset(
    ipaddress.ip_address(one) for one in ("169.254.169.254", "100.100.100.200", "fd00:ec2::254")
)
"""Where clouds tell a machine its secrets: refused even where the tables should one day call it public."""


class NotCalled(Refused):
    """An address that is not called."""

    sentence = _("This address is not called: it leads into a private network or to this machine.")


class Unknown(NotCalled):
    """A name that leads nowhere."""

    sentence = _("This name is not known: nothing answers under it.")


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was judged: what to connect to, and what to ask for."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str


def target_of(url: str) -> Target:
    """Judge an address and give where to connect to; ``NotCalled`` with a sentence that says why not."""
    parts = _parts(url)
    scheme, host = parts.scheme, (parts.hostname or "").encode("idna").decode("ascii")
    port = parts.port or PORTS[scheme]
    found = _looked_up(host, port)
    if not all(_may_call(ip) for ip in found):
        raise NotCalled
    if scheme == "http" and not all(is_loopback(ip) for ip in found):
        raise NotCalled(_("Only https:// is called: what is told must not be read on its way."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme, host, port, path, str(found[0]))


def read_target_of(url: str) -> Target:
    """Judge an address that is only looked at, nothing told: http as well, but never this machine or the network within."""
    parts = _split(url.partition("#")[0], longest=LONGEST_READ)
    scheme, host = parts.scheme, (parts.hostname or "").encode("idna").decode("ascii")
    port = parts.port or PORTS[scheme]
    found = _looked_up(host, port)
    if (port not in PORTS.values() and port < LOWEST_FREE_PORT) or not all(map(is_public, found)):
        raise NotCalled
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme, host, port, path, str(found[0]))


def _parts(url: str) -> SplitResult:
    parts = _split(url)
    if parts.scheme == "http" and not settings.DEMO:
        raise NotCalled(_("Only https:// is called: what is told must not be read on its way."))
    if (
        parts.port is not None
        and parts.port != PORTS["https"]
        and not LOWEST_FREE_PORT <= parts.port <= HIGHEST_PORT
    ):
        raise NotCalled(_("Of the ports below 1024 only 443 is called."))
    return parts


def _split(url: str, longest: int = LONGEST) -> SplitResult:
    wrong = NotCalled(_("Write an address such as https://example.org/plenary."))
    if len(url) > longest or any(sign.isspace() or ord(sign) <= 32 for sign in url):  # noqa: PLR2004 - a space
        raise wrong
    try:
        parts = urlsplit(url)
        _port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
        parts.path.encode("ascii")
        parts.query.encode("ascii")
    except (ValueError, UnicodeError):
        raise wrong from None
    if parts.scheme not in PORTS or not host or parts.username is not None or parts.fragment:
        raise wrong
    return parts


def _looked_up(host: str, port: int) -> list[Ip]:
    try:
        told = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        raise Unknown from None
    found = [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in told]
    if not found:
        raise Unknown
    return found


def _may_call(ip: Ip) -> bool:
    return is_public(ip) or (settings.DEMO and is_loopback(ip))


def is_loopback(ip: Ip) -> bool:
    """Say whether an address is this machine, plainly written."""
    return ip.is_loopback


def is_public(ip: Ip) -> bool:
    """Say whether an address stands in the open net, and so does every address that hides in it."""
    if ip in METADATA or not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return False
    return all(is_public(inner) for inner in _inner(ip))


def _inner(ip: Ip) -> list[Ip]:
    """Give the addresses of version 4 that one of version 6 carries (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found: list[Ip | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in NAT64 or ip in COMPATIBLE:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
