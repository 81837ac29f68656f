"""How OParl is answered: to anybody and from any page, in one language, with an ETag, and not too often."""

from __future__ import annotations

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Literal

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from plenary.shared.errors import PlenaryError, Refused
from plenary.shared.web import limits
from plenary.shared.web.address import client_address
from plenary.shared.web.problems import WAIT
from plenary.shared.web.rest.answering import MEDIA_TYPE, encoded, tag_of

Lang = Literal["zh", "en"]
LANGS: dict[str, Lang] = {"zh": "zh", "en": "en"}
CODES = {"zh": "zh-hans", "en": "en"}
TAGS = {"zh": "zh-Hans", "en": "en"}
RATE = "600/m"
"""How often one address may ask; a reader of everything asks a hundred objects at a time."""
SCHEMA = "https://schema.oparl.org/1.1/"
METHODS = ["GET", "HEAD", "OPTIONS"]
DAY = 86_400
View = Callable[..., Any]


def asked_language(request: HttpRequest) -> Lang:
    """Give the language asked for: by ``lang``, else by Accept-Language, else Chinese."""
    named = request.GET.get("lang")
    if named is not None:
        if named not in LANGS:
            raise Refused(_("There are two languages here: lang=zh and lang=en."))
        return LANGS[named]
    for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if (found := LANGS.get(tag.partition("-")[0])) is not None:
            return found
    return "zh"


def oparl(view: View) -> Callable[..., HttpResponseBase]:
    """Answer with the JSON that a view gives for a language, or with the response that it makes itself.

    To whoever asks, signed in or not, no session is looked at; refusals are OParl's error objects.
    """

    @functools.wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _open(HttpResponse(status=HTTPStatus.NO_CONTENT), preflight=True)
        try:
            limits.count("oparl", client_address(request), RATE)
            lang = asked_language(request)
            with translation.override(CODES[lang]):
                told = view(request, lang=lang, **parts)
        except PlenaryError as error:
            return _open(_refusal(error))
        if isinstance(told, HttpResponseBase):
            return _open(told)
        return _open(_told(request, told, lang))

    return login_not_required(csrf_exempt(require_http_methods(METHODS)(answer)))


def _told(request: HttpRequest, told: dict[str, Any], lang: Lang) -> HttpResponseBase:
    body = encoded(told)
    answer = HttpResponse(body, content_type=MEDIA_TYPE)
    answer.headers["ETag"] = tag_of(body)
    answer.headers["Content-Language"] = TAGS[lang]
    given: HttpResponseBase | None = get_conditional_response(
        request, etag=answer.headers["ETag"], response=answer
    )
    return given or answer


def _refusal(error: PlenaryError) -> HttpResponse:
    told = {"type": f"{SCHEMA}Error", "message": str(error)}
    if error.fields:
        told["debug"] = "; ".join(f"{name}: {text}" for name, text in error.fields.items())
    answer = HttpResponse(encoded(told), status=error.status, content_type=MEDIA_TYPE)
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        answer["Retry-After"] = str(WAIT)
    return answer


def _open(answer: HttpResponseBase, *, preflight: bool = False) -> HttpResponseBase:
    """Let a script of any page read the answer (CORS): it holds what everybody may read."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Access-Control-Expose-Headers"] = "ETag, Content-Language, Retry-After"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(answer, ["Accept-Language"])
    if preflight:
        answer.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
        answer.headers["Access-Control-Allow-Headers"] = "If-None-Match, Accept-Language"
        answer.headers["Access-Control-Max-Age"] = str(DAY)
    return answer
