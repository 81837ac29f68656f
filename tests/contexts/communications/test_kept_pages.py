"""Pages kept for everybody: as Django would answer, at once another one after a change, and never somebody's own."""

import datetime as dt
import gzip
import io
import re
from itertools import product

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from plenary.contexts.communications.models import EditionImage, PublicChange, Rendition, Topic
from plenary.contexts.communications.services.changes import noting, stamping, touching
from plenary.contexts.communications.services.kinds import make_guide
from plenary.contexts.communications.services.publishing import approve_page
from plenary.contexts.communications.services.readers import tallying
from plenary.contexts.communications.services.sending import submit_page
from plenary.contexts.communications.services.subscribing import ask_to_subscribe
from plenary.contexts.communications.services.topics import rename_topic
from plenary.contexts.communications.services.withdrawing import withdraw_page
from plenary.contexts.communications.views import kept
from plenary.kernel.documents.services import keep_made_file
from plenary.shared.actor import NOBODY, SYSTEM
from plenary.shared.errors import Refused
from tests.contexts.communications import factories as made

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
PUBLIC = {
    f"communications_{name}"
    for name in (
        "edition",
        "edition_topics",
        "topic",
        "page",
        "pageside",
        "guidefacts",
        "pagedates",
    )
}
"""What kept pages are made of. A page's own row counts only for its address, which never changes in public."""


@pytest.fixture
def server(monkeypatch):
    """A server process: what stands before Django, and Django, which leave the test's connection open."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    return kept.keeping(WSGIHandler())


@pytest.fixture(autouse=True)
def _nothing_counted():
    tallying._counts.clear()
    kept.is_own_host.cache_clear()
    yield
    tallying._counts.clear()
    kept.is_own_host.cache_clear()


class Answer:
    """What came back over WSGI, and the queries that it took."""

    def __init__(self, server, path, method="GET", **sent):
        path, _sign, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            **sent,
        }
        with CaptureQueriesContext(connection) as found:
            parts = server(environ, self._begin)
            self.body = b"".join(parts)
            if hasattr(parts, "close"):
                parts.close()
        asked = [query["sql"] for query in found if "publicchange" not in query["sql"]]
        self.asked = asked
        self.queries = len(asked)

    def _begin(self, status, headers, _fault=None):
        self.status, self.headers = int(status[:3]), dict(headers)


def address(page, lang="en"):
    return f"/portal/{lang}/pages/{page.slug}/"


def test_a_page_is_made_once_and_given_out_as_django_would(server, client):
    page = made.published()
    topic = page.topics.get()
    for path in (
        "/portal/en/",
        "/portal/zh/archive/",
        "/portal/en/archive/?kind=news&page=1",
        f"/portal/en/topics/{topic.key}/",
        address(page),
        "/portal/en/counting/",
        "/portal/en/withdrawn/",
        "/portal/zh/rss.xml",
        f"/portal/en/topics/{topic.key}/feed.json",
        "/portal/sitemap.xml",
        "/portal/sitemap-0.xml",
    ):
        first, second, plain = Answer(server, path), Answer(server, path), client.get(path)

        assert first.queries > 0 or "counting" in path, path
        assert second.queries == 0, path
        assert (second.status, second.body) == (200, plain.content), path
        told = {name: value for name, value in plain.headers.items() if name != "Vary"}
        assert told.items() <= second.headers.items(), path
        assert second.headers["Vary"] == f"{plain.headers['Vary']}, Accept-Encoding"
        assert first.headers == second.headers


def test_what_kept_pages_are_made_of_is_what_changes_are_heard_of(server):
    page = made.published()
    hub = made.published(kind="hub", hub_of_id=page.topics.get().pk)
    steps = {"body_zh": "1. 排队。", "body_en": "1. Queue."}
    guide = make_guide(actor=SYSTEM, given=made.given(**steps))
    submit_page(actor=SYSTEM, page_id=guide.pk, seen_version=None, langs=made.BOTH)
    approve_page(actor=SYSTEM, page_id=guide.pk, seen_version=None, langs=made.BOTH)
    paths = ("/portal/en/", "/portal/en/archive/", "/portal/en/withdrawn/", "/portal/en/rss.xml")
    paths += ("/portal/sitemap.xml", "/portal/sitemap-0.xml")
    paths += (address(page), address(guide), f"/portal/en/topics/{hub.hub_of.key}/")
    for path in paths:
        tables = re.findall(r'(?:FROM|JOIN) "(\w+)"', " ".join(Answer(server, path).asked))
        assert tables
        assert set(tables) <= PUBLIC, path
    assert {model._meta.db_table for model in noting.SHOWN} < PUBLIC
    assert len(server.shelf) == len(paths)


def test_a_small_picture_is_kept_unpacked_until_its_page_goes(
    server, client, django_capture_on_commit_callbacks
):
    page = made.published()
    file = keep_made_file(actor=SYSTEM, data=b"a picture" * 99, media_type="image/jpeg")
    for edition in page.editions.all():
        EditionImage.objects.create(edition=edition, key="k1")
    Rendition.objects.create(key="k1", name="card-240.jpg", file=file, width=240, height=180)
    path = "/portal/images/k1/card-240.jpg"
    Answer(server, path)

    kept_one, plain = Answer(server, path, HTTP_ACCEPT_ENCODING="gzip"), client.get(path)
    assert (kept_one.queries, kept_one.body) == (0, plain.content)
    assert "Content-Encoding" not in kept_one.headers
    assert kept_one.headers["Cache-Control"] == plain.headers["Cache-Control"]
    held = Answer(server, path, HTTP_IF_NONE_MATCH=plain.headers["ETag"])
    assert (held.status, held.queries) == (304, 0)
    assert Answer(server, "/portal/sitemap-1.xml").status == 404

    reasons = {"zh": "有误。", "en": "Wrong."}
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons=reasons)
    assert Answer(server, path).status == 404


def test_a_browser_that_holds_the_page_is_told_so_in_either_form(server):
    path = address(made.published())
    plain = Answer(server, path)
    packed = Answer(server, path, HTTP_ACCEPT_ENCODING="br, gzip;q=0.5")

    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.body) < len(plain.body)
    tags = {plain.headers["ETag"], packed.headers["ETag"]}
    assert len(tags) == 2
    for held in (*tags, f"W/{plain.headers['ETag']}", f'"other", {packed.headers["ETag"]}', "*"):
        again = Answer(server, path, HTTP_IF_NONE_MATCH=held)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["ETag"] in tags
        assert again.headers["Cache-Control"] == "no-cache"
        assert "Content-Security-Policy" in again.headers
    assert Answer(server, path, HTTP_IF_NONE_MATCH='"other"').status == 200
    for none in ("gzip;q=0", "gzip; q=0.000", "identity", "xgzip"):
        assert "Content-Encoding" not in Answer(server, path, HTTP_ACCEPT_ENCODING=none).headers


def test_a_tag_of_the_packed_form_is_known_where_nothing_is_kept(server, client):
    path = address(made.published())
    tag = Answer(server, path, HTTP_ACCEPT_ENCODING="gzip").headers["ETag"]

    assert client.get(path, headers={"if-none-match": tag}).status_code == 304


def test_head_tells_the_length_without_a_byte_and_a_range_is_answered_with_the_whole(server):
    path = address(made.published())
    whole = Answer(server, path)
    head = Answer(server, path, method="HEAD")
    part = Answer(server, path, HTTP_RANGE="bytes=0-9")

    assert (head.queries, head.body, head.headers) == (0, b"", whole.headers)
    assert (part.status, part.body) == (200, whole.body)


def test_head_alone_keeps_nothing(server):
    path = address(made.published())
    Answer(server, path, method="HEAD")

    assert Answer(server, path).queries > 0


@pytest.mark.parametrize("where", ["file", "database"])
def test_a_correction_a_withdrawal_and_a_renamed_topic_show_at_once(
    server, where, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(stamping, "EVERY", 0 if where == "database" else 3600)
    if where == "database":  # as where another machine made the change
        monkeypatch.setattr(touching, "touch", lambda: None)
    page = made.published()
    topic = page.topics.get()
    paths = ("/portal/en/", "/portal/en/archive/", address(page), "/portal/en/rss.xml")
    servers = (server, kept.keeping(WSGIHandler()))
    for one, path in product(servers, paths):
        Answer(one, path)

    with django_capture_on_commit_callbacks(execute=True):
        made.corrected(page, "Zebra")
    assert all(b"Zebra" in Answer(one, path).body for one, path in product(servers, paths))

    with django_capture_on_commit_callbacks(execute=True):
        rename_topic(
            actor=SYSTEM,
            topic_id=topic.pk,
            seen_version=topic.version,
            name_zh="斑马",
            name_en="Giraffes",
        )
    assert b"Giraffes" in Answer(server, "/portal/en/").body

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_page(
            actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"en": "It was wrong."}
        )
    assert Answer(server, address(page)).status == 410
    lists = [path for path in paths if path != address(page)]
    assert all(b"Zebra" not in Answer(server, path).body for path in lists)


def test_what_is_not_done_and_what_no_reader_sees_leaves_the_pages_kept(server):
    page = made.published()
    before = PublicChange.objects.count()

    with pytest.raises(Refused):
        withdraw_page(actor=SYSTEM, page_id=page.pk, seen_version=None, reasons={"en": " "})
    ask_to_subscribe(actor=NOBODY, email="reader@example.org", lang="en")

    assert PublicChange.objects.count() == before


def test_a_page_made_while_a_change_is_made_is_not_given_out_after_it(server, monkeypatch):
    page = made.published()
    monkeypatch.setattr(stamping, "EVERY", 0)
    inner = server.application

    def slow(environ, start_response):
        answer = inner(environ, start_response)
        PublicChange.objects.create(stamp=7, at="2026-01-01T00:00:00Z")
        return answer

    server.application = slow
    Answer(server, address(page))
    server.application = inner

    assert Answer(server, address(page)).queries > 0


def test_a_day_and_five_minutes_end_what_is_kept(server, monkeypatch, time_machine_at):
    path = address(made.published())
    monkeypatch.setattr(stamping, "EVERY", 0)
    Answer(server, path)
    time_machine_at("2031-05-01")
    assert Answer(server, path).queries > 0
    assert Answer(server, path).queries == 0

    monkeypatch.setattr("plenary.shared.web.keeping.entrance.LONGEST", -1.0)
    assert Answer(server, path).queries > 0


@pytest.fixture
def time_machine_at(monkeypatch):
    """Let the office's day be another one."""

    def travel(day):
        monkeypatch.setattr(stamping.clock, "today", lambda: dt.date.fromisoformat(day))

    return travel


def test_while_the_database_does_not_answer_nothing_kept_is_given_out(server, monkeypatch):
    path = address(made.published())
    Answer(server, path)

    def fail():
        raise OperationalError

    monkeypatch.setattr(stamping, "EVERY", 0)
    monkeypatch.setattr(stamping, "sum_of_changes", fail)
    assert Answer(server, path).queries > 0
    assert Answer(server, path).queries > 0


def test_a_home_that_cannot_be_written_leaves_the_database_to_tell(server, monkeypatch, settings):
    page = made.published()
    settings.HOME = settings.HOME / "nowhere"
    monkeypatch.setattr(stamping, "EVERY", 0)

    assert Answer(server, address(page)).status == 200
    assert Answer(server, address(page)).queries == 0
    touching.touch()
    made.corrected(page, "Zebra")
    assert b"Zebra" in Answer(server, address(page)).body


BYPASSED = {
    "a session": {"HTTP_COOKIE": "plenary_reading=big-high; sessionid=abc"},
    "a token": {"HTTP_AUTHORIZATION": "Bearer x"},
    "a body": {"CONTENT_LENGTH": "5", "wsgi.input": io.BytesIO(b"a=b&c")},
    "a body in parts": {"HTTP_TRANSFER_ENCODING": "chunked"},
    "a folder": {"SCRIPT_NAME": "/sub"},
}


@pytest.mark.parametrize("sent", BYPASSED.values(), ids=BYPASSED)
def test_what_is_not_a_plain_anonymous_reading_reaches_django_and_is_not_kept(server, sent):
    path = address(made.published())

    assert Answer(server, path, **sent).queries > 0
    assert Answer(server, path).queries > 0
    assert Answer(server, path).queries == 0
    assert Answer(server, path, **sent).queries > 0


def test_a_host_that_is_not_ours_is_refused_before_and_after_a_page_is_kept(server):
    path = address(made.published())
    for _again in range(2):
        for host in ("evil.example", "testserver@evil.example", "testserver:x", "a/b"):
            assert Answer(server, path, HTTP_HOST=host).status == 400, host
        assert Answer(server, path).status == 200


LIES = {
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_PROTO": "javascript",
    "HTTP_X_FORWARDED_PREFIX": "/evil",
    "HTTP_X_FORWARDED_FOR": "6.6.6.6",
    "HTTP_X_ORIGINAL_URL": "/portal/evil/",
    "HTTP_FORWARDED": "host=evil.example",
    "HTTP_ACCEPT_LANGUAGE": "zh-CN",
    "HTTP_REFERER": "https://evil.example/",
    "HTTP_USER_AGENT": "evil",
    "HTTP_HX_REQUEST": "true",
    "HTTP_ACCEPT": "application/json",
    "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
    "HTTP_COOKIE": "plenary_language=zh-hans; plenary_reading=evil-evil; evil=1",
}


@pytest.mark.parametrize("path", ["/portal/en/", "/portal/en/rss.xml", "/portal/en/archive/"])
def test_what_the_first_reader_sends_is_in_nobody_elses_page(server, client, path):
    made.published()
    poisoned = Answer(server, path, **LIES)
    second, plain = Answer(server, path), client.get(path)

    assert second.queries == 0
    assert (poisoned.body, second.body) == (plain.content, plain.content)
    assert "evil" not in f"{second.headers}" + second.body.decode()
    assert second.headers["Content-Language"] == "en"
    assert "Set-Cookie" not in second.headers


def test_an_answer_that_sets_a_cookie_is_not_kept(server):
    path = address(made.published())

    assert "Set-Cookie" in Answer(server, path, HTTP_COOKIE="csrftoken=broken").headers
    assert len(server.shelf) == 0


def test_hosts_of_ours_with_any_port_share_one_copy_without_a_word_of_them(server):
    path = address(made.published())
    Answer(server, path, HTTP_HOST="localhost:4711")

    second = Answer(server, path, HTTP_HOST="127.0.0.1:8000")
    assert second.queries == 0
    assert b"4711" not in second.body


def test_each_look_has_its_own_page_and_a_word_that_is_none_has_the_usual_one(server, client):
    path = address(made.published())
    usual = Answer(server, path).body
    big = Answer(server, path, HTTP_COOKIE="plenary_reading=big-high").body

    assert b"size-big contrast-high" in big
    client.cookies["plenary_reading"] = "big-high"
    assert client.get(path).content == big
    for word in ("huge-glaring", "'\"><script>", "-", "big-high\xa0"):
        shown = Answer(server, path, HTTP_COOKIE=f"plenary_reading={word}")
        assert shown.body in {usual, Answer(server, path, HTTP_COOKIE="plenary_reading=big").body}
    assert Answer(server, path).body == usual


def test_addresses_of_ones_own_making_push_nothing_out(server):
    page = made.published()
    Answer(server, address(page))
    count = len(server.shelf)
    for path in (
        f"{address(page)}?x=1",
        f"{address(page)}?page=1",
        "/portal/en/archive/?page=999",
        "/portal/en/archive/?page=01",
        "/portal/en/archive/?page=1&page=1",
        "/portal/en/archive/?page=1&kind=news",
        "/portal/en/archive/?year=1900",
        "/portal/en/archive/?kind=evil",
        "/portal/en/?utm_source=evil",
        "/portal/en/search/?q=counter",
        "/portal/en/pages/nowhere/",
        "/portal/xx/",
        "/portal/",
    ):
        Answer(server, path)
    assert len(server.shelf) == count == 1
    assert b"utm_source" not in Answer(server, "/portal/en/").body


def test_forms_receipts_and_what_needs_a_sign_in_are_never_kept(server):
    page = made.published()
    for path in (
        f"{address(page)}correct/",
        "/portal/en/subscribe/",
        "/portal/en/reports/nowhere/",
        "/newsroom/",
        "/accounts/sign-in/",
    ):
        Answer(server, path)
        Answer(server, path)
    assert len(server.shelf) == 0


def test_whoever_reads_a_kept_page_is_counted_as_any_other(server):
    page = made.published()
    path = address(page)
    tag = Answer(server, path, HTTP_USER_AGENT=BROWSER).headers["ETag"]
    Answer(server, path, HTTP_USER_AGENT=BROWSER)
    Answer(server, path, HTTP_USER_AGENT=BROWSER, HTTP_IF_NONE_MATCH=tag)
    Answer(server, path, method="HEAD", HTTP_USER_AGENT=BROWSER)
    Answer(server, path, HTTP_USER_AGENT=BROWSER, HTTP_DNT="1")
    Answer(server, path, HTTP_USER_AGENT="Googlebot")
    Answer(server, "/portal/en/rss.xml", HTTP_USER_AGENT=BROWSER)
    Answer(server, "/portal/en/rss.xml", HTTP_USER_AGENT=BROWSER)

    assert [(opened.subject_id, views) for (_d, opened, _l), views in tallying._counts.items()] == [
        (page.pk, 3)
    ]


def test_over_tls_the_page_that_asks_for_tls_ever_after_is_kept_by_itself(server, settings):
    path = address(made.published())
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    Answer(server, path)
    settings.SECURE_SSL_REDIRECT = True

    assert kept.key_of(_told(path)) is None
    assert kept.key_of(_told(path, HTTP_X_FORWARDED_PROTO="http, https")) is None
    assert kept.key_of(_told(path, HTTP_X_FORWARDED_PROTO="https"))[-1] is True


def _told(path, **sent):
    host = {"HTTP_HOST": "testserver", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}
    return {"REQUEST_METHOD": "GET", "PATH_INFO": path, **host, **sent}


def test_an_installation_may_keep_nothing(settings):
    settings.PORTAL_CACHE = 0
    inner = WSGIHandler()

    assert kept.keeping(inner) is inner


def test_the_rows_go_after_a_day_and_the_file_is_its_owners(settings):
    made.published()
    assert PublicChange.objects.exists()
    assert noting.clear_old() == 0
    PublicChange.objects.update(at="2026-01-01T00:00:00Z")
    assert noting.clear_old() > 0
    assert not PublicChange.objects.exists()
    assert Topic.objects.exists()

    touching.touch()
    assert (settings.HOME / touching.NAME).stat().st_mode & 0o777 == 0o600
