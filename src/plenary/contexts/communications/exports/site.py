"""The whole portal as files: what any web server gives out, or another portal holds in a folder.

The pages are asked for as a reader's browser would, from the two front pages on, and their links made
relative. What needs a server is left out: search, forms, and the choice of text size; a page of the
copy's own says so and names what was withdrawn.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.template.loader import get_template
from django.urls import Resolver404, is_valid_path, resolve, reverse
from django.utils.translation import gettext as _

from plenary.contexts.communications import addresses
from plenary.contexts.communications.enums import Lang
from plenary.shared.errors import Refused

MARK = ".plenary-export"
"""Stands in a folder that was made by an export, which the next one may replace."""
OK, GONE = 200, 410
_LINK = re.compile(r'(?P<before>\s(?:href|src)=")(?P<address>(?:/|\?)[^"]*)(?P<after>")')
_OWN = re.compile(
    r'(?P<before><a href=")(?P<origin>https?://[^/"]+)(?P<after>/portal/[^"]*" rel="noopener">)'
)
_SET = re.compile(r'(?P<before>\ssrcset=")(?P<sizes>[^"]*)(?P<after>")')
_GRAPH = re.compile(r'<meta property="og:image" content="(?P<address>[^"]*)">')
_UNSAFE = re.compile(r"[^\w.-]+")


_PART = re.compile(r"<loc>(?P<address>[^<]*)</loc>")


@dataclass(slots=True)
class Exported:
    """What an export has written, and the addresses that answered with nothing."""

    pages: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)


def export_site(target: Path, *, address: str = "") -> Exported:
    """Write the portal into a folder: all of it, and only then in place of an earlier export.

    ``address`` is where the copy will stand, where that is not here: what names a page in full
    (canonical links, structured data, feeds, Open Graph, the map) then names it there. Refused for a
    folder that holds something else, and for an address that is none.
    """
    _need_address(address)
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise Refused(
            _("The folder holds something else. Name an empty one, or one that is not there.")
        )
    beside = target.with_name(f"{target.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        with addresses.standing_at(address):
            done = _write_all(beside)
        (beside / MARK).write_text("", encoding="utf-8")
        _open_to_all(beside)
        shutil.rmtree(target, ignore_errors=True)
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return done


def _need_address(address: str) -> None:
    """Refuse what is not the beginning of web addresses: a host, and a folder of it or none."""
    try:
        parts = urlsplit(address)
        is_one = bool(parts.hostname) and parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        is_one = False
    if address and (not is_one or set(address) & set('?#@ "<>')):
        raise Refused(_("This is no web address of a folder, such as https://example.org/intl/."))


def _open_to_all(folder: Path) -> None:
    """Let a web server read what is public anyway; Plenary's own files are its owner's alone."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _write_all(folder: Path) -> Exported:
    done = Exported()
    waiting = deque(addresses.front(lang) for lang in Lang.values)
    seen = set(waiting)
    while waiting:
        address = waiting.popleft()
        for found in _write(folder, address, done):
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    _write_map(folder, done)
    _put(folder / "index.html", _entrance().encode())
    return done


def _write(folder: Path, address: str, done: Exported) -> Iterator[str]:
    """Write one address and give the addresses that it links to."""
    if address.startswith(settings.STATIC_URL):
        _put(folder / address.lstrip("/"), _static(address))
        done.files += 1
        return
    try:
        answer = _ask(address)
    except Resolver404:
        done.missing.append(address)
        return
    if answer.status_code not in {OK, GONE}:
        done.missing.append(address)
        return
    content = _content(answer)
    if not answer.headers["Content-Type"].startswith("text/html"):
        _put(folder / file_of(address), content)
        done.files += 1
        return
    html = _OWN.sub(_as_path, content.decode())
    links = {_absolute(address, hit["address"]) for hit in _LINK.finditer(html)}
    links |= {size.partition(" ")[0] for hit in _SET.finditer(html) for size in _sizes(hit)}
    for hit in _GRAPH.finditer(html):
        links.add(hit["address"].removeprefix(addresses.origin()))
    _put(folder / file_of(address), _relative(address, html).encode())
    done.pages += 1
    yield from sorted(links)


def _content(answer: HttpResponse | FileResponse) -> bytes:
    """Give what an answer holds; a file is closed by itself, for no request has ended here."""
    if not isinstance(answer, FileResponse):
        return answer.content
    content = answer.getvalue()
    if answer.file_to_stream is not None:
        answer.file_to_stream.close()
    return content


def _ask(address: str) -> HttpResponse | FileResponse:
    """Answer an address as the site does, for a reader without cookies who wants a copy to keep."""
    parts = urlsplit(address)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = unquote(parts.path)
    request.META |= {"QUERY_STRING": parts.query, "SERVER_NAME": "export", "SERVER_PORT": "80"}
    request.is_export = True  # type: ignore[attr-defined]
    request.GET = QueryDict(parts.query)
    view, args, kwargs = resolve(request.path_info)
    answer: HttpResponse | FileResponse = view(request, *args, **kwargs)
    return answer


def file_of(address: str) -> str:
    """Give the file of an address: a folder's ``index.html``; a question becomes a folder of its own."""
    parts = urlsplit(address)
    path = unquote(parts.path).lstrip("/")
    if not path.endswith("/"):
        return path
    question = _UNSAFE.sub("-", unquote(parts.query)).strip("-")
    return posixpath.join(path, question, "index.html") if question else f"{path}index.html"


def _as_path(hit: re.Match[str]) -> str:
    """Give a link that a text names in full as a path, where it leads to this portal.

    The copy's own words name the portal in full where they lead to what needs a server.
    """
    kept = "" if hit["origin"] == settings.ORIGIN else hit["origin"]
    return f"{hit['before']}{kept}{hit['after']}"


def _absolute(address: str, link: str) -> str:
    """Give a link's address without its fragment, one that is only a question on its page's path.

    An address that lacks its last slash is the one with it, as it is where the portal is served.
    """
    link = link.partition("#")[0].replace("&amp;", "&")
    if link.startswith("?"):
        return f"{urlsplit(address).path}{link if link != '?' else ''}"
    path, mark, query = link.partition("?")
    named = unquote(path)
    if not named.endswith("/") and not is_valid_path(named) and is_valid_path(f"{named}/"):
        path = f"{path}/"
    return f"{path}{mark}{query}"


def _relative(address: str, html: str) -> str:
    """Make every link of a page lead to the file beside it."""
    here = posixpath.dirname(file_of(address))

    def lead(hit: re.Match[str]) -> str:
        there = posixpath.relpath(file_of(_absolute(address, hit["address"])), here)
        _link, mark, part = hit["address"].partition("#")
        return f"{hit['before']}{there}{mark}{part}{hit['after']}"

    def lead_all(hit: re.Match[str]) -> str:
        led = (size.partition(" ") for size in _sizes(hit))
        every = ", ".join(f"{posixpath.relpath(file_of(to), here)} {how}" for to, _, how in led)
        return f"{hit['before']}{every}{hit['after']}"

    return _SET.sub(lead_all, _LINK.sub(lead, html))


def _sizes(hit: re.Match[str]) -> list[str]:
    """Give the addresses of an image's sizes, each with what it is for."""
    return hit["sizes"].split(", ")


def _static(address: str) -> bytes:
    """Give a style sheet or picture, from where the server would give it out."""
    name = unquote(address.removeprefix(settings.STATIC_URL))
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return bytes(file.read())
    return Path(str(finders.find(name))).read_bytes()


def _write_map(folder: Path, done: Exported) -> None:
    """Write the map of the copy in its parts, and the file by which machines find it."""
    index = reverse("communications:sitemap")
    for _none in _write(folder, index, done):
        pass
    parts = _PART.findall((folder / file_of(index)).read_text(encoding="utf-8"))
    for part in parts:
        for _none in _write(folder, part.removeprefix(addresses.origin()), done):
            pass
    found = f"User-agent: *\nAllow: /\nSitemap: {addresses.full(index)}\n"
    _put(folder / "robots.txt", found.encode())


def _entrance() -> str:
    """Give the page at the root, which leads into both languages without a script."""
    html = get_template("communications/portal_entrance.html").render({"address": addresses})
    return _relative("/", html)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
