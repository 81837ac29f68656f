"""How a page of the portal is answered: by anybody, without a script, a session or another's site."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.template.loader import get_template
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from plenary.contexts.communications import addresses
from plenary.contexts.communications.addresses import CODES
from plenary.contexts.communications.enums import Lang
from plenary.contexts.communications.licences import LICENCES
from plenary.contexts.communications.selectors import portal
from plenary.contexts.communications.services.readers import tallying
from plenary.contexts.communications.services.readers.keeping import Opened
from plenary.contexts.communications.views import kept, readers, reading
from plenary.shared.errors import NotFound, PlenaryError
from plenary.shared.web.keeping.copies import is_held
from plenary.shared.web.limits import limited

POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
"""Stricter than that of the pages behind the sign-in: there is no script at all."""
WITH_VOICE = {**POLICY["DIRECTIVES"], "script-src": [SELF]}
"""For pages with a text: the one script reads it aloud, and nothing is missing without it."""
FRAMED = {**POLICY["DIRECTIVES"], "frame-ancestors": ["*"]}
"""For the list that other sites put into their pages: it holds links alone, and no form."""
NOT_FOUND, OK = 404, 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to be shown: its template, what it shows, and its paths in the languages it is there in."""

    template: str
    context: dict[str, Any]
    paths: dict[str, str]
    status: int = OK
    opened: Opened | None = None
    """What is counted as opened, where a page is."""
    made_by: dict[str, str] | None = None
    """Beside its path all that the page is made by, as its address says it; then it may be kept for others."""


View = Callable[..., Shown | HttpResponse]
V = TypeVar("V", bound=Callable[..., Any])


def public_page(view: View) -> Callable[..., HttpResponse]:
    """Answer with what a view gives, in the language of its address; what is not there answers 404."""
    return login_not_required(require_safe(strict(_answering(view))))


def text_page(view: View) -> Callable[..., HttpResponse]:
    """Answer as ``public_page`` does, with the script that reads the page aloud."""
    answer = cast("Callable[..., HttpResponse]", csp(WITH_VOICE)(_answering(view)))
    return login_not_required(require_safe(answer))


def public_form(what: str, rate: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Answer as ``public_page`` does, and take a form, no oftener than at a rate such as ``10/h``.

    A form of the portal acts for nobody and sets no cookie, so that there is nothing to forge.
    """

    def decorate(view: View) -> Callable[..., HttpResponse]:
        counted: Any = limited(what, rate, methods=("POST",))(cast("Any", view))
        return login_not_required(
            csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(strict(_answering(counted))))
        )

    return decorate


def _answering(view: View) -> Callable[..., HttpResponse]:

    @functools.wraps(view)
    def answer(request: HttpRequest, lang: str, **parts: Any) -> HttpResponse:
        known = lang if lang in Lang.values else Lang.EN.value
        with translation.override(CODES[known]):
            shown: Shown | HttpResponse = Shown("missing", {}, {}, NOT_FOUND)
            if lang == known:
                try:
                    shown = view(request, lang, **parts)
                except NotFound:
                    shown = Shown("missing", {}, {}, NOT_FOUND)
                except PlenaryError as error:
                    shown = Shown("refused", {"sentence": str(error)}, {}, error.status)
            return shown if isinstance(shown, HttpResponse) else _rendered(request, known, shown)

    return answer


def served(view: V) -> V:
    """Answer with a file or a feed, under the portal's policy; what is not there in one plain line.

    The site's own page for what is missing would give its reader a cookie.
    """

    return login_not_required(require_safe(strict(_plainly(view))))


def framed(view: V) -> V:
    """Answer as ``served`` does, with a page that any other site may show within its own."""
    answer = csp(FRAMED)(_plainly(view))
    return cast("V", login_not_required(require_safe(xframe_options_exempt(answer))))


def _plainly(view: V) -> V:

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except NotFound as error:
            return HttpResponse(
                str(error), status=NOT_FOUND, content_type="text/plain; charset=utf-8"
            )

    return cast("V", answer)


def by_browser(request: HttpRequest) -> str:
    """Give the language that a reader's browser asks for."""
    return str(Lang.ZH if get_language_from_request(request).startswith("zh") else Lang.EN)


def led_by_browser(path: str) -> HttpResponse:
    """Send a reader to a path that was chosen by what their browser asks for."""
    answer = HttpResponseRedirect(path)
    patch_vary_headers(answer, ["Accept-Language"])
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def strict(view: V) -> V:
    """Give a view's answers the portal's policy."""
    return cast("V", csp(POLICY["DIRECTIVES"])(view))


def alternates(
    paths: Callable[[str], str], langs: Iterable[str] = tuple(Lang.values)
) -> dict[str, str]:
    """Give a page's path in each of these languages."""
    return {str(lang): paths(str(lang)) for lang in langs}


def _rendered(request: HttpRequest, lang: str, shown: Shown) -> HttpResponse:
    other = addresses.OTHER[lang]
    chosen = reading.chosen(request)
    context = {
        "lang": lang,
        "other": other,
        "tags": addresses.TAGS,
        "address": addresses,
        "chosen": chosen,
        "standing": portal.standing(lang),
        "is_demo": settings.DEMO,
        "is_export": getattr(request, "is_export", False),
        "contact": settings.CONTACT,
        "site_licence": LICENCES.get(settings.SITE_LICENCE),
        "here": request.get_full_path(),
        "paths": shown.paths,
        "canonical": addresses.full(shown.paths[lang]) if lang in shown.paths else "",
        "switch": shown.paths.get(other) or shown.context.get("switch") or addresses.front(other),
        **shown.context,
    }
    html = get_template(f"communications/portal_{shown.template}.html").render(context)
    tag = f'"{hashlib.sha256(html.encode()).hexdigest()[:24]}"'
    answer: HttpResponse
    is_whole = shown.status == OK
    is_kept = is_whole and kept.offer_page(request, shown.made_by, shown.opened, lang)
    if is_whole and not is_kept and is_held(request.headers.get("If-None-Match", ""), tag):
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(html, status=shown.status)
    if shown.opened and is_whole and readers.is_counted(request):
        tallying.note(shown.opened, lang)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Content-Language"] = addresses.TAGS[lang]
    patch_vary_headers(answer, ["Cookie"])
    return answer
