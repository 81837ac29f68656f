"""The addresses of OParl: the system, the body, its lists, each object, and the files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

from plenary.contexts.governance.enums import OparlKind
from plenary.contexts.governance.models import PaperVersion, PublicRecord
from plenary.contexts.governance.selectors.oparl import records
from plenary.contexts.governance.views.oparl import asking, telling
from plenary.contexts.governance.views.oparl.answering import Lang, oparl
from plenary.contexts.governance.views.oparl.telling import Teller, moment
from plenary.kernel.documents import filing
from plenary.shared.errors import NotFound

GONE = 410
SANDBOX = "sandbox; default-src 'none'"
"""A file is a stranger's: opened in a browser it runs nothing and belongs to no site."""
Told = dict[str, Any]


@oparl
def system(request: HttpRequest, lang: Lang) -> Told:
    """Give the system object."""
    return telling.system(_teller(request, lang), records.government()) | _span()


@oparl
def bodies(request: HttpRequest, lang: Lang) -> Told:
    """List the one body that there is."""
    asked = asking.read(request).asked
    first, last = records.span()
    is_within = all(
        (
            asked.created_since is None or (first is not None and first >= asked.created_since),
            asked.created_until is None or (first is not None and first <= asked.created_until),
            asked.modified_since is None or (last is not None and last >= asked.modified_since),
            asked.modified_until is None or (last is not None and last <= asked.modified_until),
        )
    )
    found = [_body(request, lang)] if is_within else []
    return {
        "data": found,
        "pagination": {"totalElements": len(found), "elementsPerPage": asking.MOST},
        "links": {"first": asking.page_address(request), "self": asking.page_address(request)},
    }


@oparl
def body(request: HttpRequest, lang: Lang) -> Told:
    """Give the body."""
    return _body(request, lang)


@oparl
def listing(request: HttpRequest, lang: Lang, kind: str) -> Told:
    """List the body's objects of a kind."""
    return _page(request, lang, _kind(kind))


@oparl
def meetings(request: HttpRequest, lang: Lang, key: UUID) -> Told:
    """List a committee's meetings."""
    committee = records.by_key(OparlKind.ORGANIZATION, key)
    if committee is None:
        raise NotFound
    return _page(request, lang, OparlKind.MEETING, committee_id=committee.committee_id)


@oparl
def record(request: HttpRequest, lang: Lang, kind: str, key: UUID) -> Told:
    """Give one object."""
    found = records.by_key(_kind(kind), key)
    if found is None:
        raise NotFound
    return _teller(request, lang, inside=records.inside_of([found])).tell(found)


@oparl
def file(request: HttpRequest, lang: Lang, key: UUID, how: str) -> HttpResponseBase:
    """Hand out a file: to be looked at, or as a download; 410 once it is not public any more."""
    found = records.by_key(OparlKind.FILE, key)
    if found is None or how not in {"access", "download"}:
        raise NotFound
    held = records.file_of(found)
    if held is None:
        return HttpResponse(status=GONE)
    answer: HttpResponseBase
    as_download = how == "download"
    if isinstance(held, PaperVersion):
        answer = FileResponse(
            filing.open_file(held.file.sha256),
            as_attachment=as_download,
            filename=held.file_name if as_download else "",
            content_type=held.file.media_type,
        )
    else:
        sides = {"zh": held.text_zh, "en": held.text_en}
        text = sides[lang] or sides["en" if lang == "zh" else "zh"]
        answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
        if as_download:
            answer.headers["Content-Disposition"] = 'attachment; filename="meeting.txt"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


def _page(
    request: HttpRequest, lang: Lang, kind: OparlKind, *, committee_id: int | None = None
) -> Told:
    wanted = asking.read(request)
    every = records.listed(kind, wanted.asked, committee_id=committee_id)
    rows = list(every.filter(pk__gt=wanted.after).order_by("pk")[: wanted.size + 1])
    shown, has_more = rows[: wanted.size], len(rows) > wanted.size
    inside = records.inside_of(shown) if wanted.with_inside else {}
    teller = _teller(request, lang, inside=inside, with_inside=wanted.with_inside)
    links = {"first": asking.page_address(request), "self": _here(request)}
    if has_more:
        links["next"] = asking.page_address(request, shown[-1])
    return {
        "data": [teller.tell(one) for one in shown],
        "pagination": {"totalElements": every.count(), "elementsPerPage": wanted.size},
        "links": links,
    }


def _here(request: HttpRequest) -> str:
    """Give the address of this very page."""
    start = asking.page_address(request)
    after = request.GET.get("after")
    return f"{start}{'&' if '?' in start else '?'}after={after}" if after else start


def _teller(
    request: HttpRequest,
    lang: Lang,
    *,
    inside: dict[str, PublicRecord] | None = None,
    with_inside: bool = True,
) -> Teller:
    named = request.GET.get("lang")
    suffix = f"?lang={lang}" if named else ""
    return Teller(lang, suffix=suffix, inside=inside, with_inside=with_inside)


def _body(request: HttpRequest, lang: Lang) -> Told:
    told = telling.body(_teller(request, lang), records.government(), records.terms())
    return told | _span()


def _span() -> Told:
    first, last = records.span()
    return {"created": moment(first), "modified": moment(last)} if first and last else {}


def _kind(value: str) -> OparlKind:
    if value not in OparlKind.values:
        raise NotFound
    return OparlKind(value)
