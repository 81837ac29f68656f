"""Pages of the portal that are kept for everybody: which requests may be given one, and which pages may be kept.

Decision 33 says why, and what it holds against somebody who would have others read what is not the page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import get_str_from_wsgi
from django.http import HttpRequest, parse_cookie

from plenary.contexts.communications.services.changes.stamping import Stamp
from plenary.contexts.communications.services.readers import tallying
from plenary.contexts.communications.services.readers.keeping import Opened
from plenary.contexts.communications.views import readers, reading
from plenary.shared.web.keeping.copies import Environ
from plenary.shared.web.keeping.entrance import Application, Keeping, offer
from plenary.shared.web.keeping.shelf import Shelf

BELOW = "/portal/"
METHODS = ("GET", "HEAD")
NOT_ANYBODYS = ("HTTP_AUTHORIZATION", "HTTP_TRANSFER_ENCODING", "HTTP_EXPECT", "SCRIPT_NAME")
"""With one of these a request is left to Django."""
Note = tuple[Opened | None, str]
"""What is counted for each reader, and in which language."""


def keeping(application: Application) -> Application:
    """Put the kept pages before Django, unless the installation keeps none."""
    if not settings.PORTAL_CACHE:
        return application
    shelf = Shelf(settings.PORTAL_CACHE)
    return Keeping(application, shelf, key_of=key_of, stamp=Stamp(), told=told)


def key_of(environ: Environ) -> tuple[object, ...] | None:
    """Give as what a request asks for a page of the portal; nothing for whatever is not a plain anonymous reading.

    The host is checked as Django checks it and is no part of the key, for no page depends on it; nor
    does one on any header beside the cookie of the text size.
    """
    path = environ.get("PATH_INFO", "")
    if not path.startswith(BELOW):
        return None
    is_secure, look = _is_secure(environ), _look(environ)
    if (
        look is None
        or environ["REQUEST_METHOD"] not in METHODS
        or any(environ.get(name) for name in NOT_ANYBODYS)
        or environ.get("CONTENT_LENGTH", "") not in {"", "0"}
        or not is_own_host(environ.get("HTTP_HOST", ""), environ.get("SERVER_PORT", ""))
        or (settings.SECURE_SSL_REDIRECT and not is_secure)
    ):
        return None
    return path, environ.get("QUERY_STRING", ""), look, is_secure


def _look(environ: Environ) -> reading.Chosen | None:
    """Give how an anonymous reader wants to read; nothing for whoever may be signed in."""
    if "HTTP_COOKIE" not in environ:
        return reading.Chosen()
    cookies = get_str_from_wsgi(environ, "HTTP_COOKIE", "")
    if settings.SESSION_COOKIE_NAME in cookies:
        return None
    return reading.chosen_by(parse_cookie(cookies))


@lru_cache(maxsize=256)
def is_own_host(host: str, port: str) -> bool:
    """Say whether Django answers under this name."""
    if not host:
        return False
    request = HttpRequest()
    request.META.update(HTTP_HOST=host, SERVER_NAME="", SERVER_PORT=port)
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _is_secure(environ: Environ) -> bool:
    """Say whether a request came over TLS, as Django's ``request.is_secure()`` does."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        if (said := environ.get(name)) is not None:
            return bool(said.split(",", 1)[0].strip() == secure)
    return bool(environ.get("wsgi.url_scheme") == "https")


def offer_page(
    request: HttpRequest, made_by: dict[str, str] | None, opened: Opened | None, lang: str
) -> bool:
    """Let a page be kept if its address says no more than it is made by, in the order of our own links.

    So one page cannot be asked for by ever new addresses that push others out. ``made_by`` gives the
    names with what the page took of them; a name that the address lacks may be missing.
    """
    if made_by is None:
        return False
    told = {name: value for name, value in made_by.items() if value and name in request.GET}
    if request.META.get("QUERY_STRING", "") != urlencode(told):
        return False
    return offer(request.META, (opened, lang))


def told(environ: Environ, note: Any) -> None:
    """Count that somebody was given a kept page, as its view would have."""
    opened, lang = note
    if opened is not None and readers.is_opening(environ):
        tallying.note(opened, lang)
